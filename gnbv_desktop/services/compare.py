"""A figure beside the previous period, the plan and the year before; how a text being typed would be read."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from gnbv_desktop.catalogue.model import FieldInfo
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.formula import SLIP_TOLERANCE
from gnbv_desktop.engine.labels import field_info, write_figure
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.engine.values import Figure, typed
from gnbv_desktop.kernel.dossier import SINGLE, Cell, State
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.figures import MoneyUnit, write_decimal
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.beside import Beside, figure_of_key, key_of, plan_of_row, year_before
from gnbv_desktop.services.cell_text import reading_words
from gnbv_desktop.services.changing import change_words, period_before
from gnbv_desktop.services.entry import editable
from gnbv_desktop.services.reading import read
from gnbv_desktop.services.work import Work

FAR = Decimal(10) * (1 - SLIP_TOLERANCE)
"""From this many times more or less than the previous period a figure is worth a look at its unit."""


@frozen
class Comparison:
    """`previous` is None when there is no earlier dossier, or none in which the same row can be found."""

    label: str
    """ "Kỳ trước (30/9)"."""
    previous: Figure | None
    text: str
    change: str
    """ "tăng 1.412", "giảm 5,62 điểm %", "không đổi", "mới"."""
    plan: Beside | None = None
    last_year: Beside | None = None

    @property
    def words(self) -> str:
        """ "Kế hoạch 120 · Kỳ trước (30/9) 2.106, tăng 1.412"."""
        period = f"{self.label} {self.text}" if self.previous is not None else ""
        told = [f"{each.label} {each.text}" for each in (self.plan, self.last_year) if each is not None]
        return " · ".join([*told, *([f"{period}, {self.change}" if self.change else period] if period else [])])


def compare(work: Work, ref: Ref) -> Comparison | None:
    """None for a field that holds no number, and where there is nothing to compare with."""
    info = field_info(work.edition, ref)
    if info is None or not info.kind.numeric:
        return None
    now, before = work.evaluation.figure(ref), previous_figure(work, ref)
    plan, last_year = plan_of_row(work, ref, info), year_before(work, ref, info)
    if before is None and plan is None and last_year is None:
        return None
    money = MoneyUnit(work.dossier.head.money_unit)
    return Comparison(
        label=_previous_label(work),
        previous=before,
        text="" if before is None else write_figure(before, info.kind, money, unit=False),
        change="" if before is None else change_words(now, before, info.kind, money),
        plan=plan,
        last_year=last_year,
    )


def previous_figure(work: Work, ref: Ref) -> Figure | None:
    """The same figure in the previous dossier of the unit: a row of a keyed grid is found by its key.

    None when there is no such dossier, and for rows of open lists, which nothing says are the same.
    """
    earlier = work.evaluation.earlier
    if earlier is None or ref.block not in earlier.edition.blocks or ref.block not in work.edition.blocks:
        return None
    block = work.edition.blocks[ref.block]
    if not block.kind.open_rows or ref.row == SINGLE:
        same = _in_period(work, earlier, ref)
        return None if same is None else earlier.figure(same)
    if not block.keys() or ref.column not in earlier.edition.blocks[ref.block].columns:
        return None
    return figure_of_key(earlier, ref, key_of(work.evaluation, ref.block, ref.row))


def previous_column(work: Work, path: str, column: str) -> dict[str, Figure]:
    """The previous figures of a whole column, by row, where there are any."""
    found = ((row, previous_figure(work, Ref(path, row, column))) for row in work.evaluation.rows(path))
    return {row: figure for row, figure in found if figure is not None}


def previous_name(work: Work) -> str:
    """The name of the dossier compared with; empty when there is none."""
    return work.evaluation.earlier.dossier.head.name if work.evaluation.earlier else ""


def _in_period(work: Work, earlier: Evaluation, ref: Ref) -> Ref | None:
    """The column of one year is, in a dossier of that year alone, the column itself; None where none means the same."""
    found = work.edition.column_of(ref.block, ref.column)
    if found is None or not work.edition.blocks[ref.block].yearly or not found[0].by_year:
        return ref
    one, before = work.dossier.head.period.years, earlier.dossier.head.period.years
    if found[1] is not None and len(before) == 1:
        return ref._replace(column=ref.column[:-5]) if found[1] in before else None
    if found[1] is None and (len(one) == 1) is not (len(before) == 1):
        return ref._replace(column=f"{ref.column}_{one[0]}") if len(one) == 1 and one[0] in before else None
    return ref


def _previous_label(work: Work) -> str:
    earlier = work.evaluation.earlier
    if earlier is None:
        return ""
    return period_before(earlier.dossier.head.period, work.dossier.head.period)


class EchoSeverity(StrEnum):
    OK = "ok"
    QUESTION = "question"
    """It has several readings: it will be asked."""
    FAULT = "fault"
    """It cannot be read, or not be typed here."""


@frozen
class Echo:
    words: str = ""
    """ "đọc là 3.518 triệu đồng = 3,518 tỷ đồng"; empty where there is nothing to say."""
    severity: EchoSeverity = EchoSeverity.OK
    readings: tuple[str, ...] = ()
    """The possible readings of a question, as they are written."""
    warning: str = ""
    """ "kỳ trước 722, ×12,5"."""
    cell: Cell | None = None
    """What would be stored."""


def echo(work: Work, ref: Ref, text: str) -> Echo:
    """Changes nothing; an empty text has no echo."""
    try:
        info = editable(work, ref)
    except BadInput as fault:
        return Echo(fault.message, EchoSeverity.FAULT)
    found = read(work.edition, work.dossier, info.column, info.kind, info.unit, text)
    cell = found.cell
    if cell is None:
        return Echo()
    if cell.state is State.UNREAD:
        readings = tuple(reading_words(work, info, each) for each in cell.readings)
        return Echo(found.echo, EchoSeverity.QUESTION if readings else EchoSeverity.FAULT, readings, cell=cell)
    return Echo(found.echo, warning=_warning(work, ref, info, cell), cell=cell)


def _warning(work: Work, ref: Ref, info: FieldInfo, cell: Cell) -> str:
    """Said where the figure is ten times the previous one or more, or a tenth of it or less."""
    if not info.kind.numeric or cell.state is not State.VALUE:
        return ""
    before = previous_figure(work, ref) if _goes_on(work, ref) else None
    number = typed(cell, info.kind).number
    if before is None or not before.number or not number:
        return ""
    ratio = abs(number / before.number)
    if 1 / FAR < ratio < FAR:
        return ""
    times = f"×{_times(ratio)}" if ratio > 1 else f"chỉ bằng 1/{_times(1 / ratio)}"
    money = MoneyUnit(work.dossier.head.money_unit)
    return f"kỳ trước {write_figure(before, info.kind, money, unit=False)}, {times}"


def _times(ratio: Decimal) -> str:
    return write_decimal(ratio, 1 if ratio < 100 else 0)


def _goes_on(work: Work, ref: Ref) -> bool:
    """Whether the figure continues that of the previous period: what adds up over a year begins again with the next."""
    spot = Spot(work.evaluation, ref.block, ref.row, ref.column)
    return spot.same_year() or not spot.accumulates() or bool(work.edition.blocks[ref.block].keys())
