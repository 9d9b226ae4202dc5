"""What an echo says, in the colour of its meaning."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect

from gnbv_desktop.services.compare import Echo, EchoSeverity
from gnbv_desktop.ui.fields.echo_tag import EchoTag
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Tone
from gnbv_desktop.ui.session import Typing

READ = "đọc là "
ASKED = "Đọc thế nào?"


def tone_of(echo: Echo) -> Tone | None:
    if echo.severity is EchoSeverity.QUESTION:
        return Tone.ASK
    if echo.severity is EchoSeverity.FAULT:
        return Tone.ERROR
    return Tone.CONFIRM if echo.warning else None


def html_of(typing: Typing, look: Look) -> str:
    """The reading in strong letters; a question with its numbered answers; a warning in its colour."""
    echo = typing.echo
    words = ASKED if len(echo.readings) > 1 else escape(echo.words)
    if words.startswith(READ):
        first, mark, rest = words.removeprefix(READ).partition(" = ")
        words = f"{READ}<b>{first}</b>{mark}{rest}"
    if echo.readings:
        words += "".join(f" &nbsp; <b>{place}</b> {escape(each)}" for place, each in enumerate(echo.readings, 1))
    if echo.warning:
        words += f" · <span style='color:{look.tint(Tone.CONFIRM).fg}'><b>{escape(echo.warning)}</b></span>"
    if typing.other:
        color = look.tint(Tone.CONFIRM).fg
        words += f" · <span style='color:{color}'>nơi khác vừa ghi <b>{escape(typing.other)}</b></span>"
    return f"<span style='color:{look.colors.text2}'>{words}</span>" if words else ""


def tell(tag: EchoTag, look: Look, typing: Typing, under: QRect, right: bool) -> None:
    words = html_of(typing, look)
    if words:
        tag.say(words, tone_of(typing.echo), under, right)
    else:
        tag.hide()
