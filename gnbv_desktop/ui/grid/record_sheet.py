"""Few rows with very many columns, turned: fields below each other, one column for each row of the dossier."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from gnbv_desktop.catalogue.model import BlockDef, FieldInfo, FieldKind
from gnbv_desktop.engine.labels import field_info, row_label
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.entry import next_row
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid.block_sheet import AS_IT_COMES, Shown
from gnbv_desktop.ui.grid.parts import BLANK, CellLook, ColumnRole, GridColumn, GridRow, RowKind
from gnbv_desktop.ui.grid.writing import cell_look, may_type
from gnbv_desktop.ui.marks import Marks

MANY_COLUMNS, FEW_ROWS = 16, 6
ANY_ROW = "r1"
"""What the definitions say of a column is the same in every row."""


def is_record(work: Work, path: str) -> bool:
    """A review of households has fifty figures and is made once a year: nobody reads it sideways."""
    block = work.edition.blocks[path]
    rows = len(work.evaluation.rows(path))
    return bool(block.keys()) and len(work.evaluation.columns(path)) >= MANY_COLUMNS and rows <= FEW_ROWS


class RecordSheet:
    def __init__(self, work: Work, path: str, shown: Shown = AS_IT_COMES) -> None:
        self.work = work
        self.path = path
        self.shown = shown
        self.block: BlockDef = work.edition.blocks[path]
        self.columns: tuple[GridColumn, ...] = ()
        self.rows: tuple[GridRow, ...] = ()
        self._infos: dict[str, FieldInfo | None] = {}
        self.rebuild()

    def rebuild(self) -> None:
        self.rows = tuple(self._rows())
        self.columns = tuple(self._columns())

    def rows_are_stale(self) -> bool:
        return self.columns != tuple(self._columns())

    def spot(self, ref: Ref) -> tuple[str, str]:
        return ref.column, ref.row

    def first(self, row: str) -> Ref:
        return Ref(self.path, row, self.rows[0].row)

    def ref(self, row: GridRow, column: GridColumn) -> Ref | None:
        return Ref(self.path, column.code, row.row) if column.role is ColumnRole.VALUE else None

    def info(self, ref: Ref) -> FieldInfo | None:
        if ref.column not in self._infos:
            self._infos[ref.column] = field_info(self.work.edition, ref._replace(row=ref.row or ANY_ROW))
        return self._infos[ref.column]

    def editable(self, row: GridRow, column: GridColumn) -> bool:
        ref = self.ref(row, column)
        return may_type(self.work.dossier, self.info(ref) if ref else None)

    def look(self, row: GridRow, column: GridColumn, marks: Marks) -> CellLook:
        if column.role is ColumnRole.NAME:
            return CellLook(row.label)
        ref = Ref(self.path, column.code, row.row)
        info = self.info(ref)
        if info is None:
            return BLANK
        if column.role is ColumnRole.UNIT:
            return CellLook(self._unit(info), center=True, ink="muted")
        if column.code not in self.work.dossier.block(self.path).order:
            return CellLook(ground="sunken" if info.derived else "base")
        look = cell_look(self.work, marks, ref, info)
        # Short words stand where the figures stand: a column holds fields of all kinds.
        return look if info.kind is FieldKind.TEXT else evolve(look, right=True, center=False)

    def _unit(self, info: FieldInfo) -> str:
        money = MoneyUnit(self.work.dossier.head.money_unit).label
        return money if info.kind is FieldKind.MONEY else info.unit

    def _columns(self) -> Iterator[GridColumn]:
        yield GridColumn("", ColumnRole.NAME, "Số liệu của từng lần")
        yield GridColumn("", ColumnRole.UNIT, "Đơn vị")
        for code in self.work.evaluation.rows(self.path):
            label = row_label(self.work.edition, self.work.dossier, self.path, code)
            yield GridColumn(code, ColumnRole.VALUE, label)
        if self.work.dossier.head.draft:
            yield GridColumn(next_row(self.work, self.path), ColumnRole.VALUE, "Thêm")

    def _rows(self) -> Iterator[GridRow]:
        for code in self.work.evaluation.columns(self.path):
            found = self.work.edition.column_of(self.path, code)
            if found is not None and code not in self.shown.hidden:
                label = found[0].label if found[1] is None else f"{found[0].label} {found[1]}"
                yield GridRow(code, RowKind.LINE, code, label, help=found[0].help)
