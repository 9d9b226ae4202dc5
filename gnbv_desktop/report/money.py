"""What is told of the money of a node: how much, from where, what became of it, why not. Absence is said, never 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, evolve, field

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Status
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.accounts import Accounts, Asked, Sentence
from gnbv_desktop.report.amounts import Amounts
from gnbv_desktop.report.capital import Capital
from gnbv_desktop.report.division import Division, Where, selection, year_of
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.lines import Lines
from gnbv_desktop.report.model import TextRun
from gnbv_desktop.report.outlays import Outlays
from gnbv_desktop.report.sentences import joined
from gnbv_desktop.report.words import Told

_COMPACT = {
    "PHAN_BO": "đã phân bổ",
    "GIAI_NGAN": "giải ngân",
    "UOC": "ước giải ngân",
    "CON_LAI": "còn",
    "CHUYEN_NGUON": "chuyển nguồn sang năm sau",
    "HUY": "hủy dự toán, nộp trả",
}
_NONE_OF = {"PHAN_BO": "chưa phân bổ", "GIAI_NGAN": "chưa giải ngân"}
MEASURES = ("TONG", "PHAN_BO", "GIAI_NGAN", "UOC", "CON_LAI", "CHUYEN_NGUON", "HUY", "TRANG_THAI")
"""What may be told of a node, in the order in which it is told."""


@define(eq=False)
class Money:
    accounts: Accounts
    amounts: Amounts = field(init=False)
    outlays: Outlays = field(init=False)
    lines: Lines = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.lines = Lines(self.accounts)
        self.amounts = Amounts(self.accounts, self.lines)
        self.outlays = Outlays(self.accounts)

    @property
    def evaluation(self) -> Evaluation:
        return self.accounts.evaluation

    @property
    def capital(self) -> Capital:
        return self.accounts.capital

    @property
    def division(self) -> Division:
        return self.accounts.division

    @property
    def figures(self) -> Figures:
        return self.accounts.figures

    # ---- in sentences

    def sentences(
        self, where: Where, inner: Sequence[str] = (), told: Told | None = None, only: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """Of one node. `inner` are the keys that its parts are divided by below, `told` what its own words tell."""
        if not self.capital.exists:
            return ()
        asked = Asked(where, tuple(inner), told or Told(self.figures), tuple(only or MEASURES))
        if self._lies_in_one_part(asked):
            asked = evolve(asked, measures=[each for each in asked.measures if each == "TRANG_THAI"])
        return tuple(dict.fromkeys(self._sentences(asked)))

    def _sentences(self, asked: Asked) -> Iterator[Sentence]:
        found: list[Sentence] = []
        if "TONG" in asked.measures:
            found += self.amounts.total(asked)
        known = self.accounts.number(self.accounts.total(asked.where)) is not None
        if "PHAN_BO" in asked.measures and known:
            found += self.outlays.allotted(asked)
        if "GIAI_NGAN" in asked.measures:
            found += self.outlays.spent(asked)
        if "UOC" in asked.measures:
            found += self.outlays.expected(asked)
        if "CON_LAI" in asked.measures:
            found += self.outlays.closing(asked)
        yield from found
        if "TRANG_THAI" in asked.measures and (found or not asked.told.values):
            yield from self.lines.explained(asked)

    def total_told(self, where: Where, told: Told) -> bool:
        total = self.accounts.total(where)
        return told.holds(total, self.accounts.number(total))

    def _lies_in_one_part(self, asked: Asked) -> bool:
        """All money lies in one sub-project, which tells the same below."""
        if asked.inner[:1] != ("TDA",):
            return False
        rows, whole = self.division.rows(asked.where), self.accounts.number(self.accounts.total(asked.where))
        parts = [part.where for part in self.division.split("TDA", asked.where)]
        return any(self.division.rows(part) == rows for part in parts) or any(
            whole and self.accounts.number(self.accounts.total(part)) == whole for part in parts
        )

    def scope(self) -> Iterator[Sentence]:
        """Said once: which sources the totals count and what the rates are rates of."""
        if not self.capital.exists:
            return
        sources, base = self.capital.scope_words()
        if sources and base:
            yield say.SCOPE_AND_BASE.fill(nguon=sources, mau_so=base)
        elif sources or base:
            yield say.SCOPE.fill(nguon=sources) if sources else say.BASE.fill(mau_so=base)
        if self.figures.rounded:
            yield say.ROUNDED.fill(don_vi=self.figures.unit.label)

    # ---- as the item of a list

    def compact(self, where: Where, only: Sequence[str], told: Told) -> Sentence:
        """The figures of one item of a list: "5.257 triệu đồng, giải ngân 5.257/5.257 triệu đồng, đạt 100%"."""
        chosen = selection(where)
        measures = only or ("TONG", "GIAI_NGAN")
        parts: list[Sentence] = []
        total = self.capital.total(**chosen)
        figure = self.capital.why(total, **chosen)
        if "TONG" in measures and (figure.status is Status.UNFUNDED or figure.number == 0):
            return (TextRun("không bố trí vốn" if figure.number is None else "không được giao vốn"),)
        if "TONG" in measures and figure.number is not None and not told.holds(total, figure.number):
            parts.append(self._compact_total(where))
        for code in _COMPACT:
            if code in measures:
                parts += self._compact(code, chosen, told)
        return joined(parts, ", ")

    def _compact_total(self, where: Where) -> Sentence:
        """Years of a span add up to what was given in them; what was carried into a year is told beside it."""
        chosen = selection(where)
        carried = self.capital.carried(**chosen)
        if not (self.capital.several_years and year_of(where) and self.accounts.number(carried)):
            return (self.figures.money(self.capital.total(**chosen)),)
        return say.GIVEN_AND_CARRIED.fill(
            von_giao=self.figures.money(self.capital.given(**chosen)), von_chuyen=self.figures.money(carried)
        )

    def _compact(self, code: str, chosen: dict[str, str], told: Told) -> Iterator[Sentence]:
        expression = self.capital.amount(code, **chosen)
        number = self.accounts.number(expression)
        base = self.capital.total(**chosen) if code == "PHAN_BO" else self.capital.rate_base(**chosen)
        if number is None or (number and told.holds(expression, number)):
            return
        if not number:
            if code in _NONE_OF and self.accounts.number(base):
                yield (TextRun(_NONE_OF[code]),)
            return
        rate = f"100 * {expression} / {base}"
        words = TextRun(f"{_COMPACT[code]} ")
        if code in ("GIAI_NGAN", "PHAN_BO", "UOC") and self.accounts.number(rate) is not None:
            yield (words, *self.figures.ratio(expression, base), TextRun(", đạt "), self.figures.percent(rate))
        else:
            yield (words, self.figures.money(expression))
