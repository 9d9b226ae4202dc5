"""The money of a report: which sources a total counts, what a rate is a rate of, and the expressions that say so.

Everything printed of the capital lines goes through an expression, so that each figure can be traced and re-read.
"""

from __future__ import annotations

from functools import cached_property

from attrs import define

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Figure, add_up
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.totals import Totals, Where

VON = "VON"
SCOPE = "PHAM_VI"
_SOURCES = {"NSTW": ("NSTW",), "NSTW_NSDP": ("NSTW", "NSDP")}
"""Sources that are counted, by the choice made for the dossier; none named: all lines."""


_BASE_MEASURES = {"GIAO": "GIAO_NAM", "PHAN_BO": "PHAN_BO"}


@define(eq=False)
class Capital(Totals):
    """Expressions over the capital lines within the scope the dossier has chosen."""

    path: str = VON
    choices: Evaluation | None = None
    """Of another dossier, whose scope holds instead."""

    @cached_property
    def period(self) -> str:
        """ "năm 2023", "giai đoạn 2021 - 2024"."""
        period = self.evaluation.dossier.head.period
        if self.several_years:
            return f"giai đoạn {period.first_year} - {period.last_year}"
        return f"năm {period.first_year}"

    @cached_property
    def sources(self) -> tuple[str, ...]:
        return _SOURCES.get(self._chosen("NGUON"), ())

    @cached_property
    def base(self) -> str:
        """SU_DUNG, GIAO or PHAN_BO: what the rates are rates of."""
        return self._chosen("MAU_SO") or "SU_DUNG"

    @property
    def base_measure(self) -> str:
        return _BASE_MEASURES.get(self.base, "TONG")

    def _chosen(self, code: str) -> str:
        if SCOPE not in self.evaluation.edition.blocks:
            return ""
        return (self.choices or self.evaluation).figure(Ref(SCOPE, SINGLE, code)).text

    def scope_words(self) -> tuple[str, str]:
        """What was chosen, as phrases of the definitions: sources, then the base of the rates."""
        return self._phrase("NGUON"), self._phrase("MAU_SO")

    def _phrase(self, code: str) -> str:
        if SCOPE not in self.evaluation.edition.blocks:
            return ""
        column = self.evaluation.edition.blocks[SCOPE].columns.get(code)
        item = self.evaluation.edition.lists[column.list].items.get(self._chosen(code)) if column else None
        return item.phrase if item else ""

    # ---- expressions

    def amount(self, column: str, **where: str) -> str:
        if "NGUON" in where or not self.narrowed:
            return self.pivot(column, where)
        parts = [self.pivot(column, {**where, "NGUON": source}) for source in self.sources]
        return parts[0] if len(parts) == 1 else f"known({', '.join(parts)})"

    @cached_property
    def narrowed(self) -> bool:
        """Whether some line names a source that is not counted; else the whole is what is counted."""
        if not self.sources:
            return False
        named = (figure.text for figure in self.evaluation.column(VON, "NGUON").values())
        return any(source not in self._counted for source in named if source)

    @cached_property
    def _counted(self) -> frozenset[str]:
        items = self.evaluation.edition.lists["NGUON"].items.items()
        return frozenset(code for code, item in items if {code, item.parent}.intersection(self.sources))

    def part(self, figure: Figure, where: Where, whole: Where) -> Figure:
        """Of sources outside the scope that no line names, nothing was said: not that there is no money."""
        outside = self.sources and not self.narrowed and where.get("NGUON", "*") not in {"*", *self._counted}
        return figure if outside else super().part(figure, where, whole)

    def total(self, **where: str) -> str:
        """The money of the period; what is carried from year to year counts once."""
        return self.amount("TONG", **where)

    def given(self, **where: str) -> str:
        return self.amount("TONG", **{**where, "NIEN_DO": "GIAO"})

    def carried(self, **where: str) -> str:
        return self.amount("TONG", **{**where, "NIEN_DO": "CHUYEN"})

    def spent(self, **where: str) -> str:
        return self.amount("GIAI_NGAN", **where)

    def rate_base(self, **where: str) -> str:
        match self.base:
            case "GIAO":
                return self.given(**where)
            case "PHAN_BO":
                return self.amount("PHAN_BO", **where)
            case _:
                return self.total(**where)

    def rate(self, column: str = "GIAI_NGAN", **where: str) -> str:
        return f"100 * {self.amount(column, **where)} / {self.rate_base(**where)}"

    def total_of(self, column: str, where: Where) -> Figure:
        if "NGUON" in where or not self.narrowed:
            return super().total_of(column, where)
        parts = [super(Capital, self).total_of(column, {**where, "NGUON": source}) for source in self.sources]
        return parts[0] if len(parts) == 1 else add_up(parts)

    def _given(self, where: Where) -> Figure:
        return self.explained(self.total_of("TONG", where), where)
