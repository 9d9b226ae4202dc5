"""What is told of the money of a node: how much, from where, what became of it, why not. Absence is said, never 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import define, field

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.report.division import Division, Where, component_of, selection, year_of
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Run, TextRun
from gnbv_desktop.report.sentences import Pattern, joined
from gnbv_desktop.report.words import Told

Sentence = tuple[Run, ...]
_RATE_OF = {"GIAO": " vốn giao", "PHAN_BO": " vốn đã phân bổ"}
_COMPACT = {
    "PHAN_BO": "đã phân bổ",
    "GIAI_NGAN": "giải ngân",
    "UOC": "ước giải ngân",
    "CON_LAI": "còn",
    "CHUYEN_NGUON": "chuyển nguồn sang năm sau",
    "HUY": "hủy dự toán, nộp trả",
}
MEASURES = ("TONG", "PHAN_BO", "GIAI_NGAN", "UOC", "CON_LAI", "CHUYEN_NGUON", "HUY", "TRANG_THAI")
"""What may be told of a node, in the order in which it is told."""


@define(eq=False)
class Money:
    capital: Capital
    figures: Figures
    division: Division
    _turns: dict[int, int] = field(factory=dict)

    @property
    def evaluation(self) -> Evaluation:
        return self.capital.evaluation

    def sentences(
        self, where: Where, inner: Sequence[str] = (), told: Told | None = None, only: Sequence[str] = ()
    ) -> tuple[Sentence, ...]:
        """Of one node. `inner` are the keys that its parts are divided by below, `told` what its own words tell."""
        if not self.capital.exists:
            return ()
        if self._lies_in_one_part(where, inner):
            return ()
        measures = only or MEASURES
        told = told or Told(self.evaluation)
        found: list[Sentence] = []
        if "TONG" in measures:
            found += self._total(where, inner, told)
        known = self._number(self.capital.total(**selection(where))) is not None
        if "PHAN_BO" in measures and known:
            found += self._allotted(where, told)
        if "GIAI_NGAN" in measures:
            found += self._spent(where, inner, told)
        if "UOC" in measures:
            found += self._expected(where, told)
        if "CON_LAI" in measures:
            found += self._closing(where, told)
        if "TRANG_THAI" in measures and not set(inner) & {"TDA", "DU_AN", "DON_VI", "NAM"}:
            found += self._explained(where, covered=not found)
        return tuple(dict.fromkeys(found))

    def total_told(self, where: Where, told: Told) -> bool:
        total = self.capital.total(**selection(where))
        return told.holds(total, self._number(total))

    def _lies_in_one_part(self, where: Where, inner: Sequence[str]) -> bool:
        """All money lies in one sub-project, which tells the same."""
        if "TDA" not in inner:
            return False
        parts = self.division.split("TDA", where)
        totals = [self._number(self.capital.total(**selection(each))) for each in (where, *(p.where for p in parts))]
        return len(parts) == 1 and totals[0] is not None and totals[0] == totals[1]

    def scope(self) -> Iterator[Sentence]:
        """Said once: which sources the totals count and what the rates are rates of."""
        if not self.capital.exists:
            return
        sources, base = self.capital.scope_words()
        if sources and base:
            yield say.SCOPE_AND_BASE.fill(nguon=sources, mau_so=base)
        elif sources or base:
            yield say.SCOPE.fill(nguon=sources) if sources else say.BASE.fill(mau_so=base)
        if self.figures.rounded:
            yield say.ROUNDED.fill(don_vi=self.figures.unit.label)

    def compact(self, where: Where, only: Sequence[str], told: Told) -> Sentence:
        """The figures of one item of a list: "5.257 triệu đồng, giải ngân 5.257/5.257 triệu đồng, đạt 100%"."""
        chosen = selection(where)
        measures = only or ("TONG", "GIAI_NGAN")
        parts: list[Sentence] = []
        total = self.capital.total(**chosen)
        if "TONG" in measures and self._number(total) is not None and not told.holds(total, self._number(total)):
            parts.append(self._compact_total(where))
        for code in ("PHAN_BO", "GIAI_NGAN", "UOC", "CON_LAI", "CHUYEN_NGUON", "HUY"):
            if code in measures:
                parts += self._compact(code, chosen, told)
        return joined(parts, ", ")

    def _compact_total(self, where: Where) -> Sentence:
        """Years of a span add up to what was given in them; what was carried into a year is told beside it."""
        chosen = selection(where)
        total, carried = self.capital.total(**chosen), self.capital.carried(**chosen)
        if not (self.capital.several_years and year_of(where) and self._number(carried)):
            return (self.figures.money(total),)
        return say.GIVEN_AND_CARRIED.fill(
            von_giao=self.figures.money(self.capital.given(**chosen)), von_chuyen=self.figures.money(carried)
        )

    def _compact(self, code: str, chosen: dict[str, str], told: Told) -> Iterator[Sentence]:
        expression = self.capital.amount(code, **chosen)
        number = self._number(expression)
        if number is None or (number and told.holds(expression, number)):
            return
        rate = self.capital.rate(code, **chosen)
        words = f"{_COMPACT[code]} "
        if code in ("GIAI_NGAN", "PHAN_BO", "UOC") and self._number(rate) is not None:
            base = self.capital.rate_base(**chosen)
            yield (TextRun(words), *self.figures.ratio(expression, base), TextRun(", đạt "), self.figures.percent(rate))
        elif number:
            yield (TextRun(words), self.figures.money(expression))

    # ---- taking turns

    def _turn(self, patterns: Sequence[Pattern]) -> Pattern:
        """Several wordings of one thing take turns through the document."""
        key = id(patterns)
        self._turns[key] = self._turns.get(key, -1) + 1
        return patterns[self._turns[key] % len(patterns)]

    def _number(self, expression: str) -> Decimal | None:
        return self.figures.number(expression)

    # ---- how much

    def _total(self, where: Where, inner: Sequence[str], told: Told) -> Iterator[Sentence]:
        chosen = selection(where)
        figure = self.capital.why(self.capital.total(**chosen), **chosen)
        match figure.status:
            case Status.VALUE:
                if not told.holds(self.capital.total(**chosen), figure.number):
                    yield self._whole(where, inner)
                    yield from self._by_source_and_year(where, inner)
                    yield from self._details(where)
                yield from self._adjusted(where)
            case Status.UNFUNDED:
                yield say.UNFUNDED.fill()
            case Status.NA:
                yield say.NOT_APPLICABLE.fill()
            case Status.UNDIVIDED:
                yield say.UNDIVIDED.fill(ten=self._called(where))
            case _:
                yield from self._known_lines(where, told)

    def _whole(self, where: Where, inner: Sequence[str]) -> Sentence:
        chosen = selection(where)
        total, given = self.capital.total(**chosen), self.capital.given(**chosen)
        parts = joined([*self._kinds(where, inner), *self._old_and_new(where, inner)], "")
        money = self.figures.money(total)
        if self._whole_span(where):
            return self._turn(say.GIVEN_SPAN).fill(ky=self.capital.period, von=money, chia=parts)
        if self._number(total) == self._number(given):
            agency = self._agency(where, inner)
            if agency:
                return self._turn(say.GIVEN_TO).fill(don_vi=agency, von=money, chia=parts)
            return self._turn(say.GIVEN).fill(von=money, chia=parts)
        return self._turn(say.TOTAL).fill(von=money, chia=parts)

    def _whole_span(self, where: Where) -> bool:
        return self.capital.several_years and not year_of(where)

    def _kinds(self, where: Where, inner: Sequence[str]) -> Iterator[Sentence]:
        """Kinds of capital, where all of them are known; a single one only where the programme has several."""
        if "LOAI" in where or "LOAI" in inner:
            return
        parts = self._parts("LOAI", where)
        if len(parts) > 1:
            yield say.KINDS.fill(cac_loai=joined(parts))
            return
        kinds = self.division.texts("LOAI", where)
        around = {"DU_AN": where["DU_AN"]} if "TDA" in where and "DU_AN" in where else {}
        if len(kinds) == 1 and component_of(where) and len(self.division.texts("LOAI", around)) > 1:
            yield say.ONE_KIND.fill(loai=self.division.name("LOAI", kinds[0], where))

    def _parts(self, key: str, where: Where, column: str = "TONG") -> list[Sentence]:
        """ "vốn đầu tư 42.218 triệu đồng" for each part; nothing unless every part is known."""
        nodes = self.division.split(key, where)
        expressions = [self.capital.amount(column, **selection(node.where)) for node in nodes]
        if any(self._number(each) is None for each in expressions):
            return []
        named = zip(nodes, expressions, strict=True)
        return [(TextRun(f"{node.name} "), self.figures.money(each)) for node, each in named if self._number(each)]

    def _old_and_new(self, where: Where, inner: Sequence[str]) -> Iterator[Sentence]:
        if self._whole_span(where) or {"NAM_GOC", "NIEN_DO"} & {*where, *inner}:
            return
        chosen = selection(where)
        old, new = self.capital.carried(**chosen), self.capital.given(**chosen)
        if not self._number(old) or not self._number(new):
            return
        origins = self.division.origins(where)
        carried = say.CARRIED.fill(nam=origins[0]) if len(origins) == 1 else say.CARRIED_SEVERAL.fill()
        year = year_of(where) or str(self.evaluation.dossier.head.period.first_year)
        yield say.OLD_AND_NEW.fill(
            cu=carried, tien_cu=self.figures.money(old), nam=year, tien_moi=self.figures.money(new)
        )

    def _by_source_and_year(self, where: Where, inner: Sequence[str]) -> Iterator[Sentence]:
        if not {"NGUON"} & {*where, *inner}:
            sources = self._parts("NGUON", where)
            if len(sources) > 1:
                yield say.BY_SOURCE.fill(cac_nguon=joined(sources))
        if self._whole_span(where) and "NAM" not in inner:
            years = self._given_by_year(where)
            if len(years) > 1:
                yield say.BY_YEAR.fill(cac_nam=joined(years))

    def _given_by_year(self, where: Where) -> list[Sentence]:
        nodes = self.division.split("NAM", where)
        expressions = [self.capital.given(**selection(node.where)) for node in nodes]
        if any(self._number(each) is None for each in expressions):
            return []
        named = zip(nodes, expressions, strict=True)
        return [(TextRun(f"{node.name}: "), self.figures.money(each)) for node, each in named if self._number(each)]

    def _agency(self, where: Where, inner: Sequence[str]) -> str:
        """The one agency to which all lines are given."""
        if "DON_VI" in where or "DON_VI" in inner or "DON_VI" not in self.evaluation.edition.blocks[VON].columns:
            return ""
        rows = self.division.rows(where)
        agencies = {self._text(row, "DON_VI") for row in rows}
        name = agencies.pop() if len(agencies) == 1 else ""
        return self.division.name("DON_VI", name, where) if name and component_of(where) else ""

    def _adjusted(self, where: Where) -> Iterator[Sentence]:
        expression = self.capital.amount("DIEU_CHINH", **selection(where))
        number = self._number(expression)
        if number:
            pattern = say.ADJUSTED_UP if number > 0 else say.ADJUSTED_DOWN
            yield pattern.fill(von=self.figures.money(expression if number > 0 else f"-({expression})"))

    def _called(self, where: Where) -> str:
        component = component_of(where)
        known = self.evaluation.edition.components
        return known[component].label if component in known else "từng phần"

    # ---- what is inside the lines

    def _details(self, where: Where) -> Iterator[Sentence]:
        """Grants, levels and contents of the lines, told at the node that holds just one line."""
        rows = self.division.rows(where)
        if len(rows) != 1:
            return
        for block, build in (("DOT_GIAO", self._grants), ("MUC", self._levels), ("NOI_DUNG", self._contents)):
            if block in self.evaluation.edition.blocks:
                inside = [row for row in self.evaluation.rows(block) if self._field(block, row, "DONG") == rows[0]]
                yield from build(block, inside) if inside else ()

    def _grants(self, block: str, rows: Sequence[str]) -> Iterator[Sentence]:
        told = [
            (self.figures.money(f"{block}[{row}].SO_TIEN"), TextRun(f" ({words})" if words else ""))
            for row in rows
            for words in [self._field(block, row, "QUYET_DINH") or self._field(block, row, "NOI_DUNG")]
            if self._number(f"{block}[{row}].SO_TIEN") is not None
        ]
        if told:
            yield say.GRANTS.fill(cac_dot=joined(told))

    def _levels(self, block: str, rows: Sequence[str]) -> Iterator[Sentence]:
        for row in rows:
            count, level = f"{block}[{row}].SO_LUONG", f"{block}[{row}].MUC"
            if self._number(count) is not None and self._number(level) is not None:
                unit = self._field(block, row, "DON_VI_TINH") or "đơn vị"
                yield say.LEVELS.fill(so=self.figures.count(count), don_vi=unit, muc=self.figures.money(level))

    def _contents(self, block: str, rows: Sequence[str]) -> Iterator[Sentence]:
        for row in rows:
            given, spent = f"{block}[{row}].GIAO", f"{block}[{row}].GIAI_NGAN"
            told = [
                (TextRun(words), self.figures.money(each))
                for words, each in (("được giao ", given), ("giải ngân ", spent))
                if self._number(each) is not None
            ]
            if told:
                yield say.PART.fill(ten=self._field(block, row, "TEN"), so_lieu=joined(told, ", "))

    def _known_lines(self, where: Where, told: Told) -> Iterator[Sentence]:
        """Where the total is not known: each line that is, and that there is more beside them."""
        said = False
        for row in self.division.rows(where):
            given = f"{VON}[{row}].TONG"
            number = self._number(given)
            if number is not None and not told.holds(given, number):
                name = self._line_name(row)
                said = True
                yield say.PART.fill(ten=f"{name[:1].upper()}{name[1:]}", so_lieu=self.figures.money(given))
                yield from self._line_spent(row, told)
        if self.division.around(where) and (said or not told.values):
            yield say.REST_UNDIVIDED.fill(ten=self._called(where))

    def _line_spent(self, row: str, told: Told) -> Iterator[Sentence]:
        spent, total = f"{VON}[{row}].GIAI_NGAN", f"{VON}[{row}].TONG"
        number = self._number(spent)
        if number is None or told.holds(spent, number):
            return
        yield self._spent_of_total(spent, total, f"{VON}[{row}].TY_LE") if number else say.SPENT_NOTHING[0].fill()

    # ---- what became of it

    def _allotted(self, where: Where, told: Told) -> Iterator[Sentence]:
        chosen = selection(where)
        allotted, total = self.capital.amount("PHAN_BO", **chosen), self.capital.total(**chosen)
        number, whole = self._number(allotted), self._number(total)
        if number is None or whole is None or told.holds(allotted, number) or self.capital.base == "PHAN_BO":
            return
        if number == whole:
            return
        if not number:
            yield say.ALLOTTED_NOTHING.fill()
            return
        rest = f"{total} - {allotted}"
        money = self.figures.money(allotted)
        if number > whole:
            yield say.ALLOTTED_SOME.fill(von=money, chia="")
            return
        yield say.ALLOTTED.fill(
            von=money, chia="", ty_le=self.figures.percent(f"100 * {allotted} / {total}"),
            con_lai=self.figures.money(rest),
        )  # fmt: skip

    def _spent(self, where: Where, inner: Sequence[str], told: Told) -> Iterator[Sentence]:
        chosen = selection(where)
        spent = self.capital.spent(**chosen)
        figure = self.capital.why(spent, **chosen)
        number = figure.number
        if number is not None:
            if number and not told.holds(spent, number):
                yield self._spent_words(where, spent, inner)
            elif not number and not told.values and self._number(self.capital.total(**chosen)):
                yield self._turn(say.SPENT_NOTHING).fill()
        elif figure.status is Status.UNDIVIDED and not _FINER & where.keys():
            if self._number(self.capital.total(**chosen)) is not None:
                yield say.SPENT_UNDIVIDED.fill()
        elif self._whole_span(where) and "NAM" not in inner:
            yield from self._spent_by_year(where, told)

    def _spent_words(self, where: Where, spent: str, inner: Sequence[str]) -> Sentence:
        chosen = selection(where)
        total, rate = self.capital.rate_base(**chosen), self.capital.rate(**chosen)
        if self._number(rate) is None:
            return say.SPENT_ONLY.fill(von=self.figures.money(spent))
        return self._spent_of_total(spent, total, rate, bool(inner))

    def _spent_of_total(self, spent: str, total: str, rate: str, parts_follow: bool = False) -> Sentence:
        base = _RATE_OF.get(self.capital.base, "")
        rated = self.figures.percent(rate)
        if self.figures.number(total) is None:
            return say.SPENT_OF.fill(von=self.figures.money(spent), ty_le=rated, so_voi=base)
        rest = f"{total} - {spent}"
        over = not parts_follow and self._over_now and (self._number(rest) or 0) > 0
        left = say.LEFT.fill(von=self.figures.money(rest)) if over else ""
        return self._turn(say.SPENT).fill(ty_so=self.figures.ratio(spent, total), ty_le=rated, so_voi=base, con=left)

    def _spent_by_year(self, where: Where, told: Told) -> Iterator[Sentence]:
        years = []
        for node in self.division.split("NAM", where):
            spent = self.capital.spent(**selection(node.where))
            number = self._number(spent)
            if number and not told.holds(spent, number):
                years.append((TextRun(f"{node.name}: "), self.figures.money(spent)))
        if years:
            yield say.SPENT_SOME_YEARS.fill(cac_nam=joined(years))

    def _expected(self, where: Where, told: Told) -> Iterator[Sentence]:
        chosen = selection(where)
        expected = self.capital.amount("UOC", **chosen)
        number = self._number(expected)
        if number is None or told.holds(expected, number) or number == self._number(self.capital.spent(**chosen)):
            return
        day = write_date(max(self.evaluation.dossier.head.period.end, self.evaluation.dossier.head.period.cutoff))
        rate = self.capital.rate("UOC", **chosen)
        if self._number(rate) is None:
            yield say.EXPECTED_ONLY.fill(ngay=day, von=self.figures.money(expected))
            return
        yield say.EXPECTED.fill(
            ngay=day, von=self.figures.money(expected), ty_le=self.figures.percent(rate),
            so_voi=_RATE_OF.get(self.capital.base, ""),
        )  # fmt: skip

    def _closing(self, where: Where, told: Told) -> Iterator[Sentence]:
        """What went on to the next year, what was cancelled, what is left of a year that is over."""
        if self._whole_span(where):
            return
        chosen = selection(where)
        moved, cancelled = (self.capital.amount(code, **chosen) for code in ("CHUYEN_NGUON", "HUY"))
        year = int(year_of(where) or self.evaluation.dossier.head.period.first_year)
        if self._fresh(moved, told):
            yield say.MOVED_ON.fill(nam=str(year + 1), von=self.figures.money(moved))
        if self._fresh(cancelled, told):
            yield say.CANCELLED.fill(von=self.figures.money(cancelled))

    def _fresh(self, expression: str, told: Told) -> bool:
        number = self._number(expression)
        return bool(number) and not told.holds(expression, number)

    @property
    def _over_now(self) -> bool:
        """Whether the dossier reports on a budget year that is over."""
        period = self.evaluation.dossier.head.period
        return self.capital.several_years or (period.cutoff >= period.end and period.end.month in (12, 1))

    # ---- status and reason of the lines

    def _explained(self, where: Where, covered: bool) -> Iterator[Sentence]:
        """Statuses and reasons, each once; with the line's name where the lines differ."""
        component = component_of(where)
        if not component:
            return
        rows = [row for row in self.division.rows(where) if self._text(row, "DU_AN") == component]
        told = [(row, self._status(row)) for row in rows]
        said = [(row, words) for row, words in told if any(words)]
        if not said or covered:
            return
        alike = len({words for _, words in told}) == 1
        for row, words in said[:1] if alike else said:
            status, reason = words
            sentence = joined([each for each in (self._status_words(status), self._reason_words(reason)) if each], " ")
            if alike:
                yield sentence
            elif reason or status not in _QUIET:
                name = self._line_name(row)
                yield say.OF_LINE.fill(dong=name[:1].upper() + name[1:], noi_dung=_lowered(sentence))

    def _status(self, row: str) -> tuple[str, str]:
        return self._text(row, "TRANG_THAI"), self._text(row, "LY_DO")

    def _status_words(self, status: str) -> Sentence:
        if status in say.STATUS:
            return say.STATUS[status].fill()
        label = self._label("TRANG_THAI", status)
        return (TextRun(f"{label[:1].upper()}{label[1:]}."),) if label else ()

    @staticmethod
    def _reason_words(reason: str) -> Sentence:
        return say.REASON.fill(ly_do=reason.strip().rstrip(".")) if reason.strip() else ()

    def _text(self, row: str, code: str) -> str:
        return self._field(VON, row, code)

    def _field(self, block: str, row: str, code: str) -> str:
        if code not in self.evaluation.edition.blocks[block].columns:
            return ""
        return self.evaluation.figure(Ref(block, row, code)).text

    def _line_name(self, row: str) -> str:
        """ "vốn sự nghiệp năm 2022 chuyển sang"."""
        kind = self._text(row, "LOAI")
        name = self.division.name("LOAI", kind, {}) if kind else "vốn"
        origin, year = self._text(row, "NAM_GOC"), self._text(row, "NAM")
        if origin and year and origin < year:
            return f"{name} năm {origin} chuyển sang"
        return f"{name} giao năm {origin}" if origin else name

    def _label(self, code: str, text: str) -> str:
        column = self.evaluation.edition.blocks[VON].columns.get(code)
        if column is None or not text:
            return ""
        items = self.evaluation.edition.lists[column.list].items
        return items[text].label if text in items else text


_FINER = {"NAM", "NAM_GOC", "NIEN_DO", "LOAI", "NGUON", "DON_VI"}
"""Below these the whole has already been told: that a part is not divided goes without saying."""
_QUIET = ("", "DANG_TRIEN_KHAI", "HOAN_THANH")
"""Statuses that are told where they hold for the whole node, not line by line."""


def _lowered(sentence: Sentence) -> Sentence:
    first, *others = sentence
    if isinstance(first, TextRun):
        return (TextRun(first.text[:1].lower() + first.text[1:]), *others)
    return sentence
