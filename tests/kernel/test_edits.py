"""Edits: applied in order, and turned round to bring back exactly what was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.edits import Edit, EditKind, apply, inverse
from gnbv_desktop.kernel.refs import parse_ref
from tests.support_dossiers import cell_edit, content, dossier, row_edit

START = dossier({"KINH_PHI[r1].DUOC_CAP": "100", "KINH_PHI[r2].DUOC_CAP": "200", "HP1.PV.TY_LE": "5"})

CELLS = st.sampled_from((None, Cell(State.NA), Cell(State.VALUE, "7"), Cell(State.UNREAD, "1.2.3", ("12",), "ước")))
SLOTS = st.sampled_from((None, [{"style": "p", "items": [{"t": "chữ"}]}]))
REASONS = st.sampled_from((None, {"control": "X", "refs": ["A.B"], "values": ["1"], "text": "đúng"}))
SOURCES = st.sampled_from((None, {"uid": "u", "ref": "A.B", "seal": "s"}))


def _edit(draw, made):
    kind = draw(st.sampled_from(EditKind))
    match kind:
        case EditKind.CELL:
            ref = draw(st.sampled_from(("KINH_PHI[r1].DUOC_CAP", "KINH_PHI[r9].GHI_CHU", "HP1.PV.TY_LE")))
            return cell_edit(made, ref, draw(CELLS))
        case EditKind.ROW:
            row = draw(st.sampled_from(("r1", "r2", "r3")))
            return row_edit(made, "KINH_PHI", row, draw(st.sampled_from((None, 0, 1))))
        case EditKind.HEAD:
            return Edit(kind, "name", made.head.name, draw(st.sampled_from(("Tên", "Tên khác"))))
        case EditKind.SLOT:
            old = made.narratives.get("HP1.TM.KET_QUA")
            return Edit(kind, "HP1.TM.KET_QUA", None if old is None else list(old), draw(SLOTS))
        case EditKind.REASON:
            after = draw(REASONS)
            return Edit(kind, "X A.B", REASON if "X A.B" in made.reasons else None, after)
        case EditKind.DRAWN:
            return Edit(kind, "A.B", made.drawn.get("A.B"), draw(SOURCES))


REASON = {"control": "X", "refs": ["A.B"], "values": ["1"], "text": "đúng"}


@given(st.data())
def test_the_inverse_of_any_edits_restores_the_dossier(data):
    made = START
    edits = []
    for _ in range(data.draw(st.integers(1, 8))):
        edits.append(_edit(data.draw, made))
        made = apply(made, [edits[-1]])
    assert content(apply(START, edits)) == content(made)
    assert content(apply(made, inverse(edits))) == content(START)


def test_applying_never_changes_the_dossier_it_starts_from():
    before = content(START)
    apply(START, [cell_edit(START, "HP1.PV.TY_LE", "6"), row_edit(START, "KINH_PHI", "r1", None)])
    assert content(START) == before


def test_a_row_moves_and_comes_back():
    edits = [row_edit(START, "KINH_PHI", "r2", 0)]
    moved = apply(START, edits)
    assert moved.block("KINH_PHI").order == ("r2", "r1")
    assert apply(moved, inverse(edits)).block("KINH_PHI").order == ("r1", "r2")


def test_a_row_number_is_remembered_after_the_row_is_gone():
    made = apply(START, [row_edit(START, "KINH_PHI", "r7", 2)])
    made = apply(made, [row_edit(made, "KINH_PHI", "r7", None)])
    assert made.block("KINH_PHI").last == 7


def test_a_head_edit_reads_its_json_value():
    period = {"kind": "nam", "start": "2026-01-01", "end": "2026-12-31", "cutoff": "2026-06-30",
              "first_year": 2026, "last_year": 2026}  # fmt: skip
    made = apply(START, [Edit(EditKind.HEAD, "period", None, period)])
    assert made.head.period.cutoff.isoformat() == "2026-06-30"


def test_an_edit_of_an_impossible_cell_is_refused():
    with pytest.raises(ValueError, match="state"):
        apply(START, [Edit(EditKind.CELL, "HP1.PV.TY_LE", None, {"state": "maybe"})])
    assert START.cell(parse_ref("HP1.PV.TY_LE")) == Cell(State.VALUE, "5")
