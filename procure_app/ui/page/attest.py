"""The form in which one person or body signs off in one role."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from procure_app.core.assessment.approval import Signoff
from procure_app.core.catalogue.catalogue import Role
from procure_app.core.phrase import Phrase, phrase
from procure_app.session.error import Fault
from procure_app.session.signing import sign_off
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Choice, Line, Text, label, line_of
from procure_app.ui.option import Check
from procure_app.ui.paint import Button, Card
from procure_app.ui.theme import GAP, PAD

INTERESTS = {
    "none": phrase("No interests to declare"),
    "declared and managed": phrase("Declared and managed"),
    "recused": phrase("Recused"),
}
OPINIONS = {
    "concur": phrase("Concur"),
    "concur with comment": phrase("Concur, with comment"),
    "do not concur": phrase("Do not concur"),
}
FIELDS: tuple[tuple[str, str], ...] = (
    ("name", "Name of the person or body"),
    ("organisation", "Organisation"),
    ("email", "E-mail"),
    ("delegation", "Acting for whom, under which delegation"),
    ("limit", "The limit of that authority"),
    ("interests_note", "Interests, if any"),
)
BODY_FIELDS: tuple[tuple[str, str], ...] = (
    ("members", "Members present, separated by commas"),
    ("quorum", "Quorum (such as 3 of 5)"),
    ("minute", "Reference of the minute"),
)


class AttestCard(Card):
    """Name, authority, interests, opinion and the attestations, ticked one by one."""

    closed = Signal()
    """Signed, or given up."""

    def __init__(self, desk: Desk, role: Role) -> None:
        super().__init__()
        self._desk, self._role = desk, role
        self._draft = f"signoff/{role.id}"
        self.closed.connect(lambda: desk.session.drafts.drop(self._draft))
        self.set_active(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(GAP)
        column.addWidget(
            label(desk.text("Sign off as {role}", role=role.title), step=1.14, bold=True)
        )
        column.addWidget(label(role.duty, muted=True))
        column.addLayout(self._form())
        column.addWidget(label(desk.text("I attest"), bold=True))
        self._ticks: dict[str, Check] = {}
        for key, words in role.attestations.items():
            self._ticks[key] = self._check(f"attest/{key}", words)
            column.addWidget(self._ticks[key])
        self._wrong = label("", bold=True)
        self._wrong.hide()
        column.addWidget(self._wrong)
        sign = Button(desk.text("Sign off"), primary=True)
        sign.clicked.connect(lambda _: self._sign())
        cancel = Button(desk.text("Cancel"))
        cancel.clicked.connect(lambda _: self.closed.emit())
        column.addWidget(line_of(sign, cancel))

    def take_focus(self) -> None:
        """Put the focus on the name."""
        self._lines["name"].setFocus()

    def _form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        self._lines: dict[str, Line] = {}
        for name, words in FIELDS:
            self._line(grid, name, words)
        self._interests = self._choice("interests", "Declaration of interests", INTERESTS)
        self._put(grid, self._desk.text("Declaration of interests"), self._interests)
        self._opinion = self._choice("opinion", "Opinion", OPINIONS)
        if self._role.signs == "file":
            self._put(grid, self._desk.text("Opinion"), self._opinion)
        else:
            self._opinion.setParent(self)  # it would be a window of its own, and stay
            self._opinion.hide()
        self._comment = Text(
            self._desk.text("Comment"), partial(self._typed, "comment"), draft=True
        )
        self._comment.show_text(self._typed_before("comment"))
        self._put(grid, self._desk.text("Comment"), self._comment)
        self._body = self._check("body", self._desk.text("A body signs, not one person"))
        self._body.toggled.connect(self._show_body)
        grid.addWidget(self._body, grid.rowCount(), 0, 1, 2)
        self._body_parts: list[QWidget] = []
        for name, words in BODY_FIELDS:
            self._body_parts += self._line(grid, name, words)
        self._show_body(self._body.isChecked())
        return grid

    def _choice(self, name: str, words: str, entries: dict[str, Phrase]) -> Choice:
        """Return a choice that is kept as what is typed is."""
        place, session = f"{self._draft}/{name}", self._desk.session
        made = Choice(
            self._desk, self._desk.text(words), entries, partial(session.drafts.choose, place)
        )
        made.show_key(session.drafts.chosen(place))
        return made

    def _check(self, name: str, words: str) -> Check:
        """Return a box to tick that is kept as what is typed is."""
        place, session, made = f"{self._draft}/{name}", self._desk.session, Check(words)
        made.as_box()
        made.setChecked(bool(session.drafts.chosen(place)))
        made.toggled.connect(lambda on: session.drafts.choose(place, "ticked" if on else ""))
        return made

    def _line(self, grid: QGridLayout, name: str, words: str) -> tuple[QWidget, QWidget]:
        line = Line(self._desk.text(words), partial(self._typed, name), draft=True)
        line.show_text(self._typed_before(name))
        self._lines[name] = line
        return self._put(grid, self._desk.text(words), self._lines[name]), self._lines[name]

    def _typed(self, name: str, text: str) -> None:
        self._desk.session.drafts.keep(f"{self._draft}/{name}", text)

    def _typed_before(self, name: str) -> str:
        return self._desk.session.drafts.typed(f"{self._draft}/{name}", "")

    def _put(self, grid: QGridLayout, words: str, editor: QWidget) -> QWidget:
        row = grid.rowCount()
        named = label(words, muted=True)
        named.setBuddy(editor)
        grid.addWidget(named, row, 0)
        grid.addWidget(editor, row, 1)
        return named

    def _show_body(self, on: bool) -> None:
        for part in self._body_parts:
            part.setVisible(on)

    def _sign(self) -> None:
        said = {name: line.text().strip() for name, line in self._lines.items()}
        members = tuple(m.strip() for m in said.pop("members").split(",") if m.strip())
        interests = str(self._interests.currentData())
        opinion = str(self._opinion.currentData())
        if not interests or (self._role.signs == "file" and not opinion):
            self._fail(self._desk.text("Choose a declaration of interests and an opinion."))
            return
        given = Signoff.model_validate(
            {
                **said,
                "role": self._role.id,
                "body": self._body.isChecked(),
                "members": members,
                "interests": interests,
                "opinion": opinion,
                "comment": self._comment.toPlainText().strip(),
                "attestations": {
                    k: self._role.attestations[k] for k, t in self._ticks.items() if t.isChecked()
                },
                "when": self._desk.session.clock(),
                "layer": self._role.signs,
                "digest": "",
            }
        )
        try:
            sign_off(self._desk.session, given)
        except Fault as fault:
            self._fail(self._desk.say(fault.sentence))
            return
        self._desk.announced.emit(self._desk.text("Signed off as {role}.", role=self._role.title))
        self.closed.emit()

    def _fail(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.show()
        self._desk.announced.emit(sentence)
