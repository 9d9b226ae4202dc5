"""What the rows of the page show of an outline."""

from __future__ import annotations

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel.outline import Outline
from gnbv_desktop.services.outline_words import content_words, numbers
from gnbv_desktop.ui.outline.model import Row


def outline_rows(edition: Edition, outline: Outline) -> tuple[Row, ...]:
    printed = {id(section) for section in outline.printed()}
    return tuple(
        Row(
            section.title, section.level, number, section.on, id(section) in printed,
            tuple(content_words(edition, content) for content in section.contents),
        )
        for section, number in zip(outline.sections, numbers(outline), strict=True)
    )  # fmt: skip
