"""Filling the content controls of a template by their tags, whatever Word has done to them.

A control may stand in a line, around whole paragraphs, around a cell or a row of a table, or around other controls; its
text may be split into runs or be Word's grey placeholder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from gnbv_desktop.report.markup import plain

Element = Any
"""An lxml element: python-docx and lxml-stubs disagree on its type."""

P, SDT, CELL, ROW, TABLE = (qn(f"w:{name}") for name in ("p", "sdt", "tc", "tr", "tbl"))
_CONTENT, _PROPERTIES = qn("w:sdtContent"), qn("w:sdtPr")
_STORIES = {qn(f"w:{name}") for name in ("body", "hdr", "ftr", "tc")}
_UNTRUE_ONCE_FILLED = {qn(f"w:{name}") for name in ("showingPlcHdr", "dataBinding", "lock")}
"""Marks by which Word would take the text for a placeholder, or put another in its place."""
_SHOWS = tuple(qn(f"w:{name}") for name in ("sdt", "drawing", "pict", "object"))
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def find(root: Element, tag: str) -> Iterator[Element]:
    for control in root.iter(SDT):
        mark = control.find(f"{_PROPERTIES}/{qn('w:tag')}")
        if mark is not None and mark.get(qn("w:val")) == tag:
            yield control


def retag(root: Element, names: Mapping[str, str]) -> None:
    """Give back the tags that LibreOffice loses: by the title of a control, or by the hint "[Title]" in it.

    `names` are titles and their tags. A hint whose control is lost too becomes a control again.
    """
    for control in root.iter(SDT):
        properties = control.find(_PROPERTIES)
        if properties.find(qn("w:tag")) is None and (tag := names.get(_title(control), "")):
            properties.insert(0, _valued("w:tag", tag))
    for paragraph in [*root.iter(P)]:
        tag = names.get(_hint(paragraph), "")
        if tag and paragraph.find(f".//{qn('w:sdt')}") is None and next(paragraph.iterancestors(SDT), None) is None:
            control, properties, content = (OxmlElement(f"w:{each}") for each in ("sdt", "sdtPr", "sdtContent"))
            properties.append(_valued("w:tag", tag))
            content.extend([each for each in paragraph if each.tag != qn("w:pPr")])
            control.extend([properties, content])
            paragraph.append(control)


def _title(control: Element) -> str:
    alias = control.find(f"{_PROPERTIES}/{qn('w:alias')}")
    return _hint(control) if alias is None else str(alias.get(qn("w:val")))


def _hint(element: Element) -> str:
    text = "".join(each.text or "" for each in element.iter(qn("w:t"))).strip()
    return text[1:-1] if text.startswith("[") and text.endswith("]") else ""


def _valued(name: str, value: str) -> Element:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def fill(root: Element, tag: str, lines: Sequence[str], apart: bool = False) -> None:
    """The lines in every control of the tag; a control of whole paragraphs gets one for each line.

    `apart`: a control inside a paragraph gets paragraphs too, not line breaks.
    """
    for control in tuple(find(root, tag)):
        around = _paragraph_around(control)
        if apart and around is not None and _alone(control) is not control:
            _copy(around, lines)
        else:
            _fill(control, lines)


def drop(root: Element, tag: str) -> None:
    """Take the control out, with the paragraph and the row of a table that hold nothing else."""
    for control in tuple(find(root, tag)):
        if next(control.iter(CELL), None) is not None and next(control.iter(ROW), None) is None:
            _fill(control, ("",))
        else:
            _remove(_alone(control))


def replace(root: Element, tag: str, elements: Iterable[Element]) -> None:
    """Put elements in the place of the first control of the tag; others of the same tag go."""
    first, *others = find(root, tag)
    around = _paragraph_around(first)
    cell = next(first.iter(CELL), None)
    anchor = _emptied(cell) if cell is not None else around if around is not None else first
    for element in elements:
        anchor.addprevious(element)
    holder = anchor.getparent()
    holder.remove(anchor)
    if holder.tag == CELL and holder[-1].tag != P:
        holder.append(OxmlElement("w:p"))
    for other in others:
        _remove(_alone(other))


def paragraph_of(root: Element, tag: str) -> Element | None:
    """The paragraph that the control stands in, or the last one inside it."""
    control = next(find(root, tag), None)
    if control is None:
        return None
    around = _paragraph_around(control)
    return around if around is not None else next(reversed([*control.iter(P)]), None)


def after(paragraph: Element, limit: int = 4) -> Iterator[Element]:
    """The paragraphs that follow in the same cell or page, a few of them."""
    story = next(each for each in paragraph.iterancestors() if each.tag in _STORIES)
    paragraphs = [*story.iter(P)]
    place = paragraphs.index(paragraph) + 1
    yield from paragraphs[place : place + limit]


def _fill(control: Element, lines: Sequence[str]) -> None:
    properties, content = control.find(_PROPERTIES), control.find(_CONTENT)
    for mark in [each for each in properties if each.tag in _UNTRUE_ONCE_FILLED]:
        properties.remove(mark)
    first = next(content.iter(P), None)
    if first is None:
        _write(content, lines)
        return
    for old in [*first.itersiblings(P)]:
        old.getparent().remove(old)
    _copy(first, lines)


def _copy(first: Element, lines: Sequence[str]) -> None:
    """One paragraph like the first for each line, in its place."""
    for line in lines:
        paragraph = deepcopy(first)
        for name in [each for each in paragraph.attrib if each.startswith(_W14)]:
            del paragraph.attrib[name]
        _write(paragraph, [line])
        first.addprevious(paragraph)
    first.getparent().remove(first)


def _write(holder: Element, lines: Sequence[str]) -> None:
    """One run with the look of the first; lines are parted by breaks."""
    run = OxmlElement("w:r")
    look = next((each for each in holder.iter(qn("w:rPr")) if each.getparent().tag == qn("w:r")), None)
    if look is not None:
        copy = deepcopy(look)
        for placeholder in copy.findall(qn("w:rStyle")):
            copy.remove(placeholder)
        run.append(copy)
    for index, line in enumerate(lines):
        if index:
            run.append(OxmlElement("w:br"))
        text = OxmlElement("w:t")
        text.text = plain(line)
        text.set(_SPACE, "preserve")
        run.append(text)
    for old in [child for child in holder if child.tag != qn("w:pPr")]:
        holder.remove(old)
    holder.append(run)


def _paragraph_around(control: Element) -> Element | None:
    for each in control.iterancestors():
        if each.tag == P:
            return each
        if each.tag in _STORIES:
            return None
    return None


def _alone(control: Element) -> Element:
    """The largest element around a control that holds nothing but it."""
    holder = control
    around = _paragraph_around(control)
    if around is not None:
        within = {control, *control.iter(SDT), *control.iterancestors(SDT)}
        if all(each in within for each in around.iter(SDT)):
            holder = around
    parent = holder.getparent()
    while parent.tag == _CONTENT and len(parent) == 1:
        holder = parent.getparent()
        parent = holder.getparent()
    return holder


def _remove(holder: Element) -> None:
    story = holder.getparent()
    story.remove(holder)
    if story.tag not in _STORIES:
        return
    if story.tag == CELL:
        row = next(story.iterancestors(ROW))
        if not _shows(row):
            table = next(row.iterancestors(TABLE))
            row.getparent().remove(row)
            if next(table.iter(ROW), None) is None:
                table.getparent().remove(table)
            return
    if next(story.iterchildren(P, SDT), None) is None:
        story.append(OxmlElement("w:p"))


def _shows(row: Element) -> bool:
    texts = any(text.text for text in row.iter(qn("w:t")))
    return texts or next(row.iter(*_SHOWS), None) is not None


def _emptied(cell: Element) -> Element:
    """The one paragraph left in the cell."""
    for child in [each for each in cell if each.tag != qn("w:tcPr")]:
        cell.remove(child)
    last = OxmlElement("w:p")
    cell.append(last)
    return last
