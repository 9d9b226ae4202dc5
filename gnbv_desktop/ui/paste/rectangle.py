"""The preview of a rectangle that is put into a grid as it stands: what each cell becomes."""

from __future__ import annotations

from functools import partial

from attrs import evolve

from gnbv_desktop.engine.labels import field_info
from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.number_style import Style
from gnbv_desktop.services.paste import Outcome, Pasted, PastePlan, PlannedCell, accept, plan_paste
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.paste.marks import OPEN, SIGNS, count_signs, planned_look, remark, weightiest
from gnbv_desktop.ui.paste.preview import Chip, Count, Offer, Place, PreviewCell, PreviewColumn, RowHead, StyleQuestion
from gnbv_desktop.ui.paste.target import Target
from gnbv_desktop.ui.session import Session

LEFT = "để lại, không nhận"
ON_BAND = "dòng nhóm, chương trình tự cộng"
REMARK = PreviewColumn("Ghi chú", share=1)


class PastePreview:
    """What a person has answered, and the plan that follows from it."""

    way = "Dán thẳng vào ô đang chọn"
    head = "Dòng"
    chips: tuple[Chip, ...] = ()

    def __init__(self, session: Session, target: Target, table: Pasted, source: str) -> None:
        self._session = session
        self._target = target
        self._table = table
        self.title = f"{write_count(len(table.rows))} dòng × {write_count(table.width)} cột từ {source}"
        self._style: Style | None = None
        self._typed: dict[Place, str] = {}
        self._chosen: dict[Place, int] = {}
        self._left: set[Place] = set()
        self._orders = self._standing_rows()
        self._kinds = [self._numeric(column) for column in range(table.width)]
        titles = zip(target.columns, self._kinds, strict=True)
        self.columns = (*(PreviewColumn(title, right, help=title) for title, right in titles), REMARK)
        self._cells: dict[Place, PlannedCell] = {}
        self._by_row: dict[int, list[PlannedCell]] = {}
        self.plan = self._planned()

    def _numeric(self, column: int) -> bool:
        ref = next((row[column] for row in self._target.refs if row[column] is not None), None)
        info = field_info(self._session.work.edition, ref) if ref is not None else None
        return info is None or info.kind.numeric

    def _standing_rows(self) -> dict[str, tuple[str, ...]]:
        blocks = {ref.block for row in self._target.refs for ref in row if ref is not None}
        return {block: tuple(self._session.work.dossier.block(block).order) for block in blocks}

    # ---- the plan

    def _planned(self) -> PastePlan:
        """What was typed here is read as typing is, whatever the style of the range; what is left out has no place."""
        apart = self._left | self._typed.keys()
        refs = [
            [None if (row, column) in apart else ref for column, ref in enumerate(line)]
            for row, line in enumerate(self._target.refs)
        ]
        plan = plan_paste(self._session.work, refs, self._table, self._style)
        typed = {place: self._retyped(place, text) for place, text in self._typed.items()}
        cells = {(cell.row, cell.column): cell for cell in plan.cells}
        cells |= {place: each.cells[0] for place, each in typed.items()}
        for place in self._left:
            if place in cells:
                cells[place] = evolve(cells[place], message=LEFT)
        for place in [place for place in cells if place[0] in self._target.bands]:
            cells[place] = evolve(cells[place], message=ON_BAND)
        new_rows = plan.new_rows.union(*(each.new_rows for each in typed.values()))
        plan = evolve(plan, cells=tuple(cells[place] for place in sorted(cells)), new_rows=new_rows)
        for place, reading in self._chosen.items():
            ref = self._ref(*place)
            if ref is not None and place in cells and cells[place].outcome is Outcome.QUESTION:
                plan = plan.choosing(ref, reading)
        self._index(plan)
        return plan

    def _retyped(self, place: Place, text: str) -> PastePlan:
        plan = plan_paste(self._session.work, [[self._ref(*place)]], evolve(self._table, rows=((text,),), notes=()))
        return evolve(plan, cells=tuple(evolve(cell, row=place[0], column=place[1]) for cell in plan.cells))

    def _index(self, plan: PastePlan) -> None:
        self._cells = {(cell.row, cell.column): cell for cell in plan.cells}
        self._by_row = {}
        for cell in plan.cells:
            self._by_row.setdefault(cell.row, []).append(cell)

    def _again(self) -> None:
        self.plan = self._planned()

    def _ref(self, row: int, column: int) -> Ref | None:
        inside = row < len(self._target.refs) and column < self._table.width
        return self._target.refs[row][column] if inside else None

    # ---- what is shown

    @property
    def rows(self) -> int:
        return len(self._table.rows)

    @property
    def blocked(self) -> str:
        return self.plan.blocked

    @property
    def changes(self) -> int:
        return self.plan.counts[Outcome.CHANGE]

    @property
    def counts(self) -> tuple[Count, ...]:
        return count_signs(self.plan.counts, lost=sum(map(self._lost, self.plan.cells)))

    @property
    def notes(self) -> tuple[str, ...]:
        return self.plan.notes

    @property
    def style(self) -> StyleQuestion | None:
        asked = self.plan.style_asked or self.plan.style_words or self._style is not None
        return StyleQuestion(self.plan.style, self.plan.style_words) if asked else None

    @property
    def open_places(self) -> tuple[Place, ...]:
        return tuple((cell.row, cell.column) for cell in self.plan.cells if cell.outcome in OPEN)

    def _lost(self, cell: PlannedCell) -> bool:
        """A pasted text that falls on a band or beyond the grid."""
        return cell.outcome is Outcome.OUTSIDE or cell.row in self._target.bands

    def row_head(self, row: int) -> RowHead:
        cells = self._by_row.get(row, [])
        outcome = weightiest(cells)
        inside = row < len(self._target.rows)
        words = self._target.rows[row] if inside else "ngoài lưới"
        sign, tone = SIGNS[outcome] if outcome else ("minus", None)
        if any(map(self._lost, cells)) and outcome in (Outcome.SKIPPED, Outcome.OUTSIDE):
            sign, tone = "triangle-alert", Tone.CONFIRM
        skipped = outcome in (None, Outcome.SKIPPED, Outcome.OUTSIDE)
        return RowHead(words, sign, tone, skipped, words)

    def cell(self, row: int, column: int) -> PreviewCell:
        if column == self._table.width:
            words, ink = remark(self._by_row.get(row, ()), dict(enumerate(self._target.columns)))
            lost = ink == "muted" and any(map(self._lost, self._by_row.get(row, ())))
            return PreviewCell(words, ink="confirm" if lost else ink, words=words)
        cell = self._cells.get((row, column))
        if cell is None:
            return PreviewCell(ground="sunken" if self._ref(row, column) is None else "base")
        return planned_look(cell, self._kinds[column])

    def name(self, row: int, column: int) -> str:
        title = self.columns[column].title if column < self._table.width else ""
        return " › ".join(part for part in (self.row_head(row).words, title) if part)

    def typable(self, row: int, column: int) -> bool:
        return (row, column) in self._cells and self._ref(row, column) is not None

    def text(self, row: int, column: int) -> str:
        return self._cells[row, column].source

    # ---- what is answered

    def type(self, row: int, column: int, text: str) -> None:
        place = (row, column)
        if not text.strip():
            self.leave(row, column)
            return
        self._left.discard(place)
        self._chosen.pop(place, None)
        self._typed[place] = text
        self._again()

    def leave(self, row: int, column: int) -> None:
        if self.typable(row, column):
            self._typed.pop((row, column), None)
            self._left.add((row, column))
            self._again()

    def offers(self, row: int, column: int) -> tuple[Offer, ...]:
        cell, place = self._cells.get((row, column)), (row, column)
        if cell is None or not self.typable(row, column):
            return ()
        found = [Offer(words, partial(self._choose, place, nth)) for nth, words in enumerate(cell.readings)]
        if cell.outcome is not Outcome.QUESTION:
            found = []
        if place in self._left or place in self._typed or place in self._chosen:
            found.append(Offer("Lấy lại như đã dán", partial(self._restore, place)))
        if cell.outcome in (*OPEN, Outcome.CHANGE):
            found.append(Offer("Bỏ ô này", partial(self.leave, row, column)))
        if cell.outcome in OPEN and len(self.open_places) > 1:
            found.append(Offer(f"Bỏ cả {write_count(len(self.open_places))} ô chưa rõ, lỗi", self._leave_open))
        return tuple(found)

    def candidates(self, row: int, column: int) -> tuple[Offer, ...]:
        return ()

    def _choose(self, place: Place, reading: int) -> None:
        self._chosen[place] = reading
        self._again()

    def _restore(self, place: Place) -> None:
        self._left.discard(place)
        self._typed.pop(place, None)
        self._chosen.pop(place, None)
        self._again()

    def _leave_open(self) -> None:
        self._left |= set(self.open_places)
        for place in self._left:
            self._typed.pop(place, None)
        self._again()

    def choose_style(self, style: Style) -> None:
        self._style = style
        self._again()

    def follow(self) -> str:
        if self._standing_rows() != self._orders:
            return "Các dòng của bảng vừa đổi ở nơi khác; hãy dán lại."
        self._again()
        return ""

    def accept(self) -> int:
        accept(self._session.work, self.plan)
        return self.changes

    @property
    def targets(self) -> tuple[tuple[Ref | None, ...], ...]:
        return self._target.refs

    @property
    def certain(self) -> bool:
        """Nothing stands there yet, nothing had to be inferred: it need not be looked at."""
        quiet = all(
            cell.outcome is Outcome.SAME or (cell.outcome is Outcome.CHANGE and not cell.now and not cell.message)
            for cell in self.plan.cells
        )
        return quiet and not (self.blocked or self.plan.style_words or self.plan.notes)
