"""The fields behind a figure that was made of several, to choose one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from gnbv_desktop.kernel.refs import Ref
from gnbv_desktop.services.preview import words_of
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.widgets.buttons import literal

LISTED = 12


def fields_menu(
    work: Work, name: str, title: str, refs: Sequence[Ref], go: Callable[[Ref], object], parent: QWidget
) -> QMenu:
    menu = QMenu(parent)
    menu.setObjectName(name)
    menu.addSection(title)
    for ref in refs[:LISTED]:
        action = menu.addAction(literal(words_of(work, ref)))
        action.triggered.connect(lambda _checked=False, ref=ref: go(ref))
    if len(refs) > LISTED:
        menu.addAction(f"… và {len(refs) - LISTED} ô khác").setEnabled(False)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
