"""One block of a dossier as a table model: typed and derived figures, editing through the services."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gnbv_desktop.catalogue.model import BlockKind, Column
from gnbv_desktop.engine.labels import field_info, key_label, row_label, write_scalar
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.entry import Entered, enter
from gnbv_desktop.services.work import Work

RefRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class GridModel(QAbstractTableModel):
    entered = Signal(object)
    refused = Signal(str)

    def __init__(self, work: Work, path: str, component: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._path = path
        self._component = component
        self._block = work.edition.blocks[path]
        self._single = self._block.kind is BlockKind.FIELDS
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[str, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Takes the rows and columns anew."""
        self.beginResetModel()
        evaluation = self._work.evaluation
        self._columns = evaluation.columns(self._path)
        self._rows = evaluation.rows(self._path)
        if self._component:
            inside = set(evaluation.grains(self._path).select({"DU_AN": self._component}).inside)
            self._rows = tuple(row for row in self._rows if row in inside)
        self.endResetModel()

    def shows(self, ref: Ref) -> bool:
        return ref.block == self._path and ref.row in (*self._rows, "")

    def index_of(self, ref: Ref) -> QModelIndex:
        """The place of an address; an invalid index when it is not shown."""
        if ref.block != self._path or ref.column not in self._columns or ref.row not in self._rows:
            return QModelIndex()
        column = self._columns.index(ref.column)
        return self.index(column, 0) if self._single else self.index(self._rows.index(ref.row), column)

    def repaint(self, refs: Iterable[Ref]) -> None:
        """Cell by cell: telling of the whole model costs 20 ms."""
        for ref in refs:
            index = self.index_of(ref)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = ROOT) -> int:
        if parent.isValid():
            return 0
        return len(self._columns) if self._single else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        if parent.isValid():
            return 0
        return 1 if self._single else len(self._columns)

    def ref(self, index: Index) -> Ref:
        if self._single:
            return Ref(self._path, "", self._columns[index.row()])
        return Ref(self._path, self._rows[index.row()], self._columns[index.column()])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        ref = self.ref(index)
        if role == RefRole:
            return str(ref)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(ref)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            info = field_info(self._work.edition, ref)
            return f"{self.headerData(index.row(), Qt.Orientation.Vertical)}, {info.label if info else ''}"
        if role == Qt.ItemDataRole.TextAlignmentRole and self._numeric(ref):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _numeric(self, ref: Ref) -> bool:
        info = field_info(self._work.edition, ref)
        return info is not None and info.kind.numeric

    def _text(self, ref: Ref) -> str:
        figure = self._work.evaluation.figure(ref)
        if figure.status is Status.UNREAD:
            cell = self._work.dossier.cell(ref)
            return cell.text if cell else figure.status.label
        if figure.status is Status.MISSING:
            return ""
        if figure.status is not Status.VALUE:
            return figure.status.label
        return self._written(ref, figure)

    def _written(self, ref: Ref, figure: Figure) -> str:
        info = field_info(self._work.edition, ref)
        if info is None or figure.value is None:
            return figure.text
        if info.kind.numeric:
            money = MoneyUnit(self._work.dossier.head.money_unit)
            return write_scalar(figure.value, info.kind, money, unit=False)
        return key_label(self._work.edition, self._work.dossier, info.column, figure.text)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        info = field_info(self._work.edition, self.ref(index)) if index.isValid() else None
        return flags if info is None or info.derived else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or str(value) == self.data(index):
            return False
        try:
            done: Entered = enter(self._work, self.ref(index), str(value))
        except KnownError as error:
            self.refused.emit(str(error))
            return False
        self.entered.emit(done)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation is Qt.Orientation.Horizontal
        if self._single:
            return "Giá trị" if across else self._label(self._columns[section])
        if across:
            return self._label(self._columns[section])
        return row_label(self._work.edition, self._work.dossier, self._path, self._rows[section])

    def _label(self, code: str) -> str:
        found = self._work.edition.column_of(self._path, code)
        column, year = found if found else (Column(label=code), None)
        return column.label if year is None else f"{column.label} {year}"
