"""How the dossier's data fall apart by a key of an outline: components, years, sources, agencies that are in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from attrs import define, frozen

from gnbv_desktop.catalogue.model import BlockKind, Form
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.labels import key_label
from gnbv_desktop.report.sentences import joined

COMPONENT_KEYS = ("DU_AN", "TDA")
_CHOICES = ("NIEN_DO", "LOAI", "NGUON")
_KINDS_OF_PLACES = ("xã", "phường", "thị trấn", "thôn", "bản")

Where = Mapping[str, str]


@frozen
class Node:
    """One value of a key, below other values."""

    where: Where
    key: str
    title: str
    """As a heading: "Dự án 2: Đa dạng hóa sinh kế, …", "Năm 2022", "Vốn đầu tư"."""
    name: str
    """Inside a sentence: "Dự án 2", "năm 2022", "vốn đầu tư"."""

    @property
    def component(self) -> str:
        return component_of(self.where)


def component_of(where: Where) -> str:
    return where.get("TDA") or where.get("DU_AN", "")


def year_of(where: Where) -> str:
    return where.get("NAM", "")


def selection(where: Where) -> dict[str, str]:
    """The keys of the capital lines that a node selects."""
    chosen = {key: text for key, text in where.items() if key not in COMPONENT_KEYS and key in GRID_KEYS}
    component = component_of(where)
    return {"DU_AN": component, **chosen} if component else chosen


GRID_KEYS = ("NAM", "NAM_GOC", "NIEN_DO", "LOAI", "NGUON", "DON_VI")


@define(eq=False)
class Division:
    """Of one grid of money and the forms of the components."""

    evaluation: Evaluation
    grid: str
    sources: tuple[str, ...] = ()
    """Sources of money that are counted; empty: all."""

    def split(self, key: str, where: Where) -> tuple[Node, ...]:
        """Empty where the data do not fall apart by this key: nothing there, or nothing to tell apart."""
        match key:
            case "DU_AN":
                return self._components("DU_AN", "", where)
            case "TDA":
                parent = where.get("DU_AN", "")
                return self._components("TDA", parent, where) if parent else self._leaves(where)
            case "NAM":
                return self._years(where)
            case "NAM_GOC":
                return self._apart(key, where, self.texts(key, where))
            case "DON_VI":
                return self._apart(key, where, self.texts(key, where))
            case "NIEN_DO" | "LOAI" | "NGUON":
                return self._apart(key, where, self._chosen(key, where))
            case _:
                return ()

    # ---- components

    def _components(self, key: str, parent: str, where: Where) -> tuple[Node, ...]:
        components = self.evaluation.edition.components
        below = [code for code, each in components.items() if each.parent == parent]
        return tuple(self._component(key, code, where) for code in below if self.in_use(code, where))

    def _leaves(self, where: Where) -> tuple[Node, ...]:
        leaves = self.evaluation.edition.leaves()
        return tuple(self._component("TDA", code, where) for code in leaves if self.in_use(code, where))

    def _component(self, key: str, code: str, where: Where) -> Node:
        component = self.evaluation.edition.components[code]
        own, _, whole = component.label.partition(" - ")
        label = own if "DU_AN" in where or not whole else f"{own} thuộc {whole}"
        return Node({**where, key: code}, key, f"{label}: {component.name}", label)

    def in_use(self, component: str, where: Where) -> bool:
        """Whether there is money, a figure or a word of it, or below it."""
        narrower = {**where, "TDA": component}
        if self.rows(narrower):
            return True
        if any(key in where for key in ("LOAI", "NGUON", "NIEN_DO", "NAM_GOC")) and self.rows({"TDA": component}):
            return False
        return any(self._form_in_use(form, year_of(where)) for form in self._forms(component))

    def _forms(self, component: str) -> Iterator[Form]:
        codes = self.evaluation.edition.subtree(component)
        return (form for form in self.evaluation.edition.forms.values() if form.component in codes)

    def _form_in_use(self, form: Form, year: str) -> bool:
        dossier = self.evaluation.dossier
        for code, block in form.blocks.items():
            path = form.path(code)
            if block.kind is BlockKind.NARRATIVE:
                slots = (f"{path}.{each}_{year}" if year else f"{path}.{each}" for each in block.columns)
                if any(dossier.narratives.get(slot) for slot in slots):
                    return True
            elif any(self._of_year(row, year) for row in dossier.block(path).rows.values()):
                return True
        return False

    @staticmethod
    def _of_year(columns: Iterable[str], year: str) -> bool:
        """Whether something is entered in a row; of one year, in a column of that year."""
        return any(column.endswith(f"_{year}") for column in columns) if year else any(True for _ in columns)

    # ---- years and choices

    def _years(self, where: Where) -> tuple[Node, ...]:
        if not self.evaluation.several_years:
            return ()
        years = [str(year) for year in self.evaluation.dossier.head.period.years]
        in_use = [year for year in years if self._year_in_use(year, where)]
        return tuple(Node({**where, "NAM": year}, "NAM", f"Năm {year}", f"năm {year}") for year in in_use)

    def _year_in_use(self, year: str, where: Where) -> bool:
        if self.rows({**where, "NAM": year}):
            return True
        component = component_of(where)
        return bool(component) and any(self._form_in_use(form, year) for form in self._forms(component))

    def _apart(self, key: str, where: Where, texts: Iterable[str]) -> tuple[Node, ...]:
        found = tuple(texts)
        return tuple(self._valued(key, text, where) for text in found) if len(found) > 1 else ()

    def _valued(self, key: str, text: str, where: Where) -> Node:
        name = self.name(key, text, where)
        return Node({**where, key: text}, key, name[:1].upper() + name[1:], name)

    def name(self, key: str, text: str, where: Where) -> str:
        """ "vốn năm 2022 chuyển sang", "vốn sự nghiệp", "UBND xã An"."""
        if key == "NAM_GOC":
            return self._origin(text, where)
        if key == "NIEN_DO":
            return self._niche(text, where)
        column = self.evaluation.edition.blocks[self.grid].columns.get(key)
        if column is None:
            return text
        if key == "DON_VI":
            return self._places([self._place(each) for each in text.split("+")])
        if key in _CHOICES:
            item = self.evaluation.edition.lists[column.list].items.get(text)
            return (item.phrase or item.label) if item is not None else text
        return key_label(self.evaluation.edition, self.evaluation.dossier, column, text)

    @staticmethod
    def _places(names: Sequence[str]) -> str:
        """ "các xã An, Bình và Cư"; names of unlike things in full."""
        kind = next((each for each in _KINDS_OF_PLACES if all(name.startswith(f"{each} ") for name in names)), "")
        shown = [name.removeprefix(f"{kind} ") for name in names] if kind and len(names) > 1 else list(names)
        told = "".join(run.text for run in joined(shown, ", ", " và "))
        return f"các {kind} {told}" if kind and len(names) > 1 else told

    def _place(self, place: str) -> str:
        places = self.evaluation.dossier.head.unit.places()
        return next((each.name for each in places if each.id == place), place)

    def _origin(self, year: str, where: Where) -> str:
        used = year_of(where) or str(self.evaluation.dossier.head.period.first_year)
        if year < used and not self._whole_span(where):
            return f"vốn năm {year} chuyển nguồn sang năm {used}"
        return f"vốn giao năm {year}"

    def _niche(self, text: str, where: Where) -> str:
        used = year_of(where) or str(self.evaluation.dossier.head.period.first_year)
        if self._whole_span(where):
            return "vốn chuyển nguồn" if text == "CHUYEN" else "vốn giao"
        if text == "GIAO":
            return f"vốn giao năm {used}"
        years = self.origins(where)
        return (
            f"vốn năm {years[0]} chuyển nguồn sang năm {used}" if len(years) == 1 else "vốn các năm trước chuyển nguồn"
        )

    def _whole_span(self, where: Where) -> bool:
        return self.evaluation.several_years and not year_of(where)

    def origins(self, where: Where) -> list[str]:
        """The years before the year of use from which money was carried."""
        used = year_of(where) or str(self.evaluation.dossier.head.period.first_year)
        return [year for year in self.texts("NAM_GOC", where) if year.isdigit() and year < used]

    # ---- the lines

    @cached_property
    def _exists(self) -> bool:
        return self.grid in self.evaluation.edition.blocks and bool(self.evaluation.rows(self.grid))

    def rows(self, where: Where) -> tuple[str, ...]:
        """The lines inside a selection, in their order."""
        return self.evaluation.grains(self.grid).select(selection(where)).inside if self._exists else ()

    def around(self, where: Where) -> tuple[str, ...]:
        """The lines that lie over the edge of a selection."""
        return self.evaluation.grains(self.grid).select(selection(where)).around if self._exists else ()

    def texts(self, key: str, where: Where) -> list[str]:
        """The distinct texts of a key among the lines of a selection."""
        if not self._exists or key not in self.evaluation.edition.blocks[self.grid].columns:
            return []
        figures = self.evaluation.column(self.grid, key)
        texts = (figures[row].text for row in self.rows(where) if row in figures)
        found = dict.fromkeys(text for text in texts if text)
        return list(found) if key == "DON_VI" else sorted(found)

    def _chosen(self, key: str, where: Where) -> list[str]:
        """In the order of the list; of a tree the topmost."""
        column = self.evaluation.edition.blocks[self.grid].columns.get(key) if self._exists else None
        if column is None:
            return []
        items = self.evaluation.edition.lists[column.list].items
        used = {items[text].parent or text for text in self.texts(key, where) if text in items}
        if key == "NGUON" and self.sources:
            used &= {*self.sources}
        ordered = [code for code in items if code in used]
        return ordered[::-1] if key == "NIEN_DO" else ordered
