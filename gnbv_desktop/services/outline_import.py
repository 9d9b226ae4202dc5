"""An outline that comes from elsewhere: its headings, what is proposed to stand under each, what is made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from pathlib import Path

from attrs import evolve, field, frozen

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.exchange.docx_headings import headings_in_docx
from gnbv_desktop.exchange.headings import Heading, headings_in_text
from gnbv_desktop.kernel.errors import BadInput, system_reason
from gnbv_desktop.kernel.outline import DEFAULT_LEVELS, Content, Number, Outline, Section
from gnbv_desktop.kernel.text import fold, nfc
from gnbv_desktop.services.outline_edits import next_free, unfolds
from gnbv_desktop.services.outline_match import Components, Contents, Hit, Matcher, names_agency
from gnbv_desktop.services.outline_terms import CAPITALS, NAMES
from gnbv_desktop.services.outlines import FREE_BLOCK, free_slots
from gnbv_desktop.services.work import Work

SURE, PERHAPS = 0.78, 0.5
DIVIDED = 0.65
"""For a heading with others below it: what stands there is told below more often than not."""
"""From which likeness on a proposal is sure, and is one at all."""
CLEAR = 0.03
"""How far the best must lie before the next one that says something else."""
ALTERNATIVES = 6
FILE_LIMIT = 64 * 1024 * 1024


class Confidence(Enum):
    SURE = "chắc"
    PERHAPS = "có thể"
    NONE = "mục riêng"


@frozen
class Proposal:
    """A heading that was read, and what is proposed for it; a person may choose otherwise."""

    title: str
    number: Number
    level: int
    used: bool
    """Whether it is taken over; a line that may be a sentence of the text is not, until it is ticked."""
    contents: Contents = ()
    confidence: Confidence = Confidence.NONE
    alternatives: tuple[Contents, ...] = ()


def read_file(path: Path) -> tuple[Heading, ...]:
    """Of a Word document, or of a text file. Raises BadInput or BadFile with a clear sentence."""
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise BadInput(f"Tệp {path.name} lớn quá 64 MB; hãy kiểm tra lại tệp.")
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(f"Không đọc được tệp {path.name}: {system_reason(error)}.") from None
    if path.suffix.lower() in (".txt", ".md"):
        return headings_in_text(nfc(content.decode("utf-8-sig", "replace")))
    return headings_in_docx(content, path.name)


def read_text(text: str) -> tuple[Heading, ...]:
    return headings_in_text(nfc(text))


# ---- proposing


def from_file(work: Work, path: Path) -> tuple[Proposal, ...]:
    return propose(work.edition, read_file(path), work.dossier.narratives)


def from_text(work: Work, text: str) -> tuple[Proposal, ...]:
    return propose(work.edition, read_text(text), work.dossier.narratives)


def propose(edition: Edition, headings: Sequence[Heading], written: Iterable[str] = ()) -> tuple[Proposal, ...]:
    """`written`: slots that hold words already; free sections take others first."""
    return _Proposer(edition, tuple(headings), frozenset(written)).proposals()


@frozen(eq=False)
class _Proposer:
    edition: Edition
    headings: tuple[Heading, ...]
    written: frozenset[str]
    matcher: Matcher = field(init=False)
    components: Components = field(init=False)
    above: tuple[tuple[int, ...], ...] = field(init=False)
    """The places of the headings over each, from the top."""

    @matcher.default
    def _matcher(self) -> Matcher:
        return Matcher(self.edition)

    @components.default
    def _components(self) -> Components:
        return Components(self.edition)

    @above.default
    def _above(self) -> tuple[tuple[int, ...], ...]:
        found: list[tuple[int, ...]] = []
        stack: list[int] = []
        for at, heading in enumerate(self.headings):
            stack = [each for each in stack if self.headings[each].level < heading.level]
            found.append(tuple(stack))
            if heading.sure:
                stack.append(at)
        return tuple(found)

    def proposals(self) -> tuple[Proposal, ...]:
        likest = self._likest_outline()
        hits = [self._hits(at, likest) for at in range(len(self.headings))]
        chosen = self._assigned(hits)
        made: list[Proposal] = []
        project: dict[int, str] = {}
        for at, heading in enumerate(self.headings):
            over = [made[each].contents for each in self.above[at]]
            parent = next((project[each] for each in reversed(self.above[at]) if project.get(each)), "")
            code = self.components.named(heading.title, parent)
            if code:
                project[at] = code
                contents = self.components.contents(code, over)
                proposal = self._proposal(at, contents, Confidence.SURE, hits[at])
                made.append(evolve(proposal, title=self.components.title(code, proposal.title)))
            elif at in chosen:
                made.append(self._proposal(at, chosen[at].contents, self._confidence(hits[at], chosen[at]), hits[at]))
            else:
                made.append(self._proposal(at, (), Confidence.NONE, hits[at]))
        divided = {above for below in project for above in self.above[below]} - project.keys()
        for at in divided:
            made[at] = evolve(made[at], contents=tuple(each for each in made[at].contents if not unfolds(each)))
        return self._with_free_slots(_once(made))

    def _leaf(self, at: int) -> bool:
        return not any(at in each and self.headings[other].sure for other, each in enumerate(self.above))

    def _hits(self, at: int, outline: str) -> list[Hit]:
        over = self.above[at]
        title = self.headings[over[-1]].title if over else ""
        if names_agency(self.headings[at].title):
            return []
        return self.matcher.hits(self.headings[at].title, title, self._leaf(at), outline)

    def _likest_outline(self) -> str:
        """The outline of the edition whose headings the whole has most of."""
        votes: Counter[str] = Counter()
        for at, heading in enumerate(self.headings):
            if heading.sure:
                best: dict[str, float] = {}
                for hit in self._hits(at, ""):
                    if hit.known.outline:
                        best[hit.known.outline] = max(best.get(hit.known.outline, 0.0), hit.score)
                votes.update({code: round(100 * score) for code, score in best.items() if score >= PERHAPS})
        return votes.most_common(1)[0][0] if votes else ""

    def _assigned(self, hits: list[list[Hit]]) -> dict[int, Hit]:
        """The likeliest pairs first; words are proposed in one place only."""
        pairs = sorted(
            ((hit.score, at, hit) for at, found in enumerate(hits) if self.headings[at].sure for hit in found),
            key=lambda pair: (-pair[0], pair[1]),
        )
        chosen: dict[int, Hit] = {}
        taken: set[str] = set()
        for score, at, hit in pairs:
            slots = {content.slot for content in hit.contents if content.slot}
            if at in chosen or slots & taken or score < (PERHAPS if self._leaf(at) else DIVIDED):
                continue
            chosen[at] = hit
            taken |= slots
        return chosen

    @staticmethod
    def _confidence(hits: Sequence[Hit], chosen: Hit) -> Confidence:
        others = (hit.score for hit in hits if hit.contents != chosen.contents)
        clear = chosen.score >= max(others, default=0.0) + CLEAR or chosen.score >= 1.0
        return Confidence.SURE if chosen.score >= SURE and clear else Confidence.PERHAPS

    def _proposal(self, at: int, contents: Contents, confidence: Confidence, hits: Sequence[Hit]) -> Proposal:
        heading = self.headings[at]
        same = next((hit.known.title for hit in hits if fold(hit.known.title) == fold(heading.title)), "")
        title = in_small_letters(heading.title, same)
        others: list[Contents] = []
        for hit in hits:
            if hit.contents and hit.contents != contents and hit.contents not in others:
                others.append(hit.contents)
        return Proposal(
            title, heading.number, heading.level, heading.sure, contents, confidence, tuple(others[:ALTERNATIVES])
        )

    def _with_free_slots(self, made: list[Proposal]) -> tuple[Proposal, ...]:
        """What is not known and not divided further becomes a section of the office's own."""
        slots = free_slots(self.edition)
        outline = Outline("", ())
        found: list[Proposal] = []
        for at, each in enumerate(made):
            slot = next_free(slots, outline, self.written)
            if each.used and not each.contents and each.confidence is Confidence.NONE and self._leaf(at) and slot:
                each = evolve(each, contents=(Content(slot=slot),))
                outline = evolve(outline, sections=(*outline.sections, Section("", contents=each.contents)))
            found.append(each)
        return tuple(found)


def _once(made: Iterable[Proposal]) -> list[Proposal]:
    """Words stand under the first heading that asks for them."""
    taken: set[str] = set()
    found: list[Proposal] = []
    for each in made:
        contents = tuple(content for content in each.contents if not content.slot or content.slot not in taken)
        if each.used:
            taken |= {content.slot for content in contents if content.slot}
        found.append(evolve(each, contents=contents))
    return found


# ---- taking over


def made_outline(label: str, proposals: Sequence[Proposal]) -> Outline:
    """The outline of the headings that are used; levels follow each other also where others are left out."""
    sections: list[Section] = []
    above: list[int] = []
    for each in proposals:
        if not each.used:
            continue
        while above and above[-1] >= each.level:
            above.pop()
        above.append(each.level)
        sections.append(Section(each.title, len(above), each.contents, each.number))
    if not sections:
        raise BadInput("Chưa chọn đề mục nào.")
    levels = _usual_numbers(sections)
    plain = (evolve(each, number=None if levels[each.level - 1] is each.number else each.number) for each in sections)
    return Outline(label, tuple(plain), levels)


def _usual_numbers(sections: Sequence[Section]) -> tuple[Number, ...]:
    """How most headings of each level are numbered."""
    deepest = max(section.level for section in sections)
    found: list[Number] = []
    for level in range(1, max(deepest, len(DEFAULT_LEVELS)) + 1):
        used = Counter(section.number for section in sections if section.level == level)
        usual = DEFAULT_LEVELS[level - 1] if level <= len(DEFAULT_LEVELS) else Number.PLUS
        found.append(used.most_common(1)[0][0] or Number.NONE if used else usual)
    return tuple(found)


def free_titles_used(proposals: Iterable[Proposal]) -> int:
    """How many sections of the office's own there will be."""
    used = (content.slot for each in proposals if each.used for content in each.contents)
    return sum(slot.startswith(f"{FREE_BLOCK}.") for slot in used)


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN = re.compile(r"[IVX]+")


def in_small_letters(title: str, same: str = "") -> str:
    """A title in capitals as it is written in an outline: the page makes capitals of it where they belong."""
    if not title.isupper() or len(title) < 6:
        return title
    if same:
        return same
    small = _WORD.sub(lambda found: found[0] if _stays(found[0]) else found[0].lower(), title)
    for name in NAMES:
        small = re.sub(rf"\b{name.lower()}\b", name, small)
    return small[:1].upper() + small[1:]


def _stays(word: str) -> bool:
    return word in CAPITALS or bool(_ROMAN.fullmatch(word))
