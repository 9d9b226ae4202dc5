"""The formula of a figure as an official reads it: with names, and once more with the numbers in their places."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from attrs import frozen

from gnbv_desktop.catalogue.expressions import FUNCTIONS, Expression, parse, ref_of
from gnbv_desktop.catalogue.model import FieldKind
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.engine.formula import compile_expression, is_true
from gnbv_desktop.engine.labels import field_info, key_label, place_label, row_label, write_figure
from gnbv_desktop.engine.sources import sources_of
from gnbv_desktop.engine.spot import Spot
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.figures import MoneyUnit
from gnbv_desktop.kernel.refs import Ref

_SIGNS: dict[type[ast.operator], tuple[str, int]] = {
    ast.Add: (" + ", 1),
    ast.Sub: (" - ", 1),
    ast.Mult: (" × ", 2),
    ast.Div: (" / ", 2),
}
_SUM, _PRODUCT, _ONE = 1, 2, 3
_OF = {
    "abs": "giá trị tuyệt đối của", "min": "số nhỏ nhất của", "max": "số lớn nhất của", "round": "làm tròn",
    "year": "năm của", "month": "tháng của", "year_from": "năm đầu của", "year_to": "năm cuối của",
    "length": "số chữ cái của", "number": "phần số của",
}  # fmt: skip
"""Functions of figures, said before them."""
_MANY = 6
"""So many parts are named one by one; more are counted."""
Said = tuple[str, int]
"""A text and how strongly its parts hold together."""


@frozen
class Computation:
    words: str
    """ "= Giải ngân lũy kế / Tổng vốn được sử dụng × 100"."""
    numbers: str
    """ "= 3.518 / 4.550 × 100", what is not typed yet by its name; empty where numbers would say nothing more."""


def computation(evaluation: Evaluation, ref: Ref) -> Computation | None:
    """None for a figure that nobody computes."""
    found = evaluation.edition.column_of(ref.block, ref.column)
    if found is None:
        return None
    column, year = found
    row = evaluation.edition.blocks[ref.block].rows.get(ref.row)
    by_rows = not column.value and row is not None and bool(row.value) and column.kind is None
    text = column.value or (row.value if by_rows and row is not None else "")
    if not text:
        return _made_up(evaluation, ref)
    spot = Spot(evaluation, ref.block, ref.row, ref.column, year, by_rows)
    return _both(_Words(evaluation, ref, spot, parse(text)), parse(text).tree)


def _both(speaker: _Words, tree: ast.expr) -> Computation:
    words = speaker.say(tree, numbers=False)[0]
    return _told(words, speaker.say(tree, numbers=True)[0])


def _told(words: str, numbers: str) -> Computation:
    return Computation(f"= {words}", f"= {numbers}" if numbers != words else "")


def _made_up(evaluation: Evaluation, ref: Ref) -> Computation | None:
    """A sum of rows or of years that no formula states, or a figure that the definitions give."""
    if not evaluation.figure(ref).derived:
        return None
    parts = sources_of(evaluation, ref)
    if not parts:
        return Computation("= số do định nghĩa của Chương trình cho", "")
    speaker = _Words(evaluation, ref, Spot(evaluation, ref.block, ref.row, ref.column), parse("0"))
    words = " + ".join(speaker.name_of(part) for part in parts) if len(parts) <= _MANY else f"tổng {len(parts)} ô"
    return _told(words, speaker.added(parts))


@frozen(eq=False)
class _Words:
    evaluation: Evaluation
    here: Ref
    spot: Spot
    whole: Expression

    # ---- leaves

    def name_of(self, ref: Ref) -> str:
        """As short as the place allows: a column of the same row, a row of the same column, else the whole place."""
        info = field_info(self.evaluation.edition, ref)
        if info is None:
            return str(ref)
        if (ref.block, ref.row) == (self.here.block, self.here.row):
            return info.label
        if ref.block == self.here.block:
            row = row_label(self.evaluation.edition, self.evaluation.dossier, ref.block, ref.row)
            return row if ref.column == self.here.column else f"{row} · {info.label}"
        return place_label(self.evaluation.edition, self.evaluation.dossier, ref)

    def number_of(self, ref: Ref) -> str:
        """What is not typed yet is called by its name, so that one sees what is to be typed."""
        info = field_info(self.evaluation.edition, ref)
        figure = self.evaluation.figure(ref)
        if figure.status is Status.MISSING:
            return self.name_of(ref)
        if (
            info is not None
            and figure.text
            and not (info.kind.numeric or info.kind in (FieldKind.YEAR, FieldKind.YEARS))
        ):
            return key_label(self.evaluation.edition, self.evaluation.dossier, info.column, figure.text)
        return self._written(figure, info.kind if info else FieldKind.DECIMAL)

    def added(self, refs: Sequence[Ref]) -> str:
        """A sum with its numbers; of many parts the missing ones are only counted."""
        missing = [ref for ref in refs if self.evaluation.figure(ref).status is Status.MISSING]
        if len(refs) <= _MANY or not missing:
            return " + ".join(self.number_of(ref) for ref in refs)
        known = [self.number_of(ref) for ref in refs if ref not in missing]
        return " + ".join([*known, f"{len(missing)} ô chưa nhập"])

    def _written(self, figure: Figure, kind: FieldKind) -> str:
        text = write_figure(figure, kind, MoneyUnit(self.evaluation.dossier.head.money_unit), unit=False)
        return text if figure.status is Status.VALUE else f"[{text}]"

    def _figure(self, node: ast.expr) -> Figure:
        return compile_expression(Expression(self.whole.text, node))(self.spot)

    # ---- nodes

    def say(self, node: ast.expr, numbers: bool) -> Said:
        ref = self._ref(node)
        if ref is not None:
            return (self.number_of(ref) if numbers else self.name_of(ref)), _ONE
        match node:
            case ast.Constant(value=str() as text):
                return self._choice(text), _ONE
            case ast.Constant():
                return self._written(self._figure(node), FieldKind.DECIMAL), _ONE
            case ast.BinOp():
                return self._arithmetic(node, numbers)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return f"-{_held(self.say(inner, numbers), _ONE)}", _ONE
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.say(body if is_true(self._figure(test)) else orelse, numbers)
            case ast.Call():
                return self._call(node, numbers)
            case _:
                return "điều kiện trong định nghĩa", _ONE

    def _ref(self, node: ast.expr) -> Ref | None:
        """The address that a node names, as the place where it stands resolves it."""
        found = ref_of(node)
        if found is None and not isinstance(node, ast.Name):
            return None
        looked: list[Ref] = []
        listening = Spot(
            self.evaluation, self.spot.path, self.spot.row, self.spot.column, self.spot.year, self.spot.by_rows,
            reads=looked,
        )  # fmt: skip
        compile_expression(Expression(self.whole.text, node))(listening)
        return looked[0] if looked else None

    def _choice(self, code: str) -> str:
        column = self.evaluation.edition.column_of(self.here.block, self.here.column)
        if column is None or not code:
            return "để trống"
        return key_label(self.evaluation.edition, self.evaluation.dossier, column[0], code)

    def _arithmetic(self, node: ast.BinOp, numbers: bool) -> Said:
        percent = _of_hundred(node)
        if percent is not None:
            return f"{_held(self.say(percent, numbers), _PRODUCT)} × 100", _PRODUCT
        sign, strength = _SIGNS[type(node.op)]
        left = _held(self.say(node.left, numbers), strength)
        tight = isinstance(node.op, ast.Sub | ast.Div)
        right = _held(self.say(node.right, numbers), strength + 1 if tight else strength)
        return f"{left}{sign}{right}", strength

    def _call(self, node: ast.Call, numbers: bool) -> Said:
        name = ast.unparse(node.func)
        match name:
            case "known":
                return self._sum(node.args, numbers)
            case "first":
                chosen = (each for each in node.args if self._figure(each).status is Status.VALUE)
                return self.say(next(chosen, node.args[0]), numbers)
            case "parts" | "some_parts":
                return self._parts(numbers)
            case _ if numbers:
                return self._written(self._figure(node), self._kind(node, name)), _ONE
            case _ if name in _OF:
                inner = "; ".join(self.say(each, numbers)[0] for each in node.args[: 1 if name == "round" else None])
                return f"{_OF[name]} {f'({inner})' if len(node.args) > 1 else inner}", _ONE
            case _:
                return self._told(node, name), _ONE

    def _sum(self, nodes: list[ast.expr], numbers: bool) -> Said:
        """What is not known adds nothing, so with numbers it is left out."""
        told = [each for each in nodes if not numbers or self._figure(each).value is not None] or nodes
        said = [self.say(each, numbers) for each in told]
        return said[0] if len(said) == 1 else (" + ".join(_held(each, _SUM) for each in said), _SUM)

    def _parts(self, numbers: bool) -> Said:
        rows = self.evaluation.plan.parts(self.here.block, self.here.row)
        refs = [self.here._replace(row=row) for row in rows]
        if len(refs) > _MANY and not numbers:
            return f"tổng {len(refs)} dòng thành phần", _ONE
        return (self.added(refs) if numbers else " + ".join(self.name_of(ref) for ref in refs)), _SUM

    # ---- what is looked up elsewhere

    def _told(self, node: ast.Call, name: str) -> str:
        edition = self.evaluation.edition
        if name == "param":
            code = node.args[0].value if isinstance(node.args[0], ast.Constant) else ast.unparse(node.args[0])
            return edition.parameters[str(code)].label
        if name in ("total", "within"):
            ref = ref_of(node.args[0])
            return f"tổng {self._column(ref.block, ref.column)}" if ref is not None else FUNCTIONS[name]
        if name == "count":
            path = self._path(ast.unparse(node.args[0]))
            return f"số dòng của {edition.blocks[path].title or path}{self._keys(path, node)}"
        if name in ("inside", "all_inside"):
            return f"tổng {self._column(self.here.block, ast.unparse(node.args[0]))} của các dòng chi tiết hơn"
        if name in FUNCTIONS:
            return FUNCTIONS[name]
        return self._pivot(node, name)

    def _pivot(self, node: ast.Call, name: str) -> str:
        path = self._path(name)
        return f"{self._column(path, ast.unparse(node.args[0]))}{self._keys(path, node)}"

    def _keys(self, path: str, node: ast.Call) -> str:
        """ " (Dự án 2 · Đầu tư)": the conditions that say something."""
        columns = self.evaluation.edition.blocks[path].columns
        asked = ((columns.get(str(each.arg)), self._figure(each.value).text) for each in node.keywords)
        edition, dossier = self.evaluation.edition, self.evaluation.dossier
        keys = [key_label(edition, dossier, column, text) for column, text in asked if column is not None and text]
        return f" ({' · '.join(keys)})" if keys else ""

    def _column(self, name: str, code: str) -> str:
        """A column's label, with its form where that is another one."""
        path = self._path(name)
        form = self.evaluation.edition.form_of[path]
        found = self.evaluation.edition.column_of(path, code)
        label = found[0].label if found else code
        same = form.form == self.evaluation.edition.form_of[self.here.block].form
        return label if same else f"{label} ở {form.short or form.title}"

    def _path(self, name: str) -> str:
        return self.evaluation.plan.resolve(self.spot.path, self.spot.form, name)

    def _kind(self, node: ast.Call, name: str) -> FieldKind:
        edition = self.evaluation.edition
        if name == "param":
            code = node.args[0].value if isinstance(node.args[0], ast.Constant) else ast.unparse(node.args[0])
            return FieldKind.MONEY if edition.parameters[str(code)].unit == "đồng" else FieldKind.DECIMAL
        if name in ("count", "twins", "alike", "crossings", "out_of_order"):
            return FieldKind.COUNT
        path, code = self.here.block, ""
        if name in ("total", "within") and (ref := ref_of(node.args[0])) is not None:
            path, code = self._path(ref.block), ref.column
        elif name in ("inside", "all_inside"):
            code = ast.unparse(node.args[0])
        elif name not in FUNCTIONS:
            path, code = self._path(name), ast.unparse(node.args[0])
        found = edition.column_of(path, code) if code else None
        own = field_info(edition, self.here)
        return (found[0].kind if found else None) or (own.kind if own else FieldKind.DECIMAL)


def _of_hundred(node: ast.BinOp) -> ast.expr | None:
    """100 * a / b, or 100 * a, without the hundred, which is said last."""
    if isinstance(node.op, ast.Mult) and _is_hundred(node.left):
        return node.right
    left = node.left
    rate = isinstance(node.op, ast.Div) and isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mult)
    if rate and isinstance(left, ast.BinOp) and _is_hundred(left.left):
        return ast.copy_location(ast.BinOp(left.right, ast.Div(), node.right), node)
    return None


def _is_hundred(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 100


def _held(said: Said, strength: int) -> str:
    """In brackets where its parts hold together less than its surroundings ask."""
    return said[0] if said[1] >= strength else f"({said[0]})"
