"""Results typed in a form's blocks, told in words: what was done, its parts, how it stands to the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from attrs import define, evolve

from gnbv_desktop.catalogue.model import BlockDef, BlockKind, Column, FieldKind, RowDef
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.division import Where, year_of
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Run, TextRun
from gnbv_desktop.report.sentences import capital, joined, lower_first

Item = tuple[Run, ...]
Told = tuple[Item, Item]
"""A figure with its name, and what is said of it."""
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
        heading, items = "", list[Told]()
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
    ) -> Iterator[Told]:
        row = block.rows[code]
        main = Ref(path, code, columns[MAIN])
        number = self._number(main)
        if main in told:
            return
        if number is None:
            yield from ((each, ()) for each in self._known_parts(path, block, code, columns[MAIN], told))
            return
        if not number:
            yield from ((each, ()) for each in self._none_yet(path, code, row, columns))
            return
        parts = self._part_items(path, block, code, columns[MAIN])
        rate, expected = self._against_plan(path, code, columns), self._estimated(path, code, row, columns)
        yield self._amount(main, row), joined([*rate, *([parts] if parts else []), *expected], "")

    def _none_yet(self, path: str, code: str, row: RowDef, columns: Mapping[str, str]) -> Iterator[Item]:
        """That nothing was done is told where something was planned."""
        plan = Ref(path, code, columns[PLAN]) if columns[PLAN] else None
        if plan is not None and self._number(plan):
            planned = say.PLAN_ONLY.fill(so=self.figures.count(str(plan)))
            told = (*say.NONE_YET.fill(ten=row.phrase or lower_first(row.label)), TextRun(" ("), *planned, TextRun(")"))
            yield joined([told, *self._estimated(path, code, row, columns)], "")

    def _part_items(self, path: str, block: BlockDef, code: str, column: str) -> Item:
        known = self._parts(path, block, code, column)
        if not known:
            return ()
        items = [self._part(path, block, each, column) for each in known]
        whole = self._number(Ref(path, code, column))
        total = sum(self._number(Ref(path, each, column)) or 0 for each in known)
        pattern = say.PARTS if total == whole else say.SOME_PARTS
        return pattern.fill(cac_phan=joined(items, ", ", " và " if pattern is say.PARTS else ", "))

    def _parts(self, path: str, block: BlockDef, code: str, column: str) -> list[str]:
        below = (each for each, row in block.rows.items() if row.part_of == code)
        return [each for each in below if self._number(Ref(path, each, column))]

    def _part(self, path: str, block: BlockDef, code: str, column: str) -> Item:
        """With its own parts in brackets."""
        amount = self._amount(Ref(path, code, column), block.rows[code])
        below = [self._part(path, block, each, column) for each in self._parts(path, block, code, column)]
        return (*amount, TextRun(" ("), *joined(below, ", "), TextRun(")")) if below else amount

    def _known_parts(self, path: str, block: BlockDef, code: str, column: str, told: frozenset[Ref]) -> Iterator[Item]:
        """Where the whole is not known: the parts that are."""
        for each in self._parts(path, block, code, column):
            if Ref(path, each, column) not in told:
                yield self._part(path, block, each, column)

    def _against_plan(self, path: str, code: str, columns: Mapping[str, str]) -> Iterator[Item]:
        rate = Ref(path, code, columns[RATE]) if columns[RATE] else None
        number = self._number(rate) if rate is not None else None
        if rate is not None and number is not None:
            pattern = say.ABOVE_PLAN if number > 100 else say.OF_PLAN
            yield (TextRun(", "), *pattern.fill(ty_le=self.figures.percent(str(rate))))

    def _estimated(self, path: str, code: str, row: RowDef, columns: Mapping[str, str]) -> Iterator[Item]:
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
        return self._written(ref, row.kind, row.phrase, row.label, row.unit)

    def _named(self, ref: Ref, column: Column) -> Item:
        return self._written(ref, column.kind or FieldKind.COUNT, column.phrase, column.label, column.unit)

    def _written(self, ref: Ref, kind: FieldKind, phrase: str, label: str, unit: str) -> Item:
        match kind:
            case FieldKind.MONEY:
                return (TextRun(f"{phrase or lower_first(label)} "), self.figures.money(str(ref)))
            case FieldKind.PERCENT:
                return (TextRun(f"{phrase or lower_first(label)} "), self.figures.percent(str(ref)))
            case FieldKind.DECIMAL:
                tail = TextRun(f" {unit}" if unit else "")
                return (TextRun(f"{phrase or lower_first(label)} "), self.figures.plain(str(ref)), tail)
            case _:
                return counted(self.figures.count(str(ref)), phrase, label, unit)


def counted(figure: Run, phrase: str, label: str, unit: str) -> Item:
    """ "05 dự án", "12 báo cáo đã gửi cấp trên", "trong đó gửi đúng hạn 12 báo cáo"."""
    label = lower_first(label)
    own = label.removeprefix("số ")
    if phrase:
        return (figure, TextRun(f" {phrase}"))
    if unit and own != label:
        return (figure, TextRun(f" {unit if own.startswith(f'{unit},') else own}"))
    if unit and label.startswith((f"{unit} ", f"{unit},")):
        return (figure, TextRun(f" {label}"))
    return (TextRun(f"{label} "), figure, TextRun(f" {unit}" if unit else ""))


def _without_repeats(told: Sequence[Told]) -> list[Item]:
    """One whole divided in two ways is told once: "20 công trình, gồm 07 …; gồm 17 … chuyển tiếp và 03 …"."""
    found: dict[str, tuple[Item, list[Item]]] = {}
    for whole, rest in told:
        kept = found.setdefault("".join(run.text for run in whole), (whole, []))
        kept[1].extend([rest] if rest else [])
    items: list[Item] = []
    for whole, rests in found.values():
        items.append(joined([whole, *rests[:1]], ""))
        items += [_without_comma(rest) for rest in rests[1:]]
    return items


def _without_comma(runs: Item) -> Item:
    first, *others = runs
    return (evolve(first, text=first.text.removeprefix(", ")), *others)


def as_sentence(items: Sequence[Item]) -> Item:
    """Items one after the other, the first letter capital."""
    return capital(say.DONE.fill(so_lieu=joined(items)))
