"""Answers go to a later catalogue whole or not at all, and nothing entered is lost on the way."""

from __future__ import annotations

import pytest
from catalogue.tiny import UNKNOWN, assessment_of, choice, entry, given, is_, steady
from catalogue.versions import NEW, OLD, STEP, step, version
from hypothesis import given as whatever
from hypothesis import strategies as st

from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.assessment.approval import Acceptance, Condition, Decision
from procure_app.core.assessment.edit import changed
from procure_app.core.assessment.migration import Change, Migration, What, migrate
from procure_app.core.assessment.retired import Retired
from procure_app.core.catalogue.word import Kind

FULL = given(
    "right", note="n", evidence=("E-1",), bound="host", instrument="promise", clause="4",
    carried="buyer", disputed="d", reason="r",
)  # fmt: skip


def moved(answers=None, **fields) -> Migration:
    """Return a document of the old catalogue in the new."""
    fields.setdefault("depth", "full")
    return migrate(assessment_of(answers, **fields), OLD, NEW, (STEP,))


def told(migration: Migration, what: What) -> list[Change]:
    """Return the changes of this kind."""
    return [change for change in migration.changes if change.what is what]


def test_the_document_is_of_the_new_version_and_else_as_it_was():
    before = assessment_of({"a.kept": "yes"}, title="Pythia", depth="full")
    after = migrate(before, OLD, NEW, (STEP,)).assessment
    assert after == changed(before, catalogue_version="2")


def test_a_renamed_question_takes_its_answer_along_with_all_that_was_said_beside_it():
    after = moved({"a.moved": FULL})
    assert after.assessment.answers == {"a.went": changed(FULL, value=("east",))}
    assert after.assessment.retired == ()
    assert told(after, What.RENAMED) == [
        Change(What.RENAMED, "a.moved?", ("right",), ("a.went?",), ("east",))
    ]


def test_a_removed_question_keeps_its_text_and_answer():
    after = moved({"a.gone": FULL})
    assert after.assessment.answers == {}
    assert after.assessment.retired == (
        Retired(key="a.gone", text="a.gone?", value=("right",), answer=FULL, catalogue_version="1"),
    )
    assert told(after, What.REMOVED) == [
        Change(What.REMOVED, "a.gone?", ("right",), why="The rule has ended.")
    ]


def test_options_are_kept_in_the_words_that_were_offered():
    worded = version("1", choice("a.gone", "yes"))
    section = worded.sections[0]
    option = changed(section.questions[0].options[0], text="Yes, in writing")
    question = changed(section.questions[0], options=(option,))
    worded = changed(worded, sections=(changed(section, questions=(question,)),))
    after = migrate(assessment_of({"a.gone": "yes"}), worded, NEW, (STEP,))
    assert after.assessment.retired[0].value == ("Yes, in writing",)


@pytest.mark.parametrize(
    ("ticked", "first", "second"),
    [
        (("one",), ("yes",), None),
        (("two",), None, ("yes",)),
        (("one", "two"), ("yes",), ("yes",)),
        (("neither",), ("no",), ("no",)),
    ],
)
def test_a_split_question_answers_each_part_that_its_options_lead_to(ticked, first, second):
    after = moved({"a.both": given(*ticked, note="n", evidence=("E-1",))})
    wanted = {"a.first": first, "a.second": second}
    assert after.assessment.answers == {
        key: given(*value, note="n", evidence=("E-1",)) for key, value in wanted.items() if value
    }
    assert [kept.key for kept in after.assessment.retired] == ["a.both"]
    (change,) = told(after, What.SPLIT)
    assert (change.before, change.said) == ("a.both?", ticked)


def test_what_is_not_known_of_the_whole_is_not_known_of_any_part():
    after = moved({"a.both": UNKNOWN})
    assert after.assessment.answers == {"a.first": UNKNOWN, "a.second": UNKNOWN}


def test_two_ticks_of_which_one_leads_nowhere_are_not_carried_as_one():
    """What is left over could read better than what was said."""
    after = moved({"a.places": given("here", "there")})
    assert after.assessment.answers == {}
    assert after.assessment.retired[0].value == ("here", "there")
    assert told(after, What.UNFIT) == [
        Change(What.UNFIT, "a.places?", ("here", "there"), ("a.places?",))
    ]
    assert moved({"a.places": given("here", "far")}).assessment.retired == ()


def test_an_option_of_a_split_that_leads_nowhere_holds_all_of_them_back():
    less = step(
        question_split=[
            {"id": "a.both", "into": [{"question": "a.first", "options": {"one": "yes"}}]}
        ]
    )
    before = assessment_of({"a.both": given("one", "two")}, depth="full")
    after = migrate(before, OLD, NEW, (less,)).assessment
    assert (dict(after.answers), len(after.retired)) == ({}, 1)


def test_an_answer_that_does_not_fit_the_new_kind_is_asked_anew():
    after = moved({"a.text": "as typed", "a.number": "7"})
    assert after.assessment.answers == {"a.text": given("as typed")}
    assert [(kept.key, kept.value) for kept in after.assessment.retired] == [("a.number", ("7",))]


@pytest.mark.parametrize(
    ("answer", "field"),
    [(Answer(standing="not applicable", reason="No."), "not_applicable"), (UNKNOWN, "unknown")],
)
def test_a_standing_that_is_no_longer_offered_is_asked_anew(answer, field):
    old = version("1", choice("a.one", **{field: True}))
    new = version("2", choice("a.one", **{field: False}))
    before = assessment_of({"a.one": answer})
    assert migrate(before, old, new, (step(),)).assessment.answers == {}
    assert migrate(before, old, changed(old, version="2"), (step(),)).assessment.retired == ()


def test_several_ticks_do_not_become_one_choice():
    old = version("1", choice("a.one", "x", "y", kind=Kind.CHOICES))
    new = version("2", choice("a.one", "x", "y"))
    for ticks, kept in ((("x",), 0), (("x", "y"), 1)):
        after = migrate(assessment_of({"a.one": given(*ticks)}), old, new, (step(),)).assessment
        assert len(after.retired) == kept


def test_a_question_that_vanished_unnamed_keeps_its_answer_as_text():
    old = version("1", choice("a.one"), choice("a.two"))
    new = version("2", choice("a.two"))
    after = migrate(assessment_of({"a.one": "yes"}), old, new, (step(),))
    assert [kept.text for kept in after.assessment.retired] == ["a.one?"]
    assert [change.what for change in after.changes] == [What.REMOVED]


def test_two_questions_that_become_one_leave_the_second_as_text():
    old = version("1", choice("a.one"), choice("a.two"))
    new = version("2", choice("a.two"))
    both = step(question_renamed=[{"id": "a.one", "to": "a.two"}])
    after = migrate(assessment_of({"a.one": "yes", "a.two": "no"}), old, new, (both,)).assessment
    assert after.answers == {"a.two": given("yes")}
    assert [(kept.key, kept.value) for kept in after.retired] == [("a.two", ("no",))]


def test_an_answer_that_no_catalogue_knows_stays_and_never_begins_to_count():
    after = moved({"x.unknown": "1", "a.fresh": "yes"}).assessment
    assert after.answers == {"x.unknown": given("1")}
    assert [(kept.key, kept.text) for kept in after.retired] == [("a.fresh", "")]


def test_an_option_that_was_never_offered_does_not_begin_to_count():
    old, new = version("1", choice("a.q", "x")), version("2", choice("a.q", "x", "z"))
    after = migrate(assessment_of({"a.q": "z"}), old, new, (step(),))
    assert after.assessment.answers == {}
    assert [(kept.key, kept.value) for kept in after.assessment.retired] == [("a.q", ("z",))]
    assert [change.what for change in after.changes] == [What.UNFIT]


def test_ids_that_move_up_by_one_in_one_step_take_their_own_answers():
    old = version("1", choice("a.a"), choice("a.b"))
    new = version("2", choice("a.b"), choice("a.c"))
    up = step(question_renamed=[{"id": "a.a", "to": "a.b"}, {"id": "a.b", "to": "a.c"}])
    after = migrate(assessment_of({"a.a": "yes", "a.b": "no"}), old, new, (up,)).assessment
    assert after.answers == {"a.b": given("yes"), "a.c": given("no")}


def test_two_questions_that_become_one_over_several_steps_lose_neither_answer():
    old, new = version("1", choice("a.a"), choice("a.b")), version("3", choice("a.c"))
    one = step(question_renamed=[{"id": "a.a", "to": "a.c"}])
    two = step("2", "3", question_renamed=[{"id": "a.b", "to": "a.c"}])
    second = given("no", evidence=("E-2",), note="Said twice.")
    after = migrate(assessment_of({"a.a": "yes", "a.b": second}), old, new, (one, two)).assessment
    assert after.answers == {"a.c": given("yes")}
    assert [kept.answer for kept in after.retired] == [second]


def test_a_split_part_of_which_is_removed_later_keeps_the_answer_with_all_beside_it():
    old, new = version("1", choice("a.q", "x", "y")), version("3", choice("a.first", "x", "y"))
    parts = [{"question": part, "options": {"x": "x", "y": "y"}} for part in ("a.first", "a.gone")]
    one = step(question_split=[{"id": "a.q", "into": parts}])
    two = step("2", "3", question_removed=[{"id": "a.gone", "why": "It said the same."}])
    said = given("x", evidence=("E-1",), note="Seen.")
    after = migrate(assessment_of({"a.q": said}), old, new, (one, two))
    assert after.assessment.answers == {}
    assert [kept.answer for kept in after.assessment.retired] == [said]
    assert [change.why for change in after.changes if change.what is not What.NEW] == [
        "It said the same."
    ]


def test_steps_follow_one_another():
    third = version("3", choice("a.last", "up"))
    on = step("2", "3", question_renamed=[{"id": "a.went", "to": "a.last"}],
              option_renamed=[{"question": "a.went", "id": "east", "to": "up"}])  # fmt: skip
    after = migrate(assessment_of({"a.moved": FULL}), OLD, third, (STEP, on)).assessment
    assert after.answers == {"a.last": changed(FULL, value=("up",))}
    assert after.catalogue_version == "3"


def test_rows_go_with_their_component_and_stay_as_text_without_one():
    row = ComponentRow(availability="released", licence="MIT", availability_evidence=("E-1",))
    rows = {f"base/{name}": row for name in ("weights", "card", "diary", "unheard")}
    after = moved(components=rows)
    sudden = moved(components={"base/parameters": row}).assessment
    assert (dict(sudden.components), len(sudden.retired)) == ({}, 1)
    assert set(after.assessment.components) == {"base/parameters", "base/card", "base/unheard"}
    assert after.assessment.retired == (
        Retired(key="base/diary", text="Diary", row=row, catalogue_version="1"),
    )
    assert told(after, What.RENAMED) == [Change(What.RENAMED, "Weights", after=("Parameters",))]
    assert told(after, What.REMOVED) == [Change(What.REMOVED, "Diary", why="Nobody keeps one.")]


def test_a_row_of_no_component_keeps_its_key():
    rows = {"odd": ComponentRow(note="n")}
    assert moved(components=rows).assessment.components == rows


def test_treatments_and_triggers_go_with_what_they_hang_on():
    findings = ("a.kept", "a.moved", "a.both", "a.gone")
    decision = Decision(
        conditions=tuple(Condition(id=f"C-{n}", finding=f) for n, f in enumerate(findings)),
        acceptances=(Acceptance(id="A-1", finding="a.moved"),),
        triggers=("changed", "failed", "expired", "own"),
    )
    after = moved(decision=decision)
    now = after.assessment.decision
    assert [c.finding for c in now.conditions] == ["a.kept", "a.went", "a.first", "a.gone"]
    assert [a.finding for a in now.acceptances] == ["a.went"]
    assert now.triggers == ("changed", "broken", "own")
    assert [(kept.key, kept.text) for kept in after.assessment.retired] == [
        ("expired", "It has expired.")
    ]
    assert told(after, What.REMOVED) == [
        Change(What.REMOVED, "It has expired.", why="It follows from dates.")
    ]


def test_what_reads_differently_is_told_and_what_reads_the_same_is_not():
    old = version("1", choice("a.one"), choice("a.two"), entry("a.three", Kind.TEXT))
    two = changed(choice("a.two"), text="Is it so?")
    worse = choice("a.one")
    worse = changed(worse, options=(changed(worse.options[0], answer="partly"), *worse.options[1:]))
    new = version("2", worse, two, entry("a.three", Kind.TEXT))
    before = assessment_of({"a.one": "yes", "a.two": "yes", "a.three": "x"}, depth="full")
    assert migrate(before, old, new, (step(),)).changes == (
        Change(What.REWORDED, "a.one?", ("yes",), ("a.one?",), ("yes",)),
        Change(What.REWORDED, "a.two?", ("yes",), ("Is it so?",), ("yes",)),
    )


def test_what_is_newly_asked_is_told_and_what_only_has_a_new_name_is_not():
    assert [change.after for change in told(moved(), What.NEW)] == [("a.fresh?",)]


def test_an_answer_that_is_not_asked_for_any_more_in_this_case_is_told():
    old = version("1", choice("a.one"), choice("a.two"))
    new = version("2", choice("a.one"), choice("a.two", asked=is_("a.one", "no")))
    before = assessment_of({"a.one": "yes", "a.two": "yes"}, depth="full")
    after = migrate(before, old, new, (step(),))
    assert after.assessment.answers == before.answers
    assert after.changes == (Change(What.OFF, "a.two?", ("yes",)),)


def test_what_was_kept_before_is_kept_on():
    kept = Retired(key="x", text="x?", value=("1",), catalogue_version="0")
    assert moved({"a.gone": "yes"}, retired=(kept,)).assessment.retired[0] == kept


ANSWERS = st.dictionaries(
    st.sampled_from([*OLD.by_id, "a.fresh", "x.unknown"]),
    st.builds(
        Answer,
        value=st.lists(
            st.sampled_from(["yes", "no", "one", "two", "neither", "here", "there", "left", "7"]),
            min_size=1, max_size=3, unique=True,
        ).map(tuple),
        note=st.sampled_from(["", "a note"]),
        standing=st.sampled_from(["given", "unknown", "not applicable"]),
    ),
)  # fmt: skip


@steady
@whatever(answers=ANSWERS)
def test_nothing_entered_is_lost(answers):
    """Every answer is a new question's, as it was said, or kept as text word for word."""
    after = moved(answers).assessment
    kept = {item.key: item.answer for item in after.retired}
    names = {"a.moved": "a.went"}
    for key, answer in answers.items():
        now = after.answers.get(names.get(key, key))
        carried = now is not None and changed(now, value=answer.value) == answer
        assert kept.get(key) == answer or carried
    assert after.answers.keys() <= {*NEW.by_id, "x.unknown"}
