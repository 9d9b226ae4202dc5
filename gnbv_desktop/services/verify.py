"""Reads the written files again by another path and compares every figure with the evaluation.

A figure of the report is judged twice: it must be what was written, and what it says, read back as a number, must be
the value of its expression, rounded no more than its printed places allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from gnbv_desktop.engine.bound import bound_faults, evaluate_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.exchange.docx_text import BoundText, DocxText, read_docx
from gnbv_desktop.exchange.xlsx_cells import ReadCell, XlsxCells, read_xlsx
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import MoneyUnit, plain
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.sheets import parse_at
from gnbv_desktop.report.model import WrittenAnnexes, WrittenFigure, WrittenReport
from gnbv_desktop.report.sheet_formulas import StoredCell, recalculated

_SENTENCE_LIMIT = 160
CELL_TOLERANCE = Decimal("1e-8")
_UNITS = tuple(sorted(((unit.label, unit.factor) for unit in MoneyUnit), key=lambda each: -len(each[0])))
_PRINTED = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?|-?\d+(?:,\d+)?")
_QUALIFIED = re.compile(r"^(?:ước|khoảng|trên|dưới|gần) ")


def report_differences(
    written: WrittenReport, content: bytes, evaluation: Evaluation, file: str = "bao-cao.docx"
) -> Iterator[str]:
    """What the figures of a .docx say otherwise than they should, each with the sentence it stands in."""
    read = read_docx(content, file)
    found = {figure.tag: figure for figure in read.figures}
    for figure in written.figures:
        there = found.get(figure.where)
        if there is None:
            yield f"{file}: thiếu số “{_spaced(figure.value)}” (lấy từ {figure.source})."
        elif there.text != figure.value:
            yield _difference(file, read, there, figure.value)
    for there in read.figures:
        wanted = value_fault(evaluation, there)
        if wanted:
            yield _difference(file, read, there, wanted)


def value_fault(evaluation: Evaluation, figure: BoundText) -> str:
    """What the figure should say by the evaluation; empty when it says it."""
    if not figure.expression or bound_faults(evaluation.edition, Bound(figure.expression, FigureStyle.AMOUNT)):
        return ""
    values = evaluate_bound(evaluation, Bound(figure.expression, FigureStyle.AMOUNT))
    text = _QUALIFIED.sub("", figure.text.replace("\u00a0", " ").strip())
    if any(value.status is not Status.VALUE for value in values):
        return "" if text.startswith("[") else f"[{next(each.status.label for each in values if each.status.label)}]"
    parts = text.split("/") if len(values) > 1 else [text]
    unit = MoneyUnit(evaluation.dossier.head.money_unit)
    told = len(parts) == len(values) and all(map(_says, parts, values, [unit] * len(values)))
    return "" if told else "/".join(value.text for value in values)


def _says(text: str, figure: Figure, unit: MoneyUnit) -> bool:
    if not isinstance(figure.value, Decimal):
        return text in (figure.text, str(figure.value)) or text == _as_date(figure)
    bare, factor = text.removesuffix("%"), 1
    for label, times in _UNITS:
        if bare.endswith(f" {label}"):
            bare, factor = bare.removesuffix(f" {label}"), times
            break
    if not _PRINTED.fullmatch(bare):
        return False
    try:
        number = Decimal(bare.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return False
    half = Decimal(5).scaleb(-len(bare.partition(",")[2]) - 1)
    # A bare amount is in the dossier's unit, another bare number is itself.
    factors = (factor,) if factor != 1 else (1, unit.factor)
    return any(abs(number * each - figure.value) <= half * each for each in factors)


def _as_date(figure: Figure) -> str:
    day = figure.value
    return write_date(day) if day is not None and not isinstance(day, str | bool | Decimal) else ""


def _difference(file: str, read: DocxText, figure: BoundText, wanted: str) -> str:
    sentence = sentence_at(read, figure.start)
    return f"{file}, câu “{sentence}”: số “{_spaced(figure.text)}” phải là “{_spaced(wanted)}”."


def _spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def sentence_at(read: DocxText, offset: int) -> str:
    """The paragraph around a place, shortened."""
    passage = next((each for each in read.passages if each.start <= offset <= each.end), None)
    text = read.text[passage.start : passage.end] if passage else read.text[offset : offset + _SENTENCE_LIMIT]
    text = _spaced(text).strip()
    return text if len(text) <= _SENTENCE_LIMIT else f"{text[:_SENTENCE_LIMIT]}…"


def annex_differences(
    written: WrittenAnnexes, content: bytes, evaluation: Evaluation, file: str = "bieu-so.xlsx"
) -> Iterator[str]:
    """Cells of a .xlsx that are not what was to be written, what the dossier says, or what their formula comes to."""
    cells = read_xlsx(content, file)
    for figure in written.figures:
        cell = cells.at(figure.where)
        if cell.value != figure.value:
            yield _wrong_cell(file, figure, figure.value or "trống", cell.value or "trống")
        elif cell.formula != figure.formula:
            yield _wrong_cell(file, figure, f"công thức {figure.formula}", cell.formula or "không có công thức")
        elif wanted := _wanted_in_cell(evaluation, figure, cell):
            yield _wrong_cell(file, figure, wanted, cell.value or "trống")
    yield from _wrong_formulas(cells, file)


def _wanted_in_cell(evaluation: Evaluation, figure: WrittenFigure, cell: ReadCell) -> str:
    """What the dossier says that a cell should show; empty when it does."""
    if not figure.source:
        return ""
    told = evaluate_bound(evaluation, Bound(figure.source, FigureStyle.AMOUNT))[0]
    if told.status is not Status.VALUE:
        return told.status.label if cell.number else ""
    if not isinstance(told.value, Decimal) or cell.value == told.text:
        return "" if cell.value else told.text
    wanted = told.value / figure.factor
    if cell.number and _close(Decimal(cell.value), wanted):
        return ""
    return plain(wanted)


def _wrong_formulas(cells: XlsxCells, file: str) -> Iterator[str]:
    """Formulas whose stored value is not what they come to."""
    stored = {name: {parse_at(at): _stored(cell) for at, cell in sheet.items()} for name, sheet in cells.sheets.items()}
    typed = {name: {at: cell.value for at, cell in sheet.items() if not cell.formula} for name, sheet in stored.items()}
    for name, sheet in recalculated(stored, typed).items():
        for at, value in sheet.items():
            cell = stored[name][at]
            if not isinstance(cell.value, Decimal) or value is None or not _close(cell.value, value):
                wanted = plain(value) if value is not None else "không tính lại được"
                found = cell.value or "trống"
                yield f"{file}, {name}, ô {at}: công thức {cell.formula} cho “{wanted}”, ô lưu “{found}”."


def _stored(cell: ReadCell) -> StoredCell:
    return StoredCell(Decimal(cell.value) if cell.number else cell.value or None, cell.formula)


def _close(one: Decimal, other: Decimal) -> bool:
    """As near as a double of 15 digits and a quotient cut to nine decimals can be."""
    return abs(one - other) <= CELL_TOLERANCE + abs(other).scaleb(-14)


def _wrong_cell(file: str, figure: WrittenFigure, wanted: str, found: str) -> str:
    sheet, _, address = figure.where.rpartition("!")
    source = f" ({figure.source})" if figure.source else ""
    return f"{file}, {sheet}, ô {address}{source}: phải là “{wanted}”, đọc lại thấy “{found}”."
