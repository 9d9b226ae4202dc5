"""The dialog "Nạp đề cương": a Word file or pasted text; the headings read of it, with what is proposed for each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from attrs import evolve
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.kernel.outline import Content, Outline
from gnbv_desktop.services.outline_edits import next_free
from gnbv_desktop.services.outline_import import (
    Confidence,
    Proposal,
    from_file,
    from_text,
    made_outline,
)
from gnbv_desktop.services.outline_words import content_words, numbers
from gnbv_desktop.services.outlines import free_slots, keep
from gnbv_desktop.ui.dialogs.dressing import STAYS, Dressing, fit
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.outline.choosers import DataDialog, SlotDialog
from gnbv_desktop.ui.outline.model import Row
from gnbv_desktop.ui.outline.rows import chips_of
from gnbv_desktop.ui.outline.tree import OutlineTree
from gnbv_desktop.ui.pages.block_frame import RoundFrame
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, literal
from gnbv_desktop.ui.widgets.words import Words

_TONES = {Confidence.SURE: Tone.OK, Confidence.PERHAPS: Tone.CONFIRM, Confidence.NONE: Tone.NOTE}
HOW = "Chọn tệp Word (.docx) của tỉnh, hoặc chép phần đề cương rồi dán vào đây. Chỉ đọc các đề mục, không lấy lời văn."
HINTS = "Dấu cách: lấy hoặc không lấy   F2: sửa tên   Enter: đổi nội dung"
FILES = "Đề cương (*.docx *.txt)"


class ImportDialog(QDialog):
    taken = Signal()

    def __init__(self, look: Look, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle("Nạp đề cương")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look, self._session = look, session
        self._files: QFileDialog | None = None
        self.proposals: tuple[Proposal, ...] = ()
        self._fault = Words(look, "", Role.SMALL, look.tint(Tone.ERROR).fg, wrap=True)
        self._fault.setObjectName("import_fault")
        self.text = QPlainTextEdit()
        self.text.setObjectName("import_text")
        self.text.setAccessibleName("Phần đề cương dán vào")
        self.text.setPlaceholderText("I. Công tác chỉ đạo, điều hành\n1. Ban hành văn bản\nII. Kết quả thực hiện …")
        self.text.setTabChangesFocus(True)
        self.name = QLineEdit()
        self.name.setObjectName("import_name")
        self.name.setProperty(STAYS, True)
        self.name.setAccessibleName("Tên đề cương")
        self.tree = OutlineTree(
            look, "import_tree", "Các đề mục đọc được", ("Đề mục", "Dưới mục sẽ có", "Độ chắc"), (50, 38, 12)
        )
        self._counted = Words(look, "", Role.SMALL, "text2")
        self._counted.setObjectName("import_counted")
        self._pages = QStackedWidget()
        self._use = Button(look, "Đọc đề mục", "arrow-right", "primary", "import_next", pressed=self._next)
        self._back = Button(look, "Đọc tệp khác", "undo-2", "", "import_back", pressed=self._to_source)
        self._lay_out()
        Dressing(look, self, self._use)
        self._connect()
        self._to_source()
        fit(self, look.px(1040), look.px(640))

    def _lay_out(self) -> None:
        look = self._look
        source, preview = QWidget(), QWidget()
        first = QVBoxLayout(source)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(8)
        line = QHBoxLayout()
        line.addWidget(Button(look, "Chọn tệp Word…", "folder-open", "", "import_file", pressed=self._ask_file))
        line.addStretch(1)
        first.addWidget(Words(look, HOW, Role.BODY, "text2", wrap=True))
        first.addLayout(line)
        first.addWidget(self.text, 1)
        second = QVBoxLayout(preview)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(8)
        named = QHBoxLayout()
        named.setSpacing(8)
        label = Words(look, "Tên đề cương", Role.BODY, "text2")
        label.setBuddy(self.name)
        named.addWidget(label)
        named.addWidget(self.name, 1)
        named.addWidget(self._counted)
        second.addLayout(named)
        second.addWidget(RoundFrame(look, self.tree), 1)
        second.addWidget(Words(look, HINTS, Role.SMALL, "muted", wrap=True))
        for page in (source, preview):
            self._pages.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._back)
        foot.addStretch(1)
        foot.addWidget(Button(look, "Hủy", name="cancel", pressed=self.reject))
        foot.addWidget(self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(8)
        column.addWidget(Words(look, "Nạp đề cương", Role.TITLE))
        column.addWidget(self._fault)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        model = self.tree.outline_model
        model.renamed.connect(self._renamed, Qt.ConnectionType.QueuedConnection)
        model.ticked.connect(self._ticked)
        self.tree.opened.connect(self._offer)

    # ---- reading

    def _ask_file(self) -> None:
        if self._files is None:
            self._files = QFileDialog(self, "Nạp đề cương", str(Path.home()), FILES)
            self._files.setOption(QFileDialog.Option.DontUseNativeDialog)
            self._files.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._files.fileSelected.connect(self.read)
        self._files.open()

    def read(self, file: str) -> None:
        """Of a file, by its path."""
        path = Path(file)
        self._read(lambda: from_file(self._session.work, path), path.stem)

    def _next(self) -> None:
        """Reads what was pasted, or takes over what was read."""
        if self._pages.currentIndex() == 1:
            self._take()
            return
        self._read(lambda: from_text(self._session.work, self.text.toPlainText()), "Đề cương nạp vào")

    def _read(self, read: Callable[[], tuple[Proposal, ...]], name: str) -> None:
        try:
            self.proposals = read()
        except KnownError as error:
            self._say(str(error))
            return
        self.name.setText(name)
        self._say("")
        self._pages.setCurrentIndex(1)
        self._back.show()
        self._use.setText("Dùng đề cương này")
        self._show()
        self.tree.go(0)
        self.tree.setFocus()

    def _to_source(self) -> None:
        self._pages.setCurrentIndex(0)
        self._back.hide()
        self._use.setText("Đọc đề mục")
        self.text.setFocus()

    def _say(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))

    # ---- what is shown

    def _show(self) -> None:
        used = [at for at, each in enumerate(self.proposals) if each.used]
        told = numbers(made_outline("", self.proposals)) if used else ()
        number = dict(zip(used, told, strict=True))
        self.tree.show_rows([self._row(each, number.get(at, "")) for at, each in enumerate(self.proposals)])
        counts = {kind: sum(each.used and each.confidence is kind for each in self.proposals) for kind in Confidence}
        parts = (f"{count} {kind.value}" for kind, count in counts.items() if count)
        self._counted.setText(f"{len(used)}/{len(self.proposals)} đề mục: {', '.join(parts)}")
        self._use.setEnabled(bool(used))

    def _row(self, each: Proposal, number: str) -> Row:
        edition = self._session.work.edition
        remark = each.confidence.value if each.used and each.contents else ""
        chips = chips_of(edition, each.contents)
        return Row(
            each.title, each.level, number or each.number.value, each.used, each.used, chips, remark,
            _TONES[each.confidence],
        )  # fmt: skip

    # ---- changing a row

    def _put(self, at: int, proposal: Proposal) -> None:
        self.proposals = (*self.proposals[:at], proposal, *self.proposals[at + 1 :])
        self._show()

    def _renamed(self, at: int, title: str) -> None:
        self._put(at, evolve(self.proposals[at], title=title))
        self.tree.setFocus()

    def _ticked(self, at: int, on: bool) -> None:
        self._put(at, evolve(self.proposals[at], used=on))

    def _offer(self, at: int) -> None:
        """What else may stand under the heading."""
        each, menu, edition = self.proposals[at], QMenu(self), self._session.work.edition
        menu.setObjectName("proposal_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for contents in (each.contents, *each.alternatives):
            if contents:
                action = menu.addAction(literal("; ".join(content_words(edition, content) for content in contents)))
                action.setCheckable(True)
                action.setChecked(contents == each.contents)
                action.triggered.connect(partial(self._choose, at, contents))
        menu.addSeparator()
        menu.addAction("Lời thuyết minh khác…").triggered.connect(partial(self._ask, at, False))
        menu.addAction("Số liệu khác…").triggered.connect(partial(self._ask, at, True))
        free = self._free_slot()
        if free:
            own = menu.addAction("Mục riêng, đơn vị tự viết")
            own.triggered.connect(partial(self._choose, at, (Content(slot=free),)))
        menu.addAction("Không có gì, chỉ in tên mục").triggered.connect(partial(self._choose, at, ()))
        rect = self.tree.visualRect(self.tree.outline_model.at(at, 1))
        menu.popup(self.tree.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom())))

    def _free_slot(self) -> str:
        work = self._session.work
        used = [each for each in self.proposals if each.contents]
        outline = made_outline("", [evolve(each, used=True) for each in used]) if used else Outline("", ())
        return next_free(free_slots(work.edition), outline, work.dossier.narratives)

    def _choose(self, at: int, contents: tuple[Content, ...], _checked: bool = False) -> None:
        self._put(at, evolve(self.proposals[at], contents=contents, used=True, confidence=Confidence.SURE))

    def _ask(self, at: int, data: bool, _checked: bool = False) -> None:
        edition = self._session.work.edition
        used = [content.slot for each in self.proposals for content in each.contents if content.slot]
        dialog = DataDialog(self._look, edition, None, self) if data else SlotDialog(self._look, edition, used, self)
        dialog.chosen.connect(lambda content: self._choose(at, (content,)))
        dialog.open()

    # ---- taking over

    def _take(self) -> None:
        label = self.name.text().strip() or "Đề cương nạp vào"
        try:
            outline = made_outline(label, self.proposals)
            keep(self._session.work, outline)
        except KnownError as error:
            self._say(str(error))
            return
        self.accept()
        self.taken.emit()
        self._session.said.emit(f"Đang dùng đề cương «{label}»; Ctrl+Z để trở lại đề cương trước.")
