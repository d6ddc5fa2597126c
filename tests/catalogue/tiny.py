"""Catalogues and assessments of a few lines, so that each test shows one feature only."""

from __future__ import annotations

import datetime

from hypothesis import HealthCheck, settings

from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import (
    Catalogue,
    Component,
    Fixed,
    Group,
    Role,
    Section,
    Uses,
)
from procure_app.core.catalogue.condition import Chosen
from procure_app.core.catalogue.question import Derivation, Option, Question, SeverityRule, Source
from procure_app.core.catalogue.word import AnswerValue, Kind

TODAY = datetime.date(2026, 11, 22)
YESTERDAY = TODAY - datetime.timedelta(days=1)
NEVER = Chosen(question="no.where", options=("x",))
"""A condition on a question that does not exist: false."""

steady = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""The same examples in every run."""


def is_(question: str, *options: str) -> Chosen:
    """Return the condition that one of these options is chosen."""
    return Chosen(question=question, options=options)


def _weighing(weighs: str | tuple, fields: dict) -> dict:
    """Return the fields with this severity and all that a severity needs."""
    rules = (SeverityRule(is_=weighs),) if isinstance(weighs, str) else weighs
    needed = {"severity": rules, "core": True}
    if rules:
        needed |= {"finding": "It falls short.", "why": "w", "satisfies": "s", "ask": "a"}
        needed |= {"sources": (Source(title="t"),)}
    if any(rule.is_ == "bar" for rule in rules):
        needed["due"] = "award"
    if fields.get("duty"):
        needed["duty_name"] = "doing it"
    return needed | fields


def choice(question: str, *options: str, weighs: str | tuple = (), **fields) -> Question:
    """Return a question with one option a word; a word that is an answer value comes to it.

    ``weighs`` is its severity, as a word or as rules.
    """
    values = {value.value.replace(" ", "_"): value for value in AnswerValue}
    offered = tuple(
        Option(id=word, text=word, answer=values.get(word, AnswerValue.YES))
        for word in options or ("yes", "partly", "no")
    )
    return entry(question, fields.pop("kind", Kind.CHOICE), weighs, options=offered, **fields)


def entry(question: str, kind: Kind, weighs: str | tuple = (), **fields) -> Question:
    """Return a question of a kind without options."""
    filled = _weighing(weighs, fields)
    return Question(id=question, text=f"{question}?", short=question, kind=kind, **filled)


def follows(question: str, weighs: str | tuple = (), **options) -> Question:
    """Return a derived question: each option with the condition from which it follows."""
    rules = tuple(Derivation(option=option, when=when) for option, when in options.items())
    return choice(question, *options, weighs=weighs, derived=rules)


def component(name: str, **fields) -> Component:
    """Return a component."""
    return Component(id=name, name=name.capitalize(), category="model", hint="", **fields)


def role(name: str, signs: str = "file", *, required=True, attestations=("seen",)) -> Role:
    """Return a role with these attestations."""
    return Role(
        id=name,
        title=name.capitalize(),
        signs=signs,
        duty="",
        required=required,
        attestations={word: f"I have {word} it." for word in attestations},
    )


def catalogue_of(*questions: Question, components=(), roles=(), walks=(), **uses) -> Catalogue:
    """Return a catalogue with one section for each first word of the questions' ids."""
    names: dict[str, list[Question]] = {}
    for question in questions:
        names.setdefault(question.id.partition(".")[0], []).append(question)
    named = dict.fromkeys(
        ("buyer", "use", "impact", "model", "version", "digest", "vendor", "label", "layers"), "-"
    )
    conditions = dict.fromkeys(("not_delivered", "competition", "high_impact"), NEVER)
    return Catalogue(
        id="tiny",
        version="1",
        date=TODAY,
        title="Tiny",
        groups=(Group(id="all", title="All"),),
        sections=tuple(
            Section(
                id=name,
                title=name.capitalize(),
                intro="",
                group="all",
                questions=tuple(found),
                walks=walks or ("purchase", "describe"),
            )
            for name, found in names.items()
        ),
        components=tuple(components),
        roles=tuple(roles),
        fixed=Fixed(limits=(), triggers={"changed": "It changed."}, identity=""),
        uses=Uses(**(named | {"rest": "-"} | conditions | uses)),
    )


def given(*value: str, **fields) -> Answer:
    """Return an answer of these option ids or texts."""
    return Answer(value=value, **fields)


UNKNOWN = Answer(standing="unknown")


def assessment_of(answers=None, **fields) -> Assessment:
    """Return an assessment of today; an answer may be just its text or option id."""
    filled = {
        key: answer if isinstance(answer, Answer) else given(answer)
        for key, answer in (answers or {}).items()
    }
    fields.setdefault("as_of", TODAY)
    return Assessment(id="0b1c", catalogue="tiny", catalogue_version="1", answers=filled, **fields)


def evidence(name: str = "E-1", grade: int = 5, **fields) -> Evidence:
    """Return an evidence item of this grade."""
    return Evidence(id=name, title=f"Item {name}", grade=grade, **fields)
