"""The places of an open dossier, in the order of the navigation: pages and forms, components below each other."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import frozen

from gnbv_desktop.catalogue.model import Edition, Form


class PlaceKind(Enum):
    PAGE = "page"
    FORM = "form"
    SECTION = "section"


@frozen
class Place:
    key: str
    kind: PlaceKind
    name: str
    code: str = ""
    """In strong letters: "DA 1"."""
    rail: str = ""
    """The name of which a rail shows, below the sign, as much as there is room for."""
    icon: str = ""
    depth: int = 0
    parent: str = ""


OVERVIEW = Place("page:overview", PlaceKind.PAGE, "Tổng quan", icon="layout-dashboard")
OUTLINE = Place("page:outline", PlaceKind.PAGE, "Đề cương báo cáo", icon="list-tree")
NARRATIVE = Place("page:narrative", PlaceKind.PAGE, "Thuyết minh", icon="file-text")
ANNEXES = Place("page:annexes", PlaceKind.PAGE, "Biểu số", icon="file-spreadsheet")
PREVIEW = Place("page:preview", PlaceKind.PAGE, "Xem trước", icon="eye")


def holds_capital(edition: Edition, form: Form) -> bool:
    """Whether other forms show the rows of one of its grids as theirs."""
    shown = {block.show for block in edition.blocks.values() if block.show}
    return any(form.path(code) in shown for code in form.blocks)


def form_key(code: str) -> str:
    return f"form:{code}"


def places(edition: Edition) -> tuple[Place, ...]:
    return tuple(_places(edition))


def _places(edition: Edition) -> Iterator[Place]:
    components = [form for form in edition.forms.values() if form.component]
    others = [form for form in edition.forms.values() if not form.component]
    leading = [form for form in others if form is others[0] or holds_capital(edition, form)]
    yield OVERVIEW
    yield from (_plain(form) for form in leading)
    if components:
        yield Place("section:components", PlaceKind.SECTION, "Dự án, tiểu dự án")
        yield from (_component(edition, form) for form in components)
    rest = [form for form in others if form not in leading]
    if rest:
        yield Place("section:others", PlaceKind.SECTION, "Số liệu khác")
        yield from (_plain(form) for form in rest)
    yield Place("section:report", PlaceKind.SECTION, "Báo cáo")
    yield OUTLINE
    yield NARRATIVE
    yield ANNEXES
    yield PREVIEW


def _plain(form: Form) -> Place:
    name = form.short or form.title
    return Place(form_key(form.form), PlaceKind.FORM, name, rail=name)


def _component(edition: Edition, form: Form) -> Place:
    component = edition.components[form.component]
    forms = {each.component: each.form for each in edition.forms.values() if each.component}
    above = [forms[each] for each in edition.ancestors(form.component) if each in forms]
    code = component.label.partition(" - ")[0].replace("Tiểu dự án", "TDA").replace("Dự án", "DA")
    return Place(
        form_key(form.form), PlaceKind.FORM, component.short, code, code.replace(" ", "") if not above else "",
        depth=len(above), parent=form_key(above[0]) if above else "",
    )  # fmt: skip
