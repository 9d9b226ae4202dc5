"""The paragraphs of a Word outline with their styles and automatic numbers; the headings among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field, frozen

from gnbv_desktop.exchange.docx_text import Package, open_package, require_usual_form
from gnbv_desktop.exchange.heading_marks import Mark, Rank
from gnbv_desktop.exchange.headings import NOTHING, Heading, Line, headings
from gnbv_desktop.kernel.errors import BadFile, BadInput
from gnbv_desktop.kernel.outline import Number
from gnbv_desktop.kernel.text import clean

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "pict", "drawing")} | {
    _FALLBACK
}
_SPACES = {f"{_W}{name}" for name in ("tab", "br", "cr", "ptab")}
_CONTENTS_STYLE = re.compile(r"toc\s*\d|mục lục", re.IGNORECASE)
_LEVEL_STYLE = re.compile(r"(?:heading|tiêu đề|đầu đề)\s*(\d)", re.IGNORECASE)
_BASED_ON_LIMIT = 12
_BULLETS = {"+": (Number.PLUS, Rank.PLUS), "*": (Number.STAR, Rank.STAR)}
_FORMATS = {
    "upperRoman": (Number.ROMAN, Rank.ROMAN),
    "upperLetter": (Number.UPPER, Rank.UPPER),
    "lowerLetter": (Number.LETTER, Rank.LETTER),
    "lowerRoman": (Number.LETTER, Rank.LETTER),
}
_PLACES = re.compile(r"%(\d)")


def headings_in_docx(content: bytes, name: str = "tệp .docx") -> tuple[Heading, ...]:
    """Raises BadFile for what is not a whole Word document or has no headings."""
    with open_package(content, name, "Word (.docx)") as package:
        body = package.xml("word/document.xml")
        require_usual_form(body, name)
        reader = _Paragraphs(_Styles.read(package), _Numbering.read(package))
    try:
        return headings(reader.lines(body))
    except BadInput:
        pass
    try:
        return headings(_Paragraphs(reader.styles, reader.numbering).rows(body))
    except BadInput:
        raise BadFile(f"{name}: {NOTHING[0].lower()}{NOTHING[1:]}") from None


# ---- styles


@frozen
class _Style:
    based_on: str = ""
    level: int = 0
    numbered: tuple[str, int] | None = None
    bold: bool | None = None
    contents: bool = False


@frozen
class _Styles:
    known: Mapping[str, _Style]

    @classmethod
    def read(cls, package: Package) -> _Styles:
        if "word/styles.xml" not in package.names:
            return cls({})
        root = package.xml("word/styles.xml")
        return cls({each.get(f"{_W}styleId", ""): _style(each) for each in root.iter(f"{_W}style")})

    def chain(self, name: str) -> Iterator[_Style]:
        """The style, the one it is based on, and so on."""
        for _ in range(_BASED_ON_LIMIT):
            style = self.known.get(name)
            if style is None:
                return
            yield style
            name = style.based_on


def _style(element: Any) -> _Style:
    title = _value(element, "name")
    named = _LEVEL_STYLE.fullmatch(title.strip())
    properties = element.find(f"{_W}pPr")
    return _Style(
        based_on=_value(element, "basedOn"),
        level=_outline_level(properties) or (int(named[1]) if named else 0),
        numbered=_numbered(properties),
        bold=_flag(element.find(f"{_W}rPr"), "b"),
        contents=bool(_CONTENTS_STYLE.match(title)),
    )


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}") if element is not None else None
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _outline_level(properties: Any) -> int:
    level = _whole(_value(properties, "outlineLvl"))
    return level + 1 if 0 <= level <= 8 else 0


def _numbered(properties: Any) -> tuple[str, int] | None:
    found = properties.find(f"{_W}numPr") if properties is not None else None
    if found is None or not _value(found, "numId"):
        return None
    return _value(found, "numId"), max(0, _whole(_value(found, "ilvl")))


def _flag(properties: Any, name: str) -> bool | None:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return None if found is None else found.get(f"{_W}val", "1") not in ("0", "false", "off")


# ---- automatic numbers


@frozen
class _Level:
    format: str
    text: str
    start: int = 1


@define
class _Numbering:
    """Levels of each list, and how far each has counted."""

    lists: Mapping[str, Mapping[int, _Level]]
    abstract: Mapping[str, str]
    counts: dict[str, dict[int, int]] = field(factory=dict)

    @classmethod
    def read(cls, package: Package) -> _Numbering:
        if "word/numbering.xml" not in package.names:
            return cls({}, {})
        root = package.xml("word/numbering.xml")
        abstract = {each.get(f"{_W}abstractNumId", ""): _levels(each) for each in root.findall(f"{_W}abstractNum")}
        lists: dict[str, dict[int, _Level]] = {}
        owners: dict[str, str] = {}
        for each in root.findall(f"{_W}num"):
            number, owner = each.get(f"{_W}numId", ""), _value(each, "abstractNumId")
            own = {at: level for over in each.findall(f"{_W}lvlOverride") for at, level in _levels(over).items()}
            lists[number] = {**abstract.get(owner, {}), **own}
            owners[number] = owner
        return cls(lists, owners)

    def mark(self, number: str, depth: int) -> Mark | None:
        """The next number of a list at one of its levels."""
        level = self.lists.get(number, {}).get(depth)
        if level is None or level.format == "none":
            return None
        if level.format == "bullet":
            style, rank = _BULLETS.get(level.text.strip(), (Number.DASH, Rank.DASH))
            return Mark(style, rank)
        counts = self.counts.setdefault(self.abstract.get(number, number), {})
        ordinal = counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        parts = len(_PLACES.findall(level.text))
        if "phần" in level.text.lower() or "chương" in level.text.lower():
            return Mark(Number.PART, Rank.PART, ordinal)
        if level.format in _FORMATS:
            style, rank = _FORMATS[level.format]
            return Mark(style, rank, ordinal)
        if parts > 1:
            return Mark(Number.CHAIN, Rank.CHAIN, ordinal, parts)
        return Mark(Number.ARABIC, Rank.ARABIC, ordinal)


def _levels(element: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in element.findall(f"{_W}lvl"):
        start = _whole(_value(each, "start"))
        level = _Level(_value(each, "numFmt") or "decimal", _value(each, "lvlText"), start if start >= 0 else 1)
        found[max(0, _whole(each.get(f"{_W}ilvl", "0")))] = level
    return found


# ---- paragraphs


@frozen
class _Paragraphs:
    styles: _Styles
    numbering: _Numbering

    def lines(self, root: Any) -> Iterator[Line]:
        """The paragraphs outside tables: letterhead, signature and figures stand in tables."""
        for child in root:
            if child.tag == f"{_W}p":
                yield from self._line(child)
            elif child.tag == f"{_W}sdt" and self._is_contents(child):
                continue
            elif isinstance(child.tag, str) and child.tag != f"{_W}tbl" and child.tag not in _LEFT_OUT:
                yield from self.lines(child)

    def rows(self, root: Any) -> Iterator[Line]:
        """Of an outline that stands in a table: its first column numbers, the next one tells."""
        for row in root.iter(f"{_W}tr"):
            cells = [clean(" ".join(_text(each) for each in cell.iter(f"{_W}p"))) for cell in row.iter(f"{_W}tc")]
            cells = [cell for cell in cells if cell][:2]
            if len(cells) == 2 and len(cells[0]) <= 8:
                sign = "" if cells[0][-1] in ".)-+/*" else "."
                yield Line(f"{cells[0]}{sign} {cells[1]}")
            elif cells:
                yield Line(cells[0])

    def _is_contents(self, control: Any) -> bool:
        return any(
            each.get(f"{_W}val", "").lower() in ("table of contents", "mục lục")
            for each in control.iter(f"{_W}docPartGallery")
        )

    def _line(self, paragraph: Any) -> Iterator[Line]:
        properties = paragraph.find(f"{_W}pPr")
        chain = [*self.styles.chain(_value(properties, "pStyle"))]
        text = clean(_text(paragraph))
        if not text or any(style.contents for style in chain):
            return
        level = _outline_level(properties) or next((each.level for each in chain if each.level), 0)
        numbered = _numbered(properties) or next((each.numbered for each in chain if each.numbered), None)
        mark = self.numbering.mark(*numbered) if numbered is not None and numbered[0] != "0" else None
        bold = next((each.bold for each in chain if each.bold is not None), False)
        yield Line(text, mark, level, _is_bold(paragraph, bool(bold)))


def _text(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SPACES:
            yield "\t" if child.tag == f"{_W}tab" else " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        else:
            yield from _pieces(child)


def _is_bold(paragraph: Any, usual: bool) -> bool:
    """Every letter of it; a number in plain type before a bold title does not matter."""
    runs = [run for run in paragraph.iter(f"{_W}r") if _text(run).strip()]
    flags = [_flag(run.find(f"{_W}rPr"), "b") for run in runs]
    bold = [usual if each is None else each for each in flags]
    return bool(bold) and (all(bold) or (len(bold) > 1 and all(bold[1:]) and len(_text(runs[0]).strip()) <= 8))
