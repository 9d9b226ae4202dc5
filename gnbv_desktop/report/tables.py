"""Money as a table in the body: the values of the keys as rows, what is known of each as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.outline import Content
from gnbv_desktop.report.capital import VON
from gnbv_desktop.report.division import Where, selection
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Align, FigureRun, Table, TableCell, TextRun
from gnbv_desktop.report.money import Money

_TITLES = {
    "CHUYEN": "Vốn năm trước chuyển sang",
    "GIAO": "Vốn giao trong năm",
    "TONG": "Tổng vốn",
    "PHAN_BO": "Đã phân bổ",
    "GIAI_NGAN": "Giải ngân",
    "TY_LE": "Tỷ lệ (%)",
    "UOC": "Ước giải ngân",
    "CON_LAI": "Còn lại",
}
_USUAL = ("TONG", "GIAI_NGAN", "TY_LE")
_ABSENT = {Status.UNFUNDED: "-", Status.NA: "-", Status.UNDIVIDED: "…", Status.PARTIAL: "…", Status.UNREAD: "…"}
_SIGN_WIDTH, _NUMBER_WIDTH, _RATE_WIDTH, _TEXT_WIDTH = 560, 1450, 1000, 9354


@define(eq=False)
class MoneyTable:
    money: Money
    figures: Figures

    def table(self, content: Content) -> Table | None:
        """None where there is no money to show."""
        if not self.money.capital.exists:
            return None
        wanted = tuple(code for code in content.columns if code in _TITLES) or _USUAL
        columns = tuple(code for code in wanted if self._told(code, content.where))
        titles = ("TT", "Nội dung", *(self._title(code) for code in columns))
        header = tuple(_cell(text, Align.HEAD, True) for text in titles)
        total = self._row("", "Tổng cộng", content.where, columns, bold=True)
        rows = (total, *self._rows(content.where, content.by, columns, ""))
        numbers = [_RATE_WIDTH if code == "TY_LE" else _NUMBER_WIDTH for code in columns]
        widths = (_SIGN_WIDTH, max(2400, _TEXT_WIDTH - _SIGN_WIDTH - sum(numbers)), *numbers)
        return Table(widths, header, rows, f"Đơn vị tính: {self.figures.unit.label}")

    def _told(self, code: str, where: Where) -> bool:
        """Whether a line holds the column at all; the usual columns always stand."""
        rows = self.money.division.rows(where)
        return code in _USUAL or any(self.figures.number(f"{VON}[{row}].{code}") is not None for row in rows)

    def _title(self, code: str) -> str:
        if code == "TONG" and self.money.capital.several_years:
            return "Vốn giao"
        return _TITLES[code]

    def _rows(
        self, where: Where, keys: Sequence[str], columns: Sequence[str], above: str
    ) -> Iterator[tuple[TableCell, ...]]:
        if not keys:
            return
        key, *others = keys
        nodes = self.money.division.split(key, where)
        if not nodes:
            yield from self._rows(where, others, columns, above)
        for number, node in enumerate(nodes, 1):
            sign = f"{above}.{number}" if above else str(number)
            name = self._name(node.component, node.key, node.title)
            yield self._row(sign, name, node.where, columns, bold=not above and len(keys) > 1)
            yield from self._rows(node.where, others, columns, sign)

    def _name(self, component: str, key: str, title: str) -> str:
        if key not in ("DU_AN", "TDA"):
            return title
        known = self.money.evaluation.edition.components[component]
        return f"{known.label.partition(' - ')[0]}: {known.short}"

    def _row(
        self, sign: str, name: str, where: Where, columns: Sequence[str], bold: bool = False
    ) -> tuple[TableCell, ...]:
        cells = (self._amount(code, where, bold) for code in columns)
        return (_cell(sign, Align.CENTER, bold), _cell(name, Align.TEXT, bold), *cells)

    def _amount(self, code: str, where: Where, bold: bool) -> TableCell:
        capital, chosen = self.money.capital, selection(where)
        match code:
            case "TONG":
                expression = capital.total(**chosen)
            case "GIAO":
                expression = capital.given(**chosen)
            case "CHUYEN":
                expression = capital.carried(**chosen)
            case "TY_LE":
                expression = capital.rate(**chosen)
            case _:
                expression = capital.amount(code, **chosen)
        figure = capital.why(expression, **chosen)
        if figure.status is not Status.VALUE:
            return _cell(_ABSENT.get(figure.status, ""), Align.NUMBER, bold)
        style = FigureStyle.PERCENT if code == "TY_LE" else FigureStyle.AMOUNT
        return TableCell((_without_sign(self.figures.bound(Bound(expression, style, bold))),), Align.NUMBER)


def _without_sign(run: FigureRun) -> FigureRun:
    """The head of the column already says (%)."""
    return FigureRun(run.text.removesuffix("%"), run.expression, run.style, run.bold)


def _cell(text: str, align: Align, bold: bool = False) -> TableCell:
    return TableCell((TextRun(text, bold),) if text else (), align)
