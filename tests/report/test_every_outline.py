"""Every outline of the edition on an empty, a partial and a full dossier: complete, numbered, clean and true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import pytest
from attrs import evolve

from gnbv_desktop.engine.bound import evaluate_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.figures import MoneyUnit, shift
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import (
    Block,
    Document,
    FigureRun,
    Heading,
    ParagraphBlock,
    ParagraphKind,
    Table,
)
from tests.report.casework import plain
from tests.report.filling import EMPTY, FULL, PARTIAL, evaluation_of, filled, words_of
from tests.support_dossiers import real_edition

OUTLINES = tuple(real_edition().outlines)
PERIODS = ((2023, 2023), (2021, 2024))
CASES = [(outline, how, years) for outline in OUTLINES for how in (FULL, PARTIAL, EMPTY) for years in PERIODS]
IDS = [f"{outline}-{how}-{years[0]}-{years[1]}" for outline, how, years in CASES]

_SIGN = re.compile(r"((?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)\.|[a-zđ]\)) ")
_UNCLEAN = (
    (re.compile(r"\.\.|;\.|,\.|:\.|,,|;;|: ?:|,;|\.;|\( |\(\)| \)"), "dấu câu thừa"),
    (re.compile(r"(?<!\bvà) [,.;:](?!\w)|\s\s"), "khoảng trắng thừa"),
    (re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE), "lặp từ"),
)
_LETTERS = "abcdđeghiklmnopqrstuvxy"


Composed = tuple[Evaluation, Document]


@pytest.fixture(scope="module", params=CASES, ids=IDS)
def composed(request: pytest.FixtureRequest) -> Composed:
    outline, how, years = request.param
    made = filled(how, *years)
    evaluation = evaluation_of(evolve(made, head=evolve(made.head, outline=outline)))
    return evaluation, compose_report(evaluation)


def told(document: Document) -> Iterator[tuple[Block, str]]:
    for block in document.blocks:
        if not isinstance(block, Table):
            yield block, plain(block)


# ---- numbers of headings


def signs(document: Document) -> Iterator[str]:
    """Of headings, also of those that go on in the line of a sentence."""
    for block, text in told(document):
        found = _SIGN.match(text)
        bold = isinstance(block, ParagraphBlock) and getattr(block.runs[0], "bold", False)
        if found and (bold or isinstance(block, Heading)):
            yield found[1]


def position(sign: str) -> tuple[str, int]:
    """What it counts below, and the count: ("3.", 2) of "3.2."."""
    bare = sign.rstrip(".)")
    if sign.endswith(")"):
        return "a)", _LETTERS.index(bare) + 1
    if bare[0].isdigit():
        above, _, last = bare.rpartition(".")
        return f"{above}.", int(last)
    values = {"I": 1, "V": 5, "X": 10}
    if set(bare) <= set(values):
        parts = [values[letter] for letter in bare]
        return "I.", sum(-a if a < b else a for a, b in pairwise([*parts, 0]))
    return "A.", "ABCDEGHIKLMN".index(bare) + 1


def test_numbers_have_no_gaps(composed: Composed) -> None:
    last: dict[str, int] = {}
    for sign in signs(composed[1]):
        above, count = position(sign)
        assert count in (1, last.get(above, 0) + 1), f"{sign} sau {above}{last.get(above)}"
        last[above] = count


# ---- words


def test_nothing_in_brackets_but_what_is_missing(composed: Composed) -> None:
    brackets = {found for _, text in told(composed[1]) for found in re.findall(r"\[[^\]]*\]", text)}
    assert brackets <= {"[chưa nhập]"}


def test_no_mark_and_no_word_is_doubled(composed: Composed) -> None:
    faults = [
        f"{what}: {found[0]!r} trong {text!r}"
        for _, text in told(composed[1])
        for pattern, what in _UNCLEAN
        if (found := pattern.search(text.replace("./.", "")))
    ]
    assert faults == []


def test_nothing_is_told_twice_in_a_section(composed: Composed) -> None:
    seen: set[str] = set()
    for block, text in told(composed[1]):
        if isinstance(block, Heading):
            seen = set()
        sentences = [each for each in re.split(r"(?<=[.:;])\s+(?=[A-ZĐ])", text) if len(each) > 40]
        assert len(set(sentences)) == len(sentences), text
        if block_is_prose(block) and text != "[chưa nhập]":
            assert not seen & {text}, text
            seen.add(text)


def block_is_prose(block: Block) -> bool:
    return isinstance(block, ParagraphBlock) and block.kind is ParagraphKind.BODY


def test_neighbouring_components_do_not_open_alike(composed: Composed) -> None:
    """The first paragraph below each heading of a component."""
    openings = []
    for (block, heading), (below, text) in pairwise(told(composed[1])):
        if isinstance(block, Heading) and block_is_prose(below) and "ự án " in heading:
            openings.append(" ".join(text.split()[:8]))
    assert [first for first, second in pairwise(openings) if first == second] == []


def test_the_scope_is_said_once(composed: Composed) -> None:
    scope = [text for _, text in told(composed[1]) if text.startswith("Số liệu vốn trong báo cáo")]
    assert len(scope) <= 1


def test_every_paragraph_ends(composed: Composed) -> None:
    for block, text in told(composed[1]):
        if isinstance(block, ParagraphBlock) and block.kind in (ParagraphKind.BODY, ParagraphKind.DASH):
            assert text.endswith((".", ":", ";", "]")), text


def test_an_announcement_is_followed_by_its_parts(composed: Composed) -> None:
    for (_, text), (below, _) in pairwise(told(composed[1])):
        if text.endswith((", trong đó:", "Cụ thể:")):
            assert not isinstance(below, Heading) or _SIGN.match(plain(below)), text


# ---- figures


def test_every_figure_is_that_of_the_evaluation(composed: Composed) -> None:
    evaluation, document = composed
    for run in figure_runs(document):
        wrong = mistaken(evaluation, run)
        assert not wrong, wrong


def figure_runs(document: Document) -> Iterator[FigureRun]:
    for block in document.blocks:
        cells = [cell for row in block.rows for cell in row] if isinstance(block, Table) else [block]
        yield from (run for cell in cells for run in cell.runs if isinstance(run, FigureRun))


def mistaken(evaluation: Evaluation, run: FigureRun) -> str:
    """Read back by rules of its own; what is wrong with it, or nothing."""
    style = FigureStyle(run.style)
    numbers = [each.number for each in evaluate_bound(evaluation, Bound(run.expression, style))]
    known = [number for number in numbers if number is not None]
    texts = re.findall(r"-?\d[\d.]*(?:,\d+)?", run.text)
    if len(known) < len(numbers) or len(texts) != len(known):
        return f"{run.text!r} của {run.expression}: {numbers}"
    for text, number in zip(texts, known, strict=True):
        read = Decimal(text.replace(".", "").replace(",", "."))
        if not any(abs(read - each) <= tolerance for each, tolerance in readings(style, run.text, number)):
            return f"{run.text!r} của {run.expression}: {number}"
    return ""


def readings(style: FigureStyle, text: str, number: Decimal) -> Iterator[tuple[Decimal, Decimal]]:
    """The value as it may be printed, and how far rounding may go."""
    million = shift(number, -MoneyUnit.TRIEU.power)
    match style:
        case FigureStyle.MONEY:
            unit = MoneyUnit.TRIEU if "triệu" in text else MoneyUnit.DONG
            yield shift(number, -unit.power), Decimal(0)
        case FigureStyle.AMOUNT:
            yield million, Decimal(0)
        case FigureStyle.PERCENT:
            yield number, Decimal("0.005") if text.rstrip("%") not in ("0", "100") else Decimal(0)
        case FigureStyle.DECIMAL:
            yield number, Decimal("0.005")
        case FigureStyle.RATIO:
            yield from ((million, Decimal(0)), (number, Decimal(0)))
        case _:
            yield number, Decimal(0)


# ---- words of the office


def test_left_out_names_what_is_not_printed(composed: Composed) -> None:
    evaluation, document = composed
    whole = "\n".join(text for _, text in told(document))
    missing = {slot for slot in evaluation.dossier.narratives if words_of(slot).removesuffix(".") not in whole}
    assert set(document.left_out) == missing


# ---- levels


@pytest.mark.parametrize("level", real_edition().levels)
@pytest.mark.parametrize("how", [FULL, EMPTY])
def test_every_level_of_unit(level: str, how: str) -> None:
    made = filled(how)
    unit = evolve(made.head.unit, level=level, name=f"{real_edition().levels[level].label} Mẫu")
    document = compose_report(evaluation_of(evolve(made, head=evolve(made.head, unit=unit))))
    texts = [text for _, text in told(document)]
    assert document.letterhead.agency
    assert texts[-1].endswith("./.")
    assert [text for text in texts if any(pattern.search(text.replace("./.", "")) for pattern, _ in _UNCLEAN)] == []
