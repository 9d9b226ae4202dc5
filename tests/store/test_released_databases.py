"""A database of every version named in CHANGELOG.md opens, computes and can be worked on."""

import re
import shutil

import pytest

from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk, needs_upgrade
from gnbv_desktop.services.entry import enter
from gnbv_desktop.services.history import redo, undo
from gnbv_desktop.services.upgrade import upgrade
from gnbv_desktop.services.work import Work
from gnbv_desktop.store.database import FILE
from tests.support import ROOT

DATABASES = ROOT / "tests" / "fixtures" / "databases"
VERSIONS = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_version_of_the_changelog_has_a_database():
    assert VERSIONS
    assert sorted(path.stem for path in DATABASES.glob("*.sqlite3")) == sorted(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_that_version_is_worked_on(version, tmp_path):
    shutil.copy(DATABASES / f"{version}.sqlite3", tmp_path / FILE)
    if needs_upgrade(tmp_path):
        upgrade(tmp_path)
    desk = Desk.open(tmp_path)
    try:
        (head,) = desk.store.heads()
        work = Work.open(desk, head.id)
        assert work.evaluation.pivot("VON", "GIAI_NGAN", {"DU_AN": "DA5"}).figure.text == "12060000000"
        assert desk.store.broken_links() == []
        redo(work)
        assert work.dossier.cell(parse_ref("DA2.KQ[HO].LUY_KE")) == Cell(State.VALUE, "2859")
        undo(work)
        assert work.dossier.cell(parse_ref("DA2.KQ[HO].LUY_KE")) is None
        enter(work, parse_ref("VON[r1].GHI_CHU"), "vẫn ghi được")
        assert desk.store.load(head.id) == work.dossier
    finally:
        desk.close()
