"""What every telling of money needs: figures of a selection, their parts, names of lines, wordings that take turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from attrs import define, field, frozen

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.report.division import Division, Node, Where, component_of, selection, year_of
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Run, TextRun
from gnbv_desktop.report.sentences import Pattern
from gnbv_desktop.report.words import Told

Sentence = tuple[Run, ...]
Amount = Callable[[Where], str]
"""The expression of one amount of a selection."""
RATE_OF = {"GIAO": " vốn giao", "PHAN_BO": " vốn đã phân bổ"}
_UNFUNDED_PART = " không bố trí"


@frozen
class Asked:
    """A node, the keys its parts are divided by below it, what its own words tell, and what is wanted of it."""

    where: Where
    inner: tuple[str, ...]
    told: Told
    measures: Sequence[str]

    @property
    def chosen(self) -> dict[str, str]:
        return selection(self.where)


@define(eq=False)
class Accounts:
    capital: Capital
    division: Division
    _turns: dict[int, int] = field(factory=dict)

    @property
    def evaluation(self) -> Evaluation:
        return self.capital.evaluation

    @property
    def figures(self) -> Figures:
        return self.capital.figures

    def turn(self, patterns: Sequence[Pattern]) -> Pattern:
        """Several wordings of one thing take turns through the document."""
        key = id(patterns)
        self._turns[key] = self._turns.get(key, -1) + 1
        return patterns[self._turns[key] % len(patterns)]

    # ---- figures

    def number(self, expression: str) -> Decimal | None:
        return self.figures.number(expression)

    def total(self, where: Where) -> str:
        return self.capital.total(**selection(where))

    def given(self, where: Where) -> str:
        return self.capital.given(**selection(where))

    def spent(self, where: Where) -> str:
        return self.capital.spent(**selection(where))

    def allotted(self, where: Where) -> str:
        return self.capital.amount("PHAN_BO", **selection(where))

    def parts(self, key: str, where: Where, amount: Amount, mark: str = " ") -> list[Sentence]:
        """ "vốn đầu tư 42.218 triệu đồng" for each part; nothing unless all are known and make up the whole."""
        nodes = self.division.split(key, where)
        figures = [self.capital.why(amount(node.where), **selection(node.where)) for node in nodes]
        if any(figure.number is None and not figure.nothing for figure in figures):
            return []
        if sum(figure.number or 0 for figure in figures) != self.number(amount(where)):
            return []
        return [
            self._part(node, amount, mark)
            for node, figure in zip(nodes, figures, strict=True)
            if figure.number or figure.status is Status.UNFUNDED
        ]

    def _part(self, node: Node, amount: Amount, mark: str) -> Sentence:
        if self.number(amount(node.where)) is None:
            return (TextRun(f"{node.name}{_UNFUNDED_PART}"),)
        return (TextRun(f"{node.name}{mark}"), self.figures.money(amount(node.where)))

    # ---- time

    def whole_span(self, where: Where) -> bool:
        return self.capital.several_years and not year_of(where)

    def year(self, where: Where) -> int:
        return int(year_of(where) or self.evaluation.dossier.head.period.first_year)

    @property
    def over_now(self) -> bool:
        """Whether the dossier reports on a budget year that is over."""
        period = self.evaluation.dossier.head.period
        return self.capital.several_years or (period.cutoff >= period.end and period.end.month in (12, 1))

    # ---- lines

    def own_rows(self, asked: Asked) -> tuple[str, ...]:
        """The lines of a node that lie in none of the parts told below it."""
        parts = [part for key in asked.inner[:1] for part in self.division.split(key, asked.where)]
        below = {row for part in parts for row in self.division.rows(part.where)}
        return tuple(row for row in self.division.rows(asked.where) if row not in below)

    def field(self, block: str, row: str, code: str) -> str:
        if code not in self.evaluation.edition.blocks[block].columns:
            return ""
        return self.evaluation.figure(Ref(block, row, code)).text

    def text(self, row: str, code: str) -> str:
        return self.field(VON, row, code)

    # ---- names

    def called(self, where: Where) -> str:
        component = component_of(where)
        known = self.evaluation.edition.components
        return known[component].label if component in known else "từng phần"

    def component_name(self, component: str) -> str:
        """ "Tiểu dự án 1" without the project it belongs to."""
        return self.evaluation.edition.components[component].label.partition(" - ")[0]

    def line_name(self, row: str) -> str:
        """ "vốn sự nghiệp năm 2022 chuyển sang"."""
        kind = self.text(row, "LOAI")
        name = self.division.name("LOAI", kind, {}) if kind else "vốn"
        origin, year = self.text(row, "NAM_GOC"), self.text(row, "NAM")
        if origin and year and origin < year:
            return f"{name} năm {origin} chuyển sang"
        if origin:
            return f"{name} giao năm {origin}"
        return f"{name} năm {year}" if year else name
