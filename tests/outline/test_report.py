"""Each part of the report says in words what was found, and never more."""

from __future__ import annotations

import datetime

import pytest

from outline.build import assessment, decided, entry, evidence, outline, part, signed
from outline.said import said
from outline.small import SMALL
from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.approval import Revision
from procure_app.core.assessment.edit import changed
from procure_app.core.outline.block import Figure, Heading, Link, SignatureBox, Table

GIVEN = ComponentRow(
    availability="released",
    availability_evidence=("E-1",),
    licence="NONE",
    found="https://example.org/w",
    version="v1",
    note="Looked twice.",
)


def test_the_parts_come_in_their_order():
    blocks = outline(assessment()).blocks
    parts = [said(b.text) for b in blocks if isinstance(b, Heading) and b.level == 1]

    assert parts == [
        "What the release includes",
        "What we may do with it",
        "Who stands behind it",
        "What falls short",
        "Decision, conditions and acceptances",
        "Every question asked, with its answer",
        "Questions not asked, and why",
        "Evidence register",
        "Rules used, with versions and dates",
        "Limits of this report",
        "When to assess again",
        "Attestations and signatures",
        "Change history",
    ]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("open", "DRAFT: not decided"),
        ("decided", "DRAFT: decided, not yet signed by the approver"),
        ("signed", ""),
        ("changed", "DRAFT: changed since the approver signed"),
    ],
)
def test_it_is_a_draft_in_words_until_the_approver_has_signed(state, status):
    given = assessment()
    if state != "open":
        given = decided(given, outcome="reject")
    if state in ("signed", "changed"):
        given = signed(given, "approver")
    if state == "changed":
        given = changed(given, title="another")

    assert said(outline(given).status) == status


def test_the_foot_carries_digests_and_versions():
    open_ = said(outline(assessment()).footer)
    closed = said(outline(decided(assessment(), outcome="reject")).footer)

    assert open_.startswith("file ")
    assert "decision" not in open_
    assert " · decision " in closed
    assert "catalogue 1 · rules as of 22 November 2026" in closed


def test_a_yes_below_its_grade_is_claimed_and_not_shown():
    weak = Answer(value=("yes",), evidence=("E-1",))
    given = assessment({"rights.use": weak}, evidence=(evidence("E-1", 1),))
    assert said(entry(given, "Is rights.use so?").mark.text) == "claimed, not shown"

    shown = changed(given, evidence=(evidence("E-1", 2),))
    assert said(entry(shown, "Is rights.use so?").mark.text) == "yes"


def test_a_derived_answer_says_what_it_follows_from_and_who_disputes_it():
    given = assessment(
        {"case.impact": "high", "duty.follows": Answer(disputed="We see it otherwise.")}
    )
    text = said(entry(given, "Is duty.follows so?"))

    assert "No, not at all" in text
    assert "Follows from\n“Impact level” is “High: people are affected”" in text
    assert "Disputed\nWe see it otherwise." in text


def test_a_question_that_does_not_apply_names_its_condition():
    text = part(assessment(), "Questions not asked, and why")

    assert "Asked only if “Users” is at least 1000 or “Final weights” is released." in text
    assert "State of exit" in text


def test_an_answer_off_the_path_is_printed_as_not_counted():
    given = assessment({"duty.exit": Answer(value=("no",), note="From an earlier plan.")})
    text = part(given, "Questions not asked, and why")

    assert "Entered before, not counted now" in text
    assert "From an earlier plan." in text


def test_components_are_a_picture_and_a_table_with_every_column():
    given = assessment(components={"base/weights": GIVEN}, evidence=(evidence("E-1", 2),))
    blocks = outline(given).blocks
    figure = next(block for block in blocks if isinstance(block, Figure))
    table = next(b for b in blocks if isinstance(b, Table) and "Component" in said(b.head))

    assert said(figure.rows[0][0]) == "Model"
    assert (figure.rows[0][1][0].name, said(figure.rows[0][1][0].word)) == (
        "Final weights",
        "released",
    )
    assert said(figure.alternative).startswith("The components as squares: 1 of 3 are released.")
    row = said(table.rows[0])
    for words in ("Final weights", "released", "no licence stated", "v1", "E-1 (2)"):
        assert words in row
    assert Link(GIVEN.found, GIVEN.found) in table.under[0]
    assert "Looked twice." in table.under[0]


def test_a_found_place_that_is_no_web_address_never_becomes_a_link():
    row = changed(GIVEN, found="javascript:alert(1)")
    given = assessment(components={"base/weights": row})
    table = next(b for b in outline(given).blocks if isinstance(b, Table) and b.under)

    assert not any(isinstance(cell, Link) for cell in table.under[0])


def test_rights_are_the_answers_and_nothing_derived():
    text = part(assessment({"rights.use": "half"}), "What we may do with it")

    assert "State of use\npartly\nlimits\nIn part" in text


def test_duties_show_who_is_bound_by_what_and_who_carries_them():
    duty = Answer(
        value=("half",), bound="developer", instrument="licence", clause="s. 4", carried="buyer"
    )
    text = part(assessment({"duty.repair": duty}), "Who stands behind it")

    assert "G4 repairing flaws\ndeveloper\nplain\nlicence\nplain\ns. 4\nbuyer\nplain" in text


def test_a_finding_says_how_it_falls_short_and_by_when_a_bar_must_be_cured():
    text = said(entry(assessment({"rights.use": "no"}), "It is not shown that rights.use is so."))

    assert text.startswith("F-01")
    assert "The answer is no. It must be cured before the award." in text
    assert "Treatment\nnone yet" in text


def test_evidence_is_listed_with_its_digest_in_full_and_its_users():
    item = evidence(
        "E-1", 3, kind="file", digest="ab" * 32, size=12345, expires=datetime.date(2026, 1, 1)
    )
    given = assessment(
        {"duty.repair": Answer(value=("yes",), evidence=("E-1", "E-9"))}, evidence=(item,)
    )
    text = said(entry(given, "Paper E-1"))

    for words in (
        "grade 3",
        "a binding term; file",
        " ".join(["abab"] * 16),
        "12,345 bytes",
        "1 January 2026: expired at the date of this assessment",
        "G4 State of repair",
    ):
        assert words in text
    question = said(entry(given, "Is duty.repair so?"))
    assert "expired on 1 January 2026" in question
    assert "E-9 (not in the register)" in question


def test_what_evidence_is_used_for_stands_in_the_order_of_the_questions():
    asked = [q.id for q in SMALL.questions() if q.kind.value == "choice"][:3]
    answers = {key: Answer(value=("yes",), evidence=("E-1",)) for key in reversed(asked)}
    text = part(assessment(answers, evidence=(evidence("E-1", 2),)), "Evidence register")

    places = [text.index(SMALL.by_id[key].short) for key in asked]
    assert places == sorted(places)


def test_an_answer_that_names_an_item_twice_uses_it_once():
    question = next(iter(SMALL.questions()))
    answers = {question.id: Answer(value=("x",), evidence=("E-1", "E-1"))}
    text = part(assessment(answers, evidence=(evidence("E-1", 2),)), "Evidence register")
    assert text.count(question.short) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"bound": "developer"}, "developer"),
        ({"bound": "nobody", "instrument": "nothing"}, "nobody, by nothing"),
        ({"bound": "host", "clause": "Terms, section 5"}, "host: Terms, section 5"),
        ({"instrument": "licence", "clause": "2"}, "not said, by licence: 2"),
    ],
)
def test_who_is_bound_by_what_reads_as_one_line(fields, words):
    given = assessment({"duty.repair": Answer(value=("no",), **fields)})

    assert f"Who is bound\n{words}\n" in said(entry(given, "Is duty.repair so?"))


def test_the_first_saved_state_says_that_it_is_the_first():
    moment = datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC)
    first = Revision(number=1, when=moment, digest="ab" * 32)
    second = Revision(number=2, when=moment, digest="cd" * 32, changed=("title",))
    text = part(assessment(revisions=(first, second)), "Change history")

    assert text.count("first saved") == 1


def _boxes(given) -> dict[str, SignatureBox]:
    boxes = [b for b in outline(given).blocks if isinstance(b, SignatureBox)]
    return {b.role: b for b in reversed(boxes)}  # the first of a role


def test_every_required_role_has_a_box_and_a_stale_sign_off_names_what_changed():
    ticked = {"read": "The reviewer has read it."}
    given = signed(assessment({"case.use": "A."}), "reviewer", attestations=ticked)
    assert {role: said(box.state.text) for role, box in _boxes(given).items()} == {
        "Preparer": "not signed yet",
        "Reviewer": "does not count",  # not every attestation was made
        "Approver": "not signed yet",
    }
    assert [(tick, text) for tick, text in _boxes(given)["Reviewer"].attestations] == [
        (True, "The reviewer has read it."),
        (False, "The reviewer is free."),
    ]

    given = signed(assessment({"case.use": "A."}), "reviewer")
    assert said(_boxes(given)["Reviewer"].state.text) == "stands"
    later = changed(given, answers={"case.use": Answer(value=("B.",))})
    boxes = [b for b in outline(later).blocks if isinstance(b, SignatureBox)]
    stale = next(box for box in boxes if said(box.state.text) == "changed since sign-off")
    assert "Changed since\nthe answer to “Use”" in said(stale)
    assert [box.role for box in boxes].count("Reviewer") == 2  # signed once, to be signed again


def test_a_sign_off_is_printed_with_its_time_zone_and_its_digest_in_fours():
    box = said(_boxes(signed(assessment(), "preparer"))["Preparer"])

    assert "20 November 2026, 09:30:00 UTC" in box
    assert "SHA-256 of the file\n" in box


def test_one_person_in_both_roles_prints_the_reason():
    given = signed(decided(assessment(), outcome="reject"), "preparer", name="A. B.")
    both = signed(given, "approver", name="a.  b.")
    assert "one person. No reason is recorded." in part(both, "Attestations and signatures")

    reasoned = decided(assessment(), outcome="reject", same_person_reason="A small office.")
    both = signed(signed(reasoned, "preparer", name="A. B."), "approver", name="A. B.")
    assert "The reason: A small office." in part(both, "Attestations and signatures")


def test_it_never_says_certified():
    texts = said(outline(assessment()).blocks).lower()

    assert "certified" not in texts
