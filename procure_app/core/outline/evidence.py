"""The evidence register: every item with its digest, and what it is used for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from procure_app.core.assessment.answer import Evidence
from procure_app.core.catalogue.question import Question
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.block import Block, Cell, Entry, Heading, Mark, Paragraph
from procure_app.core.outline.evidence_words import GRADES, KINDS, is_expired
from procure_app.core.outline.link import address
from procure_app.core.outline.listed import listed
from procure_app.core.outline.part_words import part_name
from procure_app.core.outline.stamp import day_or, in_fours
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Wording, counted, phrase


def register(reading: Reading) -> tuple[Block, ...]:
    """Return the part with every item of evidence, used or not."""
    heading = Heading(1, phrase("Evidence register"), "evidence")
    items = reading.assessment.evidence
    if not items:
        return (heading, Paragraph(phrase("No evidence was entered.")))
    users = _users(reading)
    return (heading, *(_entry(reading, item, users.get(item.id, ())) for item in items))


def _entry(reading: Reading, item: Evidence, users: Sequence[Wording]) -> Entry:
    tone = Tone.PLAIN if item.grade else Tone.UNKNOWN
    mark = Mark(phrase("grade {grade}", grade=item.grade), tone)
    lines: list[tuple[Wording, Cell]] = [
        (phrase("Where"), address(item.where)),
        (phrase("Version"), item.version),
        (phrase("Read on"), day_or(item.read, phrase("not said"))),
        (phrase("Expires"), _expiry(reading, item)),
        (phrase("Size"), _size(item)),
        (phrase("SHA-256"), in_fours(item.digest)),
        (phrase("Linked, not embedded"), item.linked),
        (phrase("Used for"), listed(users) or phrase("nothing")),
    ]
    kind = KINDS[item.kind]
    text = phrase("{grade}; {kind}", grade=GRADES[item.grade], kind=kind)
    kept = tuple(line for line in lines if line[1] != "")
    return Entry(item.id, item.title or phrase("(no title)"), mark, text, kept)


def _expiry(reading: Reading, item: Evidence) -> Wording:
    if item.expires and is_expired(reading.assessment, item):
        return phrase("{day}: expired at the date of this assessment", day=item.expires)
    return day_or(item.expires, "")


def _size(item: Evidence) -> Wording:
    if not item.size:
        return ""
    return counted("{number} byte", "{number} bytes", item.size, number=f"{item.size:,}")


def _users(reading: Reading) -> Mapping[str, list[Wording]]:
    """Return what each item is used for: questions by reference and name, and components."""
    users: dict[str, list[Wording]] = {}
    by_id = reading.catalogue.by_id
    answers = reading.assessment.answers
    for key in sorted(answers, key=_order(by_id)):
        for item in dict.fromkeys(answers[key].evidence):
            users.setdefault(item, []).append(_name(by_id.get(key), key))
    components = reading.assessment.components
    for key in sorted(components, key=_order(row.key for row in reading.table)):
        row = components[key]
        name = part_name(reading.catalogue, f"components/{key}")
        for item in dict.fromkeys((*row.availability_evidence, *row.licence_evidence)):
            users.setdefault(item, []).append(name)
    for kept in reading.assessment.retired:
        asked = phrase("{name} (earlier catalogue)", name=kept.text or kept.key)
        for item in dict.fromkeys(kept.answer.evidence if kept.answer else ()):
            users.setdefault(item, []).append(asked)
    return users


def _order(keys: Iterable[str]) -> Callable[[str], int]:
    """Return where a key stands among these, for sorting; an unknown one stands last."""
    places = {key: place for place, key in enumerate(keys)}
    return lambda key: places.get(key, len(places))


def _name(question: Question | None, key: str) -> Wording:
    if question is None:
        return key
    if not question.reference:
        return question.short
    return phrase("{reference} {name}", reference=question.reference, name=question.short)
