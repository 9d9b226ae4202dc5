"""The narratives of a dossier: their slots, keeping what is typed, their text and its length."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockKind
from gnbv_desktop.kernel.dossier import State
from gnbv_desktop.kernel.errors import StoreTrouble
from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.kernel.inline import Bound, Citation, Inline, Paragraph, ParagraphStyle, Words, paragraphs_from_json
from gnbv_desktop.kernel.refs import parse_row
from gnbv_desktop.services.bound_figures import bound_text
from gnbv_desktop.services.entry import write_slot
from gnbv_desktop.services.outlines import FREE_BLOCK, free_titles, outline_of
from gnbv_desktop.services.work import Work

NAMED_DOCUMENTS = 3
"""So many documents of a citation are named in the editor, the others counted."""
SLOT_LIMIT = 20_000
"""Letters; about eight printed pages."""
PREFIXES = {ParagraphStyle.PLAIN: "", ParagraphStyle.DASH: "– ", ParagraphStyle.PLUS: "+ "}


# ---- slots


@frozen
class Slot:
    slot: str
    title: str
    help: str
    filled: bool


def slots(work: Work, path: str) -> tuple[Slot, ...]:
    """The slots of one narrative block; in a report on several years those of each year after their slot.

    Of the office's own sections there are those that the outline has or that hold words, called as the sections are.
    """
    found = [(code, work.edition.column_of(path, code)) for code in work.evaluation.columns(path)]
    own: dict[str, str] = {}
    if path == FREE_BLOCK:
        own = free_titles(outline_of(work))
        wanted = own.keys() | work.dossier.narratives.keys()
        found = [each for each in found if f"{path}.{each[0]}" in wanted]
    return tuple(
        Slot(
            f"{path}.{code}",
            _title(own.get(f"{path}.{code}", each[0].label), each[1]),
            each[0].help,
            f"{path}.{code}" in work.dossier.narratives,
        )
        for code, each in found
        if each is not None
    )


def _title(label: str, year: int | None) -> str:
    return label if year is None else f"{label} năm {year}"


def narrative_blocks(work: Work) -> tuple[tuple[str, str], ...]:
    """The path of every narrative block with the heading it stands under, in the order of the forms."""
    blocks = work.edition.blocks.items()
    return tuple((path, _heading(work, path)) for path, block in blocks if block.kind is BlockKind.NARRATIVE)


def _heading(work: Work, path: str) -> str:
    form, block = work.edition.form_of[path], work.edition.blocks[path]
    several = sum(each.kind is BlockKind.NARRATIVE for each in form.blocks.values()) > 1
    return f"{form.title}: {block.title}" if several else form.title


def stored(work: Work, slot: str) -> tuple[Any, ...]:
    """What the dossier holds; empty when nothing is written there."""
    return tuple(work.dossier.narratives.get(slot, ()))


def paragraphs_of(work: Work, slot: str) -> tuple[Paragraph, ...]:
    return paragraphs_from_json(stored(work, slot))


def length_fault(work: Work, paragraphs: Iterable[Paragraph]) -> str:
    """Why a text is too long to be kept; empty when it is not."""
    length = len(plain_text(work, paragraphs))
    if length <= SLOT_LIMIT:
        return ""
    return (
        f"Mục này dài {write_count(length)} ký tự, nhiều nhất {write_count(SLOT_LIMIT)}: phần vừa gõ chưa được lưu. "
        "Hãy rút gọn, hoặc cắt bớt sang mục khác."
    )


def keep_text(
    work: Work, slot: str, before: tuple[Any, ...], paragraphs: Iterable[Paragraph], step: int | None
) -> int | None:
    """Stores a narrative unless somebody else has changed it since `before`; then nothing is written: None."""
    with suppress(StoreTrouble):
        work.refresh()
    if stored(work, slot) != before:
        return None
    return write_slot(work, slot, paragraphs, step)


# ---- as text


@frozen
class Counted:
    words: int = 0
    bound: int = 0
    unbound: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.words + other.words, self.bound + other.bound, self.unbound + other.unbound)

    @property
    def text(self) -> str:
        """ "612 chữ · 10 số gắn · 1 số không còn gắn"."""
        told = [f"{write_count(self.words)} chữ", f"{write_count(self.bound)} số gắn"]
        return " · ".join([*told, *([f"{write_count(self.unbound)} số không còn gắn"] if self.unbound else [])])


def count(paragraphs: Iterable[Paragraph]) -> Counted:
    """A bound figure counts as one word."""
    total = Counted()
    for paragraph in paragraphs:
        text = "".join(each.text if isinstance(each, Words) else "0" for each in paragraph.items)
        bound = sum(isinstance(each, Bound) for each in paragraph.items)
        unbound = sum(isinstance(each, Words) and bool(each.was) for each in paragraph.items)
        total += Counted(len(text.split()), bound, unbound)
    return total


def plain_text(work: Work, paragraphs: Iterable[Paragraph]) -> str:
    """As it reads, one line a paragraph: for searching, for copying into another program."""
    return "\n".join(
        PREFIXES[each.style] + "".join(item_text(work, item) for item in each.items) for each in paragraphs
    )


def item_text(work: Work, item: Inline) -> str:
    match item:
        case Words():
            return item.text
        case Bound():
            return bound_text(work, item)
        case Citation():
            return citation_text(work, item)


def citation_text(work: Work, citation: Citation) -> str:
    """ "[văn bản 1719/QĐ-TTg]"."""
    numbers = [_document(work, each) for each in citation.documents]
    more = len(numbers) - NAMED_DOCUMENTS
    if more > 1:
        return f"[văn bản {'; '.join(numbers[:NAMED_DOCUMENTS])} và {more} văn bản khác]"
    return f"[văn bản {'; '.join(numbers)}]"


def _document(work: Work, document: str) -> str:
    path, row = parse_row(document) if "[" in document else ("", document)
    registers = [name for name, block in work.edition.blocks.items() if block.kind is BlockKind.DOCUMENTS]
    for name in [path] if path in registers else registers:
        cells = work.dossier.block(name).rows.get(row, {})
        number = cells.get("SO")
        if number is not None and number.state is State.VALUE:
            return number.text
        if cells:
            return f"dòng {row.removeprefix('r')}"
    return f"{document} không có trong danh mục"
