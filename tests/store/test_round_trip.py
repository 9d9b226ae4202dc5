"""What is stored is what is read: a dossier, its rows in their order, numbers never given twice."""

import shutil
import sqlite3

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gnbv_desktop.kernel.dossier import Cell, Reason, State
from gnbv_desktop.store.store import Store
from tests.store.conftest import STAMP
from tests.support_dossiers import (
    TEXTS,
    Cells,
    cell_edit,
    cells_for,
    content,
    dossier,
    info_of,
    row_edit,
    small_edition,
    typed_refs,
)

SLOT = ({"style": "p", "items": [{"t": "Đã cấp "}, {"fig": "KINH_PHI(DUOC_CAP)", "as": "money"}]},)


def test_a_dossier_with_everything_comes_back(store):
    cells: Cells = {"KINH_PHI[r2].DUOC_CAP": "100", "KINH_PHI[r1].DA_CHI": Cell(State.UNREAD, "1.5.2", ("152",), "ước")}
    made = evolve(
        dossier(cells),
        narratives={"HP1.TM.KET_QUA": SLOT},
        reasons={"X A.B": Reason("X", ("A.B",), ("1",), "đúng", True)},
        drawn={"HP1.PV.TY_LE": {"uid": "u", "ref": "HP1.PV.TY_LE", "seal": "s"}},
    )
    store.create(made, STAMP)
    assert content(store.load("xa-thu")) == content(made)
    assert store.load("xa-thu").block("KINH_PHI").order == ("r2", "r1")
    assert [each.id for each in store.heads()] == ["xa-thu"]
    assert store.ids() == {"xa-thu"}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_cells_come_back(tmp_path, data):
    edition, made = small_edition(), dossier({"KINH_PHI[r1].GHI_CHU": "x", "HP1.CT[r1].TEN": "y"})
    for ref in data.draw(st.lists(st.sampled_from(typed_refs(edition, made)), max_size=12)):
        cell = data.draw(
            st.one_of(cells_for(edition, made, *_kind(edition, ref)), TEXTS.map(lambda t: Cell(State.VALUE, t)))
        )
        made = made.with_cell(ref, cell)
    path = tmp_path / "a.sqlite3"
    path.unlink(missing_ok=True)
    store = Store.open(path)
    store.create(made, STAMP)
    store.close()
    again = Store.open(path)
    assert content(again.load("xa-thu")) == content(made)
    again.close()


def _kind(edition, ref):
    info = info_of(edition, ref)
    return info.kind, info.column.list, info.column.of


def test_a_row_number_is_not_given_twice_after_a_restart(filled, path):
    made = filled.load("xa-thu")
    edits = [cell_edit(made, "KINH_PHI[r2].DUOC_CAP", None), row_edit(made, "KINH_PHI", "r2", None)]
    filled.record(made, edits, STAMP)
    again = Store.open(path)
    assert again.load("xa-thu").block("KINH_PHI").order == ("r1",)
    assert again.load("xa-thu").block("KINH_PHI").last == 2
    again.close()


def test_a_dossier_taken_in_keeps_the_numbers_it_has_given(store):
    made = dossier({"KINH_PHI[r1].DUOC_CAP": "1"})
    made = made.with_row("KINH_PHI", "r7", 1).with_row("KINH_PHI", "r7", None)
    store.create(made, STAMP)
    assert store.load("xa-thu").block("KINH_PHI").last == 7


def test_an_order_of_rows_is_kept_through_moves(filled):
    made = filled.load("xa-thu")
    made, _ = filled.record(made, [row_edit(made, "KINH_PHI", "r3", 1)], STAMP)
    made, _ = filled.record(made, [row_edit(made, "KINH_PHI", "r2", 0)], STAMP)
    assert made.block("KINH_PHI").order == ("r2", "r1", "r3")
    assert filled.load("xa-thu").block("KINH_PHI").order == ("r2", "r1", "r3")


def test_the_main_file_alone_holds_everything_once_the_store_is_closed(path, tmp_path):
    store = Store.open(path)
    made = dossier({"HP1.PV.TY_LE": "5"})
    store.create(made, STAMP)
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0
    beside = Store.open(path)
    store.close()
    copy = tmp_path / "copy" / "gnbv.sqlite3"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    beside.close()
    again = Store.open(copy)
    assert content(again.load("xa-thu")) == content(made)
    assert again.broken_links() == []
    again.close()


def test_the_file_is_kept_as_the_office_pc_needs_it(store, path):
    own = store._connection.connection.dbapi_connection
    assert isinstance(own, sqlite3.Connection)
    wanted = {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    assert {name: own.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.execute("PRAGMA application_id").fetchone() == (0x474E4256,)
    names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    ours = [name for name in names if not name.startswith(("sqlite_", "alembic"))]
    types = {row[2] for name in ours for row in raw.execute(f"PRAGMA table_info({name})")}
    raw.close()
    assert types == {"TEXT", "INTEGER"}


def test_another_connection_sees_a_commit_and_the_version_of_the_data(filled, path):
    seen = filled.data_version()
    other = Store.open(path)
    made = other.load("xa-thu")
    other.record(made, [cell_edit(made, "HP1.PV.TY_LE", "6")], STAMP)
    assert filled.data_version() != seen
    assert filled.version("xa-thu") == other.version("xa-thu")
    other.close()
