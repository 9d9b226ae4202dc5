"""What the preview shows: the report composed from a snapshot, and where each of its figures comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockKind
from gnbv_desktop.engine.bound import bound_faults, evaluate_bound
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info, place_label
from gnbv_desktop.engine.sources import sources_of
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.compose import compose_report
from gnbv_desktop.report.model import Document, FigureRun, Table
from gnbv_desktop.services.work import Work


@frozen(eq=False)
class Composed:
    document: Document
    reads: Mapping[str, tuple[Ref, ...]]
    """By the expression of a figure: the addresses that it looks at directly."""


def snapshot(work: Work) -> Evaluation:
    """An evaluation for a job alone: the window's own is filled as figures are asked for, and iterated meanwhile.

    Dossiers and definitions never change. What the plan keeps is the same whoever finds it first.
    """
    evaluation = work.evaluation
    earlier = evaluation.earlier
    own = Evaluation(earlier.plan, earlier.dossier) if earlier is not None else None
    return Evaluation(evaluation.plan, evaluation.dossier, own)


def compose(evaluation: Evaluation) -> Composed:
    document = compose_report(evaluation)
    expressions = dict.fromkeys(figure.expression for figure in figures_of(document))
    return Composed(document, {each: _reads(evaluation, each) for each in expressions})


def figures_of(document: Document) -> Iterator[FigureRun]:
    """The bound figures in the order of reading."""
    for block in document.blocks:
        cells = [cell for row in (block.header, *block.rows) for cell in row] if isinstance(block, Table) else [block]
        yield from (run for cell in cells for run in cell.runs if isinstance(run, FigureRun))


def _reads(evaluation: Evaluation, expression: str) -> tuple[Ref, ...]:
    bound = Bound(expression, FigureStyle.TEXT)
    if bound_faults(evaluation.edition, bound):
        return ()
    reads: list[Ref] = []
    evaluate_bound(evaluation, bound, reads)
    return tuple(dict.fromkeys(reads))


def typed_behind(work: Work, reads: Iterable[Ref]) -> tuple[Ref, ...]:
    """The fields in which the figure was typed, directly or through others; filled ones when there are any."""
    found: dict[Ref, None] = {}
    seen: set[Ref] = set()
    waiting = list(reads)[::-1]
    while waiting:
        ref = waiting.pop()
        info = field_info(work.edition, ref)
        if ref in seen or info is None:
            continue
        seen.add(ref)
        sources = sources_of(work.evaluation, ref) if work.dossier.cell(ref) is None else ()
        if sources:
            waiting += sources[::-1]
        elif not info.derived and not info.column.key:
            found[ref] = None
    filled = tuple(ref for ref in found if work.dossier.cell(ref) is not None)
    return filled or tuple(found)


def source_ref(work: Work, source: str) -> Ref | None:
    """The address of a narrative slot, or the first field of a block."""
    path, _, code = source.rpartition(".")
    narrative = work.edition.blocks.get(path)
    if narrative is not None and narrative.kind is BlockKind.NARRATIVE:
        return Ref(path, SINGLE, code)
    if source not in work.edition.blocks:
        return None
    rows, columns = work.evaluation.rows(source), work.evaluation.columns(source)
    return Ref(source, rows[0], columns[0]) if rows and columns else None


def words_of(work: Work, ref: Ref) -> str:
    return place_label(work.edition, work.dossier, ref)
