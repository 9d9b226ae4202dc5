"""Any .docx is read as text with positions; whatever is not one is refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from gnbv_desktop.exchange import docx_text
from gnbv_desktop.exchange.docx_text import read_docx
from gnbv_desktop.kernel.errors import BadFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **more: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_runs_of_a_paragraph_are_one_text() -> None:
    read = read_docx(docx(f"<w:p>{run('71.')}{run('972')}<w:r><w:tab/></w:r>{run('hộ')}</w:p><w:p>{run('Hai')}</w:p>"))
    assert read.text == "71.972\thộ\nHai\n"
    assert [read.text[each.start : each.end] for each in read.passages] == ["71.972\thộ", "Hai"]


def test_deleted_and_moved_text_is_left_out() -> None:
    body = (
        f"<w:p><w:del><w:r><w:delText>5</w:delText></w:r></w:del><w:ins>{run('6')}</w:ins>"
        f"<w:moveFrom>{run('7')}</w:moveFrom><w:moveTo>{run('8')}</w:moveTo></w:p>"
    )
    assert read_docx(docx(body)).text == "68\n"


def test_tables_keep_rows_together() -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    row = f"<w:tr>{cell.format(run('1'))}<w:sdt><w:sdtContent>{cell.format(run('2'))}</w:sdtContent></w:sdt></w:tr>"
    read = read_docx(docx(f"<w:tbl>{row}{row}</w:tbl>"))
    assert read.text == "1\t2\n1\t2\n"
    assert {each.part for each in read.passages} == {"table"}


def test_footnotes_follow_without_their_separators() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p>{run("x")}</w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p>{run("Quyết định")}</w:p></w:footnote></w:footnotes>'
    )
    read = read_docx(docx(f"<w:p>{run('Thân')}</w:p>", **{"word/footnotes.xml": notes}))
    assert read.text == "Thân\nQuyết định\n"
    assert read.passages[-1].part == "footnote"


def test_a_figure_edited_in_word_is_read_as_it_stands() -> None:
    """Word may split the run, and a person may have changed it."""
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="so7"/></w:sdtPr><w:sdtContent>{run("3.5")}{run("19")}</w:sdtContent></w:sdt>'
    )
    figure = '<figure tag="so7" expression="VON[r3].GIAO" as="money"/>'
    marks = f'<figures xmlns="urn:gnbv:figures:1" dossier="d">{figure}</figures>'
    read = read_docx(docx(f"<w:p>{run('là ')}{control}{run(' triệu')}</w:p>", **{"customXml/item3.xml": marks}))
    (found,) = read.figures
    assert (found.tag, found.expression, found.text) == ("so7", "VON[r3].GIAO", "3.519")
    assert read.text[found.start : found.end] == "3.519"
    assert read.dossier == "d"


def test_a_lost_map_leaves_the_figures_without_expression() -> None:
    control = f'<w:sdt><w:sdtPr><w:tag w:val="so1"/></w:sdtPr><w:sdtContent>{run("1")}</w:sdtContent></w:sdt>'
    assert read_docx(docx(f"<w:p>{control}</w:p>")).figures[0].expression == ""


def bomb() -> bytes:
    return docx("", **{"word/media/image1.bin": "0" * (docx_text.TOTAL_LIMIT + 1)})


def cut() -> bytes:
    whole = docx(f"<w:p>{run('a' * 5000)}</w:p>")
    return whole[: len(whole) // 2]


def damaged() -> bytes:
    whole = bytearray(docx(f"<w:p>{run('abc def ghi')}</w:p>"))
    at = whole.index(b"word/document.xml") + len("word/document.xml")
    whole[at + 5 : at + 25] = b"\xff" * 20
    return bytes(whole)


def entities() -> bytes:
    lol = f'<!DOCTYPE w:document [<!ENTITY a "aaaa">]><w:document {W}><w:body><w:p/></w:body></w:document>'
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": lol})


def deep() -> bytes:
    return docx("<w:ins>" * 5000 + "</w:ins>" * 5000)


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"van ban thuong",
        lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        lambda: zipped({"a.txt": "a"}),
        lambda: zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<a/>"}),
        lambda: zipped({"[Content_Types].xml": TYPES, "word/document.xml": "<w:document"}),
        cut,
        damaged,
        entities,
        deep,
        bomb,
    ],
    ids=["empty", "text", "old", "zip", "workbook", "xml", "cut", "damaged", "entities", "deep", "bomb"],
)
def test_broken_files_are_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(BadFile) as caught:
        read_docx(make(), "bao-cao.docx")
    assert caught.value.message.startswith("bao-cao.docx ")
    assert caught.value.details[0].startswith("Hãy ")


def test_a_lying_size_does_not_help_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit holds for what is really unpacked."""
    monkeypatch.setattr(docx_text, "PART_LIMIT", 1000)
    with pytest.raises(BadFile, match="quá lớn"):
        read_docx(docx(f"<w:p>{run('a' * 5000)}</w:p>"))
