"""Many cells and rows at once: one commit, one undo; what is refused changes nothing."""

import pytest

from gnbv_desktop.exchange.clipboard import read_table
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services import bulk, entry, history
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.work import Work
from tests.support_dossiers import content, figure, open_small


def enter_many(work, *lines):
    return bulk.enter_many(work, [(parse_ref(ref), text) for ref, _, text in (line.partition(" ") for line in lines)])


def steps(work):
    return [each.kind for each in history.history(work)]


@pytest.fixture
def filled(work):
    enter_many(
        work, "HP1.CT[r1].TEN Cầu Nậm Pục", "HP1.CT[r1].GIA 5.200", "HP1.CT[r2].TEN Nhà văn hóa", "HP1.CT[r3].TEN Đường"
    )
    return work


@pytest.fixture
def phong_tho(desk):
    return Work.open(desk, load_sample(desk, "phong-tho-2023"))


def order(work, path="HP1.CT"):
    return work.dossier.block(path).order


def test_cells_and_new_rows_are_one_step_and_one_undo(work):
    before = content(work.dossier)
    done = enter_many(
        work, "KINH_PHI[r2].DUOC_CAP 50", "KINH_PHI[r1].DUOC_CAP 100", "KINH_PHI[r1].DA_CHI 71,972", "HP1.PV.TY_LE 5"
    )
    assert [str(ref) for ref, _ in done.reads][:2] == ["KINH_PHI[r2].DUOC_CAP", "KINH_PHI[r1].DUOC_CAP"]
    assert [found.cell.state for _, found in done.reads] == [State.VALUE, State.VALUE, State.UNREAD, State.VALUE]
    assert order(work, "KINH_PHI") == ("r1", "r2")
    assert figure(work.evaluation, "KINH_PHI[r1].TONG") == "100000000"
    assert parse_ref("KINH_PHI[r1].TONG") in done.change.figures
    assert steps(work) == ["create", "paste"]
    assert content(open_small(work.desk).dossier) == content(work.dossier)
    history.undo(work)
    assert content(work.dossier) == before


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("KINH_PHI[r3].DUOC_CAP 5", "kế tiếp là r2"), ("KINH_PHI[r1].TONG 5", "do chương trình tính"),
        ("HP1.THON[thon9].HO 5", "không có xã"), ("HP1.KHONG.X 5", "Không có ô"), ("HP1.KQ[HO].TH_2031 5", "ngoài kỳ"),
    ],
)  # fmt: skip
def test_one_wrong_address_refuses_all(work, line, words):
    before = content(work.dossier)
    with pytest.raises(BadInput, match=words):
        enter_many(work, "KINH_PHI[r1].DUOC_CAP 100", line)
    assert content(work.dossier) == before
    assert steps(work) == ["create"]


def test_nothing_new_is_no_step(filled):
    done = enter_many(filled, "HP1.CT[r1].GIA 5200", "HP1.CT[r2].TEN Nhà văn hóa")
    assert (done.step, dict(done.change.figures)) == (0, {})
    assert steps(filled) == ["create", "paste"]


def test_clearing_leaves_rows_and_computed_cells(filled):
    before = content(filled.dossier)
    cells = [parse_ref(f"HP1.CT[r1].{code}") for code in filled.edition.blocks["HP1.CT"].columns]
    bulk.clear(filled, [*cells, parse_ref("KINH_PHI[r9].TONG")])
    assert filled.dossier.block("HP1.CT").rows.keys() == {"r2", "r3"}
    assert order(filled) == ("r1", "r2", "r3")
    history.undo(filled)
    assert content(filled.dossier) == before


def test_filling_down_copies_the_cell_as_it_is_stored(filled):
    enter_many(filled, "HP1.CT[r1].GIA khoảng 71,972", "HP1.CT[r3].GIA 8")
    top = filled.dossier.cell(parse_ref("HP1.CT[r1].GIA"))
    assert top is not None and top.state is State.UNREAD
    bulk.fill_down(
        filled, [[parse_ref(f"HP1.CT[{row}].{code}") for row in ("r1", "r2", "r3")] for code in ("GIA", "TEN")]
    )
    assert [filled.dossier.cell(parse_ref(f"HP1.CT[{row}].GIA")) for row in ("r2", "r3")] == [top, top]
    assert filled.dossier.cell(parse_ref("HP1.CT[r3].TEN")) == Cell(State.VALUE, "Cầu Nậm Pục")
    assert steps(filled)[-1] == "fill"


def test_filling_down_does_not_turn_a_count_into_money(work):
    enter_many(work, "HP1.KQ[HO].TH 12")
    rows = work.edition.blocks["HP1.KQ"].rows
    other = next(
        code for code, row in rows.items() if row.kind is not rows["HO"].kind and not row.heading and not row.value
    )
    with pytest.raises(BadInput, match="không cùng loại số liệu"):
        bulk.fill_down(work, [[parse_ref("HP1.KQ[HO].TH"), parse_ref(f"HP1.KQ[{other}].TH")]])


def test_rows_are_copied_below_the_last_one_without_what_is_inside_them(work):
    enter_many(work, "KINH_PHI[r1].DUOC_CAP 100", "KINH_PHI[r2].DUOC_CAP 50", "KINH_PHI[r3].DA_CHI 7")
    enter_many(work, "DOT_CAP[r1].DONG r1")
    assert bulk.duplicate_rows(work, "KINH_PHI", ["r2", "r1"]) == ("r4", "r5")
    assert order(work, "KINH_PHI") == ("r1", "r2", "r4", "r5", "r3")
    assert [figure(work.evaluation, f"KINH_PHI[{row}].DUOC_CAP") for row in ("r4", "r5")] == ["100000000", "50000000"]
    assert order(work, "DOT_CAP") == ("r1",)
    history.undo(work)
    assert order(work, "KINH_PHI") == ("r1", "r2", "r3")


def test_rows_are_put_in_between(filled):
    assert bulk.insert_rows(filled, "HP1.CT", 1, 2) == ("r4", "r5")
    assert order(filled) == ("r1", "r4", "r5", "r2", "r3")
    assert bulk.insert_rows(filled, "HP1.CT", 99, 1) == ("r6",)
    assert bulk.insert_rows(filled, "HP1.CT", 0, 0) == ()
    assert order(filled)[-1] == "r6"
    with pytest.raises(BadInput, match="nhiều nhất 500 dòng"):
        bulk.insert_rows(filled, "HP1.CT", 0, 501)


def test_rows_are_taken_out_with_what_is_inside_and_come_back_where_they_stood(work):
    enter_many(work, *(f"KINH_PHI[r{n}].DUOC_CAP {n}" for n in range(1, 6)))
    enter_many(work, "DOT_CAP[r1].DONG r2", "DOT_CAP[r2].DONG r4", "DOT_CAP[r3].DONG r5")
    before = content(work.dossier)
    bulk.remove_rows(work, "KINH_PHI", ["r4", "r2", "r2"])
    assert order(work, "KINH_PHI") == ("r1", "r3", "r5")
    assert order(work, "DOT_CAP") == ("r3",)
    history.undo(work)
    assert content(work.dossier) == before
    assert content(open_small(work.desk).dossier) == before


@pytest.mark.parametrize(
    ("rows", "offset", "expected"),
    [
        ("r2 r3", -1, "r2 r3 r1 r4 r5"), ("r2 r3", 1, "r1 r4 r2 r3 r5"), ("r2 r3", -9, "r2 r3 r1 r4 r5"),
        ("r4 r2", 9, "r1 r3 r5 r2 r4"), ("r1 r5", -1, "r1 r2 r3 r5 r4"), ("r1", 0, "r1 r2 r3 r4 r5"),
        ("r1 r2 r3 r4 r5", 1, "r1 r2 r3 r4 r5"),
    ],
)  # fmt: skip
def test_rows_move_together_and_keep_their_order(work, rows, offset, expected):
    bulk.insert_rows(work, "HP1.CT", 0, 5)
    bulk.move_rows(work, "HP1.CT", rows.split(), offset)
    assert order(work) == tuple(expected.split())
    assert open_small(work.desk).dossier.block("HP1.CT").order == order(work)
    if order(work) != ("r1", "r2", "r3", "r4", "r5"):
        history.undo(work)
    assert order(work) == ("r1", "r2", "r3", "r4", "r5")


def test_rows_that_are_not_there_or_not_to_be_changed_are_refused(filled):
    for attempt in (
        bulk.remove_rows,
        bulk.duplicate_rows,
        lambda work, path, rows: bulk.move_rows(work, path, rows, 1),
    ):
        with pytest.raises(BadInput, match="Không có dòng"):
            attempt(filled, "HP1.CT", ["r1", "r9"])
        with pytest.raises(BadInput, match="không thêm, bớt dòng"):
            attempt(filled, "HP1.KQ", ["HO"])


def test_what_is_copied_can_be_pasted_back_unchanged(phong_tho):
    typed = [code for code, column in phong_tho.edition.blocks["VON"].columns.items() if not column.value]
    matrix = [[parse_ref(f"VON[{row}].{code}") for code in typed] for row in phong_tho.dossier.block("VON").order]
    text = bulk.copy_text(phong_tho, matrix)
    assert "Tiểu dự án 1 - Dự án 4\t2023\t2022\tSự nghiệp\t\tTT GDNN-GDTX\t1.070" in text
    rows = read_table(text).rows
    before = content(phong_tho.dossier)
    done = bulk.enter_many(
        phong_tho,
        [(ref, cell) for refs, row in zip(matrix, rows, strict=True) for ref, cell in zip(refs, row, strict=True)],
    )
    assert [str(ref) for ref, found in done.reads if found.cell and found.cell.state is State.UNREAD] == []
    assert (done.step, content(phong_tho.dossier)) == (0, before)


def test_copied_text_shows_what_the_grid_shows(work):
    enter_many(work, "KINH_PHI[r1].DUOC_CAP khoảng 4550,5", "KINH_PHI[r1].DA_CHI 1.2.3", "KINH_PHI[r1].BO_SUNG na")
    refs = [parse_ref(f"KINH_PHI[r1].{code}") for code in ("DUOC_CAP", "DA_CHI", "BO_SUNG", "TONG", "NAM")]
    assert bulk.copy_text(work, [[*refs, None]]).split("\t")[:3] == ["khoảng 4.550,5", "1.2.3", "không áp dụng"]


def test_a_text_with_tabs_or_quotes_is_quoted_as_excel_does(work):
    ref = parse_ref("HP1.PV.TY_LE")
    unread = Cell(State.UNREAD, '"5\t6"\n7')
    work.commit(entry.cell_edits(work.dossier, ref, unread), "enter")
    copied = bulk.copy_text(work, [[ref, ref]])
    assert copied == '"""5\t6""\n7"\t"""5\t6""\n7"'
    assert read_table(copied).rows == (('"5\t6"\n7', '"5\t6"\n7'),)


def test_a_sealed_dossier_takes_nothing(filled):
    filled.commit([Edit(EditKind.HEAD, "status", "draft", "sealed")], "seal")
    again = open_small(filled.desk)
    for attempt in (
        lambda: enter_many(again, "HP1.PV.TY_LE 5"),
        lambda: bulk.clear(again, [parse_ref("HP1.CT[r1].TEN")]),
        lambda: bulk.insert_rows(again, "HP1.CT", 0, 1),
    ):
        with pytest.raises(BadInput, match="đã chốt"):
            attempt()
