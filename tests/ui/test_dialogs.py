"""The office register and the new dossier as an official fills them in, by keyboard."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from gnbv_desktop.kernel.dossier import PeriodKind
from gnbv_desktop.kernel.outline import Content, Outline, Section
from gnbv_desktop.services.carry import unread_copies
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.kept_outlines import keep_outline
from gnbv_desktop.services.office import load_register, register_from, save_register
from gnbv_desktop.services.outlines import keep, standing
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.dialogs.new_dossier import NewDossierDialog
from gnbv_desktop.ui.dialogs.office import AGENCIES, COMMUNES, SIGNING, OfficeDialog
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.start.page import StartPage
from tests.support import vtype
from tests.support_dossiers import real_edition

TODAY = datetime.date(2024, 2, 27)
SAMPLE = "phong-tho-2023"
COLUMN = "STT\tTên xã\n1\tXã Bản Lang\n2\tXã Dào San\n3\tTT Phong Thổ\n\tTổng cộng"


@pytest.fixture
def desk(data_dir):
    opened = Desk.open(data_dir, clock=lambda: datetime.datetime(2024, 2, 27, 3, 32, tzinfo=datetime.UTC))
    yield opened
    opened.close()


@pytest.fixture
def look(qapp):
    made = Look()
    made.dress(qapp)
    return made


@pytest.fixture
def with_register(desk):
    """The register of the sample's unit."""
    load_sample(desk, SAMPLE)
    save_register(desk, register_from(desk.store.heads()[0].unit))


@pytest.fixture
def office(qtbot, desk, look):
    made = OfficeDialog(look, desk)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def new(qtbot, desk, look):
    made = NewDossierDialog(look, desk, lambda: TODAY)
    qtbot.addWidget(made)
    return made


def kept_register(desk):
    return load_register(desk)


def find(root, kind, name):
    return root.findChild(kind, name)


def find_all(root, *what):
    return root.findChildren(*what)


def focused():
    return QApplication.focusWidget()


def press(key, times=1, modifier=Qt.KeyboardModifier.NoModifier):
    for _ in range(times):
        QTest.keyClick(focused(), key, modifier)


def write(text):
    field = focused()
    if isinstance(field, QLineEdit):
        field.selectAll()
    vtype(field, text)


def tab_to(name, limit=60):
    for _ in range(limit):
        if focused().objectName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {name}")


def put(dialog, name, text):
    field = find(dialog, QLineEdit, name)
    field.setFocus()
    field.selectAll()
    vtype(field, text)
    field.editingFinished.emit()


def said(dialog, name):
    label = find(dialog, QLabel, name)
    return label.text() if not label.isHidden() else ""


def text(dialog, name):
    return find(dialog, QLineEdit, name).text()


def choose(dialog, name, label):
    box = find(dialog, QComboBox, name)
    assert box.findText(label) >= 0, f"{label} is not offered"
    box.setCurrentIndex(box.findText(label))


def press_button(dialog, name):
    find(dialog, QPushButton, name).click()


def test_from_an_empty_folder_to_the_first_dossier_by_keyboard(qtbot, desk, look):
    page = StartPage(look, desk, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(1093, 570)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: focused() is not None)
    tab_to("new_first_dossier")
    press(Qt.Key.Key_Space)
    new = find(page, QDialog, "new_dossier_dialog")
    qtbot.waitUntil(new.isActiveWindow)
    assert "Chưa ghi đơn vị báo cáo" in said(new, "unit_fault")
    assert focused().objectName() == "open_register"
    press(Qt.Key.Key_Return)
    office = find(page, QDialog, "office_dialog")
    qtbot.waitUntil(office.isActiveWindow)
    vtype(focused(), "x")  # the first level that begins with x: xã
    tab_to("name")
    write("xã Phong Thổ")
    tab_to("superior")
    write("tỉnh Lai Châu")
    tab_to("to_unit")
    press(Qt.Key.Key_Right, 2)
    tab_to("agencies_new")
    write("Trạm Y tế xã")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not office.isVisible()
    qtbot.waitUntil(new.isActiveWindow)
    tab_to("kind")
    vtype(focused(), "Q")
    tab_to("due")
    write("18/3")
    tab_to("requested_by")
    write("Công văn số 12/UBND-LĐ ngày 20/02/2024")
    tab_to("create")
    with qtbot.waitSignal(page.created) as heard:
        press(Qt.Key.Key_Return)
    head = desk.store.load(heard.args[0]).head
    assert (head.unit.name, head.unit.level) == ("xã Phong Thổ", "XA")
    assert [place.name for place in head.unit.agencies] == ["Trạm Y tế xã"]
    assert head.period.kind is PeriodKind.QUARTER and head.period.due == datetime.date(2024, 3, 18)
    assert head.name == "xã Phong Thổ quý I năm 2024"
    assert head.requested_by == "Công văn số 12/UBND-LĐ ngày 20/02/2024"
    qtbot.waitUntil(find(page, QPushButton, f"open_{head.id}").isVisible)


def test_a_register_without_a_name_is_not_saved_and_the_field_says_why(desk, office):
    office.show_register()
    choose(office, "level", "xã")
    press_button(office, "keep")
    assert said(office, "name_fault").startswith("Chưa ghi tên đơn vị") and not said(office, "level_fault")
    assert find(office, QLineEdit, "name").property("state") == "error"
    assert office.isVisible() and load_register(desk) is None


def test_the_register_is_taken_from_the_latest_dossier(desk, office):
    load_sample(desk, SAMPLE)
    office.show_register()
    press_button(office, "from_dossier")
    assert load_register(desk) is None, "nothing is kept before it is saved"
    press_button(office, "keep")
    assert load_register(desk) == register_from(desk.store.heads()[0].unit)


def test_what_was_typed_and_not_saved_is_there_again(desk, office, with_register):
    office.show_register()
    put(office, "place", "Mường So")
    QTest.keyClick(office, Qt.Key.Key_Escape)
    assert not office.isVisible()
    office.show_register()
    assert text(office, "place") == "Mường So"
    press_button(office, "discard")
    assert text(office, "place") == kept_register(desk).place


def test_a_commune_that_is_renamed_keeps_its_id(desk, office, with_register):
    before = kept_register(desk).communes[0]
    office.show_register()
    office._go(COMMUNES)
    office._communes.table.item(0, 0).setText("thị trấn Sì Lở Lầu")
    press_button(office, "keep")
    after = kept_register(desk).communes[0]
    assert (after.id, after.name, after.kind) == (before.id, "thị trấn Sì Lở Lầu", "THI_TRAN")


def test_two_communes_do_not_get_one_name(office, with_register):
    office.show_register()
    first, second = office._communes.places[:2]
    office._communes.table.item(1, 0).setText(first.name)
    assert office._communes.places[1] == second and office._communes.table.item(1, 0).text() == second.name
    assert "đã có trong danh sách" in said(office, "communes_said")


def test_a_pasted_column_is_shown_before_it_is_taken(desk, office):
    office.show_register()
    choose(office, "level", "huyện (đến 30/6/2025)")
    put(office, "name", "huyện Phong Thổ")
    office._go(COMMUNES)
    QApplication.clipboard().setText(COLUMN)
    QTest.keyClick(office._communes.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    paste = office._communes.paste
    lines = [paste.found.item(row).text() for row in range(paste.found.count())]
    assert "thị trấn Phong Thổ (mới)" in lines and any("Tổng cộng" in line for line in lines)
    assert office._communes.places == ()
    paste.accept.click()
    press_button(office, "keep")
    assert [place.name for place in kept_register(desk).communes] == ["xã Bản Lang", "xã Dào San", "thị trấn Phong Thổ"]


def test_places_that_a_pasted_column_does_not_name_stay_unless_unticked(office, with_register):
    office.show_register()
    before = office._communes.places
    office._communes._paste(f"{before[0].name}\nxã Bản Lang")
    paste = office._communes.paste
    assert [place for _, place in paste.missing] == list(before[1:])
    paste.missing[0][0].setChecked(False)
    assert said(office, "communes_why") == "Sẽ bỏ 1 nơi khỏi danh bạ."
    paste.accept.click()
    assert [place.id for place in office._communes.places] == [before[0].id, "ban_lang", *(p.id for p in before[2:])]


def test_a_column_with_a_fault_is_not_taken(office):
    office.show_register()
    office._communes._paste("xã Bản Lang\nxã " + "rất " * 60)
    assert not office._communes.paste.accept.isEnabled() and said(office, "communes_why").startswith("Còn 1 dòng")


def test_signer_and_addressees_stand_one_per_line(desk, office, with_register):
    office.show_register()
    office._go(SIGNING)
    office._form.position.setPlainText("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")
    put(office, "signer_name", "Nguyễn Văn A")
    office._form.addressees.setPlainText("UBND tỉnh Lai Châu\n\nSở Tài chính tỉnh Lai Châu")
    press_button(office, "keep")
    kept = kept_register(desk)
    assert kept.signer == {"quyen_han": "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "ho_ten": "Nguyễn Văn A"}
    assert kept.addressees == ("UBND tỉnh Lai Châu", "Sở Tài chính tỉnh Lai Châu")


def test_enter_in_a_field_saves_nothing(desk, office):
    office.show_register()
    office._go(AGENCIES)
    office._agencies.new.setFocus()
    vtype(office._agencies.new, "Trung tâm Y tế")
    QTest.keyClick(office._agencies.new, Qt.Key.Key_Return)
    assert [place.name for place in office._agencies.places] == ["Trung tâm Y tế"]
    assert office.isVisible() and load_register(desk) is None


def test_the_days_follow_the_kind_with_their_source(new, with_register):
    new.show_form()
    choose(new, "kind", "Năm ngân sách (đến 31/01)")
    days = [text(new, name) for name in ("year", "start", "end", "cutoff", "due")]
    assert days == ["2023", "01/01/2023", "31/01/2024", "31/01/2024", ""]
    assert "Luật Ngân sách nhà nước" in said(new, "source_words")
    choose(new, "kind", "Tháng")
    assert [text(new, name) for name in ("start", "end")] == ["15/01/2024", "14/02/2024"]
    assert text(new, "name") == "huyện Phong Thổ tháng 02 năm 2024"


def test_the_circular_is_offered_beside_the_decree(new, with_register):
    new.show_form()
    press_button(new, "take_other")
    assert text(new, "due") == "30/11/2024" and "Thông tư số 10/2022" in said(new, "source_words")
    press_button(new, "take_other")
    assert text(new, "due") == "" and "Nghị định số 09/2019" in said(new, "source_words")


def test_a_day_that_is_none_is_told_beside_its_field(desk, new, with_register):
    new.show_form()
    put(new, "cutoff", "31/02/2024")
    assert said(new, "cutoff_fault").startswith("Chưa đọc được ngày") and not said(new, "start_fault")
    press_button(new, "create")
    assert new.isVisible() and len(desk.store.heads()) == 1
    put(new, "cutoff", "5/12/24")
    assert text(new, "cutoff") == "05/12/2024" and not said(new, "cutoff_fault")


def test_days_that_contradict_each_other_stop_and_unusual_ones_do_not(qtbot, new, with_register):
    new.show_form()
    put(new, "start", "20/12/2024")
    assert "sau ngày cuối kỳ" in said(new, "dates_fault")
    put(new, "start", "15/12/2023")
    put(new, "due", "01/12/2024")
    assert not said(new, "dates_fault") and "trước ngày chốt số liệu" in said(new, "dates_note")
    with qtbot.waitSignal(new.created):
        press_button(new, "create")


def test_a_span_takes_the_years_that_were_typed(desk, qtbot, new, with_register):
    new.show_form()
    choose(new, "kind", "Giai đoạn")
    put(new, "from_year", "2022")
    put(new, "year", "2023")
    with qtbot.waitSignal(new.created) as heard:
        press_button(new, "create")
    period = desk.store.load(heard.args[0]).head.period
    assert (period.first_year, period.last_year) == (2022, 2023)
    assert (period.start.isoformat(), period.end.isoformat()) == ("2022-01-01", "2023-12-31")
    assert not period.estimated


def test_a_year_that_is_none_is_told(new, with_register):
    new.show_form()
    put(new, "year", "24")
    assert said(new, "period_fault") == "Năm gồm bốn chữ số, ví dụ 2023."
    press_button(new, "create")
    assert new.isVisible()


OWN = Outline("Của tỉnh", (Section("Chỉ đạo"), Section("Khó khăn", contents=(Content(slot="DANH_GIA.TM.KHO_KHAN"),))))


def test_an_outline_that_was_kept_is_offered(desk, qtbot, new, with_register):
    keep_outline(desk, real_edition(), "Của tỉnh", OWN, "GIAM_SAT")
    new.show_form()
    choose(new, "outline", "Của tỉnh (đã giữ)")
    with qtbot.waitSignal(new.created) as heard:
        press_button(new, "create")
    found = standing(Work.open(desk, heard.args[0]))
    assert found.own and found.outline == OWN and found.code == "GIAM_SAT"


def test_the_changed_outline_of_the_copied_dossier_comes_along(desk, qtbot, new, with_register):
    keep(Work.open(desk, SAMPLE), OWN)
    new.show_form()
    source = find(new, QComboBox, "copy_source")
    source.setCurrentIndex(source.findData(SAMPLE))
    assert find(new, QComboBox, "outline").currentText() == "Đề cương riêng của hồ sơ được chép"
    with qtbot.waitSignal(new.created) as heard:
        press_button(new, "create")
    assert standing(Work.open(desk, heard.args[0])).outline == OWN


def test_a_typed_name_stays_until_it_is_emptied(new, with_register):
    new.show_form()
    put(new, "name", "Báo cáo năm gửi Sở")
    choose(new, "kind", "Quý")
    assert text(new, "name") == "Báo cáo năm gửi Sở"
    field = find(new, QLineEdit, "name")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert text(new, "name") == "huyện Phong Thổ quý I năm 2024"


def test_a_dossier_is_copied_from_an_earlier_one(desk, qtbot, new, with_register):
    new.show_form()
    source = desk.store.load(SAMPLE)
    new._form.copy_source.setCurrentIndex(1)
    assert "chép, chưa đọc lại" in said(new, "copy_words")
    assert new._form.next_year.text().endswith("từ 2023 sang 2024") and not new._form.next_year.isChecked()
    assert new._form.outline.currentData() == "copied", "the earlier dossier has an outline of its own"
    choose(new, "money", "đồng")
    with qtbot.waitSignal(new.created) as heard:
        press_button(new, "create")
    made = desk.store.load(heard.args[0])
    assert made.head.money_unit == "dong" and made.head.period.first_year == 2024
    assert len(made.block("VON").order) == len(source.block("VON").order) and unread_copies(made)


def test_input_of_a_closed_dialog_is_kept_and_a_created_dossier_begins_anew(qtbot, new, with_register):
    new.show_form()
    put(new, "requested_by", "Kế hoạch số 12/KH-UBND")
    QTest.keyClick(new, Qt.Key.Key_Escape)
    new.show_form()
    assert text(new, "requested_by") == "Kế hoạch số 12/KH-UBND"
    with qtbot.waitSignal(new.created):
        press_button(new, "create")
    new.show_form()
    assert text(new, "requested_by") == ""


@pytest.mark.parametrize(("width", "height"), [(1366, 694), (1093, 540), (911, 438)])
def test_dialogs_stay_inside_the_window_and_scroll(qtbot, desk, look, with_register, width, height):
    page = StartPage(look, desk, lambda: TODAY)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    for name, show in (("new_dossier_dialog", page.open_new), ("office_dialog", page.open_register)):
        dialog = find(page, QDialog, name)
        show()
        QApplication.processEvents()
        assert dialog.width() <= width and dialog.height() <= height
        for each in find_all(dialog, QPushButton):
            assert not each.isVisible() or each.width() >= each.sizeHint().width(), each.text()
        foot = find(dialog, QWidget, "foot")
        assert foot.geometry().bottom() <= dialog.height()
        dialog.reject()


def test_every_input_has_a_name_for_screen_readers(office, new):
    for dialog in (office, new):
        for kind in (QLineEdit, QComboBox):
            for field in find_all(dialog, kind):
                assert field.accessibleName(), f"{dialog.objectName()}: {field.objectName()}"


COMMUNES_OF_PHONG_THO = (
    "Bản Lang", "Dào San", "Hoang Thèn", "Huổi Luông", "Khổng Lào", "Lản Nhì Thàng",
    "Ma Li Pho", "Mồ Sì San", "Mù Sang", "Nậm Xe", "Pa Vây Sử", "Sin Suối Hồ",
)  # fmt: skip
REGISTER_BY_TAB = (
    "level", "name", "place", "superior", "FACTS", "keep", "cancel", "discard", "from_dossier", "to_unit",
)  # fmt: skip


def shown(qtbot, dialog, show):
    show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def tabbed(limit=60):
    """The names of what Tab goes through, from what has the focus until it is there again."""
    first, names = focused(), []
    for _ in range(limit):
        names.append(focused().objectName())
        press(Qt.Key.Key_Tab)
        if focused() is first:
            return names
    raise AssertionError("Tab never comes back")


def test_tab_goes_through_the_register_as_it_is_read(qtbot, office, with_register):
    shown(qtbot, office, office.show_register)
    put(office, "place", "Mường So")
    find(office, QComboBox, "level").setFocus()
    facts = [box.objectName() for box in find_all(office, QCheckBox) if box.objectName().startswith("fact_")]
    at = REGISTER_BY_TAB.index("FACTS")
    assert facts and tabbed() == [*REGISTER_BY_TAB[:at], *facts, *REGISTER_BY_TAB[at + 1 :]]
    office._go(COMMUNES)
    office._communes.new.setFocus()
    assert tabbed()[:8] == [
        "communes_new", "communes_add", "communes_to_paste", "communes_up", "communes_down", "communes_remove",
        "communes_table", "keep",
    ]  # fmt: skip
    office._go(SIGNING)
    office._form.position.setFocus()
    assert tabbed()[:5] == ["position", "signer_name", "addressees", "keep", "cancel"]


def test_what_was_discarded_is_taken_back_until_something_else_is_typed(office, with_register):
    office.show_register()
    kept = text(office, "place")
    put(office, "place", "Mường So")
    discard = find(office, QPushButton, "discard")
    QTest.keyClick(discard, Qt.Key.Key_Space)
    assert (text(office, "place"), discard.text(), discard.isHidden()) == (kept, "Lấy lại", False)
    QTest.keyClick(discard, Qt.Key.Key_Space)
    assert (text(office, "place"), discard.text(), discard.isHidden()) == ("Mường So", "Bỏ thay đổi", False)
    QTest.keyClick(discard, Qt.Key.Key_Space)
    put(office, "superior", "tỉnh Lai Châu mới")
    assert discard.text() == "Bỏ thay đổi"
    QTest.keyClick(discard, Qt.Key.Key_Space)
    QTest.keyClick(discard, Qt.Key.Key_Space)
    assert (text(office, "place"), text(office, "superior")) == (kept, "tỉnh Lai Châu mới")


def inputs_of(dialog):
    return [each for each in find_all(dialog, QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def test_ctrl_enter_saves_the_register_whatever_has_the_focus(qtbot, desk, office, with_register):
    tried = 0
    for section in range(4):
        for field in inputs_of(office):
            shown(qtbot, office, office.show_register)
            office._go(section)
            office._agencies._show_list()
            if not field.isVisible():
                continue
            tried += 1
            put(office, "place", place := f"Phong Thổ {tried}")
            field.setFocus()
            press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
            assert not office.isVisible() and kept_register(desk).place == place, field.objectName()
    assert tried > 40


def test_ctrl_enter_creates_the_dossier_whatever_has_the_focus(qtbot, desk, new, with_register):
    shown(qtbot, new, new.show_form)
    names = [field.objectName() for field in inputs_of(new) if field.isVisible() and field.isEnabled()]
    assert {"kind", "year", "start", "take_other", "estimated", "outline", "name", "restart", "cancel"} <= set(names)
    for name in names:
        shown(qtbot, new, new.show_form)
        find(new, QWidget, name).setFocus()
        with qtbot.waitSignal(new.created):
            press(Qt.Key.Key_Enter, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier)


def test_saving_takes_a_name_that_is_still_being_typed(qtbot, desk, office, with_register):
    shown(qtbot, office, office.show_register)
    office._go(COMMUNES)
    table = office._communes.table
    table.setCurrentCell(0, 0)
    table.edit(table.currentIndex())
    assert table.state() is QAbstractItemView.State.EditingState
    write("xã Sì Lở Lầu Mới")
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert kept_register(desk).communes[0].name == "xã Sì Lở Lầu Mới"
    shown(qtbot, office, office.show_register)
    vtype(office._communes.new, "xã Mường Kim")
    press_button(office, "keep")
    assert kept_register(desk).communes[-1].name == "xã Mường Kim"


def test_a_column_that_was_not_taken_is_not_lost_by_saving(desk, office, with_register):
    office.show_register()
    office._agencies._paste("Trạm Y tế xã Bản Lang")
    press_button(office, "keep")
    assert office.isVisible() and "cột đã dán chưa được nhận" in said(office, "foot_words")
    assert office._agencies.paste.text.toPlainText() == "Trạm Y tế xã Bản Lang"


def by_menu(field):
    menu = field.createStandardContextMenu()
    next(action for action in menu.actions() if action.objectName() == "edit-paste").trigger()
    menu.deleteLater()


@pytest.mark.parametrize(
    "paste",
    [
        lambda field: QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier),
        lambda field: QTest.keyClick(field, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier),
        by_menu,
    ],
    ids=["Ctrl+V", "Shift+Insert", "menu"],
)
def test_a_column_pasted_into_the_box_for_one_name_is_read_as_a_column(office, paste):
    office.show_register()
    office._go(COMMUNES)
    QApplication.clipboard().setText("\r\n".join(f"xã {name}" for name in COMMUNES_OF_PHONG_THO * 20))
    paste(office._communes.new)
    assert office._communes.currentWidget() is office._communes.paste and office._communes.new.text() == ""
    office._communes.paste.accept.click()
    assert [place.name for place in office._communes.places] == [f"xã {name}" for name in COMMUNES_OF_PHONG_THO]


def test_one_cell_copied_from_a_sheet_is_one_name(office):
    office.show_register()
    QApplication.clipboard().setText("xã Bản Lang\r\n")
    QTest.keyClick(office._communes.new, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert office._communes.currentWidget() is not office._communes.paste
    assert office._communes.new.text() == "xã Bản Lang"


def test_one_button_tells_what_all_bare_names_are(office):
    office.show_register()
    office._communes._paste("\n".join((*COMMUNES_OF_PHONG_THO, "thị trấn Phong Thổ")))
    paste = office._communes.paste
    lines = [paste.found.item(row).text() for row in range(paste.found.count())]
    assert [line for line in lines if "hãy bổ sung" in line] == [lines[0]] and lines[0].startswith("12 tên")
    assert paste.tell_kind.text() == "Thêm «xã» cho 12 tên"
    paste.tell_kind.click()
    paste.kinds.setCurrentIndex(paste.kinds.findText("phường"))
    assert paste.tell_kind.text() == "Bỏ «phường» đã thêm cho 12 tên"
    paste.tell_kind.click()
    paste.kinds.setCurrentIndex(paste.kinds.findText("xã"))
    paste.tell_kind.click()
    paste.accept.click()
    places = office._communes.places
    assert [place.name for place in places] == [*(f"xã {name}" for name in COMMUNES_OF_PHONG_THO), "thị trấn Phong Thổ"]
    assert {place.kind for place in places[:-1]} == {"XA"} and places[0].short == "Bản Lang"
    office._communes._paste("xã Bản Lang")
    assert paste.tell_kind.isHidden()


def test_another_kind_of_period_keeps_the_days_typed_by_hand(new, with_register):
    new.show_form()
    put(new, "cutoff", "5/12/2024")
    put(new, "due", "20/12/2024")
    choose(new, "kind", "Năm ngân sách (đến 31/01)")
    days = [text(new, name) for name in ("start", "end", "cutoff", "due")]
    assert days == ["01/01/2023", "31/01/2024", "05/12/2024", "20/12/2024"]
    assert "Giữ nguyên ngày đã ghi tay: ngày chốt 05/12/2024;" in said(new, "source_words")
    cutoff = find(new, QLineEdit, "cutoff")
    cutoff.selectAll()
    QTest.keyClick(cutoff, Qt.Key.Key_Backspace)
    choose(new, "kind", "Tháng")
    assert text(new, "cutoff") == text(new, "end") == "14/02/2024" and text(new, "due") == "20/12/2024"
    assert "Giữ nguyên" not in said(new, "source_words")


def test_a_suggested_due_day_does_not_stay_with_another_kind(new, with_register):
    new.show_form()
    press_button(new, "take_other")
    assert text(new, "due") == "30/11/2024"
    choose(new, "kind", "Tháng")
    assert text(new, "due") == ""


def test_a_year_of_two_digits_is_taken_near_the_period_and_asked_far_from_it(new, with_register):
    new.show_form()
    put(new, "cutoff", "14/12/24")
    assert text(new, "cutoff") == "14/12/2024" and not said(new, "cutoff_fault")
    put(new, "cutoff", "14/12/34")
    assert text(new, "cutoff") == "14/12/34"
    assert said(new, "cutoff_fault") == "Có phải ngày 14/12/2034? Hãy gõ đủ bốn chữ số của năm."


def test_what_was_left_unsaved_is_told_when_a_dialog_opens_again(office, new, with_register):
    for dialog, show, field in ((office, office.show_register, "superior"), (new, new.show_form, "requested_by")):
        show()
        dialog.reject()
        show()
        assert not said(dialog, "unsaved")
        put(dialog, field, "UBND tỉnh Lai Châu")
        assert not said(dialog, "unsaved")
        dialog.reject()
        show()
        assert said(dialog, "unsaved") == "Còn thay đổi chưa lưu."
    press_button(office, "discard")
    press_button(new, "restart")
    assert not said(office, "unsaved") and not said(new, "unsaved")
