"""Typing a figure, adding and removing rows, writing narrative, giving reasons: each one commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from gnbv_desktop.catalogue.model import BlockKind, Edition, FieldInfo
from gnbv_desktop.engine.evaluate import reason_key
from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.engine.session import Change
from gnbv_desktop.kernel import codec
from gnbv_desktop.kernel.dossier import Cell, Dossier, Reason, State
from gnbv_desktop.kernel.edits import Edit, EditKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.inline import Paragraph, paragraphs_to_json
from gnbv_desktop.kernel.issues import Issue
from gnbv_desktop.kernel.refs import Ref, parse_ref, row_key
from gnbv_desktop.services.carry import read_edits
from gnbv_desktop.services.reading import Read, read
from gnbv_desktop.services.work import Work

NEW_ROW = "[+]"


@frozen
class Entered:
    ref: Ref
    read: Read
    change: Change
    step: int

    @property
    def state(self) -> str:
        return self.read.cell.state.value if self.read.cell else "empty"


def enter(work: Work, ref: Ref, text: str, step: int | None = None) -> Entered:
    """Reads what was typed and commits it. A new row number makes the row. Raises BadInput, changing nothing."""
    info = editable(work, ref)
    found = read(work.edition, work.dossier, info.column, info.kind, info.unit, text)
    edits = [
        *row_edits(work.edition, work.dossier, ref),
        *cell_edits(work.dossier, ref, found.cell),
        *read_edits(work.dossier, ref),
    ]
    if not edits:
        return Entered(ref, found, Change({}, (), ()), step or 0)
    change, written = work.commit(edits, "enter", step)
    row = work.moved_rows.get((ref.block, ref.row), ref.row)
    return Entered(ref._replace(row=row), found, change, written)


def answer(work: Work, ref: Ref, reading: int) -> Entered:
    """Chooses one of the readings of a figure that was not clear."""
    cell = work.dossier.cell(ref)
    if cell is None or cell.state is not State.UNREAD or not 0 <= reading < len(cell.readings):
        raise BadInput(f"Ô {ref} không có câu hỏi cách đọc ấy.")
    chosen = Cell(State.VALUE, cell.readings[reading], qualifier=cell.qualifier)
    edits = (*cell_edits(work.dossier, ref, chosen), *read_edits(work.dossier, ref))
    change, step = work.commit(edits, "enter")
    return Entered(ref, Read(chosen), change, step)


def editable(work: Work, ref: Ref) -> FieldInfo:
    """What the definitions say of a field one may type into; raises BadInput."""
    info = field_info(work.edition, ref)
    if info is None:
        raise BadInput(f"Không có ô {ref}; xem các mã ô bằng gnbv definitions codebook.")
    if info.derived:
        raise BadInput(f"Ô {ref} ({info.label}) do chương trình tính, không nhập; hãy sửa các ô tạo nên nó.")
    if info.year is not None and info.year not in work.dossier.head.period.years:
        raise BadInput(f"Ô {ref}: năm {info.year} ngoài kỳ báo cáo.")
    block = work.edition.blocks[ref.block]
    communes = {place.id for place in work.dossier.head.unit.communes}
    if block.kind is BlockKind.COMMUNES and ref.row and ref.row not in communes:
        raise BadInput(f"Ô {ref}: không có xã {ref.row} trong hồ sơ.")
    return info


def resolve(work: Work, text: str) -> Ref:
    """An address as typed on the command line: `VON[+].GIAO` is the next free row."""
    if NEW_ROW in text:
        path = text.partition(NEW_ROW)[0]
        text = text.replace(NEW_ROW, f"[{next_row(work, path)}]")
    try:
        return parse_ref(text)
    except ValueError as error:
        message = str(error)
        raise BadInput(message[:1].upper() + message[1:]) from None


def next_row(work: Work, path: str) -> str:
    return f"r{work.dossier.block(path).last + 1}"


def row_edits(edition: Edition, dossier: Dossier, ref: Ref) -> tuple[Edit, ...]:
    """What makes the row of an address when it is the next new one; raises BadInput for any other row not there."""
    if not ref.row or not edition.blocks[ref.block].kind.open_rows:
        return ()
    block = dossier.block(ref.block)
    if ref.row in block.order:
        return ()
    number = ref.row.removeprefix("r")
    if (
        not number.isascii()
        or not number.isdecimal()
        or len(number) > 9
        or ref.row != f"r{int(number)}"
        or int(number) < 1
    ):
        raise BadInput(f"Ô {ref}: mã dòng phải kiểu r1, r2, …")
    following = f"r{block.last + 1}"
    if int(number) <= block.last:
        raise BadInput(f"Ô {ref}: dòng {ref.row} đã xóa, mã không dùng lại; dòng mới là {following}.")
    if ref.row != following:
        raise BadInput(f"Ô {ref}: dòng mới kế tiếp là {following}.")
    return (Edit(EditKind.ROW, row_key(ref.block, ref.row), None, len(block.order)),)


def cell_edits(dossier: Dossier, ref: Ref, cell: Cell | None) -> tuple[Edit, ...]:
    """What makes the cell at an address this one; nothing when it already is."""
    before = dossier.cell(ref)
    if before == cell:
        return ()
    old = None if before is None else codec.cell_to_json(before)
    return (Edit(EditKind.CELL, str(ref), old, None if cell is None else codec.cell_to_json(cell)),)


def removal(edition: Edition, dossier: Dossier, path: str, row: str) -> Iterator[Edit]:
    """What takes out a row with its figures and the rows inside it."""
    for inner, block in edition.blocks.items():
        owners = [code for code, column in block.columns.items() if column.of == path]
        for each in reversed(dossier.block(inner).order) if owners else ():
            cells = dossier.block(inner).rows.get(each, {})
            if any(code in cells and cells[code].text == row for code in owners):
                yield from removal(edition, dossier, inner, each)
    content = dossier.block(path)
    for column in content.rows.get(row, {}):
        yield from cell_edits(dossier, Ref(path, row, column), None)
    yield Edit(EditKind.ROW, row_key(path, row), content.order.index(row), None)


def require_open(work: Work, path: str) -> Sequence[str]:
    block = work.edition.blocks.get(path)
    if block is None or not block.kind.open_rows:
        raise BadInput(f"Khối {path} không thêm, bớt dòng được.")
    return work.dossier.block(path).order


def write_slot(work: Work, slot: str, paragraphs: Iterable[Paragraph], step: int | None = None) -> int:
    """Stores a narrative; returns the journal step, so that one stay in the editor is one undo."""
    path, _, code = slot.rpartition(".")
    block = work.edition.blocks.get(path)
    if block is None or block.kind is not BlockKind.NARRATIVE or work.edition.column_of(path, code) is None:
        raise BadInput(f"Không có mục thuyết minh {slot}.")
    after = paragraphs_to_json(paragraphs)
    before = work.dossier.narratives.get(slot)
    edit = Edit(EditKind.SLOT, slot, None if before is None else list(before), after or None)
    if edit.before == edit.after:
        return step or 0
    _, written = work.commit([edit], "slot", step)
    return written


def give_reason(work: Work, issue: Issue, text: str, in_report: bool = False) -> None:
    """Keeps why a figure is right; an empty text takes the reason back."""
    give_reasons(work, (issue,), text, in_report)


def give_reasons(work: Work, issues: Iterable[Issue], text: str, in_report: bool = False) -> None:
    """The same reason for findings that say the same, as one step."""
    words = " ".join(text.split())
    work.commit([_reason_edit(work, issue, words, in_report) for issue in issues], "reason")


def _reason_edit(work: Work, issue: Issue, words: str, in_report: bool) -> Edit:
    key = reason_key(issue.code, issue.refs)
    before = work.dossier.reasons.get(key)
    reason = Reason(issue.code, issue.refs, issue.values, words, in_report) if words else None
    old = None if before is None else codec.reason_to_json(before)
    return Edit(EditKind.REASON, key, old, None if reason is None else codec.reason_to_json(reason))
