"""A bound figure as text: the expression evaluated and written in its style."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from gnbv_desktop.catalogue.checks import name_faults
from gnbv_desktop.catalogue.expressions import Expression, ExpressionFault, parse
from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.catalogue.scope import Scope
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.formula import Formula, compile_expression
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.figures import MoneyUnit, round_half_up, write_count, write_decimal, write_money, write_percent
from gnbv_desktop.kernel.inline import Bound, FigureStyle
from gnbv_desktop.kernel.refs import Ref


def evaluate_bound(evaluation: Evaluation, bound: Bound, reads: list[Ref] | None = None) -> tuple[Figure, ...]:
    """One figure, or the two of a ratio."""
    spot = Spot(evaluation, reads=reads)
    return tuple(formula(spot) for formula in _formulas(bound.expression))


@lru_cache(maxsize=8192)
def _formulas(text: str) -> tuple[Formula, ...]:
    expression = parse(text)
    nodes = expression.tree.elts if isinstance(expression.tree, ast.Tuple) else [expression.tree]
    return tuple(compile_expression(Expression(expression.text, node)) for node in nodes)


def write_bound(evaluation: Evaluation, bound: Bound) -> str:
    """The text of a bound figure; the reason in brackets when it has no value."""
    return write_figures(evaluation, evaluate_bound(evaluation, bound), bound.style)


def write_figures(evaluation: Evaluation, figures: Sequence[Figure], style: FigureStyle) -> str:
    if any(figure.status is not Status.VALUE for figure in figures):
        reason = next(figure.status.label for figure in figures if figure.status is not Status.VALUE)
        return f"[{reason}]"
    money = MoneyUnit(evaluation.dossier.head.money_unit)
    return "/".join(_write(figure, style, money) for figure in figures)


def _write(figure: Figure, style: FigureStyle, money: MoneyUnit) -> str:
    match figure.value, style:
        case Decimal() as number, FigureStyle.MONEY:
            return f"{write_money(round_half_up(number, 0), money)} {money.label}"
        case Decimal() as number, FigureStyle.AMOUNT:
            return write_money(round_half_up(number, 0), money)
        case Decimal() as number, FigureStyle.COUNT if number == number.to_integral_value():
            return write_count(number, padded=True)
        case Decimal() as number, FigureStyle.PERCENT:
            return write_percent(number)
        case Decimal() as number, FigureStyle.RATIO if number == number.to_integral_value() and number >= 10**6:
            return write_money(number, money)
        case Decimal() as number, _:
            return write_decimal(number, 4)
        case datetime.date() as day, _:
            return write_date(day)
        case value, _:
            return str(value)


def bound_faults(edition: Edition, bound: Bound) -> list[str]:
    """Why the expression of a bound figure cannot be followed, in Vietnamese."""
    try:
        expression = parse(bound.expression)
    except ExpressionFault as fault:
        return [str(fault)]
    nodes = expression.tree.elts if isinstance(expression.tree, ast.Tuple) else [expression.tree]
    scope = Scope(edition, "", "")
    return [fault for node in nodes for fault in name_faults(node, scope)]


def is_sound(evaluation: Evaluation, expression: str) -> bool:
    """Whether the definitions know everything that the expression names; looked at once."""
    sound = evaluation.plan.sound
    if expression not in sound:
        sound[expression] = not bound_faults(evaluation.edition, Bound(expression, FigureStyle.AMOUNT))
    return sound[expression]
