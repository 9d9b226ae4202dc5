"""From a figure to what made it and to all that is made of it, and back."""

import datetime

import pytest

from gnbv_desktop.engine.sources import derived_refs, sources_of
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.inline import Bound, FigureStyle, Paragraph, Words
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services import bulk, entry, history
from gnbv_desktop.services.changes import history_of
from gnbv_desktop.services.trace import trace
from gnbv_desktop.services.trace_index import TraceIndex
from tests.services.support_earlier import sample, with_earlier

EVERY = 7


def enter(work, ref, text, step=None):
    return entry.enter(work, entry.resolve(work, ref), text, step)


def five_communes(work):
    rows = work.dossier.block("VON").rows.items()
    return next(row for row, cells in rows if "DON_VI" in cells and "+" in cells["DON_VI"].text)


def traced(work, ref, index=None):
    return trace(work, parse_ref(ref), index)


def refs(links):
    return [str(link.ref) for link in links if link.ref is not None]


# ---- there and back


@pytest.mark.parametrize("name", ["phong-tho-2023", "phong-tho-2021-2024", "tu-mo-rong-2023-08"])
def test_what_a_figure_is_made_of_knows_that_it_is_used_there(desk, name):
    work = sample(desk, name)
    index = TraceIndex(work.evaluation)
    derived = [ref for path in work.edition.blocks for ref in derived_refs(work.evaluation, path)]
    sampled = [ref for ref in derived if work.evaluation.figure(ref).number is not None] + derived[::EVERY]
    links = [(ref, source) for ref in sampled for source in sources_of(work.evaluation, ref)]
    assert len(links) > 100
    assert [pair for pair in links if pair[0] not in index.uses(pair[1])] == []


def test_what_is_used_somewhere_is_a_source_there(desk):
    work = sample(desk, "phong-tho-2021-2024")
    index = TraceIndex(work.evaluation)
    typed = [ref for ref, _ in work.dossier.cells()][::EVERY]
    used = [(ref, user) for ref in typed for user in index.uses(ref)]
    assert len(used) > 20
    assert [pair for pair in used if pair[0] not in sources_of(work.evaluation, pair[1])] == []


def test_every_figure_of_every_kind_can_be_traced(desk):
    work = sample(desk, "phong-tho-2021-2024")
    index = TraceIndex(work.evaluation)
    for path in work.edition.blocks:
        for ref, _ in list(work.evaluation.block_figures(path))[:4]:
            found = traced(work, str(ref), index)
            assert found.label
            assert found.text
            assert bool(found.computed) is work.evaluation.figure(ref).derived


# ---- the words of a formula


@pytest.mark.parametrize(
    ("code", "words", "numbers"),
    [
        ("TY_LE", "= Giải ngân lũy kế / Tổng vốn được sử dụng × 100", "= 3.518 / 4.550 × 100"),
        ("CON_LAI", "= Tổng vốn được sử dụng - Giải ngân lũy kế", "= 4.550 - 3.518"),
        ("TONG", "= Vốn giao, chuyển sang + Điều chỉnh (+, -)", "= 4.550"),
        ("NIEN_DO", "= Giao trong năm", ""),
    ],
)
def test_a_formula_is_said_with_names_and_with_numbers(desk, code, words, numbers):
    work = sample(desk, "phong-tho-2023")
    found = traced(work, f"VON[{five_communes(work)}].{code}")
    assert (found.computed.words, found.computed.numbers) == (words, numbers)


@pytest.mark.parametrize(
    ("typed", "ref", "words", "numbers"),
    [
        ({"HP1.KQ[HO_NGHEO].TH": "8", "HP1.KQ[HO_KHAC].TH": "5"}, "HP1.KQ[HO].TH", "= Hộ nghèo + Hộ khác", "= 8 + 5"),
        (
            {"HP1.KQ[LOP_XA].TH": "2", "HP1.KQ[LOP_THON].TH": "3"},
            "HP1.KQ[LOP].TH",
            "= Lớp ở xã + Lớp ở thôn",
            "= 2 + 3",
        ),
        ({"HP1.CT[+].GIA": "10"}, "HP1.PV.SO_CT", "= số dòng của Công trình", "= 1"),
        ({"HP1.CT[+].GIA": "10"}, "HP1.CT[r1].TY_TRONG", "= Giá trị / tổng Giá trị × 100", "= 10 / 10 × 100"),
        ({}, "HP1.PV.MUC", "= Mức hỗ trợ một hộ", "= 2,5"),
        ({}, "HP1.KQ[DINH_MUC].KH", "= số do định nghĩa của Chương trình cho", ""),
    ],
)
def test_sums_counts_and_parameters_are_said_too(work, typed, ref, words, numbers):
    for key, text in typed.items():
        enter(work, key, text)
    found = traced(work, ref).computed
    assert (found.words, found.numbers) == (words, numbers)


def test_a_total_over_money_names_its_selection_and_its_form(work):
    enter(work, "KINH_PHI[+].HOP_PHAN", "HP1")
    enter(work, "KINH_PHI[r1].DA_CHI", "40")
    found = traced(work, "HP1.PV.CHI")
    assert found.computed.words == "= Đã chi ở Bảng kinh phí (Hợp phần 1)"
    assert found.computed.numbers == "= 40"
    assert refs(found.sources) == ["KINH_PHI[r1].DA_CHI"]


def test_brackets_stand_where_the_formula_needs_them(desk):
    work = sample(desk, "tu-mo-rong-2023-08")
    found = traced(work, "RA_SOAT[r1].TY_LE_DA_CHIEU").computed
    assert found.words == "= (Số hộ nghèo + Số hộ cận nghèo) / Tổng số hộ dân cư × 100"
    assert found.numbers == "= (2.859 + 432) / 6.963 × 100"


# ---- where it goes


def test_a_capital_line_counts_in_the_totals_up_to_the_programme(desk):
    work = sample(desk, "phong-tho-2023")
    found = traced(work, f"VON[{five_communes(work)}].GIAI_NGAN")
    totals = [(link.label, link.form) for link in found.uses if link.ref is None]
    assert totals == [
        ("Giải ngân lũy kế · Tiểu dự án 1 - Dự án 1", "DA1_1"),
        ("Giải ngân lũy kế · Dự án 1", "DA1"),
        ("Giải ngân lũy kế · Toàn Chương trình", "VON"),
    ]
    assert found.text == "3.518 triệu đồng"


def test_a_line_that_only_explains_a_coarser_one_is_not_in_the_total(work):
    for key, text in (
        ("KINH_PHI[+].HOP_PHAN", "HP1"), ("KINH_PHI[r1].DUOC_CAP", "100"),
        ("KINH_PHI[+].HOP_PHAN", "HP1_ND2"), ("KINH_PHI[r2].DUOC_CAP", "30"),
    ):  # fmt: skip
        enter(work, key, text)
    found = traced(work, "KINH_PHI[r2].DUOC_CAP")
    assert [link.label for link in found.uses if link.ref is None] == ["Được cấp · Nội dung 2 - Hợp phần 1"]


def test_sentences_that_show_the_figure_or_what_follows_from_it_are_found(work):
    enter(work, "HP1.KQ[LOP_XA].TH", "2")
    enter(work, "HP1.KQ[LOP_THON].TH", "3")
    said = Paragraph((Words("Đã mở "), Bound("HP1.KQ[LOP].TH", FigureStyle.COUNT), Words(" lớp xóa mù chữ.")))
    entry.write_slot(work, "HP1.TM.KET_QUA", [said])
    (found,) = traced(work, "HP1.KQ[LOP_XA].TH").sentences
    assert (found.slot, found.form, found.title) == ("HP1.TM.KET_QUA", "HP1", "Hợp phần 1 · Kết quả")
    assert found.excerpt == "Đã mở 05 lớp xóa mù chữ."
    assert traced(work, "HP1.KQ[HO].TH").sentences == ()


def test_the_controls_that_look_at_a_figure_are_named(work):
    enter(work, "HP1.THON[thon1].NGHEO", "5")
    assert "Hộ nghèo nhiều hơn số hộ" in traced(work, "HP1.THON[thon1].NGHEO").controls
    assert "Hộ nghèo nhiều hơn số hộ" not in traced(work, "HP1.KQ[HO_NGHEO].TH").controls
    assert "Ít hơn kỳ trước" in traced(work, "HP1.KQ[HO_NGHEO].TH").controls
    assert "Ít hơn kỳ trước" not in traced(work, "HP1.KQ[HO_NGHEO].KH").controls
    assert "Hỗ trợ vượt mức" in traced(work, "HP1.KQ[HO_TRO].TH").controls
    assert "Một công trình chiếm hơn chín phần mười" in _works(work).controls


def _works(work):
    enter(work, "HP1.CT[+].GIA", "10")
    return traced(work, "HP1.CT[r1].GIA")


def test_every_control_that_fires_is_among_those_that_look(desk):
    work = sample(desk, "phong-tho-2021-2024")
    index = TraceIndex(work.evaluation)
    titles = {code: control.title for code, control in work.edition.all_controls.items()}
    silent = []
    for issue in work.evaluation.issues:
        looking = {planned.control.title for ref in issue.refs for planned in index.controls(parse_ref(ref))}
        if issue.code in titles and titles[issue.code] not in looking:
            silent.append(issue.code)
    assert silent == []


def test_a_typed_figure_has_no_formula_and_an_unknown_address_no_trace(work):
    enter(work, "HP1.PV.TY_LE", "71,972")
    found = traced(work, "HP1.PV.TY_LE")
    assert (found.computed, found.sources, found.text) == (None, (), "«71,972»")
    assert found.figure.status is Status.UNREAD
    assert traced(work, "HP1.PV.KHONG_CO") is None


def test_a_figure_drawn_from_another_dossier_says_from_which(desk):
    work = sample(desk, "phong-tho-2023")
    earlier = with_earlier(desk, work, "2023-09-30", {})
    source = {"uid": "u-ky-truoc", "ref": "DA2.KQ[XA].LUY_KE", "seal": ""}
    earlier.commit([Edit(EditKind.DRAWN, "DA2.KQ[XA].LUY_KE", None, source)], "draw")
    found = traced(earlier, "DA2.KQ[XA].LUY_KE")
    assert (found.drawn.name, found.drawn.ref) == ("Báo cáo kỳ trước", "DA2.KQ[XA].LUY_KE")
    assert found.previous.text == "17"


# ---- who changed it


@pytest.fixture
def at(desk):
    """Sets the clock of the desk, in UTC."""

    def set_clock(text):
        moment = datetime.datetime.fromisoformat(text)
        desk.clock = lambda: moment

    desk.who = "Lan"
    set_clock("2024-01-31T03:32:00+00:00")
    return set_clock


def test_the_last_change_says_who_when_and_from_what_to_what(work, at):
    enter(work, "HP1.KQ[HO_TRO].TH", "3.018")
    at("2024-01-31T18:30:00+00:00")
    enter(work, "HP1.KQ[HO_TRO].TH", "3.518")
    last = traced(work, "HP1.KQ[HO_TRO].TH").last
    assert (last.who, last.kind, last.what) == ("Lan", "gõ", "3.018 → 3.518")
    assert last.moment == "hôm nay 01:30", "half past one of the next day in Viet Nam"
    assert last.ref == parse_ref("HP1.KQ[HO_TRO].TH")
    assert traced(work, "HP1.KQ[HO].TH").last is None


def test_the_history_of_a_cell_is_told_newest_first_with_its_undoing(work, at):
    for text in ("5", "71,972", "không áp dụng"):
        enter(work, "HP1.PV.TY_LE", text)
    history.undo(work)
    at("2024-02-02T03:00:00+00:00")
    history.redo(work)
    found = history_of(work, parse_ref("HP1.PV.TY_LE"))
    assert [(line.kind, line.what) for line in found] == [
        ("làm lại", "«71,972» → không áp dụng"),
        ("hoàn tác", "không áp dụng → «71,972»"),
        ("gõ", "«71,972» → không áp dụng"),
        ("gõ", "5% → «71,972»"),
        ("gõ", "trống → 5%"),
    ]
    assert [line.moment for line in found][:2] == ["hôm nay 10:00", "10:32 ngày 31/01/2024"]
    assert history_of(work, parse_ref("HP1.PV.TY_LE"), limit=1) == found[:1]


def test_one_stay_in_a_field_is_one_line(work, at):
    first = enter(work, "HP1.PV.HE_SO", "1")
    enter(work, "HP1.PV.HE_SO", "12", first.step)
    (line,) = history_of(work, parse_ref("HP1.PV.HE_SO"))
    assert line.what == "trống → 12"


def test_rows_slots_and_reasons_are_told_in_words(work, at):
    row = bulk.insert_rows(work, "HP1.CT", 99, 1)[0]
    enter(work, f"HP1.CT[{row}].TEN", "Cầu Nà Cúng")
    entry.write_slot(work, "HP1.TM.KHO_KHAN", [Paragraph((Words("Mưa lũ."),))])
    bulk.remove_rows(work, "HP1.CT", [row])
    at("2024-02-01T03:00:00+00:00")
    told = [(line.kind, line.place, line.what) for line in history_of(work)]
    assert told == [
        ("bớt dòng", "", "1 ô, 1 dòng"),
        ("sửa thuyết minh", "Hợp phần 1 · Khó khăn", ""),
        ("gõ", "Hợp phần 1 · dòng 1 · Tên công trình", "trống → Cầu Nà Cúng"),
        ("thêm dòng", "Hợp phần 1 · dòng 1", ""),
    ]
    assert {line.moment for line in history_of(work)} == {"hôm qua 10:32"}


def test_the_history_of_a_form_leaves_other_forms_out(work, at):
    enter(work, "KINH_PHI[+].DUOC_CAP", "5")
    enter(work, "HP1.PV.TY_LE", "5")
    assert [line.place for line in history_of(work, form="KINH_PHI")] == [""]
    assert [line.place for line in history_of(work, form="HP1")] == ["Hợp phần 1 · Tỷ lệ hài lòng"]


def test_a_loaded_dossier_is_one_line(desk):
    work = sample(desk, "phong-tho-2023")
    (line,) = history_of(work)
    assert (line.kind, line.what) == ("lập hồ sơ", "303 ô, 44 dòng, 20 mục thuyết minh")


def test_coded_texts_are_told_by_their_names(work, at):
    enter(work, "KINH_PHI[+].HOP_PHAN", "HP3")
    enter(work, "KINH_PHI[r1].HOP_PHAN", "HP1")
    assert history_of(work, parse_ref("KINH_PHI[r1].HOP_PHAN"))[0].what == "Hợp phần 3 → Hợp phần 1"


def test_what_is_lacking_for_a_figure_stands_in_its_numbers(work):
    enter(work, "HP1.KQ[LOP_XA].TH", "2")
    assert traced(work, "HP1.KQ[LOP].TH").computed.numbers == "= 2 + Lớp ở thôn"
