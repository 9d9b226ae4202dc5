"""What can be done with rows and cells of a grid, by key and by menu; each is one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.bulk import (
    clear,
    copy_text,
    duplicate_rows,
    enter_many,
    fill_down,
    insert_rows,
    move_rows,
    remove_rows,
)
from gnbv_desktop.services.entry import next_row
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.grid.parts import GridRow, RowKind
from gnbv_desktop.ui.grid.view import Grid

_MENU: Sequence[tuple[str, str, str]] = (
    ("cells:cut", "Cắt", "Ctrl+X"),
    ("cells:copy", "Sao chép", "Ctrl+C"),
    ("paste", "Dán…", "Ctrl+V"),
    ("cells:clear", "Xóa nội dung", "Delete"),
    ("cells:fill_down", "Điền xuống", "Ctrl+D"),
    ("", "", ""),
    ("rows:insert", "Thêm dòng dưới", "Ctrl+Enter"),
    ("rows:duplicate", "Nhân đôi dòng", ""),
    ("rows:up", "Chuyển dòng lên", "Alt+Lên"),
    ("rows:down", "Chuyển dòng xuống", "Alt+Xuống"),
    ("rows:remove", "Xóa dòng", "Ctrl+−"),
)


class GridActions(QObject):
    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._rows = grid.session.work.edition.blocks[grid.sheet.path].kind.open_rows
        grid.rows_asked.connect(self.rows)
        grid.cells_asked.connect(self.cells)
        grid.menu_asked.connect(self._menu)

    def _run(self, action: Callable[[Work], object]) -> bool:
        return self._grid.session.run(action) is not None

    # ---- cells

    @Slot(str)
    def cells(self, what: str) -> None:
        matrix = self._grid.selected_matrix()
        if what in ("copy", "cut"):
            text = copy_text(self._grid.session.work, matrix)
            QGuiApplication.clipboard().setText(text)
            self._grid.session.said.emit(f"Đã sao chép {sum(len(row) for row in matrix)} ô; dán được vào Excel, Word.")
        if what in ("clear", "cut"):
            refs = [ref for ref in self._grid.selected_refs() if self._typed(ref)]
            self._run(partial(clear, refs=refs))
        if what == "fill_down":
            self._fill_down(matrix)

    def _typed(self, ref: Ref) -> bool:
        return self._grid.session.work.dossier.cell(ref) is not None

    def _fill_down(self, matrix: list[list[Ref | None]]) -> None:
        columns = [[ref for ref in column if ref is not None] for column in zip(*matrix, strict=True)]
        if max((len(column) for column in columns), default=0) < 2:
            columns = self._with_the_cell_above(columns)
        self._run(lambda work: fill_down(work, columns))

    def _with_the_cell_above(self, columns: list[list[Ref]]) -> list[list[Ref]]:
        """With one cell selected Ctrl+D takes what stands above it, as in Excel."""
        lines = [row.row for row in self._grid.sheet.rows if not row.kind.band]
        found = []
        for column in columns:
            place = lines.index(column[0].row) if column and column[0].row in lines else 0
            if place:
                found.append([column[0]._replace(row=lines[place - 1]), *column])
        return found

    # ---- rows

    @Slot(str)
    def rows(self, what: str) -> None:
        if not self._rows:
            self._grid.session.said.emit("Bảng này có các dòng do biểu mẫu quy định, không thêm, bớt dòng được.")
            return
        rows, path = self._grid.selected_rows(), self._grid.sheet.path
        match what:
            case "insert":
                self.insert()
            case "duplicate" if rows:
                self._run(lambda work: duplicate_rows(work, path, rows))
            case "remove" if rows:
                self._run(lambda work: remove_rows(work, path, rows))
            case "up" | "down" if rows:
                self._run(lambda work: move_rows(work, path, rows, -1 if what == "up" else 1))

    def insert(self) -> None:
        """A new line below the current one; in the table of capital with the component of its band."""
        grid = self._grid
        current = grid.currentIndex()
        row = grid.sheet.rows[current.row()] if current.isValid() else None
        if isinstance(grid.sheet, CapitalSheet):
            new = self._new_capital_line(grid.sheet, row)
        else:
            new = self._new_row(row)
        if new:
            grid.show_ref(grid.sheet.first(new))
            grid.setFocus()

    def _new_row(self, row: GridRow | None) -> str:
        path = self._grid.sheet.path
        order = self._grid.session.work.dossier.block(path).order
        place = order.index(row.row) + 1 if row is not None and row.row in order else len(order)
        made = self._grid.session.run(lambda work: insert_rows(work, path, place, 1))
        return made[0] if made else ""

    def _new_capital_line(self, sheet: CapitalSheet, row: GridRow | None) -> str:
        start = row or GridRow("", RowKind.TOTAL)
        if not start.where and not sheet.component:
            sheet.ask_component()
        new = next_row(self._grid.session.work, sheet.path)
        cells = [(Ref(sheet.path, new, code), text) for code, text in sheet.defaults(start).items()]
        if row is not None and row.key in sheet.folded:
            sheet.folded.discard(row.key)
        if not cells:
            made = self._grid.session.run(
                lambda work: insert_rows(work, sheet.path, len(work.dossier.block(sheet.path).order), 1)
            )
            return made[0] if made else ""
        done = self._grid.session.run(lambda work: enter_many(work, cells, "row"))
        return done.reads[0][0].row if done else ""

    # ---- menu

    @Slot(object)
    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self._grid)
        menu.setObjectName("grid_menu")
        for key, words, shortcut in _MENU:
            if not key:
                menu.addSeparator()
                continue
            if key.startswith("rows:") and not self._rows:
                continue
            action = menu.addAction(f"{words}\t{shortcut}" if shortcut else words)
            action.setObjectName(key)
            action.setEnabled(not self._grid.session.sealed or key == "cells:copy")
            action.triggered.connect(partial(self._chosen, key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _chosen(self, key: str, _checked: bool = False) -> None:
        kind, _, what = key.partition(":")
        match kind:
            case "cells":
                self.cells(what)
            case "rows":
                self.rows(what)
            case _:
                self._grid.pasting.emit()
