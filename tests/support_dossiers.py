"""A second small programme (tests/programmes) and dossiers made by hand, for the tests of every layer."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from gnbv_desktop.catalogue.editions import load_edition, newest
from gnbv_desktop.catalogue.model import Edition, FieldInfo, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.engine.values import Figure
from gnbv_desktop.kernel.codec import cell_to_json
from gnbv_desktop.kernel.dossier import Cell, Dossier, Head, Period, PeriodKind, Place, State, Unit
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.refs import Ref, parse_ref, parse_row, row_key
from gnbv_desktop.kernel.text import clean
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.work import Work

PROGRAMMES = Path(__file__).parent / "programmes"
SMALL, SMALL_EDITION = "nho_2026", "2026-01-31"
REAL = "gnbv_2021_2025"

Cells = Mapping[str, str | Cell]


def small_edition() -> Edition:
    return load_edition(SMALL, SMALL_EDITION, PROGRAMMES)


def real_edition() -> Edition:
    return load_edition(REAL, newest(REAL))


def copy_of_small(folder: Path) -> Path:
    """The small programme's files where a test may break them; returns the edition's folder."""
    shutil.copytree(PROGRAMMES / SMALL, folder / SMALL)
    return folder / SMALL / SMALL_EDITION


def head(first_year: int = 2026, last_year: int = 2026, cutoff: str = "2026-12-31", **changes: Any) -> Head:
    unit = Unit(
        id="xa_thu",
        name="xã Thử",
        level="XA",
        communes=(Place("thon1", "Thôn Một"), Place("thon2", "Thôn Hai")),
        agencies=(Place("ban_ql", "Ban quản lý xã", "Ban QL"),),
    )
    period = Period(
        kind=PeriodKind.YEAR if first_year == last_year else PeriodKind.SPAN,
        start=datetime.date(first_year, 1, 1),
        end=datetime.date(last_year, 12, 31),
        cutoff=datetime.date.fromisoformat(cutoff),
        first_year=first_year,
        last_year=last_year,
    )
    made = Head(id="xa-thu", uid="u-1", programme=SMALL, edition=SMALL_EDITION, name="Xã Thử", unit=unit, period=period)
    return evolve(made, **changes)


def real_head(first_year: int = 2023, last_year: int = 2023) -> Head:
    made = head(first_year, last_year, f"{last_year + 1}-01-31")
    return evolve(made, programme=REAL, edition=real_edition().name)


def dossier(cells: Cells | None = None, made_for: Head | None = None) -> Dossier:
    """A dossier with these cells; rows `[r1]`, `[r2]` … of open blocks come with their cells."""
    made = Dossier(head=made_for or head())
    for key, value in (cells or {}).items():
        ref = parse_ref(key)
        if ref.row[:1] == "r" and ref.row[1:].isdecimal() and ref.row not in made.block(ref.block).order:
            made = made.with_row(ref.block, ref.row, len(made.block(ref.block).order))
        made = made.with_cell(ref, value if isinstance(value, Cell) else Cell(State.VALUE, value))
    return made


def lines(block: str, columns: str, *rows: str) -> dict[str, str | Cell]:
    """Rows of a grid as a small table: cells apart by spaces, `-` empty, `?` unread, `na`, `unfunded`."""
    codes = columns.split()
    return {
        f"{block}[r{number}].{code}": _cell(text)
        for number, row in enumerate(rows, 1)
        for code, text in zip(codes, row.split(), strict=True)
        if text != "-"
    }


def _cell(text: str) -> str | Cell:
    if text in ("na", "unfunded"):
        return Cell(State(text))
    return Cell(State.UNREAD, "1.5.2") if text == "?" else text


def evaluated(cells: Cells, made_for: Head | None = None, earlier: Cells | None = None) -> Evaluation:
    """The evaluation of a dossier of the small programme."""
    edition = small_edition()
    before = Evaluation(Plan(edition), dossier(earlier, made_for)) if earlier is not None else None
    return evaluate(edition, dossier(cells, made_for), before)


def evaluated_real(cells: Cells, made_for: Head | None = None) -> Evaluation:
    return evaluate(real_edition(), dossier(cells, made_for or real_head()))


def shown(figure: Figure) -> str:
    """A figure as one short text: "12", "partial 12", "missing"."""
    if figure.status.value == "value":
        return figure.text
    return figure.status.value if figure.value is None else f"{figure.status.value} {figure.value}"


def figure(evaluation: Evaluation, ref: str) -> str:
    return shown(evaluation.figure(parse_ref(ref)))


def pivot(evaluation: Evaluation, block: str, column: str, **where: str) -> str:
    return shown(evaluation.pivot(block, column, where).figure)


def codes(evaluation: Evaluation) -> list[str]:
    return sorted({issue.code for issue in evaluation.issues})


def content(made: Dossier) -> dict[str, Any]:
    """What a dossier says, whatever way it came about."""
    blocks = {
        path: (block.order, {row: dict(cells) for row, cells in block.rows.items() if cells})
        for path, block in made.blocks.items()
    }
    return {
        "head": made.head,
        "blocks": {path: each for path, each in blocks.items() if each != ((), {})},
        "narratives": {key: list(each) for key, each in made.narratives.items()},
        "reasons": dict(made.reasons),
        "drawn": {key: dict(each) for key, each in made.drawn.items()},
    }


# ---- edits


def cell_edit(made: Dossier, ref: str, value: str | Cell | None) -> Edit:
    cell = Cell(State.VALUE, value) if isinstance(value, str) else value
    before = made.cell(parse_ref(ref))
    return Edit(EditKind.CELL, ref, _json(before), _json(cell))


def _json(cell: Cell | None) -> Any:
    return None if cell is None else cell_to_json(cell)


def row_edit(made: Dossier, path: str, row: str, position: int | None) -> Edit:
    order = made.block(path).order
    return Edit(EditKind.ROW, row_key(path, row), order.index(row) if row in order else None, position)


def open_small(desk: Desk, dossier_id: str = "xa-thu") -> Work:
    """Work on a dossier of the small programme, whose definitions are not among the installed ones."""
    edition = small_edition()
    made, version = desk.store.load_versioned(dossier_id)
    return Work(desk, edition, made, evaluate(edition, made), version)


# ---- generated content

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs", "So")), min_size=1, max_size=12)
QUALIFIERS = st.sampled_from(("", "", "", "ước", "khoảng"))


def canonical_texts(edition: Edition, made: Dossier, kind: FieldKind, choices: str, of: str) -> st.SearchStrategy[str]:
    """Canonical texts of a field's kind, few enough that keys meet and sums agree."""
    match kind:
        case FieldKind.MONEY | FieldKind.COUNT:
            return st.sampled_from(("0", "1", "5", "7", "100", "3000000"))
        case FieldKind.DECIMAL | FieldKind.PERCENT:
            return st.sampled_from(("0", "41.06", "100"))
        case FieldKind.YEAR:
            return st.sampled_from(("2026", "2027"))
        case FieldKind.YEARS:
            return st.sampled_from(("2026", "2027", "2026-2027", "2026-2030"))
        case FieldKind.DATE:
            return st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31)).map(datetime.date.isoformat)
        case FieldKind.CHOICE:
            return st.sampled_from(sorted(edition.lists[choices].items))
        case FieldKind.COMPONENT:
            single = sorted(edition.components)
            return st.sampled_from([*single, "+".join(single[:2]), "+".join(single[-2:])])
        case FieldKind.PLACE:
            ids = [place.id for place in made.head.unit.places()]
            return st.sampled_from([*ids, "+".join(ids[:2])])
        case FieldKind.LINE:
            return st.sampled_from(made.block(of).order or ("r1",))
        case FieldKind.TEXT:
            return TEXTS.map(lambda text: clean(text) or "chữ")


def cells_for(
    edition: Edition, made: Dossier, kind: FieldKind, choices: str = "", of: str = ""
) -> st.SearchStrategy[Cell]:
    values = st.builds(
        lambda text, qualifier: Cell(State.VALUE, text, qualifier=qualifier),
        canonical_texts(edition, made, kind, choices, of),
        QUALIFIERS,
    )
    others = st.sampled_from((Cell(State.NA), Cell(State.UNFUNDED), Cell(State.UNREAD, "1.5.2")))
    return st.one_of(values, values, values, others)


def info_of(edition: Edition, ref: Ref) -> FieldInfo:
    """What the definitions say of an address that is one."""
    info = field_info(edition, ref)
    assert info is not None, ref
    return info


def typed_refs(edition: Edition, made: Dossier, paths: Iterable[str] | None = None) -> list[Ref]:
    """Every address of the dossier that may be typed into, its rows as they are."""
    evaluation = Evaluation(Plan(edition), made)
    found = []
    for path in paths if paths is not None else edition.blocks:
        for row in evaluation.rows(path):
            for column in evaluation.columns(path):
                info = field_info(edition, Ref(path, row, column))
                if info is not None and not info.derived:
                    found.append(Ref(path, row, column))
    return found


@contextmanager
def never_longer_than(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """A process that does not answer is ended, so that whoever reads from it fails instead of waiting for ever."""
    watch = threading.Timer(seconds, process.kill)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def touched_by(edits: Iterable[Edit]) -> dict[str, frozenset[str]]:
    """Rows by block that edits of cells and rows fall on, as an incremental evaluation wants them."""
    found: dict[str, frozenset[str]] = {}
    for edit in edits:
        if edit.kind is EditKind.CELL:
            path, row = parse_ref(edit.key)[:2]
        elif edit.kind is EditKind.ROW:
            path, row = parse_row(edit.key)
        else:
            continue
        found[path] = found.get(path, frozenset()) | {row}
    return found
