"""What differs between two states of one document, in words: before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence, row_key
from procure_app.core.assessment.approval import Acceptance, Condition, Entry, Signoff
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.retired import Retired
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Kind, Layer
from procure_app.core.frozen import Frozen
from procure_app.core.outline.field_words import (
    entry_words,
    field_name,
    field_words,
    given_words,
    item_words,
    signoff_words,
)
from procure_app.core.outline.listed import listed
from procure_app.core.outline.part_words import part_name
from procure_app.core.phrase import Wording, phrase

T = TypeVar("T", Evidence, Condition, Acceptance)
V = TypeVar("V", Signoff, Entry, Retired)
_GIVEN = ("value", "standing", "reason")
"""The fields of an answer that are said as one."""
_LISTS = ("answers", "components", "evidence", "decision", "record", "signoffs", "retired")
_BESIDE = ("revisions", "last_evidence")
"""What is kept about saving and counting: never entered, and no difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise in the other state."""

    place: str
    """Where it is entered, as edits name it: a question's id, ``decision``, ``signoff`` or
    ``record``; empty for the document as a whole."""
    what: Wording
    before: Wording
    """Empty where there was nothing."""
    after: Wording
    """Empty where there is nothing now."""


def differences(
    catalogue: Catalogue, before: Assessment, after: Assessment
) -> tuple[Difference, ...]:
    """Return everything entered that differs, in the order of asking.

    The change history and the count of evidence are left out: two states without a difference
    hold the same entries. Answers to questions that this catalogue lacks come last.
    """
    skipped = (*_LISTS, *_BESIDE)
    return (
        *_fields(catalogue, ("", ""), before, after, skipped),
        *_answers(catalogue, before, after),
        *_components(catalogue, before, after),
        *_evidence(catalogue, before, after),
        *_decision(catalogue, before, after),
        *_signoffs(catalogue, before, after),
        *_record(before, after),
        *_retired(before, after),
    )


def _fields(
    catalogue: Catalogue,
    owner: tuple[str, Wording],
    before: Frozen,
    after: Frozen,
    skipped: tuple[str, ...] = (),
) -> Iterator[Difference]:
    """Yield the fields that differ, under place and name of what they belong to."""
    place, name = owner
    for field in type(before).model_fields:
        old, new = getattr(before, field), getattr(after, field)
        if field in skipped or old == new:
            continue
        said = field_words(catalogue, field, old), field_words(catalogue, field, new)
        yield Difference(place, field_name(name, field), *said)


def _answers(catalogue: Catalogue, before: Assessment, after: Assessment) -> Iterator[Difference]:
    for key in _in_order(catalogue.by_id, before.answers, after.answers):
        old, new = before.answers.get(key, Answer()), after.answers.get(key, Answer())
        if old == new:
            continue
        question = catalogue.by_id.get(key)
        name = question.short if question else key
        if any(getattr(old, field) != getattr(new, field) for field in _GIVEN):
            yield Difference(key, name, given_words(question, old), given_words(question, new))
        yield from _fields(catalogue, (key, name), old, new, _GIVEN)


def _components(
    catalogue: Catalogue, before: Assessment, after: Assessment
) -> Iterator[Difference]:
    place = _table(catalogue)
    known = [row_key(layer, each.id) for layer in Layer for each in catalogue.components]
    for key in _in_order(known, before.components, after.components):
        old = before.components.get(key, ComponentRow())
        new = after.components.get(key, ComponentRow())
        name = part_name(catalogue, f"components/{key}")
        yield from _fields(catalogue, (place, name), old, new)


def _evidence(catalogue: Catalogue, before: Assessment, after: Assessment) -> Iterator[Difference]:
    users = {**_users(catalogue, before), **_users(catalogue, after)}
    yield from _items(
        catalogue,
        lambda key: users.get(key, ""),
        (before.evidence, after.evidence),
        lambda key: phrase("Evidence {id}", id=key),
        item_words,
    )


def _decision(catalogue: Catalogue, before: Assessment, after: Assessment) -> Iterator[Difference]:
    old, new = before.decision, after.decision
    for field in type(old).model_fields:
        values = getattr(old, field), getattr(new, field)
        if field in ("conditions", "acceptances") or values[0] == values[1]:
            continue
        what = phrase("Decision: {field}", field=part_name(catalogue, field))
        said = (field_words(catalogue, field, value) for value in values)
        yield Difference("decision", what, *said)
    yield from _items(
        catalogue,
        lambda _: "decision",
        (old.conditions, new.conditions),
        lambda key: phrase("Condition {id}", id=key),
        lambda item: item.text or phrase("(no text yet)"),
    )
    yield from _items(
        catalogue,
        lambda _: "decision",
        (old.acceptances, new.acceptances),
        lambda key: phrase("Risk acceptance {id}", id=key),
        lambda item: item.reason or phrase("(no text yet)"),
    )


def _items(
    catalogue: Catalogue,
    place: Callable[[str], str],
    states: tuple[tuple[T, ...], tuple[T, ...]],
    name: Callable[[str], Wording],
    words: Callable[[T], Wording],
) -> Iterator[Difference]:
    """Yield what came, went or changed among items with an id, and a change of their order."""
    before, after = _by_id(states[0]), _by_id(states[1])
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        where, what = place(key[0]), name(key[0])
        if old is None or new is None:
            yield Difference(where, what, words(old) if old else "", words(new) if new else "")
        else:
            yield from _fields(catalogue, (where, what), old, new)
    if before.keys() == after.keys() and list(before) != list(after):
        said = [listed((name(key) for key, _ in state), ", ") for state in (before, after)]
        yield Difference(place(next(iter(before))[0]), phrase("Order of the entries"), *said)


def _signoffs(catalogue: Catalogue, before: Assessment, after: Assessment) -> Iterator[Difference]:
    titles = {role.id: role.title for role in catalogue.roles}
    for signoff, gone in _moved(before.signoffs, after.signoffs):
        what = phrase("Sign-off: {role}", role=titles.get(signoff.role, signoff.role))
        said = signoff_words(signoff)
        yield Difference("signoff", what, said if gone else "", "" if gone else said)


def _record(before: Assessment, after: Assessment) -> Iterator[Difference]:
    for entry, gone in _moved(before.record, after.record):
        what, said = phrase("Record: {kind}", kind=phrase(entry.kind)), entry_words(entry)
        yield Difference("record", what, said if gone else "", "" if gone else said)


def _retired(before: Assessment, after: Assessment) -> Iterator[Difference]:
    for kept, gone in _moved(before.retired, after.retired):
        what = phrase("Answered under an earlier catalogue: {text}", text=kept.text or kept.key)
        said = listed(kept.value) or phrase("(kept as it was)")
        yield Difference("", what, said if gone else "", "" if gone else said)


def _moved(before: Sequence[V], after: Sequence[V]) -> Iterator[tuple[V, bool]]:
    """Yield what is gone (True) and what came, of lists that are only ever appended to."""
    pairs = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    yield from ((item, True) for item in before[same:])
    yield from ((item, False) for item in after[same:])


def _by_id(items: Iterable[T]) -> dict[tuple[str, int], T]:
    """Return the items by id and by how many had it before: a file may give one id twice."""
    seen: Counter[str] = Counter()
    found = {}
    for item in items:
        found[item.id, seen[item.id]] = item
        seen[item.id] += 1
    return found


def _in_order(known: Iterable[str], *states: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of all states: the known in their order, then the others by name."""
    keys = {key for state in states for key in state}
    ranked = [key for key in known if key in keys]
    yield from ranked
    yield from sorted(keys.difference(ranked))


def _table(catalogue: Catalogue) -> str:
    """Return the question that the component table answers; empty where none does."""
    return next((q.id for q in catalogue.questions() if q.kind is Kind.COMPONENTS), "")


def _users(catalogue: Catalogue, assessment: Assessment) -> dict[str, str]:
    """Return a question that each item of evidence backs, by the item's id."""
    table = _table(catalogue)
    rows = assessment.components.values()
    backed = {i: table for row in rows for i in (*row.availability_evidence, *row.licence_evidence)}
    return backed | {i: key for key, answer in assessment.answers.items() for i in answer.evidence}
