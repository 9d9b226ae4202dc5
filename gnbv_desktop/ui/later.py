"""Parts of the window that are not on the screen at first; each is imported when it is first wanted.

Whoever starts the program gives them: only there may an import stand inside a function.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import frozen
from PySide6.QtWidgets import QWidget

from gnbv_desktop.catalogue.model import Form
from gnbv_desktop.services.desk import Desk
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.session import Session

if TYPE_CHECKING:
    from gnbv_desktop.ui.annexes.page import AnnexPage
    from gnbv_desktop.ui.grid.view import Grid
    from gnbv_desktop.ui.narrative.page import NarrativePage
    from gnbv_desktop.ui.outline.page import OutlinePage
    from gnbv_desktop.ui.overview.page import OverviewPage
    from gnbv_desktop.ui.pages.form_page import FormPage
    from gnbv_desktop.ui.preview.page import PreviewPage
    from gnbv_desktop.ui.side.panel import SidePanel
    from gnbv_desktop.ui.start.window import StartWindow


@frozen
class Later:
    form_page: Callable[[Look, Session, Form], FormPage]
    overview_page: Callable[[Look, Session], OverviewPage]
    narrative_page: Callable[[Look, Session], NarrativePage]
    outline_page: Callable[[Look, Session], OutlinePage]
    preview_page: Callable[[Look, Session], PreviewPage]
    annex_page: Callable[[Look, Session], AnnexPage]
    side_panel: Callable[[Look, Session], SidePanel]
    start_window: Callable[[Look, Desk, Callable[[], datetime.date]], StartWindow]
    open_paste: Callable[[Look, Grid], None]
    open_workbooks: Callable[[Look, Session, QWidget], None]
