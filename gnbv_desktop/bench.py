"""Measures the budgets as ratios inside one run: each against the barest program that does the same."""

from __future__ import annotations

import gc
import io
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

from gnbv_desktop.catalogue.editions import load_edition, newest, programmes
from gnbv_desktop.kernel.dossier import Block, Cell, Dossier, Head, State
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.paths import samples_root
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.docx import write_report
from gnbv_desktop.report.model import Document, Table
from gnbv_desktop.services.cell_text import text_to_edit
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample, sample_names
from gnbv_desktop.services.paste import accept, plan_paste, table_from
from gnbv_desktop.services.work import Work

ROUNDS = 9
LINES = 2000
STROKES = 390
BESIDE = 100
MANY_ENTRIES = 1_000_000

Look = tuple[tuple[str, object], ...]

_BARE = """
import sys
from PySide6.QtWidgets import *
{extra}
app = QApplication(sys.argv)
class Window(QWidget):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted = True
w = Window(); layout = QGridLayout(w)
for i in range(100):
    layout.addWidget(QLabel(f"Nhãn {{i}}"), i % 25, 2 * (i // 25))
    layout.addWidget(QLineEdit(), i % 25, 2 * (i // 25) + 1)
t = QTableWidget(60, 20); layout.addWidget(t, 25, 0, 1, 8)
for r in range(60):
    for c in range(20):
        t.setItem(r, c, QTableWidgetItem(f"{{r * c}}"))
w.resize(1366, 728); w.show()
while not w.painted:
    app.processEvents()
{tail}
import time; print(time.perf_counter())
"""
_MEMORY = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
"""Not ru_maxrss: that begins with what the process weighed that started this one."""
_OURS = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from gnbv_desktop.app import open_window
class Painted(QObject):
    seen = False
    def eventFilter(self, watched, event):
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False
app = QApplication(sys.argv); app.setStyle("Fusion"); w = open_window(Path({data!r}))
def until_painted(widget):
    painted = Painted(); widget.installEventFilter(painted)
    while not painted.seen:
        app.processEvents()
    widget.removeEventFilter(painted)
w.show()
{wait}
{tail}
"""
_UNTIL_SHOWN = "until_painted(w)"
_UNTIL_READY = """
from gnbv_desktop.kernel.refs import Ref
while w.centralWidget().objectName() != "workspace":
    app.processEvents()
from gnbv_desktop.ui.grid.view import Grid
grid = w.findChild(Grid)
until_painted(grid.viewport())
"""
"""The figures of the first form stand on the screen and keys go into them."""
_SAY_WHEN = "print(time.perf_counter())"
_REST = """
from PySide6.QtTest import QTest
def rest(seconds):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
def timed(act, until):
    started = time.perf_counter(); act()
    while not until():
        app.processEvents()
    app.processEvents()
    return 1000 * (time.perf_counter() - started)
rest(2.5)
"""
_TYPE = """
lines = [row.row for row in grid.sheet.rows if not row.kind.band]
w.activateWindow(); w.goto(Ref("VON", lines[0], "GIAI_NGAN")); rest(1)
painted = Painted(); grid.viewport().installEventFilter(painted)
def stroke(key):
    painted.seen = False
    return timed(lambda: QTest.keyClick(app.focusWidget(), key), lambda: painted.seen)
for number in range({lines}):
    for key in (Qt.Key.Key_1, Qt.Key(ord("0") + number % 10), Qt.Key.Key_Return):
        print(stroke(key))
w.close()
"""
_OPEN = """
space = w.centralWidget()
for place in space._places:
    if place.key.startswith("form:"):
        painted = Painted()
        def go():
            space.open_place(place.key)
            space.page.installEventFilter(painted)
        print(timed(go, lambda: painted.seen)); rest(0.4)
w.close()
"""

_PREVIEW = """
from attrs import evolve
from gnbv_desktop.report.model import ParagraphBlock, TextRun
from gnbv_desktop.services.preview import Composed, compose, snapshot
space = w.centralWidget(); space.open_place("page:preview"); page = space.page
while not page.live.settled:
    app.processEvents()
composed = compose(snapshot(space.session.work))
document = composed.document
while page.view.count < {pages}:
    document = evolve(document, blocks=document.blocks + composed.document.blocks)
    page.live.composed.emit(Composed(document, composed.reads))
page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum() // 2); rest(1)
place = len(document.blocks) // 2
place += next(n for n, each in enumerate(document.blocks[place:]) if isinstance(each, ParagraphBlock))
painted = Painted(); page.view.viewport().installEventFilter(painted)
for number in range({changes}):
    words = TextRun(f"Đến nay đã giải ngân {{number * 7919}} triệu đồng, đạt {{number}}% kế hoạch được giao. " * 3)
    blocks = (*document.blocks[:place], ParagraphBlock((words,)), *document.blocks[place + 1:])
    changed = Composed(evolve(document, blocks=blocks), composed.reads)
    painted.seen = False
    print(timed(lambda: page.live.composed.emit(changed), lambda: painted.seen))
w.close()
"""


def measure() -> list[dict[str, Any]]:
    """The results in the order of the budget table; what does not exist yet is not in it."""
    with tempfile.TemporaryDirectory(prefix="gnbv-bench-") as folder:
        data = Path(folder) / "dữ liệu"
        name = _prepared(data)
        return [
            *_starts(data),
            *_window(data, Path(folder)),
            *_commits(Path(folder)),
            _preview(data),
            *_opening(Path(folder), name),
            _pasting(Path(folder)),
            *_documents(data, name),
            *_memory(data),
        ]


def _result(name: str, value: float, limit: float, unit: str) -> dict[str, Any]:
    return {"name": name, "value": f"{value:.2f}", "limit": f"{limit:g}", "unit": unit}


def _prepared(data: Path) -> str:
    desk = Desk.open(data)
    dossier = load_sample(desk, max(sample_names(), key=lambda each: (samples_root() / f"{each}.json").stat().st_size))
    desk.close()
    return dossier


def _run(code: str) -> list[float]:
    """The numbers that a process of its own prints. It keeps compiled modules, as an installed program does."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": _compiled().name}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    return [float(line) for line in done.stdout.split()]


@cache
def _compiled() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="gnbv-bench-")


def _until(code: str) -> float:
    """Seconds from the start of a process to the moment that it prints: how it ends is not counted."""
    started = time.perf_counter()
    return _run(code)[-1] - started


def _ratio(ours: Callable[[], float], bare: Callable[[], float], rounds: int = ROUNDS) -> float:
    """The median of ratios of runs that follow each other, so that a slow moment of the machine hits both."""
    ours(), bare()
    return statistics.median(ours() / bare() for _ in range(rounds))


def _starts(data: Path) -> Iterator[dict[str, Any]]:
    bare = _BARE.format(extra="", tail="")
    heavier = _BARE.format(extra="", tail="import sqlalchemy")
    paint = _OURS.format(data=str(data), wait=_UNTIL_SHOWN, tail=f"{_SAY_WHEN}; sys.stdout.flush(); os._exit(0)")
    ready = _OURS.format(data=str(data), wait=_UNTIL_READY, tail=f"{_SAY_WHEN}; w.close()")
    yield _result("first_paint", _ratio(lambda: _until(paint), lambda: _until(bare)), 1.5, "×")
    yield _result("dossier_ready", _ratio(lambda: _until(ready), lambda: _until(heavier)), 1.75, "×")


def _window(data: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """In the real window: typing among many capital lines, and opening each form for the first time."""
    many = folder / "nhiều dòng"
    desk = Desk.open(many)
    desk.store.create(_many_lines(), desk.stamp("create"))
    desk.close()
    strokes = _run(_OURS.format(data=str(many), wait=_UNTIL_READY + _REST, tail=_TYPE.format(lines=STROKES // 3)))
    yield _result("keystroke_p99", statistics.quantiles(strokes, n=100)[98], 16, "ms")
    opened = _run(_OURS.format(data=str(data), wait=_UNTIL_READY + _REST, tail=_OPEN))
    yield _result("open_form", max(opened), 150, "ms")


def _preview(data: Path) -> dict[str, Any]:
    """A report of many pages is open and one sentence of it is another: until the pages are painted again."""
    code = _OURS.format(data=str(data), wait=_UNTIL_READY + _REST, tail=_PREVIEW.format(pages=40, changes=100))
    return _result("preview", statistics.quantiles(_run(code), n=100)[98], 16, "ms")


def _pasting(folder: Path) -> dict[str, Any]:
    """Fifty rows of twenty columns below the capital lines: shown first, then taken and written."""
    desk = Desk.open(folder / "dán")
    work = Work.open(desk, load_sample(desk, "phong-tho-2023"))
    columns = work.evaluation.columns("VON")[:20]
    known = work.dossier.block("VON")
    cells = known.rows[known.order[0]]
    sample = {code: text_to_edit(work, Ref("VON", known.order[0], code)) for code in cells}
    sample |= dict.fromkeys(("GIAO", "GIAI_NGAN"), "1.250,5")
    text = "\n".join("\t".join(sample.get(code, "") for code in columns) for _ in range(50))
    targets = [[Ref("VON", f"r{known.last + row}", code) for code in columns] for row in range(1, 51)]
    taken = _timed(lambda: accept(work, plan_paste(work, targets, table_from(text))))
    desk.close()
    return _result("paste_50x20", 1000 * taken, 300, "ms")


def _many_lines() -> Dossier:
    programme = next(iter(programmes()))
    edition = load_edition(programme, newest(programme))
    desk_head = _sample_head()
    chance = random.Random(1)
    rows = {}
    for number in range(1, LINES + 1):
        texts = {
            "DU_AN": chance.choice(edition.leaves()), "NAM": "2023", "NAM_GOC": chance.choice(["2022", "2023"]),
            "LOAI": "SN", "NGUON": "NSTW", "DON_VI": chance.choice([place.id for place in desk_head.unit.agencies]),
            "GIAO": str(10**9 + number * 10**6), "GIAI_NGAN": str(5 * 10**8),
        }  # fmt: skip
        rows[f"r{number}"] = {code: Cell(State.VALUE, text) for code, text in texts.items()}
    return Dossier(desk_head, {"VON": Block(tuple(rows), rows, LINES)})


def _sample_head() -> Head:
    with tempfile.TemporaryDirectory(prefix="gnbv-bench-") as folder:
        desk = Desk.open(Path(folder))
        head = desk.store.load(load_sample(desk, "phong-tho-2023")).head
        desk.close()
        return head


def _commits(folder: Path) -> Iterator[dict[str, Any]]:
    desk = Desk.open(folder / "ghi-ho-so")
    work = Work.open(desk, load_sample(desk, "phong-tho-2023"))
    bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE c(k TEXT PRIMARY KEY, v TEXT);"
                       "CREATE TABLE j(n INTEGER PRIMARY KEY, t TEXT)")  # fmt: skip
    row = work.dossier.block("VON").order[0]
    ours, theirs = [], []
    for number in range(200):
        edit = Edit(EditKind.CELL, f"VON[{row}].GHI_CHU", None, f"lần {number}")
        ours.append(_timed(partial(desk.store.record, work.dossier, [edit], desk.stamp("enter"))))
        theirs.append(_timed(partial(_bare_commit, bare, number)))
    desk.close()
    bare.close()
    yield _result("commit", 1000 * (statistics.median(ours) - statistics.median(theirs)), 1, "ms thêm")


def _bare_commit(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR REPLACE INTO c VALUES ('VON[r1].GHI_CHU', ?)", (f"lần {number}",))
    connection.execute("INSERT INTO j(t) VALUES (?)", (f'[["cell","VON[r1].GHI_CHU",null,"lần {number}"]]',))
    connection.execute("COMMIT")


def _timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


@contextmanager
def _desk(data: Path) -> Iterator[Desk]:
    desk = Desk.open(data, writes=False)
    yield desk
    desk.close()


def _opening(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    alone, crowded = folder / "một mình", folder / "giữa nhiều"
    for data in (alone, crowded):
        desk = Desk.open(data)
        name = load_sample(desk, name if data is crowded else "phong-tho-2023")
        desk.close()
        name = "phong-tho-2023"
    _crowd(crowded / "gnbv.sqlite3")
    with _desk(alone) as one, _desk(crowded) as many:
        ratio = _ratio(
            lambda: _timed(lambda: Work.open(many, name)), lambda: _timed(lambda: Work.open(one, name)), rounds=15
        )
    yield _result("open_among_many", ratio, 1.2, "×")


def _crowd(database: Path) -> None:
    """A hundred copies of the dossier and a million journal rows of other dossiers, written without ceremony."""
    connection = sqlite3.connect(database)
    for number in range(BESIDE):
        copy = f"ho-so-{number}"
        connection.execute(
            "INSERT INTO dossiers SELECT ?, uid, head, status, amends, seal, created_at FROM dossiers LIMIT 1", (copy,)
        )
        for table, columns in (("rows", 'block, "row", position'), ("cells", 'block, "row", "column", content')):
            connection.execute(
                f"INSERT INTO {table} SELECT ?, {columns} FROM {table} WHERE dossier = 'phong-tho-2023'", (copy,)
            )
    entries = (
        (f"ho-so-{n % BESIDE}", n, "enter", "2026-01-01T00:00:00Z", "x", "[]", "", "") for n in range(MANY_ENTRIES)
    )
    connection.executemany(
        "INSERT INTO journal (dossier, step, kind, at, who, edits, previous_hash, hash) VALUES (?,?,?,?,?,?,?,?)",
        entries,
    )
    connection.commit()
    connection.close()


def _documents(data: Path, name: str) -> Iterator[dict[str, Any]]:
    with _desk(data) as desk:
        evaluation = Work.open(desk, name).evaluation
        document = compose_report(evaluation)
        _settle()
        cells = _formatted_cells(write_annexes(evaluation).content)
        ours = _ratio(lambda: _timed(lambda: write_report(evaluation)), lambda: _timed(lambda: _bare_docx(document)))
        yield _result("docx", ours, 1.5, "×")
        ours = _ratio(lambda: _timed(lambda: write_annexes(evaluation)), lambda: _timed(lambda: _bare_xlsx(cells)))
        yield _result("annexes", ours, 1.5, "×")


def _settle() -> None:
    """What an open dossier and its definitions keep is not looked through again and again: as in the window."""
    gc.collect()
    gc.freeze()


def _bare_docx(document: Document) -> None:
    """The same paragraphs and runs by python-docx alone, without notes and content controls."""
    bare = docx.Document()
    for block in document.blocks:
        if isinstance(block, Table):
            table = bare.add_table(0, len(block.widths))
            for cells in (block.header, *block.rows):
                for target, cell in zip(table.add_row().cells, cells, strict=True):
                    target.text = "".join(run.text for run in cell.runs)
            continue
        paragraph = bare.add_paragraph()
        for run in block.runs:
            paragraph.add_run(run.text)
    bare.save(io.BytesIO())


def _formatted_cells(content: bytes) -> dict[str, list[tuple[str, object, Look]]]:
    """Every cell of a workbook that is written, be it only for its border; merged ones as one, by their range."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(_cells_of(sheet)) for sheet in book.worksheets}


def _cells_of(sheet: Any) -> Iterator[tuple[str, object, Look]]:
    merged = {(area.min_row, area.min_col): area.coord for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell) and cell.has_style:
                yield merged.get((cell.row, cell.column), cell.coordinate), cell.value, _look(cell)


def _look(cell: Any) -> Look:
    return (
        ("font_name", cell.font.name),
        ("font_size", cell.font.size),
        ("bold", cell.font.bold),
        ("italic", cell.font.italic),
        ("align", cell.alignment.horizontal or "left"),
        ("text_wrap", bool(cell.alignment.wrap_text)),
        ("border", 1 if cell.border.left.style else 0),
        ("num_format", cell.number_format),
    )


def _bare_xlsx(sheets: Mapping[str, list[tuple[str, object, Look]]]) -> None:
    """The same cells, merged cells, formulas and formats by XlsxWriter alone."""
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as book:
        formats: dict[Look, Any] = {}
        for title, cells in sheets.items():
            sheet = book.add_worksheet(title)
            for address, value, look in cells:
                if look not in formats:
                    formats[look] = book.add_format(dict(look))
                if ":" in address:
                    sheet.merge_range(address, value, formats[look])
                else:
                    sheet.write(address, value, formats[look])


def _memory(data: Path) -> Iterator[dict[str, Any]]:
    if not Path("/proc/self/status").exists():
        return
    ours = _run(_OURS.format(data=str(data), wait=_UNTIL_READY + _REST, tail=f"{_MEMORY}\nw.close()"))[0]
    bare = _run(_BARE.format(extra="", tail=f"import sqlalchemy\n{_MEMORY}"))[0]
    yield _result("peak_memory", ours / bare, 1.5, "×")
