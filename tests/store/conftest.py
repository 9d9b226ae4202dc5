"""A store in a folder of its own, and dossiers of the small programme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gnbv_desktop.store.journal import Stamp
from gnbv_desktop.store.store import Store
from tests.support_dossiers import dossier

STAMP = Stamp("2026-02-03T04:05:06.000Z", "Nguyễn Văn A", "enter")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gnbv.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path)
    yield opened
    opened.close()


@pytest.fixture
def filled(store: Store) -> Store:
    """With one dossier of three cells."""
    cells = {"KINH_PHI[r1].DUOC_CAP": "100", "KINH_PHI[r2].DUOC_CAP": "200", "HP1.PV.TY_LE": "5"}
    store.create(dossier(cells), Stamp(STAMP.at, STAMP.who, "create"))
    return store
