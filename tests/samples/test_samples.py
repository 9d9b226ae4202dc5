"""What every sample dossier keeps: it loads, its figures read as its report says them, its words are its own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gnbv_desktop.engine.bound import evaluate_bound, write_bound
from gnbv_desktop.kernel.dossier import State
from gnbv_desktop.kernel.inline import Bound, FigureStyle, Words, paragraphs_from_json
from gnbv_desktop.kernel.issues import Severity
from gnbv_desktop.kernel.paths import samples_root
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.kernel.text import nfc
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import dump, load_file, sample_names
from gnbv_desktop.services.work import Work
from tests.support import ROOT

CASES = Path(__file__).parent / "cases"
SEEDS = ROOT.parent / "shared" / "seeds"
RUN = 24
QUESTIONS = 10
SIGNING_LINES = 12
"""Where the name of the signer stands: at the end of a report."""
OFFICES = ("ủy ban", "phòng", "ban chỉ đạo", "chủ tịch", "giám đốc", "lao động", "nơi nhận")

Opened = Callable[[str], Work]
NAMES = sample_names()


def case(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return read


def test_every_sample_has_its_checklist() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_dumped_and_loaded_again_it_is_the_same(name: str, opened: Opened, desk: Desk, tmp_path: Path) -> None:
    first = dump(opened(name))
    assert first["id"] == name
    file = tmp_path / "ho-so.json"
    file.write_text(json.dumps(first, ensure_ascii=False), "utf-8")
    again = load_file(desk, file)
    assert again != name
    assert {**dump(Work.open(desk, again)), "id": name} == first


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_it_is_dropped_when_it_is_loaded(name: str, opened: Opened) -> None:
    written = json.loads((samples_root() / f"{name}.json").read_text("utf-8"))
    loaded = dump(opened(name))
    for key in ("uid", "name", "outline", "requested_by"):
        assert loaded[key] == written.get(key, ""), key
    for key in ("rows", "cells", "narratives"):
        assert loaded[key].keys() == written[key].keys(), key
    assert len(loaded["documents"]) == len(written.get("documents", ()))


@pytest.mark.parametrize("name", NAMES)
def test_the_controls_find_no_error_and_ask_little(name: str, opened: Opened) -> None:
    found: dict[Severity, list[str]] = {Severity.ERROR: [], Severity.CONFIRM: []}
    for issue in opened(name).evaluation.issues:
        if not issue.reason:
            found.setdefault(issue.severity, []).append(f"{issue.code} {issue.place}: {issue.message}")
    errors, asked = found[Severity.ERROR], found[Severity.CONFIRM]
    assert not errors, "\n".join(errors)
    assert len(asked) <= QUESTIONS, "\n".join(asked)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_the_checklist_reads_as_said(name: str, opened: Opened) -> None:
    evaluation = opened(name).evaluation
    wrong = []
    for entry in case(name)["entries"]:
        bound = Bound(entry["expr"], FigureStyle(entry["as"]))
        figures: list[Ref] = []
        evaluate_bound(evaluation, bound, figures)
        assert figures or entry["reads"].startswith("["), f"{entry['says']}: reads no figure of the dossier"
        read = write_bound(evaluation, bound)
        if read != entry["reads"]:
            wrong.append(f"{entry['says']}: {entry['expr']} reads {read!r}, should read {entry['reads']!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_the_checklist_is_well_formed_and_covers_the_report(name: str) -> None:
    checklist = case(name)
    entries, left = checklist["entries"], checklist.get("left_out") or []
    assert len(entries) >= 0.95 * (len(entries) + len(left))
    for entry in entries:
        assert {"says", "expr", "as", "reads"} <= entry.keys() <= {"says", "expr", "as", "reads", "corrects"}, entry
        assert len(entry["says"].split()) <= 8, entry
    assert all(entry.keys() == {"says", "why"} and entry["why"] for entry in left)


@pytest.mark.parametrize("name", NAMES)
def test_every_bound_figure_of_its_narratives_has_a_value(name: str, opened: Opened) -> None:
    work = opened(name)
    empty = [
        f"{slot}: {item.expression} -> {text}"
        for slot, content in work.dossier.narratives.items()
        for paragraph in paragraphs_from_json(content)
        for item in paragraph.items
        if isinstance(item, Bound) and (text := write_bound(work.evaluation, item)).startswith("[")
    ]
    assert not empty, "\n".join(empty)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", nfc(text).casefold())


def runs(of: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(of[start : start + RUN]) for start in range(len(of) - RUN + 1))


@pytest.fixture(scope="module")
def seeds() -> list[str]:
    if not SEEDS.is_dir():
        pytest.skip(f"the reports the samples follow are not in this checkout ({SEEDS})")
    return [nfc(path.read_text("utf-8")) for path in sorted(SEEDS.glob("*.txt"))]


@pytest.fixture(scope="module")
def official_names() -> str:
    """Names from the law may be long and must not be reworded."""
    files = (ROOT / "gnbv_desktop" / "definitions").rglob("*.yaml")
    return " ".join(word for path in files for word in words(path.read_text("utf-8")))


def written(work: Work) -> Iterator[tuple[str, str]]:
    """Every text somebody wrote: paragraphs with their figures, and texts of cells save official names and titles."""
    for slot, content in work.dossier.narratives.items():
        for paragraph in paragraphs_from_json(content):
            yield (
                slot,
                "".join(
                    item.text if isinstance(item, Words) else write_bound(work.evaluation, item)
                    for item in paragraph.items
                    if isinstance(item, Words | Bound)
                ),
            )
    for path, block in work.dossier.blocks.items():
        for row, cells in block.rows.items():
            for code, cell in cells.items():
                if cell.state is State.VALUE and code not in ("TRICH_YEU", "CO_QUAN"):
                    yield str(Ref(path, row, code)), cell.text


@pytest.mark.parametrize("name", NAMES)
def test_its_sentences_are_not_those_of_a_seed(
    name: str, opened: Opened, seeds: list[str], official_names: str
) -> None:
    theirs = {run for seed in seeds for run in runs(words(seed))}
    copied = [
        f"{place}: {' '.join(run)}"
        for place, text in written(opened(name))
        for run in runs(words(text))
        if run in theirs and " ".join(run) not in official_names
    ]
    assert not copied, "\n".join(copied)


def signers(seed: str) -> Iterator[str]:
    """Lines at the end that are names of persons: two to five capitalised words and nothing else."""
    for line in seed.strip().splitlines()[-SIGNING_LINES:]:
        text = line.strip(" *_#|.-\t")
        person = re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,4}", text) is not None and text.istitle()
        if person and not text.casefold().startswith(OFFICES):
            yield text


def test_no_sample_names_a_signer_of_a_seed(seeds: list[str]) -> None:
    named = {person for seed in seeds for person in signers(seed)}
    assert named, "no signer found: the search is broken"
    for name in NAMES:
        text = (samples_root() / f"{name}.json").read_text("utf-8").casefold()
        assert not [person for person in named if person.casefold() in text], name


@pytest.mark.parametrize("name", NAMES)
def test_the_signer_is_left_blank(name: str, opened: Opened) -> None:
    signer = opened(name).dossier.head.unit.signer
    assert not signer.get("ho_ten") and not signer.get("name")
