"""A document with an answer, a row, evidence and a treatment of each kind, and its digests."""

from __future__ import annotations

from catalogue.tiny import (
    TODAY,
    assessment_of,
    catalogue_of,
    choice,
    component,
    entry,
    evidence,
    given,
    is_,
    role,
)

from procure_app.core.assessment.answer import ComponentRow
from procure_app.core.assessment.approval import Acceptance, Condition, Decision
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.digest import digest, layer
from procure_app.core.decision.reading import read

CATALOGUE = catalogue_of(
    choice("a.holder", "us", "host"),
    choice("a.duty", weighs="major", duty=True, not_applicable=True),
    entry("a.table", Kind.COMPONENTS),
    choice("b.files", asked=is_("a.holder", "us")),
    choice("b.service", asked=is_("a.holder", "host")),
    components=(component("weights"), component("card")),
    roles=(role("preparer"),),
)
ANSWER = given(
    "no", note="They said so.", evidence=("E-1",), bound="developer", instrument="promise",
    clause="4.2", carried="buyer",
)  # fmt: skip
ROW = ComponentRow(availability="released", licence="MIT", licence_evidence=("E-2",))
SIGNED = assessment_of(
    {"a.holder": "us", "a.duty": ANSWER, "b.service": given("yes", evidence=("E-3",))},
    title="Pythia",
    depth="full",
    components={"base/weights": ROW, "product/weights": ROW},
    evidence=(evidence("E-1", 2), evidence("E-2", 2), evidence("E-3", 2), evidence("E-4", 2)),
    decision=Decision(
        outcome="approve with conditions",
        decided=TODAY,
        conditions=(Condition(id="C-1", finding="a.duty", text="Mend it."),),
        acceptances=(Acceptance(id="R-1", finding="a.duty", authority="The director"),),
    ),
)


def of(name: str, document: Assessment) -> str:
    """Return the digest of a layer of the document."""
    return digest(layer(read(CATALOGUE, document), name))


def both(document: Assessment) -> tuple[str, str]:
    """Return the digests of file and decision."""
    return of("file", document), of("decision", document)


FILE, DECISION = both(SIGNED)
