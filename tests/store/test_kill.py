"""kill -9 in the middle of entry: no line that was acknowledged is lost, and the next start says what happened."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gnbv_desktop.exchange.dossier_json import dump
from gnbv_desktop.store.database import FILE, integrity_faults
from gnbv_desktop.store.store import Store
from tests.support import ROOT
from tests.support_dossiers import dossier, never_longer_than, real_edition, real_head, write_json

KILLS = 30
FED = 40
"""Lines in the pipe of each run: always more than are acknowledged before the kill."""


BUFFERED = {key: text for key, text in os.environ.items() if key != "PYTHONUNBUFFERED"}


class Office:
    """A data folder and what was acknowledged in it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.stderr = folder / "stderr.txt"
        self.acknowledged: dict[str, str] = {}
        self.number = 0
        made = write_json(folder / "ho-so.json", dump(dossier({}, real_head()), real_edition()))
        run = subprocess.run(self.command("load", str(made)), cwd=ROOT, capture_output=True, check=True, timeout=60)
        self.id = run.stdout.decode().strip()

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "gnbv_desktop.cli", "--data", str(self.data), *words]

    def lines(self) -> bytes:
        """A new row and a figure typed over again, each with a value of its own."""
        fed = []
        for _ in range(FED // 2):
            self.number += 1
            fed += [f"VON[+].GIAO\t{self.number} đồng", f"VON[r1].DIEU_CHINH\t{self.number} đồng"]
        return "".join(f"{line}\n" for line in fed).encode()

    def enter_until_killed(self, acknowledgements: int) -> tuple[set[str], str]:
        """The addresses acknowledged by this run, and what it said at its start."""
        refs = set()
        with self.stderr.open("wb") as stderr:
            process = subprocess.Popen(
                self.command("enter", self.id, "-"),
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, env=BUFFERED,
            )  # fmt: skip
            assert process.stdin and process.stdout
            process.stdin.write(self.lines())
            process.stdin.flush()
            with never_longer_than(60, process):
                for _ in range(acknowledgements):
                    line = process.stdout.readline()
                    assert line, self.stderr.read_text(encoding="utf-8")
                    said = json.loads(line)
                    self.acknowledged[said["ref"]] = said["value"]
                    refs.add(said["ref"])
            process.kill()
            late = process.stdout.read()
            process.wait(timeout=30)
            process.stdout.close()
            process.stdin.close()
        for line in late.split(b"\n")[:-1]:
            said = json.loads(line)
            self.acknowledged[said["ref"]] = said["value"]
            refs.add(said["ref"])
        return refs, self.stderr.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX; Windows is covered by the same code path")
@pytest.mark.parametrize("shift", [0, 5])
def test_thirty_kills_lose_no_acknowledged_line(tmp_path, shift):
    office = Office(tmp_path)
    before: set[str] = set()
    for run in range(KILLS):
        refs, said = office.enter_until_killed(1 + (run * 7 + shift) % 13)
        told = re.search(rf"ồ sơ {office.id} giữ (\d+) số liệu đã ghi", said)
        if run:
            assert told, said
            assert "dữ liệu nguyên vẹn" in said
            assert int(told[1]) >= len(before)
        before = refs
    _nothing_is_lost(office)
    last = subprocess.run(office.command("list"), cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert f"ồ sơ {office.id} giữ" in last.stderr.decode()
    again = subprocess.run(office.command("list"), cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert again.stderr == b""


def _nothing_is_lost(office: Office) -> None:
    assert integrity_faults(office.data / FILE) == []
    store = Store.open(office.data / FILE)
    try:
        assert store.broken_links() == []
        kept = {str(ref): cell.text for ref, cell in store.load(office.id).cells()}
        order = store.load(office.id).block("VON").order
    finally:
        store.close()
    assert len(office.acknowledged) > KILLS
    overwritten = office.acknowledged.pop("VON[r1].DIEU_CHINH")
    assert int(kept["VON[r1].DIEU_CHINH"]) >= int(overwritten)
    assert {ref: kept.get(ref) for ref in office.acknowledged} == office.acknowledged
    assert len(order) == len(set(order)) == len({ref for ref in kept if ref.endswith(".GIAO")})
