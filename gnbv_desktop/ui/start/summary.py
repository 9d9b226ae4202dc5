"""What the card of an open dossier says of its content; the only part of the start page that reads figures."""

from __future__ import annotations

from attrs import frozen

from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.progress import FormState, Overall, form_progress, overall
from gnbv_desktop.services.work import Work

NAMED = 2
"""So many empty forms are named, the others counted."""
_BEGUN = (FormState.ENTERING, FormState.ERROR, FormState.UNREAD, FormState.CONFIRM)


@frozen
class Summary:
    overall: Overall
    begun: float
    """The share of forms that are begun and not complete."""
    empty: tuple[str, ...]
    """The names of empty forms."""

    @property
    def percent(self) -> str:
        return self.overall.percent

    @property
    def empty_words(self) -> str:
        if not self.empty:
            return "Không còn biểu trống"
        rest = len(self.empty) - NAMED
        named = "; ".join(self.empty[:NAMED])
        return f"Còn trống: {named}" + (f" và {rest} biểu khác" if rest > 0 else "")


def summarise(desk: Desk, dossier: str) -> Summary:
    work = Work.show(desk, dossier)
    work.find()
    progress = form_progress(work)
    whole = overall(progress)
    begun = sum(each.state in _BEGUN for each in progress.values())
    forms = work.edition.forms
    empty = (forms[code] for code, each in progress.items() if each.state is FormState.EMPTY)
    return Summary(
        overall=whole,
        begun=begun / whole.total if whole.total else 0.0,
        empty=tuple(form.short or form.title for form in empty),
    )
