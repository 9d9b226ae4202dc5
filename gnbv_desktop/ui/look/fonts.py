"""The roles of type. Sizes are logical pixels; the user's choice of size multiplies them all."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QFont

FAMILIES = ["Segoe UI", "Open Sans", "Noto Sans", "Liberation Sans"]
"""All hold every Vietnamese letter; what fits with Open Sans fits with Segoe UI, which is a little narrower."""
PAGE_FAMILIES = ["Times New Roman", "Tinos", "Liberation Serif"]


class Role(Enum):
    """Pixel size, weight 600 or not, italic."""

    KPI = (26, True, False)
    TITLE = (19, True, False)
    H2 = (15, True, False)
    STRONG = (13, True, False)
    BODY = (13, False, False)
    ABSENT = (13, False, True)
    """Italic says: no figure here."""
    SMALL = (12, False, False)
    SMALL_STRONG = (12, True, False)
    SMALL_ABSENT = (12, False, True)
    MICRO = (11, False, False)
    MICRO_STRONG = (11, True, False)


def make_font(role: Role, factor: float = 1.0) -> QFont:
    size, strong, italic = role.value
    font = QFont(FAMILIES)
    font.setPixelSize(round(size * factor))
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    font.setItalic(italic)
    return font
