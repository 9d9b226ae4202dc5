"""Marks on a province's workbook: which cell shows which figure; `{{…}}` typed in cells are marks too.

A mark's code is an expression of the one language (`DA2.KQ[HO].LUY_KE`, `VON(GIAO, DU_AN="DA2")`), a column of a list
(`DA2.DS.TEN`, written downwards), a word of the report (`KY`), or words around such codes (`Kỳ báo cáo: {{KY}}`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from attrs import frozen

from gnbv_desktop.catalogue.expressions import parse, ref_of
from gnbv_desktop.catalogue.model import BlockKind, Edition
from gnbv_desktop.engine.bound import bound_faults
from gnbv_desktop.exchange.workbook import Book
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.kernel.sheets import At, parse_at
from gnbv_desktop.kernel.text import fold, nfc
from gnbv_desktop.services.province_measures import measure_faults, measure_of

TAG = re.compile(r"\{\{([^{}]+)\}\}")
ROW_NUMBER, ROW_NAME = "STT", "TEN_DIA_BAN"
"""Columns that every list has besides its own: running number; the commune of a row."""
LISTS = (BlockKind.OPEN, BlockKind.COMMUNES, BlockKind.DOCUMENTS)
_UNIT_NAMES = {fold(unit.label): unit for unit in MoneyUnit} | {unit.value: unit for unit in MoneyUnit}


class Word(Enum):
    """Words of the report that are no figures."""

    DON_VI = "Tên đơn vị báo cáo"
    KY = "Kỳ báo cáo"
    NAM = "Năm báo cáo"
    DEN_NGAY = "Ngày chốt số liệu"
    DON_VI_TINH = "Đơn vị tính của số tiền"
    SO_BAO_CAO = "Số, ký hiệu báo cáo"
    NGAY_BAO_CAO = "Địa danh, ngày tháng của báo cáo"
    TEN_BAO_CAO = "Tên báo cáo"


@frozen
class Mark:
    sheet: str
    at: At
    code: str
    unit: MoneyUnit | None = None
    """Of an amount of money; None: the dossier's unit."""

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.at}"


@frozen
class Fault:
    """What stands in the way of filling, and where."""

    sheet: str
    at: At
    words: str

    def __str__(self) -> str:
        return f"Trang “{self.sheet}”, ô {self.at}: {self.words}"


# ---- what a code is


def word_of(code: str) -> Word | None:
    return Word.__members__.get(code)


def is_words(code: str) -> bool:
    """Words of the workbook with codes in them."""
    return TAG.search(code) is not None


def list_column(edition: Edition, code: str) -> Ref | None:
    """The column of a list that is written downwards; None for any other code."""
    try:
        ref = parse_ref(code)
    except ValueError:
        return None
    block = edition.blocks.get(ref.block)
    return ref if block is not None and block.kind in LISTS and not ref.row else None


# ---- faults


def mark_faults(edition: Edition, book: Book, marks: tuple[Mark, ...]) -> tuple[Fault, ...]:
    """Everything that is wrong with the marks, in the order in which one reads the workbook."""
    order = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    found = [Fault(mark.sheet, mark.at, words) for mark in marks for words in _faults(edition, book, mark)]
    return tuple(sorted(found, key=lambda each: (order.get(each.sheet, len(order)), each.at)))


def _faults(edition: Edition, book: Book, mark: Mark) -> Iterator[str]:
    sheet = book.sheet(mark.sheet)
    if sheet is None:
        yield "không còn trang tính này; hãy bỏ đánh dấu hoặc nạp lại tệp."
        return
    cell, merge = sheet.at(mark.at), sheet.merge_of(mark.at)
    if cell.formula or cell.opaque:
        yield "ô có công thức, Excel tự tính; hãy đánh dấu ô khác hoặc xóa công thức trong Excel."
    if merge is not None and merge.first != mark.at:
        yield f"nằm trong vùng gộp, không phải ô đầu; hãy đánh dấu ô {merge.first}."
    if any(head.holds(mark.at) for head in sheet.table_heads):
        yield "là tiêu đề cột của Bảng Excel (Table), không điền được; hãy đánh dấu ô khác."
    faults = tuple(code_faults(edition, mark.code))
    yield from faults
    single = word_of(mark.code) is None and not is_words(mark.code) and list_column(edition, mark.code) is None
    if single and not faults:
        style = book.style(sheet.style_at(mark.at))
        yield from measure_faults(measure_of(edition, mark.code), style, mark.unit is not None)


def code_faults(edition: Edition, code: str) -> Iterator[str]:
    if is_words(code):
        for inside in TAG.findall(code):
            name, unit = split_unit(inside)
            yield from _unit_fault(inside, unit)
            if list_column(edition, name) is not None:
                yield f"{name} là cả một cột; trong câu chỉ dùng mã một ô."
            else:
                yield from code_faults(edition, name)
        return
    column = list_column(edition, code)
    if word_of(code) is not None:
        return
    if column is not None:
        yield from _column_faults(edition, column)
    else:
        words = bound_faults(edition, Bound(code, FigureStyle.AMOUNT))
        for each in words[:1]:
            yield f"mã {code!r} không dùng được: {each.removesuffix('; có: ')}; hãy tìm số khác cho ô này hoặc sửa mã."
        for ref in () if words else own_rows(edition, code):
            yield (
                f"{ref} là một dòng riêng của hồ sơ này, hồ sơ khác không có dòng ấy; "
                "hãy dùng tổng theo dự án, nguồn, năm hoặc cả cột của danh sách."
            )


def own_rows(edition: Edition, code: str) -> tuple[Ref, ...]:
    """Rows that only one dossier has, in an expression: another dossier's row of that number is another thing."""
    refs = (ref for node in ast.walk(parse(code).tree) if isinstance(node, ast.expr) and (ref := ref_of(node)))
    found = (ref for ref in refs if ref.row and (block := edition.blocks.get(ref.block)) and block.kind.open_rows)
    return tuple(dict.fromkeys(found))


def _column_faults(edition: Edition, ref: Ref) -> Iterator[str]:
    block = edition.blocks[ref.block]
    extra = (ROW_NUMBER, ROW_NAME) if block.kind is BlockKind.COMMUNES else (ROW_NUMBER,)
    if edition.column_of(ref.block, ref.column) is None and ref.column not in extra:
        yield f"danh sách {ref.block} không có cột {ref.column!r}; có: {', '.join((*extra, *block.columns))}."


def _unit_fault(inside: str, unit: str) -> Iterator[str]:
    if unit and fold(unit) not in _UNIT_NAMES:
        names = ", ".join(each.label for each in MoneyUnit)
        yield f"không có đơn vị tiền {unit!r} trong {{{{{inside}}}}}; hãy dùng một trong: {names}."


# ---- tags typed in Excel


def tagged(book: Book) -> tuple[Mark, ...]:
    """The marks that `{{…}}` in the cells of a workbook stand for."""
    return tuple(
        _mark_of(sheet.name, at, cell.value)
        for sheet in book.sheets
        for at, cell in sorted(sheet.cells.items())
        if not cell.number and not cell.formula and is_words(cell.value)
    )


def _mark_of(sheet: str, at: At, text: str) -> Mark:
    alone = TAG.fullmatch(text.strip())
    if alone is None:
        return Mark(sheet, at, nfc(text))
    code, unit = split_unit(alone[1])
    if unit and fold(unit) not in _UNIT_NAMES:
        return Mark(sheet, at, nfc(text.strip()))
    return Mark(sheet, at, code, _UNIT_NAMES[fold(unit)] if unit else None)


def split_unit(inside: str) -> tuple[str, str]:
    """ "VON(GIAO) | tỷ đồng" as code and unit; typographic quotes, which Excel likes to make, as plain ones."""
    code, _, unit = inside.partition("|")
    return nfc(code.strip()).translate(_PLAIN_QUOTES), unit.strip()


def unit_of(inside: str) -> MoneyUnit | None:
    return _UNIT_NAMES.get(fold(split_unit(inside)[1]))


_PLAIN_QUOTES = {ord("“"): '"', ord("”"): '"', ord("\u00a0"): " "}


# ---- as JSON


def marks_to_json(marks: tuple[Mark, ...]) -> list[dict[str, str]]:
    return [
        {"sheet": each.sheet, "cell": str(each.at), "code": each.code}
        | ({"unit": each.unit.value} if each.unit else {})
        for each in marks
    ]


def marks_from_json(listed: Any) -> tuple[Mark, ...]:
    """Raises ValueError or KeyError for what is no list of marks."""
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise ValueError("marks")
    return tuple(
        Mark(
            str(each["sheet"]),
            parse_at(str(each["cell"])),
            str(each["code"]),
            MoneyUnit(each["unit"]) if each.get("unit") else None,
        )
        for each in listed
    )
