"""The annexes of a report: which of them a dossier has, their tables, and what stands around these.

An annex is data: blocks, columns and keys named by the edition. A sign stands for a figure that is absent: "–" not
applicable or no money, "…" not divided or not known, blank not entered.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import define, evolve

from gnbv_desktop.catalogue.annex_model import Annex, AnnexTable
from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.figures import MoneyUnit, at_most
from gnbv_desktop.report.block_table import BlockTable
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.report.gathered import GatheredTable
from gnbv_desktop.report.grid import Grid, GridColumn, GridRow, Look, text_cell
from gnbv_desktop.report.letterhead import Wording, compose_signature
from gnbv_desktop.report.model import WrittenAnnexes
from gnbv_desktop.report.numbering import roman
from gnbv_desktop.report.periods_table import periods_grid
from gnbv_desktop.report.sheet import Sheet
from gnbv_desktop.report.sheet_layout import SheetHead, lay_out
from gnbv_desktop.report.sheet_widths import SHOWN_PLACES
from gnbv_desktop.report.totals import Totals
from gnbv_desktop.report.xlsx import write_workbook

CONTENTS = "Mục lục"
_SIGNS = (
    "Ghi chú: (–) không áp dụng hoặc không bố trí vốn; (…) đã có số liệu chung nhưng chưa tách hoặc chưa đủ; "
    "ô trống: chưa nhập số liệu."
)
_ONCE = (
    "Vốn chuyển nguồn giữa các năm của giai đoạn chỉ tính một lần trong tổng số, nên các năm cộng lại có thể lớn hơn."
)
_ROUNDED = "Số liệu làm tròn: các số thành phần in ra cộng lại có thể lệch số tổng."


def write_annexes(
    evaluation: Evaluation, periods: Sequence[Evaluation] = (), left_out: Collection[str] = ()
) -> WrittenAnnexes:
    """`periods`: the earlier reports of the same year; `left_out`: annexes for which the province's own stand."""
    annexes = Annexes(evaluation, tuple(periods), frozenset(left_out))
    moment = datetime.datetime.combine(evaluation.dossier.head.period.cutoff, datetime.time())
    return write_workbook(annexes.sheets(), annexes.wording.title, moment)


@define(eq=False)
class Annexes:
    evaluation: Evaluation
    periods: tuple[Evaluation, ...] = ()
    left_out: frozenset[str] = frozenset()

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.evaluation.edition, self.evaluation.dossier)

    @cached_property
    def _capital(self) -> Capital:
        return Capital(self.evaluation)

    # ---- which

    @cached_property
    def in_use(self) -> tuple[str, ...]:
        """Codes of the annexes that are sent, in their order."""
        annexes = self.evaluation.edition.annexes.items()
        return tuple(code for code, each in annexes if code not in self.left_out and self._wanted(each))

    def _wanted(self, annex: Annex) -> bool:
        if annex.always:
            return True
        if annex.component and self._capital.inside({"DU_AN": annex.component}):
            return True
        return any(self._entered(table) for table in annex.tables if table.block != VON)

    def _entered(self, table: AnnexTable) -> bool:
        rows = self.evaluation.dossier.block(table.block).rows
        if not table.rows and self.evaluation.edition.blocks[table.block].kind.open_rows:
            rows = {row: rows[row] for row in BlockTable(self.evaluation, table).rows if row in rows}
        return any(not table.needs or not cells.keys().isdisjoint(table.needs) for cells in rows.values() if cells)

    # ---- sheets

    def sheets(self) -> tuple[Sheet, ...]:
        """All that are sent, after their table of contents."""
        made = tuple(self.sheet(code) for code in self.in_use)
        return (self._contents(made), *made) if made else (self._contents(()),)

    def sheet(self, code: str) -> Sheet:
        annex = self.evaluation.edition.annexes[code]
        grids = tuple(self._grids(annex))
        rounded = self._capital.figures.rounded
        notes = [_SIGNS, *([annex.note] if annex.note else []), *([_ONCE] if self._carried_within(annex) else [])]
        if any(_prints_rounded(grid, 0 if rounded else SHOWN_PLACES) for grid in grids):
            notes.append(_ROUNDED)
        if any(table.block == VON for table in annex.tables):
            notes += self._scope()
        return lay_out(self._head(code, annex), grids, notes, rounded)

    def _carried_within(self, annex: Annex) -> bool:
        """Whether its years tell the same money again."""
        if not self._capital.several_years or all(table.block != VON for table in annex.tables):
            return False
        return bool(self._capital.inside({"DU_AN": annex.component, "NIEN_DO": "CHUYEN"}))

    def _grids(self, annex: Annex) -> Iterator[Grid]:
        told = [table for table in annex.tables if self._tells(table)] or annex.tables[:1]
        for number, table in enumerate(told, 1):
            grid = self._grid(table, "" if table.title == "-" else f"{roman(number)}. {self._title(table).upper()}")
            if not table.periods or len(grid.rows) > 1:
                yield grid

    def _tells(self, table: AnnexTable) -> bool:
        """A table is left out when nothing was entered for it, or no line names the key that it divides by."""
        if table.periods:
            return True
        if not table.rows:
            return BlockTable(self.evaluation, table).tells()
        block = self.evaluation.edition.blocks[table.block]
        key = table.rows[0]
        if block.columns[key].kind is not FieldKind.CHOICE or table.where:
            return True
        return any(figure.text for figure in self.evaluation.column(table.block, key).values())

    def _title(self, table: AnnexTable) -> str:
        return table.title or self.evaluation.edition.blocks[table.block].title or table.block

    def _grid(self, table: AnnexTable, title: str) -> Grid:
        money = f"Đơn vị tính: {MoneyUnit(self.evaluation.dossier.head.money_unit).label}"
        if table.periods:
            return periods_grid(self.evaluation, self.periods, table, title, money)
        if table.rows:
            totals = self._capital if table.block == VON else Totals(self.evaluation, table.block)
            return evolve(GatheredTable(totals, table).grid(title, money), chart=table.chart)
        block = BlockTable(self.evaluation, table)
        return block.grid(title, money if block.has_money() else "")

    def _scope(self) -> Iterator[str]:
        """What the office has chosen that its totals count and its rates are rates of, where it is not all."""
        sources, base = self._capital.scope_words()
        if self._capital.narrowed:
            yield f"Các dòng tổng {sources}; vốn của nguồn khác chỉ có ở dòng, cột của nguồn ấy."
        if self._capital.base != "SU_DUNG":
            yield f"Tỷ lệ giải ngân tính trên {base}."

    # ---- what stands around the tables

    def _head(self, code: str, annex: Annex) -> SheetHead:
        wording = self.wording
        symbol = wording.number(8).removeprefix("Số:")
        date = wording.place_date().partition(", ")[2]
        place = self.in_use.index(code) + 1 if code in self.in_use else len(self.in_use) + 1
        return SheetHead(
            code=code,
            unit=self._unit,
            name=annex.name,
            annex=f"Phụ lục {roman(place)}" if len(self.in_use) > 1 else "Phụ lục",
            title=annex.title.replace("{ky}", self._capital.period).upper(),
            attached=f"(Kèm theo Báo cáo số{symbol} {date} của {wording.agency})",
            period=f"{self._period}; {self._data_date}",
            place_date=wording.place_date(),
            authority=compose_signature(wording).authority,
            contents=CONTENTS,
            reconstructed=annex.reconstructed,
        )

    @property
    def _unit(self) -> str:
        wording = self.wording
        return f"UBND {wording.name}".upper() if not wording.level.superior_line else wording.name.upper()

    @property
    def _period(self) -> str:
        period = self.wording.period
        return f"Kỳ báo cáo: {period[:1].upper()}{period[1:]}"

    @property
    def _data_date(self) -> str:
        text = self.wording.data_date
        return f"{text[:1].lower()}{text[1:]}"

    def _contents(self, sheets: Sequence[Sheet]) -> Sheet:
        columns = (
            GridColumn("TT", Look.CENTER, "A"),
            GridColumn("Biểu số", Look.TEXT, "B"),
            GridColumn("Tên biểu", Look.TEXT, "C"),
            GridColumn("Phụ lục", Look.CENTER, "D"),
        )
        rows = []
        for number, sheet in enumerate(sheets, 1):
            annex = self.evaluation.edition.annexes[sheet.code]
            title = annex.title.replace("{ky}", self._capital.period)
            cells = (
                text_cell(str(number), Look.CENTER),
                text_cell(sheet.name, link=sheet.name),
                text_cell(title),
                text_cell(sheet.number.removeprefix("Phụ lục").strip(), Look.CENTER),
            )
            rows.append(GridRow(cells))
        head = SheetHead(
            code="", unit=self._unit, name="", annex="Mục lục", title="CÁC BIỂU KÈM THEO BÁO CÁO",
            attached="", period=f"{self._period}; {self._data_date}", place_date="", authority=(),
        )  # fmt: skip
        return evolve(lay_out(head, (Grid(columns, tuple(rows)),), ()), name=CONTENTS)


def _prints_rounded(grid: Grid, places: int) -> bool:
    """Whether some amount has more decimals than are printed: then printed parts may not add up."""
    amounts = (cell.value for row in grid.rows for cell in row.cells if cell.factor != 1)
    return any(isinstance(each, Decimal) and at_most(each, places) != each for each in amounts)
