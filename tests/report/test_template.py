"""The template in the tree is the one its code makes, and it is a sound Word file with the measures of NĐ 30."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from gnbv_desktop.report import styles, template
from gnbv_desktop.report.template import CONTROLS, W

NS = {"w": W}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read(part: str) -> Any:
    return etree.fromstring(parts(template.build())[part])


def test_the_committed_file_is_fresh() -> None:
    """Compared by parts: another zlib may pack the same parts into other bytes."""
    kept = template.source_path().read_bytes()
    assert parts(kept) == parts(template.build()), "run: python -m gnbv_desktop.report.template"


def test_it_is_a_sound_word_file(tmp_path: Path) -> None:
    file = tmp_path / template.NAME
    file.write_bytes(template.build())
    result = OpenXmlValidator().validate(str(file))
    assert [str(error) for error in result.errors] == []


def test_every_field_has_its_control_once() -> None:
    pages = (read("word/document.xml"), read("word/footer1.xml"))
    tags = [tag for page in pages for tag in page.xpath("//w:sdtPr/w:tag/@w:val", namespaces=NS)]
    assert sorted(tags) == sorted(CONTROLS)


@pytest.mark.parametrize(
    ("name", "least", "most"), [("top", 20, 25), ("bottom", 20, 25), ("left", 30, 35), ("right", 15, 20)]
)
def test_margins_keep_within_the_decree(name: str, least: float, most: float) -> None:
    margins = read("word/document.xml").find(".//w:pgMar", NS)
    assert margins is not None
    twips = int(margins.get(f"{{{W}}}{name}"))
    assert least <= round(twips / 1440 * 25.4, 1)
    assert twips / 1440 * 25.4 <= most + 0.01


def test_page_number_is_not_on_the_first_page() -> None:
    document = read("word/document.xml")
    assert document.find(".//w:titlePg", NS) is not None
    assert b"PAGE" in parts(template.build())["word/header1.xml"]
    assert b"PAGE" not in parts(template.build())["word/header2.xml"]


def test_no_style_follows_a_theme_font() -> None:
    content = parts(template.build())["word/styles.xml"]
    assert b"Theme" not in content
    assert content.count(styles.FONT.encode()) == 4
