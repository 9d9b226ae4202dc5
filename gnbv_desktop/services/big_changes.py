"""What changed most since the previous dossier of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from heapq import nlargest

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockKind, FieldKind
from gnbv_desktop.engine.labels import field_info, place_label, row_label, write_figure
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dossier import State
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import poverty
from gnbv_desktop.services.changing import SAME, change_words
from gnbv_desktop.services.compare import previous_figure
from gnbv_desktop.services.poverty import last_review
from gnbv_desktop.services.purse import money_roles, purse_of
from gnbv_desktop.services.work import Work

MONEY_CHANGES = 3
LINES_COMPARED = 200
"""So many of the largest amounts are looked up in the previous dossier, if they must be."""
DASH = "—"
_TABLES = (BlockKind.FIXED, BlockKind.FIELDS)
_COUNTED = (FieldKind.COUNT, FieldKind.MONEY)


@frozen
class BigChange:
    label: str
    before: Figure
    after: Figure
    before_text: str
    after_text: str
    words: str
    form: str
    ref: Ref | None = None


def big_changes(work: Work, limit: int = 4) -> tuple[BigChange, ...]:
    """The money of the programme first, then the largest changes of projects, of poor households, of results."""
    if work.evaluation.earlier is None:
        return ()
    money = sorted(_money(work), key=lambda each: (_WHOLE not in each.label, -_size(each)))
    money = money or sorted(_lines(work), key=_size, reverse=True)
    others = [*_households(work), *sorted(_results(work), key=_growth, reverse=True)]
    return (*money[:MONEY_CHANGES], *others)[:limit]


_WHOLE = "toàn Chương trình"


def _money(work: Work) -> Iterator[BigChange]:
    earlier = work.evaluation.earlier
    now, before = purse_of(work.evaluation), purse_of(earlier) if earlier is not None else None
    if now is None or before is None:
        return
    columns = work.edition.blocks[now.roles.path].columns
    forms = {form.component: form.form for form in work.edition.forms.values() if form.component}
    own = work.edition.form_of[now.roles.path].form
    total = columns[now.roles.total].label
    yield from _changed(work, f"Giải ngân {_WHOLE}", before.spent(), now.spent(), FieldKind.MONEY, own)
    yield from _changed(work, f"{total} {_WHOLE}", before.total(), now.total(), FieldKind.MONEY, own)
    for code, each in work.edition.components.items():
        if each.parent or code not in before.evaluation.edition.components:
            continue
        form = forms.get(code, own)
        figures = before.spent(code), now.spent(code)
        yield from _changed(work, f"Giải ngân {each.label}", *figures, FieldKind.MONEY, form)
        figures = before.total(code), now.total(code)
        yield from _changed(work, f"{total} {each.label}", *figures, FieldKind.MONEY, form)


def _households(work: Work) -> Iterator[BigChange]:
    """The poor households of the last review and of the last one known then, under the same standard."""
    earlier = work.evaluation.earlier
    now, before = last_review(work.evaluation), last_review(earlier) if earlier is not None else None
    if now is None or before is None or earlier is None or now.standard != before.standard:
        return
    ref = Ref(poverty.REVIEW, now.row, poverty.POOR)
    figures = earlier.figure(ref._replace(row=before.row)), work.evaluation.figure(ref)
    form = work.edition.form_of[ref.block].form
    label = work.edition.blocks[ref.block].columns[ref.column].label
    yield from _changed(work, label, *figures, FieldKind.COUNT, form, ref)


def _lines(work: Work) -> Iterator[BigChange]:
    """The largest amounts line by line: where money is not divided or not complete no total tells what changed."""
    roles = money_roles(work.edition)
    if roles is None:
        return
    for ref in nlargest(LINES_COMPARED, _amounts(work, roles.path), key=lambda ref: abs(_amount(work, ref))):
        before = previous_figure(work, ref)
        if before is not None:
            label = row_label(work.edition, work.dossier, ref.block, ref.row)
            label = f"{work.edition.blocks[ref.block].columns[ref.column].label} {label}"
            form = work.edition.form_of[ref.block].form
            yield from _changed(work, label, before, work.evaluation.figure(ref), FieldKind.MONEY, form, ref)


def _amounts(work: Work, path: str) -> Iterator[Ref]:
    columns = work.edition.blocks[path].columns
    codes = [code for code, each in columns.items() if each.kind is FieldKind.MONEY and not each.value]
    for row, cells in work.dossier.block(path).rows.items():
        yield from (Ref(path, row, code) for code in codes if code in cells and cells[code].state is State.VALUE)


def _amount(work: Work, ref: Ref) -> Decimal:
    return work.evaluation.figure(ref).number or Decimal(0)


def _results(work: Work) -> Iterator[BigChange]:
    """Counts and amounts typed in fixed tables and single fields, also those that were not typed then."""
    for ref, _ in work.dossier.cells():
        block = work.edition.blocks.get(ref.block)
        info = field_info(work.edition, ref) if block is not None and block.kind in _TABLES else None
        if info is None or info.kind not in _COUNTED:
            continue
        before = previous_figure(work, ref)
        if before is not None:
            label = place_label(work.edition, work.dossier, ref)
            form = work.edition.form_of[ref.block].form
            yield from _changed(work, label, before, work.evaluation.figure(ref), info.kind, form, ref)


def _changed(
    work: Work, label: str, before: Figure, after: Figure, kind: FieldKind, form: str, ref: Ref | None = None
) -> Iterator[BigChange]:
    money = MoneyUnit(work.dossier.head.money_unit)
    words = change_words(after, before, kind, money)
    if not words or words == SAME or not (before.number or after.number):
        return
    old = DASH if before.status is Status.MISSING else write_figure(before, kind, money, unit=False)
    yield BigChange(label, before, after, old, write_figure(after, kind, money, unit=False), words, form, ref)


def _size(change: BigChange) -> float:
    return abs(float((change.after.number or 0) - (change.before.number or 0)))


def _growth(change: BigChange) -> tuple[bool, float]:
    """What had a figure before comes before what is new."""
    return bool(change.before.number), _size(change) / abs(float(change.before.number or 1))
