"""The chips of a preview in one line; those that find no room stand in a menu at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.paste.preview import Chip, Offer
from gnbv_desktop.ui.widgets.buttons import Button

GAP = 6


class ChipButton(Button):
    def __init__(self, look: Look, name: str, pressed: Callable[[], object], parent: QWidget) -> None:
        super().__init__(look, "", "chevron-down", "", name, small=True, pressed=pressed, parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAutoDefault(False)

    def say(self, chip: Chip) -> None:
        self.setText(f"{chip.label}: {chip.value}")
        self.setAccessibleName(f"{chip.label}: {chip.value}" + ("; hãy chọn" if chip.asked else ""))
        self.show_icon("circle-question-mark" if chip.asked else "chevron-down", self._ask_ink() if chip.asked else "")

    def _ask_ink(self) -> str:
        return self._look.tint(Tone.ASK).fg


class ChipBar(QWidget):
    picked = Signal(object)
    """An Offer."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chips: tuple[Chip, ...] = ()
        self._buttons: list[ChipButton] = []
        self._shown = 0
        self._more = ChipButton(look, "chip_more", self._open_more, self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        self._chips = chips
        while len(self._buttons) < len(chips):
            place = len(self._buttons)
            self._buttons.append(ChipButton(self._look, "", partial(self._open, place), self))
        for button, chip in zip(self._buttons, chips, strict=False):
            button.setObjectName(chip.name)
            button.say(chip)
        self.setVisible(bool(chips))
        self._place()

    def focus_asked(self) -> bool:
        """To the first chip that must be answered."""
        for place, chip in enumerate(self._chips):
            if chip.asked:
                (self._buttons[place] if place < self._shown else self._more).setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        widths = [button.sizeHint().width() for button in self._buttons[: len(self._chips)]]
        self._shown = self._fitting(widths)
        rest = len(widths) - self._shown
        left = 0
        for place, button in enumerate(self._buttons):
            button.setVisible(place < self._shown)
            if place < self._shown:
                button.setGeometry(left, 0, widths[place], button.sizeHint().height())
                left += widths[place] + GAP
        self._more.setVisible(rest > 0)
        if rest > 0:
            asked = any(chip.asked for chip in self._chips[self._shown :])
            self._more.say(Chip("chip_more", "Cột khác", str(rest), asked=asked))
            size = self._more.sizeHint()
            self._more.setGeometry(left, 0, size.width(), size.height())

    def _fitting(self, widths: Sequence[int]) -> int:
        if sum(widths) + GAP * (len(widths) - 1) <= self.width():
            return len(widths)
        room, count = self.width() - self._look.px(120) - GAP, 0
        for width in widths:
            room -= width + GAP
            if room < 0:
                break
            count += 1
        return count

    def _open(self, place: int) -> None:
        menu = self._menu()
        self._fill(menu, self._chips[place])
        self._popup(menu, self._buttons[place])

    def _open_more(self) -> None:
        menu = self._menu()
        for chip in self._chips[self._shown :]:
            self._fill(menu.addMenu(f"{chip.label}: {chip.value}"), chip)
        self._popup(menu, self._more)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("chip_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _fill(self, menu: QMenu, chip: Chip) -> None:
        for offer, holds in chip.offers:
            action = menu.addAction(offer.words)
            action.setCheckable(True)
            action.setChecked(holds)
            action.triggered.connect(partial(self._pick, offer))

    def _popup(self, menu: QMenu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _pick(self, offer: Offer, _checked: bool = False) -> None:
        self.picked.emit(offer)
