"""The walk through everything the window can show: pages, forms, dialogs, menus, states. One view stands at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QScrollArea, QWidget

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.screenshots.stage import Stage
from gnbv_desktop.screenshots.view import View, press
from gnbv_desktop.screenshots.workbooks import workbooks
from gnbv_desktop.services.desk import Recovery
from gnbv_desktop.services.dossiers import sample_names
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.orders import Rendered
from gnbv_desktop.ui.annexes.page import AnnexPage
from gnbv_desktop.ui.frame.places import ANNEXES, NARRATIVE, OUTLINE, PREVIEW, PlaceKind, form_key, places
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.narrative.page import NarrativePage
from gnbv_desktop.ui.outline.import_dialog import ImportDialog
from gnbv_desktop.ui.outline.page import OutlinePage
from gnbv_desktop.ui.preview.page import PreviewPage
from gnbv_desktop.ui.session import Kept, Saving
from gnbv_desktop.ui.start.page import SETTINGS, StartPage

FULL = "phong-tho-2023"
SELECTED = {
    "tu-mo-rong-2023-08": ("VON", "CHI_TIEU"),
    "bac-kan-2021-2024": ("VON", "DA3", "DE_XUAT"),
    "tuan-giao-2023": ("TTC", "DA2"),
    "phong-tho-2021-2024": ("VON", "HO_NGHEO", "DA1"),
}
COPIED = """Đơn vị tính: triệu đồng\t\t
Nội dung\tVốn giao năm 2023\tGiải ngân lũy kế
Tổng cộng\t23.130\t
Dự án 1\t\t
TDA1: duy tu, bảo dưỡng (5 xã)\t4.550\t3.600
TDA1-DA3: TT DVNN\t1.185\t300 tr
Dự án 5: nhà ở\t12.060\t11.060
TDA1-DA4 (vốn 2022)\t1.070\t#REF!
Kinh phí quản lý\t852\t700"""
PROVINCE = """ĐỀ CƯƠNG BÁO CÁO
I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH
1. Việc ban hành văn bản chỉ đạo, hướng dẫn
2. Công tác truyền thông (nêu rõ số tin, bài)
II. KẾT QUẢ THỰC HIỆN CÁC DỰ ÁN
- Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo
+ TDA1 thuộc Dự án 3
III. TÌNH HÌNH GIẢI NGÂN VỐN ĐẦU TƯ, VỐN SỰ NGHIỆP
IV. KHÓ KHĂN, VƯỚNG MẮC
V. CÔNG TÁC PHỐI HỢP VỚI QUÂN DÂN Y
VI. ĐỀ XUẤT, KIẾN NGHỊ"""
DIFFERENCE = (
    "bao-cao.docx, câu “Giải ngân 46.950/52.720 triệu đồng, đạt 88,37%.”: số “46.950/52.720” phải là "
    "“46590000000/52720000000”."
)
NAMES = "STT\tĐơn vị\n1\txã Bản Lang\n2\txã Dào San\n3\txã Dào San\n\tTổng cộng"


def walk(stage: Stage) -> Iterator[View]:
    yield from start(stage)
    yield from dialogs(stage)
    yield from dossier(stage, FULL)
    yield from states(stage)
    yield from previews(stage)
    yield from annexes(stage)
    yield from outline(stage)
    yield from pastes(stage)
    yield from menus(stage)
    yield from workbooks(stage, FULL)
    for sample, forms in SELECTED.items():
        yield from dossier(stage, sample, forms)
    stage.close()


# ---- start


def start(stage: Stage) -> Iterator[View]:
    yield View("bat-dau-trong", stage.open(stage.data()))
    found = Recovery({FULL: 1204}, sound=True)
    window = stage.open(stage.data(*sample_names()), recovery=found)
    page = window.findChild(StartPage)
    assert isinstance(page, StartPage)
    stage.wait(lambda: not _says(window, "Đang xem số liệu…"))
    yield View("bat-dau", window)
    page.go(SETTINGS)
    stage.settle()
    yield View("cai-dat", window)


def dialogs(stage: Stage) -> Iterator[View]:
    """Of the start page, over a folder with one dossier."""
    window = stage.open(stage.data(FULL))
    page = window.findChild(StartPage)
    assert isinstance(page, StartPage)
    yield from _dialog(stage, "ho-so-moi-chua-co-don-vi", page.open_new)
    page.open_register()
    stage.settle()
    register = _shown_dialog(window)
    for name in ("to_unit", "to_communes", "to_agencies", "to_signing"):
        press(register, name)
        stage.settle()
        yield View(f"danh-ba-{name[3:].replace('_', '-')}", window, register)
    press(register, "from_dossier")
    stage.settle()
    yield View("danh-ba-lay-tu-ho-so", window, register)
    press(register, "to_communes")
    QGuiApplication.clipboard().setText(NAMES)
    table = next(each for each in register.findChildren(QWidget, "communes_table"))
    table.setFocus()
    stage.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    yield View("danh-ba-dan-cot-ten", window, register)
    press(register, "communes_give_up")
    press(register, "keep")
    stage.settle()
    if register.isVisible():
        yield View("danh-ba-chua-luu-duoc", window, register)
        register.close()
    yield from _dialog(stage, "ho-so-moi", page.open_new)
    faults = [f"cells.DA{number}.KQ[HO].LUY_KE: «{number},5» không phải số nguyên" for number in range(1, 8)]
    yield from _dialog(
        stage,
        "tep-hong",
        lambda: page.say("Chưa nhận được tệp hồ sơ.json", "Tệp có 7 chỗ chưa đọc được; chưa có gì thay đổi.", faults),
    )
    yield from _dialog(stage, "chon-tep", page.open_file)


def _dialog(stage: Stage, name: str, show: Callable[[], object]) -> Iterator[View]:
    show()
    stage.settle()
    dialog = _shown_dialog(stage.window)
    yield View(name, stage.window, dialog)
    dialog.close()
    stage.settle()


def _shown_dialog(window: QWidget) -> QDialog:
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


# ---- an open dossier


def dossier(stage: Stage, sample: str, forms: Sequence[str] = ()) -> Iterator[View]:
    """Every page and form of a dossier, or the forms that are named."""
    window = stage.open(stage.data(sample), sample)
    workspace = stage.workspace
    keys = [each.key for each in places(workspace.session.work.edition) if each.kind is not PlaceKind.SECTION]
    wanted = {form_key(code) for code in forms}
    for key in keys:
        if forms and key not in wanted and key.startswith("form:"):
            continue
        workspace.open_place(key)
        if isinstance(workspace.page, PreviewPage | AnnexPage):
            _composed(stage, workspace.page)
        stage.settle()
        name = f"{sample}-{key.partition(':')[2].lower().replace('_', '-')}"
        yield View(name, window)
        if _to_the_end(workspace.page):
            stage.settle()
            yield View(f"{name}-cuoi", window)


def _to_the_end(page: QWidget) -> bool:
    area = page.findChild(QScrollArea, "form_scroll")
    if not isinstance(area, QScrollArea) or not area.verticalScrollBar().maximum():
        return False
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return True


def states(stage: Stage) -> Iterator[View]:
    """What a figure, the dossier and the panel may be in."""
    found = Recovery({FULL: 1204}, sound=True)
    stage.folder /= "trang-thai"
    window = stage.open(stage.data(FULL), FULL, found)
    workspace, session = stage.workspace, stage.workspace.session
    yield View("lan-truoc-ket-thuc-bat-thuong", window)
    press(window, "close_recovery")
    lines = session.work.dossier.block("VON").order
    workspace.goto(Ref("VON", lines[1], "GIAO"))
    stage.settle()
    stage.type("9999")
    yield View("dang-go", window)
    stage.press(Qt.Key.Key_Return)
    session.run(lambda work: enter(work, Ref("VON", lines[2], "GIAI_NGAN"), "71,972"))
    session.run(lambda work: enter(work, Ref("VON", lines[1], "GIAI_NGAN"), "99999"))
    workspace.goto(Ref("VON", lines[2], "GIAI_NGAN"))
    stage.rest()
    yield View("chua-ro-cach-doc", window)
    for place, name in enumerate(("kiem-tra", "so-nay", "lich-su", "can-cu")):
        workspace.side.open_tab(place)
        stage.rest()
        yield View(f"ben-phai-{name}", window)
    workspace.side.close_over()
    session.saving.emit(Saving(Kept.WAITING, "Chưa lưu: 3 ô", "Tệp dữ liệu đang bị chương trình khác giữ."))
    stage.settle()
    yield View("chua-luu", window)
    session.saving.emit(Saving(Kept.FAILING, "Chưa lưu: 3 ô", "Không ghi được ổ D: ổ đĩa đã đầy."))
    stage.settle()
    yield View("khong-ghi-duoc", window)
    session.saving.emit(Saving(Kept.SAVED, "Đã lưu 10:32"))
    session.said.emit("")
    workspace.side.open_tab(0)
    for words, name in (("ho ngheo", "tim"), ("xyzq", "tim-khong-thay")):
        workspace.search.setFocus()
        workspace.search.selectAll()
        stage.type(words)
        stage.rest()
        yield View(name, window, next(iter(window.findChildren(QWidget, "search_results"))))
    workspace.search.clear()
    window.setFocus()
    stage.settle()
    yield from _narrative(stage)


def _narrative(stage: Stage) -> Iterator[View]:
    workspace = stage.workspace
    workspace.open_place(NARRATIVE.key)
    page = workspace.page
    assert isinstance(page, NarrativePage)
    stage.settle()
    written = next(iter(workspace.session.work.dossier.narratives), page.slots()[0])
    editor = page.show_slot(written)
    editor.text.setFocus()
    stage.settle()
    yield View("thuyet-minh-dang-viet", stage.window)
    editor.pick()
    stage.settle()
    yield View("chon-so-de-chen", stage.window)
    stage.press(Qt.Key.Key_Escape)


def previews(stage: Stage) -> Iterator[View]:
    """The report alone: its head, a figure that the keyboard is on, a search; and beside what one types."""
    window, workspace = stage.window, stage.workspace
    workspace.open_place(PREVIEW.key)
    page = workspace.page
    assert isinstance(page, PreviewPage)
    _composed(stage, page)
    yield View("xem-truoc", window)
    page.view.setFocus()
    page.view.walk(1)
    stage.settle()
    yield View("xem-truoc-so", window)
    page.open_search()
    stage.type("giai ngan")
    yield View("xem-truoc-tim", window)
    page.find_bar.close_bar()
    files = tuple(Path("/home/can-bo/bao-cao-phong-tho-2023", name) for name in ("bao-cao.docx", "bao-cao.pdf"))
    page.output.exported.emit(Rendered(files, (), 714))
    stage.settle()
    yield View("xem-truoc-da-xuat", window)
    page.output.exported.emit(Rendered((), (DIFFERENCE,)))
    stage.settle()
    yield View("xem-truoc-khong-khop", window)
    workspace.open_place(NARRATIVE.key)
    yield from _beside(stage, "xem-truoc-canh-thuyet-minh")
    lines = workspace.session.work.dossier.block("VON").order
    workspace.goto(Ref("VON", lines[3], "GIAO"))
    stage.rest()
    workspace.session.run(lambda work: enter(work, Ref("VON", lines[3], "GIAO"), "8888"))
    yield from _beside(stage, "xem-truoc-canh-bang-von")


def _composed(stage: Stage, page: PreviewPage | AnnexPage) -> None:
    stage.wait(lambda: page.live.settled)
    stage.settle()


def annexes(stage: Stage) -> Iterator[View]:
    """Sheets: whole, with a missing cell, scrolled both ways, charts, the trace of a figure, a menu; each annex."""
    window, workspace = stage.window, stage.workspace
    workspace.open_place(ANNEXES.key)
    page = workspace.page
    assert isinstance(page, AnnexPage)
    _composed(stage, page)
    view = page.view
    yield View("bieu-so", window)
    view.missing_asked.emit(1)
    stage.settle()
    yield View("bieu-so-o-con-thieu", window)
    view.zoom(125)
    view.stand_at(max(view.annex.missing) if view.annex is not None else 0)
    stage.settle()
    yield View("bieu-so-cuon-ngang", window)
    view.fit_width()
    for number, chart in enumerate(view.plan.sheet.charts, 1):
        view.verticalScrollBar().setValue(round(view.plan.ys[chart.row] * view.scale))
        stage.settle()
        yield View(f"bieu-so-bieu-do-{number}", window)
    view.stand_at(_typed_once(page))
    yield from _annex_menu(stage, page)
    view.asked.emit(view.current)
    stage.rest()
    _composed(stage, page)
    stage.rest()
    yield View("bieu-so-so-nay", window)
    workspace.side.close_over()
    for entry in page.list.entries.entries:
        page.list.open(entry.code)
        stage.settle()
        yield View(f"bieu-so-{entry.code.lower().replace('_', '-')}", window)


def _typed_once(page: AnnexPage) -> int:
    """The first figure that is one address alone."""
    annex = page.view.annex
    assert annex is not None
    boxes = enumerate(annex.sheet.boxes)
    return next(place for place, box in boxes if box.value is not None and len(annex.reads_of(box)) == 1)


def _annex_menu(stage: Stage, page: AnnexPage) -> Iterator[View]:
    page.view.menu_asked.emit(page.view.current, page.view.viewport().mapToGlobal(QPoint(200, 200)))
    stage.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    yield View("bieu-so-menu", stage.window, menu)
    menu.close()
    stage.settle()


def _beside(stage: Stage, name: str) -> Iterator[View]:
    """Only where the window has room for both."""
    workspace = stage.workspace
    if not workspace.beside.shown:
        workspace.turn_preview()
    page = workspace.beside.page
    if page is not None and workspace.beside.shown:
        stage.rest()
        _composed(stage, page)
        yield View(name, stage.window)
        workspace.turn_preview()
    stage.settle()


def outline(stage: Stage) -> Iterator[View]:
    """The outline of the report: changed, chosen, taken in, kept."""
    window = stage.open(stage.data(FULL), FULL)
    workspace = stage.workspace
    workspace.open_place(OUTLINE.key)
    stage.settle()
    page = workspace.page
    assert isinstance(page, OutlinePage)
    page.tree.setFocus()
    page.tree.go(2)
    page.tree.outline_model.ticked.emit(0, False)
    stage.settle()
    yield View("de-cuong-da-sua", window)
    page.tree.go(5)
    page.tree.rename(5)
    stage.settle()
    yield View("de-cuong-doi-ten", window)
    stage.press(Qt.Key.Key_Escape)
    for name, wanted in (("de-cuong-them-loi", "add_slot"), ("de-cuong-them-so-lieu", "add_data")):
        press(page.detail, wanted)
        stage.settle()
        yield View(name, window, _shown_dialog(window))
        _shown_dialog(window).close()
        stage.settle()
    press(page, "choose_outline")
    stage.settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    yield View("de-cuong-chon", window, menu)
    menu.close()
    press(page, "keep_outline")
    stage.settle()
    yield View("de-cuong-giu-lai", window, _shown_dialog(window))
    _shown_dialog(window).close()
    press(page, "import_outline")
    stage.settle()
    dialog = _shown_dialog(window)
    assert isinstance(dialog, ImportDialog)
    yield View("de-cuong-nap", window, dialog)
    dialog.text.setPlainText(PROVINCE)
    press(dialog, "import_next")
    stage.settle()
    yield View("de-cuong-nap-xem-truoc", window, dialog)
    dialog.close()
    stage.settle()


def pastes(stage: Stage) -> Iterator[View]:
    """Ctrl+V where something is to be asked."""
    workspace = stage.workspace
    lines = workspace.session.work.dossier.block("VON").order
    for name, ref, text in (
        ("dan-vung", Ref("VON", lines[0], "GIAO"), "1.250\t980\n71,972\t3.518,5\nkhông áp dụng\t12"),
        ("dan-bang-von", Ref("VON", lines[0], "GIAO"), COPIED),
    ):
        workspace.goto(ref)
        stage.settle()
        grid = next(each for each in workspace.page.findChildren(Grid) if each.isVisible())
        QGuiApplication.clipboard().setText(text)
        grid.pasting.emit()
        stage.settle()
        for dialog in stage.window.findChildren(QDialog):
            if dialog.isVisible():
                yield View(name, stage.window, dialog)
                dialog.reject()
                stage.settle()


def menus(stage: Stage) -> Iterator[View]:
    """Every menu of ours, of an editor and of a text."""
    workspace = stage.workspace
    lines = workspace.session.work.dossier.block("VON").order
    workspace.goto(Ref("VON", lines[3], "GIAO"))
    stage.settle()
    grid = next(each for each in workspace.page.findChildren(Grid) if each.isVisible())
    cell = grid.visualRect(grid.currentIndex()).center()
    opened: Sequence[tuple[str, Callable[[], object]]] = (
        ("menu-ho-so", lambda: press(workspace.bar, "switch_dossier")),
        ("menu-cot", lambda: press(workspace.page, "choose_columns")),
        ("menu-loc", lambda: press(workspace.page, "filter_NAM")),
        ("menu-luoi", lambda: grid.menu_asked.emit(grid.viewport().mapToGlobal(cell))),
        ("menu-o-chu", lambda: _editing_menu(workspace.search)),
    )
    for name, show in opened:
        show()
        stage.settle()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), name
        yield View(name, stage.window, menu)
        menu.close()
        stage.settle()


def _editing_menu(field: QLineEdit) -> None:
    menu = field.createStandardContextMenu()
    menu.setParent(field, menu.windowFlags())
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(field.mapToGlobal(QPoint(0, field.height())))


def _says(window: QWidget, text: str) -> bool:
    return any(each.property("text") == text and each.isVisible() for each in window.findChildren(QWidget))
