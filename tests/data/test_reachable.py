"""The shipped catalogue at work: everything can be asked, and not knowing never helps."""

from __future__ import annotations

import datetime
import random
from collections import Counter

from catalogue.tiny import UNKNOWN, given

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow, row_key
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import path
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.condition import leaves
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import AnswerValue, Availability, Kind, Layer
from procure_app.core.decision.finding import findings

TODAY = datetime.date(2026, 11, 22)


def anything(catalogue: Catalogue, chance: random.Random) -> Assessment:
    """Return an assessment with an answer to every question, drawn by chance."""
    answers = {}
    for question in catalogue.questions():
        options = [option.id for option in question.options]
        if question.kind is Kind.CHOICES:
            answers[question.id] = given(*chance.sample(options, chance.randint(1, len(options))))
        elif options:
            answers[question.id] = given(chance.choice(options))
        elif question.kind is Kind.QUOTATION:
            answers[question.id] = given("some words", "https://example.org", "2026-11-22")
    rows = {
        row_key(Layer.BASE, component.id): ComponentRow(availability=chance.choice([*Availability]))
        for component in catalogue.components
    }
    return assessment(catalogue, answers, components=rows)


def assessment(catalogue: Catalogue, answers, **fields) -> Assessment:
    """Return an assessment in full with this catalogue."""
    return Assessment(
        id="x", as_of=TODAY, catalogue=catalogue.id, catalogue_version=catalogue.version,
        answers=answers, depth="full", **fields,
    )  # fmt: skip


def test_every_question_can_be_asked_and_everything_derived_can_follow(catalogue):
    chance = random.Random(20261122)
    asked: set[str] = set()
    derived: set[tuple[str, str]] = set()
    for _ in range(600):
        found = path(catalogue, anything(catalogue, chance))
        asked |= {question.id for question in found.questions()}
        derived |= set(found.derived.items())
    assert sorted({q.id for q in catalogue.questions()} - asked) == []
    wanted = {(q.id, rule.option) for q in catalogue.questions() for rule in q.derived}
    assert sorted(wanted - derived) == []


def test_every_answer_of_a_choice_that_can_be_good_is_called_so(catalogue):
    """A question that can fall short has an answer that does not."""
    free = (AnswerValue.YES, AnswerValue.NOT_APPLICABLE)
    never = [
        q.id
        for q in catalogue.questions()
        if q.severity and q.options and not q.derived
        if not any(option.answer in free for option in q.options)
    ]
    assert never == []


# Unknown never helps

TIMES = 4
"""In how many drawn documents each question is looked at."""
STRICTNESS = {"bar": 2, "blocker": 2, "major": 1, "minor": 0}


def weights(catalogue: Catalogue, document: Assessment) -> dict[str, int]:
    """Return how much the finding of each question weighs."""
    found = findings(document, path(catalogue, document))
    return {finding.question.id: STRICTNESS[finding.severity] for finding in found}


def test_unknown_never_removes_the_finding_of_its_own_question(catalogue):
    chance = random.Random(7)
    helped = set()
    for _ in range(60):
        document = anything(catalogue, chance)
        stated = sorted(i for i in weights(catalogue, document) if not catalogue.by_id[i].derived)
        for question in chance.sample(stated, min(len(stated), 4)):
            unsure = edit.answer(document, question, UNKNOWN)
            if question not in weights(catalogue, unsure):
                helped.add(question)
    assert sorted(helped) == []


KNOWN_BREACH = (
    "data.lawful",
    "data.personal",
    "ours.role",
    "rights.duties_met",
    "rights.threshold",
    "rights.upstream",
    "stop.screening",
    "stop.terms",
    "stop.use_policy",
)
"""Where a breach that is known is a bar or blocker by law or licence, and a breach that nobody
looked for is not yet one; not knowing is a finding all the same (see the tests above). So for
licences further up the chain (B3): major, and a blocker only where a conflict is known."""


def test_not_knowing_weighs_no_less_than_any_answer_but_a_known_breach(catalogue):
    """Whoever should say *no* must gain nothing by saying *I do not know*."""
    chance = random.Random(5)
    lighter = set()
    seen: Counter[str] = Counter()
    for _ in range(60):
        document = anything(catalogue, chance)
        for question in path(catalogue, document).questions():
            if not question.severity or question.derived or not question.unknown:
                continue
            if seen[question.id] == TIMES:
                continue
            seen[question.id] += 1
            unsure = edit.answer(document, question.id, UNKNOWN)
            least = weights(catalogue, unsure).get(question.id, 0)
            for option in question.options:
                known = edit.answer(document, question.id, given(option.id))
                if weights(catalogue, known).get(question.id, 0) > least:
                    lighter.add(question.id)
    weighed = {q.id for q in catalogue.questions() if q.severity and q.unknown and not q.derived}
    assert sorted(weighed - set(seen)) == []
    assert sorted(lighter) == sorted(KNOWN_BREACH)


HIDES_LITTLE = {
    "case.changes": "not knowing asks as much as knowing that others can change the model",
    "case.critical": "it decides between major and minor, and is major itself",
    "case.procedure": "it brings the references of the procedure; the one finding that it makes "
    "heavier is major",
    "ours.feed": "it brings a name without a weight; the finding that it makes lighter, it makes "
    "lighter only when known",
    "release.label": "it brings the vendor's reply, which has no weight",
    "release.supply": "it brings the name of the reseller, which has no weight",
    "release.system": "it brings the list of the other models, which has no weight",
    "rights.attribution": "it is a blocker for those whose plans its duties concern",
    "stop.terms": "it hides nothing heavier than major, and is at least major itself",
}
"""Questions that others read, and that may weigh less than a blocker while not known."""


def reads(question: Question) -> set[str]:
    """Return the ids of the other questions that the rules of this one read."""
    rules = [question.asked, *(rule.when for rule in question.severity)]
    rules += [question.core, *(derivation.when for derivation in question.derived)]
    conditions = [rule for rule in rules if rule is not None and not isinstance(rule, bool)]
    found = {getattr(leaf, "question", "") for rule in conditions for leaf in leaves(rule)}
    return found - {question.id, ""}


def test_a_fact_that_decides_what_is_asked_blocks_while_it_is_not_known(catalogue):
    """Otherwise *I do not know*, or no answer, would take bars and blockers off the path."""
    read_by_others = {fact for question in catalogue.questions() for fact in reads(question)}
    read_by_others -= {question.id for question in catalogue.questions() if question.derived}
    chance = random.Random(3)
    light: set[str] = set()
    seen: set[str] = set()
    for _ in range(60):
        document = anything(catalogue, chance)
        for question in path(catalogue, document).questions():
            if question.id not in read_by_others:
                continue
            seen.add(question.id)
            for given_ in (UNKNOWN, Answer()) if question.unknown else (Answer(),):
                unsure = edit.answer(document, question.id, given_)
                if weights(catalogue, unsure).get(question.id, 0) < STRICTNESS["blocker"]:
                    light.add(question.id)
    assert sorted(read_by_others - seen) == []
    assert sorted(light) == sorted(HIDES_LITTLE)
