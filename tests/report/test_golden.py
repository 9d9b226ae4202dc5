"""A small report and two annexes, part by part as they were when somebody last looked at them."""

from __future__ import annotations

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.report.annex import write_annexes
from gnbv_desktop.report.docx import render
from tests.golden import Golden
from tests.report.test_layout_rules import EVERYTHING
from tests.report.units import UNITS, document_of


def test_a_small_report(golden: Golden) -> None:
    golden.compare("bao-cao-nho", render(document_of(UNITS["phong"], EVERYTHING)).content)


def test_two_annexes(golden: Golden, evaluation: Evaluation) -> None:
    others = evaluation.edition.annexes.keys() - {"TONG_HOP_VON", "BIEU_05"}
    golden.compare("bieu-so-nho", write_annexes(evaluation, left_out=others).content)
