"""Two command lines typing into one dossier at the same time: nothing is lost, no row is shared."""

import json
import subprocess
import sys

from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample

NAME = "phong-tho-2023"
LINES = 25


def entering(data, lines):
    command = [sys.executable, "-m", "gnbv_desktop.cli", "--data", str(data), "enter", NAME]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write("".join(f"{line}\n" for line in lines).encode())
    process.stdin.close()
    return process


def test_both_are_written_whole(tmp_path):
    desk = Desk.open(tmp_path)
    load_sample(desk, NAME)
    desk.close()
    jobs = [entering(tmp_path, [f"VON[+].GIAO\t{number}{job}" for number in range(1, LINES + 1)]) for job in (1, 2)]
    answers = [[json.loads(line) for line in job.stdout.read().decode().splitlines()] for job in jobs]
    assert [job.wait() for job in jobs] == [0, 0]
    for job in jobs:
        job.stdout.close()
        job.stderr.close()
    said = {answer["ref"]: answer["value"] for each in answers for answer in each}
    assert len(said) == 2 * LINES
    desk = Desk.open(tmp_path, writes=False)
    rows = desk.store.load(NAME).block("VON").rows
    assert desk.store.broken_links() == []
    desk.close()
    assert {ref: rows[ref[4:].partition("]")[0]]["GIAO"].text for ref in said} == said
