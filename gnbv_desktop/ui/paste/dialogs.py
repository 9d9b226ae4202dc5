"""Ctrl+V in a grid: taken at once where nothing can be wrong, else shown first."""

from __future__ import annotations

from functools import partial

from attrs import evolve
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.capital_words import LINES
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.paste import Outcome, Pasted, table_from
from gnbv_desktop.services.work import SEALED
from gnbv_desktop.ui.grid.capital_sheet import CapitalSheet
from gnbv_desktop.ui.grid.view import Grid
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.paste.capital import CapitalPreview
from gnbv_desktop.ui.paste.dialog import PreviewDialog
from gnbv_desktop.ui.paste.preview import Preview
from gnbv_desktop.ui.paste.rectangle import PastePreview
from gnbv_desktop.ui.paste.target import paste_targets, target_at

AT_ONCE = 200
"""So many empty cells are filled without being shown first; more are always shown."""
NO_CELL = "Hãy chọn ô đầu tiên cần dán, rồi bấm Ctrl+V."
NOTHING_NEW = "Vùng dán giống số liệu đang có; không có ô nào thay đổi."
NOT_TYPED = "Ô này chương trình tính hoặc không nhập được; hãy chọn ô nhập rồi dán."
_SOURCES = (
    ("urn:schemas-microsoft-com:office:excel", "Excel"),
    ("content=excel.sheet", "Excel"),
    ("libreoffice", "LibreOffice"),
    ("urn:schemas-microsoft-com:office:word", "Word"),
)
_ALONE = ("khong ap dung", "khong bo tri von", "khong bo tri", "na")


def open_paste(look: Look, grid: Grid) -> None:
    """What is refused is said in the status line; the dossier stays as it is."""
    session = grid.session
    if session.sealed:
        session.said.emit(SEALED)
        return
    try:
        data = QGuiApplication.clipboard().mimeData()
        table, source = table_from(data.text(), data.html()), _source(data)
    except BadInput as error:
        session.said.emit(error.message)
        return
    if len(table.rows) == 1 and table.width == 1:
        chosen = grid.selected_matrix()
        if sum(len(line) for line in chosen) <= 1:
            _enter(grid, table.rows[0][0])
            return
        table = evolve(table, rows=(table.rows[0] * len(chosen[0]),) * len(chosen))
    _show(look, grid, table, source)


def _show(look: Look, grid: Grid, table: Pasted, source: str) -> None:
    session = grid.session
    straight = PastePreview(session, target_at(grid, len(table.rows), table.width), table, source)
    by_name = _by_name(grid, table, source)
    found: list[Preview] = [straight]
    if by_name is not None:
        found = [by_name, straight] if by_name.promising and not _fits(straight) else [straight, by_name]
    elif not any(ref is not None for line in straight.targets for ref in line):
        session.said.emit(NOT_TYPED if straight.targets else NO_CELL)
        return
    if found[0] is straight:
        if _only_the_same(straight):
            session.said.emit(NOTHING_NEW)
            return
        if straight.certain and straight.changes <= AT_ONCE:
            if (count := session.run(lambda work: straight.accept())) is not None:
                _say_taken(grid, count)
            return
    title = f"Dán vào {session.work.edition.blocks[grid.sheet.path].title}"
    dialog = PreviewDialog(look, session, title, found[0], found[1] if len(found) > 1 else None, grid.window())
    dialog.taken.connect(partial(_say_taken, grid))
    dialog.finished.connect(partial(_back, grid))
    dialog.show_over()


def _by_name(grid: Grid, table: Pasted, source: str) -> CapitalPreview | None:
    """Rows of words pasted into the table of all capital may be meant for the lines they name."""
    sheet = grid.sheet
    if not isinstance(sheet, CapitalSheet) or sheet.path != LINES or sheet.component or not _wordy(table):
        return None
    return CapitalPreview(grid.session, table, source)


def _wordy(table: Pasted) -> bool:
    return table.width > 1 and any(_is_name(cell) for row in table.rows for cell in row)


def _is_name(cell: str) -> bool:
    """Words, not a figure with its unit, nor what stands for a figure."""
    words = fold(cell)
    letters = sum(char.isalpha() for char in words)
    return letters > 3 and letters > sum(char.isdigit() for char in words) and words not in _ALONE and cell[0] != "#"


def _fits(straight: PastePreview) -> bool:
    """Every text lands where it is understood: rows copied within the table."""
    cells = straight.plan.cells
    return not any(
        cell.outcome in (Outcome.FAULT, Outcome.QUESTION)
        or (cell.outcome in (Outcome.SKIPPED, Outcome.OUTSIDE) and _is_name(cell.source or "0"))
        for cell in cells
    )


def _only_the_same(straight: PastePreview) -> bool:
    return bool(straight.plan.cells) and all(cell.outcome is Outcome.SAME for cell in straight.plan.cells)


def _enter(grid: Grid, text: str) -> None:
    """One text into one cell: as if it were typed."""
    ref = next((ref for line in paste_targets(grid, 1, 1) for ref in line), None)
    if ref is None:
        grid.session.said.emit(NOT_TYPED if grid.currentIndex().isValid() else NO_CELL)
        return
    done = grid.session.run(partial(enter, ref=ref, text=text))
    if done is not None:
        grid.session.said.emit(f"Đã dán 1 ô{': ' + done.read.echo if done.read.echo else ''}; Ctrl+Z lấy lại")


def _say_taken(grid: Grid, count: int) -> None:
    grid.session.said.emit(f"Đã dán {write_count(count)} ô; Ctrl+Z lấy lại")


def _back(grid: Grid, _result: int) -> None:
    grid.setFocus(Qt.FocusReason.OtherFocusReason)


def _source(data: QMimeData) -> str:
    page = data.html()[:20_000].lower()
    return next((name for sign, name in _SOURCES if sign in page), "bộ nhớ tạm")
