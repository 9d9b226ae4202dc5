"""Blocks as composition makes them: generated headings, the items of a list, what announces what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from gnbv_desktop.kernel.outline import Number
from gnbv_desktop.report.model import Block, Heading, HeadingLook, NoteRun, ParagraphBlock, ParagraphKind, Run, TextRun
from gnbv_desktop.report.sentences import joined

_LOOKS = {
    Number.PART: HeadingLook.PART,
    Number.ROMAN: HeadingLook.CAPITALS,
    Number.UPPER: HeadingLook.CAPITALS,
    Number.ARABIC: HeadingLook.BOLD,
    Number.CHAIN: HeadingLook.BOLD,
    Number.LETTER: HeadingLook.PLAIN,
}
_KINDS = {Number.DASH: ParagraphKind.DASH, Number.PLUS: ParagraphKind.PLUS}
_RUN_IN = (Number.DASH, Number.PLUS, Number.STAR)
"""Their headings always go on in the line of the first sentence."""
Sentences = Sequence[tuple[Run, ...]]


def look_of(style: Number) -> HeadingLook:
    return _LOOKS.get(style, HeadingLook.BOLD)


def title_as_printed(title: str, style: Number) -> str:
    return title.upper() if style in (Number.ROMAN, Number.UPPER, Number.PART) else title


@frozen
class GeneratedHeading:
    """A generated heading: of its own line, or in the line of the first sentence below it."""

    sign: str
    title: str
    style: Number
    level: int
    run_in: bool
    stop: str = ":"

    @property
    def goes_on(self) -> bool:
        return self.style in _RUN_IN or self.run_in

    def over(self, told: Sentences, rest: Sequence[Block]) -> Iterator[Block]:
        if self.goes_on:
            yield from self._in_line(told, rest)
            return
        printed = title_as_printed(self.title, self.style)
        yield Heading(self.level, (TextRun(f"{self.sign} {printed}".lstrip()),), look_of(self.style))
        if told:
            yield ParagraphBlock(joined(told, " "))
        yield from rest

    def _in_line(self, told: Sentences, rest: Sequence[Block]) -> Iterator[Block]:
        plain = self.style in (Number.DASH, Number.PLUS)
        lead = TextRun(f"{self.sign} {self.title}{self.stop}".lstrip(), bold=not plain)
        kind = _KINDS.get(self.style, ParagraphKind.BODY)
        match told, rest:
            case (), [ParagraphBlock(kind=ParagraphKind.BODY) as first, *others]:
                yield evolve(first, runs=(lead, TextRun(" "), *first.runs), kind=kind)
                yield from others
            case (), _:
                yield ParagraphBlock((lead,), kind, keep_next=True)
                yield from rest
            case _:
                yield ParagraphBlock((lead, TextRun(" "), *joined(told, " ")), kind)
                yield from rest


def named(block: Block, label: str) -> Block:
    if not isinstance(block, ParagraphBlock):
        return block
    runs = block.runs
    match runs:
        case (TextRun(text=text), *others) if text.startswith(("- ", "+ ")):
            return evolve(block, runs=(TextRun(f"{text[:2]}{label}: "), TextRun(text[2:]), *others))
        case _:
            return evolve(block, runs=(TextRun(f"{label}: "), *runs))


def announcing(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """ "…, trong đó:" in the place of the full stop; after several sentences, which one is divided goes unsaid."""
    if ". " in _text(runs):
        return (*runs, TextRun(" Cụ thể:"))
    match runs:
        case (*before, TextRun(text=text, bold=bold, italic=italic)) if text.endswith("."):
            return (*before, TextRun(f"{text[:-1]}, trong đó:", bold, italic))
        case _:
            return (*runs, TextRun(", trong đó:"))


def with_source(block: Block, source: str) -> Block:
    if isinstance(block, Heading | ParagraphBlock) and not block.source:
        return evolve(block, source=source)
    return block


def paragraphs(sentences: Iterable[tuple[Run, ...]]) -> Iterator[Block]:
    return (ParagraphBlock(each) for each in sentences)


def dashes(items: Iterable[tuple[Run, ...]]) -> Iterator[Block]:
    return (ParagraphBlock((TextRun("- "), *each), ParagraphKind.DASH) for each in items)


def pluses(items: Iterable[tuple[Run, ...]]) -> Iterator[Block]:
    return (ParagraphBlock((TextRun("+ "), *each), ParagraphKind.PLUS) for each in items)


def punctuated(items: Sequence[tuple[Run, ...]]) -> list[tuple[Run, ...]]:
    """ "…;" "…;" "….": the marks of a list. What ends already keeps its end."""
    found = []
    for index, item in enumerate(items, 1):
        ended = _text(item).rstrip().endswith((".", ";", ":"))
        found.append(item if ended else (*item, TextRun("." if index == len(items) else ";")))
    return found


def _text(runs: Iterable[Run]) -> str:
    return "".join("" if isinstance(run, NoteRun) else run.text for run in runs)


def as_one_sentence(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith((".", ";", ":")) else f"{bare}."
