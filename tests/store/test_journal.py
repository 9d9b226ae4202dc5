"""The journal: one entry per change, each chained to the one before; a byte changed from outside is noticed."""

import sqlite3

import pytest
from attrs import evolve

from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.store.journal import Stamp
from gnbv_desktop.store.store import StaleDossier, Store
from tests.store.conftest import STAMP
from tests.support_dossiers import cell_edit, content, dossier


def enter(store, ref, text, **more):
    made = store.load("xa-thu")
    return store.record(made, [cell_edit(made, ref, text)], STAMP, **more)


def test_one_change_is_one_transaction_and_one_entry(filled):
    made, step = enter(filled, "HP1.PV.TY_LE", "6")
    assert content(filled.load("xa-thu")) == content(made)
    created, entry = filled.entries("xa-thu")
    assert (created.kind, created.previous_hash) == ("create", "")
    assert (entry.step, entry.kind, entry.who, entry.at) == (step, "enter", STAMP.who, STAMP.at)
    assert entry.edits == (Edit(EditKind.CELL, "HP1.PV.TY_LE", "5", "6"),)
    assert entry.previous_hash == created.hash
    assert filled.broken_links() == []


def test_entries_of_one_step_are_undone_together(filled):
    _, step = enter(filled, "HP1.PV.TY_LE", "6")
    assert enter(filled, "HP1.PV.TY_LE", "67", step=step)[1] == step
    assert filled.step_to_undo("xa-thu") == step
    assert [edit.after for edit in filled.edits_of_step("xa-thu", step)] == ["6", "67"]


def test_dossiers_have_chains_of_their_own(filled):
    other = dossier({"HP1.PV.TY_LE": "1"})
    filled.create(evolve(other, head=evolve(other.head, id="khac", uid="u-2")), STAMP)
    enter(filled, "HP1.PV.TY_LE", "6")
    assert filled.entries("khac")[0].previous_hash == ""
    assert filled.entries("xa-thu")[1].previous_hash == filled.entries("xa-thu")[0].hash
    assert filled.broken_links() == []


def test_a_change_based_on_what_is_no_longer_there_is_refused(filled):
    made, version = filled.load_versioned("xa-thu")
    enter(filled, "HP1.PV.TY_LE", "6")
    with pytest.raises(StaleDossier):
        filled.record(made, [cell_edit(made, "HP1.PV.TY_LE", "7")], STAMP, version=version)
    assert content(filled.load("xa-thu"))["blocks"]["HP1.PV"][1][""]["TY_LE"].text == "6"
    assert len(filled.entries("xa-thu")) == 2


def test_an_impossible_edit_changes_nothing(filled):
    before = content(filled.load("xa-thu"))
    made = filled.load("xa-thu")
    edits = [cell_edit(made, "HP1.PV.TY_LE", "6"), Edit(EditKind.CELL, "HP1.PV.HE_SO", None, {"state": "x"})]
    with pytest.raises(ValueError, match="state"):
        filled.record(made, edits, STAMP)
    assert content(filled.load("xa-thu")) == before
    assert len(filled.entries("xa-thu")) == 1


def test_a_dossier_that_is_not_there(filled):
    with pytest.raises(BadInput, match="gnbv list"):
        filled.load("khong-co")


CHANGES = {
    "who": "UPDATE journal SET who = 'khác' WHERE seq = 2",
    "when": "UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2",
    "what": "UPDATE journal SET edits = replace(edits, '\"6\"', '\"9\"') WHERE seq = 2",
    "kind": "UPDATE journal SET kind = 'undo' WHERE seq = 2",
    "step": "UPDATE journal SET step = 3 WHERE seq = 2",
    "undoes": "UPDATE journal SET undoes = 1 WHERE seq = 2",
    "hash": "UPDATE journal SET hash = 'f' || substr(hash, 2) WHERE seq = 2 AND hash NOT LIKE 'f%'",
    "previous": "UPDATE journal SET previous_hash = '' WHERE seq = 2",
    "taken out": "DELETE FROM journal WHERE seq = 2",
    "another dossier": "UPDATE journal SET dossier = 'khac' WHERE seq = 2",
    "first entry": "UPDATE journal SET who = 'khác' WHERE seq = 1",
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_journal_changed_from_outside_is_noticed(filled, path, name):
    for text in ("6", "7", "8"):
        enter(filled, "HP1.PV.TY_LE", text)
    assert filled.broken_links() == []
    with sqlite3.connect(path) as outside:
        changed = outside.execute(CHANGES[name]).rowcount
    outside.close()
    assert changed == 1
    assert filled.broken_links()


def test_figures_since_an_entry_are_counted_by_dossier(filled):
    since = filled.last_seq()
    enter(filled, "HP1.PV.TY_LE", "6")
    enter(filled, "HP1.PV.TY_LE", "7")
    enter(filled, "HP1.PV.NAM", "2026")
    assert filled.figures_since(since) == {"xa-thu": 2}
    assert filled.figures_since(filled.last_seq()) == {}


def test_settings_and_the_office_register_survive_a_restart(store, path):
    store.put_setting("who", "Trần Thị B")
    store.put_setting("who", "Trần Thị C")
    unit = {"id": "xa_thu", "kind": "unit", "since": "2025-07-01", "until": "", "predecessors": "[]", "content": "{}"}
    store.put_office([unit])
    store.put_office([{**unit, "until": "2030-01-01"}])
    again = Store.open(path)
    assert again.settings() == {"who": "Trần Thị C"}
    assert again.office() == [{**unit, "until": "2030-01-01"}]
    again.close()


def test_the_last_change_of_every_dossier_is_told_without_its_content(filled):
    other = dossier({"HP1.PV.TY_LE": "1"})
    filled.create(evolve(other, head=evolve(other.head, id="khac", uid="u-2")), STAMP)
    later = Stamp("2026-03-01T01:02:03.000Z", "Trần Thị B", "undo")
    filled.record(filled.load("xa-thu"), [cell_edit(filled.load("xa-thu"), "HP1.PV.TY_LE", "6")], later)
    assert filled.last_entries() == {"xa-thu": later, "khac": STAMP}


def test_no_dossier_no_last_change(store):
    assert store.last_entries() == {}
