"""Copies of the small programme that a test may break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gnbv_desktop.catalogue.reader import read_edition
from gnbv_desktop.kernel.errors import BadFile
from tests.support_dossiers import copy_of_small


@pytest.fixture
def edition_folder(tmp_path: Path) -> Path:
    return copy_of_small(tmp_path)


@pytest.fixture
def change(edition_folder: Path) -> Callable[[str, str, str], None]:
    """Replaces a text that stands once in a file of the copy."""

    def replace(file: str, old: str, new: str) -> None:
        path = edition_folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def faults(edition_folder: Path) -> Callable[[], list[str]]:
    """All faults of the copy; empty when it can be read."""

    def read() -> list[str]:
        try:
            read_edition(edition_folder)
        except BadFile as error:
            return list(error.details)
        return []

    return read
