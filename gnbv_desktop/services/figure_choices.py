"""Figures that a sentence may show: found by words, totals of capital lines included."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import define, frozen

from gnbv_desktop.catalogue.model import BlockDef, Column, FieldKind
from gnbv_desktop.engine.bound import write_bound
from gnbv_desktop.engine.labels import field_info, key_label
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.search import SearchIndex
from gnbv_desktop.services.work import Work

TOTALS_FIRST = 8
"""So many totals of capital come before single figures."""
STYLES = {
    FieldKind.MONEY: FigureStyle.MONEY,
    FieldKind.COUNT: FigureStyle.COUNT,
    FieldKind.PERCENT: FigureStyle.PERCENT,
    FieldKind.DECIMAL: FigureStyle.DECIMAL,
    FieldKind.DATE: FigureStyle.DATE,
    FieldKind.TEXT: FigureStyle.TEXT,
}
"""How a figure of a kind is printed unless one says otherwise; other kinds are codes, not figures."""
LABELS = {
    FigureStyle.MONEY: "số tiền, kèm đơn vị",
    FigureStyle.AMOUNT: "số tiền, không kèm đơn vị",
    FigureStyle.COUNT: "số đếm (01, 02 …)",
    FigureStyle.PERCENT: "tỷ lệ %",
    FigureStyle.DECIMAL: "số thập phân",
    FigureStyle.RATIO: "phân số a/b",
    FigureStyle.DATE: "ngày",
    FigureStyle.TEXT: "chữ",
}
_DAY = (FigureStyle.DATE,)
_NUMBERS = (FigureStyle.COUNT, FigureStyle.DECIMAL, FigureStyle.PERCENT)


@frozen
class Choice:
    expression: str
    label: str
    place: str
    kind: FieldKind

    @property
    def style(self) -> FigureStyle:
        return STYLES[self.kind]

    @property
    def styles(self) -> tuple[FigureStyle, ...]:
        """The ways in which such a figure may be printed, the usual first."""
        match self.kind:
            case FieldKind.MONEY:
                return FigureStyle.MONEY, FigureStyle.AMOUNT
            case FieldKind.DATE:
                return _DAY
            case FieldKind.TEXT:
                return (FigureStyle.TEXT,)
            case _:
                return tuple(dict.fromkeys((self.style, *_NUMBERS)))


@define(eq=False)
class FigureChoices:
    """Filled at the first search."""

    work: Work
    index: SearchIndex

    @classmethod
    def of(cls, work: Work) -> FigureChoices:
        return cls(work, SearchIndex(work))

    def find(self, text: str, limit: int = 40) -> tuple[Choice, ...]:
        """The best first; every word must occur."""
        words = fold(text).split()
        if not words:
            return (self._cutoff,)
        matching = [each for each in self._totals if all(f" {word}" in each[0] for word in words)]
        matching.sort(key=lambda each: (not each[0].startswith(f" {words[0]}"), len(each[0])))
        near = sorted((choice for _, choice in matching[: 3 * TOTALS_FIRST]), key=self._absent)
        first, rest = near[:TOTALS_FIRST], near[TOTALS_FIRST:]
        day = [self._cutoff] if all(word in fold(self._cutoff.label) for word in words) else []
        found = (*day, *first, *self._single(text, limit), *rest)
        return tuple({each.expression: each for each in found}.values())[:limit]

    def shown(self, choice: Choice, style: FigureStyle | None = None) -> str:
        """How it will be printed."""
        return write_bound(self.work.evaluation, Bound(choice.expression, style or choice.style))

    def _absent(self, choice: Choice) -> bool:
        return self.shown(choice).startswith("[")

    @property
    def _cutoff(self) -> Choice:
        return Choice("cutoff()", "Ngày chốt số liệu", "Thông tin chung", FieldKind.DATE)

    def _single(self, text: str, limit: int) -> Iterator[Choice]:
        """Single figures; what is not a figure is passed over."""
        for hit in self.index.find(text, limit):
            info = field_info(self.work.edition, hit.ref) if hit.ref is not None else None
            if info is not None and info.kind in STYLES and not info.column.key:
                yield Choice(str(hit.ref), hit.label, hit.place, info.kind)

    @cached_property
    def _totals(self) -> tuple[tuple[str, Choice], ...]:
        """Totals of capital lines by component, and by one more part of their key, with their folded words."""
        found = (
            choice
            for path, block in self.work.edition.blocks.items()
            if block.carried is not None
            for choice in self._totals_of(path, block)
        )
        return tuple((f" {fold(f'{each.label} {each.place}')} ", each) for each in found)

    def _totals_of(self, path: str, block: BlockDef) -> Iterator[Choice]:
        form = self.work.edition.form_of[path]
        figures = {code: each for code, each in block.columns.items() if each.kind is not None and each.kind.numeric}
        for keys in self._selections(path, block):
            names = [key_label(self.work.edition, self.work.dossier, block.columns[code], text) for code, text in keys]
            place = " · ".join([form.short or form.title, *(names or ["toàn Chương trình"])])
            where = "".join(f", {code}={_literal(block.columns[code], text)}" for code, text in keys)
            for code, column in figures.items():
                assert column.kind is not None
                yield Choice(f"{path}({code}{where})", column.label, place, column.kind)

    def _selections(self, path: str, block: BlockDef) -> Iterator[tuple[tuple[str, str], ...]]:
        keys = block.keys()
        main = next((code for code in keys if block.columns[code].kind is FieldKind.COMPONENT), "")
        parts = [part for code in keys if code != main for part in self._parts(path, code, block.columns[code])]
        for component in ("", *self._components(path, main)):
            chosen = ((main, component),) if component else ()
            yield chosen
            yield from ((*chosen, part) for part in parts)

    def _components(self, path: str, code: str) -> tuple[str, ...]:
        """Those that have lines, and what stands above them, in the order of the programme."""
        edition = self.work.edition
        used = {
            each
            for cells in self.work.dossier.block(path).rows.values()
            if code in cells
            for each in cells[code].text.split("+")
            if each in edition.components
        }
        wanted = used | {above for each in used for above in edition.ancestors(each)}
        return tuple(each for each in edition.components if each in wanted)

    def _parts(self, path: str, code: str, column: Column) -> Iterator[tuple[str, str]]:
        if column.kind is FieldKind.CHOICE:
            yield from ((code, item) for item in self.work.edition.lists[column.list].items)
        elif column.kind is FieldKind.PLACE:
            used = {cells[code].text for cells in self.work.dossier.block(path).rows.values() if code in cells}
            known = [place.id for place in self.work.dossier.head.unit.places()]
            yield from ((code, each) for each in known if each in used)
        elif code == "NAM" and len(self.work.dossier.head.period.years) > 1:
            yield from ((code, str(year)) for year in self.work.dossier.head.period.years)


def _literal(column: Column, text: str) -> str:
    return text if column.kind is FieldKind.YEARS else f'"{text}"'
