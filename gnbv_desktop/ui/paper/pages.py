"""Strips onto pages: nothing that belongs together is parted, notes stand at the foot of their page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import define, field

from gnbv_desktop.report.styles import BOTTOM, PAGE_HEIGHT, TOP
from gnbv_desktop.ui.paper.strips import Strip

ROOM = PAGE_HEIGHT - TOP - BOTTOM
ABOVE_NOTES, BELOW_LINE = 160, 70
"""Between the text and the line over the notes, between that line and the first note."""
_WORTH_PARTING = ROOM / 6
"""A note is parted only where keeping it whole would leave more than this of the page empty."""
_NOTE_LINES = 2
"""So many lines of a parted note stand on the first page."""


class Row(NamedTuple):
    """A strip on a page. `block` is its place in the flow: 0 the letterhead, then the blocks, last the signature."""

    y: float
    strip: Strip
    block: int


@define(eq=False)
class Page:
    number: int
    rows: list[Row] = field(factory=list)
    notes: list[Row] = field(factory=list)
    foot: list[Row] = field(factory=list)
    """In the lower margin."""

    @property
    def notes_top(self) -> float:
        """Of the line over the notes."""
        return self.notes[0].y - BELOW_LINE if self.notes else PAGE_HEIGHT - BOTTOM


class Flowing(NamedTuple):
    """A strip on its way to a page."""

    strip: Strip
    block: int


def paginate(flow: Iterable[Flowing]) -> tuple[Page, ...]:
    press = _Press()
    for chunk in _chunks(flow):
        press.add(chunk)
    return press.finished()


def _chunks(flow: Iterable[Flowing]) -> Iterator[list[Flowing]]:
    """Strips that must stand on one page."""
    chunk: list[Flowing] = []
    for each in flow:
        chunk.append(each)
        if not each.strip.keep_next:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _stack(strips: Sequence[Strip]) -> float:
    return sum(strip.before + strip.height + strip.after for strip in strips)


def _notes_of(chunk: Sequence[Flowing]) -> list[tuple[Strip, ...]]:
    return [note for each in chunk for note in each.strip.notes]


@define(eq=False)
class _Press:
    pages: list[Page] = field(factory=lambda: [Page(1)])
    y: float = TOP
    gap: float = 0
    """Owed to the strip above, if anything follows it on the page."""
    notes: list[tuple[Strip, int]] = field(factory=list)
    """At the foot of the page, each with the block that it belongs to."""
    carried: list[tuple[Strip, int]] = field(factory=list)
    """Of a note that goes on at the foot of the next page."""
    _floor: float = TOP + ROOM
    """How far down the text may go, above the notes that are there."""

    @property
    def empty(self) -> bool:
        return not self.pages[-1].rows

    def add(self, chunk: list[Flowing]) -> None:
        if self._put_plain(chunk):
            return
        if self._fits(chunk):
            self._put_all(chunk)
            return
        parted = self._lines_that_fit(chunk)
        if parted and self._left() > _WORTH_PARTING:
            self._put_all(chunk, parted)
            return
        if not self.empty:
            self._turn()
            if self._fits(chunk):
                self._put_all(chunk)
                return
        self._put_one_by_one(chunk)

    def _put_plain(self, chunk: list[Flowing]) -> bool:
        """The usual case at little cost: no notes, not at the head of a page, and there is room."""
        page = self.pages[-1].rows
        if not page:
            return False
        y, gap, rows = self.y, self.gap, []
        for strip, block in chunk:
            if strip.notes:
                return False
            y += gap + strip.before
            rows.append(Row(y, strip, block))
            y += strip.height
            gap = strip.after
        if y > self._floor:
            return False
        page += rows
        self.y, self.gap = y, gap
        return True

    # ---- does it fit?

    def _head(self, chunk: Sequence[Flowing]) -> list[Flowing]:
        """The header of the table again, where its row begins the page."""
        first = chunk[0]
        return [Flowing(first.strip.header, first.block)] if self.empty and first.strip.header else []

    def _left(self) -> float:
        """What is free between the text and the notes."""
        return self._floor - self.y

    @staticmethod
    def _foot(strips: Sequence[Strip]) -> float:
        return ABOVE_NOTES + BELOW_LINE + _stack(strips) if strips else 0

    def _need(self, chunk: Sequence[Flowing]) -> float:
        strips = [each.strip for each in (*self._head(chunk), *chunk)]
        return self.gap + _stack(strips) - strips[-1].after

    def _fits(self, chunk: Sequence[Flowing], notes: Sequence[Strip] | None = None) -> bool:
        own = [strip for note in _notes_of(chunk) for strip in note] if notes is None else notes
        foot = self._foot([*(strip for strip, _ in self.notes), *own])
        return self.y + self._need(chunk) + foot <= TOP + ROOM

    def _lines_that_fit(self, chunk: Sequence[Flowing]) -> int:
        """How many lines of the chunk's notes have room, when the last note may go on; 0 when too few have."""
        notes = _notes_of(chunk)
        lines = [strip for note in notes for strip in note]
        least = sum(len(note) for note in notes[:-1]) + _NOTE_LINES
        for count in range(len(lines) - 1, least - 1, -1):
            if notes and self._fits(chunk, lines[:count]):
                return count
        return 0

    # ---- onto the page

    def _put_all(self, chunk: Sequence[Flowing], lines: int | None = None) -> None:
        for each in (*self._head(chunk), *chunk):
            self._put(each)
        own = [(strip, each.block) for each in chunk for note in each.strip.notes for strip in note]
        count = len(own) if lines is None else lines
        self.carried += own[count:]
        self._add_notes(own[:count])

    def _add_notes(self, notes: list[tuple[Strip, int]]) -> None:
        if notes:
            self.notes += notes
            self._floor = TOP + ROOM - self._foot([strip for strip, _ in self.notes])

    def _put(self, each: Flowing) -> None:
        self.y += self.gap + (each.strip.before if not self.empty or len(self.pages) == 1 else 0)
        self.pages[-1].rows.append(Row(self.y, each.strip, each.block))
        self.y += each.strip.height
        self.gap = each.strip.after

    def _put_one_by_one(self, chunk: Sequence[Flowing]) -> None:
        """More than a page holds: it breaks where it must."""
        for each in chunk:
            if not self._fits([each]) and not self.empty:
                parted = self._lines_that_fit([each])
                if parted:
                    self._put_all([each], parted)
                    continue
                self._turn()
            self._put_all([each], None if self._fits([each]) else self._lines_that_fit([each]) or None)

    def _turn(self) -> None:
        self._set_notes()
        self.pages.append(Page(len(self.pages) + 1))
        self.y, self.gap, self._floor = TOP, 0, TOP + ROOM
        room, taken = ROOM / 2, 0.0
        while self.carried and taken <= room:
            strip = self.carried.pop(0)
            self._add_notes([strip])
            taken += strip[0].height

    def _set_notes(self) -> None:
        y = PAGE_HEIGHT - BOTTOM - _stack([strip for strip, _ in self.notes])
        for strip, block in self.notes:
            y += strip.before
            self.pages[-1].notes.append(Row(y, strip, block))
            y += strip.height + strip.after
        self.notes = []

    def finished(self) -> tuple[Page, ...]:
        self._set_notes()
        while self.carried:
            self._turn()
            self._set_notes()
        return tuple(self.pages)
