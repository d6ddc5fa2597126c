"""Title, depth, text size, colours and panes: the document and the page are kept."""

from __future__ import annotations

import pytest
from hand import CTRL, find, focus, labels, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from shiboken6 import isValid

from procure_app.core.assessment.document import Depth
from procure_app.core.outline.tone import Tone
from procure_app.ui.body import Body
from procure_app.ui.help import HelpDialog
from procure_app.ui.page.frame import question_of
from procure_app.ui.theme import DARK, LIGHT, Tokens, palette, tokens

SHIFT = Qt.KeyboardModifier.ShiftModifier


def ratio(ink, ground) -> float:
    """Return the contrast of two colours, as WCAG 2 defines it."""

    def light(colour) -> float:
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                 for c in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(ink), light(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def title(hand) -> QLineEdit:
    """Return the line with the title."""
    return find(hand.window.body.header, QLineEdit, "Title of the assessment")


# Title and depth


def test_the_title_is_typed_in_the_header_and_is_one_step(hand):
    hand.type("Chatbot for citizens", title(hand))
    assert hand.document.title == "Chatbot for citizens"
    hand.press(Qt.Key.Key_Return)
    assert hand.page.isVisible()
    hand.press(Qt.Key.Key_Z, CTRL)
    assert hand.document.title == ""
    assert title(hand).text() == ""


def test_asking_every_question_adds_pages_and_keeps_answers(hand):
    hand.put("case.buyer", "Stadt")
    before = hand.window.body.pages()
    hand.go("stop")
    hand.menu("depth")
    assert hand.document.depth is Depth.FULL
    assert hand.key == "stop"
    after = hand.window.body.pages()
    assert set(before) < set(after)
    assert hand.answer("case.buyer").value == ("Stadt",)
    hand.menu("depth")
    assert hand.document.depth is Depth.CORE
    assert before == hand.window.body.pages()


def test_leaving_the_full_depth_on_a_page_of_its_own_shows_another(hand):
    hand.ask_everything()
    hand.go("ours")
    hand.menu("depth")
    assert hand.key in hand.window.body.pages()
    assert hand.page.isVisible()


def test_the_menu_shows_the_depth_of_the_document(hand):
    hand.ask_everything()
    assert hand.window.actions_by_name["depth"].isChecked()
    hand.window.undo()
    assert not hand.window.actions_by_name["depth"].isChecked()
    assert hand.window.actions_by_name["redo"].isEnabled()


# Text and colours


def test_text_at_twice_the_size_keeps_page_and_document(hand):
    hand.put("stop.terms", "none")
    hand.go("stop")
    before = hand.document
    hand.window.set_text_size(2.0)
    settle()
    assert hand.key == "stop"
    assert hand.document is before
    assert hand.page.card("stop.terms").editor.buttons["none"].isChecked()
    assert hand.page.heading.font().pointSizeF() == pytest.approx(10.5 * 2 * 1.57, rel=0.05)
    assert hand.window.text_size() == pytest.approx(2.0)


def test_larger_smaller_and_normal_text_by_the_menu(hand):
    hand.menu("larger")
    assert hand.window.text_size() == pytest.approx(1.25)
    hand.menu("smaller")
    assert hand.window.text_size() == pytest.approx(1.0)
    for _ in range(5):
        hand.menu("larger")
    assert hand.window.text_size() == pytest.approx(2.5)
    hand.menu("normal")
    assert hand.window.text_size() == pytest.approx(1.0)


def test_dark_colours_keep_the_page_and_the_document(hand):
    hand.put("stop.terms", "none")
    hand.go("stop")
    before = hand.document
    hand.menu("dark")
    assert hand.key == "stop"
    assert hand.document is before
    assert tokens(hand.page) == DARK
    assert hand.page.card("stop.terms").editor.buttons["none"].isChecked()
    assert DARK.ink.name() in hand.window.body.panel.toHtml()
    hand.menu("light")
    assert tokens(hand.page) == LIGHT
    assert LIGHT.ink.name() in hand.window.body.panel.toHtml()


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(scheme: Tokens):
    pairs = [(scheme.ink, scheme.ground), (scheme.ink, scheme.card)]
    pairs += [(scheme.muted, scheme.ground), (scheme.muted, scheme.card)]
    pairs += [(scheme.accent, scheme.ground), (scheme.accent, scheme.card)]
    pairs += [(scheme.ink, scheme.weak_accent), (scheme.on_accent, scheme.accent)]
    pairs += [scheme.tones[tone] for tone in Tone]
    for ink, ground in pairs:
        assert ratio(ink, ground) >= 4.5, (ink.name(), ground.name())


def test_disabled_words_are_muted_and_still_readable(application):
    for dark in (False, True):
        made = palette(dark)
        off, role = made.ColorGroup.Disabled, made.ColorRole
        assert ratio(made.color(off, role.ButtonText), made.color(role.Button)) >= 4.5


def test_strong_contrast_keeps_the_page(hand):
    hand.go("stop")
    hand.menu("contrast")
    assert hand.key == "stop"
    assert tokens(hand.page).ink.name() == "#000000"
    hand.menu("contrast")
    assert tokens(hand.page) == LIGHT


def test_a_new_size_leaves_nothing_of_the_old_parts(hand):
    old = hand.window.body
    hand.window.set_text_size(1.25)
    settle()
    assert not isValid(old)
    assert len(hand.window.findChildren(Body)) == 1


# One, two and three panes


def test_a_wide_window_shows_three_panes(hand):
    body = hand.window.body
    assert body.outline.isVisible()
    assert body.panel.isVisible()
    assert not body.header.outline_button.isVisible()
    assert not body.header.panel_button.isVisible()


def test_a_window_of_900_by_600_shows_two_panes_and_the_panel_on_request(hand):
    body = hand.window.body
    hand.window.resize(900, 600)
    settle()
    assert body.outline.isVisible()
    assert not body.panel.isVisible()
    hand.press(Qt.Key.Key_2, CTRL)
    assert body.panel.isVisible()
    assert hand.page.isVisible()


def test_a_window_of_640_by_400_shows_one_pane_at_a_time(hand):
    body = hand.window.body
    hand.window.resize(640, 400)
    settle()
    assert not body.outline.isVisible()
    assert not body.panel.isVisible()
    hand.click(body.header.outline_button)
    assert body._alone.isVisible()
    assert not hand.page.isVisible()
    body._alone.chosen.emit("stop")
    settle()
    assert hand.key == "stop"
    assert hand.page.isVisible()
    hand.click(body.header.panel_button)
    assert body.panel.isVisible()
    assert not hand.page.isVisible()
    hand.click(body.header.panel_button)
    assert hand.page.isVisible()


def test_continue_from_the_panel_of_a_narrow_window_shows_the_next_page(hand):
    body = hand.window.body
    hand.window.resize(640, 400)
    settle()
    hand.click(body.header.panel_button)
    hand.click(body.footer.proceed)
    assert hand.key == "compare"
    assert hand.page.isVisible()


def test_the_outline_of_a_narrow_window_marks_the_present_page(hand):
    hand.window.resize(640, 400)
    settle()
    hand.go("stop")
    hand.click(hand.window.body.header.outline_button)
    assert focus() is hand.window.body._alone
    hand.press(Qt.Key.Key_Return)
    assert hand.key == "stop"
    assert hand.page.isVisible()


def test_panes_come_back_with_the_width_and_the_page_is_kept(hand):
    hand.go("stop")
    for width in (640, 1440, 900, 640, 900, 1440):
        hand.window.resize(width, 600)
        settle()
        assert hand.key == "stop"
        assert hand.page.isVisible()
    assert hand.window.body.panel.isVisible()
    assert hand.window.body.outline.isVisible()


# Menus


def test_each_shortcut_belongs_to_one_action(hand):
    keys = [
        action.shortcut().toString()
        for action in hand.window.actions_by_name.values()
        if not action.shortcut().isEmpty()
    ]
    assert len(set(keys)) == len(keys)


def test_the_menus_have_no_two_equal_access_keys(hand):
    for top in hand.window.menuBar().actions():
        entries = [a.text() for a in top.menu().actions() if not a.isSeparator()]
        access = [text[text.index("&") + 1].casefold() for text in entries if "&" in text]
        assert len(set(access)) == len(access), top.text()


def test_text_size_and_colours_leave_focus_and_notice_where_they_are(hand):
    window, done = hand.window, []
    for change in (
        lambda: hand.menu("larger"),
        lambda: window.set_scheme(Qt.ColorScheme.Dark),
        lambda: window.set_contrast(True),
    ):
        window.body.notice.tell("Somebody changed it.", Tone.NO)
        window.body.notice.offer("Look", lambda: done.append(True))
        hand.card("stop.terms").editor.buttons["none"].setFocus()
        change()
        settle()
        assert question_of(window.focusWidget()) == "stop.terms"
        assert hand.notice == "Somebody changed it."
        hand.click(window.body.notice, "Look")
    assert done == [True] * 3


def test_closing_the_notice_gives_the_focus_back(hand):
    notice = hand.window.body.notice
    notice.tell("Somebody changed it.")
    option = hand.card("stop.terms").editor.buttons["none"]
    option.setFocus()
    find(notice, QAbstractButton, "Close").setFocus()
    hand.press(Qt.Key.Key_Space)
    assert hand.notice == ""
    assert focus() is option


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_the_list_of_keys_names_every_shortcut_and_scrolls_where_there_is_no_room(hand, text):
    hand.window.set_text_size(text)
    hand.menu("keys")
    (dialog,) = hand.window.findChildren(HelpDialog)
    dialog.resize(640, 400)
    settle()
    assert (dialog.width(), dialog.height()) == (640, 400)
    said = dialog.text.toPlainText()
    for action in hand.window.actions_by_name.values():
        if not action.shortcut().isEmpty():
            assert action.text().replace("&", "") in said
    assert dialog.text.document().idealWidth() <= dialog.text.viewport().width()
    dialog.close()


def test_about_names_the_catalogue_and_its_version(hand, answers):
    hand.menu("about")
    catalogue = hand.window.desk.session.catalogue
    assert f"Catalogue {catalogue.id}, version {catalogue.version}." in answers.asked[0]


def test_examples_open_as_copies_without_a_file(hand, answers):
    names = hand.window.services.examples
    assert names
    hand.menu(f"example {names[0]}")
    assert hand.window.desk.session.path is None
    assert hand.document == hand.window.services.example(names[0])
    assert labels(hand.page)
    assert visible(hand.page, QLineEdit)


def test_the_footer_counts_what_is_answered_and_not_known(hand):
    footer = hand.window.body.footer
    asked = sum(p.asked for p in hand.window.desk.reading.progress)
    assert footer._count.text() == f"0 of {asked} answered"
    hand.put("case.buyer", "Stadt")
    hand.put("release.version", standing="unknown")
    asked = sum(p.asked for p in hand.window.desk.reading.progress)
    assert footer._count.text() == f"2 of {asked} answered · 1 not known"
    assert QApplication.activeWindow() is hand.window
