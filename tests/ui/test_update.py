"""Bring up to date: offered when an older file is opened, shown before, undone after."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from catalogue.earlier import GONE, VERSION, WHY, earlier, step
from hand import find, settle, visible
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTextBrowser
from test_nothing_cut import clipped

from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.approval import Signoff
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.edit import changed
from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable
from procure_app.ui.update import UpdateDialog

SIGNOFF = Signoff(
    role="preparer", name="A", layer="file", digest="x",
    when=datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC),
)  # fmt: skip
OFFER = "Bring up to date…"


@pytest.fixture
def old(catalogue):
    """The shipped catalogue as it was one version before."""
    return earlier(catalogue)


@pytest.fixture
def document(old, session) -> Assessment:
    """A document that was asked by it."""
    answers = {
        "case.aim": Answer(value=("Sorting letters <b>by</b> hand",)),
        "case.order": Answer(value=("listed",), note="Seen."),
        "stop.terms": Answer(value=("none",)),
    }
    return changed(session.blank("purchase", "Letters"), catalogue_version=VERSION, answers=answers)


@pytest.fixture
def opened(hand, old, document, catalogue, tmp_path):
    """Open such a file in a window that knows the step."""
    window = hand.window
    window.services = dataclasses.replace(window.services, steps=lambda: (step(catalogue),))

    def opened(written=document):
        path = tmp_path / "old.procure"
        window.desk.session._store.save(path, written, old, {}, "", overwrite=True)
        window.open(path)
        settle()
        return path

    return opened


def shown(dialog) -> str:
    """Return the text of the dialog."""
    return visible(dialog, QTextBrowser)[0].toPlainText()


def asked(hand) -> UpdateDialog:
    """Open the dialog from the notice."""
    hand.click(hand.window.body.notice, OFFER)
    (dialog,) = visible(hand.window, UpdateDialog)
    return dialog


def test_an_older_file_opens_with_its_own_texts_and_an_offer(hand, opened, old, catalogue):
    opened()
    expected = f"This assessment uses catalogue {VERSION}. This app has {catalogue.version}."
    assert hand.notice == expected
    assert hand.window.desk.session.catalogue == old
    assert find(hand.window.body.notice, QPushButton, OFFER)
    assert not hand.window.isWindowModified()


def test_the_dialog_shows_every_change_and_interprets_no_text(hand, opened):
    opened()
    text = shown(asked(hand))
    for words in (
        "Not asked any more", GONE, "Your answer: Yes, as number 7", WHY,
        "Kept under another name", "Your answer: Sorting letters <b>by</b> hand",
        "Worded differently", "Do the terms shut us out?", "Newly asked",
    ):  # fmt: skip
        assert words in text


def test_left_as_it_is_nothing_changes(hand, opened, document, old):
    path = opened()
    before = path.read_bytes()
    hand.click(asked(hand), "Leave it as it is")
    assert visible(hand.window, UpdateDialog) == []
    assert (hand.document, hand.window.desk.session.catalogue) == (document, old)
    assert path.read_bytes() == before


def test_with_consent_the_window_asks_by_the_new_catalogue_and_undo_takes_it_back(
    hand, opened, document, old, catalogue
):
    opened()
    hand.click(asked(hand), "Bring up to date")
    session = hand.window.desk.session
    assert hand.document.answers["case.use"].value == document.answers["case.aim"].value
    assert [kept.text for kept in hand.document.retired] == [GONE]
    assert session.catalogue == catalogue
    assert "Undo takes it back" in hand.notice
    assert not hand.window.actions_by_name["update"].isEnabled()
    assert hand.card("case.buyer")
    hand.menu("undo")
    assert (hand.document, session.catalogue) == (document, old)
    assert hand.card("case.order")
    hand.menu("redo")
    assert session.catalogue == catalogue
    assert hand.card("case.buyer")


def test_a_signed_one_is_left_alone_and_a_copy_is_made(hand, opened, document, catalogue):
    signed = changed(document, signoffs=(SIGNOFF,))
    path = opened(signed)
    before = path.read_bytes()
    hand.window.body.notice.hide()  # it tells of the sign-off, which attests nothing here
    hand.menu("update")
    (dialog,) = visible(hand.window, UpdateDialog)
    assert "It is signed and stays as it is." in shown(dialog)
    hand.click(dialog, "Make a copy")
    assert (hand.document.signoffs, hand.window.desk.session.path) == ((), None)
    assert hand.document.id != signed.id
    assert hand.window.isWindowModified()
    assert path.read_bytes() == before


def test_the_menu_leads_there_too_and_only_for_an_older_file(hand, opened):
    entry = hand.window.actions_by_name["update"]
    assert not entry.isEnabled()
    opened()
    hand.window.body.notice.hide()
    hand.menu("update")
    assert GONE in shown(visible(hand.window, UpdateDialog)[0])


def test_without_a_way_from_there_the_file_goes_on_with_its_texts(hand, opened):
    hand.window.services = dataclasses.replace(hand.window.services, steps=tuple)
    opened()
    assert hand.notice.endswith("It goes on with its own texts.")
    assert [b.text() for b in visible(hand.window.body.notice, QPushButton)] == ["Close"]
    hand.window.body.notice.hide()
    hand.menu("update")
    assert "There is no way" in hand.notice


def test_steps_that_cannot_be_read_are_told_in_a_sentence(hand, opened):
    def broken():
        raise Unreadable(
            phrase(
                "The shipped steps to this catalogue cannot be used: {why}.",
                why="a.toml:1: is not TOML",
            )
        )

    hand.window.services = dataclasses.replace(hand.window.services, steps=broken)
    opened()
    assert "It goes on with its own texts." in hand.notice


def test_a_file_of_this_version_is_offered_nothing(hand, document, opened, catalogue, tmp_path):
    path = tmp_path / "now.procure"
    store = hand.window.desk.session._store
    store.save(path, changed(document, catalogue_version=catalogue.version), catalogue, {}, "")
    hand.window.open(path)
    assert hand.notice == ""


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_nothing_of_it_is_cut_in_a_small_window(hand, opened, text):
    hand.window.resize(640, 400)
    hand.window.set_text_size(text)
    opened()
    settle()
    assert clipped(hand.window.body.notice) == []

    dialog = asked(hand)
    dialog.resize(640, 400)
    settle()
    assert (dialog.width(), dialog.height()) == (640, 400)
    assert clipped(dialog) == []
    text = visible(dialog, QTextBrowser)[0]
    assert text.document().idealWidth() <= text.viewport().width()
    assert text.viewport().height() > 200
    hand.press(Qt.Key.Key_Escape)
    assert visible(hand.window, UpdateDialog) == []


def test_a_long_sentence_with_an_offer_has_its_room_in_a_small_window(hand):
    hand.window.resize(640, 400)
    hand.window.set_text_size(2.0)
    settle()
    notice = hand.window.body.notice
    notice.tell(
        "This assessment was made with version 2026.01 of the catalogue. This app has version "
        "2026.11, which asks some of it in another way."
    )
    notice.offer(OFFER, notice.hide)
    settle()
    settle()
    assert clipped(notice) == []
    hand.click(notice, OFFER)
    assert notice.isHidden()
