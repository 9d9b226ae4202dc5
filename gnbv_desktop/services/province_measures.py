"""What an expression measures: money, a rate, a count. A cell shows it in its unit, or refuses it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from attrs import frozen

from gnbv_desktop.catalogue.expressions import parse, ref_of
from gnbv_desktop.catalogue.model import Edition, FieldKind
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.exchange.sheet_styles import CellStyle

_MONEY = "đồng"
"""The unit of parameters that are amounts."""


@frozen
class Measure:
    kind: FieldKind | None = None
    """Of a single figure or a sum of such; None for other calculations."""
    money: int = 0
    """How often money is multiplied into it: 1 for an amount, 0 for a ratio of amounts."""
    scaled: bool = False
    """Multiplied or divided by a plain number."""

    @property
    def amount(self) -> bool:
        return self.money != 0


def measure_of(edition: Edition, expression: str) -> Measure:
    return _measure(edition, parse(expression).tree)


def _measure(edition: Edition, node: ast.expr) -> Measure:
    kind = _kind(edition, node)
    if kind is not None:
        return Measure(kind, int(kind is FieldKind.MONEY))
    match node:
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            return _product(_measure(edition, left), _measure(edition, right), isinstance(op, ast.Div))
        case ast.BinOp(left=left, right=right):
            return _either(_measure(edition, left), _measure(edition, right))
        case ast.UnaryOp(operand=operand):
            return _measure(edition, operand)
        case ast.IfExp(body=then, orelse=other):
            return _either(_measure(edition, then), _measure(edition, other))
        case ast.Call(func=ast.Name(id="known" | "first" | "abs" | "min" | "max" | "round"), args=[first, *_]):
            return _measure(edition, first)
        case _:
            return Measure()


def _kind(edition: Edition, node: ast.expr) -> FieldKind | None:
    ref = ref_of(node)
    if ref is None and isinstance(node, ast.Call):
        block = ast.unparse(node.func)
        column = node.args[0] if node.args else None
        if block == "total" and column is not None and (target := ref_of(column)) is not None:
            return _column_kind(edition, target.block, target.column)
        if block == "param" and isinstance(column, ast.Constant) and str(column.value) in edition.parameters:
            return FieldKind.MONEY if edition.parameters[str(column.value)].unit == _MONEY else None
        if block == "count":
            return FieldKind.COUNT
        return _column_kind(edition, block, ast.unparse(column)) if column is not None else None
    info = field_info(edition, ref) if ref is not None else None
    if info is None and ref is not None:
        return _column_kind(edition, ref.block, ref.column)
    return info.kind if info is not None else None


def _column_kind(edition: Edition, block: str, column: str) -> FieldKind | None:
    found = edition.column_of(block, column) if block in edition.blocks else None
    return found[0].kind if found is not None else None


def _product(left: Measure, right: Measure, divided: bool) -> Measure:
    plain = any(each.kind is None and not each.money for each in (left, right))
    money = left.money - right.money if divided else left.money + right.money
    return Measure(None, money, plain or left.scaled or right.scaled)


def _either(left: Measure, right: Measure) -> Measure:
    kind = left.kind if left.kind is right.kind else None
    return Measure(kind, left.money or right.money, left.scaled or right.scaled)


def measure_faults(measure: Measure, style: CellStyle, unit_given: bool) -> Iterator[str]:
    """Why a figure shown by a cell would be read as another one."""
    if measure.amount and measure.scaled and not unit_given:
        yield "biểu thức nhân hoặc chia số tiền; hãy chọn rõ đơn vị tiền của ô."
    if style.percent and (measure.amount or measure.scaled or measure.kind is FieldKind.COUNT):
        yield "ô có định dạng %, Excel sẽ hiện gấp 100 lần; hãy đổi định dạng ô trong Excel hoặc chọn tỷ lệ."
