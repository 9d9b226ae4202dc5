"""Expressions compiled to closures over an environment: nothing is executed but what stands here."""

from __future__ import annotations

import ast
import datetime
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from gnbv_desktop.catalogue.expressions import Expression, constant_text, ref_of
from gnbv_desktop.engine.values import MISSING, Figure, Scalar, Status, absent, add_up, known
from gnbv_desktop.kernel.figures import round_half_up
from gnbv_desktop.kernel.refs import Ref


class Env(Protocol):
    """What an expression sees from the place where it stands."""

    def name(self, code: str) -> Figure: ...
    def ref(self, ref: Ref) -> Figure: ...
    def is_block(self, name: str) -> bool: ...
    def pivot(self, block: str, column: str, where: Mapping[str, Figure]) -> Figure: ...
    def count(self, block: str, where: Mapping[str, Figure]) -> Figure: ...
    def total(self, block: str, column: str) -> Figure: ...
    def parts(self) -> Figure: ...
    def some_parts(self) -> Figure: ...
    def inside(self, column: str) -> Figure: ...
    def within(self, block: str, column: str) -> Figure: ...
    def all_inside(self, column: str) -> Figure: ...
    def crossings(self) -> Figure: ...
    def twins(self) -> Figure: ...
    def previous(self, column: str, where: Mapping[str, Figure]) -> Figure: ...
    def earlier(self, formula: Formula) -> Figure: ...
    def same_year(self) -> bool: ...
    def kind(self) -> str: ...
    def unit(self) -> str: ...
    def accumulates(self) -> bool: ...
    def alike(self, columns: Sequence[str]) -> Figure: ...
    def out_of_order(self, number: str, day: str, same: Sequence[str]) -> Figure: ...
    def parameter(self, code: str) -> Figure: ...
    def fact(self, code: str) -> bool: ...
    def usual(self, component: str, kind: str) -> bool: ...
    def applies(self, component: str) -> bool: ...
    def constant(self, name: str) -> Figure: ...


Formula = Callable[[Env], Figure]

_CONSTANTS = ("cutoff", "first_year", "last_year")


def compile_expression(expression: Expression) -> Formula:
    return _compile(expression.tree, expression)


def _compile(node: ast.expr, whole: Expression) -> Formula:
    ref = ref_of(node)
    if ref is not None:
        return lambda env: env.ref(ref)
    match node:
        case ast.Name(id=code):
            return lambda env: env.name(code)
        case ast.Constant(value=str() as text):
            constant = known(text)
            return lambda env: constant
        case ast.Constant():
            number = known(Decimal(constant_text(whole, node)))
            return lambda env: number
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(_compile(left, whole), type(op), _compile(right, whole))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            negated = _compile(inner, whole)
            return lambda env: _numbers(lambda a: -a, negated(env))
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            asked = _compile(inner, whole)
            return lambda env: known(not is_true(asked(env)))
        case ast.BoolOp(op=op, values=values):
            return _logic([_compile(each, whole) for each in values], isinstance(op, ast.And))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _comparison(_compile(left, whole), type(op), _compile_side(right, whole))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            asked, yes, no = (_compile(each, whole) for each in (test, body, orelse))
            return lambda env: yes(env) if is_true(asked(env)) else no(env)
        case ast.Call():
            return _call(node, whole)
        case _:
            raise ValueError(f"không tính được {ast.unparse(node)!r}")


def is_true(figure: Figure) -> bool:
    return figure.status is Status.VALUE and bool(figure.value)


def _compile_side(node: ast.expr, whole: Expression) -> Formula | list[Formula]:
    if isinstance(node, ast.Tuple):
        return [_compile(each, whole) for each in node.elts]
    return _compile(node, whole)


_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _arithmetic(left: Formula, op: type[ast.operator], right: Formula) -> Formula:
    compute = _OPERATORS[op]
    additive = op in (ast.Add, ast.Sub)

    def evaluate(env: Env) -> Figure:
        a, b = left(env), right(env)
        if additive:
            a, b = _zero_if_nothing(a, b), _zero_if_nothing(b, a)
        if op is ast.Div and b.number == 0:
            return MISSING
        return _numbers(compute, a, b)

    return evaluate


def _zero_if_nothing(figure: Figure, other: Figure) -> Figure:
    return known(Decimal(0)) if figure.nothing and not other.nothing else figure


def _numbers(compute: Callable[..., Decimal], *figures: Figure) -> Figure:
    numbers = [figure.number for figure in figures]
    if any(number is None for number in numbers):
        return absent(figures)
    return known(compute(*numbers), any(figure.fuzzy for figure in figures))


def _logic(parts: Sequence[Formula], every: bool) -> Formula:
    if every:
        return lambda env: known(all(is_true(part(env)) for part in parts))
    return lambda env: known(any(is_true(part(env)) for part in parts))


_COMPARISONS: dict[type[ast.cmpop], Callable[[Scalar, Scalar], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _comparison(left: Formula, op: type[ast.cmpop], right: Formula | list[Formula]) -> Formula:
    if isinstance(right, list):
        inside = op is ast.In
        choices = right
        return lambda env: known(any(_equal(left(env), each(env)) for each in choices) is inside)
    single = right
    if op in (ast.Eq, ast.NotEq):
        wanted = op is ast.Eq
        return lambda env: known(_equal(left(env), single(env)) is wanted)
    compare = _COMPARISONS[op]

    def evaluate(env: Env) -> Figure:
        a, b = left(env), single(env)
        if a.status is not Status.VALUE or b.status is not Status.VALUE:
            return absent((a, b))
        if type(a.value) is not type(b.value):
            return MISSING
        return known(compare(a.value, b.value))  # type: ignore[arg-type]

    return evaluate


def _equal(a: Figure, b: Figure) -> bool:
    """An absent figure equals nothing. Years are texts in keys and numbers in formulas."""
    if a.status is not Status.VALUE or b.status is not Status.VALUE:
        return False
    return a.value == b.value or a.text == b.text


def _call(node: ast.Call, whole: Expression) -> Formula:
    name = ast.unparse(node.func)
    where = {str(each.arg): _compile(each.value, whole) for each in node.keywords}
    if name in ("count", "total"):
        return _over_block(name, node, where)
    if name == "param":
        code = _literal(node)
        return lambda env: env.parameter(code)
    if name == "fact":
        code = _literal(node)
        return lambda env: known(env.fact(code))
    if name == "earlier":
        told = _compile(node.args[0], whole)
        return lambda env: env.earlier(told)
    if name in _PLACES:
        place = _PLACES[name]
        return lambda env: place(env)
    if name in ("inside", "all_inside", "previous", "within", "alike", "out_of_order"):
        return _over_columns(name, node, where)
    if name in _CONSTANTS:
        return lambda env: env.constant(name)
    if name in _FUNCTIONS:
        arguments = [_compile(each, whole) for each in node.args]
        function = _FUNCTIONS[name]
        return lambda env: function(env, *(argument(env) for argument in arguments))
    column = ast.unparse(node.args[0]) if node.args else ""
    return lambda env: env.pivot(name, column, {key: each(env) for key, each in where.items()})


def _over_columns(name: str, node: ast.Call, where: Mapping[str, Formula]) -> Formula:
    """Functions whose arguments are columns, not their figures."""
    texts = [ast.unparse(each) for each in node.args]
    if name == "inside":
        return lambda env: env.inside(texts[0])
    if name == "all_inside":
        return lambda env: env.all_inside(texts[0])
    if name == "previous":
        column = texts[0] if texts else ""
        return lambda env: env.previous(column, {key: each(env) for key, each in where.items()})
    if name == "alike":
        return lambda env: env.alike(texts)
    if name == "out_of_order":
        return lambda env: env.out_of_order(texts[0], texts[1], texts[2:])
    block, _, column = texts[0].rpartition(".")
    return lambda env: env.within(block, column)


_PLACES: dict[str, Callable[[Env], Figure]] = {
    "parts": lambda env: env.parts(),
    "some_parts": lambda env: env.some_parts(),
    "twins": lambda env: env.twins(),
    "crossings": lambda env: env.crossings(),
    "kind": lambda env: known(env.kind()),
    "unit": lambda env: known(env.unit()),
    "accumulates": lambda env: known(env.accumulates()),
    "same_year": lambda env: known(env.same_year()),
}


def _literal(node: ast.Call) -> str:
    argument = node.args[0]
    return str(argument.value) if isinstance(argument, ast.Constant) else ast.unparse(argument)


def _over_block(name: str, node: ast.Call, where: Mapping[str, Formula]) -> Formula:
    if name == "count":
        block = ast.unparse(node.args[0])
        return lambda env: env.count(block, {key: each(env) for key, each in where.items()})
    target = ref_of(node.args[0])
    assert target is not None
    path, column = target.block, target.column
    return lambda env: env.total(path, column)


def _known(_env: Env, *figures: Figure) -> Figure:
    return add_up(figures)


def _first(_env: Env, *figures: Figure) -> Figure:
    return next((figure for figure in figures if figure.status is Status.VALUE), absent(figures))


def _missing(_env: Env, figure: Figure) -> Figure:
    return known(figure.status is Status.MISSING)


def _nothing(_env: Env, figure: Figure) -> Figure:
    return known(figure.nothing)


def _abs(_env: Env, figure: Figure) -> Figure:
    return _numbers(abs, figure)


def _min(_env: Env, *figures: Figure) -> Figure:
    return _numbers(min, *figures)


def _max(_env: Env, *figures: Figure) -> Figure:
    return _numbers(max, *figures)


def _round(_env: Env, figure: Figure, places: Figure) -> Figure:
    return _numbers(lambda a, b: round_half_up(a, int(b)), figure, places)


def _weekday(_env: Env, figure: Figure) -> Figure:
    if not isinstance(figure.value, datetime.date):
        return absent([figure])
    return known(Decimal(figure.value.isoweekday() + 1))


def _year(_env: Env, figure: Figure) -> Figure:
    if not isinstance(figure.value, datetime.date):
        return absent([figure])
    return known(Decimal(figure.value.year))


def _month(_env: Env, figure: Figure) -> Figure:
    if not isinstance(figure.value, datetime.date):
        return absent([figure])
    return known(Decimal(figure.value.month))


def _year_from(_env: Env, figure: Figure) -> Figure:
    return _edge(figure, 0)


def _year_to(_env: Env, figure: Figure) -> Figure:
    return _edge(figure, -1)


def _edge(figure: Figure, side: int) -> Figure:
    """The first or the last year of "2022" or "2022-2024"."""
    years = figure.text.split("-")
    return known(Decimal(years[side])) if all(year.isdecimal() for year in years) else absent([figure])


def _length(_env: Env, figure: Figure) -> Figure:
    return known(Decimal(len(figure.value))) if isinstance(figure.value, str) else absent([figure])


def _matches(_env: Env, figure: Figure, pattern: Figure) -> Figure:
    if not isinstance(figure.value, str) or not isinstance(pattern.value, str):
        return absent([figure])
    return known(re.search(pattern.value, figure.value) is not None)


def _slip(_env: Env, figure: Figure, other: Figure) -> Figure:
    a, b = figure.number, other.number
    if a is None or b is None:
        return absent((figure, other))
    if a == 0 or b == 0:
        return known(Decimal(0))
    ratio = max(abs(a / b), abs(b / a))
    powers = (power for power in (1, 2, 3) if abs(ratio / Decimal(10) ** power - 1) <= SLIP_TOLERANCE)
    return known(Decimal(next(powers, 0)))


SLIP_TOLERANCE = Decimal("0.05")


def _number(_env: Env, figure: Figure) -> Figure:
    digits = re.match(r"\s*(\d{1,6})", figure.text)
    return known(Decimal(digits[1])) if digits else absent([figure])


def _usual(env: Env, component: Figure, kind: Figure) -> Figure:
    return known(env.usual(component.text, kind.text))


def _applies(env: Env, component: Figure) -> Figure:
    return known(env.applies(component.text))


_FUNCTIONS: dict[str, Callable[..., Figure]] = {
    "known": _known,
    "first": _first,
    "missing": _missing,
    "nothing": _nothing,
    "abs": _abs,
    "min": _min,
    "max": _max,
    "round": _round,
    "weekday": _weekday,
    "year": _year,
    "year_from": _year_from,
    "year_to": _year_to,
    "month": _month,
    "length": _length,
    "matches": _matches,
    "slip": _slip,
    "number": _number,
    "usual": _usual,
    "applies": _applies,
}
