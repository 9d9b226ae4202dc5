"""Marks while they are being put on a workbook: assigned, taken away, undone, looked at; kept when they are saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import define, evolve, field, frozen

from gnbv_desktop.engine.bound import bound_faults
from gnbv_desktop.engine.labels import place_label
from gnbv_desktop.exchange.sheet_styles import shown_number
from gnbv_desktop.exchange.workbook import Book, Sheet
from gnbv_desktop.kernel.figures import MoneyUnit, plain, write_decimal
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.sheets import Area, At
from gnbv_desktop.report.sheet_splice import Value
from gnbv_desktop.services.bound_figures import bound_info
from gnbv_desktop.services.province_books import Opened, ProvinceBook, new_book, opened, read_file, save
from gnbv_desktop.services.province_fill import faults_of
from gnbv_desktop.services.province_marks import Fault, Mark, is_words, list_column, word_of
from gnbv_desktop.services.province_measures import measure_of
from gnbv_desktop.services.province_rows import RowProposal, likely_measure, proposals
from gnbv_desktop.services.province_values import MarkValues
from gnbv_desktop.services.work import Work

Place = tuple[str, At]
"""Name of the sheet, and the cell."""
_PLACES = 4


@frozen
class Shown:
    """What a cell shows of its mark."""

    code: str
    value: str = ""
    faulty: bool = False
    below: bool = False
    """Further down in a list: the mark stands in the first of its rows."""


@frozen
class Page:
    """One sheet as it is drawn."""

    _book: Book
    _sheet: Sheet

    @property
    def name(self) -> str:
        return self._sheet.name

    @property
    def hidden(self) -> bool:
        return self._sheet.hidden

    @property
    def extent(self) -> At:
        return self._sheet.extent

    @property
    def merged(self) -> tuple[Area, ...]:
        return self._sheet.merged

    def text(self, at: At) -> str:
        return self._book.shown(self._sheet.at(at))

    def number(self, at: At) -> bool:
        return self._sheet.at(at).number

    def formula(self, at: At) -> str:
        return self._sheet.at(at).formula

    def bold(self, at: At) -> bool:
        return self._book.style(self._sheet.style_at(at)).bold

    def width(self, column: int) -> float | None:
        """In letters; None for the usual one, 0 for a hidden column."""
        return self._sheet.widths.get(column)

    def height(self, row: int) -> float | None:
        """In points; None for the usual one, 0 for a hidden row."""
        return self._sheet.heights.get(row)

    def first(self, at: At) -> At:
        """The cell that stands for the merged area around a cell."""
        area = self._sheet.merge_of(at)
        return area.first if area is not None else at


@define(eq=False)
class Draft:
    work: Work
    source: Opened
    book: ProvinceBook
    _before: list[tuple[Mark, ...]] = field(factory=list)
    _kept: tuple[Mark, ...] = ()

    def __attrs_post_init__(self) -> None:
        self._kept = self.book.marks if self.book.slug else ()

    # ---- what is there

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(Page(self.source.book, sheet) for sheet in self.source.book.sheets)

    @property
    def notes(self) -> tuple[str, ...]:
        return self.source.book.notes

    @property
    def changed(self) -> bool:
        return self.book.marks != self._kept

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def mark_at(self, sheet: str, at: At) -> Mark | None:
        return next((each for each in self.book.marks if (each.sheet, each.at) == (sheet, at)), None)

    def faults(self) -> tuple[Fault, ...]:
        return faults_of(self.work.evaluation, self.source.book, self.book)

    def shown(self, faults: Iterable[Fault]) -> Mapping[Place, Shown]:
        """By cell what stands there by the marks; values only of marks without faults."""
        wrong = {(fault.sheet, fault.at) for fault in faults}
        values = MarkValues(self.work.evaluation, self.source.book, self.book.marks)
        found: dict[Place, Shown] = {}
        for mark in self.book.marks:
            faulty = (mark.sheet, mark.at) in wrong
            for at, value in values.of(mark).items() if not faulty else ():
                found[mark.sheet, at] = Shown(mark.code, self._words(mark.sheet, at, value), below=at != mark.at)
            if faulty or (mark.sheet, mark.at) not in found:
                found[mark.sheet, mark.at] = Shown(mark.code, "", faulty)
        return found

    def _words(self, sheet: str, at: At, value: Value) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        book = self.source.book
        page = book.sheet(sheet)
        style = book.style(page.style_at(at)) if page is not None else None
        if style is not None and (style.date or style.percent):
            return shown_number(plain(value), style, book.from_1904)
        return write_decimal(value, _PLACES)

    def proposed(self, sheet: str, rows: Iterable[int], names: int, measure: str) -> tuple[RowProposal, ...]:
        """A mark for each row whose name says a component."""
        page = self.source.book.sheet(sheet)
        return proposals(self.work, self.source.book, page, rows, names, measure, {}) if page is not None else ()

    def likely_measure(self, sheet: str, at: At) -> str:
        """What the head of a column asks for; empty when it is not understood."""
        page = self.source.book.sheet(sheet)
        return likely_measure(self.work, page, at) if page is not None else ""

    def meaning(self, mark: Mark) -> str:
        """The mark in words: what it shows, and where that comes from."""
        word, edition = word_of(mark.code), self.work.edition
        if word is not None:
            return word.value
        if is_words(mark.code):
            return mark.code
        column = list_column(edition, mark.code)
        if column is not None:
            label = place_label(edition, self.work.dossier, column)
            return f"{label}: cả cột, viết xuống"
        bound = Bound(mark.code, FigureStyle.AMOUNT)
        if bound_faults(edition, bound):
            return mark.code
        info = bound_info(self.work, bound)
        return " · ".join(each for each in (info.name, info.path) if each)

    def is_money(self, mark: Mark) -> bool:
        """Whether a unit of money can be chosen for it."""
        edition = self.work.edition
        if word_of(mark.code) is not None or is_words(mark.code):
            return mark.code == "DON_VI_TINH"
        column = list_column(edition, mark.code)
        if column is not None or not bound_faults(edition, Bound(mark.code, FigureStyle.AMOUNT)):
            return measure_of(edition, mark.code).amount
        return False

    # ---- changes, each of them one step back

    def put(self, marks: Iterable[Mark]) -> None:
        """New marks; those that stood in the same cells go."""
        new = tuple(marks)
        places = {(each.sheet, each.at) for each in new}
        left = tuple(each for each in self.book.marks if (each.sheet, each.at) not in places)
        self._change((*left, *new))

    def remove(self, sheet: str, places: Iterable[At]) -> None:
        gone = frozenset(places)
        self._change(tuple(each for each in self.book.marks if each.sheet != sheet or each.at not in gone))

    def set_unit(self, sheet: str, places: Iterable[At], unit: MoneyUnit | None) -> None:
        meant = frozenset(places)
        self._change(
            tuple(
                evolve(each, unit=unit) if each.sheet == sheet and each.at in meant and self.is_money(each) else each
                for each in self.book.marks
            )
        )

    def undo(self) -> None:
        if self._before:
            self.book = evolve(self.book, marks=self._before.pop())

    def _change(self, marks: tuple[Mark, ...]) -> None:
        order = {sheet.name: number for number, sheet in enumerate(self.pages)}
        sorted_marks = tuple(sorted(marks, key=lambda each: (order.get(each.sheet, len(order)), each.at)))
        if sorted_marks != self.book.marks:
            self._before.append(self.book.marks)
            self.book = evolve(self.book, marks=sorted_marks)

    # ---- keeping

    def save(self, name: str, replaces: str) -> ProvinceBook:
        """Raises BadInput for a name that is taken, StoreTrouble where it cannot be written."""
        self.book = save(self.work.desk.data, self.source.content, evolve(self.book, name=name, replaces=replaces))
        self._kept = self.book.marks
        return self.book


def draft_of_file(work: Work, path: Path, source: Opened | None = None) -> Draft:
    """Of a workbook that was not kept yet. Raises BadFile."""
    found = source or read_file(path)
    return Draft(work, found, new_book(found, work.edition, work.dossier.head, path.stem))


def draft_of_book(work: Work, book: ProvinceBook) -> Draft:
    """Raises BadFile."""
    return Draft(work, opened(work.desk.data, book), book)
