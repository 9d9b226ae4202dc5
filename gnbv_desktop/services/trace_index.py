"""Who reads whom in one evaluation: figures, narratives and controls, looked up backwards. Built as it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import define, field, frozen

from gnbv_desktop.catalogue.model import AS_OF
from gnbv_desktop.engine.bound import bound_faults, evaluate_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.formula import is_true
from gnbv_desktop.engine.plan import PlannedControl
from gnbv_desktop.engine.sources import derived_refs, sources_of
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.kernel.inline import Bound, Paragraph, paragraphs_from_json
from gnbv_desktop.kernel.refs import Ref


@frozen
class BoundAt:
    """A figure in a narrative, and the addresses it reads."""

    slot: str
    paragraph: Paragraph
    item: int
    reads: frozenset[Ref]


@define(eq=False)
class TraceIndex:
    """Belongs to one evaluation: after a change a new one is made, and filled again only as it is asked."""

    evaluation: Evaluation
    _uses: dict[str, dict[Ref, list[Ref]]] = field(factory=dict)
    """By block: the derived figures of that block, by what they read."""
    _looks: dict[str, frozenset[Ref]] = field(factory=dict)
    """By control: all that it reads, for controls that are not of one row."""

    def uses(self, ref: Ref) -> tuple[Ref, ...]:
        """The figures that are computed directly from this one."""
        blocks = self.evaluation.edition.blocks
        near = dict.fromkeys((ref.block, *sorted(self.evaluation.plan.reached([ref.block]))))
        return tuple(
            dict.fromkeys(user for path in near if path in blocks for user in self._of_block(path).get(ref, ()))
        )

    def _of_block(self, path: str) -> dict[Ref, list[Ref]]:
        if path not in self._uses:
            found: dict[Ref, list[Ref]] = {}
            for user in derived_refs(self.evaluation, path):
                for source in sources_of(self.evaluation, user):
                    found.setdefault(source, []).append(user)
            self._uses[path] = found
        return self._uses[path]

    def reach(self, ref: Ref) -> frozenset[Ref]:
        """The figure and all that is computed from it, directly or through others."""
        found = {ref}
        waiting = [ref]
        while waiting:
            new = [each for each in self.uses(waiting.pop()) if each not in found]
            found.update(new)
            waiting += new
        return frozenset(found)

    # ---- narratives

    def sentences(self, ref: Ref) -> Iterator[BoundAt]:
        """The bound figures that this one reaches."""
        reach = self.reach(ref)
        return (each for each in self._bounds if not reach.isdisjoint(each.reads))

    @cached_property
    def _bounds(self) -> tuple[BoundAt, ...]:
        return tuple(self._find_bounds())

    def _find_bounds(self) -> Iterator[BoundAt]:
        for slot, content in self.evaluation.dossier.narratives.items():
            for paragraph in paragraphs_from_json(content):
                for number, item in enumerate(paragraph.items):
                    if isinstance(item, Bound) and not bound_faults(self.evaluation.edition, item):
                        reads: list[Ref] = []
                        evaluate_bound(self.evaluation, item, reads)
                        yield BoundAt(slot, paragraph, number, frozenset(reads))

    # ---- controls

    def controls(self, ref: Ref) -> Iterator[PlannedControl]:
        """The controls that look at the figure, or at one that its own row computes from it."""
        wanted = {ref, *(each for each in self.uses(ref) if (each.block, each.row) == (ref.block, ref.row))}
        for planned in self.evaluation.plan.controls.values():
            if any(self._looks_at(planned, each) for each in wanted):
                yield planned

    def _looks_at(self, planned: PlannedControl, ref: Ref) -> bool:
        control = planned.control
        here = ref.block in planned.paths
        if here and control.cells:
            return self._checks_cell(planned, ref)
        if here and any(ref in self._reads(planned, spot) for spot in self._spots_here(planned, ref)):
            return True
        return ref.block in planned.named and ref in self._all_reads(planned)

    def _checks_cell(self, planned: PlannedControl, ref: Ref) -> bool:
        columns, when = planned.control.columns, planned.control.when
        found = self.evaluation.edition.column_of(ref.block, ref.column)
        base = ref.column[:-5] if found and found[1] is not None else ref.column
        if (columns and base not in columns) or (not columns and ref.column == AS_OF):
            return False
        if found is None or (found[0].kind is not None and not found[0].kind.numeric and not columns):
            return False
        spot = Spot(self.evaluation, ref.block, ref.row, ref.column, found[1])
        return not when or is_true(self.evaluation.plan.formula(when)(spot))

    def _spots_here(self, planned: PlannedControl, ref: Ref) -> Iterator[Spot]:
        """The row of the figure, or the group of rows to which it belongs."""
        by = planned.control.by
        if not planned.control.groups:
            yield Spot(self.evaluation, ref.block, ref.row)
            return
        texts = [self.evaluation.figure(Ref(ref.block, ref.row, code)).text for code in by]
        if all(texts):
            yield Spot(self.evaluation, ref.block, where=dict(zip(by, texts, strict=True)))

    def _all_reads(self, planned: PlannedControl) -> frozenset[Ref]:
        if planned.code not in self._looks:
            spots = self._spots_anywhere(planned)
            self._looks[planned.code] = frozenset(ref for spot in spots for ref in self._reads(planned, spot))
        return self._looks[planned.code]

    def _spots_anywhere(self, planned: PlannedControl) -> Iterator[Spot]:
        if not planned.paths:
            yield Spot(self.evaluation, form=planned.form)
            years: Iterable[int] = self.evaluation.dossier.head.period.years if planned.yearly else ()
            for year in years if self.evaluation.several_years else ():
                yield Spot(self.evaluation, form=planned.form, year=year)
        if planned.control.cells or planned.control.groups:
            return
        for path in planned.paths:
            for row in self.evaluation.rows(path):
                yield Spot(self.evaluation, path, row)

    def _reads(self, planned: PlannedControl, spot: Spot) -> list[Ref]:
        control = planned.control
        spot.reads = []
        for text in filter(None, (control.left, control.right, control.when)):
            self.evaluation.plan.formula(text)(spot)
        return spot.reads
