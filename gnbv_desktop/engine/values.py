"""One figure as the engine knows it: a value, or the reason why there is none."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.kernel.dossier import Cell, State
from gnbv_desktop.kernel.figures import plain

Scalar = Decimal | str | bool | datetime.date


class Status(StrEnum):
    VALUE = "value"
    MISSING = "missing"
    NA = "na"
    UNFUNDED = "unfunded"
    UNREAD = "unread"
    UNDIVIDED = "undivided"
    """The money or count exists, but only in a coarser figure: chưa tách."""
    PARTIAL = "partial"
    """Only some of the parts are known; `value` holds what they make: chưa đủ."""

    @property
    def label(self) -> str:
        return _LABELS[self.value]


_LABELS = {
    "value": "",
    "missing": "chưa nhập",
    "na": "không áp dụng",
    "unfunded": "không bố trí vốn",
    "unread": "chưa rõ cách đọc",
    "undivided": "chưa tách",
    "partial": "chưa đủ",
}


@frozen(slots=True)
class Figure:
    status: Status
    value: Scalar | None = None
    fuzzy: bool = False
    """Typed with "khoảng", "trên" …: controls are wider for it."""
    derived: bool = False

    @property
    def number(self) -> Decimal | None:
        """The value of a complete number, else None."""
        if self.status is Status.VALUE and isinstance(self.value, Decimal):
            return self.value
        return None

    @property
    def nothing(self) -> bool:
        """Said to be nothing: counts as zero in a sum."""
        return self.status in (Status.NA, Status.UNFUNDED)

    @property
    def text(self) -> str:
        """Canonical text, empty when there is no complete value."""
        if self.status is not Status.VALUE or self.value is None:
            return ""
        return canonical(self.value)


def canonical(value: Scalar) -> str:
    match value:
        case Decimal():
            return plain(value)
        case datetime.date():
            return value.isoformat()
        case bool():
            return "1" if value else "0"
        case _:
            return value


MISSING = Figure(Status.MISSING)
_WORST = (Status.UNREAD, Status.UNDIVIDED, Status.PARTIAL, Status.MISSING, Status.UNFUNDED, Status.NA)


def known(value: Scalar, fuzzy: bool = False) -> Figure:
    return Figure(Status.VALUE, value, fuzzy)


def absent(figures: Iterable[Figure]) -> Figure:
    """What an operation yields when not all its operands are values: the strongest reason."""
    found = {figure.status for figure in figures}
    return Figure(next((status for status in _WORST if status in found), Status.MISSING))


def add_up(figures: Iterable[Figure]) -> Figure:
    """The sum of what is known; partial while something is unread or itself partial, missing when nothing is known."""
    total = Decimal(0)
    seen = fuzzy = open_end = False
    reasons: list[Figure] = []
    for figure in figures:
        if isinstance(figure.value, Decimal) and figure.status in (Status.VALUE, Status.PARTIAL):
            total += figure.value
            seen = True
            fuzzy = fuzzy or figure.fuzzy
        else:
            reasons.append(figure)
        if figure.status in (Status.PARTIAL, Status.UNREAD, Status.UNDIVIDED):
            open_end = True
    if not seen:
        nothing = [each for each in reasons if each.nothing]
        return absent(nothing if nothing and not open_end else reasons)
    return Figure(Status.PARTIAL if open_end else Status.VALUE, total, fuzzy)


def typed(cell: Cell, kind: FieldKind) -> Figure:
    """The figure that a cell holds."""
    match cell.state:
        case State.NA:
            return Figure(Status.NA)
        case State.UNFUNDED:
            return Figure(Status.UNFUNDED)
        case State.UNREAD:
            return Figure(Status.UNREAD)
    fuzzy = bool(cell.qualifier)
    if kind.numeric or (kind in (FieldKind.YEAR, FieldKind.YEARS) and cell.text.isdecimal()):
        return Figure(Status.VALUE, Decimal(cell.text), fuzzy)
    if kind is FieldKind.DATE:
        return Figure(Status.VALUE, datetime.date.fromisoformat(cell.text), fuzzy)
    return Figure(Status.VALUE, cell.text, fuzzy)


def as_derived(figure: Figure) -> Figure:
    """Marked as computed; an empty text is nothing at all."""
    if figure.value == "":
        return MISSING
    return Figure(figure.status, figure.value, figure.fuzzy, derived=True)


def numbered(number: Figure, day: Figure) -> tuple[int, datetime.date] | None:
    """The leading digits of a document's number, with its date."""
    digits = number.text[: len(number.text) - len(number.text.lstrip("0123456789"))]
    return (int(digits), day.value) if digits and isinstance(day.value, datetime.date) else None
