"""The cases of the controls (cases/*.yaml) and the dossiers they describe.

An entry names a control, what is `given` in all its cases, and where it `fires` and stays `quiet`. A case is a mapping:

    VON[r1]: {GIAO: 100, GIAI_NGAN: khoảng 101}    cells of a row; rows come with their cells, in this order
    CHUNG.DON_VI: {SO_XA: 3}                       single fields
    period: {first_year: 2021, last_year: 2023}    what differs from the budget year 2023, closed on 31/01/2024
    facts: [HUYEN_NGHEO]                           facts of the unit, a district of three communes x1, x2, x3
    earlier: {VON[r1]: …, period: …}               the previous dossier: the budget year before, when not said otherwise

Texts are canonical as in docs/dossier-format.md; `na`, `unfunded` and `? 71,972` (unread) are states, `-` takes away
what is given, and a word of doubt may stand before a figure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from gnbv_desktop.catalogue.editions import load_edition, newest
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.catalogue.nodes import Fault, read_source
from gnbv_desktop.engine.canon import canonical_fault
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.kernel.dossier import Cell, Dossier, Head, Period, PeriodKind, Place, State, Unit
from gnbv_desktop.kernel.refs import Ref, parse_ref

PROGRAMME = "gnbv_2021_2025"
CASES = Path(__file__).parent / "cases"
QUALIFIERS = ("ước", "khoảng", "trên", "dưới", "gần")

UNIT = Unit(
    id="mau",
    name="huyện Mẫu",
    level="HUYEN",
    communes=(Place("x1", "xã An"), Place("x2", "xã Bình"), Place("x3", "xã Cao")),
    agencies=(Place("a1", "Trung tâm Dịch vụ nông nghiệp"),),
)

Content = Mapping[str, Any]


@frozen
class Entry:
    control: str
    given: Content
    fires: tuple[Content, ...]
    quiet: tuple[Content, ...]

    def cases(self, which: str) -> Iterator[tuple[str, Content]]:
        for number, case in enumerate(getattr(self, which), 1):
            yield f"{self.control}-{number}", _over(self.given, case)


def edition() -> Edition:
    return load_edition(PROGRAMME, newest(PROGRAMME))


def entries() -> list[Entry]:
    faults: list[Fault] = []
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        source = read_source(path, path.name, faults)
        assert source is not None and not faults, faults
        for data in source.data:
            data = {"given": {}, **data}
            found.append(Entry(data["control"], data["given"], tuple(data["fires"]), tuple(data["quiet"])))
    return found


def _over(given: Content, case: Content) -> dict[str, Any]:
    """The case on top of what is given, row by row."""
    merged = dict(given)
    for key, value in case.items():
        here = merged.get(key)
        if isinstance(here, Mapping) and isinstance(value, Mapping):
            merged[key] = _over(here, value)
        else:
            merged[key] = value
    return merged


def dossiers(content: Content) -> tuple[Dossier, Dossier | None]:
    """The dossier of a case and the previous one, if the case has it."""
    made = _dossier(content, period(content.get("period", {}), 2023))
    if "earlier" not in content:
        return made, None
    before = content["earlier"]
    year = made.head.period.first_year - 1
    return made, _dossier({"facts": content.get("facts", []), **before}, period(before.get("period", {}), year))


def head(when: Period, **changes: Any) -> Head:
    unit = evolve(UNIT, **changes)
    return Head(id="mau", uid="u-1", programme=PROGRAMME, edition=newest(PROGRAMME), name="Mẫu", unit=unit, period=when)


def period(changes: Mapping[str, str], year: int) -> Period:
    first, last = int(changes.get("first_year", year)), int(changes.get("last_year", changes.get("first_year", year)))
    return Period(
        kind=PeriodKind(changes.get("kind", "nam_ngan_sach" if first == last else "giai_doan")),
        start=datetime.date(first, 1, 1),
        end=datetime.date(last, 12, 31),
        cutoff=datetime.date.fromisoformat(changes.get("cutoff", f"{last + 1}-01-31")),
        first_year=first,
        last_year=last,
    )


def _dossier(content: Content, when: Period) -> Dossier:
    made = Dossier(head(when, facts=tuple(content.get("facts", ()))))
    for place, columns in content.items():
        if place in ("period", "facts", "earlier"):
            continue
        for code, text in columns.items():
            ref = parse_ref(f"{place}.{code}")
            if ref.row[:1] == "r" and ref.row[1:].isdecimal() and ref.row not in made.block(ref.block).order:
                made = made.with_row(ref.block, ref.row, len(made.block(ref.block).order))
            if text != "-":
                made = made.with_cell(ref, _cell(ref, text, made))
    return made


def _cell(ref: Ref, text: str, made: Dossier) -> Cell:
    info = field_info(edition(), ref)
    assert info is not None and not info.derived, f"{ref} is no field that is typed"
    if text in ("na", "unfunded"):
        return Cell(State(text))
    if text.startswith("? "):
        return Cell(State.UNREAD, text[2:])
    first, _, rest = text.partition(" ")
    qualifier, text = (first, rest) if first in QUALIFIERS and info.kind.numeric else ("", text)
    fault = canonical_fault(edition(), made, info.column, info.kind, text)
    assert not fault, f"{ref}: {fault}"
    return Cell(State.VALUE, text, qualifier=qualifier)
