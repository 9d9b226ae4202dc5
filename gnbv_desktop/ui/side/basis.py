"""What the definitions say of a figure: help, legal source, controls, and how it is typed. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from gnbv_desktop.catalogue.model import Control, Edition, FieldInfo, FieldKind
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.trace_index import TraceIndex
from gnbv_desktop.services.work import Work

SOURCE = "Căn cứ: "


@frozen
class Paragraph:
    text: str
    source: bool = False
    """A citation, said in a quieter tone."""


@frozen
class Section:
    title: str
    paragraphs: tuple[Paragraph, ...]


def basis(work: Work, ref: Ref | None, form: str, index: TraceIndex) -> tuple[Section, ...]:
    """From the field outwards to its form; sections without a word are left out."""
    info = field_info(work.edition, ref) if ref is not None else None
    if ref is not None and ref.block in work.edition.form_of:
        form = form or work.edition.form_of[ref.block].form
    sections = [*(_of_field(work, ref, info) if ref is not None and info is not None else ())]
    if ref is not None and ref.block in work.edition.blocks:
        block = work.edition.blocks[ref.block]
        sections.append(_said(block.title or "Khối này", block.help, block.source))
    found = work.edition.forms.get(form)
    if found is not None:
        component = work.edition.components.get(found.component)
        source = found.source or (component.source if component is not None else "")
        sections.append(_said(found.title, found.help, source))
    if ref is not None and info is not None:
        looking = (each.control for each in index.controls(ref))
        sections.append(Section("Kiểm tra nhìn tới ô này", tuple(_controls(looking))))
    return tuple(section for section in sections if section.paragraphs)


def _said(title: str, help_text: str, source: str) -> Section:
    told = [Paragraph(help_text)] if help_text else []
    return Section(title, (*told, *([Paragraph(f"{SOURCE}{source}", source=True)] if source else [])))


def _of_field(work: Work, ref: Ref, info: FieldInfo) -> Iterator[Section]:
    row = work.edition.blocks[ref.block].rows.get(ref.row)
    if row is not None:
        yield _said(row.label, row.help, row.source)
    yield _said(info.label, info.column.help, info.column.source)
    if info.kind is FieldKind.CHOICE:
        yield _choices(work.edition, info)
    yield Section(f"Cách gõ: {info.label}", tuple(Paragraph(text) for text in how_to_type(work, info)))


def _choices(edition: Edition, info: FieldInfo) -> Section:
    choices = edition.lists[info.column.list]
    told = [Paragraph(f"{item.label}: {item.help}") for item in choices.items.values() if item.help]
    return Section(choices.label, (*told, *([Paragraph(f"{SOURCE}{choices.source}", True)] if choices.source else [])))


def _controls(controls: Iterable[Control]) -> Iterator[Paragraph]:
    seen: set[str] = set()
    for control in controls:
        if control.title not in seen:
            seen.add(control.title)
            yield Paragraph(f"– {control.title}" + (f" ({control.source})" if control.source else ""))


_ABSENT = "Không có thì gõ «không áp dụng»; chưa có số thì để trống, đừng gõ 0."
_ABOUT = "Số ước chừng: «khoảng 30», «trên 50», «gần 1.000»."


def how_to_type(work: Work, info: FieldInfo) -> Iterator[str]:
    if info.derived:
        yield "Chương trình tự tính, không gõ; muốn đổi thì sửa các ô tạo nên số này (thẻ Số này)."
        return
    match info.kind:
        case FieldKind.MONEY:
            unit = MoneyUnit(work.dossier.head.money_unit).label
            yield f"Đơn vị: {unit}. 1.070 = một nghìn không trăm bảy mươi {unit}; 1.070,5 có phần lẻ sau dấu phẩy."
            yield "Gõ kèm đơn vị cũng được: «3,518 tỷ», «500.000 đồng»."
            yield "Không được giao vốn thì gõ «không bố trí vốn»; chưa có số thì để trống, đừng gõ 0."
        case FieldKind.COUNT:
            yield _unit(info, "1.070 = một nghìn không trăm bảy mươi.")
            yield _ABOUT
            yield _ABSENT
        case FieldKind.DECIMAL | FieldKind.PERCENT:
            yield _unit(info, "Dấu phẩy trước phần lẻ: 41,06. Dấu chấm chỉ để tách hàng nghìn.")
            yield _ABSENT
        case FieldKind.DATE:
            yield "Đủ ngày, tháng, năm: 31/01/2024."
        case FieldKind.YEAR:
            yield "Bốn chữ số: 2023."
        case FieldKind.YEARS:
            yield "Một năm hoặc nhiều năm liền nhau: 2023, 2021-2025."
        case FieldKind.CHOICE | FieldKind.COMPONENT | FieldKind.PLACE | FieldKind.LINE:
            yield "Gõ vài chữ của tên, có dấu hay không dấu đều được, rồi chọn trong danh sách hiện ra."
        case _:
            yield "Gõ chữ như trong văn bản; đoạn dài nên viết ở phần thuyết minh."


def _unit(info: FieldInfo, words: str) -> str:
    return f"Đơn vị: {info.unit}. {words}" if info.unit else words
