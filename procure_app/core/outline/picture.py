"""Findings and duties as pictures: squares in bands, each with its word; a text says the same."""

from __future__ import annotations

from collections import Counter

from procure_app.core.catalogue.word import Party, Severity
from procure_app.core.decision.duty import Duty
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import Figure, Square
from procure_app.core.outline.listed import listed
from procure_app.core.outline.mark import party_mark, severity_mark
from procure_app.core.phrase import Wording, phrase


def finding_picture(reading: Reading) -> Figure:
    """Return how many findings of each weight each section has; there must be one."""
    bands: list[tuple[Wording, tuple[Square, ...]]] = []
    said: list[Wording] = []
    for section, questions in reading.path.sections:
        ids = {question.id for question in questions}
        weights = Counter(f.severity for f in reading.findings if f.question.id in ids)
        squares = tuple(
            _weight(severity, weights[severity]) for severity in Severity if weights[severity]
        )
        if squares:
            bands.append((section.title, squares))
            words = listed(
                (phrase("{name} {word}", name=s.name, word=s.word) for s in squares), ", "
            )
            said.append(phrase("{section}: {findings}", section=section.title, findings=words))
    return Figure(
        tuple(bands),
        phrase("The findings as squares, by section. {sections}.", sections=listed(said)),
    )


def duty_picture(reading: Reading) -> Figure:
    """Return the duties by the party that is bound, each with who carries it; there must be one."""
    by_party: dict[Party | None, list[Duty]] = {}
    for duty in reading.duties:
        by_party.setdefault(duty.bound, []).append(duty)
    order = [*Party, None]
    bands = tuple(
        (_bound(party), tuple(_square(duty) for duty in by_party[party]))
        for party in order
        if party in by_party
    )
    said = (
        phrase("{party}: {names}", party=name, names=listed((s.name for s in squares), ", "))
        for name, squares in bands
    )
    return Figure(
        bands,
        phrase(
            "The duties as squares, by the party that is bound; each says who carries it in fact. "
            "{parties}. The table below says the same.",
            parties=listed(said),
        ),
    )


def _weight(severity: Severity, count: int) -> Square:
    mark = severity_mark(severity)
    return Square(str(count), mark.text, mark.tone)


def _bound(party: Party | None) -> Wording:
    return phrase("Bound: {party}", party=party_mark(party).text)


def _square(duty: Duty) -> Square:
    carried = party_mark(duty.carried)
    name = duty.question.duty_name or duty.question.short
    return Square(name, phrase("carried: {party}", party=carried.text), carried.tone)
