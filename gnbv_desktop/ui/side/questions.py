"""What is asked about a typed text that is not clear: the question, what one can choose, what else to do."""

from __future__ import annotations

from attrs import frozen

from gnbv_desktop.catalogue.model import Edition, FieldInfo, FieldKind
from gnbv_desktop.engine.canon import TEXT_LIMIT
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.cell_text import reading_words
from gnbv_desktop.services.entry import Entered, answer, enter
from gnbv_desktop.services.work import Work

MOST = 6
"""So many names stand as buttons; a longer list is searched in the cell."""
_LISTS = (FieldKind.CHOICE, FieldKind.COMPONENT, FieldKind.PLACE, FieldKind.LINE)
_TITLES = {
    FieldKind.DATE: "Ngày này là …?", FieldKind.TEXT: "Đoạn chữ này dài quá",
    **dict.fromkeys(_LISTS, "Chọn giá trị nào?"),
}  # fmt: skip
QUESTION = "Đọc số này thế nào?"


@frozen
class Choice:
    code: str
    words: str


def question(edition: Edition, ref: Ref) -> str:
    info = field_info(edition, ref)
    return _TITLES.get(info.kind, QUESTION) if info is not None else QUESTION


def choices_of(work: Work, ref: Ref) -> tuple[Choice, ...]:
    """The readings of what was typed; of a list that it does not name anything of, the list when it is short."""
    cell, info = work.dossier.cell(ref), field_info(work.edition, ref)
    if cell is None or info is None or cell.state is not State.UNREAD:
        return ()
    codes = cell.readings or _short_list(work, info)
    return tuple(Choice(code, reading_words(work, info, code)) for code in codes)


def _short_list(work: Work, info: FieldInfo) -> tuple[str, ...]:
    codes = _listed(work, info)
    return codes if len(codes) <= MOST else ()


def _listed(work: Work, info: FieldInfo) -> tuple[str, ...]:
    match info.kind:
        case FieldKind.CHOICE:
            return tuple(work.edition.lists[info.column.list].items)
        case FieldKind.COMPONENT:
            return tuple(work.edition.components)
        case FieldKind.PLACE:
            return tuple(place.id for place in work.dossier.head.unit.places())
        case FieldKind.LINE:
            return tuple(work.dossier.block(info.column.of).order)
        case _:
            return ()


def choose(work: Work, ref: Ref, number: int) -> Entered:
    """Takes one of the choices."""
    cell = work.dossier.cell(ref)
    found = choices_of(work, ref)
    if cell is None or cell.readings or not 0 <= number < len(found):
        return answer(work, ref, number)
    return enter(work, ref, found[number].code)


def told(work: Work, ref: Ref) -> tuple[str, str] | None:
    """What is not clear and what to do, for a field that holds no number; a number's own words are right."""
    cell, info = work.dossier.cell(ref), field_info(work.edition, ref)
    if cell is None or info is None:
        return None
    if info.kind is FieldKind.TEXT:
        return f"Ô này nhận tối đa {TEXT_LIMIT} chữ cái.", "Rút gọn, hoặc viết ở phần thuyết minh."
    if info.kind is FieldKind.DATE:
        return f"Đã gõ «{cell.text}», chưa rõ là ngày nào.", "Gõ đủ ngày, tháng, năm: 31/01/2024."
    if info.kind in _LISTS:
        return f"Đã gõ «{cell.text}», chưa rõ là tên nào trong danh sách.", _to_choose_from(work, info, cell)
    return None


def _to_choose_from(work: Work, info: FieldInfo, cell: Cell) -> str:
    codes = cell.readings or _listed(work, info)
    if not codes:
        return "Danh sách chưa có tên nào."
    names = "; ".join(reading_words(work, info, code) for code in codes[:MOST])
    left = len(codes) - MOST
    return f"Chọn một tên: {names}" + (f"; và {left} tên khác, gõ vài chữ của tên để tìm." if left > 0 else ".")
