"""The dialog "Đơn vị và danh bạ": the unit, its communes and agencies, who signs and to whom it is sent."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QPlainTextEdit, QWidget

from gnbv_desktop.catalogue.editions import load_edition, newest, programmes
from gnbv_desktop.catalogue.model import Fact, Level
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.errors import KnownError
from gnbv_desktop.kernel.text import clean
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.office import (
    Register,
    load_register,
    register_faults,
    save_register,
    suggested_register,
)
from gnbv_desktop.ui.dialogs.dressing import UNSAVED, Dressing, fit, order_by_tab, say
from gnbv_desktop.ui.dialogs.places_editor import PlacesEditor
from gnbv_desktop.ui.forms.ui_office_register import Ui_OfficeRegister
from gnbv_desktop.ui.look.look import Look

UNIT, COMMUNES, AGENCIES, SIGNING = range(4)
AUTHORITY, SIGNER = "quyen_han", "ho_ten"
DISCARD, TAKE_BACK = "Bỏ thay đổi", "Lấy lại"


class OfficeDialog(QDialog):
    kept = Signal()

    def __init__(self, look: Look, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._desk = look, desk
        self._base = Register("", "")
        """Whose id, unknown facts and further keys of the signer are kept."""
        self._loaded: Register | None = None
        """As the fields stood when they were filled; None until then."""
        self._discarded: Register | None = None
        """What was typed before it was discarded: it can be taken back until something else is typed."""
        self._filling = False
        self._facts: dict[str, QCheckBox] = {}
        self.setObjectName("office_dialog")
        self._form = Ui_OfficeRegister()
        self._form.setupUi(self)  # type: ignore[no-untyped-call]
        self._communes = PlacesEditor(look, "communes", False, lambda: _ids(self._agencies))
        self._agencies = PlacesEditor(look, "agencies", True, lambda: _ids(self._communes))
        self._form.communes_column.addWidget(self._communes)
        self._form.agencies_column.addWidget(self._agencies)
        self._levels = self._offer()
        self._tabs = (self._form.to_unit, self._form.to_communes, self._form.to_agencies, self._form.to_signing)
        Dressing(look, self, self._form.keep)
        self._connect()
        self._order()
        self._go(UNIT)

    def _offer(self) -> dict[str, Level]:
        """Levels and facts of every programme that is installed."""
        levels: dict[str, Level] = {}
        facts: dict[str, Fact] = {}
        for name in programmes():
            edition = load_edition(name, newest(name))
            levels.update(edition.levels)
            facts.update(edition.facts)
        self._form.level.addItem("Chưa chọn", "")
        for code, level in levels.items():
            until = f" (đến {write_date(level.until)})" if level.until else ""
            self._form.level.addItem(f"{level.label}{until}", code)
        for code, fact in facts.items():
            self._add_fact(code, fact)
        return levels

    def _add_fact(self, code: str, fact: Fact) -> None:
        box = QCheckBox(fact.label)
        box.setObjectName(f"fact_{code.lower()}")
        box.setAccessibleDescription(" ".join((fact.help, fact.source)).strip())
        told = QLabel(". ".join(part.rstrip(".") for part in (fact.help, fact.source) if part))
        told.setProperty("role", "small")
        told.setWordWrap(True)
        told.setIndent(24)
        self._facts[code] = box
        self._form.facts_column.addWidget(box)
        self._form.facts_column.addWidget(told)

    def _connect(self) -> None:
        form = self._form
        for number, tab in enumerate(self._tabs):
            tab.clicked.connect(lambda _=False, number=number: self._go(number))
        form.cancel.clicked.connect(self.reject)
        form.discard.clicked.connect(self._discard)
        form.keep.clicked.connect(self._keep)
        form.from_dossier.clicked.connect(self._take_from_dossier)
        form.level.currentIndexChanged.connect(self._level_chosen)
        for signal in (form.name.textEdited, form.place.textEdited, form.superior.textEdited,
                       form.signer_name.textEdited, form.position.textChanged, form.addressees.textChanged,
                       self._communes.changed, self._agencies.changed, form.level.currentIndexChanged):  # fmt: skip
            signal.connect(self._edited)
        for box in self._facts.values():
            box.toggled.connect(self._edited)

    def _order(self) -> None:
        """As it is read; what takes away what was typed comes last."""
        form = self._form
        order_by_tab(
            (
                form.from_dossier, *self._tabs, form.level, form.name, form.place, form.superior, *self._facts.values(),
                *self._communes.inputs(), *self._agencies.inputs(), form.position, form.signer_name, form.addressees,
                form.keep, form.cancel, form.discard,
            )
        )  # fmt: skip

    def show_register(self) -> None:
        """What was typed and not saved before the dialog was closed still stands there."""
        if not self._dirty():
            self._fill_from_store()
        elif not self.isVisible():
            say(self._form.unsaved, UNSAVED)
        self._form.from_dossier.setVisible(suggested_register(self._desk) is not None)
        self._look_for_changes()
        fit(self, self._look.px(820), self._look.px(660))
        self.open()
        self._form.level.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, section: int) -> None:
        self._form.sections.setCurrentIndex(section)
        self._tabs[section].setChecked(True)
        for number, tab in enumerate(self._tabs):
            tab.setProperty("kind", "chosen" if number == section else "flat")
            tab.style().unpolish(tab)
            tab.style().polish(tab)

    def _fill_from_store(self) -> None:
        self._show(load_register(self._desk) or Register("", ""))
        self._loaded = self._read()

    def _show(self, register: Register) -> None:
        self._filling = True
        self._fill(register)
        self._filling = False
        self._tell_faults({})

    def _fill(self, register: Register) -> None:
        form = self._form
        self._base = register
        form.level.setCurrentIndex(max(0, form.level.findData(register.level)))
        form.name.setText(register.name)
        form.place.setText(register.place)
        form.superior.setText(register.superior)
        for code, box in self._facts.items():
            box.setChecked(code in register.facts)
        self._communes.show_places(register.communes)
        self._agencies.show_places(register.agencies)
        form.position.setPlainText("\n".join(register.signer.get(AUTHORITY, "").split(" / ")))
        form.signer_name.setText(register.signer.get(SIGNER, ""))
        form.addressees.setPlainText("\n".join(register.addressees))

    def _read(self) -> Register:
        form = self._form
        unknown = tuple(fact for fact in self._base.facts if fact not in self._facts)
        return evolve(
            self._base,
            name=clean(form.name.text()),
            level=str(form.level.currentData()),
            place=clean(form.place.text()),
            superior=clean(form.superior.text()),
            facts=(*(code for code, box in self._facts.items() if box.isChecked()), *unknown),
            communes=self._communes.places,
            agencies=self._agencies.places,
            addressees=_lines(form.addressees),
            signer=self._signer(),
        )

    def _signer(self) -> Mapping[str, str]:
        given = {AUTHORITY: " / ".join(_lines(self._form.position)), SIGNER: clean(self._form.signer_name.text())}
        return {key: text for key, text in {**self._base.signer, **given}.items() if text}

    def _dirty(self) -> bool:
        return self._loaded is not None and self._read() != self._loaded

    def _edited(self) -> None:
        if not self._filling:
            self._discarded = None
            self._look_for_changes()

    def _look_for_changes(self) -> None:
        form, dirty = self._form, self._dirty()
        form.discard.setText(TAKE_BACK if self._discarded else DISCARD)
        form.discard.setVisible(dirty or self._discarded is not None)
        if not dirty:
            say(form.unsaved, "")
        form.to_communes.setText(_counted("Xã, phường", len(self._communes.places)))
        form.to_agencies.setText(_counted("Cơ quan thực hiện", len(self._agencies.places)))

    def _level_chosen(self) -> None:
        level = self._levels.get(str(self._form.level.currentData()))
        say(self._form.level_note, level.note if level else "")

    def _discard(self) -> None:
        """Pressed again it gives back what it took, so that a key pressed by mistake costs nothing."""
        if self._discarded is None:
            self._discarded = self._read()
            self._fill_from_store()
        else:
            self._show(self._discarded)
            self._discarded = None
        self._look_for_changes()

    def _take_from_dossier(self) -> None:
        """Fills the fields; nothing is kept before it is saved. An id that was given stays."""
        found = suggested_register(self._desk)
        if found is not None:
            self._show(evolve(found, id=self._base.id or found.id))
            self._edited()

    def _keep(self) -> None:
        if not self._take_what_waits():
            return
        register = self._read()
        faults = self._faults(register)
        self._tell_faults(faults)
        if faults:
            return
        try:
            save_register(self._desk, register)
        except KnownError as error:
            say(self._form.foot_words, str(error))
            return
        self._base = load_register(self._desk) or register
        self._loaded, self._discarded = self._read(), None
        self._look_for_changes()
        self.accept()
        self.kept.emit()

    def _take_what_waits(self) -> bool:
        """A name left in the box is added; what cannot be, or a column not yet taken, is not passed over."""
        for editor, section in ((self._communes, COMMUNES), (self._agencies, AGENCIES)):
            if waiting := editor.settle():
                self._go(section)
                editor.focus_waiting()
                say(self._form.foot_words, f"Chưa lưu: {waiting}")
                return False
        return True

    def _faults(self, register: Register) -> dict[str, str]:
        """Faults by field: each is asked of a register that is right in everything else."""
        right = Register(name="đơn vị", level=next(iter(self._levels)))
        alone = {
            "level": evolve(right, level=register.level),
            "name": evolve(right, name=register.name),
            "place": evolve(right, place=register.place),
            "superior": evolve(right, superior=register.superior),
            "facts": evolve(right, facts=register.facts),
            "communes": evolve(right, communes=register.communes),
            "agencies": evolve(right, communes=register.communes, agencies=register.agencies),
            "position": evolve(right, signer={AUTHORITY: register.signer.get(AUTHORITY, "")}),
            "signer": evolve(right, signer={SIGNER: register.signer.get(SIGNER, "")}),
            "addressees": evolve(right, addressees=register.addressees),
        }
        found = {field: "\n".join(register_faults(each)) for field, each in alone.items()}
        if found["communes"]:
            found["agencies"] = ""
        return {field: words for field, words in found.items() if words}

    def _tell_faults(self, faults: Mapping[str, str]) -> None:
        form = self._form
        fields: dict[str, tuple[QLabel, QWidget, int]] = {
            "level": (form.level_fault, form.level, UNIT),
            "name": (form.name_fault, form.name, UNIT),
            "place": (form.place_fault, form.place, UNIT),
            "superior": (form.superior_fault, form.superior, UNIT),
            "facts": (form.facts_fault, form.facts, UNIT),
            "communes": (form.foot_words, self._communes, COMMUNES),
            "agencies": (form.foot_words, self._agencies, AGENCIES),
            "position": (form.position_fault, form.position, SIGNING),
            "signer": (form.signer_fault, form.signer_name, SIGNING),
            "addressees": (form.addressees_fault, form.addressees, SIGNING),
        }
        say(form.foot_words, "")
        for field, (label, widget, _) in fields.items():
            if label is not form.foot_words or field in faults:
                say(label, faults.get(field, ""), widget)
        if faults:
            _, widget, section = fields[next(iter(faults))]
            self._go(section)
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            if not form.foot_words.text():
                say(form.foot_words, f"Chưa lưu: còn {len(faults)} chỗ cần sửa.")


def _ids(editor: PlacesEditor) -> tuple[str, ...]:
    return tuple(place.id for place in editor.places)


def _lines(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line for line in map(clean, field.toPlainText().splitlines()) if line)


def _counted(words: str, count: int) -> str:
    return f"{words} ({count})" if count else words
