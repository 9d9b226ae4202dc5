"""dev.py: what it says before it does anything, and that a second start does nothing."""

from __future__ import annotations

import subprocess
import sys

import dev
from tests.support import ROOT


def test_unknown_command_is_refused(capsys) -> None:
    assert dev.main(["nonsense"]) == 2
    assert "build linux" in capsys.readouterr().err


def test_help_names_every_command(capsys) -> None:
    assert dev.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in dev.COMMANDS if f"\n{name} " not in shown] == []


def test_only_the_standard_library() -> None:
    code = "import sys; sys.path.insert(0, '.'); import dev; print(dev.ROOT)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_second_start_installs_nothing(monkeypatch, capsys, tmp_path) -> None:
    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "VENV", tmp_path)
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(dev, "must", lambda *command, **env: calls.append(command))
    (tmp_path / "python").touch()
    dev.environment()
    assert [command[2] for command in calls] == ["venv", "pip", "pip"]
    assert "Installing" in capsys.readouterr().out
    calls.clear()
    dev.environment()
    assert calls == []
    monkeypatch.setattr(dev, "ROOT", tmp_path / "moved")
    (tmp_path / "moved" / "gnbv_desktop").mkdir(parents=True)
    for name in ("pyproject.toml", "gnbv_desktop/__init__.py"):
        (tmp_path / "moved" / name).touch()
    dev.environment()
    assert [command[2] for command in calls] == ["pip"]
    assert "-e" in calls[0]


def test_names_of_installed_packages_include_what_they_provide(monkeypatch) -> None:
    listing = (
        "installed\tlibglib2.0-0t64, libglib2.0-0 (= 2.80.0)\n"
        "config-files\tpoppler-utils, \n"
        "installed\tfonts-liberation2, ttf-liberation2\n"
    )
    done = subprocess.CompletedProcess([], 0, stdout=listing)
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: done)
    names = dev.installed_packages()
    assert {"libglib2.0-0", "libglib2.0-0t64", "fonts-liberation2"} <= names
    assert "poppler-utils" not in names
