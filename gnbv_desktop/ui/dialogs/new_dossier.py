"""The dialog "Tạo hồ sơ mới": for which period, closed when, asked by whom, copied from what."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from gnbv_desktop.catalogue.editions import load_edition, newest, programmes
from gnbv_desktop.kernel.codec import outline_to_json
from gnbv_desktop.kernel.dossier import Head, Period
from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.text import clean
from gnbv_desktop.services.carry import copy_from
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import create, default_name
from gnbv_desktop.services.kept_outlines import KeptOutline, kept_outlines
from gnbv_desktop.services.office import Register, load_register, unit_of
from gnbv_desktop.ui.dialogs.dressing import UNSAVED, Dressing, fit, order_by_tab, say
from gnbv_desktop.ui.dialogs.period_fields import PeriodFields
from gnbv_desktop.ui.forms.ui_new_dossier import Ui_NewDossier
from gnbv_desktop.ui.look.look import Look

CARRIED = (
    "Chép các dòng vốn (không chép số tiền, trừ số giao của năm còn báo cáo), kế hoạch, phân công nhiệm vụ,"
    " danh mục văn bản và lời thuyết minh. Mọi chỗ chép có dấu «chép, chưa đọc lại» cho tới khi được xem."
)


COPIED = "copied"
"""Stands for the outline of the dossier that is copied, as it was changed there."""


class NewDossierDialog(QDialog):
    created = Signal(str)
    register_wanted = Signal()

    def __init__(
        self, look: Look, desk: Desk, today: Callable[[], datetime.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._desk, self._today = look, desk, today
        self._register: Register | None = None
        self._sources: dict[str, Head] = {}
        self._kept: dict[str, KeptOutline] = {}
        self._begun = False
        self._untouched: tuple[str, ...] = ()
        """What the fields held before anything was typed."""
        self._named = False
        self.setObjectName("new_dossier_dialog")
        self._form = Ui_NewDossier()
        self._form.setupUi(self)  # type: ignore[no-untyped-call]
        Dressing(look, self, self._form.create)
        self._dates = PeriodFields(self._form, self._years)
        self._dates.changed.connect(self._follow)
        self._fill_choices()
        self._connect()
        order_by_tab((self._form.create, self._form.cancel, self._form.restart))

    def _connect(self) -> None:
        form = self._form
        form.cancel.clicked.connect(self.reject)
        form.create.clicked.connect(self._create)
        form.restart.clicked.connect(self._restart)
        form.open_register.clicked.connect(self.register_wanted)
        form.name.textEdited.connect(self._name_typed)
        form.programme.currentIndexChanged.connect(self._programme_chosen)
        form.copy_source.currentIndexChanged.connect(self._source_chosen)

    def _fill_choices(self) -> None:
        form = self._form
        for name in programmes():
            form.programme.addItem(load_edition(name, newest(name)).programme.short, name)
        single = form.programme.count() == 1
        form.programme.setVisible(not single)
        form.programme_label.setVisible(not single)
        for unit in MoneyUnit:
            form.money.addItem(unit.label, unit.value)
        self._fill_outlines()

    def _fill_outlines(self) -> None:
        """Those of the edition, those that the office keeps, and the one of the dossier that is copied."""
        edition, box = load_edition(self._programme, newest(self._programme)), self._form.outline
        before = box.currentData()
        box.clear()
        box.addItem("Chưa chọn", "")
        for code, outline in edition.outlines.items():
            box.addItem(outline.label, code)
        self._kept = {each.id: each for each in kept_outlines(self._desk, edition)}
        for each in self._kept.values():
            box.addItem(f"{each.name} (đã giữ)", each.id)
        source = self._source()
        if source is not None and source.own_outline:
            box.addItem("Đề cương riêng của hồ sơ được chép", COPIED)
        _choose(box, before)

    @property
    def _programme(self) -> str:
        return str(self._form.programme.currentData())

    def _years(self) -> tuple[int, int]:
        programme = load_edition(self._programme, newest(self._programme)).programme
        return programme.first_year, programme.last_year

    def show_form(self) -> None:
        """What was typed before the dialog was closed still stands there."""
        self.take_register()
        if not self._begun:
            self._begin()
        elif not self.isVisible():
            say(self._form.unsaved, UNSAVED if self._typed() != self._untouched else "")
        fit(self, self._look.px(760), self._look.px(680))
        self.open()
        (self._form.kind if self._register else self._form.open_register).setFocus(Qt.FocusReason.OtherFocusReason)

    def take_register(self) -> None:
        """The unit as the register has it now."""
        form = self._form
        self._register = load_register(self._desk)
        form.unit_name.setText(self._register.name if self._register else "Chưa có")
        form.open_register.setText("Sửa danh bạ…" if self._register else "Ghi đơn vị và danh bạ…")
        missing = "" if self._register else "Chưa ghi đơn vị báo cáo; hãy ghi danh bạ một lần, các hồ sơ sau dùng lại."
        say(form.unit_fault, missing, form.open_register)
        self._fill_sources()
        self._follow()

    def _begin(self) -> None:
        form = self._form
        self._begun, self._named = True, False
        self._fill_outlines()
        for edit in (form.requested_by, form.due):
            edit.clear()
        form.outline.setCurrentIndex(0)
        form.copy_source.setCurrentIndex(0)
        form.money.setCurrentIndex(form.money.findData(MoneyUnit.TRIEU.value))
        say(form.foot_words, "")
        say(form.unsaved, "")
        self._dates.begin(self._today())
        self._follow()
        self._untouched = self._typed()

    def _typed(self) -> tuple[str, ...]:
        """What the fields hold; the name only when somebody typed it, for it follows the register too."""
        form = self._form
        edits = (form.from_year, form.year, form.start, form.end, form.cutoff, form.due, form.requested_by)
        boxes = (form.kind, form.number, form.outline, form.money, form.copy_source)
        return (
            *(edit.text() for edit in edits),
            *(str(box.currentData() or box.currentIndex()) for box in boxes),
            *(str(tick.isChecked()) for tick in (form.estimated, form.next_year)),
            form.name.text() if self._named else "",
        )

    def _restart(self) -> None:
        self._begin()
        self._form.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _programme_chosen(self) -> None:
        self._fill_outlines()
        self._fill_sources()
        self._dates.begin(self._today())

    def _fill_sources(self) -> None:
        """Earlier dossiers of the same unit and programme, the latest on top."""
        box = self._form.copy_source
        before = box.currentData()
        own = unit_of(self._register).id if self._register else ""
        heads = [each for each in self._desk.store.heads() if each.unit.id == own and each.programme == self._programme]
        heads.sort(key=lambda head: head.period.cutoff, reverse=True)
        self._sources = {head.id: head for head in heads}
        box.blockSignals(True)
        box.clear()
        box.addItem("Không chép" if heads else "Chưa có hồ sơ trước của đơn vị", "")
        for head in heads:
            box.addItem(head.name, head.id)
        _choose(box, before)
        box.blockSignals(False)
        box.setEnabled(bool(heads))
        self._show_source()

    def _source_chosen(self) -> None:
        """Outline and money unit as in the dossier that is copied; both may be changed."""
        self._fill_outlines()
        if source := self._source():
            _choose(self._form.outline, COPIED if source.own_outline else source.outline)
            _choose(self._form.money, source.money_unit)
        self._show_source()

    def _source(self) -> Head | None:
        return self._sources.get(str(self._form.copy_source.currentData() or ""))

    def _show_source(self) -> None:
        source, form = self._source(), self._form
        say(form.copy_words, CARRIED if source else "")
        period = self._dates.period
        moves = source is not None and period is not None and _moves(source.period, period)
        form.next_year.setVisible(moves)
        if source and period and moves:
            years = f"từ {source.period.first_year} sang {period.first_year}"
            form.next_year.setText(f"Chuyển năm của các dòng vốn {years}")

    def _name_typed(self, text: str) -> None:
        self._named = bool(text.strip())
        if not self._named:
            self._follow()

    def _follow(self) -> None:
        """The name follows unit and period until somebody types one."""
        period = self._dates.period
        if not self._named and self._register and period:
            self._form.name.setText(default_name(unit_of(self._register), period))
        self._show_source()

    def _create(self) -> None:
        form = self._form
        period = self._dates.judge()
        if self._register is None:
            form.open_register.setFocus(Qt.FocusReason.OtherFocusReason)
            form.scroll.ensureWidgetVisible(form.unit_fault)
            return
        if period is None:
            say(form.foot_words, "Còn chỗ cần sửa ở kỳ báo cáo.")
            return
        try:
            made = self._make(self._register, period)
        except KnownError as error:
            say(form.foot_words, str(error))
            return
        self._begun = False
        say(form.foot_words, "")
        self.accept()
        self.created.emit(made)

    def _make(self, register: Register, period: Period) -> str:
        form, unit = self._form, unit_of(register)
        name, asked = clean(form.name.text()), clean(form.requested_by.text())
        chosen, money = str(form.outline.currentData() or ""), str(form.money.currentData())
        outline, own = self._chosen_outline(chosen)
        if source := self._source():
            next_year = form.next_year.isChecked() and _moves(source.period, period)
            return copy_from(
                self._desk, source.id, period, name=name, requested_by=asked, outline=outline, own_outline=own,
                money_unit=money, unit=unit, next_year=next_year,
            )  # fmt: skip
        return create(
            self._desk, self._programme, unit, period, name, requested_by=asked, outline=outline, own_outline=own,
            money_unit=money,
        )  # fmt: skip

    def _chosen_outline(self, chosen: str) -> tuple[str, Mapping[str, Any]]:
        """The code of the edition's outline, and what stands instead of it."""
        source = self._source()
        if chosen == COPIED and source is not None:
            return source.outline, source.own_outline
        if kept := self._kept.get(chosen):
            return kept.base, outline_to_json(kept.outline)
        return chosen, {}


def _moves(before: Period, after: Period) -> bool:
    """Both report on one year, and not on the same one."""
    return len(before.years) == len(after.years) == 1 and before.first_year != after.first_year


def _choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
