"""What single capital lines say: grants, levels and contents inside them, amounts known apart, statuses, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import define

from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.accounts import Accounts, Asked, Sentence
from gnbv_desktop.report.capital import VON
from gnbv_desktop.report.division import Where, component_of
from gnbv_desktop.report.model import TextRun
from gnbv_desktop.report.sentences import capital, capitalised, joined, lowered

Words = tuple[str, str]
"""Status and reason."""
_FINER = {"NAM_GOC", "NIEN_DO", "LOAI", "NGUON", "DON_VI"}
"""Below these the whole has already been told: that a part is not divided goes without saying."""
_QUIET = ("", "DANG_TRIEN_KHAI", "HOAN_THANH")
"""Statuses that are told where they hold for the whole node, not line by line."""


@define(eq=False)
class Lines:
    accounts: Accounts

    # ---- what is inside them

    def details(self, where: Where) -> Iterator[Sentence]:
        """Grants, levels and contents, told at the node that holds just one line."""
        rows = self.accounts.division.rows(where)
        if len(rows) != 1:
            return
        evaluation = self.accounts.evaluation
        for block, build in (("DOT_GIAO", self._grants), ("MUC", self._levels), ("NOI_DUNG", self._contents)):
            if block in evaluation.edition.blocks:
                inside = [row for row in evaluation.rows(block) if self._field(block, row, "DONG") == rows[0]]
                yield from build(block, inside) if inside else ()

    def _grants(self, block: str, rows: Sequence[str]) -> Iterator[Sentence]:
        told = [
            (self.accounts.figures.money(f"{block}[{row}].SO_TIEN"), TextRun(f" ({words})" if words else ""))
            for row in rows
            for words in [self._field(block, row, "QUYET_DINH") or self._field(block, row, "NOI_DUNG")]
            if self._known(f"{block}[{row}].SO_TIEN")
        ]
        if told:
            yield say.GRANTS.fill(cac_dot=joined(told))

    def _levels(self, block: str, rows: Sequence[str]) -> Iterator[Sentence]:
        figures = self.accounts.figures
        for row in rows:
            count, level = f"{block}[{row}].SO_LUONG", f"{block}[{row}].MUC"
            if self._known(count) and self._known(level):
                unit = self._field(block, row, "DON_VI_TINH") or "đơn vị"
                yield say.LEVELS.fill(so=figures.count(count), don_vi=unit, muc=figures.money(level))

    def _contents(self, block: str, rows: Sequence[str]) -> Iterator[Sentence]:
        for row in rows:
            given, spent = f"{block}[{row}].GIAO", f"{block}[{row}].GIAI_NGAN"
            told = [
                (TextRun(words), self.accounts.figures.money(each))
                for words, each in (("được giao ", given), ("giải ngân ", spent))
                if self._known(each)
            ]
            name, reason = self._field(block, row, "TEN"), self._field(block, row, "LY_DO")
            if told:
                yield say.PART.fill(ten=name, so_lieu=joined(told, ", "))
                yield from (self._reason(reason),) if reason else ()

    # ---- where the total is not known

    def known(self, asked: Asked) -> Iterator[Sentence]:
        """Each line that is known and not told below, and that there is more beside them."""
        said = False
        rows = self.accounts.own_rows(asked)
        names = self._names(rows, component_of(asked.where))
        for row in rows:
            given = f"{VON}[{row}].TONG"
            number = self.accounts.number(given)
            if number and not asked.told.holds(given, number):
                said = True
                yield say.OF_LINE_GIVEN.fill(dong=capitalised(names[row]), von=self.accounts.figures.money(given))
                yield from self._line_spent(row, asked)
        more = self.accounts.division.around(asked.where) and not _FINER & asked.where.keys()
        if more and (said or not asked.told.values):
            yield say.REST_UNDIVIDED.fill(ten=self.accounts.called(asked.where))

    def _line_spent(self, row: str, asked: Asked) -> Iterator[Sentence]:
        figures = self.accounts.figures
        spent, total = f"{VON}[{row}].GIAI_NGAN", f"{VON}[{row}].TONG"
        number = self.accounts.number(spent)
        if number is None or asked.told.holds(spent, number):
            return
        if not number:
            yield say.SPENT_NOTHING[0].fill()
            return
        rate = figures.percent(f"{VON}[{row}].TY_LE")
        yield self.accounts.turn(say.SPENT).fill(ty_so=figures.ratio(spent, total), ty_le=rate, so_voi="", con="")

    def in_short(self, row: str) -> Sentence:
        """ "vốn sự nghiệp giao năm 2023 là 11.620 triệu đồng, giải ngân 10.588/11.620 triệu đồng, đạt 91,12%"."""
        figures = self.accounts.figures
        given, spent = f"{VON}[{row}].TONG", f"{VON}[{row}].GIAI_NGAN"
        if not self.accounts.number(given):
            return ()
        name = TextRun(f"{self.accounts.line_name(row)} là ")
        if not self.accounts.number(spent):
            return (name, figures.money(given))
        rate = (TextRun(", đạt "), figures.percent(f"{VON}[{row}].TY_LE"))
        return (name, figures.money(given), TextRun(", giải ngân "), *figures.ratio(spent, given), *rate)

    # ---- their statuses and reasons

    def explained(self, asked: Asked) -> Iterator[Sentence]:
        """Each once; with the line's name where the lines differ or others are told below."""
        if not component_of(asked.where):
            return
        rows = self.accounts.own_rows(asked)
        told = {row: self._words(row) for row in rows}
        said = {row: words for row, words in told.items() if any(words)}
        if len(set(told.values())) == 1 and len(rows) == len(self.accounts.division.rows(asked.where)):
            for status, reason in list(said.values())[:1]:
                yield from self._sentences(status, reason)
            return
        names = self._names(rows, component_of(asked.where))
        for words in dict.fromkeys(said.values()):
            if words[1] or words[0] not in _QUIET:
                alike = dict.fromkeys(names[row] for row in said if said[row] == words)
                yield say.OF_LINE.fill(
                    dong=capital(joined([*alike], ", ", " và ")), noi_dung=lowered(self._of_line(*words))
                )

    def _of_line(self, status: str, reason: str) -> Sentence:
        if not self._label(status):
            return (TextRun(f"{reason.rstrip('.')}."),)
        return joined(list(self._sentences(status, reason)), " ")

    def _words(self, row: str) -> Words:
        return self.accounts.text(row, "TRANG_THAI"), self.accounts.text(row, "LY_DO").strip()

    def _sentences(self, status: str, reason: str) -> Iterator[Sentence]:
        label = self._label(status)
        if status in say.STATUS:
            yield say.STATUS[status].fill()
        elif label:
            yield (TextRun(f"{capitalised(label)}."),)
        if reason:
            yield self._reason(reason)

    @staticmethod
    def _reason(reason: str) -> Sentence:
        return say.REASON.fill(ly_do=reason.strip().rstrip("."))

    def _names(self, rows: Sequence[str], component: str) -> dict[str, str]:
        """As short as they can be told apart: with the sub-project, the source, the agency where these differ."""
        names = {row: self._with_component(row, component) for row in rows}
        for code, word in (("NGUON", "thuộc"), ("DON_VI", "giao")):
            alike = Counter(names.values())
            for row in rows:
                text = self.accounts.text(row, code)
                if alike[names[row]] > 1 and text:
                    names[row] += f" {word} {self.accounts.division.name(code, text, {})}"
        return names

    def _with_component(self, row: str, component: str) -> str:
        name, own = self.accounts.line_name(row), self.accounts.text(row, "DU_AN")
        if own == component or not own:
            return name
        parts = joined([self.accounts.component_name(each) for each in own.split("+")], ", ", " và ")
        return f"{''.join(run.text for run in parts)}, {name}"

    # ---- cells

    def _known(self, expression: str) -> bool:
        return self.accounts.number(expression) is not None

    def _field(self, block: str, row: str, code: str) -> str:
        return self.accounts.field(block, row, code)

    def _label(self, status: str) -> str:
        column = self.accounts.evaluation.edition.blocks[VON].columns.get("TRANG_THAI")
        if column is None or not status:
            return ""
        items = self.accounts.evaluation.edition.lists[column.list].items
        return items[status].label if status in items else status
