"""What is asked once of a finance office's sheet: its money unit, its year, the meaning of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from attrs import evolve

from gnbv_desktop.catalogue.model import Edition, FieldKind
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.services.capital_plan import Answers, CapitalPlan
from gnbv_desktop.services.capital_sheet import Role, SheetColumn
from gnbv_desktop.services.capital_words import LINES
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.paste.preview import Chip, Offer

UNCLEAR = "chưa rõ"
NOT_TAKEN = "không nhận"
Take = Callable[[Answers], None]


def capital_chips(work: Work, plan: CapitalPlan, answers: Answers, take: Take) -> tuple[Chip, ...]:
    columns = (_column(work.edition, plan, each, answers, take) for each in _in_order(plan.columns))
    return (_money(plan, answers, take), *_year(work, plan, answers, take), *columns)


def column_name(edition: Edition, column: SheetColumn, taken: Sequence[SheetColumn]) -> str:
    """ "Vốn giao"; with the last title of the sheet where several columns are of the same kind."""
    definition = edition.blocks[LINES].columns[column.code]
    name = definition.short or definition.label
    alike = sum(each.code == column.code for each in taken) > 1
    return f"{name} ({column.title.rpartition(' · ')[2]})" if alike and column.title else name


def _in_order(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """What is asked first, then what is taken, then the rest that might be."""
    kept = [each for each in columns if each.role is Role.AMOUNT or each.code]
    return sorted(kept, key=lambda each: (not _unclear(each), not each.code, each.index))


def _unclear(column: SheetColumn) -> bool:
    return column.role is Role.AMOUNT and not column.code and column.note.startswith(UNCLEAR)


def _money(plan: CapitalPlan, answers: Answers, take: Take) -> Chip:
    value = plan.money.label if plan.money_stated else f"{plan.money.label}, như hồ sơ"
    offers = tuple(
        (Offer(unit.label, partial(take, evolve(answers, money=unit))), unit is plan.money) for unit in MoneyUnit
    )
    return Chip("chip_money", "Đơn vị", value, offers)


def _year(work: Work, plan: CapitalPlan, answers: Answers, take: Take) -> Iterator[Chip]:
    years = work.dossier.head.period.years
    value = UNCLEAR if plan.year is None else f"{plan.year}" if answers.year else f"{plan.year}, theo bảng"
    if len(years) == 1:
        value = str(plan.year)
    offers = tuple((Offer(str(year), partial(take, evolve(answers, year=year))), year == plan.year) for year in years)
    asked = plan.year is None and any("năm" in doubt for doubt in plan.doubts)
    yield Chip("chip_year", "Năm", value, offers, asked)


def _column(edition: Edition, plan: CapitalPlan, column: SheetColumn, answers: Answers, take: Take) -> Chip:
    known = edition.blocks[LINES].columns
    amounts = {code: each for code, each in known.items() if each.kind is FieldKind.MONEY and not each.value}
    offers = [(_naming(column.index, code, each.label, answers, take), code == column.code) for code, each in
              amounts.items()]  # fmt: skip
    untaken = not column.code and not _unclear(column)
    offers.append((_naming(column.index, "", "Không nhận cột này", answers, take), untaken))
    value = (known[column.code].short or known[column.code].label) if column.code else NOT_TAKEN
    if _unclear(column):
        value = UNCLEAR
    return Chip(f"chip_column_{column.index + 1}", f"Cột {column.index + 1}", value, tuple(offers), _unclear(column))


def _naming(index: int, code: str, words: str, answers: Answers, take: Take) -> Offer:
    return Offer(words, partial(take, evolve(answers, columns={**answers.columns, index: code})))
