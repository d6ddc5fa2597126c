"""A question as a card: options, who answers for it, evidence, note, and help on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.condition import leaves
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Kind
from procure_app.ui.desk import Desk
from procure_app.ui.editor.backing import Backing
from procure_app.ui.editor.choice import ChoiceEditor
from procure_app.ui.editor.duty import DutyEditor
from procure_app.ui.editor.field import Line, Text, label
from procure_app.ui.editor.help import Help
from procure_app.ui.editor.text import ModelsEditor, TextEditor
from procure_app.ui.page.frame import AskCard
from procure_app.ui.page.state import state_of
from procure_app.ui.paint import Link, Mark
from procure_app.ui.theme import GAP, PAD

Editor = ChoiceEditor | TextEditor | ModelsEditor


def editor_for(desk: Desk, question: Question) -> Editor:
    """Return the editor made for this kind of question."""
    match question.kind:
        case Kind.CHOICE | Kind.CHOICES:
            return ChoiceEditor(desk, question)
        case Kind.MODELS:
            return ModelsEditor(desk, question)
        case _:
            return TextEditor(desk, question)


class QuestionCard(AskCard):
    """One question. A derived one shows what follows and leads to where it is changed."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._desk, self.question = desk, question
        self._given: Answer | None = None
        self._refusals = 0
        self.setAccessibleName(question.text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PAD, PAD - 2, PAD, PAD - 4)
        self._column.setSpacing(GAP + 2)
        self._head()
        self.editor: Editor | None = None
        self.duty: DutyEditor | None = None
        self.reason: Text | None = None
        self._help: Help | None = None
        if question.derived:
            self._derived()
        else:
            self.editor = editor_for(desk, question)
            self._column.addWidget(self.editor)
            if question.duty:
                self.duty = DutyEditor(desk, question)
                self._column.addWidget(self.duty)
        self.backing = Backing(desk, question, self._toggle_help)
        self._column.addWidget(self.backing)
        self.refresh()

    def refresh(self) -> None:
        """Show the answer as it is now."""
        given = self._desk.answered(self.question.id)
        self._show_state()
        if self.question.derived:
            self._show_derived(given)
        if (given, self._desk.refusals) == (self._given, self._refusals):
            if given.evidence:  # an item may say something else now
                self.backing.refresh(given)
            return
        self._given, self._refusals = given, self._desk.refusals
        if self.editor is not None:
            self.editor.refresh(given)
        if self.duty is not None:
            self.duty.refresh(given)
        self._show_reason(given)
        self.backing.refresh(given)

    def take_focus(self) -> None:
        """Put the focus on the answer."""
        target: QWidget = self.editor.first() if self.editor else self.backing.help_link
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        asked = label(self.question.text, step=1.14, bold=True)
        row.addWidget(asked, 1)
        self._mark = Mark()
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        if self.question.hint:
            self._column.addWidget(label(self.question.hint, muted=True))

    def _show_state(self) -> None:
        words, tone = state_of(self._desk.reading, self.question)
        self._mark.setVisible(words is not None)
        if words is not None:
            self._mark.say(self._desk.say(words), tone)

    def _derived(self) -> None:
        self._follows = label("", bold=True)
        self._column.addWidget(self._follows)
        places = {
            leaf.question
            for rule in self.question.derived
            for leaf in leaves(rule.when)
            if hasattr(leaf, "question")
        }
        for place in sorted(places):
            name = self._desk.session.catalogue.by_id[place].short
            link = Link(self._desk.text("Follows from “{name}”: change it there", name=name))
            link.clicked.connect(lambda _, p=place: self._desk.wanted.emit(p))
            self._column.addWidget(link)
        words = self._desk.text("If you disagree, say why")
        self._dispute = Line(f"{words}: {self.question.text}", self._disputed, words)
        self._column.addWidget(self._dispute)

    def _show_derived(self, given: Answer) -> None:
        follows = self._desk.reading.path.derived.get(self.question.id)
        option = self.question.option(follows) if follows else None
        nothing = self._desk.text("Nothing follows yet from the answers so far.")
        self._follows.setText(option.text if option else nothing)
        self._dispute.show_text(given.disputed)

    def _disputed(self, text: str) -> None:
        given = self._desk.answered(self.question.id)
        self._desk.answer(self.question.id, changed(given, disputed=text), "disputed", merge=True)

    def _show_reason(self, given: Answer) -> None:
        needed = given.standing is Standing.NOT_APPLICABLE
        if needed and self.reason is None:
            words = self._desk.text("Why does it not apply?")
            self.reason = Text(f"{words} {self.question.text}", self._reasoned)
            self.reason.setPlaceholderText(words)
            self._column.insertWidget(self._column.indexOf(self.backing), self.reason)
        if self.reason is not None:
            self.reason.setVisible(needed)
            self.reason.show_text(given.reason)

    def _reasoned(self, text: str) -> None:
        given = self._desk.answered(self.question.id)
        self._desk.answer(self.question.id, changed(given, reason=text), "reason", merge=True)

    def _toggle_help(self) -> None:
        if self._help is None:
            self._help = Help(self._desk, self.question)
            self._column.addWidget(self._help)
            shown = True
        else:
            shown = self._help.isHidden()
            self._help.setVisible(shown)
        words = "Hide the help" if shown else "Why, and what to ask"
        self.backing.help_link.setText(self._desk.text(words))
        self._desk.announced.emit(self.question.why if shown else "")
