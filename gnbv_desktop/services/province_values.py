"""What a marked cell shows: figures in the unit of the mark, dates as the cell writes them, absence by its sign."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import define

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.bound import evaluate_bound, write_figures
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import key_label, row_label, write_scalar
from gnbv_desktop.engine.values import Figure
from gnbv_desktop.exchange.sheet_styles import PLAIN, CellStyle, serial_of
from gnbv_desktop.exchange.workbook import Book, Sheet
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import MoneyUnit, plain
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.report.grid import Look, figure_cell
from gnbv_desktop.report.letterhead import Wording
from gnbv_desktop.report.sheet_splice import Value
from gnbv_desktop.services.capital_words import is_total
from gnbv_desktop.services.province_marks import (
    ROW_NAME,
    ROW_NUMBER,
    TAG,
    Fault,
    Mark,
    Word,
    is_words,
    list_column,
    split_unit,
    unit_of,
    word_of,
)
from gnbv_desktop.services.province_measures import Measure, measure_of

Shown = Decimal | datetime.date | str | None
"""A value before the cell has a say in how a date or a rate is stored."""


@define(eq=False)
class MarkValues:
    """The values of marks by the figures of one dossier."""

    evaluation: Evaluation
    book: Book
    marks: tuple[Mark, ...]

    def of(self, mark: Mark) -> dict[At, Value]:
        """By cell; several for a list."""
        sheet = self.book.sheet(mark.sheet)
        assert sheet is not None, "marks with faults are not evaluated"
        column = list_column(self.evaluation.edition, mark.code)
        if column is not None:
            cells = [At(mark.at.row + number, mark.at.column) for number in range(self.rows(column))]
            styles = [self.book.style(sheet.style_at(at, mark.at)) for at in cells]
            values = self._column(column, mark.unit, styles)
            return {at: self._stored(value, style) for at, style, value in zip(cells, styles, values, strict=True)}
        style = self.book.style(sheet.style_at(mark.at))
        return {mark.at: self._stored(self._shown(mark.code, mark.unit, style), style)}

    def _stored(self, value: Shown, style: CellStyle) -> Value:
        if isinstance(value, datetime.date):
            return serial_of(value, self.book.from_1904) if style.date else write_date(value)
        return value

    # ---- one figure

    def _shown(self, code: str, unit: MoneyUnit | None, style: CellStyle = PLAIN) -> Shown:
        if is_words(code):
            return TAG.sub(self._inside, code)
        word = word_of(code)
        if word is not None:
            return self._word(word, unit)
        figures = evaluate_bound(self.evaluation, Bound(code, FigureStyle.AMOUNT))
        if len(figures) > 1:
            return write_figures(self.evaluation, figures, FigureStyle.RATIO)
        return self._figure(figures[0], code, unit, style)

    def _figure(self, figure: Figure, code: str, unit: MoneyUnit | None, style: CellStyle) -> Shown:
        if figure.number is not None:
            measure = measure_of(self.evaluation.edition, code)
            return self._number(figure.number, measure, unit, style)
        words = self._words(figure, code)
        return words if words is not None else figure_cell(figure, Look.NUMBER, "").value

    def _number(self, number: Decimal, measure: Measure, unit: MoneyUnit | None, style: CellStyle) -> Decimal:
        if measure.amount:
            return number / (unit or self._money).factor
        return number / 100 if measure.kind is FieldKind.PERCENT and style.percent else number

    def _words(self, figure: Figure, code: str) -> Shown:
        """A date, a text, the name of what was chosen; None when the figure is absent."""
        if isinstance(figure.value, datetime.date):
            return figure.value
        if not figure.text:
            return None
        try:
            ref = parse_ref(code)
        except ValueError:
            return figure.text
        found = self.evaluation.edition.column_of(ref.block, ref.column)
        assert found is not None
        return key_label(self.evaluation.edition, self.evaluation.dossier, found[0], figure.text)

    def _inside(self, match: re.Match[str]) -> str:
        """A code inside words, as one reads it there."""
        code, unit = split_unit(match[1])[0], unit_of(match[1])
        word = word_of(code)
        value = self._shown(code, MoneyUnit.DONG) if word is None else self._word(word, unit)
        if isinstance(value, Decimal) and word is not None:
            return plain(value)
        if isinstance(value, Decimal):
            measure = measure_of(self.evaluation.edition, code)
            kind = FieldKind.MONEY if measure.amount else measure.kind or FieldKind.DECIMAL
            return write_scalar(value, kind, unit or self._money, unit=False)
        return write_date(value) if isinstance(value, datetime.date) else value or ""

    @property
    def _money(self) -> MoneyUnit:
        return MoneyUnit(self.evaluation.dossier.head.money_unit)

    # ---- words of the report

    @cached_property
    def _wording(self) -> Wording:
        return Wording(self.evaluation.edition, self.evaluation.dossier)

    def _word(self, word: Word, unit: MoneyUnit | None) -> Shown:
        head = self.evaluation.dossier.head
        match word:
            case Word.DON_VI:
                return head.unit.name
            case Word.KY:
                return self._wording.period
            case Word.NAM:
                return Decimal(head.period.last_year)
            case Word.DEN_NGAY:
                return head.period.cutoff
            case Word.DON_VI_TINH:
                return (unit or self._money).label
            case Word.SO_BAO_CAO:
                return self._wording.number()
            case Word.NGAY_BAO_CAO:
                return self._wording.place_date()
            case Word.TEN_BAO_CAO:
                return head.name

    # ---- lists

    def rows(self, column: Ref) -> int:
        return len(self.evaluation.rows(column.block))

    def _column(self, column: Ref, unit: MoneyUnit | None, styles: Sequence[CellStyle]) -> Iterator[Shown]:
        known = self.evaluation.edition.column_of(column.block, column.column) is not None
        for number, row in enumerate(self.evaluation.rows(column.block), 1):
            if not known and column.column == ROW_NUMBER:
                yield Decimal(number)
            elif not known and column.column == ROW_NAME:
                yield row_label(self.evaluation.edition, self.evaluation.dossier, column.block, row)
            else:
                ref = Ref(column.block, row, column.column)
                yield self._figure(self.evaluation.figure(ref), str(ref), unit, styles[number - 1])

    def list_faults(self) -> Iterator[Fault]:
        """Lists that have more rows than the sheet has room for."""
        for mark in self.marks:
            column, sheet = list_column(self.evaluation.edition, mark.code), self.book.sheet(mark.sheet)
            if column is None or sheet is None:
                continue
            room, wanted = self._room(sheet, mark, column), self.rows(column)
            if room is not None and wanted > room:
                block = self.evaluation.edition.blocks[column.block]
                words = (
                    f"danh sách “{block.title or column.block}” có {wanted} dòng, biểu chỉ còn chỗ cho {room} dòng; "
                    "hãy chèn thêm dòng vào tệp của tỉnh bằng Excel rồi nạp lại."
                )
                yield Fault(mark.sheet, mark.at, words)

    def _room(self, sheet: Sheet, mark: Mark, column: Ref) -> int | None:
        """Rows down to what stands below in one of the list's columns, or a row of totals; None when nothing does."""
        together = {
            other.at.column
            for other in self.marks
            if other.sheet == mark.sheet
            and other.at.row == mark.at.row
            and (found := list_column(self.evaluation.edition, other.code)) is not None
            and found.block == column.block
        }
        marked = {other.at for other in self.marks if other.sheet == mark.sheet}
        totals = {at.row for at, cell in sheet.cells.items() if at.row > mark.at.row and is_total(cell.value)}
        held = {at.row for at, cell in sheet.cells.items() if at.column in together and cell.holds}
        others = {at.row for at in marked if at.column in together}
        merged = {
            max(area.top, mark.at.row + 1)
            for area in sheet.merged
            for each in together
            if area.bottom > mark.at.row
            and area.left <= each <= area.right
            and (area.left != each or area.top != area.bottom)
        }
        below = [row for row in totals | held | others | merged if row > mark.at.row]
        return min(below) - mark.at.row if below else None
