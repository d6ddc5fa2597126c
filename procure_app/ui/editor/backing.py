"""Evidence and note of an answer: chips, links, and the note itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.question import Question
from procure_app.session.visible import one_line
from procure_app.ui.desk import Desk
from procure_app.ui.editor.chip import Chip
from procure_app.ui.editor.field import Text, label
from procure_app.ui.flow import Flow
from procure_app.ui.literal import unkeyed
from procure_app.ui.paint import Link
from procure_app.ui.theme import GAP


class Backing(QWidget):
    """What stands under the options of a card."""

    def __init__(self, desk: Desk, question: Question, helped: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._question = desk, question
        self.chips: dict[str, Chip] = {}
        self._shown: tuple[Evidence, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        holder = QWidget()
        self._flow = Flow(holder)
        self._word = label(desk.text("Evidence"), muted=True)
        self._word.setWordWrap(False)
        self._flow.addWidget(self._word)
        self.add = self._link(desk.text("Add evidence"), self._attach)
        self.note_link = self._link(desk.text("Add note"), self._open_note)
        self.clear = self._link(desk.text("Clear answer"), self._wipe)
        has_help = bool(question.why or question.satisfies or question.ask or question.sources)
        self.help_link = self._link(desk.text("Why, and what to ask"), helped)
        self.help_link.setVisible(has_help)
        column.addWidget(holder)
        self._named: QLabel | None = None
        self.note: Text | None = None
        self._column = column

    def refresh(self, given: Answer) -> None:
        """Show the evidence and the note of this answer."""
        items = self._desk.assessment.evidence_by_id()
        shown = tuple(items[i] for i in dict.fromkeys(given.evidence) if i in items)
        if shown != self._shown:
            self._shown = shown
            self._show_chips()
        self._word.setVisible(bool(shown))
        if given.note and self.note is None:
            self._make_note()
        if self.note is not None:
            self.note.show_text(given.note)
            self.note_link.setVisible(False)
        self.clear.setVisible(given != Answer())

    def _show_chips(self) -> None:
        last = self.window().focusWidget()  # of the window, for a dialog may have the focus still
        at = next((item for item, chip in self.chips.items() if chip is last), "")
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self.chips = {}
        for place, item in enumerate(self._shown, 1):
            words = one_line(item.title or item.where)
            chip = Chip(unkeyed(f"{item.grade} · {_shortened(words)}"))
            chip.setAccessibleName(
                self._desk.text(
                    "Evidence {id}, grade {grade}: {title}",
                    id=item.id,
                    grade=item.grade,
                    title=item.title,
                )
            )
            chip.clicked.connect(lambda _, i=item: self._edit(i))
            self._flow.insertWidget(place, chip)
            self.chips[item.id] = chip
        if at:  # the focus would be nowhere
            here = self.chips.get(at, self.add)
            here.show()  # what is new in a layout is shown later, and takes no focus before
            here.setFocus()

    def _link(self, words: str, clicked: Callable[[], None]) -> Link:
        link = Link(words)
        link.setAccessibleDescription(self._question.text)
        link.clicked.connect(lambda _: clicked())
        self._flow.addWidget(link)
        return link

    def _attach(self) -> None:
        given = self._desk.answered(self._question.id)
        item = self._desk.edit_evidence(self, None, self._question)
        if item is not None and item.id not in given.evidence:
            new = changed(given, evidence=(*given.evidence, item.id))
            self._desk.answer(self._question.id, new, f"evidence{item.id}")

    def _edit(self, item: Evidence) -> None:
        given = self._desk.answered(self._question.id)
        kept = self._desk.edit_evidence(self, item, self._question)
        if kept is None:
            new = changed(given, evidence=tuple(i for i in given.evidence if i != item.id))
            self._desk.answer(self._question.id, new, f"evidence{item.id}")

    def _make_note(self) -> None:
        words = self._desk.text("Note")
        self._named = label(words, muted=True)
        self.note = Text(f"{words}: {self._question.text}", self._noted)
        self._named.setBuddy(self.note)
        self._column.addWidget(self._named)
        self._column.addWidget(self.note)

    def _open_note(self) -> None:
        if self.note is None:
            self._make_note()
        self.note_link.setVisible(False)
        if self.note is not None:
            self.note.setFocus()

    def _noted(self, text: str) -> None:
        given = self._desk.answered(self._question.id)
        self._desk.answer(self._question.id, changed(given, note=text), "note", merge=True)

    def _wipe(self) -> None:
        self._desk.answer(self._question.id, Answer(), "clear")
        self._desk.announced.emit(self._desk.text("Answer cleared."))


def _shortened(text: str) -> str:
    return text if len(text) <= 44 else text[:42].rstrip() + "…"
