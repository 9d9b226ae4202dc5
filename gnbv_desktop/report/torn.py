"""Justified lines that a long glued amount would tear open, and headings whose last word would stand alone.

Word and LibreOffice break lines a little differently; the widths are those of the template as it comes.
"""

from __future__ import annotations

import re

from gnbv_desktop.report import styles
from gnbv_desktop.report.widths import points

NBSP = "\u00a0"
_SIZE = 14
_ROOM = styles.TEXT_WIDTH / 20
_FIRST_ROOM = (styles.TEXT_WIDTH - styles.INDENT) / 20
_MOST_GAP = 4.0
"""Points that a justified line may add to each of its spaces (pages with more look torn)."""
_PARTS = (re.compile(rf"(?:triệu|tỷ|nghìn){NBSP}(?=đồng)"), re.compile(rf"\d{NBSP}(?=triệu|tỷ|nghìn|đồng)"))
"""Where an amount may part: before "đồng", else after its number."""


def loosened(text: str, bold: int = 0) -> str:
    """The unit of an amount may part where the line before it would be torn open.

    So many letters at the beginning are bold.
    """
    if NBSP not in text:
        return text
    space = points(" ", _SIZE)
    room, used, gaps, start = _FIRST_ROOM, 0.0, 0, 0
    made: list[str] = []
    for place, chunk in enumerate(text.split(" ")):
        width, kept = points(chunk, _SIZE, start < bold), chunk
        start += len(chunk) + 1
        if not place or used + space + width <= room:
            used, gaps = (used + space + width, gaps + 1) if place else (width, 0)
        else:
            torn = bool(gaps) and (room - used) / gaps > _MOST_GAP
            kept = _parted(chunk, room - used - space) if torn else chunk
            room, used, gaps = _ROOM, points(kept.rpartition(" ")[2], _SIZE), 0
        made.append(kept)
    return " ".join(made)


def _parted(chunk: str, room: float) -> str:
    for part in _PARTS:
        match = part.search(chunk)
        if match is not None and points(chunk[: match.end() - 1], _SIZE) <= room:
            return f"{chunk[: match.end() - 1]} {chunk[match.end() :]}"
    return chunk


def together(text: str, bold: int = 0) -> str:
    """A heading of several lines keeps its last two words together."""
    before, space, last = text.rpartition(" ")
    return f"{before}{NBSP}{last}" if space and before and points(text, _SIZE, bold=True) > _FIRST_ROOM else text
