"""What must hold for the annexes of an edition: their blocks, columns, keys and measures exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from gnbv_desktop.catalogue.annex_model import Annex, AnnexTable, Measure
from gnbv_desktop.catalogue.expressions import ExpressionFault, own_names, parse
from gnbv_desktop.catalogue.model import AS_OF, BlockDef, BlockKind, Edition
from gnbv_desktop.catalogue.nodes import Fault, Source

RATE_BASE = "MAU_SO"
"""In the value of a measure: that of which the office wants its rates."""
_NAME_LETTERS, _NAME_SIGNS = 31, re.compile(r"[\[\]:*?/\\]|^'|'$")
_WITHOUT_TABLE = (BlockKind.SHOW, BlockKind.NARRATIVE, BlockKind.DOCUMENTS)


def annex_faults(edition: Edition, source: Source | None) -> Iterator[Fault]:
    names: set[str] = set()
    for code, annex in edition.annexes.items():
        assert source is not None
        if annex.name.casefold() in names:
            yield source.fault(f"{code}.number", f"đã có biểu {annex.name!r}; mỗi biểu một tên")
        names.add(annex.name.casefold())
        for path, message in _annex(edition, annex):
            yield source.fault(f"{code}.{path}", message)


def measure_faults(block: BlockDef) -> Iterator[tuple[str, str]]:
    """Where in the measures of a block, and what is wrong there."""
    keys = block.keys()
    for code, measure in block.measures.items():
        here = f"measures.{code}"
        if bool(measure.column) is bool(measure.value):
            yield here, "phải nêu hoặc cột được cộng (column), hoặc biểu thức (value)"
        if measure.column and measure.column not in block.columns:
            yield f"{here}.column", _unknown(measure.column, block.columns)
        for key in measure.where:
            if key not in keys:
                yield f"{here}.where", _unknown(key, keys)
        yield from ((f"{here}.value", message) for message in _value(measure, block))


def _value(measure: Measure, block: BlockDef) -> Iterator[str]:
    if not measure.value:
        return
    try:
        names = own_names(parse(measure.value).tree)
    except ExpressionFault as fault:
        yield str(fault)
        return
    known = {*block.columns, *block.measures, RATE_BASE}
    yield from (_unknown(name, known) for name in names if name not in known)


def _annex(edition: Edition, annex: Annex) -> Iterator[tuple[str, str]]:
    if bool(annex.number) is bool(annex.sheet):
        yield "number", "phải nêu hoặc số biểu (number), hoặc tên trang tính (sheet)"
    if annex.component and annex.component not in edition.components:
        yield "component", _unknown(annex.component, edition.components)
    if len(annex.name) > _NAME_LETTERS or _NAME_SIGNS.search(annex.name):
        yield "sheet" if annex.sheet else "number", f"tên trang tính {annex.name!r} không dùng được trong Excel"
    if not annex.tables:
        yield "tables", "biểu không có bảng nào"
    for index, table in enumerate(annex.tables):
        for key, message in _table(edition, table):
            yield f"tables.{index}.{key}", message


def _table(edition: Edition, table: AnnexTable) -> Iterator[tuple[str, str]]:
    block = edition.blocks.get(table.block)
    if block is None or block.kind in _WITHOUT_TABLE:
        yield "block", f"không có khối số liệu {table.block!r}"
        return
    if table.like:
        yield "like", f"biểu {table.like!r} không có bảng của {table.block}"
    codes: Mapping[str, object] = {**block.columns, **(block.measures if table.rows else {})}
    for attribute in ("columns", "several_years", "part_year", "over_years", "each", "years", "notes", "needs"):
        for code in getattr(table, attribute):
            if code not in codes:
                yield attribute, _unknown(code, codes)
    shown = table.columns or tuple(block.columns)
    for label, members in table.groups.items():
        for code in members:
            if code not in shown:
                yield f"groups.{label}", f"{code!r} không có trong columns của bảng"
        places = sorted(shown.index(code) for code in members if code in shown)
        if places and places[-1] - places[0] >= len(places):
            yield f"groups.{label}", "các cột dưới một đầu cột chung phải đứng liền nhau"
    for code in {*table.sums, *(each for parts in table.sums.values() for each in parts)} - codes.keys():
        yield "sums", _unknown(code, codes)
    for code in table.heads:
        if code not in codes:
            yield "heads", _unknown(code, codes)
    for code in {*table.joined, *(each for codes_ in table.joined.values() for each in codes_)} - codes.keys():
        yield "joined", _unknown(code, codes)
    keys = block.keys()
    for key in (*table.rows, *([table.across] if table.across else []), *([table.beside] if table.beside else [])):
        if key not in keys:
            yield "rows", _unknown(key, keys)
    for code in (*table.where, *([table.section] if table.section else []), *([table.name] if table.name else [])):
        if code not in block.columns and code != AS_OF:
            yield "where", _unknown(code, block.columns)


def _unknown(name: str, known: Iterable[str]) -> str:
    return f"không có {name!r}; có: {', '.join(known)}"
