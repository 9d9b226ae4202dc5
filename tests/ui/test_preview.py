"""The preview in a real window: it follows what is typed, leads to where it was typed, searches, prints, saves."""

import pytest
from attrs import evolve
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QMenu, QWidget

from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.report.model import FigureRun, ParagraphBlock
from gnbv_desktop.services.conversion import ConversionTrouble, Converter
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.preview import Composed, compose, snapshot
from gnbv_desktop.ui.frame.places import NARRATIVE, PREVIEW
from gnbv_desktop.ui.preview.printing import make_printer, print_sheets
from tests.support import vtype
from tests.ui.documents import WORDS, document, paragraph, shown
from tests.ui.test_pdf import pages_of, reads_pdf


@pytest.fixture
def desk(hands, qtbot):
    """Hands with the preview in front."""
    hands.workspace.open_place(PREVIEW.key)
    settled(hands.workspace.page, qtbot)
    return hands


@pytest.fixture
def beside(hands, qtbot):
    """Hands in the table of capital, the preview beside it."""
    hands.goto("VON[r1].GIAO")
    hands.press(Qt.Key.Key_F8)
    settled(hands.workspace.beside.page, qtbot)
    return hands


def settled(page, qtbot):
    qtbot.waitUntil(lambda: page.live.settled and page.sheets is not None)


def figures(page):
    return page.view.places.figures


def with_sources(page, count):
    """The first figure that was typed in so many fields."""
    return next(each for each in figures(page) if len(page._origins.fields_of(each)) == count)


def place_of(page, figure):
    """Where to click it, in the view; it is brought into view."""
    areas = list(page.view.places.area_of(figure))
    page.view.reveal(areas)
    return page.view.rect_of(areas[0]).center().toPoint()


def click(page, figure):
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, figure))


# ---- it follows


def test_what_is_typed_stands_in_the_report_a_moment_later(beside, qtbot):
    page = beside.workspace.beside.page
    ref = beside.workspace.session.ref
    before = shown(page.sheets)
    beside.type("98765")
    beside.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page.sheets) != before)
    composed = compose(snapshot(beside.workspace.session.work))
    assert page.sheets.document == composed.document
    assert any(ref in page._origins.fields_of(figure) for figure in figures(page))
    assert page.view.changed and page.updated.isVisible()


def test_nothing_is_composed_while_nobody_sees_it(beside, qtbot):
    page = beside.workspace.beside.page
    told: list[object] = []
    page.live.composed.connect(told.append)
    beside.press(Qt.Key.Key_F8)
    assert not page.isVisible()
    beside.workspace.session.run(lambda work: enter(work, parse_ref("VON[r1].GIAO"), "4321"))
    beside.settle()
    assert not page.live.settled and not told
    beside.press(Qt.Key.Key_F8)
    settled(page, qtbot)
    assert len(told) == 1


def test_what_one_reads_stays_where_it_is(desk, qtbot):
    page = desk.workspace.page
    blocks = [paragraph(f"Đoạn {number}. {WORDS}", 2) for number in range(60)]
    page.live.composed.emit(Composed(document(blocks), {}))
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    figure_line = page.view._top()
    top = page.view.places.row_at(figure_line[0], figure_line[1] + 100)
    words = top.strip.placed[0].text.text
    above = page.view.rect_of(next(iter(page.view.places.of_block(top.block)))).top()
    page.live.composed.emit(Composed(document([paragraph("Đoạn mới. " + WORDS, 9), *blocks]), {}))
    moved = next(place for place, laid in enumerate(page.sheets.laid) if laid.texts[0].text == words)
    assert abs(page.view.rect_of(next(iter(page.view.places.of_block(moved)))).top() - above) <= 2
    assert page.view.page > 1


# ---- it leads


def test_a_click_on_a_figure_goes_to_its_field(desk):
    page, session = desk.workspace.page, desk.workspace.session
    figure = with_sources(page, 1)
    wanted = page._origins.fields_of(figure)
    click(page, figure)
    desk.settle()
    assert (session.ref,) == wanted
    assert desk.workspace.stack.key.startswith("form:")


def test_a_figure_of_several_fields_lets_one_choose(desk):
    page = desk.workspace.page
    figure = next(each for each in figures(page) if 1 < len(page._origins.fields_of(each)) <= 12)
    wanted = page._origins.fields_of(figure)
    click(page, figure)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    named = [action for action in menu.actions() if not action.isSeparator()]
    assert len(named) == len(wanted) and all(action.text() for action in named)
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert desk.workspace.session.ref == wanted[1]


def test_the_keyboard_walks_from_figure_to_figure_and_goes(desk):
    page, view = desk.workspace.page, desk.workspace.page.view
    view.setFocus()
    said: list[str] = []
    desk.workspace.session.said.connect(said.append)
    desk.press(Qt.Key.Key_Tab)
    assert view.figure is figures(page)[0] and said[-1]
    desk.press(Qt.Key.Key_Right, Qt.Key.Key_Tab)
    assert view.figure is figures(page)[2]
    desk.press(Qt.Key.Key_Left)
    assert view.figure is figures(page)[1]
    view._stand_on(with_sources(page, 1))
    wanted = page._origins.fields_of(view.figure)
    desk.press(Qt.Key.Key_Return)
    assert (desk.workspace.session.ref,) == wanted


def test_tab_leaves_after_the_last_figure_and_escape_lets_go(desk):
    view = desk.workspace.page.view
    view.setFocus()
    view._stand_on(figures(desk.workspace.page)[-1])
    desk.press(Qt.Key.Key_Escape)
    assert view.figure is None and view.hasFocus()
    view._stand_on(figures(desk.workspace.page)[-1])
    desk.press(Qt.Key.Key_Tab)
    assert not view.hasFocus()


def test_a_click_on_a_paragraph_goes_to_where_it_is_written(desk):
    page, session = desk.workspace.page, desk.workspace.session
    slot = next(iter(session.work.dossier.narratives))
    written = evolve(paragraph(WORDS), source=slot)
    page.live.composed.emit(Composed(document([written, paragraph(WORDS)]), {}))
    area = next(iter(page.view.places.of_block(1)))
    point = page.view.rect_of(area).center().toPoint()
    QTest.mouseMove(page.view.viewport(), point)
    assert page.view.hint and page.view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert str(session.ref) == slot


def test_beside_the_narratives_it_leads_into_their_page(hands, qtbot):
    hands.workspace.open_place(NARRATIVE.key)
    hands.press(Qt.Key.Key_F8)
    page = hands.workspace.beside.page
    settled(page, qtbot)
    slot = next(iter(hands.workspace.session.work.dossier.narratives))
    made = document([evolve(paragraph(WORDS), source=slot), paragraph(WORDS)])
    page.live.composed.emit(Composed(made, {}))
    page._go_to_block(1)
    hands.settle()
    assert hands.workspace.stack.key == NARRATIVE.key
    assert hands.workspace.stack.narrative.current().slot == slot
    qtbot.waitUntil(lambda: str(page._ref) == slot)
    assert page.view.current == list(page.view.places.of_block(1))


def test_the_paragraphs_of_the_narrative_in_which_one_writes_are_marked(hands, qtbot):
    hands.workspace.open_place(NARRATIVE.key)
    hands.press(Qt.Key.Key_F8)
    page, narratives = hands.workspace.beside.page, hands.workspace.stack.narrative
    settled(page, qtbot)
    written = {block.source for block in page.sheets.document.blocks if isinstance(block, ParagraphBlock)}
    slot = next(slot for slot in hands.workspace.session.work.dossier.narratives if slot in written)
    narratives.show_slot(slot).text.setFocus()
    qtbot.waitUntil(lambda: str(page._ref) == slot)
    blocks = enumerate(page.sheets.document.blocks, 1)
    places = [place for place, block in blocks if isinstance(block, ParagraphBlock) and block.source == slot]
    assert page.view.current == [area for place in places for area in page.view.places.of_block(place)]


def test_the_mouse_is_told_where_a_figure_comes_from(desk):
    page = desk.workspace.page
    figure = with_sources(page, 1)
    point = place_of(page, figure)
    QTest.mouseMove(page.view.viewport(), point)
    assert page.view.hint == page._origins.words_of_figure(figure) != ""
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, page.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(page.view.viewport(), event)
    assert any(each.text() == page.view.hint for each in QApplication.topLevelWidgets() if isinstance(each, QLabel))
    QTest.mouseMove(page.view.viewport(), QPoint(2, 2))
    assert page.view.hint == ""


def test_the_sentences_of_the_current_field_are_marked_and_brought_into_view(beside, qtbot):
    page = beside.workspace.beside.page
    figure = [each for each in figures(page) if len(page._origins.fields_of(each)) == 1][-1]
    (ref,) = page._origins.fields_of(figure)
    beside.workspace.goto(ref)
    qtbot.waitUntil(lambda: page._ref == ref)
    areas = list(page.view.places.area_of(figure))
    assert set(map(str, areas)) <= set(map(str, page.view.current))
    seen = page.view.viewport().rect()
    assert any(seen.contains(page.view.rect_of(area).center().toPoint()) for area in page.view.current)


def test_a_figure_that_reads_no_field_says_so(desk):
    page = desk.workspace.page
    said: list[str] = []
    desk.workspace.session.said.connect(said.append)
    block = ParagraphBlock((FigureRun("[không tính được]", "KHONG_CO[X].Y", "count"),))
    page.live.composed.emit(Composed(document([block]), {}))
    click(page, figures(page)[0])
    assert said[-1] == "Số này không lấy từ ô nhập nào."


# ---- searching, sizes


def test_words_are_found_one_after_the_other(desk):
    page = desk.workspace.page
    page.view.setFocus()
    desk.press(Qt.Key.Key_F, control=True)
    assert page.find_bar.field.hasFocus()
    vtype(page.find_bar.field, "giải ngân")
    count = len(page.view.matches)
    assert count > 10 and page.find_bar.count.text() == f"1/{count}"
    assert count == shown(page.sheets).lower().count("giải ngân")
    desk.press(Qt.Key.Key_Return)
    assert page.view.match == 1
    desk.press(Qt.Key.Key_Return, Qt.Key.Key_Return, shift=True)
    assert page.view.match == count - 1
    seen = page.view.viewport().rect()
    assert seen.intersects(page.view.rect_of(page.view.matches[-1][0]).toRect())
    page.find_bar.field.setText("không có chữ này")
    assert page.find_bar.count.text() == "không thấy"
    desk.press(Qt.Key.Key_Escape)
    assert not page.find_bar.isVisible() and not page.view.matches and page.view.hasFocus()


def test_ctrl_f_beside_the_preview_searches_the_fields(beside):
    beside.press(Qt.Key.Key_F, control=True)
    assert beside.workspace.search.hasFocus()
    beside.workspace.beside.page.view.setFocus()
    beside.press(Qt.Key.Key_F, control=True)
    assert beside.workspace.beside.page.find_bar.field.hasFocus()


def test_pages_grow_and_shrink_within_bounds(desk):
    page, view = desk.workspace.page, desk.workspace.page.view
    view.setFocus()
    assert page.percent.text() == "100%" and page.where.text() == f"trang 1/{view.count}"
    desk.press(Qt.Key.Key_Plus, control=True)
    assert view.percent == 110
    for _ in range(12):
        desk.press(Qt.Key.Key_Plus, control=True)
    assert view.percent == 200 and view.horizontalScrollBar().maximum() > 0
    for _ in range(20):
        desk.press(Qt.Key.Key_Minus, control=True)
    assert view.percent == 50
    desk.press(Qt.Key.Key_0, control=True)
    wide = view.percent
    assert 100 < wide < 200 and view.horizontalScrollBar().maximum() == 0
    desk.window.resize(1200, 768)
    desk.settle()
    assert view.percent < wide


def test_the_page_that_is_seen_is_named(desk):
    page = desk.workspace.page
    page.view.setFocus()
    desk.press(Qt.Key.Key_End)
    assert page.where.text() == f"trang {page.view.count}/{page.view.count}"
    desk.press(Qt.Key.Key_Home)
    assert page.where.text() == f"trang 1/{page.view.count}"


def test_a_narrow_window_shows_the_report_instead_of_the_page(open_window):
    narrow = open_window("phong-tho-2023", size=(1000, 700))
    assert not narrow.workspace.bar.preview.isVisible()
    narrow.press(Qt.Key.Key_F8)
    assert narrow.workspace.stack.key == PREVIEW.key and narrow.workspace.beside.page is None


def test_the_side_panel_comes_back_when_the_preview_goes(beside):
    workspace = beside.workspace
    assert not workspace.side.isVisible() and workspace.beside.page.isVisible()
    beside.press(Qt.Key.Key_F6)
    assert workspace.beside.page.view.hasFocus()
    beside.press(Qt.Key.Key_F8)
    assert workspace.side.isVisible() and not workspace.beside.page.isVisible()


# ---- on paper and as a file


@reads_pdf
def test_what_is_printed_are_the_pages_of_the_preview(desk, tmp_path):
    page = desk.workspace.page
    printer = make_printer("thử")
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    assert print_sheets(page.sheets, printer)
    printed = pages_of((tmp_path / "in.pdf").read_bytes(), tmp_path)
    assert len(printed) == page.view.count
    printer.setOutputFileName(str(tmp_path / "hai.pdf"))
    printer.setFromTo(2, 3)
    assert print_sheets(page.sheets, printer)
    assert [lines[0] for lines in pages_of((tmp_path / "hai.pdf").read_bytes(), tmp_path)] == ["2", "3"]


def test_ctrl_p_asks_for_a_printer(desk):
    page = desk.workspace.page
    page.view.setFocus()
    desk.press(Qt.Key.Key_P, control=True)
    dialog = page.findChild(QPrintDialog, "print_dialog")
    assert dialog.isVisible() and dialog.windowTitle() == "In báo cáo"
    dialog.reject()


def saying(hands):
    said: list[str] = []
    hands.workspace.session.said.connect(said.append)
    return said


def test_a_pdf_is_written_beside_the_window(desk, qtbot, tmp_path):
    said = saying(desk)
    desk.workspace.page.findChild(QAbstractButton, "preview_pdf").click()
    dialog = desk.workspace.page.findChild(QFileDialog, "pdf_dialog")
    assert dialog.isVisible() and dialog.selectedFiles()[0].endswith("bao-cao-phong-tho-2023.pdf")
    dialog.close()
    target = tmp_path / "báo cáo.pdf"
    dialog.fileSelected.emit(str(target))
    qtbot.waitUntil(lambda: bool(said) and said[-1] == f"Đã lưu {target}")
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_place_that_cannot_be_written_is_said(desk, qtbot, tmp_path):
    said = saying(desk)
    (tmp_path / "la-tep").write_text("")
    desk.workspace.page.output.save_pdf(str(tmp_path / "la-tep" / "a.pdf"))
    qtbot.waitUntil(lambda: bool(said) and said[-1].startswith("Không ghi được"))


class Fake(Converter):
    def convert(self, docx, timeout=0.0):
        if not docx.startswith(b"PK"):
            raise ConversionTrouble("không phải tệp Word")
        return b"%PDF-exact"


def test_the_pages_of_word_are_offered_where_it_is(desk, qtbot, tmp_path):
    page, said = desk.workspace.page, saying(desk)
    page.output.offer(None)
    assert not page.more.isVisible()
    page.output.offer(Fake("Word", tmp_path))
    page.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Lưu PDF theo trang Word (dùng Word trên máy)"]
    menu.close()
    page.output.save_exact_pdf(str(tmp_path / "a.pdf"))
    qtbot.waitUntil(lambda: bool(said) and said[-1].startswith("Đã lưu"))
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-exact"


def test_the_window_may_close_while_a_job_runs(hands, qtbot, tmp_path):
    hands.workspace.open_place(PREVIEW.key)
    hands.workspace.page.output.save_pdf(str(tmp_path / "a.pdf"))
    hands.window.close()
    qtbot.waitUntil(lambda: (tmp_path / "a.pdf").exists())


def test_a_snapshot_is_the_jobs_alone(hands):
    work = hands.workspace.session.work
    own = snapshot(work)
    assert own is not work.evaluation and own.dossier is work.dossier
    assert compose(own).document == compose(work.evaluation).document


# ---- all files of the report


def outcome(page, qtbot):
    qtbot.waitUntil(lambda: page.findChild(QWidget, "export_outcome") is not None)
    return page.findChild(QWidget, "export_outcome")


def test_everything_is_exported_into_a_folder_of_its_own(desk, qtbot, tmp_path):
    page = desk.workspace.page
    page.findChild(QAbstractButton, "preview_export").click()
    dialog = page.findChild(QFileDialog, "export_dialog")
    assert dialog.isVisible()
    dialog.close()
    dialog.fileSelected.emit(str(tmp_path))
    told = outcome(page, qtbot)
    assert "đều khớp" in told.accessibleName() and told.isVisible()
    folder = tmp_path / "bao-cao-phong-tho-2023"
    assert sorted(path.name for path in folder.iterdir()) == [
        "bao-cao.docx",
        "bao-cao.pdf",
        "bieu-so.xlsx",
        "manifest.json",
    ]


def test_what_was_edited_in_an_exported_folder_is_never_written_over(desk, qtbot, tmp_path):
    edited = tmp_path / "bao-cao-phong-tho-2023" / "bao-cao.docx"
    edited.parent.mkdir()
    edited.write_text("sửa bằng Word")
    desk.workspace.page.output.export(str(tmp_path))
    outcome(desk.workspace.page, qtbot)
    assert edited.read_text() == "sửa bằng Word"
    assert (tmp_path / "bao-cao-phong-tho-2023 (2)" / "bao-cao.docx").exists()


def test_a_difference_keeps_the_files_back_and_names_the_sentence(desk, qtbot, tmp_path, monkeypatch):
    told = ("bao-cao.docx, câu «Giải ngân 12 triệu đồng»: đọc lại là «12», đúng phải là «13».",)
    monkeypatch.setattr("gnbv_desktop.services.documents.report_differences", lambda *words: told)
    desk.workspace.page.output.export(str(tmp_path))
    words = outcome(desk.workspace.page, qtbot).accessibleName()
    assert words.startswith("Chưa ghi tệp nào") and "Giải ngân 12 triệu đồng" in words
    assert not list(tmp_path.glob("bao-cao*"))


def test_a_folder_that_cannot_be_written_is_said_over_the_pages(desk, qtbot, tmp_path):
    (tmp_path / "la-tep").write_text("")
    desk.workspace.page.output.export(str(tmp_path / "la-tep"))
    assert "hãy chọn thư mục khác" in outcome(desk.workspace.page, qtbot).accessibleName()
