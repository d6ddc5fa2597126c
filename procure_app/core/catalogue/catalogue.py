"""The catalogue as one value, with the look-ups that everything else uses."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple, Self

import rfc8785
from pydantic import Field, model_validator

from procure_app.core.catalogue.condition import Condition, HasComponent, leaves
from procure_app.core.catalogue.licence_form import LicenceForm
from procure_app.core.catalogue.question import Question, Source
from procure_app.core.catalogue.recipient import Recipient
from procure_app.core.catalogue.word import Kind, Severity, Walk
from procure_app.core.frozen import Frozen

MOST_SECTIONS, MOST_ON_A_PAGE, MOST_ROWS, MOST_SIGNERS = 2_000, 2_000, 1_000, 100
"""Most sections; questions with options of one; components; roles, and sentences of a role.

The window shows them one by one: a file with more would hold it up for minutes. The shipped
catalogue has a tenth of it at most.
"""


class Section(Frozen):
    """Questions that belong on one page."""

    id: str = Field(pattern=r"^[a-z]+$")
    title: str
    intro: str
    group: str
    """The id of the heading under which the outline lists it."""
    stop: bool = False
    """Whether the page ends with "Stop here?": the bars found so far, and the way on."""
    walks: tuple[Walk, ...] = (Walk.PURCHASE,)
    asked: Condition | None = None
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _fits_a_page(self) -> Self:
        if sum(1 + len(question.options) for question in self.questions) > MOST_ON_A_PAGE:
            raise ValueError("more questions and options than a page has room for")
        return self


class Group(Frozen):
    """A heading of the outline."""

    id: str
    title: str


class Component(Frozen):
    """One thing a release may include."""

    id: str = Field(pattern=r"^[a-z_]+$")
    name: str
    category: Literal["model", "code", "data", "document", "safeguard", "supply"]
    hint: str
    mof: str = ""
    """Its exact name in the Model Openness Framework 1.0, where it has one."""
    seen_by_customers: bool = False
    """Whether a customer of a service can see it."""
    core: bool = False


class LicenceName(Frozen):
    """A licence by the name people look for."""

    id: str
    """Its SPDX id, or a LicenseRef."""
    name: str


class Role(Frozen):
    """Who signs, what, and with which attestations."""

    id: str
    title: str
    signs: Literal["file", "decision"]
    duty: str
    required: bool | Condition = False
    attestations: Mapping[str, str] = Field(max_length=MOST_SIGNERS)


class Fixed(Frozen):
    """Texts that the report and the decision always carry."""

    limits: tuple[str, ...]
    triggers: Mapping[str, str] = Field(max_length=MOST_SIGNERS)
    identity: str
    sources: tuple[Source, ...] = ()
    rules: tuple[Source, ...] = ()


class Uses(Frozen):
    """Which questions and conditions the app itself relies on, so that no id stands in code."""

    buyer: str
    use: str
    impact: str
    model: str
    version: str
    digest: str
    vendor: str
    label: str
    """The vendor's own word for the release, a quotation."""
    layers: str
    """Its option ids are names of layers."""
    rest: str
    """The one line for everything else of a service; its option ids are availabilities."""
    not_delivered: Condition
    """True when nothing is delivered: the component table opens short."""
    competition: Condition
    """True in a competition: *return for information* is offered as a clarification."""
    high_impact: Condition
    published: str = ""
    """The day on which the version came out; empty where it is not asked."""
    obtained: str = ""
    """Where the release was taken from; empty where it is not asked."""
    reply: str = ""
    """What the vendor answers to what was found; empty where it is not asked."""
    mislabelled: Severity = Severity.MAJOR
    """How much it weighs when the evidence contradicts the vendor's own word."""
    recipient: Recipient | None = None
    """What licences ask about the buyer; without it, any recipient is meant."""
    licence_form: LicenceForm | None = None
    """What describes a licence that nobody knows by name."""


class Reads(NamedTuple):
    """What one section reads: its own answers, and those that its conditions name."""

    questions: tuple[str, ...]
    """Ids, in order."""
    components: bool
    """Whether they read of any component how it can be got."""
    own: tuple[str, ...]
    """The ids of its own questions."""
    derived: tuple[str, ...]
    """Those of them that follow from other answers."""
    table: bool
    """Whether it asks for the component table."""


class Catalogue(Frozen):
    """Everything that is asked, with an id and a version."""

    id: str
    version: str
    date: datetime.date
    title: str
    groups: tuple[Group, ...]
    sections: tuple[Section, ...] = Field(max_length=MOST_SECTIONS)
    components: tuple[Component, ...] = Field(max_length=MOST_ROWS)
    licences: tuple[LicenceName, ...] = ()
    roles: tuple[Role, ...] = Field(max_length=MOST_SIGNERS)
    fixed: Fixed
    uses: Uses

    @model_validator(mode="after")
    def _unique(self) -> Self:
        for name, ids in (
            ("question", [q.id for s in self.sections for q in s.questions]),
            ("section", [s.id for s in self.sections]),
            ("component", [c.id for c in self.components]),
        ):
            twice = sorted(i for i, times in Counter(ids).items() if times > 1)
            if twice:
                raise ValueError(f"{name} ids stand twice: {twice}")
        return self

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id."""
        return {q.id: q for s in self.sections for q in s.questions}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section of every question, by the question's id."""
        return {q.id: s for s in self.sections for q in s.questions}

    @cached_property
    def component_by_id(self) -> Mapping[str, Component]:
        """Every component by its id."""
        return {c.id: c for c in self.components}

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of all its texts and rules as canonical JSON, in hexadecimal."""
        plain = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()

    @cached_property
    def reads(self) -> Mapping[str, Reads]:
        """What every section reads, by the section's id."""
        return {section.id: _reads(section) for section in self.sections}

    @cached_property
    def shaping(self) -> frozenset[str]:
        """The sections with an answer that says which components there are, by their ids."""
        told = (self.uses.layers, self.uses.rest)
        return frozenset(self.section_of[q].id for q in told if q in self.section_of)

    def questions(self) -> tuple[Question, ...]:
        """Return every question in the order of asking."""
        return tuple(self.by_id.values())


def _reads(section: Section) -> Reads:
    conditions: list[Condition | bool | None] = [section.asked]
    for question in section.questions:
        conditions += [question.asked, question.core]
        conditions += [rule.when for rule in question.severity]
        conditions += [rule.when for rule in question.derived]
    trees = (condition for condition in conditions if not isinstance(condition, bool | None))
    found = [leaf for tree in trees for leaf in leaves(tree)]
    ids = {leaf.question for leaf in found if not isinstance(leaf, HasComponent)}
    return Reads(
        questions=tuple(sorted(ids)),
        components=any(isinstance(leaf, HasComponent) for leaf in found),
        own=tuple(question.id for question in section.questions),
        derived=tuple(question.id for question in section.questions if question.derived),
        table=any(question.kind is Kind.COMPONENTS for question in section.questions),
    )
