"""What became of an export: where the files are, or which figure kept them from being written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gnbv_desktop.kernel.figures import write_count
from gnbv_desktop.services.orders import Rendered
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.widgets.buttons import Button
from gnbv_desktop.ui.widgets.strip import Strip

_NAME = "export_outcome"
_SHOWN = 3
"""So many differences are named, the others counted."""


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
