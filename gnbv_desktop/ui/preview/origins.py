"""What the pages have to do with the dossier: which figures the current field reaches, where each was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define
from PySide6.QtWidgets import QMenu, QWidget

from gnbv_desktop.catalogue.model import BlockKind
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.model import FigureRun, Heading, ParagraphBlock
from gnbv_desktop.services.bound_figures import bound_info
from gnbv_desktop.services.preview import Composed, source_ref, typed_behind, words_of
from gnbv_desktop.services.trace_index import TraceIndex
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.paper.places import Area, Figure, Places
from gnbv_desktop.ui.preview.fields_menu import fields_menu

_STOP = ". "


@define(eq=False)
class Origins:
    work: Work
    composed: Composed
    places: Places

    # ---- from the pages to the dossier

    def fields_of(self, figure: Figure) -> tuple[Ref, ...]:
        return typed_behind(self.work, self.composed.reads.get(figure.run.expression, ()))

    def ref_of_block(self, place: int) -> Ref | None:
        block = self.places.block(place)
        source = block.source if isinstance(block, Heading | ParagraphBlock) else ""
        return source_ref(self.work, source) if source else None

    def words_of_figure(self, figure: Figure) -> str:
        run: FigureRun = figure.run
        info = bound_info(self.work, Bound(run.expression, FigureStyle(run.style)))
        previous = f"Kỳ trước: {info.previous}" if info.previous else ""
        return "\n".join(words for words in (info.name, info.path, previous) if words)

    def words_of_block(self, place: int) -> str:
        ref = self.ref_of_block(place)
        return words_of(self.work, ref) if ref is not None else ""

    def menu(self, refs: tuple[Ref, ...], go: Callable[[Ref], object], parent: QWidget) -> QMenu:
        """The fields behind a figure that was made of several."""
        return fields_menu(self.work, "figure_fields", f"Số này lấy từ {len(refs)} ô", refs, go, parent)

    # ---- from the dossier to the pages

    def reach(self, ref: Ref) -> frozenset[Ref]:
        return TraceIndex(self.work.evaluation).reach(ref)

    def areas_of(self, ref: Ref, reach: frozenset[Ref]) -> tuple[list[Area], list[Area]]:
        """The figures that the field reaches and their sentences, or the paragraphs of the narrative."""
        block = self.work.edition.blocks.get(ref.block)
        if block is not None and block.kind is BlockKind.NARRATIVE:
            return list(self._of_slot(f"{ref.block}.{ref.column}")), []
        figures = tuple(self._reached(reach))
        sentences = dict.fromkeys((each.text, *_sentence(each)) for each in figures)
        return (
            [area for each in figures for area in self.places.area_of(each)],
            [area for each in sentences for area in self.places.areas(*each)],
        )

    def _reached(self, reach: frozenset[Ref]) -> Iterator[Figure]:
        expressions = {each for each, reads in self.composed.reads.items() if not reach.isdisjoint(reads)}
        for figure in self.places.figures:
            if figure.run.expression in expressions:
                yield figure

    def _of_slot(self, slot: str) -> Iterator[Area]:
        for place in range(len(self.places.sheets.laid)):
            block = self.places.block(place)
            if isinstance(block, ParagraphBlock) and block.source == slot:
                yield from self.places.of_block(place)


def _sentence(figure: Figure) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends in its paragraph."""
    text, span = figure.text.text, figure.span
    end = text.find(_STOP, span.end)
    return text.rfind(_STOP, 0, span.start) + 1, len(text) if end < 0 else end + 1
