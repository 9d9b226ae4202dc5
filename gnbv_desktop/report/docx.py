"""The report as .docx: a template filled by tags, paragraphs, tables and footnotes, figures that can be found.

Every figure of the dossier stands in a run of its own inside a content control tagged "so1", "so2", … in the order of
the document. Word allows 64 characters in a tag, so the expressions themselves are kept in a custom XML part, which
Word and LibreOffice carry along: a copy edited in Word can be read back.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from attrs import define, field
from docx import Document as open_docx
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.paths import asset
from gnbv_desktop.report import controls, styles
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.controls import Element
from gnbv_desktop.report.footnotes import Footnotes
from gnbv_desktop.report.letterhead import title_lines
from gnbv_desktop.report.markup import attribute, paragraph, run
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
from gnbv_desktop.report.template import NAME, W15, W
from gnbv_desktop.report.widths import line_under, twips

FIGURES = "urn:gnbv:figures:1"
"""Namespace of the custom XML part; exchange.docx_text reads it."""
_FIRST_ID = 1000
_TAG_LIMIT = 64
_LONG_TABLE = 25
"""Rows from which a table may run over a page end."""
_PROPERTIES = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{6E42D1F4-90B5-4C02-9A5E-0C2B6C0F2021}"><ds:schemaRefs><ds:schemaRef ds:uri="urn:gnbv:figures:1"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)


def write_report(evaluation: Evaluation, template: Path | None = None) -> WrittenReport:
    return render(compose_report(evaluation), template)


def render(document: Document, template: Path | None = None) -> WrittenReport:
    """Equal documents give equal bytes."""
    docx = open_docx(str(template or asset("templates", NAME)))
    root: Element = docx.element
    writer = _Writer(hidden=W15 in root.nsmap.values())
    _fill_letterhead(root, document)
    controls.replace(root, "noi_dung", writer.elements(document.blocks))
    writer.footnotes.write_into(docx)
    _add_figures(docx, document.origin, writer.figures)
    _describe(docx, document)
    buffer = io.BytesIO()
    docx.save(buffer)
    written = tuple(WrittenFigure(tag, figure.expression, figure.text) for tag, figure in writer.figures.items())
    return WrittenReport(repacked(buffer.getvalue()), written)


def _fill_letterhead(root: Element, document: Document) -> None:
    head, signature = document.letterhead, document.signature
    lines = title_lines(head.title)
    _rule_below(root, "co_quan_ban_hanh", head.agency, 12, styles.LETTERHEAD_COLUMNS[0])
    _rule_below(root, "trich_yeu", lines, 14, styles.TEXT_WIDTH)
    fields = {
        "co_quan_chu_quan": (head.superior,),
        "co_quan_ban_hanh": head.agency,
        "so_ky_hieu": (head.number,),
        "dia_danh_ngay": (head.place_date,),
        "ten_loai": (head.kind,),
        "trich_yeu": lines,
        "ghi_chu_so_lieu": (head.note,),
        "noi_nhan": signature.recipients,
        "quyen_han": signature.authority,
    }
    for tag, texts in fields.items():
        if any(texts):
            controls.fill(root, tag, texts)
        else:
            controls.drop(root, tag)
    # The name stays, empty, in a draft: its spacing is the room for the signature.
    controls.fill(root, "ho_ten", (signature.name,))


def _rule_below(root: Element, tag: str, lines: Sequence[str], size: float, width: int) -> None:
    """The rule under a field is as long as its text demands."""
    above = controls.paragraph_of(root, tag)
    following = above.itersiblings(qn("w:p")) if above is not None else ()
    rule = next((each for each in following if each.style == "DuongKe"), None)
    if rule is None or not any(lines):
        return
    length = line_under([twips(line, size, bold=True) for line in lines])
    left = (width - length) // 2
    indent = rule.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:left"), str(left))
    indent.set(qn("w:right"), str(width - length - left))


@define
class _Writer:
    """Turns blocks into elements and remembers footnotes and figures in their order."""

    hidden: bool
    """Whether the template knows Word 2013's controls without a frame."""
    footnotes: Footnotes = field(factory=Footnotes)
    figures: dict[str, FigureRun] = field(factory=dict)

    def elements(self, blocks: Sequence[Block]) -> list[Element]:
        texts = [text for block, following in _followed(blocks) for text in self._block(block, following, blocks)]
        return list(parse_xml(f'<w:body xmlns:w="{W}" xmlns:w15="{W15}">{"".join(texts)}</w:body>'))

    def _block(self, block: Block, following: Block | None, blocks: Sequence[Block]) -> Iterator[str]:
        match block:
            case Heading(level=level, runs=runs):
                yield paragraph(f"Heading{level}", self._runs(runs))
            case ParagraphBlock(kind=ParagraphKind.ADDRESSEES | ParagraphKind.ADDRESSEE_ITEM):
                last = not _is_item(following)
                yield self._addressee(block, last, _addressee_left(blocks))
            case ParagraphBlock(runs=runs, kind=kind):
                keep = block.keep_next or isinstance(following, Table)
                yield paragraph(styles.PARAGRAPHS[kind], self._runs(runs), keep)
            case Table():
                yield from self._table(block)

    def _addressee(self, block: ParagraphBlock, last: bool, left: int) -> str:
        """The dash of every addressee stands under the colon of "Kính gửi:"."""
        style = styles.PARAGRAPHS[block.kind]
        after = 240 if last else 60
        if block.kind is ParagraphKind.ADDRESSEES:
            return paragraph(style, self._runs(block.runs), True, (240, after), (left, 0))
        dash = twips("- ", 14)
        return paragraph(style, self._runs(block.runs), False, (0, after), (left + twips("Kính gửi", 14) + dash, dash))

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
        self.figures[tag] = figure
        frame = '<w15:appearance w15:val="hidden"/>' if self.hidden else ""
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(figure.expression[:_TAG_LIMIT])}"/><w:tag w:val="{tag}"/>'
            f'<w:id w:val="{_FIRST_ID + number}"/>{frame}</w:sdtPr>'
            f"<w:sdtContent>{run(figure.text, figure.bold, figure.italic)}</w:sdtContent></w:sdt>"
        )

    # ---- tables

    def _table(self, table: Table) -> Iterator[str]:
        if table.unit_line:
            yield paragraph(styles.PARAGRAPHS[ParagraphKind.UNIT_LINE], run(table.unit_line))
        widths = _spread(table.widths, styles.TEXT_WIDTH)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        kept = len(table.rows) if len(table.rows) < _LONG_TABLE else 2
        rows = "".join(self._row(row, widths, index < kept - 1) for index, row in enumerate(table.rows))
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.TABLE}"/><w:tblW w:w="{styles.TEXT_WIDTH}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{self._row(table.header, widths, True, header=True)}{rows}</w:tbl>"
        )
        yield paragraph("Gian", "")

    def _row(self, cells: Sequence[TableCell], widths: Sequence[int], keep: bool, header: bool = False) -> str:
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"{paragraph(styles.CELLS[cell.align], self._runs(cell.runs), keep)}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        repeat = "<w:tblHeader/>" if header else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{inside}</w:tr>"


def _followed(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    padded: list[Block | None] = [*blocks, None]
    return ((block, following) for block, following in pairwise(padded) if block is not None)


def _is_item(block: Block | None) -> bool:
    return isinstance(block, ParagraphBlock) and block.kind is ParagraphKind.ADDRESSEE_ITEM


def _addressee_left(blocks: Sequence[Block]) -> int:
    """Where the list of addressees starts so that it stands in the middle."""
    items = [block for block in blocks if isinstance(block, ParagraphBlock) and _is_item(block)]
    texts = ["".join(each.text for each in item.runs if isinstance(each, TextRun)) for item in items]
    longest = max((twips(text, 14) for text in texts), default=0)
    return max(0, (styles.TEXT_WIDTH - twips("Kính gửi", 14) - longest) // 2)


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
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", f"{content}{listed}</figures>".encode(), package)
    properties = Part(
        PackURI("/customXml/itemProps1.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        _PROPERTIES.encode(),
        package,
    )
    docx.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _describe(docx: Docx, document: Document) -> None:
    moment = datetime.datetime.combine(document.origin.date, datetime.time())
    properties = docx.core_properties
    properties.title = f"{document.letterhead.kind.capitalize()} {document.letterhead.title}"[:255]
    properties.author = " ".join(document.letterhead.agency)[:255]
    properties.created = properties.modified = moment
