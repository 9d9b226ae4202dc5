"""Pieces of WordprocessingML as text: built fast, parsed once."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0 cannot carry these, not even escaped."""


def plain(text: str) -> str:
    """The text as Word can hold it: composed letters, no control characters."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def text_element(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(plain(text))}</w:t>'


def attribute(text: str) -> str:
    return escape(plain(text), {'"': "&quot;"})


def run(text: str, bold: bool = False, italic: bool = False) -> str:
    look = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text_element(text)}</w:r>"


def paragraph(
    style: str,
    inside: str,
    keep_next: bool = False,
    before: int | None = None,
    after: int | None = None,
    indent: tuple[int, int] | None = None,
    outline: int | None = None,
) -> str:
    """`before` and `after` are spacing, `indent` is left and hanging; without them those of the style."""
    properties = f'<w:pStyle w:val="{style}"/>'
    if keep_next:
        properties += "<w:keepNext/>"
    if before is not None or after is not None:
        above = f' w:before="{before}"' if before is not None else ""
        below = f' w:after="{after}"' if after is not None else ""
        properties += f"<w:spacing{above}{below}/>"
    if indent:
        properties += f'<w:ind w:left="{indent[0]}" w:hanging="{indent[1]}"/>'
    if outline is not None:
        properties += f'<w:outlineLvl w:val="{outline}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"
