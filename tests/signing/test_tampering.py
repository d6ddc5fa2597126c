"""Every change after signing shows, whoever made it and wherever it lies."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from signing import paper, tampering
from signing.chain import SIGNING, checked, of, signed, signed_outside

from procure_app.session.error import Unreadable
from procure_app.signing.verdict import Gap, Later, Outcome, Problem, State

APPENDING = pytest.mark.parametrize(
    "tamper", [*tampering.BEFORE, *tampering.AFTER], ids=lambda t: t.__name__
)
BEFORE = pytest.mark.parametrize("tamper", tampering.BEFORE, ids=lambda t: t.__name__)


@APPENDING
def test_a_change_appended_to_the_signed_report_makes_it_not_valid(three, tamper):
    found = checked(tamper(three[3]))
    assert found.outcome is Outcome.NOT_VALID
    assert Problem.CHANGED in found.problems


@BEFORE
@pytest.mark.parametrize("signatures", [1, 2])
def test_a_change_between_two_signatures_makes_it_not_valid(three, tamper, signatures):
    found = checked(tamper(three[signatures]))
    assert found.outcome is Outcome.NOT_VALID
    assert of(found, "preparer").later is Later.CHANGES


@BEFORE
def test_a_change_is_not_made_good_by_signatures_after_it(three, tamper):
    found = checked(signed_outside(tamper(three[2]), "approver"))
    assert found.outcome is Outcome.NOT_VALID
    assert of(found, "approver").state is State.INTACT
    assert of(found, "preparer").later is Later.CHANGES


def revision(three: tuple[bytes, ...], number: int) -> range:
    """Return where the bytes of a revision lie; the first is the report itself."""
    return range(len(three[number - 1]) if number else 0, len(three[number]))


@pytest.mark.parametrize("number", range(4))
def test_a_flipped_bit_in_any_revision_makes_it_not_valid(three, number):
    """Only what the last signature carries along, such as further certificates, nobody signed."""
    places = revision(three, number)
    start = three[3].rindex(b"/Contents <")
    own = range(start, three[3].index(b">", start))
    for place in places[:: max(1, len(places) // 24)]:
        if place in own:
            continue
        try:
            found = checked(tampering.flipped(three[3], place))
        except Unreadable:
            continue
        assert found.outcome is Outcome.NOT_VALID, place


def test_a_flipped_bit_in_the_first_revision_breaks_all_signatures(three):
    place = three[0].index(b"stream\n") + 12
    found = checked(tampering.flipped(three[3], place))
    assert [each.state for each in found.roles] == [State.BROKEN] * 3


def test_a_flipped_bit_in_a_later_revision_leaves_the_signatures_before_it(three):
    place = len(three[1]) + three[2][len(three[1]) :].index(b"Legal and privacy")
    found = checked(tampering.flipped(three[3], place))
    assert of(found, "preparer").state is State.INTACT
    assert of(found, "legal_reviewer").state is State.BROKEN
    assert of(found, "approver").state is State.BROKEN
    assert found.outcome is Outcome.NOT_VALID


def test_bytes_in_the_room_that_a_signature_left_make_it_not_valid(three):
    end = three[3].rindex(b"0>")
    found = checked(three[3][: end - 8] + b"deadbeef" + three[3][end:])
    assert of(found, "approver").state is State.BROKEN
    assert found.outcome is Outcome.NOT_VALID


def test_bytes_after_the_last_revision_make_it_not_valid(three):
    found = checked(tampering.with_bytes_at_the_end(three[3]))
    assert of(found, "approver").later is Later.CHANGES
    assert found.outcome is Outcome.NOT_VALID


def test_a_report_saved_again_is_not_valid(three):
    found = checked(tampering.resaved(three[3]))
    assert found.outcome is Outcome.NOT_VALID
    assert {each.state for each in found.roles} == {State.BROKEN}


def test_a_report_from_which_the_approvers_revision_was_cut_is_incomplete(three):
    found = checked(three[3][: len(three[2])])
    assert of(found, "approver").state is State.MISSING
    assert found.outcome is Outcome.INCOMPLETE


def test_other_digests_in_the_metadata_make_it_not_valid(three):
    found = checked(tampering.stated_otherwise(three[3]))
    assert found.held.gap is Gap.DIFFERENT
    assert Problem.DATA in found.problems
    assert found.outcome is Outcome.NOT_VALID


def test_another_assessment_with_its_own_digest_is_still_found(three):
    found = checked(tampering.exchanged_attachment_and_digest(three[3]))
    assert found.held.gap is None
    assert {Problem.CHANGED, Problem.REASON} <= set(found.problems)


def test_another_title_in_the_properties_is_said_and_is_no_change_of_the_content(three):
    found = checked(tampering.retitled(three[2]), asked=SIGNING[:2])
    assert {each.later for each in found.roles} == {Later.PROPERTIES}
    assert found.outcome is Outcome.VALID


@pytest.mark.parametrize("tamper", [tampering.retitled, tampering.stated_otherwise])
def test_after_the_approver_not_even_the_properties_may_change(three, tamper):
    found = checked(tamper(three[3]))
    assert of(found, "approver").later is Later.CHANGES
    assert found.outcome is Outcome.NOT_VALID


def test_a_form_that_was_laid_over_the_page_before_signing_cannot_be_filled_in_later():
    def field(writer) -> None:
        text = DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): pdf_string("overlay"),
                pdf_name("/V"): pdf_string(""),
            }
        )
        form = writer.root["/AcroForm"]
        form[pdf_name("/Fields")] = ArrayObject([*form["/Fields"], writer.add_object(text)])
        writer.update_container(form)

    def fill(writer) -> None:
        (text,) = (
            each.get_object()
            for each in writer.root["/AcroForm"]["/Fields"]
            if each.get_object()["/T"] == "overlay"
        )
        text[pdf_name("/V")] = pdf_string("Approved without conditions")
        writer.update_container(text)

    made = signed(tampering.appended(paper.plain(), field), "preparer")
    found = checked(tampering.appended(made, fill), asked=("preparer",))
    assert of(found, "preparer").later is Later.CHANGES
    assert found.outcome is Outcome.NOT_VALID


@pytest.mark.parametrize(
    "values", ["[0 0 0 0]", "[]", "null", "[0 1 2 999999999]", "[-1 1 2 3]", "[0 10 20]"]
)
def test_an_odd_range_of_signed_bytes_makes_it_not_valid(three, values):
    start = three[3].rindex(b"/ByteRange")
    end = three[3].index(b"]", start) + 1
    forged = f"/ByteRange {values}".encode().ljust(end - start)
    found = checked(three[3][:start] + forged + three[3][end:])
    assert of(found, "approver").state is State.BROKEN
    assert found.outcome is Outcome.NOT_VALID


@pytest.mark.parametrize("key", [b"/SubFilter /ETSI.CAdES.detached", b"/Type /Sig"])
def test_a_signature_of_an_unknown_kind_is_not_valid(three, key):
    start = three[3].rindex(key)
    forged = three[3][:start] + key[:-3] + b"xyz" + three[3][start + len(key) :]
    found = checked(forged)
    assert found.outcome is Outcome.NOT_VALID


def test_two_fields_of_one_name_are_not_told_apart():
    made = paper.plain()
    writer = IncrementalPdfFileWriter(BytesIO(made))
    fields = writer.root["/AcroForm"]["/Fields"]
    twin = DictionaryObject(dict(fields[1].get_object()))
    form = writer.root["/AcroForm"]
    form[pdf_name("/Fields")] = ArrayObject([*fields, writer.add_object(twin)])
    writer.update_container(form)
    out = BytesIO()
    writer.write(out)
    found = checked(out.getvalue(), asked=("preparer",))
    assert of(found, "preparer").state is State.BROKEN


def test_nothing_but_the_three_signatures_is_valid(three):
    assert checked(three[3], asked=SIGNING).outcome is Outcome.VALID
