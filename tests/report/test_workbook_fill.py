"""Values into the XML of a sheet: the cells that were asked for, and not one byte beside them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from gnbv_desktop.exchange.workbook import open_workbook
from gnbv_desktop.kernel.sheets import At, parse_at
from gnbv_desktop.report.sheet_splice import SheetFilling, Value, spliced, stored_number
from gnbv_desktop.report.workbook_fill import fill_workbook, recalculating
from tests.workbooks import hard_workbook, members, sheet_xml, with_members, written

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">'.encode()


def sheet(data: str) -> bytes:
    return HEAD + f"<sheetData>{data}</sheetData><pageMargins left='1'/></worksheet>".encode()


def put(data: str, cells: Mapping[str, Value], **styles: int) -> str:
    filling = SheetFilling(
        {parse_at(at): value for at, value in cells.items()}, {}, {parse_at(at): s for at, s in styles.items()}
    )
    content = spliced(sheet(data), filling)
    etree.fromstring(content)
    start = content.index(b"<sheetData") + len(b"<sheetData>")
    return content[start : content.index(b"</sheetData>")].decode()


@pytest.mark.parametrize(
    ("before", "cells", "after"),
    [
        (
            '<row r="1"><c r="A1" s="4"><v>1</v></c></row>',
            {"A1": Decimal(2)},
            '<row r="1"><c r="A1" s="4"><v>2</v></c></row>',
        ),
        (
            '<row r="1"><c r="A1" s="4" t="s"><v>7</v></c><c r="B1" x="a &gt; b"/></row>',
            {"A1": Decimal("0.5")},
            '<row r="1"><c r="A1" s="4"><v>0.5</v></c><c r="B1" x="a &gt; b"/></row>',
        ),
        ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', {"A1": None}, '<row r="1"><c r="A1"/></row>'),
        (
            '<row r="1"><c r="A1"/></row>',
            {"A1": "=1+1 & <b>"},
            '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt;</t></is></c></row>',
        ),
        (
            '<row r="2" ht="30">\n<c r="B2"/>\n<c r="D2"/>\n</row>',
            {"A2": Decimal(1), "C2": Decimal(3), "E2": Decimal(5)},
            '<row r="2" ht="30">\n<c r="A2"><v>1</v></c><c r="B2"/>\n<c r="C2"><v>3</v></c><c r="D2"/>'
            '<c r="E2"><v>5</v></c>\n</row>',
        ),
        (
            '<row r="2"/><row r="5"><c r="A5"/></row>',
            {"A1": Decimal(1), "B2": Decimal(2), "A3": Decimal(3), "A9": Decimal(9)},
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
            '<row r="3"><c r="A3"><v>3</v></c></row><row r="5"><c r="A5"/></row>'
            '<row r="9"><c r="A9"><v>9</v></c></row>',
        ),
        ('<row r="2"></row>', {"B2": None}, '<row r="2"></row>'),
        (
            '<row><c><v>1</v></c><c><v>2</v></c></row>',
            {"B1": Decimal(7)},
            "<row><c><v>1</v></c><c><v>7</v></c></row>",
        ),
    ],
    ids=["number", "was text", "emptied", "text", "between", "rows", "nothing", "implied places"],
)  # fmt: skip
def test_cells_change_and_nothing_else(before: str, cells: Mapping[str, Value], after: str) -> None:
    assert put(before, cells) == after


def test_a_new_cell_takes_the_style_that_is_given() -> None:
    assert put('<row r="1"/>', {"A1": Decimal(1)}, A1=5) == '<row r="1"><c r="A1" s="5"><v>1</v></c></row>'


def test_an_empty_sheet() -> None:
    content = spliced(HEAD + b"<sheetData/></worksheet>", SheetFilling({At(2, 1): Decimal(1)}))
    assert content == HEAD + b'<sheetData><row r="2"><c r="A2"><v>1</v></c></row></sheetData></worksheet>'


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_a_file_that_names_its_elements_otherwise(mark: bytes) -> None:
    xml = mark + f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>'.encode()
    content = spliced(xml, SheetFilling({At(1, 1): "chữ", At(2, 1): Decimal(1)}))
    assert '<x:c r="A1" t="inlineStr"><x:is><x:t xml:space="preserve">chữ</x:t></x:is></x:c>'.encode() in content
    assert b'<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row>' in content


def test_formulas_keep_their_words_and_get_another_value() -> None:
    data = (
        '<row r="1"><c r="A1" t="str" s="2"><f t="shared" ref="A1:A2" si="0">B1&amp;"&gt;"</f><v>cũ</v></c>'
        '<c r="B1"><f>1+1</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v><extLst/></c></row>'
    )
    results = {At(1, 1): None, At(1, 2): Decimal(2), At(1, 3): Decimal("0.25")}
    content = spliced(sheet(data), SheetFilling({}, results)).decode()
    assert '<c r="A1" s="2"><f t="shared" ref="A1:A2" si="0">B1&amp;"&gt;"</f></c>' in content
    assert '<c r="B1"><f>1+1</f><v>2</v></c>' in content
    assert '<c r="C1"><f>1/0</f><v>0.25</v><extLst/></c>' in content


def kept_by_xml(text: str) -> str:
    held = (sign for sign in text.replace("\r", "\n") if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff"))
    return "".join(held)


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 12), st.integers(1, 6)),
        st.text(max_size=20) | st.decimals(-(10**12), 10**12, places=3),
        max_size=12,
    )
)
def test_whatever_is_put_in_is_read_again(cells: dict[tuple[int, int], str | Decimal]) -> None:
    source = written({"A1": "đầu", "C4": 4, "F12": "cuối", "B7": "=A1"})
    wanted = {At(*at): value for at, value in cells.items() if at != (7, 2)}
    content = with_members(source, {"xl/worksheets/sheet1.xml": spliced(sheet_xml(source), SheetFilling(wanted))})
    before, after = (open_workbook(each, "a.xlsx").sheets[0] for each in (source, content))
    for at, value in wanted.items():
        found = after.at(at)
        if isinstance(value, Decimal):
            assert found.number and Decimal(found.value) == value
        else:
            assert found.value == kept_by_xml(value)
    assert {at: cell for at, cell in after.cells.items() if at not in wanted} == {
        at: cell for at, cell in before.cells.items() if at not in wanted
    }


@pytest.mark.parametrize(
    ("number", "stored"),
    [("0.1", "0.1"), ("71972000000", "71972000000"), ("-3.518", "-3.518"), ("0", "0"), ("1E+3", "1000")],
)
def test_numbers_are_stored_exactly(number: str, stored: str) -> None:
    assert stored_number(Decimal(number)) == stored


def test_a_long_fraction_is_the_nearest_double() -> None:
    assert float(stored_number(Decimal(100) / 3)) == 100 / 3


# ---- the whole file


def test_every_other_member_stays_byte_for_byte_and_in_its_order() -> None:
    source = hard_workbook()
    filled = fill_workbook(
        source, {"xl/worksheets/sheet1.xml": SheetFilling({parse_at("B3"): Decimal("10515")})}, "xl/workbook.xml"
    )
    before, after = members(source), members(filled)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    wanted = before["xl/worksheets/sheet1.xml"]
    start = wanted.index(b'<c r="B3"')
    end = wanted.index(b"</c>", start) + 4
    assert after["xl/worksheets/sheet1.xml"].startswith(wanted[:start])
    assert after["xl/worksheets/sheet1.xml"].endswith(wanted[end:])


def test_packing_and_times_stay() -> None:
    buffer = BytesIO()
    source = members(written({"A1": 1}))
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = b"Tinh"
        for number, (name, content) in enumerate(source.items()):
            entry = zipfile.ZipInfo(name, (2024, 1, 31, 10, 20, 30))
            entry.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    filled = fill_workbook(buffer.getvalue(), {"xl/worksheets/sheet1.xml": SheetFilling({At(1, 1): Decimal(2)})})
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(BytesIO(filled)) as new:
        assert new.comment == b"Tinh"
        told = [[(each.filename, each.date_time, each.compress_type) for each in a.infolist()] for a in (old, new)]
        assert told[0] == told[1]


def test_equal_input_gives_equal_bytes() -> None:
    filling = {"xl/worksheets/sheet1.xml": SheetFilling({At(1, 1): Decimal(2)})}
    source = hard_workbook()
    assert fill_workbook(source, filling, "xl/workbook.xml") == fill_workbook(source, filling, "xl/workbook.xml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<sheets><sheet/></sheets></workbook>", b'<sheets><sheet/></sheets><calcPr fullCalcOnLoad="1"/></workbook>'),
        (
            b'<sheets/><definedNames/><calcPr calcId="1" calcMode="manual" fullCalcOnLoad="0"/><extLst/></workbook>',
            b'<sheets/><definedNames/><calcPr calcId="1" calcMode="manual" fullCalcOnLoad="1"/><extLst/></workbook>',
        ),
        (
            b"<sheets/><definedNames><a/></definedNames><pivotCaches/></workbook>",
            b'<sheets/><definedNames><a/></definedNames><calcPr fullCalcOnLoad="1"/><pivotCaches/></workbook>',
        ),
        (b"<calcPr>\n</calcPr></workbook>", b'<calcPr fullCalcOnLoad="1"/></workbook>'),
    ],
)
def test_excel_is_told_to_compute(before: bytes, after: bytes) -> None:
    head = b'<workbook xmlns="m"><sheets/>' if before.startswith(b"<calc") else b'<workbook xmlns="m">'
    assert recalculating(head + before) == head + after


def test_a_filled_workbook_is_sound(tmp_path: Path) -> None:
    source = written({"A1": "chữ", "B2": 1, "B4": "=B2*2"})
    values: dict[At, Value] = {parse_at("B2"): Decimal("3.25"), parse_at("A9"): "=không phải công thức", At(3, 3): "x"}
    filled = fill_workbook(
        source, {"xl/worksheets/sheet1.xml": SheetFilling(values, {parse_at("B4"): None})}, "xl/workbook.xml"
    )
    file = tmp_path / "a.xlsx"
    file.write_bytes(filled)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
