"""The written .docx: sound, the same bytes, every figure found again, footnotes in order."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.exchange.docx_text import read_docx
from gnbv_desktop.report.docx import render, write_report
from gnbv_desktop.report.model import (
    Align,
    Document,
    FigureRun,
    Heading,
    Letterhead,
    NoteRun,
    Origin,
    ParagraphBlock,
    ParagraphKind,
    Signature,
    Table,
    TableCell,
    TextRun,
)
from gnbv_desktop.report.package import packed
from gnbv_desktop.report.template import W, build

NS = {"w": W}


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def parsed(content: bytes) -> Any:
    return etree.fromstring(content)


def faults(content: bytes, folder: Path) -> list[str]:
    file = folder / "bao-cao.docx"
    file.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(str(file)).errors]


@pytest.fixture(scope="module")
def small() -> Document:
    """Notes, a table, several addressees, letters that XML cannot carry: what the sample dossier does not have."""
    cell = TableCell((FigureRun("12,5", "DA2.KQ[HO].KH", "decimal"),), Align.NUMBER)
    return Document(
        Origin("uid", "p/e", datetime.date(2024, 1, 31)),
        Letterhead("UBND HUYỆN X", ("PHÒNG A",), "Số: /BC-LĐ", "X, ngày 01", "BÁO CÁO", "Tiến độ", ""),
        (
            ParagraphBlock((TextRun("Kính gửi:"),), ParagraphKind.ADDRESSEES),
            ParagraphBlock((TextRun("- Nơi một;"),), ParagraphKind.ADDRESSEE_ITEM),
            ParagraphBlock((TextRun("- Nơi hai."),), ParagraphKind.ADDRESSEE_ITEM),
            Heading(1, (TextRun("I. A & B < C"),)),
            ParagraphBlock((TextRun("Kế hoạch\x0b\ud800"), NoteRun("Một & <1>."), TextRun(" và"), NoteRun("Hai."))),
            Table((1, 2), (TableCell((TextRun("Cột"),)),) * 2, ((cell, cell),) * 3, "Đơn vị tính: hộ"),
            ParagraphBlock((TextRun("Ba"), NoteRun("Ba."))),
        ),
        Signature(("- Như trên;", "- Lưu: VT."), ("TRƯỞNG PHÒNG",), "Nguyễn Văn A"),
    )


def test_it_is_sound(evaluation: Evaluation, small: Document, tmp_path: Path) -> None:
    assert faults(write_report(evaluation).content, tmp_path) == []
    assert faults(render(small).content, tmp_path) == []


def test_equal_input_gives_equal_bytes(evaluation: Evaluation) -> None:
    assert write_report(evaluation) == write_report(evaluation)


def test_every_figure_is_found_again(evaluation: Evaluation) -> None:
    written = write_report(evaluation)
    read = read_docx(written.content)
    assert [(each.tag, each.expression, each.text) for each in read.figures] == [
        (each.where, each.source, each.value) for each in written.figures
    ]
    assert len(written.figures) > 30
    assert all(read.text[each.start : each.end] == each.text for each in read.figures)
    assert (read.dossier, read.edition) == (evaluation.dossier.head.uid, "gnbv_2021_2025/2022-07-15")


def test_letterhead_is_read_back(evaluation: Evaluation) -> None:
    fields = read_docx(write_report(evaluation).content).fields
    assert fields["co_quan_ban_hanh"] == "ỦY BAN NHÂN DÂN\nHUYỆN PHONG THỔ"
    assert fields["quyen_han"] == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    assert "co_quan_chu_quan" not in fields
    assert not [value for value in fields.values() if value.startswith("[")]


def test_footnotes_are_numbered_in_their_order(small: Document) -> None:
    content = render(small).content
    notes = parsed(part(content, "word/footnotes.xml"))
    marks = parsed(part(content, "word/document.xml")).xpath("//w:footnoteReference/@w:id", namespaces=NS)
    assert notes.xpath("//w:footnote/@w:id", namespaces=NS) == ["-1", "0", "1", "2", "3"]
    assert marks == ["1", "2", "3"]
    assert [passage for passage in read_docx(content).text.splitlines() if passage][-3:] == [
        " Một & <1>.",
        " Hai.",
        " Ba.",
    ]


def test_a_table_keeps_its_head_and_stays_whole(small: Document) -> None:
    root = parsed(part(render(small).content, "word/document.xml"))
    rows = root.xpath("//w:tbl[w:tblPr/w:tblStyle]/w:tr", namespaces=NS)
    assert [len(row.findall(".//w:tblHeader", NS)) for row in rows] == [1, 0, 0, 0]
    assert [len(row.findall(".//w:keepNext", NS)) for row in rows] == [2, 2, 2, 0]


def test_ids_of_controls_are_unique(evaluation: Evaluation) -> None:
    root = parsed(part(write_report(evaluation).content, "word/document.xml"))
    ids = root.xpath("//w:sdtPr/w:id/@w:val", namespaces=NS)
    assert len(ids) == len(set(ids))


def test_a_template_edited_in_word_is_filled_as_well(small: Document, tmp_path: Path) -> None:
    """Word splits texts into runs and drops the part of the footnotes while there are none."""
    with zipfile.ZipFile(io.BytesIO(build())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "word/footnotes.xml"}
    document = parts["word/document.xml"].decode()
    parts["word/document.xml"] = document.replace(
        "<w:r><w:t>[Tên loại]</w:t></w:r>",
        "<w:r><w:rPr><w:u w:val='single'/></w:rPr><w:t>[Tên</w:t></w:r><w:r><w:t> loại]</w:t></w:r>",
    ).encode()
    for name in ("word/_rels/document.xml.rels", "[Content_Types].xml", "word/settings.xml"):
        root = etree.fromstring(parts[name])
        for element in root.iter():
            if "footnote" in "".join(map(str, (element.tag, *element.attrib.values()))).lower():
                parent = element.getparent()
                if parent is not None:
                    parent.remove(element)
        parts[name] = etree.tostring(root)
    content = render(small, packed(parts)).content
    assert faults(content, tmp_path) == []
    read = read_docx(content)
    assert read.fields["ten_loai"] == "BÁO CÁO"
    assert " Hai." in read.text
    assert b'<w:u w:val="single"/>' in part(content, "word/document.xml")
