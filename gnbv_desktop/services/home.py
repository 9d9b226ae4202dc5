"""What the start page shows: a card per dossier and the next days that matter. Reads heads only, never figures."""

from __future__ import annotations

import datetime
from enum import StrEnum

from attrs import frozen

from gnbv_desktop.kernel.dates import VIETNAM, write_date
from gnbv_desktop.kernel.dossier import Head, Period, PeriodKind
from gnbv_desktop.kernel.periods import period_words
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.store.journal import Stamp

STATUS_WORDS = {
    "draft": "Đang nhập",
    "sealed": "Đã chốt",
    "issued": "Đã phát hành",
    "sent": "Đã gửi",
    "confirmed": "Tỉnh đã nhận",
    "superseded": "Đã thay thế",
}
TO_BE_SENT = ("draft", "sealed", "issued")
_NAMED_BY_YEAR = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR, PeriodKind.SPAN)


@frozen
class DossierCard:
    id: str
    name: str
    unit: str
    period: str
    """"Năm ngân sách, số liệu đến 31/01/2024"."""
    kind: str
    dates: str
    """"15/12/2023 – 14/3/2024"."""
    years: tuple[int, ...]
    """The years reported on."""
    cutoff: datetime.date
    due: datetime.date | None
    due_words: str
    """"Hạn 29/02 · còn 2 ngày"; only the day when it has been sent; empty when no due day is known."""
    days_left: int | None
    """Negative when overdue; None when there is no due day or nothing is to be sent any more."""
    requested_by: str
    status: str
    status_words: str
    changed_at: str
    """The moment as the journal has it, UTC."""
    changed: str
    """"10:32", "hôm qua", "15/02", "04/02/2023"."""
    changed_by: str

    @property
    def open(self) -> bool:
        return self.status == "draft"


class DayKind(StrEnum):
    DUE = "due"
    CUTOFF = "cutoff"


@frozen
class DueDay:
    date: datetime.date
    kind: DayKind
    title: str
    words: str
    """"còn 2 ngày", "hôm nay", "quá hạn 3 ngày"."""
    dossier: str


def cards(desk: Desk, today: datetime.date) -> tuple[DossierCard, ...]:
    """Open drafts first, the next due day on top; then the others, the latest figures on top."""
    changes = desk.store.last_entries()
    made = [_card(head, changes.get(head.id), today) for head in desk.store.heads()]
    drafts = sorted((card for card in made if card.open), key=lambda card: (card.due or datetime.date.max, card.cutoff))
    others = sorted((card for card in made if not card.open), key=lambda card: card.cutoff, reverse=True)
    return (*drafts, *others)


def calendar(shown: tuple[DossierCard, ...], today: datetime.date) -> tuple[DueDay, ...]:
    """Days by date: reports still to be sent, overdue ones too, and cut-off days of drafts that are to come."""
    days = [_due_day(card, card.due, today) for card in shown if card.due and card.status in TO_BE_SENT]
    days += [_cutoff_day(card, today) for card in shown if card.open and card.cutoff >= today]
    return tuple(sorted(days, key=lambda day: (day.date, day.kind is DayKind.DUE, day.title)))


def period_and_cutoff(period: Period) -> str:
    """ "Năm ngân sách, số liệu đến 31/01/2024"."""
    named = period_words(period) if period.kind in _NAMED_BY_YEAR else period.kind.label
    estimated = "ước" if period.estimated else "số liệu"
    return f"{_capital(named)}, {estimated} đến {write_date(period.cutoff)}"


def moment_words(at: str, today: datetime.date) -> str:
    """A moment of the journal at +07:00: the hour today, "hôm qua", the day this year, else the whole date."""
    moment = datetime.datetime.fromisoformat(at).astimezone(VIETNAM)
    match (today - moment.date()).days:
        case 0:
            return f"{moment:%H:%M}"
        case 1:
            return "hôm qua"
        case _:
            return _short_date(moment.date(), today)


def _card(head: Head, change: Stamp | None, today: datetime.date) -> DossierCard:
    due = head.period.due
    to_be_sent = head.status in TO_BE_SENT
    return DossierCard(
        id=head.id,
        name=head.name,
        unit=head.unit.name,
        period=period_and_cutoff(head.period),
        kind=_capital(head.period.kind.label),
        dates=_dates(head.period),
        years=tuple(head.period.years),
        cutoff=head.period.cutoff,
        due=due,
        due_words=due_words(due, to_be_sent, today),
        days_left=(due - today).days if due and to_be_sent else None,
        requested_by=head.requested_by,
        status=head.status,
        status_words=STATUS_WORDS.get(head.status, head.status),
        changed_at=change.at if change else "",
        changed=moment_words(change.at, today) if change else "",
        changed_by=change.who if change else "",
    )


def due_words(due: datetime.date | None, to_be_sent: bool, today: datetime.date) -> str:
    if due is None:
        return ""
    day = f"Hạn {_short_date(due, today)}"
    return f"{day} · {_days(due, today)}" if to_be_sent else day


def _days(day: datetime.date, today: datetime.date) -> str:
    left = (day - today).days
    if left == 0:
        return "hôm nay"
    return f"còn {left} ngày" if left > 0 else f"quá hạn {-left} ngày"


def _due_day(card: DossierCard, due: datetime.date, today: datetime.date) -> DueDay:
    return DueDay(due, DayKind.DUE, card.name, _days(due, today), card.id)


def _cutoff_day(card: DossierCard, today: datetime.date) -> DueDay:
    title = f"Chốt số liệu: {card.name}"
    return DueDay(card.cutoff, DayKind.CUTOFF, title, _days(card.cutoff, today), card.id)


def _dates(period: Period) -> str:
    """The year of the first day only where it is another."""
    start = write_date(period.start)
    if period.start.year == period.end.year:
        start = start.rpartition("/")[0]
    return f"{start} – {write_date(period.end)}"


def _short_date(day: datetime.date, today: datetime.date) -> str:
    written = write_date(day)
    return written.rpartition("/")[0] if day.year == today.year else written


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
