"""What was typed into each kind of field: read when it has one meaning, else kept with its readings."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.canon import canonical_fault
from gnbv_desktop.exchange.dossier_json import cell_fault
from gnbv_desktop.kernel.dossier import State
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.reading import read, read_near_date
from tests.support_dossiers import cell_edit, dossier, info_of, small_edition, typed_refs

MADE = dossier({"KINH_PHI[r1].GHI_CHU": "x", "DOT_CAP[r1].SO_TIEN": "5"})


def typed(ref, text):
    info = info_of(small_edition(), parse_ref(ref))
    return read(small_edition(), MADE, info.column, info.kind, info.unit, text)


def short(found):
    """The cell as one text: its value, or its state and readings."""
    cell = found.cell
    if cell is None:
        return "empty"
    if cell.state is State.VALUE:
        return f"{cell.qualifier} {cell.text}".strip()
    return " ".join((cell.state.value, *cell.readings))


MONEY, COUNT, PERCENT = "KINH_PHI[r1].DA_CHI", "HP1.KQ[HO].TH", "HP1.PV.TY_LE"
COMPONENT, YEARS, YEAR = "KINH_PHI[r1].HOP_PHAN", "KINH_PHI[r1].NAM", "HP1.PV.NAM"
KIND, SOURCE, PLACE = "KINH_PHI[r1].LOAI", "KINH_PHI[r1].NGUON", "KINH_PHI[r1].THON"
DAY, LINE, NOTE, DECIMAL = "HP1.PV.NGAY", "DOT_CAP[r1].DONG", "KINH_PHI[r1].GHI_CHU", "HP1.PV.HE_SO"
D40 = "1234567890" * 4


@pytest.mark.parametrize(
    ("ref", "text", "found"),
    [
        (MONEY, "4.569,482", "4569482000"), (MONEY, "1,5 tỷ", "1500000000"), (MONEY, "0", "0"), (MONEY, " ", "empty"),
        (MONEY, "ước 5", "ước 5000000"), (MONEY, "71,972", "unread 71972000 71972000000"),
        (MONEY, "không áp dụng", "na"), (MONEY, "Không bố trí vốn", "unfunded"), (MONEY, "abc", "unread"),
        (MONEY, "-125", "-125000000"), (MONEY, D40, "unread"), (MONEY, "999999999999 tỷ", "unread"),
        (COUNT, "2.859", "2859"), (COUNT, "2.859 hộ", "2859"), (COUNT, "05", "5"), (COUNT, "2.1", "unread 21 2100"),
        (COUNT, "-5", "unread"), (COUNT, D40, "unread"), (COUNT, "123456789012345678", "123456789012345678"),
        (PERCENT, "41,06%", "41.06"), (PERCENT, "95.83", "95.83"), (PERCENT, "na", "na"),
        (DECIMAL, "1,50", "1.5"), (YEAR, "2026", "2026"), (YEAR, "26", "unread"),
        (YEARS, "2026", "2026"), (YEARS, "2026-2030", "2026-2030"), (YEARS, "2026 – 2030", "2026-2030"),
        (YEARS, "2026 đến 2030", "2026-2030"), (YEARS, "2030-2026", "unread"), (YEARS, "hai năm", "unread"),
        (DAY, "5/4/2026", "2026-04-05"), (DAY, "5/4", "unread 2026-04-05"), (DAY, "31/02/2026", "unread"),
        (DAY, "ngày 05 tháng 4 năm 2026", "2026-04-05"), (DAY, "không áp dụng", "unread"),
        (DAY, "22/3/26", "2026-03-22"), (DAY, "22-3-21", "2021-03-22"), (DAY, "22.3.31", "2031-03-22"),
        (DAY, "22/3/20", "unread 2020-03-22"), (DAY, "22/3/32", "unread 2032-03-22"), (DAY, "22/3/98", "unread"),
        (DAY, "29/02", "unread"), (DAY, "29/02/24", "2024-02-29"), (DAY, "30/02/24", "unread"),
        (KIND, "TX", "TX"), (KIND, "tx", "TX"), (KIND, "Chi thường xuyên", "TX"), (KIND, "kinh phí đầu tư", "DTU"),
        (KIND, "kinh phí", "unread TX DTU"), (KIND, "vay", "unread"), (KIND, "***", "unread"), (KIND, "😀", "unread"),
        (SOURCE, "NS xã", "NSDP_XA"), (SOURCE, "ngân sách địa phương", "NSDP"),
        (COMPONENT, "HP1", "HP1"), (COMPONENT, "hợp phần 1", "HP1"), (COMPONENT, "HP 1", "HP1"),
        (COMPONENT, "Xây mới", "HP1_ND1_A"), (COMPONENT, "HP1_ND2 + Hợp phần 3", "HP1_ND2+HP3"),
        (COMPONENT, "HP1_ND2, HP3, HP3", "HP1_ND2+HP3"), (COMPONENT, "HP3; hợp phần 9", "unread"),
        (COMPONENT, unicodedata.normalize("NFD", "hợp phần 1"), "HP1"),
        (PLACE, "Thôn Một", "thon1"), (PLACE, "ban ql", "ban_ql"), (PLACE, "thôn một + thôn hai", "thon1+thon2"),
        (PLACE, "thôn", "unread thon1 thon2"), (PLACE, "Thôn Ba", "unread"),
        (LINE, "r1", "r1"), (LINE, "r9", "unread r1"),
        (NOTE, "  đã\t  kiểm tra\n", "đã kiểm tra"), (NOTE, "\x07", "empty"), (NOTE, "na", "na"),
        (NOTE, unicodedata.normalize("NFD", "ệ"), "ệ"), (NOTE, "x" * 5000, "unread"),
    ],
)  # fmt: skip
def test_what_was_typed(ref, text, found):
    assert short(typed(ref, text)) == found


def test_the_echo_says_how_a_figure_was_understood_or_what_is_unclear():
    assert typed(MONEY, "1,5 tỷ").echo == "đọc là 1.500 triệu đồng = 1,5 tỷ đồng"
    assert "71,972" in typed(MONEY, "71,972").echo
    assert "18 chữ số" in typed(MONEY, D40).echo
    assert "18 chữ số" in typed(MONEY, "999999999999 tỷ").echo
    assert typed(KIND, "kinh phí").echo.startswith("ý là kinh phí thường xuyên")
    assert typed(DAY, "31/02/2026").echo == "ngày viết đủ ngày, tháng, năm: 06/4/2023"


def test_the_echo_of_a_year_of_two_digits_says_the_whole_year():
    assert typed(DAY, "22/3/26").echo == "đọc là ngày 22/3/2026"


@pytest.mark.parametrize(
    ("text", "found"),
    [("18/3", "2027-03-18"), ("29/02", None), ("18/3/24", "2024-03-18"), ("18/3/40", None), ("18/3/46", None)],
)
def test_a_day_without_a_year_is_of_this_year_only_where_that_is_told(text, found):
    day = read_near_date(text, 2021, 2025, this_year=2027)
    assert (day and day.isoformat()) == found
    assert read_near_date("18/3", 2021, 2025) is None


def test_the_text_of_what_is_not_clear_is_kept_as_it_was_typed():
    assert typed(MONEY, " 71,972 ").cell.text == "71,972"
    assert typed(KIND, "vay của dân").cell.text == "vay của dân"


@given(st.sampled_from(typed_refs(small_edition(), MADE)), st.text(max_size=40) | st.from_regex(r"[0-9., ]{1,24}"))
def test_whatever_is_typed_can_be_stored_dumped_and_loaded(ref, text):
    info = info_of(small_edition(), ref)
    cell = read(small_edition(), MADE, info.column, info.kind, info.unit, text).cell
    if cell is None:
        return
    if cell.state is State.VALUE:
        assert canonical_fault(small_edition(), MADE, info.column, info.kind, cell.text) is None
    assert cell_fault(small_edition(), MADE, ref, cell) is None
    assert cell_edit(MADE, str(ref), cell).after is not None


@given(st.sampled_from(sorted(small_edition().components)), st.data())
def test_every_name_of_a_component_finds_it(code, data):
    component = small_edition().components[code]
    name = data.draw(st.sampled_from((code, component.label, component.name, *component.aliases)))
    assert short(typed(COMPONENT, name)) == code
    assert FieldKind.COMPONENT is info_of(small_edition(), parse_ref(COMPONENT)).kind
