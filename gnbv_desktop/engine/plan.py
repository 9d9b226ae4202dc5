"""What can be known of an edition before any figure: compiled formulas, who depends on whom, how keys fall apart."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from attrs import define, field, frozen

from gnbv_desktop.catalogue.expressions import NEIGHBOURS, parse, ref_of
from gnbv_desktop.catalogue.model import Column, Control, Edition, FieldKind
from gnbv_desktop.catalogue.scope import control_paths, resolve_block
from gnbv_desktop.engine.formula import Formula, compile_expression
from gnbv_desktop.engine.keyed import Atoms


@frozen
class PlannedControl:
    """A control with what is known of it before any figure."""

    code: str
    control: Control
    form: str
    paths: tuple[str, ...]
    """The blocks in whose rows, cells or groups it is checked; none for a control of one place."""
    named: frozenset[str]
    """Blocks it looks at beyond the rows it is checked in."""
    looks_around: bool
    """Whether it looks at neighbouring rows of its own grid."""
    yearly: bool
    """Whether a control of one place holds for each single year too: all it names is yearly."""


@define(eq=False)
class Plan:
    edition: Edition
    sound: dict[str, bool] = field(factory=dict)
    """Of the bound expressions that were asked for: whether the definitions know all that they name."""
    _formulas: dict[str, Formula] = field(factory=dict)
    _parts: dict[tuple[str, str], tuple[str, ...]] = field(init=False)
    _leaves: dict[str, frozenset[str]] = field(init=False)

    @cached_property
    def _dependents(self) -> dict[str, frozenset[str]]:
        """For each block the blocks whose derived figures look at it, directly or through others.

        Asked for at the first change: figures can be shown before that.
        """
        direct: dict[str, set[str]] = {}
        for path, block in self.edition.blocks.items():
            for column in block.columns.values():
                for named in self.named_blocks(path, column.value):
                    direct.setdefault(named, set()).add(path)
        return {path: frozenset(_closure(path, direct)) for path in direct}

    @_parts.default
    def _find_parts(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for path, block in self.edition.blocks.items():
            for code, row in block.rows.items():
                if row.part_of:
                    found[path, row.part_of] = (*found.get((path, row.part_of), ()), code)
        return found

    @_leaves.default
    def _find_leaves(self) -> dict[str, frozenset[str]]:
        leaves = frozenset(self.edition.leaves())
        return {code: self.edition.subtree(code) & leaves for code in self.edition.components}

    @cached_property
    def controls(self) -> dict[str, PlannedControl]:
        """Made when the controls first run: figures can be shown and typed before that."""
        return {code: self._planned(code, each) for code, each in self.edition.all_controls.items()}

    def _planned(self, code: str, control: Control) -> PlannedControl:
        form = self._form_of_control(code)
        paths = control_paths(self.edition, form, control)
        texts = (control.left, control.right, control.when, control.tolerance)
        named = frozenset(
            each for path in paths or ("",) for text in texts for each in self.named_blocks(path, text, form)
        )
        yearly = not paths and bool(named) and all(self.edition.blocks[each].yearly for each in named)
        return PlannedControl(code, control, form, paths, named, self._looks_around(control), yearly)

    def formula(self, text: str) -> Formula:
        if text not in self._formulas:
            self._formulas[text] = compile_expression(parse(text))
        return self._formulas[text]

    def column_formula(self, path: str, code: str) -> Formula | None:
        column = self.edition.blocks[path].columns.get(code)
        return self.formula(column.value) if column is not None and column.value else None

    def row_formula(self, path: str, row: str) -> Formula:
        return self.formula(self.edition.blocks[path].rows[row].value)

    def parts(self, path: str, row: str) -> tuple[str, ...]:
        return self._parts.get((path, row), ())

    def resolve(self, path: str, form: str, name: str) -> str:
        if name in self.edition.blocks and (not path or name == path):
            return name
        own = self.edition.form_of[path].form if path in self.edition.form_of else form
        return resolve_block(self.edition, own, name)

    def reached(self, touched: Iterable[str]) -> frozenset[str]:
        """Blocks whose derived figures may change when these blocks do."""
        return frozenset().union(*(self._dependents.get(path, frozenset()) for path in touched))

    def named_blocks(self, path: str, text: str, form: str = "") -> Iterator[str]:
        """Blocks that an expression standing in `path` looks at beyond its own row."""
        if not text:
            return
        for node in ast.walk(parse(text).tree):
            name = ""
            if isinstance(node, ast.expr) and (ref := ref_of(node)) is not None:
                name = ref.block
            elif isinstance(node, ast.Call):
                name = ast.unparse(node.args[0]) if ast.unparse(node.func) == "count" else ast.unparse(node.func)
            if name:
                resolved = self.resolve(path, form, name)
                if resolved in self.edition.blocks:
                    yield resolved

    def _looks_around(self, control: Control) -> bool:
        return any(
            isinstance(node, ast.Call) and ast.unparse(node.func) in NEIGHBOURS
            for text in (control.left, control.right, control.when)
            if text
            for node in ast.walk(parse(text).tree)
        )

    def _form_of_control(self, code: str) -> str:
        owners = (
            form.form for form in self.edition.forms.values() for each in form.controls if code == f"{form.form}_{each}"
        )
        return "" if code in self.edition.controls else next(owners, "")

    def atoms(self, column: Column) -> Callable[[str], Atoms]:
        """How texts of a key column fall apart."""
        match column.kind:
            case FieldKind.COMPONENT:
                return self._component_atoms
            case FieldKind.YEAR | FieldKind.YEARS:
                return year_atoms
            case FieldKind.CHOICE:
                table = self._choice_leaves(column.list)
                return lambda text: table.get(text, frozenset({text})) if text else None
            case _:
                return lambda text: frozenset(text.split("+")) if text else None

    def _component_atoms(self, text: str) -> Atoms:
        if not text:
            return None
        return frozenset().union(*(self._leaves.get(code, frozenset({code})) for code in text.split("+")))

    def _choice_leaves(self, name: str) -> Mapping[str, frozenset[str]]:
        items = self.edition.lists[name].items
        below = {code: {code} for code in items}
        for code, item in items.items():
            parent = item.parent
            while parent:
                below[parent].add(code)
                parent = items[parent].parent
        parents = {item.parent for item in items.values()}
        return {code: frozenset(each - parents) for code, each in below.items()}


def year_atoms(text: str) -> Atoms:
    """ "2023" or a span "2021-2024"."""
    if not text:
        return None
    first, _, last = text.partition("-")
    if not last:
        return frozenset({first})
    return frozenset(str(year) for year in range(int(first), int(last) + 1))


def _closure(start: str, direct: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for path in direct.get(waiting.pop(), ()):
            if path not in found:
                found.add(path)
                waiting.append(path)
    return found
