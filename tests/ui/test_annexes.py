"""The page of annexes in a real window: sheets that follow what is typed, lead to it, and stay quick when long."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QMenu, QWidget

from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.report.grid import Grid, GridCell, GridColumn, GridRow, Look, text_cell
from gnbv_desktop.report.sheet import Chart, ChartKind, Series
from gnbv_desktop.report.sheet_layout import SheetHead, lay_out
from gnbv_desktop.services import province_books
from gnbv_desktop.services.annexes import AnnexSheet
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.sheet_places import SheetPlaces
from gnbv_desktop.ui.annexes.chart import scale_of
from gnbv_desktop.ui.annexes.page import NOWHERE, RECONSTRUCTED, UNUSED
from gnbv_desktop.ui.frame.places import ANNEXES
from gnbv_desktop.ui.look.preferences import Preferences, Theme, wear
from gnbv_desktop.ui.side.rows import LinkRow
from tests.workbooks import written

SUMMARY, SPENT, NEEDS = "TONG_HOP_VON", "GIAI_NGAN", "NHU_CAU"


@pytest.fixture
def desk(hands, qtbot):
    """Hands with the page of annexes in front."""
    hands.workspace.open_place(ANNEXES.key)
    settled(hands, qtbot)
    return hands


def page_of(hands):
    return hands.workspace.page


def settled(hands, qtbot):
    page = page_of(hands)
    qtbot.waitUntil(lambda: page.live.settled and page.view.annex is not None)
    hands.settle()


def with_fields(page, count):
    """The first figure that was typed in so many fields."""
    figures = (place for place, box in enumerate(page.view.plan.boxes) if box.source and box.value is not None)
    return next(place for place in figures if len(page._origins.fields(place)) == count)


def source_at(page, source):
    return next(place for place, box in enumerate(page.view.plan.boxes) if box.source == source)


def spot(page, place):
    """Where to click it, in the view; it is brought into view."""
    page.view.reveal(place)
    return page.view.rect_of(place).center()


def click(page, place, button=Qt.MouseButton.LeftButton):
    QTest.mouseClick(page.view.viewport(), button, pos=spot(page, place))


def button(page, name):
    found = page.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def saying(hands):
    said: list[str] = []
    hands.workspace.session.said.connect(said.append)
    return said


# ---- the list


def test_the_page_lists_every_annex_and_shows_the_first(desk):
    page, work = page_of(desk), desk.workspace.session.work
    model = page.list.entries
    names = [model.index(row).data() for row in range(model.rowCount())]
    assert names == [annex.name for annex in work.edition.annexes.values()]
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Biểu tổng hợp vốn, còn thiếu {len(page.view.annex.fields)} ô"
    assert page.view.annex.sheet.code == SUMMARY
    assert page.view.accessibleName().startswith("Biểu tổng hợp vốn: TỔNG HỢP VỐN")
    shown = {page.view.text_at(place) for place in range(len(page.view.plan.boxes))}
    assert {"TỔNG CỘNG", "Dự án 5: Hỗ trợ nhà ở", "12.060"} <= shown


def test_the_keys_of_a_list_go_from_annex_to_annex_and_into_the_sheet(desk):
    page = page_of(desk)
    page.list.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert page.view.annex.sheet.code == SPENT and page.list.hasFocus()
    desk.press(Qt.Key.Key_Up)
    assert page.view.annex.sheet.code == SUMMARY
    desk.press(Qt.Key.Key_Return)
    assert page.view.hasFocus() and page.view.box(page.view.current).source
    desk.press(Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_what_is_not_printed_on_the_sheet_is_said_above_it(desk):
    page, annexes = page_of(desk), desk.workspace.session.work.edition.annexes
    ours = next(code for code, annex in annexes.items() if annex.component and annex.reconstructed)
    page.list.open(ours)
    assert page.note.isVisible() and page.note.text() == RECONSTRUCTED
    page.list.open(NEEDS)
    assert page.note.text().startswith(UNUSED)
    assert not page.missing.isVisible()


def test_a_workbook_of_the_province_takes_the_place_of_an_annex(desk, qtbot, tmp_path):
    page, work = page_of(desk), desk.workspace.session.work
    file = tmp_path / "bieu.xlsx"
    file.write_bytes(written({"A1": "{{VON(GIAO)}}"}))
    opened = province_books.read_file(file)
    book = province_books.new_book(opened, work.edition, work.dossier.head, "Biểu của tỉnh", SUMMARY)
    province_books.save(work.desk.data, opened.content, book)
    desk.workspace.session.workbooks.emit()
    settled(desk, qtbot)
    assert page.list.entry(SUMMARY).words == "dùng biểu của tỉnh"
    assert "biểu của tỉnh thay cho biểu này" in page.note.text()


# ---- it follows


def test_what_is_typed_stands_in_the_sheet_a_moment_later(desk, qtbot):
    page, session = page_of(desk), desk.workspace.session
    place = source_at(page, 'VON(GIAI_NGAN, DU_AN="DA5")')
    (ref,) = page._origins.fields(place)
    before = page.view.text_at(place)
    page.view.stand_at(place)
    session.run(lambda work: enter(work, ref, "9876"))
    qtbot.waitUntil(lambda: page.view.text_at(place) != before)
    assert page.view.text_at(place) == "9.876" and page.view.current == place
    session.undo()
    desk.workspace.open_place(ANNEXES.key)
    qtbot.waitUntil(lambda: page.view.text_at(place) == before)


def of_capital(edition):
    """The annexes that a change of a capital line reaches, in their order."""
    return [code for code, annex in edition.annexes.items() if any(table.block == "VON" for table in annex.tables)]


def test_nothing_is_composed_while_nobody_sees_it(desk, qtbot):
    page, workspace = page_of(desk), desk.workspace
    told: list[str] = []
    page.live.composed.connect(told.append)
    workspace.goto(parse_ref("VON[r1].GIAO"))
    workspace.session.run(lambda work: enter(work, parse_ref("VON[r1].GIAO"), "4321"))
    desk.settle()
    assert not page.live.settled and not told
    workspace.open_place(ANNEXES.key)
    settled(desk, qtbot)
    assert told == of_capital(workspace.session.work.edition)


def test_the_annex_that_is_seen_comes_first(desk, qtbot):
    page = page_of(desk)
    page.list.open(SPENT)
    told: list[str] = []
    page.live.composed.connect(told.append)
    desk.workspace.session.run(lambda work: enter(work, parse_ref("VON[r1].GIAO"), "4321"))
    qtbot.waitUntil(lambda: page.live.settled)
    assert told[0] == SPENT and sorted(told) == sorted(of_capital(desk.workspace.session.work.edition))


# ---- it leads


def test_a_click_on_a_figure_goes_to_its_field(desk):
    page, session = page_of(desk), desk.workspace.session
    place = with_fields(page, 1)
    wanted = page._origins.fields(place)
    click(page, place)
    desk.settle()
    assert (session.ref,) == wanted
    assert desk.workspace.stack.key.startswith("form:")


def test_a_figure_of_several_fields_lets_one_choose(desk):
    page = page_of(desk)
    place = with_fields(page, 2)
    wanted = page._origins.fields(place)
    click(page, place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len([action for action in menu.actions() if not action.isSeparator()]) == 2
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert desk.workspace.session.ref == wanted[1]


def test_a_cell_without_a_figure_leads_nowhere_and_says_so(desk, qtbot):
    page, said = page_of(desk), saying(desk)
    words = next(place for place, box in enumerate(page.view.plan.boxes) if box.value == "TỔNG CỘNG" and not box.source)
    page.view.stand_at(words)
    page.view.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert said[-1] == "Ô này không phải số liệu của hồ sơ."
    page.list.open(NEEDS)
    page.view.stand_at(source_at(page, "NHU_CAU.DE_XUAT(SO_TIEN)"))
    page.view.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert said[-1] == NOWHERE and page_of(desk) is page


def test_the_mouse_is_told_where_a_figure_comes_from(desk):
    page = page_of(desk)
    place = source_at(page, 'VON(GIAI_NGAN, DU_AN="DA5")')
    point = spot(page, place)
    QTest.mouseMove(page.view.viewport(), point)
    assert page.view.hint.startswith("Ô R") and "Dự án 5" in page.view.hint and "Giải ngân" in page.view.hint
    assert page.view.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    event = QHelpEvent(QHelpEvent.Type.ToolTip, point, page.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(page.view.viewport(), event)
    assert any(each.text() == page.view.hint for each in QApplication.topLevelWidgets() if isinstance(each, QLabel))
    QTest.mouseMove(page.view.viewport(), QPoint(2, 2))
    assert page.view.hint == ""


def test_the_menu_of_a_cell_goes_traces_and_copies(desk):
    page = page_of(desk)
    place = source_at(page, 'VON(GIAI_NGAN, DU_AN="DA5")')
    page.view.stand_at(place)
    page.view.menu_asked.emit(place, QPoint(20, 20))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    named = [action.text().partition("\t")[0] for action in menu.actions()]
    assert named == ["Tới ô nhập", "Số này ở đâu?", "Chép"]
    menu.actions()[2].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "12.060"


# ---- what is missing


def test_what_is_missing_is_marked_with_colour_and_sign(desk):
    page = page_of(desk)
    view = page.view
    view.zoom(100)
    missing, filled = next(iter(view.annex.missing)), source_at(page, 'VON(GIAI_NGAN, DU_AN="DA5")')
    inks = {}
    for place in (missing, filled):
        view.reveal(place)
        image, rect = view.viewport().grab().toImage(), view.rect_of(place)
        edge = QPoint(rect.left() + 3, rect.top() + 3)
        inside = {image.pixelColor(x, y).name() for x in range(rect.left() + 2, rect.right() - 1)
                  for y in range(rect.top() + 2, rect.bottom() - 1)}  # fmt: skip
        inks[place] = image.pixelColor(edge).name(), len(inside) > 1
    assert inks[missing] == ("#fff3dd", True)
    assert inks[filled][0] == "#ffffff"
    assert "Còn thiếu" in page._origins.spoken(missing)


def test_the_missing_cells_are_gone_through_by_key_and_by_button(desk):
    page = page_of(desk)
    places = sorted(page.view.annex.missing)
    page.view.setFocus()
    desk.press(Qt.Key.Key_F3)
    assert page.view.current == places[0]
    desk.press(Qt.Key.Key_F3)
    assert page.view.current == places[1]
    desk.press(Qt.Key.Key_F3, Qt.Key.Key_F3, shift=True)
    assert page.view.current == places[-1]
    assert page.missing.text() == f"Còn thiếu {len(page.view.annex.fields)} ô"
    page.missing.click()
    assert page.view.current == places[0] and page.view.hasFocus()


def test_a_missing_cell_leads_to_the_field_that_is_empty(desk, qtbot):
    page, work = page_of(desk), desk.workspace.session.work
    place = next(place for place, refs in page.view.annex.missing.items() if len(refs) == 1)
    (ref,) = page.view.annex.missing[place]
    page.view.stand_at(place)
    page.view.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.workspace.session.ref == ref and work.dossier.cell(ref) is None
    desk.type("1")
    desk.press(Qt.Key.Key_Return)
    desk.workspace.open_place(ANNEXES.key)
    settled(desk, qtbot)
    assert place not in page.view.annex.missing and page.view.text_at(place)


# ---- keyboard


def test_the_keyboard_walks_over_merged_cells(desk):
    page = page_of(desk)
    view = page.view
    view.setFocus()
    total = source_at(page, 'VON(TONG, LOAI="DT")')
    view.stand_at(total)
    box = view.box(total)
    desk.press(Qt.Key.Key_Right)
    assert (view.box(view.current).row, view.box(view.current).column) == (box.row, box.column + 1)
    desk.press(Qt.Key.Key_Left)
    assert view.current == total
    desk.press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    heading = view.box(view.current)
    assert heading.value == "VỐN ĐẦU TƯ PHÁT TRIỂN" and heading.columns > 1
    desk.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.current == total
    desk.press(Qt.Key.Key_Home)
    assert view.box(view.current).column == 0
    desk.press(Qt.Key.Key_End)
    assert view.box(view.current).column == len(view.plan.sheet.widths) - 1
    desk.press(Qt.Key.Key_Down, control=True)
    last = view.plan.table_end(box.row)
    assert view.box(view.current).row == last
    desk.press(Qt.Key.Key_Up, control=True)
    assert view.box(view.current).row == view.plan.sheet.headings[0][0]
    desk.press(Qt.Key.Key_End, control=True)
    assert view.current == len(view.plan.boxes) - 1
    desk.press(Qt.Key.Key_Home, control=True)
    assert view.current == 0
    desk.press(Qt.Key.Key_PageDown)
    assert view.box(view.current).row > 10


def test_tab_goes_from_figure_to_figure_and_out_after_the_last(desk):
    view = page_of(desk).view
    figures = [place for place, box in enumerate(view.plan.boxes) if box.source]
    view.setFocus()
    view.stand_at(figures[0])
    desk.press(Qt.Key.Key_Tab)
    assert view.current == figures[1]
    desk.press(Qt.Key.Key_Backtab, shift=True)
    assert view.current == figures[0]
    view.stand_at(figures[-1])
    desk.press(Qt.Key.Key_Tab)
    assert not view.hasFocus()


def test_the_current_cell_is_said_and_copied(desk):
    page, said = page_of(desk), saying(desk)
    place = source_at(page, 'VON(GIAI_NGAN, DU_AN="DA5")')
    page.view.setFocus()
    page.view.stand_at(place)
    assert said[-1].startswith("12.060: Ô R") and page.view.accessibleDescription() == said[-1]
    desk.press(Qt.Key.Key_C, control=True)
    assert QGuiApplication.clipboard().text() == "12.060"


def test_the_current_cell_is_always_in_sight(desk):
    view = page_of(desk).view
    view.zoom(200)
    view.setFocus()
    for place in (len(view.plan.boxes) - 1, source_at(page_of(desk), "VON(TONG)"), 0):
        view.stand_at(place)
        seen = view.viewport().rect()
        assert seen.contains(view.rect_of(place).topLeft())
        assert view.place_at(view.rect_of(place).center()) == place


# ---- size and what stays in sight


def test_sheets_grow_and_shrink_within_bounds_and_fit(desk):
    page, view = page_of(desk), page_of(desk).view
    view.setFocus()
    assert page.percent.text() == f"{view.percent}%" and view.horizontalScrollBar().maximum() == 0
    for _ in range(14):
        desk.press(Qt.Key.Key_Plus, control=True)
    assert view.percent == 200 and view.horizontalScrollBar().maximum() > 0
    for _ in range(20):
        desk.press(Qt.Key.Key_Minus, control=True)
    assert view.percent == 50
    desk.press(Qt.Key.Key_0, control=True)
    assert view.horizontalScrollBar().maximum() == 0 and 50 < view.percent < 200


def test_headings_and_first_columns_stay_in_sight(desk):
    page, view = page_of(desk), page_of(desk).view
    view.zoom(150)
    rows = view.plan.sheet.headings[0]
    name = next(place for place in view.plan.of_row(rows[0]) if view.box(place).column == 1)
    row = source_at(page, 'VON(TONG, DU_AN="DA5")')
    label = view.plan.at(view.box(row).row, 1)
    view.verticalScrollBar().setValue(round(view.plan.ys[view.box(row).row] * view.scale) - 300)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert view.rect_of(name).top() <= 0 < view.rect_of(name).bottom()
    assert view.rect_of(label).left() == round(view.plan.xs[1] * view.scale)
    assert view.place_at(view.rect_of(label).center()) == label
    assert view.place_at(QPoint(view.rect_of(name).center().x(), 4)) == name


def test_the_paper_is_white_in_the_dark_theme_too(desk, qtbot):
    view = page_of(desk).view
    wear(desk.workspace._look, Preferences(Theme.DARK))
    desk.settle()
    image = view.viewport().grab().toImage()
    corner = view._corner()
    assert image.pixelColor(round(corner.x()) - 8, round(corner.y()) - 8) == QColor("#ffffff")
    assert image.pixelColor(3, 3) == desk.workspace._look.color("desk")
    wear(desk.workspace._look, Preferences(Theme.LIGHT))


# ---- long lists


def long_list(rows):
    columns = tuple(GridColumn(f"Cột {each}", Look.NUMBER if each > 1 else Look.TEXT, str(each)) for each in range(18))
    made = [
        GridRow((text_cell(str(row)), text_cell(f"Hộ {row}"), *_numbers(row, 16)), break_before=not row % 50)
        for row in range(1, rows + 1)
    ]
    head = SheetHead("X", "UBND", "Biểu thử", "Phụ lục", "DANH SÁCH", "", "Kỳ", "Ngày", ("CHỦ TỊCH",))
    sheet = lay_out(head, (Grid(columns, tuple(made), "Danh sách", "Đơn vị"),), ())
    return AnnexSheet(sheet, True, {}, {}, {}, SheetPlaces(sheet), frozenset())


def _numbers(row, count):
    return (GridCell(Decimal(row * each), Look.NUMBER) for each in range(count))


def test_of_thousands_of_rows_only_what_is_seen_is_painted(desk):
    view = page_of(desk).view
    view.reached.disconnect()
    view.hinted.disconnect()
    painted = []
    for rows in (300, 3000):
        view.show_annex(long_list(rows))
        view.zoom(100)
        for share in (0.1, 0.5, 1):
            view.verticalScrollBar().setValue(round(view.verticalScrollBar().maximum() * share))
            view.viewport().repaint()
            painted.append(view.painted)
    assert len(view.plan.boxes) > 50_000
    seen = view.viewport().height() / (13.5 * 96 / 72) * 18
    assert all(0 < count < seen + 10 * 18 for count in painted)
    assert abs(painted[1] - painted[4]) <= 3 * 18


def test_a_sheet_that_grew_shorter_lets_the_current_cell_go(desk):
    view = page_of(desk).view
    view.reached.disconnect()
    view.show_annex(long_list(300))
    view.stand_at(len(view.plan.boxes) - 1)
    view.show_annex(long_list(3))
    assert view.stand is None and view.current == -1


# ---- charts


@pytest.mark.parametrize(
    ("highest", "scale"),
    [
        ("133077", "0 50000 100000 150000"),
        ("100", "0 20 40 60 80 100"),
        ("7", "0 2 4 6 8"),
        ("0.4", "0 0.1 0.2 0.3 0.4"),
    ],
)
def test_the_scale_of_a_chart_reaches_its_highest_value(highest, scale):
    series = (Series("Vốn", 2, (Decimal(0), None, Decimal(highest))),)
    chart = Chart(ChartKind.COLUMNS, "Vốn", 0, 9, 0, 2, 1, ("a", "b", "c"), series, "")
    assert scale_of(chart) == tuple(map(Decimal, scale.split()))


def test_charts_are_painted_where_their_rows_are_free(desk):
    view = page_of(desk).view
    (chart,) = view.plan.sheet.charts
    view.zoom(100)
    view.verticalScrollBar().setValue(round(view.plan.ys[chart.row] * view.scale))
    image = view.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
    assert {"#4472c4", "#ed7d31"} <= colours


# ---- from the trace and back


def test_the_trace_lists_the_cells_of_annexes_and_leads_there(hands, qtbot):
    hands.goto("VON[r1].GIAI_NGAN")
    side = hands.workspace.side
    side.open_tab(1)
    qtbot.waitUntil(lambda: any("Biểu tổng hợp vốn, ô" in each for each in links(side)))
    row = next(row for row in side.figure.findChildren(LinkRow) if row.accessibleName().startswith("Biểu tổng hợp"))
    said = row.accessibleName().split(" · ")
    row.click()
    hands.settle()
    view = page_of(hands).view
    assert hands.workspace.stack.key == ANNEXES.key
    assert f"{view.annex.sheet.name}, ô {page_of(hands)._origins.label(view.current).split(' · ')[0][2:]}" == said[0]
    assert view.text_at(view.current) == said[1] and view.hasFocus()


def links(side):
    return [row.accessibleName() for row in side.figure.findChildren(LinkRow) if row.isVisibleTo(side)]


def test_the_trace_follows_what_is_typed(hands, qtbot):
    hands.goto("VON[r1].GIAI_NGAN")
    side = hands.workspace.side
    side.open_tab(1)
    qtbot.waitUntil(lambda: any(each.startswith("Biểu tổng hợp vốn, ô G11 · 121.348") for each in links(side)))
    hands.workspace.session.run(lambda work: enter(work, parse_ref("VON[r1].GIAI_NGAN"), "77777"))
    qtbot.waitUntil(lambda: any(each.startswith("Biểu tổng hợp vốn, ô G11 · 193.868") for each in links(side)))


def test_no_annex_is_composed_while_another_tab_is_seen(hands):
    hands.goto("VON[r1].GIAI_NGAN")
    hands.workspace.side.open_tab(0)
    hands.settle()
    assert hands.workspace.side.figure._annexes is None


def test_f7_opens_the_trace_of_a_figure_beside_the_sheet_and_escape_closes_it(desk):
    page, workspace = page_of(desk), desk.workspace
    assert not workspace.side.isVisible()
    place = next(each for each, box in enumerate(page.view.plan.boxes) if len(page._origins.traced(each)) == 1)
    page.view.setFocus()
    page.view.stand_at(place)
    desk.press(Qt.Key.Key_F7)
    assert workspace.side.figure.isVisible() and workspace.stack.key == ANNEXES.key
    assert workspace.session.ref == page._origins.traced(place)[0]
    desk.press(Qt.Key.Key_Escape)
    assert not workspace.side.isVisible() and page.view.hasFocus() and page.view.current == place


def test_the_panel_goes_again_with_the_page(desk):
    page, workspace = page_of(desk), desk.workspace
    workspace.session.trace_asked.emit(page._origins.traced(with_fields(page, 1))[0])
    assert workspace.side.isVisible()
    workspace.open_place("page:overview")
    assert not workspace.side.isVisible()


# ---- what leads out


def test_the_annexes_are_exported_with_the_report(desk, qtbot, tmp_path):
    page = page_of(desk)
    button(page, "annex_export").click()
    dialog = page.findChild(QFileDialog, "export_dialog")
    assert dialog.isVisible()
    dialog.close()
    dialog.fileSelected.emit(str(tmp_path))
    qtbot.waitUntil(lambda: page.findChild(QWidget, "export_outcome") is not None)
    assert "đều khớp" in page.findChild(QWidget, "export_outcome").accessibleName()
    assert (tmp_path / "bao-cao-phong-tho-2023" / "bieu-so.xlsx").exists()


def test_the_workbooks_of_the_province_are_reached_from_here(desk):
    page = page_of(desk)
    button(page, "annex_books").click()
    dialog = desk.window.findChild(QWidget, "books_dialog")
    assert dialog is not None and dialog.isVisible()
    dialog.close()


def test_a_narrow_window_has_a_slim_list(open_window, qtbot):
    narrow = open_window("phong-tho-2023", size=(910, 512))
    narrow.workspace.open_place(ANNEXES.key)
    settled(narrow, qtbot)
    page = page_of(narrow)
    assert page.list.width() < 200 < page.view.width()
    assert page.view.percent >= 68 and page.view.horizontalScrollBar().maximum() > 0


def test_only_what_a_change_reaches_is_composed_again(desk, qtbot):
    page, session = page_of(desk), desk.workspace.session
    settled(desk, qtbot)
    before = dict(page.live.sheets)
    session.run(lambda work: enter(work, parse_ref("DA2.KQ[HO].LUY_KE"), "1.086"))
    settled(desk, qtbot)
    again = {code for code, sheet in page.live.sheets.items() if sheet is not before[code]}
    assert again == {"BIEU_05"}
    session.run(lambda work: enter(work, parse_ref("PHAM_VI.MAU_SO"), "GIAO"))
    settled(desk, qtbot)
    assert all(sheet is not before[code] for code, sheet in page.live.sheets.items())
