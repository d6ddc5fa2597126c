"""Sign-off and report: who signed what, who still has to, and the form to sign in one role."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.digest import decision_layer, digest, file_layer
from procure_app.core.decision.signoff import Standing, missing, required, standings
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import phrase
from procure_app.session.visible import one_line
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.page.attest import AttestCard
from procure_app.ui.page.frame import Page
from procure_app.ui.page.record import RecordCard
from procure_app.ui.paint import Button, Card, Link
from procure_app.ui.theme import GAP, PAD, Tokens, tokens


class SignoffPage(Page):
    """The end of the walk: signatures, the record, and the PDF."""

    def __init__(self, desk: Desk) -> None:
        describing = desk.assessment.walk is Walk.DESCRIBE
        title = desk.text("The page") if describing else desk.text("Sign-off and report")
        intro = desk.text(
            "One citable page about the release."
            if describing
            else "Reviewers sign the file; the approver signs the decision."
        )
        super().__init__(title, intro)
        self._desk, self._describing = desk, describing
        self._attest: AttestCard | None = None
        save = Button(desk.text("Save report as PDF…"), primary=True)
        save.clicked.connect(lambda _: desk.report_wanted.emit())
        holder = QWidget()
        row = QVBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(holder)
        if not describing:
            self._signing()
        self.refresh()

    def refresh(self) -> None:
        """Show the sign-offs as they stand now."""
        if self._describing or self._desk.assessment.walk is Walk.DESCRIBE:
            return  # of the other walk only until the window has built its pages anew
        reading = self._desk.reading
        self._digests.setText(
            self._desk.text(
                "File {file} · decision {decision}",
                file=grouped(digest(file_layer(reading))),
                decision=grouped(digest(decision_layer(reading))),
            )
        )
        html = self._html(standings(reading), tokens(self))
        self._table.setText(html)
        plain = QTextDocumentFragment.fromHtml(html).toPlainText()
        self._table.setAccessibleName(f"{self._desk.text('Who has signed')}: {plain}")
        for role, link in self._links.items():
            needed = any(r.id == role for r in missing(reading))
            link.setVisible(needed or any(r.id == role for r in reading.catalogue.roles))
        self._record.refresh()

    def _signing(self) -> None:
        desk = self._desk
        self._digests = label("", muted=True)
        self._digests.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._digests.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.column.addWidget(self._digests)
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(GAP)
        self._table = QLabel()
        self._table.setTextFormat(Qt.TextFormat.RichText)
        self._table.setWordWrap(True)
        column.addWidget(self._table)
        self._links: dict[str, Link] = {}
        for role in desk.session.catalogue.roles:
            link = Link(desk.text("Sign off as {role}…", role=role.title))
            link.clicked.connect(lambda _, r=role.id: self._open(r))
            self._links[role.id] = link
            column.addWidget(link)
        column.addWidget(label(desk.session.catalogue.fixed.identity, muted=True))
        self.column.addWidget(card)
        self._place = QVBoxLayout()
        self.column.addLayout(self._place)
        self._record = RecordCard(desk)
        self.column.addWidget(self._record)

    def _open(self, role_id: str) -> None:
        if self._attest is not None:
            self._attest.hide()
            self._attest.deleteLater()
        role = next(r for r in self._desk.session.catalogue.roles if r.id == role_id)
        self._attest = AttestCard(self._desk, role)
        self._attest.closed.connect(self._close)
        self._place.addWidget(self._attest)
        self._attest.take_focus()

    def _close(self) -> None:
        if self._attest is not None:
            self._attest.hide()
            self._attest.deleteLater()
            self._attest = None

    def _html(self, signed: tuple[Standing, ...], t: Tokens) -> str:
        """Return one paragraph a sign-off, then the roles still to sign; both wrap anywhere."""
        lines = [self._line(standing, t) for standing in signed]
        done = {s.signoff.role for s in signed}
        needed = {role.id for role in required(self._desk.reading)}
        for role in self._desk.session.catalogue.roles:
            if role.id in needed and role.id not in done:
                still = escape(self._desk.text("still to sign"))
                lines.append(f"<b>{escape(role.title)}</b> · {still}")
        return "".join(f"<p style='margin:4px 0'>{line}</p>" for line in lines)

    def _line(self, standing: Standing, t: Tokens) -> str:
        desk, signoff = self._desk, standing.signoff
        role = standing.role.title if standing.role else signoff.role
        state, tone = desk.text("stands"), Tone.MET
        if standing.changed:
            names = ", ".join(changed_words(desk, standing.changed))
            state, tone = desk.text("changed since sign-off: {names}", names=names), Tone.NO
        elif not standing.chained:
            state, tone = desk.text("the chain of sign-offs is broken"), Tone.NO
        elif standing.flaws:
            why = desk.say(standing.flaws[0])
            state, tone = desk.text("does not count: {why}", why=why), Tone.NO
        zone = signoff.when.tzname() or desk.text("no time zone recorded")
        when = f"{desk.say(signoff.when.date())}, {signoff.when:%H:%M} {zone}"
        opinion = desk.say(phrase(signoff.opinion)) if signoff.opinion else ""
        name = one_line(signoff.name)
        said = " · ".join(escape(part) for part in (name, opinion, when) if part)
        ink = t.tones[tone][0].name()
        mark = f"<span style='color:{ink}'><b>{escape(state)}</b></span>"
        return f"<b>{escape(role)}</b> · {said} · {mark}"


def grouped(digest_: str) -> str:
    """Return the first sixteen digits in groups of four."""
    return " ".join(digest_[n : n + 4] for n in range(0, 16, 4)) + " …"


def changed_words(desk: Desk, names: tuple[str, ...]) -> list[str]:
    """Return the names of changed parts in words: a question by its short name."""
    by_id = desk.session.catalogue.by_id
    said = []
    for name in names[:5]:
        kind, _, key = name.partition("/")
        said.append(by_id[key].short if kind == "answers" and key in by_id else name)
    if len(names) > len(said):
        said.append(desk.text("{count} more", count=len(names) - len(said)))
    return said
