"""Sentences and the table on the money of a component, from the capital lines. What is absent is said, never 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from gnbv_desktop.engine.bound import write_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.report.model import (
    Align,
    FigureRun,
    ParagraphBlock,
    ParagraphKind,
    Run,
    Table,
    TableCell,
    TextRun,
)

_TABLE_WIDTHS = (480, 4674, 1500, 1500, 1200)
_RATE_OF = {"GIAO": " vốn giao", "PHAN_BO": " vốn đã phân bổ"}
_ABSENT_IN_TABLE = {
    Status.UNFUNDED: "-",
    Status.NA: "-",
    Status.UNDIVIDED: "…",
    Status.PARTIAL: "…",
    Status.UNREAD: "…",
}


def figure_run(evaluation: Evaluation, bound: Bound) -> FigureRun:
    return FigureRun(write_bound(evaluation, bound), bound.expression, bound.style.value, bound.bold)


@define(eq=False)
class Money:
    capital: Capital

    @property
    def evaluation(self) -> Evaluation:
        return self.capital.evaluation

    @property
    def unit(self) -> str:
        return MoneyUnit(self.evaluation.dossier.head.money_unit).label

    def _money(self, expression: str) -> FigureRun:
        return figure_run(self.evaluation, Bound(expression, FigureStyle.MONEY))

    def _percent(self, expression: str) -> FigureRun:
        return figure_run(self.evaluation, Bound(expression, FigureStyle.PERCENT))

    def paragraphs(self, component: str) -> Iterator[ParagraphBlock]:
        """One sentence on the component's money, then a dash for every line that carries a status or a reason."""
        where = {"DU_AN": component} if component else {}
        yield ParagraphBlock(self._sentence(component, where))
        yield from self._explained(component)

    def scope(self) -> Iterator[ParagraphBlock]:
        """Said once: which sources the totals count and what the rates are rates of."""
        words = self.capital.scope_words()
        if any(words):
            sources = f"gồm {words[0]}" if words[0] else ""
            base = f"tỷ lệ giải ngân tính trên {words[1]}" if words[1] else ""
            text = "; ".join(part for part in (sources, base) if part)
            yield ParagraphBlock((TextRun(f"Số liệu vốn trong báo cáo {text}."),))

    # ---- the sentence

    def _sentence(self, component: str, where: dict[str, str]) -> tuple[Run, ...]:
        total = self.capital.why(self.capital.total(**where), **where)
        match total.status:
            case Status.VALUE:
                return (*self._whole(where), *self._parts(where), TextRun(". "), *self._spent(where))
            case Status.UNFUNDED:
                return (TextRun(f"{self._period_first} không bố trí vốn."),)
            case Status.NA:
                return (TextRun(f"{self._period_first} không áp dụng với đơn vị."),)
            case Status.UNDIVIDED:
                return (TextRun(f"Vốn {self.capital.period} chưa tách riêng cho {self._called(component)}."),)
            case _:
                return (TextRun(f"[Vốn {self.capital.period}: {total.status.label}]"),)

    @property
    def _period_first(self) -> str:
        return self.capital.period[:1].upper() + self.capital.period[1:]

    def _called(self, component: str) -> str:
        known = self.evaluation.edition.components
        return known[component].label if component in known else "Chương trình"

    def _whole(self, where: dict[str, str]) -> tuple[Run, ...]:
        total, given = self.capital.total(**where), self.capital.given(**where)
        if self.capital.figure(total) == self.capital.figure(given):
            return TextRun(f"Vốn giao {self.capital.period} là "), self._money(given)
        return TextRun(f"Tổng vốn được sử dụng {self.capital.period} là "), self._money(total)

    def _parts(self, where: dict[str, str]) -> Iterator[Run]:
        """How the total falls apart, where both parts are known: kinds of capital, then old and new money."""
        kinds = self.evaluation.edition.lists.get("LOAI")
        if kinds is not None:
            yield from self._divided(" (", [
                (f"{item.phrase or item.label} ", self.capital.total(**where, LOAI=code))
                for code, item in kinds.items.items()
            ], ")")  # fmt: skip
        if not self.capital.several_years:
            yield from self._divided(", gồm ", (
                ("vốn năm trước chuyển sang ", self.capital.carried(**where)),
                ("vốn giao trong năm ", self.capital.given(**where)),
            ))  # fmt: skip

    def _divided(self, lead: str, parts: Sequence[tuple[str, str]], end: str = "") -> Iterator[Run]:
        if any(not self.capital.figure(expression).number for _, expression in parts):
            return
        for index, (words, expression) in enumerate(parts):
            yield TextRun((lead if index == 0 else "; " if end else " và ") + words)
            yield self._money(expression)
        if end:
            yield TextRun(end)

    def _spent(self, where: dict[str, str]) -> Iterator[Run]:
        expression = self.capital.spent(**where)
        spent = self.capital.figure(expression)
        match spent.status:
            case Status.VALUE:
                yield TextRun("Đã giải ngân ")
                yield self._money(expression)
                yield from self._rate(where)
                yield TextRun(".")
            case Status.UNDIVIDED:
                yield TextRun("Số giải ngân chưa tách riêng.")
            case Status.UNFUNDED | Status.NA:
                yield TextRun("Không phát sinh giải ngân.")
            case _:
                yield TextRun(f"[Số giải ngân: {spent.status.label}]")

    def _rate(self, where: dict[str, str]) -> Iterator[Run]:
        expression = self.capital.rate(**where)
        if self.capital.figure(expression).number is not None:
            yield TextRun(", đạt ")
            yield self._percent(expression)
            yield TextRun(_RATE_OF.get(self.capital.base, ""))

    # ---- lines with a status or a reason

    def _explained(self, component: str) -> Iterator[ParagraphBlock]:
        for row in self.evaluation.rows(VON) if component else ():
            texts = {code: self._text(row, code) for code in ("DU_AN", "TRANG_THAI", "LY_DO")}
            if texts["DU_AN"] == component and (texts["TRANG_THAI"] or texts["LY_DO"]):
                yield ParagraphBlock(self._line(row, texts["TRANG_THAI"], texts["LY_DO"]), ParagraphKind.DASH)

    def _text(self, row: str, code: str) -> str:
        if code not in self.evaluation.edition.blocks[VON].columns:
            return ""
        return self.evaluation.figure(Ref(VON, row, code)).text

    def _line(self, row: str, status: str, reason: str) -> tuple[Run, ...]:
        spent, total = (f"{VON}[{row}].{code}" for code in ("GIAI_NGAN", "TONG"))
        runs: list[Run] = [TextRun(f"- {self._line_name(row)}: ")]
        if all(self.capital.figure(each).number is not None for each in (spent, total)):
            runs += [TextRun("giải ngân "), figure_run(self.evaluation, Bound(spent, FigureStyle.AMOUNT)), TextRun("/"),
                     self._money(total), TextRun("; ")]  # fmt: skip
        words = [self._label("TRANG_THAI", status), f"lý do: {reason.rstrip('.')}" if reason else ""]
        runs.append(TextRun("; ".join(word for word in words if word) + "."))
        return tuple(runs)

    def _line_name(self, row: str) -> str:
        kind = self._label("LOAI", self._text(row, "LOAI")) or "vốn"
        origin, year = self._text(row, "NAM_GOC"), self._text(row, "NAM")
        moved = f" năm {origin} chuyển sang" if origin and year and origin < year else ""
        given = f" giao năm {origin}" if origin and not moved else ""
        name = f"{kind}{moved}{given}"
        return name[:1].upper() + name[1:]

    def _label(self, code: str, text: str) -> str:
        column = self.evaluation.edition.blocks[VON].columns.get(code)
        if column is None or not text:
            return ""
        items = self.evaluation.edition.lists[column.list].items
        return items[text].label if text in items else text

    # ---- the table of all components

    def table(self) -> Table:
        components = self.evaluation.edition.components
        tops = [code for code, each in components.items() if not each.parent]
        rows = [self._row("", "Tổng cộng", {}, bold=True)]
        for number, code in enumerate(tops, 1):
            name = f"{components[code].label}: {components[code].short}"
            rows.append(self._row(str(number), name, {"DU_AN": code}))
        total = "Vốn giao" if self.capital.several_years else "Tổng vốn"
        header = tuple(_cell(text, Align.HEAD, True) for text in ("TT", "Dự án", total, "Giải ngân", "Tỷ lệ (%)"))
        return Table(_TABLE_WIDTHS, header, tuple(rows), f"Đơn vị tính: {self.unit}")

    def _row(self, number: str, name: str, where: dict[str, str], bold: bool = False) -> tuple[TableCell, ...]:
        total = self.capital.total(**where)
        spent, rate = self.capital.spent(**where), self.capital.rate(**where)
        return (
            _cell(number, Align.CENTER, bold),
            _cell(name, Align.TEXT, bold),
            self._amount(total, self.capital.why(total, **where), bold),
            self._amount(spent, self.capital.why(spent, **where), bold),
            self._amount(rate, self.capital.why(rate, **where), bold, FigureStyle.PERCENT),
        )

    def _amount(
        self, expression: str, figure: Figure, bold: bool, style: FigureStyle = FigureStyle.AMOUNT
    ) -> TableCell:
        if figure.status is not Status.VALUE:
            return _cell(_ABSENT_IN_TABLE.get(figure.status, ""), Align.NUMBER, bold)
        run = figure_run(self.evaluation, Bound(expression, style, bold))
        return TableCell((_without_sign(run),), Align.NUMBER)


def _without_sign(run: FigureRun) -> FigureRun:
    """The head of the column already says (%)."""
    return FigureRun(run.text.removesuffix("%"), run.expression, run.style, run.bold)


def _cell(text: str, align: Align, bold: bool = False) -> TableCell:
    return TableCell((TextRun(text, bold),) if text else (), align)
