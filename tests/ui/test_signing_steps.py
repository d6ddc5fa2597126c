"""Sign-off: in each role in order, each refusal in a sentence, and what a later edit does."""

from __future__ import annotations

import pytest
from hand import choose, find, finished, labels, settle, visible
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Condition, Decision, Outcome, Signoff
from procure_app.core.catalogue.word import Walk
from procure_app.session.signing import sign_off
from procure_app.ui.option import Check
from procure_app.ui.page.attest import AttestCard
from procure_app.ui.paint import Mark

ORDER = ("requester", "preparer", "technical_reviewer", "legal_reviewer", "approver")
NAME = "Name of the person or body"


@pytest.fixture
def page(hand):
    """The sign-off page of a finished document that is rejected, with one condition."""
    done = finished(hand.window.desk.session.catalogue, hand.document)
    kept = Condition(
        id="C-1", finding="who.chain", text="Name them", owner="A", due="2027-01-31", proof="List"
    )
    decision = Decision(outcome=Outcome.REJECT, decided="2026-11-22", conditions=(kept,))
    hand.change(edit.decide(done, decision))
    return hand.go("sign")


def title(hand, role: str) -> str:
    """Return the title of the role."""
    return next(r.title for r in hand.window.desk.session.catalogue.roles if r.id == role)


def opened(hand, page, role: str) -> AttestCard:
    """Open the form of this role."""
    hand.click(page, f"Sign off as {title(hand, role)}…")
    return visible(page, AttestCard)[0]


def fill(hand, card, name: str, *, interests: str = "none", opinion: str = "concur") -> None:
    """Fill the form in, every attestation ticked."""
    hand.retype(name, find(card, QLineEdit, NAME))
    choose(find(card, QComboBox, "Declaration of interests"), interests)
    if any(c.accessibleName() == "Opinion" for c in visible(card, QComboBox)):
        choose(find(card, QComboBox, "Opinion"), opinion)
    for tick in card._ticks.values():
        if not tick.isChecked():  # a form that was left open keeps what was ticked
            hand.click(tick)


def sign(hand, page, role: str, name: str = "") -> None:
    """Sign off in this role."""
    card = opened(hand, page, role)
    fill(hand, card, name or f"Person {role}")
    hand.click(card, "Sign off")
    settle()
    assert visible(page, AttestCard) == [], labels(card)


def sign_straight(hand, *roles: str) -> None:
    """Sign off in these roles without the form."""
    for role in hand.window.desk.session.catalogue.roles:
        if role.id in roles:
            given = Signoff(
                role=role.id,
                name=f"Person {role.id}",
                opinion="concur" if role.signs == "file" else "",
                attestations=role.attestations,
                when=hand.window.desk.session.clock(),
                layer=role.signs,
                digest="",
            )
            sign_off(hand.window.desk.session, given)
    settle()


def refusal(hand, card) -> str:
    """Press Sign off and return the sentence that says why not."""
    before = hand.document
    hand.click(card, "Sign off")
    assert before == hand.document
    assert card.isVisible()
    return card._wrong.text() if card._wrong.isVisible() else ""


def signed(page) -> list[list[str]]:
    """Return the parts of each line about signatures, as they are read."""
    html = next(
        label.text()
        for label in visible(page, QLabel)
        if label.accessibleName().startswith("Who has signed: ")
    )
    lines = QTextDocumentFragment.fromHtml(html).toPlainText().splitlines()
    return [line.split(" · ") for line in lines]


def state(hand, page, role: str) -> str:
    """Return the state of the role's signature."""
    settle()
    return next(row[-1] for row in signed(page) if row[0] == title(hand, role))


def test_every_role_signs_in_order_until_all_is_signed(hand, page):
    assert {row[-1] for row in signed(page)} == {"still to sign"}
    for number, role in enumerate(ORDER, 1):
        sign(hand, page, role)
        assert state(hand, page, role) == "stands"
        assert hand.document.signoffs[-1].role == role
        assert len(hand.document.signoffs) == number
    chain = [s.previous for s in hand.document.signoffs]
    assert chain[0] == ""
    assert len(set(chain)) == len(ORDER)
    assert [s.layer for s in hand.document.signoffs] == ["file"] * 4 + ["decision"]
    assert "Signed off" in [m.text() for m in visible(hand.window.body.header, Mark)]
    assert len(signed(page)) == len(ORDER)


def test_a_signature_is_listed_with_role_name_opinion_and_moment(hand, page):
    sign(hand, page, "preparer", "A. Person")
    row = next(r for r in signed(page) if r[0] == "Preparer")
    assert row == ["Preparer", "A. Person", "concur", "22 November 2026, 10:00 UTC", "stands"]


def test_a_reviewer_gives_an_opinion_and_a_comment(hand, page):
    card = opened(hand, page, "technical_reviewer")
    fill(hand, card, "T. Person", opinion="do not concur")
    hand.type("The test set is too small", find(card, QPlainTextEdit, "Comment"))
    hand.type("Unit 5", find(card, QLineEdit, "Organisation"))
    hand.type("t@example.org", find(card, QLineEdit, "E-mail"))
    hand.type("Order 12", find(card, QLineEdit, "Acting for whom, under which delegation"))
    hand.click(card, "Sign off")
    given = hand.document.signoffs[-1]
    assert given.opinion == "do not concur"
    assert given.comment == "The test set is too small"
    assert (given.organisation, given.email) == ("Unit 5", "t@example.org")
    assert given.delegation == "Order 12"
    assert (
        dict(given.attestations)
        == {r.id: dict(r.attestations) for r in hand.window.desk.session.catalogue.roles}[
            "technical_reviewer"
        ]
    )


def test_the_approver_is_asked_for_no_opinion(hand, page):
    card = opened(hand, page, "approver")
    names = [combo.accessibleName() for combo in visible(card, QComboBox)]
    assert names == ["Declaration of interests"]


def test_without_a_declaration_or_opinion_it_is_refused(hand, page):
    card = opened(hand, page, "preparer")
    hand.type("A. Person", find(card, QLineEdit, NAME))
    assert refusal(hand, card) == "Choose a declaration of interests and an opinion."
    choose(find(card, QComboBox, "Declaration of interests"), "none")
    assert refusal(hand, card) == "Choose a declaration of interests and an opinion."


def test_without_a_name_it_is_refused(hand, page):
    card = opened(hand, page, "preparer")
    fill(hand, card, "   ")
    said = refusal(hand, card)
    assert said == "Give the role and the name of the person or body that signs."


def test_without_every_attestation_it_is_refused(hand, page):
    card = opened(hand, page, "preparer")
    fill(hand, card, "A. Person")
    hand.click(list(card._ticks.values())[-1])
    assert refusal(hand, card) == "Tick every attestation, one by one."


def test_a_person_who_is_recused_is_refused(hand, page):
    card = opened(hand, page, "preparer")
    fill(hand, card, "A. Person", interests="recused")
    said = refusal(hand, card)
    assert said == "A person who is recused cannot sign off. Name somebody else."


def test_preparer_and_approver_must_differ_unless_a_reason_is_recorded(hand, page):
    sign(hand, page, "preparer", "A. Person")
    sign_straight(hand, *set(ORDER) - {"preparer", "approver"})
    card = opened(hand, page, "approver")
    fill(hand, card, "a.  person")
    assert refusal(hand, card) == (
        "Preparer and approver must be different people. If they cannot be, record why on the "
        "Decision page."
    )
    decision = hand.go("decision")
    words = "Why preparer and approver could not be two people, if so"
    hand.type("One officer only", find(decision, QLineEdit, words))
    hand.go("sign")
    sign(hand, page, "approver", "A. Person")
    assert hand.document.signoffs[-1].role == "approver"


def test_the_approver_waits_for_the_others(hand, page):
    sign(hand, page, "requester")
    card = opened(hand, page, "approver")
    fill(hand, card, "B. Person")
    assert refusal(hand, card) == "Preparer has to sign off the file first."


def test_without_a_decision_the_approver_cannot_sign(hand, page):
    hand.change(edit.decide(hand.document, Decision()))
    sign_straight(hand, *ORDER[:-1])
    card = opened(hand, page, "approver")
    fill(hand, card, "B. Person")
    said = refusal(hand, card)
    assert said == "No decision is recorded. Choose one on the Decision page."


def test_an_obstacle_of_the_decision_keeps_the_approver_from_signing(hand, page):
    half = edit.changed(hand.document.decision.conditions[0], owner="")
    hand.change(edit.put_condition(hand.document, half))
    card = opened(hand, page, "approver")
    fill(hand, card, "B. Person")
    assert refusal(hand, card) == "C-1 needs a text, an owner, a due date and a proof."


def test_what_was_typed_stays_after_a_refusal(hand, page):
    card = opened(hand, page, "preparer")
    hand.type("A. Person", find(card, QLineEdit, NAME))
    refusal(hand, card)
    assert find(card, QLineEdit, NAME).text() == "A. Person"


def test_cancel_and_another_role_sign_nothing(hand, page):
    card = opened(hand, page, "preparer")
    fill(hand, card, "A. Person")
    hand.click(card, "Cancel")
    assert visible(page, AttestCard) == []
    opened(hand, page, "preparer")
    opened(hand, page, "requester")
    assert len(visible(page, AttestCard)) == 1
    assert hand.document.signoffs == ()


def test_a_later_edit_of_the_file_is_named_and_makes_signatures_stale(hand, page):
    sign_straight(hand, *ORDER)
    hand.click(hand.card("who.chain").editor.buttons["some"])
    hand.go("sign")
    short = hand.window.desk.session.catalogue.by_id["who.chain"].short
    for role in ORDER[:-1]:
        said = state(hand, page, role)
        assert said.startswith("changed since sign-off: ")
        assert short in said
    assert state(hand, page, "approver").startswith("changed since sign-off: ")
    assert "Decided, not signed" in labels(hand.window.body.header)
    hand.window.undo()
    hand.go("sign")
    assert {state(hand, page, role) for role in ORDER} == {"stands"}


def test_a_later_edit_of_the_decision_concerns_the_approver_only(hand, page):
    sign_straight(hand, *ORDER)
    decision = hand.go("decision")
    hand.type("x", find(decision, QPlainTextEdit, "Second reason"))
    hand.go("sign")
    assert state(hand, page, "approver").startswith("changed since sign-off: ")
    assert {state(hand, page, role) for role in ORDER[:-1]} == {"stands"}


def test_signing_again_replaces_nothing_and_stands(hand, page):
    sign(hand, page, "preparer")
    hand.click(hand.card("who.chain").editor.buttons["some"])
    hand.go("sign")
    sign(hand, page, "preparer")
    assert len(hand.document.signoffs) == 2
    states = [row[-1] for row in signed(page) if row[0] == "Preparer"]
    assert states[-1] == "stands"


def test_a_body_signs_with_members_quorum_and_minute(hand, page):
    card = opened(hand, page, "legal_reviewer")
    members = "Members present, separated by commas"
    assert members not in [f.accessibleName() for f in visible(card, QLineEdit)]
    hand.click(find(card, Check, "A body signs, not one person"))
    fill(hand, card, "Committee for AI")
    hand.type("A. One, B. Two , ", find(card, QLineEdit, members))
    hand.type("2 of 3", find(card, QLineEdit, "Quorum (such as 3 of 5)"))
    hand.type("2026/14", find(card, QLineEdit, "Reference of the minute"))
    hand.click(card, "Sign off")
    given = hand.document.signoffs[-1]
    assert given.body
    assert given.members == ("A. One", "B. Two")
    assert (given.quorum, given.minute) == ("2 of 3", "2026/14")


def test_the_record_begins_after_approval_only(hand, page):
    add = find(page, QAbstractButton, "Add to the record")
    choose(find(page, QComboBox, "What happened"), "incident")
    hand.type("A. Person", find(page, QLineEdit, "Recorded by"))
    hand.type("It leaked a name", find(page, QLineEdit, "What happened, in words"))
    hand.click(add)
    assert hand.notice == "The record begins after the approver has signed the decision."
    assert hand.document.record == ()
    sign_straight(hand, *ORDER)
    hand.click(add)
    assert hand.document.record[0].text == "It leaked a name"
    assert "22 November 2026 · Incident · It leaked a name (A. Person)" in labels(page)
    assert {state(hand, page, role) for role in ORDER} == {"stands"}


def test_the_record_wants_words_and_a_name(hand, page):
    hand.click(find(page, QAbstractButton, "Add to the record"))
    assert hand.notice == "Say what happened, in words, and who records it."


def test_a_condition_is_closed_in_the_record(hand, page):
    sign_straight(hand, *ORDER)
    names = [c.accessibleName() for c in visible(page, QComboBox)]
    assert "Which condition" not in names
    choose(find(page, QComboBox, "What happened"), "condition closed")
    choose(find(page, QComboBox, "Which condition"), "C-1")
    hand.type("A. Person", find(page, QLineEdit, "Recorded by"))
    hand.type("The list came", find(page, QLineEdit, "What happened, in words"))
    hand.click(page, "Add to the record")
    entry = hand.document.record[0]
    assert (entry.kind, entry.condition) == ("condition closed", "C-1")
    assert "22 November 2026 · Condition closed C-1 · The list came (A. Person)" in labels(page)


def test_an_incident_names_no_condition_that_was_chosen_before(hand, page):
    sign_straight(hand, *ORDER)
    choose(find(page, QComboBox, "What happened"), "condition closed")
    choose(find(page, QComboBox, "Which condition"), "C-1")
    choose(find(page, QComboBox, "What happened"), "incident")
    hand.type("A. Person", find(page, QLineEdit, "Recorded by"))
    hand.type("It leaked", find(page, QLineEdit, "What happened, in words"))
    hand.click(page, "Add to the record")
    assert hand.document.record[0].condition == ""


def test_the_record_offers_the_conditions_there_are_now(hand, page):
    changed = edit.drop_treatment(hand.document, "C-1")
    hand.change(edit.put_condition(changed, Condition(id="C-2", finding="who.chain")))
    choose(find(page, QComboBox, "What happened"), "condition closed")
    combo = find(page, QComboBox, "Which condition")
    assert [combo.itemData(n) for n in range(1, combo.count())] == ["C-2"]


def test_the_page_says_that_identities_are_asserted(hand, page):
    assert hand.window.desk.session.catalogue.fixed.identity in labels(page)


def test_names_of_the_user_stay_text(hand, page):
    sign(hand, page, "preparer", "<b>A</b> & Co")
    assert next(row[1] for row in signed(page) if row[0] == "Preparer") == "<b>A</b> & Co"


def test_a_high_impact_adds_the_independent_reviewer(hand, page):
    hand.put("case.impact", "high", evidence=("E-1",))
    hand.go("sign")
    assert state(hand, page, "independent_reviewer") == "still to sign"


def test_signatures_survive_saving_and_opening(hand, page, answers, tmp_path):
    sign_straight(hand, *ORDER)
    answers.file = tmp_path / "signed.procure"
    hand.menu("save")
    hand.window.open(tmp_path / "signed.procure")
    again = hand.go("sign")
    assert {state(hand, again, role) for role in ORDER} == {"stands"}


def test_a_description_shows_the_page_and_its_button_only(hand):
    hand.window.new(Walk.DESCRIBE)
    page = hand.go("sign")
    assert labels(page) == ["The page", "One citable page about the release."]
    assert [b.text() for b in visible(page, QAbstractButton)] == ["Save report as PDF…"]


def test_leaving_the_page_of_a_description_for_a_new_purchase_breaks_nothing(hand):
    hand.menu("describe")
    hand.go("sign")
    hand.menu("new")
    assert hand.document.walk == "purchase"
    assert hand.notice == ""
