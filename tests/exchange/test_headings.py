"""Headings are read from Word documents and from pasted text as provinces write them; other files are refused."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnbv_desktop.exchange import docx_text
from gnbv_desktop.exchange.docx_headings import headings_in_docx
from gnbv_desktop.exchange.headings import Heading, headings_in_text, ticked
from gnbv_desktop.kernel.errors import BadFile, BadInput
from gnbv_desktop.kernel.outline import DEEPEST, Number

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(body: str, strict: bool = False, **parts: str) -> bytes:
    names = W.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr(
            "word/document.xml", f"<w:document {names if strict else W}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return buffer.getvalue()


def run(text: str, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", numbered: tuple[int, int] | None = None, level: int | None = None) -> str:
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered is not None:
        inside += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    if level is not None:
        inside += f'<w:outlineLvl w:val="{level}"/>'
    text = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{inside}</w:pPr>{text}</w:p>"


def lvl(at: int, form: str, text: str) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str) -> str:
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


def told(found: tuple[Heading, ...]) -> list[str]:
    return [f"{'  ' * (each.level - 1)}{each.number.value} {each.title}".rstrip() for each in ticked(found)]


STYLES = (
    f'<w:styles {W}><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="Tiêu đề 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Của tỉnh"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="Loop"><w:name w:val="Vòng"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style></w:styles>'
)


# ---- Word


def test_heading_styles_also_by_the_style_they_are_based_on() -> None:
    body = (
        p("ĐỀ CƯƠNG BÁO CÁO", style="H1")
        + p("Chỉ đạo, điều hành ........ 2", style="T1")
        + p("Chỉ đạo, điều hành", style="H1")
        + p("Ban hành văn bản", style="Own")
        + p("Nêu rõ số lượng văn bản đã ban hành.", style="Loop")
        + p("Phối hợp", level=1)
        + p("Kết quả", style="H1")
    )
    assert told(headings_in_docx(docx(body, styles=STYLES))) == [
        " Chỉ đạo, điều hành",
        "   Ban hành văn bản",
        "   Phối hợp",
        " Kết quả",
    ]


def test_typed_numbers_in_split_runs() -> None:
    body = (
        p(run("I", True), run(". CÔNG TÁC CHỈ ĐẠO", True))
        + p("1", ". Ban hành ", "văn bản")
        + p("a", ")", "<w:r><w:tab/></w:r>", "Của tỉnh")
        + p("Trong kỳ đã ban hành 12 văn bản.")
        + p("2. Truyền thông (nêu rõ số tin, bài)")
        + p("II. KẾT QUẢ")
    )
    assert told(headings_in_docx(docx(body))) == [
        "I. CÔNG TÁC CHỈ ĐẠO",
        "  1. Ban hành văn bản",
        "    a) Của tỉnh",
        "  1. Truyền thông",
        "I. KẾT QUẢ",
    ]


def test_numbers_that_word_makes_itself() -> None:
    levels = numbering(
        lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%2."), lvl(2, "decimal", "%2.%3."),
        lvl(3, "lowerLetter", "%4)"), lvl(4, "bullet", "-"), lvl(5, "bullet", "+"),
    )  # fmt: skip
    body = "".join(
        p(text, numbered=(1, at))
        for at, text in (
            (0, "Chỉ đạo"), (1, "Văn bản"), (2, "Của tỉnh"), (2, "Của huyện"), (3, "Kế hoạch"), (1, "Truyền thông"),
            (0, "Kết quả"), (1, "Vốn"), (4, "Dự án 2: Đa dạng hóa sinh kế"), (5, "Tiểu dự án 1"),
        )
    )  # fmt: skip
    assert told(headings_in_docx(docx(body, numbering=levels))) == [
        "I. Chỉ đạo",
        "  1. Văn bản",
        "    1.1. Của tỉnh",
        "    1.1. Của huyện",
        "      a) Kế hoạch",
        "  1. Truyền thông",
        "I. Kết quả",
        "  1. Vốn",
        "    - Dự án 2: Đa dạng hóa sinh kế",
        "      + Tiểu dự án 1",
    ]


def test_a_style_may_carry_the_number() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="M"><w:name w:val="Mục"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style></w:styles>"
    )
    body = p("Tình hình chung", style="M") + p("Kết quả", style="M")
    found = headings_in_docx(docx(body, styles=styles, numbering=numbering(lvl(0, "decimal", "Phần %1."))))
    assert [(each.number, each.title) for each in found] == [
        (Number.PART, "Tình hình chung"),
        (Number.PART, "Kết quả"),
    ]


def test_letterhead_contents_signature_and_text_boxes_are_passed_over() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(run('1. UBND TỈNH', True))}</w:tc></w:tr></w:tbl>"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('I. CHỈ ĐẠO 3')}</w:sdtContent></w:sdt>"
    )
    box = f"<w:r><w:pict><w:txbxContent>{p('9. Trong khung')}</w:txbxContent></w:pict></w:r>"
    body = (
        table + p(run("BÁO CÁO", True)) + contents + p("I. CHỈ ĐẠO", box) + p("II. KẾT QUẢ ............ 12")
        + p("II. KẾT QUẢ") + p(run("Nơi nhận:", True)) + p("1. Như trên") + p("2. Lưu: VT")
    )  # fmt: skip
    assert told(headings_in_docx(docx(body))) == ["I. CHỈ ĐẠO", "I. KẾT QUẢ"]


def test_an_outline_behind_the_letter_it_came_with() -> None:
    body = (
        p("1. Đề nghị các huyện báo cáo trước ngày 15") + p("2. Gửi về Sở") + p("Nơi nhận:") + p("- Như trên;")
        + p(run("ĐỀ CƯƠNG BÁO CÁO", True)) + p("(Kèm theo Công văn số 12)") + p("I. Chỉ đạo") + p("II. Kết quả")
    )  # fmt: skip
    assert told(headings_in_docx(docx(body))) == ["I. Chỉ đạo", "I. Kết quả"]


def test_bold_titles_between_numbered_ones() -> None:
    body = p(run("UBND HUYỆN", True)) + p("I. Kết quả") + p(run("Năm 2023", True)) + p("Đã giải ngân.") + p("II. Vốn")
    assert told(headings_in_docx(docx(body))) == ["I. Kết quả", "   Năm 2023", "I. Vốn"]


def test_an_outline_in_a_table() -> None:
    rows = "".join(
        f"<w:tr><w:tc>{p(number)}</w:tc><w:tc>{p(title)}</w:tc></w:tr>"
        for number, title in (("I", "Chỉ đạo"), ("1", "Văn bản"), ("2", "Truyền thông"), ("II", "Kết quả"))
    )
    assert told(headings_in_docx(docx(f"<w:tbl>{rows}</w:tbl>"))) == [
        "I. Chỉ đạo",
        "  1. Văn bản",
        "  1. Truyền thông",
        "I. Kết quả",
    ]


def test_files_that_are_not_word_documents_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadFile, match="kiểu cũ hoặc có mật khẩu"):
        headings_in_docx(b"\xd0\xcf\x11\xe0 old", "cu.doc")
    with pytest.raises(BadFile, match="bị hỏng hoặc không phải"):
        headings_in_docx(b"khong phai zip", "hong.docx")
    with pytest.raises(BadFile, match="không thấy đề mục nào"):
        headings_in_docx(docx(p("Chỉ có lời văn.")), "vanban.docx")
    with pytest.raises(BadFile, match="DTD"):
        headings_in_docx(docx(p("I. A"), styles='<!DOCTYPE x [<!ENTITY a "b">]><x/>'))
    with pytest.raises(BadFile, match="Strict Open XML"):
        headings_in_docx(docx("", strict=True), "chat.docx")
    monkeypatch.setattr(docx_text, "PART_LIMIT", 1000)
    with pytest.raises(BadFile, match="quá lớn"):
        headings_in_docx(docx(p("I. " + "A" * 5000)), "bom.docx")


# ---- pasted text


def test_parts_letters_chains_and_bare_numbers() -> None:
    text = """PHẦN I
KẾT QUẢ THỰC HIỆN
A. CÔNG TÁC CHỈ ĐẠO
I. Ban hành văn bản
1. Của tỉnh
1.1 Kế hoạch
1.2. Công văn
2. Của huyện
3 Tình hình lồng ghép vốn
B. VỐN
Phần thứ hai: PHƯƠNG HƯỚNG
a. Nhiệm vụ
b. Giải pháp"""
    assert told(headings_in_text(text)) == [
        "Phần I. KẾT QUẢ THỰC HIỆN",
        "  A. CÔNG TÁC CHỈ ĐẠO",
        "    I. Ban hành văn bản",
        "      1. Của tỉnh",
        "        1.1. Kế hoạch",
        "        1.1. Công văn",
        "      1. Của huyện",
        "      1. Tình hình lồng ghép vốn",
        "  A. VỐN",
        "Phần I. PHƯƠNG HƯỚNG",
        "  a) Nhiệm vụ",
        "  a) Giải pháp",
    ]


def test_single_letters_are_roman_or_not_by_what_came_before() -> None:
    text = "\n".join(f"{each}. Mục {each}" for each in ("I", "II", "III", "IV", "V"))
    assert {each.number for each in headings_in_text(text)} == {Number.ROMAN}
    letters = "\n".join(f"{each}. Mục {each}" for each in "ABCDĐEGHI")
    assert {each.number for each in headings_in_text(letters)} == {Number.UPPER}


def test_what_goes_on_after_a_title_in_the_same_line_is_left_out() -> None:
    text = """I. Kết quả:
1. Dự án 4. Phát triển giáo dục nghề nghiệp, việc làm bền vững: 3,954 triệu đồng, trong đó:
2. Phòng Kinh tế - Hạ tầng: Chủ trì, phối hợp các cơ quan, đơn vị liên quan thực hiện hỗ trợ nhà ở
II. KIẾN NGHỊ, ĐỀ XUẤT: Không"""
    assert [each.title for each in headings_in_text(text)] == [
        "Kết quả",
        "Dự án 4. Phát triển giáo dục nghề nghiệp, việc làm bền vững",
        "Phòng Kinh tế - Hạ tầng",
        "KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_sentences_with_a_number_are_offered_without_a_tick() -> None:
    text = """I. Giải pháp
1. Hàng năm, các cấp ủy tập trung lãnh đạo thực hiện thắng lợi Nghị quyết. Chỉ đạo các xã rà soát.
- Vốn giao năm 2023: 161.128 triệu đồng
- Rà soát hộ nghèo
Trong kỳ 1.250 triệu đồng được giao; 12 xã đã thực hiện."""
    found = headings_in_text(text)
    assert [each.sure for each in found] == [True, False, False, False]
    assert len(found) == 4


def test_projects_without_a_number_are_headings() -> None:
    text = """III. KẾT QUẢ
Dự án 1: Hỗ trợ đầu tư phát triển hạ tầng
Tiểu dự án 1: Hạ tầng huyện nghèo
TDA2 thuộc Dự án 1
Dự án 2
Giao 14.689 triệu đồng cho các xã."""
    assert told(headings_in_text(text)) == [
        "I. KẾT QUẢ",
        "   Dự án 1: Hỗ trợ đầu tư phát triển hạ tầng",
        "     Tiểu dự án 1: Hạ tầng huyện nghèo",
        "     TDA2 thuộc Dự án 1",
        "   Dự án 2",
    ]


def test_lists_that_word_puts_on_the_clipboard() -> None:
    text = "I.\tChỉ đạo\r\n1.\tVăn bản\r\n\t2)\tTruyền thông\r\n•\tTin, bài\r\nII/\tKết quả\r\n"
    assert told(headings_in_text(text)) == ["I. Chỉ đạo", "  1. Văn bản", "  1. Truyền thông", "I. Kết quả"]


def test_text_without_headings_or_far_too_long_is_refused() -> None:
    with pytest.raises(BadInput, match="Không thấy đề mục nào"):
        headings_in_text("Chỉ là một đoạn văn.\nKhông có gì.")
    with pytest.raises(BadInput, match="dài quá"):
        headings_in_text("a" * 1_000_001)
    with pytest.raises(BadInput, match="Thấy 600 đề mục"):
        headings_in_text("\n".join(f"{each % 99 + 1}. Mục" for each in range(600)))


PIECES = st.sampled_from(
    ("Phần I", "PHẦN", "A.", "Đ.", "I.", "IV/", "1.", "12)", "1.1.", "3. 2", "a)", "đ.", "-", "+", "* ", "Dự án 2",
     "TDA1", ":", ".", "nêu rõ", "(nêu rõ)", "5 triệu", "Kết quả", "ĐỀ CƯƠNG", "Nơi nhận", "**", "##", "\\", " ", "\t",
     "…… 3", "không")
)  # fmt: skip


@given(st.lists(st.lists(PIECES | st.text(max_size=8), max_size=6).map(" ".join), max_size=25).map("\n".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = headings_in_text(text)
    except BadInput:
        return
    assert all(each.title.strip() and 1 <= each.level <= DEEPEST for each in found)
    for taken in (found, tuple(ticked(found))):
        assert all(after.level <= before.level + 1 for before, after in pairwise(taken))


def test_levels_never_jump() -> None:
    text = "a) Một\n1.1.1. Hai\nI. Ba\n+ Bốn\n1. Năm\nPhần II. Sáu"
    found = headings_in_text(text)
    assert all(after.level <= before.level + 1 for before, after in pairwise(found))
    assert found[0].level == 1
