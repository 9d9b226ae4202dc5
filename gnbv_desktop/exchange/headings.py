"""The headings of an outline that comes from elsewhere: a Word document or pasted text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, evolve, field, frozen

from gnbv_desktop.exchange.heading_marks import (
    PROJECT,
    SUBPROJECT,
    Mark,
    Rank,
    bare_title,
    one_sentence,
    read_mark,
    tells_figures,
)
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.outline import DEEPEST, Number
from gnbv_desktop.kernel.text import clean, fold

TEXT_LIMIT = 1_000_000
HEADINGS_LIMIT = 500
NOTHING = "Không thấy đề mục nào: đề mục phải được đánh số (I., 1., a) …), hoặc dùng kiểu Heading của Word."


@frozen
class Heading:
    """`sure` is false for what may as well be a sentence of the text: it is offered without a tick."""

    title: str
    number: Number
    level: int
    sure: bool = True


@frozen
class Line:
    """One paragraph, with what Word says of it."""

    text: str
    mark: Mark | None = None
    """Its automatic number."""
    style_level: int = 0
    """1 to 9 for a paragraph of the style Heading 1 to 9."""
    bold: bool = False


def headings_in_text(text: str) -> tuple[Heading, ...]:
    """Of pasted text. Raises BadInput when there are none."""
    if len(text) > TEXT_LIMIT:
        raise BadInput("Phần chữ dán vào dài quá 1.000.000 ký tự; hãy chỉ dán phần đề cương.")
    lines = (each for each in re.split(r"[\r\n\v\f\u2028\u2029]+", text) if each.strip())
    return headings(_plain(each) for each in lines if not _CONTENTS_LINE.search(each))


_HASHES = re.compile(r"(#{1,6})\s+")
_BOLD = re.compile(r"[-+]?\s*(\*\*|__)(?P<all>.+)\1[:.]?\s*")
_LABEL = re.compile(r"\[[a-z]+: [^\]]*\]")


def _plain(text: str) -> Line:
    """Signs by which some programs write headings and bold letters as plain text are taken off."""
    text = _LABEL.sub("", text).strip()
    marked = bool(_HASHES.match(text))
    text = _HASHES.sub("", text, count=1) if marked else text
    bold = bool(_BOLD.fullmatch(text))
    stripped = re.sub(r"(?<!\w)(\*{1,3}|_{2})(?=\S)|(?<=\S)(\*{1,3}|_{2})(?!\w)", "", text.replace("\\", ""))
    starred = text.startswith("* ") or text.startswith("\\*")
    return Line(clean(f"* {stripped.lstrip('* ')}" if starred else stripped), bold=bold or marked)


def headings(lines: Iterable[Line]) -> tuple[Heading, ...]:
    reader = _Reader()
    for line in lines:
        reader.take(line)
    found = tuple(reader.found) or tuple(reader.set_aside)
    if not found:
        raise BadInput(NOTHING)
    if len(found) > HEADINGS_LIMIT:
        raise BadInput(f"Thấy {len(found)} đề mục, nhiều nhất {HEADINGS_LIMIT}; hãy chỉ đưa vào phần đề cương.")
    return found


_END = re.compile(r"noi nhan\b")
_BEGIN = re.compile(r"(?:de cuong|mau so|phu luc|mau)\b")
_TITLE = re.compile(r"(?:de cuong|bao cao|mau so|phu luc|cong hoa xa hoi|doc lap tu do|kinh gui|can cu)\b")
_CONTENTS_LINE = re.compile(r"(?:[.…·_]{3,}|\S\t)\s*\d{1,3}\s*$")
_CONTENTS = re.compile(r"muc luc")
_WORDS_LIMIT = {Rank.PART: 45, Rank.UPPER: 45, Rank.ROMAN: 45, Rank.BOLD: 25}
_USUAL_LIMIT = 32


@define
class _Reader:
    found: list[Heading] = field(factory=list)
    set_aside: list[Heading] = field(factory=list)
    """What was read before the line "ĐỀ CƯƠNG": of the letter with which the outline came."""
    stack: list[Mark] = field(factory=list)
    last: dict[Rank, int] = field(factory=dict)
    ended: bool = False
    waiting: Mark | None = None
    """"PHẦN I" alone: its title is the next line."""

    def take(self, line: Line) -> None:
        words = fold(line.text)
        if not words or _CONTENTS_LINE.search(line.text) or _CONTENTS.fullmatch(words):
            return
        if _END.match(words):
            self.ended = True
        elif _BEGIN.match(words) and len(words.split()) <= 20:
            self._begin_anew(words)
        elif not self.ended:
            self._read(line)

    def _begin_anew(self, words: str) -> None:
        if words.startswith("de cuong") or self.ended:
            self.set_aside = self.found or self.set_aside
            self.found, self.stack, self.last = [], [], {}
        self.ended = False

    def _read(self, line: Line) -> None:
        typed = read_mark(line.text, self.last)
        if self.waiting is not None and typed is None:
            waited, self.waiting = self.waiting, None
            self._add(line, waited, line.text)
            return
        text = typed[1] if typed else line.text
        # A number that Word makes itself, or the project that the title names, says more than a dash.
        mark = line.mark or (typed[0] if typed else None)
        if mark is not None and mark.rank is Rank.PART and not text.strip():
            self.waiting = mark
            return
        if mark is None or mark.rank >= Rank.DASH:
            mark = _project(text, mark) or mark
        if mark is None and (line.style_level or self._is_bold_heading(line)):
            mark = Mark(Number.NONE, Rank.BOLD, depth=line.style_level)
        if mark is not None:
            self._add(line, mark, text)

    def _is_bold_heading(self, line: Line) -> bool:
        """Unnumbered headings stand between numbered ones; before them stands the letterhead."""
        if not line.bold or not self.found or _TITLE.match(fold(line.text)):
            return False
        return len(line.text.split()) <= _WORDS_LIMIT[Rank.BOLD] and not line.text.rstrip().endswith((".", ";", ","))

    def _add(self, line: Line, mark: Mark, text: str) -> None:
        title, rest = bare_title(text)
        if not title or (line.style_level and not self.found and _TITLE.match(fold(title))):
            return
        self._place(mark, line.style_level)
        if mark.ordinal:
            self.last[mark.rank] = mark.ordinal
            for rank in Rank:
                if rank > mark.rank:
                    self.last.pop(rank, None)
        sure = bool(line.style_level) or _sure(line, mark, title, rest)
        self.found.append(Heading(title, mark.number, min(len(self.stack), DEEPEST), sure))

    def _place(self, mark: Mark, style_level: int) -> None:
        """Makes the stack end with this heading: below what it continues or what it stands under."""
        if style_level:
            self.stack = [each for each in self.stack if each.depth and each.rank is Rank.BOLD]
            self.stack = [each for each in self.stack if each.depth < style_level]
            self.stack.append(Mark(mark.number, Rank.BOLD, mark.ordinal, style_level))
            return
        same = [at for at, each in enumerate(self.stack) if _like(each, mark)]
        follows = [at for at in same if self.stack[at].ordinal + 1 == mark.ordinal]
        restarts = mark.ordinal == 1 and mark.rank <= Rank.LETTER and same and same[-1] < len(self.stack) - 1
        if follows:
            del self.stack[follows[-1] :]
        elif same and not restarts:
            del self.stack[same[-1] :]
        elif mark.ordinal != 1 or mark.rank is Rank.PART:
            while self.stack and self.stack[-1].key > mark.key and not _styled(self.stack[-1]):
                self.stack.pop()
        else:
            while self.stack and self.stack[-1].rank >= Rank.DASH:
                self.stack.pop()
        del self.stack[DEEPEST - 1 :]
        self.stack.append(mark)


def _styled(mark: Mark) -> bool:
    return mark.rank is Rank.BOLD and mark.depth > 0


def _like(one: Mark, other: Mark) -> bool:
    """The same kind of number; a heading with a style keeps its own depth."""
    if _styled(one):
        return one.number is other.number and other.number not in (Number.NONE, Number.CHAIN)
    return one.key == other.key


def _project(text: str, mark: Mark | None) -> Mark | None:
    number = Number.NONE if mark is None else mark.number
    for pattern, rank in ((SUBPROJECT, Rank.SUBPROJECT), (PROJECT, Rank.PROJECT)):
        if found := pattern.match(text.strip().strip("*")):
            return Mark(number, rank, int(found[1]))
    return None


def _sure(line: Line, mark: Mark, title: str, rest: str) -> bool:
    if tells_figures(title) or not one_sentence(title) or title[:1].islower():
        return False
    if mark.rank >= Rank.DASH and not line.bold:
        return False
    if mark.rank in (Rank.PROJECT, Rank.SUBPROJECT):
        return len(title.split()) <= 45 and (mark.number is Number.NONE or not tells_figures(rest))
    long = len(title.split()) > _WORDS_LIMIT.get(mark.rank, _USUAL_LIMIT)
    return not long and not (line.text.rstrip().endswith(";") and mark.rank >= Rank.LETTER)


def ticked(found: Iterable[Heading]) -> Iterator[Heading]:
    """Those that are sure; levels follow each other also where others were left out."""
    above: list[int] = []
    for each in found:
        if not each.sure:
            continue
        while above and above[-1] >= each.level:
            above.pop()
        above.append(each.level)
        yield evolve(each, level=len(above))
