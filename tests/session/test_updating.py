"""An assessment of an earlier catalogue: brought up to date with consent, never where signed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from catalogue.tiny import assessment_of, evidence, given
from catalogue.versions import NEW, OLD, STEP, step

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Signoff
from procure_app.session.edition import of_another_version
from procure_app.session.error import NotAllowed
from procure_app.session.session import Session
from procure_app.session.updating import (
    PLACE,
    bring_up_to_date,
    copy_up_to_date,
    signed,
    update_of,
)

FILE = Path("/old.procure")
DOCUMENT = assessment_of(
    {"a.moved": "right", "a.gone": given("yes", evidence=("E-1",))},
    title="Old",
    depth="full",
    evidence=(evidence(digest="ab" * 32, size=3),),
)
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SIGNOFF = Signoff(role="preparer", name="A", when=NOON, layer="file", digest="x")


@pytest.fixture
def updating(session, shelf) -> Session:
    """A session with the new catalogue, on a file of the old one."""
    shelf.save(FILE, DOCUMENT, OLD, {}, "")
    made = Session(NEW, shelf, session.clock, session.next_identity)
    made.open(FILE)
    return made


def test_an_old_file_goes_on_with_its_own_texts_until_somebody_agrees(updating):
    assert of_another_version(updating)
    assert update_of(updating, (STEP,)) is not None
    assert (updating.catalogue, updating.assessment) == (OLD, DOCUMENT)
    assert not updating.modified


def test_with_consent_it_is_asked_by_the_shipped_catalogue(updating):
    bring_up_to_date(updating, update_of(updating, (STEP,)))
    assert updating.catalogue is NEW
    assert updating.reading.catalogue is NEW
    assert updating.assessment.answers == {"a.went": given("east")}
    assert [kept.key for kept in updating.assessment.retired] == ["a.gone"]
    assert not of_another_version(updating)
    assert update_of(updating, (STEP,)) is None


def test_it_is_one_step_of_undo_with_the_texts_of_then(updating):
    bring_up_to_date(updating, update_of(updating, (STEP,)))
    assert updating.undo() == PLACE
    assert (updating.catalogue, updating.assessment) == (OLD, DOCUMENT)
    assert updating.reading.catalogue is OLD
    assert updating.redo() == PLACE
    assert updating.catalogue is NEW


def test_edits_before_and_after_it_are_undone_one_by_one(updating):
    updating.change(edit.answer(updating.assessment, "a.kept", given("no")), "a.kept")
    bring_up_to_date(updating, update_of(updating, (STEP,)))
    updating.change(edit.answer(updating.assessment, "a.first", given("no")), "a.first")
    seen = [(updating.undo(), updating.catalogue) for _ in range(3)]
    assert seen == [("a.first", NEW), (PLACE, OLD), ("a.kept", OLD)]
    assert updating.assessment == DOCUMENT


def test_what_is_saved_holds_the_new_texts_and_says_what_changed(updating, shelf):
    updating.change(edit.changed(updating.assessment, title="Older"), "title")
    updating.save()
    bring_up_to_date(updating, update_of(updating, (STEP,)))
    updating.save()
    kept = shelf.files[FILE]
    assert (kept.catalogue, kept.assessment.catalogue_version) == (NEW, "2")
    last = kept.assessment.revisions[-1]
    assert {"answers/a.moved", "answers/a.went", "catalogue"} <= set(last.changed)
    updating.open(FILE)
    assert not of_another_version(updating)


@pytest.mark.parametrize("signed_by", ["signoffs", "record"])
def test_what_is_signed_is_never_brought_up_to_date(updating, shelf, signed_by):
    entry = {"kind": "incident", "day": DOCUMENT.as_of, "by": "A", "text": "x"}
    more = {"signoffs": (SIGNOFF,), "record": (entry,)}[signed_by]
    shelf.files[FILE].assessment = edit.changed(DOCUMENT, **{signed_by: more})
    updating.open(FILE)
    before = updating.assessment
    assert signed(before)
    with pytest.raises(NotAllowed):
        bring_up_to_date(updating, update_of(updating, (STEP,)))
    assert (updating.assessment, updating.catalogue) == (before, OLD)


def test_a_copy_of_it_is_a_document_of_its_own_that_nobody_signed(updating, shelf):
    decision = Decision(outcome="reject", decided=DOCUMENT.as_of, valid_until=DOCUMENT.as_of)
    original = edit.changed(DOCUMENT, signoffs=(SIGNOFF,), decision=decision)
    shelf.files[FILE].assessment = original
    updating.open(FILE)
    copy_up_to_date(updating, update_of(updating, (STEP,)))
    made = updating.assessment
    assert made.id != original.id
    assert (made.signoffs, made.record, made.revisions) == ((), (), ())
    assert made.decision == Decision(outcome="reject")
    assert made.answers == {"a.went": given("east")}
    assert (updating.path, updating.catalogue, updating.modified) == (None, NEW, True)
    assert updating.undo() == ""
    with pytest.raises(NotAllowed):
        updating.save()
    updating.save(Path("/copy.procure"))
    assert shelf.files[FILE].assessment == original
    assert shelf.calls[-1]["evidence"] == {"ab" * 32: FILE}
    assert not updating.modified


def test_what_cannot_be_brought_up_to_date_is_not_offered(updating, shelf):
    assert update_of(updating, ()) is None
    assert update_of(updating, (step("0", "2"),)) is None
    shelf.files[FILE].read_only = True
    updating.open(FILE)
    assert update_of(updating, (STEP,)) is None


def test_nor_what_is_of_another_catalogue_or_says_two_things_of_its_version(updating, shelf):
    shelf.files[FILE].catalogue = edit.changed(OLD, id="theirs")
    updating.open(FILE)
    assert not of_another_version(updating)
    assert update_of(updating, (STEP,)) is None
    shelf.files[FILE].catalogue = OLD
    shelf.files[FILE].assessment = edit.changed(DOCUMENT, catalogue_version="0")
    updating.open(FILE)
    assert update_of(updating, (STEP,)) is None


def test_a_new_document_has_nothing_to_bring_up_to_date(updating):
    updating.new(updating.blank("purchase"))
    assert not of_another_version(updating)
    assert update_of(updating, (STEP,)) is None
