"""What someone typed, as the cell of a field: read when it has one meaning, kept with its readings when not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping

from attrs import frozen

from gnbv_desktop.catalogue.model import Column, Edition, FieldKind
from gnbv_desktop.engine.canon import TEXT_LIMIT, number_fault
from gnbv_desktop.engine.labels import row_label
from gnbv_desktop.kernel.dates import read_date, write_date
from gnbv_desktop.kernel.dossier import Cell, Dossier, State
from gnbv_desktop.kernel.figure_reading import read_figure
from gnbv_desktop.kernel.figures import Kind, MoneyUnit
from gnbv_desktop.kernel.text import clean, fold, nfc

_YEARS = re.compile(r"((?:19|20|21)\d{2})\s*(?:-|–|đến)\s*((?:19|20|21)\d{2})")
_YEARS_AROUND = 5
"""A year of two digits is sure when it lies so near to the years reported on."""
_WORDS: Mapping[str, State] = {
    "khong ap dung": State.NA,
    "na": State.NA,
    "khong bo tri von": State.UNFUNDED,
    "khong bo tri": State.UNFUNDED,
}


@frozen
class Read:
    """`cell` is None when the field is to be emptied. `echo` says how the text was understood, or what is unclear."""

    cell: Cell | None
    echo: str = ""


def read(edition: Edition, dossier: Dossier, column: Column, kind: FieldKind, unit: str, text: str) -> Read:
    typed = nfc(text).strip()
    if not typed:
        return Read(None)
    state = _WORDS.get(fold(typed)) if kind.numeric else None
    if state is not None:
        return Read(Cell(state), "không áp dụng" if state is State.NA else "không bố trí vốn")
    match kind:
        case FieldKind.MONEY | FieldKind.COUNT | FieldKind.DECIMAL | FieldKind.PERCENT | FieldKind.YEAR:
            return _figure(kind, MoneyUnit(dossier.head.money_unit), unit, typed)
        case FieldKind.YEARS:
            return _years(typed)
        case FieldKind.DATE:
            return _date(typed, dossier.head.period.first_year, dossier.head.period.last_year)
        case FieldKind.CHOICE:
            items = edition.lists[column.list].items
            return _named(typed, {code: (code, item.label, item.short, *item.aliases) for code, item in items.items()})
        case FieldKind.COMPONENT:
            known = edition.components
            return _several(typed, {code: (code, each.label, each.name, *each.aliases) for code, each in known.items()})
        case FieldKind.PLACE:
            places = dossier.head.unit.places()
            return _several(typed, {place.id: (place.id, place.name, place.short) for place in places})
        case FieldKind.LINE:
            lines = line_names(edition, dossier, column.of)
            found = _named(typed, lines)
            unknown = found.cell is not None and found.cell.state is State.UNREAD and not found.cell.readings
            return _unread(typed, list(lines)[:5], "không có dòng này") if unknown else found
        case FieldKind.TEXT:
            return _words(text)


def line_names(edition: Edition, dossier: Dossier, path: str) -> dict[str, tuple[str, ...]]:
    """How a row of another grid may be called: by its code, by its label, by both where labels are alike."""
    labels = {row: row_label(edition, dossier, path, row) for row in dossier.block(path).order}
    return {row: (row, label, f"{label} ({row})") for row, label in labels.items()}


def _value(text: str, qualifier: str = "") -> Cell:
    return Cell(State.VALUE, text, qualifier=qualifier)


def _unread(typed: str, readings: Iterable[str], question: str) -> Read:
    return Read(Cell(State.UNREAD, typed[:TEXT_LIMIT], tuple(readings)), question)


def _figure(kind: FieldKind, money: MoneyUnit, unit: str, typed: str) -> Read:
    found = read_figure(typed, Kind(kind.value), money, unit)
    qualifier = found.qualifier or ""
    faults = [number_fault(kind, reading.canonical) for reading in found.readings]
    if found.certain is not None and not any(faults):
        return Read(_value(found.certain.canonical, qualifier), f"đọc là {found.certain.echo}")
    readings = (each.canonical for each, fault in zip(found.readings, faults, strict=True) if not fault)
    cell = Cell(State.UNREAD, typed[:TEXT_LIMIT], tuple(readings), qualifier)
    return Read(cell, found.problem or next(filter(None, faults), "chưa rõ cách đọc"))


def _years(typed: str) -> Read:
    span = _YEARS.fullmatch(typed)
    if span and span[1] < span[2]:
        return Read(_value(f"{span[1]}-{span[2]}"))
    return _figure(FieldKind.YEAR, MoneyUnit.TRIEU, "", typed)


def read_near_date(text: str, first_year: int, last_year: int, this_year: int | None = None) -> datetime.date | None:
    """A day whose year is written in full, or by two digits that mean a year near those reported on.

    A day without a year is one of `this_year`, where that is told.
    """
    if (day := read_date(text)) is not None:
        return day
    day = read_date(text, last_year)
    if day is not None and day == read_date(text, last_year + 1):
        return day if first_year - _YEARS_AROUND <= day.year <= last_year + _YEARS_AROUND else None
    day = read_date(text, this_year)  # a year that is written is the same whatever year is assumed; none was written
    return day if day is not None and day.year == this_year else None


def _date(typed: str, first_year: int, last_year: int) -> Read:
    """A day without its year, or of a year far away, is asked, not guessed."""
    day = read_near_date(typed, first_year, last_year)
    if day is not None:
        return Read(_value(day.isoformat()), f"đọc là ngày {write_date(day)}")
    guess = read_date(typed, last_year)
    return _unread(typed, (guess.isoformat(),) if guess else (), "ngày viết đủ ngày, tháng, năm: 06/4/2023")


def _several(typed: str, names: Mapping[str, tuple[str, ...]]) -> Read:
    """One name, or several joined by + or a comma."""
    whole = _named(typed, names)
    if whole.cell is not None and whole.cell.state is State.VALUE:
        return whole
    parts = [_named(part, names).cell for part in re.split(r"[+;,]", typed) if part.strip()]
    codes = [part.text for part in parts if part is not None and part.state is State.VALUE]
    if len(parts) < 2 or len(codes) != len(parts):
        return whole
    return Read(_value("+".join(dict.fromkeys(codes))))


def _named(typed: str, names: Mapping[str, tuple[str, ...]]) -> Read:
    typed, asked = " ".join(typed.split()), fold(typed)
    exact = [code for code, each in names.items() if typed.casefold() in {name.casefold() for name in each}]
    if not exact and typed.isascii():
        exact = [code for code, each in names.items() if asked in {fold(name) for name in each if name}]
    if len(exact) == 1:
        return Read(_value(exact[0]), next(name for name in names[exact[0]][1:] if name))
    near = exact or [code for code, each in names.items() if any(asked and asked in fold(name) for name in each)]
    hint = f"ý là {', '.join(names[code][1] for code in near[:4])}?" if near else "không có trong danh sách"
    return _unread(typed, near[:4], hint)


def _words(text: str) -> Read:
    words = clean(text)
    if not words:
        return Read(None)
    if len(words) > TEXT_LIMIT:
        return _unread(words, (), f"dài quá {TEXT_LIMIT} chữ; hãy viết ở phần thuyết minh")
    return Read(_value(words))
