"""Copying and pasting: figures stay bound among our own editors; from elsewhere only the words are taken."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from gnbv_desktop.kernel.inline import (
    Bound,
    Paragraph,
    ParagraphStyle,
    Words,
    paragraphs_from_json,
    paragraphs_to_json,
)
from gnbv_desktop.kernel.text import nfc
from gnbv_desktop.services.bound_figures import faulty
from gnbv_desktop.services.narrative import plain_text
from gnbv_desktop.services.work import Work

OWN = "application/x-gnbv-paragraphs"
_MARKED = re.compile(r"\s*([-–•*·+])[ \t\u00a0]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffc\ufeff\u200b]")


def to_mime(work: Work, paragraphs: Sequence[Paragraph]) -> QMimeData:
    """Our own form, and for other programs the text as it reads."""
    made = QMimeData()
    made.setData(OWN, QByteArray(json.dumps(paragraphs_to_json(paragraphs), ensure_ascii=False).encode()))
    made.setText(plain_text(work, paragraphs))
    return made


def from_mime(work: Work, source: QMimeData, only_text: bool = False) -> tuple[Paragraph, ...]:
    """What a paste brings: pictures, tables and letters' shapes of other programs are left behind."""
    own = () if only_text else _own(work, source)
    return own or paragraphs_of_text(source.text())


def _own(work: Work, source: QMimeData) -> tuple[Paragraph, ...]:
    """Empty when there is nothing of ours, or it names figures that this dossier does not have."""
    if not source.hasFormat(OWN):
        return ()
    try:
        found = paragraphs_from_json(json.loads(bytes(source.data(OWN).data()).decode()))
    except ValueError:
        return ()
    strange = any(isinstance(item, Bound) and faulty(work, item) for each in found for item in each.items)
    return () if strange else found


def paragraphs_of_text(text: str) -> tuple[Paragraph, ...]:
    """Lines become paragraphs; a line that begins with a dash or a plus is a paragraph of that style."""
    lines = re.split(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]", nfc(text))
    return tuple(_paragraph(_CONTROLS.sub("", line).replace("\t", " ").rstrip()) for line in lines if line.strip())


def _paragraph(line: str) -> Paragraph:
    marked = _MARKED.match(line)
    if marked is None:
        return Paragraph((Words(line),))
    style = ParagraphStyle.PLUS if marked[1] == "+" else ParagraphStyle.DASH
    return Paragraph((Words(line[marked.end() :]),), style)
