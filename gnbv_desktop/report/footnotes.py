"""The part of a .docx that holds its footnotes: separators −1 and 0, then 1..n in the order of their marks."""

from __future__ import annotations

from typing import Any

from attrs import define, field
from docx.document import Document as Docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from gnbv_desktop.report import styles
from gnbv_desktop.report.markup import paragraph, text_element
from gnbv_desktop.report.template import W, empty_footnotes

_LAST_ID = 32767
_SETTINGS = f'<w:footnotePr xmlns:w="{W}"><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
_AFTER_FOOTNOTES = (
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "themeFontLang",
    "decimalSymbol",
    "listSeparator",
)
"""What the schema of the settings puts behind them."""


@define
class Footnotes:
    style: str = "FootnoteText"
    mark_style: str = styles.FOOTNOTE_MARK
    texts: list[str] = field(factory=list)

    def add(self, text: str) -> str:
        """The run that carries the mark."""
        self.texts.append(text)
        if len(self.texts) > _LAST_ID:
            raise ValueError("a .docx cannot hold more than 32767 footnotes")
        return f'<w:r>{self._mark}<w:footnoteReference w:id="{len(self.texts)}"/></w:r>'

    def write_into(self, document: Docx) -> None:
        notes = "".join(self._note(number, text) for number, text in enumerate(self.texts, 1))
        content = empty_footnotes().replace("</w:footnotes>", f"{notes}</w:footnotes>")
        _part(document)._blob = content.encode()
        _declare(document)

    @property
    def _mark(self) -> str:
        return f'<w:rPr><w:rStyle w:val="{self.mark_style}"/></w:rPr>'

    def _note(self, number: int, text: str) -> str:
        mark = f"<w:r>{self._mark}<w:footnoteRef/></w:r>"
        words = f"<w:r>{text_element(' ' + text)}</w:r>"
        return f'<w:footnote w:id="{number}">{paragraph(self.style, mark + words)}</w:footnote>'


def _part(document: Docx) -> Part:
    """python-docx knows nothing of footnotes and keeps their part as plain bytes."""
    main = document.part
    for relation in main.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            part: Part = relation.target_part
            return part
    fresh = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, b"", main.package)
    main.relate_to(fresh, RELATIONSHIP_TYPE.FOOTNOTES)
    return fresh


def _declare(document: Docx) -> None:
    settings: Any = document.settings.element
    if settings.find(f"{{{W}}}footnotePr") is not None:
        return
    following = (settings.find(f"{{{W}}}{name}") for name in _AFTER_FOOTNOTES)
    anchor = next((each for each in following if each is not None), None)
    if anchor is None:
        settings.append(parse_xml(_SETTINGS))
    else:
        anchor.addprevious(parse_xml(_SETTINGS))
