"""Money that passes from one year to another, as the titles of finance offices call it."""

from __future__ import annotations

import re
from enum import StrEnum

from attrs import frozen

from gnbv_desktop.kernel.text import fold

_DATE = re.compile(r"\b[0-9]{1,2}[/.-](?:[0-9]{1,2}[/.-])?20[0-9]{2}\b")
_YEAR = re.compile(r"\b(20[1-4][0-9])\b")
_MOVED = re.compile(r"\b(?:chuyen nguon|chuyen tiep|keo dai)\b|\bchuyen\b.*\bsang\b")
_TARGET = re.compile(r"\bsang(?: (?:ke hoach|du toan))?(?: nam)? (20[1-4][0-9])\b")
_NEXT = re.compile(r"\bnam sau\b")
_BEFORE = re.compile(r"(\bcac )?\bnam truoc\b")
_ITS_YEAR = re.compile(
    r"\b(?:von|kinh phi|kp|nguon|kh|ke hoach|du toan)(?: nam)? (20[1-4][0-9])\b.*\b(?:chuyen|keo dai)\b"
)


class Way(StrEnum):
    IN = "in"
    """Given in an earlier year, it may be used now."""
    OUT = "out"
    """It goes on into the next year."""
    UNCLEAR = "unclear"


@frozen
class Transfer:
    way: Way
    origin: int | None = None
    """The year in which it was given."""
    target: int | None = None
    """The year into which it goes."""


def years_in(text: str) -> tuple[int, ...]:
    """The years a text names; the year of a date is that of a cut-off, not of money."""
    return tuple(dict.fromkeys(int(found) for found in _YEAR.findall(fold(_DATE.sub(" ", text)))))


def transfer_in(text: str, period: range) -> Transfer | None:
    """What a title says of money that passes between years, seen from the years reported on; None if it does not."""
    folded = fold(_DATE.sub(" ", text))
    if not _MOVED.search(folded):
        return None
    origin, target = _years(text, folded, period)
    return Transfer(_way(folded, origin, target, period), origin, target)


def _years(text: str, folded: str, period: range) -> tuple[int | None, int | None]:
    named = years_in(text)
    target = int(found[1]) if (found := _TARGET.search(folded)) else None
    if target is None and len(named) == 2:
        target = max(named)
    origins = [year for year in named if year != target]
    before = _BEFORE.search(folded)
    if not origins and before and not before[1] and len(period) == 1:
        origins = [period[0] - 1]
    return (origins[0] if len(origins) == 1 else None), target


def _way(folded: str, origin: int | None, target: int | None, period: range) -> Way:
    if _NEXT.search(folded) or (target is not None and target > period[-1]):
        return Way.OUT
    if _BEFORE.search(folded) or (origin is not None and (origin < period[0] or origin < (target or 0))):
        return Way.IN
    own = _ITS_YEAR.search(folded)
    return Way.OUT if own and int(own[1]) == period[-1] else Way.UNCLEAR
