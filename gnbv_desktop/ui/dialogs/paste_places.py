"""A whole column of names: what was read of it, what was not, and which known places it does not name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.kernel.dossier import Place
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.services.place_names import KINDS, PlacesRead, places_from_text
from gnbv_desktop.ui.dialogs.dressing import order_by_tab
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.words import Words


class PastePlaces(QWidget):
    """A ticked place that the text does not name stays in the list; nothing goes without being unticked."""

    taken = Signal(object)
    """The places, in the order of the text, then what is kept."""
    given_up = Signal()

    def __init__(self, look: Look, name: str, agencies: bool) -> None:
        super().__init__()
        self._look, self._agencies = look, agencies
        self._existing: Sequence[Place] = ()
        self._taken_ids: tuple[str, ...] = ()
        self._read = PlacesRead(())
        self._kind = ""
        """What names are that do not say it, once somebody has told."""
        self.missing: list[tuple[QCheckBox, Place]] = []
        """Known places that the text does not name, each with its tick."""
        self.setObjectName(f"{name}_paste")
        self.text = QPlainTextEdit()
        self.text.setObjectName(f"{name}_text")
        self.text.setAccessibleName("Cột tên đã chép")
        self.text.setPlaceholderText("Dán cột tên từ Excel hoặc Word vào đây, mỗi dòng một tên.")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._understand)
        self.found = QListWidget()
        self.found.setObjectName(f"{name}_found")
        self.found.setAccessibleName("Đọc được và những gì cần xem")
        self.found.setWordWrap(True)
        self.found.setIconSize(QSize(look.px(Size.SIGN), look.px(Size.SIGN)))
        self.found.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.kinds = QComboBox()
        self.kinds.setObjectName(f"{name}_kinds")
        self.kinds.setAccessibleName("Các tên chưa ghi loại là")
        for code, words in KINDS.items():
            self.kinds.addItem(words, code)
        self.kinds.currentIndexChanged.connect(self._kind_chosen)
        self.tell_kind = Button(look, "", "plus", name=f"{name}_tell_kind", pressed=self._tell_kind)
        self._heading = Words(look, "", Role.SMALL_STRONG)
        self._why = Words(look, "", Role.SMALL, "muted", wrap=True)
        self._why.setObjectName(f"{name}_why")
        self.accept = Button(look, "Nhận", "check", "chosen", f"{name}_accept", pressed=self._accept)
        self._give_up = Button(look, "Thôi", name=f"{name}_give_up", pressed=self.given_up.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right, both, foot, bare = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        bare.addWidget(self.kinds)
        bare.addWidget(self.tell_kind, 1)
        left.addWidget(Words(self._look, "Cột đã chép", Role.SMALL_STRONG))
        left.addWidget(self.text, 1)
        right.addWidget(self._heading)
        right.addLayout(bare)
        right.addWidget(self.found, 1)
        both.setSpacing(12)
        both.addLayout(left, 2)
        both.addLayout(right, 3)
        foot.addWidget(self._why, 1)
        foot.addWidget(self._give_up)
        foot.addWidget(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(both, 1)
        layout.addLayout(foot)

    def begin(self, text: str, existing: Sequence[Place], taken: Iterable[str]) -> None:
        self._existing, self._taken_ids, self._kind = existing, tuple(taken), ""
        self.text.setPlainText(text)
        self._understand()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _understand(self) -> None:
        text = self.text.toPlainText()
        try:
            self._read = places_from_text(text, self._existing, self._agencies, self._taken_ids, self._kind)
        except BadInput as error:
            self._read = PlacesRead((), faults=(error.message,))
        self.found.clear()
        self.missing = []
        for fault in self._read.faults:
            self._line(fault, self._look.tint(Tone.ERROR).fg, "octagon-x")
        if self._read.places:
            for place in self._read.missing:
                self._missing(place)
        for note in self._read.notes:
            self._line(note, self._look.tint(Tone.NOTE).fg, "info")
        known = {place.id for place in self._existing}
        for place in self._read.places:
            new = place.id not in known
            self._line(f"{place.name} (mới)" if new else place.name, "text", "plus" if new else "check")
        self._count()
        self._offer_kind()
        order_by_tab(self.inputs())

    def inputs(self) -> tuple[QWidget, ...]:
        """The ticks come after the text, then what is below: Qt would put new ticks out of the round."""
        ticks = (box for box, _ in self.missing)
        return (self.text, self.kinds, self.tell_kind, *ticks, self.found, self._give_up, self.accept)

    def _offer_kind(self) -> None:
        """One answer for all names that do not say what they are; it can be taken back."""
        count, words = len(self._read.bare), self.kinds.currentText()
        self.kinds.setVisible(bool(count))
        self.tell_kind.setVisible(bool(count))
        self.tell_kind.setText(
            f"Bỏ «{words}» đã thêm cho {count} tên" if self._kind else f"Thêm «{words}» cho {count} tên"
        )
        self.tell_kind.show_icon("undo-2" if self._kind else "plus")

    def _kind_chosen(self) -> None:
        """Another kind is told at once where one was told already."""
        if self._kind:
            self._kind = str(self.kinds.currentData())
        self._understand()

    def _tell_kind(self) -> None:
        self._kind = "" if self._kind else str(self.kinds.currentData())
        self._understand()

    def _line(self, words: str, color: str, icon: str) -> None:
        item = QListWidgetItem(self._look.icon(icon, color, 14), words)
        item.setForeground(self._look.color(color))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.found.addItem(item)

    def _missing(self, place: Place) -> None:
        box = QCheckBox(f"Giữ lại «{place.name}» (cột đã chép không có)")
        box.setChecked(True)
        box.toggled.connect(self._count)
        item = QListWidgetItem()
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setSizeHint(box.sizeHint())
        self.found.addItem(item)
        self.found.setItemWidget(item, box)
        self.missing.append((box, place))

    def _kept(self) -> tuple[Place, ...]:
        return tuple(place for box, place in self.missing if box.isChecked())

    def _count(self) -> None:
        read, faults = self._read.places, self._read.faults
        self._heading.setText(f"Đọc được {len(read)} tên" if read or self.text.toPlainText().strip() else "Đọc được")
        self.accept.setText(f"Nhận {len(read)} tên")
        self.accept.setEnabled(bool(read) and not faults)
        gone = len(self.missing) - len(self._kept())
        if faults:
            self._why.setText(f"Còn {len(faults)} dòng chưa đọc được; sửa ở ô bên trái rồi nhận.")
        else:
            self._why.setText(f"Sẽ bỏ {gone} nơi khỏi danh bạ." if gone else "")

    def _accept(self) -> None:
        """Ticked ones stay where the text does not name them, after those it names."""
        self.taken.emit((*self._read.places, *self._kept()))
