"""The component table: cells by keys, rows together as one step, short where nothing is given."""

from __future__ import annotations

import itertools

import pytest
from component_cells import cell, editor, link, place, rows, said, select
from hand import CTRL, choose, find, in_dialog, settle
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.catalogue.word import Availability
from procure_app.ui.words import AVAILABILITIES, SHORT_AVAILABILITIES


@pytest.fixture
def card(hand):
    """The table, on its page."""
    return hand.card("component.table")


def test_availability_is_chosen_from_the_list_by_keys(hand, card):
    cell(card, "base/weights", "availability")
    hand.press(Qt.Key.Key_Return)
    settle()
    box = editor(card)
    assert box.view().isVisible()
    wanted = box.findData("withheld")
    for _ in range(wanted):
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    settle()
    row = hand.document.components["base/weights"]
    assert row == ComponentRow(availability=Availability.WITHHELD)
    assert said(card, "base/weights", 1) == "Withheld"
    assert len(hand.window.desk.session.history.past) == 1
    assert card.view.hasFocus()


def test_a_letter_chooses_an_availability(hand, card):
    cell(card, "base/weights", "availability")
    hand.type("g")
    settle()
    assert hand.document.components["base/weights"].availability is Availability.GATED


def test_esc_leaves_a_cell_as_it_was(hand, card):
    cell(card, "base/weights", "found")
    hand.press(Qt.Key.Key_Return)
    hand.type("https://example.org")
    hand.press(Qt.Key.Key_Escape)
    assert hand.document.components == {}
    assert hand.key == "components"


def test_what_is_typed_into_a_cell_is_in_the_document_before_enter(hand, card):
    cell(card, "base/weights", "note")
    hand.type("a")
    hand.type(" long note ", editor(card))
    assert hand.document.components["base/weights"].note == "a long note"
    assert editor(card).text() == "a long note "  # nobody's space is taken while they type
    hand.press(Qt.Key.Key_Return)
    assert hand.window.desk.session.modified
    hand.window.undo()
    assert hand.document.components == {}  # it was one step


def test_esc_puts_back_what_the_cell_held_before(hand, card):
    for typed in ("first", "second"):
        cell(card, "base/weights", "note")
        hand.press(Qt.Key.Key_Return)
        box = editor(card)
        box.selectAll()
        QTest.keyClicks(box, typed)
        assert hand.document.components["base/weights"].note == typed
        QTest.keyClick(box, Qt.Key.Key_Return if typed == "first" else Qt.Key.Key_Escape)
        settle()
    assert hand.document.components["base/weights"].note == "first"


def test_a_licence_is_in_the_document_while_it_is_typed(hand, card):
    cell(card, "base/weights", "licence")
    hand.press(Qt.Key.Key_Return)
    box = editor(card)
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "apache 2.0 with")
    assert hand.document.components["base/weights"].licence == "apache 2.0 with"
    assert box.currentText() == "apache 2.0 with"
    for _ in " with":
        QTest.keyClick(box.lineEdit(), Qt.Key.Key_Backspace)
    assert hand.document.components["base/weights"].licence == "Apache-2.0"
    assert box.currentText() == "apache 2.0"


def test_a_licence_is_typed_and_any_words_are_kept(hand, card):
    cell(card, "base/weights", "licence")
    hand.press(Qt.Key.Key_Return)
    box = editor(card)
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "Apache-2.0 WITH LLVM-exception")
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert hand.document.components["base/weights"].licence == "Apache-2.0 WITH LLVM-exception"


def test_a_licence_known_by_name_is_kept_by_its_id_and_shown_by_its_name(hand, card):
    known = hand.window.desk.session.catalogue.licences[0]
    cell(card, "base/weights", "licence")
    hand.press(Qt.Key.Key_Return)
    box = editor(card)
    box.lineEdit().selectAll()
    QTest.keyClicks(box, known.name)
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert hand.document.components["base/weights"].licence == known.id
    assert said(card, "base/weights", 2) == known.name


@pytest.mark.parametrize("typed", ["apache 2.0", "Apache License, Version 2.0", "apache-2.0"])
def test_a_licence_is_known_by_any_of_its_names(hand, card, typed):
    cell(card, "base/weights", "licence")
    hand.press(Qt.Key.Key_Return)
    box = editor(card)
    box.lineEdit().selectAll()
    QTest.keyClicks(box, typed)
    suggested = box.completer().model().stringList()
    assert not typed.startswith("apache") or "Apache License 2.0" in suggested
    box.completer().popup().hide()
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert hand.document.components["base/weights"].licence == "Apache-2.0"


def test_words_that_are_no_licence_are_kept_and_said_to_be_none(hand, card):
    cell(card, "base/weights", "licence")
    hand.press(Qt.Key.Key_Return)
    box = editor(card)
    box.lineEdit().selectAll()
    QTest.keyClicks(box, "Modified MIT")
    box.completer().popup().hide()
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert hand.document.components["base/weights"].licence == "Modified MIT"
    assert said(card, "base/weights", 2) == "Modified MIT (not recognised)"


@pytest.mark.parametrize("field", ["found", "version", "note"])
def test_the_other_fields_are_typed_straight_into_the_cell(hand, card, field):
    cell(card, "base/weights", field)
    hand.type("a")
    assert editor(card).accessibleName()
    hand.type("bc", editor(card))
    hand.press(Qt.Key.Key_Return)
    assert getattr(hand.document.components["base/weights"], field) == "abc"


def test_delete_empties_the_present_field_of_the_chosen_rows_in_one_step(hand, card):
    select(card, "base/weights", "base/architecture")
    choose(find(card, QComboBox, "Availability of the chosen rows"), "gated")
    before = hand.document
    card.view.selectionModel().setCurrentIndex(
        card.model.index(place(card, "base/weights"), 1),
        QItemSelectionModel.SelectionFlag.NoUpdate,
    )
    card.view.setFocus()
    hand.press(Qt.Key.Key_Delete)
    assert hand.document.components == {}
    hand.window.undo()
    assert hand.document == before


def test_a_click_on_the_evidence_cell_opens_the_dialog_for_that_row(hand, card):
    area = card.view.visualRect(card.model.index(place(card, "base/weights"), 3))

    def act(dialog):
        hand.type("Repository", find(dialog, QLineEdit, "Title"))
        hand.click(dialog, "Use this evidence")

    in_dialog(act)
    QTest.mouseClick(
        card.view.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        area.center(),
    )
    assert set(hand.document.components) == {"base/weights"}


def test_evidence_of_a_row_is_added_by_keys_too(hand, card):
    card.view.setCurrentIndex(card.model.index(place(card, "base/weights"), 3))
    card.view.setFocus()

    def act(dialog):
        hand.type("Repository", find(dialog, QLineEdit, "Title"))
        hand.press(Qt.Key.Key_Return)

    in_dialog(act)
    hand.press(Qt.Key.Key_Return)
    assert hand.document.components["base/weights"].availability_evidence == ("E-1",)


def test_group_lines_cannot_be_chosen(hand, card):
    groups = [n for n, line in enumerate(card.model.lines) if isinstance(line, str)]
    assert groups
    for line in groups:
        flags = card.model.flags(card.model.index(line, 0))
        assert not flags & Qt.ItemFlag.ItemIsSelectable
        assert not flags & Qt.ItemFlag.ItemIsEditable
    card.view.setFocus()
    hand.press(Qt.Key.Key_A, CTRL)
    assert rows(card) == card._chosen()
    chosen = {index.row() for index in card.view.selectionModel().selectedRows()}
    assert chosen.isdisjoint(groups)


def test_when_nothing_is_delivered_the_table_opens_with_what_a_customer_sees(hand, card):
    hand.ask_everything()
    everything = len(rows(card))
    hand.put("case.holder", "host")
    customers = [
        f"base/{c.id}" for c in hand.window.desk.session.catalogue.components if c.seen_by_customers
    ]
    assert customers == rows(card)
    assert f"Show {everything - len(customers)} more rows" == link(card)
    hand.click(card, link(card))
    assert everything == len(rows(card))
    assert link(card) == ""


def test_one_line_fills_the_rest_when_nothing_is_delivered(hand, card):
    hand.put("case.holder", "host")
    hand.put("component.rest", "withheld")
    hand.click(card, link(card))
    assert said(card, "base/weights", 1) == "Withheld"
    assert hand.document.components == {}


def test_a_row_that_was_filled_stays_listed(hand, card):
    cell(card, "base/weights", "availability")
    hand.type("w")
    hand.put("case.holder", "host")
    assert "base/weights" in rows(card)


def test_each_layer_has_rows_of_its_own(hand, card):
    hand.put("release.layers", "base", "product")
    layers = {key.partition("/")[0] for key in rows(card)}
    assert layers == {"base", "product"}
    groups = [line for line in card.model.lines if isinstance(line, str)]
    assert any(group.startswith("Base model · ") for group in groups)
    assert any(group.startswith("Product · ") for group in groups)


def test_not_found_is_never_written_as_not_released(hand, card):
    say = hand.window.desk.say
    words = [
        say(w) for w in itertools.chain(AVAILABILITIES.values(), SHORT_AVAILABILITIES.values())
    ]
    assert not [w for w in words if "not released" in w.casefold()]
    select(card, *rows(card))
    choose(find(card, QComboBox, "Availability of the chosen rows"), "unknown")
    assert {"Not known"} == {said(card, key, 1) for key in rows(card)}
    panel = hand.window.body.panel.toPlainText()
    assert "not known: " in panel
    for wrong in ("not released", "Withheld", "not given"):
        assert wrong not in panel


def test_cells_say_component_and_column_to_screen_readers(hand, card):
    cell(card, "base/weights", "availability")
    index = card.view.currentIndex()
    role = Qt.ItemDataRole.AccessibleTextRole
    name = hand.window.desk.session.catalogue.component_by_id["weights"].name
    assert index.data(role) == f"{name}, Availability: empty"
    hand.type("r")
    assert index.data(role) == f"{name}, Availability: Released"


def test_tab_leaves_the_table(hand, card):
    cell(card, "base/weights", "availability")
    hand.press(Qt.Key.Key_Tab)
    assert not card.view.hasFocus()


def test_a_row_hidden_by_the_short_table_opens_when_it_is_asked_for(hand, card):
    hand.put("case.holder", "host")
    assert "base/weights" not in rows(card)
    card.show_row("base/weights")
    assert "base/weights" in rows(card)
    assert card.view.currentIndex().row() == place(card, "base/weights")


def test_the_table_is_as_tall_as_its_lines(hand, card):
    hand.ask_everything()
    settle()
    assert card.view.verticalScrollBar().maximum() == 0
