"""A workbook of somebody else: its cells as they are, or one message that says what the file is and what to do."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from gnbv_desktop.exchange.workbook import open_workbook
from gnbv_desktop.exchange.workbook_package import FILE_LIMIT
from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.kernel.sheets import At, parse_at
from gnbv_desktop.report.package import packed
from tests.workbooks import hard_workbook, made, members, sheet_xml, with_members, written

PLAIN = written({"A1": "chữ", "B2": 3.5})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def retyped(content: bytes, old: bytes, new: bytes, member: str = "[Content_Types].xml") -> bytes:
    part = members(content)[member]
    assert old in part
    return with_members(content, {member: part.replace(old, new)})


def bomb() -> bytes:
    """A sheet of 80 MB in a file of 80 KB."""
    return with_members(PLAIN, {"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * (80 << 20) + b"</worksheet>"})


def lying_bomb() -> bytes:
    """A header that says the sheet is small."""
    content = bytearray(with_members(PLAIN, {"xl/worksheets/sheet1.xml": b" " * (70 << 20)}))
    size = (70 << 20).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def encrypted_entry() -> bytes:
    content = bytearray(PLAIN)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        content[at + offset] |= 1
    return bytes(content)


def twice() -> bytes:
    buffer = io.BytesIO(PLAIN)
    with pytest.warns(UserWarning), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    return buffer.getvalue()


def in_utf_16() -> bytes:
    return sheet_xml(PLAIN).decode().replace("UTF-8", "UTF-16").encode("utf-16")


STRICT = (
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
)
REFUSED: dict[str, tuple[bytes, str, str]] = {
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "có mật khẩu", "Encrypt with Password"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), r"\.xls", "Save As"),
    "empty": (b"", "không phải tệp Excel", "lưu lại"),
    "html called xlsx": (b"<html><table></table></html>", "không phải tệp Excel", "lưu lại"),
    "torn": (PLAIN[: len(PLAIN) // 2], "không phải tệp Excel", "lưu lại"),
    "zip password": (encrypted_entry(), "mật khẩu", "lưu lại"),
    "xlsb": (with_members(PLAIN, {"xl/workbook.bin": b"x"}), r"\.xlsb", "Save As"),
    "ods": (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "không phải", "lưu lại"),
    "docx": (
        packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "không phải bảng tính",
        "Save",
    ),
    "template": (retyped(PLAIN, b"sheet.main+xml", b"template.main+xml"), r"tệp mẫu Excel", "Save As"),
    "strict": (retyped(PLAIN, *STRICT, "_rels/.rels"), "Strict", "Save As"),
    "no sheet part": (packed({k: v for k, v in members(PLAIN).items() if "sheet1" not in k}), "hỏng", "lưu lại"),
    "broken xml": (with_members(PLAIN, {"xl/worksheets/sheet1.xml": b"<worksheet><c>"}), "XML", "lưu lại"),
    "entities": (with_members(PLAIN, {"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DTD", "lưu"),
    "nonsense numbers": (retyped(PLAIN, b'r="B2"', b'r="2B"', "xl/worksheets/sheet1.xml"), "hỏng", "lưu lại"),
    "utf-16": (
        with_members(
            PLAIN, {"xl/worksheets/sheet1.xml": sheet_xml(PLAIN).decode().replace("UTF-8", "UTF-16").encode("utf-16")}
        ),
        "UTF-16",
        "Save As",
    ),
    "bomb": (bomb(), "quá lớn", "lưu lại"),
    "lying bomb": (lying_bomb(), "hỏng|quá lớn", "lưu lại"),
    "twice": (twice(), "hai lần", "Save As"),
    "50 MB": (b"PK" + bytes(50 << 20), "50 MB", "bỏ bớt ảnh"),
}


@pytest.mark.parametrize(("content", "what", "remedy"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_filled_is_refused_with_one_message(content: bytes, what: str, remedy: str) -> None:
    with pytest.raises(BadFile, match=what) as caught:
        open_workbook(content, "bieu-tinh.xlsx")
    assert "bieu-tinh.xlsx" in caught.value.message
    assert any(remedy in detail for detail in caught.value.details)


def test_the_limit_is_the_one_that_is_said() -> None:
    assert FILE_LIMIT == 30 << 20


def test_cells_are_read_as_they_are_stored() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write("A1", "Tổng số")
        sheet.write_rich_string("A2", "{{DA2.", book.add_format({"bold": True}), "KQ[HO].LUY_KE}}", " hộ")
        sheet.write("B1", 45322, book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write("B2", 0.4106, book.add_format({"num_format": "0.00%", "bold": True}))
        sheet.write_formula("B3", "=B1*2", None, 90644)
        sheet.write_array_formula("C1:C2", "{=B1:B2*2}", None, 4)
        sheet.write_boolean("D1", True)
        sheet.merge_range("A5:B6", "gộp")
        sheet.set_column("C:C", 30)
        sheet.set_row(7, 40)

    book = open_workbook(made(fill), "a.xlsx")
    sheet = book.sheets[0]
    cells = {str(at): cell for at, cell in sheet.cells.items()}
    assert cells["A1"].value == "Tổng số" and not cells["A1"].number
    assert cells["A2"].value == "{{DA2.KQ[HO].LUY_KE}} hộ"
    assert (book.shown(cells["B1"]), book.shown(cells["B2"])) == ("31/01/2024", "41,06%")
    assert book.style(cells["B2"].style).bold and not book.style(cells["B1"].style).bold
    assert (cells["B3"].formula, cells["B3"].value) == ("B1*2", "90644")
    assert cells["C1"].opaque and cells["C2"].opaque and not cells["B3"].opaque
    assert cells["D1"].value == "1" and not cells["D1"].number
    assert [str(area.first) for area in sheet.merged] == ["A5"]
    assert sheet.merge_of(parse_at("B6")) == sheet.merged[0]
    assert sheet.widths[3] == pytest.approx(30, abs=1) and sheet.heights[8] == pytest.approx(40, abs=1)
    assert sheet.extent == At(6, 4)


def test_shared_formulas_are_each_cells_own() -> None:
    content = written({"A1": 1, "A2": 2, "B1": "=A1*2", "B2": "=A2*2"})
    xml = sheet_xml(content).replace(b"<f>A1*2</f>", b'<f t="shared" ref="B1:B2" si="0">A1*2</f>')
    xml = xml.replace(b"<f>A2*2</f>", b'<f t="shared" si="0"/>')
    book = open_workbook(with_members(content, {"xl/worksheets/sheet1.xml": xml}), "a.xlsx")
    assert book.sheets[0].at(parse_at("B2")).formula == "A2*2"


def test_cells_without_addresses_stand_one_after_the_other() -> None:
    content = written({"A1": 1, "B1": 2, "A2": 3})
    xml = sheet_xml(content)
    for attribute in (b' r="A1"', b' r="B1"', b' r="A2"', b' r="1"', b' r="2"'):
        assert attribute in xml
        xml = xml.replace(attribute, b"")
    book = open_workbook(with_members(content, {"xl/worksheets/sheet1.xml": xml}), "a.xlsx")
    assert {str(at): cell.value for at, cell in book.sheets[0].cells.items()} == {"A1": "1", "B1": "2", "A2": "3"}


def test_what_stays_as_it_is_is_said() -> None:
    book = open_workbook(hard_workbook(), "tinh.xlsm")
    assert book.suffix == ".xlsm"
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    told = " ".join(book.notes)
    for words in ("macro", "liên kết", "PivotTable"):
        assert words in told
    assert open_workbook(PLAIN, "a.xlsx").notes == ()


def test_names_that_lie_do_not_matter() -> None:
    """What a file is says its content, not its name."""
    assert open_workbook(PLAIN, "bieu.xls").suffix == ".xlsx"
