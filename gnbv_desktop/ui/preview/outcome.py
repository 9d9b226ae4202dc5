"""What became of an export: where the files are, or which figure kept them from being written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.services.orders import Rendered
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.preview.output import Output
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.strip import Strip

_NAME = "export_outcome"
_SHOWN = 3
"""So many differences are named, the others counted."""


class Outcome(QObject):
    """The strip below the head of a page, in place of what was told of the export before."""

    def __init__(self, look: Look, output: Output, column: QVBoxLayout) -> None:
        super().__init__(output)
        self._look, self._column = look, column
        self._shown: QWidget | None = None
        output.exported.connect(self._tell)
        output.failed.connect(self._tell_trouble)

    @Slot(object)
    def _tell(self, rendered: Rendered) -> None:
        self._show(outcome_strip(self._look, rendered))

    @Slot(str)
    def _tell_trouble(self, words: str) -> None:
        self._show(trouble_strip(self._look, words))

    def _show(self, strip: QWidget) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = strip
        self._column.insertWidget(1, strip)


def outcome_strip(look: Look, rendered: Rendered) -> QWidget:
    if rendered.differences:
        return trouble_strip(look, _difference_words(rendered.differences))
    folder = rendered.files[0].parent
    opens = Button(look, "Mở thư mục", "folder-open", "link", "export_open", True, lambda: _open(folder))
    words = (
        f"Đã xuất {len(rendered.files)} tệp vào {folder}; đã đối chiếu {write_count(rendered.compared)} số của báo cáo "
        f"và {write_count(rendered.cells)} ô của các biểu, đều khớp."
    )
    return Strip(look, Tone.OK, "circle-check", " ".join([words, *rendered.notes]), _NAME, action=opens)


def trouble_strip(look: Look, words: str) -> QWidget:
    return Strip(look, Tone.ERROR, "octagon-x", words, _NAME)


def _difference_words(differences: tuple[str, ...]) -> str:
    named = " ".join(differences[:_SHOWN])
    more = len(differences) - _SHOWN
    rest = f" Còn {more} chỗ khác nữa." if more > 0 else ""
    return f"Chưa ghi tệp nào vì số trong tệp không khớp hồ sơ. {named}{rest}"


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
