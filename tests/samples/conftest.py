"""A sample dossier opened through the real services, in a data folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.work import Work


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(tmp_path / "data")
    yield desk
    desk.close()


@pytest.fixture
def opened(desk: Desk) -> Callable[[str], Work]:
    """The sample of that name, loaded and opened."""

    def open_sample(name: str) -> Work:
        return Work.open(desk, load_sample(desk, name))

    return open_sample
