"""What must hold between definitions: every name exists, every formula can be computed, nothing turns in circles."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from string import Formatter

from gnbv_desktop.catalogue.annexes import annex_faults, measure_faults
from gnbv_desktop.catalogue.expressions import ARGUMENTS, FUNCTIONS, ExpressionFault, own_names, parse, ref_of
from gnbv_desktop.catalogue.model import AS_OF, BlockDef, BlockKind, Control, Edition, FieldKind, Form
from gnbv_desktop.catalogue.nodes import Fault, Source
from gnbv_desktop.catalogue.outlines import outline_faults
from gnbv_desktop.catalogue.scope import Scope, control_paths, resolve_block
from gnbv_desktop.kernel.refs import Ref, is_code

_OPS = ("=", "<=", ">=", "<", ">", "!=")
_OF_A_ROW = (
    "parts",
    "inside",
    "all_inside",
    "crossings",
    "within",
    "twins",
    "kind",
    "unit",
    "accumulates",
    "alike",
    "out_of_order",
)
_PLACEHOLDERS = ("left", "right", "diff", "place", "row")
"""What a control's message may name in braces."""


def check_edition(edition: Edition, sources: Mapping[str, Source]) -> Iterator[Fault]:
    yield from _blocks_once(edition, sources)
    yield from _formula_cycle(edition, sources)
    yield from _components(edition, sources.get("components.yaml"))
    yield from _lists(edition, sources.get("lists.yaml"))
    yield from _parameters(edition, sources.get("parameters.yaml"))
    for code in edition.programme.forms:
        if code not in edition.forms:
            yield sources["programme.yaml"].fault("forms", _unknown(code, edition.forms))
    for file, source in sources.items():
        if file.startswith("forms/") and isinstance(source.data, dict):
            yield from _form(edition, edition.forms[source.data["form"]], source)
    control_source = sources.get("controls.yaml")
    for code, control in edition.controls.items():
        assert control_source is not None
        yield from _control(edition, None, control, control_source, code)
    yield from outline_faults(edition, sources.get("outlines.yaml"))
    yield from annex_faults(edition, sources.get("annexes.yaml"))


def _blocks_once(edition: Edition, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Blocks of root forms share one space of names."""
    seen: dict[str, str] = {}
    for file, source in _form_sources(sources):
        form = edition.forms[source.data["form"]]
        for code in form.blocks:
            path = form.path(code)
            if path in seen:
                yield source.fault(f"blocks.{code}", f"khối {path} đã có ở {seen[path]}; hãy đặt mã khác")
            seen.setdefault(path, file)


def _form_sources(sources: Mapping[str, Source]) -> Iterator[tuple[str, Source]]:
    return ((file, source) for file, source in sources.items() if file.startswith("forms/"))


def _formula_cycle(edition: Edition, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Derived columns, within a block and across blocks, may not need each other."""
    graph = {
        f"{path}.{code}": set(_columns_used(edition, path, block, column.value))
        for path, block in edition.blocks.items()
        for code, column in block.columns.items()
        if column.value
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        path, _, column = error.args[1][0].rpartition(".")
        form = edition.form_of[path]
        source = next(source for _, source in _form_sources(sources) if source.data["form"] == form.form)
        here = f"blocks.{path.rpartition('.')[2]}.columns.{column}.value"
        yield source.fault(here, f"công thức quay vòng: {' → '.join(error.args[1])}; hãy bỏ một mắt xích")


def _columns_used(edition: Edition, path: str, block: BlockDef, text: str) -> Iterator[str]:
    form = edition.form_of[path].form
    yield from (f"{path}.{name}" for name in _names_used(text, block.columns))
    try:
        nodes = list(ast.walk(parse(text).tree))
    except ExpressionFault:
        return
    for node in nodes:
        if isinstance(node, ast.Attribute) and (ref := ref_of(node)) is not None:
            yield f"{resolve_block(edition, form, ref.block)}.{ref.column}"
        elif isinstance(node, ast.Call):
            named = resolve_block(edition, form, ast.unparse(node.func))
            if named in edition.blocks:
                yield from (f"{named}.{each}" for each in (*map(ast.unparse, node.args), *edition.blocks[named].keys()))


def _components(edition: Edition, source: Source | None) -> Iterator[Fault]:
    if source is None:
        yield Fault("components.yaml", 0, "", "thiếu tệp cây dự án, tiểu dự án")
        return
    kinds = edition.lists.get("LOAI")
    for code, component in edition.components.items():
        if component.parent and component.parent not in edition.components:
            yield source.fault(f"{code}.parent", _unknown(component.parent, edition.components))
        if component.applies and component.applies not in edition.facts:
            yield source.fault(f"{code}.applies", _unknown(component.applies, edition.facts))
        for kind in component.capital:
            if kinds is not None and kind not in kinds.items:
                yield source.fault(f"{code}.capital", _unknown(kind, kinds.items))
    parents = {code: [each.parent] if each.parent else [] for code, each in edition.components.items()}
    yield from _cycle(parents, source, "cây dự án quay vòng")


def _lists(edition: Edition, source: Source | None) -> Iterator[Fault]:
    for name, choices in edition.lists.items():
        for code, item in choices.items.items():
            if source and item.parent and item.parent not in choices.items:
                yield source.fault(f"{name}.items.{code}.parent", _unknown(item.parent, choices.items))
            if source and not is_code(code):
                yield source.fault(f"{name}.items.{code}", "mã phải gồm chữ hoa không dấu, số, gạch dưới")
        if source:
            parents = {code: [item.parent] if item.parent else [] for code, item in choices.items.items()}
            yield from _cycle(parents, source, f"danh sách {name} quay vòng", name)


def _parameters(edition: Edition, source: Source | None) -> Iterator[Fault]:
    for code, parameter in edition.parameters.items():
        days = [each.since for each in parameter.values]
        if source and len(set(days)) != len(days):
            yield source.fault(f"{code}.values", "một ngày có hai giá trị; hãy bỏ một")


def _cycle(graph: Mapping[str, list[str]], source: Source, what: str, here: str = "") -> Iterator[Fault]:
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        yield source.fault(here, f"{what}: {' → '.join(error.args[1])}; hãy bỏ một mắt xích")


def _form(edition: Edition, form: Form, source: Source) -> Iterator[Fault]:
    if not is_code(form.form):
        yield source.fault("form", "mã phải gồm chữ hoa không dấu, số, gạch dưới")
    if form.component and form.component not in edition.components:
        yield source.fault("component", _unknown(form.component, edition.components))
    for code, block in form.blocks.items():
        yield from _block(edition, form, code, block, source)
    for code, control in form.controls.items():
        yield from _control(edition, form, control, source, f"controls.{code}")


def _block(edition: Edition, form: Form, code: str, block: BlockDef, source: Source) -> Iterator[Fault]:
    here = f"blocks.{code}"
    if not is_code(code):
        yield source.fault(here, "mã phải gồm chữ hoa không dấu, số, gạch dưới")
    if block.kind is BlockKind.SHOW:
        if block.show not in edition.blocks:
            yield source.fault(f"{here}.show", _unknown(block.show, edition.blocks))
        return
    if block.inside and block.inside not in edition.blocks:
        yield source.fault(f"{here}.inside", _unknown(block.inside, edition.blocks))
    if block.carried:
        for key in (block.carried.year, block.carried.origin, *block.carried.same):
            if key not in set(block.keys()):
                yield source.fault(f"{here}.carried", _unknown(key, block.keys()))
    if not block.columns:
        yield source.fault(here, "khối không có cột nào")
    for path, message in measure_faults(block):
        yield source.fault(f"{here}.{path}", message)
    if (block.kind is BlockKind.FIXED) != bool(block.rows):
        yield source.fault(here, "khối fixed phải có rows; khối loại khác thì không")
    yield from _columns(edition, form, code, block, source)
    yield from _rows(form, code, block, source)
    scope = Scope(edition, form.form, form.path(code))
    for name, column in block.columns.items():
        yield from _expression(column.value, scope, source, f"{here}.columns.{name}.value")


def _columns(edition: Edition, form: Form, code: str, block: BlockDef, source: Source) -> Iterator[Fault]:
    for name, column in block.columns.items():
        here = f"blocks.{code}.columns.{name}"
        if not is_code(name):
            yield source.fault(here, "mã phải gồm chữ hoa không dấu, số, gạch dưới")
        if column.kind is None and block.kind not in (BlockKind.FIXED, BlockKind.NARRATIVE):
            yield source.fault(here, "thiếu kind; chỉ cột của khối fixed mới lấy loại của dòng")
        if column.kind is FieldKind.CHOICE and column.list not in edition.lists:
            yield source.fault(f"{here}.list", _unknown(column.list, edition.lists))
        if column.kind is FieldKind.LINE and column.of not in edition.blocks:
            yield source.fault(f"{here}.of", _unknown(column.of, edition.blocks))


def _rows(form: Form, code: str, block: BlockDef, source: Source) -> Iterator[Fault]:
    graph: dict[str, list[str]] = {}
    for name, row in block.rows.items():
        here = f"blocks.{code}.rows.{name}"
        if not is_code(name):
            yield source.fault(here, "mã phải gồm chữ hoa không dấu, số, gạch dưới")
        if row.part_of and row.part_of not in block.rows:
            yield source.fault(f"{here}.part_of", _unknown(row.part_of, block.rows))
        if row.parts not in ("", "all"):
            yield source.fault(f"{here}.parts", "chỉ có thể là all")
        for column in row.constants:
            if column not in block.columns:
                yield source.fault(f"{here}.constants", _unknown(column, block.columns))
        graph[name] = _names_used(row.value, block.rows)
        if row.value:
            try:
                for each in ast.walk(parse(row.value).tree):
                    if isinstance(each, ast.Name) and each.id not in block.rows and each.id not in FUNCTIONS:
                        yield source.fault(f"{here}.value", _unknown(each.id, block.rows))
            except ExpressionFault as fault:
                yield source.fault(f"{here}.value", str(fault))
    yield from _cycle(graph, source, f"công thức dòng của {form.path(code)} quay vòng", f"blocks.{code}")
    owners = {name: [row.part_of] if row.part_of else [] for name, row in block.rows.items()}
    yield from _cycle(owners, source, f"part_of của {form.path(code)} quay vòng", f"blocks.{code}")


def _names_used(text: str, names: Iterable[str]) -> list[str]:
    if not text:
        return []
    try:
        tree = parse(text).tree
    except ExpressionFault:
        return []
    return sorted(set(own_names(tree)) & set(names))


def _control(edition: Edition, form: Form | None, control: Control, source: Source, here: str) -> Iterator[Fault]:
    if control.op not in _OPS:
        yield source.fault(f"{here}.op", f"{control.op!r} không có; hãy dùng một trong: {' '.join(_OPS)}")
    if control.missing not in ("skip", "zero"):
        yield source.fault(f"{here}.missing", "chỉ có thể là skip hoặc zero")
    for side in ("message", "remedy"):
        yield from _placeholders(getattr(control, side), source, f"{here}.{side}")
    if sum(map(bool, (control.rows, control.cells, control.groups))) > 1:
        yield source.fault(here, "chỉ được có một trong rows, cells, groups")
    if bool(control.by) != bool(control.groups):
        yield source.fault(f"{here}.by", "by và groups đi với nhau: nhóm các dòng của groups theo các cột khóa của by")
    for scope in _scopes(edition, form, control, source, here):
        if isinstance(scope, Fault):
            yield scope
            continue
        for side in ("left", "right", "when", "tolerance"):
            yield from _expression(getattr(control, side), scope, source, f"{here}.{side}")
        for code in control.columns if "*" not in control.cells else ():
            if code not in scope.columns() and code != AS_OF:
                yield source.fault(f"{here}.columns", _unknown(code, scope.columns()))
        for code in control.by:
            if code not in scope.columns() or not scope.columns()[code].key:
                yield source.fault(f"{here}.by", f"{code!r} không phải cột khóa của {control.groups}")


def _placeholders(text: str, source: Source, here: str) -> Iterator[Fault]:
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        yield source.fault(here, "dấu ngoặc nhọn không đủ đôi; hãy đóng ngoặc, hoặc viết {{ }}")
        return
    for name in sorted(names - set(_PLACEHOLDERS)):
        yield source.fault(here, _unknown(name, _PLACEHOLDERS))


def _scopes(
    edition: Edition, form: Form | None, control: Control, source: Source, here: str
) -> Iterator[Scope | Fault]:
    code = form.form if form else ""
    pattern = control.rows or control.cells or control.groups
    if not pattern:
        yield Scope(edition, code, "")
        return
    paths = control_paths(edition, code, control) or (resolve_block(edition, code, pattern),)
    for path in paths:
        if path not in edition.blocks:
            yield source.fault(here, f"không có khối nào khớp {pattern!r}")
        else:
            yield Scope(edition, edition.form_of[path].form, path, cell=bool(control.cells))


def _expression(text: str, scope: Scope, source: Source, here: str) -> Iterator[Fault]:
    if not text:
        return
    try:
        expression = parse(text)
    except ExpressionFault as fault:
        yield source.fault(here, str(fault))
        return
    for message in name_faults(expression.tree, scope):
        yield source.fault(here, f"{message} (trong {text!r})")


def name_faults(tree: ast.expr, scope: Scope) -> Iterator[str]:
    """Why an expression cannot be computed where it stands, in Vietnamese."""
    return _names(tree, scope)


def _names(node: ast.expr, scope: Scope) -> Iterator[str]:
    ref = ref_of(node)
    if ref is not None:
        yield from _ref(ref, scope)
    elif isinstance(node, ast.Name):
        if not scope.knows(node.id):
            yield _unknown(node.id, scope.names())
    elif isinstance(node, ast.Call):
        yield from _call(node, scope)
    elif isinstance(node, ast.Compare):
        yield from _compare(node, scope)
    elif isinstance(node, ast.Attribute | ast.Subscript | ast.Tuple):
        yield f"{ast.unparse(node)!r} không phải mã ô; mẫu: KHOI.COT, KHOI[DONG].COT"
    else:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _names(child, scope)


def _compare(node: ast.Compare, scope: Scope) -> Iterator[str]:
    right = node.comparators[0]
    if len(node.ops) > 1:
        yield "không so sánh nối nhau được; hãy viết a < b and b < c"
    elif isinstance(node.ops[0], ast.In | ast.NotIn) != isinstance(right, ast.Tuple):
        yield "in và not in cần danh sách (a, b) ở bên phải"
    else:
        for each in (node.left, *(right.elts if isinstance(right, ast.Tuple) else [right])):
            yield from _names(each, scope)


def _ref(ref: Ref, scope: Scope) -> Iterator[str]:
    path = resolve_block(scope.edition, scope.form, ref.block)
    block = scope.edition.blocks.get(path)
    if block is None:
        yield f"không có khối {ref.block!r}"
    elif scope.edition.column_of(path, ref.column) is None:
        yield f"khối {path} không có cột {ref.column!r}; có: {', '.join(block.columns)}"
    elif ref.row and block.kind is BlockKind.FIXED and ref.row not in block.rows:
        yield f"khối {path} không có dòng {ref.row!r}"


def _call(node: ast.Call, scope: Scope) -> Iterator[str]:
    if not isinstance(node.func, ast.Name):
        path = resolve_block(scope.edition, scope.form, ast.unparse(node.func))
        if path not in scope.edition.blocks:
            yield f"không gọi được {ast.unparse(node.func)!r}"
            return
        yield from _pivot(node, path, node.args, scope)
        return
    name = node.func.id
    path = resolve_block(scope.edition, scope.form, name)
    least, most = ARGUMENTS.get(name, (0, 99))
    if path in scope.edition.blocks:
        yield from _pivot(node, path, node.args, scope)
    elif name not in FUNCTIONS:
        yield f"không có hàm {name!r}; các hàm: {', '.join(FUNCTIONS)}"
    elif not least <= len(node.args) <= most:
        yield f"hàm {name}() cần {least if least == most else f'ít nhất {least}'} đối số, không phải {len(node.args)}"
    elif name in _OF_A_ROW and not scope.path:
        yield f"hàm {name}() chỉ dùng được trong dòng của một khối"
    elif name == "total" and (target := ref_of(node.args[0])) is not None:
        yield from _ref(target, scope)
    elif name in ("count", "total"):
        target = ref_of(node.args[0]) if node.args else None
        text = ast.unparse(node.args[0]) if node.args else ""
        block = target.block if name == "total" and target else text
        path = resolve_block(scope.edition, scope.form, block)
        if path not in scope.edition.blocks:
            yield f"{name}() cần tên một khối; không có {text!r}"
        else:
            yield from _pivot(node, path, [], scope)
    elif name == "param":
        codes = [each.value for each in node.args if isinstance(each, ast.Constant)]
        for code in codes:
            if code not in scope.edition.parameters:
                yield _unknown(str(code), scope.edition.parameters)
        if len(codes) != 1:
            yield "param() cần đúng một mã tham số trong dấu nháy"
    elif name == "fact":
        for each in node.args:
            if not isinstance(each, ast.Constant) or each.value not in scope.edition.facts:
                yield _unknown(ast.unparse(each), scope.edition.facts)
    else:
        for argument in node.args:
            yield from _names(argument, scope)


def _pivot(node: ast.Call, path: str, args: list[ast.expr], scope: Scope) -> Iterator[str]:
    columns = scope.edition.blocks[path].columns
    if node.args is args and len(args) != 1:
        yield f"{path}() cần đúng một cột, ví dụ {path}({next(iter(columns), 'COT')})"
    for argument in args:
        if not isinstance(argument, ast.Name) or argument.id not in columns:
            yield f"khối {path} không có cột {ast.unparse(argument)!r}"
    for keyword in node.keywords:
        if keyword.arg not in columns:
            yield _unknown(str(keyword.arg), columns)
        yield from _names(keyword.value, scope)


def _unknown(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, 1)
    hint = f"ý là {near[0]!r}?" if near else f"có: {', '.join(names[:12])}"
    return f"không có {name!r}; {hint}"
