"""What is typed in a block and what its rows still want: the counts behind the progress of forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import is_

from attrs import define, field, frozen

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.dossier import SINGLE, Cell, State
from gnbv_desktop.kernel.refs import Ref

_NOTHING = (State.NA, State.UNFUNDED)
_ABSENT = (Status.MISSING, Status.UNDIVIDED, Status.PARTIAL)


@frozen
class Count:
    """Typed cells, cells still wanted, and typed cells whose reading is still asked."""

    filled: int = 0
    missing: int = 0
    unread: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.filled + other.filled, self.missing + other.missing, self.unread + other.unread)


EMPTY = Count()


@define(eq=False)
class CountMemory:
    """Rows of open grids as they were counted last, each with the very objects from which it was counted."""

    rows: dict[tuple[str, str], tuple[tuple[object, ...], Count]] = field(factory=dict)
    bases: dict[tuple[str, str], tuple[Mapping[str, Cell], frozenset[str]]] = field(factory=dict)


def add_counts(counts: Iterable[Count]) -> Count:
    filled, missing, unread = 0, 0, 0
    for each in counts:
        filled, missing, unread = filled + each.filled, missing + each.missing, unread + each.unread
    return Count(filled, missing, unread)


def count_block(evaluation: Evaluation, path: str, rows: Mapping[str, Count] | None = None) -> Count:
    """The whole block; `rows` are its counted rows when they are known already."""
    block = evaluation.edition.blocks[path]
    if block.kind is BlockKind.NARRATIVE:
        slots = (f"{path}.{code}" for code in block.columns)
        return Count(filled=sum(bool(evaluation.dossier.narratives.get(slot)) for slot in slots))
    counted = count_rows(evaluation, path) if rows is None else rows
    return add_counts(counted.values()) + Count(missing=_never_typed(evaluation, path))


def count_rows(evaluation: Evaluation, path: str, memory: CountMemory | None = None) -> dict[str, Count]:
    """Each row in which something is typed; with a memory only rows that are others than before are counted."""
    block = evaluation.edition.blocks[path]
    typed = _typed_rows(evaluation, path)
    known = memory if memory is not None and block.kind.open_rows else CountMemory()
    wanted = _wanted(block, typed, path, known)
    found = {}
    for row, cells in typed.items():
        sources = _sources(evaluation, path, row, wanted)
        kept = known.rows.get((path, row))
        if kept is None or not _same(kept[0], sources):
            kept = known.rows[path, row] = (sources, _count_row(evaluation, path, row, cells, wanted))
        found[row] = kept[1]
    return found


def _sources(evaluation: Evaluation, path: str, row: str, wanted: tuple[str, ...]) -> tuple[object, ...]:
    """Everything that a count of a row of an open grid looks at: its cells, those around it, the head, the columns."""
    rows = evaluation.dossier.block(path).rows
    around = (rows.get(each) for each in _around(evaluation, path, row))
    return evaluation.plan, evaluation.dossier.head, *wanted, rows.get(row), *around


def _same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(map(is_, before, now))


def _around(evaluation: Evaluation, path: str, row: str) -> tuple[str, ...]:
    """The coarser and the finer rows, in a keyed grid."""
    if not evaluation.edition.blocks[path].keys():
        return ()
    grains = evaluation.grains(path)
    return (*grains.coarser.get(row, ()), *grains.finer.get(row, ()))


def has_entry(evaluation: Evaluation, path: str) -> bool:
    """Whether the block has anything at all that is typed."""
    block = evaluation.edition.blocks[path]
    if block.kind is BlockKind.NARRATIVE:
        return bool(block.columns)
    return any(not column.value for column in block.columns.values())


def _typed_rows(evaluation: Evaluation, path: str) -> dict[str, Mapping[str, Cell]]:
    rows = evaluation.dossier.block(path).rows
    if SINGLE in rows and evaluation.edition.blocks[path].kind is not BlockKind.FIELDS:
        return {row: cells for row, cells in rows.items() if row != SINGLE and cells}
    return {row: cells for row, cells in rows.items() if cells}


def _count_row(evaluation: Evaluation, path: str, row: str, cells: Mapping[str, Cell], wanted: Iterable[str]) -> Count:
    unread = sum(cell.state is State.UNREAD for cell in cells.values())
    if evaluation.edition.blocks[path].kind is BlockKind.FIELDS:
        return Count(len(cells), len(_fields_left(evaluation.edition.blocks[path], cells)), unread)
    if _said_nothing(evaluation.edition.blocks[path], cells):
        return Count(len(cells), 0, unread)
    missing = sum(_lacks(evaluation, path, row, code) for code in wanted)
    return Count(len(cells), missing, unread)


def missing_fields(evaluation: Evaluation, path: str) -> Iterator[Ref]:
    """The fields behind what `count_block` calls missing; an expected column that nobody typed in all of its rows."""
    block = evaluation.edition.blocks[path]
    typed = _typed_rows(evaluation, path)
    if block.kind is BlockKind.FIELDS:
        yield from (Ref(path, row, code) for row, cells in typed.items() for code in _fields_left(block, cells))
        return
    wanted = dict.fromkeys((*_wanted(block, typed, path, CountMemory()), *_untyped_columns(evaluation, path)))
    for row, cells in typed.items():
        if not _said_nothing(block, cells):
            yield from (Ref(path, row, code) for code in wanted if _lacks(evaluation, path, row, code))


def empty_fields(evaluation: Evaluation, path: str) -> Iterator[Ref]:
    """Every figure that a block asks for of which nothing is typed."""
    block = evaluation.edition.blocks[path]
    for row in evaluation.rows(path):
        for code in _countable(block):
            info = field_info(evaluation.edition, Ref(path, row, code))
            if info is not None and not info.derived and info.kind.numeric:
                yield Ref(path, row, code)


def _fields_left(block: BlockDef, cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """Single fields stand for themselves: once one is typed the others are wanted, whatever they hold."""
    typed = {_base(block, code) for code in cells}
    columns = block.columns.items()
    return tuple(code for code, column in columns if not (column.value or column.optional or code in typed))


def _said_nothing(block: BlockDef, cells: Mapping[str, Cell]) -> bool:
    """A row that is said to have no money, or not to apply, owes nothing more."""
    figures = [
        (column, cell) for code, cell in cells.items() if (column := _column(block, code)) and _is_figure(column)
    ]
    if any(column.expected and cell.state in _NOTHING for column, cell in figures):
        return True
    return bool(figures) and all(cell.state in _NOTHING for _, cell in figures)


def _column(block: BlockDef, code: str) -> Column | None:
    return block.columns.get(_base(block, code))


def _base(block: BlockDef, code: str) -> str:
    """The column of a single year's column: LUY_KE of LUY_KE_2023."""
    return code if code in block.columns else code[:-5]


def _is_figure(column: Column) -> bool:
    """Whether it may hold numbers: in a fixed grid the row decides."""
    return column.kind is None or column.kind.numeric


def _wanted(
    block: BlockDef, typed: Mapping[str, Mapping[str, Cell]], path: str, memory: CountMemory
) -> tuple[str, ...]:
    """Columns of figures that a row in use should hold.

    The expected ones that are used at all, and those which at least half of the rows in use hold: a column that
    was needed in one row of thirty is not owed by the other twenty-nine.
    """
    used = _used(block, typed, path, memory)
    return tuple(
        code
        for code in _countable(block)
        if used.get(code) and (block.columns[code].expected or 2 * used[code] >= len(typed))
    )


def _countable(block: BlockDef) -> Iterator[str]:
    for code, column in block.columns.items():
        if _is_figure(column) and not (column.value or column.optional or column.key):
            yield code


def _used(block: BlockDef, typed: Mapping[str, Mapping[str, Cell]], path: str, memory: CountMemory) -> dict[str, int]:
    """In how many rows a column, or one of its years, holds something other than "không áp dụng"."""
    found: dict[str, int] = {}
    for row, cells in typed.items():
        kept = memory.bases.get((path, row))
        if kept is None or kept[0] is not cells:
            bases = frozenset(_base(block, code) for code, cell in cells.items() if cell.state not in _NOTHING)
            kept = memory.bases[path, row] = (cells, bases)
        for base in kept[1]:
            found[base] = found.get(base, 0) + 1
    return found


def _never_typed(evaluation: Evaluation, path: str) -> int:
    """Each is one missing thing, not one per row."""
    return len(_untyped_columns(evaluation, path))


def _untyped_columns(evaluation: Evaluation, path: str) -> tuple[str, ...]:
    """Expected columns in which no row has anything."""
    block = evaluation.edition.blocks[path]
    typed = _typed_rows(evaluation, path)
    if not typed:
        return ()
    columns = (code for code in _countable(block) if block.columns[code].expected)
    return tuple(code for code in columns if not any(code in cells for cells in typed.values()))


def _lacks(evaluation: Evaluation, path: str, row: str, code: str) -> bool:
    """Whether nobody typed the figure, no sum makes it up, and no coarser or finer row holds it."""
    if _holds(evaluation, path, row, code):
        return False
    info = field_info(evaluation.edition, Ref(path, row, code))
    if info is None or info.derived or not info.kind.numeric:
        return False
    block = evaluation.edition.blocks[path]
    if block.yearly and any(
        _holds(evaluation, path, row, each) for each in evaluation.columns(path) if _base(block, each) == code
    ):
        return False
    return not any(_holds(evaluation, path, each, code) for each in _around(evaluation, path, row))


def _holds(evaluation: Evaluation, path: str, row: str, code: str) -> bool:
    return evaluation.figure(Ref(path, row, code)).status not in _ABSENT


def component_key(block: BlockDef) -> str:
    """The key column of a grid that names the component; empty when it has none."""
    codes = (code for code, column in block.columns.items() if column.key and column.kind is FieldKind.COMPONENT)
    return next(codes, "")


def lines_within(evaluation: Evaluation, path: str, component: str) -> tuple[str, ...]:
    """The rows of a grid that lie within a component, as a form of that component shows them."""
    code = component_key(evaluation.edition.blocks[path])
    return evaluation.grains(path).select({code: component}).inside if code and component else evaluation.rows(path)
