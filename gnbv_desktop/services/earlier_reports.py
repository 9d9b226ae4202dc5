"""The reports of the same year before this one, for tables that tell how its money was spent from report to report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from attrs import define, field

from gnbv_desktop.catalogue.editions import load_edition
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.plan import Plan
from gnbv_desktop.kernel.dossier import Head
from gnbv_desktop.services.work import Work
from gnbv_desktop.store.store import Store

MOST = 12


@define(eq=False)
class EarlierReports:
    """Of the same unit, programme and single year; found and read by whichever thread asks first."""

    database: Path
    own: Head
    read: dict[tuple[str, int], Evaluation] = field(factory=dict)
    """What was read before, by id and journal entry: read again only when it is another."""

    @cached_property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """In the order of their cut-off. For one job at a time: an evaluation is filled as figures are asked for."""
        if len(self.own.period.years) > 1:
            return ()
        store = Store.open(self.database)
        try:
            return tuple(self._evaluation(store, head) for head in _chosen(store.heads(), self.own))
        finally:
            store.close()

    def _evaluation(self, store: Store, head: Head) -> Evaluation:
        key = (head.id, store.version(head.id))
        if key not in self.read:
            plan = Plan(load_edition(head.programme, head.edition))
            self.read[key] = Evaluation(plan, store.load(head.id))
        return self.read[key]


def earlier_reports(work: Work) -> EarlierReports:
    return EarlierReports(work.desk.store.path, work.dossier.head)


def periods_of(work: Work) -> tuple[Evaluation, ...]:
    """The earlier reports of the year, read now."""
    return earlier_reports(work).evaluations


def _chosen(heads: Sequence[Head], own: Head) -> Sequence[Head]:
    """The last ones; not those that were replaced, and one of each cut-off: a quarter ends with its last month."""
    replaced = {head.amends for head in heads if head.amends}
    before = [head for head in heads if head.uid not in replaced and _before(head, own)]
    in_order = sorted(before, key=lambda head: (head.period.cutoff, head.period.kind is own.period.kind))
    return tuple({head.period.cutoff: head for head in in_order}.values())[-MOST:]


def _before(head: Head, own: Head) -> bool:
    same = (head.unit.id, head.programme) == (own.unit.id, own.programme)
    return same and head.period.years == own.period.years and head.period.cutoff < own.period.cutoff
