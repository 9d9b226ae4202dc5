"""The document as it will stand on paper, and what was written of it. The preview, the .docx and the PDF show this."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import NamedTuple

from attrs import frozen


@frozen
class TextRun:
    text: str
    bold: bool = False
    italic: bool = False


@frozen
class FigureRun:
    """A figure of the dossier: `expression` is how it was found, `style` how it was written."""

    text: str
    expression: str
    style: str
    bold: bool = False
    italic: bool = False


@frozen
class NoteRun:
    """The mark of a footnote; its number comes from its place in the document."""

    text: str


Run = TextRun | FigureRun | NoteRun

_WHOLE_TABLE = 14
"""Rows up to which a table stands on one page."""


class ParagraphKind(StrEnum):
    """What a paragraph is; styles.py says how it looks."""

    BODY = "body"
    BASIS = "basis"
    DASH = "dash"
    PLUS = "plus"
    ADDRESSEE = "addressee"
    ADDRESSEES = "addressees"
    """"Kính gửi:" above a list of addressees."""
    ADDRESSEE_ITEM = "addressee_item"
    UNIT_LINE = "unit_line"
    CLOSING = "closing"
    ANNEX = "annex"
    """"Phụ lục I"."""
    ANNEX_TITLE = "annex_title"
    ANNEX_NOTE = "annex_note"


class Align(StrEnum):
    HEAD = "head"
    TEXT = "text"
    NUMBER = "number"
    CENTER = "center"


class HeadingLook(StrEnum):
    """How a heading stands out, whatever its level in the outline."""

    PART = "part"
    """Phần, Chương: bold, centred, capitals."""
    CAPITALS = "capitals"
    """I., A.: bold capitals."""
    BOLD = "bold"
    """1., 1.1."""
    PLAIN = "plain"
    """a)."""


@frozen
class Heading:
    level: int
    """Depth in the outline, from 1."""
    runs: tuple[Run, ...]
    look: HeadingLook = HeadingLook.BOLD
    source: str = ""
    """Where its words come from: a slot or a block, so that a click finds it."""


@frozen
class ParagraphBlock:
    runs: tuple[Run, ...]
    kind: ParagraphKind = ParagraphKind.BODY
    keep_next: bool = False
    source: str = ""
    """The narrative slot its words stand in, or the block it is told from; empty for fixed wording."""


@frozen
class TableCell:
    runs: tuple[Run, ...]
    align: Align = Align.TEXT


@frozen
class Table:
    """`widths` are shares of the text width; every row has one cell for each."""

    widths: tuple[int, ...]
    header: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    unit_line: str = ""

    def keeps_next(self, row: int) -> bool:
        """Whether a row stays with the one below it: a short table is never parted, a longer one not at its ends."""
        after = len(self.rows) - 1 - row
        return after > 0 and (len(self.rows) <= _WHOLE_TABLE or row == 0 or after == 1)


Block = Heading | ParagraphBlock | Table


class Sizes(StrEnum):
    """The two sets of letter sizes of NĐ 30/2020; the codes are those of the list CO_CHU."""

    SMALL = "NHO"
    LARGE = "LON"


@frozen
class Letterhead:
    superior: str
    """The agency above, upright; empty where the decree has none."""
    agency: tuple[str, ...]
    number: str
    place_date: str
    kind: str
    title: str
    note: str = ""
    draft: bool = False
    """DỰ THẢO below the number: a copy for comment."""
    urgency: str = ""
    """HỎA TỐC, THƯỢNG KHẨN, KHẨN in a frame below the number."""
    contact: str = ""
    """Address, telephone, e-mail at the foot of the first page."""
    sizes: Sizes | None = None
    """None: the sizes of the template."""


@frozen
class Signature:
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    name: str = ""
    office: str = ""
    """Above the name: what the head of a Ban Chỉ đạo is in the agency."""
    drafter: str = ""
    """Mark of the drafter and number of copies."""


@frozen
class Origin:
    """Which dossier the document was made from; goes into the file so that it can be read back."""

    uid: str
    edition: str
    date: datetime.date


@frozen
class Appendix:
    """A Phụ lục after the signature, on pages of its own that are counted anew."""

    blocks: tuple[Block, ...]


@frozen
class Document:
    origin: Origin
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    signature: Signature
    left_out: tuple[str, ...] = ()
    """Narrative slots with words for which the outline has no place."""
    appendices: tuple[Appendix, ...] = ()

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """In the order of reading; the signature stands after `blocks`."""
        return (*self.blocks, *(block for each in self.appendices for block in each.blocks))


class WrittenFigure(NamedTuple):
    """A figure in a produced file: re-reading must find exactly `value` at `where`.

    `where` is the tag of a content control ("so12") or a cell ("Biểu số 05!G14"). In a .docx `value` is the printed
    text; in a .xlsx it is the canonical number in the unit of the sheet, or the sign of an absent figure, or empty.
    """

    where: str
    source: str
    value: str
    formula: str = ""
    factor: int = 1
    """What one of the sheet's units is of the figure: 1000000 for an amount told in triệu đồng."""


@frozen
class WrittenReport:
    content: bytes
    figures: tuple[WrittenFigure, ...]


@frozen
class WrittenAnnexes:
    content: bytes
    figures: tuple[WrittenFigure, ...]
    reconstructed: tuple[str, ...] = ()
    """Names of the sheets whose official layout was not found."""
