"""The communes or the agencies of the register: typed one by one, pasted as a column, renamed, ordered, removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gnbv_desktop.kernel.dossier import Place
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.text import clean
from gnbv_desktop.services.place_names import places_from_text
from gnbv_desktop.ui.dialogs.dressing import STAYS
from gnbv_desktop.ui.dialogs.paste_places import PastePlaces
from gnbv_desktop.ui.dialogs.places_table import SHORT, PlacesTable
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.words import Words

COLUMN_LIMIT = 200_000
"""Letters the box takes: a whole column may be pasted into it, and is then moved to where columns are read."""


class PlacesEditor(QStackedWidget):
    changed = Signal()

    def __init__(self, look: Look, name: str, agencies: bool, taken: Callable[[], Iterable[str]]) -> None:
        super().__init__()
        self.places: tuple[Place, ...] = ()
        self._look, self._agencies, self._taken = look, agencies, taken
        what = "cơ quan thực hiện" if agencies else "xã, phường, thị trấn"
        self._what = what
        self.setObjectName(f"{name}_editor")
        self.table = PlacesTable(look, f"{name}_table", f"Danh sách {what}")
        self.new = QLineEdit()
        self.new.setObjectName(f"{name}_new")
        self.new.setAccessibleName(f"Thêm {what}")
        self.new.setPlaceholderText("ví dụ: Trung tâm Y tế" if agencies else "ví dụ: xã Bản Lang")
        self.new.setMaxLength(COLUMN_LIMIT)
        self.new.setProperty(STAYS, True)
        self._add_button = Button(look, "Thêm", "plus", name=f"{name}_add", pressed=self._add)
        self._said = Words(look, "", Role.SMALL, "muted", wrap=True)
        self._said.setObjectName(f"{name}_said")
        self.paste = PastePlaces(look, name, agencies)
        self.addWidget(self._list_page(name))
        self.addWidget(self.paste)
        self.new.returnPressed.connect(self._add)
        self.new.textEdited.connect(self._look_for_column)
        self.table.renamed.connect(self._rename)
        self.table.removed.connect(self._remove)
        self.table.moved.connect(self._move)
        self.table.pasted.connect(self._paste_clipboard)
        self.paste.taken.connect(self._take_all)
        self.paste.given_up.connect(self._show_list)

    def _list_page(self, name: str) -> QWidget:
        look = self._look
        self._tools: list[QWidget] = [
            Button(look, "Dán cả cột…", "clipboard-paste", name=f"{name}_to_paste", pressed=self._paste_empty),
            IconButton(look, "chevron-up", "Chuyển lên", f"{name}_up", "Alt+mũi tên lên", lambda: self._move(-1)),
            IconButton(
                look, "chevron-down", "Chuyển xuống", f"{name}_down", "Alt+mũi tên xuống", lambda: self._move(1)
            ),
            IconButton(look, "trash-2", "Bỏ dòng đang chọn", f"{name}_remove", "Delete", self._remove),
        ]
        tools = QHBoxLayout()
        tools.setSpacing(6)
        tools.addWidget(self.new, 1)
        for tool in (self._add_button, *self._tools):
            tools.addWidget(tool)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(tools)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._said)
        return page

    def inputs(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is read."""
        return (self.new, self._add_button, *self._tools, self.table, *self.paste.inputs())

    def settle(self) -> str:
        """Takes what is still being typed; says what cannot be taken, or nothing."""
        self.table.finish_typing()
        if self.currentWidget() is self.paste and self.paste.text.toPlainText().strip():
            return "cột đã dán chưa được nhận. Bấm «Nhận» hoặc «Thôi» trước."
        if self.new.text().strip() and not self._add():
            return f"chưa thêm được «{clean(self.new.text())}». Sửa hoặc xóa tên ấy trước."
        return ""

    def focus_waiting(self) -> None:
        field = self.paste.text if self.currentWidget() is self.paste else self.new
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_places(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self.table.show_places(places)
        self._tell()
        self._show_list()

    def _put(self, places: tuple[Place, ...]) -> None:
        self.places = places
        self.table.show_places(places)
        self.changed.emit()

    def _tell(self, words: str = "", fault: bool = False) -> None:
        usual = f"{len(self.places)} {self._what}." if self.places else f"Chưa có {self._what} nào."
        hint = " Sửa tên ngay trong bảng; nơi đổi tên vẫn giữ mã cũ." if self.places else ""
        self._said.setText(words or usual + hint)
        self._said.set_color(self._look.tint(Tone.ERROR).fg if fault else "muted")

    def _look_for_column(self, typed: str) -> None:
        """Several lines, however they were pasted, are a column; one line with its end is a name."""
        lines = [line for line in typed.splitlines() if line.strip()]
        if len(lines) > 1:
            self.new.clear()
            self._paste(typed)
        elif typed.splitlines() != [typed] and lines:
            self.new.setText(lines[0].strip())

    def _add(self) -> bool:
        """A name that is there already is not added twice."""
        read = places_from_text(self.new.text(), self.places, self._agencies, self._taken())
        known = {place.id for place in self.places}
        added = tuple(place for place in read.places if place.id not in known)
        if read.faults or not read.places:
            self._tell(_without_line(read.faults[0]) if read.faults else "Hãy ghi tên rồi bấm Thêm.", fault=True)
            return False
        if not added:
            self._tell(f"«{read.places[0].name}» đã có trong danh sách.", fault=True)
            return False
        self._put((*self.places, *added))
        self.new.clear()
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self._tell(" ".join(_without_line(note) for note in read.notes))
        return True

    def _rename(self, row: int, column: int, typed: str) -> None:
        before = self.places[row]
        try:
            after = self._as_typed(before, column, clean(typed))
        except BadInput as error:
            self.table.show_places(self.places)
            self._tell(error.message, fault=True)
            return
        if after != before:
            self._put((*self.places[:row], after, *self.places[row + 1 :]))
            self._tell()

    def _as_typed(self, before: Place, column: int, typed: str) -> Place:
        if column == SHORT:
            return evolve(before, short=typed)
        others = [place for place in self.places if place.id != before.id]
        read = places_from_text(typed, others, self._agencies)
        if read.faults or len(read.places) != 1:
            raise BadInput(_without_line(read.faults[0]) if read.faults else "Mỗi dòng ghi đúng một tên.")
        found = read.places[0]
        if found.id in {place.id for place in others}:
            raise BadInput(f"«{found.name}» đã có trong danh sách; tên cũ được giữ.")
        if self._agencies:
            return evolve(before, name=found.name)
        return evolve(before, name=found.name, short=found.short, kind=found.kind)

    def _remove(self) -> None:
        rows = set(self.table.chosen_rows())
        if rows:
            gone = [self.places[row].name for row in sorted(rows)]
            self._put(tuple(place for row, place in enumerate(self.places) if row not in rows))
            self._tell(f"Đã bỏ khỏi danh sách: {', '.join(gone)}. Số liệu trong các hồ sơ cũ không đổi.")

    def _move(self, step: int) -> None:
        row = self.table.currentRow()
        if row < 0 or not 0 <= row + step < len(self.places):
            return
        places = list(self.places)
        places.insert(row + step, places.pop(row))
        self._put(tuple(places))
        self.table.setCurrentCell(row + step, 0)

    def _paste_empty(self) -> None:
        self._paste("")

    def _paste_clipboard(self) -> None:
        self._paste(QGuiApplication.clipboard().text())

    def _paste(self, text: str) -> None:
        self.paste.begin(text, self.places, self._taken())
        self.setCurrentWidget(self.paste)

    def _take_all(self, places: tuple[Place, ...]) -> None:
        self._put(places)
        self._show_list()
        self._tell()

    def _show_list(self) -> None:
        self.setCurrentIndex(0)
        if self.isVisible():
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)


def _without_line(words: str) -> str:
    """One typed name has no line number."""
    rest = words.partition(": ")[2] if words.startswith("Dòng ") else words
    return rest[:1].upper() + rest[1:]
