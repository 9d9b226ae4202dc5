"""The sign, the colour and the word of a form's state, the same everywhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gnbv_desktop.services.progress import FormState, Progress
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.widgets.pill import Pill, draw_share

SIGNS: dict[FormState, tuple[str, Tone | None]] = {
    FormState.EMPTY: ("circle-dashed", None),
    FormState.ENTERING: ("", None),
    FormState.COMPLETE: ("circle-check", Tone.OK),
    FormState.ERROR: ("octagon-x", Tone.ERROR),
    FormState.UNREAD: ("circle-question-mark", Tone.ASK),
    FormState.CONFIRM: ("triangle-alert", Tone.CONFIRM),
    FormState.SEALED: ("lock", Tone.LOCKED),
    FormState.NOT_APPLICABLE: ("circle-slash", None),
    FormState.OPTIONAL: ("circle-dashed", None),
}


def draw_state(painter: QPainter, look: Look, place: QPoint, progress: Progress, widget: QWidget | None) -> None:
    """The sign of 16 pixels with its upper left corner at a place."""
    sign, tone = SIGNS[progress.state]
    size = look.px(Size.ICON)
    if progress.state is FormState.ENTERING:
        painter.save()
        draw_share(painter, look, QRect(place.x(), place.y(), size, size), progress.share)
        painter.restore()
        return
    ink = look.tint(tone).fg if tone else "muted"
    painter.drawPixmap(place, look.pixmap(sign, ink, widget))


def tell_state(pill: Pill, progress: Progress) -> None:
    sign, tone = SIGNS[progress.state]
    entering = progress.state is FormState.ENTERING
    pill.say(progress.state.label, sign, tone, accent=entering, share=progress.share if entering else -1.0)
