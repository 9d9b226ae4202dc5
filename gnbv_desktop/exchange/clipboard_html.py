"""The first table in a page of HTML as rows of text; merged cells leave blanks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from lxml import etree

_SKIPPED = ("style", "script", "title")
_BREAKING = ("br", "p", "div", "li")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPAN_LIMIT = 1000


class TooManyCells(Exception):
    """The table is larger than asked for."""


def read_tables(html: str, cell_limit: int) -> TableReader:
    """Raises TooManyCells before the table is larger in memory; html.parser would take minutes for hostile pages."""
    reader = TableReader(cell_limit)
    target: Any = reader  # The stubs ask for bytes too, which a fed text never gives.
    parser = etree.HTMLParser(target=target, huge_tree=False)
    try:
        parser.feed(html)
        parser.close()
    except etree.XMLSyntaxError:
        reader.rows.clear()
    return reader


class TableReader:
    """Told of tags one by one, holds the rows of tables one below the other; a table in a cell is text of the cell."""

    def __init__(self, cell_limit: int) -> None:
        self.rows: list[list[str]] = []
        self.tables = 0
        self._limit = cell_limit
        self._count = 0
        self._depth = 0
        self._skipping = 0
        self._hidden_row = False
        self._cell: list[str] | None = None
        self._spans: tuple[int, int] = (1, 1)
        self._covered: dict[int, int] = {}
        """Columns that a cell above still covers, with the number of rows."""

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        if tag in _SKIPPED:
            self._skipping += 1
        elif tag == "table":
            self._depth += 1
            self.tables += self._depth == 1
            self._covered = self._covered if self._depth > 1 else {}
        elif self._depth == 1 and tag == "tr":
            self._begin_row(attrs)
        elif self._depth == 1 and tag in ("td", "th"):
            self._begin_cell(attrs)
        elif self._cell is not None and (tag in _BREAKING or tag == "tr"):
            self._cell.append("\n")
        elif self._cell is not None and tag in ("td", "th"):
            self._cell.append(" ")

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping -= 1
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def data(self, text: str) -> None:
        if self._cell is not None and not self._skipping:
            self._cell.append(re.sub(r"[ \t\r\n]+", " ", text))

    def close(self) -> None:
        self._end_cell()

    def _begin_row(self, attrs: Mapping[str, str]) -> None:
        self._end_cell()
        self._hidden_row = bool(_HIDDEN.search(attrs.get("style") or ""))
        if not self._hidden_row:
            self.rows.append([])
            self._skip_covered()

    def _begin_cell(self, attrs: Mapping[str, str]) -> None:
        self._end_cell()
        if not self._hidden_row:
            if not self.rows:
                self.rows.append([])
            self._cell = []
            self._spans = _span(attrs.get("colspan")), _span(attrs.get("rowspan"))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = "".join(self._cell)
        self._cell = None
        across, down = self._spans
        for nth in range(across):
            if down > 1:
                self._covered[len(self.rows[-1])] = down - 1
            self._add(_tidy(text) if nth == 0 else "")
        self._skip_covered()

    def _skip_covered(self) -> None:
        while self._covered.get(len(self.rows[-1]), 0):
            self._covered[len(self.rows[-1])] -= 1
            self._add("")

    def _add(self, text: str) -> None:
        self._count += 1
        if self._count > self._limit:
            raise TooManyCells
        self.rows[-1].append(text)


def _span(text: str | None) -> int:
    return min(max(int(text), 1), _SPAN_LIMIT) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1


def _tidy(text: str) -> str:
    lines = (line.strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
