"""A piece of evidence under an answer, to be opened."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from procure_app.ui.paint import BUTTON_MARGIN, BUTTON_WORDS, Button
from procure_app.ui.theme import font
from procure_app.ui.wrapping import breakable


class Chip(Button):
    """A button whose words wrap where one line has no room for them."""

    def __init__(self, text: str) -> None:
        super().__init__(breakable(text))
        self.setFont(font(0.93))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Return the size of its longest word; see ``breakable`` for how long that can be."""
        metrics = self.fontMetrics()
        words = self.text().replace("\u200b", " ").split()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        return QSize(longest + 2 * BUTTON_MARGIN, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its words, wrapped at this width."""
        room = QRect(0, 0, max(width - 2 * BUTTON_MARGIN, 1), 10_000)
        flags = BUTTON_WORDS | Qt.AlignmentFlag.AlignLeft
        return self.fontMetrics().boundingRect(room, flags, self.text()).height() + 14
