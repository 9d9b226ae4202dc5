"""Spaces at which a line must not break. One space becomes one other space, so positions stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from attrs import evolve

from gnbv_desktop.report.model import Block, FigureRun, Heading, NoteRun, ParagraphBlock, Run, Table, TextRun
from gnbv_desktop.report.torn import loosened, together

NBSP = "\u00a0"
Eased = Callable[[str, int], str]
"""Given a text and how many letters at its beginning are bold."""

_NUMBER = r"(?<![\d.,/])\d[\d.,]*(?<=\d)"
_WHOLE = r"(?:đồng|hộ|xã|ha|km|người|dự án|mô hình|công trình|lớp|nhà|thôn|bản|học viên|lao động)"
_GLUED = tuple(
    re.compile(pattern)
    for pattern in (
        # A number keeps its unit; after a fraction "triệu" alone, else the chunk tears the line before it open.
        rf"{_NUMBER}( )(?:triệu|tỷ|nghìn)( )đồng\b",
        rf"{_NUMBER}( )(?:triệu|tỷ|nghìn|{_WHOLE})\b",
        r"(?<=/)\d[\d.,]*(?<=\d)( )(?:triệu|tỷ|nghìn|đồng)\b",
        r"\b(?:ngày|tháng|số|quý|Dự án|dự án|Tiểu dự án|Phụ lục|Biểu số)( )\d",
        # A year, not the amount after "trong năm".
        r"\bnăm( )\d{4}\b(?![.,]\d)",
        # No line starts with the dash inside a name or a span of years.
        r"\w( )- \w",
        r"\b\d{4}( )-( )\d{4}\b",
    )
)


def glued(text: str) -> str:
    spots = {match.start(group) for rule in _GLUED for match in rule.finditer(text) for group in _groups(match)}
    return "".join(NBSP if index in spots else char for index, char in enumerate(text))


def _groups(match: re.Match[str]) -> range:
    return range(1, (match.re.groups or 0) + 1)


def typeset(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(_block(block) for block in blocks)


def _block(block: Block) -> Block:
    match block:
        case Heading():
            return evolve(block, runs=_runs(block.runs, together))
        case ParagraphBlock():
            return evolve(block, runs=_runs(block.runs, loosened))
        case Table():
            return block


def _runs(runs: Sequence[Run], eased: Eased) -> tuple[Run, ...]:
    """The rules look at the whole paragraph: a number and its unit often stand in two runs."""
    texts = ["" if isinstance(run, NoteRun) else run.text for run in runs]
    lead = len(texts[0]) if _begins_bold(runs) else 0
    whole = _set("".join(texts), lead, eased)
    pieces = [whole[start:end] for start, end in pairwise(accumulate(map(len, texts), initial=0))]
    return tuple(_with_text(run, piece) for run, piece in zip(runs, pieces, strict=True))


@lru_cache(maxsize=1024)
def _set(text: str, bold: int, eased: Eased) -> str:
    """Most paragraphs of a report are as they were when it was composed last."""
    return eased(glued(text), bold)


def _begins_bold(runs: Sequence[Run]) -> bool:
    return bool(runs) and isinstance(runs[0], TextRun) and runs[0].bold


def _with_text(run: Run, text: str) -> Run:
    match run:
        case TextRun() | FigureRun():
            return run if text == run.text else evolve(run, text=text)
        case NoteRun():
            return evolve(run, text=glued(run.text))
