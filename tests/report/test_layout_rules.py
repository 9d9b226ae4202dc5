"""Nghị định 30/2020/NĐ-CP, Phụ lục I, rule by rule, on the produced .docx and for every level of unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from gnbv_desktop.report.docx import render
from gnbv_desktop.report.model import Document
from gnbv_desktop.report.typography import NBSP
from gnbv_desktop.report.widths import twips
from tests.report.pages import MM, Line, Pages, W
from tests.report.units import UNITS, Settings, document_of

LARGE: Settings = {"BO_CUC": {"CO_CHU": "LON"}}
EVERYTHING: Settings = {
    "BO_CUC": {
        "CO_CHU": "LON",
        "DU_THAO": "CO",
        "DO_KHAN": "THUONG_KHAN",
        "LIEN_HE": "Địa chỉ: thị trấn Phong Thổ; điện thoại: 0213.3896.123; thư điện tử: vp@laichau.gov.vn",
        "GHI_CHU": "Phần vốn giao năm 2023 cho 03 xã",
    },
    "BAN_HANH": {
        "SO": "5",
        "NGAY": "2024-02-05",
        "HINH_THUC": "TM_KT",
        "HO_TEN": "Mai Thị Hồng",
        "SOAN_THAO": "nta",
        "SO_BAN": "15",
    },
}
CASES = {
    **{name: (unit, {}) for name, unit in UNITS.items()},
    "huyen, cỡ lớn": (UNITS["huyen"], LARGE),
    "huyen, mọi thứ": (UNITS["huyen"], EVERYTHING),
    "phong, mọi thứ": (UNITS["phong"], EVERYTHING),
}


@pytest.fixture(scope="module", params=list(CASES), ids=str)
def case(request: pytest.FixtureRequest) -> tuple[Document, Pages]:
    unit, settings = CASES[request.param]
    document = document_of(unit, settings)
    return document, Pages(render(document).content)


@pytest.fixture
def pages(case: tuple[Document, Pages]) -> Pages:
    return case[1]


@pytest.fixture
def document(case: tuple[Document, Pages]) -> Document:
    return case[0]


# ---- I. the page

MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}


def test_paper_is_a4_upright(pages: Pages) -> None:
    assert (pages.measure("pgSz.w"), pages.measure("pgSz.h")) == (11906, 16838)
    assert pages.section.find(f"{W}pgSz").get(f"{W}orient") in (None, "portrait")


@pytest.mark.parametrize("side", MARGINS)
def test_margins(pages: Pages, side: str) -> None:
    least, most = MARGINS[side]
    assert least * MM <= pages.measure(f"pgMar.{side}") + 0.5
    assert pages.measure(f"pgMar.{side}") <= most * MM


def test_every_letter_is_black_times_new_roman(pages: Pages) -> None:
    for line in (*pages.lines, *pages.story("word/header1.xml"), *pages.story("word/footer1.xml")):
        fonts = {line.letters.get(f"rFonts.{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert fonts == {"Times New Roman"}
        assert line.letters["color"] == ("FF0000" if line.style == "Độ khẩn" else "000000")
        assert line.letters["lang"] == "vi-VN"
        assert line.letters["sz"] == line.letters["szCs"]
    assert b"Theme=" not in pages.parts["word/document.xml"] + pages.parts["word/styles.xml"]


def test_page_number_stands_in_the_top_margin_from_page_two(pages: Pages) -> None:
    relations = {each.get("Id"): each.get("Target") for each in pages.xml("word/_rels/document.xml.rels")}
    wanted = f"{{{pages.document.nsmap['r']}}}id"
    headers = {
        each.get(f"{W}type"): relations[each.get(wanted)] for each in pages.section.findall(f"{W}headerReference")
    }
    assert pages.section.find(f"{W}titlePg") is not None
    assert pages.section.find(f"{W}pgNumType").get(f"{W}start") == "1"
    assert b" PAGE " in pages.parts[f"word/{headers['default']}"]
    assert b"PAGE" not in pages.parts[f"word/{headers['first']}"]
    (number,) = pages.story(f"word/{headers['default']}")
    assert number.properties["jc"] == "center"
    assert 13 <= number.points <= 14
    assert not number.bold and not number.italic
    # The line fits into the margin above the text.
    assert pages.measure("pgMar.header") + number.points * 20 < pages.measure("pgMar.top")


# ---- II. sizes and kinds of letters, element by element

#        style: (least, most points), bold, italic, alignment
ELEMENTS: dict[str, tuple[tuple[float, float], bool, bool, str]] = {
    "Quốc hiệu": ((12, 13), True, False, "center"),
    "Tiêu ngữ": ((13, 14), True, False, "center"),
    "Cơ quan chủ quản": ((12, 13), False, False, "center"),
    "Cơ quan ban hành": ((12, 13), True, False, "center"),
    "Số ký hiệu": ((13, 13), False, False, "center"),
    "Địa danh": ((13, 14), False, True, "center"),
    "Độ khẩn": ((13, 14), True, False, "center"),
    "Tên loại": ((13, 14), True, False, "center"),
    "Trích yếu": ((13, 14), True, False, "center"),
    "Ghi chú số liệu": ((13, 14), False, True, "center"),
    "Kính gửi": ((13, 14), False, False, "center"),
    "Kính gửi nhiều nơi": ((13, 14), False, False, "left"),
    "Căn cứ": ((13, 14), False, True, "both"),
    "Nội dung": ((13, 14), False, False, "both"),
    "Gạch đầu dòng": ((13, 14), False, False, "both"),
    "Dấu cộng": ((13, 14), False, False, "both"),
    "Kết thúc": ((13, 14), False, False, "both"),
    "Phần": ((13, 14), True, False, "center"),
    "heading 1": ((13, 14), True, False, "left"),
    "heading 2": ((13, 14), True, False, "left"),
    "heading 3": ((13, 14), False, False, "both"),
    "Nơi nhận": ((12, 12), True, True, "left"),
    "Nơi nhận dòng": ((11, 11), False, False, "left"),
    "Ký hiệu người soạn thảo": ((11, 11), False, False, "left"),
    "Quyền hạn": ((13, 14), True, False, "center"),
    "Họ tên": ((13, 14), True, False, "center"),
}
BODY = ("Căn cứ", "Nội dung", "Gạch đầu dòng", "Dấu cộng", "Kết thúc", "Phần", "heading 1", "heading 2", "heading 3")


@pytest.mark.parametrize("style", ELEMENTS)
def test_letters(pages: Pages, style: str) -> None:
    (least, most), bold, italic, alignment = ELEMENTS[style]
    for line in pages.of(style):
        assert least <= line.points <= most
        assert (line.bold, line.italic) == (bold, italic)
        assert line.properties["jc"] == alignment


def test_sizes_go_up_and_down_together(document: Document, pages: Pages) -> None:
    large = document.letterhead.sizes is not None
    set_of = {"Quốc hiệu": 12, "Tiêu ngữ": 13, "Cơ quan ban hành": 12, "Địa danh": 13}
    assert {style: pages.one(style).points for style in set_of} == {
        style: points + large for style, points in set_of.items()
    }
    assert pages.one("Số ký hiệu").points == 13
    assert {
        pages.of(style)[0].points for style in (*BODY, "Tên loại", "Trích yếu", "Quyền hạn") if pages.of(style)
    } == {14}


@pytest.mark.parametrize("style", BODY)
def test_body_paragraphs(pages: Pages, style: str) -> None:
    """Indent 1 or 1,27 cm, at least 6 points between paragraphs, lines from single to 1,5."""
    for line in pages.of(style):
        first = line.number("ind.firstLine")
        assert first in (567, 720) or (style == "Phần" and first == 0)
        assert line.number("ind.left") == line.number("ind.hanging") == 0
        assert line.number("spacing.after") >= 120
        assert line.properties["spacing.lineRule"] == "auto"
        assert 240 <= line.number("spacing.line") <= 360


def test_nothing_of_the_capitals_is_small(document: Document, pages: Pages) -> None:
    capitals = ["Quốc hiệu", "Cơ quan chủ quản", "Cơ quan ban hành", "Độ khẩn", "Dự thảo", "Tên loại", "heading 1"]
    for style in (*capitals, "Quyền hạn"):
        for line in pages.of(style):
            assert line.text == line.text.upper() != ""


# ---- letterhead


def test_nation_and_motto(pages: Pages) -> None:
    nation, motto = pages.one("Quốc hiệu"), pages.one("Tiêu ngữ")
    assert (nation.text, motto.text) == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert motto.element.getprevious() is nation.element
    assert nation.properties["spacing.line"] == motto.properties["spacing.line"] == "240"
    assert nation.number("spacing.after") == motto.number("spacing.before") == 0
    assert pages.length(pages.rule_after(motto)) == twips(motto.text, motto.points, bold=True)
    # On one line in its column.
    assert twips(nation.text, nation.points, bold=True) < pages.width_around(nation)


def test_rule_under_the_agency(document: Document, pages: Pages) -> None:
    agency = pages.one("Cơ quan ban hành")
    assert tuple(agency.lines) == document.letterhead.agency
    assert_a_third_to_a_half(pages, agency)


def test_rule_under_the_title(pages: Pages) -> None:
    assert_a_third_to_a_half(pages, pages.one("Trích yếu"))


def assert_a_third_to_a_half(pages: Pages, line: Line) -> None:
    rule = pages.rule_after(line)
    assert rule.properties["pBdr.top"] == "single"
    assert abs(rule.number("ind.left") - rule.number("ind.right")) <= 1
    for words in line.lines:
        width = twips(words, line.points, bold=True)
        assert width < pages.width_around(line)
        assert width / 3 - 1 <= pages.length(rule) <= width / 2 + 1


def test_number_and_date_stand_level(pages: Pages) -> None:
    number, date = pages.one("Số ký hiệu"), pages.one("Địa danh")
    assert number.number("spacing.before") == date.number("spacing.before")
    rows = [next(each.element.iterancestors(f"{W}tr")) for each in (number, date)]
    assert rows[0] is rows[1]
    assert number.text.startswith("Số:") and "/BC-" in number.text
    assert " " not in number.text.partition("/")[2]
    assert ", ngày" in date.text
    assert date.text[:1].isupper()


def test_letterhead_cells_have_no_margins_of_their_own(pages: Pages) -> None:
    table = next(pages.document.iter(f"{W}tbl"))
    assert [each.get(f"{W}w") for each in table.find(f"{W}tblPr/{W}tblCellMar")] == ["0", "0"]
    columns = [int(each.get(f"{W}w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
    assert sum(columns) == pages.text_width
    for row in table.findall(f"{W}tr"):
        assert [int(each.get(f"{W}w")) for each in row.iter(f"{W}tcW")] == columns


def test_marks_below_the_number(document: Document, pages: Pages) -> None:
    shown = [line.text for line in (*pages.of("Độ khẩn"), *pages.of("Dự thảo"))]
    assert shown == [text for text in (document.letterhead.urgency, "DỰ THẢO" * document.letterhead.draft) if text]
    for mark in pages.of("Độ khẩn"):
        assert {mark.properties[f"pBdr.{side}"] for side in ("top", "left", "bottom", "right")} == {"single"}
        assert pages.length(mark) == 2268


def test_title_block_in_its_order(pages: Pages) -> None:
    title = ("Tên loại", "Trích yếu", "Ghi chú số liệu")
    styles = [line.style for line in pages.lines]
    first = styles.index("Tên loại")
    found = styles[first : styles.index("Đường kẻ", first) + 1]
    assert found == [style for style in title if style in found] + ["Đường kẻ"]
    for line in pages.lines[first : first + len(found)]:
        assert line.properties["keepNext"] == "1"


# ---- content


def test_order_of_the_elements(pages: Pages) -> None:
    order = ("Quốc hiệu", "Tiêu ngữ", "Số ký hiệu", "Tên loại", "Trích yếu", "Căn cứ", "Nội dung", "Kết thúc")
    styles = [line.style for line in pages.lines]
    places = [styles.index(style) for style in (*order, "Nơi nhận", "Nơi nhận dòng", "Quyền hạn", "Họ tên")]
    assert places == sorted(places)
    greeting = [index for index, style in enumerate(styles) if style.startswith("Kính gửi")]
    assert all(styles.index("Trích yếu") < index < styles.index("Căn cứ") for index in greeting)


def test_content_stands_off_the_title(pages: Pages) -> None:
    rule = pages.rule_after(pages.one("Trích yếu"))
    below = pages.lines[pages.lines.index(rule) + 1]
    assert below.number("spacing.before") == 240


def test_headings_by_their_look(pages: Pages) -> None:
    looks = {
        line.style: (line.text, line.properties["outlineLvl"])
        for line in pages.lines
        if "outlineLvl" in line.properties
    }
    assert looks["Phần"] == ("Phần I\nKẾT QUẢ THỰC HIỆN", "0")
    assert looks["heading 2"] == ("1. Công tác quản lý", "2")
    assert looks["heading 3"] == ("a) Kiện toàn", "3")
    assert [(line.text, line.properties["outlineLvl"]) for line in pages.of("heading 1")] == [
        ("I. CÔNG TÁC CHỈ ĐẠO", "1"),
        ("II. KIẾN NGHỊ", "0"),
    ]
    for style in ("Phần", "heading 1", "heading 2", "heading 3"):
        assert pages.of(style)[0].properties["keepNext"] == "1"


def test_addressees(document: Document, pages: Pages) -> None:
    one, several = pages.of("Kính gửi"), pages.of("Kính gửi nhiều nơi")
    assert len(one) <= 1 and not (one and several)
    for line in one:
        assert line.text.startswith("Kính gửi: ") and not line.text.endswith(".")


def test_footnotes_are_real(pages: Pages) -> None:
    marks = [each.get(f"{W}id") for each in pages.document.iter(f"{W}footnoteReference")]
    notes = [each.get(f"{W}id") for each in pages.xml("word/footnotes.xml").iter(f"{W}footnote")]
    assert (marks, notes) == (["1"], ["-1", "0", "1"])
    declared = pages.xml("word/settings.xml").find(f"{W}footnotePr")
    assert [each.get(f"{W}id") for each in declared] == ["-1", "0"]


def test_a_table_stays_with_its_sentence(pages: Pages) -> None:
    (unit,) = pages.of("Đơn vị tính")
    assert (unit.properties["jc"], unit.properties["keepNext"], unit.italic) == ("right", "1", True)
    head, *others, last = pages.of("Bảng đầu")[:1] + pages.of("Bảng số")
    assert {line.properties.get("keepNext") for line in (head, *others[:3])} == {"1"}
    assert "keepNext" not in last.properties


# ---- signature


def test_signature_stays_with_the_last_paragraph(pages: Pages) -> None:
    styles = [line.style for line in pages.lines]
    end = pages.lines[styles.index("Kết thúc") :]
    assert end[0].text.endswith("./.")
    assert end[0].properties["keepNext"] == end[0].properties["keepLines"] == "1"
    for line in end[:-1]:
        assert line.style == "Họ tên" or line.properties["keepNext"] == "1"
    table = next(end[2].element.iterancestors(f"{W}tbl"))
    assert table.find(f"{W}tr/{W}trPr/{W}cantSplit") is not None


def test_authority_and_name(document: Document, pages: Pages) -> None:
    assert tuple(pages.one("Quyền hạn").lines) == document.signature.authority
    name = pages.one("Họ tên")
    assert name.text == document.signature.name
    assert name.number("spacing.before") >= 1361


def test_recipients(document: Document, pages: Pages) -> None:
    label, lines = pages.one("Nơi nhận"), pages.of("Nơi nhận dòng")
    assert label.text == "Nơi nhận:"
    assert (label.number("ind.left"), label.number("ind.firstLine")) == (0, 0)
    assert [line.text for line in lines] == list(document.signature.recipients)
    assert all(line.text.startswith("- ") and line.text.endswith(";") for line in lines[:-1])
    assert lines[-1].text.startswith("- Lưu: VT") and lines[-1].text.endswith(".")
    for line in lines:
        # The dash stands at the margin.
        assert line.number("ind.left") == line.number("ind.hanging")
    greeted = bool(pages.of("Kính gửi") or pages.of("Kính gửi nhiều nơi"))
    assert (lines[0].text == "- Như trên;") is greeted


def test_the_drafters_mark(document: Document, pages: Pages) -> None:
    assert [line.text for line in pages.of("Ký hiệu người soạn thảo")] == [document.signature.drafter] * bool(
        document.signature.drafter
    )


def test_contact_at_the_foot_of_the_first_page(document: Document, pages: Pages) -> None:
    (reference,) = pages.section.findall(f"{W}footerReference")
    assert reference.get(f"{W}type") == "first"
    shown = [line for line in pages.story("word/footer1.xml") if line.style == "Địa chỉ liên hệ"]
    assert [line.text for line in shown] == [document.letterhead.contact] * bool(document.letterhead.contact)
    for line in shown:
        assert 11 <= line.points <= 12 and not line.bold and not line.italic
        assert line.properties["pBdr.top"] == "single"
        assert line.number("ind.left") == line.number("ind.right") == 0


def test_no_placeholder_is_left(pages: Pages) -> None:
    everything = (*pages.lines, *pages.story("word/footer1.xml"))
    assert not [line.text for line in everything if line.text.startswith("[")]


def test_it_is_sound(pages: Pages, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(pages.content)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_a_draft_leaves_room_for_number_and_day() -> None:
    head = document_of(UNITS["huyen"]).letterhead
    assert head.number == f"Số:{NBSP * 9}/BC-UBND"
    assert head.place_date == f"Phong Thổ, ngày{NBSP * 7}tháng{NBSP * 7}năm 2024"
