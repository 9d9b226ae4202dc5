"""The preview of a finance office's sheet: each row finds its capital line, or asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from attrs import evolve

from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.services.capital_lines import KIND, Choice, Lines
from gnbv_desktop.services.capital_paste import accept_capital, plan_capital
from gnbv_desktop.services.capital_plan import (
    NEW_LINE,
    UNDIVIDED_AGENCY,
    UNDIVIDED_KIND,
    Answers,
    CapitalPlan,
    CapitalRow,
    RowStatus,
)
from gnbv_desktop.services.capital_sheet import SheetColumn
from gnbv_desktop.services.capital_words import LINES
from gnbv_desktop.services.number_style import Style
from gnbv_desktop.services.paste import Outcome, Pasted, PlannedCell
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.paste.capital_chips import capital_chips, column_name
from gnbv_desktop.ui.paste.marks import OPEN, SIGNS, count_signs, planned_look, weightiest
from gnbv_desktop.ui.paste.preview import Chip, Count, Offer, Place, PreviewCell, PreviewColumn, RowHead, StyleQuestion
from gnbv_desktop.ui.session import Session

MATCHED = PreviewColumn("Khớp với dòng vốn", share=1, whole=True)
REMARK = PreviewColumn("Ghi chú", share=2)
_ROW_SIGNS: Mapping[RowStatus, tuple[str, Tone | None]] = {
    RowStatus.TOTAL: ("sigma", None),
    RowStatus.HEADING: ("minus", None),
    RowStatus.SKIPPED: ("minus", None),
    RowStatus.ASK: ("circle-question-mark", Tone.ASK),
}
NEW = "Dòng mới"
_CALM = (RowStatus.TOTAL, RowStatus.HEADING, RowStatus.SKIPPED)


class CapitalPreview:
    """What a person has answered, and the plan that follows from it."""

    way = "Khớp theo tên dòng vốn"
    head = "Dòng trong bảng dán"

    def __init__(self, session: Session, table: Pasted, source: str) -> None:
        self._session = session
        self._table = table
        self.title = f"{write_count(len(table.rows))} dòng × {write_count(table.width)} cột từ {source}"
        self._answers = Answers()
        self._all_lines: tuple[Choice, ...] | None = None
        self.plan: CapitalPlan
        self.columns: tuple[PreviewColumn, ...] = ()
        self._taken: tuple[SheetColumn, ...] = ()
        self._take(Answers())

    def _take(self, answers: Answers) -> None:
        """The answers, if a plan can be made of them."""
        self.plan = plan_capital(self._session.work, self._table, answers)
        self._answers = answers
        self._taken = tuple(column for column in self.plan.columns if column.code)
        edition = self._session.work.edition
        amounts = (PreviewColumn(column_name(edition, each, self._taken), True, 0, each.title) for each in self._taken)
        self.columns = (MATCHED, *amounts, REMARK)

    # ---- what is shown

    @property
    def rows(self) -> int:
        return len(self.plan.rows)

    @property
    def blocked(self) -> str:
        return self.plan.blocked

    @property
    def changes(self) -> int:
        return self.plan.counts[Outcome.CHANGE]

    @property
    def counts(self) -> tuple[Count, ...]:
        return count_signs(self.plan.counts, self.plan.unmatched)

    @property
    def notes(self) -> tuple[str, ...]:
        return (*self.plan.doubts, *self.plan.notes)

    @property
    def style(self) -> StyleQuestion | None:
        asked = self.plan.style_asked or self.plan.style_words or self._answers.style is not None
        return StyleQuestion(self.plan.style, self.plan.style_words) if asked else None

    @property
    def chips(self) -> tuple[Chip, ...]:
        return capital_chips(self._session.work, self.plan, self._answers, self._take)

    @property
    def open_places(self) -> tuple[Place, ...]:
        return tuple(place for nth, row in enumerate(self.plan.rows) for place in self._open_in(nth, row))

    def _open_in(self, nth: int, row: CapitalRow) -> Iterator[Place]:
        if row.status is RowStatus.ASK:
            yield nth, 0
        for column, cell in self._amounts(row).items():
            if row.taken and cell.outcome in OPEN:
                yield nth, column

    def _amounts(self, row: CapitalRow) -> dict[int, PlannedCell]:
        """The row's cells by column of the preview."""
        places = {each.index: place for place, each in enumerate(self._taken, 1)}
        return {places[cell.column]: cell for cell in row.amounts if cell.column in places}

    def row_head(self, row: int) -> RowHead:
        planned = self.plan.rows[row]
        sign, tone = _ROW_SIGNS.get(planned.status, ("check", Tone.OK))
        if planned.taken:
            outcome = weightiest(planned.amounts)
            sign, tone = SIGNS[outcome] if outcome else ("minus", None)
            if outcome is Outcome.CHANGE and planned.status is RowStatus.NEW:
                sign = "plus"
            elif outcome is Outcome.CHANGE and planned.remark:
                sign, tone = "info", Tone.NOTE
        words = " ".join(planned.words.split())
        help = f"{NEW}: {words}" if planned.status is RowStatus.NEW else words
        return RowHead(words, sign, tone, planned.status in _CALM, help)

    def cell(self, row: int, column: int) -> PreviewCell:
        planned = self.plan.rows[row]
        ground = "sunken" if planned.status in _CALM else "base"
        if column == 0:
            return self._matched(planned, ground)
        if column == len(self.columns) - 1:
            return PreviewCell(planned.remark, ink=self._remark_ink(planned), ground=ground, words=planned.remark)
        cell = self._amounts(planned).get(column)
        if cell is None:
            return PreviewCell(ground=ground, right=True)
        if not planned.taken:
            ink = "text" if planned.status is RowStatus.ASK else "muted"
            return PreviewCell(cell.source, ink=ink, ground=ground, right=True)
        return planned_look(cell, True)

    def _matched(self, row: CapitalRow, ground: str) -> PreviewCell:
        words = self._line_words(row.matched)
        if row.status is RowStatus.ASK:
            return PreviewCell(words, ink="ask", ground="ask", strong=True, words=row.remark)
        if row.taken:
            full = f"{NEW}: {words}" if row.status is RowStatus.NEW else words
            return PreviewCell(row.short or words, words=full)
        return PreviewCell(words, ink="muted", ground=ground, words=words)

    def _line_words(self, label: str) -> str:
        """The year of use is left out where the whole dossier is of that year."""
        parts, years = label.split(" · "), self._session.work.dossier.head.period.years
        if len(years) == 1 and str(years[0]) in parts:
            parts.remove(str(years[0]))
        return " › ".join(parts)

    def _remark_ink(self, row: CapitalRow) -> str:
        if row.status is RowStatus.ASK:
            return "ask"
        outcome = weightiest(row.amounts) if row.taken else None
        return {Outcome.FAULT: "error", Outcome.QUESTION: "ask"}.get(outcome, "note" if row.taken else "muted")  # type: ignore[arg-type]

    def name(self, row: int, column: int) -> str:
        title = self.columns[column].title if 0 < column <= len(self._taken) else ""
        return " › ".join(part for part in (self.row_head(row).words, title) if part)

    # ---- what is answered

    def _source(self, row: int, column: int) -> Place | None:
        """The place in the pasted table behind an amount that may be taken."""
        inside = 0 <= row < len(self.plan.rows) and 0 < column <= len(self._taken)
        if not inside or not self.plan.rows[row].taken:
            return None
        place = (self.plan.rows[row].row, self._taken[column - 1].index)
        return place if column in self._amounts(self.plan.rows[row]) or place in self._answers.typed else None

    def typable(self, row: int, column: int) -> bool:
        return self._source(row, column) is not None

    def text(self, row: int, column: int) -> str:
        cell = self._amounts(self.plan.rows[row]).get(column)
        return cell.source if cell else ""

    def type(self, row: int, column: int, text: str) -> None:
        place = self._source(row, column)
        if place is not None:
            readings = {key: nth for key, nth in self._answers.readings.items() if key != place}
            typed = {**self._answers.typed, place: text.strip()}
            self._take(evolve(self._answers, typed=typed, readings=readings))

    def leave(self, row: int, column: int) -> None:
        if column == 0 and self.plan.rows[row].status not in _CALM:
            self._skip(self._place(row))
        else:
            self.type(row, column, "")

    def _place(self, row: int) -> Place:
        return self.plan.rows[row].row, self.plan.rows[row].group

    def offers(self, row: int, column: int) -> tuple[Offer, ...]:
        planned = self.plan.rows[row]
        if planned.status is RowStatus.SKIPPED:
            return (Offer("Lấy lại dòng này", partial(self._unskip, self._place(row))),)
        place = self._source(row, column)
        if place is None:
            return ()
        cell = self._amounts(planned).get(column)
        found: list[Offer] = []
        if cell is not None and cell.outcome is Outcome.QUESTION:
            found += [Offer(words, partial(self._choose, place, nth)) for nth, words in enumerate(cell.readings)]
        if place in self._answers.typed or place in self._answers.readings:
            found.append(Offer("Lấy lại như đã dán", partial(self._restore, place)))
        if cell is not None and cell.outcome in (*OPEN, Outcome.CHANGE):
            found.append(Offer("Bỏ ô này", partial(self.type, row, column, "")))
        return tuple(found)

    def candidates(self, row: int, column: int) -> tuple[Offer, ...]:
        """New lines first, then who an unknown agency is, the way out, the lines that may be meant."""
        planned, place = self.plan.rows[row], self._place(row)
        if column != 0 or planned.status in (RowStatus.HEADING, RowStatus.SKIPPED):
            return ()
        lines = tuple(
            Offer(self._line_words(each.label), partial(self._match, place, each.line)) for each in self._near(planned)
        )
        if planned.status is RowStatus.TOTAL:
            return lines
        skip = Offer("Bỏ dòng này", partial(self._skip, place))
        return (*self._new_lines(place), *self._agencies(planned), skip, *lines)

    def _agencies(self, row: CapitalRow) -> Iterator[Offer]:
        """Whom an agency means that the unit does not have; the answer holds for all rows that name it."""
        if not row.unknown_agency:
            return
        unit = self._session.work.dossier.head.unit
        name = row.unknown_agency
        yield from (self._agency_offer(name, each.id, f"Đơn vị thực hiện: {each.name}") for each in unit.agencies)
        yield self._agency_offer(name, "", UNDIVIDED_AGENCY.capitalize())
        yield from (self._agency_offer(name, each.id, f"Đơn vị thực hiện: {each.name}") for each in unit.communes)

    def _agency_offer(self, name: str, chosen: str, words: str) -> Offer:
        agencies = {**self._answers.agencies, name: chosen}
        return Offer(words, partial(self._take, evolve(self._answers, agencies=agencies)))

    def _near(self, row: CapitalRow) -> tuple[Choice, ...]:
        if row.choices:
            return row.choices
        if self._all_lines is None:
            lines = Lines(self._session.work)
            self._all_lines = lines.choices(list(lines.keys))
        return self._all_lines

    def _new_lines(self, place: Place) -> Iterator[Offer]:
        """A line as the sheet describes it; where it does not tell the kind of money, one of each and one of none."""
        bare = evolve(self._answers, rows={**self._answers.rows, place: NEW_LINE})
        kinds = self._session.work.edition.lists[self._session.work.edition.blocks[LINES].columns[KIND].list].items
        told = evolve(bare, parts={key: each for key, each in bare.parts.items() if key != place})
        found = self._as_new(told, place)
        parts = ({KIND: kind} for kind in (*kinds, ""))
        trials = [told] if found else [evolve(told, parts={**told.parts, place: each}) for each in parts]
        for answers in trials:
            made = self._as_new(answers, place)
            if made is not None:
                words = f"{NEW}: {self._line_words(made.matched)}"
                undivided = not answers.parts.get(place, {}).get(KIND, KIND)
                yield Offer(f"{words} › {UNDIVIDED_KIND}" if undivided else words, partial(self._take, answers))

    def _as_new(self, answers: Answers, place: Place) -> CapitalRow | None:
        try:
            rows = plan_capital(self._session.work, self._table, answers).rows
        except BadInput:
            return None
        return next((row for row in rows if (row.row, row.group) == place and row.status is RowStatus.NEW), None)

    def _match(self, place: Place, line: str) -> None:
        self._take(evolve(self._answers, rows={**self._answers.rows, place: line}))

    def _skip(self, place: Place) -> None:
        self._take(evolve(self._answers, skipped=self._answers.skipped | {place}))

    def _unskip(self, place: Place) -> None:
        self._take(evolve(self._answers, skipped=self._answers.skipped - {place}))

    def _choose(self, place: Place, reading: int) -> None:
        self._take(evolve(self._answers, readings={**self._answers.readings, place: reading}))

    def _restore(self, place: Place) -> None:
        typed = {key: text for key, text in self._answers.typed.items() if key != place}
        readings = {key: nth for key, nth in self._answers.readings.items() if key != place}
        self._take(evolve(self._answers, typed=typed, readings=readings))

    def choose_style(self, style: Style) -> None:
        self._take(evolve(self._answers, style=style))

    def follow(self) -> str:
        self._all_lines = None
        try:
            self._take(self._answers)
        except BadInput:
            return "Các dòng vốn vừa đổi ở nơi khác; hãy dán lại."
        return ""

    def accept(self) -> int:
        accept_capital(self._session.work, self.plan)
        return self.changes

    @property
    def promising(self) -> bool:
        """Some column holds amounts that are known or may be named."""
        return bool(self._taken) or any("chưa rõ" in column.note for column in self.plan.columns)
