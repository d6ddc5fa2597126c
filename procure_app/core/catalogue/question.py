"""One question as data: its wording, options, help, and the rules for asking and judging it."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from procure_app.core.catalogue.condition import Condition
from procure_app.core.catalogue.word import AnswerValue, Kind, Severity, Statement, Walk
from procure_app.core.frozen import Frozen


class Option(Frozen):
    """One answer that can be chosen."""

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    text: str
    answer: AnswerValue = AnswerValue.YES
    """What choosing it comes to; *yes* is always the good one."""
    hint: str = ""


class Source(Frozen):
    """Where a question or rule comes from, exact enough to look up."""

    title: str
    clause: str = ""
    date: datetime.date | None = None
    """Date of the source itself, where it has one."""
    address: str = ""


class SeverityRule(Frozen):
    """How much it weighs when the question falls short; the first rule that holds counts."""

    is_: Severity | Literal["none"] = Field(alias="is")
    when: Condition | None = None


class Derivation(Frozen):
    """An option that follows from other answers; the first whose condition holds counts."""

    option: str
    when: Condition


class Question(Frozen):
    """One thing that is asked, once."""

    id: str = Field(pattern=r"^[a-z]+\.[a-z0-9_]+$")
    reference: str = ""
    """The number experts know it by, such as A4."""
    kind: Kind = Kind.CHOICE
    text: str
    short: str
    """A few words for tables and lists."""
    hint: str = ""
    options: tuple[Option, ...] = ()
    not_applicable: bool = False
    """Whether *not applicable* is offered; choosing it needs a reason."""
    unknown: bool = True
    """Whether *I do not know* is offered."""
    statement: Statement = Statement.FACT
    duty: bool = False
    """Whether it asks for a promise: who is bound, by which instrument, who carries it."""
    duty_name: str = ""
    """The duty in a few words, as page one lists it: "fixing a flaw in the weights"."""
    walks: tuple[Walk, ...] = (Walk.PURCHASE,)
    asked: Condition | None = None
    core: bool | Condition = False
    derived: tuple[Derivation, ...] = ()
    severity: tuple[SeverityRule, ...] = ()
    due: Literal["", "award", "contract", "first use"] = ""
    """By when a bar must be cured."""
    finding: str = ""
    """What to say when it falls short; one sentence."""
    why: str = ""
    satisfies: str = ""
    ask: str = ""
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        chosen = self.kind in (Kind.CHOICE, Kind.CHOICES)
        if chosen != bool(self.options):
            raise ValueError(f"{self.id}: options belong to choices, and choices need them")
        ids = [option.id for option in self.options]
        if len(set(ids)) != len(ids):
            raise ValueError(f"{self.id}: an option id stands twice")
        if missing := {rule.option for rule in self.derived} - set(ids):
            raise ValueError(f"{self.id}: derives unknown options {sorted(missing)}")
        if self.severity and not self.finding:
            raise ValueError(f"{self.id}: has a severity but no finding to say")
        if self.duty and not self.duty_name:
            raise ValueError(f"{self.id}: is a duty and needs a duty_name")
        if any(rule.is_ == Severity.BAR for rule in self.severity) and not self.due:
            raise ValueError(f"{self.id}: a bar needs the point by which it is due")
        return self

    def option(self, option_id: str) -> Option | None:
        """Return the option of this id, or None where the question has none such."""
        return self._options_by_id.get(option_id)

    @cached_property
    def _options_by_id(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}
