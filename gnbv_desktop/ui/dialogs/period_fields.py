"""The fields of a period: the kind, the year, and the days that the law suggests and the official may change."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from attrs import evolve
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QLineEdit

from gnbv_desktop.kernel.dates import read_date, write_date
from gnbv_desktop.kernel.dossier import Period, PeriodKind
from gnbv_desktop.kernel.errors import BadInput
from gnbv_desktop.services.periods import Suggestion, period_faults, period_notes, suggestions
from gnbv_desktop.services.reading import read_near_date
from gnbv_desktop.ui.dialogs.dressing import say
from gnbv_desktop.ui.forms.ui_new_dossier import Ui_NewDossier

SEVERAL_YEARS = (PeriodKind.MID_TERM, PeriodKind.FINAL, PeriodKind.SPAN, PeriodKind.AD_HOC)
NUMBERS = {
    PeriodKind.MONTH: tuple(f"Tháng {month}" for month in range(1, 13)),
    PeriodKind.QUARTER: ("Quý I", "Quý II", "Quý III", "Quý IV"),
    PeriodKind.HALF: ("6 tháng đầu năm", "6 tháng cuối năm"),
}
LABELS = {PeriodKind.BUDGET_YEAR: "Năm ngân sách (đến 31/01)"}
DAYS = {"start": "ngày đầu kỳ", "end": "ngày cuối kỳ", "cutoff": "ngày chốt", "due": "hạn gửi"}
UNREADABLE = "Chưa đọc được ngày; hãy gõ như 31/01/2024."


class PeriodFields(QObject):
    """Works on the fields of the form; `period` is what they say now, None while they cannot be read."""

    changed = Signal()

    def __init__(self, form: Ui_NewDossier, programme_years: Callable[[], tuple[int, int]]) -> None:
        super().__init__()
        self.period: Period | None = None
        self._form = form
        self._programme_years = programme_years
        self._today = datetime.date.min
        self._offered: tuple[Suggestion, ...] = ()
        self._taken = 0
        self._filling = False
        self._by_hand: set[str] = set()
        """The days that were typed: they do not follow a suggestion until they are emptied."""
        self._days: dict[str, tuple[QLineEdit, QLabel]] = {
            "start": (form.start, form.start_fault),
            "end": (form.end, form.end_fault),
            "cutoff": (form.cutoff, form.cutoff_fault),
            "due": (form.due, form.due_fault),
        }
        for kind in PeriodKind:
            label = kind.label
            form.kind.addItem(LABELS.get(kind, label[:1].upper() + label[1:]), kind.value)
        form.kind.currentIndexChanged.connect(self._kind_chosen)
        form.number.currentIndexChanged.connect(self._suggest)
        for year in (form.year, form.from_year):
            year.textEdited.connect(self._suggest)
        for name, (edit, _) in self._days.items():
            edit.textEdited.connect(partial(self._day_typed, name))
            edit.editingFinished.connect(self._left)
        form.estimated.toggled.connect(self._typed)
        form.take_other.clicked.connect(self._take_other)

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind(self._form.kind.currentData())

    def begin(self, today: datetime.date) -> None:
        self._today = today
        self._by_hand.clear()
        self._form.kind.setCurrentIndex(list(PeriodKind).index(PeriodKind.YEAR))
        self._kind_chosen()

    def _kind_chosen(self) -> None:
        """The usual number and years of the kind; then its days."""
        kind, form = self.kind, self._form
        self._filling = True
        form.number.clear()
        form.number.addItems(NUMBERS.get(kind, ()))
        form.number.setVisible(kind in NUMBERS)
        if kind in NUMBERS:
            form.number.setCurrentIndex((self._today.month - 1) * len(NUMBERS[kind]) // 12)
        several = kind in SEVERAL_YEARS
        form.from_year.setVisible(several)
        form.from_year_label.setVisible(several)
        form.year_label.setText("đến năm" if several else "năm")
        first, last = self._usual_years(kind)
        form.from_year.setText(str(first))
        form.year.setText(str(last))
        self._filling = False
        self._suggest()

    def _usual_years(self, kind: PeriodKind) -> tuple[int, int]:
        first, last = self._programme_years()
        now = self._today.year
        match kind:
            case PeriodKind.FINAL:
                return first, last
            case PeriodKind.SPAN | PeriodKind.MID_TERM:
                return first, max(first, min(now, last))
            case PeriodKind.BUDGET_YEAR if self._today.month <= 6:
                return now - 1, now - 1
            case _:
                return now, now

    def _suggest(self) -> None:
        if self._filling:
            return
        self._offered, self._taken = (), 0
        say(self._form.period_fault, "")
        try:
            self._offered = self._suggestions()
        except BadInput as error:
            say(self._form.period_fault, error.message, self._form.year)
            self.period = None
            self.changed.emit()
            return
        say(self._form.period_fault, "", self._form.year)
        self._fill()

    def _suggestions(self) -> tuple[Suggestion, ...]:
        form, kind = self._form, self.kind
        first, last = _year(form.from_year.text()), _year(form.year.text())
        number = form.number.currentIndex() + 1 if kind in NUMBERS else None
        if kind not in SEVERAL_YEARS:
            return suggestions(kind, last, number, self._today, self._programme_years())
        if first > last:
            raise BadInput(f"Năm đầu {first} sau năm cuối {last}; hãy ghi lại hai năm.")
        found = suggestions(kind, last, number, self._today, (first, last))
        return tuple(evolve(each, period=_over(each.period, first, last, self._today)) for each in found)

    def _fill(self) -> None:
        """The days of the suggestion that is taken; those that were typed stay, and it is said."""
        form, taken = self._form, self._offered[self._taken]
        self._filling = True
        kept = [words for name in self._days if (words := self._fill_day(name, getattr(taken.period, name)))]
        if "cutoff" not in self._by_hand:
            form.estimated.setChecked(taken.period.estimated)
        self._filling = False
        stayed = f"Giữ nguyên ngày đã ghi tay: {', '.join(kept)}; xóa đi để lấy ngày gợi ý." if kept else ""
        say(form.source_words, " ".join(filter(None, (f"Theo {_lower(taken.source)}.", taken.note, stayed))))
        other = self._offered[1 - self._taken] if len(self._offered) > 1 else None
        form.take_other.setText(f"Lấy ngày theo {_short(other.source)}" if other else "")
        form.take_other.setVisible(other is not None)
        self.judge()

    def _fill_day(self, name: str, day: datetime.date | None) -> str:
        """What was typed and stays though another day is suggested, in words; else nothing."""
        edit, _ = self._days[name]
        suggested = write_date(day) if day is not None else ""
        if name not in self._by_hand:
            edit.setText(suggested)
            return ""
        typed = edit.text().strip()
        return f"{DAYS[name]} {typed}" if suggested and typed != suggested else ""

    def _take_other(self) -> None:
        self._taken = 1 - self._taken
        self._fill()

    def _day_typed(self, name: str, typed: str) -> None:
        if typed.strip():
            self._by_hand.add(name)
        else:
            self._by_hand.discard(name)
        self._typed()

    def _typed(self) -> None:
        """While one types only what can be read is judged; nothing is reproached yet."""
        if not self._filling:
            self._read(strict=False)

    def _left(self) -> None:
        """A day that can be read is written out in full."""
        for edit, _ in self._days.values():
            day = self._understood(edit.text())
            if day is not None and not edit.hasFocus():
                edit.setText(write_date(day))
        self._read(strict=True)

    def judge(self) -> Period | None:
        """The period when nothing stands in its way; every fault stands beside its field."""
        self._read(strict=True)
        if self.period is None or period_faults(self.period):
            return None
        return self.period

    def _read(self, strict: bool) -> None:
        days = {name: self._day(name, strict) for name in self._days}
        start, end, cutoff = days["start"], days["end"], days["cutoff"]
        due_known = days["due"] is not None or not self._form.due.text().strip()
        if not self._offered or start is None or end is None or cutoff is None or not due_known:
            self.period = None
        else:
            given = self._offered[self._taken].period
            estimated = self._form.estimated.isChecked()
            self.period = evolve(given, start=start, end=end, cutoff=cutoff, due=days["due"], estimated=estimated)
        say(self._form.dates_fault, "\n".join(period_faults(self.period)) if self.period else "")
        say(self._form.dates_note, "\n".join(period_notes(self.period)) if self.period else "")
        self.changed.emit()

    def _day(self, name: str, strict: bool) -> datetime.date | None:
        edit, fault = self._days[name]
        typed = edit.text().strip()
        day = self._understood(typed)
        wrong = day is None and (bool(typed) or name != "due")
        if day is not None or not typed or strict:
            say(fault, (self._unreadable(typed) if typed else "Chưa ghi ngày.") if wrong else "", edit)
        return day

    def _understood(self, typed: str) -> datetime.date | None:
        """As in the fields of a dossier; a day without a year is one of this year and is written out in full."""
        return read_near_date(typed, *self._years(), this_year=self._today.year)

    def _unreadable(self, typed: str) -> str:
        """A year of two digits far from the period's is asked."""
        guess = read_date(typed, self._today.year)
        return f"Có phải ngày {write_date(guess)}? Hãy gõ đủ bốn chữ số của năm." if guess else UNREADABLE

    def _years(self) -> tuple[int, int]:
        if not self._offered:
            return self._today.year, self._today.year
        period = self._offered[self._taken].period
        return period.first_year, period.last_year


def _year(typed: str) -> int:
    text = typed.strip()
    if len(text) != 4 or not text.isascii() or not text.isdecimal():
        raise BadInput("Năm gồm bốn chữ số, ví dụ 2023.")
    return int(text)


def _over(period: Period, first: int, last: int, today: datetime.date) -> Period:
    """The years that were typed, also where the kind itself would take others."""
    start, end = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    cutoff = min(end, max(today, start))
    return evolve(period, start=start, end=end, cutoff=cutoff, first_year=first, last_year=last, estimated=cutoff < end)


def _lower(words: str) -> str:
    """ "Theo Nghị định số 09/…": names of laws keep their capital."""
    return words[:1].lower() + words[1:] if words.startswith("Văn bản") else words


def _short(source: str) -> str:
    return source.partition(" về ")[0].partition(":")[0]
