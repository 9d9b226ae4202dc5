"""How a figure differs from another, in the words of a report."""

from __future__ import annotations

import datetime
from decimal import Decimal

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.labels import write_scalar
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import Period
from gnbv_desktop.kernel.figures import MoneyUnit, round_half_up, write_decimal

SAME, NEW = "không đổi", "mới"
_YEAR = datetime.timedelta(days=365)


def change_words(now: Figure, before: Figure, kind: FieldKind, money: MoneyUnit) -> str:
    """ "tăng 1.412", "giảm 5,62 điểm %", "không đổi", "mới"; empty where nothing can be said.

    A figure is new only where there was none before; one that was not divided or not read is not.
    """
    if now.number is None:
        return ""
    if before.number is None:
        return NEW if before.status is Status.MISSING or before.nothing else ""
    difference = now.number - before.number
    if not difference:
        return SAME
    return f"{'tăng' if difference > 0 else 'giảm'} {write_amount(abs(difference), kind, money)}"


def write_amount(amount: Decimal, kind: FieldKind, money: MoneyUnit) -> str:
    """A difference, without its unit except for percentages, whose difference is not a percentage."""
    if kind is FieldKind.PERCENT:
        return f"{_shortest(amount)} điểm %"
    return write_scalar(amount, kind, money, unit=False)


def _shortest(amount: Decimal) -> str:
    """Two decimals, more where they would make it nothing."""
    places = 2
    while not round_half_up(amount, places) and places < 8:
        places += 1
    return write_decimal(amount, places)


def period_before(earlier: Period, now: Period) -> str:
    """ "Kỳ trước (30/9)"; with the year where the day alone would not say which one is meant."""
    written = write_date(earlier.cutoff)
    return f"Kỳ trước ({written if now.cutoff - earlier.cutoff >= _YEAR else written[:-5]})"
