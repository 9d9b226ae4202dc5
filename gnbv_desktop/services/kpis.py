"""The four large figures of the overview."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.labels import write_figure, write_scalar
from gnbv_desktop.engine.values import MISSING, Figure, Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import MoneyUnit, write_decimal
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services import poverty
from gnbv_desktop.services.changing import change_words
from gnbv_desktop.services.poverty import PovertyPoint, last_review
from gnbv_desktop.services.purse import CARRIED, GIVEN, TERM, Purse, money_roles, purse_of
from gnbv_desktop.services.work import Work


@frozen
class Kpi:
    """One of the large figures. `text` is the figure, or the reason why there is none; `note` stands below."""

    code: str
    label: str
    figure: Figure
    text: str
    note: str = ""
    good: bool | None = None
    """Whether the note is good news; None when it is neither."""
    ref: Ref | None = None
    form: str = ""


def money_kpis(work: Work, purse: Purse | None) -> Iterator[Kpi]:
    roles = money_roles(work.edition)
    if roles is None:
        return
    form = work.edition.form_of[roles.path].form
    labels = work.edition.blocks[roles.path].columns
    total, spent, left = (purse.total(), purse.spent(), purse.left()) if purse is not None else (MISSING,) * 3
    note, good = _blocked_note(work, purse)
    yield Kpi("total", labels[roles.total].label, total, amount_text(work, total), _split_note(work, purse), form=form)
    yield Kpi("spent", "Đã giải ngân", spent, amount_text(work, spent), _spent_note(work, purse), form=form)
    yield Kpi("left", "Còn lại chưa giải ngân", left, amount_text(work, left), note, good, form=form)


def amount_text(work: Work, figure: Figure) -> str:
    """The amount in the dossier's unit; of an incomplete sum the known part with "+ ?", else the reason."""
    money = MoneyUnit(work.dossier.head.money_unit)
    if figure.status is Status.PARTIAL and isinstance(figure.value, Decimal):
        return f"{write_scalar(figure.value, FieldKind.MONEY, money, unit=False)} + ?"
    return write_figure(figure, FieldKind.MONEY, money, unit=False)


def _split_note(work: Work, purse: Purse | None) -> str:
    if purse is None or not purse.split:
        return ""
    carried, given = (purse.total(**{TERM: code}) for code in (CARRIED, GIVEN))
    if carried.number is None or given.number is None:
        return ""
    return f"{amount_text(work, carried)} chuyển sang + {amount_text(work, given)} giao"


def _spent_note(work: Work, purse: Purse | None) -> str:
    if purse is None:
        return ""
    money = MoneyUnit(work.dossier.head.money_unit)
    rate = purse.rate()
    parts = [write_figure(rate, FieldKind.PERCENT, money)] if rate.number is not None else []
    earlier = purse_of(work.evaluation.earlier) if work.evaluation.earlier is not None else None
    change = change_words(purse.spent(), earlier.spent(), FieldKind.MONEY, money) if earlier is not None else ""
    return " · ".join([*parts, *([f"{change} so với kỳ trước"] if change else [])])


def _blocked_note(work: Work, purse: Purse | None) -> tuple[str, bool | None]:
    blocked = purse.blocked() if purse is not None else MISSING
    if blocked.status is Status.MISSING or not blocked.value:
        return "", None
    return f"{amount_text(work, blocked)} không thực hiện được", False


def poverty_kpi(work: Work, series: tuple[PovertyPoint, ...]) -> Iterator[Kpi]:
    evaluation = work.evaluation
    if poverty.REVIEW not in work.edition.blocks:
        return
    review = last_review(evaluation)
    label = work.edition.blocks[poverty.REVIEW].columns[poverty.RATE].label
    form = work.edition.form_of[poverty.REVIEW].form
    if review is None:
        yield Kpi("poverty", label, MISSING, MISSING.status.label, form=form)
        return
    if review.day is not None:
        end = (review.day.month, review.day.day) == (12, 31)
        label = f"{label} cuối năm {review.day.year}" if end else f"{label} ngày {write_date(review.day)}"
    ref = Ref(poverty.REVIEW, review.row, poverty.RATE)
    figure = evaluation.figure(ref)
    text = write_figure(figure, FieldKind.PERCENT, MoneyUnit(work.dossier.head.money_unit))
    note, good = _against_plan(work, series, figure, review)
    yield Kpi("poverty", label, figure, text, note, good, ref, form)


def _against_plan(
    work: Work, series: tuple[PovertyPoint, ...], figure: Figure, review: poverty.Review
) -> tuple[str, bool | None]:
    fall = work.evaluation.figure(Ref(poverty.REVIEW, review.row, poverty.FALL)).number
    words = []
    if fall is not None:
        words.append(
            "không đổi" if not fall else f"{'giảm' if fall > 0 else 'tăng'} {write_decimal(abs(fall), 2)} điểm %"
        )
    plan = poverty.plan_for(series, review.day.year) if review.day is not None else None
    if plan is None or plan.number is None or figure.number is None:
        return " ".join(words), None
    reached = figure.number <= plan.number
    beaten = "vượt" if figure.number < plan.number else "đạt"
    words.append(f"{beaten} kế hoạch" if reached else "chưa đạt kế hoạch")
    return ", ".join(words), reached
