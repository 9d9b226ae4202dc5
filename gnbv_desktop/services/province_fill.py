"""Fills the workbook of a province from one dossier, reads the result again and compares every marked cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

from attrs import frozen

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.exchange.workbook import Book, Sheet, SheetCell, open_workbook
from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.kernel.figures import plain
from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.report.sheet_formulas import StoredCell, recalculated
from gnbv_desktop.report.sheet_splice import SheetFilling, Value
from gnbv_desktop.report.workbook_fill import fill_workbook
from gnbv_desktop.services.province_books import Opened, ProvinceBook, applying, opened
from gnbv_desktop.services.province_marks import Fault, Mark, mark_faults
from gnbv_desktop.services.province_values import MarkValues

_SHOWN_FAULTS = 12
_AS_EXACT_AS_A_DOUBLE = Decimal("1e-14")


@frozen
class FilledBook:
    name: str
    """Of the file."""
    content: bytes
    replaces: str
    compared: int
    """So many cells were read again."""
    differences: tuple[str, ...]
    notes: tuple[str, ...] = ()


def fill_all(evaluation: Evaluation, data: Path) -> tuple[FilledBook, ...]:
    """All workbooks that belong to the dossier's unit. Raises BadFile when one cannot be filled."""
    head = evaluation.dossier.head
    return tuple(fill(evaluation, book, opened(data, book)) for book in applying(data, head))


def faults_of(evaluation: Evaluation, book: Book, marked: ProvinceBook) -> tuple[Fault, ...]:
    """What stands in the way of filling: wrong marks, and when all are right lists without room."""
    faults = mark_faults(evaluation.edition, book, marked.marks)
    return faults or tuple(MarkValues(evaluation, book, marked.marks).list_faults())


def fill(evaluation: Evaluation, marked: ProvinceBook, source: Opened) -> FilledBook:
    """Same dossier, same workbook and marks: same bytes."""
    book = source.book
    faults = faults_of(evaluation, book, marked)
    if faults:
        raise _unfit(marked.name, faults)
    values = MarkValues(evaluation, book, marked.marks)
    wanted: dict[str, dict[At, Value]] = {}
    sources: dict[tuple[str, At], Mark] = {}
    for mark in marked.marks:
        for at, value in values.of(mark).items():
            wanted.setdefault(mark.sheet, {})[at] = value
            sources[mark.sheet, at] = mark
    results = recalculated(_stored(book), wanted)
    filling = {
        sheet.part: SheetFilling(
            wanted.get(sheet.name, {}),
            results.get(sheet.name, {}),
            {at: sheet.style_at(at, sources[sheet.name, at].at) for at in wanted.get(sheet.name, {})},
        )
        for sheet in book.sheets
    }
    computes = any(cell.formula for sheet in book.sheets for cell in sheet.cells.values())
    content = fill_workbook(source.content, filling, book.workbook_part if computes else "")
    again = open_workbook(content, marked.output)
    differences = (
        *_differences(marked.output, again, wanted, sources),
        *_strays(marked.output, book, again, wanted, results),
        *_changed_parts(marked.output, source.content, content, {*filling, book.workbook_part}),
    )
    return FilledBook(marked.output, content, marked.replaces, len(sources), differences, book.notes)


def _unfit(name: str, faults: Sequence[Fault]) -> BadFile:
    """The first fault stands in the sentence itself: some places show only that."""
    first, *others = map(str, faults)
    more = f" Còn {len(others)} chỗ khác." if others else ""
    return BadFile(f"Biểu của tỉnh “{name}” chưa điền được. {first}{more}", others[:_SHOWN_FAULTS])


def _stored(book: Book) -> dict[str, dict[At, StoredCell]]:
    return {
        sheet.name: {at: StoredCell(_value(cell), cell.formula, cell.opaque) for at, cell in sheet.cells.items()}
        for sheet in book.sheets
    }


def _value(cell: SheetCell) -> Value:
    if not cell.number:
        return cell.value or None
    try:
        return Decimal(cell.value)
    except InvalidOperation:
        return cell.value


# ---- reading again


def _differences(
    file: str, again: Book, wanted: Mapping[str, Mapping[At, Value]], sources: Mapping[tuple[str, At], Mark]
) -> Iterator[str]:
    for name, cells in wanted.items():
        sheet = again.sheet(name)
        for at, value in cells.items():
            cell = sheet.at(at) if sheet is not None else SheetCell()
            if not _says(cell, value):
                yield _wrong(file, name, at, f" ({sources[name, at].code})", _words(value), cell.value or "trống")


def _says(cell: SheetCell, value: Value) -> bool:
    if cell.formula:
        return False
    if not isinstance(value, Decimal):
        return not cell.number and cell.value == (value or "")
    found = _value(cell)
    return isinstance(found, Decimal) and abs(found - value) <= abs(value) * _AS_EXACT_AS_A_DOUBLE


def _strays(
    file: str,
    before: Book,
    again: Book,
    wanted: Mapping[str, Mapping[At, Value]],
    results: Mapping[str, Mapping[At, Decimal | None]],
) -> Iterator[str]:
    """Cells that nobody marked and that are other than they were."""
    for sheet in before.sheets:
        found = again.sheet(sheet.name) or Sheet(sheet.name, "", False, {})
        moved = wanted.get(sheet.name, {}).keys() | results.get(sheet.name, {}).keys()
        for at in sorted((sheet.cells.keys() | found.cells.keys()) - moved):
            if sheet.at(at) != found.at(at):
                yield _wrong(file, sheet.name, at, "", sheet.at(at).value or "trống", found.at(at).value or "trống")


def _changed_parts(file: str, before: bytes, after: bytes, changing: set[str]) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        if old.namelist() != new.namelist():
            yield f"{file}: các phần bên trong tệp không còn như tệp của tỉnh."
            return
        for name in old.namelist():
            if name not in changing and old.read(name) != new.read(name):
                yield f"{file}: phần {name} bị đổi so với tệp của tỉnh."


def _wrong(file: str, sheet: str, at: At, source: str, wanted: str, found: str) -> str:
    return f"{file}, trang “{sheet}”, ô {at}{source}: phải là “{wanted}”, đọc lại thấy “{found}”."


def _words(value: Value) -> str:
    return plain(value) if isinstance(value, Decimal) else value or "trống"
