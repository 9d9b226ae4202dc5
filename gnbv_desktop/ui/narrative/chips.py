"""Drawing bound figures and citations inside a text: their words are looked up while they are drawn."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPyTextObject, QTextDocument, QTextFormat

from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.inline import Bound, Citation
from gnbv_desktop.services.narrative import item_text
from gnbv_desktop.ui.look.fonts import Role
from gnbv_desktop.ui.look.look import Look
from gnbv_desktop.ui.narrative.conversion import chip_of
from gnbv_desktop.ui.session import Session

PAD = 5
SIDE = 1


class Chips(QPyTextObject):
    """One for each editor; the texts are kept for as long as the figures are the same."""

    def __init__(self, look: Look, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._session = session
        self._evaluation: Evaluation | None = None
        self._texts: dict[Bound | Citation, str] = {}
        self._boxes: dict[int, QRectF] = {}
        """Where each was drawn last."""

    def text(self, chip: Bound | Citation) -> str:
        work = self._session.work
        if self._evaluation is not work.evaluation:
            self._evaluation = work.evaluation
            self._texts.clear()
        if chip not in self._texts:
            self._texts[chip] = item_text(work, chip)
        return self._texts[chip]

    def intrinsicSize(self, document: QTextDocument, position: int, shape: QTextFormat) -> QSizeF:
        chip = chip_of(shape)
        metrics = QFontMetricsF(self._look.font(self._role(chip)))
        width = metrics.horizontalAdvance(self.text(chip)) if chip is not None else 0.0
        return QSizeF(width + 2 * (PAD + SIDE) + 1, metrics.ascent() + 2)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, position: int, shape: QTextFormat
    ) -> None:
        chip = chip_of(shape)
        if chip is None:
            return
        self._boxes[position] = QRectF(rect)
        self._draw(painter, QRectF(rect), chip, chosen=False)

    def draw_chosen(self, painter: QPainter, position: int, shape: QTextFormat) -> None:
        """Over what was drawn: a selection lays a veil over objects."""
        chip, box = chip_of(shape), self._boxes.get(position)
        if chip is not None and box is not None:
            self._draw(painter, box, chip, chosen=True)

    def _draw(self, painter: QPainter, box: QRectF, chip: Bound | Citation, chosen: bool) -> None:
        font = self._look.font(self._role(chip))
        metrics = QFontMetricsF(font)
        frame = QRectF(box.left() + SIDE, box.bottom() - metrics.ascent() - 1, box.width() - 2 * SIDE, metrics.height())
        text = self.text(chip)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent" if chosen else "chip_border"), 1))
        painter.setBrush(self._look.color("accent" if chosen else self._ground(chip)))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, 0.5), 4, 4)
        painter.setFont(font)
        painter.setPen(self._look.color("on_accent" if chosen else self._ink(chip, text)))
        painter.drawText(
            QRectF(frame.left() + PAD, box.bottom() - metrics.ascent(), frame.width(), metrics.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop),
            text,
        )
        painter.restore()

    @staticmethod
    def _role(chip: Bound | Citation | None) -> Role:
        return Role.SMALL if isinstance(chip, Citation) else Role.STRONG

    @staticmethod
    def _ground(chip: Bound | Citation) -> str:
        return "sunken" if isinstance(chip, Citation) else "chip"

    @staticmethod
    def _ink(chip: Bound | Citation, text: str) -> str:
        absent = text.startswith("[")
        return "muted" if absent or isinstance(chip, Citation) else "chip_text"
