"""The finance office's sheet pasted into the capital lines: a plan, asked again after each answer, then one commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import evolve

from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.exchange.clipboard import Table
from gnbv_desktop.kernel.dossier import Cell, Dossier, State
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.figures import MoneyUnit, write_money
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.bulk import EnteredMany, write_many
from gnbv_desktop.services.capital_lines import AGENCY, COMPONENT, KIND, YEAR, Key, Lines, Match
from gnbv_desktop.services.capital_match import Matcher
from gnbv_desktop.services.capital_plan import (
    NEW_LINE,
    NO_ANSWERS,
    UNDIVIDED_AGENCY,
    Answers,
    CapitalPlan,
    CapitalRow,
    Place,
    RowStatus,
)
from gnbv_desktop.services.capital_rows import RowKind, SheetRow, read_rows, sums_to_try
from gnbv_desktop.services.capital_sheet import Sheet, SheetColumn, take_apart
from gnbv_desktop.services.capital_short import short_key
from gnbv_desktop.services.capital_words import LINES
from gnbv_desktop.services.cell_text import cell_text
from gnbv_desktop.services.number_style import evidence
from gnbv_desktop.services.paste import Outcome, PlannedCell, judged, renumbered
from gnbv_desktop.services.pasted import PastedText, agrees, understand
from gnbv_desktop.services.reading import Read
from gnbv_desktop.services.work import Work


def plan_capital(work: Work, table: Table, answers: Answers = NO_ANSWERS) -> CapitalPlan:
    """What pasting the sheet would do. Pure, and cheap enough to be asked again after each answer."""
    table = _with_typed(table, answers.typed)
    sheet = take_apart(work.edition, table, work.dossier.head.period.years, answers.columns)
    year = answers.year or sheet.year
    return _Planning(work, table, sheet, answers, year).plan()


def accept_capital(work: Work, plan: CapitalPlan) -> EnteredMany:
    """Writes all that changes, new lines included, in one step. Raises BadInput while something is open."""
    if plan.blocked:
        raise BadInput(f"{plan.blocked}; bảng chưa được nhận.")
    reads: dict[Ref, Read] = {}
    for row in plan.rows:
        changed = {cell.ref: cell.read for cell in row.amounts if cell.ref and cell.outcome is Outcome.CHANGE}
        if row.status is RowStatus.NEW and changed:
            reads |= {Ref(LINES, row.line, code): Read(Cell(State.VALUE, text)) for code, text in row.key.items()}
        reads |= changed if row.taken else {}
    new_rows = frozenset((LINES, row.line) for row in plan.rows if row.status is RowStatus.NEW)
    return write_many(work, renumbered(work, reads, new_rows).items(), "paste")


def _with_typed(table: Table, typed: Mapping[Place, str]) -> Table:
    if not typed:
        return table
    rows = (
        tuple(typed.get((row, column), text) for column, text in enumerate(texts))
        for row, texts in enumerate(table.rows)
    )
    return evolve(table, rows=tuple(rows))


Columns = Sequence[SheetColumn]
_KEY_UNCLEAR = "chưa rõ dự án, năm hoặc loại vốn, không lập được dòng mới"
_AGENCY_UNKNOWN = "«{}» không có trong danh sách đơn vị của hồ sơ; hãy chọn đơn vị hoặc “chưa tách đơn vị”"


class _Planning:
    """One making of a plan: what is looked up often is made once."""

    def __init__(self, work: Work, table: Table, sheet: Sheet, answers: Answers, year: int | None) -> None:
        self._work, self._table, self._sheet, self._answers, self._year = work, table, sheet, answers, year
        self._money = answers.money or sheet.money or MoneyUnit(work.dossier.head.money_unit)
        head = evolve(work.dossier.head, money_unit=self._money.value)
        self._reading: Dossier = evolve(work.dossier, head=head)
        self._groups = sheet.groups()
        self._lines = Lines(work)
        self._matcher = Matcher(work.edition, work.dossier.head.unit)
        self._evidence = evidence(self._texts())
        self._style = answers.style or (self._evidence.style if self._evidence.doubtful else None)
        self._contested = self._style is None and self._evidence.contested
        self._understood: dict[Place, PastedText] = {}
        self._last = work.dossier.block(LINES).last
        self._new_lines: dict[frozenset[tuple[str, str]], str] = {}

    def plan(self) -> CapitalPlan:
        rows = read_rows(self._work.edition, self._table, self._sheet, self._matcher, self._year)
        planned = [each for row in rows for each in self._planned(row, rows)]
        planned = _without_meetings(planned)
        asked = self._style is None and self._evidence.doubtful > 0
        questions = any(cell.outcome is Outcome.QUESTION for row in planned if row.taken for cell in row.amounts)
        stated = (self._answers.money or self._sheet.money) is not None
        return CapitalPlan(
            tuple(planned), self._sheet.columns, self._money, stated, self._year, self._style, asked and questions,
            self._evidence.words if self._evidence.doubtful and self._style is self._evidence.style else "",
            tuple(self._doubts()), self._table.notes,
        )  # fmt: skip

    def _doubts(self) -> Iterator[str]:
        yield from self._sheet.doubts
        if self._year is None and any(year is None for year, _ in self._groups):
            yield "Chưa rõ bảng của năm nào; hãy chọn năm"

    def _texts(self) -> Iterator[str]:
        for row in range(self._sheet.first_row, len(self._table.rows)):
            for column in self._sheet.amounts():
                if (row, column.index) not in self._answers.typed:
                    yield self._table.rows[row][column.index]

    # ---- rows

    def _planned(self, row: SheetRow, rows: Sequence[SheetRow]) -> Iterator[CapitalRow]:
        forced = any(index == row.index for index, _ in self._answers.rows)
        if row.kind is RowKind.HEADING:
            yield CapitalRow(row.index, 0, row.words, RowStatus.HEADING, matched="tiêu đề")
            return
        columns = self._filled(row.index)
        if row.kind is RowKind.TOTAL and not forced:
            # What only this row tells, for the rows below leave the column empty, is a figure of its own.
            own = [column for column in columns if row.below and not self._told_below(row, column)]
            if len(own) < len(columns):
                yield self._total(row, [column for column in columns if column not in own], rows)
            columns = own
        for group, each in enumerate(self._groups):
            if of_group := [column for column in columns if column.group == each]:
                yield self._with_agency(row, self._data(row, group, of_group))

    def _filled(self, row: int) -> list[SheetColumn]:
        return [column for column in self._sheet.amounts() if self._table.rows[row][column.index]]

    def _told_below(self, row: SheetRow, column: SheetColumn) -> bool:
        return any(self._table.rows[index][column.index] for index in row.below)

    def _data(self, row: SheetRow, group: int, columns: Columns) -> CapitalRow:
        place = (row.index, group)
        key = self._key(row, group)
        answer = self._answers.rows.get(place)
        if place in self._answers.skipped:
            amounts = self._bare_amounts(row.index, columns)
            return CapitalRow(row.index, group, row.words, RowStatus.SKIPPED, matched="bỏ qua", amounts=amounts)
        if answer in (None, NEW_LINE) and self._agency_asked(row, group):
            match = Match(choices=self._lines.choices(self._lines.near(key)))
            return self._asked(row, group, columns, key, match, _AGENCY_UNKNOWN.format(row.said.unknown))
        if answer == NEW_LINE:
            new = self._new_key(row, group, key)
            if new is None:
                return self._asked(row, group, columns, key, Match(), _KEY_UNCLEAR)
            return self._new_line(row, group, columns, new)
        if answer is not None:
            if answer not in self._lines.keys:
                raise BadInput(f"Không có dòng {LINES}[{answer}].")
            return self._line(row, group, columns, answer, "đã chọn")
        match = self._match(row, group, key)
        if match.line:
            return self._line(row, group, columns, match.line, match.remark)
        if match.new is not None:
            return self._new_line(row, group, columns, match.new)
        return self._asked(row, group, columns, key, match, "")

    def _agency_asked(self, row: SheetRow, group: int) -> bool:
        """The row names one who spends whom the unit does not have: nobody is left out unasked."""
        answered = AGENCY in self._answers.parts.get((row.index, group), {})
        return bool(row.said.unknown) and row.said.unknown not in self._answers.agencies and not answered

    def _with_agency(self, row: SheetRow, planned: CapitalRow) -> CapitalRow:
        """What was answered about an unknown agency is said beside the line."""
        name, remark = row.said.unknown, planned.remark
        if planned.taken and name in self._answers.agencies:
            remark = "; ".join(filter(None, (f"«{name}» là {self._agency(name)}", remark)))
        return evolve(planned, unknown_agency=name, remark=remark)

    def _agency(self, name: str) -> str:
        chosen = self._answers.agencies[name]
        return self._lines.label_of({AGENCY: chosen}) if chosen else UNDIVIDED_AGENCY

    def _key(self, row: SheetRow, group: int) -> Key:
        """What the columns, the headings above and the row itself say; the nearest word counts."""
        year, parts = self._groups[group]
        key = {**row.context, **dict(parts), **row.said.parts}
        if row.said.components:
            key[COMPONENT] = row.said.components[0]
        if row.said.unknown in self._answers.agencies:
            key[AGENCY] = self._answers.agencies[row.said.unknown]
        if (used := year or self._year) is not None:
            key[YEAR] = str(used)
        return {**key, **self._answers.parts.get((row.index, group), {})}

    def _new_key(self, row: SheetRow, group: int, key: Key) -> Key | None:
        return None if self._several_components(row, group) else self._lines.new_key(key)

    def _several_components(self, row: SheetRow, group: int) -> bool:
        return len(row.said.components) > 1 and COMPONENT not in self._answers.parts.get((row.index, group), {})

    def _match(self, row: SheetRow, group: int, key: Key) -> Match:
        if self._several_components(row, group):
            found = [line for code in row.said.components for line in self._lines.near({**key, COMPONENT: code})]
            return Match(choices=self._lines.choices(found))
        said = not row.said.nothing or (row.index, group) in self._answers.parts
        if not said or YEAR not in key:
            return Match(choices=self._lines.choices(self._lines.near(key)))
        return self._lines.match(key, row.said.communes)

    def _asked(self, row: SheetRow, group: int, columns: Columns, key: Key, match: Match, remark: str) -> CapitalRow:
        may_be_new = self._new_key(row, group, key) is not None and not self._agency_asked(row, group)
        if not remark:
            remark = "nhiều dòng cùng khớp" if match.several else "chưa khớp dòng nào"
            lacks_kind = COMPONENT in key and KIND not in key and not may_be_new and not row.said.nothing
            remark += "; chưa rõ vốn đầu tư hay vốn sự nghiệp" if lacks_kind else ""
        matched = "Chọn đơn vị…" if self._agency_asked(row, group) else "Chọn dòng…"
        return CapitalRow(
            row.index, group, row.words, RowStatus.ASK, matched=matched, remark=remark,
            amounts=self._bare_amounts(row.index, columns), choices=match.choices, may_be_new=may_be_new,
        )  # fmt: skip

    def _line(self, row: SheetRow, group: int, columns: Columns, line: str, remark: str) -> CapitalRow:
        amounts = tuple(self._amount(row.index, column, line) for column in columns)
        filled = tuple(cell for cell in amounts if cell is not None)
        label = self._lines.label(line)
        short = short_key(self._work, self._lines.keys.get(line, {}))
        said = _remarks(remark, filled)
        return CapitalRow(row.index, group, row.words, RowStatus.LINE, line, label, filled, said, short=short)

    def _new_line(self, row: SheetRow, group: int, columns: Columns, key: Key) -> CapitalRow:
        line = self._new_lines.setdefault(frozenset(key.items()), f"r{self._last + len(self._new_lines) + 1}")
        made = self._line(row, group, columns, line, "dòng mới")
        label, short = self._lines.label_of(key), short_key(self._work, key)
        return evolve(made, status=RowStatus.NEW, matched=label, key=key, short=short)

    # ---- amounts

    def _pasted(self, row: int, column: SheetColumn) -> PastedText:
        place = (row, column.index)
        if place not in self._understood:
            self._understood[place] = self._read(place, Ref(LINES, "r1", column.code))
        return self._understood[place]

    def _read(self, place: Place, ref: Ref) -> PastedText:
        """What was typed anew is read as typing is, whatever the style of the sheet."""
        info = field_info(self._work.edition, ref)
        assert info is not None
        retyped = place in self._answers.typed
        style, contested = (None, False) if retyped else (self._style, self._contested)
        text = self._table.rows[place[0]][place[1]]
        found = understand(self._work.edition, self._reading, info, text, style, contested)
        chosen, cell = self._answers.readings.get(place, -1), found.read.cell
        if cell is None or not found.question or not 0 <= chosen < len(cell.readings):
            return found
        return PastedText(Read(Cell(State.VALUE, cell.readings[chosen], qualifier=cell.qualifier)), "đã chọn cách đọc")

    def _amount(self, row: int, column: SheetColumn, line: str) -> PlannedCell | None:
        text = self._table.rows[row][column.index]
        if not text:
            return None
        ref = Ref(LINES, line, column.code)
        info = field_info(self._work.edition, ref)
        assert info is not None
        now = self._work.dossier.cell(ref)
        written = cell_text(self._work, info, now)
        cell = PlannedCell(row, column.index, ref, text, written, written, Outcome.SAME)
        found = self._pasted(row, column)
        cell = judged(self._work, cell, info, now, found)
        amount = _number(found)
        parts = self._parts(line, column.code) if now is None and amount is not None else None
        if parts is None or amount is None or cell.outcome is not Outcome.CHANGE:
            return cell
        whole = write_money(parts, MoneyUnit(self._work.dossier.head.money_unit))
        if agrees(amount, parts, self._money.power):
            return evolve(cell, now=whole, then=whole, outcome=Outcome.SAME, message="các dòng chi tiết cộng lại khớp")
        return evolve(cell, message=f"các dòng chi tiết cộng lại {whole}")

    def _parts(self, line: str, code: str) -> Decimal | None:
        """What the finer lines within a line make together."""
        key = self._lines.keys.get(line)
        return None if key is None else self._work.evaluation.pivot(LINES, code, key).figure.number

    def _bare_amounts(self, row: int, columns: Columns) -> tuple[PlannedCell, ...]:
        texts = ((column, self._table.rows[row][column.index]) for column in columns)
        return tuple(
            PlannedCell(row, column.index, None, text, "", text, Outcome.SKIPPED) for column, text in texts if text
        )

    # ---- totals

    def _total(self, row: SheetRow, columns: Columns, rows: Sequence[SheetRow]) -> CapitalRow:
        remarks = (self._compared(row, column, rows) for column in columns)
        return CapitalRow(
            row.index, 0, row.words, RowStatus.TOTAL, matched="dòng tổng, không nhận",
            amounts=self._bare_amounts(row.index, columns), remark="; ".join(filter(None, remarks)),
        )  # fmt: skip

    def _compared(self, total: SheetRow, column: SheetColumn, rows: Sequence[SheetRow]) -> str:
        """Whether a total is the sum of its rows, as they stand in the sheet."""
        stated = _number(self._pasted(total.index, column))
        if stated is None:
            return ""
        name = self._name(column)
        sums = [self._sum(column, each) for each in sums_to_try(rows, total, self._telling(rows, column))]
        if any(each == stated for each in sums):
            return f"{name}: các dòng cộng lại khớp"
        if sums[0] is None:
            return f"{name}: có ô chưa đọc được, chưa cộng được"
        difference = write_money(abs(stated - sums[0]), self._money)
        return f"{name}: các dòng cộng lại {write_money(sums[0], self._money)}, lệch {difference}"

    def _telling(self, rows: Sequence[SheetRow], column: SheetColumn) -> set[int]:
        return {row.index for row in rows if row.below and not self._told_below(row, column)}

    def _name(self, column: SheetColumn) -> str:
        """ "vốn giao"; with its place where several columns are of the same kind."""
        definition = self._work.edition.blocks[LINES].columns[column.code]
        name = definition.phrase or definition.label[:1].lower() + definition.label[1:]
        alone = sum(each.code == column.code for each in self._sheet.amounts()) == 1
        return name if alone else f"{name} (cột {column.index + 1})"

    def _sum(self, column: SheetColumn, indexes: Sequence[int]) -> Decimal | None:
        amounts: list[Decimal] = []
        for index in indexes:
            if not self._table.rows[index][column.index] or self._pasted(index, column).nothing:
                continue
            amount = _number(self._pasted(index, column))
            if amount is None:
                return None
            amounts.append(amount)
        return sum(amounts, Decimal(0))


def _number(found: PastedText) -> Decimal | None:
    cell = found.read.cell
    return Decimal(cell.text) if cell is not None and cell.state is State.VALUE else None


def _remarks(remark: str, cells: Sequence[PlannedCell]) -> str:
    return "; ".join(dict.fromkeys(filter(None, (remark, *(cell.message for cell in cells)))))


def _without_meetings(rows: Sequence[CapitalRow]) -> list[CapitalRow]:
    """Two rows of the sheet for the same cell cannot both be taken."""
    first: dict[Ref, int] = {}
    checked: list[CapitalRow] = []
    for row in rows:
        cells: list[PlannedCell] = []
        for cell in row.amounts if row.taken else ():
            met = first.setdefault(cell.ref, row.row) if cell.ref else row.row
            if met != row.row:
                cell = evolve(cell, outcome=Outcome.FAULT, message=f"trùng dòng vốn với dòng {met + 1} của bảng dán")
            cells.append(cell)
        clash = cells and tuple(cells) != row.amounts
        checked.append(evolve(row, amounts=tuple(cells), remark=_remarks(row.remark, cells)) if clash else row)
    return checked
