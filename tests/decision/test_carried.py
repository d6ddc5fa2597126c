"""What goes over from the reading before is what would be computed anew."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from catalogue.large import enlarged
from catalogue.tiny import UNKNOWN, steady
from hypothesis import given
from hypothesis import strategies as st
from outline.made import ASSESSMENTS
from outline.small import SMALL

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.approval import Acceptance
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.catalogue.condition import leaves
from procure_app.core.catalogue.word import Availability, Walk
from procure_app.core.decision.reading import read

PARTS = (
    "path", "table", "problems", "progress", "findings", "duties", "recommendation",
)  # fmt: skip


def differing(reading, fresh) -> list[str]:
    """Return the parts in which two readings differ; the views of the judgement are parts."""
    found = [part for part in PARTS if getattr(reading, part) != getattr(fresh, part)]
    for view in ("word", "evidence"):
        if getattr(reading.judgement, view) != getattr(fresh.judgement, view):
            found.append(view)
    return found


@steady
@given(st.lists(ASSESSMENTS, min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_any_mixture_of_documents_reads_the_same_with_and_without_what_was_before(
    documents, chance
):
    reading = None
    for _ in range(6):
        answers, rows, rest = (chance.choice(documents) for _ in range(3))
        document = edit.changed(rest, answers=answers.answers, components=rows.components)
        reading = read(SMALL, document, before=reading)
        assert differing(reading, read(SMALL, document)) == []


def _step(catalogue, document: Assessment, chance: random.Random) -> Assessment:  # noqa: PLR0911  # one a kind
    """Return the document after one thing that a person may do, often one that others hang on."""
    switches = sorted({key for reads in catalogue.reads.values() for key in reads.questions})
    if chance.random() < 0.5:
        question = catalogue.by_id[chance.choice([*switches, *_shaping(catalogue)])]
    else:
        question = chance.choice(catalogue.questions())
    match chance.randrange(12):
        case 0:
            return edit.changed(document, depth=chance.choice(list(Depth)))
        case 1:
            row = ComponentRow(availability=chance.choice(list(Availability)))
            key = f"base/{chance.choice(catalogue.components).id}"
            return edit.fill_row(document, key, row)
        case 2:
            item = Evidence(id=f"E-{chance.randrange(4)}", title="t", grade=chance.randrange(6))
            return edit.put_evidence(document, item)
        case 3:
            given = Acceptance(id="A-1", finding=question.id, authority="Somebody")
            return edit.put_acceptance(document, given)
        case 4:
            return edit.answer(document, question.id, UNKNOWN)
        case 5:
            return edit.answer(document, question.id, Answer())
        case _:
            value = chance.choice(question.options).id if question.options else "2026-11-22"
            backing = tuple(f"E-{n}" for n in range(4) if chance.random() < 0.3)
            return edit.answer(document, question.id, Answer(value=(value,), evidence=backing))


def _shaping(catalogue) -> list[str]:
    """Return the questions on components, several times over: they are few and matter most."""
    uses = catalogue.uses
    delivered = [leaf.question for leaf in leaves(uses.not_delivered)]
    return [uses.layers, uses.rest, *delivered] * 4


@pytest.mark.parametrize("walk", Walk)
def test_the_shipped_catalogue_reads_the_same_after_every_edit(catalogue, library, walk):
    chance = random.Random(5)
    document = Assessment(
        id="0b1c", walk=walk, as_of=catalogue.date, catalogue="c", catalogue_version="1"
    )
    reading = read(catalogue, document, library)
    for _ in range(150):
        document = _step(catalogue, document, chance)
        reading = read(catalogue, document, library, before=reading)
        assert differing(reading, read(catalogue, document, library)) == []


def test_an_answer_computes_one_section_anew_and_no_other(catalogue):
    large = enlarged(catalogue, 400)
    document = Assessment(
        id="0b1c", depth=Depth.FULL, as_of=large.date, catalogue="c", catalogue_version="1"
    )
    before = read(large, document)
    last = large.sections[-1]
    value = (last.questions[0].options[0].id,)
    after = read(
        large, edit.answer(document, last.questions[0].id, Answer(value=value)), before=before
    )
    anew = {
        name for (name, _), portion in after.path.portions.items()
        if portion is not before.path.portions[name, False]
    }  # fmt: skip
    assert anew == {last.id} | large.shaping
    assert anew_in(before.carried.results, after.carried.results) == {last.id}
    assert anew_in(before.carried.weighed, after.carried.weighed) == {last.id}


def test_what_only_weighs_differently_is_only_weighed_anew(catalogue):
    """A fact that many severities read leaves standing what they are the severities of."""
    document = Assessment(
        id="0b1c", depth=Depth.FULL, as_of=catalogue.date, catalogue="c", catalogue_version="1"
    )
    before = read(catalogue, document)
    read_by = Counter(q for reads in catalogue.reads.values() for q in reads.questions)
    weighing = next(
        name for name, _ in read_by.most_common() if name not in _named_by_what_is_asked(catalogue)
    )
    question = catalogue.by_id[weighing]
    given = Answer(value=(question.options[-1].id,))
    after = read(catalogue, edit.answer(document, weighing, given), before=before)
    (own,) = (s.id for s in catalogue.sections if question in s.questions)
    assert anew_in(before.carried.results, after.carried.results) == {own}
    assert len(anew_in(before.carried.weighed, after.carried.weighed)) > 1


def anew_in(before, after) -> set[str]:
    """Return the sections whose results did not go over."""
    return {section for section in after if after[section] is not before.get(section)}


def _named_by_what_is_asked(catalogue) -> set[str]:
    """Return the questions that decide what is asked or what follows."""
    conditions = [s.asked for s in catalogue.sections]
    for question in catalogue.questions():
        conditions += [question.asked, *(derived.when for derived in question.derived)]
    named = (leaf for c in conditions if c is not None for leaf in leaves(c))
    return {leaf.question for leaf in named if hasattr(leaf, "question")}
