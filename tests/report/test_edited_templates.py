"""An office edits the template in Word: the report stays whole, or it is said what is missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from gnbv_desktop.exchange.docx_text import read_docx
from gnbv_desktop.kernel.errors import BadFile
from gnbv_desktop.report import template
from gnbv_desktop.report.docx import render
from gnbv_desktop.report.inspection import inspect
from gnbv_desktop.report.package import packed
from gnbv_desktop.report.template import CONTROLS
from gnbv_desktop.report.widths import twips
from tests.report.pages import Pages, W, parts
from tests.report.test_layout_rules import EVERYTHING, assert_a_third_to_a_half
from tests.report.units import UNITS, document_of

DOCUMENT = "word/document.xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FULL = document_of(UNITS["phong"], EVERYTHING)
PLAIN = document_of(UNITS["huyen"])
Parts = dict[str, bytes]


def xml(text: str | bytes) -> Any:
    return etree.fromstring(text)


def edited(change: Callable[[Any], None]) -> bytes:
    """The built-in template with its page changed."""
    made = parts(template.build())
    root = xml(made[DOCUMENT])
    change(root)
    made[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(made)


def control(root: Any, tag: str) -> Any:
    (mark,) = (each for each in root.iter(f"{W}tag") if each.get(f"{W}val") == tag)
    return mark.getparent().getparent()


def wrapped(element: Any, tag: str = "nhom") -> Any:
    """A control of the office's own around an element."""
    number = str(77000 + len(list(element.getroottree().getroot().iter(f"{W}sdt"))))
    outer = xml(
        f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="{number}"/></w:sdtPr>'
        "<w:sdtContent/></w:sdt>"
    )
    element.addprevious(outer)
    outer.find(f"{W}sdtContent").append(element)
    return outer


# ---- what Word and people do


def split_runs(root: Any) -> None:
    for run in [each for each in root.iter(f"{W}r") if (each.findtext(f"{W}t") or "").startswith("[")]:
        text = run.findtext(f"{W}t")
        run.find(f"{W}t").text = text[:3]
        run.set(f"{W}rsidR", "00AB12CD")
        for piece in (text[3:5], text[5:]):
            more = etree.SubElement(run.getparent(), f"{W}r")
            etree.SubElement(more, f"{W}t").text = piece
            run.addnext(more)
            more.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))


def placeholders(root: Any) -> None:
    """Somebody emptied the fields: Word shows its grey hint."""
    for tag in CONTROLS:
        if tag == "lien_he":
            continue
        properties = control(root, tag).find(f"{W}sdtPr")
        etree.SubElement(properties, f"{W}showingPlcHdr")
        run = next(control(root, tag).iter(f"{W}r"))
        run.insert(0, xml(f'<w:rPr xmlns:w="{W[1:-1]}"><w:b/></w:rPr>'))
        run.find(f"{W}t").text = "Click or tap here to enter text."


def wrapped_controls(root: Any) -> None:
    for tag in ("noi_dung", "noi_nhan", "so_ky_hieu", "du_thao"):
        wrapped(control(root, tag))
    wrapped(control(root, "noi_dung").getparent().getparent(), "ngoai")


def wrapped_paragraphs(root: Any) -> None:
    """Whole paragraphs made controls: the field stands inside one of them."""
    for tag in ("trich_yeu", "quyen_han", "do_khan"):
        wrapped(next(control(root, tag).iterancestors(f"{W}p")))


def more_tables(root: Any) -> None:
    body = root.find(f"{W}body")
    cell = '<w:tc><w:tcPr><w:tcW w:w="9354" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    table = (
        f'<w:tbl xmlns:w="{W[1:-1]}"><w:tblPr><w:tblW w:w="9354" w:type="dxa"/></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="9354"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    )
    body.insert(0, xml(table.format("Logo của cơ quan")))
    control(root, "noi_dung").addprevious(xml(table.format("Khung của cơ quan")))
    control(root, "noi_dung").addprevious(etree.Element(f"{W}p"))


def body_in_a_cell(root: Any) -> None:
    more_tables(root)
    frame = [each for each in root.iter(f"{W}tc") if "Khung" in "".join(each.itertext())]
    frame[0].find(f"{W}p").addprevious(control(root, "noi_dung"))


def body_in_a_line(root: Any) -> None:
    outer = control(root, "noi_dung")
    paragraph = outer.find(f"{W}sdtContent/{W}p")
    outer.addprevious(paragraph)
    content = outer.find(f"{W}sdtContent")
    for run in paragraph.findall(f"{W}r"):
        content.append(run)
    paragraph.append(outer)


def controls_of_cells(root: Any) -> None:
    """Word makes a whole cell or row a control when it is selected."""
    for tag in ("so_ky_hieu", "du_thao"):
        inner = control(root, tag)
        inner.find(f"{W}sdtPr/{W}tag").set(f"{W}val", "cu")
        wrapped(next(inner.iterancestors(f"{W}tc")), tag)
    wrapped(next(control(root, "do_khan").iterancestors(f"{W}tr")), "hang")


def body_as_a_cell(root: Any) -> None:
    more_tables(root)
    outer = control(root, "noi_dung")
    outer.getparent().remove(outer)
    wrapped(next(each for each in root.iter(f"{W}tc") if "Khung" in "".join(each.itertext())), "noi_dung")


def as_libreoffice_saves(root: Any) -> None:
    """No tags, controls of paragraphs drawn into lines, some controls gone but for their hints."""
    for mark in [*root.iter(f"{W}tag")]:
        mark.getparent().remove(mark)
    for alias in [each for each in root.iter(f"{W}alias") if each.get(f"{W}val") != "Nơi nhận"]:
        alias.getparent().remove(alias)
    for outer in [each for each in root.iter(f"{W}sdt") if each.find(f"{W}sdtContent/{W}p") is not None]:
        paragraph = outer.find(f"{W}sdtContent/{W}p")
        outer.addprevious(paragraph)
        content = outer.find(f"{W}sdtContent")
        runs = paragraph.findall(f"{W}r")
        if "Nơi nhận" in "".join(paragraph.itertext()):
            for run in runs:
                content.append(run)
            paragraph.append(outer)
        else:
            outer.getparent().remove(outer)


def moved_controls(root: Any) -> None:
    """Date and number below the table, in one paragraph; the name before the authority."""
    table = next(root.iter(f"{W}tbl"))
    row = table.findall(f"{W}tr")[1]
    date = next(control(root, "dia_danh_ngay").iterancestors(f"{W}p"))
    date.append(control(root, "so_ky_hieu"))
    table.addnext(date)
    table.remove(row)
    name = next(control(root, "ho_ten").iterancestors(f"{W}p"))
    next(control(root, "quyen_han").iterancestors(f"{W}p")).addprevious(name)


def without_optional(root: Any) -> None:
    for tag in ("co_quan_chu_quan", "ghi_chu_so_lieu", "do_khan", "du_thao", "soan_thao", "dia_danh_ngay"):
        paragraph = next(control(root, tag).iterancestors(f"{W}p"))
        cell = paragraph.getparent()
        cell.remove(paragraph)
        if cell.tag == f"{W}tc" and cell.find(f"{W}p") is None:
            etree.SubElement(cell, f"{W}p")


def ids_of_word(root: Any) -> None:
    """Word gives ids at random; they may be those of our figures."""
    for number, mark in enumerate(root.iter(f"{W}id")):
        if mark.getparent().tag == f"{W}sdtPr":
            mark.set(f"{W}val", str(1001 + number))


def a_note_of_its_own(root: Any) -> None:
    run = etree.SubElement(next(root.iter(f"{W}p")), f"{W}r")
    etree.SubElement(run, f"{W}footnoteReference", {f"{W}id": "7"})


def twice_the_body(root: Any) -> None:
    first = control(root, "noi_dung")
    second = xml(etree.tostring(first))
    second.find(f"{W}sdtPr/{W}id").set(f"{W}val", "88")
    first.addnext(second)


EDITS = (
    split_runs,
    placeholders,
    wrapped_controls,
    wrapped_paragraphs,
    more_tables,
    body_in_a_cell,
    body_in_a_line,
    body_as_a_cell,
    controls_of_cells,
    as_libreoffice_saves,
    moved_controls,
    without_optional,
    ids_of_word,
    a_note_of_its_own,
    twice_the_body,
)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("document", [FULL, PLAIN], ids=["full", "plain"])
def test_the_report_stays_whole(edit: Callable[[Any], None], document: Any, tmp_path: Path) -> None:
    content = render(document, edited(edit)).content
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
    text = read_docx(content).text
    for words in (
        "KẾT QUẢ THỰC HIỆN",
        "II. KIẾN NGHỊ",
        "Trên đây là báo cáo./.",
        "Quyết định số 970/QĐ-UBND.",
        "Nơi nhận:",
    ):
        assert text.count(words) == 1, words
    assert "Click or tap" not in text and "[" not in text
    assert len(read_docx(content).figures) == 6
    assert render(document, edited(edit)).content == content


def test_what_is_filled_is_no_placeholder() -> None:
    pages = Pages(render(FULL, edited(placeholders)).content)
    assert next(pages.document.iter(f"{W}showingPlcHdr"), None) is None
    assert pages.one("Số ký hiệu").bold


def test_moved_controls_are_filled_where_they_are() -> None:
    pages = Pages(render(FULL, edited(moved_controls)).content)
    line = pages.one("Địa danh")
    assert line.text == f"{FULL.letterhead.place_date}{FULL.letterhead.number}"
    assert not list(line.element.iterancestors(f"{W}tbl"))


def test_recipients_stand_in_paragraphs_of_their_own() -> None:
    pages = Pages(render(FULL, edited(as_libreoffice_saves)).content)
    assert [line.text for line in pages.of("Nơi nhận dòng")] == list(FULL.signature.recipients)


# ---- margins and styles


def test_lines_follow_the_margins_of_the_template() -> None:
    def narrower(root: Any) -> None:
        margins = root.find(f".//{W}pgMar")
        margins.set(f"{W}left", "1984")
        margins.set(f"{W}right", "1134")

    pages = Pages(render(document_of(UNITS["phong"], {}, requested_by=""), edited(narrower)).content)
    assert pages.text_width == 11906 - 1984 - 1134
    for table in pages.document.iter(f"{W}tbl"):
        assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == pages.text_width
        assert sum(int(each.get(f"{W}w")) for each in table.findall(f"{W}tblGrid/{W}gridCol")) == pages.text_width
    for style in ("Cơ quan ban hành", "Trích yếu"):
        assert_a_third_to_a_half(pages, pages.one(style))


def test_columns_of_the_office_are_left_alone() -> None:
    def wider(root: Any) -> None:
        table = next(root.iter(f"{W}tbl"))
        for each, width in zip(table.iter(f"{W}gridCol"), (3850, 5504), strict=True):
            each.set(f"{W}w", str(width))
        for row in table.iter(f"{W}tr"):
            for cell, width in zip(row.iter(f"{W}tcW"), (3850, 5504), strict=True):
                cell.set(f"{W}w", str(width))

    pages = Pages(render(FULL, edited(wider)).content)
    assert [int(each.get(f"{W}w")) for each in next(pages.document.iter(f"{W}tbl")).iter(f"{W}gridCol")] == [3850, 5504]
    assert pages.length(pages.rule_after(pages.one("Tiêu ngữ"))) == twips(pages.one("Tiêu ngữ").text, 14, bold=True)


def in_styles(made: Parts, *changes: tuple[str, str]) -> bytes:
    text = made["word/styles.xml"].decode()
    for old, new in changes:
        changed = re.sub(old, new, text, flags=re.DOTALL)
        assert changed != text, old
        text = changed
    made["word/styles.xml"] = text.encode()
    return packed(made)


def test_rules_follow_the_letters_of_the_template() -> None:
    changes = [(rf'(w:styleId="{name}".*?<w:sz w:val=")24(?=")', r"\g<1>26") for name in ("CoQuanBanHanh",)]
    content = in_styles(
        parts(template.build()), *changes, (r'(w:styleId="TieuNgu".*?<w:sz w:val=")26(?=")', r"\g<1>28")
    )
    pages = Pages(render(PLAIN, content).content)
    assert pages.one("Cơ quan ban hành").points == 13
    assert_a_third_to_a_half(pages, pages.one("Cơ quan ban hành"))
    motto = pages.one("Tiêu ngữ")
    assert pages.length(pages.rule_after(motto)) == twips(motto.text, 14, bold=True)


def word_id(name: str) -> str:
    """As Word makes ids from names: letters with marks fall away."""
    return "".join(char for char in unicodedata.normalize("NFC", name) if char.isascii() and char.isalnum())


def test_word_renames_the_ids_of_styles(tmp_path: Path) -> None:
    made = parts(template.build())
    styles = xml(made["word/styles.xml"])
    renamed = {}
    for number, style in enumerate(styles.findall(f"{W}style")):
        old, name = style.get(f"{W}styleId"), style.find(f"{W}name").get(f"{W}val")
        renamed[old] = {"heading 1": "u1", "heading 2": "u2", "Normal": "Binhthng"}.get(
            name, f"{word_id(name)}{number}"
        )
    for part in [each for each in made if each.startswith("word/") and each.endswith(".xml")]:
        root = xml(made[part])
        for each in root.iter():
            if each.tag in (f"{W}pStyle", f"{W}rStyle", f"{W}basedOn", f"{W}tblStyle"):
                each.set(f"{W}val", renamed[each.get(f"{W}val")])
            elif each.tag == f"{W}style":
                each.set(f"{W}styleId", renamed[each.get(f"{W}styleId")])
        made[part] = etree.tostring(root)
    content = render(FULL, packed(made)).content
    assert [line.style for line in Pages(content).lines] == [line.style for line in Pages(render(FULL).content).lines]
    assert len(Pages(content).xml("word/styles.xml")) == len(styles)
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(content)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []


def test_a_deleted_style_comes_back() -> None:
    gone = [(rf'<w:style w:type="paragraph" w:styleId="{name}">.*?</w:style>', "") for name in ("DauCong", "DonViTinh")]
    gone.append((r'<w:style w:type="table"[^>]*w:styleId="BangSoLieu">.*?</w:style>', ""))
    pages = Pages(render(PLAIN, in_styles(parts(template.build()), *gone)).content)
    assert pages.one("Dấu cộng").number("ind.firstLine") == 720
    assert pages.one("Đơn vị tính").italic
    assert b"BangSoLieu" in pages.parts["word/styles.xml"]


def test_another_custom_part_is_kept() -> None:
    made = parts(template.build())
    made["customXml/item1.xml"] = b"<sources/>"
    made["word/_rels/document.xml.rels"] = made["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rId77" Type="{RELATIONSHIPS}/customXml" Target="../customXml/item1.xml"/>'
        "</Relationships>".encode(),
    )
    content = render(PLAIN, packed(made)).content
    assert b"<sources/>" in parts(content)["customXml/item1.xml"]
    assert [each.expression for each in read_docx(content).figures] == ["DA2.KQ[HO].KH"] * 6


# ---- what cannot be used, and what is said of the rest


def test_without_the_body_it_says_which_control_is_missing() -> None:
    def without(root: Any) -> None:
        outer = control(root, "noi_dung")
        outer.getparent().remove(outer)

    with pytest.raises(BadFile) as caught:
        render(PLAIN, edited(without))
    assert "“Nội dung báo cáo” (thẻ noi_dung)" in caught.value.message
    assert "gnbv template reset" in str(caught.value)


def strict(made: Parts) -> bytes:
    transitional, other = RELATIONSHIPS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    return packed({name: content.replace(transitional, other) for name, content in made.items()})


def template_format(made: Parts) -> bytes:
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    return packed(made)


def broken_xml(made: Parts) -> bytes:
    made[DOCUMENT] = made[DOCUMENT][:-20]
    return packed(made)


BUILT = template.build()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        BUILT[: len(BUILT) // 2],
        packed({"a.txt": b"a"}),
        strict(parts(BUILT)),
        template_format(parts(BUILT)),
        broken_xml(parts(BUILT)),
    ],
    ids=["empty", "text", "doc", "half", "zip", "strict", "dotx", "broken"],
)
def test_what_is_no_docx_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(BadFile, match="không phải tài liệu Word"):
        render(PLAIN, content)


def test_the_template_of_the_program_has_no_fault() -> None:
    assert inspect(template.build()) == ()


def test_faults_of_an_edited_template_are_told() -> None:
    def spoilt(root: Any) -> None:
        without_optional(root)
        margins = root.find(f".//{W}pgMar")
        margins.set(f"{W}left", "1134")
        margins.getparent().remove(root.find(f".//{W}titlePg"))
        nation = next(each for each in root.iter(f"{W}t") if each.text.startswith("CỘNG HÒA"))
        nation.text = "CỘNG HOÀ"

    made = parts(edited(spoilt))
    content = in_styles(made, (r'(w:styleId="NoiDung".*?<w:sz w:val=")28(?=")', r"\g<1>24"))
    told = inspect(content)
    assert "Lề trái 20 mm; phải từ 30 đến 35 mm." in told
    assert "Kiểu chữ “Nội dung” cỡ 12; phải cỡ từ 13 đến 14." in told
    assert "Trang thứ nhất sẽ hiện số trang; hãy bật Different First Page." in told
    assert "Thiếu ô “Địa danh, ngày tháng năm” (thẻ dia_danh_ngay): báo cáo sẽ không có phần ấy." in told
    assert "Không thấy Quốc hiệu “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”." in told
