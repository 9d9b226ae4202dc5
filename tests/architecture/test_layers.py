"""The one-way rule holds, and breaking it is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support import ROOT

PACKAGE = "gnbv_desktop"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"

LAYERS, UI, STORE, QT, SQL = (contract["name"] for contract in CONTRACTS)

BREACHES = [
    ("kernel/breach.py", "import gnbv_desktop.engine", {LAYERS}),
    ("kernel/breach.py", "def f():\n    from PySide6 import QtCore\n", {QT}),
    ("catalogue/breach.py", "def f():\n    import gnbv_desktop.services\n", {LAYERS}),
    ("engine/breach.py", "from gnbv_desktop import store", {LAYERS}),
    ("store/breach.py", "def f():\n    from gnbv_desktop import engine\n", {STORE}),
    ("store/breach.py", "import gnbv_desktop.catalogue", {STORE}),
    ("store/breach.py", "import gnbv_desktop.exchange", {LAYERS, STORE}),
    ("report/breach.py", "import gnbv_desktop.store", {LAYERS}),
    ("exchange/breach.py", "import gnbv_desktop.report", {LAYERS}),
    ("services/breach.py", "from PySide6.QtCore import QTimer", {QT}),
    ("services/breach.py", "def f():\n    import sqlalchemy\n", {SQL}),
    ("services/breach.py", "import gnbv_desktop.ui", {LAYERS}),
    ("ui/breach.py", "def f():\n    import gnbv_desktop.store\n", {UI}),
    ("ui/breach.py", "import gnbv_desktop.exchange", {UI}),
    ("ui/breach.py", "import gnbv_desktop.app", {LAYERS}),
    ("ui/breach.py", "from sqlalchemy import text", {SQL}),
    ("newcomer/__init__.py", "", {LAYERS}),
]


def lint(folder: Path) -> tuple[int, str]:
    command = [sys.executable, "-c", LINT]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


def broken(output: str) -> set[str]:
    return {name for contract in CONTRACTS if (name := contract["name"]) + " BROKEN" in " ".join(output.split())}


def test_the_rule_holds() -> None:
    code, output = lint(ROOT)
    assert code == 0, output


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "definitions"))
    return folder


@pytest.mark.parametrize(
    ("file", "code", "contracts"), BREACHES, ids=[f"{file}-{i}" for i, (file, _, _) in enumerate(BREACHES)]
)
def test_breaking_it_is_noticed(copied: Path, file: str, code: str, contracts: set[str]) -> None:
    target = copied / PACKAGE / file
    fresh_folder = not target.parent.exists()
    target.parent.mkdir(exist_ok=True)
    target.write_text(code, encoding="utf-8")
    try:
        status, output = lint(copied)
    finally:
        target.unlink()
        if fresh_folder:
            shutil.rmtree(target.parent)
    assert status != 0
    assert broken(output) == contracts, output


def test_later_packages_join_the_contracts() -> None:
    """import-linter refuses names that do not exist, so these are added on the day they come."""
    forbidden = {contract["name"]: contract.get("forbidden_modules", []) for contract in CONTRACTS}
    for package, name in (("outbox", UI), ("proofread", STORE), ("outbox", STORE)):
        if (ROOT / PACKAGE / package).exists():
            assert f"{PACKAGE}.{package}" in forbidden[name]
