"""The end of the first pages: which bars stand, and that going on stays possible."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.finding import Finding, Shortfall
from procure_app.core.phrase import counted
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import label
from procure_app.ui.paint import Card, Link
from procure_app.ui.theme import GAP, PAD


class StopNote(Card):
    """Bars found so far, each leading to its question."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._targets: list[str] = []
        """The questions that the links lead to."""
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(GAP)
        self._title = label("", step=1.14, bold=True)
        self._text = label("")
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._column = QVBoxLayout()
        self._links: list[Link] = []
        column.addLayout(self._column)

    def refresh(self) -> None:
        """Show the bars as they stand."""
        found = [f for f in self._desk.reading.findings if f.severity is Severity.BAR]
        firm = [f for f in found if f.shortfall in (Shortfall.NO, Shortfall.PARTLY)]
        if firm:
            count = counted("{count} bar stands", "{count} bars stand", len(firm))
            self._title.setText(self._desk.text("Stop here? {count}.", count=count))
            words = (
                "Nobody in this organisation may accept a bar. It can be cured, waived by an "
                "authority that the law names, or the release is rejected. You may continue anyway."
            )
        elif found:
            self._title.setText(self._desk.text("Not clear yet"))
            words = "These are not known, not answered or not shown. You may continue anyway."
        else:
            self._title.setText(self._desk.text("No bar found"))
            words = "Nothing here stops the assessment. Continue."
        self._text.setText(self._desk.text(words))
        self._link(firm or found)

    def _link(self, found: list[Finding]) -> None:
        """Lead to each of these; a link that is there is used again, since a new one costs."""
        self._targets = [finding.question.id for finding in found]
        for place, finding in enumerate(found):
            if place == len(self._links):
                self._add(place)
            words = self._desk.say(finding.text)
            if self._links[place].text() != words:
                self._links[place].setText(words)
        for place, link in enumerate(self._links):
            if link.isHidden() == (place < len(found)):
                link.setVisible(place < len(found))

    def _add(self, place: int) -> None:
        link = Link("")
        link.clicked.connect(lambda _: self._desk.wanted.emit(self._targets[place]))
        self._links.append(link)
        self._column.addWidget(link)
