"""LibreOffice for tests: one run converts many files, with a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

MISSING = [name for name in ("soffice", "pdftotext") if shutil.which(name) is None]
_SETTINGS = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
    '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>'
    '<item oor:path="/org.openoffice.Setup/L10N">'
    '<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop></item></oor:items>'
)
"""Formulas are always computed anew; numbers are written as in Viet Nam."""


def converted(folder: Path, contents: Mapping[str, bytes], suffix: str) -> dict[str, Path]:
    """The workbooks by name, as files of another kind."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    for name, content in contents.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder / "out")]
    files = [str(folder / f"{name}.xlsx") for name in contents]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: folder / "out" / f"{name}.{suffix}" for name in contents}


def pages(file: Path) -> list[list[str]]:
    """The lines of each page of a PDF."""
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, timeout=60)
    return [
        [line.strip() for line in page.split("\n") if line.strip()] for page in done.stdout.decode().split("\f")[:-1]
    ]
