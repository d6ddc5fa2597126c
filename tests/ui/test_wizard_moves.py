"""The wizard goes anywhere, in any order, and nothing hides it or turns the page by accident."""

from __future__ import annotations

import random

import pytest
from hand import labels, settle, visible
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QWizard

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.catalogue.word import Walk
from procure_app.ui.page.frame import AskCard

CLOSING = {
    "compare": "Compare frameworks",
    "check": "Check your answers",
    "decision": "Decision",
    "sign": "Sign-off and report",
}


def titles(window) -> dict[str, str]:
    """Return the heading of each page by its key."""
    return {s.id: s.title for s in window.desk.session.catalogue.sections} | CLOSING


def cards(page) -> list[str]:
    """Return the questions of the cards seen, from top to bottom."""
    seen = sorted(visible(page, AskCard), key=lambda card: card.mapTo(page, QPoint()).y())
    return [card.question.id for card in seen]


def assert_page_is_whole(hand, key: str) -> None:
    """Its heading is seen, its cards too, and the footer fits its place on the path."""
    body = hand.window.body
    page = hand.page
    assert key == hand.key
    assert page.isVisible()
    assert page.widget().isVisible()
    assert titles(hand.window)[key] in labels(page)
    asked = next((qs for s, qs in hand.window.desk.reading.path.sections if s.id == key), ())
    assert [q.id for q in asked] == cards(page)
    keys = body.pages()
    assert body.footer.back.isEnabled() == (key != keys[0])
    assert body.footer.proceed.isEnabled() == (key != keys[-1])


def test_an_unvisited_page_after_a_jump_back_has_content_and_continue_works(hand):
    keys = hand.window.body.pages()
    hand.go("competition")
    hand.go("release")
    hand.go("stop")
    assert_page_is_whole(hand, "stop")
    hand.click(hand.window.body.footer.proceed)
    settle()
    assert keys[keys.index("stop") + 1] == hand.key
    assert_page_is_whole(hand, hand.key)


@pytest.mark.parametrize("seed", [1, 2])
def test_any_walk_of_jumps_back_and_continue_shows_whole_pages(hand, seed):
    hand.ask_everything()
    chance = random.Random(seed)
    footer = hand.window.body.footer
    for _ in range(16):
        keys = hand.window.body.pages()
        place = keys.index(hand.key)
        match chance.choice(("jump", "back", "continue", "continue")):
            case "jump":
                aim = chance.choice(keys)
                hand.go(aim)
            case "back":
                aim = keys[max(place - 1, 0)]
                hand.click(footer.back)
            case _:
                aim = keys[min(place + 1, len(keys) - 1)]
                hand.click(footer.proceed)
        settle()
        assert_page_is_whole(hand, aim)


def test_continue_leads_through_every_page_of_the_path_and_back_again(hand):
    footer, keys = hand.window.body.footer, hand.window.body.pages()
    hand.go(keys[0])
    seen = [hand.key]
    while footer.proceed.isEnabled():
        hand.click(footer.proceed)
        seen.append(hand.key)
    assert keys == seen
    back = [hand.key]
    while footer.back.isEnabled():
        hand.click(footer.back)
        back.append(hand.key)
    assert list(reversed(keys)) == back


def test_continue_and_back_skip_sections_off_the_path(hand):
    assert "rights" not in hand.window.body.pages()
    hand.go("components")
    hand.click(hand.window.body.footer.proceed)
    assert hand.key == "who"
    hand.click(hand.window.body.footer.back)
    assert hand.key == "components"
    hand.put("case.plans", "modify", "redistribute")
    hand.put("case.holder", "us")
    assert "rights" in hand.window.body.pages()
    hand.click(hand.window.body.footer.proceed)
    assert hand.key == "rights"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_esc_and_enter_neither_hide_nor_turn_the_page(hand, key):
    wizard = hand.window.body.wizard
    hand.go("release")
    for target in (hand.page.heading, hand.card("release.vendor").editor.first(), wizard):
        target.setFocus()
        hand.press(key)
        settle()
        assert wizard.isVisible()
        assert hand.page.isVisible()
        assert hand.key == "release"


def test_done_and_reject_neither_hide_nor_turn_the_page(hand):
    wizard = hand.window.body.wizard
    hand.go("sign")
    for end in (
        lambda: wizard.done(QDialog.DialogCode.Accepted),
        lambda: wizard.done(QDialog.DialogCode.Rejected),
        wizard.accept,
        wizard.reject,
        wizard.next,
        wizard.back,
    ):
        end()
        settle()
        assert wizard.isVisible()
        assert hand.page.isVisible()
        assert hand.key == "sign"


def test_no_native_button_or_title_of_the_wizard_is_seen(hand):
    wizard = hand.window.body.wizard
    for which in (
        QWizard.WizardButton.BackButton,
        QWizard.WizardButton.NextButton,
        QWizard.WizardButton.FinishButton,
        QWizard.WizardButton.CancelButton,
    ):
        button = wizard.button(which)
        assert button is None or not button.isVisible()
    for number in wizard.pageIds():
        assert wizard.page(number).title() == ""
    assert wizard.wizardStyle() is QWizard.WizardStyle.ClassicStyle


def test_pages_are_kept_while_another_is_shown(hand):
    first = hand.go("purchase")
    card = hand.page.card("case.buyer")
    hand.type("Stadt Beispiel", card.editor.first())
    hand.go("decision")
    decision = hand.page
    hand.go("stop")
    assert first is hand.go("purchase")
    assert card is hand.page.card("case.buyer")
    assert card.editor.first().text() == "Stadt Beispiel"
    assert decision is hand.go("decision")


def test_pages_are_built_on_their_first_visit_only(hand):
    wizard = hand.window.body.wizard
    assert len(wizard.built()) == 1
    for key in ("stop", "purchase", "stop", "purchase"):
        hand.go(key)
    assert len(wizard.built()) == 3


def test_an_answer_that_takes_its_section_off_the_path_leaves_a_page_with_content(hand):
    hand.put("case.plans", "modify")
    hand.put("case.holder", "us")
    hand.go("rights")
    hand.put("case.plans")
    hand.put("case.holder")
    assert "rights" not in hand.window.body.pages()
    assert hand.key in hand.window.body.pages()
    assert_page_is_whole(hand, hand.key)
    marked = hand.window.body.outline.currentIndex().data()
    assert titles(hand.window)[hand.key] == marked


def test_a_page_off_the_path_is_not_shown_when_somebody_asks_for_it(hand):
    hand.go("stop")
    hand.go("rights")
    assert hand.key == "stop"
    assert_page_is_whole(hand, "stop")


def test_a_description_has_no_decision_to_jump_to(hand):
    hand.window.new(Walk.DESCRIBE)
    settle()
    hand.go("components")
    assert not hand.window.actions_by_name["decision"].isEnabled()
    hand.go("decision")
    assert hand.key == "components"
    assert "decision" not in hand.window.body.pages()


def test_a_question_that_comes_on_the_path_appears_in_its_place(hand):
    hand.go("purchase")
    hand.put("case.procedure", "competition")
    asked = cards(hand.page)
    assert asked[-3:] == ["case.procedure", "case.reference", "case.bidder"]
    hand.put("case.procedure", "direct")
    asked = cards(hand.page)
    assert asked[-1] == "case.procedure"


def test_an_answer_off_the_path_comes_back_with_its_question(hand):
    hand.put("case.procedure", "competition")
    hand.type("Bieter GmbH", hand.card("case.bidder").editor.first())
    hand.put("case.procedure", "direct")
    assert hand.answer("case.bidder") == Answer(value=("Bieter GmbH",))
    hand.put("case.procedure", "competition")
    assert hand.card("case.bidder").editor.first().text() == "Bieter GmbH"


def test_the_wizard_has_a_name_for_screen_readers(hand):
    assert hand.window.body.wizard.accessibleName() == "Questions"


def test_the_keys_of_the_menu_turn_the_page(hand):
    hand.go("release")
    hand.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert hand.key == "stop"
    hand.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert hand.key == "release"


def test_going_to_a_question_puts_the_focus_on_its_answer_in_view(hand):
    hand.ask_everything()
    card = hand.card("ours.retention")
    assert card.isAncestorOf(hand.window.focusWidget())
    seen = hand.page.viewport().rect()
    top = card.mapTo(hand.page.viewport(), card.rect().topLeft())
    assert seen.contains(top) or card.height() > seen.height()


def test_a_new_depth_keeps_the_page(hand):
    hand.go("who")
    changed = edit.changed(hand.document, depth="full")
    hand.change(changed)
    assert_page_is_whole(hand, "who")
