"""Where the elements of a sheet's XML begin and end, in bytes: so that cells can be exchanged and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat

from attrs import define, field

from gnbv_desktop.kernel.sheets import At, parse_at

_START_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*(/?)>")
_ROW = ("worksheet", "sheetData", "row")
_CELL = (*_ROW, "c")


@define
class Element:
    """An element as it stands: its whole tag, what is inside, its attributes."""

    name: str
    start: int
    inside: int
    """Where its content begins; for an empty element where it ends."""
    empty: bool
    attributes: dict[str, str]
    end: int = 0


Callback = Callable[[tuple[str, ...], Element], None]


@define
class CellElement:
    at: At
    element: Element
    parts: list[Element] = field(factory=list)
    """f, v, is, extLst."""


@define
class RowElement:
    number: int
    element: Element
    cells: list[CellElement] = field(factory=list)


@define
class SheetScan:
    """Rows and cells in the order in which they stand."""

    rows: list[RowElement] = field(factory=list)
    data: Element | None = None

    @property
    def prefix(self) -> str:
        """ "x:" where the file writes <x:c>."""
        assert self.data is not None
        return self.data.name.removesuffix("sheetData")


def scan_sheet(xml: bytes) -> SheetScan:
    scan = SheetScan()
    walk = Walk(xml)

    def opened(path: tuple[str, ...], element: Element) -> None:
        if path == _CELL[:2]:
            scan.data = element
        elif path == _ROW:
            number = scan.rows[-1].number + 1 if scan.rows else 1
            scan.rows.append(RowElement(int(element.attributes.get("r", number)), element))
        elif path == _CELL:
            row = scan.rows[-1]
            place = element.attributes.get("r")
            column = row.cells[-1].at.column + 1 if row.cells else 1
            row.cells.append(CellElement(parse_at(place) if place else At(row.number, column), element))
        elif path[:4] == _CELL and len(path) == 5:
            scan.rows[-1].cells[-1].parts.append(element)

    walk.each(opened)
    return scan


@define
class Walk:
    """Goes through the elements of a part; tells each when it begins and knows its end when all is read."""

    xml: bytes
    _open: list[Element] = field(factory=list)
    _path: tuple[str, ...] = ()

    def each(self, opened: Callback) -> None:
        parser = expat.ParserCreate()

        def start(name: str, attributes: dict[str, str]) -> None:
            at = parser.CurrentByteIndex
            tag = _START_TAG.match(self.xml, at)
            assert tag is not None, "expat has just read it"
            element = Element(name, at, tag.end(), bool(tag[1]), attributes)
            self._path = (*self._path, name.rpartition(":")[2])
            self._open.append(element)
            opened(self._path, element)

        def end(_name: str) -> None:
            element = self._open.pop()
            self._path = self._path[:-1]
            at = parser.CurrentByteIndex
            element.end = element.inside if element.empty else self.xml.index(b">", at) + 1

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(self.xml, True)
