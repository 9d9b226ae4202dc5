"""The one way a dossier changes: edits that say what was and what is, so that each can be turned round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from attrs import evolve, frozen

from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.refs import parse_ref, parse_row


class EditKind(StrEnum):
    CELL = "cell"
    ROW = "row"
    SLOT = "slot"
    REASON = "reason"
    HEAD = "head"
    DRAWN = "drawn"


@frozen
class Edit:
    """`before` and `after` are JSON values, None where there was or is nothing."""

    kind: EditKind
    key: str
    before: Any
    after: Any

    @property
    def inverse(self) -> Edit:
        return Edit(self.kind, self.key, self.after, self.before)


def apply(dossier: Dossier, edits: Iterable[Edit]) -> Dossier:
    for edit in edits:
        dossier = _apply_one(dossier, edit)
    return dossier


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(edit.inverse for edit in reversed(tuple(edits)))


def _apply_one(dossier: Dossier, edit: Edit) -> Dossier:
    match edit.kind:
        case EditKind.CELL:
            cell = None if edit.after is None else codec.cell_from_json(edit.after)
            return dossier.with_cell(parse_ref(edit.key), cell)
        case EditKind.ROW:
            return dossier.with_row(*parse_row(edit.key), edit.after)
        case EditKind.SLOT:
            return evolve(dossier, narratives=_put(dossier.narratives, edit.key, edit.after, tuple))
        case EditKind.REASON:
            return evolve(dossier, reasons=_put(dossier.reasons, edit.key, edit.after, codec.reason_from_json))
        case EditKind.DRAWN:
            return evolve(dossier, drawn=_put(dossier.drawn, edit.key, edit.after, dict))
        case EditKind.HEAD:
            return evolve(dossier, head=codec.head_with(dossier.head, edit.key, edit.after))


def _put(mapping: Mapping[str, Any], key: str, after: Any, build: Any) -> dict[str, Any]:
    changed = dict(mapping)
    if after is None:
        changed.pop(key, None)
    else:
        changed[key] = build(after)
    return changed
