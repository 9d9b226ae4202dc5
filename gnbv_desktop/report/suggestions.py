"""What the report would say by itself where the office writes its own words: to be taken over and edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.inline import Bound, FigureStyle, Inline, Paragraph, ParagraphStyle, Words
from gnbv_desktop.kernel.outline import ANNEXES, COMPONENTS, REASONS, Telling
from gnbv_desktop.report.compose import Body
from gnbv_desktop.report.contents import Place
from gnbv_desktop.report.model import Block, FigureRun, NoteRun, ParagraphBlock, ParagraphKind, Run

_STYLES = {ParagraphKind.DASH: ParagraphStyle.DASH, ParagraphKind.PLUS: ParagraphStyle.PLUS}
_MARKS = {ParagraphStyle.DASH: "- ", ParagraphStyle.PLUS: "+ "}
_OF_THE_WHOLE = (COMPONENTS, ANNEXES, REASONS)
"""Told under headings of their own, never inside the words of one slot."""


def suggested(evaluation: Evaluation, slot: str) -> tuple[Paragraph, ...]:
    """Paragraphs whose figures are bound; what the slot tells already is left out."""
    body = Body.of(evaluation)
    blocks = (*_usual(body, slot), *_beside(body, slot), *_of_component(body, slot))
    return tuple(_paragraph(each) for each in blocks if isinstance(each, ParagraphBlock))


def _usual(body: Body, slot: str) -> Iterator[Block]:
    """The standing sentences, which the words of the office replace."""
    if not body.contents.narratives.written(slot):
        if slot == body.outline.grounds:
            yield from body.usual_grounds()
        elif slot == body.outline.lead:
            yield body.usual_lead()
        elif slot == body.outline.closing:
            yield body.usual_closing()


def _beside(body: Body, slot: str) -> Iterator[Block]:
    """The data that stand under the same heading of the outline."""
    for section in body.outline.sections:
        slots = tuple(content.slot for content in section.contents if content.slot)
        if slot not in slots:
            continue
        for content in section.contents:
            if content.data and content.data not in _OF_THE_WHOLE and content.form is not Telling.TABLE:
                yield from body.contents.blocks(content, Place(body.outline, section.level, slots))


def _of_component(body: Body, slot: str) -> Iterator[Block]:
    """Of a project: in the first of its slots, where its results are told."""
    path, _, column = slot.rpartition(".")
    form, block = body.edition.form_of.get(path), body.edition.blocks.get(path)
    if form is None or block is None or not form.component:
        return
    first, year = next(iter(block.columns)), column[-4:]
    if column == first:
        yield from body.contents.of_component(form.component, "", body.outline)
    elif column == f"{first}_{year}":
        yield from body.contents.of_component(form.component, year, body.outline)


def _paragraph(block: ParagraphBlock) -> Paragraph:
    style = _STYLES.get(block.kind, ParagraphStyle.PLAIN)
    items = tuple(_without_mark(_items(block.runs), _MARKS.get(style, "")))
    return Paragraph(items, style)


def _items(runs: Iterable[Run]) -> Iterator[Inline]:
    for run in runs:
        if isinstance(run, FigureRun):
            yield Bound(run.expression, FigureStyle(run.style), run.bold)
        elif not isinstance(run, NoteRun) and run.text:
            yield Words(run.text, run.bold, run.italic)


def _without_mark(items: Iterable[Inline], mark: str) -> Iterator[Inline]:
    """The dash or plus is the style of the paragraph, not one of its words."""
    for place, item in enumerate(items):
        if mark and not place and isinstance(item, Words) and item.text.startswith(mark):
            if rest := item.text.removeprefix(mark):
                yield Words(rest, item.bold, item.italic)
        else:
            yield item
