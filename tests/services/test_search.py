"""Words find fields, however they are typed; what is not found is answered with names that are there."""

import time

import pytest

from gnbv_desktop.kernel.inline import Paragraph, Words
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services import bulk, entry
from gnbv_desktop.services.search import SearchIndex
from tests.services.support_earlier import sample


@pytest.fixture
def index(desk):
    return SearchIndex(sample(desk, "phong-tho-2023"))


def address(hit):
    return hit.ref[:2]


def enter(work, ref, text):
    return entry.enter(work, entry.resolve(work, ref), text)


def test_a_form_is_found_by_its_name_and_comes_first(index):
    best = index.find("rà soát hộ nghèo")[0]
    assert (best.label, best.form, best.ref) == ("Rà soát hộ nghèo", "RA_SOAT", None)


def test_money_of_a_component_is_found_with_its_column_and_figure(index):
    found = index.find("giai ngan du an 2")
    lines = [hit for hit in found if hit.ref is not None and hit.ref.block == "VON"]
    assert lines
    assert all(hit.ref.column == "GIAI_NGAN" for hit in lines)
    assert any(hit.figure == "6.189 triệu đồng" for hit in lines)


def test_a_line_is_found_by_its_agency(index):
    hit = index.find("tt dvnn giải ngân")[0]
    assert (hit.ref.block, hit.ref.column) == ("VON", "GIAI_NGAN")
    assert "TT DVNN" in hit.label


@pytest.mark.parametrize("text", ["hộ cận nghèo", "HO CAN NGHEO", "ho can ngheo", "Hộ  cận-nghèo"])
def test_diacritics_and_case_may_be_left_out(index, text):
    assert {fold(hit.label) for hit in index.find(text)[:2]} == {"ho can ngheo"}
    assert set(index.find(text, 500)) == set(index.find("ho can ngheo", 500))


def test_what_is_spelt_as_typed_comes_before_what_only_sounds_like_it(work):
    enter(work, "HP1.CT[+].TEN", "Trường Nà Mò")
    enter(work, "HP1.CT[+].TEN", "Trường Na Mơ")
    index = SearchIndex(work)
    assert [hit.label.partition(" · ")[0] for hit in index.find("na mơ")] == ["Trường Na Mơ", "Trường Nà Mò"]
    assert [hit.label.partition(" · ")[0] for hit in index.find("nà mò")] == ["Trường Nà Mò", "Trường Na Mơ"]


@pytest.mark.parametrize(("text", "form"), [("TDA1 DA3", "DA3_1"), ("tda 2 da 4", "DA4_2"), ("DA5", "DA5")])
def test_short_names_of_components_find_their_forms(index, text, form):
    assert index.find(text)[0].form == form


def test_a_number_is_a_whole_word(index):
    found = index.find("dự án 2", limit=100)
    assert found[0].form == "DA2"
    assert all(" 2 " in f" {fold(f'{hit.label} {hit.place}')} " for hit in found if hit.ref is None)


def test_an_address_finds_its_field(index):
    (hit, *_) = index.find("DA2.KQ[XA].LUY_KE")
    assert (str(hit.ref), hit.label, hit.figure) == (
        "DA2.KQ[XA].LUY_KE", "Số xã, thị trấn thực hiện · Thực hiện lũy kế", "17 xã",
    )  # fmt: skip
    assert all(hit.ref is None or hit.ref.row != "KHONG_CO" for hit in index.find("DA2.KQ[KHONG_CO].LUY_KE"))


def test_narratives_and_fields_and_communes_are_found(work):
    index = SearchIndex(work)
    assert str(index.find("khó khăn")[0].ref) == "HP1.TM.KHO_KHAN"
    assert str(index.find("tỷ lệ hài lòng")[0].ref) == "HP1.PV.TY_LE"
    assert address(index.find("thôn hai hộ nghèo")[0]) == ("HP1.THON", "thon2")


def test_documents_are_found_by_number_and_by_name(index):
    found = index.find("253/KH-UBND")
    assert found
    assert address(found[0])[0] == "CHI_DAO.VAN_BAN"


def test_all_words_must_occur(index):
    assert index.find("hộ nghèo tên lửa") == ()
    assert index.find("   ") == ()


def test_what_was_added_or_changed_since_is_found(work):
    index = SearchIndex(work)
    assert index.find("cầu nà cúng") == ()
    enter(work, "HP1.CT[+].TEN", "Cầu Nà Cúng")
    (hit,) = index.find("cau na cung")
    assert address(hit) == ("HP1.CT", "r1")
    enter(work, "HP1.CT[r1].TEN", "Cầu Nậm Na")
    assert index.find("cau na cung") == ()
    bulk.remove_rows(work, "HP1.CT", ["r1"])
    assert index.find("cầu nậm na") == ()


def test_the_figure_beside_a_hit_is_the_present_one(work):
    index = SearchIndex(work)
    assert index.find("tỷ lệ hài lòng")[0].figure == ""
    enter(work, "HP1.PV.TY_LE", "97,5")
    assert index.find("tỷ lệ hài lòng")[0].figure == "97,5%"
    enter(work, "HP1.PV.TY_LE", "71,972")
    assert index.find("tỷ lệ hài lòng")[0].figure == "«71,972»"
    entry.write_slot(work, "HP1.TM.KHO_KHAN", [Paragraph((Words("Mưa."),))])
    assert index.find("khó khăn")[0].figure == ""


def test_the_number_of_hits_is_limited(index):
    assert len(index.find("hộ")) == 20
    assert len(index.find("hộ", limit=3)) == 3


@pytest.mark.parametrize("text", ["hộ cận nghẻoo", "giai ngaan", "rà soatt"])
def test_a_slip_is_answered_with_names_that_are_there(index, text):
    assert index.find(text) == ()
    offered = index.nearest(text)
    assert offered
    assert all(index.find(name) for name in offered)


def test_nothing_like_it_offers_nothing(index):
    assert index.nearest("zzzzz qqqq") == ()


def test_searching_is_quick_enough_for_every_keystroke(desk):
    """Not a budget, only that nothing is folded or computed anew."""
    index = SearchIndex(sample(desk, "phong-tho-2021-2024"))
    index.find("giải")
    started = time.perf_counter()
    for text in ("g", "gi", "giả", "giải", "giải ngân", "giải ngân dự án 2"):
        index.find(text)
    assert time.perf_counter() - started < 1.5
