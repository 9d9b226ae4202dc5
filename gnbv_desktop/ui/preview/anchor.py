"""What stands at the top of the view is found again in other pages: scrolling stays put while the text changes."""

from __future__ import annotations

from attrs import frozen

from gnbv_desktop.ui.paper.pages import Row
from gnbv_desktop.ui.paper.setter import Sheets


@frozen
class Anchor:
    """A page, from 0, and how far below its upper edge, in twips. With a block it says which strip stands there."""

    page: int
    y: float
    block: int = -1
    strip: int = 0
    """Of the block, counted from its first."""
    below: float = 0
    """From the top of the strip to the anchor."""


def find_anchor(sheets: Sheets, page: int, y: float) -> Anchor:
    """The first strip whose foot is below the place."""
    if page >= len(sheets.pages):
        return Anchor(page, y)
    for row in sheets.pages[page].rows:
        if row.y + row.strip.height > y:
            return Anchor(page, y, row.block, _number(sheets, row), y - row.y)
    return Anchor(page, y)


def _number(sheets: Sheets, row: Row) -> int:
    strips = sheets.laid[row.block].strips
    return next((number for number, strip in enumerate(strips) if strip is row.strip), 0)


def anchored(anchor: Anchor, before: Sheets, after: Sheets) -> Anchor:
    """The same place in the pages that came after."""
    if anchor.block < 0:
        return anchor
    block = _same_block(anchor.block, before, after)
    rows = [(number, row) for number, page in enumerate(after.pages) for row in page.rows if row.block == block]
    if not rows:
        return anchor
    number, row = rows[min(anchor.strip, len(rows) - 1)]
    return Anchor(number, row.y + anchor.below, block, anchor.strip, anchor.below)


def _same_block(place: int, before: Sheets, after: Sheets) -> int:
    """The blocks up to the first and from the last that differ are the same; the strips of those are the same too."""
    old, new = before.laid, after.laid
    same_first = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one is not other), place)
    if place <= same_first:
        return min(place, len(new) - 1)
    from_end = len(old) - place
    pairs = zip(old[::-1], new[::-1], strict=False)
    same_last = next((n for n, (one, other) in enumerate(pairs) if one is not other), min(len(old), len(new)))
    if from_end <= same_last:
        return len(new) - from_end
    return max(0, min(place, len(new) - 1))
