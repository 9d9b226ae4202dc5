"""The rows and columns of one block as a grid shows them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, FieldInfo, RowDef
from gnbv_desktop.engine.labels import field_info, row_label
from gnbv_desktop.engine.values import MISSING
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.compare import compare, previous_figure
from gnbv_desktop.services.entry import next_row
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid.parts import BLANK, CellLook, ColumnRole, GridColumn, GridRow, RowKind
from gnbv_desktop.ui.grid.writing import cell_look, figure_look, may_type
from gnbv_desktop.ui.marks import Marks

MAIN_COLUMNS = ("LUY_KE", "GIAI_NGAN")
"""The figures of the period: the previous period is shown beside them."""


@frozen
class Shown:
    """What the user chose to see."""

    previous: bool = False
    extra: frozenset[str] = frozenset()
    """Columns asked for that would not be shown by themselves."""
    hidden: frozenset[str] = frozenset()


AS_IT_COMES = Shown()


class BlockSheet:
    """A block with fixed rows, a row per commune, or rows that the user adds."""

    def __init__(self, work: Work, path: str, shown: Shown = AS_IT_COMES) -> None:
        self.work = work
        self.path = path
        self.shown = shown
        self.block: BlockDef = work.edition.blocks[path]
        self.columns: tuple[GridColumn, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self._infos: dict[tuple[str, str], FieldInfo | None] = {}
        self.rebuild()

    def rebuild(self) -> None:
        self.columns = tuple(self._columns())
        self.rows = tuple(self._rows())

    def rows_are_stale(self) -> bool:
        """Whether the dossier has other rows than the grid shows."""
        return tuple(each.row for each in self.rows if each.kind is RowKind.LINE) != self.work.evaluation.rows(
            self.path
        )

    def spot(self, ref: Ref) -> tuple[str, str]:
        """The row and the column in which an address stands."""
        return ref.row, ref.column

    def first(self, row: str) -> Ref:
        """Where one begins to fill a row."""
        return Ref(self.path, row, next(column.code for column in self.columns if column.role is ColumnRole.VALUE))

    def ref(self, row: GridRow, column: GridColumn) -> Ref | None:
        """The address of a cell; None for labels and bands."""
        if row.kind.band or column.role is not ColumnRole.VALUE:
            return None
        return Ref(self.path, row.row, column.code)

    def info(self, ref: Ref) -> FieldInfo | None:
        key = ("" if self.block.kind.open_rows else ref.row, ref.column)
        if key not in self._infos:
            self._infos[key] = field_info(self.work.edition, ref)
        return self._infos[key]

    def editable(self, row: GridRow, column: GridColumn) -> bool:
        ref = self.ref(row, column)
        return may_type(self.work.dossier, self.info(ref) if ref else None)

    def look(self, row: GridRow, column: GridColumn, marks: Marks) -> CellLook:
        if row.kind is RowKind.HEADING:
            return CellLook(row.label if column is self.columns[0] else "", ground="group2", strong=True)
        match column.role:
            case ColumnRole.NAME:
                return CellLook(row.label, indent=row.depth)
            case ColumnRole.UNIT:
                return CellLook(self.block.rows[row.row].unit, center=True, ink="muted")
            case ColumnRole.PREVIOUS | ColumnRole.CHANGE:
                return self._previous(row, column)
        ref = Ref(self.path, row.row, column.code)
        info = self.info(ref)
        if info is None:
            return BLANK
        if row.kind is RowKind.NEW:
            return CellLook(ground="sunken" if info.derived else "base")
        return cell_look(self.work, marks, ref, info)

    def _previous(self, row: GridRow, column: GridColumn) -> CellLook:
        ref = Ref(self.path, row.row, column.code)
        info = self.info(ref)
        if info is None or row.kind is RowKind.NEW:
            return CellLook(ground="sunken")
        if column.role is ColumnRole.PREVIOUS:
            before = previous_figure(self.work, ref)
            return evolve(figure_look(self.work, info, before or MISSING, "sunken"), ink="muted")
        found = compare(self.work, ref)
        return CellLook(found.change if found else "", right=True, ink="text2", ground="sunken")

    def _columns(self) -> Iterator[GridColumn]:
        if self.block.kind in (BlockKind.FIXED, BlockKind.COMMUNES):
            title = "Xã, phường, thị trấn" if self.block.kind is BlockKind.COMMUNES else self.block.title
            yield GridColumn("", ColumnRole.NAME, title)
        if any(row.unit for row in self.block.rows.values()):
            yield GridColumn("", ColumnRole.UNIT, "Đơn vị")
        for code in self.work.evaluation.columns(self.path):
            found = self.work.edition.column_of(self.path, code)
            if found is None:
                continue
            column, year = found
            if self._hidden(code, column):
                continue
            yield self._value_column(code, column, year)
            if self.shown.previous and code in MAIN_COLUMNS:
                yield GridColumn(code, ColumnRole.PREVIOUS, "Kỳ trước", column.kind)
                yield GridColumn(code, ColumnRole.CHANGE, "Thay đổi", column.kind, derived=True)

    def _hidden(self, code: str, column: Column) -> bool:
        if code in self.shown.hidden:
            return True
        return column.optional and code not in self.shown.extra and not self._used(code)

    def _used(self, code: str) -> bool:
        return any(code in cells for cells in self.work.dossier.block(self.path).rows.values())

    def _value_column(self, code: str, column: Column, year: int | None) -> GridColumn:
        label = column.short or column.label
        title = label if year is None else f"{label} {year}"
        return GridColumn(code, ColumnRole.VALUE, title, column.kind, bool(column.value), help=column.help)

    def _rows(self) -> Iterator[GridRow]:
        if self.block.kind is BlockKind.FIXED:
            for code, row in self.block.rows.items():
                kind = RowKind.HEADING if row.heading else RowKind.LINE
                yield GridRow(code, kind, code, row.label, depth=self._depth(row), help=row.help)
            return
        for code in self.work.evaluation.rows(self.path):
            yield GridRow(code, RowKind.LINE, code, row_label(self.work.edition, self.work.dossier, self.path, code))
        if self.block.kind.open_rows and self.work.dossier.head.draft:
            new = next_row(self.work, self.path)
            yield GridRow(new, RowKind.NEW, new)

    def _depth(self, row: RowDef) -> int:
        depth, parent = 0, row.part_of
        while parent and depth < 4:
            depth, parent = depth + 1, self.block.rows[parent].part_of
        return depth
