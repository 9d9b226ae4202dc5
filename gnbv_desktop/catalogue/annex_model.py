"""What an annex (biểu số) is made of, as the definitions say it: tables over blocks of the forms, by name."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen


@frozen
class Measure:
    """A total of a keyed grid that tables show: of one of its columns, or computed from other measures."""

    label: str
    short: str = ""
    column: str = ""
    """Column of the grid that is added up; empty with `value`."""
    where: Mapping[str, str] = field(factory=dict)
    """Only lines with these keys."""
    value: str = ""
    """Expression over columns and other measures; MAU_SO is what the office has chosen its rates to be rates of."""
    unit: str = ""
    """"%" for a rate; an amount otherwise."""
    earlier: bool = False
    """As it stood in the report before this one, of the same year."""


@frozen
class AnnexTable:
    """One table of an annex. Rows, labels and units come from the block; with `rows` its lines are gathered by keys."""

    block: str
    title: str = ""
    """Empty: the block's own; "-": none."""
    columns: tuple[str, ...] = ()
    """Codes of columns or measures; empty: all that are asked."""
    heads: Mapping[str, str] = field(factory=dict)
    """Shorter headings where a sheet has no room for the form's own."""
    groups: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """A heading over neighbouring columns."""
    sums: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """Columns that others beside them add up to: printed in the row of column numbers."""
    years: tuple[str, ...] = ()
    """Columns that a dossier of several years shows for every year."""
    several_years: tuple[str, ...] = ()
    """The columns of a gathered table in a dossier of several years."""
    part_year: tuple[str, ...] = ()
    """Columns that only a report of less than a year has."""
    over_years: tuple[str, ...] = ()
    """Columns that only a dossier of several years has."""
    joined: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """Columns of a list told in the cell of another one, after it: a place and who builds there."""
    rows: tuple[str, ...] = ()
    """Keys of a keyed grid: each row of the table is a selection of its lines, the later keys below the earlier."""
    across: str = ""
    """Key whose values have columns of their own, before those of all lines."""
    each: tuple[str, ...] = ()
    """The columns of each value of `across`; empty: as `columns`."""
    beside: str = ""
    """Key told in a column of its own where a row has one value of it."""
    notes: tuple[str, ...] = ()
    """Columns of words, gathered from the lines of a row."""
    where: Mapping[str, str] = field(factory=dict)
    """Only these lines: texts of columns."""
    section: str = ""
    """Column by which the rows of a list stand under headings, each with its sums."""
    name: str = ""
    """Column that names the row of a list, told first."""
    whole: str = ""
    """How a row without that name is called; empty: as the unit's level says ("toàn huyện")."""
    total: bool = True
    """A list begins with the sum of all its rows."""
    needs: tuple[str, ...] = ()
    """Columns of which one must have been entered for the table to be worth sending; empty: any of the block."""
    tops: bool = False
    """Only the uppermost rows of a gathered table."""
    periods: bool = False
    """A row for each report of the year, or for each year, in place of selections of lines."""
    chart: str = ""
    """Also drawn: "columns" or "line"."""
    like: str = ""
    """Code of an annex whose table over the same block this one repeats, with a `where` or `title` of its own."""


@frozen
class Annex:
    """One official table sheet."""

    title: str
    tables: tuple[AnnexTable, ...]
    number: str = ""
    """ "05"; empty for a sheet without an official number, which `sheet` names."""
    sheet: str = ""
    component: str = ""
    note: str = ""
    reconstructed: bool = True
    """The official layout was not found: this one is ours. Said on screen and in the manifest, never on the sheet."""
    always: bool = False
    """It is sent even when nothing was entered."""
    source: str = ""

    def table(self, block: str, title: str = "") -> AnnexTable | None:
        """The one over a block with this title, or the first one over it."""
        over = [each for each in self.tables if each.block == block and not each.like]
        return next((each for each in over if each.title == title), over[0] if over else None)

    @property
    def name(self) -> str:
        return self.sheet or f"Biểu số {self.number}"


def unfold(annexes: Mapping[str, Annex]) -> dict[str, Annex]:
    """With `like` followed, where it leads to a table; the others are left for the checks to name."""

    def table(own: AnnexTable) -> AnnexTable:
        model = annexes[own.like].table(own.block, own.title) if own.like in annexes else None
        if model is None:
            return own
        return evolve(model, where=own.where or model.where, title=own.title or model.title)

    return {code: evolve(each, tables=tuple(map(table, each.tables))) for code, each in annexes.items()}
