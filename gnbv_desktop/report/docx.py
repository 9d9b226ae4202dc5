"""The report as .docx: a template filled by tags, paragraphs, tables and footnotes, figures that can be found.

Every figure of the dossier stands in a run of its own inside a content control tagged "so1", "so2", … in the order of
the document. Word allows 64 characters in a tag, so the expressions themselves are kept in a custom XML part, which
Word and LibreOffice carry along: a copy edited in Word can be read back.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import count, pairwise

from attrs import define, evolve, field
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.report import controls, framing, styles
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.controls import Element
from gnbv_desktop.report.footnotes import Footnotes
from gnbv_desktop.report.frame import Frame
from gnbv_desktop.report.headings import heading_lines
from gnbv_desktop.report.markup import attribute, paragraph, plain, run
from gnbv_desktop.report.model import (
    Block,
    Document,
    FigureRun,
    Heading,
    NoteRun,
    Origin,
    ParagraphBlock,
    ParagraphKind,
    Run,
    Table,
    TableCell,
    TextRun,
    WrittenFigure,
    WrittenReport,
)
from gnbv_desktop.report.package import repacked
from gnbv_desktop.report.template import BODY, W15, W
from gnbv_desktop.report.widths import twips

FIGURES = "urn:gnbv:figures:1"
"""Namespace of the custom XML part; exchange.docx_text reads it."""
_FIRST_ID = 1000
_IDS = 1_000_000
_OUTLINE_LEVELS = 9
_GAP = 240
"""Twips between the title, Kính gửi and the content."""
_TAG_LIMIT = 64
_AT_THE_TOP = (ParagraphKind.ADDRESSEE, ParagraphKind.ANNEX)
"""Kinds that need no distance from what stands above them."""
_PROPERTIES = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{6E42D1F4-90B5-4C02-9A5E-0C2B6C0F2021}"><ds:schemaRefs><ds:schemaRef ds:uri="urn:gnbv:figures:1"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)


def write_report(evaluation: Evaluation, template: bytes | None = None) -> WrittenReport:
    return render(compose_report(evaluation), template)


def render(document: Document, template: bytes | None = None) -> WrittenReport:
    """Equal documents on equal templates give equal bytes."""
    frame = Frame.open(template)
    framing.write(frame, document)
    writer = _Writer(
        frame, frame.text_width(), Footnotes(frame.style("FootnoteText"), frame.style(styles.FOOTNOTE_MARK))
    )
    controls.replace(frame.root, BODY, writer.elements(document.blocks))
    for appendix in document.appendices:
        _append(frame, writer.elements(appendix.blocks))
    docx = frame.docx
    writer.footnotes.write_into(docx)
    _add_figures(docx, document.origin, writer.figures)
    _describe(docx, document)
    buffer = io.BytesIO()
    docx.save(buffer)
    written = tuple(WrittenFigure(tag, figure.expression, figure.text) for tag, figure in writer.figures.items())
    return WrittenReport(repacked(buffer.getvalue()), written)


@define(eq=False)
class _Writer:
    """Turns blocks into elements and remembers footnotes and figures in their order."""

    frame: Frame
    width: int
    """Of the text, in twips."""
    footnotes: Footnotes
    figures: dict[str, FigureRun] = field(factory=dict)
    _appearance: str = ""
    """Word 2013 draws controls without a frame, where the template knows them."""
    _first_id: int = 0

    def __attrs_post_init__(self) -> None:
        root = self.frame.root
        self._appearance = '<w15:appearance w15:val="hidden"/>' if W15 in root.nsmap.values() else ""
        self._first_id = _free_id(root)

    def elements(self, blocks: Sequence[Block]) -> list[Element]:
        texts = [text for block, following in _followed(blocks) for text in self._block(block, following, blocks)]
        return list(parse_xml(f'<w:body xmlns:w="{W}" xmlns:w15="{W15}">{"".join(texts)}</w:body>'))

    def _block(self, block: Block, following: Block | None, blocks: Sequence[Block]) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block, _GAP if block is blocks[0] else None)
            case ParagraphBlock(kind=ParagraphKind.ADDRESSEES | ParagraphKind.ADDRESSEE_ITEM):
                last = not _is_item(following)
                yield self._addressee(block, last, blocks)
            case ParagraphBlock(runs=runs, kind=kind):
                keep = block.keep_next or isinstance(following, Table)
                # Below the rule of the title, where no Kính gửi keeps the distance.
                before = _GAP if block is blocks[0] and kind not in _AT_THE_TOP else None
                yield paragraph(self.frame.style(styles.PARAGRAPHS[kind]), self._runs(runs), keep, before)
            case Table():
                yield from self._table(block)

    def _heading(self, heading: Heading, before: int | None) -> str:
        """The look says the style, the depth says where it stands in Word's outline."""
        name = styles.HEADINGS[heading.look]
        outline = min(heading.level, _OUTLINE_LEVELS) - 1
        inside = "<w:r><w:br/></w:r>".join(self._runs(line) for line in heading_lines(heading))
        override = None if outline == styles.BY_ID[name].outline else outline
        return paragraph(self.frame.style(name), inside, before=before, outline=override)

    def _addressee(self, block: ParagraphBlock, last: bool, blocks: Sequence[Block]) -> str:
        """The dash of every addressee stands under the colon of "Kính gửi:"."""
        style, after = styles.PARAGRAPHS[block.kind], _GAP if last else 60
        size = self.frame.size(style)
        name, dash = twips("Kính gửi", size), twips("- ", size)
        longest = max((twips(text, size) for text in _addressees(blocks)), default=0)
        # The list stands in the middle of the line.
        left = max(0, (self.width - name - longest) // 2)
        if block.kind is ParagraphKind.ADDRESSEES:
            return paragraph(self.frame.style(style), self._runs(block.runs), True, _GAP, after, (left, 0))
        indent = (left + name + dash, dash)
        return paragraph(self.frame.style(style), self._runs(block.runs), False, 0, after, indent)

    def _runs(self, runs: Sequence[Run]) -> str:
        return "".join(map(self._run, runs))

    def _run(self, each: Run) -> str:
        match each:
            case TextRun(text=text, bold=bold, italic=italic):
                return run(text, bold, italic)
            case NoteRun(text=text):
                return self.footnotes.add(text)
            case FigureRun():
                return self._figure(each)

    def _figure(self, figure: FigureRun) -> str:
        number = len(self.figures) + 1
        tag = f"so{number}"
        self.figures[tag] = evolve(figure, text=plain(figure.text))
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(figure.expression[:_TAG_LIMIT])}"/><w:tag w:val="{tag}"/>'
            f'<w:id w:val="{self._first_id + number}"/>{self._appearance}</w:sdtPr>'
            f"<w:sdtContent>{run(figure.text, figure.bold, figure.italic)}</w:sdtContent></w:sdt>"
        )

    # ---- tables

    def _table(self, table: Table) -> Iterator[str]:
        if table.unit_line:
            yield paragraph(self.frame.style(styles.PARAGRAPHS[ParagraphKind.UNIT_LINE]), run(table.unit_line), True)
        widths = _spread(table.widths, self.width)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(row, widths, table.keeps_next(index)) for index, row in enumerate(table.rows))
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.frame.style(styles.TABLE)}"/>'
            f'<w:tblW w:w="{self.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{self._row(table.header, widths, True, header=True)}{rows}</w:tbl>"
        )
        yield paragraph(self.frame.style("Gian"), "")

    def _row(self, cells: Sequence[TableCell], widths: Sequence[int], keep: bool, header: bool = False) -> str:
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{paragraph(self.frame.style(styles.CELLS[cell.align]), self._runs(cell.runs), keep)}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        repeat = "<w:tblHeader/>" if header else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inside}</w:tr>"


def _append(frame: Frame, elements: Sequence[Element]) -> None:
    """A section of its own after all that is there, its pages counted anew."""
    body = frame.root.body
    last = body.find(qn("w:sectPr"))
    ending: Element = parse_xml(f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{frame.style("Gian")}"/></w:pPr></w:p>')
    ending.pPr.append(deepcopy(last))
    # The break is the page's own: the next one begins where this paragraph ends.
    last.addprevious(ending)
    for element in elements:
        last.addprevious(element)
    numbers = last.find(qn("w:pgNumType"))
    if numbers is not None:
        numbers.set(qn("w:start"), "1")


def _followed(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    padded: list[Block | None] = [*blocks, None]
    return ((block, following) for block, following in pairwise(padded) if block is not None)


def _is_item(block: Block | None) -> bool:
    return isinstance(block, ParagraphBlock) and block.kind is ParagraphKind.ADDRESSEE_ITEM


def _addressees(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ParagraphBlock) and block.kind is ParagraphKind.ADDRESSEE_ITEM:
            yield "".join(each.text for each in block.runs if isinstance(each, TextRun))


def _free_id(root: Element) -> int:
    """Ids of controls must differ; Word gives those of a template at random."""
    used = {int(each.get(qn("w:val"), 0)) for each in root.iter(qn("w:id")) if each.getparent().tag == qn("w:sdtPr")}
    first = _FIRST_ID
    while any(first < each <= first + _IDS for each in used):
        first += _IDS
    return first


def _spread(shares: Sequence[int], total: int) -> list[int]:
    widths = [share * total // sum(shares) for share in shares]
    widths[-1] += total - sum(widths)
    return widths


# ---- the map of the figures


def _add_figures(docx: Docx, origin: Origin, figures: dict[str, FigureRun]) -> None:
    listed = "".join(
        f'<figure tag="{tag}" as="{attribute(each.style)}" expression="{attribute(each.expression)}"/>'
        for tag, each in figures.items()
    )
    content = f'<figures xmlns="{FIGURES}" dossier="{attribute(origin.uid)}" edition="{attribute(origin.edition)}">'
    package = docx.part.package
    taken = {str(each.partname) for each in package.iter_parts()}
    number = next(each for each in count(1) if f"/customXml/item{each}.xml" not in taken)
    part = Part(
        PackURI(f"/customXml/item{number}.xml"), "application/xml", f"{content}{listed}</figures>".encode(), package
    )
    properties = Part(
        PackURI(f"/customXml/itemProps{number}.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        _PROPERTIES.encode(),
        package,
    )
    docx.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _describe(docx: Docx, document: Document) -> None:
    moment = datetime.datetime.combine(document.origin.date, datetime.time())
    properties = docx.core_properties
    properties.title = plain(f"{document.letterhead.kind.capitalize()} {document.letterhead.title}")[:255]
    properties.author = plain(" ".join(document.letterhead.agency))[:255]
    properties.last_modified_by = properties.author
    properties.created = properties.modified = moment
    properties.revision = 1
