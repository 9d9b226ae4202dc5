"""Pieces of WordprocessingML as text: built fast, parsed once."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from gnbv_desktop.report import styles
from gnbv_desktop.report.styles import Style

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""XML 1.0 cannot carry these, not even escaped."""


def text_element(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(_FORBIDDEN.sub("", text))}</w:t>'


def attribute(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;"})


def run(text: str, bold: bool = False, italic: bool = False) -> str:
    look = "<w:b/><w:bCs/>" * bold + "<w:i/><w:iCs/>" * italic
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text_element(text)}</w:r>"


def paragraph(
    style: str,
    inside: str,
    keep_next: bool = False,
    spacing: tuple[int, int] | None = None,
    indent: tuple[int, int] | None = None,
) -> str:
    """`spacing` is before and after, `indent` left and hanging; without them those of the style."""
    known: Style = styles.BY_ID[style]
    properties = f'<w:pStyle w:val="{style}"/>'
    if keep_next and not known.keep_next:
        properties += "<w:keepNext/>"
    if spacing:
        properties += f'<w:spacing w:before="{spacing[0]}" w:after="{spacing[1]}"/>'
    if indent:
        properties += f'<w:ind w:left="{indent[0]}" w:hanging="{indent[1]}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"
