"""The poverty rate year by year under one standard: reviewed, estimated, planned."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import key_label
from gnbv_desktop.engine.values import Figure
from gnbv_desktop.kernel.refs import Ref

# These codes exist in one programme only: nothing in the definitions says which grid holds the poverty rate. A
# programme without them has no series.
REVIEW, PLAN, TARGETS = "RA_SOAT", "KE_HOACH", "MUC_TIEU.QG"
RATE, DAY, YEAR, STANDARD, PLACE = "TY_LE_NGHEO", "NGAY", "NAM", "CHUAN", "DON_VI"
POOR, FALL = "HO_NGHEO", "GIAM_NGHEO"


class PointKind(StrEnum):
    ACTUAL = "actual"
    ESTIMATE = "estimate"
    PLAN = "plan"

    @property
    def label(self) -> str:
        return {"actual": "thực hiện", "estimate": "ước", "plan": "kế hoạch"}[self.value]


@frozen
class PovertyPoint:
    year: int
    figure: Figure
    kind: PointKind
    ref: Ref


@frozen
class Review:
    """The last review of the whole unit."""

    row: str
    day: datetime.date | None
    standard: str


def last_review(evaluation: Evaluation) -> Review | None:
    rows = [] if REVIEW not in evaluation.edition.blocks else [
        (_day(evaluation, row), position, row) for position, row in enumerate(evaluation.rows(REVIEW))
        if not _text(evaluation, REVIEW, row, PLACE)
    ]  # fmt: skip
    if not rows:
        return None
    day, _, row = max(rows, key=lambda each: (each[0] or datetime.date.min, each[1]))
    return Review(row, day, _text(evaluation, REVIEW, row, STANDARD))


def standard_label(evaluation: Evaluation, review: Review | None) -> str:
    if review is None or not review.standard:
        return ""
    column = evaluation.edition.blocks[REVIEW].columns[STANDARD]
    return key_label(evaluation.edition, evaluation.dossier, column, review.standard)


def poverty_series(evaluation: Evaluation) -> tuple[PovertyPoint, ...]:
    """One point per year and kind; reviews and plans of another standard are not comparable and left out."""
    review = last_review(evaluation)
    standard = review.standard if review is not None else ""
    found: dict[tuple[int, PointKind], PovertyPoint] = {}
    for point in (*_reviewed(evaluation, standard), *_planned(evaluation, standard)):
        found[point.year, point.kind] = point
    first = min((year for year, _ in found), default=0)
    for point in _targets(evaluation):
        same = any((point.year, kind) in found for kind in _same_kinds(point.kind))
        if point.year >= first and not same:
            found[point.year, point.kind] = point
    return tuple(sorted(found.values(), key=lambda point: (point.year, list(PointKind).index(point.kind))))


def plan_for(series: tuple[PovertyPoint, ...], year: int) -> Figure | None:
    return next((point.figure for point in series if point.year == year and point.kind is PointKind.PLAN), None)


def _same_kinds(kind: PointKind) -> tuple[PointKind, ...]:
    """What was reviewed needs no estimate."""
    return (kind,) if kind is PointKind.PLAN else (PointKind.ACTUAL, PointKind.ESTIMATE)


def _reviewed(evaluation: Evaluation, standard: str) -> Iterator[PovertyPoint]:
    """In the order of their days, so that of two in a year the later stays."""
    if REVIEW not in evaluation.edition.blocks:
        return
    cutoff = evaluation.dossier.head.period.cutoff
    days = ((_day(evaluation, row), row) for row in evaluation.rows(REVIEW))
    for day, row in sorted((day, row) for day, row in days if day is not None):
        if _text(evaluation, REVIEW, row, PLACE) or _text(evaluation, REVIEW, row, STANDARD) != standard:
            continue
        ref = Ref(REVIEW, row, RATE)
        figure = evaluation.figure(ref)
        if figure.number is not None:
            estimated = figure.fuzzy or day > cutoff
            yield PovertyPoint(day.year, figure, PointKind.ESTIMATE if estimated else PointKind.ACTUAL, ref)


def _planned(evaluation: Evaluation, standard: str) -> Iterator[PovertyPoint]:
    """A plan over several years is a plan for the last of them."""
    if PLAN not in evaluation.edition.blocks:
        return
    for row in evaluation.rows(PLAN):
        if _text(evaluation, PLAN, row, PLACE) or (standard and _text(evaluation, PLAN, row, STANDARD) != standard):
            continue
        ref = Ref(PLAN, row, RATE)
        figure, year = evaluation.figure(ref), _text(evaluation, PLAN, row, YEAR)[-4:]
        if figure.number is not None and year.isdecimal():
            yield PovertyPoint(int(year), figure, PointKind.PLAN, ref)


def _targets(evaluation: Evaluation) -> Iterator[PovertyPoint]:
    """The same rate among the targets of the programme, where the reviews say nothing of a year."""
    block = evaluation.edition.blocks.get(TARGETS)
    if block is None or RATE not in block.rows or block.rows[RATE].kind is not FieldKind.PERCENT:
        return
    years = evaluation.dossier.head.period.years
    columns = (("TH_TINH", PointKind.ACTUAL), ("UOC", PointKind.ESTIMATE), ("KH", PointKind.PLAN))
    for year in years:
        for code, kind in columns:
            ref = Ref(TARGETS, RATE, f"{code}_{year}" if evaluation.several_years else code)
            figure = evaluation.figure(ref)
            if figure.number is not None:
                yield PovertyPoint(year, figure, kind, ref)


def _day(evaluation: Evaluation, row: str) -> datetime.date | None:
    day = evaluation.figure(Ref(REVIEW, row, DAY)).value
    return day if isinstance(day, datetime.date) else None


def _text(evaluation: Evaluation, path: str, row: str, code: str) -> str:
    return evaluation.figure(Ref(path, row, code)).text
