"""How much money a node has: the whole, its kinds, old and new, its sources and years, for whom it was given."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from gnbv_desktop.engine.values import Status
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.accounts import Accounts, Asked, Sentence
from gnbv_desktop.report.capital import VON
from gnbv_desktop.report.division import component_of
from gnbv_desktop.report.lines import Lines
from gnbv_desktop.report.sentences import joined


@define(eq=False)
class Amounts:
    accounts: Accounts
    lines: Lines

    def total(self, asked: Asked) -> Iterator[Sentence]:
        capital, chosen = self.accounts.capital, asked.chosen
        figure = capital.why(capital.total(**chosen), **chosen)
        match figure.status:
            case Status.VALUE if not figure.number:
                yield say.NO_MONEY.fill()
            case Status.VALUE:
                if not asked.told.holds(capital.total(**chosen), figure.number):
                    yield self._whole(asked)
                    yield from self._by_source_and_year(asked)
                    yield from self.lines.details(asked.where)
                    yield from self._shared(asked)
                yield from self._adjusted(asked)
            case Status.UNFUNDED:
                yield say.UNFUNDED.fill()
            case Status.NA:
                yield say.NOT_APPLICABLE.fill()
            case Status.UNDIVIDED:
                yield say.UNDIVIDED.fill(ten=self.accounts.called(asked.where))
            case _:
                yield from self.lines.known(asked)

    # ---- the whole

    def _whole(self, asked: Asked) -> Sentence:
        accounts, where = self.accounts, asked.where
        parts = joined([*self._kinds(asked), *self._old_and_new(asked)], "")
        money = accounts.figures.money(accounts.total(where))
        if accounts.whole_span(where):
            return accounts.turn(say.GIVEN_SPAN).fill(ky=accounts.capital.period, von=money, chia=parts)
        if accounts.number(accounts.total(where)) == accounts.number(accounts.given(where)):
            agency = self._agency(asked)
            if agency:
                return accounts.turn(say.GIVEN_TO).fill(don_vi=agency, von=money, chia=parts)
            return accounts.turn(say.GIVEN).fill(von=money, chia=parts)
        return accounts.turn(say.TOTAL).fill(von=money, chia=parts)

    def _kinds(self, asked: Asked) -> Iterator[Sentence]:
        """Kinds of capital, where all of them are known; a single one only where the programme has several."""
        where, division = asked.where, self.accounts.division
        if "LOAI" in where or "LOAI" in asked.inner:
            return
        parts = self.accounts.parts("LOAI", where, self.accounts.total)
        if len(parts) > 1:
            yield say.KINDS.fill(cac_loai=joined(parts))
            return
        kinds = division.texts("LOAI", where)
        around = {"DU_AN": where["DU_AN"]} if "TDA" in where and "DU_AN" in where else {}
        if len(kinds) == 1 and component_of(where) and len(division.texts("LOAI", around)) > 1:
            yield say.ONE_KIND.fill(loai=division.name("LOAI", kinds[0], where))

    def _old_and_new(self, asked: Asked) -> Iterator[Sentence]:
        accounts, where = self.accounts, asked.where
        if accounts.whole_span(where) or {"NAM_GOC", "NIEN_DO"} & {*where, *asked.inner}:
            return
        old, new = accounts.capital.carried(**asked.chosen), accounts.capital.given(**asked.chosen)
        numbers = [accounts.number(each) for each in (old, new, accounts.total(where))]
        if not all(numbers) or sum(number or 0 for number in numbers[:2]) != numbers[2]:
            return
        origins = accounts.division.origins(where)
        carried = say.CARRIED.fill(nam=origins[0]) if len(origins) == 1 else say.CARRIED_SEVERAL.fill()
        money = accounts.figures.money
        yield say.OLD_AND_NEW.fill(
            cu=carried, tien_cu=money(old), nam=str(accounts.year(where)), tien_moi=money(new)
        )  # fmt: skip

    def _agency(self, asked: Asked) -> str:
        """The one agency to which all lines are given."""
        accounts, where = self.accounts, asked.where
        known = accounts.evaluation.edition.blocks[VON].columns
        if "DON_VI" in where or "DON_VI" in asked.inner or "DON_VI" not in known or not component_of(where):
            return ""
        agencies = {accounts.text(row, "DON_VI") for row in accounts.division.rows(where)}
        name = agencies.pop() if len(agencies) == 1 else ""
        return accounts.division.name("DON_VI", name, where) if name else ""

    # ---- its parts

    def _by_source_and_year(self, asked: Asked) -> Iterator[Sentence]:
        accounts, where = self.accounts, asked.where
        if not {"NGUON"} & {*where, *asked.inner}:
            sources = accounts.parts("NGUON", where, accounts.total)
            if len(sources) > 1:
                yield say.BY_SOURCE.fill(cac_nguon=joined(sources))
        if accounts.whole_span(where) and "NAM" not in asked.inner:
            years = accounts.parts("NAM", where, accounts.given, ": ")
            if len(years) > 1:
                yield say.BY_YEAR.fill(cac_nam=joined(years))

    def _shared(self, asked: Asked) -> Iterator[Sentence]:
        """Money given to several sub-projects as one sum."""
        accounts = self.accounts
        rows = {row: accounts.text(row, "DU_AN") for row in accounts.own_rows(asked)}
        for text in dict.fromkeys(text for text in rows.values() if "+" in text):
            names = joined([accounts.component_name(each) for each in text.split("+")], ", ", " và ")
            lines = [row for row, own in rows.items() if own == text]
            if lines == [*accounts.division.rows(asked.where)]:
                yield say.SHARED_ALL.fill(ten=names)
            else:
                told = [each for row in lines if (each := self.lines.in_short(row))]
                if told:
                    yield say.SHARED.fill(ten=names, so_lieu=joined(told))

    def _adjusted(self, asked: Asked) -> Iterator[Sentence]:
        expression = self.accounts.capital.amount("DIEU_CHINH", **asked.chosen)
        number = self.accounts.number(expression)
        if number:
            pattern = say.ADJUSTED_UP if number > 0 else say.ADJUSTED_DOWN
            yield pattern.fill(von=self.accounts.figures.money(expression if number > 0 else f"-({expression})"))
