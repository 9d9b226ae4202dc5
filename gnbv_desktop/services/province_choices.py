"""What a cell of a province's workbook may show, found by words: figures, columns of lists, words of the report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import define, frozen

from gnbv_desktop.catalogue.model import BlockDef, BlockKind
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.figure_choices import FigureChoices
from gnbv_desktop.services.province_marks import LISTS, ROW_NAME, ROW_NUMBER, Word, code_faults, own_rows
from gnbv_desktop.services.work import Work

_FIGURES_FIRST, _LISTS_FIRST = 6, 6
"""So many figures come before columns of lists, and so many of these before other figures."""


@frozen
class MarkChoice:
    code: str
    label: str
    place: str
    shown: str = ""
    """How it reads now."""


@define(eq=False)
class MarkChoices:
    """Filled at the first search."""

    work: Work
    _figures: FigureChoices

    @classmethod
    def of(cls, work: Work) -> MarkChoices:
        return cls(work, FigureChoices.of(work))

    def find(self, text: str, limit: int = 40) -> tuple[MarkChoice, ...]:
        """The best first; every word must occur. What is typed as a code is offered as it stands."""
        words = fold(text).split()
        typed = text.strip()
        if not words:
            return tuple(each for _, each in self._words)
        sound = not any(code_faults(self.work.edition, typed))
        own = [MarkChoice(typed, typed, "mã gõ vào")] if sound else []
        report = [each for hay, each in self._words if all(f" {word}" in hay for word in words)]
        lists = [each for hay, each in self._columns if all(f" {word}" in hay for word in words)]
        lists.sort(key=lambda each: not all(f" {word}" in f" {fold(each.label)}" for word in words))
        figures = tuple(self._single(text, limit))
        found = (*own, *report, *figures[:_FIGURES_FIRST], *lists[:_LISTS_FIRST], *figures[_FIGURES_FIRST:], *lists)
        return tuple({each.code: each for each in found}.values())[:limit]

    def _single(self, text: str, limit: int) -> Iterator[MarkChoice]:
        """Figures that another dossier has too."""
        for each in self._figures.find(text, 2 * limit):
            if not own_rows(self.work.edition, each.expression):
                yield MarkChoice(each.expression, each.label, each.place, self._figures.shown(each))

    @cached_property
    def _words(self) -> tuple[tuple[str, MarkChoice], ...]:
        found = (MarkChoice(word.name, word.value, "lời của báo cáo") for word in Word)
        return tuple((f" {fold(f'{each.label} {each.code}')} ", each) for each in found)

    @cached_property
    def _columns(self) -> tuple[tuple[str, MarkChoice], ...]:
        found = (
            choice
            for path, block in self.work.edition.blocks.items()
            if block.kind in LISTS
            for choice in self._of_list(path, block)
        )
        return tuple((f" {fold(f'{each.label} {each.place} cot')} ", each) for each in found)

    def _of_list(self, path: str, block: BlockDef) -> Iterator[MarkChoice]:
        form = self.work.edition.form_of[path]
        place = f"{form.short or form.title} · {block.title or path} · cả cột, viết xuống"
        shown = f"{len(self.work.evaluation.rows(path))} dòng"
        yield MarkChoice(f"{path}.{ROW_NUMBER}", "Số thứ tự", place, shown)
        if block.kind is BlockKind.COMMUNES:
            yield MarkChoice(f"{path}.{ROW_NAME}", "Tên xã, phường", place, shown)
        for code, column in block.columns.items():
            yield MarkChoice(f"{path}.{code}", column.label, place, shown)
