"""What a bound figure is: its words, its name, where it stands, and how it is let go."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from attrs import frozen

from gnbv_desktop.catalogue.expressions import parse, ref_of
from gnbv_desktop.engine.bound import bound_faults, evaluate_bound, write_bound
from gnbv_desktop.engine.labels import field_info, key_label, place_label
from gnbv_desktop.engine.values import Status
from gnbv_desktop.kernel.inline import Bound, Words
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.work import Work


def bound_text(work: Work, bound: Bound) -> str:
    """What the report prints; a sign in brackets where the definitions no longer know what it names."""
    return "[số không còn trong biểu]" if faulty(work, bound) else write_bound(work.evaluation, bound)


def faulty(work: Work, bound: Bound) -> bool:
    return any(bound_faults(work.edition, bound))


@frozen
class BoundInfo:
    text: str
    """As it is printed."""
    name: str
    """ "Giải ngân lũy kế / Tổng vốn được sử dụng"."""
    path: str
    """ "Bảng vốn · Dự án 4 · Vốn sự nghiệp"."""
    goto: Ref | None
    """The first address that it is made from."""
    previous: str = ""
    """The same in the previous dossier."""


def bound_info(work: Work, bound: Bound) -> BoundInfo:
    if faulty(work, bound):
        return BoundInfo(bound_text(work, bound), "Định nghĩa hiện nay không có số này", bound.expression, None)
    reads: list[Ref] = []
    evaluate_bound(work.evaluation, bound, reads)
    tree = parse(bound.expression).tree
    named = [_named(work, each) for each in (tree.elts if isinstance(tree, ast.Tuple) else [tree])]
    names, places = (dict.fromkeys(each[side] for each in named) for side in (0, 1))
    return BoundInfo(
        text=write_bound(work.evaluation, bound),
        name=" / ".join(names),
        path=" / ".join(place for place in places if place),
        goto=reads[0] if reads else None,
        previous=_previous(work, bound),
    )


def _previous(work: Work, bound: Bound) -> str:
    earlier = work.evaluation.earlier
    if earlier is None or any(bound_faults(earlier.edition, bound)):
        return ""
    if any(figure.status is not Status.VALUE for figure in evaluate_bound(earlier, bound)):
        return ""
    return write_bound(earlier, bound)


def _named(work: Work, node: ast.expr) -> tuple[str, str]:
    """The name of what a bound expression is, and where it stands."""
    ref = ref_of(node)
    if ref is not None:
        info = field_info(work.edition, ref)
        *place, label = place_label(work.edition, work.dossier, ref).split(" · ")
        return (info.label if info else label), " · ".join(place)
    if isinstance(node, ast.Call) and ast.unparse(node.func) in work.edition.blocks:
        return _pivot(work, node, ast.unparse(node.func))
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "cutoff":
        return "Ngày chốt số liệu", "Thông tin chung"
    inner = list(dict.fromkeys(_leaves(work, node)))
    names, places = dict.fromkeys(name for name, _ in inner), dict.fromkeys(place for _, place in inner)
    return f"tính từ {', '.join(names)}" if names else "phép tính", " / ".join(places)


def _leaves(work: Work, node: ast.expr) -> Iterator[tuple[str, str]]:
    """The figures named inside an arithmetic expression."""
    if ref_of(node) is not None or (isinstance(node, ast.Call) and ast.unparse(node.func) in work.edition.blocks):
        yield _named(work, node)
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _leaves(work, child)


def _pivot(work: Work, node: ast.Call, path: str) -> tuple[str, str]:
    columns, form = work.edition.blocks[path].columns, work.edition.form_of[path]
    found = work.edition.column_of(path, ast.unparse(node.args[0])) if node.args else None
    keys = [
        key_label(work.edition, work.dossier, columns[each.arg], str(_literal(each.value)))
        for each in node.keywords
        if each.arg is not None and each.arg in columns
    ]
    return (found[0].label if found else path), " · ".join([form.short or form.title, *keys])


def _literal(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else ast.unparse(node)


def unbind(work: Work, bound: Bound) -> Words:
    """The words that stand where the figure stood: they no longer follow the data and say so."""
    known = not faulty(work, bound) and all(
        figure.status is Status.VALUE for figure in evaluate_bound(work.evaluation, bound)
    )
    return Words(write_bound(work.evaluation, bound) if known else "…", bound.bold, was=bound.expression)
