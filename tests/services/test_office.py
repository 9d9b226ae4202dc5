"""The office's register: kept with permanent ids, filled from a dossier, read from typed or pasted names."""

import re
import unicodedata

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.kernel.dossier import Place
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import ROW_ID
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.office import (
    Register,
    load_register,
    register_from,
    save_register,
    suggested_register,
    unit_of,
)
from gnbv_desktop.services.place_names import LINES_LIMIT, places_from_text

LANG = Place("ban_lang", "xã Bản Lang", "Bản Lang", "XA")
PHONG_THO = Register(
    name="huyện Phong Thổ",
    level="HUYEN",
    place="Phong Thổ",
    superior="tỉnh Lai Châu",
    facts=("HUYEN_NGHEO",),
    communes=(LANG, Place("dao_san", "xã Dào San", "Dào San", "XA")),
    agencies=(Place("tt_y_te", "Trung tâm Y tế", "TTYT"),),
    addressees=("Sở Lao động - Thương binh và Xã hội tỉnh Lai Châu",),
    signer={"quyen_han": "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"},
)


def saved(desk: Desk) -> Register:
    register = load_register(desk)
    assert register is not None
    return register


def test_a_register_is_kept_as_it_was_saved(desk):
    assert load_register(desk) is None
    save_register(desk, PHONG_THO)
    assert saved(desk) == evolve(PHONG_THO, id="huyen_phong_tho")
    save_register(desk, evolve(saved(desk), communes=PHONG_THO.communes[::-1]))
    assert [place.id for place in saved(desk).communes] == ["dao_san", "ban_lang"]


def test_what_leaves_the_register_keeps_its_row_and_comes_back_under_its_id(desk):
    save_register(desk, PHONG_THO)
    before = saved(desk)
    save_register(desk, evolve(before, communes=(LANG,)))
    assert saved(desk).communes == (LANG,)
    (row,) = (row for row in desk.store.office() if row["id"] == "commune:dao_san")
    assert row["until"] and row["since"]
    save_register(desk, before)
    assert saved(desk) == before


def test_a_renamed_unit_keeps_its_id_and_a_new_unit_names_the_one_before(desk):
    save_register(desk, PHONG_THO)
    save_register(desk, evolve(saved(desk), name="huyện Phong Thổ mới"))
    assert unit_of(saved(desk)).id == "huyen_phong_tho"
    save_register(desk, Register(name="xã Phong Thổ", level="XA", superior="tỉnh Lai Châu"))
    assert unit_of(saved(desk)).id == "xa_phong_tho"
    (row,) = (row for row in desk.store.office() if row["id"] == "unit:xa_phong_tho")
    assert row["predecessors"] == '["huyen_phong_tho"]'


def test_an_office_that_loaded_a_dossier_need_not_type_again(desk):
    assert suggested_register(desk) is None
    dossier = load_sample(desk, "phong-tho-2023")
    unit = desk.store.load(dossier).head.unit
    suggested = suggested_register(desk)
    assert suggested == register_from(unit)
    assert load_register(desk) is None
    save_register(desk, suggested)
    assert unit_of(saved(desk)) == unit


def test_three_hundred_communes(desk):
    read = places_from_text("\n".join(f"Xã Mường {number}" for number in range(300)))
    assert len({place.id for place in read.places}) == 300 and not read.faults
    save_register(desk, evolve(PHONG_THO, communes=read.places))
    assert saved(desk).communes == read.places


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": "  "}, "tên đơn vị"),
        ({"level": ""}, "Chưa chọn cấp"),
        ({"level": "LANG"}, "Chưa chọn cấp"),
        ({"facts": ("GIAU",)}, "GIAU"),
        ({"name": "huyện\x07Phong Thổ"}, "điều khiển"),
        ({"communes": (LANG, LANG)}, "ban_lang"),
        ({"agencies": (Place("ban_lang", "Ban quản lý"),)}, "Ban quản lý"),
        ({"communes": (Place("bản lang", "xã Bản Lang"),)}, "không dấu"),
        ({"communes": (Place("x", ""),)}, "chưa ghi tên"),
        ({"communes": tuple(Place(f"x{i}", f"xã {i}") for i in range(1001))}, "nhiều nhất 1000"),
        ({"superior": "t" * 301}, "dài quá"),
    ],
)
def test_a_wrong_register_is_refused_and_nothing_is_kept(desk, change, words):
    with pytest.raises(BadInput) as refused:
        save_register(desk, evolve(PHONG_THO, **change))
    assert any(words in each for each in refused.value.details), refused.value.details
    assert load_register(desk) is None


# ---- names as they are typed or pasted


def read(text, existing=(), **more):
    return places_from_text(text, existing, **more)


def names(found):
    return [place.name for place in found.places]


def test_one_name_a_line_with_its_kind():
    found = read("Xã Bản Lang\n\nTT Phong Thổ\nP. Tân Phong\nđặc khu Cô Tô\n")
    assert found.places == (
        LANG,
        Place("phong_tho", "thị trấn Phong Thổ", "Phong Thổ", "THI_TRAN"),
        Place("tan_phong", "phường Tân Phong", "Tân Phong", "PHUONG"),
        Place("co_to", "đặc khu Cô Tô", "Cô Tô", "DAC_KHU"),
    )
    assert not found.faults
    assert [note.split(":")[0] for note in found.notes] == ["Dòng 3", "Dòng 4"]


def test_a_column_copied_from_excel():
    lines = (
        "STT\tTên xã, thị trấn\tSố hộ",
        "I\tXã Bản Lang\t1.234",
        "2\tXã Dào San\tvùng III",
        "\tTổng cộng\t",
        "3\t\t",
    )
    text = "\r\n".join(lines)
    found = read(text)
    assert names(found) == ["xã Bản Lang", "xã Dào San"]
    notes = " ".join(found.notes)
    for lost in ("Tên xã, thị trấn", "1.234", "vùng III", "Tổng cộng", "Dòng 5"):
        assert lost in notes


def test_the_heading_says_which_column_is_the_name():
    found = read("Huyện\tXã\nPhong Thổ\tXã Bản Lang\nPhong Thổ\tXã Dào San")
    assert names(found) == ["xã Bản Lang", "xã Dào San"]


@pytest.mark.parametrize(
    "line",
    [
        "1. Xã Bản Lang",
        "1) Xã Bản Lang",
        "- Xã Bản Lang;",
        "1 Xã  Bản Lang.",
        '"Xã Bản Lang"',
        "\ufeffXã\u00a0Bản Lang",
        unicodedata.normalize("NFD", "Xã Bản Lang"),
        "XÃ BẢN LANG",
        "X. Bản Lang",
    ],
)
def test_the_same_name_however_it_is_written(line):
    assert read(line).places == (LANG,)


def test_a_name_that_is_known_keeps_its_id_and_what_is_not_named_is_told():
    existing = (Place("x1", "xã Bản Lang"), Place("x2", "Dào San"), Place("x3", "xã Mù Sang"))
    found = read("Xã Dào San\nxã Bản Lang\nBản Lang", existing)
    assert found.places == (Place("x2", "xã Dào San", "Dào San", "XA"), existing[0])
    assert found.missing == (existing[2],)
    assert any("Dòng 3" in note and "trùng" in note for note in found.notes)


def test_ids_are_unique_also_beside_those_of_agencies():
    found = read("xã Mường Than\nxã Mường Thàn\nPhường 1", taken=["muong_than"])
    assert [place.id for place in found.places] == ["muong_than_2", "muong_than_3", "phuong_1"]
    assert any("chỉ khác dấu" in note for note in found.notes)


def test_a_commune_and_a_town_of_one_name_are_two_places():
    found = read("xã Mường So\nthị trấn Mường So")
    assert names(found) == ["xã Mường So", "thị trấn Mường So"]
    assert [place.short for place in found.places] == ["", ""]
    assert [place.id for place in found.places] == ["muong_so", "muong_so_2"]


def test_a_bare_name_of_two_places_is_asked_and_one_known_place_is_not_given_twice():
    two = (Place("a", "xã Mường So", "", "XA"), Place("b", "thị trấn Mường So", "", "THI_TRAN"))
    found = read("Mường So", two)
    assert found.places == () and found.missing == two
    assert "«xã Mường So» hoặc «thị trấn Mường So»" in found.faults[0]
    found = read("xã Mường So\nthị trấn Mường So", (Place("a", "Mường So"),))
    assert [place.id for place in found.places] == ["a", "muong_so"]


def test_several_names_on_a_line_are_taken_apart_and_a_bare_name_is_asked():
    found = read("xã Bản Lang, xã Dào San; Mù Sang")
    assert names(found) == ["xã Bản Lang", "xã Dào San", "Mù Sang"]
    assert any("Mù Sang" in note and "chưa ghi" in note for note in found.notes)


def test_bare_names_get_the_kind_that_is_told_unless_they_are_known():
    known = (Place("pt", "thị trấn Phong Thổ", "Phong Thổ", "THI_TRAN"), Place("ds", "Dào San"))
    text = "Phong Thổ\nDào San\nMÙ SANG\nphường Tân Phong"
    bare = read(text, known)
    assert bare.bare == ("Dào San", "Mù Sang")
    assert [note for note in bare.notes if "hãy bổ sung" in note] == [
        "2 tên («Dào San», «Mù Sang») chưa ghi là xã, phường, thị trấn hay đặc khu; hãy bổ sung."
    ]
    found = read(text, known, kind="XA")
    assert found.places == (
        known[0],
        Place("ds", "xã Dào San", "Dào San", "XA"),
        Place("mu_sang", "xã Mù Sang", "Mù Sang", "XA"),
        Place("tan_phong", "phường Tân Phong", "Tân Phong", "PHUONG"),
    )
    assert found.bare == bare.bare
    assert [note.split(":")[0] for note in found.notes] == ["Dòng 1", "Dòng 3"], "the known town, the capitals"


def test_a_long_note_of_bare_names_counts_those_it_does_not_name():
    note = read("\n".join(f"Mường {letter}" for letter in "ABCDEGHIKLMNOP")).notes[0]
    assert note.startswith("14 tên («Mường A»") and "và 2 tên khác" in note


@pytest.mark.parametrize(
    ("line", "words"), [("xã", "tên riêng"), ("Xã " + "a" * 200, "dài quá"), ("thị trấn", "tên riêng")]
)
def test_a_line_that_names_nothing_is_a_fault(line, words):
    found = read(f"xã Bản Lang\n{line}")
    assert found.places == (LANG,)
    assert len(found.faults) == 1 and "Dòng 2" in found.faults[0] and words in found.faults[0]


def test_agencies_keep_their_names():
    existing = (Place("tt_y_te", "Trung tâm Y tế", "TTYT"),)
    found = read("TTYT\nTrung tâm Văn hóa, Thể thao và Truyền thông\nTT Dịch vụ nông nghiệp", existing, agencies=True)
    assert names(found) == ["Trung tâm Y tế", "Trung tâm Văn hóa, Thể thao và Truyền thông", "TT Dịch vụ nông nghiệp"]
    assert found.places[0].id == "tt_y_te"
    assert not found.faults


LINES = st.text(st.sampled_from('xãp. TKQ1,;-\t"IVộng\u0323)'), max_size=12)


@given(st.lists(LINES, max_size=6), st.booleans())
def test_no_line_is_lost_in_silence(lines, agencies):
    """Each line that says something is a place, or is spoken of."""
    found = read("\n".join(lines), agencies=agencies)
    spoken = {said.split(":")[0] for said in (*found.notes, *found.faults)}
    silent = [line for number, line in enumerate(lines, 1) if line.strip(' \t"') and f"Dòng {number}" not in spoken]
    assert len(found.places) >= len(silent)
    assert len({place.id for place in found.places}) == len(found.places)
    assert all(re.fullmatch(ROW_ID, place.id) and not re.fullmatch("r[0-9]+", place.id) for place in found.places)


def test_a_pasted_book_is_refused():
    with pytest.raises(BadInput, match=str(LINES_LIMIT)):
        read("xã A\n" * (LINES_LIMIT + 1))
