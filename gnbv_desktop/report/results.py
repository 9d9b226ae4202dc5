"""Results typed in a form's blocks, told in words: what was done, its parts, how it stands to the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import define

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, FieldKind, RowDef
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.division import Where, year_of
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Run, TextRun
from gnbv_desktop.report.sentences import joined

Item = tuple[Run, ...]
MAIN, PLAN, RATE, ESTIMATE = "LUY_KE", "KH", "TY_LE", "UOC"
"""The columns of a block of results: so called in every form."""


@define(eq=False)
class Results:
    evaluation: Evaluation
    figures: Figures

    def tells(self, path: str) -> bool:
        """Whether the block is one of results against a plan."""
        block = self.evaluation.edition.blocks[path]
        return block.kind is BlockKind.FIXED and MAIN in block.columns

    def groups(self, path: str, where: Where, told: frozenset[Ref]) -> Iterator[tuple[str, list[Item]]]:
        """The items of a block under its heading rows; what `told` tells already is left out."""
        block = self.evaluation.edition.blocks[path]
        if block.kind is BlockKind.FIELDS:
            yield "", list(self._fields(path, block, told))
        elif self.tells(path):
            yield from self._indicators(path, block, year_of(where), told)
        elif block.kind is BlockKind.FIXED:
            yield from self._matrix(path, block, year_of(where), told)

    # ---- rows against a plan

    def _indicators(
        self, path: str, block: BlockDef, year: str, told: frozenset[Ref]
    ) -> Iterator[tuple[str, list[Item]]]:
        columns = {code: self._column(block, code, year) for code in (MAIN, PLAN, RATE, ESTIMATE)}
        heading, items = "", list[Item]()
        for code, row in block.rows.items():
            if row.heading:
                yield heading, _without_repeats(items)
                heading, items = row.label, []
            elif not row.part_of:
                items += self._indicator(path, block, code, columns, told)
        yield heading, _without_repeats(items)

    def _column(self, block: BlockDef, code: str, year: str) -> str:
        if code not in block.columns:
            return ""
        return f"{code}_{year}" if year and block.yearly else code

    def _indicator(
        self, path: str, block: BlockDef, code: str, columns: Mapping[str, str], told: frozenset[Ref]
    ) -> Iterator[Item]:
        row = block.rows[code]
        main = Ref(path, code, columns[MAIN])
        number = self._number(main)
        if main in told or number is None:
            return
        if not number:
            yield from self._none_yet(path, code, row, columns)
            return
        parts = self._part_items(path, block, code, columns[MAIN])
        plan = self._against_plan(path, code, row, columns)
        yield joined([self._amount(main, row), *([parts] if parts else []), *plan], "")

    def _none_yet(self, path: str, code: str, row: RowDef, columns: Mapping[str, str]) -> Iterator[Item]:
        """That nothing was done is told where something was planned."""
        plan = Ref(path, code, columns[PLAN]) if columns[PLAN] else None
        if plan is not None and self._number(plan):
            planned = say.PLAN_ONLY.fill(so=self.figures.count(str(plan)))
            yield (*say.NONE_YET.fill(ten=row.phrase or row.label), TextRun(" ("), *planned, TextRun(")"))

    def _part_items(self, path: str, block: BlockDef, code: str, column: str) -> Item:
        below = [(each, row) for each, row in block.rows.items() if row.part_of == code]
        known = [(each, row) for each, row in below if self._number(Ref(path, each, column))]
        items = [self._amount(Ref(path, each, column), row) for each, row in known]
        if not items:
            return ()
        whole = self._number(Ref(path, code, column))
        total = sum(self._number(Ref(path, each, column)) or 0 for each, _ in known)
        pattern = say.PARTS if total == whole else say.SOME_PARTS
        return pattern.fill(cac_phan=joined(items, ", ", " và " if pattern is say.PARTS else ", "))

    def _against_plan(self, path: str, code: str, row: RowDef, columns: Mapping[str, str]) -> Iterator[Item]:
        rate = Ref(path, code, columns[RATE]) if columns[RATE] else None
        number = self._number(rate) if rate is not None else None
        if rate is not None and number is not None:
            pattern = say.ABOVE_PLAN if number > 100 else say.OF_PLAN
            yield (TextRun(", "), *pattern.fill(ty_le=self.figures.percent(str(rate))))
        estimate = Ref(path, code, columns[ESTIMATE]) if columns[ESTIMATE] else None
        if estimate is not None and self._number(estimate) is not None:
            yield (TextRun("; "), *say.ESTIMATE.fill(so=self._amount(estimate, row)))

    # ---- rows of several columns, single fields

    def _matrix(self, path: str, block: BlockDef, year: str, told: frozenset[Ref]) -> Iterator[tuple[str, list[Item]]]:
        heading, items = "", list[Item]()
        for code, row in block.rows.items():
            if row.heading:
                yield heading, items
                heading, items = row.label, []
            elif not row.part_of:
                items += self._matrix_row(path, block, code, year, told)
        yield heading, items

    def _matrix_row(self, path: str, block: BlockDef, code: str, year: str, told: frozenset[Ref]) -> Iterator[Item]:
        row = block.rows[code]
        own = [column for column, each in block.columns.items() if each.kind is None and not each.value]
        if own:
            column = self._column(block, own[0], year)
            ref = Ref(path, code, column)
            if ref not in told and self._number(ref) is not None:
                parts = self._part_items(path, block, code, column)
                yield joined([self._amount(ref, row), *([parts] if parts else [])], "")
            return
        told_columns = [
            self._named(Ref(path, code, self._column(block, each, year)), column)
            for each, column in block.columns.items()
            if not column.value and self._fresh(Ref(path, code, self._column(block, each, year)), column, told)
        ]
        if told_columns:
            yield (TextRun(f"{row.label}: "), *joined(told_columns, ", "))

    def _fields(self, path: str, block: BlockDef, told: frozenset[Ref]) -> Iterator[Item]:
        for code, column in block.columns.items():
            ref = Ref(path, "", code)
            if self._fresh(ref, column, told) and not column.optional:
                yield self._named(ref, column)

    def _fresh(self, ref: Ref, column: Column, told: frozenset[Ref]) -> bool:
        numeric = column.kind is not None and column.kind.numeric
        return numeric and ref not in told and self._number(ref) is not None

    # ---- one figure

    def _number(self, ref: Ref) -> Decimal | None:
        return self.evaluation.figure(ref).number

    def _amount(self, ref: Ref, row: RowDef) -> Item:
        """ "05 dự án", "Kinh phí hỗ trợ 320 triệu đồng", "tỷ lệ tăng 12,5%"."""
        label = row.label[:1].lower() + row.label[1:]
        return self._written(ref, row.kind, row.phrase, label, row.unit)

    def _named(self, ref: Ref, column: Column) -> Item:
        label = column.label[:1].lower() + column.label[1:]
        return self._written(ref, column.kind or FieldKind.COUNT, column.phrase, label, column.unit)

    def _written(self, ref: Ref, kind: FieldKind, phrase: str, label: str, unit: str) -> Item:
        match kind:
            case FieldKind.MONEY:
                return (TextRun(f"{phrase or label} "), self.figures.money(str(ref)))
            case FieldKind.PERCENT:
                return (TextRun(f"{phrase or label} "), self.figures.percent(str(ref)))
            case _ if phrase:
                return (self.figures.count(str(ref)), TextRun(f" {phrase}"))
            case _:
                return (TextRun(f"{label} "), self.figures.count(str(ref)), TextRun(f" {unit}" if unit else ""))


def _without_repeats(items: Sequence[Item]) -> list[Item]:
    """One whole divided in two ways is told once, with its parts."""
    texts = ["".join(run.text for run in item) for item in items]
    return [
        item
        for index, item in enumerate(items)
        if not any(other.startswith(texts[index]) for place, other in enumerate(texts) if place > index)
    ]


def as_sentence(items: Sequence[Item]) -> Item:
    """Items one after the other, the first letter capital."""
    return _capital(say.DONE.fill(so_lieu=joined(items)))


def _capital(runs: Item) -> Item:
    match runs:
        case (TextRun(text=text, bold=bold, italic=italic), *others):
            return (TextRun(text[:1].upper() + text[1:], bold, italic), *others)
        case _:
            return runs
