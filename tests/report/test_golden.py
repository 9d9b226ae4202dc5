"""One small report, part by part as it was when somebody last looked at it in Word."""

from __future__ import annotations

from gnbv_desktop.report.docx import render
from tests.golden import Golden
from tests.report.test_layout_rules import EVERYTHING
from tests.report.units import UNITS, document_of


def test_a_small_report(golden: Golden) -> None:
    golden.compare("bao-cao-nho", render(document_of(UNITS["phong"], EVERYTHING)).content)
