"""The rows of an outline as a tree: what a row shows is told from outside, what is typed or ticked is told back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from attrs import frozen
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from gnbv_desktop.ui.look.tokens import Tone

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole + 1
TITLE, CONTENTS, REMARK = range(3)
_ROOT = QModelIndex()


@frozen
class Chip:
    words: str
    icon: str
    tip: str


@frozen
class Row:
    title: str
    level: int
    number: str = ""
    ticked: bool = True
    printed: bool = True
    """Not so where the section or one above it is not ticked."""
    chips: tuple[Chip, ...] = ()
    remark: str = ""
    tone: Tone | None = None
    filled: str = ""
    """The title as it is printed, where it names the period or the unit in braces."""

    @property
    def shown(self) -> str:
        return self.filled or self.title

    @property
    def words(self) -> str:
        return f"{self.number} {self.shown}".strip()


class OutlineModel(QAbstractItemModel):
    renamed = Signal(int, str)
    ticked = Signal(int, bool)

    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {-1: []}
        self.editable = True

    def show(self, rows: Sequence[Row]) -> bool:
        """Whether the rows stand otherwise than before: then nothing is current or open any more."""
        rows = tuple(rows)
        if [each.level for each in rows] == [each.level for each in self.rows]:
            changed = [at for at, pair in enumerate(zip(rows, self.rows, strict=True)) if pair[0] != pair[1]]
            self.rows = rows
            for at in changed:
                self.dataChanged.emit(self.at(at), self.at(at, len(self._columns) - 1))
            return False
        self.beginResetModel()
        self.rows = rows
        self._parents, self._children = [], {-1: []}
        above: list[int] = []
        for at, row in enumerate(rows):
            while above and rows[above[-1]].level >= row.level:
                above.pop()
            parent = above[-1] if above else -1
            self._parents.append(parent)
            self._children[parent].append(at)
            self._children[at] = []
            above.append(at)
        self.endResetModel()
        return True

    # ---- places

    def at(self, place: int, column: int = TITLE) -> QModelIndex:
        if not 0 <= place < len(self.rows):
            return QModelIndex()
        return self.createIndex(self._children[self._parents[place]].index(place), column, place + 1)

    def place(self, index: Index) -> int:
        """-1 for no row."""
        return int(index.internalId()) - 1 if index.isValid() else -1

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        children = self._children.get(self.place(parent), [])
        if not (0 <= row < len(children) and 0 <= column < len(self._columns)):
            return QModelIndex()
        return self.createIndex(row, column, children[row] + 1)

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, index: Index) -> QModelIndex: ...
    def parent(self, index: Index | None = None) -> QModelIndex | QObject | None:
        if index is None:
            return super().parent()
        place = self.place(index)
        return self.at(self._parents[place]) if place >= 0 and self._parents[place] >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.column() > 0 else len(self._children.get(self.place(parent), ()))

    def columnCount(self, parent: Index = _ROOT) -> int:
        return len(self._columns)

    # ---- content

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TITLE and self.editable:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self.place(index)
        if place < 0:
            return None
        row = self.rows[place]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return (row.words, "\n".join(chip.tip for chip in row.chips), row.remark)[index.column()]
            case Qt.ItemDataRole.EditRole if index.column() == TITLE:
                return row.title
            case Qt.ItemDataRole.CheckStateRole if index.column() == TITLE:
                return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                told = (f"cấp {row.level}", "" if row.printed else "không in", row.remark)
                return ", ".join(each for each in told if each)
            case Qt.ItemDataRole.UserRole:
                return None
            case int() if role == RowRole:
                return row
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        place = self.place(index)
        if place < 0:
            return False
        if role == Qt.ItemDataRole.EditRole and str(value).strip() and str(value) != self.rows[place].title:
            self.renamed.emit(place, str(value))
            return True
        if role == Qt.ItemDataRole.CheckStateRole:
            self.ticked.emit(place, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        return False
