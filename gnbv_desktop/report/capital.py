"""The money of a report: which sources a total counts, what a rate is a rate of, and the expressions that say so.

Everything printed of the capital lines goes through an expression, so that each figure can be traced and re-read.
"""

from __future__ import annotations

from functools import cached_property

from attrs import define

from gnbv_desktop.engine.bound import evaluate_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref

VON = "VON"
_SCOPE = "PHAM_VI"
_SOURCES = {"NSTW": ("NSTW",), "NSTW_NSDP": ("NSTW", "NSDP")}
"""Sources that are counted, by the choice made for the dossier; none named: all lines."""


Where = dict[str, str]
"""Keys of the capital lines and the texts they must have."""


@define(eq=False)
class Capital:
    """Expressions over the capital lines within the scope the dossier has chosen."""

    evaluation: Evaluation

    @cached_property
    def exists(self) -> bool:
        return VON in self.evaluation.edition.blocks and bool(self.evaluation.rows(VON))

    @cached_property
    def several_years(self) -> bool:
        return self.evaluation.several_years

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

    def _chosen(self, code: str) -> str:
        if _SCOPE not in self.evaluation.edition.blocks:
            return ""
        return self.evaluation.figure(Ref(_SCOPE, SINGLE, code)).text

    def scope_words(self) -> tuple[str, str]:
        """What was chosen, as phrases of the definitions: sources, then the base of the rates."""
        return self._phrase("NGUON"), self._phrase("MAU_SO")

    def _phrase(self, code: str) -> str:
        if _SCOPE not in self.evaluation.edition.blocks:
            return ""
        column = self.evaluation.edition.blocks[_SCOPE].columns.get(code)
        item = self.evaluation.edition.lists[column.list].items.get(self._chosen(code)) if column else None
        return item.phrase if item else ""

    # ---- expressions

    def amount(self, column: str, **where: str) -> str:
        if "NGUON" in where or not self.sources or not self._other_sources:
            return _pivot(column, where)
        parts = [_pivot(column, {**where, "NGUON": source}) for source in self.sources]
        return parts[0] if len(parts) == 1 else f"known({', '.join(parts)})"

    @cached_property
    def _other_sources(self) -> bool:
        """Whether some line names a source that is not counted; else the whole is what is counted."""
        items = self.evaluation.edition.lists["NGUON"].items
        counted = {code for code, item in items.items() if {code, item.parent}.intersection(self.sources)}
        named = (figure.text for figure in self.evaluation.column(VON, "NGUON").values())
        return any(source not in counted for source in named if source)

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

    # ---- their figures

    def figure(self, expression: str) -> Figure:
        return evaluate_bound(self.evaluation, Bound(expression, FigureStyle.AMOUNT))[0]

    def why(self, expression: str, **where: str) -> Figure:
        """The figure; where it is missing, the reason that the lines themselves give for it.

        A total derived from several columns is missing as soon as one of them is: that the capital was not given,
        or not divided, stands in the column GIAO.
        """
        figure = self.figure(expression)
        if figure.status is not Status.MISSING:
            return figure
        given = self.figure(self.amount("GIAO", **where))
        return Figure(given.status) if given.nothing or given.status is Status.UNDIVIDED else figure

    def meets(self, **where: str) -> bool:
        """Whether any line lies within the selection or over its edge."""
        if not self.exists:
            return False
        return bool(self.evaluation.grains(VON).select(where).reach)

    def part(self, expression: str, where: Where, whole: Where) -> Figure:
        """A figure within a larger selection; nothing, when all money of the whole is known and none lies here."""
        figure = self.why(expression, **where)
        if figure.status is not Status.MISSING:
            return figure
        here = self._money(where)
        everything = self._money(whole)
        complete = everything.status is Status.VALUE or everything.nothing
        empty = here.nothing or (here.status is Status.MISSING and complete)
        return Figure(Status.UNFUNDED) if empty else figure

    def _money(self, where: Where) -> Figure:
        return self.why(self.amount("TONG", **where), **where)


def _pivot(column: str, where: Where) -> str:
    chosen = "".join(f', {key}="{text}"' for key, text in where.items() if text)
    return f"{VON}({column}{chosen})"
