"""LibreOffice computes the formulas of the annexes anew and comes to the values stored in them.

It trusts stored values unless its profile says otherwise: that it does compute is proved by a value stored wrong.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal

import pytest
from attrs import frozen

from gnbv_desktop.exchange.xlsx_cells import XlsxCells, read_xlsx
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample, sample_names
from gnbv_desktop.services.work import Work
from tests.report.office import MISSING, converted

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

WRONG = "phong-tho-2023-sai"


@frozen
class Computed:
    before: XlsxCells
    after: XlsxCells

    def differing(self) -> list[str]:
        """Formulas whose value is another one after LibreOffice has computed them."""
        return [
            f"{sheet}!{address}"
            for sheet, cells in self.before.sheets.items()
            for address, cell in cells.items()
            if cell.formula and not close(cell.value, self.after.at(f"{sheet}!{address}").value)
        ]


def close(one: str, other: str) -> bool:
    return abs(Decimal(one) - Decimal(other or "-1")) <= Decimal("1e-7")


def spoilt(content: bytes) -> bytes:
    """With 999 stored behind one formula."""
    source, target = io.BytesIO(content), io.BytesIO()
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as write:
        for name in read.namelist():
            part = read.read(name)
            if name == "xl/worksheets/sheet2.xml":
                part, found = re.subn(rb"(<f>SUM\([^<]*</f><v>)[^<]*", rb"\g<1>999", part, count=1)
                assert found == 1
            write.writestr(name, part)
    return target.getvalue()


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Computed]:
    """All in one run of LibreOffice with a profile of its own."""
    folder = tmp_path_factory.mktemp("recalculated")
    desk = Desk.open(folder / "data")
    contents = {
        name: write_annexes(Work.open(desk, load_sample(desk, name)).evaluation).content for name in sample_names()
    }
    desk.close()
    contents[WRONG] = spoilt(contents["phong-tho-2023"])
    computed_anew = converted(folder, contents, "xlsx")
    return {
        name: Computed(read_xlsx(content), read_xlsx(computed_anew[name].read_bytes()))
        for name, content in contents.items()
    }


@pytest.mark.parametrize("name", sample_names())
def test_stored_values_are_what_the_formulas_come_to(computed: Mapping[str, Computed], name: str) -> None:
    formulas = sum(bool(cell.formula) for cells in computed[name].before.sheets.values() for cell in cells.values())
    assert formulas > 30
    assert computed[name].differing() == []


def test_a_wrong_stored_value_is_noticed(computed: Mapping[str, Computed]) -> None:
    assert len(computed[WRONG].differing()) == 1
