"""The plain window over the real services: typing, findings, other processes, closing."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QStatusBar, QTableView

from gnbv_desktop.app import NO_DOSSIER, create_window
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid_model import RefRole
from tests.support import vtype

NAME = "phong-tho-2023"


@pytest.fixture
def data(tmp_path):
    desk = Desk.open(tmp_path)
    load_sample(desk, NAME)
    desk.close()
    return tmp_path


@pytest.fixture
def window(qtbot, data):
    made = create_window(data)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.ready):
        made.show()
    yield made
    made.close()


def first_line(data):
    return f"VON[{stored(data).block('VON').order[0]}]"


def stored(data):
    desk = Desk.open(data, writes=False)
    dossier = desk.store.load(NAME)
    desk.close()
    return dossier


def shown(window, block):
    """The grid of a block on the page that is in front."""
    return next(view for view in window.findChildren(QTableView, block) if view.isVisible())


def message(window):
    return window.findChild(QLabel, "message").text()


def type_into(window, ref, text):
    window.goto(parse_ref(ref))
    view = shown(window, parse_ref(ref).block)
    assert view.currentIndex().data(RefRole) == ref
    view.edit(view.currentIndex())
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    vtype(editor, text)
    view.commitData(editor)
    return view


def test_a_typed_figure_is_on_the_disk_and_its_totals_move(window, data):
    line = first_line(data)
    view = type_into(window, f"{line}.GHI_CHU", "đã đối chiếu với Kho bạc, số liệu khớp")
    assert view.currentIndex().data() == "đã đối chiếu với Kho bạc, số liệu khớp"
    assert stored(data).cell(parse_ref(f"{line}.GHI_CHU")).text == "đã đối chiếu với Kho bạc, số liệu khớp"
    assert window.findChild(QStatusBar, "status").currentMessage().startswith("Đã lưu")


def test_a_figure_over_its_capital_stands_among_the_findings_at_once(window, data):
    line = first_line(data)
    type_into(window, f"{line}.GIAI_NGAN", "999.999")
    findings = window.findChild(QListWidget, "findings")
    texts = [findings.item(row).text() for row in range(findings.count())]
    assert any("lớn hơn tổng vốn được sử dụng" in text and "Có lỗi" in text for text in texts)


def test_a_doubtful_figure_stays_as_typed_and_is_asked(window, data):
    line = first_line(data)
    view = type_into(window, f"{line}.GIAI_NGAN", "1,054")
    assert view.currentIndex().data() == "1,054"
    assert "1.054 triệu đồng" in window.findChild(QStatusBar, "status").currentMessage()


def test_derived_cells_cannot_be_edited(window, data):
    window.goto(parse_ref(f"{first_line(data)}.TY_LE"))
    index = shown(window, "VON").currentIndex()
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable


def test_a_finding_leads_to_its_cell(window, data):
    line = first_line(data)
    type_into(window, f"{line}.GIAI_NGAN", "999.999")
    findings = window.findChild(QListWidget, "findings")
    wanted = next(
        findings.item(row) for row in range(findings.count()) if "lớn hơn tổng vốn" in findings.item(row).text()
    )
    window.goto(parse_ref("DA2.KQ[HO].LUY_KE"))
    findings.itemActivated.emit(wanted)
    assert shown(window, "VON").currentIndex().data(RefRole) == f"{line}.GIAI_NGAN"


def test_another_process_changing_the_dossier_is_seen(window, data, qtbot):
    line = first_line(data)
    desk = Desk.open(data)
    enter(Work.open(desk, NAME), parse_ref(f"{line}.GHI_CHU"), "từ dòng lệnh")
    desk.close()
    window.goto(parse_ref(f"{line}.GHI_CHU"))
    view = shown(window, "VON")
    row = view.currentIndex().row()
    column = view.currentIndex().column()
    qtbot.waitUntil(lambda: view.model().index(row, column).data() == "từ dòng lệnh", timeout=6000)


def test_a_locked_file_makes_the_figure_wait_and_then_be_written(window, data, qtbot):
    line = first_line(data)
    holder = sqlite3.connect(data / "gnbv.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    type_into(window, f"{line}.GHI_CHU", "chờ ghi")
    assert "Chưa lưu: 1 ô" in window.findChild(QStatusBar, "status").currentMessage()
    holder.execute("ROLLBACK")
    holder.close()
    qtbot.waitUntil(lambda: getattr(stored(data).cell(parse_ref(f"{line}.GHI_CHU")), "text", "") == "chờ ghi")


def test_every_form_of_the_sample_opens(window, data):
    forms = window.findChild(QListWidget, "forms")
    for row in range(forms.count()):
        forms.setCurrentRow(row)
    assert forms.count() >= 20


def test_closing_leaves_a_checked_copy_and_no_mark(window, data):
    window.close()
    assert list((data / "backups").glob("gnbv-*-dong.sqlite3"))
    assert not list((data / "dang-mo").glob("*.json"))


def test_an_empty_folder_says_what_to_do(qtbot, tmp_path):
    window = create_window(tmp_path / "mới")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    assert message(window) == NO_DOSSIER


def test_a_damaged_database_is_said_in_the_window(qtbot, tmp_path):
    (tmp_path / "gnbv.sqlite3").write_bytes(b"hong " * 1000)
    window = create_window(tmp_path)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    assert "bị hỏng" in message(window)


def test_the_longest_title_leaves_the_window_on_a_small_screen(qtbot, tmp_path):
    desk = Desk.open(tmp_path)
    load_sample(desk, "phong-tho-2021-2024")
    desk.close()
    made = create_window(tmp_path)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.ready):
        made.show()
    made.resize(1024, 600)
    assert made.width() == 1024
    made.close()
