"""A dossier with another of the same unit before it, for everything that compares two periods."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from attrs import evolve

from gnbv_desktop.kernel.dossier import Cell, Dossier, State
from gnbv_desktop.kernel.refs import parse_ref
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import load_sample
from gnbv_desktop.services.work import Work


def sample(desk: Desk, name: str) -> Work:
    return Work.open(desk, load_sample(desk, name))


def with_cells(made: Dossier, cells: Mapping[str, str | None]) -> Dossier:
    for key, text in cells.items():
        made = made.with_cell(parse_ref(key), None if text is None else Cell(State.VALUE, text))
    return made


def with_earlier(desk: Desk, work: Work, cutoff: str, cells: Mapping[str, str | None]) -> Work:
    """The work again, its own figures changed by `cells` having been reported at an earlier cut-off."""
    period = evolve(work.dossier.head.period, cutoff=datetime.date.fromisoformat(cutoff))
    head = evolve(work.dossier.head, id="ky-truoc", uid="u-ky-truoc", name="Báo cáo kỳ trước", period=period)
    desk.store.create(with_cells(evolve(work.dossier, head=head), cells), desk.stamp("create"))
    return Work.open(desk, work.dossier.head.id)
