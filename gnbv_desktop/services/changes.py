"""Who changed what, when, from how much to how much: the journal in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from attrs import frozen

from gnbv_desktop.catalogue.model import Edition, FieldKind
from gnbv_desktop.engine.labels import field_info, key_label, place_label, row_label, write_reading
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import Dossier, State
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref, parse_ref, parse_row
from gnbv_desktop.services.outline_changes import is_outline, outline_change
from gnbv_desktop.services.work import Work
from gnbv_desktop.store.journal import Entry

NOTHING = "trống"
_ZONE = datetime.timezone(datetime.timedelta(hours=7))
_STATES = {State.NA: "không áp dụng", State.UNFUNDED: "không bố trí vốn"}
_KINDS = {
    "create": "lập hồ sơ", "read": "đọc lại", "enter": "gõ", "paste": "dán", "undo": "hoàn tác", "redo": "làm lại",
    "slot": "sửa thuyết minh", "reason": "giải trình", "fill": "điền xuống", "clear": "xóa", "draw": "lấy số liệu",
    "seal": "chốt", "head": "sửa thông tin hồ sơ", "outline": "sửa đề cương",
}  # fmt: skip
_THINGS = {
    EditKind.CELL: "ô", EditKind.ROW: "dòng", EditKind.SLOT: "mục thuyết minh", EditKind.REASON: "giải trình",
    EditKind.HEAD: "thông tin hồ sơ", EditKind.DRAWN: "nguồn số liệu",
}  # fmt: skip


@frozen
class HistoryLine:
    """One step of one person."""

    step: int
    moment: str
    """ "hôm nay 10:32", "10:32 ngày 31/01/2024", by the clock of Viet Nam."""
    who: str
    kind: str
    """ "gõ", "dán", "hoàn tác", "thêm dòng" …"""
    place: str
    what: str
    """ "3.018 → 3.518", "12 ô"."""
    ref: Ref | None = None
    """The one cell that was changed."""


def history_of(work: Work, ref: Ref | None = None, limit: int = 50, form: str = "") -> tuple[HistoryLine, ...]:
    """Newest first: of one cell, of the blocks of one form, or of the whole dossier."""
    return tuple(
        _told(work, work.desk.store.entries(work.dossier.head.id, newest_first=True), _wanted(work, ref, form), limit)
    )


def last_change(work: Work, ref: Ref, entries: Iterable[Entry]) -> HistoryLine | None:
    """The newest of these entries, given newest first, that changed the cell."""
    return next(_told(work, entries, _wanted(work, ref, ""), 1), None)


Wanted = Callable[[Edit], bool]


def _wanted(work: Work, ref: Ref | None, form: str) -> Wanted:
    if ref is not None:
        key = str(ref)
        return lambda edit: edit.kind is EditKind.CELL and edit.key == key
    if form:
        paths = {path for path, each in work.edition.form_of.items() if each.form == form}
        return lambda edit: _block_of(edit) in paths
    return lambda edit: True


def _block_of(edit: Edit) -> str:
    match edit.kind:
        case EditKind.CELL | EditKind.DRAWN:
            return parse_ref(edit.key).block
        case EditKind.ROW:
            return parse_row(edit.key)[0]
        case EditKind.SLOT:
            return edit.key.rpartition(".")[0]
        case _:
            return ""


def _told(work: Work, entries: Iterable[Entry], wanted: Wanted, limit: int) -> Iterator[HistoryLine]:
    """Entries of one stay in a field are one line."""
    for (step, kind), group in groupby(entries, key=lambda entry: (entry.step, entry.kind)):
        stay = list(group)
        edits = [edit for entry in reversed(stay) for edit in entry.edits if wanted(edit)]
        if not edits:
            continue
        if limit <= 0:
            return
        limit -= 1
        yield _line(work, step, kind, stay[0], _joined(edits))


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Several edits of one thing as one: from what it was first to what it is at last."""
    found: dict[tuple[EditKind, str], Edit] = {}
    for edit in edits:
        first = found.get((edit.kind, edit.key))
        found[edit.kind, edit.key] = edit if first is None else Edit(edit.kind, edit.key, first.before, edit.after)
    return list(found.values())


def _line(work: Work, step: int, kind: str, entry: Entry, edits: list[Edit]) -> HistoryLine:
    only = edits[0] if len(edits) == 1 else None
    outlined = all(map(is_outline, edits))
    ref = parse_ref(only.key) if only is not None and only.kind is EditKind.CELL else None
    return HistoryLine(
        step=step,
        moment=_moment(entry.at, work.desk.clock()),
        who=entry.who,
        kind=_kind(kind, edits),
        place="Đề cương báo cáo" if outlined else _place(work, only) if only is not None else "",
        what=(
            outline_change(work, edits) if outlined else _change(work, only) if only is not None else _counted(edits)
        ),
        ref=ref,
    )


def _kind(kind: str, edits: list[Edit]) -> str:
    if kind != "row":
        return _KINDS.get(kind, kind)
    row = next((edit for edit in edits if edit.kind is EditKind.ROW), None)
    if row is None or row.after is None:
        return "bớt dòng"
    return "thêm dòng" if row.before is None else "chuyển dòng"


def _place(work: Work, edit: Edit) -> str:
    edition, dossier = work.edition, work.dossier
    match edit.kind:
        case EditKind.CELL | EditKind.DRAWN:
            ref = parse_ref(edit.key)
            return place_label(edition, dossier, ref) if ref.block in edition.blocks else edit.key
        case EditKind.ROW:
            return _row(edition, dossier, *parse_row(edit.key))
        case EditKind.SLOT:
            path, _, code = edit.key.rpartition(".")
            return _row(edition, dossier, path, "") + _slot(edition, path, code)
        case _:
            return ""


def _row(edition: Edition, dossier: Dossier, path: str, row: str) -> str:
    form = edition.form_of.get(path)
    if form is None:
        return path
    return " · ".join(part for part in (form.short or form.title, row_label(edition, dossier, path, row)) if part)


def _slot(edition: Edition, path: str, code: str) -> str:
    found = edition.column_of(path, code) if path in edition.blocks else None
    return f" · {found[0].label}" if found else ""


def _change(work: Work, edit: Edit) -> str:
    if edit.kind is EditKind.CELL:
        ref = parse_ref(edit.key)
        return f"{_cell(work, ref, edit.before)} → {_cell(work, ref, edit.after)}"
    if edit.kind is EditKind.REASON and isinstance(edit.after, dict):
        return f"«{edit.after.get('text', '')}»"
    return ""


def _cell(work: Work, ref: Ref, value: Any) -> str:
    """A cell of the journal as it was written on the screen."""
    if value is None:
        return NOTHING
    cell = codec.cell_from_json(value)
    if cell.state is State.UNREAD:
        return f"«{cell.text}»"
    if cell.state is not State.VALUE:
        return _STATES[cell.state]
    info = field_info(work.edition, ref)
    if info is None:
        return cell.text
    if info.kind.numeric:
        text = write_reading(cell.text, info.kind, MoneyUnit(work.dossier.head.money_unit))
        unit = f" {MoneyUnit(work.dossier.head.money_unit).label}" if info.kind is FieldKind.MONEY else ""
        return f"{cell.qualifier} {text.removesuffix(unit)}".strip()
    return key_label(work.edition, work.dossier, info.column, cell.text)


def _counted(edits: list[Edit]) -> str:
    """ "2 dòng, 12 ô"."""
    numbers = {kind: sum(edit.kind is kind for edit in edits) for kind in _THINGS}
    return ", ".join(f"{number} {_THINGS[kind]}" for kind, number in numbers.items() if number)


def _moment(at: str, now: datetime.datetime) -> str:
    moment = datetime.datetime.fromisoformat(at).astimezone(_ZONE)
    days = (now.astimezone(_ZONE).date() - moment.date()).days
    clock = f"{moment:%H:%M}"
    if days in (0, 1):
        return f"{('hôm nay', 'hôm qua')[days]} {clock}"
    return f"{clock} ngày {write_date(moment.date())}"
