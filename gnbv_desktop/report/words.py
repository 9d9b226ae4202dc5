"""The words of the office: narrative slots as paragraphs of the document, and which figures they tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import define, evolve, field

from gnbv_desktop.catalogue.model import BlockKind, Form
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.inline import (
    Bound,
    Citation,
    Inline,
    Paragraph,
    ParagraphStyle,
    Words,
    paragraphs_from_json,
)
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.citations import Citations
from gnbv_desktop.report.figures import QUALIFIERS, Figures
from gnbv_desktop.report.model import Block, FigureRun, NoteRun, ParagraphBlock, ParagraphKind, Run, TextRun

_MARKS = {ParagraphStyle.PLAIN: "", ParagraphStyle.DASH: "- ", ParagraphStyle.PLUS: "+ "}
_KINDS = {
    ParagraphStyle.PLAIN: ParagraphKind.BODY,
    ParagraphStyle.DASH: ParagraphKind.DASH,
    ParagraphStyle.PLUS: ParagraphKind.PLUS,
}


Row = tuple[str, str]


@define(eq=False)
class Told:
    """Figures that the office's own words tell: an equal amount of another thing is not the same figure."""

    figures: Figures
    values: Mapping[Decimal, Sequence[frozenset[Row]]] = field(factory=dict)
    """By value: the rows that each telling of it reads."""
    refs: frozenset[Ref] = frozenset()

    def holds(self, expression: str, number: Decimal | None) -> bool:
        if number is None or number not in self.values:
            return False
        rows = {(ref.block, ref.row) for ref in self.figures.reads(expression)}
        return any(not each.isdisjoint(rows) for each in self.values[number])

    def with_more(self, other: Told) -> Told:
        values = {number: list(rows) for number, rows in self.values.items()}
        for number, rows in other.values.items():
            values.setdefault(number, []).extend(rows)
        return Told(self.figures, values, self.refs | other.refs)


@define(eq=False)
class Narratives:
    evaluation: Evaluation
    figures: Figures
    citations: Citations
    printed: set[str] = field(factory=set)
    """Slots whose words stand in the document already: nothing is printed twice."""
    _read: dict[str, tuple[Paragraph, ...]] = field(factory=dict)

    # ---- which slots there are

    def of_form(self, form: Form, year: str = "") -> tuple[str, ...]:
        """The slots of a form, of the whole period or of one year, in which something is written."""
        found: list[str] = []
        for code, block in form.blocks.items():
            if block.kind is BlockKind.NARRATIVE:
                path = form.path(code)
                found += (f"{path}.{column}_{year}" if year else f"{path}.{column}" for column in block.columns)
        return tuple(slot for slot in found if self.written(slot))

    def with_years(self, slot: str) -> tuple[str, ...]:
        """The slot and those of its years in which something is written."""
        years = self.evaluation.dossier.head.period.years
        return tuple(each for each in (slot, *(f"{slot}_{year}" for year in years)) if self.written(each))

    def written(self, slot: str) -> bool:
        return bool(self.evaluation.dossier.narratives.get(slot))

    def left_out(self) -> tuple[str, ...]:
        """Slots with words that the document does not hold."""
        return tuple(slot for slot in self.evaluation.dossier.narratives if slot not in self.printed)

    # ---- their words

    def blocks(self, slot: str) -> Iterator[Block]:
        if slot in self.printed or not self.written(slot):
            return
        self.printed.add(slot)
        for paragraph in self._paragraphs(slot):
            yield from self._block(paragraph, slot)

    def runs(self, paragraph: Paragraph) -> tuple[Run, ...]:
        return tuple(_qualified_once([run for item in paragraph.items for run in self._runs(item)]))

    def _paragraphs(self, slot: str) -> tuple[Paragraph, ...]:
        if slot not in self._read:
            self._read[slot] = paragraphs_from_json(self.evaluation.dossier.narratives.get(slot, ()))
        return self._read[slot]

    def paragraphs(self, slot: str) -> tuple[tuple[Run, ...], ...]:
        """The bare runs of a slot, for places with a look of their own."""
        if slot in self.printed or not self.written(slot):
            return ()
        self.printed.add(slot)
        return tuple(runs for each in self._paragraphs(slot) if (runs := self.runs(each)))

    def _block(self, paragraph: Paragraph, slot: str) -> Iterator[Block]:
        runs = self.runs(paragraph)
        mark = _MARKS[paragraph.style]
        if runs and mark and not _starts_with(runs, mark[0]):
            runs = (TextRun(mark), *runs)
        if runs:
            yield ParagraphBlock(runs, _KINDS[paragraph.style], source=slot)
        for item in paragraph.items:
            if isinstance(item, Citation) and item.form == "bullets":
                yield from self._bullets(item, slot)

    def _bullets(self, citation: Citation, slot: str) -> Iterator[Block]:
        texts = tuple(self.citations.each(citation.documents))
        for index, text in enumerate(texts, 1):
            end = "." if index == len(texts) else ";"
            yield ParagraphBlock((TextRun(f"- {text}{end}"),), ParagraphKind.DASH, source=slot)

    def _runs(self, item: Inline) -> Iterator[Run]:
        match item:
            case Words(text=text, bold=bold, italic=italic) if text:
                yield TextRun(text, bold, italic)
            case Bound():
                yield self.figures.bound(item)
            case Citation(documents=documents, form="footnote"):
                yield NoteRun(f"{self.citations.text(documents)}.")
            case Citation(documents=documents, form="bracket"):
                yield TextRun(f"({self.citations.text(documents)})")
            case Citation(documents=documents, form="inline"):
                yield TextRun(self.citations.text(documents))

    # ---- what they tell

    def told(self, slots: Iterable[str]) -> Told:
        """The figures that these slots tell."""
        found: dict[Decimal, list[frozenset[Row]]] = {}
        refs: set[Ref] = set()
        for bound in self._bounds(slots):
            reads = self.figures.reads(bound.expression)
            refs.update(reads)
            for figure in self.figures.figures(bound.expression):
                if figure.number is not None:
                    found.setdefault(figure.number, []).append(frozenset((ref.block, ref.row) for ref in reads))
        return Told(self.figures, found, frozenset(refs))

    def _bounds(self, slots: Iterable[str]) -> Iterator[Bound]:
        for slot in slots:
            for paragraph in self._paragraphs(slot):
                for item in paragraph.items:
                    if isinstance(item, Bound) and self.figures.sound(item.expression):
                        yield item


def _qualified_once(runs: Sequence[Run]) -> Iterator[Run]:
    """ "trên" typed in the sentence and with the figure is printed once."""
    before = ""
    for run in runs:
        if isinstance(run, FigureRun):
            word, _, rest = run.text.partition(" ")
            if rest and before.rstrip().casefold().endswith(word.casefold()) and word in QUALIFIERS:
                run = evolve(run, text=rest)
        yield run
        before = run.text if not isinstance(run, NoteRun) else before


def _starts_with(runs: tuple[Run, ...], mark: str) -> bool:
    first = runs[0]
    return not isinstance(first, NoteRun) and first.text.lstrip().startswith(mark)
