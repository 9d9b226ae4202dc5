"""A document is cited in full at first, later by type and number (NĐ 30/2020, Điều 8)."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from gnbv_desktop.exchange.docx_text import read_docx
from gnbv_desktop.kernel.dossier import Block, Dossier
from gnbv_desktop.report.docx import write_report
from tests.report.conftest import evaluated, text

FULL = "Kế hoạch số 373/KH-UBND ngày 30/12/2022 của UBND huyện về thực hiện Chương trình năm 2023"


def with_paragraph(dossier: Dossier, *items: dict[str, Any]) -> str:
    register = {
        "r1": {
            "LOAI": text("KE_HOACH"),
            "SO": text("373/KH-UBND"),
            "NGAY": text("2022-12-30"),
            "CO_QUAN": text("UBND huyện"),
            "TRICH_YEU": text("về thực hiện Chương trình năm 2023"),
        },
        "r2": {"LOAI": text("QUYET_DINH"), "TRICH_YEU": text("về phân bổ vốn năm 2023")},
    }
    blocks = {**dossier.blocks, "CHI_DAO.VAN_BAN": Block(tuple(register), register)}
    paragraph = {"style": "p", "items": [{"t": "Căn cứ "}, *items]}
    changed = evolve(dossier, blocks=blocks, narratives={"DA2.TM.KET_QUA": (paragraph,)})
    return read_docx(write_report(evaluated(changed)).content).text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["r1", "CHI_DAO.VAN_BAN[r1]"])
def test_footnote_in_full(dossier: Dossier, name: str) -> None:
    assert f" {FULL}.\n" in with_paragraph(dossier, {"cite": [name]})


def test_the_second_mention_is_short(dossier: Dossier) -> None:
    shown = with_paragraph(
        dossier, {"cite": ["r1"], "form": "inline"}, {"t": " và "}, {"cite": ["r1"], "form": "bracket"}
    )
    assert f"Căn cứ {FULL} và (Kế hoạch số 373/KH-UBND)" in shown


def test_several_documents_and_one_without_number(dossier: Dossier) -> None:
    shown = with_paragraph(dossier, {"cite": ["r2", "r1"]})
    assert f" Quyết định về phân bổ vốn năm 2023; {FULL}.\n" in shown


def test_bullets_follow_the_paragraph(dossier: Dossier) -> None:
    shown = with_paragraph(dossier, {"cite": ["r1", "r2"], "form": "bullets"})
    assert f"\n- {FULL};\n- Quyết định về phân bổ vốn năm 2023.\n" in shown


def test_a_document_that_is_gone_is_named(dossier: Dossier) -> None:
    assert "[văn bản r9 không có trong danh mục]" in with_paragraph(dossier, {"cite": ["r9"]})
