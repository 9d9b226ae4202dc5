"""The command line as scripts use it: a process of its own, bytes in and bytes out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from gnbv_desktop.exchange.dossier_json import dump
from tests.support import ROOT
from tests.support_dossiers import dossier, lines, real_edition, real_head, write_json


@frozen
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def one_line(self) -> str:
        """What stands on stderr, when it is one line without a traceback and nothing stands on stdout."""
        assert self.out == ""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        return line


ENVIRONMENT = {key: text for key, text in os.environ.items() if not key.startswith("PYTHON")}
ENVIRONMENT |= {"LC_ALL": "C", "PYTHONUTF8": "0"}
"""An office's locale and buffers, not the developer's."""

Gnbv = Callable[..., Run]


@pytest.fixture
def gnbv(tmp_path: Path) -> Gnbv:
    """Runs a command on the test's own data folder."""

    def run(*words: str, stdin: bytes = b"", data: str | None = None) -> Run:
        folder = str(tmp_path / "data") if data is None else data
        done = subprocess.run(
            [sys.executable, "-m", "gnbv_desktop.cli", "--data", folder, *words],
            cwd=ROOT, input=stdin, capture_output=True, timeout=60, env=ENVIRONMENT,
        )  # fmt: skip
        return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A dossier of two capital lines."""
    columns = "DU_AN NAM NAM_GOC NGUON GIAO GIAI_NGAN"
    cells = lines("VON", columns, "DA2 2023 2023 NSTW 100000000 40000000", "DA2 2023 2022 NSDP_XA 50000000 50000000")
    return write_json(tmp_path / "ho-so.json", dump(dossier(cells, real_head()), real_edition()))
