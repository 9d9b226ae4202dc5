"""Filling the content controls of a template by their tags, whatever runs Word has split their text into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

Element = Any
"""An lxml element: python-docx and lxml-stubs disagree on its type."""


def find(root: Element, tag: str) -> Iterator[Element]:
    for control in root.iter(qn("w:sdt")):
        mark = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if mark is not None and mark.get(qn("w:val")) == tag:
            yield control


def fill(root: Element, tag: str, lines: Sequence[str]) -> None:
    """The lines in every control of the tag; a control of whole paragraphs gets one for each line."""
    for control in tuple(find(root, tag)):
        content = control.find(qn("w:sdtContent"))
        paragraphs = content.findall(qn("w:p"))
        if not paragraphs:
            _write(content, lines)
            continue
        for paragraph, line in zip(_copies(paragraphs[0], len(lines)), lines, strict=True):
            _write(paragraph, [line])
            paragraphs[-1].addprevious(paragraph)
        for paragraph in paragraphs:
            content.remove(paragraph)


def drop(root: Element, tag: str) -> None:
    """Take the control out together with the paragraph that holds it."""
    for control in tuple(find(root, tag)):
        holder = control if control.getparent().tag != qn("w:p") else control.getparent()
        holder.getparent().remove(holder)


def replace(root: Element, tag: str, elements: Iterable[Element]) -> None:
    """Put elements in the place of the control."""
    control = next(find(root, tag))
    for element in elements:
        control.addprevious(element)
    control.getparent().remove(control)


def paragraph_of(root: Element, tag: str) -> Element | None:
    control = next(find(root, tag), None)
    while control is not None and control.tag != qn("w:p"):
        inside = control.find(f"{qn('w:sdtContent')}/{qn('w:p')}") if control.tag == qn("w:sdt") else None
        control = inside if inside is not None else control.getparent()
    return control


def _copies(paragraph: Element, count: int) -> list[Element]:
    return [deepcopy(paragraph) for _ in range(count)]


def _write(holder: Element, lines: Sequence[str]) -> None:
    """One run with the look of the first; lines are parted by breaks."""
    look = holder.find(f".//{qn('w:rPr')}")
    run = OxmlElement("w:r")
    if look is not None and look.getparent().tag == qn("w:r"):
        run.append(deepcopy(look))
    for index, line in enumerate(lines):
        if index:
            run.append(OxmlElement("w:br"))
        text = OxmlElement("w:t")
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(text)
    for old in [child for child in holder if child.tag != qn("w:pPr")]:
        holder.remove(old)
    holder.append(run)
