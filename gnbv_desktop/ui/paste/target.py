"""Where in a grid something is pasted: the addresses, and what their rows and columns are called."""

from __future__ import annotations

from attrs import frozen

from gnbv_desktop.engine.labels import row_label
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.ui.grid.parts import GridRow, RowKind
from gnbv_desktop.ui.grid.view import Grid


@frozen
class Target:
    refs: tuple[tuple[Ref | None, ...], ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    bands: frozenset[int] = frozenset()
    """Rows that only add up others."""


def target_at(grid: Grid, rows: int, columns: int) -> Target:
    start = grid.corner()
    if start is None:
        return Target((), (), ("",) * columns)
    top, left = start
    refs = tuple(map(tuple, paste_targets(grid, rows, columns)))
    titles = [column.label for column in grid.sheet.columns[left : left + columns]]
    titles += ["ngoài lưới"] * (columns - len(titles))
    names = tuple(_row_name(grid, top + offset, line) for offset, line in enumerate(refs))
    kinds = enumerate(grid.sheet.rows[top : top + rows])
    bands = frozenset(offset for offset, row in kinds if row.kind.band)
    return Target(refs, names, tuple(titles), bands)


def paste_targets(grid: Grid, rows: int, columns: int) -> list[list[Ref | None]]:
    """The addresses to the right of and below the current cell; rows below an open list are new ones."""
    start, sheet = grid.corner(), grid.sheet
    if start is None:
        return []
    top, left = start
    found: list[list[Ref | None]] = []
    new = 0
    for place in range(top, top + rows):
        if place < len(sheet.rows):
            row = sheet.rows[place]
            new = int(row.row[1:]) if row.kind is RowKind.NEW else new
        elif new:
            new += 1
            row = GridRow(f"r{new}", RowKind.NEW, f"r{new}")
        else:
            break
        refs = ((sheet.ref(row, column), column) for column in sheet.columns[left : left + columns])
        line = [ref if ref is not None and sheet.editable(row, column) else None for ref, column in refs]
        found.append(line + [None] * (columns - len(line)))
    return found


def _row_name(grid: Grid, place: int, line: tuple[Ref | None, ...]) -> str:
    rows = grid.sheet.rows
    if place >= len(rows) or rows[place].kind is RowKind.NEW:
        return "dòng mới"
    row = rows[place]
    if row.kind.band:
        return f"{row.code} {row.label}".strip()
    work = grid.session.work
    return row_label(work.edition, work.dossier, grid.sheet.path, row.row).replace(" · ", " › ")
