"""The lock: complete, hashed, and free of any address."""

from __future__ import annotations

import re
import tomllib

from tests.support import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", LOCK, re.MULTILINE))


def normal(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def test_names_no_host() -> None:
    assert "://" not in LOCK
    assert not re.search(r"--(index-url|extra-index-url|find-links|trusted-host)|@ ", LOCK)


def test_every_pin_has_hashes() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) > 30
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_holds_every_requirement() -> None:
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    assert {normal(requirement) for requirement in wanted} <= set(PINS)
    exact = {normal(requirement): requirement.split("==")[1] for requirement in wanted if "==" in requirement}
    assert exact == {name: PINS[name] for name in exact}


def test_heavy_libraries_stay_out() -> None:
    assert {"numpy", "pandas", "pyside6", "pyside6-addons"}.isdisjoint(PINS)


def test_holds_what_windows_needs_too() -> None:
    """The lock is made on Linux; the freezing tool and the terminal need more on Windows."""
    assert {"pefile", "pywin32-ctypes", "colorama"} <= set(PINS)
