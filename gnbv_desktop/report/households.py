"""Reviews of poor households and plans to reduce them: stocks, rates, and how they moved. Never across standards."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from attrs import define

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import key_label
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Run, TextRun

_KINDS = (
    ("Hộ nghèo", "HO_NGHEO", "TY_LE_NGHEO", "HO_NGHEO_DTTS", "TY_LE_NGHEO_DTTS", "GIAM_NGHEO", "GIAM_HO_NGHEO"),
    ("Hộ cận nghèo", "HO_CAN_NGHEO", "TY_LE_CAN_NGHEO", "HO_CAN_NGHEO_DTTS", "TY_LE_CAN_NGHEO_DTTS", "GIAM_CAN_NGHEO",
     "GIAM_HO_CAN_NGHEO"),
)  # fmt: skip
_ESCAPED = (("Hộ thoát nghèo", "THOAT_NGHEO"), ("Hộ thoát cận nghèo", "THOAT_CAN_NGHEO"))
_PLANNED = (
    ("hộ nghèo", "GIAM_HO_NGHEO", "GIAM_NGHEO", "CON_HO_NGHEO", "TY_LE_NGHEO"),
    ("hộ cận nghèo", "GIAM_HO_CAN_NGHEO", "GIAM_CAN_NGHEO", "CON_HO_CAN_NGHEO", "TY_LE_CAN_NGHEO"),
)
_BASE = "HO"

Sentence = tuple[Run, ...]


@define(eq=False)
class Households:
    evaluation: Evaluation
    figures: Figures

    def reviews(self, path: str) -> bool:
        return {"HO_NGHEO", "HO_CAN_NGHEO", "TY_LE_NGHEO"} <= self.evaluation.edition.blocks[path].columns.keys()

    def plans(self, path: str) -> bool:
        return {"CON_HO_NGHEO", "GIAM_NGHEO"} <= self.evaluation.edition.blocks[path].columns.keys()

    def groups(self, path: str, told: frozenset[Ref]) -> Iterator[tuple[Sentence, list[Sentence]]]:
        """For each review of the whole area, and each plan: a leading sentence and what follows it."""
        for row in self.evaluation.rows(path):
            if "DON_VI" in self.evaluation.edition.blocks[path].columns and self._text(path, row, "DON_VI"):
                continue
            found = list(self._review(path, row, told) if self.reviews(path) else self._plan(path, row, told))
            told_before = any(ref.block == path and ref.row == row for ref in told)
            lead = self._lead(path, row) if self.reviews(path) else self._plan_lead(path, row)
            if found:
                yield () if told_before else lead, found

    # ---- a review

    def _lead(self, path: str, row: str) -> Sentence:
        named = self._text(path, row, "CACH_GOI") or self._day(path, row)
        when = f" {named}" if named else ""
        if not self._known(path, row, _BASE):
            return (TextRun(f"Kết quả rà soát{when}:"),)
        return say.REVIEW.fill(luc=when, ho=self.figures.count(self._at(path, row, _BASE)))

    def _review(self, path: str, row: str, told: frozenset[Ref]) -> Iterator[Sentence]:
        for name, count, rate, minority, minority_rate, fall, fewer in _KINDS:
            if self._known(path, row, count) and Ref(path, row, count) not in told:
                yield self._stock(path, row, name, (count, rate, minority, minority_rate, fall, fewer))
        for name, code in _ESCAPED:
            if self._known(path, row, code) and Ref(path, row, code) not in told:
                yield say.ESCAPED.fill(ten=name, so=self.figures.count(self._at(path, row, code)))
        if self._known(path, row, "TY_LE_DA_CHIEU") and not told & {Ref(path, row, "TY_LE_DA_CHIEU")}:
            moved = self._moved(path, row, "GIAM_DA_CHIEU", "")
            rate_run = self.figures.percent(self._at(path, row, "TY_LE_DA_CHIEU"))
            yield say.MULTI.fill(ty_le=rate_run, so_sanh=moved)

    def _stock(self, path: str, row: str, name: str, codes: tuple[str, ...]) -> Sentence:
        count, rate, minority, minority_rate = (self._at(path, row, code) for code in codes[:4])
        if not self._known(path, row, codes[1]):
            return say.ESCAPED.fill(ten=name, so=self.figures.count(count))
        among: Sentence = ()
        if self._known(path, row, codes[2]):
            among = say.MINORITY.fill(
                ty_so=self.figures.pair(minority, count), ty_le=self.figures.percent(minority_rate)
            )
        since = self._since(path, row)
        moved = self._moved(path, row, codes[4], since) or self._fewer(path, row, codes[5])
        base = self._at(path, row, _BASE)
        return say.HOUSEHOLDS.fill(
            ten=name, so=self.figures.pair(count, base), ty_le=self.figures.percent(rate), dtts=among, so_sanh=moved
        )

    def _since(self, path: str, row: str) -> str:
        before = self.evaluation.figure(Ref(path, row, "NGAY_TRUOC")).text
        if before:
            return f" so với năm {before[:4]}"
        day = self.evaluation.figure(Ref(path, row, "NGAY")).text
        return f" so với năm {int(day[:4]) - 1}" if day else ""

    def _moved(self, path: str, row: str, code: str, since: str) -> Sentence:
        number = self._number(path, row, code)
        if not number:
            return ()
        pattern = say.FEWER if number > 0 else say.MORE
        return pattern.fill(diem=self._points(path, row, code, number), so_voi=since)

    def _points(self, path: str, row: str, code: str, number: Decimal) -> Run:
        """Percentage points with two decimals, without sign: the word says which way."""
        expression = f"round({self._at(path, row, code)}, 2)"
        return self.figures.plain(expression if number > 0 else f"-{expression}")

    def _fewer(self, path: str, row: str, code: str) -> Sentence:
        number = self._number(path, row, code)
        if not number:
            return ()
        at = self._at(path, row, code)
        pattern = say.FEWER_COUNT if number > 0 else say.MORE_COUNT
        return pattern.fill(so=self.figures.count(at if number > 0 else f"-{at}"))

    # ---- a plan

    def _plan_lead(self, path: str, row: str) -> Sentence:
        number = self._number(path, row, "GIAM_DA_CHIEU")
        if number is None:
            return (TextRun(f"Kế hoạch năm {self._text(path, row, 'NAM')}:"),)
        return say.REDUCTION_PLAN.fill(
            nam=self._text(path, row, "NAM"), diem=self._points(path, row, "GIAM_DA_CHIEU", number)
        )

    def _plan(self, path: str, row: str, told: frozenset[Ref]) -> Iterator[Sentence]:
        for name, fewer, points, left, rate in _PLANNED:
            if not self._known(path, row, fewer) or Ref(path, row, fewer) in told:
                continue
            number = self._number(path, row, points)
            told_points = (
                (TextRun(" ("), self._points(path, row, points, number), TextRun(" điểm phần trăm)")) if number else ""
            )
            if self._known(path, row, left) and self._known(path, row, rate):
                yield say.TO_REDUCE.fill(
                    so=self.figures.count(self._at(path, row, fewer)), ten=name, diem=told_points,
                    ty_so=self.figures.pair(self._at(path, row, left), self._at(path, row, _BASE)),
                    ty_le=self.figures.percent(self._at(path, row, rate)),
                )  # fmt: skip
            else:
                yield (TextRun("Giảm "), self.figures.count(self._at(path, row, fewer)), TextRun(f" {name}."))

    # ---- cells

    @staticmethod
    def _at(path: str, row: str, code: str) -> str:
        return str(Ref(path, row, code))

    def _number(self, path: str, row: str, code: str) -> Decimal | None:
        if code not in self.evaluation.edition.blocks[path].columns:
            return None
        return self.evaluation.figure(Ref(path, row, code)).number

    def _known(self, path: str, row: str, code: str) -> bool:
        return self._number(path, row, code) is not None

    def _day(self, path: str, row: str) -> str:
        """ "ngày 31/12/2022"."""
        if "NGAY" not in self.evaluation.edition.blocks[path].columns:
            return ""
        day = self.evaluation.figure(Ref(path, row, "NGAY")).value
        return f"ngày {write_date(day)}" if isinstance(day, datetime.date) else ""

    def _text(self, path: str, row: str, code: str) -> str:
        column = self.evaluation.edition.blocks[path].columns.get(code)
        if column is None:
            return ""
        text = self.evaluation.figure(Ref(path, row, code)).text
        return key_label(self.evaluation.edition, self.evaluation.dossier, column, text) if text else ""
