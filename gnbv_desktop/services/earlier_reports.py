"""The reports of the same year before this one, for tables that tell how its money was spent from report to report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from attrs import define

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.kernel.dossier import Head
from gnbv_desktop.services.work import Work
from gnbv_desktop.store.store import Store

MOST = 12


@define(eq=False)
class EarlierReports:
    """Which they are is known at once; they are read when they are first asked for, by whichever thread asks."""

    database: Path
    versions: tuple[tuple[str, int], ...] = ()
    """Their ids in the order of their cut-off, each with the journal entry up to which it was written."""

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """For one job at a time: an evaluation is filled as figures are asked for."""
        return tuple(self._read())

    def _read(self) -> Iterator[Evaluation]:
        if not self.versions:
            return
        store = Store.open(self.database)
        plans: dict[tuple[str, str], Plan] = {}
        try:
            for dossier_id, _ in self.versions:
                dossier = store.load(dossier_id)
                edition = (dossier.head.programme, dossier.head.edition)
                if edition not in plans:
                    plans[edition] = Plan(load_edition(*edition))
                yield Evaluation(plans[edition], dossier)
        finally:
            store.close()


def earlier_reports(work: Work) -> EarlierReports:
    """Of the same unit, programme and single year, as they stand now."""
    store, own = work.desk.store, work.dossier.head
    if len(own.period.years) > 1:
        return EarlierReports(store.path)
    heads = store.heads()
    replaced = {head.amends for head in heads if head.amends}
    before = [head for head in heads if head.uid not in replaced and _before(head, own)]
    before.sort(key=lambda head: head.period.cutoff)
    return EarlierReports(store.path, tuple((head.id, store.version(head.id)) for head in before[-MOST:]))


def periods_of(work: Work) -> tuple[Evaluation, ...]:
    """The earlier reports of the year, read now."""
    return earlier_reports(work).evaluations


def _before(head: Head, own: Head) -> bool:
    same = (head.unit.id, head.programme) == (own.unit.id, own.programme)
    return same and head.period.years == own.period.years and head.period.cutoff < own.period.cutoff
