"""Tables of annexes one by one: what their definitions choose, head, number, add up, part and join."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from attrs import evolve

from gnbv_desktop.catalogue.annex_model import AnnexTable
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.report.annex import Annexes
from gnbv_desktop.report.periods_table import periods_grid
from tests.report.annexing import body, formulas, grid_of, heads, indexes, printed, row_of, sheet_of, table_of
from tests.report.casework import head
from tests.support_dossiers import Cells, dossier, evaluated_real, lines, real_edition

MODELS = lines(
    "DA2.DS",
    "TEN HINH_THUC DIA_BAN SO_HO HO_NGHEO HO_CAN_NGHEO HO_MOI_THOAT HO_KHAC KINH_PHI NSTW GIAI_NGAN",
    "Dong_giềng CHUOI x1 112 60 35 17 0 1540500000 1540500000 1500000000",
    "Quế CHUOI x2 96 58 26 12 0 1450000000 1450000000 1310000000",
    "Máy CONG_DONG x3 650 365 179 106 0 8500000000 8500000000 8500000000",
)
REVIEWS = lines(
    "RA_SOAT",
    "NGAY CHUAN DON_VI NGAY_TRUOC HO HO_NGHEO HO_CAN_NGHEO NGHEO_THANH_CAN NGHEO_VUOT NGHEO_GIAM_KHAC "
    "CAN_THANH_NGHEO TAI_NGHEO PHAT_SINH_NGHEO NGHEO_TANG_KHAC",
    "2022-12-31 C2022_2025 - - 1000 300 100 - - - - - - -",
    "2023-12-31 C2022_2025 - 2022-12-31 1010 250 110 40 20 5 6 2 5 2",
    "2023-12-31 C2022_2025 x1 - 400 100 50 - - - - - - -",
)


def one_year(*parts: Cells) -> Evaluation:
    cells = {key: value for part in parts for key, value in part.items()}
    return evaluated_real(cells, head())


def years(*parts: Cells) -> Evaluation:
    cells = {key: value for part in parts for key, value in part.items()}
    return evaluated_real(cells, head(2021, 2024))


def models(evaluation: Evaluation, **changes: Any) -> AnnexTable:
    return evolve(table_of(evaluation, "BIEU_05", "DA2.DS"), **changes)


# ---- lists


def test_a_list_stands_under_headings_with_their_sums() -> None:
    evaluation = one_year(MODELS)
    grid = grid_of(evaluation, models(evaluation))
    assert [row[:2] for row in body(grid)] == [
        ["", "TỔNG SỐ"], ["I", "Chuỗi giá trị"], ["1", "Dong_giềng"], ["2", "Quế"],
        ["II", "Cộng đồng"], ["1", "Máy"],
    ]  # fmt: skip
    place = heads(grid).index("Tổng số")
    assert [row[place] for row in body(grid)] == ["858", "208", "112", "96", "650", "650"]


def test_sums_of_a_list_are_formulas_over_its_own_rows() -> None:
    evaluation = one_year(MODELS)
    found = [formula for name, formula in formulas(grid_of(evaluation, models(evaluation))) if name == "TỔNG SỐ"]
    assert found[0] == "SUM(F3,F4,F6)"


def test_columns_that_others_add_up_to_say_so_in_the_row_of_numbers() -> None:
    evaluation = one_year(MODELS)
    grid = grid_of(evaluation, models(evaluation))
    assert indexes(grid)[5] == "2=3+4+5+6"
    assert next(formula for name, formula in formulas(grid) if name == "Quế") == "SUM(G4,H4,I4,J4)"


def test_texts_told_together_stand_in_one_cell_under_one_heading() -> None:
    evaluation = one_year(MODELS, {"DA2.DS[r1].DON_VI": "tt_dvnn", "DA2.DS[r1].GHI_CHU": "xong"})
    grid = grid_of(evaluation, models(evaluation))
    assert "Địa bàn; đơn vị" in heads(grid)
    told = row_of(grid, "Dong_giềng")
    assert "xã Mường So; Trung tâm Dịch vụ nông nghiệp" in told
    assert "xong" in told


def test_a_name_is_told_with_what_belongs_to_it() -> None:
    evaluation = one_year({"DA1_1.DS[r1].TEN": "Đường bản", "DA1_1.DS[r1].QUYET_DINH": "QĐ 12/QĐ-UBND"})
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_03", "DA1_1.DS"))
    assert heads(grid)[1] == "Tên công trình; quyết định đầu tư"
    assert row_of(grid, "Đường bản; QĐ 12/QĐ-UBND")


def test_a_column_of_years_is_only_in_a_dossier_of_several() -> None:
    cells = {**MODELS, "DA2.DS[r1].NAM": "2023"}
    assert "Năm" not in heads(grid_of(one_year(cells), models(one_year(cells))))
    assert "Năm" in heads(grid_of(years(cells), models(years(cells))))


def test_rows_without_a_heading_stand_under_one_that_says_so() -> None:
    evaluation = one_year({"DA2.DS[r1].TEN": "Không rõ"})
    assert body(grid_of(evaluation, models(evaluation)))[1][1] == "Chưa ghi hình thức hỗ trợ"


def test_a_sum_over_rows_that_lack_a_figure_is_not_told() -> None:
    """Neither is it passed off as the total of the dossier: that one adds up what is known."""
    evaluation = one_year(MODELS, {"DA2.DS[r4].TEN": "Chưa rõ", "DA2.DS[r4].HINH_THUC": "CHUOI"})
    grid = grid_of(evaluation, models(evaluation))
    total = grid.rows[0].cells[5]
    assert (total.value, total.source, total.formula) == ("…", "", None)


def test_a_list_by_another_column_and_of_some_rows() -> None:
    evaluation = one_year(MODELS)
    table = models(evaluation, section="", where={"HINH_THUC": "CHUOI"})
    assert [row[1] for row in body(grid_of(evaluation, table))] == ["TỔNG SỐ", "Dong_giềng", "Quế"]
    assert all(not cell.source.startswith("total") for cell in grid_of(evaluation, table).rows[0].cells)


# ---- tables whose rows the law gives


def test_parts_of_results_are_numbered_below_their_whole_and_added_up() -> None:
    evaluation = one_year({f"DA2.KQ[{row}].LUY_KE": text for row, text in RESULTS.items()})
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "DA2.KQ"))
    whole, part = row_of(grid, "Số hộ tham gia"), row_of(grid, "Hộ nghèo")
    assert part[0] == f"{whole[0]}.1"
    assert whole[4] == "1086"
    assert any(name == "Số hộ tham gia" and formula.startswith("SUM(") for name, formula in formulas(grid))


RESULTS = {"HO_NGHEO": "612", "HO_CAN_NGHEO": "305", "HO_MOI_THOAT": "169", "HO_KHAC": "0"}


def test_results_of_one_year_have_one_row_of_headings() -> None:
    evaluation = one_year({})
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "DA2.KQ"))
    assert heads(grid) == ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "Ước cả kỳ", "Tỷ lệ (%)"]
    assert indexes(grid) == ["A", "B", "C", "1", "2", "3", "4=2/1*100"]
    assert {column.groups for column in grid.columns} == {()}


def test_results_of_several_years_have_a_heading_for_each() -> None:
    evaluation = years({"DA2.KQ[HO].LUY_KE_2023": "10", "DA2.KQ[HO].KH_2023": "20"})
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "DA2.KQ"))
    groups = list(dict.fromkeys(column.groups for column in grid.columns if column.groups))
    assert groups == [("Cả giai đoạn",), *((f"Năm {year}",) for year in range(2021, 2025))]
    assert indexes(grid)[9] == "7=6/5*100"
    rate = [formula for name, formula in formulas(grid) if name == "Số hộ tham gia"]
    assert any("/" in formula for formula in rate)


def test_a_single_column_of_each_year_has_it_in_its_own_heading() -> None:
    evaluation = years({"MUC_TIEU.QG[BHYT].KH_2023": "95"})
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_01", "MUC_TIEU.QG"))
    assert heads(grid)[6:11] == ["Kế hoạch", *(f"Kế hoạch {year}" for year in range(2021, 2025))]
    assert heads(grid)[11:] == ["Nguồn số liệu", "Tần suất", "Cơ quan phụ trách"]
    goal = next(row for row in body(grid) if row[1].startswith("Người thuộc hộ nghèo"))
    assert (goal[4], goal[9]) == ("100", "95")


def test_targets_are_judged_in_the_second_annex() -> None:
    evaluation = one_year(
        {"MUC_TIEU.QG[BHYT].KH": "95", "MUC_TIEU.QG[BHYT].TH": "96", "MUC_TIEU.QG[BHYT].GHI_CHU": "x"}
    )
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_02", "MUC_TIEU.QG"))
    goal = next(row for row in body(grid) if row[1].startswith("Người thuộc hộ nghèo"))
    assert goal[4:6] == ["95", "96"]
    assert goal[-2:] == ["Vượt", "x"]


# ---- capital


def money(*rows: str) -> dict[str, Any]:
    return lines("VON", "DU_AN NAM NAM_GOC LOAI NGUON GIAO DIEU_CHINH GIAI_NGAN CHUYEN_NGUON HUY", *rows)


def test_the_block_of_capital_is_divided_by_source_and_kind() -> None:
    evaluation = one_year(
        money(
            "DA2 2023 2022 SN NSTW 4672000000 - 4672000000 0 0",
            "DA2 2023 2023 SN NSTW 10515000000 -15000000 9636000000 864000000 0",
            "DA2 2023 2023 SN NSDP_HUYEN 100000000 - 100000000 0 0",
            "DA1_1 2023 2023 DT NSTW 7000000 - 0 - -",
        )
    )
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "VON"))
    assert heads(grid)[:2] == ["TT", "Nguồn vốn, loại vốn"]
    assert row_of(grid, "TỔNG CỘNG")[2:6] == ["4672", "10615", "-15", "15272"]
    assert row_of(grid, "Ngân sách trung ương")[2:6] == ["4672", "10515", "-15", "15172"]
    assert row_of(grid, "Ngân sách huyện")[:6] == ["2.2", "Ngân sách huyện", "–", "100", "", "100"]
    assert row_of(grid, "Vốn lồng ghép")[2:6] == ["–"] * 4
    assert indexes(grid)[5] == "4=1+2+3"
    assert "Trong kỳ" not in heads(grid), "a report of a whole year has no figures before it"


def test_money_carried_from_year_to_year_counts_once_and_a_note_says_so() -> None:
    lines_ = (
        "DA2 2022 2022 SN NSTW 500000000 - 458000000 42000000 -",
        "DA2 2023 2022 SN NSTW 42000000 - 42000000 0 -",
        "DA2 2023 2023 SN NSTW 700000000 - 500000000 - -",
    )
    evaluation = years(money(*lines_), {"DA5.KQ[NHA].LUY_KE": "1"})
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "VON"))
    place = heads(grid).index("Tổng số")
    shown = {row[1]: row[place] for row in body(grid)}
    assert (shown["TỔNG CỘNG"], shown["Năm 2022"], shown["Năm 2023"]) == ("1200", "500", "742")
    assert indexes(grid)[place] == "2", "no sum is promised that years do not keep"
    note = "Vốn chuyển nguồn giữa các năm"
    assert any(text.startswith(note) for text in printed(sheet_of(evaluation, "BIEU_05")))
    assert not any(text.startswith(note) for text in printed(sheet_of(evaluation, "BIEU_11")))


def test_where_no_line_names_its_source_kinds_stand_alone() -> None:
    evaluation = one_year(money("DA2 2023 2023 SN - 10515000000 - 9636000000 - -"))
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "VON"))
    assert [row[:2] for row in body(grid)] == [["", "TỔNG CỘNG"], ["1", "Vốn sự nghiệp"]]


def test_an_annex_like_another_has_its_own_component() -> None:
    evaluation = one_year(money("DA5 2023 2023 SN NSTW 1000000 - - - -", "DA2 2023 2023 SN NSTW 5000000 - - - -"))
    tables = [table_of(evaluation, code, "VON") for code in ("BIEU_05", "BIEU_11")]
    assert [row_of(grid_of(evaluation, table), "TỔNG CỘNG")[5] for table in tables] == ["5", "1"]
    assert tables[0].columns == tables[1].columns


# ---- household reviews


def test_reviews_stand_by_their_day_the_unit_before_its_communes() -> None:
    evaluation = one_year(REVIEWS)
    grid = grid_of(evaluation, table_of(evaluation, "RA_SOAT_TONG_HOP", "RA_SOAT"))
    assert [row[1] for row in body(grid)] == [
        "Ngày rà soát: 31/12/2022", "Toàn huyện", "Ngày rà soát: 31/12/2023", "Toàn huyện", "xã Mường So",
    ]  # fmt: skip
    assert indexes(grid)[2:8] == ["1", "2", "3", "4=3/1*100", "5", "6=5/1*100"]
    assert body(grid)[4][4:6] == ["100", "25"]


def test_how_the_poor_became_fewer_comes_to_those_at_the_end() -> None:
    evaluation = one_year(REVIEWS)
    grid = grid_of(evaluation, table_of(evaluation, "RA_SOAT_NGHEO", "RA_SOAT"))
    assert indexes(grid)[3] == "2=3+4"
    assert indexes(grid)[11] == "10=1-2-5+6+7+8+9"
    now = body(grid)[3]
    assert (now[2], now[3], now[11]) == ("300", "60", "250")
    assert "((((((C4-D4)-G4)+H4)+I4)+J4)+K4)" in [formula for _, formula in formulas(grid)]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ({}, []),
        ({"RA_SOAT[r1].HO": "10"}, ["RA_SOAT_TONG_HOP"]),
        ({"RA_SOAT[r1].TAI_NGHEO": "1"}, ["RA_SOAT_TONG_HOP", "RA_SOAT_NGHEO"]),
        ({"RA_SOAT[r1].HO_CAN_NGHEO_NCC": "1"}, ["RA_SOAT_TONG_HOP", "RA_SOAT_NHOM"]),
        ({"THIEU_HUT[r1].DOI_TUONG": "NGHEO", "THIEU_HUT[r1].BHYT": "1"}, ["THIEU_HUT_NGHEO"]),
        ({"TRE_EM[r1].DOI_TUONG": "CAN_NGHEO", "TRE_EM[r1].BHYT": "1"}, ["RA_SOAT_TRE_EM"]),
        ({"DAN_TOC[r1].DAN_TOC": "TAY"}, ["RA_SOAT_DAN_TOC"]),
    ],
)
def test_a_review_sends_the_sheets_it_has_figures_for(typed: Cells, sent: list[str]) -> None:
    evaluation = one_year(typed)
    always = {code for code, annex in evaluation.edition.annexes.items() if annex.always}
    assert [code for code in Annexes(evaluation).in_use if code not in always] == sent


def test_only_the_table_with_rows_is_told() -> None:
    evaluation = one_year({"TRE_EM[r1].DOI_TUONG": "CAN_NGHEO", "TRE_EM[r1].TONG_TRE": "5", "TRE_EM[r1].BHYT": "1"})
    told = printed(sheet_of(evaluation, "RA_SOAT_TRE_EM"))
    assert "I. TRẺ EM THUỘC HỘ CẬN NGHÈO" in told
    assert "I. TRẺ EM THUỘC HỘ NGHÈO" not in told


# ---- other shapes


def test_a_block_that_was_not_entered_is_left_out_but_results_are_printed_blank() -> None:
    evaluation = one_year(money("DA5 2023 2023 SN NSTW 1000000 - - - -"))
    told = printed(sheet_of(evaluation, "BIEU_11"))
    assert "I. VỐN" in told
    assert "II. KẾT QUẢ THỰC HIỆN" in told
    assert not any(text.startswith("III.") for text in told)


def test_communes_are_told_when_one_of_them_has_a_figure() -> None:
    evaluation = one_year(
        {"DA5.THEO_XA[x1].DUYET": "5", "DA5.THEO_XA[x1].HT_XAY_MOI": "2", "DA5.THEO_XA[x1].HT_SUA_CHUA": "1"}
    )
    assert "III. THEO XÃ, THỊ TRẤN" in printed(sheet_of(evaluation, "BIEU_11"))
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_11", "DA5.THEO_XA"))
    place = heads(grid).index("So với phê duyệt (%)")
    assert row_of(grid, "xã Mường So")[place] == "60"
    assert [column.groups for column in grid.columns][place] == ("Nhà đã hoàn thành",)


def test_single_fields_are_rows() -> None:
    evaluation = one_year({"CHI_DAO.KIEM_TRA[TINH].SO_CUOC": "3"})
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_15", "DA7_2.TONG_HOP"))
    assert body(grid)[0] == ["1", "Cuộc kiểm tra của cấp tỉnh", "cuộc", "3"]


def test_a_part_of_a_year_tells_what_was_spent_in_it() -> None:
    made = dossier(money("DA2 2023 2023 SN NSTW 10000000 - 4000000 - -"), head())
    quarter = evolve(made.head.period, kind=type(made.head.period.kind)("quy"))
    evaluation = evaluated_real(
        money("DA2 2023 2023 SN NSTW 10000000 - 4000000 - -"), evolve(made.head, period=quarter)
    )
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "VON"))
    assert {"Đến kỳ trước", "Trong kỳ"} <= set(heads(grid))


@pytest.mark.parametrize("code", ["TONG_HOP_VON", "BIEU_05"])
@pytest.mark.parametrize(("scope", "sign"), [({}, "–"), ({"PHAM_VI.NGUON": "NSTW"}, "")])
def test_sources_without_a_line_are_told_alike_in_every_annex(code: str, scope: Cells, sign: str) -> None:
    evaluation = one_year(money("DA2 2023 2023 SN NSTW 8000000 - 2000000 - -"), scope)
    table = next(each for each in evaluation.edition.annexes[code].tables if each.rows[:1] == ("NGUON",))
    grid = grid_of(evaluation, table)
    for name in ("Ngân sách địa phương", "Vốn lồng ghép"):
        assert row_of(grid, name)[-1] == sign, "outside the scope nothing was said of it"


def test_a_source_outside_the_scope_is_told_where_some_line_names_it() -> None:
    rows = money("DA2 2023 2023 SN NSTW 8000000 - 2 - -", "DA5 2023 2023 SN NSDP_XA 8000000 - 2 - -")
    evaluation = one_year(rows, {"PHAM_VI.NGUON": "NSTW"})
    assert row_of(grid_of(evaluation, table_of(evaluation, "BIEU_05", "VON")), "Ngân sách địa phương")[-1] == "–"


def test_columns_of_years_are_headed_as_all_others() -> None:
    wanted = lines("NHU_CAU.DE_XUAT", "DU_AN LOAI NAM SO_TIEN", "DA2 SN 2026 8000000", "DA2 SN 2027 9000000")
    grid = grid_of(one_year(wanted), table_of(one_year(wanted), "NHU_CAU", "NHU_CAU.DE_XUAT"))
    assert heads(grid)[2:5] == ["Năm 2026", "Năm 2027", "Tổng cộng"]


# ---- from report to report


def reported(cutoff: str, spent: int, **changes: Any) -> Dossier:
    """40 million given, half of it by the trung ương, and `spent` million of each half."""
    made = head()
    period = evolve(made.period, cutoff=datetime.date.fromisoformat(cutoff))
    cells = money(
        f"DA2 2023 2023 SN NSTW 20000000 - {spent}000000 - -", f"DA5 2023 2022 SN NSDP 20000000 - {spent}000000 - -"
    )
    return dossier({**cells, **changes.pop("cells", {})}, evolve(made, period=period, **changes))


def periods(*reports: Dossier) -> list[list[str]]:
    *before, own = (evaluate(real_edition(), each) for each in reports)
    table = next(each for each in own.edition.annexes["TONG_HOP_VON"].tables if each.periods)
    return [row[1:] for row in body(periods_grid(own, before, table, "", ""))]


def test_earlier_reports_are_told_in_the_unit_of_this_one() -> None:
    table = periods(reported("2023-03-14", 2, money_unit="dong"), reported("2023-06-14", 8, money_unit="trieu"))
    assert table == [["14/3/2023", "40", "4", "10"], ["14/6/2023", "40", "16", "40"]]
    table = periods(reported("2023-03-14", 2, money_unit="ty"), reported("2023-06-14", 8, money_unit="dong"))
    assert table[0] == ["14/3/2023", "40000000", "4000000", "10"]


@pytest.mark.parametrize(
    ("choice", "told"),
    [({"PHAM_VI.NGUON": "NSTW"}, ["20", "2", "10"]), ({"PHAM_VI.MAU_SO": "GIAO"}, ["40", "4", "20"])],
)
def test_earlier_reports_are_told_of_the_sources_and_by_the_rate_of_this_one(choice: Cells, told: list[str]) -> None:
    chosen, other = reported("2023-03-14", 2, cells=choice), reported("2023-06-14", 2)
    assert periods(chosen, other)[0][1:] == ["40", "4", "10"]
    other, chosen = reported("2023-03-14", 2), reported("2023-06-14", 2, cells=choice)
    assert periods(other, chosen)[0][1:] == told


# ---- what is not divided


def test_no_rate_is_told_of_money_that_is_not_divided_and_spending_of_all_of_it() -> None:
    evaluation = one_year(
        money(
            "- 2023 2023 SN NSTW 50000000 - - - -",
            "- 2023 2022 SN - 8000000 - - - -",
            "- 2023 - SN - - - 29000000 - -",
        )
    )
    table = next(each for each in evaluation.edition.annexes["TONG_HOP_VON"].tables if each.rows[:1] == ("NGUON",))
    grid = grid_of(evaluation, table)
    place = {label: number for number, label in enumerate(heads(grid)) if number > 13}
    row = row_of(grid, "Chưa tách theo nguồn vốn")
    assert [row[place[label]] for label in ("Tổng vốn", "Giải ngân")] == ["8", "29"]
    assert [row[place[label]] for label in ("Tỷ lệ (%)", "Còn lại")] == ["…", "…"], "29 was spent of 58, not of 8"


def test_a_rate_is_told_of_lines_that_are_not_divided_at_all() -> None:
    evaluation = one_year(
        money("DA2 2023 2023 SN NSTW 50000000 - 9000000 - -", "DA2 2023 2023 SN - 8000000 - 2000000 - -")
    )
    grid = grid_of(evaluation, table_of(evaluation, "BIEU_05", "VON"))
    row = row_of(grid, "Chưa tách theo nguồn vốn")
    assert [row[heads(grid).index(label)] for label in ("Tổng số", "Lũy kế", "Tỷ lệ (%)")] == ["8", "2", "25"]


# ---- charts


def test_a_chart_is_drawn_only_of_figures() -> None:
    (chart,) = sheet_of(one_year(money("DA2 2023 2023 SN NSTW 8000000 - 2000000 - -")), "TONG_HOP_VON").charts
    assert any(value is not None for value in chart.series[0].values)
    assert not sheet_of(one_year(money("- 2023 2023 SN NSTW 8000000 - 2000000 - -")), "TONG_HOP_VON").charts
