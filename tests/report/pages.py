"""Reads a produced .docx as Word would lay it out: every paragraph with the properties that its styles give it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from attrs import define, frozen
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@frozen
class Line:
    """A paragraph and what it looks like; measures in twips, sizes in half-points."""

    style: str
    text: str
    properties: Mapping[str, str]
    """"spacing.before" → "120", "jc" → "center", "keepNext" → "1"."""
    letters: Mapping[str, str]
    """"sz" → "28", "b" → "1", "rFonts.ascii" → …; of the first run that holds text."""
    element: Any

    @property
    def points(self) -> float:
        return int(self.letters["sz"]) / 2

    @property
    def bold(self) -> bool:
        return self.letters.get("b", "0") not in ("0", "false")

    @property
    def italic(self) -> bool:
        return self.letters.get("i", "0") not in ("0", "false")

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def number(self, name: str) -> int:
        return int(self.properties.get(name, "0"))


@define
class Pages:
    content: bytes

    @cached_property
    def parts(self) -> dict[str, bytes]:
        return parts(self.content)

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.parts[name])

    @cached_property
    def document(self) -> Any:
        return self.xml("word/document.xml")

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(each) for each in self.document.iter(f"{W}p")]

    def story(self, name: str) -> list[Line]:
        return [self._line(each) for each in self.xml(name).iter(f"{W}p")]

    def of(self, style: str) -> list[Line]:
        return [each for each in self.lines if each.style == style]

    def one(self, style: str) -> Line:
        (found,) = self.of(style)
        return found

    @property
    def section(self) -> Any:
        return self.document.find(f"{W}body/{W}sectPr")

    def measure(self, name: str) -> int:
        """ "pgMar.left" in twips."""
        element, _, attribute = name.partition(".")
        return int(self.section.find(f"{W}{element}").get(f"{W}{attribute}"))

    @property
    def text_width(self) -> int:
        return self.measure("pgSz.w") - self.measure("pgMar.left") - self.measure("pgMar.right")

    def width_around(self, line: Line) -> int:
        cell = next(line.element.iterancestors(f"{W}tc"), None)
        return self.text_width if cell is None else int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w"))

    def length(self, rule: Line) -> int:
        return self.width_around(rule) - rule.number("ind.left") - rule.number("ind.right")

    def rule_after(self, line: Line) -> Line:
        place = self.lines.index(line)
        return next(each for each in self.lines[place:] if each.style == "Đường kẻ")

    # ---- styles

    @cached_property
    def _styles(self) -> dict[str, Any]:
        root = self.xml("word/styles.xml")
        return {each.get(f"{W}styleId"): each for each in root.findall(f"{W}style")}

    @cached_property
    def _defaults(self) -> Any:
        return self.xml("word/styles.xml").find(f"{W}docDefaults")

    def _line(self, element: Any) -> Line:
        style = element.find(f"{W}pPr/{W}pStyle")
        chain = list(self._chain(style.get(f"{W}val"))) if style is not None else []
        runs = [run for run in element.iter(f"{W}r") if run.find(f"{W}t") is not None]
        looks = [run.find(f"{W}rPr") for run in runs[:1]]
        return Line(
            chain[0].find(f"{W}name").get(f"{W}val") if chain else "",
            "".join(_texts(element)),
            _merged(
                element.find(f"{W}pPr"),
                *(each.find(f"{W}pPr") for each in chain),
                self._defaults.find(f"{W}pPrDefault/{W}pPr"),
            ),
            _merged(*looks, *(each.find(f"{W}rPr") for each in chain), self._defaults.find(f"{W}rPrDefault/{W}rPr")),
            element,
        )

    def _chain(self, style_id: str) -> Iterator[Any]:
        while style_id in self._styles:
            style = self._styles[style_id]
            yield style
            based = style.find(f"{W}basedOn")
            style_id = "" if based is None else based.get(f"{W}val")


def _texts(element: Any) -> Iterator[str]:
    for each in element.iter(f"{W}t", f"{W}br"):
        yield "\n" if each.tag == f"{W}br" else each.text or ""


def _merged(*nearest_first: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for properties in nearest_first:
        for each in properties if properties is not None else ():
            name = etree.QName(each).localname
            for attribute, value in each.attrib.items():
                local = etree.QName(attribute).localname
                found.setdefault(name if local == "val" else f"{name}.{local}", value)
            if not each.attrib:
                found.setdefault(name, "1")
            for border in each:
                found.setdefault(f"{name}.{etree.QName(border).localname}", border.get(f"{W}val", "1"))
    return found
