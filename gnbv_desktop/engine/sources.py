"""From which addresses a figure is computed: the same way as it is computed, noting what is looked at."""

from __future__ import annotations

from collections.abc import Iterator

from gnbv_desktop.catalogue.model import BlockKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.kernel.refs import Ref


def sources_of(evaluation: Evaluation, ref: Ref) -> tuple[Ref, ...]:
    """What a figure's formula looks at, or the parts that make it up; nothing for a figure that is typed."""
    reads: list[Ref] = []
    if not _follow_formula(evaluation, ref, reads) and evaluation.figure(ref).derived:
        reads.extend(_parts(evaluation, ref))
    return tuple(each for each in dict.fromkeys(reads) if each != ref)


def derived_refs(evaluation: Evaluation, path: str) -> Iterator[Ref]:
    """The addresses of a block whose figures are computed, whether or not they come to a value."""
    block = evaluation.edition.blocks[path]
    if block.kind in (BlockKind.SHOW, BlockKind.NARRATIVE):
        return
    for row in evaluation.rows(path):
        by_row = block.rows.get(row)
        for code in evaluation.columns(path):
            column = block.columns.get(code) or block.columns[code[:-5]]
            formula = column.value or (by_row is not None and by_row.value and column.kind is None)
            if formula or evaluation.figure(Ref(path, row, code)).derived:
                yield Ref(path, row, code)


def _follow_formula(evaluation: Evaluation, ref: Ref, reads: list[Ref]) -> bool:
    """Whether a formula stands at the address."""
    found = evaluation.edition.column_of(ref.block, ref.column)
    if found is None:
        return False
    column, year = found
    row = evaluation.edition.blocks[ref.block].rows.get(ref.row)
    formula = evaluation.plan.column_formula(ref.block, ref.column if year is None else ref.column[:-5])
    by_rows = formula is None and row is not None and bool(row.value) and column.kind is None
    if by_rows:
        formula = evaluation.plan.row_formula(ref.block, ref.row)
    if formula is None:
        return False
    formula(Spot(evaluation, ref.block, ref.row, ref.column, year, by_rows, reads=reads))
    return True


def _parts(evaluation: Evaluation, ref: Ref) -> Iterator[Ref]:
    """The rows, else the years, whose figures add up to one that nobody typed."""
    block = evaluation.edition.blocks[ref.block]
    row = block.rows.get(ref.row)
    if row is not None and ref.column in row.constants:
        return
    column = evaluation.edition.column_of(ref.block, ref.column)
    parts = tuple(ref._replace(row=part) for part in evaluation.plan.parts(ref.block, ref.row))
    by_rows = row is not None and row.parts == "all" and column is not None and column[0].kind is None
    if by_rows and all(_known(evaluation, part) for part in parts):
        yield from parts
        return
    for year in evaluation.dossier.head.period.years:
        yield ref._replace(column=f"{ref.column}_{year}")


def _known(evaluation: Evaluation, ref: Ref) -> bool:
    figure = evaluation.figure(ref)
    return figure.number is not None or figure.nothing
