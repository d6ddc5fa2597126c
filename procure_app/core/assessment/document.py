"""The document: one frozen value that holds everything entered."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.approval import Decision, Entry, Revision, Signoff
from procure_app.core.assessment.retired import Retired
from procure_app.core.catalogue.word import Walk
from procure_app.core.frozen import Frozen

SIGNOFFS = 1000
"""Most sign-offs of one document: each is held against all of it."""


class Depth(StrEnum):
    """How much of the catalogue is asked."""

    CORE = "core"
    FULL = "full"


class Assessment(Frozen):
    """One release, for one buyer and one use, at one date."""

    id: str
    """A UUID; stays with the file for its life."""
    title: str = ""
    walk: Walk = Walk.PURCHASE
    depth: Depth = Depth.CORE
    as_of: datetime.date
    """The date all rules are read at; stored, never today's clock."""
    language: str = "en"
    catalogue: str
    catalogue_version: str
    answers: Mapping[str, Answer] = {}
    components: Mapping[str, ComponentRow] = {}
    """Rows by layer and component: see ``row_key``."""
    evidence: tuple[Evidence, ...] = ()
    last_evidence: int = Field(default=0, ge=0, lt=10**9)
    """The highest number of an item that is there no more; see ``edit.last_evidence``."""
    decision: Decision = Field(default_factory=Decision)
    record: tuple[Entry, ...] = ()
    signoffs: tuple[Signoff, ...] = Field(default=(), max_length=SIGNOFFS)
    """At most as many as are looked at with patience: each is held against the whole file."""
    revisions: tuple[Revision, ...] = ()
    retired: tuple[Retired, ...] = ()
    """What was entered under an earlier catalogue and has no place in this one."""

    def evidence_by_id(self) -> Mapping[str, Evidence]:
        """Return the evidence items by their id."""
        return self._evidence_by_id

    def repeated(self) -> str:
        """Return the first id that two items of evidence have; empty where none has.

        One of them would be shown and the other signed.
        """
        times = Counter(item.id for item in self.evidence)
        return next((id_ for id_, number in times.items() if number > 1), "")

    @cached_property
    def _evidence_by_id(self) -> Mapping[str, Evidence]:
        return {item.id: item for item in self.evidence}
