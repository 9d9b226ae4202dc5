"""Pasting into a grid: shown first, answered by keyboard, taken in one step or not at all."""

import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPushButton, QRadioButton

from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.bulk import remove_rows
from gnbv_desktop.services.cell_text import text_at
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.history import undo
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid.block_sheet import BlockSheet
from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import DARK
from gnbv_desktop.ui.paste.capital import CapitalPreview
from gnbv_desktop.ui.paste.dialog import PreviewDialog
from gnbv_desktop.ui.paste.dialogs import open_paste
from gnbv_desktop.ui.paste.rectangle import PastePreview
from gnbv_desktop.ui.paste.target import paste_targets
from gnbv_desktop.ui.session import Session
from tests.support import vtype

NAME = "phong-tho-2023"
CLIPBOARDS = Path(__file__).parent.parent / "fixtures" / "clipboards"
NAMES = sorted({path.stem for path in CLIPBOARDS.iterdir()})
SHEET = """Đơn vị tính: triệu đồng\t\t
Nội dung\tVốn giao năm 2023\tGiải ngân lũy kế
Tổng cộng\t23.130\t
Dự án 1\t\t
TDA1: duy tu, bảo dưỡng (5 xã)\t4.550\t3.600
Dự án 5: nhà ở\t12.060\t11.060
TDA1-DA4 (vốn 2022)\t1.070\t#REF!
Kinh phí quản lý\t852\t700"""


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("template") / "data"
    desk = Desk.open(folder)
    load_sample(desk, NAME)
    desk.close()
    return folder


class Bench:
    """A window with grids of one dossier, and what was said in the status line."""

    def __init__(self, qtbot, data):
        self.desk = Desk.open(data)
        self.look = Look()
        self.session = Session(Work.show(self.desk, NAME))
        self.work.find()
        self.window = QMainWindow()
        self.window.resize(1366, 728)
        qtbot.addWidget(self.window)
        self.said: list[str] = []
        self.session.said.connect(self.said.append)

    @property
    def work(self):
        return self.session.work

    @property
    def words(self):
        return self.said[-1] if self.said else ""

    def grid(self, at, component=""):
        """The grid of an address, with the address current."""
        ref = parse_ref(at)
        capital = ref.block == "VON"
        sheet = CapitalSheet(self.work, "VON", component) if capital else BlockSheet(self.work, ref.block)
        made = Grid(self.look, self.session, sheet)
        self.window.setCentralWidget(made)
        self.window.show()
        assert made.show_ref(ref)
        return made

    def paste(self, at, text="", html="", component=""):
        self.put(text, html)
        grid = self.grid(at, component)
        open_paste(self.look, grid)
        return self.window.findChild(PreviewDialog)

    @staticmethod
    def put(text="", html=""):
        data = QMimeData()
        if text:
            data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def text(self, ref):
        return text_at(self.work, parse_ref(ref))


@pytest.fixture
def bench(qtbot, template, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(template, data)
    made = Bench(qtbot, data)
    yield made
    QGuiApplication.clipboard().clear()
    made.session.finish()
    made.desk.close()


def button(dialog, name):
    return dialog.findChild(QPushButton, name)


def label(dialog, name):
    return dialog.findChild(QLabel, name).text()


def place_of(dialog, source):
    """Where a pasted text stands in the preview."""
    preview = dialog.preview
    return next(
        (row, column)
        for row in range(preview.rows)
        for column in range(len(preview.columns))
        if preview.cell(row, column).text == source
    )


def press(dialog, key, qtbot):
    """A key in the table; what an editor has written arrives with the next events."""
    QTest.keyClick(dialog.table, key)


# ---- without a dialog


def test_one_text_into_one_cell_is_typed(bench):
    assert bench.paste("VON[r4].GIAI_NGAN", "3.600\r\n") is None
    assert bench.text("VON[r4].GIAI_NGAN") == "3.600"
    assert bench.words.startswith("Đã dán 1 ô: đọc là 3.600 triệu đồng")


def test_empty_cells_and_certain_figures_are_taken_at_once_in_one_step(bench):
    grid = bench.grid("DA2.KQ[HO].KH")
    targets = [ref for line in paste_targets(grid, 2, 2) for ref in line if ref]
    for ref in targets:
        enter(bench.work, ref, "")
    before = bench.work.dossier
    bench.put("12\t11\n340\t335")
    open_paste(bench.look, grid)
    assert bench.window.findChild(PreviewDialog) is None
    assert [text_at(bench.work, ref) for ref in targets] == ["12", "11", "340", "335"]
    assert bench.words == "Đã dán 4 ô; Ctrl+Z lấy lại"
    undo(bench.work)
    assert bench.work.dossier == before


def test_what_stands_there_already_is_not_asked_about(bench):
    assert bench.paste("VON[r4].GIAO", "4.550\t3.518") is None
    assert bench.words == "Vùng dán giống số liệu đang có; không có ô nào thay đổi."


def test_a_computed_cell_takes_no_text(bench):
    before = bench.work.dossier
    assert bench.paste("VON[r4].TY_LE", "50%") is None
    assert "không nhập được" in bench.words
    assert bench.work.dossier == before


def test_an_empty_or_binary_clipboard_and_a_sealed_dossier_are_refused_with_words(bench, monkeypatch):
    before = bench.work.dossier
    for text in ("", "\x00\x01\x02PNG\r\n" * 50):
        assert bench.paste("VON[r4].GIAO", text) is None
        assert "không có bảng" in bench.words
    monkeypatch.setattr(Session, "sealed", True)
    assert bench.paste("VON[r4].GIAO", "1\t2") is None
    assert bench.words == "Hồ sơ đã chốt, không sửa được; hãy lập bản thay thế."
    assert bench.work.dossier == before


def test_a_hundred_thousand_rows_are_refused_quickly(bench):
    begun = time.perf_counter()
    assert bench.paste("VON[r4].GIAO", "4.550\t3.518\n" * 100_000) is None
    assert time.perf_counter() - begun < 3
    assert "lớn quá" in bench.words


@pytest.mark.parametrize("at", ["VON[r4].GIAO", "VON[r4].GHI_CHU", "DA2.KQ[HO].KH"])
@pytest.mark.parametrize("name", NAMES)
def test_every_clipboard_of_real_life_opens_or_is_refused_with_words(bench, name, at):
    found = [CLIPBOARDS / f"{name}{ending}" for ending in (".txt", ".html")]
    text, html = (path.read_bytes().decode() if path.exists() else "" for path in found)
    before = bench.work.dossier
    dialog = bench.paste(at, text, html)
    if dialog is None:
        assert bench.words.strip()
        return
    assert label(dialog, "preview_title")
    assert bench.work.dossier == before
    assert button(dialog, "accept").isEnabled() != bool(dialog.preview.blocked)
    for row in range(dialog.preview.rows):
        dialog.table.go(row, 0)
        dialog.preview.candidates(row, 0)
    dialog.grab()
    dialog.reject()
    assert bench.work.dossier == before


# ---- a rectangle


def test_old_and_new_stand_beside_each_other_and_enter_takes_all_in_one_step(bench):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t3.600")
    assert label(dialog, "preview_title") == "1 dòng × 2 cột từ bộ nhớ tạm"
    cells = [dialog.preview.cell(0, column) for column in (0, 1)]
    assert [(cell.before, cell.text, cell.changed) for cell in cells] == [
        ("4.550", "4.600", True),
        ("3.518", "3.600", True),
    ]
    before = bench.work.dossier
    assert button(dialog, "accept").text() == "Nhận 2 ô"
    assert dialog.focusWidget() is button(dialog, "accept")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert (bench.text("VON[r4].GIAO"), bench.text("VON[r4].GIAI_NGAN")) == ("4.600", "3.600")
    assert bench.words == "Đã dán 2 ô; Ctrl+Z lấy lại"
    undo(bench.work)
    assert bench.work.dossier == before


def test_escape_changes_nothing_and_the_window_is_bright_again(bench, qtbot):
    before = bench.work.dossier
    dialog = bench.paste("VON[r4].GIAO", "4.600\t3.600")
    dim = bench.window.findChild(object, "dim")
    assert dim.size() == bench.window.size()
    with qtbot.waitSignal(dim.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert bench.work.dossier == before


def test_nothing_is_taken_while_a_fault_stands_and_one_may_be_left_out(bench, qtbot):
    before = bench.work.dossier
    dialog = bench.paste("VON[r4].GIAO", "4.600\t#REF!")
    assert not button(dialog, "accept").isEnabled()
    assert label(dialog, "reason") == "Còn 1 chỗ cần xem"
    assert dialog.table.place() == place_of(dialog, "#REF!")
    assert "ô Excel báo lỗi" in label(dialog, "current_words")
    dialog._take_all()
    assert bench.work.dossier == before
    press(dialog, Qt.Key.Key_Delete, qtbot)
    assert button(dialog, "accept").text() == "Nhận 1 ô"
    assert label(dialog, "reason") == ""
    button(dialog, "accept").click()
    assert (bench.text("VON[r4].GIAO"), bench.text("VON[r4].GIAI_NGAN")) == ("4.600", "3.518")


def test_a_cell_that_was_left_out_can_be_taken_back(bench, qtbot):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t3.600")
    dialog.table.go(0, 1)
    press(dialog, Qt.Key.Key_Delete, qtbot)
    assert dialog.preview.changes == 1
    dialog.table.go(0, 1)
    button(dialog, "offer_1").click()
    assert dialog.preview.changes == 2


def test_a_fault_is_typed_over_in_its_place(bench, qtbot):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t#REF!")
    press(dialog, Qt.Key.Key_Return, qtbot)
    editor = dialog.table.findChild(QLineEdit, "preview_editor")
    assert editor.text() == "#REF!"
    vtype(editor, "3.700")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.preview.blocked)
    assert dialog.focusWidget() is button(dialog, "accept")
    button(dialog, "accept").click()
    assert bench.text("VON[r4].GIAI_NGAN") == "3.700"


def test_what_is_typed_over_is_read_as_typing_is_whatever_the_style(bench, qtbot):
    dialog = bench.paste("VON[r4].GIAO", "1,234,567.5\t1,054")
    assert dialog.preview.style.words == "Đoán theo 1/1 ô"
    assert dialog.preview.cell(0, 1).text == "1.054"
    dialog.preview.type(0, 1, "3.700")
    assert dialog.preview.cell(0, 1).text == "3.700"


def test_the_style_is_asked_once_and_the_answer_reads_every_figure(bench):
    dialog = bench.paste("VON[r4].GIAO", "4,600\t3,600")
    assert label(dialog, "reason") == "Hãy chọn kiểu viết số"
    assert not dialog.findChild(QRadioButton, "style_viet").isChecked()
    assert dialog.focusWidget() is dialog.findChild(QRadioButton, "style_viet")
    dialog.findChild(QRadioButton, "style_anh").click()
    assert [dialog.preview.cell(0, column).text for column in (0, 1)] == ["4.600", "3.600"]
    dialog.findChild(QRadioButton, "style_viet").click()
    assert [dialog.preview.cell(0, column).text for column in (0, 1)] == ["4,6", "3,6"]
    assert button(dialog, "accept").isEnabled()


def test_one_doubtful_figure_is_answered_by_its_number(bench, qtbot):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t1,054")
    row, column = place_of(dialog, "1,054")
    dialog.table.go(row, column)
    offers = [offer.words for offer in dialog.preview.offers(row, column)]
    wanted = offers.index("1.054 triệu đồng")
    press(dialog, [Qt.Key.Key_1, Qt.Key.Key_2][wanted], qtbot)
    assert dialog.preview.cell(row, column).text.startswith("1.054")
    assert button(dialog, "accept").isEnabled()


def test_figures_on_a_band_are_told_and_not_taken(bench):
    grid = bench.grid("VON[r13].GIAO")
    below = grid.sheet.rows[grid.currentIndex().row() + 1]
    assert below.kind.band
    dialog = bench.paste("VON[r13].GIAO", "1.200\n9.999")
    assert ("ngoài chỗ nhập", 1) in [(count.words, count.number) for count in dialog.preview.counts]
    assert "dòng nhóm" in dialog.preview.cell(1, 1).text


def test_new_rows_of_an_open_list_are_made_with_the_paste(bench):
    grid = bench.grid(_new_row(bench, "RA_SOAT"))
    before = bench.work.dossier.block("RA_SOAT").order
    bench.put("31/12/2022\n31/12/2023")
    open_paste(bench.look, grid)
    after = bench.work.dossier.block("RA_SOAT").order
    assert [bench.text(f"RA_SOAT[{row}].NGAY") for row in after[len(before) :]] == ["31/12/2022", "31/12/2023"]
    undo(bench.work)
    assert bench.work.dossier.block("RA_SOAT").order == before


def _new_row(bench, path):
    sheet = BlockSheet(bench.work, path)
    return f"{path}[{sheet.rows[-1].row}].{next(c.code for c in sheet.columns if sheet.editable(sheet.rows[-1], c))}"


def test_a_change_from_elsewhere_makes_the_preview_new(bench):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t3.600")
    enter(bench.work, parse_ref("VON[r4].GIAO"), "4.601")
    assert dialog.preview.cell(0, 0).before == "4.601"


def test_a_row_that_vanishes_closes_the_preview(bench):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t3.600")
    remove_rows(bench.work, "VON", ["r4"])
    assert not dialog.isVisible()
    assert bench.words == "Các dòng của bảng vừa đổi ở nơi khác; hãy dán lại."


# ---- the sheet of a finance office


def test_a_sheet_with_names_is_matched_by_line(bench):
    dialog = bench.paste("VON[r1].GIAO", SHEET)
    assert isinstance(dialog.preview, CapitalPreview)
    row, column = place_of(dialog, "11.060")
    assert dialog.preview.cell(row, column).before == "12.060"
    assert dialog.preview.cell(row, 0).text == "DA 5 · vốn 2023 · Sự nghiệp"
    assert dialog.preview.cell(row, 0).words.startswith("Dự án 5 › ")
    assert label(dialog, "reason") == "Còn 2 chỗ cần xem"


def test_figures_alone_go_straight_into_the_table(bench):
    assert isinstance(bench.paste("VON[r4].GIAO", "4.600\t3.600").preview, PastePreview)


def test_names_in_the_table_of_one_component_are_not_matched(bench):
    dialog = bench.paste("VON[r4].GIAO", SHEET, component="DA1")
    assert isinstance(dialog.preview, PastePreview)
    assert not button(dialog, "switch_way").isVisible()


def test_rows_copied_within_the_table_stay_a_rectangle(bench):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t3.600\nUBND xã\tđủ")
    assert isinstance(dialog.preview, CapitalPreview | PastePreview)
    straight = bench.paste("VON[r5].LY_DO", "Chờ phê duyệt dự toán\tĐã đối chiếu Kho bạc")
    assert straight is None or isinstance(straight.preview, PastePreview)


def test_one_may_turn_to_the_other_way_and_back(bench):
    dialog = bench.paste("VON[r1].GIAO", SHEET)
    switch = button(dialog, "switch_way")
    assert switch.text() == "Dán thẳng vào ô đang chọn"
    switch.click()
    assert isinstance(dialog.preview, PastePreview)
    assert switch.text() == "Khớp theo tên dòng vốn"
    switch.click()
    assert isinstance(dialog.preview, CapitalPreview)
    assert dialog.table.preview_model.columnCount() == len(dialog.preview.columns)


def test_by_keyboard_alone_a_sheet_is_answered_and_taken_in_one_step(bench, qtbot):
    before = bench.work.dossier
    dialog = bench.paste("VON[r1].GIAO", SHEET)
    press(dialog, Qt.Key.Key_Return, qtbot)
    editor = dialog.table.findChild(QLineEdit, "preview_editor")
    vtype(editor, "1.060")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.preview.plan.unmatched == len(dialog.preview.open_places))
    assert dialog.preview.cell(*dialog.table.place()).text == "Chọn dòng…"
    press(dialog, Qt.Key.Key_Return, qtbot)
    search = dialog.findChild(QLineEdit, "offer_search")
    assert search.isVisible()
    vtype(search, "tieu du an 1 du an 7")
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert not dialog.preview.blocked
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert bench.text("VON[r14].GIAI_NGAN") == "1.060"
    assert bench.text("VON[r23].GIAI_NGAN") == "700"
    undo(bench.work)
    assert bench.work.dossier == before


def test_a_row_may_be_skipped_and_taken_back(bench):
    dialog = bench.paste("VON[r1].GIAO", SHEET)
    row, _ = place_of(dialog, "Chọn dòng…")
    dialog.table.go(row, 0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.preview.plan.unmatched == 0
    dialog.table.go(row, 0)
    button(dialog, "offer_1").click()
    assert dialog.preview.plan.unmatched == 1


def test_a_new_line_is_offered_with_each_kind_of_money_and_made(bench):
    dialog = bench.paste("VON[r1].GIAO", SHEET.replace("TDA1-DA4 (vốn 2022)\t1.070\t#REF!\n", ""))
    row, _ = place_of(dialog, "Chọn dòng…")
    words = [offer.words for offer in dialog.preview.candidates(row, 0)]
    new = next(offer for offer in dialog.preview.candidates(row, 0) if "Sự nghiệp" in offer.words)
    assert new.words.startswith("Dòng mới: ") and "Bỏ dòng này" in words
    rows = len(bench.work.dossier.block("VON").order)
    dialog._answer(new)
    button(dialog, "accept").click()
    assert len(bench.work.dossier.block("VON").order) == rows + 1


def test_the_kind_of_money_may_be_left_undivided(bench):
    dialog = bench.paste("VON[r1].GIAO", SHEET.replace("TDA1-DA4 (vốn 2022)\t1.070\t#REF!\n", "").replace(
        "Kinh phí quản lý", "TDA2-DA1: lập đề án"))  # fmt: skip
    row, _ = place_of(dialog, "Chọn dòng…")
    new = next(offer for offer in dialog.preview.candidates(row, 0) if offer.words.endswith("chưa tách loại"))
    dialog._answer(new)
    assert dialog.preview.cell(row, 0).text == "TDA 2 - DA 1"
    assert dialog.preview.row_head(row).help.startswith("Dòng mới: ")
    button(dialog, "accept").click()
    made = bench.work.dossier.block("VON").order[-1]
    assert (bench.text(f"VON[{made}].DU_AN"), bench.text(f"VON[{made}].LOAI")) == ("Tiểu dự án 2 - Dự án 1", "")


def test_an_agency_that_is_no_place_of_the_dossier_is_asked_and_answered(bench):
    sheet = SHEET.replace("TDA1-DA4 (vốn 2022)\t1.070\t#REF!", "TDA2-DA6: Phòng Khoa học và Đô thị (vốn 2022)\t60\t10")
    dialog = bench.paste("VON[r1].GIAO", sheet)
    row, _ = place_of(dialog, "Chọn đơn vị…")
    remark = dialog.preview.cell(row, len(dialog.preview.columns) - 1)
    assert remark.ink == "ask" and "«Phòng Khoa học và Đô thị» không có trong danh sách đơn vị" in remark.text
    words = [offer.words for offer in dialog.preview.candidates(row, 0)]
    assert words[0].startswith("Đơn vị thực hiện: ") and "Chưa tách đơn vị" in words
    assert not any(word.startswith("Dòng mới") for word in words)
    chosen = dialog.preview.candidates(row, 0)[0]
    dialog._answer(chosen)
    short = bench.work.dossier.head.unit.agencies[0].short
    assert dialog.preview.cell(row, 0).text == f"TDA 2 - DA 6 · vốn 2022 · Sự nghiệp · {short}"


@pytest.mark.parametrize(("width", "height"), [(1366, 728), (911, 512)])
def test_the_key_of_a_match_stands_there_whole(bench, width, height):
    bench.window.resize(width, height)
    dialog = bench.paste("VON[r1].GIAO", SHEET)
    QApplication.processEvents()
    delegate = dialog.table.itemDelegate()
    for row in range(dialog.preview.rows):
        if dialog.preview.plan.rows[row].taken:
            cell = dialog.preview.cell(row, 0)
            assert delegate.width_of(cell) <= dialog.table.columnWidth(0), cell.text


def test_the_unit_of_money_and_the_columns_may_be_told(bench):
    dialog = bench.paste("VON[r1].GIAO", SHEET)
    money = dialog.preview.chips[0]
    assert (money.label, money.value) == ("Đơn vị", "triệu đồng")
    dialog._answer(next(offer for offer, _ in money.offers if offer.words == "nghìn đồng"))
    row, column = place_of(dialog, "11,06")
    assert dialog.preview.cell(row, column).before == "12.060"
    given = next(chip for chip in dialog.preview.chips if chip.label == "Cột 2")
    dialog._answer(next(offer for offer, _ in given.offers if offer.words == "Không nhận cột này"))
    assert [each.title for each in dialog.preview.columns[1:-1]] == ["Giải ngân lũy kế"]


def test_an_open_question_of_a_column_blocks_and_gets_the_focus(bench):
    dialog = bench.paste("VON[r1].GIAO", "Nội dung\tVốn giao\tSố lạ\nDự án 5: nhà ở\t12.061\t77")
    assert "Cột 3" in label(dialog, "reason")
    button(dialog, "first_open").click()
    assert dialog.focusWidget().objectName() == "chip_column_3"


# ---- looks


@pytest.mark.parametrize(("width", "height", "dark"), [(1366, 728, False), (911, 512, True)])
def test_it_fits_the_window_and_no_word_is_cut(bench, width, height, dark):
    if dark:
        bench.look.wear(DARK, 1.0)
    bench.window.resize(width, height)
    dialog = bench.paste("VON[r1].GIAO", SHEET)
    QApplication.processEvents()
    assert dialog.width() == min(1082, width - 40)
    assert dialog.height() == min(640, height - 60)
    assert dialog.minimumSizeHint().width() <= dialog.width()
    for shown in (*dialog.findChildren(QPushButton), *dialog.findChildren(QLabel)):
        elastic = shown.objectName() in ("current_words", "preview_corner")
        assert elastic or not shown.isVisible() or shown.width() >= shown.sizeHint().width(), shown.text()


def test_every_cell_tells_a_screen_reader_what_becomes_of_it(bench):
    dialog = bench.paste("VON[r4].GIAO", "4.600\t#REF!")
    model = dialog.table.preview_model
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "4.600" in spoken and "sẽ đổi" in spoken
    assert "ô Excel báo lỗi" in model.index(0, 1).data(Qt.ItemDataRole.AccessibleDescriptionRole)
