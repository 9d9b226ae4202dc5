"""One of the large figures; the whole card leads to where it is typed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gnbv_desktop.engine.values import Status
from gnbv_desktop.services.kpis import Kpi
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.look.tokens import Size, Tone
from gnbv_desktop.ui.widgets.surfaces import Card
from gnbv_desktop.ui.widgets.words import Sign, Words

LONG = 11
"""A figure of more letters stands in smaller ones."""
MORE = " + ?"


class KpiCard(Card):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.kpi: Kpi | None = None
        self._label = Words(look, "", Role.SMALL, "text2", wrap=True)
        self._value = Words(look, "", Role.KPI)
        self._sign = Sign(look, "", size=Size.SIGN)
        self._note = Words(look, "", Role.SMALL, "text2", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(15, 9, 12, 9)
        layout.setSpacing(0)
        layout.addWidget(self._label)
        layout.addWidget(self._value)
        layout.addLayout(line)
        layout.addStretch(1)
        for widget in (self._label, self._value, self._note, self._sign):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()

    def show_kpi(self, kpi: Kpi) -> None:
        if kpi == self.kpi:
            return
        self.kpi = kpi
        self.setObjectName(f"kpi_{kpi.code}")
        self._label.setText(kpi.label)
        self._show_value(kpi)
        self._note.setText(kpi.note)
        tone = {True: Tone.OK, False: Tone.CONFIRM, None: None}[kpi.good]
        self._sign.setVisible(tone is not None)
        if tone is not None:
            tint = self._look.tint(tone)
            self._sign.show_sign("circle-check" if kpi.good else "triangle-alert", tint.fg)
            self._note.set_color(tint.fg)
        else:
            self._note.set_color("text2")
        self.act_as_button(f"{kpi.label}: {kpi.text}" + (f". {kpi.note}" if kpi.note else ""))

    def _show_value(self, kpi: Kpi) -> None:
        partial = kpi.text.endswith(MORE)
        there = kpi.figure.status is Status.VALUE or partial
        self._value.setTextFormat(Qt.TextFormat.RichText if partial else Qt.TextFormat.PlainText)
        role = (Role.KPI if len(kpi.text) <= LONG else Role.TITLE) if there else Role.ABSENT
        self._value.set_role(role)
        self._value.set_color("text" if there else "muted")
        self._value.setMinimumHeight(self._look.px(34))
        color = self._look.tint(Tone.ASK).fg
        known = escape(kpi.text.removesuffix(MORE))
        self._value.setText(f"{known} <span style='color:{color}'>+ ?</span>" if partial else kpi.text)
