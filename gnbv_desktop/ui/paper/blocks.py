"""Blocks of the document as strips: paragraphs, headings, tables. Looks and rules are those of the .docx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from attrs import evolve, frozen

from gnbv_desktop.report import styles
from gnbv_desktop.report.headings import heading_lines
from gnbv_desktop.report.model import (
    Block,
    Heading,
    NoteRun,
    ParagraphBlock,
    ParagraphKind,
    Run,
    Table,
    TableCell,
    TextRun,
)
from gnbv_desktop.report.styles import BY_ID, Style
from gnbv_desktop.report.widths import twips
from gnbv_desktop.ui.paper.strips import Placed, Rule, Strip, lines_of, paragraph_strips
from gnbv_desktop.ui.paper.text import Text, lay_out, lay_out_note

_PADDING = 57
_AFTER_TABLE = 140
_GAP = 240
"""Between the title and what follows it."""
_TOGETHER = frozenset({ParagraphKind.ADDRESSEES, ParagraphKind.ADDRESSEE_ITEM})


class Setting(NamedTuple):
    """What a block needs to know of its place in the document; equal settings make equal strips."""

    note: int
    """The number of its first note."""
    first: bool
    before_table: bool
    last_addressee: bool
    addressee_left: int


@frozen(eq=False)
class Laid:
    """A block in strips, and its paragraphs in the order of reading."""

    strips: tuple[Strip, ...]
    texts: tuple[Text, ...]


def settings(blocks: Sequence[Block]) -> Iterator[Setting]:
    note, left = 1, _addressee_left(blocks)
    first = True
    for block, following in pairwise([*blocks, None]):
        assert block is not None
        last = not (isinstance(following, ParagraphBlock) and following.kind is ParagraphKind.ADDRESSEE_ITEM)
        listed = isinstance(block, ParagraphBlock) and block.kind in _TOGETHER
        yield Setting(note, first, isinstance(following, Table), listed and last, left if listed else 0)
        first = False
        for run in runs_of(block):
            note += isinstance(run, NoteRun)


def runs_of(block: Block) -> Sequence[Run]:
    if isinstance(block, Table):
        return [run for cells in (block.header, *block.rows) for cell in cells for run in cell.runs]
    return block.runs


def set_block(block: Block, setting: Setting) -> Laid:
    match block:
        case Heading():
            style = BY_ID[styles.HEADINGS[block.look]]
            number, *rest = heading_lines(block)
            runs = [*number, *(run for line in rest for run in (TextRun("\n"), *line))]
            return _paragraph(runs, style, setting, style.keep_next, setting.first)
        case ParagraphBlock(kind=ParagraphKind.ADDRESSEES | ParagraphKind.ADDRESSEE_ITEM):
            return _addressee(block, setting)
        case ParagraphBlock():
            style = BY_ID[styles.PARAGRAPHS[block.kind]]
            below_title = setting.first and block.kind not in (ParagraphKind.ADDRESSEE, ParagraphKind.ANNEX)
            return _paragraph(block.runs, style, setting, block.keep_next or setting.before_table, below_title)
        case Table():
            return _table(block, setting)


def note_strips(number: int, run: NoteRun) -> tuple[Strip, ...]:
    style = BY_ID["FootnoteText"]
    return paragraph_strips(lay_out_note(number, run.text, style, styles.TEXT_WIDTH), style)


def _notes(runs: Sequence[Run], first: int) -> list[tuple[Strip, ...]]:
    notes = [run for run in runs if isinstance(run, NoteRun)]
    return [note_strips(number, run) for number, run in enumerate(notes, first)]


def _paragraph(runs: Sequence[Run], style: Style, setting: Setting, keep_next: bool, below_title: bool) -> Laid:
    text = lay_out(runs, style, styles.TEXT_WIDTH, note=setting.note)
    notes = _notes(runs, setting.note)
    spacing = (_GAP, style.after) if below_title else None
    return Laid(paragraph_strips(text, style, keep_next=keep_next, notes=notes, spacing=spacing), (text,))


# ---- several addressees


def _addressee(block: ParagraphBlock, setting: Setting) -> Laid:
    """The dash of every addressee stands under the colon of "Kính gửi:"."""
    style = BY_ID[styles.PARAGRAPHS[block.kind]]
    head = block.kind is ParagraphKind.ADDRESSEES
    begin = setting.addressee_left + (0 if head else twips("Kính gửi", 14))
    left = begin if head else begin + twips("- ", 14)
    text = lay_out(block.runs, style, styles.TEXT_WIDTH, begin, left, setting.note)
    spacing = (_GAP if head else 0, _GAP if setting.last_addressee else style.after)
    strips = paragraph_strips(text, style, keep_next=True, notes=_notes(block.runs, setting.note), spacing=spacing)
    return Laid(strips, (text,))


def _addressee_left(blocks: Sequence[Block]) -> int:
    """Where the list of addressees starts so that it stands in the middle."""
    items = [
        "".join(run.text for run in block.runs if isinstance(run, TextRun))
        for block in blocks
        if isinstance(block, ParagraphBlock) and block.kind is ParagraphKind.ADDRESSEE_ITEM
    ]
    longest = max((twips(text, 14) for text in items), default=0)
    return max(0, (styles.TEXT_WIDTH - twips("Kính gửi", 14) - longest) // 2)


# ---- tables


def _table(table: Table, setting: Setting) -> Laid:
    edges = _edges(table.widths)
    notes = iter(_notes(tuple(runs_of(table)), setting.note))
    texts: list[Text] = []
    number = setting.note
    rows: list[Strip] = []
    header: Strip | None = None
    for index, cells in enumerate((table.header, *table.rows)):
        laid = []
        for cell, (left, right) in zip(cells, pairwise(edges), strict=True):
            style = BY_ID[styles.CELLS[cell.align]]
            laid.append((lay_out(cell.runs, style, right - left - 2 * _PADDING, note=number), style))
            number += _note_count(cell)
        own = tuple(next(notes) for cell in cells for _ in range(_note_count(cell)))
        row = _row(laid, edges, keep_next=not index or table.keeps_next(index - 1), notes=own, header=header)
        header = header or row
        rows.append(row)
        texts += [text for text, _ in laid]
    rows[-1] = evolve(rows[-1], after=_AFTER_TABLE)
    if not table.unit_line:
        return Laid(tuple(rows), tuple(texts))
    unit = BY_ID[styles.PARAGRAPHS[ParagraphKind.UNIT_LINE]]
    words = lay_out((TextRun(table.unit_line),), unit, styles.TEXT_WIDTH)
    return Laid((*paragraph_strips(words, unit), *rows), (words, *texts))


def _note_count(cell: TableCell) -> int:
    return sum(isinstance(run, NoteRun) for run in cell.runs)


def _row(
    cells: Sequence[tuple[Text, Style]],
    edges: Sequence[int],
    keep_next: bool,
    notes: tuple[tuple[Strip, ...], ...],
    header: Strip | None,
) -> Strip:
    height = max(style.before + text.height + style.after for text, style in cells)
    placed: list[Placed] = []
    for (text, style), left in zip(cells, edges, strict=False):
        free = height - style.before - text.height - style.after
        placed += lines_of(text, left + _PADDING, style.before + free / 2)
    lying = (Rule(edges[0], y, edges[-1], y) for y in (0, height))
    standing = (Rule(x, 0, x, height) for x in edges)
    return Strip(height, tuple(placed), (*lying, *standing), keep_next=keep_next, notes=notes, header=header)


def _edges(shares: Sequence[int]) -> list[int]:
    total = styles.TEXT_WIDTH
    edges = [0]
    for share in shares:
        edges.append(edges[-1] + share * total // sum(shares))
    edges[-1] = total
    return edges
