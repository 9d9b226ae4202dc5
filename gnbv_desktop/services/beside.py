"""What the dossier itself holds to compare a figure with: the plan of the row, the same thing a year before."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import BlockDef, FieldInfo, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.keyed import UNDIVIDED
from gnbv_desktop.engine.labels import write_figure
from gnbv_desktop.engine.values import MISSING, Figure, Status
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.changing import change_words
from gnbv_desktop.services.work import Work

PLAN = "KH"
"""By convention the column of the plan, in every form that has one."""


@frozen
class Beside:
    """Another figure of the same thing, and how the present one differs from it; nothing has grown since a plan."""

    label: str
    figure: Figure
    text: str
    change: str = ""


def key_of(evaluation: Evaluation, path: str, row: str) -> dict[str, str]:
    """The key of a row as a selection of exactly that key."""
    codes = evaluation.edition.blocks[path].keys()
    return {code: evaluation.figure(Ref(path, row, code)).text or UNDIVIDED for code in codes}


def figure_of_key(evaluation: Evaluation, ref: Ref, where: Mapping[str, str]) -> Figure:
    """The column of the rows with this key; a row without any key is not yet a row of something."""
    known = set(evaluation.edition.blocks[ref.block].keys())
    if where.keys() - known or all(text == UNDIVIDED for text in where.values()):
        return MISSING
    return evaluation.pivot(ref.block, ref.column, where).figure


def _beside(work: Work, label: str, ref: Ref, kind: FieldKind, figure: Figure) -> Beside | None:
    if figure.status is Status.MISSING:
        return None
    money = MoneyUnit(work.dossier.head.money_unit)
    change = change_words(work.evaluation.figure(ref), figure, kind, money)
    return Beside(label, figure, write_figure(figure, kind, money, unit=False), change)


def plan_of_row(work: Work, ref: Ref, info: FieldInfo) -> Beside | None:
    """The plan in the same row; in a grid of money the amount of which the other columns tell what became."""
    block = work.edition.blocks[ref.block]
    code = PLAN if PLAN in block.columns else _amount(block)
    base = ref.column if info.year is None else ref.column[:-5]
    if not code or base in (code, *block.keys()) or block.columns[base].kind is not block.columns[code].kind:
        return None
    column = f"{code}_{info.year}" if info.year is not None and block.columns[code].by_year else code
    figure = work.evaluation.figure(ref._replace(column=column))
    found = _beside(work, block.columns[code].label, ref, info.kind, figure)
    return evolve(found, change="") if found is not None else None


def _amount(block: BlockDef) -> str:
    if not block.keys():
        return ""
    money = (code for code, each in block.columns.items() if each.expected and each.kind is FieldKind.MONEY)
    return next(money, "")


def year_before(work: Work, ref: Ref, info: FieldInfo) -> Beside | None:
    if info.year is not None:
        if info.year - 1 not in work.dossier.head.period.years:
            return None
        figure = work.evaluation.figure(ref._replace(column=f"{ref.column[:-5]}_{info.year - 1}"))
        return _beside(work, f"Năm {info.year - 1}", ref, info.kind, figure)
    block = work.edition.blocks[ref.block]
    if block.carried is None or ref.row == SINGLE or ref.column not in block.columns:
        return None
    return _line_before(work, ref, info, (block.carried.year, block.carried.origin))


def _line_before(work: Work, ref: Ref, info: FieldInfo, years: tuple[str, ...]) -> Beside | None:
    """The same line of the year before, in this dossier or else in the previous one."""
    where = key_of(work.evaluation, ref.block, ref.row)
    if not where[years[0]].isdecimal():
        return None
    moved = {code: str(int(where[code]) - 1) for code in years if where[code].isdecimal()}
    before = {**where, **moved}
    for evaluation in (work.evaluation, work.evaluation.earlier):
        figure = MISSING if evaluation is None else figure_of_key(evaluation, ref, before)
        if figure.status is not Status.MISSING:
            return _beside(work, f"Năm {moved[years[0]]}", ref, info.kind, figure)
    return None
