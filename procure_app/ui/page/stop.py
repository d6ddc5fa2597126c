"""The end of the first pages: which bars stand, and that going on stays possible."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.finding import Shortfall
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
        self._shown: tuple[str, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.setSpacing(GAP)
        self._title = label("", step=1.14, bold=True)
        self._text = label("")
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._links = QVBoxLayout()
        column.addLayout(self._links)

    def refresh(self) -> None:
        """Show the bars as they stand."""
        found = [f for f in self._desk.reading.findings if f.severity is Severity.BAR]
        firm = [f for f in found if f.shortfall in (Shortfall.NO, Shortfall.PARTLY)]
        keys = tuple(f"{f.question.id}{f.shortfall}" for f in found)
        if keys == self._shown:
            return
        self._shown = keys
        while (item := self._links.takeAt(0)) is not None:
            if (link := item.widget()) is not None:
                link.deleteLater()
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
        for finding in firm or found:
            link = Link(self._desk.say(finding.text))
            link.clicked.connect(lambda _, q=finding.question.id: self._desk.wanted.emit(q))
            self._links.addWidget(link)
