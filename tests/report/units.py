"""Reporting units of every level, and small documents of them; the body is the tests' own."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from attrs import evolve

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.kernel.dossier import SINGLE, Block, Cell, Dossier, State, Unit
from gnbv_desktop.report import model
from gnbv_desktop.report.letterhead import Wording, compose_letterhead, compose_signature
from gnbv_desktop.report.model import (
    Document,
    FigureRun,
    Heading,
    HeadingLook,
    NoteRun,
    Origin,
    ParagraphBlock,
    ParagraphKind,
    Table,
    TableCell,
    TextRun,
)
from tests.report.conftest import make_dossier

Settings = Mapping[str, Mapping[str, str]]

UNITS: Mapping[str, Unit] = {
    unit.id: unit
    for unit in (
        Unit("huyen", "huyện Phong Thổ", "HUYEN", "Phong Thổ", "tỉnh Lai Châu"),
        Unit("thi_xa", "thị xã Mường Lay", "THI_XA", "", "tỉnh Điện Biên"),
        Unit("thanh_pho", "thành phố Bắc Kạn", "THANH_PHO", "", "tỉnh Bắc Kạn"),
        Unit("xa", "xã Khổng Lào", "XA", "", "tỉnh Lai Châu"),
        Unit("xa_ngan", "xã An", "XA", "", "tỉnh Lai Châu"),
        Unit("phuong", "phường Đức Xuân", "PHUONG", "", "tỉnh Thái Nguyên"),
        Unit("phuong_so", "Phường 5", "PHUONG", "", "tỉnh Cà Mau"),
        Unit("dac_khu", "đặc khu Vân Đồn", "DAC_KHU", "", "tỉnh Quảng Ninh"),
        Unit("phong", "Phòng Lao động - Thương binh và Xã hội", "PHONG", "Tu Mơ Rông", "huyện Tu Mơ Rông"),
        Unit("so", "Sở Nông nghiệp và Môi trường tỉnh Lai Châu", "SO", "", "tỉnh Lai Châu"),
        Unit(
            "ban_chi_dao",
            "Ban Chỉ đạo các chương trình mục tiêu quốc gia huyện Phong Thổ",
            "BAN_CHI_DAO",
            "",
            "huyện Phong Thổ",
        ),
        Unit("tinh", "tỉnh Lai Châu", "TINH", "Lai Châu", ""),
    )
}


def dossier_of(unit: Unit, settings: Settings | None = None, **head: object) -> Dossier:
    made = make_dossier()
    blocks = {
        f"TRINH_BAY.{code}": Block((), {SINGLE: {name: Cell(State.VALUE, text) for name, text in typed.items()}})
        for code, typed in (settings or {}).items()
    }
    changed = evolve(made.head, unit=unit, **head)  # type: ignore[arg-type]
    return evolve(made, head=changed, blocks=blocks)


def wording_of(unit: Unit, settings: Settings | None = None, **head: object) -> Wording:
    dossier = dossier_of(unit, settings, **head)
    return Wording(load_edition(dossier.head.programme, dossier.head.edition), dossier)


def words(text: str) -> tuple[TextRun, ...]:
    return (TextRun(text),)


def body(addressees: tuple[str, ...]) -> tuple[model.Block, ...]:
    """One of everything a report is made of."""
    cell = TableCell((FigureRun("12,5", "DA2.KQ[HO].KH", "decimal"),), model.Align.NUMBER)
    head = TableCell(words("Cột"), model.Align.HEAD)
    above: tuple[model.Block, ...] = ()
    if len(addressees) == 1:
        above = (ParagraphBlock(words(f"Kính gửi: {addressees[0]}"), ParagraphKind.ADDRESSEE),)
    elif addressees:
        above = (
            ParagraphBlock(words("Kính gửi:"), ParagraphKind.ADDRESSEES),
            *(
                ParagraphBlock(words(f"- {each}{'.' if each == addressees[-1] else ';'}"), ParagraphKind.ADDRESSEE_ITEM)
                for each in addressees
            ),
        )
    return (
        *above,
        ParagraphBlock(words("Căn cứ Quyết định số 90/QĐ-TTg;"), ParagraphKind.BASIS),
        ParagraphBlock(words("Căn cứ Thông tư số 10/2022/TT-BLĐTBXH."), ParagraphKind.BASIS),
        ParagraphBlock(words("Ủy ban nhân dân báo cáo như sau:"), keep_next=True),
        Heading(1, words("Phần I. Kết quả thực hiện"), HeadingLook.PART),
        Heading(2, words("I. Công tác chỉ đạo"), HeadingLook.CAPITALS),
        Heading(3, words("1. Công tác quản lý"), HeadingLook.BOLD),
        Heading(4, words("a) Kiện toàn"), HeadingLook.PLAIN),
        ParagraphBlock((TextRun("Ban Chỉ đạo"), NoteRun("Quyết định số 970/QĐ-UBND."), TextRun(" đã họp."))),
        ParagraphBlock(words("- Một ý;"), ParagraphKind.DASH),
        ParagraphBlock(words("+ Một ý nhỏ;"), ParagraphKind.PLUS),
        Table((1, 2), (head, head), ((cell, cell),) * 3, "Đơn vị tính: hộ"),
        Heading(1, words("II. Kiến nghị"), HeadingLook.CAPITALS),
        ParagraphBlock(
            words("Không."),
        ),
        ParagraphBlock(words("Trên đây là báo cáo./."), ParagraphKind.CLOSING),
    )


def document_of(unit: Unit, settings: Settings | None = None, **head: object) -> Document:
    wording = wording_of(unit, settings, **head)
    return Document(
        Origin("uid", "p/e", datetime.date(2024, 1, 31)),
        compose_letterhead(wording),
        body(wording.addressees),
        compose_signature(wording),
    )
