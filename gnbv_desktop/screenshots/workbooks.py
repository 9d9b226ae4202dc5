"""The walk through the windows of the province's own workbook, over one as a province might send it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QApplication, QDialog

from gnbv_desktop.kernel.sheets import At
from gnbv_desktop.screenshots.stage import Stage
from gnbv_desktop.screenshots.view import View, press
from gnbv_desktop.ui.workbook.books_dialog import BooksDialog, open_books
from gnbv_desktop.ui.workbook.rows_dialog import RowsDialog
from gnbv_desktop.ui.workbook.save_dialog import SaveDialog
from gnbv_desktop.ui.workbook.window import MapWindow

_HEADS = ("TT", "Nội dung", "Vốn giao", "Giải ngân", "Còn lại", "Tỷ lệ")
_ROWS = (
    "Dự án 1: Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội",
    "Tiểu dự án 1",
    "Tiểu dự án 2",
    "Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo",
    "Dự án 3",
    "Tiểu dự án 1: Hỗ trợ phát triển sản xuất trong lĩnh vực nông nghiệp",
    "Tiểu dự án 2: Cải thiện dinh dưỡng",
    "Dự án 5: Hỗ trợ nhà ở cho hộ nghèo, hộ cận nghèo",
    "Kinh phí khác",
)
_FIRST = 7


def workbooks(stage: Stage, sample: str) -> Iterator[View]:
    """No workbook yet, marks, marks by the names of rows, values, faults, the name, the list."""
    window = stage.open(stage.data(sample), sample)
    file = stage.folder / "Biểu 03 tỉnh gửi.xlsx"
    make_workbook(file)
    books = open_books(stage.look, stage.workspace.session, window)
    stage.settle()
    yield View("bieu-tinh-chua-co", window, books)
    books.read(str(file))
    stage.wait(lambda: _shown(MapWindow) is not None)
    stage.settle()
    marking = _shown(MapWindow)
    assert isinstance(marking, MapWindow)
    yield from _marking(stage, marking)
    press(marking, "workbook_save")
    stage.settle()
    save = _shown(SaveDialog)
    assert isinstance(save, SaveDialog)
    yield View("bieu-tinh-luu", window, save)
    press(save, "save_workbook")
    stage.settle()
    listed = _shown(BooksDialog)
    assert isinstance(listed, BooksDialog)
    yield View("bieu-tinh-da-luu", window, listed)
    press(listed, "drop_book")
    listed.reject()
    stage.settle()


def _marking(stage: Stage, marking: MapWindow) -> Iterator[View]:
    view, window = marking.view, stage.window
    view.go(At(_FIRST + 3, 3))
    stage.type("vốn giao dự án 2")
    stage.settle()
    yield View("bieu-tinh-danh-dau", window, marking)
    marking.assign("VON(GIAO, DU_AN=DA2)")
    stage.settle()
    yield View("bieu-tinh-loi", window, marking)
    marking.undo.click()
    model = view.sheet_model
    column = QItemSelection(model.index_of(At(_FIRST, 4)), model.index_of(At(_FIRST + len(_ROWS) - 1, 4)))
    view.go(At(_FIRST, 4))
    view.selectionModel().select(column, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    press(marking, "mark_rows")
    stage.settle()
    rows = _shown(RowsDialog)
    assert isinstance(rows, RowsDialog)
    yield View("bieu-tinh-theo-ten-dong", window, rows)
    press(rows, "rows_use")
    marking.values.setChecked(True)
    marking.activateWindow()
    stage.settle()
    yield View("bieu-tinh-hien-so", window, marking)


def _shown(kind: type[QDialog]) -> QDialog | None:
    return next((each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()), None)


def make_workbook(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("Biểu 03")
        title = book.add_format({"bold": True, "align": "center"})
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        plain, money = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.000"})
        rate = book.add_format({"border": 1, "num_format": "0.00%"})
        sheet.set_column("A:A", 5)
        sheet.set_column("B:B", 48)
        sheet.set_column("C:F", 13)
        sheet.merge_range("A1:B1", "UBND {{DON_VI}}", title)
        sheet.merge_range("A3:F3", "KẾT QUẢ GIẢI NGÂN VỐN CHƯƠNG TRÌNH GIẢM NGHÈO BỀN VỮNG", title)
        sheet.merge_range("A4:F4", "Kỳ báo cáo: {{KY}}, số liệu đến {{DEN_NGAY}}", title)
        sheet.write("F5", "{{DON_VI_TINH}}")
        sheet.write_row("A6", _HEADS, head)
        for number, name in enumerate(_ROWS):
            row = _FIRST + number
            sheet.write(f"A{row}", number + 1, plain)
            sheet.write(f"B{row}", name, plain)
            for letter in "CD":
                sheet.write_blank(f"{letter}{row}", None, money)
            sheet.write_formula(f"E{row}", f"=C{row}-D{row}", money)
            sheet.write_formula(f"F{row}", f"=IF(C{row}=0,0,D{row}/C{row})", rate)
        last = _FIRST + len(_ROWS)
        sheet.write(f"B{last}", "Tổng cộng", head)
        sheet.write_formula(f"C{last}", f"=SUM(C{_FIRST}:C{last - 1})", money)
        book.add_worksheet("Danh mục").hide()
