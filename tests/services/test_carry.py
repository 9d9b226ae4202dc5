"""A new dossier from an earlier one: what comes along, what does not, and the marks until it is read again."""

import datetime
import json

import pytest
from attrs import evolve

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.exchange.dossier_json import dump, dumps, parse
from gnbv_desktop.kernel.codec import cell_to_json
from gnbv_desktop.kernel.dossier import Cell, Period, PeriodKind, Place, State
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.inline import Bound, Words, paragraphs_from_json
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.carry import (
    copy_from,
    mark_read,
    mark_slot_read,
    read_edits,
    unread_copies,
    unread_slots,
)
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.history import undo
from gnbv_desktop.services.work import Work
from tests.support_dossiers import content, real_edition


def year(first, last=None):
    last = last or first
    end = datetime.date(last, 12, 31)
    kind = PeriodKind.YEAR if first == last else PeriodKind.SPAN
    return Period(kind, datetime.date(first, 1, 1), end, end, first, last)


@pytest.fixture
def source(desk):
    """A loaded sample with a plan typed into it."""
    work = Work.open(desk, load_sample(desk, "phong-tho-2023"))
    enter(work, parse_ref("DA2.KQ[HO].KH"), "250")
    enter(work, parse_ref("CHI_DAO.BCD[THANH_VIEN].SO"), "18")
    return work.dossier


def copied(desk, source, period, **more):
    return desk.store.load(copy_from(desk, source.head.id, period, **more))


def test_the_head_is_the_units_with_the_new_period(desk, source):
    made = copied(desk, source, year(2024), requested_by="Công văn số 12/UBND-LĐ")
    assert made.head.unit == source.head.unit and made.head.programme == source.head.programme
    assert made.head.period == year(2024) and made.head.requested_by == "Công văn số 12/UBND-LĐ"
    assert made.head.name == "huyện Phong Thổ năm 2024"
    assert made.head.outline == source.head.outline and made.head.recipients == source.head.recipients
    assert made.head.uid not in ("", source.head.uid) and made.head.status == "draft"
    assert not made.reasons


def test_of_capital_lines_of_another_year_only_the_keys_come(desk, source):
    made = copied(desk, source, year(2024))
    keys = set(real_edition().blocks["VON"].keys())
    assert made.block("VON").order == source.block("VON").order
    for row, cells in source.block("VON").rows.items():
        assert made.block("VON").rows[row] == {code: cell for code, cell in cells.items() if code in keys}


def test_given_money_comes_where_its_year_is_still_reported_on(desk, source):
    made = copied(desk, source, year(2021, 2023))
    first = made.block("VON").rows["r1"]
    assert first["GIAO"] == source.block("VON").rows["r1"]["GIAO"]
    assert "GIAI_NGAN" not in first and "TRANG_THAI" not in first
    assert made.block("VON").last == source.block("VON").last


def test_the_years_of_lines_move_on_when_the_official_wants_it(desk, source):
    before = source.block("VON").rows["r1"]
    after = copied(desk, source, year(2024), next_year=True).block("VON").rows["r1"]
    assert (before["NAM"].text, before["NAM_GOC"].text) == ("2023", "2022")
    assert (after["NAM"].text, after["NAM_GOC"].text) == ("2024", "2023")
    assert "GIAO" not in after
    still = copied(desk, source, year(2023), next_year=True).block("VON").rows["r1"]
    assert still["NAM"].text == "2023" and "GIAO" in still


def test_tasks_documents_committee_and_scope_come_whole(desk, source):
    made = copied(desk, source, year(2024))
    for path in ("CHI_DAO.NHIEM_VU", "CHI_DAO.VAN_BAN", "CHI_DAO.BCD", "PHAM_VI"):
        assert made.block(path) == source.block(path) and made.block(path).rows, path


def test_results_do_not_come(desk, source):
    made = copied(desk, source, year(2023))
    assert parse_ref("DA2.KQ[XA].LUY_KE") in dict(source.cells())
    assert parse_ref("DA2.KQ[XA].LUY_KE") not in dict(made.cells())
    assert not made.block("DA2.DS").order and not made.block("MUC").order


def test_a_plan_comes_only_into_the_same_year(desk, source):
    plan = parse_ref("DA2.KQ[HO].KH")
    assert copied(desk, source, year(2023)).cell(plan) == Cell(State.VALUE, "250")
    assert copied(desk, source, year(2024)).cell(plan) is None


def test_a_plan_of_one_year_comes_wherever_that_year_is(desk):
    work = Work.open(desk, load_sample(desk, "phong-tho-2021-2024"))
    enter(work, parse_ref("DA2.KQ[HO].KH_2023"), "250")
    enter(work, parse_ref("DA2.KQ[HO].KH_2021"), "90")
    made = copied(desk, work.dossier, year(2022, 2024))
    assert made.cell(parse_ref("DA2.KQ[HO].KH_2023")) == Cell(State.VALUE, "250")
    assert made.cell(parse_ref("DA2.KQ[HO].KH_2021")) is None


def test_words_are_marked_and_figures_stay_bound(desk, source):
    made = copied(desk, source, year(2024))
    assert made.narratives.keys() == source.narratives.keys()
    for slot, written in made.narratives.items():
        pairs = zip(paragraphs_from_json(source.narratives[slot]), paragraphs_from_json(written), strict=True)
        for before, after in pairs:
            marked = [evolve(item, copied=True) if isinstance(item, Words) else item for item in before.items]
            assert list(after.items) == marked
    assert any(isinstance(item, Bound) for each in made.narratives.values()
               for paragraph in paragraphs_from_json(each) for item in paragraph.items)  # fmt: skip


@pytest.mark.parametrize("name", ["phong-tho-2023", "tu-mo-rong-2023-08", "bac-kan-2021-2024", "tuan-giao-2023",
                                  "phong-tho-2021-2024"])  # fmt: skip
def test_every_sample_can_be_copied_and_the_copy_dumped_and_loaded(desk, name):
    made = copied(desk, desk.store.load(load_sample(desk, name)), year(2024), next_year=True)
    written = dump(made, real_edition())
    again = parse(dumps(written).encode(), load_edition)
    assert content(again) == content(made)
    assert dump(again, real_edition()) == json.loads(dumps(written))
    assert set(unread_copies(made)) == {ref for ref, _ in made.cells()}


def test_an_agency_that_is_gone_is_asked_by_its_name(desk, source):
    gone = {place.id for place in source.head.unit.agencies} - {"phong_ldtbxh"}
    kept = tuple(place for place in source.head.unit.agencies if place.id not in gone)
    made = copied(desk, source, year(2024), unit=evolve(source.head.unit, agencies=kept))
    asked = [cell for _, cell in made.cells() if cell.state is State.UNREAD]
    assert {"TTYT", "TT DVNN"} <= {cell.text for cell in asked}
    before = sum(1 for row in source.block("VON").rows.values() if "DON_VI" in row)
    assert sum(1 for row in made.block("VON").rows.values() if "DON_VI" in row) == before


def test_another_units_dossier_is_not_copied(desk, source):
    with pytest.raises(BadInput, match="chính đơn vị ấy"):
        copy_from(desk, source.head.id, year(2024), unit=evolve(source.head.unit, id="muong_te"))
    assert len(desk.store.heads()) == 1


def test_a_new_commune_does_not_disturb(desk, source):
    more = (*source.head.unit.communes, Place("mu_sang", "xã Mù Sang"))
    made = copied(desk, source, year(2024), unit=evolve(source.head.unit, communes=more))
    assert made.block("VON") == copied(desk, source, year(2024)).block("VON")


# ---- the marks


@pytest.fixture
def work(desk, source):
    return Work.open(desk, copy_from(desk, source.head.id, year(2024)))


def test_every_copied_cell_names_its_source_until_it_is_read(work, source):
    key = parse_ref("VON[r1].DU_AN")
    expected = {"uid": source.head.uid, "ref": "VON[r1].DU_AN", "seal": "", "read": "no"}
    assert work.dossier.drawn["VON[r1].DU_AN"] == expected
    many = len(unread_copies(work.dossier))
    change = mark_read(work, [key, key, parse_ref("DA2.KQ[HO].KH")])
    assert not change.figures
    assert key not in unread_copies(work.dossier) and len(unread_copies(work.dossier)) == many - 1
    assert work.desk.store.load(work.dossier.head.id).drawn == work.dossier.drawn
    undo(work)
    assert key in unread_copies(work.dossier)


def test_what_is_not_marked_writes_nothing(work):
    before = work.desk.store.last_seq()
    mark_read(work, [parse_ref("DA2.KQ[HO].KH")])
    mark_slot_read(work, "DA2.TM.KHO_KHAN_KHONG_CO")
    assert work.desk.store.last_seq() == before


def test_typing_over_a_copy_takes_its_mark_in_the_same_step(work):
    ref = parse_ref("VON[r1].DU_AN")
    old = work.dossier.cell(ref)
    edits = [Edit(EditKind.CELL, str(ref), cell_to_json(old), "DA2"), *read_edits(work.dossier, ref)]
    work.commit(edits, "enter")
    assert str(ref) not in work.dossier.drawn
    undo(work)
    assert work.dossier.cell(ref) == old and ref in unread_copies(work.dossier)
    assert read_edits(work.dossier, parse_ref("DA2.KQ[HO].KH")) == []


def test_an_emptied_cell_holds_no_copy(work):
    enter(work, parse_ref("VON[r1].DU_AN"), "")
    assert parse_ref("VON[r1].DU_AN") not in unread_copies(work.dossier)


def test_a_narrative_read_again_is_the_sources_word_for_word(work, source):
    slot = unread_slots(work.dossier)[0]
    mark_slot_read(work, slot)
    assert slot not in unread_slots(work.dossier)
    assert paragraphs_from_json(work.dossier.narratives[slot]) == paragraphs_from_json(source.narratives[slot])
    seq = work.desk.store.last_seq()
    mark_slot_read(work, slot)
    assert work.desk.store.last_seq() == seq


def test_only_the_known_mark_is_read_from_a_file(desk, work):
    written = dump(work.dossier, work.edition)
    written["drawn"]["VON[r1].DU_AN"]["read"] = "maybe"
    with pytest.raises(BadInput) as refused:
        parse(dumps(written).encode(), load_edition)
    assert any(each.startswith("drawn.VON[r1].DU_AN") and '"read"' in each for each in refused.value.details)
