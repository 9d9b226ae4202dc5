"""A finance office's sheet pasted into the capital lines: understood, matched, asked where unclear, one step."""

import pytest
from attrs import evolve

from gnbv_desktop.exchange.clipboard import read_table
from gnbv_desktop.kernel.dossier import Place
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import bulk, history
from gnbv_desktop.services.capital_match import Matcher
from gnbv_desktop.services.capital_paste import accept_capital, plan_capital
from gnbv_desktop.services.capital_plan import NEW_LINE, Answers
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.number_style import Style
from gnbv_desktop.services.work import Work
from tests.support_dossiers import content

PHONG_THO = """\tTình hình giải ngân vốn Chương trình MTQG giảm nghèo bền vững năm 2023
\t\t\tĐVT: triệu đồng
STT\tNội dung\tVốn giao\tGiải ngân lũy kế
\tTổng cộng\t49.119\t#REF!
1\tDự án 1
\tTDA1: duy tu, bảo dưỡng (5 xã)\t4.550\t3.600
\tTDA2: BQLDA\t7.070\t7.070
2\tDự án 2: TT DVNN (vốn 2022)\t4.174\t4.174
\tTT DVNN (vốn 2023)\t2.015\t2.015
\tUBND xã, TT: 17 xã × 500\t8.500\t8.500
\tTDA1-DA3: TT DVNN\t6.501\t6.501
\tTDA2-DA3: TT Y tế\t1.128\t270
\tTDA1-DA4 (vốn 2022)\t1.070\t#REF!
\tTDA3-DA4: Phòng LĐ-TB&XH\t874\t30
\tDự án 5: nhà ở\t12.060\t12.060
\tDự án 6: TT VH-TT-TT\t325\t300 tr
\tKinh phí quản lý\t852\t696
"""
BY_ORIGIN = """BIỂU TỔNG HỢP VỐN SỰ NGHIỆP NĂM 2023
\t\t\t\t\t\t\tĐơn vị tính: đồng
TT\tNội dung\tKế hoạch vốn năm 2023\t\t\tGiải ngân đến 31/01/2024\t\t\tTỷ lệ (%)\tGhi chú
\t\tTổng số\tVốn năm 2022 chuyển sang\tVốn giao năm 2023\tTổng số\tVốn 2022\tVốn 2023
A\tB\t1=2+3\t2\t3\t4=5+6\t5\t6\t7=4/1\t8
I\tDự án 3\t6.501.000.000\t1.822.000.000\t4.679.000.000\t6.501.000.000\t1.822.000.000\t4.679.000.000\t100
1\tTiểu dự án 1\t6.501.000.000\t1.822.000.000\t4.679.000.000\t6.501.000.000\t1.822.000.000\t4.679.000.000\t100
II\tDự án 7\t519.000.000\t193.000.000\t326.000.000\t402.000.000\t193.000.000\t209.000.000\t77
1\tTiểu dự án 2. Giám sát, đánh giá\t519.000.000\t193.000.000\t326.000.000\t402.000.000\t193.000.000\t209.000.000\t77
"""
BY_KIND = """Dự án/Tiểu dự án\tKế hoạch vốn giao năm 2023\t\tGiải ngân đến ngày 31/8/2023\t
\tVốn đầu tư\tVốn sự nghiệp\tVốn đầu tư\tVốn sự nghiệp
Tổng số\t42.218\t18.237\t4.569,482\t-
Dự án 1: Hỗ trợ đầu tư phát triển hạ tầng KT-XH\t42.218\t4.222\t4.569,482\t-
Tiểu dự án 1: Hỗ trợ đầu tư phát triển hạ tầng kinh tế - xã hội\t42.218\t4.222\t4.569,482\t-
Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo\t\t5.831\t\t0
Dự án 3. Hỗ trợ phát triển sản xuất, cải thiện dinh dưỡng\t\t3.482\t\t0
Dự án 4\t\t3.960\t\t0
Tiểu dự án 1\t\t2.771\t\t0
Tiểu dự án 2\t\t694\t\t0
Tiểu dự án 3\t\t489\t\t0
Giảm nghèo về thông tin\t\t442\t\t0
Giám sát, đánh giá\t\t259\t\t0
Nâng cao năng lực thực hiện chương trình\t\t47\t\t0
"""
BY_SOURCE = """Nguồn vốn (triệu đồng)\tKế hoạch\tGiải ngân\t%
A. Vốn đầu tư phát triển\t73.581\t13.334,47\t18,12
Vốn năm 2022 kéo dài sang năm 2023\t23.581
Vốn giao năm 2023 (NSTW)\t50.000
B. Vốn sự nghiệp\t58.729\t4.000,53\t6,66
Vốn năm 2022 chuyển sang\t8.808
NSTW\t48.468
NS huyện đối ứng\t1.453
Cộng\t132.310\t17.335
"""
YEARS = """Nội dung\tNăm 2022\t\t\tNăm 2023
\tTổng\tNSTW\tNSĐP\tTổng\tNSTW\tNSĐP
Dự án 2\t786\t763\t23\t1,806\t1,753\t53
Dự án 4
TDA1\t504\t489\t15\t1,234\t1,198\t36
TDA 3\t160\t156\t4\t424\t412\t13
"""


@pytest.fixture
def opened(desk):
    return lambda name: Work.open(desk, load_sample(desk, name))


def plan(work, text, **answers):
    return plan_capital(work, read_table(text), Answers(**answers))


def matched(found):
    """The line of each row of the sheet that has one, by the row's first words and its column group."""
    return {(row.words, row.group): row.line for row in found.rows if row.taken}


def remarks(found):
    return {row.words: row.remark for row in found.rows if row.remark and row.status.value != "line"}


def changes(found):
    return {str(cell.ref): f"{cell.now}→{cell.then}" for cell in found.cells if cell.outcome.value == "change"}


def codes(found):
    return {column.index: column.code for column in found.columns if column.code}


# ---- what a sheet means


def test_rows_are_matched_by_component_agency_and_year_of_origin(opened):
    found = plan(opened("phong-tho-2023"), PHONG_THO)
    assert {words: line for (words, _), line in matched(found).items()} == {
        "TDA1: duy tu, bảo dưỡng (5 xã)": "r4", "TDA2: BQLDA": "r5", "Dự án 2: TT DVNN (vốn 2022)": "r7",
        "TT DVNN (vốn 2023)": "r8", "UBND xã, TT: 17 xã × 500": "r9", "TDA1-DA3: TT DVNN": "r10",
        "TDA2-DA3: TT Y tế": "r13", "TDA1-DA4 (vốn 2022)": "r14", "TDA3-DA4: Phòng LĐ-TB&XH": "r18",
        "Dự án 5: nhà ở": "r21", "Dự án 6: TT VH-TT-TT": "r22",
    }  # fmt: skip
    assert (found.money, found.money_stated, found.year) == (MoneyUnit.TRIEU, True, 2023)
    assert codes(found) == {2: "GIAO", 3: "GIAI_NGAN"}
    assert [row.matched for row in found.rows[:2]] == ["dòng tổng, không nhận", "tiêu đề"]
    assert found.rows[0].remark == "vốn giao: các dòng cộng lại khớp"
    assert changes(found)["VON[r4].GIAI_NGAN"] == "3.518→3.600"


def test_what_is_unclear_is_counted_and_said(opened):
    found = plan(opened("phong-tho-2023"), PHONG_THO)
    by_words = {row.words: row for row in found.rows}
    assert by_words["TDA1-DA4 (vốn 2022)"].remark == "ô Excel báo lỗi, gõ lại số"
    assert by_words["Kinh phí quản lý"].remark == "chưa khớp dòng nào"
    assert by_words["Dự án 6: TT VH-TT-TT"].remark.endswith("bỏ chữ «tr», hiểu là triệu")
    assert by_words["TDA1-DA3: TT DVNN"].remark.startswith("nhập chung các năm gốc")
    assert (found.unmatched, found.blocked) == (1, "Còn 2 chỗ cần xem")


def test_answers_clear_the_way_and_accepting_is_one_undo(opened):
    work = opened("phong-tho-2023")
    before, steps = content(work.dossier), len(history.history(work))
    places = {row.words: row.row for row in plan(work, PHONG_THO).rows}
    found = plan(
        work, PHONG_THO,
        typed={(places["TDA1-DA4 (vốn 2022)"], 3): "1.054"}, rows={(places["Kinh phí quản lý"], 0): "r23"},
    )  # fmt: skip
    assert found.blocked == ""
    accept_capital(work, found)
    assert work.evaluation.figure(Ref("VON", "r4", "GIAI_NGAN")).text == "3600000000"
    assert work.evaluation.figure(Ref("VON", "r7", "GIAI_NGAN")).text == "4174000000"
    assert len(history.history(work)) == steps + 1
    assert plan(work, PHONG_THO, skipped={(places["Kinh phí quản lý"], 0)}, typed={(12, 3): ""}).blocked == (
        "Không có ô nào thay đổi"
    )
    history.undo(work)
    assert content(work.dossier) == before


def test_a_plan_with_open_places_is_refused_whole(opened):
    work = opened("phong-tho-2023")
    before = content(work.dossier)
    with pytest.raises(BadInput, match="Còn 2 chỗ cần xem; bảng chưa được nhận"):
        accept_capital(work, plan(work, PHONG_THO))
    assert content(work.dossier) == before


def test_columns_by_year_of_origin_and_amounts_in_dong(opened):
    found = plan(opened("phong-tho-2023"), BY_ORIGIN)
    assert codes(found) == {3: "GIAO", 4: "GIAO", 6: "GIAI_NGAN", 7: "GIAI_NGAN"}
    assert (found.money, found.year, found.blocked) == (MoneyUnit.DONG, 2023, "")
    assert list(matched(found).values()) == ["r11", "r12", "r25", "r26"]
    assert changes(found) == {
        "VON[r11].GIAI_NGAN": "→1.822", "VON[r12].GIAI_NGAN": "→4.679",
        "VON[r25].GIAI_NGAN": "→193", "VON[r26].GIAI_NGAN": "→209",
    }  # fmt: skip
    assert {column.note for column in found.columns if column.index in (2, 5)} == {
        "không nhận: tổng của các cột bên cạnh"
    }


def test_columns_by_kind_and_components_by_name_below_their_heading(opened):
    found = plan(opened("tu-mo-rong-2023-08"), BY_KIND)
    assert list(matched(found).values()) == ["r2", "r3", "r5", "r6", "r7", "r8", "r9", "r11", "r14", "r13"]
    assert "VON[r2].GIAI_NGAN" in changes(found) and "VON[r3].GIAI_NGAN" not in changes(found)
    assert changes(found)["VON[r13].GIAO"] == "484→47"
    assert "vốn giao (cột 3): các dòng cộng lại 3.954, lệch 6" in remarks(found)["Dự án 4"]
    assert "vốn giao (cột 3): các dòng cộng lại khớp" in remarks(found)["Tổng số"]


def test_a_subtotal_alone_holds_what_its_rows_do_not_say(opened):
    found = plan(opened("tuan-giao-2023"), BY_SOURCE)
    assert list(matched(found).values()) == ["r6", "r4", "r1", "r7", "r5", "r2", "r3"]
    assert changes(found) == {"VON[r7].GIAI_NGAN": "3.908,53→4.000,53"}
    assert remarks(found)["Cộng"] == "vốn giao: các dòng cộng lại khớp; giải ngân: các dòng cộng lại khớp"


def test_years_side_by_side_once_their_columns_are_named(opened):
    work = opened("bac-kan-2021-2024")
    assert plan(work, YEARS).blocked == "Cột 2 «Năm 2022 · Tổng» chưa rõ là số gì; hãy chọn tên cột hoặc bỏ cột"
    columns = {1: "", 4: "", 2: "GIAO", 3: "GIAO", 5: "GIAO", 6: "GIAO"}
    asked = plan(work, YEARS, columns=columns)
    assert (asked.style_asked, asked.blocked) == (True, "Hãy chọn kiểu viết số")
    found = plan(work, YEARS, columns=columns, style=Style.ENGLISH)
    lines = ["r1", "r2", "r3", "r4", "r15", "r16", "r17", "r18", "r21", "r22", "r23", "r24"]
    assert list(matched(found).values()) == lines
    assert (changes(found), found.blocked) == ({"VON[r24].GIAO": "12→13"}, "")


# ---- doubts


def test_a_sheet_without_titles_asks_for_them(opened):
    found = plan(opened("phong-tho-2023"), "Dự án 5\t12.060\t11.000\n")
    assert found.blocked == "Cột 2 chưa rõ là số gì; hãy chọn tên cột hoặc bỏ cột"
    named = plan(opened("phong-tho-2023"), "Dự án 5\t12.060\t11.000\n", columns={1: "GIAO", 2: "GIAI_NGAN"})
    assert changes(named) == {"VON[r21].GIAI_NGAN": "12.060→11.000"}
    assert not named.money_stated


def test_the_unit_may_be_corrected_by_a_person(opened):
    text = "Nội dung\tVốn giao\nDự án 5\t12.000.000\n"
    assert plan(opened("phong-tho-2023"), text).blocked == "Còn 1 chỗ cần xem"
    found = plan(opened("phong-tho-2023"), text, money=MoneyUnit.NGHIN)
    assert changes(found) == {"VON[r21].GIAO": "12.060→12.000"}
    chosen = plan(opened("phong-tho-2023"), text, readings={(1, 1): 1})
    assert changes(chosen) == {"VON[r21].GIAO": "12.060→12"}


def test_a_year_that_nothing_tells_is_asked(opened):
    text = "Nội dung\tVốn giao\nDự án 5\t17.500\n"
    work = opened("phong-tho-2021-2024")
    assert plan(work, text).blocked == "Chưa rõ bảng của năm nào; hãy chọn năm"
    assert list(matched(plan(work, text, year=2023)).values()) == ["r46"]


def test_two_titles_of_the_same_kind_are_asked(opened):
    found = plan(opened("phong-tho-2023"), "Nội dung\tGiải ngân đến 30/6\tGiải ngân đến 31/12\nDự án 5\t7\t8\n")
    assert found.blocked == "Cột 2 và cột 3 đều là Giải ngân lũy kế; hãy chọn một cột"


@pytest.mark.parametrize(
    ("row", "choices"),
    [("Dự án 2", {"r6", "r7", "r8", "r9"}), ("TDA1-DA1", {"r2", "r4"}), ("TDA1-DA4", {"r14", "r15"})],
)
def test_several_lines_that_fit_are_a_question(opened, row, choices):
    found = plan(opened("phong-tho-2023"), f"Nội dung\tVốn giao\n{row}\t1.000\n")
    (only,) = found.rows
    assert (only.status.value, only.remark.partition(";")[0]) == ("ask", "nhiều dòng cùng khớp")
    assert {choice.line for choice in only.choices} == choices
    assert all("Dự án" in choice.label for choice in only.choices)


def test_a_project_below_an_unknown_one_is_not_guessed(opened):
    found = plan(opened("phong-tho-2023"), "Nội dung\tVốn giao\nTDA1\t1.000\n")
    assert found.rows[0].status.value == "ask"
    assert not found.rows[0].may_be_new


def test_two_rows_for_one_line_cannot_both_be_taken(opened):
    text = "Nội dung\tVốn giao\nDự án 5\t7\nDự án 5: sửa nhà\t8\n"
    found = plan(opened("phong-tho-2023"), text)
    assert found.rows[1].remark == "trùng dòng vốn với dòng 2 của bảng dán"
    assert found.blocked == "Còn 1 chỗ cần xem"
    assert plan(opened("phong-tho-2023"), text, skipped={(2, 0)}).blocked == ""


def test_a_line_that_does_not_exist_cannot_be_chosen(opened):
    with pytest.raises(BadInput, match="Không có dòng"):
        plan(opened("phong-tho-2023"), "Nội dung\tVốn giao\nX\t7\n", rows={(1, 0): "r99"})


# ---- new lines

NEW = """ĐVT: triệu đồng
Nội dung\tVốn giao\tGiải ngân
Dự án 6
Tiểu dự án 1 (Phòng LĐTBXH)\t100\t20
Dự án 5 (vốn 2022 chuyển sang)\t60\t-
TDA2-DA1\t5.000\t0
"""


def test_a_line_whose_key_is_clear_is_made_with_its_key(opened):
    work = opened("tuan-giao-2023")
    found = plan(work, NEW)
    statuses = [row.status.value for row in found.rows]
    assert statuses == ["heading", "new", "new", "ask"]
    assert found.rows[3].remark == "chưa khớp dòng nào; chưa rõ vốn đầu tư hay vốn sự nghiệp"
    assert not found.rows[3].may_be_new
    found = plan(work, NEW, parts={(5, 0): {"LOAI": "DT"}})
    before = content(work.dossier)
    accept_capital(work, found)
    assert work.dossier.block("VON").order[-3:] == ("r8", "r9", "r10")
    codes = ("DU_AN", "NAM", "NAM_GOC", "LOAI", "DON_VI")
    shown = {row: [text(work, row, code) for code in codes] for row in ("r8", "r9", "r10")}
    assert shown == {
        "r8": ["DA6_1", "2023", "", "SN", "ldtbxh"], "r9": ["DA5", "2023", "2022", "SN", ""],
        "r10": ["DA1_2", "2023", "", "DT", ""],
    }  # fmt: skip
    assert work.evaluation.figure(Ref("VON", "r9", "GIAI_NGAN")).status.value == "missing"
    history.undo(work)
    assert content(work.dossier) == before


def test_a_new_line_may_be_asked_for_only_with_a_clear_key(opened):
    work = opened("phong-tho-2023")
    text = "Nội dung\tVốn giao\nDự án 2\t7\nTDA1-DA1\t8\n"
    found = plan(work, text, rows={(1, 0): NEW_LINE, (2, 0): NEW_LINE})
    assert [row.status.value for row in found.rows] == ["new", "ask"]
    assert found.rows[1].remark == "chưa rõ dự án, năm hoặc loại vốn, không lập được dòng mới"


def test_a_dossier_changed_meanwhile(opened):
    work = opened("tuan-giao-2023")
    found = plan(work, NEW, skipped={(5, 0)})
    bulk.insert_rows(work, "VON", 0, 2)
    accept_capital(work, found)
    assert work.dossier.block("VON").order[-2:] == ("r10", "r11")
    stale = plan(work, "Nội dung\tVốn giao (triệu đồng)\nNSTW\t5\n", rows={(1, 0): "r1"})
    bulk.remove_rows(work, "VON", ["r1"])
    with pytest.raises(BadInput, match="đã bị xóa"):
        accept_capital(work, stale)


SAMPLES = ("phong-tho-2023", "phong-tho-2021-2024", "tu-mo-rong-2023-08", "bac-kan-2021-2024")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_of_a_sample_is_found_again_by_its_own_words(opened, name):
    work = opened(name)
    given = [row for row in work.dossier.block("VON").order if work.evaluation.figure(Ref("VON", row, "GIAO")).number]
    for row in given:
        sheet = sheet_of(work, row)
        found = plan(work, sheet, style=Style.VIETNAMESE)
        several = "+" in text(work, row, "DU_AN")
        assert (sheet, list(matched(found).values()), changes(found)) == (sheet, [] if several else [row], {})


def sheet_of(work, row):
    """A sheet of one row, as the line would stand in the finance office's table."""
    component, kind, source, agency, amount = (
        bulk.copy_text(work, [[Ref("VON", row, code)]]) for code in ("DU_AN", "LOAI", "NGUON", "DON_VI", "GIAO")
    )
    said = [f"vốn {text(work, row, 'NAM_GOC')}", f"vốn {kind.lower()}", source]
    words = f"{component.replace(', ', ' và ')} ({', '.join(each for each in said if each)})"
    title = f"Vốn giao năm {text(work, row, 'NAM')} (triệu đồng)"
    return f"Nội dung\tĐơn vị thực hiện\t{title}\n{words}\t{agency}\t{amount}\n"


def text(work, row, code):
    return work.evaluation.figure(Ref("VON", row, code)).text


# ---- money that passes from one year to another


def column_of_title(work, title):
    (_, column) = plan(work, f"Nội dung\t{title}\nDự án 5\t7\n").columns
    return column.code, column.parts.get("NAM_GOC", "")


@pytest.mark.parametrize(
    ("title", "code", "origin"),
    [
        ("Vốn chuyển nguồn năm 2022 sang 2023", "GIAO", "2022"),
        ("Kế hoạch vốn 2022 kéo dài", "GIAO", "2022"),
        ("Vốn năm trước chuyển sang", "GIAO", "2022"),
        ("Giải ngân vốn 2022 kéo dài", "GIAI_NGAN", "2022"),
        ("Vốn 2022 tiếp tục kéo dài sang năm 2024", "CHUYEN_NGUON", "2022"),
        ("Vốn chuyển sang năm 2024", "CHUYEN_NGUON", ""),
        ("Vốn năm 2023 kéo dài", "CHUYEN_NGUON", ""),
        ("Số chuyển nguồn sang năm sau", "CHUYEN_NGUON", ""),
    ],
)
def test_the_years_of_a_title_say_which_way_money_goes(opened, title, code, origin):
    assert column_of_title(opened("phong-tho-2023"), title) == (code, origin)


@pytest.mark.parametrize("title", ["Vốn chuyển nguồn", "Vốn kéo dài", "Vốn chuyển nguồn năm 2023"])
def test_money_that_goes_no_one_knows_where_is_asked(opened, title):
    found = plan(opened("phong-tho-2023"), f"Nội dung\t{title} (triệu đồng)\tVốn giao\nDự án 5\t7\t8\n")
    assert found.blocked == f"Cột 2 «{title} (triệu đồng)» chưa rõ là số gì; hãy chọn tên cột hoặc bỏ cột"


def test_what_was_spent_of_money_carried_over_stays_what_was_spent(opened):
    text = """Nội dung\tKế hoạch vốn\t\tGiải ngân\t\tChuyển nguồn
\tVốn năm 2022 chuyển sang\tVốn giao năm 2023\tVốn năm 2022 chuyển sang\tVốn giao năm 2023\tsang năm 2024
Dự án 5\t60\t12.060\t50\t12.060\t10
"""
    found = plan(opened("phong-tho-2023"), text)
    assert codes(found) == {1: "GIAO", 2: "GIAO", 3: "GIAI_NGAN", 4: "GIAI_NGAN", 5: "CHUYEN_NGUON"}
    assert [column.parts.get("NAM_GOC") for column in found.columns[1:5]] == ["2022", "2023", "2022", "2023"]
    assert {column.year for column in found.columns} == {None}


def test_the_year_above_a_column_says_which_year_money_came_into(opened):
    text = "Nội dung\tNăm 2022\t\tNăm 2023\t\n\tVốn giao\tGiải ngân\tVốn 2022 kéo dài\tGiải ngân\nDự án 5\t5\t6\t7\t8\n"
    column = plan(opened("phong-tho-2021-2024"), text).columns[3]
    assert (column.code, column.year, column.parts) == ("GIAO", 2023, {"NAM_GOC": "2022"})


# ---- who spends

UNKNOWN = """ĐVT: triệu đồng
Nội dung\tĐơn vị thực hiện\tVốn giao\tGiải ngân
TDA1-DA6\tPhòng Kinh tế và Hạ tầng đô thị\t100\t20
TDA2-DA6: Phòng Kinh tế và Hạ tầng đô thị (vốn 2022)\t\t60\t10
"""
NAME = "Phòng Kinh tế và Hạ tầng đô thị"


def test_an_agency_that_the_unit_does_not_have_is_asked(opened):
    found = plan(opened("tuan-giao-2023"), UNKNOWN)
    assert [(row.status.value, row.unknown_agency, row.may_be_new) for row in found.rows] == [("ask", NAME, False)] * 2
    assert {row.remark for row in found.rows} == {
        f"«{NAME}» không có trong danh sách đơn vị của hồ sơ; hãy chọn đơn vị hoặc “chưa tách đơn vị”"
    }
    assert found.blocked == "Còn 2 chỗ cần xem"
    assert plan(opened("tuan-giao-2023"), UNKNOWN, rows={(2, 0): NEW_LINE}).rows[0].status.value == "ask"


@pytest.mark.parametrize(("chosen", "said"), [("ldtbxh", "Phòng LĐTBXH"), ("", "chưa tách đơn vị")])
def test_one_answer_holds_for_every_row_of_an_unknown_agency(opened, chosen, said):
    work = opened("tuan-giao-2023")
    found = plan(work, UNKNOWN, agencies={NAME: chosen})
    assert found.blocked == ""
    assert {row.remark for row in found.rows} == {f"«{NAME}» là {said}; dòng mới"}
    accept_capital(work, found)
    assert [text(work, row, "DON_VI") for row in ("r8", "r9")] == [chosen, chosen]


def test_a_line_that_a_person_chooses_needs_no_agency(opened):
    found = plan(opened("tuan-giao-2023"), UNKNOWN, rows={(2, 0): "r1", (3, 0): "r2"})
    assert [row.status.value for row in found.rows] == ["line", "line"]


def test_the_kind_of_money_may_stay_undivided_when_a_person_says_so(opened):
    work = opened("tuan-giao-2023")
    found = plan(work, "Nội dung\tVốn giao (triệu đồng)\nTDA2-DA1\t5.000\n", parts={(1, 0): {"LOAI": ""}})
    assert (found.blocked, [row.key for row in found.rows]) == ("", [{"DU_AN": "DA1_2", "NAM": "2023"}])


def test_no_name_of_a_component_is_taken_for_an_agency(opened):
    work = opened("phong-tho-2023")
    matcher = Matcher(work.edition, work.dossier.head.unit)
    names = [name for each in work.edition.components.values() for name in (each.label, each.name, each.short)]
    assert [name for name in names if matcher.understand(f"Dự án 1: {name} ({name})", "", 2023, "").unknown] == []


@pytest.mark.parametrize(
    ("words", "places", "unknown"),
    [
        ("Phòng Kinh tế", "", "Phòng Kinh tế"), ("Phòng LĐ - TB&XH", "ldtbxh", ""),
        ("Trung tâm Y tế", "", "Trung tâm Y tế"), ("Phòng Y tế huyện", "yte", ""),
    ],
)  # fmt: skip
def test_agencies_are_not_alike_because_they_end_alike(opened, words, places, unknown):
    work = opened("tuan-giao-2023")
    agencies = (Place("ldtbxh", "Phòng Lao động - Thương binh và Xã hội", "Phòng LĐTBXH"), Place("yte", "Phòng Y tế"))
    found = Matcher(work.edition, evolve(work.dossier.head.unit, agencies=agencies)).understand("", words, 2023, "")
    assert (found.parts.get("DON_VI", ""), found.unknown) == (places, unknown)
