"""A .docx as text with positions, and the bound figures in it: by zipfile and lxml, never by the writer's library.

Paragraphs end with a line break, cells of a row are parted by tabs, footnotes follow the body in their order. Deleted
text (tracked changes) is left out, inserted text is read. Figures are the content controls that the report writes;
their expressions stand in a custom XML part of the file.
"""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field, frozen
from lxml import etree

from gnbv_desktop.kernel.errors import BadFile

PART_LIMIT = 64 * 1024 * 1024
TOTAL_LIMIT = 256 * 1024 * 1024
_ENTRIES_LIMIT = 5000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FIGURES = "{urn:gnbv:figures:1}"
"""The namespace report.docx writes."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr")} | {_FALLBACK}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}
_FIGURE_TAG = re.compile(r"so[0-9]{1,6}")
_UNREADABLE = (
    KeyError, ValueError, OSError, EOFError, RuntimeError, NotImplementedError,
    zipfile.BadZipFile, zlib.error, lzma.LZMAError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"


@frozen
class Passage:
    """One paragraph, in offsets of the whole text."""

    start: int
    end: int
    part: str
    """body, table or footnote."""


@frozen
class BoundText:
    """A figure as it stands in the file; `expression` is empty when the file no longer says what it was."""

    tag: str
    expression: str
    text: str
    start: int
    end: int


@frozen
class DocxText:
    text: str
    passages: tuple[Passage, ...]
    figures: tuple[BoundText, ...]
    fields: Mapping[str, str]
    """Texts of the other tagged content controls: so_ky_hieu, trich_yeu, …"""
    dossier: str = ""
    edition: str = ""


def read_docx(content: bytes, name: str = "tệp .docx") -> DocxText:
    """Raises BadFile for whatever is not a whole Word document."""
    with open_package(content, name, "Word (.docx)") as package:
        body = package.xml("word/document.xml")
        notes = package.xml("word/footnotes.xml") if "word/footnotes.xml" in package.names else None
        marks = _figure_map(package)
    require_usual_form(body, name)
    reader = _Reader()
    reader.read(body, "body")
    for note in notes.iter(f"{_W}footnote") if notes is not None else ():
        if note.get(f"{_W}type") is None:
            reader.read(note, "footnote")
    expressions = {} if marks is None else {each.get("tag"): each.get("expression", "") for each in marks}
    return DocxText(
        "".join(reader.pieces),
        tuple(reader.passages),
        tuple(BoundText(tag, expressions.get(tag, ""), text, start, end) for tag, text, start, end in reader.figures),
        reader.fields,
        "" if marks is None else marks.get("dossier", ""),
        "" if marks is None else marks.get("edition", ""),
    )


def require_usual_form(body: Any, name: str) -> None:
    if body.tag.startswith(_STRICT_W):
        raise BadFile(
            f"{name} được lưu theo dạng “Strict Open XML” nên không đọc được.",
            ["Hãy mở bằng Word, chọn Save As và lưu dạng Word Document (*.docx) thường."],
        )


def _figure_map(package: Package) -> Any:
    for part in sorted(package.names):
        if part.startswith("customXml/item") and part.endswith(".xml") and "Props" not in part:
            root = package.xml(part)
            if root.tag == f"{_FIGURES}figures":
                return root
    return None


@define
class _Reader:
    """Walks the elements in reading order and remembers where each text begins."""

    pieces: list[str] = field(factory=list)
    passages: list[Passage] = field(factory=list)
    figures: list[tuple[str, str, int, int]] = field(factory=list)
    fields: dict[str, str] = field(factory=dict)
    offset: int = 0

    def read(self, root: Any, part: str) -> None:
        for child in root:
            self._block(child, part)

    def _block(self, element: Any, part: str) -> None:
        if element.tag in _SKIPPED or not isinstance(element.tag, str):
            return
        if element.tag == f"{_W}p":
            self._paragraph(element, part)
        elif element.tag == f"{_W}tbl":
            for row in _inside(element, f"{_W}tr"):
                self._row(row)
        elif element.tag == f"{_W}sdt":
            start = self.offset
            self._each(element, part)
            self._control(element, start)
        else:
            self._each(element, part)

    def _each(self, element: Any, part: str) -> None:
        for child in element:
            self._block(child, part)

    def _row(self, row: Any) -> None:
        for index, cell in enumerate(_inside(row, f"{_W}tc")):
            if index:
                self._replace_end("\t")
            self._each(cell, "table")

    def _replace_end(self, sign: str) -> None:
        """The line break after the cell before becomes the sign between cells."""
        if self.pieces and self.pieces[-1] == "\n":
            self.pieces[-1] = sign

    def _paragraph(self, element: Any, part: str) -> None:
        start = self.offset
        self._inline(element)
        self.passages.append(Passage(start, self.offset, part))
        self._add("\n")

    def _inline(self, element: Any) -> None:
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{_W}t":
                self._add(child.text or "")
            elif child.tag in _SIGNS:
                self._add(_SIGNS[child.tag])
            elif child.tag == f"{_W}sdt":
                start = self.offset
                self._inline(child)
                self._control(child, start)
            else:
                self._inline(child)

    def _control(self, element: Any, start: int) -> None:
        mark = element.find(f"{_W}sdtPr/{_W}tag")
        tag = mark.get(f"{_W}val", "") if mark is not None else ""
        text = self._since(start)
        if _FIGURE_TAG.fullmatch(tag):
            self.figures.append((tag, text, start, self.offset))
        elif tag:
            self.fields[tag] = text.strip("\n")

    def _since(self, start: int) -> str:
        found: list[str] = []
        left = self.offset - start
        for piece in reversed(self.pieces):
            if left <= 0:
                break
            found.append(piece[-left:] if len(piece) > left else piece)
            left -= len(piece)
        return "".join(reversed(found))

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.offset += len(text)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, cells of a row, also where a content control wraps them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str) and child.tag != f"{_W}tbl":
            yield from _inside(child, tag)


# ---- zipped office files, distrusted


@define
class Package:
    """The parts of an office file, read only up to the limits whatever the headers say."""

    archive: zipfile.ZipFile
    title: str
    remedy: str
    spent: int = 0

    @property
    def names(self) -> set[str]:
        return set(self.archive.namelist())

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.archive.close()

    def bytes(self, name: str) -> bytes:
        try:
            with self.archive.open(name) as part:
                content = part.read(PART_LIMIT + 1)
        except _UNREADABLE as fault:
            raise self._broken(f"không đọc được phần {name}") from fault
        self.spent += len(content)
        if len(content) > PART_LIMIT or self.spent > TOTAL_LIMIT:
            raise self._too_big()
        return content

    def xml(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root: Any = etree.fromstring(self.bytes(name), parser)
        except etree.XMLSyntaxError as fault:
            raise self._broken(f"phần {name} không phải XML hợp lệ") from fault
        if root.getroottree().docinfo.doctype:
            raise self._broken(f"phần {name} có khai báo DTD, tệp Office không bao giờ có")
        return root

    def check(self) -> None:
        """Refuse what would unpack beyond the limits before unpacking anything."""
        entries = self.archive.infolist()
        if len(entries) > _ENTRIES_LIMIT or sum(each.file_size for each in entries) > TOTAL_LIMIT:
            raise self._too_big()
        if any(each.flag_bits & 1 for each in entries):
            raise self._broken("tệp nén có mật khẩu")
        if "[Content_Types].xml" not in self.names:
            raise self._broken("bên trong không phải tài liệu Office")

    def _broken(self, reason: str) -> BadFile:
        return BadFile(f"{self.title} bị hỏng hoặc không đúng loại: {reason}.", [self.remedy])

    def _too_big(self) -> BadFile:
        return BadFile(f"{self.title} quá lớn khi mở ra nên bị từ chối.", [self.remedy])


def open_package(content: bytes, name: str, kind: str) -> Package:
    remedy = f"Hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại dạng {kind} không mật khẩu, rồi chọn lại."
    if content.startswith(_OLE):
        raise BadFile(f"{name} là tệp Office kiểu cũ hoặc có mật khẩu nên không đọc được.", [remedy])
    try:
        package = Package(zipfile.ZipFile(io.BytesIO(content)), name, remedy)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise BadFile(f"{name} bị hỏng hoặc không phải tệp {kind}.", [remedy]) from fault
    package.check()
    return package
