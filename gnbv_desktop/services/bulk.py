"""Several cells or rows in one commit, which is one step and one undo; cells as text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from gnbv_desktop.catalogue.model import FieldInfo
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel.edits import Edit, EditKind, apply
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.refs import Ref, row_key
from gnbv_desktop.services.carry import read_edits
from gnbv_desktop.services.cell_text import text_at
from gnbv_desktop.services.entry import cell_edits, editable, next_row, removal, require_open, row_edits
from gnbv_desktop.services.reading import Read, read
from gnbv_desktop.services.work import Work

ROWS_AT_ONCE = 500


@frozen
class EnteredMany:
    """`reads` says of each cell how it was understood, at the address it has got. Step 0: nothing was to change."""

    change: Change
    reads: tuple[tuple[Ref, Read], ...]
    step: int


def enter_many(work: Work, cells: Iterable[tuple[Ref, str]], kind: str = "paste") -> EnteredMany:
    """Reads each text as if it were typed and commits all; new rows are made. Raises BadInput, changing nothing."""
    texts = dict(cells)
    infos = {ref: editable(work, ref) for ref in texts}
    made = _new_rows(work, texts)
    dossier = apply(work.dossier, made)
    reads = tuple(
        (ref, read(work.edition, dossier, infos[ref].column, infos[ref].kind, infos[ref].unit, text))
        for ref, text in texts.items()
    )
    return _commit(work, made, reads, kind)


def write_many(work: Work, reads: Iterable[tuple[Ref, Read]], kind: str) -> EnteredMany:
    """Commits what has been read already."""
    listed = tuple(dict(reads).items())
    for ref, _ in listed:
        editable(work, ref)
    return _commit(work, _new_rows(work, (ref for ref, _ in listed)), listed, kind)


def clear(work: Work, refs: Iterable[Ref]) -> EnteredMany:
    """Empties cells; computed ones among them are left alone."""
    typed = (ref for ref in refs if not _derived(work, ref) and work.dossier.cell(ref) is not None)
    return write_many(work, ((ref, Read(None)) for ref in typed), "clear")


def fill_down(work: Work, columns: Sequence[Sequence[Ref]]) -> EnteredMany:
    """The topmost cell of each column as it is stored, in those below it; computed columns are left alone."""
    reads: dict[Ref, Read] = {}
    for top, *below in columns:
        if _derived(work, top):
            continue
        info, cell = editable(work, top), work.dossier.cell(top)
        for ref in below:
            if not _derived(work, ref):
                _require_same_kind(info, editable(work, ref), ref)
                reads[ref] = Read(cell)
    return write_many(work, reads.items(), "fill")


def duplicate_rows(work: Work, path: str, rows: Sequence[str]) -> tuple[str, ...]:
    """Copies of rows with what was typed in them, below the last one; what stands inside them is not copied."""
    chosen = _in_order(work, path, rows)
    if not chosen:
        return ()
    content = work.dossier.block(path)
    copies = insertion(work, path, content.order.index(chosen[-1]) + 1, len(chosen))
    cells = (
        edit
        for row, (copy, _) in zip(chosen, copies, strict=True)
        for column, cell in content.rows.get(row, {}).items()
        for edit in cell_edits(work.dossier, Ref(path, copy, column), cell)
    )
    work.commit((*(edit for _, edit in copies), *cells), "row")
    return _as_numbered(work, path, (row for row, _ in copies))


def insert_rows(work: Work, path: str, position: int, count: int) -> tuple[str, ...]:
    """New empty rows from a position on; returns their ids."""
    require_open(work, path)
    if count < 1:
        return ()
    rows = insertion(work, path, position, count)
    work.commit((edit for _, edit in rows), "row")
    return _as_numbered(work, path, (row for row, _ in rows))


def insertion(work: Work, path: str, position: int, count: int) -> list[tuple[str, Edit]]:
    """The next free row ids with the edits that place them one after the other."""
    if count > ROWS_AT_ONCE:
        raise BadInput(f"Mỗi lần thêm nhiều nhất {ROWS_AT_ONCE} dòng; hãy chia thành nhiều lần.")
    first = int(next_row(work, path)[1:])
    start = min(max(position, 0), len(work.dossier.block(path).order))
    rows = [(f"r{first + index}", start + index) for index in range(count)]
    return [(row, Edit(EditKind.ROW, row_key(path, row), None, place)) for row, place in rows]


def remove_rows(work: Work, path: str, rows: Iterable[str]) -> Change:
    """Takes out rows with their figures and what stands inside them."""
    chosen = _in_order(work, path, rows)
    dossier, edits = work.dossier, list[Edit]()
    for row in reversed(chosen):
        taken = tuple(removal(work.edition, dossier, path, row))
        dossier = apply(dossier, taken)
        edits += taken
    return _commit_rows(work, edits)


def move_rows(work: Work, path: str, rows: Iterable[str], offset: int) -> Change:
    """Moves rows up (offset below 0) or down; at the edge they come to stand beside each other."""
    chosen = _in_order(work, path, rows)
    order = list(work.dossier.block(path).order)
    edge = len(order) - 1
    edits: list[Edit] = []
    for nth, row in enumerate(chosen if offset < 0 else reversed(chosen)):
        before = order.index(row)
        after = max(before + offset, nth) if offset < 0 else min(before + offset, edge - nth)
        if after != before:
            order.insert(after, order.pop(before))
            edits.append(Edit(EditKind.ROW, row_key(path, row), before, after))
    return _commit_rows(work, edits)


def copy_text(work: Work, cells: Sequence[Sequence[Ref | None]]) -> str:
    """Tab-separated text as Excel and this program's own paste take it; None is a cell that shows nothing."""
    return "\r\n".join("\t".join(_quoted(text_at(work, ref)) if ref else "" for ref in row) for row in cells)


def _quoted(text: str) -> str:
    if text.startswith('"') or any(char in text for char in "\t\r\n"):
        return '"' + text.replace('"', '""') + '"'
    return text


def _new_rows(work: Work, refs: Iterable[Ref]) -> tuple[Edit, ...]:
    """What makes the rows that are not there yet, in the order of their numbers."""
    rows = {(ref.block, ref.row): ref for ref in refs}
    missing = [ref for (path, row), ref in rows.items() if row and row not in work.dossier.block(path).order]
    dossier, edits = work.dossier, list[Edit]()
    for ref in sorted(missing, key=lambda ref: (ref.block, len(ref.row), ref.row)):
        made = row_edits(work.edition, dossier, ref)
        dossier = apply(dossier, made)
        edits += made
    return tuple(edits)


def _commit(work: Work, rows: tuple[Edit, ...], reads: tuple[tuple[Ref, Read], ...], kind: str) -> EnteredMany:
    cells = (edit for ref, found in reads for edit in cell_edits(work.dossier, ref, found.cell))
    marks = (edit for ref, _ in reads for edit in read_edits(work.dossier, ref))
    edits = (*rows, *cells, *marks)
    if not edits:
        return EnteredMany(_NOTHING, reads, 0)
    change, step = work.commit(edits, kind)
    moved = work.moved_rows
    placed = ((ref._replace(row=moved.get((ref.block, ref.row), ref.row)), found) for ref, found in reads)
    return EnteredMany(change, tuple(placed), step)


_NOTHING = Change({}, (), ())


def _commit_rows(work: Work, edits: Sequence[Edit]) -> Change:
    return work.commit(edits, "row")[0] if edits else _NOTHING


def _as_numbered(work: Work, path: str, rows: Iterable[str]) -> tuple[str, ...]:
    return tuple(work.moved_rows.get((path, row), row) for row in rows)


def _in_order(work: Work, path: str, rows: Iterable[str]) -> list[str]:
    """The rows as they stand one below the other; raises BadInput for one that is not there."""
    order = require_open(work, path)
    asked = dict.fromkeys(rows)
    if unknown := next((row for row in asked if row not in order), None):
        raise BadInput(f"Không có dòng {path}[{unknown}].")
    return [row for row in order if row in asked]


def _derived(work: Work, ref: Ref) -> bool:
    info = field_info(work.edition, ref)
    return info is not None and info.derived


def _require_same_kind(one: FieldInfo, other: FieldInfo, ref: Ref) -> None:
    if (one.kind, one.column.list, one.column.of) != (other.kind, other.column.list, other.column.of):
        raise BadInput(f"Ô {ref} không cùng loại số liệu với ô trên cùng; hãy điền riêng từng phần.")
