"""What a programme's definitions say, as frozen data. Texts are Vietnamese; codes are stable addresses."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase

from attrs import field, frozen

from gnbv_desktop.catalogue.annex_model import Annex, Measure
from gnbv_desktop.kernel.issues import Severity
from gnbv_desktop.kernel.outline import Outline


class FieldKind(StrEnum):
    MONEY = "money"
    COUNT = "count"
    DECIMAL = "decimal"
    PERCENT = "percent"
    YEAR = "year"
    YEARS = "years"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    COMPONENT = "component"
    PLACE = "place"
    LINE = "line"
    """A row of another block, for the inside of a capital line."""

    @property
    def numeric(self) -> bool:
        return self in _NUMERIC


_NUMERIC = {FieldKind.MONEY, FieldKind.COUNT, FieldKind.DECIMAL, FieldKind.PERCENT}


class BlockKind(StrEnum):
    FIELDS = "fields"
    FIXED = "fixed"
    COMMUNES = "communes"
    OPEN = "open"
    NARRATIVE = "narrative"
    DOCUMENTS = "documents"
    SHOW = "show"

    @property
    def open_rows(self) -> bool:
        """Rows are added by the user and called r1, r2, …"""
        return self in (BlockKind.OPEN, BlockKind.DOCUMENTS)


@frozen
class Item:
    """One choice of a list; `parent` makes the list a tree (NSĐP over tỉnh, huyện, xã)."""

    label: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    phrase: str = ""
    help: str = ""


@frozen
class ChoiceList:
    label: str
    items: Mapping[str, Item]
    source: str = ""


@frozen
class Component:
    """A node of the programme's tree."""

    name: str
    short: str
    label: str
    """How reports call it: "Dự án 2", "Tiểu dự án 1 - Dự án 4"."""
    parent: str = ""
    capital: tuple[str, ...] = ()
    """Usual kinds of capital (codes of the list LOAI); another one is a question."""
    applies: str = ""
    """Fact of the unit without which the component does not apply."""
    aliases: tuple[str, ...] = ()
    lead: str = ""
    source: str = ""
    until: datetime.date | None = None


@frozen
class Fact:
    label: str
    help: str = ""
    source: str = ""


@frozen
class Level:
    """A kind of reporting unit and its wording in a report."""

    label: str
    whole: str
    """"toàn huyện", "toàn xã"."""
    agency: str
    """First line of the letterhead: ỦY BAN NHÂN DÂN."""
    symbol: str
    """After the number of a report: BC-UBND."""
    children: str = ""
    signer: str = ""
    on_behalf: str = ""
    superior_line: bool = False
    since: datetime.date | None = None
    until: datetime.date | None = None
    note: str = ""


@frozen
class Authority:
    """A ministry or department, with the dates between which it is the one to write to."""

    name: str
    short: str
    level: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    successor: str = ""
    source: str = ""


@frozen
class LegalDocument:
    kind: str
    title: str
    number: str = ""
    date: datetime.date | None = None
    issuer: str = ""
    note: str = ""


@frozen
class ParameterValue:
    value: Decimal
    since: datetime.date
    source: str
    note: str = ""


@frozen
class Parameter:
    """A figure of the law that changes with time."""

    label: str
    unit: str
    values: tuple[ParameterValue, ...]

    def at(self, day: datetime.date) -> Decimal | None:
        valid = [each for each in self.values if each.since <= day]
        return max(valid, key=lambda each: each.since).value if valid else None


@frozen
class Column:
    """A column of a grid, or a single field of a block of fields, or a slot of a narrative."""

    label: str
    kind: FieldKind | None = None
    """None in a fixed grid: the row says what its figures are."""
    unit: str = ""
    short: str = ""
    list: str = ""
    of: str = ""
    """For kind line: the block whose rows it names."""
    key: bool = False
    value: str = ""
    """Expression of a derived column."""
    expected: bool = False
    """A total without it is incomplete."""
    total: bool = True
    """Its figures may be added over rows."""
    accumulates: bool = True
    """Its figures may be added over years."""
    once: bool = False
    """Over several years of use, rows of carried money whose year of origin is among them are not added again."""
    optional: bool = False
    phrase: str = ""
    help: str = ""
    source: str = ""

    @property
    def by_year(self) -> bool:
        """Whether a yearly block has it once per year: figures, not dates or remarks."""
        return not self.key and (self.kind is None or self.kind.numeric)


@frozen
class RowDef:
    """A row of a fixed grid."""

    label: str
    unit: str = ""
    kind: FieldKind = FieldKind.COUNT
    part_of: str = ""
    parts: str = ""
    """"all" when the rows that are part of this one make it up completely: then it may be computed."""
    value: str = ""
    """Expression over other rows of the same column."""
    constants: Mapping[str, str] = field(factory=dict)
    heading: bool = False
    accumulates: bool = True
    phrase: str = ""
    help: str = ""
    source: str = ""


@frozen
class Carried:
    """How a keyed grid tells the same money again: left over from an earlier year, used in a later one."""

    year: str
    """Key column: the year in which the money is used."""
    origin: str
    """Key column: the year in which it was first given."""
    same: tuple[str, ...] = ()
    """Key columns that must meet for two rows to tell of the same money."""


@frozen
class BlockDef:
    title: str = ""
    kind: BlockKind = BlockKind.FIELDS
    columns: Mapping[str, Column] = field(factory=dict)
    rows: Mapping[str, RowDef] = field(factory=dict)
    show: str = ""
    """Path of the keyed grid whose rows of this form's component are shown here."""
    inside: str = ""
    """Path of the grid whose rows this block's rows belong to."""
    carried: Carried | None = None
    measures: Mapping[str, Measure] = field(factory=dict)
    """Named totals of a keyed grid, for tables."""
    yearly: bool = False
    """In a dossier of several years every typed column also exists once per year: LUY_KE_2023."""
    as_of: bool = True
    """The block may carry a date of its own figures."""
    help: str = ""
    source: str = ""

    def keys(self) -> tuple[str, ...]:
        return tuple(code for code, column in self.columns.items() if column.key)


@frozen
class Control:
    """A rule between two described sides. It holds at one place, or at every row, cell or group named."""

    title: str
    left: str
    op: str
    right: str
    severity: Severity
    message: str
    remedy: str
    rows: str = ""
    """Pattern of blocks, or several apart by spaces: the rule holds in each of their rows."""
    cells: str = ""
    """Pattern of blocks: the rule holds for each of their figures, called CELL."""
    columns: tuple[str, ...] = ()
    groups: str = ""
    """Path of a keyed grid: the rule holds for each group of its rows by the keys in `by`."""
    by: tuple[str, ...] = ()
    when: str = ""
    tolerance: str = "0"
    missing: str = "skip"
    """skip: silent while a side is not known; zero: what is not known counts as 0."""
    source: str = ""


@frozen
class Form:
    form: str
    title: str
    group: str
    short: str = ""
    component: str = ""
    root: bool = False
    """Blocks of a root form are addressed without the form's code."""
    optional: bool = False
    """Nobody misses it when it stays empty: how the report looks, sections of one's own."""
    blocks: Mapping[str, BlockDef] = field(factory=dict)
    controls: Mapping[str, Control] = field(factory=dict)
    help: str = ""
    source: str = ""

    def path(self, block: str) -> str:
        return block if self.root else f"{self.form}.{block}"


@frozen
class Programme:
    programme: str
    name: str
    short: str
    first_year: int
    last_year: int
    source: str = ""
    forms: tuple[str, ...] = ()
    """The forms in the order of the navigation; those not named come last."""


@frozen
class FieldInfo:
    """Everything the definitions say of one address."""

    label: str
    row_label: str
    column: Column
    kind: FieldKind
    unit: str
    derived: bool
    year: int | None = None


@frozen
class Edition:
    """One folder of definitions, whole and consistent."""

    name: str
    digest: str
    programme: Programme
    components: Mapping[str, Component]
    lists: Mapping[str, ChoiceList]
    facts: Mapping[str, Fact]
    levels: Mapping[str, Level]
    authorities: Mapping[str, Authority]
    documents: Mapping[str, LegalDocument]
    parameters: Mapping[str, Parameter]
    forms: Mapping[str, Form]
    controls: Mapping[str, Control]
    outlines: Mapping[str, Outline]
    annexes: Mapping[str, Annex]
    blocks: Mapping[str, BlockDef] = field(init=False)
    all_controls: Mapping[str, Control] = field(init=False)
    form_of: Mapping[str, Form] = field(init=False)

    @blocks.default
    def _blocks(self) -> dict[str, BlockDef]:
        return {form.path(code): block for form in self.forms.values() for code, block in form.blocks.items()}

    @form_of.default
    def _form_of(self) -> dict[str, Form]:
        return {form.path(code): form for form in self.forms.values() for code in form.blocks}

    @all_controls.default
    def _all_controls(self) -> dict[str, Control]:
        merged = dict(self.controls)
        for form in self.forms.values():
            merged |= {f"{form.form}_{code}": control for code, control in form.controls.items()}
        return merged

    def matching(self, patterns: str) -> Iterator[str]:
        """Paths of the blocks that match one of the patterns, which stand apart by spaces."""
        wanted = patterns.split()
        return (path for path in self.blocks if any(fnmatchcase(path, pattern) for pattern in wanted))

    def subtree(self, component: str) -> frozenset[str]:
        """The component and all below it."""
        below = {component}
        for code in self.components:
            if any(each in below for each in self.ancestors(code)):
                below.add(code)
        return frozenset(below)

    def ancestors(self, component: str) -> tuple[str, ...]:
        """Parent, grandparent, … of a component."""
        found: list[str] = []
        parent = self.components[component].parent
        while parent:
            found.append(parent)
            parent = self.components[parent].parent
        return tuple(found)

    def leaves(self) -> tuple[str, ...]:
        parents = {component.parent for component in self.components.values()}
        return tuple(code for code in self.components if code not in parents)

    def column_of(self, path: str, code: str) -> tuple[Column, int | None] | None:
        """The column and, for one of the years of a yearly block, its year."""
        block = self.blocks[path]
        if code in block.columns:
            return block.columns[code], None
        base, _, year = code.rpartition("_")
        if block.yearly and base in block.columns and year.isdigit() and len(year) == 4:
            return block.columns[base], int(year)
        if code == AS_OF and block.as_of and block.kind is not BlockKind.NARRATIVE:
            return AS_OF_COLUMN, None
        return None


AS_OF = "TINH_DEN"
AS_OF_COLUMN = Column(label="Số liệu tính đến ngày", kind=FieldKind.DATE, total=False, optional=True)
