"""The annexes as one .xlsx: the capital of all components, then one sheet for every form in use that has an annex.

Layouts follow the definitions of the blocks. Formulas carry their values; a formula is written only where it gives the
figure the engine has. A sign stands for a figure that is absent: "–" nothing, "…" not divided, blank not entered.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve
from xlsxwriter import Workbook

from gnbv_desktop.catalogue.expressions import parse
from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, FieldKind, Form, RowDef
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import field_info, key_label
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.report.grid import (
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Look,
    figure_cell,
    text_cell,
    with_expression,
    with_sum,
)
from gnbv_desktop.report.letterhead import Wording, compose_signature
from gnbv_desktop.report.model import WrittenAnnexes
from gnbv_desktop.report.sheets import SHEET_FONT, SheetHead, SheetWriter
from gnbv_desktop.report.summary import CapitalTables

_SUMMARY = "Biểu tổng hợp vốn"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
          "XVIII", "XIX", "XX")  # fmt: skip
_SIGNS = (
    "Ghi chú: (–) không áp dụng hoặc không bố trí vốn; (…) đã có số liệu chung nhưng chưa tách hoặc chưa đủ; "
    "ô trống: chưa nhập số liệu."
)
_RECONSTRUCTED = "Biểu dựng lại, đối chiếu với Phụ lục III Thông tư 10/2022/TT-BLĐTBXH trước khi gửi."
_CENTRED = {FieldKind.YEAR, FieldKind.YEARS, FieldKind.DATE}


def write_annexes(evaluation: Evaluation) -> WrittenAnnexes:
    """Equal evaluations give equal bytes."""
    buffer = io.BytesIO()
    annexes = _Annexes(evaluation, Wording(evaluation.edition, evaluation.dossier), Capital(evaluation))
    with Workbook(buffer, {"in_memory": True, "default_format_properties": SHEET_FONT}) as book:
        moment = datetime.datetime.combine(evaluation.dossier.head.period.cutoff, datetime.time())
        book.set_properties({"created": moment, "title": annexes.wording.title[:255]})
        writer = SheetWriter(book)
        annexes.write(writer)
    return WrittenAnnexes(buffer.getvalue(), tuple(writer.figures))


@define(eq=False)
class _Annexes:
    evaluation: Evaluation
    wording: Wording
    capital: Capital

    def write(self, writer: SheetWriter) -> None:
        forms = tuple(self._forms())
        programme = re.sub(r" giai đoạn [0-9]{4} - [0-9]{4}$", "", self.evaluation.edition.programme.name)
        title = f"Tổng hợp vốn {programme} {self.capital.period}"
        if VON in self.evaluation.edition.blocks:
            head = self._head(_SUMMARY, title, 1, bool(forms))
            writer.write(_SUMMARY, head, (self._summary(),), (_SIGNS, _RECONSTRUCTED))
        for number, form in enumerate(forms, 2):
            assert form.annex is not None
            name = f"Biểu số {form.annex.number}"
            own = form.annex.note
            notes = [_SIGNS, *([own] if own else []), *([] if "dựng lại" in own else [_RECONSTRUCTED])]
            grids = tuple(self._grids(form))
            if grids:
                writer.write(name, self._head(name, form.title, number, True), grids, notes)

    def _summary(self) -> Grid:
        return CapitalTables(self.capital).summary()

    def _forms(self) -> Iterator[Form]:
        """Forms that have an annex and hold anything, or whose component has money."""
        for form in self.evaluation.edition.forms.values():
            if form.annex is not None and (self._typed(form) or self._funded(form)):
                yield form

    def _typed(self, form: Form) -> bool:
        dossier = self.evaluation.dossier
        return any(cells for code in form.blocks for cells in dossier.block(form.path(code)).rows.values())

    def _funded(self, form: Form) -> bool:
        if not form.component or not self.capital.exists:
            return False
        return bool(self.evaluation.grains(VON).select({"DU_AN": form.component}).inside)

    # ---- what stands around the tables

    def _head(self, number: str, title: str, place: int, several: bool) -> SheetHead:
        wording = self.wording
        symbol = wording.number(8).removeprefix("Số:")
        date = wording.place_date().partition(", ")[2]
        attached = f"(Kèm theo Báo cáo số{symbol} {date} của {wording.agency})"
        period = self.capital.period
        return SheetHead(
            unit=f"UBND {wording.name}".upper() if not wording.level.superior_line else wording.name.upper(),
            number=number,
            annex=f"Phụ lục {_ROMAN[(place - 1) % len(_ROMAN)]}" if several else "Phụ lục",
            title=title.upper(),
            attached=attached,
            period=f"Kỳ báo cáo: {period[:1].upper()}{period[1:]}; {self._data_date()}",
            money=f"Đơn vị tính: {self._money.label}",
            place_date=wording.place_date(),
            authority=compose_signature(wording).authority,
        )

    def _data_date(self) -> str:
        text = self.wording.data_date
        return f"{text[:1].lower()}{text[1:]}"

    @property
    def _money(self) -> MoneyUnit:
        return MoneyUnit(self.evaluation.dossier.head.money_unit)

    # ---- the blocks of a form

    def _grids(self, form: Form) -> Iterator[Grid]:
        assert form.annex is not None
        shown = [code for code in form.annex.blocks if form.blocks[code].kind is not BlockKind.NARRATIVE]
        for number, code in enumerate(shown):
            block = form.blocks[code]
            title = f"{_ROMAN[number]}. {(block.title or code).upper()}"
            if block.kind is BlockKind.SHOW:
                if self.capital.exists:
                    yield CapitalTables(self.capital).sources(form.component, title)
            else:
                yield _BlockTable(self.evaluation, form.path(code), block, self._money).grid(title)


@define(eq=False)
class _BlockTable:
    """One block as a table, as its definition describes it."""

    evaluation: Evaluation
    path: str
    block: BlockDef
    money: MoneyUnit

    def grid(self, title: str) -> Grid:
        match self.block.kind:
            case BlockKind.FIXED:
                grid = self._fixed()
            case BlockKind.FIELDS:
                grid = self._fields()
            case _:
                grid = self._listed()
        unit = "" if self._has_money() else " "
        return evolve(grid, title=title, unit_line=unit)

    def _has_money(self) -> bool:
        kinds = [column.kind for column in self.block.columns.values()]
        return FieldKind.MONEY in kinds or any(row.kind is FieldKind.MONEY for row in self.block.rows.values())

    # ---- rows given by the definitions

    def _fixed(self) -> Grid:
        codes = self.evaluation.columns(self.path)
        columns = (
            GridColumn("TT", Look.CENTER, "A"),
            GridColumn("Chỉ tiêu", Look.TEXT, "B"),
            GridColumn("Đơn vị tính", Look.CENTER, "C"),
            *self._columns(codes),
        )
        rows: list[GridRow] = []
        places: dict[str, int] = {}
        for number, (code, row) in zip(_numbers(self.block), self.block.rows.items(), strict=True):
            unit = self.money.label if row.kind is FieldKind.MONEY else row.unit
            cells = [text_cell(number, Look.CENTER), text_cell(row.label), text_cell(unit, Look.CENTER)]
            cells += [GridCell(None, Look.TEXT) if row.heading else self._cell(code, each) for each in codes]
            places[code] = len(rows)
            rows.append(GridRow(tuple(cells), bold=row.heading or row.parts == "all"))
        self._add_formulas(rows, codes, places)
        return Grid(columns, tuple(rows))

    def _add_formulas(self, rows: list[GridRow], codes: Sequence[str], places: dict[str, int]) -> None:
        for code, place in places.items():
            row: RowDef = self.block.rows[code]
            parts = [places[each] for each in self.evaluation.plan.parts(self.path, code)]
            for index, column in enumerate(codes, 3):
                self._derive(rows, (place, index), codes, 3)
                if row.parts == "all" and parts and not self._base(column).value:
                    with_sum(rows, (place, index), [(part, index) for part in parts])

    # ---- rows of communes and lists

    def _listed(self) -> Grid:
        codes = self.evaluation.columns(self.path)
        communes = self.block.kind is BlockKind.COMMUNES
        named = (GridColumn("Xã, phường, thị trấn", Look.TEXT, "B"),) if communes else ()
        columns = (GridColumn("TT", Look.CENTER, "A"), *named, *self._columns(codes, 0 if communes else 1))
        lead = 1 + len(named)
        rows: list[GridRow] = []
        totals = [index for index, code in enumerate(codes) if self._adds_up(code)]
        body = self.evaluation.rows(self.path)
        if totals:
            rows.append(self._total_row(codes, totals, lead))
        for number, row in enumerate(body, 1):
            cells = [text_cell(str(number), Look.CENTER)]
            cells += [text_cell(self._place(row))] if communes else []
            cells += [self._cell(row, code) for code in codes]
            rows.append(GridRow(tuple(cells)))
        start = 1 if totals else 0
        for index in range(len(rows)):
            for column in range(lead, lead + len(codes)):
                self._derive(rows, (index, column), codes, lead)
        for each in totals:
            with_sum(rows, (0, lead + each), [(start + index, lead + each) for index in range(len(body))])
        return Grid(columns, tuple(rows))

    def _adds_up(self, code: str) -> bool:
        column = self._base(code)
        return column.kind is not None and column.kind.numeric and column.total and not column.key

    def _total_row(self, codes: Sequence[str], totals: Sequence[int], lead: int) -> GridRow:
        cells = [GridCell(None, Look.TEXT)] * (lead + len(codes))
        cells[1 if lead > 1 or 0 not in totals else 0] = text_cell("TỔNG SỐ")
        for index in totals:
            code = codes[index]
            figure = self._total(code)
            cells[lead + index] = self._written(figure, self._base(code).kind, f"total({self.path}.{code})")
        return GridRow(tuple(cells), bold=True)

    def _total(self, code: str) -> Figure:
        figures = [self.evaluation.figure(Ref(self.path, row, code)) for row in self.evaluation.rows(self.path)]
        if any(each.status not in (Status.VALUE, Status.NA, Status.UNFUNDED) for each in figures):
            known = any(each.status is Status.VALUE for each in figures)
            return Figure(Status.PARTIAL if known else Status.MISSING)
        return Capital(self.evaluation).figure(f"total({self.path}.{code})")

    def _place(self, row: str) -> str:
        return next((each.name for each in self.evaluation.dossier.head.unit.places() if each.id == row), row)

    # ---- single fields

    def _fields(self) -> Grid:
        columns = (
            GridColumn("TT", Look.CENTER, "A"),
            GridColumn("Nội dung", Look.TEXT, "B"),
            GridColumn("Đơn vị tính", Look.CENTER, "C"),
            GridColumn("Số liệu", Look.NUMBER, "1"),
        )
        rows = []
        for number, code in enumerate(self.evaluation.columns(self.path), 1):
            column = self._base(code)
            unit = self.money.label if column.kind is FieldKind.MONEY else column.unit
            label = text_cell(column.label)
            cells = (text_cell(str(number), Look.CENTER), label, text_cell(unit, Look.CENTER), self._cell(SINGLE, code))
            rows.append(GridRow(cells))
        return Grid(columns, tuple(rows))

    # ---- columns and cells

    def _base(self, code: str) -> Column:
        found = self.evaluation.edition.column_of(self.path, code)
        assert found is not None
        return found[0]

    def _columns(self, codes: Sequence[str], letters: int = 0) -> Iterator[GridColumn]:
        """Texts are lettered, figures numbered, as in the state's own forms."""
        number = 0
        letter = "BCDEGHIKLMNOPQRSTUVXY" if letters else "DEGHIKLMNOPQRSTUVXY"
        places: dict[str, int] = {}
        for code in codes:
            column = self._base(code)
            look = _look(column.kind)
            year = f" năm {code[-4:]}" if code not in self.block.columns else ""
            if look in (Look.NUMBER, Look.RATE):
                number += 1
                places[code] = number
                index = self._index(number, column, places)
            else:
                index, letter = letter[:1], letter[1:]
            unit = f" ({column.unit})" if column.unit == "%" else ""
            yield GridColumn(f"{column.short or column.label}{year}{unit}", look, index)

    def _index(self, number: int, column: Column, places: dict[str, int]) -> str:
        if not column.value:
            return str(number)
        text = column.value.replace(" ", "")
        for code in sorted(places, key=len, reverse=True):
            text = text.replace(code, str(places[code]))
        return f"{number}={text}" if not any(char.isalpha() for char in text) else str(number)

    def _cell(self, row: str, code: str) -> GridCell:
        ref = Ref(self.path, row, code)
        info = field_info(self.evaluation.edition, ref)
        kind = info.kind if info else FieldKind.TEXT
        return self._written(self.evaluation.figure(ref), kind, str(ref), self._base(code))

    def _written(self, figure: Figure, kind: FieldKind | None, source: str, column: Column | None = None) -> GridCell:
        look = _look(kind)
        if look in (Look.NUMBER, Look.RATE):
            return figure_cell(figure, look, source, self.money.factor if kind is FieldKind.MONEY else 1)
        if figure.status is not Status.VALUE or column is None:
            return figure_cell(figure, look, "")
        return text_cell(self._words(figure, column), look)

    def _words(self, figure: Figure, column: Column) -> str:
        match figure.value:
            case datetime.date() as day:
                return write_date(day)
            case _:
                return key_label(self.evaluation.edition, self.evaluation.dossier, column, figure.text)

    def _derive(self, rows: list[GridRow], spot: tuple[int, int], codes: Sequence[str], lead: int) -> None:
        """The formula of a derived column, where all that it names stands in its row."""
        code = codes[spot[1] - lead]
        column = self._base(code)
        if not column.value:
            return
        year = "" if code in self.block.columns else code[-5:]
        places = {each.removesuffix(year): lead + index for index, each in enumerate(codes) if each.endswith(year)}
        with_expression(rows, spot, parse(column.value).tree, places)


def _look(kind: FieldKind | None) -> Look:
    if kind is FieldKind.PERCENT:
        return Look.RATE
    if kind is None or kind.numeric:
        return Look.NUMBER
    return Look.CENTER if kind in _CENTRED else Look.TEXT


def _numbers(block: BlockDef) -> Iterator[str]:
    """1, 2, 2.1, 2.2, 3: parts are numbered below what they are part of; headings I, II."""
    given: dict[str, str] = {}
    counts: dict[str, int] = {}
    headings = iter(_ROMAN)
    for code, row in block.rows.items():
        if row.heading:
            yield next(headings)
            continue
        counts[row.part_of] = counts.get(row.part_of, 0) + 1
        above = given.get(row.part_of, "")
        given[code] = f"{above}.{counts[row.part_of]}" if above else str(counts[row.part_of])
        yield given[code]
