"""Sentences that the report would say by itself, for an office that takes them over as its own words."""

from __future__ import annotations

from gnbv_desktop.kernel.inline import Paragraph
from gnbv_desktop.report.suggestions import suggested
from gnbv_desktop.services.work import Work

NOTHING = "Mục này chưa có câu gợi ý: chưa nhập số liệu, hoặc số liệu đã có trong lời văn."


def suggestions(work: Work, slot: str) -> tuple[Paragraph, ...]:
    """With bound figures; the report then leaves out what these words tell."""
    return suggested(work.evaluation, slot)
