"""The first page of a dossier: four figures, the money of each project, the poverty rate, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from gnbv_desktop.catalogue.model import Edition, FieldKind
from gnbv_desktop.engine.labels import write_figure
from gnbv_desktop.engine.values import MISSING, Figure
from gnbv_desktop.kernel.figures import MoneyUnit, write_decimal, write_percent
from gnbv_desktop.services.big_changes import BigChange, big_changes
from gnbv_desktop.services.compare import previous_name
from gnbv_desktop.services.kpis import Kpi, amount_text, money_kpis, poverty_kpi
from gnbv_desktop.services.poverty import PovertyPoint, last_review, poverty_series, standard_label
from gnbv_desktop.services.progress import FormState, Progress, form_progress
from gnbv_desktop.services.purse import CARRIED, GIVEN, TERM, Purse, purse_of
from gnbv_desktop.services.work import Work

_ORDER = (FormState.ERROR, FormState.UNREAD, FormState.CONFIRM, FormState.ENTERING, FormState.EMPTY)


@frozen
class Project:
    """The money of one project. What is absent has its reason in the figure's status."""

    code: str
    label: str
    short: str
    share: str
    """ "76% vốn", "dưới 1% vốn"; empty when the whole is not known."""
    total: Figure
    spent: Figure
    spent_carried: Figure
    spent_given: Figure
    blocked: Figure
    """What cannot be spent; MISSING when no line says so."""
    rate: Figure
    total_text: str
    spent_text: str
    rate_text: str
    form: str
    over: str = ""
    """ "vượt 65%": more was spent than there was to spend; empty where it was not."""


@frozen
class Lack:
    form: str
    title: str
    state: FormState
    words: str
    """ "1 lỗi", "1 chưa rõ, 2 cần giải trình", "còn 12 ô", "trống"."""


@frozen
class Overview:
    kpis: tuple[Kpi, ...]
    projects: tuple[Project, ...]
    poverty: tuple[PovertyPoint, ...]
    standard: str
    lacking: tuple[Lack, ...]
    changes: tuple[BigChange, ...]
    since: str
    """The name of the dossier compared with; empty when there is none."""
    unit: str


def overview(work: Work, progress: Mapping[str, Progress] | None = None) -> Overview:
    """`progress` when it is known already."""
    evaluation = work.evaluation
    purse = purse_of(evaluation)
    series = poverty_series(evaluation)
    return Overview(
        kpis=(*money_kpis(work, purse), *poverty_kpi(work, series)),
        projects=tuple(_projects(work, purse)) if purse is not None else (),
        poverty=series,
        standard=standard_label(evaluation, last_review(evaluation)),
        lacking=lacking(work.edition, form_progress(work) if progress is None else progress),
        changes=big_changes(work),
        since=previous_name(work),
        unit=MoneyUnit(work.dossier.head.money_unit).label,
    )


# ---- projects


def top_components(edition: Edition) -> tuple[str, ...]:
    """The projects of the programme; the parts of a single one where everything stands below it."""
    tops = tuple(code for code, each in edition.components.items() if not each.parent)
    below = tuple(code for code, each in edition.components.items() if tops and each.parent == tops[0])
    return below if len(tops) == 1 and below else tops


def _projects(work: Work, purse: Purse) -> Iterator[Project]:
    whole = purse.total()
    money = MoneyUnit(work.dossier.head.money_unit)
    forms = {form.component: form.form for form in work.edition.forms.values() if form.component}
    for code in top_components(work.edition):
        each = work.edition.components[code]
        total, spent, rate = purse.total(code), purse.spent(code), purse.rate(code)
        carried, given = (purse.spent(code, **{TERM: term}) if purse.split else MISSING for term in (CARRIED, GIVEN))
        yield Project(
            code, each.label, each.short, share_words(total, whole), total, spent, carried, given,
            purse.blocked(code), rate, amount_text(work, total), amount_text(work, spent),
            write_figure(rate, FieldKind.PERCENT, money), forms.get(code, work.edition.form_of[purse.roles.path].form),
            over_words(rate),
        )  # fmt: skip


def share_words(part: Figure, whole: Figure) -> str:
    """In whole per cent; never "0%" or "100%" for what is not exactly that."""
    if part.number is None or not whole.number:
        return ""
    share = 100 * part.number / whole.number
    if 0 < share < 1:
        return "dưới 1% vốn"
    if 99 < share < 100:
        return "trên 99% vốn"
    return f"{write_decimal(share, 0)}% vốn"


def over_words(rate: Figure) -> str:
    over = rate.number - 100 if rate.number is not None else Decimal(0)
    return f"vượt {write_percent(over)}" if over > 0 else ""


# ---- what is missing


def lacking(edition: Edition, progress: Mapping[str, Progress]) -> tuple[Lack, ...]:
    """The gravest first, then in the order of the forms."""
    found = [
        Lack(code, edition.forms[code].short or edition.forms[code].title, each.state, missing_words(each))
        for code, each in progress.items()
        if each.state in _ORDER
    ]
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.state)))


def missing_words(progress: Progress) -> str:
    counts = (
        (progress.errors, f"{progress.errors} lỗi"),
        (progress.unread, f"{progress.unread} chưa rõ"),
        (progress.confirms, f"{progress.confirms} cần giải trình"),
    )
    told = ", ".join(words for number, words in counts if number)
    if told:
        return told
    return "trống" if progress.state is FormState.EMPTY else f"còn {progress.missing} ô" if progress.missing else ""
