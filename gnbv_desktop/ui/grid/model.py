"""A sheet as Qt sees it. Looks are kept until their figure changes; a change repaints single cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gnbv_desktop.catalogue.model import FieldInfo
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.services.cell_text import text_to_edit
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid.parts import CellLook, ColumnRole, GridColumn, GridRow
from gnbv_desktop.ui.marks import Marks

RefRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CUT = 18
"""Letters: longer texts may not be seen whole."""
SEEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
EDITED = SEEN | Qt.ItemFlag.ItemIsEditable


class Sheet(Protocol):
    """What gives a grid its rows and columns."""

    work: Work
    path: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]

    def rebuild(self) -> None: ...
    def rows_are_stale(self) -> bool: ...
    def ref(self, row: GridRow, column: GridColumn) -> Ref | None: ...
    def spot(self, ref: Ref) -> tuple[str, str]: ...
    def first(self, row: str) -> Ref: ...
    def info(self, ref: Ref) -> FieldInfo | None: ...
    def editable(self, row: GridRow, column: GridColumn) -> bool: ...
    def look(self, row: GridRow, column: GridColumn, marks: Marks) -> CellLook: ...


class GridModel(QAbstractTableModel):
    def __init__(self, sheet: Sheet, marks: Callable[[], Marks], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._marks = marks
        self._looks: dict[tuple[int, int], CellLook] = {}
        """By place: rows and columns are others only after `rebuild`."""
        self._row_places: Mapping[str, int] = {}
        self._column_places: Mapping[str, int] = {}
        self._bands: frozenset[int] = frozenset()
        self._flags: dict[tuple[int, int, str], Qt.ItemFlag] = {}
        self._signs = (sheet.work.dossier.reasons, sheet.work.dossier.drawn)
        self._take_places()

    def _take_places(self) -> None:
        self._looks.clear()
        self._flags.clear()
        self._bands = frozenset(place for place, row in enumerate(self.sheet.rows) if row.kind.band)
        self._row_places = {row.row: place for place, row in enumerate(self.sheet.rows) if place not in self._bands}
        self._column_places = {
            column.code: place for place, column in enumerate(self.sheet.columns) if column.role is ColumnRole.VALUE
        }

    # ---- what changes

    def rebuild(self, change: Callable[[], None] | None = None) -> None:
        """Rows and columns anew. An open editor and the selection stay with their cells."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self.sheet.rows[each.row()].key, self.sheet.columns[each.column()].key) for each in before]
        (change or self.sheet.rebuild)()
        self._take_places()
        rows = {row.key: place for place, row in enumerate(self.sheet.rows)}
        columns = {column.key: place for place, column in enumerate(self.sheet.columns)}
        after = [
            self.createIndex(rows[row], columns[column]) if row in rows and column in columns else QModelIndex()
            for row, column in kept
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def follow(self, change: Change | None) -> list[int] | None:
        """Brings the grid up to date; the rows that were drawn anew, None when rows or columns are others now."""
        if change is None or self.sheet.rows_are_stale():
            self.rebuild()
            return None
        refs = set(change.figures)
        refs.update(parse_ref(issue.ref) for issue in (*change.appeared, *change.gone) if issue.ref)
        own = [ref for ref in refs if ref.block == self.sheet.path]
        return self._forget(own)

    def _forget(self, refs: Iterable[Ref]) -> list[int]:
        """Cell by cell, for a range makes Qt draw everything anew; what was never looked at needs no telling.

        Bands and derived neighbours follow with the row.
        """
        named = (self.sheet.spot(ref)[0] for ref in refs)
        rows = {self._row_places[name] for name in named if name in self._row_places}
        if not rows:
            return []
        stale = sorted(rows | self._bands)
        for place in stale:
            for column in range(len(self.sheet.columns)):
                if self._looks.pop((place, column), None) is not None:
                    cell = self.createIndex(place, column)
                    self.dataChanged.emit(cell, cell)
        return stale

    def signs_are_stale(self) -> bool:
        """Whether reasons were given or copies read since the last asking: no figure is another, but its sign is."""
        dossier = self.sheet.work.dossier
        known, self._signs = self._signs, (dossier.reasons, dossier.drawn)
        return any(one is not other for one, other in zip(known, self._signs, strict=True))

    def forget_looks(self) -> None:
        """Marks are others, or the theme: everything shown is drawn anew."""
        self._looks.clear()

    # ---- places

    def index_of(self, ref: Ref) -> QModelIndex:
        """The place of an address; an invalid index when it is not shown."""
        row, column = self.sheet.spot(ref)
        if ref.block != self.sheet.path or row not in self._row_places or column not in self._column_places:
            return QModelIndex()
        return self.index(self._row_places[row], self._column_places[column])

    def row_at(self, index: Index) -> GridRow:
        return self.sheet.rows[index.row()]

    def column_at(self, index: Index) -> GridColumn:
        return self.sheet.columns[index.column()]

    def ref(self, index: Index) -> Ref | None:
        return self.sheet.ref(self.row_at(index), self.column_at(index)) if index.isValid() else None

    def info(self, index: Index) -> FieldInfo | None:
        ref = self.ref(index)
        return self.sheet.info(ref) if ref else None

    def look(self, row: int, column: int) -> CellLook:
        """How a cell looks; the delegate asks this, not `data`."""
        found = self._looks.get((row, column))
        if found is None:
            found = self.sheet.look(self.sheet.rows[row], self.sheet.columns[column], self._marks())
            self._looks[row, column] = found
        return found

    # ---- Qt's questions

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.look(index.row(), index.column()).text
            case Qt.ItemDataRole.EditRole:
                ref = self.ref(index)
                return text_to_edit(self.sheet.work, ref) if ref else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.look(index.row(), index.column()).words or None
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(index)
        if role == RefRole:
            ref = self.ref(index)
            return str(ref) if ref else ""
        return None

    def _tip(self, index: Index) -> str | None:
        """What may be cut off in the cell, what its sign says, what a label means."""
        look, row = self.look(index.row(), index.column()), self.row_at(index)
        named = self.column_at(index).role is ColumnRole.NAME
        text = look.text if len(look.text) > CUT and not look.right else ""
        parts = [text, row.help if named else "", look.words]
        return "\n".join(part for part in parts if part) or None

    def _spoken(self, index: Index) -> str:
        look, info = self.look(index.row(), index.column()), self.info(index)
        name = self.look(index.row(), 0)
        unit = f" {info.unit}" if info and info.unit else ""
        parts = (
            f"{name.code} {name.text}".strip(),
            self.column_at(index).label,
            f"{look.text}{unit}".strip() or "trống",
        )
        return ", ".join(part for part in parts if part)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        key = (index.row(), index.column(), self.sheet.work.dossier.head.status)
        found = self._flags.get(key)
        if found is None:
            edited = self.sheet.editable(self.row_at(index), self.column_at(index))
            found = self._flags[key] = EDITED if edited else SEEN
        return found

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.sheet.columns[section].label
        return self.sheet.rows[section].label
