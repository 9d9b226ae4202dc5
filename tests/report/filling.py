"""Dossiers filled from the definitions themselves: every block, every column, whatever an edition holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attrs import evolve

from gnbv_desktop.catalogue.model import BlockKind, Edition, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.kernel.dossier import Cell, Dossier, Head, State
from gnbv_desktop.kernel.refs import Ref
from tests.report.casework import head
from tests.support_dossiers import real_edition, typed_refs

ROWS = 7
"""Rows of every open block: as many as the edition has projects."""
FULL, PARTIAL, EMPTY = "đầy đủ", "một phần", "trống"


@cache
def filled(how: str, first: int = 2023, last: int = 2023) -> Dossier:
    """Everything that may be typed; of a partial dossier every third cell and slot."""
    edition, made = real_edition(), Dossier(head=head(first, last))
    if how == EMPTY:
        return made
    for path, block in edition.blocks.items():
        if block.kind.open_rows:
            for number in range(ROWS):
                made = made.with_row(path, f"r{number + 1}", number)
    step = 1 if how == FULL else 3
    for index, ref in enumerate(typed_refs(edition, made)):
        key = _is_key(edition, ref)
        if key or index % step == 0:
            made = made.with_cell(ref, Cell(State.VALUE, _text(edition, made, ref, index)))
    return evolve(made, narratives=dict(_narratives(edition, made.head, step)))


def _is_key(edition: Edition, ref: Ref) -> bool:
    column = edition.blocks[ref.block].columns.get(ref.column)
    return column is not None and column.key


def _narratives(edition: Edition, made_for: Head, step: int) -> Iterator[tuple[str, tuple[dict[str, object], ...]]]:
    slots = [
        f"{path}.{code}"
        for path, block in edition.blocks.items()
        if block.kind is BlockKind.NARRATIVE
        for code in block.columns
    ]
    for slot in slots[::step]:
        yield slot, ({"style": "p", "items": [{"t": words_of(slot)}]},)


def words_of(slot: str) -> str:
    return f"Thuyết minh ở mục {slot}."


def _text(edition: Edition, made: Dossier, ref: Ref, index: int) -> str:
    """Canonical, and different enough from cell to cell."""
    info = field_info(edition, ref)
    assert info is not None
    row = int(ref.row[1:]) - 1 if ref.row[:1] == "r" and ref.row[1:].isdecimal() else index
    years, leaves = made.head.period.years, edition.leaves()
    match info.kind:
        case FieldKind.MONEY:
            return str((1 + index % 97) * 10**6 * (1 + row))
        case FieldKind.COUNT:
            return str(1 + index % 89)
        case FieldKind.DECIMAL | FieldKind.PERCENT:
            return "41.06"
        case FieldKind.YEAR | FieldKind.YEARS:
            return str(years[row % len(years)])
        case FieldKind.DATE:
            return f"{years[row % len(years)]}-05-{1 + row % 28:02}"
        case FieldKind.CHOICE:
            codes = tuple(edition.lists[info.column.list].items)
            return codes[row % len(codes)]
        case FieldKind.COMPONENT:
            return leaves[row % len(leaves)]
        case FieldKind.PLACE:
            places = tuple(made.head.unit.places())
            return places[row % len(places)].id
        case FieldKind.LINE:
            return f"r{row % ROWS + 1}"
        case _:
            return f"Chữ nhập ở {ref.block} {ref.row} {ref.column}"


def evaluation_of(made: Dossier) -> Evaluation:
    return evaluate(real_edition(), made)
