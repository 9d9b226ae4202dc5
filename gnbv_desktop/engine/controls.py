"""Runs the controls of an edition over an evaluation: two described sides, an operator, a tolerance, a finding."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from gnbv_desktop.catalogue.expressions import parse, ref_of
from gnbv_desktop.catalogue.model import Control, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation, Spot
from gnbv_desktop.engine.formula import is_true
from gnbv_desktop.engine.labels import field_info, key_label, place_label, row_label, write_scalar
from gnbv_desktop.engine.values import Figure, Status, known
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.kernel.refs import Ref

FUZZY_SHARE = Decimal("0.05")
"""A figure said with "khoảng", "ước", "gần", "trên", "dưới" may be off by this share before a control speaks."""


def run_all(evaluation: Evaluation) -> None:
    for code, control in evaluation.edition.all_controls.items():
        evaluation.findings[code] = dict(_run(evaluation, code, control, None))


def run_after(
    before: Evaluation, evaluation: Evaluation, touched: Mapping[str, frozenset[str]], changed: frozenset[str]
) -> None:
    """Runs what the change can reach; findings elsewhere are taken over."""
    plan = evaluation.plan
    for code, control in evaluation.edition.all_controls.items():
        paths = set(plan.control_paths(code, control))
        kept = before.findings.get(code, {})
        if plan.control_blocks(code, control) & changed or (control.groups and paths & changed):
            evaluation.findings[code] = dict(_run(evaluation, code, control, None))
        elif paths & changed:
            only = {path: _rows_to_check(evaluation, path, touched) for path in paths & changed}
            again = dict(_run(evaluation, code, control, only))
            stale = {key for key in kept if _stale(key, only)}
            evaluation.findings[code] = {key: each for key, each in kept.items() if key not in stale} | again
        else:
            evaluation.findings[code] = kept


def _rows_to_check(evaluation: Evaluation, path: str, touched: Mapping[str, frozenset[str]]) -> frozenset[str]:
    if path in touched and evaluation.edition.blocks[path].kind.open_rows:
        return touched[path]
    return frozenset(evaluation.rows(path))


def _stale(key: str, only: Mapping[str, frozenset[str]]) -> bool:
    path, _, rest = key.partition("[")
    return path in only and rest.partition("]")[0] in only[path]


Instance = tuple[str, Spot]


def _run(
    evaluation: Evaluation, code: str, control: Control, only: Mapping[str, frozenset[str]] | None
) -> Iterator[tuple[str, Issue]]:
    for key, spot in _instances(evaluation, code, control, only):
        issue = _check(evaluation, code, control, spot)
        if issue is not None:
            yield key, issue


def _instances(
    evaluation: Evaluation, code: str, control: Control, only: Mapping[str, frozenset[str]] | None
) -> Iterator[Instance]:
    plan = evaluation.plan
    paths = plan.control_paths(code, control)
    form = plan.form_of_control(code)
    if not (control.rows or control.cells or control.groups):
        yield "", Spot(evaluation, form=form)
        return
    for path in paths if only is None else only:
        if control.groups:
            yield from _groups(evaluation, control, path)
            continue
        for row in evaluation.rows(path):
            if only is not None and row not in only[path]:
                continue
            if control.rows:
                yield f"{path}[{row}]", Spot(evaluation, path, row)
                continue
            for column in _cell_columns(evaluation, path, control):
                _, year = evaluation.edition.column_of(path, column) or (None, None)
                yield f"{path}[{row}].{column}", Spot(evaluation, path, row, column, year)


def _cell_columns(evaluation: Evaluation, path: str, control: Control) -> Iterable[str]:
    columns = evaluation.columns(path)
    if not control.columns:
        return columns
    return [each for each in columns if each in control.columns or each[:-5] in control.columns]


def _groups(evaluation: Evaluation, control: Control, path: str) -> Iterator[Instance]:
    grains = evaluation.grains(path)
    places = [[each.column for each in grains.dimensions].index(code) for code in control.by]
    seen = dict.fromkeys(tuple(key[place] for place in places) for key in grains.keys.values())
    for texts in seen:
        if all(texts):
            where = dict(zip(control.by, texts, strict=True))
            yield f"{path}[{'|'.join(texts)}]", Spot(evaluation, path, where=where)


@frozen
class _Sides:
    left: Figure
    right: Figure
    reads: tuple[Ref, ...]


def _check(evaluation: Evaluation, code: str, control: Control, spot: Spot) -> Issue | None:
    plan = evaluation.plan
    if control.when and not is_true(plan.formula(control.when)(spot)):
        return None
    sides = _sides(evaluation, control, spot)
    left, right = sides.left, sides.right
    if left.status is not Status.VALUE or right.status is not Status.VALUE:
        return None
    tolerance = _tolerance(evaluation, control, spot, sides)
    if _holds(left, control.op, right, tolerance):
        return None
    return _issue(evaluation, code, control, spot, sides)


def _sides(evaluation: Evaluation, control: Control, spot: Spot) -> _Sides:
    reads: list[Ref] = []
    seeing = Spot(spot.work, spot.path, spot.row, spot.column, spot.year, False, spot.where, spot.form, reads)
    left = evaluation.plan.formula(control.left)(seeing)
    right = evaluation.plan.formula(control.right)(seeing)
    if control.missing == "zero":
        left, right = _or_zero(left), _or_zero(right)
    return _Sides(left, right, tuple(dict.fromkeys(reads)))


def _or_zero(figure: Figure) -> Figure:
    return known(Decimal(0)) if figure.status is Status.MISSING or figure.nothing else figure


def _tolerance(evaluation: Evaluation, control: Control, spot: Spot, sides: _Sides) -> Decimal:
    allowed = evaluation.plan.formula(control.tolerance)(spot).number or Decimal(0)
    numbers = [side.number for side in (sides.left, sides.right)]
    if (sides.left.fuzzy or sides.right.fuzzy) and all(number is not None for number in numbers):
        return max(allowed, FUZZY_SHARE * max(abs(number) for number in numbers if number is not None))
    return allowed


def _holds(left: Figure, op: str, right: Figure, tolerance: Decimal) -> bool:
    a, b = left.value, right.value
    if isinstance(a, Decimal) and isinstance(b, Decimal):
        return _number_holds(a, op, b, tolerance)
    if op in ("=", "!="):
        return (left.text == right.text) is (op == "=")
    if type(a) is not type(b):
        return True
    return _ORDERS[op](a, b)


def _number_holds(a: Decimal, op: str, b: Decimal, tolerance: Decimal) -> bool:
    match op:
        case "=":
            return abs(a - b) <= tolerance
        case "!=":
            return abs(a - b) > tolerance
        case "<=":
            return a <= b + tolerance
        case ">=":
            return a >= b - tolerance
        case "<":
            return a < b + tolerance
        case _:
            return a > b - tolerance


_ORDERS = {
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}


def _issue(evaluation: Evaluation, code: str, control: Control, spot: Spot, sides: _Sides) -> Issue:
    dossier = evaluation.dossier
    edition = evaluation.edition
    refs = sides.reads
    place = _place(evaluation, spot, refs)
    money = MoneyUnit(dossier.head.money_unit)
    kind = _kind(evaluation, control.left, spot)
    words = {
        "left": _words(sides.left, kind, money),
        "right": _words(sides.right, _kind(evaluation, control.right, spot) if kind is None else kind, money),
        "diff": _difference(sides, kind, money),
        "place": place,
        "row": row_label(edition, dossier, spot.path, spot.row) if spot.path and spot.row else place,
    }
    return Issue(
        code=code,
        severity=control.severity,
        ref=str(refs[0]) if refs else str(Ref(spot.path or "VON", spot.row, spot.column or "X")),
        refs=tuple(str(ref) for ref in refs),
        values=tuple(evaluation.figure(ref).text for ref in refs),
        message=control.message.format_map(words),
        remedy=control.remedy.format_map(words),
        place=place,
    )


def _place(evaluation: Evaluation, spot: Spot, refs: tuple[Ref, ...]) -> str:
    edition, dossier = evaluation.edition, evaluation.dossier
    if spot.where is not None:
        from_keys = [
            _key_text(evaluation, spot.path, code, text) for code, text in spot.where.items()
        ]
        return " · ".join([edition.form_of[spot.path].short or edition.form_of[spot.path].title, *from_keys])
    if spot.path and spot.column:
        return place_label(edition, dossier, Ref(spot.path, spot.row, spot.column))
    if spot.path:
        form = edition.form_of[spot.path]
        return " · ".join(
            part for part in (form.short or form.title, row_label(edition, dossier, spot.path, spot.row)) if part
        )
    return place_label(edition, dossier, refs[0]) if refs else ""


def _key_text(evaluation: Evaluation, path: str, code: str, text: str) -> str:
    return key_label(evaluation.edition, evaluation.dossier, evaluation.edition.blocks[path].columns[code], text)


def _words(figure: Figure, kind: FieldKind | None, money: MoneyUnit) -> str:
    return write_scalar(figure.value, kind or FieldKind.DECIMAL, money)


def _difference(sides: _Sides, kind: FieldKind | None, money: MoneyUnit) -> str:
    left, right = sides.left.number, sides.right.number
    if left is None or right is None:
        return ""
    return write_scalar(abs(left - right), kind or FieldKind.DECIMAL, money)


def _kind(evaluation: Evaluation, text: str, spot: Spot) -> FieldKind | None:
    """What the side of a control is: the kind of the first figure it names; a quotient is a plain number."""
    tree = parse(text).tree
    if any(isinstance(node, ast.Div) for node in ast.walk(tree)):
        return FieldKind.PERCENT if "100" in text else FieldKind.DECIMAL
    for node in ast.walk(tree):
        kind = _kind_of_node(evaluation, node, spot) if isinstance(node, ast.expr) else None
        if kind is not None:
            return kind
    return None


def _kind_of_node(evaluation: Evaluation, node: ast.expr, spot: Spot) -> FieldKind | None:
    edition = evaluation.edition
    ref = ref_of(node)
    if ref is not None:
        path = evaluation.plan.resolve(spot.path, spot.form, ref.block)
        info = field_info(edition, Ref(path, ref.row, ref.column))
        return info.kind if info else None
    if isinstance(node, ast.Name) and spot.path:
        code = spot.column if node.id == "CELL" else node.id
        found = edition.column_of(spot.path, code)
        row = edition.blocks[spot.path].rows.get(spot.row)
        if found is not None:
            return found[0].kind or (row.kind if row else FieldKind.COUNT)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        path = evaluation.plan.resolve(spot.path, spot.form, node.func.id)
        code = ast.unparse(node.args[0])
        if path in edition.blocks and code in edition.blocks[path].columns:
            return edition.blocks[path].columns[code].kind
    return None


