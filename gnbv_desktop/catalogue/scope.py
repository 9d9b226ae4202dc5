"""Which names an expression may use at the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from gnbv_desktop.catalogue.model import AS_OF, AS_OF_COLUMN, Column, Edition

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
