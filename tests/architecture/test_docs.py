"""README.md names every command."""

from __future__ import annotations

import re

import pytest

import dev
from tests.support import ROOT

GNBV = [
    "sample",
    "load",
    "list",
    "dump",
    "enter",
    "figures",
    "pivot",
    "check",
    "render",
    "workbook",
    "proofread",
    "undo",
    "redo",
    "backup",
    "restore",
    "doctor",
    "definitions",
    "bench",
]


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", dev.COMMANDS)
def test_readme_names_the_command_of_dev(command: str) -> None:
    assert re.search(rf"dev\.py\b[^\n]*\b{command}\b", readme())


@pytest.mark.parametrize("command", GNBV)
def test_readme_names_the_command_of_gnbv(command: str) -> None:
    assert re.search(rf"\bgnbv\b[^\n]*\b{command}\b", readme())
