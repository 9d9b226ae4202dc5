"""Changes prepared on what a dossier was, written over what other processes have made of it. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Dossier
from gnbv_desktop.kernel.edits import Edit, EditKind, apply
from gnbv_desktop.kernel.refs import parse_ref, parse_row, row_key

Moves = Mapping[tuple[str, str], str]
"""Block and row as they were prepared, to the number that the row really got."""


@frozen
class Rebased:
    edits: tuple[Edit, ...]
    moves: Moves


def rebase(edition: Edition, dossier: Dossier, edits: tuple[Edit, ...], moves: Moves) -> Rebased:
    """The edits with what really stands before them, in rows that are theirs."""
    done: list[Edit] = []
    moved = dict(moves)
    for edit in edits:
        for each in _anew(edition, dossier, edit, moved):
            done.append(each)
            dossier = apply(dossier, [each])
    return Rebased(tuple(done), moved)


def _anew(edition: Edition, dossier: Dossier, edit: Edit, moved: dict[tuple[str, str], str]) -> Iterator[Edit]:
    """One edit as it can be written now; it takes note of rows that get another number."""
    if edit.kind is EditKind.ROW:
        yield from _row(dossier, edit, moved)
    elif edit.kind is EditKind.CELL:
        yield from _cell(edition, dossier, edit, moved)
    elif edit.kind is EditKind.SLOT:
        yield _slot(edit, _standing(dossier, edit))
    else:
        yield evolve(edit, before=_standing(dossier, edit))


def _row(dossier: Dossier, edit: Edit, moved: dict[tuple[str, str], str]) -> Iterator[Edit]:
    """A new row whose number is taken by now gets the next one; a row that is gone is neither moved nor removed."""
    path, row = parse_row(edit.key)
    order = dossier.block(path).order
    if edit.before is None:
        if row in order:
            yield _new_row(dossier, path, row, moved)
        else:
            yield edit
        return
    row = moved.get((path, row), row)
    if row in order:
        yield Edit(EditKind.ROW, row_key(path, row), order.index(row), edit.after)


def _cell(edition: Edition, dossier: Dossier, edit: Edit, moved: dict[tuple[str, str], str]) -> Iterator[Edit]:
    """A figure typed into a row that somebody has removed meanwhile makes a row of its own."""
    asked = parse_ref(edit.key)
    ref = asked._replace(row=moved.get((asked.block, asked.row), asked.row))
    if ref.row and edition.blocks[ref.block].kind.open_rows and ref.row not in dossier.block(ref.block).order:
        if edit.after is None:
            return
        row = _new_row(dossier, asked.block, asked.row, moved)
        dossier = apply(dossier, [row])
        yield row
        ref = asked._replace(row=moved[asked.block, asked.row])
    there = evolve(edit, key=str(ref))
    yield evolve(there, before=_standing(dossier, there))


def _new_row(dossier: Dossier, path: str, row: str, moved: dict[tuple[str, str], str]) -> Edit:
    block = dossier.block(path)
    number = f"r{block.last + 1}"
    moved[path, row] = number
    return Edit(EditKind.ROW, row_key(path, number), None, len(block.order))


def _slot(edit: Edit, standing: Any) -> Edit:
    """Where somebody else has written meanwhile both texts stay, theirs first."""
    if standing == edit.before or not standing:
        return evolve(edit, before=standing)
    ours = [each for each in edit.after or () if each not in standing]
    return evolve(edit, before=standing, after=[*standing, *ours])


def _standing(dossier: Dossier, edit: Edit) -> Any:
    """The JSON value of what an edit is about to change."""
    match edit.kind:
        case EditKind.CELL:
            cell = dossier.cell(parse_ref(edit.key))
            return None if cell is None else codec.cell_to_json(cell)
        case EditKind.ROW:
            path, row = parse_row(edit.key)
            order = dossier.block(path).order
            return order.index(row) if row in order else None
        case EditKind.SLOT:
            content = dossier.narratives.get(edit.key)
            return None if content is None else list(content)
        case EditKind.REASON:
            reason = dossier.reasons.get(edit.key)
            return None if reason is None else codec.reason_to_json(reason)
        case EditKind.DRAWN:
            source = dossier.drawn.get(edit.key)
            return None if source is None else dict(source)
        case EditKind.HEAD:
            return codec.head_part(dossier.head, edit.key)
