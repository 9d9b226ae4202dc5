"""Where in a grid something is pasted: the addresses, and what their rows and columns are called."""

from __future__ import annotations

from attrs import frozen

from gnbv_desktop.engine.labels import row_label
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.ui.grid.parts import RowKind
from gnbv_desktop.ui.grid.view import Grid


@frozen
class Target:
    refs: tuple[tuple[Ref | None, ...], ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    bands: frozenset[int] = frozenset()
    """Rows that only add up others."""


def corner(grid: Grid) -> tuple[int, int] | None:
    """The row and column at which pasting begins; None when no cell is current."""
    chosen = grid.selectionModel().selectedIndexes() or [grid.currentIndex()]
    if not chosen[0].isValid():
        return None
    return min(each.row() for each in chosen), min(each.column() for each in chosen)


def target_at(grid: Grid, rows: int, columns: int) -> Target:
    start = corner(grid)
    if start is None:
        return Target((), (), ("",) * columns)
    top, left = start
    refs = tuple(tuple(line) for line in grid.paste_targets(rows, columns))
    titles = [column.label for column in grid.sheet.columns[left : left + columns]]
    titles += ["ngoài lưới"] * (columns - len(titles))
    names = tuple(_row_name(grid, top + offset, line) for offset, line in enumerate(refs))
    kinds = enumerate(grid.sheet.rows[top : top + rows])
    bands = frozenset(offset for offset, row in kinds if row.kind.band)
    return Target(refs, names, tuple(titles), bands)


def _row_name(grid: Grid, place: int, line: tuple[Ref | None, ...]) -> str:
    rows = grid.sheet.rows
    if place >= len(rows) or rows[place].kind is RowKind.NEW:
        return "dòng mới"
    row = rows[place]
    if row.kind.band:
        return f"{row.code} {row.label}".strip()
    work = grid.session.work
    return row_label(work.edition, work.dossier, grid.sheet.path, row.row).replace(" · ", " › ")
