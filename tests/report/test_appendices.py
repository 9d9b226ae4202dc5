"""Sections after the signature: each Phụ lục on pages of its own, counted anew, its tables from the same figures."""

from __future__ import annotations

import pytest
from attrs import evolve
from lxml import etree
from openxml_audit import OpenXmlValidator

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.catalogue.outlines import outline_of
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.exchange import dossier_json
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.outline import Content, Section, Telling
from gnbv_desktop.kernel.paths import samples_root
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.docx import render
from gnbv_desktop.report.model import Document, FigureRun, Heading, ParagraphBlock, ParagraphKind, Table
from gnbv_desktop.services.verify import report_differences
from tests.report.pages import W, parts

REGISTER = Section("Danh mục văn bản chỉ đạo", 1, (Content(data="CHI_DAO.VAN_BAN", form=Telling.TABLE),), annex=True)
COLUMNS = ("CHUYEN", "GIAO", "TONG", "GIAI_NGAN", "TY_LE")
MONEY = Section(
    "Tổng hợp vốn",
    1,
    (
        Content(
            data="VON",
            by=("DU_AN", "TDA"),
            form=Telling.TABLE,
            columns=("CHUYEN", "GIAO", "TONG", "GIAI_NGAN", "TY_LE"),
        ),
    ),
    annex=True,
)
RESULTS = Section("Kết quả đào tạo", 2, (Content(data="DA4_1.KQ", form=Telling.TABLE),))


def evaluated(*annexes: Section) -> Evaluation:
    content = (samples_root() / "phong-tho-2023.json").read_bytes()
    dossier = dossier_json.parse(content, load_edition)
    edition = load_edition(dossier.head.programme, dossier.head.edition)
    outline = outline_of(edition, dossier.head)
    own = codec.outline_to_json(evolve(outline, sections=(*outline.sections, *annexes)))
    return Evaluation(Plan(edition), evolve(dossier, head=evolve(dossier.head, own_outline=own)))


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluated(REGISTER, MONEY, RESULTS)


@pytest.fixture(scope="module")
def document(evaluation: Evaluation) -> Document:
    return compose_report(evaluation)


def words(block: ParagraphBlock | Heading) -> str:
    return "".join(run.text for run in block.runs).replace("\u00a0", " ")


def test_each_has_its_name_its_title_and_what_it_belongs_to(document: Document) -> None:
    heads = [each.blocks[:3] for each in document.appendices]
    kinds = [ParagraphKind.ANNEX, ParagraphKind.ANNEX_TITLE, ParagraphKind.ANNEX_NOTE]
    told = []
    for head in heads:
        paragraphs = [block for block in head if isinstance(block, ParagraphBlock)]
        assert [each.kind for each in paragraphs] == kinds
        assert words(paragraphs[2]).startswith("(Kèm theo Báo cáo số") and "Phong Thổ" in words(paragraphs[2])
        told.append((words(paragraphs[0]), words(paragraphs[1])))
    assert told == [("Phụ lục I", "DANH MỤC VĂN BẢN CHỈ ĐẠO"), ("Phụ lục II", "TỔNG HỢP VỐN")]


def test_their_sections_are_numbered_anew(document: Document) -> None:
    headings = [words(block) for block in document.appendices[1].blocks if isinstance(block, Heading)]
    assert headings == ["I. KẾT QUẢ ĐÀO TẠO"]


def test_one_alone_has_no_number() -> None:
    (only,) = compose_report(evaluated(REGISTER)).appendices
    assert isinstance(only.blocks[0], ParagraphBlock) and words(only.blocks[0]) == "Phụ lục"


def test_a_table_has_the_figures_of_its_block(document: Document) -> None:
    tables = [block for block in document.appendices[1].blocks if isinstance(block, Table)]
    money, results = tables
    figures = [run.text for row in money.rows for cell in row for run in cell.runs if isinstance(run, FigureRun)]
    assert {"133.077", "131.936", "99,14"} <= set(figures)
    assert len(money.header) == 2 + len(COLUMNS) and all(len(row) == len(money.widths) for row in money.rows)
    assert any("cơ sở" in "".join(run.text for cell in row for run in cell.runs) for row in results.rows)


def test_they_stand_after_the_signature_on_pages_counted_from_one(evaluation: Evaluation, document: Document) -> None:
    written = render(document)
    body = etree.fromstring(parts(written.content)["word/document.xml"]).find(f"{W}body")
    assert body is not None
    text = "".join(each.text or "" for each in body.iter(f"{W}t"))
    assert text.index("Nơi nhận") < text.index("Phụ lục I")
    starts = [each.get(f"{W}start") for each in body.iter(f"{W}pgNumType")]
    assert starts == ["1"] * (1 + len(document.appendices))
    assert list(report_differences(written, written.content, evaluation)) == []


def test_word_accepts_the_file(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("docx") / "bao-cao.docx"
    path.write_bytes(render(document).content)
    assert OpenXmlValidator().validate(str(path)).errors == []
