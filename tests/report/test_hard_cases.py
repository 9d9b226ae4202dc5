"""The hard cases of five real reports, each as a small dossier without words: the figures must tell themselves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

from gnbv_desktop.kernel.dossier import Cell, Reason, State
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Document, NoteRun, ParagraphBlock
from tests.report.casework import BY_COMPONENT, capital, evaluated, head, in_dong, plain, report
from tests.support_dossiers import Cells, lines

LINE = "DU_AN NAM NAM_GOC LOAI GIAO GIAI_NGAN"
SPAN = head(2021, 2024)
BY_AGENCY: Mapping[str, Any] = {
    "data": "DU_AN", "by": ["DU_AN", "TDA", "DON_VI"], "levels": ["", "-", "+"], "run_in": ["DU_AN"],
}  # fmt: skip
BY_YEAR: Mapping[str, Any] = {
    "data": "DU_AN", "by": ["DU_AN", "TDA", "NAM"], "levels": ["1.", "a)", ""], "run_in": ["NAM"],
}  # fmt: skip
BY_YEAR_AND_SOURCE: Mapping[str, Any] = {
    "data": "DU_AN", "by": ["DU_AN", "TDA", "NAM", "NGUON"], "levels": ["1.", "a)", "-", "+"],
}  # fmt: skip
NESTED: Mapping[str, Any] = {
    "data": "DU_AN", "by": ["DU_AN", "NAM", "TDA", "DON_VI"], "levels": ["", "", "-", "+"],
}  # fmt: skip
NEEDS: Mapping[str, Any] = {"data": "NHU_CAU.DE_XUAT", "by": ["DU_AN", "TDA"], "levels": ["1.", "1.1."]}


def told(cells: Cells, *contents: Mapping[str, Any], **changes: Any) -> str:
    return "\n".join(report(cells, *contents, **changes))


def paragraph(*items: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return ({"style": "p", "items": list(items)},)


def text_cells(block: str, row: str, **texts: str) -> dict[str, str | Cell]:
    return {f"{block}[{row}].{code}": text for code, text in texts.items()}


# ---- Phong Thổ 2023 (seed 000)


def test_carried_and_given_money_each_with_its_spending_status_and_reason() -> None:
    cells = capital(
        LINE, "DA4_1 2023 2022 SN 1070 1054", "DA4_1 2023 2023 SN 1832 0",
        r2_TRANG_THAI="KHONG_THUC_HIEN", r2_LY_DO="đối tượng trùng với Quyết định số 1719/QĐ-TTg",
    )  # fmt: skip
    assert report(cells)[-1] == (
        "Tổng vốn được sử dụng 2.902 triệu đồng, gồm 1.070 triệu đồng chuyển nguồn từ năm 2022 và 1.832 triệu đồng "
        "giao năm 2023. Giải ngân 1.054/2.902 triệu đồng, đạt 36,32%; còn 1.848 triệu đồng. Cụ thể: vốn năm 2022 "
        "chuyển nguồn sang năm 2023 giải ngân 1.054/1.070 triệu đồng, đạt 98,5%; vốn giao năm 2023 chưa giải ngân. "
        "Vốn sự nghiệp giao năm 2023: không thực hiện được. Lý do: đối tượng trùng với Quyết định số 1719/QĐ-TTg."
    )


def test_one_sum_given_to_five_named_communes() -> None:
    cells = capital(f"{LINE} DON_VI", "DA1_1 2023 2023 SN 4550 3518 x1+x2+x3+x4+x5")
    assert report(cells)[-1] == (
        "Giao các xã Mường So, Bản Lang, Sì Lở Lầu, Tung Qua Lìn và Ma Li Pho 4.550 triệu đồng. "
        "Giải ngân 3.518/4.550 triệu đồng, đạt 77,32%; còn 1.032 triệu đồng."
    )


def test_units_times_level_beside_an_agency_whose_spending_is_one_sum() -> None:
    cells = {
        **capital(
            f"{LINE} DON_VI", "DA2 2023 - SN - 6189 tt_dvnn", "DA2 2023 2022 SN 4174 - tt_dvnn",
            "DA2 2023 2023 SN 2015 - tt_dvnn", "DA2 2023 2023 SN 8500 8500 x1+x2",
        ),
        **text_cells("MUC", "r1", DONG="r4", DON_VI_TINH="xã, thị trấn", SO_LUONG="17", MUC="500000000"),
    }  # fmt: skip
    whole, agency, communes = report(cells, BY_AGENCY)
    assert whole.endswith(
        "Tổng vốn được sử dụng 14.689 triệu đồng, gồm 4.174 triệu đồng chuyển nguồn từ năm 2022 và 10.515 triệu đồng "
        "giao năm 2023. Giải ngân 14.689/14.689 triệu đồng, đạt 100%."
    )
    assert agency == (
        "- Trung tâm Dịch vụ nông nghiệp: nguồn vốn thực hiện 6.189 triệu đồng, gồm 4.174 triệu đồng chuyển nguồn từ "
        "năm 2022 và 2.015 triệu đồng giao năm 2023. Đã giải ngân 6.189/6.189 triệu đồng, đạt 100%."
    )
    assert communes == (
        "- Các xã Mường So và Bản Lang: vốn giao 8.500 triệu đồng. 17 xã, thị trấn, mỗi đơn vị 500 triệu đồng. "
        "Kết quả giải ngân 8.500/8.500 triệu đồng, đạt 100%."
    )


def test_a_plus_that_the_outline_asks_for_stays() -> None:
    cells = capital(LINE, "DA2 2023 2022 SN 7792 -", "DA2 2023 2023 SN 44928 -")
    assert report(cells, {"data": "VON", "by": ["NIEN_DO"], "levels": ["+"], "columns": ["TONG"]}) == [
        "Tổng vốn được sử dụng 52.720 triệu đồng, trong đó:",
        "+ Vốn năm 2022 chuyển nguồn sang năm 2023: 7.792 triệu đồng.",
        "+ Vốn giao năm 2023: 44.928 triệu đồng.",
    ]


def test_a_letter_below_a_number_and_nothing_to_propose() -> None:
    own = {
        "label": "Đề cương thử",
        "sections": [
            {"title": "Tình hình"},
            {"title": "Kết quả", "level": 2},
            {"title": "Vốn đầu tư", "level": 3, "number": "A.", "contents": [{"data": "VON", "where": {"LOAI": "DT"}}]},
            {"title": "Vốn sự nghiệp", "level": 3, "number": "A.",
             "contents": [{"data": "VON", "where": {"LOAI": "SN"}}]},
            {"title": "Kiến nghị, đề xuất", "run_in": True, "contents": [{"slot": "DANH_GIA.KE_TIEP.KIEN_NGHI"}]},
        ],
    }  # fmt: skip
    words = {"DANH_GIA.KE_TIEP.KIEN_NGHI": paragraph({"t": "Không"})}
    cells = capital(LINE, "DA1_1 2023 2023 DT 100 100", "DA2 2023 2023 SN 50 50")
    document = compose_report(evaluated(cells, head(own_outline=own), narratives=words))
    texts = [plain(block) for block in document.blocks]
    assert [text for text in texts if text[:2] in ("I.", "1.", "A.", "B.", "II")] == [
        "I. TÌNH HÌNH", "1. Kết quả", "A. VỐN ĐẦU TƯ", "B. VỐN SỰ NGHIỆP", "II. KIẾN NGHỊ, ĐỀ XUẤT: Không",
    ]  # fmt: skip


# ---- Tu Mơ Rông, August 2023 (seed 001)


def test_a_project_whose_sub_projects_are_not_divided() -> None:
    assert report(capital(LINE, "DA3 2023 2023 SN 3482 -")) == [
        "1. Dự án 3: Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng",
        "Vốn giao 3.482 triệu đồng.",
    ]


def test_a_sub_project_of_it_is_called_not_divided_and_nothing_else() -> None:
    cells = capital(LINE, "DA3 2023 2023 SN 3482 -", "DA3_1 2023 2023 SN - -")
    assert report(cells)[-1] == "Vốn chưa tách riêng cho Tiểu dự án 1 - Dự án 3."


def test_spending_that_no_kind_of_capital_is_known_of() -> None:
    cells = capital(
        LINE, "DA1_1 2023 2023 DT 42218 -", "DA1_1 2023 2023 SN 4222 -", "DA1_1 2023 - - - 4569.482",
        "DA1_2 2023 2023 - unfunded -",
    )  # fmt: skip
    _, _, first, _, second = report(cells)
    assert first == (
        "Vốn giao 46.440 triệu đồng (vốn đầu tư 42.218 triệu đồng; vốn sự nghiệp 4.222 triệu đồng). "
        "Giải ngân 4.569,482/46.440 triệu đồng, đạt 9,84%; còn 41.870,518 triệu đồng."
    )
    assert second == "Không bố trí vốn."


def test_a_kind_of_capital_without_money_is_said() -> None:
    cells = capital(LINE, "DA1_1 2023 2023 DT unfunded -", "DA1_1 2023 2023 SN 100 40")
    assert "Vốn giao 100 triệu đồng (vốn đầu tư không bố trí; vốn sự nghiệp 100 triệu đồng)." in told(cells)


def test_a_project_all_of_whose_money_is_missing_says_so_once() -> None:
    assert told(capital(LINE, "DA1_2 2023 2023 - unfunded -")).count("Không bố trí vốn.") == 1


def test_what_does_not_apply_to_the_unit() -> None:
    assert report(capital(LINE, "DA5 2023 2023 SN na na"))[-1] == "Không áp dụng đối với đơn vị."


REVIEWS = lines(
    "RA_SOAT", "NGAY CHUAN NGAY_TRUOC HO HO_NGHEO HO_CAN_NGHEO HO_NGHEO_DTTS THOAT_NGHEO_CHUNG",
    "2021-12-31 C2022_2025 - 6717 3500 400 - -", "2022-12-31 C2022_2025 2021-12-31 6963 2859 432 2858 742",
)  # fmt: skip


def test_a_review_says_of_which_day_it_is_where_anything_is_known_of_it() -> None:
    dated = told(REVIEWS, {"data": "RA_SOAT"})
    assert "Kết quả rà soát ngày " in dated
    undated = {key: text for key, text in REVIEWS.items() if ".NGAY" not in key}
    assert "Kết quả rà soát, trên tổng số" in told(undated, {"data": "RA_SOAT"})


def test_a_review_with_falling_and_rising_rates() -> None:
    text = told(REVIEWS, {"data": "RA_SOAT"})
    assert "Kết quả rà soát ngày 31/12/2022, trên tổng số 6.963 hộ dân cư:" in text
    assert (
        "- Hộ nghèo: 2.859/6.963 hộ, tỷ lệ 41,06% (dân tộc thiểu số 2.858/2.859 hộ, 99,97%), "
        "giảm 11,05 điểm phần trăm so với năm 2021." in text
    )
    assert "- Hộ cận nghèo: 432/6.963 hộ, tỷ lệ 6,2%, tăng 0,25 điểm phần trăm so với năm 2021." in text
    assert "- Hộ thoát nghèo: 742 hộ." in text


def test_a_plan_on_its_own_number_of_households() -> None:
    plan = text_cells(
        "KE_HOACH", "r1", NAM="2023", CHUAN="C2022_2025", NGAY_GOC="2022-12-31", HO="7050", GIAM_HO_NGHEO="562",
        GIAM_HO_CAN_NGHEO="137",
    )  # fmt: skip
    assert report({**REVIEWS, **plan}, {"data": "KE_HOACH"}) == [
        "Kế hoạch năm 2023: tỷ lệ nghèo đa chiều giảm 10,5 điểm phần trăm.",
        "- Giảm 562 hộ nghèo (8,48 điểm phần trăm); còn 2.297/7.050 hộ, tỷ lệ 32,58%.",
        "- Giảm 137 hộ cận nghèo (2,02 điểm phần trăm); còn 295/7.050 hộ, tỷ lệ 4,18%.",
    ]


def test_tasks_stand_below_their_agencies() -> None:
    tasks = {
        **text_cells("CHI_DAO.NHIEM_VU", "r1", CO_QUAN="ttyt", THU_TU="2", NOI_DUNG="Chủ trì cải thiện dinh dưỡng"),
        **text_cells("CHI_DAO.NHIEM_VU", "r2", CO_QUAN="tt_dvnn", THU_TU="1", NOI_DUNG="hướng dẫn mô hình."),
        **text_cells("CHI_DAO.NHIEM_VU", "r3", CO_QUAN="tt_dvnn", THU_TU="1", NOI_DUNG="tổng hợp báo cáo"),
        **text_cells("CHI_DAO.NHIEM_VU", "r4", TEN_CO_QUAN="Đề nghị Ủy ban MTTQ", THU_TU="3", NOI_DUNG="giám sát"),
    }
    assert report(tasks, {"data": "CHI_DAO.NHIEM_VU", "by": ["CO_QUAN"], "levels": ["1.1."]}) == [
        "1. Trung tâm Dịch vụ nông nghiệp",
        "- Hướng dẫn mô hình.",
        "- Tổng hợp báo cáo.",
        "2. Trung tâm Y tế: Chủ trì cải thiện dinh dưỡng.",
        "3. Đề nghị Ủy ban MTTQ: giám sát.",
    ]


# ---- Bắc Kạn 2021 - 2024 (seed 002)

DA2_BY_YEAR = capital(
    "DU_AN NAM NAM_GOC NGUON GIAO GIAI_NGAN", "DA2 2022 2022 NSTW 763 -", "DA2 2022 2022 NSDP 23 -",
    "DA2 2023 2023 NSTW 1753 -", "DA2 2023 2023 NSDP 53 -", "DA2 - - - - 305.033",
)  # fmt: skip


def test_given_by_year_and_source_spent_as_one_sum() -> None:
    assert report(DA2_BY_YEAR, BY_YEAR, made_for=SPAN)[1:] == [
        "Tổng vốn giao giai đoạn 2021 - 2024 là 2.592 triệu đồng. Theo nguồn vốn: ngân sách trung ương 2.516 triệu "
        "đồng; ngân sách địa phương 76 triệu đồng. Giải ngân 305,033/2.592 triệu đồng, đạt 11,77%.",
        "Năm 2022: vốn giao 786 triệu đồng. Theo nguồn vốn: ngân sách trung ương 763 triệu đồng; "
        "ngân sách địa phương 23 triệu đồng.",
        "Năm 2023: được giao 1.806 triệu đồng. Theo nguồn vốn: ngân sách trung ương 1.753 triệu đồng; "
        "ngân sách địa phương 53 triệu đồng.",
    ]


def test_the_same_without_a_level_for_years() -> None:
    assert report(DA2_BY_YEAR, made_for=SPAN)[-1].endswith(
        "Chia ra năm 2022: 786 triệu đồng; năm 2023: 1.806 triệu đồng. "
        "Giải ngân 305,033/2.592 triệu đồng, đạt 11,77%; còn 2.286,967 triệu đồng."
    )


DA4_1_ALLOTTED = capital(
    "DU_AN NAM NAM_GOC NGUON GIAO PHAN_BO GIAI_NGAN",
    "DA4_1 2022 2022 NSTW 489 489 -", "DA4_1 2022 2022 NSDP 15 15 -", "DA4_1 2023 2023 NSTW 1198 1198 -",
    "DA4_1 2023 2023 NSDP 36 36 -", "DA4_1 2024 2024 NSTW 1274 262 -", "DA4_1 2024 2024 NSDP 38 0 -",
    "DA4_1 2023 - - - - 253.69", r6_TRANG_THAI="CHUA_PHAN_BO", r6_LY_DO="chưa có danh mục dự án",
)  # fmt: skip


def test_allotted_in_part_by_year_and_source_and_nothing_in_one() -> None:
    assert report(DA4_1_ALLOTTED, BY_YEAR_AND_SOURCE, made_for=SPAN)[2:] == [
        "Tổng vốn giao giai đoạn 2021 - 2024 là 3.050 triệu đồng. "
        "Đã phân bổ 2.000 triệu đồng, đạt 65,57%; chưa phân bổ 1.050 triệu đồng.",
        "- Năm 2022: vốn giao 504 triệu đồng. Đã phân bổ hết.",
        "+ Ngân sách trung ương: được giao 489 triệu đồng.",
        "+ Ngân sách địa phương: kế hoạch vốn 15 triệu đồng.",
        "- Năm 2023: vốn giao 1.234 triệu đồng. Đã phân bổ hết. Giải ngân 253,69/1.234 triệu đồng, đạt 20,56%.",
        "+ Ngân sách trung ương: được giao 1.198 triệu đồng.",
        "+ Ngân sách địa phương: kế hoạch vốn 36 triệu đồng.",
        "- Năm 2024: vốn giao 1.312 triệu đồng. Đã phân bổ 262 triệu đồng, đạt 19,97%; chưa phân bổ 1.050 triệu đồng.",
        "+ Ngân sách trung ương: được giao 1.274 triệu đồng. "
        "Đã phân bổ 262 triệu đồng, đạt 20,57%; chưa phân bổ 1.012 triệu đồng.",
        "+ Ngân sách địa phương: kế hoạch vốn 38 triệu đồng. Chưa phân bổ. Lý do: chưa có danh mục dự án.",
    ]


def test_the_same_in_one_paragraph() -> None:
    text = report(DA4_1_ALLOTTED, made_for=SPAN)[-1]
    assert (
        "Đã phân bổ 2.000 triệu đồng (ngân sách trung ương 1.949 triệu đồng; ngân sách địa phương 51 triệu đồng), "
        "đạt 65,57%; chưa phân bổ 1.050 triệu đồng. Phân bổ theo năm: năm 2022: 504 triệu đồng; "
        "năm 2023: 1.234 triệu đồng; năm 2024: 262 triệu đồng. Giải ngân năm 2023: 253,69 triệu đồng." in text
    )
    assert text.endswith("Vốn giao năm 2024 thuộc ngân sách địa phương: chưa phân bổ. Lý do: chưa có danh mục dự án.")


def test_money_as_a_list_says_nothing_allotted_instead_of_zero() -> None:
    content = {"data": "VON", "by": ["NAM", "NGUON"], "levels": ["-", "+"], "columns": ["TONG", "PHAN_BO"]}
    texts = report(DA4_1_ALLOTTED, content, made_for=SPAN)
    assert texts[0].endswith("Đã phân bổ 2.000 triệu đồng, đạt 65,57%; chưa phân bổ 1.050 triệu đồng. Cụ thể:")
    assert texts[-1] == "+ Ngân sách địa phương: 38 triệu đồng, chưa phân bổ."


def test_the_steering_committee_is_the_sum_of_its_ranks() -> None:
    ranks = {"TRUONG_BAN": "1", "PHO_TRUONG_BAN": "2", "THUONG_TRUC": "4", "THANH_VIEN": "18"}
    cells = {f"CHI_DAO.BCD[{code}].SO": count for code, count in ranks.items()}
    assert report(cells, {"data": "CHI_DAO.BCD"}) == [
        "25 thành viên, gồm 01 Trưởng ban, 02 Phó Trưởng ban, 04 thành viên thường trực và 18 thành viên."
    ]


def results(form: str, column: str = "LUY_KE", /, **counts: int) -> dict[str, str | Cell]:
    return {f"{form}.KQ[{row}].{column}": str(count) for row, count in counts.items()}


def test_learners_are_the_sum_of_their_groups() -> None:
    cells = results("DA4_1", LOP=2, HV_NGHEO=48, HV_CAN_NGHEO=21, HV_MOI_THOAT=0, HV_KHAC=0)
    assert report(cells)[-1] == (
        "Kết quả: 02 lớp học nghề; 69 học viên, gồm 48 lao động thuộc diện hộ nghèo và "
        "21 lao động thuộc diện hộ cận nghèo."
    )


def test_groups_are_told_where_one_of_them_is_missing() -> None:
    assert report(results("DA4_1", HV_NGHEO=48, HV_CAN_NGHEO=21))[-1] == (
        "Kết quả: 48 lao động thuộc diện hộ nghèo; 21 lao động thuộc diện hộ cận nghèo."
    )


def test_people_of_dialogues_are_the_sum_of_their_groups() -> None:
    cells = results("DA6_2", CUOC=9, NGUOI_NGHEO=68, NGUOI_CAN_NGHEO=21, NGUOI_MOI_THOAT=6, NGUOI_KHAC=738)
    assert "833 người tham gia, gồm 68 người nghèo, 21 người cận nghèo, 06 người thoát nghèo và 738 " in told(cells)


def test_money_raised_and_used_apart() -> None:
    donors = ("Ban Chỉ đạo tỉnh", "Quân khu", "Ủy ban MTTQ thành phố", "Hội Chữ thập đỏ")
    typed = lines(
        "HUY_DONG.DS", "NAM MUC_DICH HUY_DONG SU_DUNG XAY_MOI SUA_CHUA",
        "2021-2024 NHA_O 654 654 10 0", "2021-2024 NHA_O 200 200 4 0", "2021-2024 NHA_O 486.882832 530.5 20 14",
        "2021-2024 NHA_O 180 180 3 0",
    )  # fmt: skip
    cells = {key: in_dong(key, value) for key, value in typed.items()}
    cells |= {f"HUY_DONG.DS[r{number}].NHA_TAI_TRO": name for number, name in enumerate(donors, 1)}
    whole, *_, third, _ = report(cells, {"data": "HUY_DONG.DS"}, made_for=SPAN)
    assert whole == "Tổng cộng huy động 1.520.882.832 đồng, đã hỗ trợ 1.564.500.000 đồng, trong đó:"
    assert third == (
        "- Ủy ban MTTQ thành phố: huy động 486.882.832 đồng, đã hỗ trợ 530.500.000 đồng, "
        "20 nhà xây mới, 14 nhà sửa chữa;"
    )


def needs(*rows: str, **words: str) -> dict[str, str | Cell]:
    typed = lines("NHU_CAU.DE_XUAT", "DU_AN LOAI SO_TIEN TRANG_THAI", *rows)
    cells = {key: in_dong(key, value) for key, value in typed.items()}
    return {**cells, **{f"NHU_CAU.DE_XUAT[{row}].LY_DO": text for row, text in words.items()}}


def test_needs_of_components_and_why_there_are_none() -> None:
    cells = needs(
        "DA1 - - KHONG_DE_XUAT", "DA2 SN 10000 -", "DA3_2 SN 250 -", "DA4_1 SN 1000 -", "DA4_2 - - KHONG_DE_XUAT",
        "DA4_3 SN 1000 -", "DA5 - - KHONG_DE_XUAT",
        r1="không phải huyện nghèo", r5="Không phải huyện nghèo.", r7="UBND tỉnh chưa có chủ trương",
    )  # fmt: skip
    texts = report(cells, NEEDS)
    assert texts[0] == "Tổng nhu cầu 12.250 triệu đồng, trong đó:"
    assert texts[1].endswith("bãi ngang, ven biển và hải đảo: không đề xuất do không phải huyện nghèo.")
    assert texts[2:5] == [
        "2. Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo: 10.000 triệu đồng.",
        "3. Dự án 3: Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng",
        "3.1. Tiểu dự án 2: Cải thiện dinh dưỡng: 250 triệu đồng.",
    ]
    assert texts[5] == "4. Dự án 4: Phát triển giáo dục nghề nghiệp, việc làm bền vững: 2.000 triệu đồng."
    assert texts[7].endswith("theo hợp đồng: không đề xuất do không phải huyện nghèo.")
    assert texts[-1].endswith("huyện nghèo: không đề xuất do UBND tỉnh chưa có chủ trương.")


def test_money_finer_than_the_unit_puts_the_whole_paragraph_into_dong() -> None:
    text = report(capital(LINE, "DA3_2 2023 2023 SN 824 57.37441"))[-1]
    assert text == (
        "Vốn giao 824.000.000 đồng. Giải ngân 57.374.410 đồng trên 824.000.000 đồng, đạt 6,96%; còn 766.625.590 đồng."
    )


def test_what_was_carried_stands_in_both_years_and_counts_once() -> None:
    cells = capital(
        LINE, "DA7_1 2022 2022 SN 160 118.12", "DA7_1 2023 2022 SN 41.88 41.88", "DA7_1 2023 2023 SN 250 250",
        "DA7_1 2024 2024 SN 315 -",
    )  # fmt: skip
    assert report(cells, BY_YEAR, made_for=SPAN)[2:] == [
        "Tổng vốn giao giai đoạn 2021 - 2024 là 725 triệu đồng.",
        "Năm 2022: vốn giao 160 triệu đồng. Giải ngân 118,12/160 triệu đồng, đạt 73,83%; còn 41,88 triệu đồng.",
        "Năm 2023: tổng vốn được sử dụng 291,88 triệu đồng, gồm 41,88 triệu đồng chuyển nguồn từ năm 2022 và "
        "250 triệu đồng giao năm 2023. Đã giải ngân 291,88/291,88 triệu đồng, đạt 100%.",
        "Năm 2024: được giao 315 triệu đồng.",
    ]


# ---- Tuần Giáo 2023 (seed 003)

WITHOUT_COMPONENTS = capital(
    "NAM NAM_GOC LOAI NGUON GIAO GIAI_NGAN", "2023 2022 DT NSTW 60000 -", "2023 2022 SN NSTW 38468 -",
    "2023 2023 DT NSTW 13581 -", "2023 2023 SN NSTW 18808 -", "2023 2023 SN NSDP 1453 -",
    "2023 - DT - - 13318", "2023 - SN - - 3925",
)  # fmt: skip


def test_money_without_components_by_kind_and_source() -> None:
    texts = report(
        WITHOUT_COMPONENTS,
        {"data": "VON", "by": ["NIEN_DO", "NGUON", "LOAI"], "levels": ["-", "+", "+"], "columns": ["TONG"]},
        {"data": "VON", "by": ["LOAI"], "levels": ["-"], "columns": ["GIAI_NGAN"]},
    )
    assert texts == [
        "Tổng vốn được sử dụng 132.310 triệu đồng, trong đó:",
        "- Vốn năm 2022 chuyển nguồn sang năm 2023: 98.468 triệu đồng, trong đó:",
        "+ Vốn đầu tư: 60.000 triệu đồng.",
        "+ Vốn sự nghiệp: 38.468 triệu đồng.",
        "- Vốn giao năm 2023: 33.842 triệu đồng, trong đó:",
        "+ Ngân sách trung ương: 32.389 triệu đồng, trong đó:",
        "+ Vốn đầu tư: 13.581 triệu đồng.",
        "+ Vốn sự nghiệp: 18.808 triệu đồng.",
        "+ Ngân sách địa phương: 1.453 triệu đồng.",
        "Giải ngân 17.243/132.310 triệu đồng, đạt 13,03%, trong đó:",
        "- Vốn đầu tư: giải ngân 13.318/73.581 triệu đồng, đạt 18,1%.",
        "- Vốn sự nghiệp: giải ngân 3.925/58.729 triệu đồng, đạt 6,68%.",
    ]


def test_the_same_in_one_paragraph_keeps_the_rates_of_the_kinds() -> None:
    text = told(WITHOUT_COMPONENTS, {"data": "VON"})
    assert "(vốn đầu tư 73.581 triệu đồng; vốn sự nghiệp 58.729 triệu đồng)" in text
    assert text.endswith(
        "Giải ngân 17.243/132.310 triệu đồng, đạt 13,03%; còn 115.067 triệu đồng. Cụ thể: vốn đầu tư giải ngân "
        "13.318/73.581 triệu đồng, đạt 18,1%; vốn sự nghiệp giải ngân 3.925/58.729 triệu đồng, đạt 6,68%."
    )


MATCHING = capital("NAM NAM_GOC LOAI NGUON GIAO", "2023 2023 SN NSTW 32389", "2023 2023 SN NSDP 972")


def test_matching_funds_count_when_the_scope_holds_them() -> None:
    scope, whole = report({**MATCHING, "PHAM_VI.NGUON": "NSTW_NSDP"}, {"data": "VON"})
    assert scope == "Số liệu vốn trong báo cáo gồm ngân sách trung ương và vốn đối ứng của địa phương."
    assert whole == (
        "Vốn giao 33.361 triệu đồng. "
        "Theo nguồn vốn: ngân sách trung ương 32.389 triệu đồng; ngân sách địa phương 972 triệu đồng."
    )


@pytest.mark.parametrize("keys", [[], ["NGUON"], ["NAM", "NGUON"]])
def test_matching_funds_are_not_told_when_the_scope_leaves_them_out(keys: list[str]) -> None:
    text = told({**MATCHING, "PHAM_VI.NGUON": "NSTW"}, {"data": "VON", "by": keys})
    assert "Số liệu vốn trong báo cáo chỉ gồm ngân sách trung ương." in text
    assert "32.389" in text
    assert "972" not in text


def test_the_scope_is_said_before_the_first_money_only() -> None:
    cells = {**capital(LINE, "DA2 2023 2023 SN 100 50"), "PHAM_VI.NGUON": "TAT_CA", "PHAM_VI.MAU_SO": "GIAO"}
    text = told(cells, {"data": "VON"}, BY_COMPONENT)
    assert text.startswith("Số liệu vốn trong báo cáo gồm tất cả các nguồn; tỷ lệ giải ngân tính trên vốn giao trong")
    assert text.count("Số liệu vốn trong báo cáo") == 1
    assert text.count("đạt 50% vốn giao") == 2


def test_targets_that_are_not_due_are_counted_apart() -> None:
    counts = {"TONG_SO": "25", "SO_DAT_VUOT_CHUNG": "15", "SO_CHUA_DEN_KY_CHUNG": "2"}
    cells = {f"MUC_TIEU.TONG_HOP.{code}": count for code, count in counts.items()}
    assert report(cells, {"data": "MUC_TIEU.TONG_HOP"}) == [
        "Đạt và vượt 15/25 mục tiêu, chưa tính 02 mục tiêu chưa đến kỳ đánh giá."
    ]


def targets() -> dict[str, str | Cell]:
    rows = {
        "TY_LE_NGHEO": {"TH": "40", "KH": "38"},
        "MO_HINH": {"TH": "134", "DANH_GIA_DON_VI": "DAT"},
        "HA_TANG": {"DANH_GIA_DON_VI": "CHUA_DEN_KY"},
        "BHYT": {"DANH_GIA_DON_VI": "VUOT"},
        "TRE_5_TUOI": {"TH": "100", "KH": "100"},
        "NHA_TIEU": {"TU": "235", "MAU": "362", "KH": "60"},
    }
    return {f"MUC_TIEU.QG[{row}].{code}": text for row, cells in rows.items() for code, text in cells.items()}


def test_targets_reached_missed_and_judged_without_a_plan() -> None:
    assert report(targets(), {"data": "MUC_TIEU.QG", "form": "gach"}) == [
        "- Mục tiêu tổng quát:",
        "+ Tỷ lệ hộ nghèo: 40% (chưa đạt kế hoạch 38%).",
        "- Kết quả chủ yếu:",
        "+ Huyện nghèo, xã đặc biệt khó khăn được hỗ trợ hạ tầng thiết yếu: chưa đến kỳ đánh giá;",
        "+ Số mô hình, dự án giảm nghèo được hỗ trợ: 134 mô hình (đạt kế hoạch theo đánh giá của đơn vị).",
        "- Chiều thiếu hụt về y tế:",
        "+ Người thuộc hộ nghèo, hộ cận nghèo được hỗ trợ tham gia bảo hiểm y tế: vượt kế hoạch theo đánh giá của "
        "đơn vị.",
        "- Chiều thiếu hụt về giáo dục, đào tạo:",
        "+ Huy động trẻ 5 tuổi ra lớp: 100% (đạt kế hoạch).",
        "- Chiều thiếu hụt về nước sinh hoạt và vệ sinh:",
        "+ Hộ nghèo, hộ cận nghèo sử dụng nhà tiêu hợp vệ sinh: 235/362, 64,92% (vượt kế hoạch 60%).",
    ]


def test_targets_of_one_group() -> None:
    texts = report(targets(), {"data": "MUC_TIEU.QG", "where": {"NHOM": "II_CHU_YEU"}})
    assert len(texts) == 2
    assert texts[1].startswith("- Số mô hình, dự án giảm nghèo được hỗ trợ: 134 mô hình")


# ---- Phong Thổ 2021 - 2024 (seed 004)

TWO_YEARS = {
    **capital(
        f"{LINE} DON_VI", "DA2 2022 2022 SN 6629 1957 -", "DA2 2023 2022 SN 4672 4672 -",
        "DA2 2023 2023 SN 2015 2015 tt_dvnn", "DA2 2023 2023 SN 8500 8000 x1+x2",
    ),
    **text_cells("DOT_GIAO", "r1", DONG="r1", SO_TIEN="2455000000", QUYET_DINH="Quyết định số 413/QĐ-UBND"),
    **text_cells("DOT_GIAO", "r2", DONG="r1", SO_TIEN="4174000000"),
}  # fmt: skip


def test_project_then_year_then_agency_with_grants() -> None:
    assert report(TWO_YEARS, NESTED, made_for=SPAN)[1:] == [
        "Tổng vốn giao giai đoạn 2021 - 2024 là 17.144 triệu đồng. Giải ngân 16.644/17.144 triệu đồng, đạt 97,08%.",
        "Năm 2022",
        "Vốn giao 6.629 triệu đồng. Các đợt giao: 2.455 triệu đồng (Quyết định số 413/QĐ-UBND); 4.174 triệu đồng. "
        "Đã giải ngân 1.957/6.629 triệu đồng, đạt 29,52%; còn 4.672 triệu đồng.",
        "Năm 2023",
        "Tổng vốn được sử dụng 15.187 triệu đồng, gồm 4.672 triệu đồng chuyển nguồn từ năm 2022 và "
        "10.515 triệu đồng giao năm 2023. Kết quả giải ngân 14.687/15.187 triệu đồng, đạt 96,71%.",
        "- Trung tâm Dịch vụ nông nghiệp: vốn sự nghiệp giao năm 2023 là 2.015 triệu đồng. "
        "Giải ngân 2.015/2.015 triệu đồng, đạt 100%.",
        "- Các xã Mường So và Bản Lang: vốn sự nghiệp giao năm 2023 là 8.500 triệu đồng. "
        "Đã giải ngân 8.000/8.500 triệu đồng, đạt 94,12%.",
    ]


def test_one_sum_for_two_sub_projects_alone() -> None:
    assert report(capital(LINE, "DA1_1+DA1_2 2023 2023 SN 11620 10588"))[1:] == [
        "Vốn giao 11.620 triệu đồng. Vốn giao chung cho Tiểu dự án 1 và Tiểu dự án 2. "
        "Giải ngân 10.588/11.620 triệu đồng, đạt 91,12%; còn 1.032 triệu đồng."
    ]


def test_one_sum_for_two_sub_projects_beside_money_of_one() -> None:
    cells = capital(LINE, "DA1_1+DA1_2 2023 2023 SN 11620 10588", "DA1_1 2023 2023 DT 45500 45391")
    _, project, _, sub_project = report(cells)
    assert project == (
        "Vốn giao 57.120 triệu đồng (vốn đầu tư 45.500 triệu đồng; vốn sự nghiệp 11.620 triệu đồng). Giao chung cho "
        "Tiểu dự án 1 và Tiểu dự án 2: vốn sự nghiệp giao năm 2023 là 11.620 triệu đồng, giải ngân 10.588/11.620 "
        "triệu đồng, đạt 91,12%. Giải ngân 55.979/57.120 triệu đồng, đạt 98%."
    )
    assert sub_project == (
        "Vốn đầu tư giao năm 2023 là 45.500 triệu đồng. Đã giải ngân 45.391/45.500 triệu đồng, đạt 99,76%. "
        "Ngoài ra còn phần vốn giao chung, chưa tách riêng cho Tiểu dự án 1 - Dự án 1."
    )


WORKS = {"CT_NUOC": 7, "CT_GIAO_THONG": 6, "CT_VAN_HOA": 3, "CT_TRUONG_HOC": 4}


def test_works_are_divided_in_two_ways_and_told_once() -> None:
    cells = results("DA1", "LUY_KE", CT=20, **WORKS, CT_CHUYEN_TIEP=17, CT_KHOI_CONG=3)
    assert report(cells)[-1] == (
        "Kết quả: 20 công trình, dự án đầu tư, gồm 07 công trình nước sinh hoạt và thủy lợi, 06 công trình đường giao "
        "thông, 03 công trình phục vụ văn hóa và 04 công trình trường học; gồm 17 dự án chuyển tiếp và "
        "03 dự án khởi công mới."
    )


def test_parts_have_parts() -> None:
    cells = results("DA1", CT=20, CT_NUOC=7, CT_NUOC_SH=5, CT_THUY_LOI=2)
    assert "07 công trình nước sinh hoạt và thủy lợi (05 công trình nước sinh hoạt, 02 công trình thủy lợi)" in told(
        cells
    )


def test_houses_built_and_mended() -> None:
    text = told(results("DA5", NHA_XAY_MOI=285, NHA_SUA_CHUA=14))
    assert "299 hộ được hỗ trợ nhà ở, gồm 285 hộ làm mới nhà ở và 14 hộ sửa chữa nhà ở" in text


def test_spending_of_the_contents_of_a_line() -> None:
    cells = {
        **capital(LINE, "DA7_1 2023 2023 SN 852 696"),
        **text_cells("NOI_DUNG", "r1", DONG="r1", TEN="Tập huấn", GIAI_NGAN="593000000"),
        **text_cells("NOI_DUNG", "r2", DONG="r1", TEN="Học tập kinh nghiệm", GIAI_NGAN="103000000"),
    }
    assert report(cells)[-1] == (
        "Vốn giao 852 triệu đồng. Tập huấn: giải ngân 593 triệu đồng. Học tập kinh nghiệm: giải ngân 103 triệu đồng. "
        "Giải ngân 696/852 triệu đồng, đạt 81,69%; còn 156 triệu đồng."
    )


def test_needs_by_kind_without_components() -> None:
    assert report(needs("- DT 300000 -", "- SN 269250 -"), NEEDS) == [
        "Tổng nhu cầu 569.250 triệu đồng (vốn đầu tư 300.000 triệu đồng; vốn sự nghiệp 269.250 triệu đồng)."
    ]


def test_the_title_says_that_the_figures_are_expected_ones() -> None:
    made = evolve(SPAN, period=evolve(SPAN.period, estimated=True, cutoff=datetime.date(2024, 12, 31)))
    assert compose_report(evaluated({}, made)).letterhead.note == "(Số liệu ước thực hiện đến hết ngày 31/12/2024)"


# ---- rates, estimates, qualifiers, rounding


@pytest.mark.parametrize(
    ("given", "spent", "told_rate"),
    [
        ("25000", "24999", "đạt 99,996%"),
        ("25000", "25000", "đạt 100%"),
        ("25000", "1", "đạt 0,004%"),
        ("100", "101", "đạt 101%"),
    ],
)
def test_a_hundred_percent_is_said_of_equality_only(given: str, spent: str, told_rate: str) -> None:
    assert f"triệu đồng, {told_rate}" in told(capital(LINE, f"DA2 2023 2023 SN {given} {spent}"))


def test_nothing_spent_is_no_zero() -> None:
    text = told(capital(LINE, "DA2 2023 2023 SN 25000 0", "DA6_2 2023 2023 SN 325 0"))
    assert "Vốn giao 25.000 triệu đồng. Chưa giải ngân." in text
    assert "Được giao 325 triệu đồng. Đến nay chưa giải ngân." in text


def test_what_is_left_and_moves_on_is_told_once() -> None:
    cells = capital(f"{LINE} CHUYEN_NGUON HUY", "DA3_2 2023 2023 SN 1128 270 858 -", "DA2 2023 2023 SN 100 88 - 12")
    text = told(cells)
    assert text.count("858") == 1
    assert "Chuyển nguồn sang năm 2024: 858 triệu đồng." in text
    assert "Hủy dự toán, nộp trả 12 triệu đồng." in text


def test_what_is_expected_by_the_end_of_the_year() -> None:
    cells = capital(f"{LINE} UOC", "DA2 2023 2023 SN 1000 500 900")
    assert report(cells, made_for=head(cutoff="2023-08-31"))[-1] == (
        "Vốn giao 1.000 triệu đồng. Giải ngân 500/1.000 triệu đồng, đạt 50%. "
        "Ước giải ngân đến 31/12/2023: 900 triệu đồng, đạt 90%."
    )


def test_an_adjusted_amount_says_which_it_is() -> None:
    cells = capital("DU_AN NAM NAM_GOC GIAO DIEU_CHINH", "DA2 2023 2023 1128 120", "DA5 2023 2023 100 -28")
    text = told(cells)
    assert "Vốn giao 1.248 triệu đồng. Vốn trên đã tính điều chỉnh tăng 120 triệu đồng." in text
    assert "Được giao 72 triệu đồng. Vốn trên đã tính điều chỉnh giảm 28 triệu đồng." in text


def qualified(text: str, word: str) -> Cell:
    return Cell(State.VALUE, text, qualifier=word)


def test_a_qualifier_goes_with_its_figure_into_composed_sentences() -> None:
    cells = {
        **capital(LINE, "DA2 2023 2023 SN 1000 -"),
        "VON[r1].GIAI_NGAN": qualified("500000000", "ước"),
        "DA2.KQ[HO].LUY_KE": qualified("500", "trên"),
        "DA2.KQ[LOP].LUY_KE": qualified("5", "khoảng"),
    }
    text = told(cells)
    assert "Giải ngân ước 500/1.000 triệu đồng, đạt 50%" in text
    assert "Kết quả: khoảng 05 lớp tập huấn kỹ thuật; trên 500 hộ tham gia." in text


def test_a_qualifier_typed_in_the_sentence_too_is_printed_once() -> None:
    words = paragraph({"t": "Hỗ trợ trên "}, {"fig": "DA2.KQ[HO].LUY_KE", "as": "count"}, {"t": " hộ."})
    cells = {"DA2.KQ[HO].LUY_KE": qualified("500", "trên")}
    assert report(cells, narratives={"DA2.TM.KET_QUA": words})[-1] == "Hỗ trợ trên 500 hộ."


def test_rounded_amounts_say_so_and_leave_no_zero() -> None:
    cells = {**capital(LINE, "DA2 2023 2023 SN 1000.4 1000.3"), "PHAM_VI.LAM_TRON": "DON_VI"}
    note, text = report(cells, {"data": "VON"})
    assert note == "Các số tiền đã làm tròn đến triệu đồng nên tổng các số thành phần có thể lệch so với số tổng."
    assert text == "Vốn giao 1.000 triệu đồng. Giải ngân 1.000/1.000 triệu đồng, đạt 99,99%."


@pytest.mark.parametrize(
    ("kept", "plan", "said"),
    [(129, 200, "đạt 64,5% kế hoạch"), (200, 200, "đạt 100% kế hoạch"), (225, 200, "bằng 112,5%, vượt kế hoạch")],
)
def test_results_against_their_plan(kept: int, plan: int, said: str) -> None:
    cells = {**results("DA4_3", KET_NOI=kept), **results("DA4_3", "KH", KET_NOI=plan)}
    assert f"{kept} lao động được kết nối có việc làm thành công, {said}." in told(cells)


def test_a_plan_of_which_nothing_is_done() -> None:
    cells = {
        **results("DA4_3", KET_NOI=0),
        **results("DA4_3", "KH", KET_NOI=1000),
        **results("DA4_3", "UOC", KET_NOI=500),
    }
    assert report(cells)[-1] == (
        "Kết quả: chưa có lao động được kết nối có việc làm thành công (kế hoạch 1.000); "
        "ước cả kỳ 500 lao động được kết nối có việc làm thành công."
    )


def test_results_of_single_years_are_told_without_a_level_for_years() -> None:
    cells = {"DA2.KQ[HO].LUY_KE_2022": "100", "DA2.KQ[HO].LUY_KE_2023": "50", "DA2.KQ[LOP].LUY_KE": "7"}
    assert report(cells, made_for=SPAN)[1:] == [
        "Kết quả: 07 lớp tập huấn kỹ thuật.",
        "Năm 2022: 100 hộ tham gia.",
        "Năm 2023: 50 hộ tham gia.",
    ]
    assert report(cells, BY_YEAR, made_for=SPAN)[1:] == [
        "Kết quả: 07 lớp tập huấn kỹ thuật.",
        "Năm 2022: 100 hộ tham gia.",
        "Năm 2023: 50 hộ tham gia.",
    ]


# ---- statuses, reasons, documents


def test_a_status_is_told_of_lines_that_have_no_money_yet() -> None:
    cells = text_cells(
        "VON", "r1", DU_AN="DA4_1", NAM="2023", TRANG_THAI="CHUA_PHAN_BO", LY_DO="UBND tỉnh chưa giao vốn."
    )
    assert report(cells)[-1] == "Chưa phân bổ. Lý do: UBND tỉnh chưa giao vốn."


def test_a_status_of_a_whole_project_stands_with_the_project() -> None:
    cells = capital(
        LINE, "DA3 2023 2023 SN 3482 -", "DA3_1 2023 2023 SN 1000 -",
        r1_TRANG_THAI="HOAN_THIEN_HO_SO", r1_LY_DO="chờ hướng dẫn",
    )  # fmt: skip
    assert report(cells)[1] == (
        "Vốn giao 3.482 triệu đồng. Vốn sự nghiệp giao năm 2023: đang hoàn thiện hồ sơ. Lý do: chờ hướng dẫn."
    )


def test_an_outline_without_sub_projects_names_those_that_have_a_status() -> None:
    cells = capital(
        LINE, "DA4_1 2023 2023 SN 100 0", "DA4_2 2023 2023 SN 957 0",
        r1_TRANG_THAI="HOAN_THIEN_HO_SO", r2_TRANG_THAI="KHONG_THUC_HIEN", r2_LY_DO="đối tượng trùng",
    )  # fmt: skip
    assert report(cells, {"data": "DU_AN", "by": ["DU_AN"]})[-1].endswith(
        "Chưa giải ngân. Tiểu dự án 1, vốn sự nghiệp giao năm 2023: đang hoàn thiện hồ sơ. "
        "Tiểu dự án 2, vốn sự nghiệp giao năm 2023: không thực hiện được. Lý do: đối tượng trùng."
    )


def test_ticked_reasons_stand_with_their_component_or_where_the_outline_wants_them() -> None:
    def reason(ref: str, text: str, ticked: bool = True) -> Reason:
        return Reason("VON_GIAI_NGAN", (ref,), (), text, ticked)

    reasons = {
        "a": reason("VON[r1].GIAI_NGAN", "chưa tuyển sinh được"),
        "b": reason("MUC_TIEU.QG[BHYT].TH", "số liệu của cơ quan bảo hiểm"),
        "c": reason("VON[r1].GIAO", "không đưa vào báo cáo", ticked=False),
    }
    cells = capital(LINE, "DA4_1 2023 2023 SN 1832 0")
    assert report(cells, BY_COMPONENT, {"data": "GIAI_TRINH"}, reasons=reasons)[2:] == [
        "Vốn giao 1.832 triệu đồng. Chưa giải ngân.",
        "Chưa tuyển sinh được.",
        "Số liệu của cơ quan bảo hiểm.",
    ]


PLAN_373 = text_cells(
    "CHI_DAO.VAN_BAN", "r1", LOAI="KE_HOACH", SO="373/KH-UBND", NGAY="2022-12-30", TRICH_YEU="thực hiện Chương trình"
)
DECISION_512 = text_cells(
    "CHI_DAO.VAN_BAN", "r2", LOAI="QUYET_DINH", SO="512/QĐ-UBND", NGAY="2022-03-23", TRICH_YEU="thành lập Ban Chỉ đạo"
)


def cited(*forms: str) -> Document:
    words = [{"cite": ["CHI_DAO.VAN_BAN[r1]"], "form": form} for form in forms]
    slot = {"CHI_DAO.TM.CHI_DAO": paragraph({"t": "Căn cứ "}, *words, {"t": "."})}
    return compose_report(evaluated({**PLAN_373, **DECISION_512}, narratives=slot))


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("inline", "Căn cứ Kế hoạch số 373/KH-UBND ngày 30/12/2022 thực hiện Chương trình."),
        ("bracket", "Căn cứ (Kế hoạch số 373/KH-UBND ngày 30/12/2022 thực hiện Chương trình)."),
    ],
)
def test_a_document_in_the_sentence(form: str, shown: str) -> None:
    assert shown in [plain(block) for block in cited(form).blocks]


def test_a_document_in_full_first_and_short_later() -> None:
    texts = [plain(block) for block in cited("inline", "bracket").blocks]
    assert any(text.endswith("thực hiện Chương trình(Kế hoạch số 373/KH-UBND).") for text in texts)


def test_a_document_as_footnote_and_as_bullet() -> None:
    notes = [
        run.text.replace("\u00a0", " ")
        for block in cited("footnote").blocks
        if isinstance(block, ParagraphBlock)
        for run in block.runs
        if isinstance(run, NoteRun)
    ]
    assert notes == ["Kế hoạch số 373/KH-UBND ngày 30/12/2022 thực hiện Chương trình."]
    assert "- Kế hoạch số 373/KH-UBND ngày 30/12/2022 thực hiện Chương trình." in map(plain, cited("bullets").blocks)


def test_the_register_stands_in_the_order_of_its_dates() -> None:
    assert report({**PLAN_373, **DECISION_512}, {"data": "CHI_DAO.VAN_BAN"}) == [
        "- Quyết định số 512/QĐ-UBND ngày 23/3/2022 thành lập Ban Chỉ đạo;",
        "- Kế hoạch số 373/KH-UBND ngày 30/12/2022 thực hiện Chương trình.",
    ]


# ---- what the office's own words tell is left out


def test_words_that_tell_the_whole_silence_the_composed_sentences() -> None:
    words = paragraph(
        {"t": "Giao "}, {"fig": 'VON(TONG, DU_AN="DA2")', "as": "money"}, {"t": ", giải ngân "},
        {"fig": 'VON(GIAI_NGAN, DU_AN="DA2")', "as": "money"}, {"t": "."},
    )  # fmt: skip
    texts = report(capital(LINE, "DA2 2023 2023 SN 100 60"), narratives={"DA2.TM.KET_QUA": words})
    assert texts[1:] == ["Giao 100 triệu đồng, giải ngân 60 triệu đồng."]


def test_what_the_words_leave_out_follows_them() -> None:
    words = paragraph({"t": "Giao "}, {"fig": 'VON(TONG, DU_AN="DA2")', "as": "money"}, {"t": " cho các xã."})
    texts = report(capital(LINE, "DA2 2023 2023 SN 100 60"), narratives={"DA2.TM.KET_QUA": words})
    assert texts[1:] == [
        "Giao 100 triệu đồng cho các xã.",
        "Giải ngân 60/100 triệu đồng, đạt 60%; còn 40 triệu đồng.",
    ]


def test_an_equal_amount_of_another_project_is_not_told_by_them() -> None:
    words = paragraph({"t": "Giao "}, {"fig": 'VON(TONG, DU_AN="DA5")', "as": "money"}, {"t": "."})
    cells = capital(LINE, "DA2 2023 2023 SN 100 60", "DA5 2023 2023 SN 100 100")
    text = told(cells, narratives={"DA5.TM.KET_QUA": words})
    assert "Vốn giao 100 triệu đồng. Giải ngân 60/100 triệu đồng" in text
