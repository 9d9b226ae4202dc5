"""What the report says: figures where there are any, and the reason where there are none."""

from __future__ import annotations

import pytest
from attrs import evolve

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.dossier import Block, Dossier
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Document, FigureRun, Heading, NoteRun, ParagraphBlock, ParagraphKind, Table
from tests.report.conftest import evaluated, text


def sentences(document: Document) -> list[str]:
    found = []
    for block in document.blocks:
        if not isinstance(block, Table):
            runs = (run for run in block.runs if not isinstance(run, NoteRun))
            found.append("".join(run.text for run in runs).replace("\u00a0", " "))
    return found


@pytest.fixture(scope="module")
def document(evaluation: Evaluation) -> Document:
    return compose_report(evaluation)


def test_letterhead(document: Document) -> None:
    head = document.letterhead
    assert (head.superior, head.agency, head.kind) == ("", ("ỦY BAN NHÂN DÂN", "HUYỆN PHONG THỔ"), "BÁO CÁO")
    assert head.title.startswith("Kết quả thực hiện Chương trình")
    assert head.note == "(Số liệu đến hết ngày 31/01/2024)"
    assert head.number.replace("\u00a0", "") == "Số:/BC-UBND"
    assert document.signature.authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_addressee_and_end(document: Document) -> None:
    first, last = document.blocks[0], document.blocks[-1]
    assert isinstance(first, ParagraphBlock)
    assert first.kind is ParagraphKind.ADDRESSEE
    assert isinstance(last, ParagraphBlock)
    assert last.kind is ParagraphKind.CLOSING
    assert sentences(document)[-1].endswith("./.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Tổng vốn được sử dụng năm 2023 là 15.187 triệu đồng, gồm vốn năm trước chuyển sang 4.672 triệu đồng và "
        "vốn giao trong năm 10.515 triệu đồng. Đã giải ngân 14.308 triệu đồng, đạt 94,21%.",
        "Năm 2023 không bố trí vốn.",
        "Vốn giao năm 2023 là 1.832 triệu đồng. Đã giải ngân 0 triệu đồng, đạt 0%.",
        "Vốn giao năm 2023 là 325 triệu đồng. [Số giải ngân: chưa nhập]",
        "Toàn huyện hỗ trợ 22 dự án & mô hình cho <1.086> hộ, trong đó:",
        "- Hộ nghèo 94,15%",
    ],
)
def test_sentences(document: Document, sentence: str) -> None:
    assert sentence in sentences(document)


def test_a_reason_is_told(document: Document) -> None:
    told = next(each for each in sentences(document) if "chưa tuyển sinh được" in each)
    assert told.startswith("- Vốn sự nghiệp giao năm 2023: giải ngân 0/1.832 triệu đồng; đang hoàn thiện hồ sơ")


def test_absence_is_never_zero(document: Document) -> None:
    table = next(block for block in document.blocks if isinstance(block, Table))
    shown = {
        "".join(run.text for run in row[1].runs if not isinstance(run, NoteRun)): [
            "".join(run.text for run in cell.runs if not isinstance(run, NoteRun)) for cell in row[2:]
        ]
        for row in table.rows
    }
    assert shown["Dự án 2: Sinh kế, mô hình giảm nghèo"] == ["15.187", "14.308", "94,21"]
    assert shown["Dự án 3: Sản xuất, dinh dưỡng"] == ["-", "-", "-"]
    assert shown["Dự án 7: Năng lực, giám sát"] == ["", "", ""]


def test_every_figure_says_where_it_comes_from(document: Document) -> None:
    figures = [run for block in document.blocks if isinstance(block, ParagraphBlock) for run in block.runs]
    bound = [run for run in figures if isinstance(run, FigureRun)]
    assert len(bound) > 20
    assert all(run.expression for run in bound)
    assert FigureRun("1.086", "DA2.KQ[HO].LUY_KE", "count", bold=True) in bound


def test_money_that_is_not_divided_is_called_so(dossier: Dossier) -> None:
    """Only the whole DA3 is known, so its sub-project has no figure of its own."""
    rows = {
        "r1": {"DU_AN": text("DA3"), "NAM": text(2023), "NAM_GOC": text(2023), "GIAO": text(3_482_000_000)},
        "r2": {"DU_AN": text("DA3_1"), "NAM": text(2023), "NAM_GOC": text(2023)},
    }
    document = compose_report(evaluated(evolve(dossier, blocks={"VON": Block(("r1", "r2"), rows)}, narratives={})))
    assert "Vốn năm 2023 chưa tách riêng cho Tiểu dự án 1 - Dự án 3." in sentences(document)


def test_several_years_do_not_count_carried_money_twice(several_years: Evaluation) -> None:
    text = " ".join(sentences(compose_report(several_years)))
    assert "Vốn giao giai đoạn 2021 - 2023 là 17.144 triệu đồng" in text
    assert "chuyển sang" not in text.partition("KẾT QUẢ")[0]


def test_an_empty_dossier_is_a_letter_without_sections(empty: Evaluation) -> None:
    document = compose_report(empty)
    assert not [block for block in document.blocks if isinstance(block, Heading | Table)]
