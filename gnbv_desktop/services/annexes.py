"""What the page of annexes shows: each sheet, the fields behind its cells, what is missing, where a figure stands."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from attrs import define, field, frozen

from gnbv_desktop.catalogue.expressions import parse, ref_of
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.engine.bound import evaluate_bound, is_sound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.sources import sources_of
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.annex import Annexes
from gnbv_desktop.report.capital import SCOPE, Capital
from gnbv_desktop.report.grid import Absence
from gnbv_desktop.report.sheet import Box, Sheet
from gnbv_desktop.services.asked import asked_fields
from gnbv_desktop.services.earlier_reports import EarlierReports
from gnbv_desktop.services.preview import typed_behind
from gnbv_desktop.services.sheet_places import SheetPlaces, cell_name, shown_text
from gnbv_desktop.services.work import Work


class AnnexState(StrEnum):
    UNKNOWN = "unknown"
    """Not looked at yet."""
    REPLACED = "replaced"
    EMPTY = "empty"
    MISSING = "missing"
    COMPLETE = "complete"


@frozen
class AnnexEntry:
    """A line of the list of annexes."""

    code: str
    name: str
    """ "Biểu số 05"."""
    title: str
    reconstructed: bool
    """Its official layout was not found."""
    state: AnnexState = AnnexState.UNKNOWN
    missing: int = 0

    @property
    def words(self) -> str:
        match self.state:
            case AnnexState.MISSING:
                return f"còn thiếu {self.missing} ô"
            case AnnexState.COMPLETE:
                return "đủ"
            case AnnexState.EMPTY:
                return "chưa có số liệu"
            case AnnexState.REPLACED:
                return "dùng biểu của tỉnh"
            case _:
                return ""


@frozen(eq=False)
class AnnexSheet:
    """One annex as it stands in one evaluation. Boxes are named by their places in the sheet."""

    sheet: Sheet
    used: bool
    """Whether it is sent."""
    reads: Mapping[str, tuple[Ref, ...]]
    """By the source of a box: the addresses that it looks at directly, or would."""
    missing: Mapping[int, tuple[Ref, ...]]
    """By the box in which a figure is missing: the fields in which it would be typed. Of what is sent only."""
    stands: Mapping[Ref, tuple[int, ...]]
    """By address: the boxes that look at it."""
    places: SheetPlaces
    fields: frozenset[Ref]
    """All that is missing."""

    def reads_of(self, box: Box) -> tuple[Ref, ...]:
        return self.reads.get(box.source, ())


@frozen
class AnnexCell:
    """A cell of an annex in which a figure, or one computed from it, stands."""

    annex: str
    place: int
    name: str
    """ "Biểu số 05, ô D14"."""
    words: str
    text: str


def annexes_reached(edition: Edition, blocks: Collection[str]) -> frozenset[str]:
    """Those in which a change of these blocks is seen: all, when what a report counts or how it looks is another."""
    if any(block == SCOPE or edition.form_of[block].optional for block in blocks if block in edition.form_of):
        return frozenset(edition.annexes)
    shown = edition.annexes.items()
    return frozenset(code for code, annex in shown if any(table.block in blocks for table in annex.tables))


def annex_entries(
    work: Work, composed: Mapping[str, AnnexSheet], replaced: frozenset[str] = frozenset()
) -> tuple[AnnexEntry, ...]:
    """Every annex of the edition. `replaced`: those for which a workbook of the province stands."""
    period = Capital(work.evaluation).period
    found = []
    for code, annex in work.edition.annexes.items():
        sheet = composed.get(code)
        state, missing = _state(sheet, code in replaced), len(sheet.fields) if sheet is not None else 0
        title = annex.title.replace("{ky}", period)
        found.append(AnnexEntry(code, annex.name, title, annex.reconstructed, state, missing))
    return tuple(found)


def _state(sheet: AnnexSheet | None, replaced: bool) -> AnnexState:
    if replaced:
        return AnnexState.REPLACED
    if sheet is None:
        return AnnexState.UNKNOWN
    if not sheet.used:
        return AnnexState.EMPTY
    return AnnexState.MISSING if sheet.fields else AnnexState.COMPLETE


def fields_of(work: Work, annex: AnnexSheet, place: int) -> tuple[Ref, ...]:
    """Where the figure of a box is typed; what is missing of it comes alone."""
    missing = annex.missing.get(place)
    return missing or typed_behind(work, annex.reads_of(annex.sheet.boxes[place]))


def cells_of(sheets: Iterable[AnnexSheet], reach: frozenset[Ref]) -> tuple[AnnexCell, ...]:
    """The cells that look at any of these addresses, those that look at the fewest first."""
    found: list[tuple[int, AnnexCell]] = []
    for annex in sheets:
        places = {place for ref in reach for place in annex.stands.get(ref, ())}
        found += ((len(annex.reads_of(annex.sheet.boxes[place])), _cell(annex, place)) for place in sorted(places))
    return tuple(cell for _, cell in sorted(found, key=lambda each: each[0]))


def _cell(annex: AnnexSheet, place: int) -> AnnexCell:
    box = annex.sheet.boxes[place]
    name = f"{annex.sheet.name}, ô {cell_name(box)}"
    return AnnexCell(annex.sheet.code, place, name, annex.places.words(box), shown_text(box))


# ---- in a job, over an evaluation of its own


@define(eq=False)
class AnnexComposer:
    """Sheets are made as they are asked for, one after the other by one thread."""

    evaluation: Evaluation
    earlier: EarlierReports | None = None
    replaced: frozenset[str] = frozenset()
    _behind: dict[Ref, frozenset[Ref]] = field(factory=dict)

    @cached_property
    def _annexes(self) -> Annexes:
        periods = self.earlier.evaluations if self.earlier is not None else ()
        return Annexes(self.evaluation, periods, self.replaced)

    @cached_property
    def _asked(self) -> frozenset[Ref]:
        return asked_fields(self.evaluation)

    @property
    def in_use(self) -> tuple[str, ...]:
        """Those that are sent; their places give the numbers of all."""
        return self._annexes.in_use

    def compose(self, code: str) -> AnnexSheet:
        sheet = self._annexes.sheet(code)
        places = SheetPlaces(sheet)
        reads = {box.source: self._reads(box.source) for box in sheet.boxes if box.source}
        stands: dict[Ref, list[int]] = {}
        for number, box in enumerate(sheet.boxes):
            for ref in reads.get(box.source, ()):
                stands.setdefault(ref, []).append(number)
        used = code in self._annexes.in_use
        missing = dict(self._missing(places, reads)) if used else {}
        return AnnexSheet(
            sheet,
            used,
            reads,
            missing,
            {ref: tuple(numbers) for ref, numbers in stands.items()},
            places,
            frozenset(ref for refs in missing.values() for ref in refs),
        )

    def _reads(self, source: str) -> tuple[Ref, ...]:
        """What the figure looks at; of a total that has nothing to add up yet, what it would look at."""
        if not is_sound(self.evaluation, source):
            return ()
        reads: list[Ref] = []
        evaluate_bound(self.evaluation, Bound(source, FigureStyle.AMOUNT), reads)
        return tuple(dict.fromkeys(reads or self._named(parse(source).tree)))

    def _named(self, node: ast.expr) -> Iterator[Ref]:
        ref = ref_of(node)
        if ref is not None and ref.block in self.evaluation.edition.blocks:
            yield ref
            return
        if isinstance(node, ast.Call) and (block := ast.unparse(node.func)) in self.evaluation.edition.blocks:
            yield from self._lines(block, node)
            return
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "earlier":
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from self._named(child)

    def _lines(self, block: str, node: ast.Call) -> Iterator[Ref]:
        """The column of a total in each of its lines."""
        where = {
            each.arg: each.value.value for each in node.keywords if each.arg and isinstance(each.value, ast.Constant)
        }
        selection = self.evaluation.grains(block).select({key: str(text) for key, text in where.items()})
        column = ast.unparse(node.args[0])
        yield from (Ref(block, row, column) for row in selection.inside)

    # ---- what is missing

    def _missing(
        self, places: SheetPlaces, reads: Mapping[str, tuple[Ref, ...]]
    ) -> Iterator[tuple[int, tuple[Ref, ...]]]:
        for row in places.by_row.values():
            boxes = ((place, places.sheet.boxes[place]) for place in row)
            waiting = {place: reads.get(box.source, ()) for place, box in boxes if box.absence is Absence.WANTED}
            for place, refs in self._marked(waiting).items():
                yield place, tuple(sorted(refs))

    def _marked(self, waiting: Mapping[int, tuple[Ref, ...]]) -> dict[int, frozenset[Ref]]:
        """A missing field is marked where it would stand; without a column of its own, at what comes nearest to it."""
        found = {place: own for place, refs in waiting.items() if (own := self._asked.intersection(refs))}
        told = frozenset[Ref]().union(*found.values())
        behind = {place: self._all_behind(refs) for place, refs in waiting.items() if place not in found}
        for place, refs in sorted(behind.items(), key=lambda each: len(each[1])):
            if lacking := refs - told:
                found[place] = lacking
                told |= lacking
        return found

    def _all_behind(self, refs: Iterable[Ref]) -> frozenset[Ref]:
        return frozenset(each for ref in refs for each in self._asked_behind(ref))

    def _asked_behind(self, ref: Ref) -> frozenset[Ref]:
        """The fields that are asked for in the figure or in what it is computed from."""
        if ref not in self._behind:
            self._behind[ref] = frozenset()
            below = self._all_behind(sources_of(self.evaluation, ref))
            self._behind[ref] = below | {ref} if ref in self._asked else below
        return self._behind[ref]
