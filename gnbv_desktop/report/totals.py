"""Totals of a keyed grid as expressions: what tables gather of it can be traced and read again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from attrs import define, field

from gnbv_desktop.catalogue.annex_model import Measure
from gnbv_desktop.catalogue.annexes import RATE_BASE
from gnbv_desktop.catalogue.expressions import parse
from gnbv_desktop.catalogue.model import BlockDef
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.formula import Formula, compile_expression
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.report.figures import Figures

Where = dict[str, str]
"""Keys of the lines and the texts they must have."""
_NAME = re.compile(r"\b[A-Z][A-Z0-9_]*\b")


@define(eq=False)
class Totals:
    evaluation: Evaluation
    path: str

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.evaluation)

    @cached_property
    def block(self) -> BlockDef:
        return self.evaluation.edition.blocks[self.path]

    @cached_property
    def exists(self) -> bool:
        return self.path in self.evaluation.edition.blocks and bool(self.evaluation.rows(self.path))

    @cached_property
    def several_years(self) -> bool:
        return self.evaluation.several_years

    @cached_property
    def given_column(self) -> str:
        """The column that says first whether there is anything at all: an amount that is typed."""
        columns = self.block.columns.items()
        return next(code for code, column in columns if column.by_year and not column.value)

    # ---- expressions

    def amount(self, column: str, **where: str) -> str:
        return self.pivot(column, where)

    def pivot(self, column: str, where: Where) -> str:
        return f"{self.path}({column}{chosen(where)})"

    @property
    def narrowed(self) -> bool:
        """Whether a total leaves out lines that its keys do not name."""
        return False

    def measure(self, code: str) -> Measure | None:
        """None for a column of the grid itself, or a name that is neither."""
        return self._measures.get(code)

    @cached_property
    def _measures(self) -> Mapping[str, Measure]:
        base = self.block.measures.get(self.base_measure)
        return {**self.block.measures, **({RATE_BASE: base} if base is not None else {})}

    @property
    def base_measure(self) -> str:
        """What rates are rates of."""
        return self.given_column

    def value_text(self, code: str) -> str:
        """How a measure follows from others; empty for a plain total."""
        measure = self.measure(code)
        return measure.value.replace(RATE_BASE, self.base_measure) if measure is not None else ""

    def selected(self, where: Where) -> Selection:
        return Selection(self.evaluation, self.path, where=where, totals=self)

    # ---- their figures

    def figure(self, expression: str) -> Figure:
        return self.figures.figure(expression)

    def total_of(self, column: str, where: Where) -> Figure:
        """The figure of `amount`, without its text."""
        return self.evaluation.pivot(self.path, column, where).figure

    def why(self, expression: str, **where: str) -> Figure:
        """The figure; where it is missing, the reason that the lines themselves give for it.

        A total derived from several columns is missing as soon as one of them is: that nothing was given, or that it
        is not divided, stands in the column that is typed first.
        """
        return self.explained(self.figure(expression), where)

    def explained(self, figure: Figure, where: Where) -> Figure:
        """As `why`, of a figure that is known already."""
        if figure.status is not Status.MISSING:
            return figure
        given = self.total_of(self.given_column, where)
        return Figure(given.status) if given.nothing or given.status is Status.UNDIVIDED else figure

    def meets(self, **where: str) -> bool:
        """Whether any line lies within the selection or over its edge."""
        return self.exists and bool(self.evaluation.grains(self.path).select(where).reach)

    def inside(self, where: Where) -> frozenset[str]:
        """The lines that lie within the selection."""
        return frozenset(self.evaluation.grains(self.path).select(where).inside) if self.exists else frozenset()

    def part(self, figure: Figure, where: Where, whole: Where) -> Figure:
        """A figure within a larger selection; nothing, when all of the whole is known and none of it lies here."""
        figure = self.explained(figure, where)
        if figure.status is not Status.MISSING:
            return figure
        here, everything = self._given(where), self._given(whole)
        complete = everything.status is Status.VALUE or everything.nothing
        empty = here.nothing or (here.status is Status.MISSING and complete)
        return Figure(Status.UNFUNDED) if empty else figure

    def _given(self, where: Where) -> Figure:
        return self.explained(self.total_of(self.given_column, where), where)


def chosen(where: Where) -> str:
    """A selection as the end of an expression: ', DU_AN="DA2", LOAI="SN"'."""
    return "".join([f', {key}="{text}"' for key, text in where.items() if text])


@lru_cache(maxsize=256)
def _formula(text: str) -> Formula:
    return compile_expression(parse(text))


@define(eq=False)
class Selection(Spot):
    """Some of the lines: its names are measures, with their figures and how these are found."""

    totals: Totals = field(kw_only=True)
    _figures: dict[str, Figure] = field(factory=dict)
    _texts: dict[str, str] = field(factory=dict)

    lines: Where = field(init=False)
    _chosen: str = field(init=False)

    @lines.default
    def _lines(self) -> Where:
        return dict(self.where or {})

    @_chosen.default
    def _chosen_text(self) -> str:
        return chosen(self.lines)

    def name(self, code: str) -> Figure:
        found = self._figures.get(code)
        if found is None:
            found = self._figures[code] = self._figure(code)
        return found

    def _figure(self, code: str) -> Figure:
        measure = self.totals.measure(code)
        if measure is None:
            return self.totals.total_of(code, self.lines)
        if measure.earlier:
            return self.totals.figure(self.text(code))
        if measure.value:
            return _formula(self.totals.value_text(code))(self)
        return self.totals.total_of(measure.column, {**self.lines, **measure.where})

    def text(self, code: str) -> str:
        """The expression of a measure, or of the column of that name."""
        found = self._texts.get(code)
        if found is None:
            found = self._texts[code] = self._text(code)
        return found

    def _text(self, code: str) -> str:
        measure = self.totals.measure(code)
        if measure is None:
            return self._amount(code, {})
        if measure.value:
            return _NAME.sub(lambda name: self.text(name[0]), self.totals.value_text(code))
        told = self._amount(measure.column, measure.where)
        return f"earlier({told})" if measure.earlier else told

    def _amount(self, column: str, narrower: Mapping[str, str]) -> str:
        if narrower or self.totals.narrowed:
            return self.totals.amount(column, **{**self.lines, **narrower})
        return f"{self.path}({column}{self._chosen})"
