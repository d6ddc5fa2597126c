"""The fields of the form of evidence, as the tests find them."""

from __future__ import annotations

from hand import find
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
)

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Evidence

WHERE = "Address, clause, or how it was checked"


VERSION = "Version, or what names this release"


USE = "Use this evidence"


def line(dialog, name: str) -> QLineEdit:
    """Return the field of this name in the dialog."""
    return find(dialog, QLineEdit, name)


def combo(dialog, name: str) -> QComboBox:
    """Return the drop-down of this name in the dialog."""
    return find(dialog, QComboBox, name)


def put_item(hand, item: Evidence, question: str = "") -> None:
    """Put an item into the document, and with an answer where one is named."""
    hand.change(edit.put_evidence(hand.document, item))
    if question:
        given = edit.changed(hand.answer(question), evidence=(item.id,))
        hand.change(edit.answer(hand.document, question, given))
