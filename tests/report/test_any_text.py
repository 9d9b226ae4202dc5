"""Whatever people type, paste or load: the .docx is sound, says the same, and comes out the same again."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from gnbv_desktop.exchange.docx_text import read_docx
from gnbv_desktop.report.docx import render
from gnbv_desktop.report.letterhead import compose_letterhead, compose_signature
from gnbv_desktop.report.markup import plain
from gnbv_desktop.report.model import (
    Document,
    FigureRun,
    Heading,
    HeadingLook,
    Letterhead,
    NoteRun,
    Origin,
    ParagraphBlock,
    ParagraphKind,
    Signature,
    TextRun,
)
from tests.report.pages import Pages
from tests.report.units import UNITS, document_of, wording_of

ODD = "A & B < C > \"D\" 'E' 😀 \U0001f600 \x00\x0b\ud800\uffff tab\tline\nend "
NFD = unicodedata.normalize("NFD", "Ủy ban nhân dân huyện Phong Thổ, ước đạt")

texts = st.text(st.characters(codec=None), max_size=60)


def document(text: str) -> Document:
    return Document(
        Origin(text, text, datetime.date(2024, 1, 31)),
        Letterhead(text, (text, text), text, text, text, text, text, True, text, text),
        (
            ParagraphBlock((TextRun(text),), ParagraphKind.ADDRESSEES),
            ParagraphBlock((TextRun(text),), ParagraphKind.ADDRESSEE_ITEM),
            Heading(1, (TextRun(text),), HeadingLook.PART),
            Heading(12, (TextRun(text),), HeadingLook.CAPITALS),
            ParagraphBlock((FigureRun(text, text, text), NoteRun(text))),
        ),
        Signature((text,), (text,), text, text, text),
    )


def faults(content: bytes, folder: Path) -> list[str]:
    file = folder / "bao-cao.docx"
    file.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(str(file)).errors]


@given(texts)
@settings(max_examples=40)
def test_any_text_is_read_back_as_it_stands(text: str) -> None:
    made = document(text)
    written = render(made)
    assert render(made) == written
    read = read_docx(written.content)
    (figure,) = written.figures
    assert figure.value == plain(text)
    (found,) = read.figures
    # XML turns a carriage return into a line break; nothing else changes.
    assert found.text == figure.value.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("text", ["", ODD, NFD, "x" * 20_000, "một hai " * 2_500, "\u00a0" * 50, "Phần I."], ids=repr)
def test_extreme_texts_are_sound(text: str, tmp_path: Path) -> None:
    content = render(document(text)).content
    assert faults(content, tmp_path) == []
    assert read_docx(content).text


def test_text_inside_is_composed() -> None:
    pages = Pages(render(document(NFD)).content)
    whole = "".join(line.text for line in pages.lines)
    assert unicodedata.is_normalized("NFC", whole)
    assert unicodedata.normalize("NFC", NFD) in whole


def test_two_hundred_footnotes(tmp_path: Path) -> None:
    notes = tuple(ParagraphBlock((TextRun(f"Đoạn {n}"), NoteRun(f"Chú thích {n} & <{n}>."))) for n in range(1, 201))
    content = render(evolve(document_of(UNITS["huyen"]), blocks=notes)).content
    assert faults(content, tmp_path) == []
    assert read_docx(content).text.count("Chú thích") == 200


def test_thirty_addressees_and_recipients(tmp_path: Path) -> None:
    names = tuple(f"Ủy ban nhân dân xã Thứ {number}" for number in range(1, 31))
    unit = evolve(UNITS["huyen"], addressees=names)
    recipients = (*names[:15], *(f"Phòng Thứ {number} (b/c)" for number in range(1, 31)), "Lưu: VT")
    made = document_of(unit, recipients=recipients)
    content = render(made).content
    assert faults(content, tmp_path) == []
    assert len(Pages(content).of("Kính gửi nhiều nơi")) == 31
    assert made.signature.recipients[:2] == ("- Như trên;", "- Phòng Thứ 1 (b/c);")
    assert len(made.signature.recipients) == 32


@pytest.mark.parametrize("words", [60, 400, 4000])
def test_a_very_long_title_or_agency(words: int, tmp_path: Path) -> None:
    long = " ".join(["Chương trình mục tiêu"] * (words // 4))
    unit = evolve(UNITS["phong"], name=f"Phòng {long}")
    wording = wording_of(unit, name=f"Báo cáo {long}")
    made = evolve(
        document_of(UNITS["phong"]), letterhead=compose_letterhead(wording), signature=compose_signature(wording)
    )
    content = render(made).content
    assert faults(content, tmp_path) == []


def test_an_empty_report(tmp_path: Path) -> None:
    made = evolve(document_of(UNITS["huyen"]), blocks=())
    assert faults(render(made).content, tmp_path) == []
