"""The report as LibreOffice prints it: what stands on which page. Skipped where LibreOffice or poppler is not there."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve, frozen

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.exchange.dossier_json import parse
from gnbv_desktop.kernel.paths import samples_root
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.docx import render
from gnbv_desktop.report.model import Document, Heading, NoteRun, ParagraphBlock, TextRun
from gnbv_desktop.services.dossiers import sample_names
from tests.report.units import UNITS, document_of

_MISSING = [name for name in ("soffice", "pdftotext") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(_MISSING), reason=f"not on this machine: {', '.join(_MISSING)}")

SHIFTS = range(0, 26, 2)
"""Lines before the end: the signature comes to stand everywhere around the foot of the page."""
NAMES = (*sample_names(), *(f"lui-{lines}" for lines in SHIFTS))


@frozen
class Printed:
    document: Document
    pages: list[list[str]]
    """Lines that are not empty, with single ordinary spaces."""

    def body(self, page: list[str]) -> list[str]:
        """Without the footnotes at the foot."""
        notes = " ".join(_plain(text) for text in self._notes())
        kept = list(page)
        while kept and re.sub(r"^\d+ ", "", kept[-1]) in notes:
            kept.pop()
        return kept

    def _notes(self) -> list[str]:
        blocks = [block for block in self.document.blocks if isinstance(block, ParagraphBlock)]
        return [run.text for block in blocks for run in block.runs if isinstance(run, NoteRun)]

    @property
    def headings(self) -> list[str]:
        blocks = [block for block in self.document.blocks if isinstance(block, Heading)]
        return [_plain("".join(run.text for run in block.runs)).casefold() for block in blocks]


def _plain(text: str) -> str:
    return " ".join(text.split())


def sample(name: str) -> Document:
    dossier = parse((samples_root() / f"{name}.json").read_bytes(), load_edition)
    return compose_report(evaluate(load_edition(dossier.head.programme, dossier.head.edition), dossier))


def shifted(lines: int) -> Document:
    made = document_of(UNITS["huyen"])
    *others, closing = made.blocks
    more = [ParagraphBlock((TextRun(f"- Nội dung thứ {number};"),)) for number in range(lines)]
    return evolve(made, blocks=(*others, *more, closing))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    """All in one run of LibreOffice with a profile of its own."""
    folder = tmp_path_factory.mktemp("printed")
    documents = {name: sample(name) for name in sample_names()} | {f"lui-{lines}": shifted(lines) for lines in SHIFTS}
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(render(document).content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in documents]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: Printed(document, _pages(folder / f"{name}.pdf")) for name, document in documents.items()}


def _pages(file: Path) -> list[list[str]]:
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    pages = done.stdout.decode().split("\f")[:-1]
    return [[_plain(line) for line in page.split("\n") if line.strip()] for page in pages]


@pytest.fixture(params=NAMES)
def report(request: pytest.FixtureRequest, printed: Mapping[str, Printed]) -> Printed:
    return printed[request.param]


def test_pages_are_numbered_from_the_second(report: Printed) -> None:
    assert report.pages[0][0].endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert [page[0] for page in report.pages[1:]] == [str(number) for number in range(2, len(report.pages) + 1)]


def test_no_page_is_blank_and_their_number_is_sane(report: Printed) -> None:
    words = sum(
        len(run.text) for block in report.document.blocks if isinstance(block, ParagraphBlock) for run in block.runs
    )
    assert all(len(page) > 1 for page in report.pages)
    assert len(report.pages) <= 3 + words / 900


def test_no_heading_is_the_last_line_of_a_page(report: Printed) -> None:
    last = [report.body(page)[-1].casefold() for page in report.pages]
    assert not [line for line in last if any(heading.endswith(line) for heading in report.headings)]


def test_the_signature_stands_with_the_last_paragraph(report: Printed) -> None:
    (page,) = (each for each in report.pages if any(line.startswith("Nơi nhận:") for line in each))
    assert page is report.pages[-1]
    end = next(index for index, line in enumerate(page) if line.endswith("./."))
    place = next(index for index, line in enumerate(page) if line.startswith("Nơi nhận:"))
    assert end < place
    assert report.document.signature.authority[0] in page[place]
    assert sum("Lưu: VT" in line for line in page) == 1
