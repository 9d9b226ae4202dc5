"""Dates as Vietnamese offices type them (day first, never month first) and as NĐ 30/2020 writes them."""

import datetime
import re
from typing import Final

from gnbv_desktop.kernel.figure_parts import tidy

_DAY_FIRST: Final = re.compile(
    r"(?:ngày )?(?P<day>[0-9]{1,2}) ?(?P<sep>[/.-]) ?(?P<month>[0-9]{1,2})"
    r"(?: ?(?P=sep) ?(?P<year>[0-9]{4}|[0-9]{2}))?"
)
_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_IN_WORDS: Final = re.compile(r"(?:ngày )?(?P<day>[0-9]{1,2}) tháng (?P<month>[0-9]{1,2})(?: năm (?P<year>[0-9]{4}))?")
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2200
_NEAR: Final = 20

VIETNAM: Final = datetime.timezone(datetime.timedelta(hours=7))
"""Moments are kept as UTC and shown at this offset on every machine."""


def read_date(text: str, today_year: int | None = None) -> datetime.date | None:
    """None for what is not a date; a year left out or given by two digits needs `today_year`."""
    folded = " ".join(tidy(text).casefold().split())
    for pattern in (_ISO, _DAY_FIRST, _IN_WORDS):
        if match := pattern.fullmatch(folded):
            year = _full_year(match["year"], today_year)
            return None if year is None else _existing_date(year, int(match["month"]), int(match["day"]))
    return None


def _full_year(typed: str | None, today_year: int | None) -> int | None:
    if typed is not None and len(typed) == 4:
        return int(typed)
    if typed is None or today_year is None:
        return today_year
    year = today_year - today_year % 100 + int(typed)
    return year if abs(year - today_year) <= _NEAR else None


def _existing_date(year: int, month: int, day: int) -> datetime.date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def write_date(date: datetime.date) -> str:
    return f"{_day(date)}/{_month(date)}/{date.year}"


def write_date_long(date: datetime.date) -> str:
    return f"ngày {_day(date)} {write_month_year(date)}"


def write_month_year(date: datetime.date) -> str:
    return f"tháng {_month(date)} năm {date.year}"


def _day(date: datetime.date) -> str:
    return f"{date.day:02}"


def _month(date: datetime.date) -> str:
    """NĐ 30/2020/NĐ-CP, Phụ lục I: a zero only before the months 1 and 2."""
    return f"{date.month:02}" if date.month <= 2 else str(date.month)
