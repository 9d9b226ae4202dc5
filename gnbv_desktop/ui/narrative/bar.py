"""The tools of the narrative in use: letters, dashes, figures, suggestions. They take no focus; each has its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.narrative.editor import NarrativeEditor
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, IconButton
from gnbv_desktop.ui.widgets.surfaces import Rule


class NarrativeBar(QWidget):
    def __init__(
        self, look: Look, session: Session, current: Callable[[], NarrativeEditor | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._current = current
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for icon, words, name, key, run in (
            ("bold", "Đậm", "narrative_bold", "Ctrl+B", self._bold),
            ("italic", "Nghiêng", "narrative_italic", "Ctrl+I", self._italic),
            ("list", "Đoạn thường, gạch đầu dòng, dấu cộng", "narrative_list", "Ctrl+Shift+L", self._list),
        ):
            button = IconButton(look, icon, words, name, key, run)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        rule = Rule(look, standing=True)
        rule.setMaximumHeight(look.px(20))
        row.addWidget(rule)
        self.insert = Button(look, "Chèn số", "hash", "flat", "narrative_insert", pressed=self._insert)
        self.insert.setToolTip("Chèn số lấy từ biểu (Ctrl+Shift+I)")
        self.insert.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.insert)
        self.suggest = Button(
            look, "Chèn câu gợi ý", "message-square-text", "flat", "narrative_suggest", pressed=self._suggest
        )
        self.suggest.setToolTip("Chèn câu chương trình soạn sẵn từ số liệu (Ctrl+Shift+G); số vẫn gắn với biểu")
        self.suggest.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.suggest)

    def _bold(self) -> None:
        self._with(lambda editor: editor.text.keys.bold())

    def _italic(self) -> None:
        self._with(lambda editor: editor.text.keys.italic())

    def _list(self) -> None:
        self._with(lambda editor: editor.text.keys.list())

    def _insert(self) -> None:
        self._with(NarrativeEditor.pick)

    def _suggest(self) -> None:
        self._with(NarrativeEditor.suggest)

    def _with(self, act: Callable[[NarrativeEditor], object]) -> None:
        editor = self._current()
        if editor is None:
            self._session.said.emit("Hãy đặt con trỏ vào đoạn cần viết trước.")
        else:
            act(editor)
