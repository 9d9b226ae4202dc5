"""What can be found in a dossier: the named things of its definitions, and the rows somebody added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, Component, Edition, FieldKind, Form
from gnbv_desktop.engine.labels import row_label
from gnbv_desktop.kernel.dossier import Cell, Dossier, State
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.kernel.text import fold


@frozen(eq=False)
class Entry:
    """A named thing. `columns` are those of its row, one of which a search may name as well."""

    rank: int
    """Forms before blocks before rows: what is more general comes first among equals."""
    form: str
    label: str
    place: str
    name: str
    """The label and other names, folded, with a space at each end."""
    hay: str
    """All words by which it is found, folded, with a space at each end."""
    path: str = ""
    row: str = ""
    column: str = ""
    columns: bool = False

    @property
    def ref(self) -> Ref | None:
        return Ref(self.path, self.row, self.column) if self.column else None


@define(eq=False)
class Folding:
    """Folds each text once."""

    _known: dict[str, str] = field(factory=dict)

    def __call__(self, *texts: str) -> str:
        return f" {' '.join(filter(None, map(self._one, texts)))} "

    def _one(self, text: str) -> str:
        if text not in self._known:
            self._known[text] = fold(text)
        return self._known[text]


FORM, BLOCK, FIELD, SLOT, ROW = range(5)


@frozen(eq=False)
class Things:
    """The entries of one edition, and those of the rows of a dossier."""

    edition: Edition
    fold: Folding

    def fixed(self, dossier: Dossier) -> Iterator[Entry]:
        """What is there in every dossier of the unit."""
        for form in self.edition.forms.values():
            context = self._context(form)
            short = form.short or form.title
            name = self.fold(short, form.title, form.form, *self._component_names(form.component))
            yield Entry(FORM, form.form, short, form.group, name, f"{name}{self.fold(form.help)}")
            for code, block in form.blocks.items():
                yield from self._block(dossier, form, form.path(code), block, context)

    def _block(self, dossier: Dossier, form: Form, path: str, block: BlockDef, context: str) -> Iterator[Entry]:
        place = form.short or form.title
        if block.kind is BlockKind.SHOW:
            return
        if block.title:
            name = self.fold(block.title)
            yield Entry(
                BLOCK, form.form, block.title, place, name, f"{name}{context}{self.fold(path, block.help)}", path
            )
        inside = f"{place} · {block.title}" if block.title else place
        around = f"{context}{self.fold(block.title)}"
        match block.kind:
            case BlockKind.FIXED:
                for code, row in block.rows.items():
                    if not row.heading:
                        name = self.fold(row.label)
                        hay = f"{name}{around}{self.fold(f'{path} {code}', row.help)}"
                        yield Entry(ROW, form.form, row.label, inside, name, hay, path, code, "", True)
            case BlockKind.COMMUNES:
                for commune in dossier.head.unit.communes:
                    name = self.fold(commune.name, commune.short)
                    hay = f"{name}{around}"
                    yield Entry(
                        ROW, form.form, commune.short or commune.name, inside, name, hay, path, commune.id, "", True
                    )
            case _:
                yield from self._columns(form, path, block, inside, around)

    def _columns(self, form: Form, path: str, block: BlockDef, inside: str, around: str) -> Iterator[Entry]:
        rank = SLOT if block.kind is BlockKind.NARRATIVE else FIELD
        for code, column in block.columns.items():
            name = self.fold(column.label, column.short)
            hay = f"{name}{around}{self.fold(f'{path} {code}', column.help)}"
            yield Entry(rank, form.form, column.label, inside, name, hay, path, "", code)

    def row(self, dossier: Dossier, path: str, row: str, cells: Mapping[str, Cell]) -> Entry:
        """A row somebody added: a capital line, a document, a project of a list."""
        form, block = self.edition.form_of[path], self.edition.blocks[path]
        label = row_label(self.edition, dossier, path, row)
        typed = [(block.columns.get(code), cell) for code, cell in cells.items() if cell.state is State.VALUE]
        name = self.fold(label, *(each for column, cell in typed for each in self._names(column, cell)))
        texts = (cell.text for column, cell in typed if column is not None and column.kind is FieldKind.TEXT)
        place = f"{form.short or form.title} · {block.title}" if block.title else form.short or form.title
        hay = f"{name}{self.fold(place, f'{path} {row}', *texts)}"
        return Entry(ROW, form.form, label, place, name, hay, path, row, "", True)

    def _names(self, column: Column | None, cell: Cell) -> Iterator[str]:
        """Every name of a component."""
        if column is not None and column.kind is FieldKind.COMPONENT:
            for code in cell.text.split("+"):
                yield from self._component_names(code)

    def _component_names(self, code: str) -> tuple[str, ...]:
        each: Component | None = self.edition.components.get(code)
        return (code, each.label, each.name, each.short, *each.aliases) if each is not None else ()

    def _context(self, form: Form) -> str:
        return self.fold(form.short or form.title, form.form, *self._component_names(form.component)[1:2])
