"""The one small language of derived figures, controls and annex formulas: Python's expression syntax, whitelisted.

    100 * LUY_KE / KH                  names of the same row (or, in a row's formula, of the same column)
    DA2.KQ[HO].LUY_KE                  any figure of the dossier
    VON(GIAO, DU_AN="DA2", NAM=2023)   a total over the rows of a keyed grid
    known(GIAO, DIEU_CHINH)            functions, listed in FUNCTIONS

Nothing here is ever executed as Python; the engine compiles the tree to its own closures.
"""

from __future__ import annotations

import ast
from functools import lru_cache

from attrs import frozen

from gnbv_desktop.kernel.refs import Ref, is_code

FUNCTIONS: dict[str, str] = {
    "known": "tổng của những số đã biết; chưa biết khi không số nào được nhập",
    "first": "số đã biết đầu tiên",
    "parts": "tổng các dòng thuộc về dòng này (part_of)",
    "previous": "số của ô này trong hồ sơ kỳ trước",
    "param": "tham số của pháp luật tại ngày chốt số liệu",
    "count": "số dòng của một khối, có thể kèm điều kiện",
    "total": "tổng một cột của một khối",
    "abs": "giá trị tuyệt đối",
    "min": "số nhỏ nhất",
    "max": "số lớn nhất",
    "round": "làm tròn nửa lên",
    "missing": "đúng khi ô chưa nhập",
    "fact": "đúng khi đơn vị có đặc điểm ấy",
    "usual": "đúng khi loại vốn thường dùng cho dự án ấy",
    "applies": "đúng khi dự án áp dụng với đơn vị",
    "weekday": "thứ trong tuần của một ngày (Chủ nhật là 8)",
    "year": "năm của một ngày",
    "length": "số chữ cái của một đoạn chữ",
    "matches": "đúng khi đoạn chữ khớp một mẫu",
    "cutoff": "ngày chốt số liệu của hồ sơ",
    "first_year": "năm đầu của kỳ báo cáo",
    "last_year": "năm cuối của kỳ báo cáo",
}
_ALLOWED = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Call, ast.Name, ast.Attribute,
    ast.Subscript, ast.Constant, ast.Load, ast.keyword, ast.Tuple,
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.USub, ast.And, ast.Or, ast.Not,
    ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
)  # fmt: skip


class ExpressionFault(ValueError):
    """The text is no expression of the language; the message is Vietnamese."""


@frozen
class Expression:
    text: str
    tree: ast.expr


@lru_cache(maxsize=8192)
def parse(text: str) -> Expression:
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionFault(f"biểu thức {text!r} sai cú pháp") from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise ExpressionFault(f"biểu thức {text!r} dùng {type(node).__name__}, không được phép")
        if isinstance(node, ast.Constant) and not _plain_constant(node.value):
            raise ExpressionFault(f"hằng số {node.value!r} không được phép; số lẻ viết trong param")
    return Expression(text, tree.body)


def _plain_constant(value: object) -> bool:
    return isinstance(value, int | str | float) and not isinstance(value, bool)


def constant_text(expression: Expression, node: ast.Constant) -> str:
    """The digits as they stand in the source, so that 0.1 is the Decimal 0.1."""
    return ast.get_source_segment(expression.text.strip(), node) or str(node.value)


def ref_of(node: ast.expr) -> Ref | None:
    """The address that a chain of names, dots and one bracket spells; None for anything else."""
    row = ""
    names: list[str] = []
    while True:
        match node:
            case ast.Attribute(value=inner, attr=name):
                names.append(name)
                node = inner
            case ast.Subscript(value=inner, slice=ast.Name(id=code)) if not row and len(names) == 1:
                row = code
                node = inner
            case ast.Name(id=name):
                names.append(name)
                break
            case _:
                return None
    names.reverse()
    if not all(is_code(name) for name in names):
        return None
    if len(names) in (2, 3):
        return Ref(".".join(names[:-1]), row, names[-1])
    return None
