"""A dialog that was closed is gone: hours of use would heap them up."""

from __future__ import annotations

import pytest
from hand import in_dialog, settle
from PySide6.QtWidgets import QApplication, QDialog

from procure_app.ui import seal
from procure_app.ui.naming import ask_overwrite


def dialogs(window) -> list[QDialog]:
    """Return every dialog that the window still holds."""
    settle()
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isWindow()]


def test_the_dialog_of_signing_is_gone_when_it_was_closed(hand):
    seen = in_dialog(lambda dialog: dialog.reject())
    hand.menu("sign report")
    assert len(seen) == 1
    assert dialogs(hand.window) == []


def test_the_dialog_of_evidence_is_gone_when_it_was_closed(hand):
    card = hand.card("case.buyer")
    seen = in_dialog(lambda dialog: dialog.reject())
    hand.window.desk.edit_evidence(card, None, card.question)
    assert len(seen) == 1
    assert dialogs(hand.window) == []


def test_the_question_before_overwriting_is_gone_when_it_was_answered(hand):
    in_dialog(lambda dialog: dialog.reject())
    ask_overwrite(hand.window, "There is a file already.")
    assert dialogs(hand.window) == []


def test_what_was_found_of_signatures_is_gone_when_it_was_closed(hand, tmp_path):
    dialog = seal.VerifiedDialog(hand.window, tmp_path / "r.pdf", True, "found")
    dialog.open()
    assert dialogs(hand.window) == [dialog]
    dialog.accept()
    assert dialogs(hand.window) == []


@pytest.mark.parametrize("name", ["inspect", "revisions", "preferences", "reliability"])
def test_every_dialog_of_the_menus_is_gone_when_it_was_closed(hand, name):
    hand.menu(name)
    (dialog,) = dialogs(hand.window)
    dialog.reject()
    assert dialogs(hand.window) == []


def test_the_form_of_a_signoff_leaves_nothing_when_it_was_closed(hand):
    page = hand.go("sign")
    before = QApplication.topLevelWidgets()
    page._open("approver")
    settle()
    assert [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None] == [
        widget for widget in before if widget.parent() is None
    ]
    page._attest.closed.emit()
