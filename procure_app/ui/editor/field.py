"""Labels, lines and text boxes that tell the desk what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from procure_app.core.phrase import Phrase
from procure_app.ui.desk import Desk
from procure_app.ui.flow import Flow
from procure_app.ui.theme import font, tokens

_SOLID = 5_000
"""Letters of a word from which on Qt would take seconds to look for its end, line by line."""


def label(text: str, *, step: float = 1.0, bold: bool = False, muted: bool = False) -> QLabel:
    """Return a label that wraps its words."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(font(step, bold=bold))
    if muted:
        shade = made.palette()
        shade.setColor(made.foregroundRole(), tokens(made).muted)
        made.setPalette(shade)
    return made


class Line(QLineEdit):
    """One line of text; ``typed`` is called with every change by the person.

    A draft, which the document does not hold yet, keeps undo to itself.
    """

    def __init__(
        self,
        name: str,
        typed: Callable[[str], None],
        placeholder: str = "",
        *,
        draft: bool = False,
    ) -> None:
        super().__init__()
        self._draft = draft
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMinimumHeight(self.fontMetrics().height() + 14)
        self.setTextMargins(3, 0, 3, 0)  # as far from the frame as in a box of several lines
        self.textEdited.connect(lambda text: typed(whole(text)))

    def show_text(self, text: str) -> None:
        """Show the text without moving the cursor of somebody who is typing it."""
        if self.text() != text:
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)  # a long text is shown from its start

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the whole document."""
        if self._draft or not is_undo(event):
            super().keyPressEvent(event)


class Text(QPlainTextEdit):
    """Several lines of text; grows with what is typed, up to twelve lines.

    It says its height for any width, so that a page is laid out in one go and nothing jumps. A
    draft, which the document does not hold yet, keeps undo to itself.
    """

    def __init__(self, name: str, typed: Callable[[str], None], *, draft: bool = False) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self._draft = draft
        self._typed = typed
        self._quiet = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.textChanged.connect(self._tell)

    def show_text(self, text: str) -> None:
        """Show the text without moving the cursor of somebody who is typing it."""
        if self.toPlainText() != text:
            self._quiet = True
            self._break(text)
            self.setPlainText(text)
            self._quiet = False

    def sizeHint(self) -> QSize:
        """Return the height of the lines there are, two at least."""
        return QSize(300, self._height(int(self.document().size().height())))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines there are at this width, two at least."""
        if width not in self._heights:
            beside = 2 * (self.frameWidth() + self.document().documentMargin())
            lines = lines_of(self.toPlainText(), self.font(), width - beside)
            self._heights[width] = self._height(lines)
        return self._heights[width]

    def minimumSizeHint(self) -> QSize:
        """Return a height at which all its lines are seen, up to twelve."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave undo and redo to the whole document."""
        if self._draft or not is_undo(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for as many lines as the text takes at this width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Measure again in another font."""
        super().changeEvent(event)
        self._heights = {}

    def _break(self, text: str) -> None:
        """Break at any letter where there are no words: to look for their ends takes minutes."""
        self.setWordWrapMode(_wrapping(text))

    def _height(self, lines: int) -> int:
        return min(max(lines, 2), 12) * self.fontMetrics().lineSpacing() + 16

    def _tell(self) -> None:
        self._heights = {}
        self.updateGeometry()
        if not self._quiet:
            text = whole(self.toPlainText())
            if self.wordWrapMode() is not _wrapping(text):
                self._break(text)
            self._typed(text)


def _wrapping(text: str) -> QTextOption.WrapMode:
    """Return how a text is broken: between words, unless one has thousands of letters."""
    mode = QTextOption.WrapMode
    solid = len(text) > _SOLID and max(map(len, text.split()), default=0) > _SOLID
    return mode.WrapAnywhere if solid else mode.WrapAtWordBoundaryOrAnywhere


def lines_of(text: str, font_: QFont, width: float) -> int:
    """Return how many lines the text takes at this width, broken as a text box breaks it."""
    lines, wrapping = 0, _wrapping(text)
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font_)
        option = QTextOption()
        option.setWrapMode(wrapping)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            lines += 1
        layout.endLayout()
    return lines


class DropDown(QComboBox):
    """A drop-down that leaves the wheel to the page: scrolling must not change an answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel alone."""
        event.ignore()


class Choice(DropDown):
    """A drop-down of words; its first entry says that nothing is chosen.

    A narrow one is as wide as its place, not as its longest entry; Qt keeps how wide that was, so
    it must be known before anybody asks.
    """

    def __init__(
        self,
        desk: Desk,
        name: str,
        entries: dict[str, Phrase],
        chosen: Callable[[str], None],
        empty: str = "Choose…",
        *,
        narrow: bool = False,
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.addItem(desk.text(empty), "")
        for key, phrase in entries.items():
            self.addItem(desk.say(phrase), str(key))
        policy = QComboBox.SizeAdjustPolicy
        self.setSizeAdjustPolicy(
            policy.AdjustToMinimumContentsLengthWithIcon if narrow else policy.AdjustToContents
        )
        self.setMinimumContentsLength(12 if narrow else 0)
        self.setMinimumHeight(self.fontMetrics().height() + 14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _: chosen(str(self.currentData())))

    def show_key(self, key: str) -> None:
        """Show the entry of this key; the empty one where there is none."""
        self.setCurrentIndex(max(self.findData(key), 0))


def whole(text: str) -> str:
    """Return the text with a broken half of a character replaced: no file could hold it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_undo(event: QKeyEvent) -> bool:
    """Say whether the keys ask for undo or redo; the event then is left to the window."""
    asked = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
        QKeySequence.StandardKey.Redo
    )
    if asked:
        event.ignore()
    return asked


def line_of(*widgets: QWidget) -> QWidget:
    """Return a widget that sets these in wrapped lines."""
    holder = QWidget()
    flow = Flow(holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder
