"""The outline at the left: every section with its state in words, in any order."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from procure_app.core.assessment.progress import Progress, State
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import phrase
from procure_app.ui.desk import Desk
from procure_app.ui.literal import literal
from procure_app.ui.theme import font, tokens

KEY, STATE_TEXT, GROUP, TONE = (Qt.ItemDataRole.UserRole + n for n in range(1, 5))
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline; without a key it is a heading."""

    key: str
    title: str
    state: str = ""
    attention: bool = False


class OutlineDelegate(QStyledItemDelegate):
    """Draws the title at the left and the state at the right; wraps when there is no room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a line tall enough to be hit with a finger."""
        height = option.fontMetrics.height()
        return QSize(100, height + (20 if index.data(GROUP) else 14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        widget = self.parent()
        if not isinstance(widget, QWidget):
            return
        t = tokens(widget)
        area: QRect = option.rect
        painter.save()
        if index.data(GROUP):
            painter.setFont(font(0.82, bold=True))
            painter.setPen(t.muted)
            words = str(index.data()).upper()
            low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(area.adjusted(14, 0, -8, -4), low, words)
            painter.restore()
            return
        state: QStyle.StateFlag = option.state
        present = bool(state & QStyle.StateFlag.State_Selected)
        if present or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, t.weak_accent)
        if present:
            painter.fillRect(QRect(area.left(), area.top(), 4, area.height()), t.accent)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(t.accent)
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        self._words(painter, area.adjusted(16, 0, -12, 0), index, present=present)
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, index: Index, *, present: bool) -> None:
        widget = self.parent()
        t = tokens(widget)  # type: ignore[arg-type]
        middle = Qt.AlignmentFlag.AlignVCenter
        state = str(index.data(STATE_TEXT) or "")
        painter.setFont(font(0.88, bold=present))
        room = painter.fontMetrics().horizontalAdvance(state)
        painter.setPen(t.tones[Tone.NO][0] if index.data(TONE) else t.muted)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, state)
        painter.setFont(font(0.96, bold=present))
        painter.setPen(t.ink)
        left = area.adjusted(0, 0, -room - 10, 0)
        metrics = painter.fontMetrics()
        title = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, title)


class Outline(QListView):
    """The list of sections and closing pages."""

    chosen = Signal(str)
    """The person wants to go to the page of this key."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = QStandardItemModel(self)
        self._entries: tuple[Entry, ...] = ()
        self._made: dict[str, tuple[Progress, Entry]] = {}
        """Lines by section, with what they were made of: there may be hundreds."""
        self.setModel(self._lines)
        self.setItemDelegate(OutlineDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(desk.text("Outline"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 38)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def refresh(self, present: str) -> None:
        """Show the sections of the path with their states, and mark the present one."""
        entries = tuple(self._entries_now())
        if [e.key or e.title for e in entries] != [e.key or e.title for e in self._entries]:
            self._lines.clear()
            for _ in entries:
                self._lines.appendRow(QStandardItem())
            self._entries = ()
        for place, entry in enumerate(entries):
            if place >= len(self._entries) or entry != self._entries[place]:
                self._show(self._lines.item(place), entry)
        self._entries = entries
        for place, entry in enumerate(entries):
            if entry.key == present and self.currentIndex().row() != place:
                self.setCurrentIndex(self._lines.index(place, 0))

    def _show(self, item: QStandardItem, entry: Entry) -> None:
        if item.text() == entry.title and item.data(STATE_TEXT) == entry.state:
            return
        item.setText(entry.title)
        item.setData(entry.key, KEY)
        item.setData(entry.state, STATE_TEXT)
        item.setData(not entry.key, GROUP)
        item.setData(entry.attention, TONE)
        said = f"{entry.title}, {entry.state}" if entry.state else entry.title
        item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(literal(said))
        item.setEnabled(bool(entry.key))
        item.setSelectable(bool(entry.key))

    def _entries_now(self) -> list[Entry]:
        desk = self._desk
        entries: list[Entry] = []
        group = ""
        titles = {g.id: g.title for g in desk.session.catalogue.groups}
        for item in desk.reading.progress:
            if item.section.group != group:
                group = item.section.group
                entries.append(Entry("", titles[group]))
            entries.append(self._entry(item))
        entries.append(Entry("", desk.text("Conclusion")))
        entries += closing_entries(desk)
        return entries

    def _entry(self, item: Progress) -> Entry:
        """Return the line of a section, the last one while its state is the same."""
        old = self._made.get(item.section.id)
        if old is None or old[0] != item:
            words, attention = state_words(self._desk, item)
            old = (item, Entry(item.section.id, item.section.title, words, attention))
            self._made[item.section.id] = old
        return old[1]

    def _choose(self, index: QModelIndex) -> None:
        key = index.data(KEY)
        if key:
            self.chosen.emit(key)


def state_words(desk: Desk, progress: Progress) -> tuple[str, bool]:
    """Return the state of a section in words, and whether it needs attention."""
    match progress.state:
        case State.NOT_STARTED:
            return desk.text("Not started"), False
        case State.COMPLETE:
            return desk.text("Complete"), False
        case State.ATTENTION:
            return desk.text("Needs attention"), True
        case State.STARTED:
            said = phrase("{n} of {all}", n=progress.answered, all=progress.asked)
            return desk.say(said), False


def closing_entries(desk: Desk) -> list[Entry]:
    """Return the lines of the closing pages; describing a release has no decision."""
    wrong = sum(not p.open for p in desk.reading.problems)
    check = Entry(
        "check",
        desk.text("Check your answers"),
        desk.text("{n} to mend", n=wrong) if wrong else "",
        attention=bool(wrong),
    )
    first = [Entry("compare", desk.text("Compare frameworks")), check]
    if desk.assessment.walk == "describe":
        return [*first, Entry("sign", desk.text("The page"))]
    outcome = desk.assessment.decision.outcome
    decided = desk.text("Decided") if outcome else desk.text("Not started")
    signed = len(desk.assessment.signoffs)
    return [
        *first,
        Entry("decision", desk.text("Decision"), decided),
        Entry(
            "sign",
            desk.text("Sign-off and report"),
            desk.text("{n} signed", n=signed) if signed else desk.text("Not started"),
        ),
    ]
