"""What signatures come to: unknown and missing never help."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from signing import authority, tampering
from signing.chain import ENGLISH, checked, signed_by
from signing.paper import embedded

from procure_app.i18n import say
from procure_app.signing import words
from procure_app.signing.told import for_people, for_programs
from procure_app.signing.verdict import (
    Clock,
    Doubt,
    Gap,
    Held,
    Later,
    Outcome,
    Problem,
    RoleSignature,
    State,
    Verified,
)

DIGESTS = embedded()[1]
HELD = Held(DIGESTS, None)
ORDER = [Outcome.NOT_VALID, Outcome.INCOMPLETE, Outcome.NOT_TRUSTED, Outcome.VALID]


def signature(role: str, layer: str = "file", **fields) -> RoleSignature:
    """Return a signature with nothing to say against it."""
    good = {
        "required": True,
        "state": State.INTACT,
        "signer": "A",
        "root": "R",
        "covers": True,
        "certifies": role == "preparer",
        "digest": DIGESTS.of(layer) if layer else "",
    }
    return RoleSignature(role, role, layer, **(good | fields))


PREPARER, APPROVER = signature("preparer"), signature("approver", "decision")
GOOD = Verified((PREPARER, APPROVER), (), HELD)


def with_approver(**fields) -> Verified:
    """Return the good verdict with another signature of the approver."""
    return Verified((PREPARER, replace(APPROVER, **fields)), (), HELD)


def test_with_nothing_amiss_it_is_valid():
    assert GOOD.problems == ()
    assert GOOD.outcome is Outcome.VALID


@pytest.mark.parametrize(
    ("found", "problem", "outcome"),
    [
        (with_approver(state=State.BROKEN), Problem.BROKEN, Outcome.NOT_VALID),
        (with_approver(later=Later.CHANGES), Problem.CHANGED, Outcome.NOT_VALID),
        (with_approver(covers=False), Problem.CHANGED, Outcome.NOT_VALID),
        (with_approver(digest="0" * 64), Problem.REASON, Outcome.NOT_VALID),
        (replace(GOOD, held=Held(None, None)), Problem.DATA, Outcome.NOT_VALID),
        (replace(GOOD, held=Held(DIGESTS, Gap.DIFFERENT)), Problem.DATA, Outcome.NOT_VALID),
        (
            replace(GOOD, others=(signature("x", "", state=State.BROKEN),)),
            Problem.BROKEN,
            Outcome.NOT_VALID,
        ),
        (with_approver(state=State.MISSING), Problem.MISSING, Outcome.INCOMPLETE),
        (Verified((), (), HELD), Problem.MISSING, Outcome.INCOMPLETE),
        (
            replace(GOOD, roles=(replace(PREPARER, certifies=False), APPROVER)),
            Problem.NOT_CERTIFIED,
            Outcome.INCOMPLETE,
        ),
        (replace(GOOD, roles=(APPROVER,)), Problem.NOT_CERTIFIED, Outcome.INCOMPLETE),
        (with_approver(root="", doubt=Doubt.EXPIRED), Problem.NOT_TRUSTED, Outcome.NOT_TRUSTED),
        (with_approver(root=""), Problem.NOT_TRUSTED, Outcome.NOT_TRUSTED),
    ],
    ids=lambda v: v.value if isinstance(v, Problem | Outcome) else "",
)
def test_each_problem_has_its_outcome(found, problem, outcome):
    assert problem in found.problems
    assert found.outcome is outcome


def test_what_is_not_required_may_be_missing_or_unknown_but_not_broken():
    extra = signature("requester", required=False, root="", doubt=Doubt.UNKNOWN)
    assert replace(GOOD, roles=(*GOOD.roles, extra)).outcome is Outcome.VALID
    missing = RoleSignature("requester", "Requester", "file")
    assert replace(GOOD, roles=(*GOOD.roles, missing)).outcome is Outcome.VALID
    broken = replace(extra, state=State.BROKEN)
    assert replace(GOOD, roles=(*GOOD.roles, broken)).outcome is Outcome.NOT_VALID


def test_more_that_is_amiss_never_makes_it_better():
    worse = [
        {"state": State.BROKEN}, {"state": State.MISSING}, {"later": Later.CHANGES},
        {"covers": False}, {"root": ""}, {"digest": "0" * 64},
    ]  # fmt: skip
    for one, two in itertools.combinations(worse, 2):
        alone, both = with_approver(**one), with_approver(**(one | two))
        if State.MISSING in two.values():
            continue  # a signature that is not there can be nothing else
        assert ORDER.index(both.outcome) <= ORDER.index(alone.outcome)


def test_everything_that_can_be_found_is_said_in_words():
    for each in Outcome:
        assert say(words.outcome(each), ENGLISH).endswith(".")
    for problem in Problem:
        assert say(words.problem(problem), ENGLISH).endswith(".")
    for gap in Gap:
        assert say(words.gap(gap), ENGLISH).endswith(".")
    for state, clock, later, doubt in itertools.product(State, Clock, Later, [None, *Doubt]):
        made = signature(
            "preparer",
            state=state,
            clock=clock,
            later=later,
            doubt=doubt,
            when=None if clock is Clock.NOBODY else authority.NOW,
            stamped_by="T" if clock is Clock.STAMP else "",
        )
        for line in words.lines(made):
            said = say(line, ENGLISH)
            assert said.endswith(".")
            assert "{" not in said


def test_people_read_who_signed_and_what_is_wrong(three):
    told = for_people("report.pdf", checked(three[3]), ENGLISH)
    assert told.startswith("report.pdf: Valid:")
    for name in ("Petra Preparer", "Lea Legal", "Anna Approver", "Example Root"):
        assert name in told
    changed = for_people("report.pdf", checked(tampering.overdrawn(three[3])), ENGLISH)
    assert changed.startswith("report.pdf: Not valid:")
    assert "The document was changed after it was signed." in changed


def test_programs_read_the_same(three):
    told = json.loads(json.dumps(for_programs("report.pdf", checked(three[2]), ENGLISH)))
    assert told["verdict"] == "incomplete"
    assert told["problems"] == ["a required signature is missing"]
    assert told["digests"] == {"file": DIGESTS.file, "decision": DIGESTS.decision}
    assert [each["state"] for each in told["signatures"]] == ["intact", "intact", "missing"]
    assert told["signatures"][0]["when"] == "2026-11-22T12:00:00+00:00"


def test_a_name_that_turns_the_line_round_is_shown_as_such():
    made = signed_by(authority.ours().person("Petra \u202eevorppA"))
    told = for_people("report.pdf", checked(made, asked=("preparer",)), ENGLISH)
    assert "\u202e" not in told
    assert "Petra \ufffdevorppA" in told


def test_the_values_that_are_shown_need_no_signature_library():
    code = (
        "import sys, procure_app.signing.verdict, procure_app.signing.words, "
        "procure_app.signing.told, procure_app.signing.offer; "
        "assert not {'pyhanko', 'asn1crypto', 'cryptography'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
