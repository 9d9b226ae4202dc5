"""Formulas after some cells were filled: the value that Excel would show, or none at all, never the old one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from gnbv_desktop.kernel.sheets import parse_at
from gnbv_desktop.report.sheet_formulas import StoredCell, recalculated

UNTOUCHED = "stays as it is"


def after(formula: str, cells: Mapping[str, object] | None = None, changed: Mapping[str, str] | None = None) -> str:
    """What F9 comes to when A1 becomes 10 (or what `changed` says), beside cells of this and of another sheet."""
    stored = {
        parse_at(at): StoredCell(value if isinstance(value, str) and not value.startswith("=") else None)
        if isinstance(value, str) and not value.startswith("=")
        else StoredCell(Decimal(99), value[1:])
        if isinstance(value, str)
        else StoredCell(Decimal(str(value)))
        for at, value in {"A1": 1, "A2": 2, "A3": "chữ", **(cells or {})}.items()
    }
    stored[parse_at("F9")] = StoredCell(Decimal(99), formula)
    other = {parse_at("A1"): StoredCell(Decimal(100)), parse_at("A2"): StoredCell(Decimal(99), "'Biểu 1'!A1*3")}
    values = {parse_at(at): Decimal(text) for at, text in (changed or {"A1": "10"}).items()}
    found = recalculated({"Biểu 1": stored, "Năm 2023": other}, {"Biểu 1": values})
    if parse_at("F9") not in found.get("Biểu 1", {}):
        return UNTOUCHED
    result = found["Biểu 1"][parse_at("F9")]
    return "none" if result is None else f"{result.normalize():f}"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("A1", "10"), ("A1+A2", "12"), ("-A1--A2", "-8"), ("A1*A2-A2/4", "19.5"), ("(A1+A2)*2", "24"),
        ("2*A1+3*A2", "26"), ("A1/A2/5", "1"), ("A1-A2-1", "7"), ("A1*50%", "5"), ("+A1", "10"), ("A1*1.5E1", "150"),
        ("SUM(A1:A3)", "12"), ("sum(A1,A2,5)", "17"), ("SUM($A$1:$A$3)/SUM(A2)*100", "600"), ("SUM(A:A)", "12"),
        ("SUM(1:2)", "12"), ("SUM(A1:A2,B1:B9)+B7", "12"), ("SUM(A1*2,A2)", "22"), ("SUM(SUM(A1:A2),1)", "13"),
        ("ROUND(A1/3,2)", "3.33"), ("ROUND(A1/4,0)", "3"), ("ROUND(-A1/4,0)", "-3"), ("ROUND(A1*123.4,-2)", "1200"),
        ("IF(A1>5,1,2)", "1"), ("IF(A1<=5,1,A2/4)", "0.5"), ("IF(A2=0,0,A1/A2*100)", "500"), ("IF(A1<>10,1)+1", "1"),
        ('IF(A3="chữ",A1,0)', "10"), ("IFERROR(A1/B9,7)", "7"), ("IFERROR(A1/A2,7)", "5"),
        ("'Năm 2023'!A1+A1", "110"), ("'Năm 2023'!A2", "30"), ("SUM('Năm 2023'!A1:A2)", "130"),
    ],
)  # fmt: skip
def test_what_is_understood_is_computed(formula: str, value: str) -> None:
    assert after(formula) == value


@pytest.mark.parametrize(
    "formula",
    [
        "VLOOKUP(A1,A:B,2)", "A1&A2", "A1^2", "A1+A3", "A1/B9", "IF(A1/B9>1,1,2)", "INDIRECT(\"A1\")", "OFFSET(A9,0,0)",
        "TODAY()", "Tong_von*2", "Bang1[Giao]", "Sheet9!A1+1", "'Biểu 1:Năm 2023'!A1", "{1,2}*A1", "#REF!+A1",
        "A1:A2*2", "SUM(A1:A2", "A1 A2", "ROUND(A1,0.5)", "F9+A1", "SUM(F1:F9)+A1", "A1=", "SUMIF(A1:A3,\">1\")",
        "@A1", "A1:INDEX(A1:A3,2)", "LOG10(A1)", "",
    ],
)  # fmt: skip
def test_what_is_not_understood_has_no_value(formula: str) -> None:
    assert after(formula or "?") == "none"


@pytest.mark.parametrize(
    "formula", ["A2*2", "SUM(B1:B9)", "VLOOKUP(A2,B:C,2)", "'Năm 2023'!A1", 'A2&"A1"', "'[2]Sheet1'!A1+A2", "1+1"]
)
def test_what_no_changed_cell_reaches_keeps_its_value(formula: str) -> None:
    assert after(formula) == UNTOUCHED


def test_chains_are_followed_in_their_order() -> None:
    assert after("B3+1", {"B1": "=A1*2", "B2": "=B1*2", "B3": "=B2*2"}) == "81"


def test_what_depends_on_the_unknown_is_unknown() -> None:
    assert after("B1+1", {"B1": "=A1&A2"}) == "none"
    assert after("A2+1", {"B1": "=A1&A2"}) == UNTOUCHED


def test_a_circle_ends() -> None:
    assert after("B1+A1", {"B1": "=F9+1"}) == "none"


def test_long_running_sums_come_out() -> None:
    chain: dict[str, object] = {f"D{row}": f"=D{row - 1}+A1" if row > 1 else "=A1" for row in range(1, 1001)}
    assert after("D1000", chain) == "10000"


def test_a_formula_that_fills_several_cells_is_not_trusted() -> None:
    cells = {parse_at("B1"): StoredCell(Decimal(2), "A1:A2*2", True), parse_at("B2"): StoredCell(Decimal(4), "", True)}
    found = recalculated({"S": cells}, {"S": {parse_at("A1"): Decimal(5)}})
    assert found == {"S": {parse_at("B1"): None, parse_at("B2"): None}}
