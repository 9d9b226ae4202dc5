"""A document set in type. What is the same as before is not set again."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field, frozen

from gnbv_desktop.report.model import Block, Document, Letterhead, Signature
from gnbv_desktop.ui.paper.blocks import Laid, Setting, set_block, settings
from gnbv_desktop.ui.paper.ends import contact_row, set_letterhead, set_signature
from gnbv_desktop.ui.paper.pages import Flowing, Page, paginate

_KEPT = 2
"""So many times what a document has is kept of earlier ones."""
Key = tuple[Block, Setting] | Letterhead | Signature


@frozen(eq=False)
class Sheets:
    """A document on pages; `laid` is the letterhead, the blocks and the signature."""

    document: Document
    laid: tuple[Laid, ...]
    pages: tuple[Page, ...]


@define(eq=False)
class Setter:
    _known: dict[Key, Laid] = field(factory=dict)

    def set(self, document: Document) -> Sheets:
        laid = tuple(self._laid(key) for key in _keys(document))
        if len(self._known) > _KEPT * len(laid):
            self._known = dict(zip(_keys(document), laid, strict=True))
        flow = (Flowing(strip, place) for place, each in enumerate(laid) for strip in each.strips)
        pages = paginate(flow)
        pages[0].foot += contact_row(document.letterhead)
        return Sheets(document, laid, pages)

    def _laid(self, key: Key) -> Laid:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _make(key)
        return found


def _keys(document: Document) -> Iterator[Key]:
    yield document.letterhead
    yield from zip(document.blocks, settings(document.blocks), strict=True)
    yield document.signature


def _make(key: Key) -> Laid:
    match key:
        case Letterhead():
            return set_letterhead(key)
        case Signature():
            return set_signature(key)
        case (block, setting):
            return set_block(block, setting)
