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
    "part",
    [
        "Dự án 2: Đa dạng hóa sinh kế, phát triển mô hình giảm nghèo. Tổng vốn được sử dụng 15.187 triệu đồng, gồm "
        "4.672 triệu đồng chuyển nguồn từ năm 2022 và 10.515 triệu đồng giao năm 2023. ",
        "giải ngân 14.308/15.187 triệu đồng, đạt 94,21%",
        "- Tiểu dự án 1: Hỗ trợ phát triển sản xuất trong lĩnh vực nông nghiệp. Không bố trí vốn.",
        "Được giao 1.832 triệu đồng. Chưa giải ngân. Đang hoàn thiện hồ sơ. Lý do: chưa tuyển sinh được.",
        "Kế hoạch vốn 325 triệu đồng.",
        "Toàn huyện hỗ trợ 22 dự án & mô hình cho <1.086> hộ, trong đó:",
        "- Hộ nghèo 94,15%",
        "+ Vốn sự nghiệp: 17.222 triệu đồng.",
    ],
)
def test_sentences(document: Document, part: str) -> None:
    assert part in "\n".join(sentences(document))


def test_sections_of_the_usual_outline_are_numbered(document: Document) -> None:
    headings = [
        sentence
        for sentence, block in zip(sentences(document), document.blocks, strict=True)
        if isinstance(block, Heading)
    ]
    assert headings[:8] == [
        "I. CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH, QUẢN LÝ CHƯƠNG TRÌNH",
        "1. Công tác chỉ đạo, điều hành Chương trình",
        "2. Công tác quản lý thực hiện Chương trình",
        "II. TÌNH HÌNH THỰC HIỆN CHƯƠNG TRÌNH NĂM 2023",
        "1. Vốn và nguồn vốn",
        "2. Kết quả triển khai thực hiện năm 2023",
        "A. VỐN ĐẦU TƯ",
        "B. NGUỒN VỐN SỰ NGHIỆP",
    ]


def test_what_nobody_entered_is_not_disbursed_zero(document: Document) -> None:
    """DA6_2 was given 325 and nobody entered what was spent: nothing is said, least of all "0"."""
    told = next(each for each in sentences(document) if "325 triệu đồng" in each)
    assert "iải ngân" not in told


def test_absence_is_never_zero_in_a_table(dossier: Dossier) -> None:
    document = compose_report(evaluated(evolve(dossier, head=evolve(dossier.head, outline="QUY"))))
    table = next(block for block in document.blocks if isinstance(block, Table))
    shown = {
        "".join(run.text for run in row[1].runs if not isinstance(run, NoteRun)): [
            "".join(run.text for run in cell.runs if not isinstance(run, NoteRun)) for cell in row[2:]
        ]
        for row in table.rows
    }
    assert shown["Dự án 2: Sinh kế, mô hình giảm nghèo"] == ["15.187", "14.308", "94,21"]
    assert shown["Dự án 3: Sản xuất, dinh dưỡng"] == ["-", "-", "-"]
    assert shown["Dự án 6: Truyền thông, thông tin"] == ["325", "", ""]
    assert "Dự án 7: Năng lực, giám sát" not in shown


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
    whole = evolve(dossier, blocks={"VON": Block(("r1", "r2"), rows)}, narratives={})
    document = compose_report(evaluated(evolve(whole, head=evolve(dossier.head, outline="QUY"))))
    assert "Vốn chưa tách riêng cho Tiểu dự án 1 - Dự án 3." in sentences(document)


def test_several_years_do_not_count_carried_money_twice(several_years: Evaluation) -> None:
    told = sentences(compose_report(several_years))
    assert "Tổng vốn giao giai đoạn 2021 - 2023 là 74.608 triệu đồng, trong đó:" in told
    assert "- Năm 2022: 6.629 triệu đồng." in told
    assert (
        "- Năm 2023: giao trong năm 62.722 triệu đồng, ngoài ra năm trước chuyển nguồn sang 9.929 triệu đồng, trong đó:"
        in told
    )


def test_an_empty_dossier_is_an_outline_to_be_filled(empty: Evaluation) -> None:
    document = compose_report(empty)
    assert not [block for block in document.blocks if isinstance(block, Table)]
    shown = set(sentences(document))
    assert "[chưa nhập]" in shown
    assert not any("triệu đồng" in each for each in shown)


def test_words_without_a_place_in_the_outline_are_named(dossier: Dossier) -> None:
    head = evolve(dossier.head, outline="NHANH")
    assert compose_report(evaluated(evolve(dossier, head=head))).left_out == ("DA2.TM.KET_QUA",)
    assert compose_report(evaluated(dossier)).left_out == ()
