"""How a period is named, in lists and in reports."""

from __future__ import annotations

from gnbv_desktop.kernel.dossier import Period, PeriodKind

_QUARTERS = ("I", "II", "III", "IV")


def period_words(period: Period) -> str:
    """ "năm 2023", "quý III năm 2023", "6 tháng đầu năm 2023", "giai đoạn 2021 - 2024"."""
    year = f"năm {period.first_year}"
    month = period.end.month
    match period.kind:
        case _ if period.last_year > period.first_year:
            return f"giai đoạn {period.first_year} - {period.last_year}"
        case PeriodKind.MONTH:
            return f"tháng {month:02d} {year}" if month < 3 else f"tháng {month} {year}"
        case PeriodKind.QUARTER:
            return f"quý {_QUARTERS[(month - 1) // 3]} {year}"
        case PeriodKind.HALF:
            return f"6 tháng {'đầu' if month <= 6 else 'cuối'} {year}"
        case _:
            return year
