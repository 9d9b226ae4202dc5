"""How the words of a heading stand: capitals, and the number of a part in a line of its own."""

from __future__ import annotations

import re

from attrs import evolve

from gnbv_desktop.report.model import Heading, HeadingLook, Run, TextRun

_PART = re.compile(r"(PHẦN|CHƯƠNG)\s+([\w]+)(?:[.:]\s*|\s*$)(.*)", re.DOTALL)


def heading_lines(heading: Heading) -> tuple[tuple[Run, ...], ...]:
    """One line, or two: "Phần I" in small letters above its title (NĐ 30)."""
    runs = heading.runs
    if heading.look in (HeadingLook.PART, HeadingLook.CAPITALS):
        runs = tuple(evolve(run, text=run.text.upper()) if isinstance(run, TextRun) else run for run in runs)
    first = runs[0] if runs else None
    wanted = heading.look is HeadingLook.PART and isinstance(first, TextRun)
    match = _PART.fullmatch(first.text) if wanted and isinstance(first, TextRun) else None
    if match is None:
        return (runs,)
    number = TextRun(f"{match[1].capitalize()} {match[2]}")
    rest = (*((TextRun(match[3]),) if match[3] else ()), *runs[1:])
    return ((number,), rest) if rest else ((number,),)
