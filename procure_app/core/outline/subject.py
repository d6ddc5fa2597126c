"""What is being assessed, for whom and for which use, as the answers name it."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.catalogue.word import AnswerValue
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.answer_words import answer_of, in_words
from procure_app.core.phrase import Wording, phrase


@dataclass(frozen=True, slots=True)
class Subject:
    """The facts that page one names; each is empty where it is not answered."""

    model: Wording
    version: Wording
    digest: Wording
    vendor: Wording
    use: Wording
    buyer: Wording
    impact: Wording
    label: Wording
    """The vendor's own word, with its address and date."""

    @property
    def title(self) -> Wording:
        """The model's name, as a title."""
        return self.model or phrase("A release without a name yet")

    @property
    def named(self) -> Wording:
        """The model with its exact version, as it is cited."""
        if self.version == "":
            return self.title
        return phrase("{model}, {version}", model=self.title, version=self.version)

    @property
    def particulars(self) -> tuple[Wording, ...]:
        """Version, vendor, buyer, impact and digest, each as a clause of its own."""
        return (
            phrase("version {version}", version=self.version) if self.version else "",
            phrase("from {vendor}", vendor=self.vendor) if self.vendor else "",
            phrase("for {buyer}", buyer=self.buyer) if self.buyer else "",
            phrase("impact level: {impact}", impact=self.impact) if self.impact else "",
            phrase("digest {digest}", digest=self.digest) if self.digest else "",
        )


def subject(reading: Reading) -> Subject:
    """Return what the answers name."""
    uses = reading.catalogue.uses
    return Subject(
        model=said(reading, uses.model),
        version=said(reading, uses.version),
        digest=said(reading, uses.digest),
        vendor=said(reading, uses.vendor),
        use=said(reading, uses.use),
        buyer=said(reading, uses.buyer),
        impact=_impact(reading),
        label=said(reading, uses.label),
    )


def said(reading: Reading, question_id: str) -> Wording:
    """Return the answer in words; empty where it was not asked, not answered or not known."""
    question = reading.catalogue.by_id.get(question_id)
    asked = {question.id for question in reading.path.questions()}
    if question is None or question_id not in asked:
        return ""
    return in_words(question, answer_of(reading, question))


def _impact(reading: Reading) -> Wording:
    """Return the impact level: the word before its explanation, where the option has both."""
    question_id = reading.catalogue.uses.impact
    if reading.path.facts.answer(question_id) is AnswerValue.UNKNOWN:
        return phrase("not known")
    words = said(reading, question_id)
    return words.partition(": ")[0].lower() if isinstance(words, str) else words
