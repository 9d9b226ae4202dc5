"""The wording of sentences: every pattern says what it makes, and what it makes fits its example."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from gnbv_desktop.report import sentences
from gnbv_desktop.report.model import FigureRun, TextRun
from gnbv_desktop.report.sentences import Pattern, joined


def patterns() -> Iterator[Pattern]:
    for value in vars(sentences).values():
        match value:
            case Pattern():
                yield value
            case tuple() if value and isinstance(value[0], Pattern):
                yield from value
            case dict():
                yield from (each for each in value.values() if isinstance(each, Pattern))


@pytest.mark.parametrize("pattern", list(patterns()), ids=lambda each: each.text)
def test_the_example_is_made_by_the_pattern(pattern: Pattern) -> None:
    """ "…" in an example stands for what was left out for brevity."""
    parts = re.split(r"\{\w+\}", pattern.text)
    shown = ".*".join(re.escape(part) for part in parts)
    example = pattern.example
    if "…" in example:
        begin = re.escape(example.partition("…")[0][:12])
        assert re.match(begin.replace("\\ ", " "), example)
        fixed = parts[0].strip()
        assert example.lstrip(" ,;(").startswith(fixed.lstrip(" ,;(")[:8].rstrip())
    else:
        assert re.fullmatch(shown, example), f"{example!r} is not made by {pattern.text!r}"


def test_variants_do_not_begin_alike() -> None:
    """Neighbouring components must not open with the same words."""
    for variants in (sentences.TOTAL, sentences.GIVEN, sentences.GIVEN_SPAN, sentences.SPENT, sentences.SPENT_NOTHING):
        openings = {pattern.text.partition("{")[0].split()[0:2].__repr__() for pattern in variants}
        assert len(openings) == len(variants)


def test_runs_keep_their_figures() -> None:
    figure = FigureRun("852 triệu đồng", "VON[r1].GIAO", "money")
    runs = sentences.GIVEN[0].fill(von=figure, chia="")
    assert runs == (TextRun("Vốn giao "), figure, TextRun("."))


def test_neighbouring_words_become_one_run() -> None:
    assert joined(["một", "hai", "ba"], ", ", " và ") == (TextRun("một, hai và ba"),)
