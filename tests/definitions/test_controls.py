"""Every control of the edition fires where it must, keeps quiet just beside it, and says what to do."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from string import Formatter

import pytest
from attrs import evolve

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
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
