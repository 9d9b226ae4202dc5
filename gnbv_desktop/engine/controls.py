"""Runs the controls of an edition over an evaluation: two described sides, an operator, a tolerance, a finding."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from gnbv_desktop.catalogue.expressions import parse, ref_of
from gnbv_desktop.catalogue.model import AS_OF, Control, FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.formula import is_true
from gnbv_desktop.engine.labels import field_info, key_label, place_label, row_label, write_reading, write_scalar
from gnbv_desktop.engine.plan import PlannedControl
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.engine.values import Figure, Status, known
from gnbv_desktop.kernel.dossier import SINGLE, Cell, State
from gnbv_desktop.kernel.figures import MoneyUnit, write_decimal
from gnbv_desktop.kernel.issues import Issue, Severity
from gnbv_desktop.kernel.refs import Ref

UNREAD = "CHUA_RO"
"""Code of the one finding that no definition states."""
FUZZY_SHARE = Decimal("0.05")
"""A figure said with "khoảng", "ước", "gần", "trên", "dưới" may be off by this share before a control speaks."""


def run_all(evaluation: Evaluation) -> None:
    for planned in evaluation.plan.controls.values():
        evaluation.findings[planned.code] = dict(_run(evaluation, planned, None))
    blocks = evaluation.dossier.blocks
    evaluation.findings[UNREAD] = _unread(evaluation, {path: block.rows for path, block in blocks.items()})


def run_after(
    before: Evaluation, evaluation: Evaluation, touched: Mapping[str, frozenset[str]], changed: frozenset[str]
) -> None:
    """Runs what the change can reach; findings elsewhere are taken over."""
    reached = evaluation.plan.reached(touched)
    for planned in evaluation.plan.controls.values():
        here = changed.intersection(planned.paths)
        kept = before.findings.get(planned.code, {})
        if planned.named & changed or (planned.control.groups and here):
            evaluation.findings[planned.code] = _unless_same(kept, dict(_run(evaluation, planned, None)))
        elif here:
            around = planned.looks_around
            edited = {path: rows for path, rows in touched.items() if path not in reached}
            only = {path: _rows_to_check(before, evaluation, path, edited, around) for path in here}
            again = dict(_run(evaluation, planned, only))
            stale = _found_at(evaluation, planned, kept, only)
            if again == stale:
                evaluation.findings[planned.code] = kept
            else:
                left = {key: each for key, each in kept.items() if key not in stale}
                evaluation.findings[planned.code] = left | again
        else:
            evaluation.findings[planned.code] = kept
    kept = before.findings.get(UNREAD, {})
    others = {key: each for key, each in kept.items() if not _stale(key, touched)}
    evaluation.findings[UNREAD] = _unless_same(kept, others | _unread(evaluation, touched))


def _unless_same(kept: dict[str, Issue], found: dict[str, Issue]) -> dict[str, Issue]:
    """The very object from before when nothing changed, so that a comparison need not look inside."""
    return kept if found == kept else found


def _found_at(
    evaluation: Evaluation, planned: PlannedControl, kept: dict[str, Issue], only: Mapping[str, frozenset[str]]
) -> dict[str, Issue]:
    """Which of these findings stand in the rows that are checked again."""
    if not kept:
        return {}
    keys = (f"{path}[{row}]" for path, rows in only.items() for row in rows)
    if planned.control.cells:
        keys = (
            f"{path}[{row}].{column}"
            for path, rows in only.items()
            for column in (*evaluation.columns(path), AS_OF)
            for row in rows
        )
    return {key: kept[key] for key in keys if key in kept}


def _unread(evaluation: Evaluation, places: Mapping[str, Iterable[str]]) -> dict[str, Issue]:
    """Figures that were typed but have no one meaning: asked until they are answered."""
    found: dict[str, Issue] = {}
    for path, rows in places.items():
        block = evaluation.dossier.block(path)
        for row in rows:
            for column, cell in block.rows.get(row, {}).items():
                if cell.state is State.UNREAD:
                    found[f"{path}[{row}].{column}"] = _question(evaluation, Ref(path, row, column), cell)
    return found


_NUMBER = ("là số nào", "Chọn cách đọc, hoặc gõ lại theo kiểu 1.234,5.")
_NAME = ("là tên nào", "Chọn một tên trong danh sách của ô này.")
_ASKED = {
    FieldKind.COUNT: ("là số nào", "Chọn cách đọc, hoặc gõ lại theo kiểu 1.234."),
    FieldKind.DATE: ("là ngày nào", "Gõ lại đủ ngày, tháng, năm, ví dụ 22/3/2023."),
    FieldKind.YEAR: ("là năm nào", "Gõ lại đủ bốn chữ số của năm."),
    FieldKind.YEARS: ("là năm nào", "Gõ lại một năm, hoặc khoảng năm kiểu 2021-2024."),
    FieldKind.TEXT: ("vì sao", "Viết ngắn lại, phần dài viết ở thuyết minh."),
    FieldKind.CHOICE: _NAME,
    FieldKind.COMPONENT: _NAME,
    FieldKind.PLACE: _NAME,
    FieldKind.LINE: _NAME,
}
"""What an unread cell is asked, and how it is answered, by the kind of its field."""


def _question(evaluation: Evaluation, ref: Ref, cell: Cell) -> Issue:
    info = field_info(evaluation.edition, ref)
    kind = info.kind if info else FieldKind.TEXT
    money = MoneyUnit(evaluation.dossier.head.money_unit)
    readings = [write_reading(each, kind, money) for each in cell.readings]
    place = place_label(evaluation.edition, evaluation.dossier, ref)
    return Issue(
        code=UNREAD,
        severity=Severity.CONFIRM,
        ref=str(ref),
        refs=(str(ref),),
        values=(cell.text,),
        message=f"Đã gõ «{cell.text}», chưa rõ {_ASKED.get(kind, _NUMBER)[0]}"
        + (f": {' hay '.join(readings)}?" if readings else "."),
        remedy=_ASKED.get(kind, _NUMBER)[1],
        place=place,
    )


def _rows_to_check(
    before: Evaluation, evaluation: Evaluation, path: str, touched: Mapping[str, frozenset[str]], around: bool
) -> frozenset[str]:
    block = evaluation.edition.blocks[path]
    if path not in touched or not block.kind.open_rows:
        return _every_row(before, evaluation, path)
    if not around:
        return touched[path]
    grains = evaluation.grains(path)
    if not block.keys() or grains is not before.grains(path):
        return _every_row(before, evaluation, path)
    return touched[path].union(*(grains.coarser.get(row, ()) for row in touched[path]))


def _every_row(before: Evaluation, evaluation: Evaluation, path: str) -> frozenset[str]:
    return frozenset((SINGLE, *before.rows(path), *evaluation.rows(path)))


def _stale(key: str, only: Mapping[str, frozenset[str]]) -> bool:
    path, _, rest = key.partition("[")
    return path in only and rest.partition("]")[0] in only[path]


Instance = tuple[str, Spot]


def _run(
    evaluation: Evaluation, planned: PlannedControl, only: Mapping[str, frozenset[str]] | None
) -> Iterator[tuple[str, Issue]]:
    for key, spot in _instances(evaluation, planned, only):
        issue = _check(evaluation, planned.code, planned.control, spot)
        if issue is not None:
            yield key, issue


def _instances(
    evaluation: Evaluation, planned: PlannedControl, only: Mapping[str, frozenset[str]] | None
) -> Iterator[Instance]:
    control = planned.control
    if not planned.paths:
        yield "", Spot(evaluation, form=planned.form)
        if evaluation.several_years and planned.yearly:
            for year in evaluation.dossier.head.period.years:
                yield str(year), Spot(evaluation, form=planned.form, year=year)
    for path in planned.paths if only is None else only:
        if control.groups:
            yield from _groups(evaluation, control, path)
            continue
        rows = evaluation.rows(path)
        if AS_OF in control.columns:
            rows = tuple(dict.fromkeys((SINGLE, *rows)))
        for row in rows if only is None else only[path].intersection(rows):
            if control.rows:
                yield f"{path}[{row}]", Spot(evaluation, path, row)
            else:
                yield from _cells(evaluation, path, row, control)


def _cells(evaluation: Evaluation, path: str, row: str, control: Control) -> Iterator[Instance]:
    """The figures of a row that are there at all."""
    for column in _cell_columns(evaluation, path, row, control):
        found = evaluation.edition.column_of(path, column)
        yield f"{path}[{row}].{column}", Spot(evaluation, path, row, column, found[1] if found else None)


def _cell_columns(evaluation: Evaluation, path: str, row: str, control: Control) -> Iterable[str]:
    if control.columns == (AS_OF,):
        missing = evaluation.figure(Ref(path, row, AS_OF)).status is Status.MISSING
        return () if missing else control.columns
    filled = evaluation.filled(path, row)
    if not control.columns:
        return filled
    return [each for each in filled if each in control.columns or each[:-5] in control.columns]


def _groups(evaluation: Evaluation, control: Control, path: str) -> Iterator[Instance]:
    for texts in evaluation.grains(path).groups(control.by):
        where = dict(zip(control.by, texts, strict=True))
        yield f"{path}[{'|'.join(texts)}]", Spot(evaluation, path, where=where)


@frozen
class _Sides:
    left: Figure
    right: Figure
    reads: tuple[Ref, ...] = ()


def _check(evaluation: Evaluation, code: str, control: Control, spot: Spot) -> Issue | None:
    plan = evaluation.plan
    if control.when and not is_true(plan.formula(control.when)(spot)):
        return None
    sides = _sides(evaluation, control, spot)
    if sides.left.status is not Status.VALUE or sides.right.status is not Status.VALUE:
        return None
    tolerance = _tolerance(evaluation, control, spot, sides)
    if _holds(sides.left, control.op, sides.right, tolerance):
        return None
    spot.reads = []
    return _issue(evaluation, code, control, spot, _sides(evaluation, control, spot))


def _sides(evaluation: Evaluation, control: Control, spot: Spot) -> _Sides:
    left = evaluation.plan.formula(control.left)(spot)
    right = evaluation.plan.formula(control.right)(spot)
    if control.missing == "zero":
        left, right = _or_zero(left), _or_zero(right)
    return _Sides(left, right, tuple(dict.fromkeys(spot.reads or ())))


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
    return bool(_ORDERS[op](a, b))


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
        from_keys = [_key_text(evaluation, spot.path, code, text) for code, text in spot.where.items()]
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
    if kind is FieldKind.PERCENT:
        return f"{write_decimal(abs(left - right), 4)} điểm phần trăm"
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
        column = edition.column_of(path, ref.column) if path in edition.blocks else None
        return info.kind if info else (column[0].kind if column else None)
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
