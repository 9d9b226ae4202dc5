"""A table from the clipboard of Excel, LibreOffice, Word or a page: rows of clean text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from gnbv_desktop.exchange.clipboard_html import TooManyCells, read_tables
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.text import nfc

CELL_LIMIT = 20_000
SIZE_LIMIT = 2_000_000
"""Bytes of UTF-8."""

_NOTHING = "Bộ nhớ tạm không có bảng chữ, số nào; hãy chép vùng cần dán trong Excel hoặc Word rồi dán lại."
_TOO_LARGE = "Vùng dán lớn quá {limit}; hãy chỉ chép phần có số liệu, hoặc chia thành nhiều lần dán."
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffd]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_BREAKS = re.compile("[ ]*(?:\r\n|[\r\n\v\f\u0085\u2028\u2029])[ ]*")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\r\n]|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*+")
_END = re.compile(r"\t|\r\n|\n|\r|\Z")


@frozen
class Table:
    """Rows of equal length; what was merged or left out is empty."""

    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    """What was changed on the way in, as sentences to be shown."""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


def read_table(text: str, html: str = "") -> Table:
    """The text when it is a table, else the first table of the HTML. Raises BadInput for what is neither."""
    text = text.rstrip("\x00")
    has_table = "<table" in html[:SIZE_LIMIT].lower()
    plain: list[list[str]] = []
    if not _is_rubbish(text):
        _require_size(text)
        plain = _limited(_separated(text.rstrip("\r\n")))
    if has_table and not _sensible(plain) and (not plain or len(html) <= SIZE_LIMIT):
        return _from_html(html)
    if not plain:
        raise BadInput(_NOTHING)
    return _table(plain, [])


def _is_rubbish(text: str) -> bool:
    """A picture, a packed file, rich text with its commands: nothing a person copied as a table."""
    found = sum(1 for _ in _CONTROLS.finditer(text, 0, 10_000))
    return "\x00" in text or found > max(3, min(len(text), 10_000) // 100) or text.startswith("{\\rtf")


def _sensible(rows: list[list[str]]) -> bool:
    """Excel writes rows of one length; Word breaks them where a cell has several paragraphs."""
    return bool(rows) and len({len(row) for row in rows}) == 1 and (len(rows[0]) > 1 or len(rows) == 1)


def _require_size(text: str) -> None:
    if len(text) > SIZE_LIMIT or len(text.encode("utf-8", "replace")) > SIZE_LIMIT:
        raise BadInput(_TOO_LARGE.format(limit="2 MB"))


def _separated(text: str) -> Iterator[list[str]]:
    """Tab-separated lines; a cell in quotes may hold tabs, line ends and doubled quotes."""
    row: list[str] = []
    position = 0
    while text:
        quoted = _QUOTED.match(text, position) if text.startswith('"', position) else None
        plain = _PLAIN.match(text, position)
        found = quoted or plain
        assert found is not None
        row.append(quoted[1].replace('""', '"') if quoted else found[0])
        end = _END.match(text, found.end())
        assert end is not None
        if end[0] != "\t" or len(row) > CELL_LIMIT:
            yield row
            row = []
        if not end[0]:
            return
        position = end.end()


def _limited(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows without the empty ones at the end; raises BadInput as soon as they are too many."""
    kept: list[list[str]] = []
    empty: list[list[str]] = []
    width = 0
    for row in rows:
        empty.append(row)
        if any(map(str.strip, row)):
            width = max(width, len(row))
            kept += empty
            empty = []
        if max(width, 1) * (len(kept) + len(empty)) > CELL_LIMIT:
            raise BadInput(_TOO_LARGE.format(limit="20.000 ô"))
    return kept


def _from_html(html: str) -> Table:
    _require_size(html)
    try:
        reader = read_tables(html, CELL_LIMIT)
    except TooManyCells:
        raise BadInput(_TOO_LARGE.format(limit="20.000 ô")) from None
    rows = _limited(row for row in reader.rows if row)
    if not rows:
        raise BadInput(_NOTHING)
    several = "Vùng chép có nhiều bảng; các bảng được nối tiếp nhau." if reader.tables > 1 else ""
    return _table(rows, [several] if several else [])


def _table(rows: list[list[str]], notes: list[str]) -> Table:
    width = max(len(row) for row in rows)
    cleaned = [[_clean(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    marked = sum(_is_marked(cell) for row in cleaned for cell in row)
    if marked:
        notes.append(f"Đã bỏ dấu nháy đơn ở đầu {marked} ô (Excel dùng để ghi số dưới dạng chữ).")
    if len({len(row) for row in rows}) > 1:
        notes.append("Các dòng không cùng số cột; chỗ thiếu để trống.")
    unmarked = (tuple(cell[1:].lstrip() if _is_marked(cell) else cell for cell in row) for row in cleaned)
    return Table(tuple(unmarked), tuple(notes))


def _clean(cell: str) -> str:
    visible = _CONTROLS.sub("", _INVISIBLE.sub("", cell))
    return nfc(_BREAKS.sub("\n", _SPACES.sub(" ", visible)).strip())


def _is_marked(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == "'" and cell[1] not in "' " and not cell.endswith("'")
