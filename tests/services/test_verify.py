"""A written report is read back: what it says must be what was written, and what the figures are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gnbv_desktop.exchange.docx_text import BoundText
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.docx import write_report
from gnbv_desktop.report.model import WrittenReport
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.verify import report_differences, value_fault
from gnbv_desktop.services.work import Work


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    desk = Desk.open(tmp_path_factory.mktemp("data"))
    yield Work.open(desk, load_sample(desk, "phong-tho-2023"))
    desk.close()


@pytest.fixture(scope="module")
def written(work: Work) -> WrittenReport:
    return write_report(work.evaluation)


def with_text(content: bytes, old: str, new: str) -> bytes:
    """The file with one text of its body replaced, once."""
    source, target = io.BytesIO(content), io.BytesIO()
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as write:
        for name in read.namelist():
            part = read.read(name)
            if name == "word/document.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode(), 1)
            write.writestr(name, part)
    return target.getvalue()


def test_what_was_written_is_right(work: Work, written: WrittenReport) -> None:
    assert list(report_differences(written, written.content, work.evaluation)) == []
    assert len(written.figures) > 100


def test_a_changed_figure_is_named_with_its_sentence(work: Work, written: WrittenReport) -> None:
    content = with_text(written.content, "46.590/52.720", "46.950/52.720")
    told = list(report_differences(written, content, work.evaluation))
    assert told
    assert "46.950/52.720" in told[0]
    assert "iải ngân" in told[0]


def test_a_figure_that_is_gone_is_missed(work: Work, written: WrittenReport) -> None:
    content = with_text(written.content, '<w:tag w:val="so5"/>', '<w:tag w:val="khac"/>')
    assert any("thiếu số" in each for each in report_differences(written, content, work.evaluation))


def test_a_report_older_than_the_figures_is_noticed(tmp_path: Path, written: WrittenReport) -> None:
    """The file is whole, but the dossier says something else by now."""
    desk = Desk.open(tmp_path)
    work = Work.open(desk, load_sample(desk, "phong-tho-2023"))
    spent = work.evaluation.column("VON", "GIAI_NGAN")
    row = next(row for row, figure in spent.items() if figure.number)
    enter(work, Ref("VON", row, "GIAI_NGAN"), "1")
    told = list(report_differences(written, written.content, work.evaluation))
    desk.close()
    assert told
    assert all("câu" in each for each in told)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("174.177 triệu đồng", True),
        ("174.177", True),
        ("174,177 triệu đồng", False),
        ("174.177.000.000 đồng", True),
        ("174,177 tỷ đồng", True),
        ("174 tỷ đồng", True),
        ("173 tỷ đồng", False),
        ("174.178 triệu đồng", False),
        ("khoảng 174.177 triệu đồng", True),
        ("[chưa nhập]", False),
        ("", False),
    ],
)
def test_a_printed_amount_is_read_as_a_person_reads_it(work: Work, text: str, right: bool) -> None:
    figure = BoundText("so1", "VON(TONG)", text, 0, len(text))
    assert (value_fault(work.evaluation, figure) == "") is right


@pytest.mark.parametrize(("text", "right"), [("96,42%", True), ("96,4%", True), ("96,43%", False), ("100%", False)])
def test_a_rate_is_rounded_half_up(work: Work, text: str, right: bool) -> None:
    figure = BoundText("so1", "100 * VON(GIAI_NGAN) / VON(TONG)", text, 0, len(text))
    assert (value_fault(work.evaluation, figure) == "") is right
