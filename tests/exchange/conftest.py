"""A document with a finding, duties, a decision and a sign-off."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from catalogue.tiny import TODAY, UNKNOWN, assessment_of, catalogue_of, choice, given, role

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Entry, Signoff
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.digest import digest, file_layer, parts
from procure_app.core.decision.reading import Reading, read
from procure_app.i18n import Language, language

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def tiny() -> Catalogue:
    """Two duties, a question with a severity, and two roles."""
    both = ("purchase", "describe")
    return catalogue_of(
        choice("a.one", weighs="major", reference="A1", walks=both),
        choice("b.duty", duty=True),
        choice("b.other", duty=True),
        roles=(role("preparer"), role("approver", "decision")),
    )


@pytest.fixture
def reading(tiny: Catalogue) -> Reading:
    """An assessment that is decided and signed by its preparer."""
    document = assessment_of(
        {
            "a.one": UNKNOWN,
            "b.duty": given("no", bound="nobody", carried="nobody"),
            "b.other": given("no", bound="nobody", carried="buyer"),
        },
        title="Ärger mit {模型} 👍",
        decision=Decision(outcome="reject", decided=TODAY),
        record=(Entry(kind="incident", day=TODAY, by="A", text="It failed."),),
    )
    content = file_layer(read(tiny, document))
    signoff = Signoff(
        role="preparer", name="Ana", when=NOON, layer="file", digest=digest(content),
        parts=parts(content), attestations={"seen": "I have seen it."},
    )  # fmt: skip
    return read(tiny, edit.sign(document, signoff))


@pytest.fixture
def stale(tiny: Catalogue, reading: Reading) -> Reading:
    """The same after an edit that followed the sign-off."""
    return read(tiny, edit.answer(reading.assessment, "a.one", given("no")))


@pytest.fixture
def described(tiny: Catalogue, reading: Reading) -> Reading:
    """The same as a description of the release."""
    return read(tiny, edit.changed(reading.assessment, walk="describe"))


@pytest.fixture(scope="session")
def english() -> Language:
    """English without translations."""
    return language("en", Path("nowhere"))
