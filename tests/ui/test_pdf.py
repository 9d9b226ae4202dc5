"""The PDF: its words, figures, pages and fonts, read back by another program where there is one."""

import re
import shutil
import subprocess
import unicodedata

import pytest
from PySide6.QtGui import QRawFont

from gnbv_desktop.report.model import Heading
from gnbv_desktop.services.preview import figures_of
from gnbv_desktop.ui.paper.setter import Setter
from gnbv_desktop.ui.paper.text import page_font
from gnbv_desktop.ui.pdf import REMARK, write_pdf
from tests.ui.documents import composed_sample
from tests.ui.test_paper import SAMPLES

reads_pdf = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}


def pages_of(content, folder, *options):
    """The lines of each page, blanks that do not break as plain ones."""
    file = folder / "bao-cao.pdf"
    file.write_bytes(content)
    command = ["pdftotext", *options, str(file), "-"]
    text = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    pages = text.replace("\u00a0", " ").split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_the_page_font_has_every_vietnamese_letter(qapp, bold, italic):
    font = QRawFont.fromFont(page_font(28, bold, italic))
    assert font.familyName() in ("Times New Roman", "Tinos", "Liberation Serif")
    wanted = sorted(LETTERS | {each.upper() for each in LETTERS})
    lacking = [letter for letter in wanted if 0 in font.glyphIndexesForString(letter)]
    assert lacking == []


@reads_pdf
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_page_reads_as_the_model_says(qapp, tmp_path, sample):
    document = composed_sample(tmp_path / "data", sample).document
    pages = pages_of(write_pdf(document), tmp_path, "-layout")
    sheets = Setter().set(document)
    assert len(pages) == len(sheets.pages), "the preview shows the pages of the PDF"
    assert not pages[0][0].isdigit()
    assert [page[0] for page in pages[1:]] == [str(number) for number in range(2, len(pages) + 1)]
    assert pages[-1][-1] == REMARK
    whole = re.sub(r"\s+", " ", " ".join(line for page in pages for line in page))
    for figure in figures_of(document):
        assert re.sub(r"\s+", " ", figure.text) in whole
    headings = {"".join(run.text for run in each.runs).replace("\u00a0", " ") for each in document.blocks
                if isinstance(each, Heading)}  # fmt: skip
    assert headings.isdisjoint(page[-1] for page in pages)


@reads_pdf
def test_every_word_of_the_pages_is_in_the_file(qapp, tmp_path):
    document = composed_sample(tmp_path / "data", "phong-tho-2021-2024").document
    pages = pages_of(write_pdf(document), tmp_path, "-raw")
    found = re.sub(r"\s+", "", "".join(line for page in pages for line in page))
    for laid in Setter().set(document).laid[1:-1]:
        for text in laid.texts:
            for line in text.lines:
                words = text.text[line.textStart() : line.textStart() + line.textLength()]
                assert re.sub(r"\s+", "", words) in found


def test_the_file_bears_the_day_of_the_figures_not_of_the_clock(qapp, tmp_path):
    document = composed_sample(tmp_path, "phong-tho-2023").document
    content = write_pdf(document)
    assert content.startswith(b"%PDF-")
    assert set(re.findall(rb"\(D:(\d{14})", content)) == {b"20240131000000"}
    assert set(re.findall(rb'Date="([-\dT:]+)\+', content)) == {b"2024-01-31T00:00:00"}


@reads_pdf
def test_the_title_is_that_of_the_report(qapp, tmp_path):
    (tmp_path / "a.pdf").write_bytes(write_pdf(composed_sample(tmp_path / "data", "phong-tho-2023").document))
    told = subprocess.run(
        ["pdfinfo", str(tmp_path / "a.pdf")], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    assert re.search(r"Title:\s+Báo cáo Tình hình thực hiện", told)
    assert re.search(r"Page size:\s+59\d\.?\d* x 84\d\.?\d* pts \(A4\)", told)
