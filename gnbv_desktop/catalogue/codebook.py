"""The codebook: every form, block, column, row, list, parameter and control of an edition, for people and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Edition, Form

Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]
"""A title, the column heads, the rows."""

FIELD_HEADS = (
    "Mã ô", "Biểu", "Khối", "Nhãn", "Loại", "Đơn vị", "Khóa", "Công thức, danh sách", "Giải thích", "Căn cứ",
)  # fmt: skip


def codebook_rows(edition: Edition) -> list[Table]:
    """The tables of the codebook, one per kind of thing."""
    return [
        ("Dự án", ("Mã", "Gọi là", "Tên", "Thuộc", "Loại vốn thường dùng", "Chỉ áp dụng khi", "Căn cứ"), [
            (code, each.label, each.name, each.parent, ", ".join(each.capital), each.applies, each.source)
            for code, each in edition.components.items()
        ]),
        ("Ô số liệu", FIELD_HEADS, list(_fields(edition))),
        ("Danh sách", ("Danh sách", "Mã", "Nhãn", "Viết gọn", "Thuộc", "Cách gọi khác"), [
            (name, code, item.label, item.short, item.parent, ", ".join(item.aliases))
            for name, choices in edition.lists.items() for code, item in choices.items.items()
        ]),
        ("Đặc điểm đơn vị", ("Mã", "Đặc điểm", "Giải thích", "Căn cứ"), [
            (code, each.label, each.help, each.source) for code, each in edition.facts.items()
        ]),
        ("Cấp đơn vị", ("Mã", "Cấp", "Toàn địa bàn", "Cơ quan ban hành", "Ký hiệu", "Người ký"), [
            (code, each.label, each.whole, each.agency, each.symbol, each.signer)
            for code, each in edition.levels.items()
        ]),
        ("Tham số", ("Mã", "Tên", "Đơn vị", "Từ ngày", "Giá trị", "Căn cứ", "Ghi chú"), [
            (code, each.label, each.unit, value.since.isoformat(), str(value.value), value.source, value.note)
            for code, each in edition.parameters.items() for value in each.values
        ]),
        ("Kiểm tra", ("Mã", "Tên", "Mức", "Ở đâu", "Vế trái", "So", "Vế phải", "Khi", "Cách xử lý", "Căn cứ"), [
            (code, each.title, each.severity.label, each.rows or each.cells or each.groups, each.left, each.op,
             each.right, each.when, each.remedy, each.source)
            for code, each in edition.all_controls.items()
        ]),
        ("Văn bản pháp luật", ("Mã", "Loại", "Số, ký hiệu", "Ngày", "Cơ quan", "Trích yếu"), [
            (code, each.kind, each.number, each.date.isoformat() if each.date else "", each.issuer, each.title)
            for code, each in edition.documents.items()
        ]),
        ("Cơ quan", ("Mã", "Tên", "Gọi tắt", "Cấp", "Từ ngày", "Đến ngày", "Kế tiếp"), [
            (code, each.name, each.short, each.level, each.since.isoformat() if each.since else "",
             each.until.isoformat() if each.until else "", each.successor)
            for code, each in edition.authorities.items()
        ]),
    ]  # fmt: skip


def _fields(edition: Edition) -> Iterator[tuple[str, ...]]:
    for form in edition.forms.values():
        for code, block in form.blocks.items():
            if block.kind is not BlockKind.SHOW:
                yield from _block_fields(form, form.path(code), block)


def _block_fields(form: Form, path: str, block: BlockDef) -> Iterator[tuple[str, ...]]:
    title = block.title or path
    row_ids: Mapping[BlockKind, str] = {
        BlockKind.COMMUNES: "[xã]",
        BlockKind.OPEN: "[r…]",
        BlockKind.DOCUMENTS: "[r…]",
    }
    for row_code, row in block.rows.items():
        if row.heading:
            continue
        for code, column in block.columns.items():
            kind = column.kind or row.kind
            formula = column.value or (row.value if column.kind is None else "") or row.constants.get(code, "")
            yield (
                f"{path}[{row_code}].{code}", form.title, title, f"{row.label} - {column.label}", kind.value,
                column.unit or row.unit, "", formula or column.list, row.help or column.help, row.source or form.source,
            )  # fmt: skip
    if block.rows:
        return
    for code, column in block.columns.items():
        kind_text = column.kind.value if column.kind else "thuyết minh"
        yield (
            f"{path}{row_ids.get(block.kind, '')}.{code}", form.title, title, column.label, kind_text, column.unit,
            "khóa" if column.key else "", column.value or column.list or column.of, column.help,
            column.source or form.source,
        )  # fmt: skip


def codebook_text(edition: Edition) -> str:
    """The codebook as Markdown."""
    parts = [f"# {edition.programme.name}", f"Ấn bản {edition.name}, mã băm {edition.digest[:16]}."]
    for title, heads, rows in codebook_rows(edition):
        parts += ["", f"## {title}", "", _line(heads), _line(["---"] * len(heads)), *map(_line, rows)]
    return "\n".join(parts) + "\n"


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"
