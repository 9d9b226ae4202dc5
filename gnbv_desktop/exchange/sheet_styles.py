"""What the number format of a cell says: a date, a rate, bold; and how a stored value is shown by it."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import frozen

from gnbv_desktop.exchange.workbook_package import MAIN
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import write_decimal

_BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
_BUILT_IN_RATES = {9, 10}
_NOT_SIGNS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"\.([0#?]+)")
_SHOWN_PLACES = 4
_EPOCH = datetime.date(1899, 12, 30)
_EPOCH_1904 = datetime.date(1904, 1, 1)


@frozen
class CellStyle:
    date: bool = False
    percent: bool = False
    bold: bool = False
    places: int = _SHOWN_PLACES


PLAIN = CellStyle()


def read_styles(root: Any) -> tuple[CellStyle, ...]:
    """By number of the style that a cell names."""
    formats = {each.get("numFmtId"): each.get("formatCode", "") for each in root.iter(f"{MAIN}numFmt")}
    fonts = root.find(f"{MAIN}fonts")
    bold = [_is_on(each.find(f"{MAIN}b")) for each in fonts] if fonts is not None else []
    used = root.find(f"{MAIN}cellXfs")
    return tuple(_style(each, formats, bold) for each in used) if used is not None else ()


def _style(element: Any, formats: dict[str, str], bold: list[bool]) -> CellStyle:
    number, font = _number(element.get("numFmtId")), _number(element.get("fontId"))
    signs = _NOT_SIGNS.sub("", formats.get(str(number), "")).lower().partition(";")[0]
    known = str(number) in formats
    date = any(sign in signs for sign in "dy") and "general" not in signs if known else number in _BUILT_IN_DATES
    percent = "%" in signs if known else number in _BUILT_IN_RATES
    places = _PLACES.search(signs)
    return CellStyle(date, percent, font < len(bold) and bold[font], len(places[1]) if places else _SHOWN_PLACES)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _is_on(element: Any) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")


def serial_of(day: datetime.date, from_1904: bool) -> Decimal:
    return Decimal((day - (_EPOCH_1904 if from_1904 else _EPOCH)).days)


def shown_number(text: str, style: CellStyle, from_1904: bool) -> str:
    """A stored number roughly as Excel shows it."""
    try:
        number = Decimal(text)
        if style.date:
            epoch = _EPOCH_1904 if from_1904 else _EPOCH
            return write_date(epoch + datetime.timedelta(days=int(number)))
    except (InvalidOperation, OverflowError, ValueError):
        return text
    if not number.is_finite() or number.adjusted() > 20:
        return text
    return f"{write_decimal(number * 100, style.places)}%" if style.percent else write_decimal(number, style.places)
