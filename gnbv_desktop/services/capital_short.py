"""The key of a capital line in as few words as an office uses: "TDA 1 - DA 4 · vốn 2022 · Sự nghiệp · BQLDA"."""

from __future__ import annotations

from collections.abc import Iterator

from gnbv_desktop.engine.labels import key_label
from gnbv_desktop.services.capital_lines import AGENCY, COMPONENT, KIND, ORIGIN, SOURCE, YEAR, Key
from gnbv_desktop.services.capital_words import LINES
from gnbv_desktop.services.work import Work

NAMED = 2
"""More places than these are counted."""


def short_key(work: Work, key: Key) -> str:
    """The year of use only where the dossier has several."""
    return " · ".join(filter(None, _parts(work, key)))


def short_component(label: str) -> str:
    return label.replace("Tiểu dự án", "TDA").replace("tiểu dự án", "TDA").replace("Dự án", "DA")


def _parts(work: Work, key: Key) -> Iterator[str]:
    yield short_component(_label(work, key, COMPONENT))
    if len(work.dossier.head.period.years) > 1:
        yield _label(work, key, YEAR)
    if origin := key.get(ORIGIN):
        yield f"vốn {origin}"
    yield _label(work, key, KIND)
    yield _label(work, key, SOURCE)
    yield _places(work, key)


def _places(work: Work, key: Key) -> str:
    ids = key.get(AGENCY, "").split("+")
    if len(ids) <= NAMED:
        return _label(work, key, AGENCY)
    communes = {place.id for place in work.dossier.head.unit.communes}
    return f"{len(ids)} {'xã' if communes.issuperset(ids) else 'đơn vị'}"


def _label(work: Work, key: Key, code: str) -> str:
    column, text = work.edition.blocks[LINES].columns[code], key.get(code)
    return key_label(work.edition, work.dossier, column, text) if text else ""
