"""Many rows of the component table in one step."""

from __future__ import annotations

import pytest
from component_cells import rows, said, select
from hand import choose, find, in_dialog, labels, pick, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.catalogue.word import Availability


@pytest.fixture
def card(hand):
    """The table, on its page."""
    return hand.card("component.table")


def test_a_bulk_edit_of_chosen_rows_is_one_step_of_undo(hand, card):
    before = hand.document
    keys = rows(card)[:4]
    select(card, *keys)
    assert "4 rows chosen:" in labels(card)
    choose(find(card, QComboBox, "Availability of the chosen rows"), "released")
    assert dict.fromkeys(keys, Availability.RELEASED) == {
        key: row.availability for key, row in hand.document.components.items()
    }
    assert keys == card._chosen()
    hand.window.undo()
    assert hand.document == before


def test_arrow_keys_open_the_list_of_the_bulk_edit_and_set_nothing_yet(hand, card):
    select(card, *rows(card)[:2])
    box = find(card, QComboBox, "Availability of the chosen rows")
    box.setFocus()
    hand.press(Qt.Key.Key_Down)
    assert box.view().isVisible()
    assert hand.document.components == {}
    for _ in range(box.findData("gated")):
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    settle()
    assert {row.availability.value for row in hand.document.components.values()} == {"gated"}


def test_a_bulk_licence_is_one_step_and_leaves_the_rest_of_the_row(hand, card):
    keys = rows(card)[:3]
    select(card, *keys)
    choose(find(card, QComboBox, "Availability of the chosen rows"), "gated")
    box = find(card, QComboBox, "Licence of the chosen rows")
    hand.retype("MIT", box)
    hand.click(card, "Set licence")
    for key in keys:
        assert hand.document.components[key] == ComponentRow(
            availability=Availability.GATED, licence="MIT"
        )
    hand.window.undo()
    assert {row.licence for row in hand.document.components.values()} == {""}


def test_bulk_edit_waits_until_rows_are_chosen(card):
    select(card)
    assert "Choose rows to set them together:" in labels(card)
    assert not find(card, QComboBox, "Availability of the chosen rows").isEnabled()
    assert not find(card, QAbstractButton, "Add evidence…").isEnabled()
    select(card, rows(card)[0])
    assert "1 row chosen:" in labels(card)
    assert find(card, QAbstractButton, "Add evidence…").isEnabled()


def test_evidence_for_several_rows_backs_both_statements_of_each(hand, card):
    keys = rows(card)[:3]
    select(card, *keys)

    def act(dialog):
        hand.type("Repository", find(dialog, QLineEdit, "Title"))
        pick(find(dialog, QComboBox, "Grade"), "2")
        hand.click(dialog, "Use this evidence")

    in_dialog(act)
    hand.click(card, "Add evidence…")
    assert sorted(keys) == sorted(hand.document.components)
    for key in keys:
        row = hand.document.components[key]
        assert row.availability_evidence == row.licence_evidence == ("E-1",)
        assert said(card, key, 3) == "grade 2 (E-1)"


def test_cancelled_evidence_changes_no_row(hand, card):
    before = hand.document
    select(card, *rows(card)[:2])
    in_dialog(lambda dialog: dialog.reject())
    hand.click(card, "Add evidence…")
    assert hand.document == before
