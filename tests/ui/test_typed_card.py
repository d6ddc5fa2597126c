"""Cards in which something is typed: every word is kept, and typing is one step of undo."""

from __future__ import annotations

import pytest
from hand import CTRL, find, focus, labels, pick, settle, visible
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTextBrowser

from procure_app.core.assessment.answer import Answer, Standing
from procure_app.core.catalogue.word import Instrument, Party
from procure_app.ui.editor.field import Choice


def check(hand) -> str:
    """Return what the check page says."""
    return hand.go("check").findChild(QTextBrowser).toPlainText()


def wheel(widget) -> None:
    """Turn the wheel down over the widget."""
    middle = widget.rect().center()
    event = QWheelEvent(
        QPointF(middle),
        QPointF(widget.mapToGlobal(middle)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_typing_in_a_text_is_one_step_of_undo(hand):
    card = hand.card("case.buyer")
    hand.type("Stadt Beispiel", card.editor.first())
    assert hand.answer("case.buyer") == Answer(value=("Stadt Beispiel",))
    hand.window.undo()
    assert hand.answer("case.buyer") == Answer()
    assert card.editor.first().text() == ""
    hand.window.redo()
    assert card.editor.first().text() == "Stadt Beispiel"


def test_typing_in_another_field_is_a_step_of_its_own(hand):
    hand.type("Stadt", hand.card("case.buyer").editor.first())
    hand.type("Chat", hand.card("case.use").editor.first())
    hand.window.undo()
    assert hand.answer("case.use") == Answer()
    assert hand.answer("case.buyer").value == ("Stadt",)


def test_undo_by_its_keys_works_on_the_document_while_a_field_has_the_focus(hand):
    hand.click(hand.card("case.buyer_kind").editor.buttons["public"])
    field = hand.card("case.buyer").editor.first()
    hand.type("Stadt", field)
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.answer("case.buyer") == Answer()
    assert hand.answer("case.buyer_kind").value == ("public",)
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.answer("case.buyer_kind") == Answer()
    hand.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hand.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert hand.answer("case.buyer").value == ("Stadt",)


def test_undo_by_its_keys_works_on_the_document_in_a_text_of_several_lines(hand):
    hand.click(hand.card("case.buyer_kind").editor.buttons["public"])
    hand.type("Answers letters", hand.card("case.use").editor.first())
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.answer("case.use") == Answer()
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.answer("case.buyer_kind") == Answer()


def test_the_cursor_stays_where_somebody_types(hand):
    field = hand.card("case.buyer").editor.first()
    hand.type("Stadt Beispiel", field)
    field.setCursorPosition(5)
    hand.type("x")
    assert field.text() == "Stadtx Beispiel"
    assert field.cursorPosition() == 6


def test_a_long_text_keeps_its_lines_and_tab_leaves_it(hand):
    field = hand.card("case.use").editor.first()
    hand.type("one", field)
    hand.press(Qt.Key.Key_Return)
    hand.type("two")
    assert hand.answer("case.use").value == ("one\ntwo",)
    hand.press(Qt.Key.Key_Tab)
    assert focus() is not field


def test_a_long_text_grows_with_what_is_typed(hand):
    field = hand.card("case.use").editor.first()
    settle()
    before = field.height()
    field.setFocus()
    for _ in range(6):
        hand.press(Qt.Key.Key_Return)
    settle()
    assert field.height() > before


@pytest.mark.parametrize(
    ("question", "text", "sentence"),
    [
        ("case.users", "about two hundred", "Write a number, such as 2500, without words."),
        ("release.date", "last spring", "Write the date as year-month-day: 2026-11-22."),
    ],
)
def test_what_is_no_number_or_date_is_kept_and_listed(hand, question, text, sentence):
    hand.ask_everything()
    hand.type(text, hand.card(question).editor.first())
    assert hand.answer(question).value == (text,)
    short = hand.window.desk.session.catalogue.by_id[question].short
    assert f"{short}: {sentence}" in check(hand)
    assert hand.card(question).editor.first().text() == text


def test_a_number_with_thin_spaces_is_a_number(hand):
    hand.ask_everything()
    hand.type("12 500", hand.card("case.users").editor.first())
    assert hand.window.desk.reading.path.facts.number("case.users") == 12500
    assert "Write a number" not in check(hand)


def test_a_date_is_an_answer(hand):
    hand.ask_everything()
    card = hand.card("release.date")
    assert card.editor.first().placeholderText() == "year-month-day"
    hand.type("2024-07-23", card.editor.first())
    assert hand.answer("release.date").value == ("2024-07-23",)
    assert "Write the date" not in check(hand)


def test_not_knowing_a_text_empties_it_and_typing_takes_that_back(hand):
    card = hand.card("release.version")
    hand.type("v3", card.editor.first())
    hand.click(card.editor.standings[Standing.UNKNOWN])
    assert hand.answer("release.version") == Answer(standing=Standing.UNKNOWN)
    assert card.editor.first().text() == ""
    hand.type("v4", card.editor.first())
    assert hand.answer("release.version") == Answer(value=("v4",))
    assert not card.editor.standings[Standing.UNKNOWN].isChecked()
    hand.click(card.editor.standings[Standing.UNKNOWN])
    hand.click(card.editor.standings[Standing.UNKNOWN])
    assert hand.answer("release.version") == Answer()


def test_a_text_that_does_not_apply_needs_a_reason(hand):
    hand.ask_everything()
    card = hand.card("release.obtained")
    hand.click(card.editor.standings[Standing.NOT_APPLICABLE])
    assert "Say why it does not apply." in check(hand)
    hand.card("release.obtained")
    hand.type("A service only.", card.reason)
    assert "Say why it does not apply." not in check(hand)
    hand.card("release.obtained")
    hand.type("hub", card.editor.first())
    assert hand.answer("release.obtained") == Answer(value=("hub",))


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        ("release.developer", ("Acme AI SAS", "France", "RCS 123")),
        ("release.label", ("open source", "https://example.org", "2026-11-01")),
        ("ours.watcher", ("A. Person", "Head of unit", "City")),
    ],
)
def test_each_named_field_keeps_its_part(hand, question, typed):
    hand.put("case.holder", "us")
    hand.ask_everything()
    hand.put("ours.feed", "named")
    card = hand.card(question)
    for field, text in zip(card.editor.fields, typed, strict=True):
        hand.type(text, field)
    assert hand.answer(question) == Answer(value=typed)
    for field in card.editor.fields:
        assert field.accessibleName().startswith(card.question.text)


def test_a_wrong_date_of_a_quotation_is_listed_and_the_words_are_kept(hand):
    card = hand.card("release.label")
    hand.type("open source", card.editor.fields[0])
    hand.type("soon", card.editor.fields[2])
    assert hand.answer("release.label").value == ("open source", "", "soon")
    assert "Write the date as year-month-day" in check(hand)


def test_models_are_added_in_blocks_and_shown_again(hand):
    hand.put("release.system", "several")
    card = hand.card("release.others")
    assert len(card.editor._rows) == 1
    hand.type("Embedder", card.editor.first())
    hand.click(card, "Add a model")
    settle()
    hand.type("Ranker", card.editor._rows[1][0])
    hand.type("2.1", card.editor._rows[1][1])
    assert hand.answer("release.others").value == (
        "Embedder", "", "", "",
        "Ranker", "2.1", "", "",
    )  # fmt: skip
    hand.window.rebuild()
    card = hand.card("release.others")
    assert [row[0].text() for row in card.editor._rows] == ["Embedder", "Ranker"]


def test_the_fields_of_each_model_say_which_model_they_belong_to(hand):
    hand.put("release.system", "several")
    card = hand.card("release.others")
    hand.click(card, "Add a model")
    names = [line.accessibleName() for row in card.editor._rows for line in row]
    assert len(set(names)) == len(names)


def test_a_note_opens_takes_words_and_stays(hand):
    card = hand.card("case.buyer")
    hand.click(card, "Add note")
    assert focus() is card.backing.note
    hand.type("see the minutes")
    assert hand.answer("case.buyer").note == "see the minutes"
    assert not card.backing.note_link.isVisible()
    assert "Note" in labels(card)
    hand.window.rebuild()
    assert hand.card("case.buyer").backing.note.toPlainText() == "see the minutes"


def test_a_duty_takes_who_is_bound_by_what_and_who_carries_it(hand):
    hand.ask_everything()
    duty = hand.card("terms.warranty").duty
    pick(duty.bound, "nobody")
    pick(duty.instrument, "nothing")
    hand.type("section 9", duty.clause)
    pick(duty.carried, "buyer")
    given = hand.answer("terms.warranty")
    assert given.bound is Party.NOBODY
    assert given.instrument is Instrument.NOTHING
    assert given.clause == "section 9"
    assert given.carried is Party.BUYER
    pick(duty.bound, "")
    assert hand.answer("terms.warranty").bound is None


def test_a_duty_shows_what_the_document_has(hand):
    hand.ask_everything()
    duty = hand.card("terms.warranty").duty
    hand.put("terms.warranty", "all", bound="host", instrument="statute", clause="§ 5")
    assert duty.bound.currentText() == "Host"
    assert duty.instrument.currentText() == "Statute"
    assert duty.clause.text() == "§ 5"
    assert duty.carried.currentText() == "Choose…"


def test_the_wheel_over_a_drop_down_does_not_change_it(hand):
    hand.ask_everything()
    duty = hand.card("terms.warranty").duty
    for combo in visible(duty, Choice):
        combo.setFocus()
        wheel(combo)
        assert combo.currentIndex() == 0
    assert hand.answer("terms.warranty") == Answer()
    hand.go("component.table")
    for combo in visible(hand.page, QComboBox):
        wheel(combo)
        assert combo.currentIndex() == 0


def test_a_field_of_the_card_is_found_by_its_name(hand):
    card = hand.card("case.buyer")
    assert find(card, QLineEdit, card.question.text) is card.editor.first()
