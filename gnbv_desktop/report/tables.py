"""Tables of the body: money by its keys, and any other block by its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from attrs import define

from gnbv_desktop.catalogue.model import BlockKind, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info, key_label, row_label
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.outline import Content
from gnbv_desktop.kernel.refs import Ref
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
_STYLES = {
    FieldKind.MONEY: FigureStyle.AMOUNT,
    FieldKind.COUNT: FigureStyle.COUNT,
    FieldKind.PERCENT: FigureStyle.PERCENT,
}
_LEAST, _MOST = 9, 60
"""Letters: a column of words is never narrower, and no wider because of one long text."""
_MOST_COLUMNS = 5
"""Beside number and name; a page is not wider."""
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
        if code == "CHUYEN":
            return bool(self.figures.number(self.money.capital.carried(**selection(where))))
        return code in (*_USUAL, "GIAO") or any(self.figures.number(f"{VON}[{row}].{code}") is not None for row in rows)

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


@define(eq=False)
class BlockTable:
    """Any other block as a table: its rows, and those of its columns that hold something."""

    evaluation: Evaluation
    figures: Figures

    def table(self, path: str, where: Where) -> Table | None:
        block = self.evaluation.edition.blocks[path]
        rows = [row for row in self._rows(path) if self._fits(path, row, where)]
        rows = [row for row in rows if (block.rows.get(row) and block.rows[row].heading) or self._told(path, row)]
        columns = [code for code in block.columns if self._shown(path, code, rows)][:_MOST_COLUMNS]
        if not columns:
            return None
        named = block.kind is not BlockKind.DOCUMENTS
        header = ("TT", *(["Nội dung"] if named else []), *(_first_upper(self._label(path, code)) for code in columns))
        numbers = count(1)
        listed = tuple(self._row(path, row, columns, named, numbers) for row in rows)
        words = [*([True] if named else []), *(self._is_text(path, code) for code in columns)]
        widths = (_SIGN_WIDTH, *self._widths(words, [row[1:] for row in listed]))
        money = any(self._kind(path, code) is FieldKind.MONEY for code in columns)
        unit = f"Đơn vị tính: {self.figures.unit.label}" if money else ""
        return Table(widths, tuple(_cell(each, Align.HEAD, True) for each in header), listed, unit)

    @staticmethod
    def _widths(words: Sequence[bool], rows: Sequence[Sequence[TableCell]]) -> Iterator[int]:
        """Columns of figures are alike; those of words share the rest by what stands in them."""
        lengths = [sum(_length(row[index]) for row in rows) / len(rows) for index in range(len(words))]
        weights = [min(max(each, _LEAST), _MOST) for each in lengths]
        room = _TEXT_WIDTH - _SIGN_WIDTH - _NUMBER_WIDTH * words.count(False)
        whole = sum(weight for weight, is_text in zip(weights, words, strict=True) if is_text) or 1
        for weight, is_text in zip(weights, words, strict=True):
            yield int(room * weight / whole) if is_text else _NUMBER_WIDTH

    def _rows(self, path: str) -> Sequence[str]:
        return self.evaluation.rows(path)

    def _fits(self, path: str, row: str, where: Where) -> bool:
        columns = self.evaluation.edition.blocks[path].columns
        return all(self.evaluation.figure(Ref(path, row, key)).text == text for key, text in where.items()
                   if key in columns)  # fmt: skip

    def _told(self, path: str, row: str) -> bool:
        return bool(self.evaluation.filled(path, row))

    def _shown(self, path: str, code: str, rows: Sequence[str]) -> bool:
        column = self.evaluation.edition.blocks[path].columns[code]
        name = code == self._name_column(path)
        hidden = name or column.optional or code.startswith("GHI_CHU") or column.kind is FieldKind.LINE
        return not hidden and any(self.evaluation.figure(Ref(path, row, code)).text for row in rows)

    def _name_column(self, path: str) -> str:
        """The column that already stands in the name of a row."""
        block = self.evaluation.edition.blocks[path]
        if block.kind is not BlockKind.OPEN:
            return ""
        texts = (code for code, column in block.columns.items() if column.kind is FieldKind.TEXT)
        return next(iter(block.keys()), next(texts, ""))

    def _label(self, path: str, code: str) -> str:
        column = self.evaluation.edition.blocks[path].columns[code]
        return column.short or column.label

    def _kind(self, path: str, code: str) -> FieldKind | None:
        return self.evaluation.edition.blocks[path].columns[code].kind

    def _is_text(self, path: str, code: str) -> bool:
        kind = self._kind(path, code)
        return kind is not None and not kind.numeric

    def _row(
        self, path: str, row: str, columns: Sequence[str], named: bool, numbers: Iterator[int]
    ) -> tuple[TableCell, ...]:
        definition = self.evaluation.edition.blocks[path].rows.get(row)
        heading = definition is not None and definition.heading
        name = row_label(self.evaluation.edition, self.evaluation.dossier, path, row)
        sign = _cell("" if heading else str(next(numbers)), Align.CENTER)
        cells = (self._cell(path, row, code) for code in columns)
        return (sign, *([_cell(name, Align.TEXT, heading)] if named else []), *cells)

    def _cell(self, path: str, row: str, code: str) -> TableCell:
        ref = Ref(path, row, code)
        figure, info = self.evaluation.figure(ref), field_info(self.evaluation.edition, ref)
        if info is None or not figure.text:
            return _cell(_ABSENT.get(figure.status, ""), Align.NUMBER)
        if not info.kind.numeric:
            column = self.evaluation.edition.blocks[path].columns[code]
            return _cell(key_label(self.evaluation.edition, self.evaluation.dossier, column, figure.text), Align.TEXT)
        style = _STYLES.get(info.kind, FigureStyle.DECIMAL)
        return TableCell((self.figures.bound(Bound(str(ref), style)),), Align.NUMBER)


def _length(cell: TableCell) -> int:
    return sum(len(run.text) for run in cell.runs)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _without_sign(run: FigureRun) -> FigureRun:
    """The head of the column already says (%)."""
    return FigureRun(run.text.removesuffix("%"), run.expression, run.style, run.bold)


def _cell(text: str, align: Align, bold: bool = False) -> TableCell:
    return TableCell((TextRun(text, bold),) if text else (), align)
