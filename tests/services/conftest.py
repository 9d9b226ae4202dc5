"""An open desk with one dossier of the small programme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.work import Work
from tests.support_dossiers import dossier, head, open_small


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    opened = Desk.open(data_dir)
    yield opened
    opened.close()


@pytest.fixture
def work(desk: Desk) -> Work:
    desk.store.create(dossier({}, head()), desk.stamp("create"))
    return open_small(desk)
