"""Which names an expression may use at the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from gnbv_desktop.catalogue.expressions import ExpressionFault, own_names, parse
from gnbv_desktop.catalogue.model import AS_OF, AS_OF_COLUMN, BlockDef, BlockKind, Column, Control, Edition

CELL = "CELL"
"""In a control over cells: the figure itself."""


def resolve_block(edition: Edition, form: str, name: str) -> str:
    """A block named from inside a form: the form's own (or the whole grid of which it shows rows), then any path."""
    own = f"{form}.{name}"
    return (edition.blocks[own].show or own) if form and own in edition.blocks else name


@frozen
class Scope:
    edition: Edition
    form: str
    path: str
    cell: bool = False

    def columns(self) -> Mapping[str, Column]:
        if not self.path:
            return {}
        block = self.edition.blocks[self.path]
        return {**block.columns, AS_OF: AS_OF_COLUMN} if block.as_of else block.columns

    def names(self) -> list[str]:
        return [*self.columns(), *([CELL] if self.cell else [])]

    def knows(self, name: str) -> bool:
        return name in self.columns() or (self.cell and name == CELL)


def control_paths(edition: Edition, form: str, control: Control) -> tuple[str, ...]:
    """The blocks in whose rows, cells or groups a control is checked.

    A pattern with * takes in the blocks that have what the control speaks of: one without it is simply not meant.
    """
    pattern = control.rows or control.cells or control.groups
    if not pattern:
        return ()
    resolved = resolve_block(edition, form, pattern)
    if resolved in edition.blocks:
        return (resolved,)
    matching = tuple(path for path in edition.matching(pattern) if edition.blocks[path].kind not in _WITHOUT_FIGURES)
    if "*" not in pattern:
        return matching
    return tuple(path for path in matching if _has_what_it_takes(edition.blocks[path], control)) or matching


_WITHOUT_FIGURES = (BlockKind.SHOW, BlockKind.NARRATIVE)


def _has_what_it_takes(block: BlockDef, control: Control) -> bool:
    columns = {*block.columns, AS_OF}
    texts = (text for text in (control.left, control.right, control.when, control.tolerance) if text)
    named = {name for text in texts for name in _names_in(text)} - {CELL}
    return named <= columns and (not control.columns or not columns.isdisjoint(control.columns))


def _names_in(text: str) -> Iterator[str]:
    try:
        yield from own_names(parse(text).tree)
    except ExpressionFault:
        return
