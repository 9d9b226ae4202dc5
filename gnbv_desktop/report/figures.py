"""Figures of the dossier as runs of the document: every printed figure is an expression that can be read again."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from attrs import define, evolve, field

from gnbv_desktop.engine.bound import evaluate_bound, is_sound, write_figures
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Figure
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.figures import MoneyUnit, round_half_up, shift, write_money, write_money_rounded
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.model import FigureRun, Run, TextRun

_ROUNDING = Ref("PHAM_VI", SINGLE, "LAM_TRON")
_WHOLE_UNITS = "DON_VI"
QUALIFIERS = ("ước", "khoảng", "trên", "dưới", "gần")
_PLACES = 3
"""So many decimals of a unit are printed; a finer amount is printed in đồng."""
_MONEY_FROM = 10**6
"""The terms of a ratio are money from here on, as engine.bound writes them."""


@define(eq=False)
class Figures:
    evaluation: Evaluation
    _known: dict[str, tuple[tuple[Figure, ...], tuple[Ref, ...]]] = field(factory=dict)
    """The same figure is asked for at many places of a report."""

    @cached_property
    def unit(self) -> MoneyUnit:
        return MoneyUnit(self.evaluation.dossier.head.money_unit)

    @cached_property
    def rounded(self) -> bool:
        """Whether amounts are printed in whole units: the choice of the office."""
        if _ROUNDING.block not in self.evaluation.edition.blocks:
            return False
        if _ROUNDING.column not in self.evaluation.edition.blocks[_ROUNDING.block].columns:
            return False
        return self.evaluation.figure(_ROUNDING).text == _WHOLE_UNITS

    # ---- what they are

    def figures(self, expression: str) -> tuple[Figure, ...]:
        """One, or the two of a ratio."""
        return self._evaluated(expression)[0]

    def _evaluated(self, expression: str) -> tuple[tuple[Figure, ...], tuple[Ref, ...]]:
        found = self._known.get(expression)
        if found is None:
            reads: list[Ref] = []
            figures = evaluate_bound(self.evaluation, Bound(expression, FigureStyle.AMOUNT), reads)
            found = self._known[expression] = (figures, tuple(reads))
        return found

    def figure(self, expression: str) -> Figure:
        return self.figures(expression)[0]

    def number(self, expression: str) -> Decimal | None:
        return self.figure(expression).number

    def reads(self, expression: str) -> tuple[Ref, ...]:
        """The addresses that the expression looks at directly."""
        return self._evaluated(expression)[1]

    def sound(self, expression: str) -> bool:
        """Whether the definitions know everything that the expression names."""
        return is_sound(self.evaluation, expression)

    # ---- how they are written

    def bound(self, bound: Bound) -> FigureRun:
        """A figure bound in a narrative; what cannot be computed says so."""
        if not self.sound(bound.expression):
            return FigureRun("[không tính được]", bound.expression, bound.style.value, bound.bold)
        run = FigureRun(self._text(bound), bound.expression, bound.style.value, bound.bold)
        return evolve(run, text=self._qualified(bound.expression, run.text))

    def _text(self, bound: Bound) -> str:
        figures = self.figures(bound.expression)
        known = [each.number for each in figures if each.number is not None]
        if len(known) < len(figures):
            return write_figures(self.evaluation, figures, bound.style)
        match bound.style:
            case FigureStyle.MONEY:
                return self.money_text(known[0])
            case FigureStyle.AMOUNT if self.rounded:
                return write_money_rounded(known[0], self.unit, 0)
            case FigureStyle.RATIO if self.rounded and all(each >= _MONEY_FROM for each in known):
                return "/".join(write_money_rounded(each, self.unit, 0) for each in known)
            case _:
                return write_figures(self.evaluation, figures, bound.style)

    def money_text(self, dong: Decimal) -> str:
        if self.rounded:
            return f"{write_money_rounded(dong, self.unit, 0)} {self.unit.label}"
        whole = round_half_up(dong, 0)
        unit = self.unit if self.exact(whole) else MoneyUnit.DONG
        return f"{write_money(whole, unit)} {unit.label}"

    def in_one_unit(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """A paragraph never mixes units: where one amount is finer than the dossier's unit all are in đồng, unless
        bare amounts stand beside them, whose unit is that of the dossier."""
        if self.rounded or self.unit is MoneyUnit.DONG or not any(map(self._in_dong, runs)):
            return runs
        styles = {run.style for run in runs if isinstance(run, FigureRun)}
        unit = self.unit if styles & {FigureStyle.AMOUNT.value, FigureStyle.RATIO.value} else MoneyUnit.DONG
        return tuple(self._written_in(unit, run) for run in runs)

    def _in_dong(self, run: Run) -> bool:
        money = isinstance(run, FigureRun) and run.style == FigureStyle.MONEY.value
        return money and run.text.endswith(f" {MoneyUnit.DONG.label}") and not run.text.endswith(self.unit.label)

    def _written_in(self, unit: MoneyUnit, run: Run) -> Run:
        if not isinstance(run, FigureRun) or run.style != FigureStyle.MONEY.value:
            return run
        number = self.number(run.expression)
        if number is None:
            return run
        text = f"{write_money(round_half_up(number, 0), unit)} {unit.label}"
        return evolve(run, text=self._qualified(run.expression, text))

    def vanishes(self, dong: Decimal) -> bool:
        """Whether the amount would be printed as 0."""
        return self.rounded and not round_half_up(shift(dong, -self.unit.power), 0)

    def exact(self, dong: Decimal) -> bool:
        """Whether the amount can be printed in the dossier's unit with three decimals."""
        shown = shift(dong, -self.unit.power)
        return shown == round_half_up(shown, _PLACES)

    def money(self, expression: str, bold: bool = False) -> FigureRun:
        return self.bound(Bound(expression, FigureStyle.MONEY, bold))

    def percent(self, expression: str) -> FigureRun:
        return self.bound(Bound(expression, FigureStyle.PERCENT))

    def count(self, expression: str) -> FigureRun:
        return self.bound(Bound(expression, FigureStyle.COUNT))

    def plain(self, expression: str) -> FigureRun:
        return self.bound(Bound(expression, FigureStyle.DECIMAL))

    def pair(self, part: str, whole: str) -> FigureRun:
        """ "235/362"."""
        return self.bound(Bound(f"({part}, {whole})", FigureStyle.RATIO))

    def ratio(self, part: str, whole: str) -> tuple[Run, ...]:
        """ "3.518/4.550 triệu đồng"; amounts finer than that in đồng, each with its unit."""
        numbers = [self.number(part), self.number(whole)]
        if all(each is not None and (self.rounded or self.exact(each)) for each in numbers):
            ratio = self.bound(Bound(f"({part}, {whole})", FigureStyle.RATIO))
            text = self._qualified(part, self._ratio_text(numbers))
            return (evolve(ratio, text=text), TextRun(f" {self.unit.label}"))
        return (self.money(part), TextRun(" trên "), self.money(whole))

    def _ratio_text(self, numbers: list[Decimal | None]) -> str:
        places = 0 if self.rounded else _PLACES
        return "/".join(write_money_rounded(each or 0, self.unit, places) for each in numbers)

    def _qualified(self, expression: str, text: str) -> str:
        qualifier = self._qualifier(expression)
        return f"{qualifier} {text}" if qualifier else text

    def _qualifier(self, expression: str) -> str:
        """The word the office put before a typed figure, ước, khoảng, trên …, where the figure stands as typed."""
        if not self._any_qualified:
            return ""
        reads = self.reads(expression)
        cell = self.evaluation.dossier.cell(reads[0]) if len(set(reads)) == 1 else None
        return cell.qualifier if cell is not None and self.figure(expression).text == cell.text else ""

    @cached_property
    def _any_qualified(self) -> bool:
        blocks = self.evaluation.dossier.blocks.values()
        return any(cell.qualifier for block in blocks for row in block.rows.values() for cell in row.values())
