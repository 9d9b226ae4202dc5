"""What became of the money of a node: allotted, spent, expected to be spent, moved on, cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import define

from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.accounts import RATE_OF, Accounts, Asked, Sentence
from gnbv_desktop.report.division import COMPONENT_KEYS, Node
from gnbv_desktop.report.model import TextRun
from gnbv_desktop.report.sentences import Pattern, joined

_DIVIDING = {"NAM", "NAM_GOC", "NIEN_DO", "LOAI", "NGUON", "DON_VI"}
"""Below these the whole has already been told: that a part is not divided goes without saying."""


@define(eq=False)
class Outlays:
    accounts: Accounts

    # ---- allotted

    def allotted(self, asked: Asked) -> Iterator[Sentence]:
        accounts = self.accounts
        allotted, total = accounts.allotted(asked.where), accounts.total(asked.where)
        number, whole = accounts.number(allotted), accounts.number(total)
        if number is None or whole is None or asked.told.holds(allotted, number):
            return
        if number == whole:
            if whole and self._partly_allotted(asked):
                yield say.ALLOTTED_ALL.fill()
            return
        if not number:
            yield say.ALLOTTED_NOTHING.fill()
            return
        money, parts = accounts.figures.money(allotted), self._allotted_sources(asked)
        if number > whole:
            yield say.ALLOTTED_SOME.fill(von=money, chia=parts)
        else:
            rate = accounts.figures.percent(f"100 * {allotted} / {total}")
            rest = accounts.figures.money(f"{total} - {allotted}")
            yield say.ALLOTTED.fill(von=money, chia=parts, ty_le=rate, con_lai=rest)
        if accounts.whole_span(asked.where) and "NAM" not in asked.inner:
            years = accounts.parts("NAM", asked.where, accounts.allotted, ": ")
            if len(years) > 1:
                yield say.ALLOTTED_BY_YEAR.fill(cac_nam=joined(years))

    def _partly_allotted(self, asked: Asked) -> bool:
        """Whether what this is a part of, the node above it, is not allotted as a whole."""
        keys = list(asked.where)
        if not keys or keys[-1] in COMPONENT_KEYS:
            return False
        whole = {key: asked.where[key] for key in keys[:-1]}
        numbers = [self.accounts.number(each(whole)) for each in (self.accounts.allotted, self.accounts.total)]
        return None not in numbers and numbers[0] != numbers[1]

    def _allotted_sources(self, asked: Asked) -> Sentence:
        if {"NGUON"} & {*asked.where, *asked.inner}:
            return ()
        parts = self.accounts.parts("NGUON", asked.where, self.accounts.allotted)
        return say.KINDS.fill(cac_loai=joined(parts)) if len(parts) > 1 else ()

    # ---- spent

    def spent(self, asked: Asked) -> Iterator[Sentence]:
        accounts = self.accounts
        spent = accounts.spent(asked.where)
        figure = accounts.figures.figure(spent)
        number = figure.number
        if number:
            if not asked.told.holds(spent, number):
                yield self._whole(asked, spent)
                yield from self._apart(asked)
        elif number is not None:
            if not asked.told.values and accounts.number(accounts.total(asked.where)):
                yield accounts.turn(say.SPENT_NOTHING).fill()
        elif figure.status is Status.UNDIVIDED and not _DIVIDING & asked.where.keys() and self._funded(asked):
            yield say.SPENT_UNDIVIDED.fill()
        elif accounts.whole_span(asked.where) and "NAM" not in asked.inner:
            yield from self._spent_by_year(asked)

    def _funded(self, asked: Asked) -> bool:
        return bool(self.accounts.number(self.accounts.total(asked.where)))

    def _whole(self, asked: Asked, spent: str) -> Sentence:
        accounts, chosen = self.accounts, asked.chosen
        total, rate = accounts.capital.rate_base(**chosen), accounts.capital.rate(**chosen)
        if accounts.number(rate) is None:
            return say.SPENT_ONLY.fill(von=accounts.figures.money(spent))
        base, rated = RATE_OF.get(accounts.capital.base, ""), accounts.figures.percent(rate)
        if accounts.number(total) is None:
            return say.SPENT_OF.fill(von=accounts.figures.money(spent), ty_le=rated, so_voi=base)
        ratio = accounts.figures.ratio(spent, total)
        return accounts.turn(say.SPENT).fill(ty_so=ratio, ty_le=rated, so_voi=base, con=self._left(asked, spent, total))

    def _left(self, asked: Asked, spent: str, total: str) -> Sentence:
        """What is left of a year that is over, where nothing below and no further sentence tells it."""
        accounts = self.accounts
        rest = f"{total} - {spent}"
        number = accounts.number(rest)
        if asked.inner or not accounts.over_now or number is None or number <= 0 or accounts.figures.vanishes(number):
            return ()
        moved = accounts.capital.amount("CHUYEN_NGUON", **asked.chosen)
        if "CON_LAI" in asked.measures and not accounts.whole_span(asked.where) and accounts.number(moved) == number:
            return ()
        return say.LEFT.fill(von=accounts.figures.money(rest))

    def _apart(self, asked: Asked) -> Iterator[Sentence]:
        """By old and new money, by kind: where each part is known and they did not do equally well."""
        if asked.inner:
            return
        keys, pattern = asked.where.keys(), say.SPENT_PARTS
        if not self.accounts.whole_span(asked.where) and not {"NIEN_DO", "NAM_GOC"} & keys:
            for sentence in self._apart_by("NIEN_DO", pattern, asked):
                pattern = say.SPENT_KINDS
                yield sentence
        if "LOAI" not in keys:
            yield from self._apart_by("LOAI", pattern, asked)

    def _apart_by(self, key: str, pattern: Pattern, asked: Asked) -> Iterator[Sentence]:
        accounts = self.accounts
        nodes = accounts.division.split(key, asked.where)
        rates = [self._rate(node) for node in nodes]
        if None in rates or len(set(rates)) < 2:
            return
        known = sum(accounts.number(accounts.spent(node.where)) or 0 for node in nodes)
        if known != accounts.number(accounts.spent(asked.where)):
            return
        parts = [part for node in nodes if (part := self._part(node, asked))]
        if parts:
            yield pattern.fill(cac_phan=joined(parts))

    def _rate(self, node: Node) -> Decimal | None:
        accounts = self.accounts
        return accounts.number(f"100 * {accounts.spent(node.where)} / {accounts.total(node.where)}")

    def _part(self, node: Node, asked: Asked) -> Sentence:
        """ "vốn giao năm 2023 chưa giải ngân"; nothing where the words tell it."""
        accounts = self.accounts
        spent, total = accounts.spent(node.where), accounts.total(node.where)
        number = accounts.number(spent)
        if not number:
            return () if asked.told.values else (TextRun(f"{node.name} chưa giải ngân"),)
        if asked.told.holds(spent, number):
            return ()
        rate = accounts.figures.percent(f"100 * {spent} / {total}")
        return (TextRun(f"{node.name} giải ngân "), *accounts.figures.ratio(spent, total), TextRun(", đạt "), rate)

    def _spent_by_year(self, asked: Asked) -> Iterator[Sentence]:
        years = []
        for node in self.accounts.division.split("NAM", asked.where):
            spent = self.accounts.spent(node.where)
            number = self.accounts.number(spent)
            if number and not asked.told.holds(spent, number):
                years.append((TextRun(f"{node.name}: "), self.accounts.figures.money(spent)))
        if years:
            yield say.SPENT_SOME_YEARS.fill(cac_nam=joined(years))

    # ---- expected, and what went on to the next year

    def expected(self, asked: Asked) -> Iterator[Sentence]:
        accounts, chosen = self.accounts, asked.chosen
        expected = accounts.capital.amount("UOC", **chosen)
        number = accounts.number(expected)
        if not number or asked.told.holds(expected, number):
            return
        if number == accounts.number(accounts.spent(asked.where)):
            return
        period = accounts.evaluation.dossier.head.period
        day, money = write_date(max(period.end, period.cutoff)), accounts.figures.money(expected)
        rate = accounts.capital.rate("UOC", **chosen)
        if accounts.number(rate) is None:
            yield say.EXPECTED_ONLY.fill(ngay=day, von=money)
            return
        base = RATE_OF.get(accounts.capital.base, "")
        yield say.EXPECTED.fill(ngay=day, von=money, ty_le=accounts.figures.percent(rate), so_voi=base)

    def closing(self, asked: Asked) -> Iterator[Sentence]:
        """What went on to the next year, what was cancelled."""
        accounts = self.accounts
        if accounts.whole_span(asked.where):
            return
        moved, cancelled = (accounts.capital.amount(code, **asked.chosen) for code in ("CHUYEN_NGUON", "HUY"))
        if self._fresh(moved, asked):
            yield say.MOVED_ON.fill(nam=str(accounts.year(asked.where) + 1), von=accounts.figures.money(moved))
        if self._fresh(cancelled, asked):
            yield say.CANCELLED.fill(von=accounts.figures.money(cancelled))

    def _fresh(self, expression: str, asked: Asked) -> bool:
        number = self.accounts.number(expression)
        return bool(number) and not asked.told.holds(expression, number)
