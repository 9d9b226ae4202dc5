"""Small dossiers of single hard cases, and what the report made of them says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.session import evaluate
from gnbv_desktop.kernel.dossier import Cell, Head, Period, PeriodKind, Place, Unit
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Block, Document, Heading, NoteRun, ParagraphBlock, Run
from tests.support_dossiers import REAL, Cells, dossier, lines, real_edition

MONEY = (
    "GIAO",
    "DIEU_CHINH",
    "PHAN_BO",
    "GIAI_NGAN",
    "UOC",
    "CHUYEN_NGUON",
    "HUY",
    "SO_TIEN",
    "MUC",
    "HUY_DONG",
    "SU_DUNG",
)
COMMUNES = ("xã Mường So", "xã Bản Lang", "xã Sì Lở Lầu", "xã Tung Qua Lìn", "xã Ma Li Pho")
AGENCIES = (
    Place("tt_dvnn", "Trung tâm Dịch vụ nông nghiệp"),
    Place("ttyt", "Trung tâm Y tế"),
    Place("bql", "Ban Quản lý dự án"),
)
BY_COMPONENT: Mapping[str, Any] = {"data": "DU_AN", "by": ["DU_AN", "TDA"], "levels": ["1.", "a)"]}


def head(first: int = 2023, last: int = 2023, cutoff: str = "", **changes: Any) -> Head:
    """A district whose report is about these years, complete a month after their end unless a cut-off is given."""
    end = datetime.date(last, 12, 31)
    day = datetime.date.fromisoformat(cutoff) if cutoff else datetime.date(last + 1, 1, 31)
    kind = PeriodKind.SPAN if first < last else PeriodKind.BUDGET_YEAR
    unit = Unit(
        id="phong_tho",
        name="huyện Phong Thổ",
        level="HUYEN",
        place="Phong Thổ",
        facts=("HUYEN_NGHEO", "DE_AN_880"),
        communes=tuple(Place(f"x{number}", name) for number, name in enumerate(COMMUNES, 1)),
        agencies=AGENCIES,
        addressees=("UBND tỉnh Lai Châu",),
    )
    made = Head(
        id="phong-tho",
        uid="u-1",
        programme=REAL,
        edition=real_edition().name,
        name="Tình hình thực hiện Chương trình",
        unit=unit,
        period=Period(kind, datetime.date(first, 1, 1), end, day, first, last),
    )
    return evolve(made, **changes)


def outline(*contents: Mapping[str, Any], **section: Any) -> dict[str, Any]:
    """An own outline with one section that has these contents."""
    return {"label": "Đề cương thử", "sections": [{"title": "Kết quả", "contents": list(contents), **section}]}


def capital(columns: str, *rows: str, **words: str) -> dict[str, str | Cell]:
    """Capital lines in triệu đồng; `r2_LY_DO="…"` are texts that hold spaces."""
    typed = lines("VON", columns, *rows)
    cells = {key: in_dong(key, value) for key, value in typed.items()}
    return {**cells, **{f"VON[{row}].{code}": text for row, code, text in _placed(words)}}


def _placed(words: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for key, text in words.items():
        row, _, code = key.partition("_")
        yield row, code, text


def in_dong(key: str, value: str | Cell) -> str | Cell:
    if isinstance(value, Cell) or key.rpartition(".")[2] not in MONEY:
        return value
    return str(int(Decimal(value) * 10**6))


def evaluated(cells: Cells, made_for: Head | None = None, **changes: Any) -> Evaluation:
    made = dossier(cells, made_for or head())
    return evaluate(real_edition(), evolve(made, **changes))


def report(cells: Cells, *contents: Mapping[str, Any], made_for: Head | None = None, **changes: Any) -> list[str]:
    """The paragraphs below the one section of an outline with these contents; usually all components."""
    made = made_for or head()
    own = outline(*(contents or (BY_COMPONENT,)))
    document = compose_report(evaluated(cells, evolve(made, own_outline=own), **changes))
    return section_of(document)


def section_of(document: Document) -> list[str]:
    """What stands between the first heading and the closing words."""
    told = [(block, plain(block)) for block in document.blocks]
    begin = next((index for index, (block, _) in enumerate(told) if isinstance(block, Heading)), 0)
    return [text for _, text in told[begin + 1 : -1]]


def plain(block: Block) -> str:
    if isinstance(block, Heading | ParagraphBlock):
        return plain_runs(block.runs)
    return "\n".join(" | ".join(plain_runs(cell.runs) for cell in row) for row in block.rows)


def plain_runs(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs if not isinstance(run, NoteRun)).replace("\u00a0", " ")
