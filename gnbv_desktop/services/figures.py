"""Lists of figures, pivots and findings, as the command line and the trace show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gnbv_desktop.catalogue.model import BlockDef, FieldKind
from gnbv_desktop.engine.canon import canonical_fault
from gnbv_desktop.engine.keyed import UNDIVIDED
from gnbv_desktop.engine.labels import field_info, key_label, place_label
from gnbv_desktop.engine.values import Figure, Status
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.work import Work

DIMENSIONS = {
    "component": "DU_AN",
    "year": "NAM",
    "origin": "NAM_GOC",
    "term": "NIEN_DO",
    "type": "LOAI",
    "source": "NGUON",
    "agency": "DON_VI",
}
LINES = "VON"


def figures(work: Work) -> Iterator[dict[str, Any]]:
    """Every typed and derived figure with its label."""
    for ref, figure in work.evaluation.all_figures():
        info = field_info(work.edition, ref)
        if info is None:
            continue
        yield {
            "ref": str(ref),
            "label": place_label(work.edition, work.dossier, ref),
            "value": _value(work, ref, figure),
            "unit": "đồng" if info.kind is FieldKind.MONEY else info.unit,
            "state": figure.status.value,
            "derived": figure.derived,
        }


def _value(work: Work, ref: Ref, figure: Figure) -> str:
    if figure.status is Status.UNREAD:
        cell = work.dossier.cell(ref)
        return cell.text if cell else ""
    return figure.text


def pivot(
    work: Work, column: str, by: Sequence[str], where: Mapping[str, str], block: str = LINES
) -> list[dict[str, Any]]:
    """Totals of a column over the rows of a keyed grid, one per group of the asked dimensions and their parents."""
    definition = work.edition.blocks.get(block)
    if definition is None or not definition.keys():
        raise BadInput(f"Khối {block!r} không có khóa để tổng hợp.")
    if column not in definition.columns:
        raise BadInput(f"Không có cột {column!r}; các cột: {', '.join(definition.columns)}.")
    kind = definition.columns[column].kind
    if kind is None or not kind.numeric:
        raise BadInput(f"Cột {column} không phải số, không cộng được.")
    codes = {name: _dimension(name, definition) for name in by}
    chosen = {_dimension(name, definition): _coded(work, definition, name, text) for name, text in where.items()}
    return [
        _pivot_row(work, block, column, codes, chosen, texts)
        for texts in _groups(work, block, list(codes.values()), chosen)
    ]


def _dimension(name: str, definition: BlockDef) -> str:
    code = DIMENSIONS.get(name, name)
    if code not in set(definition.keys()):
        raise BadInput(f"Không tổng hợp theo {name!r} được; có: {', '.join(DIMENSIONS)}.")
    return code


def _coded(work: Work, definition: BlockDef, name: str, text: str) -> str:
    column = definition.columns[_dimension(name, definition)]
    known: Mapping[str, object] = {}
    if column.kind is FieldKind.COMPONENT:
        known = work.edition.components
    elif column.kind is FieldKind.CHOICE:
        known = work.edition.lists[column.list].items
    if known and any(part not in known for part in text.split("+")):
        raise BadInput(f"Không có {name} {text!r}; có: {', '.join(known)}.")
    if column.kind is not None and (fault := canonical_fault(work.edition, work.dossier, column, column.kind, text)):
        raise BadInput(f"Điều kiện {name}={text[:60]}: {fault}.")
    return text


def _groups(work: Work, block: str, codes: list[str], where: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The coordinates of the rows within the selection, and those of the nodes above them; one for the whole of it."""
    if not codes:
        return [()]
    grains = work.evaluation.grains(block)
    places = [[each.column for each in grains.dimensions].index(code) for code in codes]
    found: dict[tuple[str, ...], None] = {}
    for row in grains.select(where).inside:
        own = tuple(grains.keys[row][place] for place in places)
        found.setdefault(own)
        for above in _above(work, block, codes, own):
            found.setdefault(above)
    return sorted(found)


def _above(work: Work, block: str, codes: list[str], texts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for index, code in enumerate(codes):
        column = work.edition.blocks[block].columns[code]
        parents: Sequence[str] = ()
        if column.kind is FieldKind.COMPONENT and texts[index] in work.edition.components:
            parents = work.edition.ancestors(texts[index])
        elif column.kind is FieldKind.CHOICE and texts[index]:
            parent = work.edition.lists[column.list].items[texts[index]].parent
            parents = (parent,) if parent else ()
        for parent in parents:
            yield (*texts[:index], parent, *texts[index + 1 :])


def _pivot_row(
    work: Work,
    block: str,
    column: str,
    codes: Mapping[str, str],
    chosen: Mapping[str, str],
    texts: tuple[str, ...],
) -> dict[str, Any]:
    columns = work.edition.blocks[block].columns
    where = {**chosen, **{code: text or UNDIVIDED for code, text in zip(codes.values(), texts, strict=True)}}
    total = work.evaluation.pivot(block, column, where)
    labels = [
        key_label(work.edition, work.dossier, columns[code], text) if text else f"{columns[code].label}: chưa tách"
        for code, text in zip(codes.values(), texts, strict=True)
    ]
    return {
        **{name: text or None for name, text in zip(codes, texts, strict=True)},
        "label": " · ".join(labels),
        "value": total.figure.text or _known_part(total.figure),
        "state": total.figure.status.value,
        "lines": list(total.rows),
    }


def _known_part(figure: Figure) -> str | None:
    if figure.status is Status.PARTIAL and figure.value is not None:
        return str(figure.value)
    return None


def issues(work: Work) -> list[dict[str, Any]]:
    return [
        {
            "code": issue.code,
            "severity": issue.severity.value,
            "ref": issue.ref,
            "refs": list(issue.refs),
            "place": issue.place,
            "message": issue.message,
            "remedy": issue.remedy,
            "reason": issue.reason,
        }
        for issue in work.evaluation.issues
    ]
