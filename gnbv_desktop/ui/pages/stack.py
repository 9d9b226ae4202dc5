"""The pages of an open dossier, each made when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gnbv_desktop.ui.frame.places import ANNEXES, NARRATIVE, OUTLINE, OVERVIEW, PREVIEW, form_key, holds_capital
from gnbv_desktop.ui.later import Later
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.pages.capital_page import CapitalPage
from gnbv_desktop.ui.session import Session

if TYPE_CHECKING:
    from gnbv_desktop.ui.annexes.page import AnnexPage
    from gnbv_desktop.ui.narrative.page import NarrativePage
    from gnbv_desktop.ui.pages.form_page import FormPage
    from gnbv_desktop.ui.preview.page import PreviewPage


class PageStack(QStackedWidget):
    pasting = Signal(object)
    step_asked = Signal(int)
    form_asked = Signal(str)

    def __init__(self, look: Look, session: Session, later: Later) -> None:
        super().__init__()
        self._look = look
        self._session = session
        self._later = later
        self._edition = session.work.edition
        self._pages: dict[str, QWidget] = {}
        self._forms: dict[str, FormPage | CapitalPage] = {}
        self._narrative: NarrativePage | None = None
        self._preview: PreviewPage | None = None
        self._annexes: AnnexPage | None = None
        self.key = ""
        """The place that is open."""

    def open(self, key: str) -> None:
        if key not in self._pages:
            page = self._made(key)
            self._pages[key] = page
            self.addWidget(page)
        self.key = key
        self.setCurrentWidget(self._pages[key])
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Of the page in front: a wide table behind it takes no room from a narrative and its preview."""
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else super().minimumSizeHint()

    @property
    def page(self) -> QWidget:
        return self._pages[self.key]

    @property
    def narrative(self) -> NarrativePage | None:
        """The page in front, when it is that of all narratives."""
        return self._narrative if self.key == NARRATIVE.key else None

    @property
    def preview(self) -> PreviewPage | None:
        """The page in front, when it is the report."""
        return self._preview if self.key == PREVIEW.key else None

    @property
    def annexes(self) -> AnnexPage | None:
        """The page in front, when it is that of the annexes."""
        return self._annexes if self.key == ANNEXES.key else None

    @property
    def form(self) -> FormPage | CapitalPage | None:
        """The page in front, when it is a form's."""
        return self._forms.get(self.key)

    def first(self) -> str:
        """The table of capital, in which everything begins."""
        forms = self._edition.forms.values()
        capital = (form.form for form in forms if holds_capital(self._edition, form))
        return form_key(next(capital, next(iter(forms)).form))

    def _made(self, key: str) -> QWidget:
        if key == OVERVIEW.key:
            overview = self._later.overview_page(self._look, self._session)
            overview.form_asked.connect(self.form_asked)
            return overview
        if key == OUTLINE.key:
            outline = self._later.outline_page(self._look, self._session)
            outline.form_asked.connect(self.form_asked)
            return outline
        if key == NARRATIVE.key:
            self._narrative = self._later.narrative_page(self._look, self._session)
            return self._narrative
        if key == PREVIEW.key:
            self._preview = self._later.preview_page(self._look, self._session)
            return self._preview
        if key == ANNEXES.key:
            self._annexes = self._later.annex_page(self._look, self._session)
            return self._annexes
        form = self._edition.forms[key.partition(":")[2]]
        make = CapitalPage if holds_capital(self._edition, form) else self._later.form_page
        page: FormPage | CapitalPage = make(self._look, self._session, form)
        page.step_asked.connect(self.step_asked)
        page.pasting.connect(self.pasting)
        self._forms[key] = page
        return page

    def finish(self) -> None:
        """The narratives in which one is typing now are written."""
        for page in self._forms.values():
            page.finish()
        if self._narrative is not None:
            self._narrative.finish()
