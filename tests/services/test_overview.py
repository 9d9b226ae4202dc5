"""The first page: the figures of the report, each with its reason when it is not there."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve

from gnbv_desktop.engine.values import Figure, Status, known
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import dossiers, entry
from gnbv_desktop.services.dossiers import sample_names
from gnbv_desktop.services.overview import lacking, missing_words, overview, share_words
from gnbv_desktop.services.poverty import PointKind
from gnbv_desktop.services.progress import FormState, Progress, form_progress
from gnbv_desktop.services.purse import money_roles
from gnbv_desktop.services.work import Work
from tests.services.support_earlier import sample, with_earlier
from tests.support_dossiers import real_edition, real_head, small_edition

TRIEU = 10**6


def enter(work, *lines):
    for line in lines:
        ref, _, text = line.partition("=")
        entry.enter(work, entry.resolve(work, ref), text)


def kpi(found, code):
    return next(each for each in found.kpis if each.code == code)


def project(found, code):
    return next(each for each in found.projects if each.code == code)


def review(number, day, standard, poor):
    row = f"RA_SOAT[r{number}]"
    return f"RA_SOAT[+].NGAY={day}", f"{row}.CHUAN={standard}", f"{row}.HO=16.000", f"{row}.HO_NGHEO={poor}"


def reviews(work):
    """Two under the present standard, an older one under another."""
    enter(
        work,
        *review(1, "31/12/2022", "2022-2025", "8.000"),
        *review(2, "31/12/2023", "2022-2025", "6.000"),
        "RA_SOAT[r2].NGAY_TRUOC=31/12/2022",
        *review(3, "31/12/2021", "2016-2020", "4.000"),
    )


# ---- money


def test_the_four_figures_of_phong_tho(desk):
    found = overview(sample(desk, "phong-tho-2023"))
    assert [(each.code, each.text, each.note) for each in found.kpis] == [
        ("total", "174.177", "13.049 chuyển sang + 161.128 giao"),
        ("spent", "167.938", "96,42%"),
        ("left", "6.239", "3.082 không thực hiện được"),
        ("poverty", "chưa nhập", ""),
    ]
    assert kpi(found, "left").good is False
    assert kpi(found, "total").form == "VON"
    assert (found.unit, found.since) == ("triệu đồng", "")


def test_the_money_of_each_project_with_its_share_in_words(desk):
    found = overview(sample(desk, "phong-tho-2023"))
    assert [(each.label, each.share, each.spent_text, each.total_text, each.rate_text) for each in found.projects] == [
        ("Dự án 1", "76% vốn", "131.936", "133.077", "99,14%"),
        ("Dự án 2", "8% vốn", "14.689", "14.689", "100%"),
        ("Dự án 3", "4% vốn", "6.771", "7.629", "88,75%"),
        ("Dự án 4", "3% vốn", "1.084", "5.026", "21,57%"),
        ("Dự án 5", "7% vốn", "12.060", "12.060", "100%"),
        ("Dự án 6", "dưới 1% vốn", "300", "325", "92,31%"),
        ("Dự án 7", "dưới 1% vốn", "1.098", "1.371", "80,09%"),
    ]
    assert project(found, "DA4").blocked.number == 3082 * TRIEU
    assert project(found, "DA1").blocked.status is Status.MISSING
    assert [each.form for each in found.projects] == [f"DA{number}" for number in range(1, 8)]


def test_old_and_new_money_are_apart_only_where_the_lines_are(desk):
    found = overview(sample(desk, "phong-tho-2023"))
    parts = project(found, "DA1")
    assert parts.spent_carried.number + parts.spent_given.number == parts.spent.number
    assert project(found, "DA2").spent_carried.status is Status.UNDIVIDED


def test_undivided_money_stays_undivided_and_never_zero(desk):
    found = overview(sample(desk, "tuan-giao-2023"))
    assert kpi(found, "total").text == "132.310"
    assert {each.total.status for each in found.projects} == {Status.UNDIVIDED}
    assert {each.total_text for each in found.projects} == {"chưa tách"}
    assert {each.share for each in found.projects} == {""}


def test_an_incomplete_sum_says_what_is_known_and_that_more_is_asked(desk):
    found = overview(sample(desk, "phong-tho-2021-2024"))
    assert kpi(found, "spent").text == "247.685 + ?"
    assert kpi(found, "spent").note == ""
    assert (kpi(found, "left").text, kpi(found, "left").figure.value) == ("chưa đủ", None)
    assert project(found, "DA1").rate_text == "chưa đủ"


def test_what_cannot_be_spent_is_counted_once_over_several_years(desk):
    work = sample(desk, "phong-tho-2021-2024")
    state = {row: cells.get("TRANG_THAI") for row, cells in work.dossier.block("VON").rows.items()}
    blocked = [row for row, cell in state.items() if cell is not None and cell.text == "KHONG_THUC_HIEN"]
    assert any(work.dossier.block("VON").rows[row]["NAM"].text == "2023" for row in blocked)
    assert project(overview(work), "DA4").blocked.status is Status.MISSING, "the last year has no such line"


@pytest.mark.parametrize(
    ("part", "words"),
    [(0, "0% vốn"), (3, "dưới 1% vốn"), (10, "1% vốn"), (765, "77% vốn"), (999, "trên 99% vốn"), (1000, "100% vốn")],
)
def test_a_share_is_never_nothing_or_all_when_it_is_not(part, words):
    assert share_words(known(Decimal(part)), known(Decimal(1000))) == words


def test_a_share_of_what_is_not_known_is_not_said():
    assert share_words(Figure(Status.UNDIVIDED), known(Decimal(5))) == ""
    assert share_words(known(Decimal(5)), Figure(Status.PARTIAL, Decimal(9))) == ""


def test_the_columns_of_money_follow_from_the_rate_in_both_programmes():
    found = [money_roles(edition) for edition in (real_edition(), small_edition())]
    assert [(each.path, each.total, each.spent) for each in found if each is not None] == [
        ("VON", "TONG", "GIAI_NGAN"),
        ("KINH_PHI", "TONG", "DA_CHI"),
    ]


# ---- poverty


def test_the_rate_of_the_last_year_with_its_fall_and_against_the_plan(desk):
    work = sample(desk, "phong-tho-2023")
    reviews(work)
    enter(work, "KE_HOACH[+].NAM=2023", "KE_HOACH[r1].CHUAN=2022-2025", "KE_HOACH[r1].NGAY_GOC=31/12/2022",
          "KE_HOACH[r1].HO=16.000", "KE_HOACH[r1].GIAM_HO_NGHEO=1.600")  # fmt: skip
    found = overview(work)
    rate = kpi(found, "poverty")
    assert (rate.label, rate.text) == ("Tỷ lệ hộ nghèo cuối năm 2023", "37,5%")
    assert (rate.note, rate.good) == ("giảm 12,5 điểm %, vượt kế hoạch", True)
    assert str(rate.ref) == "RA_SOAT[r2].TY_LE_NGHEO"
    enter(work, "KE_HOACH[r1].GIAM_HO_NGHEO=2.400")
    rate = kpi(overview(work), "poverty")
    assert (rate.note, rate.good) == ("giảm 12,5 điểm %, chưa đạt kế hoạch", False)


def test_the_series_keeps_to_one_standard(desk):
    work = sample(desk, "phong-tho-2023")
    reviews(work)
    found = overview(work)
    assert [(point.year, point.figure.text, point.kind) for point in found.poverty] == [
        (2022, "50", PointKind.ACTUAL),
        (2023, "37.5", PointKind.ACTUAL),
    ]
    assert found.standard == "2022-2025"


def test_estimates_and_plans_are_points_of_their_own(desk):
    work = sample(desk, "tu-mo-rong-2023-08")
    enter(work, *review(2, "31/12/2023", "2022-2025", "4.000"))
    kinds = [(point.year, point.kind) for point in overview(work).poverty]
    assert kinds == [(2022, PointKind.ACTUAL), (2023, PointKind.ESTIMATE), (2023, PointKind.PLAN)]


def test_a_commune_is_not_the_whole_unit(desk):
    work = sample(desk, "phong-tho-2023")
    reviews(work)
    commune = work.dossier.head.unit.communes[0].id
    enter(work, f"RA_SOAT[r2].DON_VI={commune}")
    assert [point.year for point in overview(work).poverty] == [2022]


def test_the_targets_fill_the_years_that_no_review_tells(desk):
    work = sample(desk, "tuan-giao-2023")
    before = [(point.year, point.kind) for point in overview(work).poverty]
    enter(work, "MUC_TIEU.QG[TY_LE_NGHEO].TH=35,5", "MUC_TIEU.QG[TY_LE_NGHEO].KH=36")
    after = [(point.year, point.kind) for point in overview(work).poverty]
    assert before == [(2022, PointKind.ACTUAL)]
    assert after == [(2022, PointKind.ACTUAL), (2023, PointKind.ACTUAL), (2023, PointKind.PLAN)]


# ---- what is missing


def test_what_is_missing_stands_with_the_gravest_first(desk):
    work = sample(desk, "phong-tho-2023")
    enter(work, "DA2.KQ[XA].KH=1,5", "CHUNG.DON_VI.TY_LE_DTTS=71,972")
    found = lacking(work.edition, form_progress(work))
    assert (found[0].form, found[0].state, found[0].words) == ("CHUNG", FormState.UNREAD, "1 chưa rõ")
    order = [each.state for each in found]
    grave = [FormState.ERROR, FormState.UNREAD, FormState.CONFIRM, FormState.ENTERING, FormState.EMPTY]
    assert order == sorted(order, key=grave.index)
    assert not {"DANH_GIA", "TRINH_BAY", "MUC_RIENG"} & {each.form for each in found}, "complete, or not missed"


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(FormState.ERROR, 5, 6, errors=1), "1 lỗi"),
        (Progress(FormState.UNREAD, 5, 6, unread=1, confirms=2), "1 chưa rõ, 2 cần giải trình"),
        (Progress(FormState.ENTERING, 5, 17), "còn 12 ô"),
        (Progress(FormState.EMPTY, 0, 3), "trống"),
    ],
)
def test_what_is_missing_is_said_in_few_words(progress, words):
    assert missing_words(progress) == words


# ---- since the previous dossier


@pytest.fixture
def later(desk):
    work = sample(desk, "phong-tho-2023")
    reviews(work)
    houses = next(row for row, cells in work.dossier.block("VON").rows.items() if cells["DU_AN"].text == "DA5")
    return with_earlier(desk, work, "2023-09-30", {
        f"VON[{houses}].GIAI_NGAN": str(8420 * TRIEU), "RA_SOAT[r2].HO_NGHEO": "7350", "DA2.KQ[XA].LUY_KE": "10",
    })  # fmt: skip


def test_the_change_since_the_previous_dossier(later):
    found = overview(later)
    assert found.since == "Báo cáo kỳ trước"
    assert kpi(found, "spent").note == "96,42% · tăng 3.640 so với kỳ trước"
    assert [(each.label, each.before_text, each.after_text, each.words, each.form) for each in found.changes] == [
        ("Giải ngân toàn Chương trình", "164.298", "167.938", "tăng 3.640", "VON"),
        ("Giải ngân Dự án 5", "8.420", "12.060", "tăng 3.640", "DA5"),
        ("Số hộ nghèo", "7.350", "6.000", "giảm 1.350", "RA_SOAT"),
        ("Dự án 2 · Số xã, thị trấn thực hiện · Thực hiện lũy kế", "10", "17", "tăng 7", "DA2"),
    ]


def test_a_new_sum_is_new_and_was_not_zero(desk):
    work = sample(desk, "phong-tho-2023")
    rows = [row for row, cells in work.dossier.block("VON").rows.items() if cells["DU_AN"].text.startswith("DA6")]
    gone = {f"VON[{row}].{code}": None for row in rows for code in work.dossier.block("VON").rows[row]}
    found = overview(with_earlier(desk, work, "2023-09-30", gone))
    new = next(each for each in found.changes if each.label == "Tổng vốn được sử dụng Dự án 6")
    assert (new.before_text, new.after_text, new.words) == ("—", "325", "mới")


def told(found):
    return [(each.label, each.before_text, each.after_text, each.words) for each in found.changes]


def test_money_that_no_project_can_tell_is_compared_for_the_programme(desk):
    work = sample(desk, "tuan-giao-2023")
    row = work.dossier.block("VON").order[0]
    given = work.evaluation.figure(Ref("VON", row, "GIAO")).number
    assert given is not None
    later = with_earlier(desk, work, "2023-06-30", {f"VON[{row}].GIAO": str(int(given) - 1_006 * TRIEU)})
    assert told(overview(later)) == [
        ("Tổng vốn được sử dụng toàn Chương trình", "131.304", "132.310", "tăng 1.006"),
    ]  # fmt: skip


def test_the_next_year_is_compared_as_well(desk):
    work = sample(desk, "phong-tho-2023")
    head = work.dossier.head
    period = evolve(head.period, start=date(2024, 1, 1), end=date(2024, 12, 31), cutoff=date(2024, 12, 31))
    later = Work.open(desk, dossiers.create(desk, head.programme, head.unit, period))
    enter(later, "VON[+].DU_AN=DA5", "VON[r1].NAM=2024", "VON[r1].LOAI=Sự nghiệp", "VON[r1].GIAO=120.006")
    assert told(overview(later)) == [
        ("Tổng vốn được sử dụng toàn Chương trình", "174.177", "120.006", "giảm 54.171"),
        ("Tổng vốn được sử dụng Dự án 5", "12.060", "120.006", "tăng 107.946"),
    ]


def test_where_no_total_is_complete_the_lines_tell_what_changed(desk):
    work = sample(desk, "phong-tho-2021-2024")
    rows = work.dossier.block("VON").rows
    row = next(row for row, cells in rows.items() if cells["DU_AN"].text == "DA1_1" and "GIAI_NGAN" in cells)
    spent = work.evaluation.figure(Ref("VON", row, "GIAI_NGAN")).number
    assert spent is not None
    later = with_earlier(desk, work, "2024-06-30", {f"VON[{row}].GIAI_NGAN": str(int(spent) - 120 * TRIEU)})
    (change,) = overview(later).changes
    assert change.label.startswith("Giải ngân lũy kế Tiểu dự án 1 - Dự án 1 · ")
    assert (change.words, change.ref) == ("tăng 120", Ref("VON", row, "GIAI_NGAN"))


def test_a_result_that_was_not_there_before_is_new(desk):
    work = sample(desk, "phong-tho-2023")
    later = with_earlier(desk, work, "2023-09-30", {"DA2.KQ[XA].LUY_KE": None})
    assert told(overview(later)) == [("Dự án 2 · Số xã, thị trấn thực hiện · Thực hiện lũy kế", "—", "17", "mới")]


# ---- any dossier


@pytest.mark.parametrize("name", sample_names())
def test_every_sample_has_its_page(desk, name):
    found = overview(sample(desk, name))
    assert [each.code for each in found.kpis] == ["total", "spent", "left", "poverty"]
    assert all(each.text for each in found.kpis)
    assert len(found.projects) == 7
    assert all(each.words for each in found.lacking)


def test_an_empty_dossier_says_that_nothing_is_typed(desk):
    made = real_head()
    work = Work.open(desk, dossiers.create(desk, made.programme, made.unit, made.period))
    found = overview(work)
    assert {each.text for each in found.kpis} == {"chưa nhập"}
    assert {each.figure.value for each in found.kpis} == {None}
    assert (found.projects, found.poverty, found.changes) == ((), (), ())
    assert {each.words for each in found.lacking} == {"trống"}


def test_another_programme_has_its_page_too(work):
    assert [each.text for each in overview(work).kpis] == ["chưa nhập"] * 3
    enter(work, "KINH_PHI[+].HOP_PHAN=HP1", "KINH_PHI[r1].DUOC_CAP=100", "KINH_PHI[r1].DA_CHI=40",
          "KINH_PHI[+].HOP_PHAN=HP3", "KINH_PHI[r2].DUOC_CAP=300", "KINH_PHI[r2].DA_CHI=300")  # fmt: skip
    found = overview(work)
    assert [(each.label, each.text, each.note) for each in found.kpis] == [
        ("Tổng kinh phí", "400", ""), ("Đã giải ngân", "340", "85%"), ("Còn lại chưa giải ngân", "60", ""),
    ]  # fmt: skip
    assert [(each.label, each.share, each.rate_text) for each in found.projects] == [
        ("Hợp phần 1", "25% vốn", "40%"), ("Hợp phần 2", "", "chưa nhập"), ("Hợp phần 3", "75% vốn", "100%"),
    ]  # fmt: skip
    assert (found.poverty, found.standard) == ((), "")
