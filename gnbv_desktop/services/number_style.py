"""Which way the figures of a pasted range are written, Vietnamese 4.550,5 or English 4,550.5: seen, else asked once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import frozen

from gnbv_desktop.kernel.figure_parts import tidy
from gnbv_desktop.kernel.figures import SWAP_SEPARATORS

CERTAIN_SHARE = 80
"""So many of a hundred telling cells must agree; fewer are a question."""

_BODY = re.compile(r"[0-9][0-9.,]*[0-9]|[0-9]")
_VIETNAMESE = re.compile(r"([1-9][0-9]{0,2}(?:[.][0-9]{3})+|[0-9]+)(?:,([0-9]+))?")


class Style(StrEnum):
    VIETNAMESE = "viet"
    ENGLISH = "anh"

    @property
    def label(self) -> str:
        return {"viet": "Việt Nam: 4.550 là bốn nghìn", "anh": "Anh: 4,550 là bốn nghìn"}[self.value]


@frozen
class Evidence:
    """What the cells of a range say of its style."""

    telling: Mapping[Style, int]
    """Cells that can be read in this style only."""
    doubtful: int
    """Cells that both styles read, each as another figure."""
    dotted: int
    """Those of the doubtful ones that the Vietnamese convention reads: 3.518."""
    grouped: bool
    """Some telling cell groups thousands by commas: 1,234.5."""

    @property
    def style(self) -> Style | None:
        """The style of nearly all telling cells. A decimal dot alone does not make 3.518 a little more than 3."""
        total = sum(self.telling.values())
        for style, count in self.telling.items():
            if count and count * 100 >= total * CERTAIN_SHARE:
                return None if style is Style.ENGLISH and self.dotted and not self.grouped else style
        return None

    @property
    def contested(self) -> bool:
        """Even figures that the convention reads are in doubt."""
        return self.style is None and self.doubtful > 0 and self.telling[Style.ENGLISH] > 0

    @property
    def words(self) -> str:
        style = self.style
        return f"Đoán theo {self.telling[style]}/{sum(self.telling.values())} ô" if style else ""


def restyled(text: str, style: Style) -> str | None:
    """The text so that only this style's reading of it stands; None where its figure is not written in that style."""
    clean = tidy(text)
    bodies = list(_BODY.finditer(clean))
    if len(bodies) != 1:
        return None
    body = bodies[0][0] if style is Style.VIETNAMESE else bodies[0][0].translate(SWAP_SEPARATORS)
    match = _VIETNAMESE.fullmatch(body)
    if match is None:
        return None
    whole, fraction = match[1].replace(".", ""), match[2]
    # A fourth decimal, for three of them might be a group of thousands.
    figure = whole if fraction is None else f"{whole},{fraction.ljust(4, '0') if len(fraction) == 3 else fraction}"
    return clean[: bodies[0].start()] + figure + clean[bodies[0].end() :]


def evidence(texts: Iterable[str]) -> Evidence:
    telling = dict.fromkeys(Style, 0)
    doubtful = dotted = 0
    grouped = False
    for text in texts:
        read = in_styles(text)
        if len(read) == 1:
            telling[next(iter(read))] += 1
            grouped |= Style.ENGLISH in read and "," in text
        elif len(set(read.values())) == 2:
            doubtful += 1
            dotted += "." in text
    return Evidence(telling, doubtful, dotted, grouped)


def in_styles(text: str) -> dict[Style, str]:
    """The text as each style reads it; empty where there is no separator."""
    if not re.search("[.,]", text):
        return {}
    return {style: found for style in Style if (found := restyled(text, style)) is not None}
