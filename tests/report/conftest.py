"""One dossier of a district: money by origin, money not divided, not given, not entered; results, a list, words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.kernel.dossier import Block, Cell, Dossier, Head, Period, PeriodKind, Place, State, Unit

MILLION = 10**6

LINES: tuple[Mapping[str, str], ...] = (
    {"DU_AN": "DA1_1", "NAM_GOC": "2022", "LOAI": "DT", "GIAO": "5257", "GIAI_NGAN": "5257"},
    {"DU_AN": "DA1_1", "NAM_GOC": "2023", "LOAI": "DT", "GIAO": "45500", "GIAI_NGAN": "45391"},
    {"DU_AN": "DA1_1", "NAM_GOC": "2023", "LOAI": "SN", "GIAO": "4550", "GIAI_NGAN": "3518"},
    # Given by year of origin, spent as one figure: the finer figure is not known.
    {"DU_AN": "DA2", "LOAI": "SN", "GIAI_NGAN": "14308"},
    {"DU_AN": "DA2", "NAM_GOC": "2022", "LOAI": "SN", "GIAO": "4672"},
    {"DU_AN": "DA2", "NAM_GOC": "2023", "LOAI": "SN", "GIAO": "10515"},
    {"DU_AN": "DA3_1", "NAM_GOC": "2023", "LOAI": "SN", "GIAO": "unfunded"},
    {"DU_AN": "DA4_1", "NAM_GOC": "2023", "LOAI": "SN", "GIAO": "1832", "GIAI_NGAN": "0",
     "TRANG_THAI": "HOAN_THIEN_HO_SO", "LY_DO": "chưa tuyển sinh được"},
    {"DU_AN": "DA6_2", "NAM_GOC": "2023", "LOAI": "SN", "GIAO": "325"},
)  # fmt: skip
NARRATIVE: tuple[dict[str, Any], ...] = (
    {
        "style": "p",
        "items": [
            {"t": "Toàn huyện hỗ trợ "},
            {"fig": "DA2.KQ[DU_AN].LUY_KE", "as": "count"},
            {"t": " dự án & mô hình cho <"},
            {"fig": "DA2.KQ[HO].LUY_KE", "as": "count", "b": True},
            {"t": "> hộ, trong đó:"},
        ],
    },
    {"style": "dash", "items": [{"t": "Hộ nghèo "}, {"fig": "DA2.KQ[HO_NGHEO].TY_LE", "as": "percent"}]},
)


def text(value: object) -> Cell:
    return Cell(State.VALUE, str(value))


def line(number: int, typed: Mapping[str, str]) -> dict[str, Cell]:
    cells = {"NAM": text(2023), "NGUON": text("NSTW")}
    for code, value in typed.items():
        if value == "unfunded":
            cells[code] = Cell(State.UNFUNDED)
        else:
            cells[code] = text(int(value) * MILLION if code in ("GIAO", "GIAI_NGAN") else value)
    return cells


def make_dossier() -> Dossier:
    day = datetime.date
    period = Period(PeriodKind.BUDGET_YEAR, day(2023, 1, 1), day(2023, 12, 31), day(2024, 1, 31), 2023, 2023)
    unit = Unit(
        id="phong_tho",
        name="huyện Phong Thổ",
        level="huyen",
        place="Phong Thổ",
        facts=("HUYEN_NGHEO", "DE_AN_880"),
        communes=(Place("x1", "xã Mường So"), Place("x2", "xã Bản Lang")),
        addressees=("Sở Lao động - Thương binh và Xã hội tỉnh Lai Châu",),
    )
    head = Head(
        id="phong-tho-2023",
        uid="6f0f3a1e-1111-4222-8333-444455556666",
        programme="gnbv_2021_2025",
        edition="2022-07-15",
        name="Báo cáo kết quả thực hiện Chương trình mục tiêu quốc gia giảm nghèo bền vững năm 2023 "
        "trên địa bàn huyện Phong Thổ",
        unit=unit,
        period=period,
        requested_by="Công văn số 2596/SLĐTBXH-BTXH ngày 26/02/2024 của Sở Lao động - Thương binh và Xã hội",
    )
    lines = {f"r{number}": line(number, typed) for number, typed in enumerate(LINES, 1)}
    results = {
        "DU_AN": {"KH": text(22), "LUY_KE": text(22)},
        "HO_NGHEO": {"KH": text(650), "LUY_KE": text(612)},
        "HO_CAN_NGHEO": {"KH": text(320), "LUY_KE": text(305)},
        "HO_MOI_THOAT": {"KH": text(180), "LUY_KE": text(169)},
        "HO_KHAC": {"KH": Cell(State.NA), "LUY_KE": Cell(State.NA)},
    }
    models = {
        "r1": {
            "TEN": text("=HYPERLINK(1)"),
            "DIA_BAN": text("x1"),
            "SO_HO": text(112),
            "KINH_PHI": text(1_540_500_000),
        },
        "r2": {
            "TEN": text("Chuỗi dong giềng"),
            "DIA_BAN": text("x2"),
            "SO_HO": text(96),
            "KINH_PHI": text(1_450_000_000),
        },
    }
    blocks = {
        "VON": Block(tuple(lines), lines),
        "DA2.KQ": Block((), results),
        "DA2.DS": Block(tuple(models), models),
    }
    return Dossier(head, blocks, {"DA2.TM.KET_QUA": NARRATIVE})


def evaluated(dossier: Dossier) -> Evaluation:
    return evaluate(load_edition(dossier.head.programme, dossier.head.edition), dossier)


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    return make_dossier()


@pytest.fixture(scope="session")
def evaluation(dossier: Dossier) -> Evaluation:
    return evaluated(dossier)


@pytest.fixture(scope="session")
def several_years(dossier: Dossier) -> Evaluation:
    """The line of 2022 stands beside what was carried over from it to 2023."""
    period = evolve(dossier.head.period, kind=PeriodKind.SPAN, first_year=2021)
    texts = {
        "DU_AN": "DA2",
        "NAM": "2022",
        "NAM_GOC": "2022",
        "LOAI": "SN",
        "GIAO": "6629000000",
        "GIAI_NGAN": "1957000000",
    }
    given = {code: Cell(State.VALUE, text) for code, text in texts.items()}
    block = dossier.block("VON")
    earlier = Block((*block.order, "r99"), {**block.rows, "r99": given})
    spanning = evolve(dossier, head=evolve(dossier.head, period=period), blocks={**dossier.blocks, "VON": earlier})
    return evaluated(spanning)


@pytest.fixture(scope="session")
def empty(dossier: Dossier) -> Evaluation:
    return evaluated(evolve(dossier, blocks={}, narratives={}))
