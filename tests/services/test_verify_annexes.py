"""The written annexes are read again: every cell against the dossier, every formula against what it comes to."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.report.model import WrittenAnnexes, WrittenFigure
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample, sample_names
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.verify import annex_differences
from gnbv_desktop.services.work import Work


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Work]:
    desk = Desk.open(tmp_path_factory.mktemp("data"))
    yield Work.open(desk, load_sample(desk, "phong-tho-2023"))
    desk.close()


@pytest.fixture(scope="module")
def written(work: Work) -> WrittenAnnexes:
    return write_annexes(work.evaluation)


def with_value(written: WrittenAnnexes, figure: WrittenFigure, value: str) -> bytes:
    """The workbook with another value stored in the cell of a figure; its formula stays."""
    sheet, _, address = figure.where.rpartition("!")
    names = list(dict.fromkeys(each.where.rpartition("!")[0] for each in written.figures))
    source, target = io.BytesIO(written.content), io.BytesIO()
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as write:
        for name in read.namelist():
            part = read.read(name).decode("utf-8", "surrogateescape")
            # The first sheet is the table of contents.
            if name == f"xl/worksheets/sheet{names.index(sheet) + 2}.xml":
                pattern = rf'(<c r="{address}"[^>]*>(?:<f>[^<]*</f>)?<v>)[^<]*(</v>)'
                part, found = re.subn(pattern, rf"\g<1>{value}\g<2>", part)
                assert found == 1
            write.writestr(name, part.encode("utf-8", "surrogateescape"))
    return target.getvalue()


def first(written: WrittenAnnexes, formula: bool) -> WrittenFigure:
    """A figure with a value; one that others add up, or a formula."""
    numbers = (each for each in written.figures if each.value.isdigit() and int(each.value) > 1 and each.source)
    return next(each for each in numbers if bool(each.formula) is formula)


def test_what_was_written_is_right(work: Work, written: WrittenAnnexes) -> None:
    assert list(annex_differences(written, written.content, work.evaluation)) == []
    assert len(written.figures) > 900
    assert sum(bool(each.formula) for each in written.figures) > 100


@pytest.mark.parametrize("formula", [False, True])
def test_a_changed_cell_is_named(work: Work, written: WrittenAnnexes, formula: bool) -> None:
    figure = first(written, formula)
    content = with_value(written, figure, str(int(figure.value) + 1))
    told = list(annex_differences(written, content, work.evaluation))
    sheet, _, address = figure.where.rpartition("!")
    assert any(f"bieu-so.xlsx, {sheet}, ô {address}" in each and figure.value in each for each in told)


def test_a_formula_that_comes_to_something_else_is_named(work: Work, written: WrittenAnnexes) -> None:
    """Even when the program believed the wrong value when it wrote it."""
    figure = first(written, True)
    wrong = str(int(figure.value) + 1)
    believed = tuple(
        WrittenFigure(each.where, "", wrong, each.formula) if each is figure else each for each in written.figures
    )
    told = list(
        annex_differences(
            WrittenAnnexes(written.content, believed), with_value(written, figure, wrong), work.evaluation
        )
    )
    address = figure.where.rpartition("!")[2]
    assert any(f"ô {address}: công thức {figure.formula} cho “{figure.value}”" in each for each in told)


def test_figures_of_another_state_of_the_dossier_are_named(tmp_path: Path, written: WrittenAnnexes) -> None:
    desk = Desk.open(tmp_path)
    work = Work.open(desk, load_sample(desk, "phong-tho-2023"))
    row = next(row for row in work.evaluation.rows("VON") if work.evaluation.figure(Ref("VON", row, "GIAO")).number)
    enter(work, Ref("VON", row, "GIAO"), "4711")
    told = list(annex_differences(written, written.content, work.evaluation))
    desk.close()
    assert told
    assert all("phải là" in each for each in told)


@pytest.mark.parametrize("name", [name for name in sample_names() if name != "phong-tho-2023"])
def test_what_was_written_of_the_other_samples_is_right(name: str, tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    evaluation = Work.open(desk, load_sample(desk, name)).evaluation
    written = write_annexes(evaluation)
    assert list(annex_differences(written, written.content, evaluation)) == []
    desk.close()
