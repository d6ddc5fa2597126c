"""What stands in a form that is not finished: it is kept, and not left without a question."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from procure_app.core.assessment import edit
from procure_app.core.catalogue.word import Walk


def test_what_is_typed_into_a_form_is_kept_until_it_is_finished(window, hand):
    page = hand.go("sign")
    page._open("approver")
    hand.type("Ada", page._attest._lines["name"])
    assert window.desk.session.drafts.kept() == {"signoff/approver/name": "Ada"}
    page._attest.closed.emit()
    assert window.desk.session.drafts.kept() == {}


def test_what_is_typed_about_evidence_is_kept_until_the_dialog_is_left(window, qtbot):
    from procure_app.ui.evidence import EvidenceDialog

    dialog = EvidenceDialog(window.desk, window, None, None)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog._fields["title"], "Terms")
    assert window.desk.session.drafts.kept() == {"evidence/E-1/title": "Terms"}
    again = EvidenceDialog(window.desk, window, None, None)
    qtbot.addWidget(again)
    assert again._fields["title"].text() == "Terms"
    dialog.reject()
    assert window.desk.session.drafts.kept() == {}


def test_what_is_chosen_and_ticked_in_a_form_comes_back_too(window, hand):
    page = hand.go("sign")
    page._open("approver")
    card = page._attest
    tick = next(iter(card._ticks))
    card._ticks[tick].click()
    card._body.click()
    for choice, key in ((card._interests, "recused"), (page._record._kind, "incident")):
        choice.show_key(key)
        choice.activated.emit(choice.currentIndex())
    kept = window.desk.session.snapshot()
    assert kept.typed == ()
    card.hide()
    window.desk.session.recover(kept, None)
    window.rebuild()
    again = hand.go("sign")
    again._open("approver")
    assert [key for key, box in again._attest._ticks.items() if box.isChecked()] == [tick]
    assert again._attest._body.isChecked()
    assert not again._attest._lines["quorum"].isHidden()
    assert again._attest._interests.currentData() == "recused"
    assert again._record._kind.currentData() == "incident"
    again._attest._ticks[tick].click()
    assert not any(place.endswith(f"{tick}=") for place in window.desk.session.snapshot().drafts)


def test_a_file_attached_in_a_form_that_was_not_finished_comes_back(window, qtbot, tmp_path):
    from procure_app.ui.evidence import EvidenceDialog

    def dialog():
        made = EvidenceDialog(window.desk, window, None, None)
        qtbot.addWidget(made)
        return made

    session = window.desk.session
    (tmp_path / "terms.txt").write_bytes(b"The terms.")
    first = dialog()
    first.attach(tmp_path / "terms.txt")
    qtbot.waitUntil(lambda: not first._file.busy)
    first._grade.show_key("3")
    first._grade.activated.emit(first._grade.currentIndex())
    kept = session.snapshot()
    session.recover(kept, None)
    again = dialog()
    again._keep()
    item = again.result_item
    assert (item.kind, item.title, item.grade, item.size) == ("file", "terms.txt", 3, 10)
    assert session.evidence_place(item.digest) == tmp_path / "terms.txt"
    assert session.drafts.kept() == {}
    session.drafts.choose(f"evidence/{item.id}/file", f"{'0' * 64} 10")
    assert dialog()._item.digest == ""  # of a file that nobody knows the place of
    session.drafts.choose(f"evidence/{item.id}/file", f"{item.digest} ten")
    assert dialog()._item.digest == ""


@pytest.mark.parametrize("saved", [False, True])
def test_a_form_that_was_begun_is_not_left_without_a_question(
    window, hand, answers, monkeypatch, *, tmp_path, saved
):
    session, buttons = window.desk.session, QMessageBox.StandardButton
    if saved:
        hand.change(edit.changed(window.desk.assessment, title="x"))
        answers.file = tmp_path / "a.procure"
    hand.go("sign")._open("approver")
    hand.type("Ada", hand.page._attest._lines["name"])
    chosen = iter([buttons.Save, buttons.Cancel] if saved else [buttons.Cancel])

    def choose(*said):
        answers.asked.append(said[2])
        return next(chosen)

    monkeypatch.setattr(QMessageBox, "question", choose)
    window.new(Walk.PURCHASE)
    assert "not finished" in answers.asked[-1]
    assert session.drafts.kept() == {"signoff/approver/name": "Ada"}
    assert session.modified is False
    chosen = iter([buttons.Discard])
    window.new(Walk.PURCHASE)
    assert session.drafts.kept() == {}
