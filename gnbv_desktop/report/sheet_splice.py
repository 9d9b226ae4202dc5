"""Values into the cells of a sheet: only the bytes of those cells change.

A cell keeps its style. One that is not there yet is put where it belongs, with the style of its row or column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from attrs import field, frozen

from gnbv_desktop.kernel.figures import plain
from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.report.sheet_scan import CellElement, RowElement, SheetScan, scan_sheet

Value = Decimal | str | None
"""A number, a text, or nothing: the cell is emptied."""
_EXACT_DIGITS = 15
"""So many digits a double gives back as they were written."""
_OF_THE_OLD_VALUE = ("t", "cm", "vm")
_DROPPED = str.maketrans("", "", "".join(map(chr, (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))))
"""Signs that XML cannot hold."""


@frozen
class _Change:
    start: int
    end: int
    content: bytes


def stored_number(number: Decimal) -> str:
    """As a cell keeps it: exactly, where a double can."""
    text = plain(number)
    return text if len(text.strip("-0.").replace(".", "")) <= _EXACT_DIGITS else repr(float(number))


@frozen
class SheetFilling:
    values: Mapping[At, Value] = field(factory=dict)
    results: Mapping[At, Decimal | None] = field(factory=dict)
    """For formulas: what they come to now; None where it is not known and the old value must go."""
    styles: Mapping[At, int] = field(factory=dict)
    """For filled cells that are not there yet."""


def spliced(xml: bytes, filling: SheetFilling) -> bytes:
    scan = scan_sheet(xml)
    changes = sorted(_changes(xml, scan, filling), key=lambda each: (each.start, each.end))
    pieces, at = [], 0
    for change in changes:
        pieces += [xml[at : change.start], change.content]
        at = change.end
    return b"".join((*pieces, xml[at:]))


def _changes(xml: bytes, scan: SheetScan, filling: SheetFilling) -> Iterator[_Change]:
    values, results = filling.values, filling.results
    there = {row.number: row for row in scan.rows}
    for row in scan.rows:
        for cell in row.cells:
            if cell.at in values:
                yield _Change(cell.element.start, cell.element.end, _filled(scan, cell, values[cell.at]))
            elif cell.at in results:
                yield _Change(cell.element.start, cell.element.end, _computed(xml, scan, cell, results[cell.at]))
    known = {cell.at for row in scan.rows for cell in row.cells}
    new = sorted(at for at in values.keys() - known if values[at] is not None or filling.styles.get(at))
    made = {at: _new_cell(scan, at, values[at], filling.styles.get(at, 0)) for at in new}
    rows = {number: {at: made[at] for at in group} for number, group in groupby(new, key=lambda at: at.row)}
    for number, cells in rows.items():
        if number in there:
            yield from _into_row(there[number], cells)
    yield from _new_rows(scan, {number: cells for number, cells in rows.items() if number not in there})


# ---- a cell that is there


def _filled(scan: SheetScan, cell: CellElement, value: Value) -> bytes:
    kept = {name: text for name, text in cell.element.attributes.items() if name not in _OF_THE_OLD_VALUE}
    return _cell(scan.prefix, kept, value)


def _computed(xml: bytes, scan: SheetScan, cell: CellElement, result: Decimal | None) -> bytes:
    """The formula stays as it is written; only the value stored beside it is another."""
    kept = {name: text for name, text in cell.element.attributes.items() if name != "t"}
    value = "" if result is None else _element(f"{scan.prefix}v", stored_number(result))
    formulas, others = _parts(xml, cell, "f"), _parts(xml, cell, "extLst")
    return _tagged(cell.element.name, kept, b"".join((*formulas, value.encode(), *others)))


def _parts(xml: bytes, cell: CellElement, name: str) -> list[bytes]:
    return [xml[each.start : each.end] for each in cell.parts if each.name == f"{cell.element.name[:-1]}{name}"]


# ---- a cell that is not there


def _into_row(row: RowElement, cells: Mapping[At, bytes]) -> Iterator[_Change]:
    if row.element.empty:
        content = _tagged(row.element.name, row.element.attributes, b"".join(cells.values()))
        yield _Change(row.element.start, row.element.end, content)
        return
    for at, content in cells.items():
        place = next((each.element.start for each in row.cells if each.at > at), None)
        if place is None:
            place = row.cells[-1].element.end if row.cells else row.element.inside
        yield _Change(place, place, content)


def _new_rows(scan: SheetScan, rows: Mapping[int, Mapping[At, bytes]]) -> Iterator[_Change]:
    data = scan.data
    assert data is not None
    made = {
        number: _tagged(f"{scan.prefix}row", {"r": str(number)}, b"".join(cells.values()))
        for number, cells in rows.items()
    }
    if data.empty and made:
        yield _Change(data.start, data.end, _tagged(data.name, data.attributes, b"".join(made.values())))
        return
    for number, content in made.items():
        place = next((each.element.start for each in scan.rows if each.number > number), None)
        if place is None:
            place = scan.rows[-1].element.end if scan.rows else data.inside
        yield _Change(place, place, content)


def _new_cell(scan: SheetScan, at: At, value: Value, style: int) -> bytes:
    return _cell(scan.prefix, {"r": str(at)} | ({"s": str(style)} if style else {}), value)


# ---- writing


def _cell(prefix: str, attributes: dict[str, str], value: Value) -> bytes:
    match value:
        case None | "":
            return _tagged(f"{prefix}c", attributes, b"")
        case Decimal():
            return _tagged(f"{prefix}c", attributes, _element(f"{prefix}v", stored_number(value)).encode())
        case str():
            # Written as a text that is kept in the cell: whatever it begins with, it is no formula.
            text = _element(f"{prefix}t", value, ' xml:space="preserve"')
            content = f"<{prefix}is>{text}</{prefix}is>".encode()
            return _tagged(f"{prefix}c", {**attributes, "t": "inlineStr"}, content)


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{escape(text.translate(_DROPPED))}</{name}>"


def _tagged(name: str, attributes: Mapping[str, str], content: bytes) -> bytes:
    written = "".join(f" {key}={quoteattr(text)}" for key, text in attributes.items())
    if not content:
        return f"<{name}{written}/>".encode()
    return f"<{name}{written}>".encode() + content + f"</{name}>".encode()
