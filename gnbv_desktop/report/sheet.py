"""A sheet as it will stand in Excel and on paper: boxes with styles. The .xlsx and the annex page show the same one."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from attrs import frozen

from gnbv_desktop.report.grid import Absence


@frozen(cache_hash=True)
class Style:
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    border: bool = False
    wrap: bool = True
    number: str = "General"


class Box(NamedTuple):
    """A cell, or several merged ones. Numbers are in the unit of the sheet; `source` marks a figure of the dossier."""

    row: int
    column: int
    value: str | Decimal | None
    style: Style
    rows: int = 1
    columns: int = 1
    formula: str = ""
    source: str = ""
    factor: int = 1
    """What one of its units is of the figure: 1000000 for an amount told in triệu đồng."""
    link: str = ""
    """Name of the sheet that a click leads to."""
    absence: Absence = Absence.NONE


class ChartKind(StrEnum):
    COLUMNS = "columns"
    LINE = "line"


@frozen
class Series:
    name: str
    column: int
    values: tuple[Decimal | None, ...]


@frozen
class Chart:
    """Drawn over rows kept free for it, from the rows `first` to `last` of a table above."""

    kind: ChartKind
    title: str
    row: int
    rows: int
    first: int
    last: int
    label_column: int
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str


@frozen
class Sheet:
    code: str
    name: str
    title: str
    number: str
    """ "Phụ lục I"."""
    widths: tuple[int, ...]
    """Pixels at 96 dpi."""
    heights: tuple[float, ...]
    """Points."""
    boxes: tuple[Box, ...]
    landscape: bool = True
    breaks: tuple[int, ...] = ()
    """Rows before which a printed page begins."""
    repeated: tuple[int, int] | None = None
    """Rows printed again on each page."""
    frozen_at: tuple[int, int] | None = None
    charts: tuple[Chart, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    """First and last row of the headings of each table; the last holds the numbers of columns."""
    reconstructed: bool = False
