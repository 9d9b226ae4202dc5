"""Every control of the edition fires where it must, keeps quiet just beside it, and says what to do."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from copy import copy
from functools import cache
from string import Formatter

import pytest
from attrs import evolve

from gnbv_desktop.engine.controls import run_all
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan, PlannedControl
from gnbv_desktop.engine.session import evaluate, evaluate_again
from gnbv_desktop.kernel.dossier import Block, Dossier, PeriodKind
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.kernel.refs import Ref
from tests.definitions.casebook import Content, Entry, dossiers, edition, entries, head, period

ENTRIES = entries()
SENTENCE = re.compile(r"[^{}\n]*[^\s{}.,;:][.?]")


@cache
def plan() -> Plan:
    return Plan(edition())


def evaluated(content: Content) -> Evaluation:
    made, before = dossiers(content)
    return evaluate(edition(), made, Evaluation(plan(), before) if before else None, plan())


def found(evaluation: Evaluation, control: str) -> list[Issue]:
    return [issue for issue in evaluation.issues if issue.code == control]


def listed(which: str) -> Callable[..., object]:
    cases = [(entry.control, name, case) for entry in ENTRIES for name, case in entry.cases(which)]
    return pytest.mark.parametrize(
        ("control", "case"), [(code, case) for code, _, case in cases], ids=[name for _, name, _ in cases]
    )


@listed("fires")
def test_it_fires(control, case):
    issues = found(evaluated(case), control)
    assert issues, f"{control} keeps quiet"
    for issue in issues:
        assert SENTENCE.fullmatch(issue.message), issue.message
        assert SENTENCE.fullmatch(issue.remedy), issue.remedy
        assert issue.refs and len(issue.refs) == len(issue.values)
        assert issue.place


@listed("quiet")
def test_it_keeps_quiet_beside_it(control, case):
    assert [issue.message for issue in found(evaluated(case), control)] == []


@listed("fires")
def test_typing_it_cell_by_cell_finds_the_same(control, case):
    made, before = dossiers(case)
    rows = {path: Block(block.order, {}, block.last) for path, block in made.blocks.items()}
    earlier = Evaluation(plan(), before) if before else None
    growing = evaluate(edition(), Dossier(made.head, rows), earlier, plan())
    for ref, cell in made.cells():
        growing = evaluate_again(growing, growing.dossier.with_cell(ref, cell), {ref.block: frozenset({ref.row})})
    assert set(growing.issues) == set(evaluated(case).issues)


def test_every_control_has_a_case_where_it_fires_and_one_where_it_does_not():
    named = Counter(entry.control for entry in ENTRIES)
    assert not [code for code, times in named.items() if times > 1]
    assert named.keys() - edition().all_controls.keys() == set()
    assert edition().all_controls.keys() - named.keys() == set()
    assert not [entry.control for entry in ENTRIES if not entry.fires or not entry.quiet]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.control)
def test_a_quiet_case_stands_beside_a_firing_one(entry: Entry):
    """It types into the same fields, but for a few: silence for want of figures would prove nothing."""
    firing = [dossiers(case)[0] for _, case in entry.cases("fires")]
    for _, case in entry.cases("quiet"):
        quiet = {str(ref) for ref, _ in dossiers(case)[0].cells()}
        apart = min(len(quiet ^ {str(ref) for ref, _ in made.cells()}) for made in firing)
        assert quiet
        assert apart <= 4


FLIPPED = {"<=": "<", ">=": ">", "<": "<=", ">": ">="}


@pytest.mark.parametrize(
    "entry",
    [each for each in ENTRIES if edition().all_controls[each.control].op in FLIPPED],
    ids=lambda each: each.control,
)
def test_the_cases_stand_right_at_the_bound(entry):
    """With the bound itself on the other side some case would come out otherwise."""
    control = edition().all_controls[entry.control]
    planned = plan().controls[entry.control]
    moved = evolve(planned, control=evolve(control, op=FLIPPED[control.op]))
    fires = [fired(moved, case) for _, case in entry.cases("fires")]
    quiet = [fired(moved, case) for _, case in entry.cases("quiet")]
    assert not all(fires) or any(quiet)


def fired(planned: PlannedControl, case: Content) -> bool:
    made, before = dossiers(case)
    evaluation = Evaluation(evolved_plan(planned), made, Evaluation(plan(), before) if before else None)
    run_all(evaluation)
    return bool(evaluation.findings[planned.code])


def evolved_plan(planned: PlannedControl) -> Plan:
    """The plan with this one control only."""
    changed = copy(plan())
    changed.controls = {planned.code: planned}
    return changed


@pytest.mark.parametrize("code", sorted(edition().all_controls))
def test_a_control_is_written_out(code):
    control = edition().all_controls[code]
    for text in (control.title, control.message, control.remedy, control.source):
        assert text.strip() == text != ""
        assert unicodedata.is_normalized("NFC", text)
    assert SENTENCE.fullmatch(re.sub(r"\{[a-z]+\}", "x", control.message)), control.message
    assert SENTENCE.fullmatch(control.remedy)
    assert not control.title.endswith(".")
    names = [name for _, name, _, _ in Formatter().parse(control.message) if name]
    assert names or control.op == "=", "the message names no figure and no place"


LEVELS = sorted(edition().levels)


@pytest.mark.parametrize("kind", list(PeriodKind))
@pytest.mark.parametrize("level", LEVELS)
def test_an_empty_dossier_has_no_finding(level, kind):
    first = 2021 if kind in (PeriodKind.SPAN, PeriodKind.MID_TERM, PeriodKind.FINAL) else 2023
    when = evolve(period({"first_year": str(first), "last_year": "2023"}, 2023), kind=kind)
    empty = Dossier(head(when, level=level))
    alone = evaluate(edition(), empty, None, plan())
    assert alone.issues == ()
    assert evaluate(edition(), empty, alone, plan()).issues == ()


def test_an_empty_row_has_no_finding():
    blocks = {path: Block(("r1", "r2"), {}, 2) for path, block in edition().blocks.items() if block.kind.open_rows}
    made = Dossier(head(period({}, 2023)), blocks)
    assert [(issue.code, issue.ref) for issue in evaluate(edition(), made, None, plan()).issues] == []


def test_a_control_of_one_place_holds_for_each_year_too():
    case = {
        "period": {"first_year": "2021", "last_year": "2023"},
        "DA2.KQ[HO]": {"LUY_KE_2022": "10", "LUY_KE_2023": "30"},
        "DA2.KQ[HO_DTTS]": {"LUY_KE_2022": "11", "LUY_KE_2023": "30"},
    }
    issues = found(evaluated(case), "DA2_HO_DTTS")
    assert [issue.ref for issue in issues] == [str(Ref("DA2.KQ", "HO_DTTS", "LUY_KE_2022"))]


@pytest.mark.parametrize(
    ("control", "words"),
    [
        ("DA2_DS_VON", "giải ngân 0,000101 triệu đồng, Bảng vốn chỉ 0,0001 triệu đồng, chênh 0,000001 triệu đồng."),
        ("DA5_CAC_XA_DUYET", "cộng lại 10 hộ được phê duyệt, toàn đơn vị ghi 9, chênh 1."),
        ("MUC_TIEU_THAP_COI", "thấp còi 29,3%, Tiểu dự án 2 - Dự án 3 ghi 28,6%, chênh 0,7 điểm phần trăm."),
        ("CHI_DAO_KE_HOACH_TRE", "phục vụ năm 2022 nhưng ban hành năm 2023."),
        ("RA_SOAT_NGHEO_DIEN_BIEN", "Số hộ nghèo 6.687; đầu kỳ trừ giảm cộng tăng là 6.386, chênh 301."),
    ],
)
def test_figures_of_a_message_are_written_as_what_they_are(control, words):
    entry = next(each for each in ENTRIES if each.control == control)
    _, case = next(entry.cases("fires"))
    assert found(evaluated(case), control)[0].message.endswith(words)
