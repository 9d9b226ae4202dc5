"""Open lists told in words: documents, tasks of agencies, needs of components, and any other list of the forms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import define

from gnbv_desktop.catalogue.model import BlockKind, Column, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import key_label, row_label
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.citations import Citations
from gnbv_desktop.report.division import Where
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.model import Run, TextRun
from gnbv_desktop.report.results import counted
from gnbv_desktop.report.sentences import joined, lower_first
from gnbv_desktop.report.words import Told

Item = tuple[Run, ...]


@define(eq=False)
class Lists:
    evaluation: Evaluation
    figures: Figures
    citations: Citations

    # ---- documents

    def documents(self, path: str, where: Where) -> list[str]:
        """The documents of the register that are to be named, in the order of their dates."""
        rows = [row for row in self.evaluation.rows(path) if self._fits(path, row, where)]
        rows = [row for row in rows if self.text(path, row, "CACH_DAN") != "KHONG"]
        rows.sort(key=lambda row: self.text(path, row, "NGAY") or "9999")
        return [self.citations.text((f"{path}[{row}]",)) for row in rows]

    def _fits(self, path: str, row: str, where: Where) -> bool:
        columns = self.evaluation.edition.blocks[path].columns
        return all(self.text(path, row, key) == value for key, value in where.items() if key in columns)

    # ---- tasks of agencies

    def assigns(self, path: str) -> bool:
        return {"CO_QUAN", "NOI_DUNG"} <= self.evaluation.edition.blocks[path].columns.keys()

    def tasks(self, path: str) -> list[tuple[str, list[str]]]:
        """Agencies in their order, each with its tasks."""
        found: dict[str, list[str]] = {}
        rows = list(self.evaluation.rows(path))
        rows.sort(key=lambda row: self.evaluation.figure(Ref(path, row, "THU_TU")).number or 10**6)
        for row in rows:
            agency = self.label(path, row, "CO_QUAN") or self.text(path, row, "TEN_CO_QUAN")
            task = self.text(path, row, "NOI_DUNG").strip()
            if agency and task:
                found.setdefault(agency, []).append(task)
        return list(found.items())

    # ---- needs

    def needs(self, path: str) -> bool:
        """A list of money by component that may also say that nothing is asked for."""
        return {"DU_AN", "SO_TIEN", "TRANG_THAI"} <= self.evaluation.edition.blocks[path].columns.keys()

    def need(self, path: str, component: str, deeper: bool = False) -> Item:
        """The amount that is asked for, or that nothing is and why; empty where the list says neither, and where one
        sub-project, told below, asks for all of it."""
        money = f'{path}(SO_TIEN, DU_AN="{component}")'
        number = self.figures.number(money)
        if number and not (deeper and number in self._needs_below(path, component)):
            return say.NEED.fill(von=self.figures.money(money), chia=self.need_kinds(path, component))
        for row in self.evaluation.rows(path):
            if self.text(path, row, "DU_AN") == component and self.text(path, row, "TRANG_THAI") == "KHONG_DE_XUAT":
                reason = self.text(path, row, "LY_DO").strip().rstrip(".")
                return say.NO_NEED_BECAUSE.fill(ly_do=lower_first(reason)) if reason else say.NO_NEED.fill()
        return ()

    def _needs_below(self, path: str, component: str) -> set[Decimal | None]:
        below = (code for code, each in self.evaluation.edition.components.items() if each.parent == component)
        return {self.figures.number(f'{path}(SO_TIEN, DU_AN="{code}")') for code in below}

    def need_kinds(self, path: str, component: str) -> Item:
        column = self.evaluation.edition.blocks[path].columns.get("LOAI")
        if column is None:
            return ()
        chosen = f', DU_AN="{component}"' if component else ""
        items = self.evaluation.edition.lists[column.list].items
        parts = [
            (TextRun(f"{item.phrase or item.label} "), self.figures.money(expression))
            for code, item in items.items()
            for expression in [f'{path}(SO_TIEN, LOAI="{code}"{chosen})']
            if self.figures.number(expression)
        ]
        return say.KINDS.fill(cac_loai=joined(parts)) if len(parts) > 1 else ()

    # ---- any list

    def items(self, path: str, where: Where, told: frozenset[Ref]) -> Iterator[Item]:
        """For each row its name, then its figures, then its remarks."""
        block = self.evaluation.edition.blocks[path]
        for row in self.evaluation.rows(path):
            refs = {Ref(path, row, code) for code in block.columns}
            if self._fits(path, row, where) and not refs & told:
                told_columns = list(self._columns(path, row))
                name = row_label(self.evaluation.edition, self.evaluation.dossier, path, row)
                name = name.partition(" · ")[0]
                if told_columns:
                    yield (TextRun(f"{name}: "), *joined(told_columns, ", "))
                elif name:
                    yield (TextRun(name),)

    def total(self, path: str, told: Told) -> Item:
        """The sums of the money of a list whose lines have keys, so that nothing counts twice."""
        columns = self.evaluation.edition.blocks[path].columns
        if not any(column.key for column in columns.values()):
            return ()
        parts = []
        for code, column in columns.items():
            whole = f"total({path}.{code})"
            if column.kind is not FieldKind.MONEY or column.value or column.optional:
                continue
            number = self.figures.number(whole)
            if number and not told.holds(whole, number):
                parts.append((TextRun(f"{column.phrase or ''} ".lstrip()), self.figures.money(whole)))
        return say.TOTALS.fill(so_lieu=joined(parts, ", ")) if parts else ()

    def _columns(self, path: str, row: str) -> Iterator[Item]:
        """The figures of a row; what is none of it goes unsaid beside what there is."""
        block = self.evaluation.edition.blocks[path]
        numbers = {
            code: self.evaluation.figure(Ref(path, row, code)).number
            for code, column in block.columns.items()
            if not (column.key or column.value or code.startswith("GHI_CHU"))
            if column.kind is not None and column.kind.numeric
        }
        for code, number in numbers.items():
            if number or (number is not None and not any(numbers.values())):
                yield self._figure(path, row, code, block.columns[code])

    def _figure(self, path: str, row: str, code: str, column: Column) -> Item:
        at = str(Ref(path, row, code))
        label = lower_first(column.label)
        match column.kind:
            case FieldKind.MONEY:
                return (TextRun(f"{column.phrase or label} "), self.figures.money(at))
            case FieldKind.PERCENT:
                return (TextRun(f"{label} "), self.figures.percent(at))
            case FieldKind.DECIMAL:
                unit = self._own_unit(path, row, column)
                return (TextRun(f"{label} "), self.figures.plain(at), TextRun(f" {unit}" if unit else ""))
            case _:
                return counted(self.figures.count(at), column.phrase, column.label, column.unit)

    def _own_unit(self, path: str, row: str, column: Column) -> str:
        return self.text(path, row, "DVT") or column.unit

    # ---- cells

    def is_register(self, path: str) -> bool:
        return self.evaluation.edition.blocks[path].kind is BlockKind.DOCUMENTS

    def text(self, path: str, row: str, code: str) -> str:
        if code not in self.evaluation.edition.blocks[path].columns:
            return ""
        return self.evaluation.figure(Ref(path, row, code)).text

    def label(self, path: str, row: str, code: str) -> str:
        text = self.text(path, row, code)
        column = self.evaluation.edition.blocks[path].columns.get(code)
        if not text or column is None:
            return text
        if column.kind is FieldKind.PLACE:
            return ", ".join(self._full_name(each) for each in text.split("+"))
        return key_label(self.evaluation.edition, self.evaluation.dossier, column, text)

    def _full_name(self, place: str) -> str:
        places = self.evaluation.dossier.head.unit.places()
        return next((each.name for each in places if each.id == place), place)
