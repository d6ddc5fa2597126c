"""Assessments on the small catalogue, built from the few answers a test is about."""

from __future__ import annotations

import datetime
from typing import Any

from outline.said import outline_of, said
from outline.small import EMPTY, SMALL
from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.core.assessment.approval import Decision, Signoff
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.edit import changed
from procure_app.core.decision.digest import digest, layer, parts, signoff_digest
from procure_app.core.decision.reading import read
from procure_app.core.outline.block import Entry, Heading, Outline, PageEnd


def assessment(answers: dict[str, Any] | None = None, **fields: Any) -> Assessment:
    """Return an assessment; an answer may be given as its value alone."""
    given = {
        key: answer if isinstance(answer, Answer) else Answer(value=_tuple(answer))
        for key, answer in (answers or {}).items()
    }
    return changed(EMPTY, answers=given, **fields)


def evidence(key: str, grade: int, **fields: Any) -> Evidence:
    """Return an item of evidence of this grade."""
    return Evidence(id=key, title=f"Paper {key}", grade=grade, **fields)


def signed(before: Assessment, role: str, **fields: Any) -> Assessment:
    """Return the assessment signed in this role, as it is now."""
    name = "decision" if role == "approver" else "file"
    content = layer(read(SMALL, before), name)
    previous = signoff_digest(before.signoffs[-1]) if before.signoffs else ""
    offered = next(r for r in SMALL.roles if r.id == role).attestations
    signoff = Signoff(
        role=role,
        name=fields.pop("name", f"Person of {role}"),
        when=datetime.datetime(2026, 11, 20, 9, 30, tzinfo=datetime.UTC),
        layer=name,
        digest=digest(content),
        parts=parts(content),
        previous=previous,
        attestations=fields.pop("attestations", offered),
        **fields,
    )
    return changed(before, signoffs=(*before.signoffs, signoff))


def decided(before: Assessment, **fields: Any) -> Assessment:
    """Return the assessment with this decision."""
    return changed(before, decision=Decision(**fields))


def outline(given: Assessment) -> Outline:
    """Return the report on the assessment, on the small catalogue."""
    return outline_of(SMALL, given)


def first_page(given: Assessment) -> str:
    """Return what the first page says."""
    blocks = outline(given).blocks
    end = next(place for place, block in enumerate(blocks) if isinstance(block, PageEnd))
    return said(blocks[:end])


def part(given: Assessment, title: str) -> str:
    """Return what the part of this title says."""
    found: list[Any] = []
    inside = False
    for block in outline(given).blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = said(block.text) == title
        if inside:
            found.append(block)
    assert found, title
    return said(tuple(found))


def entry(given: Assessment, title: str) -> Entry:
    """Return the first entry of this title."""
    return next(
        block
        for block in outline(given).blocks
        if isinstance(block, Entry) and said(block.title) == title
    )


def _tuple(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
