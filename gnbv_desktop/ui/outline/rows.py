"""What the rows of the page show of an outline."""

from __future__ import annotations

from collections.abc import Iterable

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel.outline import Content, Outline
from gnbv_desktop.services.outline_words import content_words, filled_title, numbers, short_words
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.outline.model import Chip, Row

WORDS, FIGURES = "file-text", "sigma"


def outline_rows(work: Work, outline: Outline) -> tuple[Row, ...]:
    printed = {id(section) for section in outline.printed()}
    return tuple(
        Row(
            section.title, section.level, number, section.on, id(section) in printed,
            chips_of(work.edition, section.contents), filled=filled_title(work, section.title),
        )
        for section, number in zip(outline.sections, numbers(outline), strict=True)
    )  # fmt: skip


def chips_of(edition: Edition, contents: Iterable[Content]) -> tuple[Chip, ...]:
    """What stands under a heading: words of a slot, or figures."""
    return tuple(
        Chip(short_words(edition, each), WORDS if each.slot else FIGURES, content_words(edition, each))
        for each in contents
    )
