"""The money of a dossier, whatever its programme calls the grid and its columns."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import define, frozen

from gnbv_desktop.catalogue.expressions import parse
from gnbv_desktop.catalogue.model import BlockDef, Edition, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import MISSING, Figure, Status, absent, add_up
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.services.counting import component_key

CANNOT = "KHONG_THUC_HIEN"
"""The one code of a list that is known here: money of which it is said that it cannot be spent."""
TERM, GIVEN, CARRIED = "NIEN_DO", "GIAO", "CHUYEN"
"""The key that tells this year's money from money carried over; a programme without it shows no such split."""


@frozen
class Roles:
    """The grid of money and what its columns are, as its rate says: 100 * spent / total."""

    path: str
    component: str
    total: str
    spent: str
    rate: str


def money_roles(edition: Edition) -> Roles | None:
    for path, block in edition.blocks.items():
        key = component_key(block)
        if key:
            for code, column in block.columns.items():
                terms = _rate_of(column.value) if column.kind is FieldKind.PERCENT else None
                if terms and all(_is_money(block, each) for each in terms):
                    return Roles(path, key, terms[1], terms[0], code)
    return None


def _rate_of(text: str) -> tuple[str, str] | None:
    """The two names of 100 * A / B."""
    if not text:
        return None
    match parse(text).tree:
        case ast.BinOp(
            left=ast.BinOp(left=ast.Constant(value=100), op=ast.Mult(), right=ast.Name(id=part)),
            op=ast.Div(),
            right=ast.Name(id=whole),
        ):
            return part, whole
        case _:
            return None


def _is_money(block: BlockDef, code: str) -> bool:
    return code in block.columns and block.columns[code].kind is FieldKind.MONEY


@define(eq=False)
class Purse:
    """Totals of money by component, within the scope that the dossier has chosen where it can choose one."""

    evaluation: Evaluation
    roles: Roles

    @cached_property
    def _capital(self) -> Capital | None:
        return Capital(self.evaluation) if self.roles.path == VON else None

    @property
    def split(self) -> bool:
        """Whether money carried over and money of this year can be told apart: not over several years."""
        keys = self.evaluation.edition.blocks[self.roles.path].keys()
        return TERM in keys and not self.evaluation.several_years

    def amount(self, column: str, component: str = "", **where: str) -> Figure:
        """A total; where it is missing, the reason that the lines give."""
        chosen = self._where(component, where)
        if self._capital is None:
            return self.evaluation.pivot(self.roles.path, column, chosen).figure
        return self._capital.why(self._capital.amount(column, **chosen), **chosen)

    def total(self, component: str = "", **where: str) -> Figure:
        return self.amount(self.roles.total, component, **where)

    def spent(self, component: str = "", **where: str) -> Figure:
        return self.amount(self.roles.spent, component, **where)

    def rate(self, component: str = "") -> Figure:
        chosen = self._where(component, {})
        if self._capital is None:
            return self.evaluation.pivot(self.roles.path, self.roles.rate, chosen).figure
        return self._capital.figure(self._capital.rate(self.roles.spent, **chosen))

    def left(self, component: str = "") -> Figure:
        """What is not spent yet: known only where both sides are."""
        return _less(self.total(component), self.spent(component))

    def blocked(self, component: str = "") -> Figure:
        """What is left of the lines that are said not to be possible; over several years, of the last year's."""
        rows = tuple(self._blocked_rows(component))
        return add_up(self._left_of(row) for row in rows) if rows else MISSING

    def _blocked_rows(self, component: str) -> Iterator[str]:
        """Not counting a line that lies within another such line."""
        evaluation, path = self.evaluation, self.roles.path
        state = self._state_column
        if not state:
            return
        grains = evaluation.grains(path)
        inside = grains.select(self._where(component, self._last_year)).inside
        found = {row for row in inside if evaluation.figure(Ref(path, row, state)).text == CANNOT}
        yield from (row for row in inside if row in found and found.isdisjoint(grains.coarser.get(row, ())))

    def _left_of(self, row: str) -> Figure:
        figures = (Ref(self.roles.path, row, code) for code in (self.roles.total, self.roles.spent))
        return _less(*map(self.evaluation.figure, figures))

    @property
    def _last_year(self) -> Mapping[str, str]:
        """Money left of an earlier year is told again as carried over in the next."""
        carried = self.evaluation.edition.blocks[self.roles.path].carried
        if carried is None or not self.evaluation.several_years:
            return {}
        return {carried.year: str(self.evaluation.dossier.head.period.last_year)}

    @cached_property
    def _state_column(self) -> str:
        edition = self.evaluation.edition
        columns = edition.blocks[self.roles.path].columns.items()
        lists = ((code, edition.lists[column.list]) for code, column in columns if column.kind is FieldKind.CHOICE)
        return next((code for code, choices in lists if CANNOT in choices.items), "")

    def _where(self, component: str, where: Mapping[str, str]) -> dict[str, str]:
        return {**({self.roles.component: component} if component else {}), **where}


def _less(total: Figure, spent: Figure) -> Figure:
    """The difference; where one side is not complete its reason, without the part that is known of it."""
    if total.number is None or spent.number is None:
        return absent((total, spent))
    return Figure(Status.VALUE, total.number - spent.number, total.fuzzy or spent.fuzzy, derived=True)


def purse_of(evaluation: Evaluation) -> Purse | None:
    """None when the programme has no grid of money, or nothing was typed in it yet."""
    roles = money_roles(evaluation.edition)
    return Purse(evaluation, roles) if roles is not None and evaluation.rows(roles.path) else None
