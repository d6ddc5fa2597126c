"""Page one tells an approver with two minutes what is signed, and what speaks against it."""

from __future__ import annotations

import datetime

from outline.build import assessment, decided, evidence, first_page, outline, part, signed
from outline.said import said
from procure_app.core.assessment.answer import Answer
from procure_app.core.assessment.approval import Acceptance, Condition, Entry
from procure_app.core.assessment.edit import changed
from procure_app.core.outline.block import Columns, Heading, Note, Title

DAY = datetime.date(2027, 6, 30)
SET = {"case.impact": "low", "rights.use": "yes", "rights.change": "yes"}


def _headings(blocks) -> list[str]:
    found = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append(said(block.text))
        elif isinstance(block, Columns):
            found += [heading for part in block.parts for heading in _headings(part)]
    return found


def test_the_order_is_that_of_the_officers_review():
    blocks = outline(assessment()).blocks

    assert isinstance(blocks[0], Title)
    assert isinstance(blocks[1], Note)
    assert _headings(blocks)[:7] == [
        "Bars and blockers",
        "Duties that nobody carries",
        "The approval lapses unless",
        "For",
        "Against, the strongest reason",
        "Not known",
        "What this release is",
    ]


def test_it_says_what_is_signed_for_which_use_and_until_when():
    given = decided(
        assessment({"case.use": "Drafts letters."}),
        outcome="approve with conditions",
        valid_until=DAY,
        approver_level="Directive 7.",
    )

    page = first_page(given)

    assert "Approve with conditions" in page
    assert "until 30 June 2027" in page
    assert "For this use only: Drafts letters." in page
    assert "To be signed by the approver. Who may approve: Directive 7." in page


def test_it_names_the_authority_and_its_limit_once_signed():
    given = signed(
        decided(assessment(), outcome="reject"), "approver", delegation="Order 12", limit="all"
    )

    assert "Signed by Person of approver under Order 12, limit: all (stands)." in first_page(given)


def test_reviewers_opinions_stand_on_it_and_a_stale_one_says_so():
    given = signed(assessment(), "reviewer", opinion="concur with comment", comment="But watch it.")
    assert "Reviewer: concurs with comment, “But watch it.”" in first_page(given)

    later = changed(given, title="another title")
    assert "(changed since sign-off)" in first_page(later)


def test_a_required_reviewer_who_has_not_signed_is_named():
    assert "Reviewer: not signed yet" in first_page(assessment())


def test_a_decision_against_the_rules_shows_both():
    given = decided(assessment({"rights.use": "no"}), outcome="approve")

    assert "The rules propose: Reject. A bar stands" in first_page(given)


def test_in_a_competition_return_is_a_clarification():
    given = decided(assessment({"case.data": "some"}), outcome="return for information")

    assert "Ask for clarification under the tender rules" in first_page(given)


def test_an_open_bar_is_listed_and_an_unanswered_blocker_named():
    page = first_page(assessment({"rights.use": "no"}))

    assert "bar, open\nno\nIt is not shown that rights.use is so." in page
    assert "not answered\nunknown\nState of change; State of repair." in page


def test_only_an_approval_has_an_end():
    for outcome, ends in (("approve", True), ("reject", False), ("return for information", False)):
        given = decided(assessment({"case.data": "some"}), outcome=outcome)
        assert ("no end date given" in first_page(given)) is ends
        assert ("Valid until" in part(given, "Decision, conditions and acceptances")) is ends


def test_an_accepted_blocker_names_who_accepted_it_and_until_when():
    accepted = Acceptance(id="A-1", finding="rights.change", authority="The head", expires=DAY)
    given = decided(assessment({**SET, "rights.change": "no"}), acceptances=(accepted,))

    page = first_page(given)

    assert "accepted until 30 June 2027" in page
    assert "It is not shown that rights.change is so. (The head; " in page


def test_an_acceptance_cannot_lift_a_bar_but_a_waiver_can():
    accepted = Acceptance(id="A-1", finding="rights.use", authority="The head", expires=DAY)
    given = assessment({"rights.use": "no"})

    assert "bar, open" in first_page(decided(given, acceptances=(accepted,)))
    waived = changed(accepted, waiver=True)
    assert "waived until 30 June 2027" in first_page(decided(given, acceptances=(waived,)))


def test_of_several_acceptances_the_one_that_holds_on_the_day_is_named():
    fields = {"finding": "rights.change", "authority": "The head"}
    ended = Acceptance(id="A-1", expires=datetime.date(2026, 1, 1), **fields)
    unsigned = Acceptance(id="A-2", finding="rights.change", expires=DAY)
    holds = Acceptance(id="A-3", expires=DAY, **fields)
    given = assessment({**SET, "rights.change": "no"})

    page = first_page(decided(given, acceptances=(ended, unsigned, holds)))

    assert "accepted until 30 June 2027" in page
    assert ", A-3)" in page
    assert "A-1" not in page


def test_an_acceptance_that_has_ended_accepts_nothing():
    ended = Acceptance(
        id="A-1", finding="rights.change", authority="X", expires=datetime.date(2026, 1, 1)
    )
    given = decided(assessment({**SET, "rights.change": "no"}), acceptances=(ended,))

    assert "blocker, open" in first_page(given)


def test_duties_that_nobody_carries_stand_in_words():
    nobody = Answer(value=("no",), bound="nobody", carried="nobody")
    ours = Answer(value=("no",), instrument="nothing", carried="buyer")
    page = first_page(assessment({"duty.repair": nobody, "duty.warning": ours}))

    assert "2 of 2 duties are bound by nobody. Of those, 1 is carried by nobody." in page
    assert "Carried by nobody: repairing flaws." in page
    assert "Bound by nobody, yet carried by somebody: warning us." in page


def test_conditions_that_lapse_it_are_listed_and_closed_ones_say_so():
    condition = Condition(
        id="C-1",
        finding="rights.change",
        text="The test passes",
        owner="M. O.",
        due=DAY,
        proof="log",
    )
    given = decided(assessment(), outcome="approve with conditions", conditions=(condition,))
    assert "C-1 The test passes\nM. O.\n30 June 2027\nlog" in first_page(given)

    closed = Entry(kind="condition closed", day=DAY, by="A. B.", text="Done.", condition="C-1")
    assert "closed on 30 June 2027 by A. B." in first_page(changed(given, record=(closed,)))


def test_a_rejection_has_no_conditions_that_lapse():
    page = first_page(decided(assessment(), outcome="reject"))

    assert "The approval lapses unless" not in page


def test_reasons_of_the_person_come_before_those_of_the_rules():
    given = assessment(
        {"rights.use": Answer(value=("yes",), evidence=("E-1",))}, evidence=(evidence("E-1", 4),)
    )
    assert "State of use: Yes, in full (evidence grade 4)" in first_page(given)

    page = first_page(decided(given, reasons=("It is fast.",), against="It is costly."))
    assert "It is fast." in page
    assert "It is costly." in page
    assert "State of use: Yes, in full" not in page


def test_what_is_not_known_is_counted_and_named():
    page = first_page(assessment({"rights.use": Answer(standing="unknown")}))

    assert "questions: State of use." in page


def test_a_blocker_set_aside_stands_there_with_its_reason():
    aside = Answer(standing="not applicable", reason="We change nothing.")
    page = first_page(assessment({"rights.change": aside}))

    assert "answered “not applicable”: State of change (We change nothing.)." in page


def test_the_vendors_label_is_a_dated_quotation():
    label = ("open source", "https://example.org/a", "2026-05-03")
    page = first_page(assessment({"release.label": label}))

    assert "The vendor calls it “open source”, https://example.org/a, read 3 May 2026." in page


def test_an_empty_assessment_has_a_page_one_too():
    page = first_page(assessment())

    assert "A release without a name yet" in page
    assert "Not decided yet" in page
    assert "Nothing is known of this release yet." in page
