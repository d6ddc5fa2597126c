"""Views of releases written row by row, held against the frameworks and licences as shipped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from procure_app import resources
from procure_app.core.catalogue.word import AnswerValue, Availability
from procure_app.core.frameworks.evaluation import truths
from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.judgement import Verdict
from procure_app.core.frameworks.verdict import verdict
from procure_app.core.frameworks.view import Believed, Held, Side, View
from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.kind import is_kind
from procure_app.core.truth import Truth
from procure_app.store.shipped.catalogue_source import read
from procure_app.store.shipped.licence_file import load_licences

RELEASED, GATED, SERVED = Availability.RELEASED, Availability.GATED, Availability.SERVED
CONTRACT, DESCRIBED = Availability.UNDER_CONTRACT, Availability.DESCRIBED_ONLY
WITHHELD, ABSENT = Availability.WITHHELD, Availability.NOT_APPLICABLE

FILES = tuple(sorted(resources.folder("frameworks").glob("*.toml")))
Row = tuple[Availability | None, str]
Rows = Mapping[str, Row | tuple[Row, ...]]
Answers = Mapping[str, str]


@cache
def book() -> LicenceBook:
    """Return the shipped licences."""
    return load_licences(resources.folder("licences"))


@cache
def shipped(name: str) -> Framework:
    """Return the framework of this file, read from its source."""
    return Framework.model_validate(read(resources.folder("frameworks") / f"{name}.toml"))


def kinds(licence: str, kind: str) -> Truth:
    """Say whether a licence is of a kind, by the shipped facts."""
    return is_kind(licence, kind, book())


def release(rows: Rows, answers: Answers = MappingProxyType({})) -> View:
    """Return the view of a release: rows by component, and the option chosen by question.

    Several rows of one component are its layers. What is not named is not known, and what does
    not apply comes with a reason.
    """
    return View(
        Side.WORD,
        {
            name: tuple(Held(there, licence, there is ABSENT, name) for there, licence in each)
            for name, each in ((name, _layers(rows)) for name, rows in rows.items())
        },
        {
            question: Believed(
                AnswerValue.NOT_APPLICABLE if option == "absent" else AnswerValue.YES,
                frozenset((option,)),
            )
            for question, option in answers.items()
        },
    )


def judged(name: str, view: View, rule: str = "") -> Verdict:
    """Return what one rule of a shipped framework says; the only one where none is named."""
    framework = shipped(name)
    (found,) = [each for each in framework.verdicts if rule in ("", each.id)]
    return verdict(found, truths(framework, view, kinds), view, kinds)


def sentences(name: str, view: View) -> Mapping[str, str]:
    """Return the sentence of every line of a shipped framework by its criterion."""
    framework = shipped(name)
    found = truths(framework, view, kinds)
    return {line.criterion: line.say(found[line.criterion]) for line in framework.lines}


def _layers(rows: Row | tuple[Row, ...]) -> tuple[Row, ...]:
    match rows:
        case ((_, _), *_):
            return rows
        case _:
            return (rows,)
