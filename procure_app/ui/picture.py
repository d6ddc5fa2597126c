"""The rights matrix as a small picture: a sign says the same as each colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from procure_app.core.outline.tone import Tone
from procure_app.ui.theme import font, tokens

if TYPE_CHECKING:
    from procure_app.core.outline.right import Matrix

SIGNS: dict[Tone, str] = {
    Tone.MET: "\u2713",
    Tone.LIMITS: "~",
    Tone.NO: "\u2715",
    Tone.UNKNOWN: "?",
    Tone.PLAIN: "",
}
WIDTH, NAME = 272, 112
"""Of the picture and of the components' names, pixels at 100 %."""


def rights_picture(widget: QWidget, matrix: Matrix, heads: tuple[str, ...]) -> QImage:
    """Return the picture in the widget's colours; heads are the words above the columns."""
    t, scale = tokens(widget), QApplication.font().pointSizeF() / 10.5
    ratio = widget.devicePixelRatioF()
    small = font(0.82)
    line = QFontMetrics(small).height() + round(8 * scale)
    width, height = round(WIDTH * scale), line * (len(matrix.rows) + 1)
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(small)
    metrics = painter.fontMetrics()
    name = round(NAME * scale)
    room = (width - name) / len(heads)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setPen(t.muted)
    for column, word in enumerate(heads):
        area = QRect(round(name + column * room), 0, round(room), line)
        shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignHCenter, shown)
    for number, row in enumerate(matrix.rows, 1):
        top = number * line
        painter.setPen(t.ink)
        shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, name - 4)
        painter.drawText(QRect(0, top, name, line), middle, shown)
        for column, mark in enumerate(row.marks):
            ink, ground = t.tones[mark.tone]
            area = QRect(round(name + column * room), top, round(room), line).adjusted(1, 1, -1, -1)
            painter.fillRect(area, ground)
            painter.setPen(ink)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, SIGNS[mark.tone])
    painter.end()
    return image
