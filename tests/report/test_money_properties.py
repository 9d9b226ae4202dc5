"""Whatever capital lines there are, the report says nothing untrue of them and leaves nothing untold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from gnbv_desktop.engine.bound import evaluate_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.dossier import Cell, Head, State
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Block, Document, FigureRun, Heading, ParagraphBlock, Run
from tests.report.casework import evaluated, head, outline, plain
from tests.report.test_every_outline import figure_runs, mistaken
from tests.support_dossiers import real_edition

Line = Mapping[str, Cell]
COMPONENTS = ("DA1", "DA1_1", "DA1_2", "DA1_1+DA1_2", "DA2", "DA3", "DA3_1", "DA4_1", "DA4_2", "DA7_1")
AMOUNTS = st.sampled_from(("0", "1000000", "41880000", "57374410", "250000000", "3050000000"))
MONEY = st.one_of(
    AMOUNTS.map(lambda text: Cell(State.VALUE, text)), st.sampled_from([Cell(State.UNFUNDED), Cell(State.NA)])
)
KEYS = {
    "NAM": ("2022", "2023"), "NAM_GOC": ("2022", "2023"), "LOAI": ("DT", "SN"), "NGUON": ("NSTW", "NSDP", "NSDP_XA"),
    "DON_VI": ("x1", "x2", "x1+x2", "ttyt"),
    "TRANG_THAI": ("CHUA_PHAN_BO", "DANG_TRIEN_KHAI", "KHONG_THUC_HIEN", "KHONG_BO_TRI"),
    "LY_DO": ("chờ hướng dẫn", "UBND tỉnh chưa giao vốn."),
}  # fmt: skip
KEY = ("DU_AN", "NAM", "NAM_GOC", "LOAI", "NGUON", "DON_VI")
ORDERS: Sequence[Sequence[str]] = (
    ("DU_AN", "TDA"),
    ("DU_AN", "TDA", "NAM", "DON_VI"),
    ("DU_AN", "NAM", "TDA", "DON_VI"),
    ("DU_AN", "TDA", "NGUON", "NAM"),
    ("DU_AN", "LOAI", "NIEN_DO"),
    ("NAM", "DU_AN"),
)


@st.composite
def capital_lines(draw: st.DrawFn) -> list[Line]:
    """No two of one key."""
    found: list[Line] = []
    for _ in range(draw(st.integers(1, 7))):
        line = {"DU_AN": Cell(State.VALUE, draw(st.sampled_from(COMPONENTS)))}
        for code, texts in KEYS.items():
            text = draw(st.sampled_from((*texts, "")))
            if text:
                line[code] = Cell(State.VALUE, text)
        for code in ("GIAO", "PHAN_BO", "GIAI_NGAN", "UOC", "CHUYEN_NGUON", "DIEU_CHINH"):
            if draw(st.booleans() if code in ("GIAO", "GIAI_NGAN") else st.sampled_from((True, False, False))):
                line[code] = draw(MONEY)
        found.append(line)
    return list(
        {tuple((code, cell.text) for code, cell in line.items() if code in KEY): line for line in found}.values()
    )


HEADS = st.sampled_from([head(2023, 2023), head(2022, 2023), head(2023, 2023, "2023-08-31")])


def composed(lines: Sequence[Line], made_for: Head, order: Sequence[str], **scope: str) -> tuple[Evaluation, Document]:
    cells = {f"VON[r{number}].{code}": cell for number, line in enumerate(lines, 1) for code, cell in line.items()}
    cells |= {f"PHAM_VI.{code}": Cell(State.VALUE, text) for code, text in scope.items()}
    contents: list[dict[str, Any]] = [
        {"data": "VON", "by": ["NIEN_DO", "LOAI"], "levels": ["-", "+"]},
        {"data": "DU_AN", "by": list(order), "levels": ["1.", "a)", "-", "+"]},
    ]
    evaluation = evaluated(cells, evolve(made_for, own_outline=outline(*contents)))
    return evaluation, compose_report(evaluation)


@given(
    lines=capital_lines(), made_for=HEADS, order=st.sampled_from(ORDERS),
    source=st.sampled_from(("TAT_CA", "NSTW", "NSTW_NSDP")), base=st.sampled_from(("SU_DUNG", "GIAO", "PHAN_BO")),
)  # fmt: skip
@settings(max_examples=80)
def test_what_is_told_of_any_lines_is_true_and_told_once(
    lines: list[Line], made_for: Head, order: Sequence[str], source: str, base: str
) -> None:
    evaluation, document = composed(lines, made_for, order, NGUON=source, MAU_SO=base)
    assert [fault for run in figure_runs(document) if (fault := mistaken(evaluation, run))] == []
    for block in document.blocks:
        assert doubled_or_open(block) == ""
        if isinstance(block, ParagraphBlock):
            for whole, parts in divided(block.runs):
                numbers = [value(evaluation, run) for run in (whole, *parts)]
                assert numbers[0] == sum(numbers[1:]), plain(block)
    assert mentioned(document) <= used(lines)


def doubled_or_open(block: Block) -> str:
    text = plain(block)
    told = [] if isinstance(block, Heading) else re.split(r"(?<=\.)\s+(?=[A-ZĐ])", text)
    told = [each for each in told if not each.startswith("Lý do: ")]
    unclean = re.search(r"\.\.|;\.|,\.|: ?:|\(\)|  | 0 triệu| 0 đồng|\[(?!chưa nhập)", text.replace("./.", ""))
    return text if unclean or len(set(told)) < len(told) else ""


def mentioned(document: Document) -> set[str]:
    """Components with a heading of their own."""
    names = [plain(block) for block in document.blocks if isinstance(block, Heading)]
    components = real_edition().components.items()
    return {code for code, each in components if any(name.endswith(f": {each.name}") for name in names)}


def used(lines: Sequence[Line]) -> set[str]:
    """Those that a line names, and the projects they belong to."""
    named = {part for line in lines for part in line["DU_AN"].text.split("+")}
    return {code for code in real_edition().components if named & real_edition().subtree(code)}


def divided(runs: Sequence[Run]) -> Iterator[tuple[FigureRun, list[FigureRun]]]:
    """ "a (x; y)", "a, gồm x và y": the sentence's first amount, and those up to the bracket's or sentence's end."""
    for sentence in sentences(runs):
        figures = [run for run in sentence if isinstance(run, FigureRun) and run.style == FigureStyle.MONEY]
        for opening, closing in ((" (", ")"), (", gồm ", ".")):
            inside = between(sentence, opening, closing)
            if figures and inside and figures[0] not in inside:
                yield figures[0], inside


def sentences(runs: Sequence[Run]) -> list[list[Run]]:
    found: list[list[Run]] = [[]]
    for run in runs:
        found[-1].append(run)
        if not isinstance(run, FigureRun) and re.search(r"\.(?: |$)", run.text):
            found.append([run])
    return found


def between(sentence: Sequence[Run], opening: str, closing: str) -> list[FigureRun]:
    inside, found = False, list[FigureRun]()
    for run in sentence:
        if isinstance(run, FigureRun):
            found += [run] if inside and run.style == FigureStyle.MONEY else []
        elif opening in run.text:
            inside = True
        elif closing in run.text:
            inside = False
    return found


def value(evaluation: Evaluation, run: FigureRun) -> Decimal:
    number = evaluate_bound(evaluation, Bound(run.expression, FigureStyle.MONEY))[0].number
    assert number is not None
    return number
