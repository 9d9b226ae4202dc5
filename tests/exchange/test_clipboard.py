"""What comes from the clipboard of Excel, LibreOffice, Word and pages becomes rows of clean text, or is refused."""

import tracemalloc
from pathlib import Path

import pytest

from gnbv_desktop.exchange.clipboard import CELL_LIMIT, Table, read_table
from gnbv_desktop.kernel.errors import BadInput

CLIPBOARDS = Path(__file__).parent.parent / "fixtures" / "clipboards"

EXPECTED = {
    "excel-plain": [["Dự án 2", "4.174", "3.310"], ["Dự án 5", "12.060", "8.420"]],
    "excel-last-cell-empty": [["Dự án 2", "4.174", ""], ["Dự án 5", "12.060", ""]],
    "excel-quoted-newline": [
        ["Trung tâm Dịch vụ\nnông nghiệp", "4.174"],
        ['Có "vốn 2022" chuyển sang,\nchưa giải ngân', "12.060"],
    ],
    "excel-quoted-tab": [["Ghi\tchú", "1"], ["b", "2"]],
    "excel-literal-quotes": [['"Nông thôn mới" năm 2023', "5"], ['Xã 12"', "6"]],
    "excel-unclosed-quote": [['"Chưa đóng ngoặc', "5"], ["Dòng sau", "6"]],
    "excel-errors": [["Tổng cộng", "49.119", "#REF!"], ["Dự án 6", "325", "#N/A"], ["Dự án 7", "######", "#DIV/0!"]],
    "excel-apostrophes": [["2023", "0123"], ["nhà ở 'tạm'", "'"]],
    "excel-nbsp": [["Dự án 2", "4 174"], ["Dự án 5", "12 060"]],
    "excel-nfd": [["Tiểu dự án 1 - Dự án 4: đào tạo nghề", "1.070"], ["Hỗ trợ nhà ở", "2"]],
    "excel-merged-title": [["BIỂU VỐN NĂM 2023", "", ""], ["", "Vốn giao", "Giải ngân"], ["Dự án 2", "4.174", "3.310"]],
    "excel-blank-rows-below": [["a", "1"], ["", ""], ["b", "2"]],
    "excel-one-cell": [["71,972"]],
    "excel-mac-returns": [["a", "1"], ["b", "2"]],
    "libreoffice": [["Dự án 1", "4550"], ["Dự án 2", "8500"]],
    "ragged": [["Dự án 1", "", ""], ["TDA1", "4.550", "3.518"], ["TDA2", "7.070", ""]],
    "accounting-dashes": [["Dự án 4", "1.070", "-"], ["Dự án 5", "(125,5)", "–"]],
    "nul-at-end": [["a", "1"]],
    "word-line-breaks": [["Phòng\nLĐTBXH", "30"], ["UBND xã", "40"]],
    "word-table": [
        ["Nội dung", "Năm 2023", ""],
        ["", "Vốn giao", "Giải ngân"],
        ["Dự án 2:\nTT DVNN", "4.174", "3.310"],
    ],
    "excel-filtered": [["Dự án 1", "5"], ["Dự án 3\ngồm TDA1", "7"]],
    "page-nested": [["Xã", "Hộ"], ["Dào San", "120 hộ"], ["Mù Sang", "98"]],
    "page-rowspan": [["DA3", "TDA1", "1"], ["", "TDA2", "2"], ["", "cộng", "3"], ["DA5", "", "9"]],
    "rich-text": [["Dự án 2", "5"]],
}


def clipboard(name: str) -> Table:
    found = [CLIPBOARDS / f"{name}{ending}" for ending in (".txt", ".html")]
    text, html = (path.read_bytes().decode() if path.exists() else "" for path in found)
    return read_table(text, html)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_clipboard_as_it_comes_in_real_life(name):
    assert [list(row) for row in clipboard(name).rows] == EXPECTED[name]


def test_every_clipboard_of_the_folder_is_tested():
    assert {path.stem for path in CLIPBOARDS.iterdir()} == {*EXPECTED, "picture", "strange-declaration"}


@pytest.mark.parametrize(
    ("name", "words"),
    [("excel-apostrophes", "dấu nháy đơn ở đầu 2 ô"), ("ragged", "không cùng số cột"), ("page-nested", "nhiều bảng")],
)
def test_what_was_changed_is_said(name, words):
    assert words in " ".join(clipboard(name).notes)


def test_sensible_text_is_preferred_to_html():
    assert read_table("a\t1\r\nb\t2\r\n", "<table><tr><td>khác</td></tr></table>").rows == (("a", "1"), ("b", "2"))


def test_html_helps_where_the_text_has_lost_the_columns():
    assert read_table("a\n1\nb\n2\n", "<table><tr><td>a<td>1<tr><td>b<td>2</table>").rows == (("a", "1"), ("b", "2"))


@pytest.mark.parametrize("text", ["", "\r\n\r\n", " \t \r\n", "\x00\x01\x02\x03binary", "\x01\x02\x03\x04\x05\x06abc"])
def test_what_is_no_table_is_refused(text):
    with pytest.raises(BadInput, match="không có bảng chữ, số nào; hãy chép"):
        read_table(text)


@pytest.mark.parametrize("name", ["picture", "strange-declaration"])
def test_rubbish_is_refused_or_read_but_never_a_crash(name):
    with pytest.raises(BadInput, match="hãy chép"):
        clipboard(name)


TOO_MANY, TOO_LONG = "20.000 ô", "2 MB"


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("x\n" * 100_000, "", TOO_MANY),
        ("\t\n" * 100_000 + "x", "", TOO_MANY),
        ("1\t" * CELL_LIMIT + "1", "", TOO_MANY),
        ("a\n" * 5000 + "b\t" * 5000, "", TOO_MANY),
        ('"a\t' * 600_000, "", TOO_MANY),
        ("ệ" * 700_000, "", TOO_LONG),
        ("a" * 3_000_000, "", TOO_LONG),
        ("", "<table>" + "<tr><td>x" * 100_000, TOO_MANY),
        ("", "<table>" + "<tr><td colspan=1000>" * 30_000, TOO_MANY),
        ("", "<table>" + "x" * 2_000_000, TOO_LONG),
    ],
)
def test_too_much_is_refused_in_little_memory(text, html, words):
    tracemalloc.start()
    with pytest.raises(BadInput, match=words):
        read_table(text, html)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_the_limit_itself_is_taken():
    assert len(read_table("1\t2\r\n" * (CELL_LIMIT // 2)).rows) == CELL_LIMIT // 2
