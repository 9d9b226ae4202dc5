"""A rectangle pasted at a cell of a grid: first a plan that shows what it would do, then one commit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import FieldInfo, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info, write_reading
from gnbv_desktop.exchange.clipboard import Table, read_table
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.figures import MoneyUnit, parse_canonical
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.bulk import EnteredMany, write_many
from gnbv_desktop.services.cell_text import cell_text, figure_text
from gnbv_desktop.services.entry import cell_edits, editable
from gnbv_desktop.services.number_style import Evidence, Style, evidence
from gnbv_desktop.services.pasted import NOTHING, PastedText, agrees, understand
from gnbv_desktop.services.reading import Read
from gnbv_desktop.services.work import Work

Targets = Sequence[Sequence[Ref | None]]
Pasted = Table
"""What the window calls the table that came from the clipboard."""


class Outcome(StrEnum):
    CHANGE = "change"
    SAME = "same"
    FAULT = "fault"
    """It cannot be taken; the message says what to do."""
    QUESTION = "question"
    """It can be read in several ways."""
    SKIPPED = "skipped"
    """A column that is computed, or a cell that was left out."""
    OUTSIDE = "outside"
    """Beyond the end of the grid."""


@frozen
class PlannedCell:
    row: int
    """Place in the pasted table, from 0."""
    column: int
    ref: Ref | None
    source: str
    now: str
    then: str
    outcome: Outcome
    message: str = ""
    readings: tuple[str, ...] = ()
    """What may be chosen, as it would be written."""
    read: Read = NOTHING


@frozen
class PastePlan:
    cells: tuple[PlannedCell, ...]
    style: Style | None
    """The style in which figures were read; None: as typed, with questions."""
    style_asked: bool
    """Some figures have another value in the other style, and nothing tells which one is meant."""
    style_words: str
    """ "Đoán theo 23/24 ô", empty when nothing had to be inferred."""
    notes: tuple[str, ...] = ()
    new_rows: frozenset[tuple[str, str]] = frozenset()
    """Rows, by block, that are made when the plan is accepted."""

    @property
    def counts(self) -> Mapping[Outcome, int]:
        return Counter(cell.outcome for cell in self.cells)

    @property
    def blocked(self) -> str:
        """Why it cannot be accepted yet, or empty."""
        counts = self.counts
        open_cells = counts[Outcome.FAULT] + counts[Outcome.QUESTION]
        if self.style_asked and counts[Outcome.QUESTION]:
            return "Hãy chọn kiểu viết số"
        if open_cells:
            return f"Còn {open_cells} chỗ cần xem"
        return "" if counts[Outcome.CHANGE] else "Không có ô nào thay đổi"

    def choosing(self, ref: Ref, reading: int) -> PastePlan:
        """The same plan with one of the readings of a doubtful figure."""
        return self._with(ref, lambda cell: _chosen(cell, reading))

    def _with(self, ref: Ref, change: Callable[[PlannedCell], PlannedCell]) -> PastePlan:
        if all(cell.ref != ref for cell in self.cells):
            raise BadInput(f"Vùng dán không có ô {ref}.")
        return evolve(self, cells=tuple(change(cell) if cell.ref == ref else cell for cell in self.cells))


def table_from(text: str, html: str = "") -> Pasted:
    """The table that the clipboard holds. Raises BadInput for what is none, or too large."""
    return read_table(text, html)


def plan_paste(work: Work, targets: Targets, table: Table, style: Style | None = None) -> PastePlan:
    """What pasting would do. `targets` are the addresses from the current cell to the right and down.

    None among them is a column that cannot be typed into; rows that are not there yet are the next new ones.
    """
    infos = _infos(work, targets, table)
    found = evidence(table.rows[row][column] for (row, column), info in infos.items() if info.kind.numeric)
    used = style or (found.style if found.doubtful else None)
    cells = tuple(_cells(work, targets, table, infos, used, used is None and found.contested))
    asked = used is None and found.doubtful > 0 and any(cell.outcome is Outcome.QUESTION for cell in cells)
    new_rows = frozenset(cell.ref[:2] for cell in cells if cell.ref and not _row_is_there(work, cell.ref))
    compared = _computed_compared(work, cells, used)
    return PastePlan(compared, used, asked, _style_words(found, style), table.notes, new_rows)


def accept(work: Work, plan: PastePlan) -> EnteredMany:
    """Writes all that changes, in one step. Raises BadInput while something is open, changing nothing."""
    if plan.blocked:
        raise BadInput(f"{plan.blocked}; vùng dán chưa được nhận.")
    reads = {cell.ref: cell.read for cell in plan.cells if cell.ref and cell.outcome is Outcome.CHANGE}
    return write_many(work, renumbered(work, reads, plan.new_rows).items(), "paste")


def renumbered(work: Work, reads: Mapping[Ref, Read], new_rows: AbstractSet[tuple[str, str]]) -> dict[Ref, Read]:
    """New rows get the next free numbers: some may have stayed empty, others may have been taken meanwhile.

    Raises BadInput when a row that was there has been taken out since.
    """
    numbers: dict[tuple[str, str], str] = {}
    following: dict[str, int] = {}
    for ref in sorted(reads, key=lambda ref: (ref.block, len(ref.row), ref.row)):
        content, place = work.dossier.block(ref.block), (ref.block, ref.row)
        if place in new_rows and place not in numbers:
            following[ref.block] = following.get(ref.block, content.last) + 1
            numbers[place] = f"r{following[ref.block]}"
        elif place not in new_rows and not _row_is_there(work, ref):
            raise BadInput(f"Dòng {ref.block}[{ref.row}] đã bị xóa trong lúc xem trước; hãy dán lại.")
    return {ref._replace(row=numbers.get((ref.block, ref.row), ref.row)): read for ref, read in reads.items()}


def _style_words(found: Evidence, chosen: Style | None) -> str:
    return found.words if found.doubtful and chosen in (None, found.style) else ""


def _infos(work: Work, targets: Targets, table: Table) -> dict[tuple[int, int], FieldInfo]:
    """What the definitions say of each pasted cell that falls on an address."""
    found: dict[tuple[int, int], FieldInfo] = {}
    for row, refs in enumerate(targets[: len(table.rows)]):
        for column, ref in enumerate(refs[: table.width]):
            info = field_info(work.edition, ref) if ref is not None else None
            if info is not None:
                found[row, column] = info
    return found


def _cells(
    work: Work,
    targets: Targets,
    table: Table,
    infos: Mapping[tuple[int, int], FieldInfo],
    style: Style | None,
    contested: bool,
) -> Iterator[PlannedCell]:
    for row, texts in enumerate(table.rows):
        for column, text in enumerate(texts):
            outside = row >= len(targets) or column >= len(targets[row])
            ref = None if outside else targets[row][column]
            info = infos.get((row, column))
            if ref is not None and info is not None:
                if text or not info.derived:
                    cell = PlannedCell(row, column, ref, text, "", "", Outcome.SAME)
                    yield _planned(work, cell, ref, info, style, contested)
            elif text:
                outcome = Outcome.OUTSIDE if outside else Outcome.SKIPPED
                message = "ngoài lưới, không nhận" if outside else "cột không nhập được"
                yield PlannedCell(row, column, None, text, "", "", outcome, message)


def _planned(
    work: Work, cell: PlannedCell, ref: Ref, info: FieldInfo, style: Style | None, contested: bool
) -> PlannedCell:
    now = work.dossier.cell(ref)
    written = cell_text(work, info, now)
    cell = evolve(cell, now=written, then=written)
    if info.derived:
        return evolve(cell, outcome=Outcome.SKIPPED, message="chương trình tính")
    try:
        editable(work, ref)
    except BadInput as error:
        return evolve(cell, outcome=Outcome.FAULT, message=error.message)
    return judged(work, cell, info, now, understand(work.edition, work.dossier, info, cell.source, style, contested))


def judged(work: Work, cell: PlannedCell, info: FieldInfo, now: Cell | None, found: PastedText) -> PlannedCell:
    """What a text that was understood so does to its cell."""
    if found.nothing:
        return evolve(cell, outcome=Outcome.SKIPPED, message=found.note)
    if found.fault:
        return evolve(cell, outcome=Outcome.FAULT, message=found.fault)
    if found.question and found.read.cell is not None:
        money = MoneyUnit(work.dossier.head.money_unit)
        words = tuple(_reading_words(work, info, text, money) for text in found.read.cell.readings)
        return evolve(cell, outcome=Outcome.QUESTION, message=found.read.echo, readings=words, read=found.read)
    outcome = Outcome.SAME if found.read.cell == now else Outcome.CHANGE
    then = cell_text(work, info, found.read.cell)
    return evolve(cell, outcome=outcome, then=then, message=found.note, read=found.read)


def _reading_words(work: Work, info: FieldInfo, text: str, money: MoneyUnit) -> str:
    if info.kind.numeric:
        return write_reading(text, info.kind, money)
    return cell_text(work, info, Cell(State.VALUE, text))


def _chosen(cell: PlannedCell, reading: int) -> PlannedCell:
    asked = cell.read.cell
    if cell.outcome is not Outcome.QUESTION or asked is None or not 0 <= reading < len(asked.readings):
        raise BadInput(f"Ô {cell.ref} không có câu hỏi cách đọc ấy.")
    made = Read(Cell(State.VALUE, asked.readings[reading], qualifier=asked.qualifier))
    return evolve(cell, outcome=Outcome.CHANGE, then=cell.readings[reading], message="đã chọn cách đọc", read=made)


def _computed_compared(work: Work, cells: tuple[PlannedCell, ...], style: Style | None) -> tuple[PlannedCell, ...]:
    """Computed cells with a pasted figure: whether ours, once the rest is pasted, is the same."""
    if not any(_computed(work, cell) for cell in cells):
        return cells
    edits = (
        edit
        for cell in cells
        if cell.ref and cell.outcome is Outcome.CHANGE and _row_is_there(work, cell.ref)
        for edit in cell_edits(work.dossier, cell.ref, cell.read.cell)
    )
    after, _ = work.try_out(edits)
    return tuple(_compared(work, after, cell, style) if _computed(work, cell) else cell for cell in cells)


def _computed(work: Work, cell: PlannedCell) -> bool:
    if cell.outcome is not Outcome.SKIPPED or cell.ref is None or not _row_is_there(work, cell.ref):
        return False
    info = field_info(work.edition, cell.ref)
    return info is not None and info.derived


def _compared(work: Work, after: Evaluation, cell: PlannedCell, style: Style | None) -> PlannedCell:
    assert cell.ref is not None
    info = field_info(work.edition, cell.ref)
    assert info is not None
    ours = after.figure(cell.ref)
    theirs = understand(work.edition, work.dossier, info, cell.source, style).read.cell
    written = figure_text(work, info, ours)
    agreed = cell.source.strip() == written
    if ours.number is not None and theirs is not None and theirs.state is State.VALUE:
        power = MoneyUnit(work.dossier.head.money_unit).power if info.kind is FieldKind.MONEY else 0
        agreed = agrees(parse_canonical(theirs.text), ours.number, power)
    message = "chương trình tính, khớp" if agreed else f"chương trình tính: {written or 'chưa có số'}"
    return evolve(cell, now=written, then=written, message=message)


def _row_is_there(work: Work, ref: Ref) -> bool:
    return not work.edition.blocks[ref.block].kind.open_rows or ref.row in work.dossier.block(ref.block).order
