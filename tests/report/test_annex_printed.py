"""The annexes on paper, as LibreOffice prints them: every number is readable, pages end where the layout says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import frozen

from gnbv_desktop.report.annex import Annexes, write_annexes
from gnbv_desktop.report.sheet import Sheet
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.work import Work
from tests.report.office import MISSING, converted, pages

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")
NAMES = ("phong-tho-2023", "bac-kan-2021-2024")


@frozen
class Printed:
    sheets: tuple[Sheet, ...]
    pages: list[list[str]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Printed]:
    folder = tmp_path_factory.mktemp("printed")
    desk = Desk.open(folder / "data")
    evaluations = {name: Work.open(desk, load_sample(desk, name)).evaluation for name in NAMES}
    desk.close()
    files = converted(folder, {name: write_annexes(each).content for name, each in evaluations.items()}, "pdf")
    return {name: Printed(Annexes(evaluations[name]).sheets(), pages(file)) for name, file in files.items()}


@pytest.fixture(params=NAMES)
def annexes(request: pytest.FixtureRequest, printed: Mapping[str, Printed]) -> Printed:
    return printed[request.param]


def test_no_number_is_cut_off(annexes: Printed) -> None:
    assert [line for page in annexes.pages for line in page if "##" in line] == []


def test_pages_end_where_the_layout_says(annexes: Printed) -> None:
    assert len(annexes.pages) == sum(len(sheet.breaks) + 1 for sheet in annexes.sheets)


def test_pages_are_numbered_anew_on_each_sheet(annexes: Printed) -> None:
    numbers = [page[0] if page[0].isdigit() else "" for page in annexes.pages]
    wanted = ["" if page == 0 else str(page + 1) for sheet in annexes.sheets for page in range(len(sheet.breaks) + 1)]
    assert numbers == wanted


def test_signatures_never_stand_alone(annexes: Printed) -> None:
    for page in annexes.pages:
        text = " ".join(page)
        if "NGƯỜI LẬP BIỂU" in text:
            assert len(page) > 9
