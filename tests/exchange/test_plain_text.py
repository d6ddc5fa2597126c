"""The state of an assessment as lines for a terminal."""

from __future__ import annotations

import pytest
from catalogue.tiny import assessment_of

from procure_app.core.assessment import edit
from procure_app.core.decision.reading import read
from procure_app.exchange.text import shown


def test_the_lines_say_statement_progress_findings_duties_and_state(reading, english):
    assert shown(reading, english).splitlines() == [
        "Ärger mit {模型} 👍",
        "Nothing is known of this release yet.",
        "",
        "A: 1 of 1",
        "B: 2 of 2",
        "",
        "F-01 major: It falls short. (not known)",
        "2 duties bound by nobody",
        "1 of them carried by nobody",
        "Proposed: return for information",
        "Decision: reject",
        "Signed off: Preparer, stands",
        "Still to sign off: Approver",
    ]


def test_a_changed_file_says_so_at_its_signoff(stale, english):
    lines = shown(stale, english).splitlines()
    assert "Signed off: Preparer, changed since sign-off" in lines
    assert "Still to sign off: Preparer" in lines


def test_an_empty_assessment_has_words_for_it(tiny, english):
    lines = shown(read(tiny, assessment_of()), english).splitlines()
    assert lines[0] == "Untitled assessment"
    assert "Decision: none yet" in lines


def test_nothing_is_judged_in_a_description(described, english):
    assert shown(described, english).splitlines() == [
        "Ärger mit {模型} 👍",
        "Nothing is known of this release yet.",
        "",
        "A: 1 of 1",
    ]


def test_a_signoff_in_a_role_nobody_knows_is_named_as_written(reading, english):
    (signoff,) = reading.assessment.signoffs
    alien = edit.changed(reading.assessment, signoffs=(edit.changed(signoff, role="wizard"),))
    assert "Signed off: wizard, does not count" in shown(read(reading.catalogue, alien), english)


@pytest.mark.parametrize("title", ["{title}", "%s", "{", "}}", "a  b"])
def test_whatever_is_typed_is_said_as_it_is(tiny, english, title):
    assert shown(read(tiny, assessment_of(title=title)), english).startswith(title)


def test_a_line_break_in_a_title_makes_no_line(tiny, english):
    said = shown(read(tiny, assessment_of(title="a\nDecision: approve")), english)
    assert said.splitlines()[0] == "a Decision: approve"
