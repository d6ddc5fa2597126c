"""The session as the widgets see it: one signal after each change, and every sentence said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.reading import Reading
from procure_app.core.phrase import Value, phrase
from procure_app.i18n import Language, say
from procure_app.session.error import Fault
from procure_app.session.session import Session
from procure_app.ui.jobs import Jobs

EvidenceEditor = Callable[["Desk", QWidget, Evidence | None, Question | None], Evidence | None]


class Desk(QObject):
    """What every page works on."""

    changed = Signal()
    """The document or its file changed."""
    reset = Signal()
    """Another document was opened."""
    wanted = Signal(str)
    """Somebody wants to see this question, section or page, by its id."""
    report_wanted = Signal()
    """Somebody asks for the PDF."""
    failed = Signal(str)
    """Something could not be done; the sentence says what to do next."""
    announced = Signal(str)
    """Something was done that is worth saying."""

    def __init__(self, session: Session, language: Language, edit_evidence: EvidenceEditor) -> None:
        super().__init__()
        self._edit_evidence = edit_evidence
        self.session = session
        self.language = language
        self.refusals = 0
        """How many edits were refused; what was typed then no longer shows the document."""
        self.jobs = Jobs()
        """For what a dialog reads: it waits for no report, and no report for it."""
        session.subscribe(self.changed.emit)

    def edit_evidence(
        self, parent: QWidget, item: Evidence | None, question: Question | None
    ) -> Evidence | None:
        """Let the person describe evidence; see ``ui.evidence.edit_evidence``."""
        return self._edit_evidence(self, parent, item, question)

    @property
    def assessment(self) -> Assessment:
        """The document as it is now."""
        return self.session.assessment

    @property
    def reading(self) -> Reading:
        """What follows from it."""
        return self.session.reading

    def say(self, value: Value) -> str:
        """Return the sentence in the window's language."""
        return say(value, self.language)

    def text(self, wording: str, /, **values: Value) -> str:
        """Return a wording of the window in its language."""
        return say(phrase(wording, **values), self.language)

    def answered(self, question: str) -> Answer:
        """Return the answer to the question; an empty one where there is none."""
        return self.assessment.answers.get(question, Answer())

    def answer(self, question: str, given: Answer, part: str, *, merge: bool = False) -> None:
        """Put the answer; with ``merge`` typing on in the same part is one step of undo."""
        changed = edit.answer(self.assessment, question, given)
        self.change(changed, f"{question}#{part}", merge=merge)

    def fill_rows(
        self, rows: dict[str, ComponentRow], part: str = "rows", *, merge: bool = False
    ) -> None:
        """Put rows of the component table as one step, or as ``answer`` does with ``merge``."""
        changed = self.assessment
        for key, row in rows.items():
            changed = edit.fill_row(changed, key, row)
        questions = self.session.catalogue.questions()
        place = next((q.id for q in questions if q.kind is Kind.COMPONENTS), "")
        self.change(changed, f"{place}#{part}", merge=merge)

    def change(self, changed: Assessment, place: str, *, merge: bool = False) -> None:
        """Take the document as the next state; a fault is said, not raised."""
        try:
            self.session.change(changed, place, merge=merge)
        except Fault as fault:
            self.refusals += 1
            self.failed.emit(self.say(fault.sentence))
            self.changed.emit()
