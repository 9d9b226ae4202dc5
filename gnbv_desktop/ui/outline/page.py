"""The page "Đề cương báo cáo": the headings of the report and what stands under each; every change is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.outline import Content, Number, Outline
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import outline_edits as edits
from gnbv_desktop.services.kept_outlines import KeptOutline, kept_outlines
from gnbv_desktop.services.outline_words import counted, form_of
from gnbv_desktop.services.outlines import Standing, choose, free_section, keep, standing
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.outline.choosers import DataDialog, SlotDialog
from gnbv_desktop.ui.outline.detail import SectionDetail
from gnbv_desktop.ui.outline.import_dialog import ImportDialog
from gnbv_desktop.ui.outline.keep_dialog import KeepDialog
from gnbv_desktop.ui.outline.rows import outline_rows
from gnbv_desktop.ui.outline.tree import OutlineTree
from gnbv_desktop.ui.pages.block_frame import RoundFrame
from gnbv_desktop.ui.session import Session
from gnbv_desktop.ui.widgets.buttons import Button, IconButton, literal
from gnbv_desktop.ui.widgets.pill import Pill
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Words

NARROW = 700
"""Below this width the current section is shown under the tree."""
DETAIL = 310
OVERTAKEN = "Đề cương vừa được đổi ở nơi khác; hãy xem lại rồi làm tiếp."
NEW_SECTION = "Mục mới"


class OutlinePage(QWidget):
    form_asked = Signal(str)

    def __init__(self, look: Look, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outline_page")
        self.setAccessibleName("Đề cương báo cáo")
        self._look, self._session = look, session
        self._shown = Standing(Outline("", ()))
        self._narrow: bool | None = None
        self._ours = False
        """A change is being made here."""
        self.dialog: QDialog | None = None
        self.subtitle = Words(look, "", Role.SMALL, "muted")
        self.own = Pill(look)
        self.trouble = Words(look, "", Role.SMALL, look.tint(Tone.ERROR).fg, wrap=True)
        self.tree = OutlineTree(look, "outline_tree", "Các mục của đề cương", ("Mục", "Dưới mục có"), (58, 42))
        self.detail = SectionDetail(look)
        self._tools: dict[str, IconButton | Button] = {}
        self._lay_out()
        self._connect()
        self.refresh()

    # ---- parts

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(self._look, "Đề cương báo cáo", Role.TITLE))
        head.addWidget(self.subtitle, 1)
        head.addWidget(self.own)
        self._board = QGridLayout()
        self._board.setSpacing(12)
        self._frame = RoundFrame(self._look, self.tree)
        self._card = Card(self._look)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(3, 6, 3, 6)
        inside.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 10)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.trouble)
        column.addLayout(self._bar())
        column.addLayout(self._board, 1)
        self._arrange(False)

    def _bar(self) -> QHBoxLayout:
        look = self._look
        bar = QHBoxLayout()
        bar.setSpacing(4)
        self.add = Button(look, "Thêm mục", "plus", "", "add_section", pressed=lambda: self._add(self.tree.place()))
        bar.addWidget(self.add)
        for icon, words, name, keys, act in (
            ("chevron-up", "Chuyển lên", "move_up", "Alt+Lên", partial(self._move, -1)),
            ("chevron-down", "Chuyển xuống", "move_down", "Alt+Xuống", partial(self._move, 1)),
            ("list-indent-increase", "Hạ một cấp", "indent", "Alt+Phải", partial(self._deepen, 1)),
            ("list-indent-decrease", "Nâng một cấp", "outdent", "Alt+Trái", partial(self._deepen, -1)),
            ("pencil", "Đổi tên mục", "rename", "F2", self._rename),
            ("trash-2", "Bỏ mục và các mục bên dưới", "remove_section", "Delete", self._remove),
        ):
            button = IconButton(look, icon, words, name, keys, act)
            self._tools[name] = button
            bar.addWidget(button)
        bar.addStretch(1)
        self.choose = Button(look, "Chọn đề cương", "list-tree", "", "choose_outline", pressed=self._offer)
        self.keep = Button(look, "Giữ lại cho lần sau…", "download", "", "keep_outline", pressed=self._keep)
        self.take = Button(look, "Nạp đề cương…", "import", "", "import_outline", pressed=self._import)
        for each in (self.choose, self.keep, self.take):
            bar.addWidget(each)
        return bar

    def _connect(self) -> None:
        tree, detail = self.tree, self.detail
        tree.current_changed.connect(self._show_detail)
        tree.moved.connect(lambda _at, step: self._move(step))
        tree.deepened.connect(lambda _at, step: self._deepen(step))
        tree.removed.connect(lambda _at: self._remove())
        tree.added.connect(self._add)
        tree.opened.connect(lambda _at: self.detail.take_focus())
        # Queued: the editor must be gone before rows may be others.
        queued = Qt.ConnectionType.QueuedConnection
        tree.outline_model.renamed.connect(self._renamed, queued)
        tree.outline_model.ticked.connect(self._ticked)
        detail.number_chosen.connect(self._number)
        detail.level_number_chosen.connect(self._number_level)
        detail.run_in_chosen.connect(lambda on: self._change(lambda outline, at: edits.run_in(outline, at, on)))
        detail.annex_chosen.connect(lambda on: self._change(lambda outline, at: edits.set_annex(outline, at, on)))
        detail.slot_wanted.connect(self._ask_slot)
        detail.data_wanted.connect(lambda: self._ask_data(None))
        detail.change_wanted.connect(self._ask_data)
        detail.visit_wanted.connect(self._visit)
        detail.raise_wanted.connect(self._raise_content)
        detail.removal_wanted.connect(self._remove_content)
        detail.unfolding_wanted.connect(self._unfold)
        self._session.changed.connect(self._follow)
        self._look.changed.connect(self._redress)

    def _arrange(self, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        for each in (self._frame, self._card):
            self._board.removeWidget(each)
        self._board.addWidget(self._frame, 0, 0)
        self._board.addWidget(self._card, *((1, 0) if narrow else (0, 1)))
        self._card.setMaximumWidth(16777215 if narrow else self._look.px(DETAIL))
        self._card.setMinimumWidth(0 if narrow else self._look.px(DETAIL))
        self._board.setRowStretch(0, 5)
        self._board.setRowStretch(1, 3 if narrow else 0)
        self._board.setColumnStretch(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width() < self._look.px(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def _redress(self) -> None:
        self.trouble.set_color(self._look.tint(Tone.ERROR).fg)
        self._narrow = None
        self._arrange(self.width() < self._look.px(NARROW))

    # ---- what it shows

    @Slot(object)
    def _follow(self, _change: Change | None) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Not while a title is being typed, for the row would go away under it, unless the rows stay as they are."""
        found = standing(self._session.work)
        editable = not self._session.sealed
        if self.tree.typing and (found != self._shown and not self._ours):
            return
        self._shown = found
        self.subtitle.setText(found.outline.label)
        self.own.say("riêng của hồ sơ này" if found.own else "", "pencil", accent=True)
        self.trouble.setText(found.trouble)
        self.trouble.setVisible(bool(found.trouble))
        self.tree.outline_model.editable = editable
        self.tree.show_rows(outline_rows(self._session.work, found.outline))
        if self.isVisible():
            self._session.summed.emit(counted(found.outline))
        for each in (self.add, self.choose, self.take, *self._tools.values()):
            each.setEnabled(editable)
        self._show_detail(self.tree.place())

    @Slot(int)
    def _show_detail(self, at: int) -> None:
        outline = self._shown.outline
        at = at if at < len(outline.sections) else -1
        title = self.tree.outline_model.rows[at].words if at >= 0 else ""
        self.detail.show_section(self._session.work.edition, outline, at, title, not self._session.sealed)
        for tool in self._tools.values():
            tool.setEnabled(at >= 0 and not self._session.sealed)

    # ---- changing

    def _run(self, make: Callable[[Work, Outline], Outline], at: int | None = None) -> bool:
        """Makes another outline of the one that is shown and keeps it; `at` is current then."""
        before = self._shown

        def act(work: Work) -> bool:
            if standing(work) != before:
                self._session.said.emit(OVERTAKEN)
                return False
            keep(work, make(work, before.outline))
            return True

        self._ours = True
        done = bool(self._session.run(act))
        self.refresh()
        self._ours = False
        if done and at is not None:
            self.tree.go(at)
        return done

    def _change(self, make: Callable[[Outline, int], Outline]) -> bool:
        at = self.tree.place()
        return at >= 0 and self._run(lambda _work, outline: make(outline, at), at)

    def _renamed(self, at: int, title: str) -> None:
        self._run(lambda _work, outline: edits.rename(outline, at, title), at)
        self.tree.setFocus()

    def _ticked(self, at: int, on: bool) -> None:
        self._run(lambda _work, outline: edits.tick(outline, at, on), at)

    def _rename(self) -> None:
        self.tree.rename(self.tree.place())

    def _move(self, step: int) -> None:
        at = self.tree.place()
        places: list[int] = []

        def make(_work: Work, outline: Outline) -> Outline:
            made, place = edits.move(outline, at, step)
            places.append(place)
            return made

        if at >= 0 and self._run(make):
            self.tree.go(places[0])

    def _deepen(self, step: int) -> None:
        self._change(edits.indent if step > 0 else edits.outdent)

    def _add(self, at: int) -> None:
        """After the current section; its title is typed at once."""
        places: list[int] = []

        def make(work: Work, outline: Outline) -> Outline:
            section = free_section(work, outline, NEW_SECTION)
            made, place = edits.add_section(outline, at if at >= 0 else None, section)
            places.append(place)
            return made

        if self._run(make):
            self.tree.setFocus()
            self.tree.rename(places[0])

    def _remove(self) -> None:
        at = self.tree.place()
        if at >= 0:
            self._run(lambda _work, outline: edits.remove(outline, at), max(0, at - 1))

    def _number(self, number: Number | None) -> None:
        self._change(lambda outline, at: edits.number_section(outline, at, number))

    def _number_level(self, number: Number) -> None:
        self._change(lambda outline, at: edits.number_level(outline, outline.sections[at].level, number))

    # ---- what stands under a heading

    def _ask_slot(self) -> None:
        used = edits.used_slots(self._shown.outline)
        dialog = SlotDialog(self._look, self._session.work.edition, used, self.window())
        dialog.chosen.connect(self._add_content)
        self._open(dialog)

    def _ask_data(self, nth: int | None) -> None:
        """Something new, or what stands at a place."""
        at = self.tree.place()
        if at < 0:
            return
        before = None if nth is None else self._shown.outline.sections[at].contents[nth]
        dialog = DataDialog(self._look, self._session.work.edition, before, self.window())
        dialog.chosen.connect(self._add_content if nth is None else partial(self._replace_content, nth))
        self._open(dialog)

    def _visit(self, nth: int) -> None:
        """Where the words are written or the figures are typed."""
        content, edition = self._shown.outline.sections[self.tree.place()].contents[nth], self._session.work.edition
        if content.slot:
            path, _, code = content.slot.rpartition(".")
            self._session.goto(Ref(path, "", code))
        elif (form := form_of(edition, content)) is not None:
            self.form_asked.emit(form.form)

    def _add_content(self, content: Content) -> None:
        self._change(lambda outline, at: edits.add_content(outline, at, content))

    def _replace_content(self, nth: int, content: Content) -> None:
        self._change(lambda outline, at: edits.replace_content(outline, at, nth, content))

    def _raise_content(self, nth: int) -> None:
        self._change(lambda outline, at: edits.move_content(outline, at, nth, -1))
        self.detail.take_focus()

    def _remove_content(self, nth: int) -> None:
        self._change(lambda outline, at: edits.remove_content(outline, at, nth))
        self.detail.take_focus()

    def _unfold(self, nth: int) -> None:
        edition = self._session.work.edition
        self._change(lambda outline, at: edits.unfold(edition, outline, at, nth))
        self.tree.setFocus()

    # ---- whole outlines

    def _offer(self) -> None:
        """The edition's outlines and those the office keeps."""
        work, menu = self._session.work, QMenu(self)
        menu.setObjectName("outline_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for code, outline in work.edition.outlines.items():
            action = menu.addAction(literal(outline.label))
            action.setCheckable(True)
            action.setChecked(code == self._shown.code and not self._shown.own)
            action.triggered.connect(partial(self._choose, code))
        kept = kept_outlines(work.desk, work.edition)
        if kept:
            menu.addSeparator()
        for each in kept:
            action = menu.addAction(literal(f"{each.name} (đã giữ)"))
            action.setCheckable(True)
            action.setChecked(self._shown.outline == each.outline)
            action.triggered.connect(partial(self._use_kept, each))
        menu.popup(self.choose.mapToGlobal(QPoint(0, self.choose.height())))

    def _choose(self, code: str, _checked: bool = False) -> None:
        self._session.run(lambda work: choose(work, code))
        self.refresh()

    def _use_kept(self, kept: KeptOutline, _checked: bool = False) -> None:
        self._session.run(lambda work: keep(work, kept.outline, kept.base or None))
        self.refresh()

    def _keep(self) -> None:
        self._open(KeepDialog(self._look, self._session, self._shown, self.window()))

    def _import(self) -> None:
        dialog = ImportDialog(self._look, self._session, self.window())
        dialog.taken.connect(self.refresh)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot()
    def _closed(self) -> None:
        self.dialog = None
        self.tree.setFocus()
