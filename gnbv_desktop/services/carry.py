"""A new dossier from an earlier one of the same unit: what is usually the same again, every piece marked as copied."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from gnbv_desktop.catalogue.editions import load_edition, newest
from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Carried, Edition, FieldKind
from gnbv_desktop.engine.bound import bound_faults
from gnbv_desktop.engine.canon import canonical_fault
from gnbv_desktop.engine.labels import field_info, key_label
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.dossier import Block, Cell, Dossier, Head, Period, State, Unit
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.inline import Bound, Inline, Paragraph, Words, paragraphs_from_json, paragraphs_to_json
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import dossiers
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.outlines import json_faults
from gnbv_desktop.services.work import Work

WHOLE = ("CHI_DAO.NHIEM_VU", "CHI_DAO.BCD", "PHAM_VI")
"""Blocks that usually stay as they are; the registers of documents too."""
PLAN = "KH"
"""The column of a year's plan."""
UNREAD_COPY = "no"


def copy_from(
    desk: Desk,
    source_id: str,
    period: Period,
    *,
    name: str = "",
    requested_by: str = "",
    outline: str | None = None,
    own_outline: Mapping[str, Any] | None = None,
    money_unit: str | None = None,
    unit: Unit | None = None,
    next_year: bool = False,
) -> str:
    """Makes the new dossier in one transaction; returns its id.

    `unit` is the same unit as the register has it now. With `next_year` the years of capital lines that are no longer
    reported on move on as far as the report does: the money of 2022 used in 2023 becomes that of 2023 used in 2024.
    The outline goes along as it was changed, unless one is given.
    """
    source = desk.store.load(source_id)
    before = source.head
    if unit is not None and unit.id != before.unit.id:
        raise BadInput(f"Hồ sơ {before.name} là của {before.unit.name}; chỉ chép sang hồ sơ của chính đơn vị ấy.")
    taken = unit or before.unit
    edition = load_edition(before.programme, newest(before.programme))
    if own_outline is None:
        own_outline = before.own_outline if outline in (None, before.outline) else {}
    head = Head(
        id="",
        uid=str(uuid.uuid4()),
        programme=before.programme,
        edition=edition.name,
        name=name or dossiers.default_name(taken, period),
        unit=taken,
        period=period,
        requested_by=requested_by,
        outline=before.outline if outline is None else outline,
        own_outline={} if any(json_faults(edition, own_outline)) else own_outline,
        recipients=before.recipients,
        money_unit=before.money_unit if money_unit is None else money_unit,
    )
    copied = carried(edition, source, head, next_year)
    return dossiers.keep(desk, copied, "")


def carried(edition: Edition, source: Dossier, head: Head, next_year: bool = False) -> Dossier:
    """The content of a new dossier with this head, as far as the earlier one gives it."""
    carrier = _Carrier(edition, source, Dossier(head), _distance(source.head.period, head.period) if next_year else 0)
    blocks = {path: block for path, block in carrier.blocks() if block.order or block.rows}
    made = Dossier(head, blocks, dict(carrier.narratives()))
    mark = {"uid": source.head.uid, "seal": source.head.seal, "read": UNREAD_COPY}
    return evolve(made, drawn={str(ref): {**mark, "ref": str(ref)} for ref, _ in made.cells()})


def _distance(before: Period, after: Period) -> int:
    """Years between two reports on one year each; 0 when one of them reports on several."""
    single = len(before.years) == len(after.years) == 1
    return after.first_year - before.first_year if single else 0


@frozen
class _Carrier:
    edition: Edition
    source: Dossier
    target: Dossier
    """With its head only: what may stand in it is asked of it."""
    distance: int

    def blocks(self) -> Iterator[tuple[str, Block]]:
        for path, block in self.edition.blocks.items():
            content = self.source.block(path)
            if path in WHOLE or block.kind is BlockKind.DOCUMENTS:
                yield path, self._block(path, content, {row: set(cells) for row, cells in content.rows.items()})
            elif block.carried is not None:
                yield path, self._lines(path, block, block.carried, content)
            elif not block.kind.open_rows:
                yield path, self._block(path, content, {row: self._plans(cells) for row, cells in content.rows.items()})

    def _lines(self, path: str, block: BlockDef, carried: Carried, content: Block) -> Block:
        """Capital lines: the key; the money given as well where the year of its use is still reported on."""
        given = {code for code, column in block.columns.items() if column.once}
        columns, moved = {}, {}
        for row, cells in content.rows.items():
            same_year = self._still_reported(cells.get(carried.year))
            columns[row] = {*block.keys(), *(given if same_year else ())}
            moved[row] = cells if same_year else {code: self._moved(block, code, cell) for code, cell in cells.items()}
        return self._block(path, evolve(content, rows=moved), columns)

    def _still_reported(self, use: Cell | None) -> bool:
        """A line that is not divided by year may hold money of every year of the earlier report."""
        before, now = self.source.head.period, self.target.head.period
        if use is None or use.state is not State.VALUE:
            return before.first_year in now.years and before.last_year in now.years
        return all(int(year) in now.years for year in use.text.split("-"))

    def _moved(self, block: BlockDef, code: str, cell: Cell) -> Cell:
        column = block.columns.get(code)
        if column is None or column.kind is not FieldKind.YEARS or cell.state is not State.VALUE:
            return cell
        return evolve(cell, text="-".join(str(int(year) + self.distance) for year in cell.text.split("-")))

    def _plans(self, cells: Mapping[str, Cell]) -> set[str]:
        """A plan of the whole period where the years are the same; a plan of one year wherever that year is."""
        years = self.target.head.period.years
        whole = {PLAN} if years == self.source.head.period.years else set()
        return (whole | {f"{PLAN}_{year}" for year in years}) & cells.keys()

    def _block(self, path: str, content: Block, wanted: Mapping[str, set[str]]) -> Block:
        rows: dict[str, dict[str, Cell]] = {}
        for row, cells in content.rows.items():
            kept = {code: self._cell(Ref(path, row, code), cells[code]) for code in cells if code in wanted[row]}
            rows[row] = {code: cell for code, cell in kept.items() if cell is not None}
        rows = {row: cells for row, cells in rows.items() if cells}
        order = tuple(content.order) if self.edition.blocks[path].kind.open_rows else ()
        return Block(order, rows, content.last if order else 0)

    def _cell(self, ref: Ref, cell: Cell) -> Cell | None:
        """The cell as it may stand in the new dossier; a place that is no longer there is asked again by its name."""
        info = field_info(self.edition, ref)
        if info is None or info.derived or not self._row_exists(ref):
            return None
        if cell.state is not State.VALUE:
            return cell
        if not canonical_fault(self.edition, self.target, info.column, info.kind, cell.text):
            return cell
        if info.kind is FieldKind.PLACE:
            return Cell(State.UNREAD, key_label(self.edition, self.source, info.column, cell.text))
        return None

    def _row_exists(self, ref: Ref) -> bool:
        communes = {place.id for place in self.target.head.unit.communes}
        return self.edition.blocks[ref.block].kind is not BlockKind.COMMUNES or not ref.row or ref.row in communes

    def narratives(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        for slot, content in self.source.narratives.items():
            path, _, code = slot.rpartition(".")
            block = self.edition.blocks.get(path)
            if block is not None and block.kind is BlockKind.NARRATIVE and self.edition.column_of(path, code):
                yield slot, tuple(paragraphs_to_json(map(self._paragraph, paragraphs_from_json(content))))

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        return evolve(paragraph, items=tuple(map(self._inline, paragraph.items)))

    def _inline(self, item: Inline) -> Inline:
        """Words are marked; a bound figure stays bound, unless the edition no longer knows what it names."""
        match item:
            case Words():
                return evolve(item, copied=True)
            case Bound() if any(bound_faults(self.edition, item)):
                return Words("…", bold=item.bold, was=item.expression, copied=True)
            case _:
                return item


def unread_copies(dossier: Dossier) -> tuple[Ref, ...]:
    """Cells that still hold what was copied and that nobody has read again."""
    marked = {ref for ref, source in dossier.drawn.items() if source.get("read") == UNREAD_COPY}
    return tuple(ref for ref, _ in dossier.cells() if str(ref) in marked) if marked else ()


def unread_slots(dossier: Dossier) -> tuple[str, ...]:
    """Narratives with copied words that nobody has read again."""
    return tuple(slot for slot, content in dossier.narratives.items() if _has_copied(content))


def read_edits(dossier: Dossier, ref: Ref) -> list[Edit]:
    """What else changes when a cell is typed into: a copied one counts as read."""
    mark = dossier.drawn.get(str(ref))
    if mark is None or mark.get("read") != UNREAD_COPY:
        return []
    return [Edit(EditKind.DRAWN, str(ref), dict(mark), None)]


def mark_read(work: Work, refs: Iterable[Ref]) -> Change:
    """Takes the mark off copied cells, in one commit; cells without one are passed over."""
    edits = [edit for ref in dict.fromkeys(refs) for edit in read_edits(work.dossier, ref)]
    return work.commit(edits, "read")[0] if edits else Change({}, (), ())


def mark_slot_read(work: Work, slot: str) -> Change:
    """Takes the mark off the copied words of a narrative."""
    before = work.dossier.narratives.get(slot)
    if before is None or not _has_copied(before):
        return Change({}, (), ())
    read = [evolve(each, items=tuple(map(_as_read, each.items))) for each in paragraphs_from_json(before)]
    edit = Edit(EditKind.SLOT, slot, list(before), paragraphs_to_json(read))
    return work.commit([edit], "read")[0]


def _has_copied(content: Iterable[Any]) -> bool:
    return any(item.get("copied") for paragraph in content for item in paragraph["items"])


def _as_read(item: Inline) -> Inline:
    return evolve(item, copied=False) if isinstance(item, Words) else item
