"""Answers, component rows and evidence: what people enter."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from procure_app.core.catalogue.word import Availability, Instrument, Layer, Party
from procure_app.core.frozen import Frozen
from procure_app.core.licences.name import NONE_STATED, NOT_KNOWN


class Standing(StrEnum):
    """Whether there is a value, or one of the two ways of having none."""

    GIVEN = "given"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Evidence(Frozen):
    """One thing that backs an answer: a file, an address, a clause, or a check of our own."""

    id: str
    """``E-1`` and so on; never reused inside one assessment."""
    kind: Literal["file", "address", "clause", "check"] = "address"
    title: str
    where: str = ""
    """The file's name, the address, the clause, or how the check was done."""
    version: str = ""
    read: datetime.date | None = None
    expires: datetime.date | None = None
    grade: int = Field(default=0, ge=0, le=5)
    """0 none · 1 vendor says so · 2 document naming this version · 3 binding term ·
    4 independent third party · 5 checked by us."""
    digest: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    """SHA-256 of the attached file in hexadecimal; empty where nothing is attached."""
    size: int = Field(default=0, ge=0)
    """Bytes of the attached file."""
    linked: str = ""
    """Where the file lies when it is linked by its digest instead of embedded."""


MOST = 1_000
"""Most values of an answer, and most items that back one statement: a page shows each of them."""


class Answer(Frozen):
    """The answer to one question. What was typed is kept even where it is not valid."""

    value: tuple[str, ...] = Field(default=(), max_length=MOST)
    """Option ids; or the text, number or ISO date as typed; or the fields of the kind."""
    standing: Standing = Standing.GIVEN
    reason: str = ""
    """Why it does not apply; required with *not applicable*."""
    note: str = ""
    evidence: tuple[str, ...] = Field(default=(), max_length=MOST)
    bound: Party | None = None
    """Duties only: who is bound to do it."""
    instrument: Instrument | None = None
    clause: str = ""
    carried: Party | None = None
    """Duties only: who carries it in fact."""
    disputed: str = ""
    """Why the person disagrees with an answer that was derived."""


class ComponentRow(Frozen):
    """What is known of one component in one layer: two statements, each with evidence."""

    availability: Availability | None = None
    availability_evidence: tuple[str, ...] = Field(default=(), max_length=MOST)
    licence: str = ""
    """An SPDX expression or licence name; ``NONE`` where none is stated, ``NOASSERTION``
    where it is not known (the words of SPDX); empty where not answered."""
    licence_evidence: tuple[str, ...] = Field(default=(), max_length=MOST)
    found: str = ""
    """Where it was found."""
    version: str = ""
    """Version or digest of what was found."""
    note: str = ""


NO_LICENCE_STATED = NONE_STATED
LICENCE_NOT_KNOWN = NOT_KNOWN


def row_key(layer: Layer, component: str) -> str:
    """Return the key of a component's row in the document."""
    return f"{layer.value}/{component}"
