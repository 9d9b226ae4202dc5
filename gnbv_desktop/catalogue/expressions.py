"""The one small language of derived figures, controls and annex formulas: Python's expression syntax, whitelisted.

    100 * LUY_KE / KH                  names of the same row (or, in a row's formula, of the same column)
    DA2.KQ[HO].LUY_KE                  any figure of the dossier
    VON(GIAO, DU_AN="DA2", NAM=2023)   a total over the rows of a keyed grid
    known(GIAO, DIEU_CHINH)            functions, listed in FUNCTIONS

Nothing here is ever executed as Python; the engine compiles the tree to its own closures.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from gnbv_desktop.kernel.refs import Ref, is_code

FUNCTIONS: dict[str, str] = {
    "known": "tổng của những số đã biết; chưa biết khi không số nào được nhập",
    "first": "số đã biết đầu tiên",
    "parts": "tổng các dòng làm nên trọn vẹn dòng này (part_of, parts: all)",
    "some_parts": "tổng những phần đã biết của dòng này (part_of)",
    "inside": "tổng cột ấy của các dòng nằm trong dòng này (chi tiết hơn theo khóa)",
    "within": "tổng một cột của các dòng thuộc dòng này ở khối bên trong",
    "crossings": "số dòng chồng lên dòng này mà không dòng nào gồm dòng kia",
    "all_inside": "như inside, nhưng chỉ khi mọi dòng chi tiết đều có số",
    "twins": "số dòng có cùng khóa với dòng này, kể cả nó",
    "previous": "số của ô này (hay của cột nêu tên, theo khóa) trong hồ sơ kỳ trước",
    "earlier": "số ấy trong hồ sơ kỳ trước của cùng năm, ví dụ earlier(VON(GIAI_NGAN))",
    "same_year": "đúng khi hồ sơ kỳ trước báo cáo cùng năm, không từ năm sớm hơn",
    "slip": "1, 2, 3 khi số thứ nhất gấp hay kém số thứ hai đúng 10, 100, 1.000 lần; không thì 0",
    "kind": "loại số liệu của ô: money, count, percent …",
    "out_of_order": "số dòng khác có số văn bản nhỏ hơn mà ngày muộn hơn: out_of_order(SO, NGAY, LOAI)",
    "unit": "đơn vị tính của ô: hộ, xã …",
    "accumulates": "đúng khi số liệu của ô cộng dồn được qua thời gian",
    "alike": "số dòng của khối cùng nội dung các cột nêu tên, kể cả dòng này: alike(LOAI, SO)",
    "param": "tham số của pháp luật tại ngày chốt số liệu",
    "count": "số dòng của một khối, có thể kèm điều kiện",
    "total": "tổng một cột của một khối",
    "abs": "giá trị tuyệt đối",
    "min": "số nhỏ nhất",
    "max": "số lớn nhất",
    "round": "làm tròn nửa lên",
    "missing": "đúng khi ô chưa nhập",
    "nothing": "đúng khi ô ghi không áp dụng hoặc không bố trí vốn",
    "fact": "đúng khi đơn vị có đặc điểm ấy",
    "usual": "đúng khi loại vốn thường dùng cho dự án ấy",
    "applies": "đúng khi dự án áp dụng với đơn vị",
    "weekday": "thứ trong tuần của một ngày (Chủ nhật là 8)",
    "year": "năm của một ngày",
    "month": "tháng của một ngày",
    "length": "số chữ cái của một đoạn chữ",
    "matches": "đúng khi đoạn chữ khớp một mẫu",
    "number": "phần số đứng đầu một số, ký hiệu văn bản",
    "year_from": "năm đầu của một khoảng năm",
    "year_to": "năm cuối của một khoảng năm",
    "cutoff": "ngày chốt số liệu của hồ sơ",
    "first_year": "năm đầu của kỳ báo cáo",
    "last_year": "năm cuối của kỳ báo cáo",
}
ARGUMENTS: dict[str, tuple[int, int]] = {
    "known": (1, 99), "first": (1, 99), "parts": (0, 0), "inside": (1, 1),
    "all_inside": (1, 1), "crossings": (0, 0), "within": (1, 1), "twins": (0, 0),
    "previous": (0, 1), "earlier": (1, 1), "same_year": (0, 0), "slip": (2, 2), "kind": (0, 0), "out_of_order": (2, 99),
    "param": (1, 1), "count": (1, 1), "total": (1, 1), "abs": (1, 1), "min": (2, 99), "max": (2, 99),
    "round": (2, 2), "missing": (1, 1), "fact": (1, 1), "usual": (2, 2), "applies": (1, 1), "weekday": (1, 1),
    "year_from": (1, 1), "year_to": (1, 1),
    "year": (1, 1), "length": (1, 1), "matches": (2, 2), "number": (1, 1), "cutoff": (0, 0), "first_year": (0, 0),
    "last_year": (0, 0), "unit": (0, 0), "accumulates": (0, 0), "alike": (1, 99), "nothing": (1, 1), "month": (1, 1),
}  # fmt: skip
"""How many arguments a function takes, at least and at most."""
NEIGHBOURS = frozenset({"inside", "all_inside", "crossings", "twins", "alike", "out_of_order"})
"""Functions that look at the rows around a row in its own keyed grid."""
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
    expression = Expression(text, tree.body)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and not _plain_constant(expression, node):
            raise ExpressionFault(f"hằng số {node.value!r} không được phép; số viết kiểu 12.5, chữ trong dấu nháy")
    return expression


def _plain_constant(expression: Expression, node: ast.Constant) -> bool:
    if isinstance(node.value, str):
        return True
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", constant_text(expression, node)) is not None


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


_BY_NAME = {"total", "count", "within", "inside", "all_inside", "previous", "param", "fact"}
"""Functions whose plain arguments are names of things elsewhere, not figures of the same row."""


def own_names(node: ast.expr) -> Iterator[str]:
    """The names that an expression takes from the place where it stands."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        arguments = [] if name not in FUNCTIONS or name in _BY_NAME else node.args
        for each in (*arguments, *(keyword.value for keyword in node.keywords)):
            yield from own_names(each)
    elif ref_of(node) is None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from own_names(child)
