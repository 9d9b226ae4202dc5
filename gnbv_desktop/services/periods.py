"""Dates offered for a new report's period, each with the text of law they come from; any of them may be changed."""

from __future__ import annotations

import datetime

from attrs import evolve, frozen

from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import Period, PeriodKind
from gnbv_desktop.kernel.errors import BadInput

FIRST_DAY, LAST_DAY = 15, 14
"""NĐ 09/2019/NĐ-CP: a period's figures run from the 15th of the month before it to the 14th of its last month."""
MONITORING_DUE = {PeriodKind.HALF: (5, 31), PeriodKind.YEAR: (11, 30)}
"""TT 10/2022/TT-BLĐTBXH, Điều 4: "trước ngày 01/6" and "trước ngày 01/12"."""
BUDGET_CLOSE = (1, 31)
"""31/01 of the next year: until then the money of a budget year may still be paid."""
PROGRAMME_YEARS = (2021, 2025)
YEARS = range(1990, 2100)

DECREE = "Nghị định số 09/2019/NĐ-CP về chế độ báo cáo của cơ quan hành chính nhà nước"
CIRCULAR = "Thông tư số 10/2022/TT-BLĐTBXH, Điều 4"
BUDGET_LAW = "Luật Ngân sách nhà nước: chỉnh lý quyết toán đến hết ngày 31/01 năm sau"
REQUEST = "Văn bản yêu cầu báo cáo"

_DUE_BY_PROVINCE = "Hạn gửi do tỉnh hoặc văn bản yêu cầu quy định; hãy ghi hạn ấy."
_PARTS = {PeriodKind.MONTH: (12, "tháng"), PeriodKind.QUARTER: (4, "quý"), PeriodKind.HALF: (2, "nửa năm")}


@frozen
class Suggestion:
    period: Period
    source: str
    """The text of law, in words."""
    note: str = ""
    """What the official should look at before taking it."""


def suggest(
    kind: PeriodKind,
    year: int,
    number: int | None,
    today: datetime.date,
    programme_years: tuple[int, int] = PROGRAMME_YEARS,
) -> Suggestion:
    """The usual dates. `number`: month, quarter, or half of the year (the first half when not told)."""
    if year not in YEARS:
        raise BadInput(f"Năm báo cáo {year} không hợp lệ; hãy chọn năm từ {YEARS[0]} đến {YEARS[-1]}.")
    match kind:
        case PeriodKind.MONTH | PeriodKind.QUARTER | PeriodKind.HALF | PeriodKind.YEAR:
            return _by_decree(kind, year, *_months(kind, number))
        case PeriodKind.BUDGET_YEAR:
            close = datetime.date(year + 1, *BUDGET_CLOSE)
            period = Period(kind, datetime.date(year, 1, 1), close, close, year, year)
            return Suggestion(period, BUDGET_LAW, _DUE_BY_PROVINCE)
        case PeriodKind.AD_HOC:
            return _up_to_now(kind, (year, year), today, "Kỳ và ngày chốt theo văn bản yêu cầu; hãy đối chiếu.")
        case PeriodKind.FINAL:
            note = "Nếu tính cả thanh toán của năm cuối thì chốt đến ngày 31/01 năm sau, theo văn bản yêu cầu."
            return _up_to_now(kind, programme_years, today, note)
        case PeriodKind.MID_TERM | PeriodKind.SPAN:
            first, last = programme_years
            if not first <= year:
                raise BadInput(f"Chương trình bắt đầu từ năm {first}; hãy chọn năm cuối kỳ từ {first}.")
            note = "Năm đầu, năm cuối và ngày chốt theo văn bản yêu cầu; hãy đối chiếu."
            return _up_to_now(kind, (first, min(year, last)), today, note)


def suggestions(
    kind: PeriodKind,
    year: int,
    number: int | None,
    today: datetime.date,
    programme_years: tuple[int, int] = PROGRAMME_YEARS,
) -> tuple[Suggestion, ...]:
    """The usual dates first, then those of the monitoring reports of Thông tư 10, which are due before them."""
    usual = suggest(kind, year, number, today, programme_years)
    if kind not in MONITORING_DUE or usual.period.start.month != 12:
        return (usual,)
    return usual, _monitoring(usual.period)


def period_faults(period: Period) -> tuple[str, ...]:
    """What cannot be, in Vietnamese; empty when the period may be kept."""
    faults = []
    if period.start > period.end:
        faults.append(f"Ngày đầu kỳ {write_date(period.start)} sau ngày cuối kỳ {write_date(period.end)}.")
    if period.cutoff < period.start:
        faults.append(f"Ngày chốt số liệu {write_date(period.cutoff)} trước ngày đầu kỳ {write_date(period.start)}.")
    if period.first_year > period.last_year:
        faults.append(f"Năm đầu {period.first_year} sau năm cuối {period.last_year}.")
    if period.first_year not in YEARS or period.last_year not in YEARS:
        faults.append(f"Năm báo cáo phải từ {YEARS[0]} đến {YEARS[-1]}.")
    elif not _meet(period):
        faults.append(f"Kỳ {_span(period)} không có ngày nào thuộc năm báo cáo {period.first_year}-{period.last_year}.")
    return tuple(faults)


def period_notes(period: Period) -> tuple[str, ...]:
    """What is unusual and may still be right."""
    notes = []
    if period.due and period.due < period.cutoff:
        notes.append(f"Hạn gửi {write_date(period.due)} trước ngày chốt số liệu {write_date(period.cutoff)}.")
    if period.cutoff < period.end and not period.estimated:
        notes.append(
            f"Ngày chốt {write_date(period.cutoff)} trước ngày cuối kỳ {write_date(period.end)}:"
            " phần còn lại của kỳ chỉ có số ước."
        )
    if period.cutoff > period.end:
        notes.append(f"Ngày chốt số liệu {write_date(period.cutoff)} sau ngày cuối kỳ {write_date(period.end)}.")
    return tuple(notes)


def _months(kind: PeriodKind, number: int | None) -> tuple[int, int]:
    """The first and the last month of the period."""
    if kind is PeriodKind.YEAR:
        return 1, 12
    count, word = _PARTS[kind]
    if number is None and kind is PeriodKind.HALF:
        number = 1
    if number is None or not 1 <= number <= count:
        raise BadInput(f"Hãy chọn {word} báo cáo, từ 1 đến {count}.")
    length = 12 // count
    return (number - 1) * length + 1, number * length


def _by_decree(kind: PeriodKind, year: int, first: int, last: int) -> Suggestion:
    before = datetime.date(year, first, 1) - datetime.timedelta(days=1)
    end = datetime.date(year, last, LAST_DAY)
    period = Period(kind, before.replace(day=FIRST_DAY), end, end, year, year)
    return Suggestion(period, DECREE, _DUE_BY_PROVINCE)


def _monitoring(usual: Period) -> Suggestion:
    """The circular gives the due day only; figures can be closed on the last regular day before it."""
    due = datetime.date(usual.last_year, *MONITORING_DUE[usual.kind])
    cutoff = due.replace(day=LAST_DAY)
    note = (
        f"Thông tư chỉ nêu hạn địa phương gửi trước ngày {write_date(due + datetime.timedelta(days=1))}, không nêu ngày"
        f" chốt: ngày {write_date(cutoff)} là ngày chốt tháng gần nhất, phần còn lại của kỳ là số ước."
        " Tỉnh thường đặt hạn sớm hơn cho cơ sở; hãy ghi theo văn bản của tỉnh."
    )
    return Suggestion(evolve(usual, cutoff=cutoff, due=due, estimated=True), CIRCULAR, note)


def _up_to_now(kind: PeriodKind, years: tuple[int, int], today: datetime.date, note: str) -> Suggestion:
    """Whole years; figures of what is not over yet are closed today."""
    start, end = datetime.date(years[0], 1, 1), datetime.date(years[1], 12, 31)
    cutoff = min(end, max(today, start))
    period = Period(kind, start, end, cutoff, *years, estimated=cutoff < end)
    return Suggestion(period, REQUEST, note)


def _meet(period: Period) -> bool:
    return period.start.year <= period.last_year and period.end.year >= period.first_year


def _span(period: Period) -> str:
    return f"{write_date(period.start)} – {write_date(period.end)}"
