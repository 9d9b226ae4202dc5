"""Reports for tests of pages: composed from samples, or made to measure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from gnbv_desktop.report.model import Block, Document, Letterhead, Origin, ParagraphBlock, Signature, TextRun
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.preview import Composed, compose, snapshot
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.paper.setter import Sheets

WORDS = "Các đơn vị được giao vốn hoàn thiện hồ sơ, thanh toán khối lượng đã thực hiện trước ngày 31/01/2024. "


def composed_sample(folder: Path, name: str) -> Composed:
    desk = Desk.open(folder)
    found = compose(snapshot(Work.open(desk, load_sample(desk, name))))
    desk.close()
    return found


def document(blocks: Sequence[Block], recipients: Sequence[str] = ("- Như trên;", "- Lưu: VT.")) -> Document:
    head = Letterhead(
        "", ("ỦY BAN NHÂN DÂN", "HUYỆN PHONG THỔ"), "Số:         /BC-UBND", "Phong Thổ, ngày       tháng 01 năm 2024",
        "BÁO CÁO", "Kết quả thực hiện Chương trình năm 2023", "(Số liệu đến hết ngày 31/01/2024)",
    )  # fmt: skip
    return Document(
        Origin("uid", "gnbv_2021_2025/2022-07-15", datetime.date(2024, 1, 31)),
        head,
        tuple(blocks),
        Signature(tuple(recipients), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    )


def paragraph(text: str, times: int = 1) -> ParagraphBlock:
    return ParagraphBlock((TextRun((text * times).strip()),))


def shown(sheets: Sheets) -> str:
    """Every word on the pages, in the order of reading."""
    return "\n".join(text.text for laid in sheets.laid for text in laid.texts).replace("\u00a0", " ")
