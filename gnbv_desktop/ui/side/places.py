"""Where a finding stands and what it says, as short as a card needs it; the whole path is its tooltip."""

from __future__ import annotations

from gnbv_desktop.catalogue.model import BlockDef, FieldKind
from gnbv_desktop.engine.labels import field_info, key_label, row_label, write_figure
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services.compare import compare
from gnbv_desktop.services.work import Work

LETTERS = 64
"""About so many letters stand in two lines of a card."""
_BETWEEN = " · "


def short_place(work: Work, issue: Issue, form: str, current: bool, room: int = LETTERS) -> str:
    """Without the form in front; of the current row only what is beside the row; projects by their short signs."""
    own = issue.place.removeprefix(f"{form}{_BETWEEN}") if form else issue.place
    ref = parse_ref(issue.ref)
    row = row_label(work.edition, work.dossier, ref.block, ref.row) if ref.row else ""
    before, found, after = own.partition(row) if row else (own, "", "")
    if not found:
        return _cut(_short(own), room)
    if current:
        return _cut(_short(f"{before}{after.removeprefix(_BETWEEN)}".removesuffix(_BETWEEN)), room)
    fixed = len(_short(before)) + len(after)
    return _fitting(_short(before), _row_parts(work, ref, row), after, room, fixed)


def _fitting(before: str, parts: tuple[str, ...], after: str, room: int, fixed: int) -> str:
    """The last signs of the row go first when there is no room; its first one is cut when it must."""
    while len(parts) > 1 and fixed + len(_BETWEEN.join(parts)) > room:
        parts = parts[:-1]
    return f"{before}{_cut(_BETWEEN.join(parts), max(room - fixed, room // 3))}{after}"


def _row_parts(work: Work, ref: Ref, row: str) -> tuple[str, ...]:
    """The component, the year, what else makes the key of the row."""
    block = work.edition.blocks[ref.block]
    codes = block.keys()
    if not codes or not block.kind.open_rows:
        return (_short(row),)
    texts = {code: work.evaluation.figure(ref._replace(column=code)).text for code in codes}
    named = {
        code: _short(key_label(work.edition, work.dossier, block.columns[code], text))
        for code, text in texts.items()
        if text
    }
    told = [*_first(block, named), *_years(block, named)]
    years = (block.carried.year, block.carried.origin) if block.carried is not None else ()
    rest = [words for code, words in named.items() if code not in years and words not in told]
    return (*told, *rest) or (_short(row),)


def _first(block: BlockDef, named: dict[str, str]) -> list[str]:
    return [words for code, words in named.items() if block.columns[code].kind is FieldKind.COMPONENT]


def _years(block: BlockDef, named: dict[str, str]) -> list[str]:
    """The year of the money only where it is another than the year in which it is used."""
    if block.carried is None:
        return []
    used, origin = named.get(block.carried.year, ""), named.get(block.carried.origin, "")
    return [f"vốn {origin}"] if origin and origin != used else [used] if used else []


def _short(text: str) -> str:
    return text.replace("Tiểu dự án", "TDA").replace("Dự án", "DA")


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def message_of(work: Work, issue: Issue) -> str:
    """What it says without its own place, which stands above it; with the numbers it compares."""
    ref = parse_ref(issue.ref)
    block = work.edition.blocks.get(ref.block)
    row = row_label(work.edition, work.dossier, ref.block, ref.row) if block is not None and ref.row else ""
    keyed = block is not None and bool(block.keys()) and block.kind.open_rows
    text = issue.message.removeprefix(f"{issue.place}: ")
    text = text.removeprefix(f"{row}: ") if row and keyed else text
    text = text[:1].upper() + text[1:]
    beside = _beside(work, issue, ref)
    return f"{text.rstrip('.')}: {beside}." if beside else text


def _beside(work: Work, issue: Issue, ref: Ref) -> str:
    """For a control that looks at the previous period and does not tell what it found there."""
    control = work.edition.all_controls.get(issue.code)
    if control is None or not any("previous(" in side for side in (control.left, control.right)):
        return ""
    found, info = compare(work, ref), field_info(work.edition, ref)
    if found is None or found.previous is None or info is None or found.text in issue.message:
        return ""
    money = MoneyUnit(work.dossier.head.money_unit)
    now = write_figure(work.evaluation.figure(ref), info.kind, money, unit=False)
    return f"kỳ trước {found.text}, nay {now}"
