"""Controls of every scope: where they fire, where they keep silent, what they say."""

import pytest
from attrs import evolve

from gnbv_desktop.engine.evaluate import reason_key
from gnbv_desktop.engine.session import difference, evaluate, evaluate_again
from gnbv_desktop.kernel.dossier import Cell, Reason, State
from gnbv_desktop.kernel.edits import apply
from gnbv_desktop.kernel.issues import Severity
from tests.support_dossiers import (
    cell_edit,
    codes,
    dossier,
    evaluated,
    head,
    lines,
    real_head,
    small_edition,
    touched_by,
)

NA, UNREAD = Cell(State.NA), Cell(State.UNREAD, "1.5.2", ("152", "1.52"))
BORDER = evolve(head(), unit=evolve(head().unit, facts=("BIEN_GIOI",)))


def estimated(text):
    return Cell(State.VALUE, text, qualifier="ước")


def only(evaluation, code):
    (issue,) = (each for each in evaluation.issues if each.code == code)
    return issue


# ---- nothing typed


@pytest.mark.parametrize("made_for", [head(), head(2026, 2029), BORDER], ids=["year", "span", "facts"])
def test_an_empty_dossier_has_no_finding(made_for):
    assert evaluated({}, made_for).issues == ()
    assert evaluated({}, made_for, earlier={}).issues == ()


def test_an_empty_row_has_no_finding():
    made = dossier().with_row("KINH_PHI", "r1", 0).with_row("HP1.CT", "r1", 0)
    assert evaluate(small_edition(), made).issues == ()


def test_an_empty_dossier_of_the_real_programme_has_no_error():
    from tests.support_dossiers import evaluated_real

    for made_for in (real_head(), real_head(2021, 2024)):
        assert [each for each in evaluated_real({}, made_for).issues if each.severity is Severity.ERROR] == []


# ---- rows


@pytest.mark.parametrize(
    ("row", "fires"),
    [("100 - 150", True), ("100 - 100", False), ("100 60 150", False), ("- - 150", False), ("100 - -", False),
     ("100 ? 150", False), ("100 - ?", False), ("0 - 1", True), ("- 100 150", True)],
)  # fmt: skip
def test_a_rule_of_rows(row, fires):
    evaluation = evaluated(lines("KINH_PHI", "DUOC_CAP BO_SUNG DA_CHI", row))
    assert ("CHI_VUOT" in codes(evaluation)) is fires


def test_what_a_finding_says():
    cells = lines("KINH_PHI", "HOP_PHAN NAM DUOC_CAP DA_CHI", "HP1_ND1 2026 1000000 3500000")
    issue = only(evaluated(cells), "CHI_VUOT")
    assert issue.severity is Severity.ERROR
    assert issue.message == (
        "Bảng kinh phí · Nội dung 1 - Hợp phần 1 · 2026: đã chi 3,5 triệu đồng, kinh phí 1 triệu đồng,"
        " chênh 2,5 triệu đồng."
    )
    assert issue.remedy == "Sửa số đã chi hoặc số được cấp."
    assert issue.ref == "KINH_PHI[r1].DA_CHI"
    assert issue.refs == ("KINH_PHI[r1].DA_CHI", "KINH_PHI[r1].TONG")
    assert issue.values == ("3500000", "1000000")


def test_a_rule_of_rows_names_the_child_of_the_unit():
    issue = only(evaluated({"HP1.THON[thon2].HO": "3", "HP1.THON[thon2].NGHEO": "5"}), "HP1_NGHEO_TRONG_HO")
    assert issue.message == "Thôn Hai: hộ nghèo 5, số hộ 3."


def test_a_condition_keeps_a_rule_silent():
    row = "KINH_PHI[r1].NAM"
    assert "KINH_PHI_NAM_GIAI_DOAN" in codes(evaluated({row: "2027"}))
    assert "KINH_PHI_NAM_GIAI_DOAN" not in codes(evaluated({row: "2026"}))
    assert "KINH_PHI_NAM_GIAI_DOAN" not in codes(evaluated({"KINH_PHI[r1].GHI_CHU": "x"}))


# ---- cells


def test_a_rule_of_cells_fires_at_each_figure_and_in_each_year():
    cells = {"HP1.KQ[HO].TH_2027": "9", "HP1.KQ[HO_NGHEO].TH_2027": "2", "HP1.KQ[HO_KHAC].TH_2027": "3"}
    issue = only(evaluated(cells, head(2026, 2027)), "PHAN_CUA")
    assert issue.ref == "HP1.KQ[HO].TH_2027"
    assert issue.message == "Số hộ: đã nhập 9, các dòng con cộng lại 5, chênh 4."


def test_a_rule_of_cells_keeps_silent_where_a_part_is_not_known():
    assert codes(evaluated({"HP1.KQ[HO].TH": "9", "HP1.KQ[HO_NGHEO].TH": "2"})) == []


def test_a_rule_of_cells_may_name_its_columns_and_look_at_the_earlier_dossier():
    earlier = {"HP1.KQ[LOP_XA].TH": "5", "HP1.KQ[LOP_XA].KH": "5"}
    assert codes(evaluated({"HP1.KQ[LOP_XA].TH": "4", "HP1.KQ[LOP_XA].KH": "4"}, earlier=earlier)) == ["HP1_GIAM"]
    assert codes(evaluated({"HP1.KQ[LOP_XA].TH": "5"}, earlier=earlier)) == []
    assert codes(evaluated({"HP1.KQ[LOP_XA].TH": "4"})) == []


# ---- groups


def test_a_rule_of_groups_looks_at_totals_by_the_keys_it_names():
    cells = lines(
        "KINH_PHI", "HOP_PHAN NAM NGUON DUOC_CAP BO_SUNG DA_CHI",
        "HP1 2026 NSTW 100 - -", "HP1 2026 NSDP 10 - 30", "HP1 2026 DAN_GOP 0 100 95", "HP3 2026 NSTW 5 - 5",
    )  # fmt: skip
    evaluation = evaluated({**cells, "KINH_PHI[r1].DA_CHI": "0"})
    issue = only(evaluation, "CHI_HOP_PHAN")
    assert issue.place == "Bảng kinh phí · Hợp phần 1 · 2026"
    assert issue.severity is Severity.CONFIRM
    assert {ref.partition(".")[0] for ref in issue.refs} == {"KINH_PHI[r1]", "KINH_PHI[r2]", "KINH_PHI[r3]"}


def test_rows_with_an_undivided_key_form_no_group_and_a_partial_total_keeps_silent():
    cells = lines(
        "KINH_PHI", "HOP_PHAN NAM DUOC_CAP BO_SUNG DA_CHI", "- 2026 100 200 150", "HP1 2027 5 10 9", "HP1 2027 - - 1"
    )
    assert "CHI_HOP_PHAN" not in codes(evaluated(cells))


# ---- one place, what is missing, tolerance


@pytest.mark.parametrize(
    ("ho", "thon", "fires"),
    [(None, ("5",), True), ("5", (), True), ("40", ("18", "20"), False), ("40", ("17", "20"), True), (None, (), False),
     (None, ("2",), False), ("40", ("18", UNREAD), False), (NA, ("3",), True), (UNREAD, ("3",), False)],
)  # fmt: skip
def test_a_rule_of_one_place_that_takes_what_is_missing_for_zero_and_allows_two(ho, thon, fires):
    cells = {f"HP1.THON[thon{number}].HO": value for number, value in enumerate(thon, 1)}
    evaluation = evaluated(cells if ho is None else {**cells, "HP1.KQ[HO].TH": ho}, BORDER)
    assert ("THON_BANG_XA" in codes(evaluation)) is fires


def test_a_rule_holds_only_for_units_with_the_fact():
    cells = {"HP1.KQ[HO].TH": "5"}
    assert "THON_BANG_XA" in codes(evaluated(cells, BORDER))
    assert "THON_BANG_XA" not in codes(evaluated(cells))


@pytest.mark.parametrize(
    ("cutoff", "amount", "fires"),
    [("2026-06-30", "4000000", False), ("2026-06-30", "4001000", False), ("2026-06-30", "4001001", True),
     ("2026-07-01", "5001000", False), ("2026-07-01", "5001001", True)],
)  # fmt: skip
def test_a_rule_with_a_parameter_of_the_law_and_a_tolerance(cutoff, amount, fires):
    evaluation = evaluated({"HP1.KQ[HO].TH": "2", "HP1.KQ[HO_TRO].TH": amount}, head(cutoff=cutoff))
    assert ("HP1_MUC_HO_TRO" in codes(evaluation)) is fires


def test_a_note():
    issue = only(evaluated({"HP1.PV.TY_LE": "80"}), "GHI_NGAY")
    assert issue.severity is Severity.NOTE
    assert codes(evaluated({"HP1.PV.TY_LE": "80", "HP1.PV.NGAY": "2026-06-30"})) == []


# ---- qualifiers and questions


def test_a_qualifier_widens_a_rule_by_a_twentieth():
    def fires(spent):
        cells = {**lines("KINH_PHI", "DUOC_CAP", "100"), "KINH_PHI[r1].DA_CHI": spent}
        return "CHI_VUOT" in codes(evaluated(cells))

    assert fires("101")
    assert not fires(estimated("105"))
    assert fires(estimated("106"))


def test_a_figure_without_one_meaning_is_asked_for_with_its_readings():
    issue = only(evaluated({"HP1.PV.TY_LE": UNREAD}), "CHUA_RO")
    assert issue.severity is Severity.CONFIRM
    assert issue.ref == "HP1.PV.TY_LE"
    assert issue.message == "Đã gõ «1.5.2», chưa rõ là số nào: 152% hay 1,52%?"


def test_findings_come_by_severity_then_in_the_order_of_the_rows():
    cells = lines("KINH_PHI", "HOP_PHAN NAM DUOC_CAP DA_CHI", "HP1 2027 1 2", "HP3 2027 1 2")
    found = [(each.code, each.ref.partition(".")[0]) for each in evaluated(cells).issues]
    assert found == [
        ("CHI_VUOT", "KINH_PHI[r1]"), ("CHI_VUOT", "KINH_PHI[r2]"),
        ("CHI_HOP_PHAN", "KINH_PHI[r1]"), ("CHI_HOP_PHAN", "KINH_PHI[r2]"),
        ("KINH_PHI_NAM_GIAI_DOAN", "KINH_PHI[r1]"), ("KINH_PHI_NAM_GIAI_DOAN", "KINH_PHI[r2]"),
    ]  # fmt: skip


# ---- reasons


def explained(made, text="đúng như vậy"):
    """The dossier with this reason for its one question about spending."""
    issue = only(evaluate(small_edition(), made), "CHI_HOP_PHAN")
    reason = Reason(issue.code, issue.refs, issue.values, text)
    return evolve(made, reasons={reason_key(issue.code, issue.refs): reason})


SPENT = lines("KINH_PHI", "HOP_PHAN NAM DUOC_CAP BO_SUNG DA_CHI", "HP1 2026 10 5 12")


def test_a_reason_stays_with_the_finding_while_its_figures_stand():
    made = explained(dossier(SPENT))
    assert only(evaluate(small_edition(), made), "CHI_HOP_PHAN").reason == "đúng như vậy"
    other = apply(made, [cell_edit(made, "KINH_PHI[r1].GHI_CHU", "ghi chú")])
    assert only(evaluate(small_edition(), other), "CHI_HOP_PHAN").reason == "đúng như vậy"


def test_a_reason_is_asked_for_again_when_a_figure_changes_and_comes_back_with_it():
    made = explained(dossier(SPENT))
    changed = apply(made, [cell_edit(made, "KINH_PHI[r1].DA_CHI", "13")])
    assert only(evaluate(small_edition(), changed), "CHI_HOP_PHAN").reason is None
    back = apply(changed, [cell_edit(changed, "KINH_PHI[r1].DA_CHI", "12")])
    assert only(evaluate(small_edition(), back), "CHI_HOP_PHAN").reason == "đúng như vậy"


# ---- a change that reaches rows it does not touch


def test_a_row_is_checked_again_when_another_row_moves_its_share():
    made = dossier({"HP1.CT[r1].GIA": "50", "HP1.CT[r2].GIA": "50"})
    before = evaluate(small_edition(), made)
    edits = [cell_edit(made, "HP1.CT[r2].GIA", "1")]
    made = apply(made, edits)
    after = evaluate_again(before, made, touched_by(edits))
    assert [each.ref for each in after.issues] == ["HP1.CT[r1].TY_TRONG"]
    assert difference(before, after, touched_by(edits)).appeared == after.issues


def test_a_new_cutoff_changes_what_depends_on_it():
    made = dossier({"HP1.KQ[HO].TH": "1", "HP1.KQ[HO_TRO].TH": "2400000"})
    before = evaluate(small_edition(), made)
    after = evaluate_again(before, evolve(made, head=head(cutoff="2026-06-30")), {})
    change = difference(before, after, {})
    assert [str(ref) for ref in change.figures] == ["HP1.PV.MUC"]
    assert [each.code for each in change.appeared] == ["HP1_MUC_HO_TRO"]
