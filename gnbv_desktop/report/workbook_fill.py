"""A workbook of somebody else's filled: only the mapped cells, and what must follow from them, are other bytes.

Every other part of the file, and every other byte of a filled sheet, stays. Excel is told to compute all formulas when
it opens the file, by one attribute of the part that lists the sheets.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from gnbv_desktop.report.sheet_scan import Element, Walk
from gnbv_desktop.report.sheet_splice import SheetFilling, spliced

_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")
"""What stands before calcPr in the part that lists the sheets, in their order."""


def fill_workbook(content: bytes, sheets: Mapping[str, SheetFilling], recalculated: str = "") -> bytes:
    """`sheets` by part; `recalculated`: the part that lists the sheets, when there are formulas."""
    new: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part, filling in sheets.items():
            if filling.values or filling.results:
                new[part] = spliced(archive.read(part), filling)
        if recalculated:
            new[recalculated] = recalculating(archive.read(recalculated))
        return _with_parts(archive, new)


def _with_parts(archive: zipfile.ZipFile, new: Mapping[str, bytes]) -> bytes:
    """The same members in the same order, with the times and ways of packing they had."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.comment = archive.comment
        for entry in archive.infolist():
            content = new.get(entry.filename)
            made.writestr(copy.copy(entry), archive.read(entry) if content is None else content)
    return buffer.getvalue()


def recalculating(xml: bytes) -> bytes:
    """The list of sheets, with the order to compute everything when the file is opened."""
    found: dict[str, Element] = {}

    def opened(path: tuple[str, ...], element: Element) -> None:
        if len(path) == 2:
            found[path[1]] = element

    Walk(xml).each(opened)
    before = next(found[name] for name in reversed(_BEFORE_CALCULATION) if name in found)
    old = found.get("calcPr")
    prefix = before.name.rpartition(":")[0]
    name = f"{prefix}:calcPr" if prefix else "calcPr"
    attributes = {**(old.attributes if old is not None else {}), "fullCalcOnLoad": "1"}
    tag = f"<{name}{''.join(f' {key}={quoteattr(text)}' for key, text in attributes.items())}/>".encode()
    start, end = (old.start, old.end) if old is not None else (before.end, before.end)
    return xml[:start] + tag + xml[end:]
