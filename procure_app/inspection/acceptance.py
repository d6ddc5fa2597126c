"""Puts accepted proposals into a document, with their files as evidence."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence, Standing
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.edit import (
    answer,
    changed,
    fill_row,
    last_evidence,
    put_evidence,
)
from procure_app.core.catalogue.word import Availability
from procure_app.inspection.observation import Inspection
from procure_app.inspection.proposal import Proof, Proposal

MOST_ITEMS = 5
"""Files that become items of evidence one by one; more become one item for all."""


def accept(
    assessment: Assessment, proposals: Iterable[Proposal], inspection: Inspection
) -> Assessment:
    """Return the document with these answers, and with evidence for each.

    A file is linked by its digest and where it lies, never embedded. What was answered before is
    replaced; its notes and its evidence stay. Raises pydantic's ``ValidationError`` where a value
    does not fit.
    """
    for proposal in proposals:
        assessment, ids = _with_evidence(assessment, proposal, inspection)
        if proposal.target == "answer":
            old = assessment.answers.get(proposal.key, Answer())
            new = changed(
                old,
                value=proposal.value,
                standing=Standing.GIVEN,
                evidence=_joined(old.evidence, ids),
            )
            assessment = answer(assessment, proposal.key, new)
        else:
            row = assessment.components.get(proposal.key, ComponentRow())
            assessment = fill_row(assessment, proposal.key, _row(row, proposal, ids))
    return assessment


def is_held(assessment: Assessment, proposal: Proposal) -> bool:
    """Say whether the document already has this value."""
    if proposal.target == "answer":
        return assessment.answers.get(proposal.key, Answer()).value == proposal.value
    row = assessment.components.get(proposal.key, ComponentRow())
    held = row.availability or "" if proposal.target == "availability" else row.licence
    return (str(held),) == proposal.value


def present(assessment: Assessment, proposal: Proposal) -> tuple[str, ...]:
    """Return the value that accepting would replace; empty where there is none."""
    if proposal.target == "answer":
        return assessment.answers.get(proposal.key, Answer()).value
    row = assessment.components.get(proposal.key, ComponentRow())
    held = row.availability if proposal.target == "availability" else row.licence
    return (str(held),) if held else ()


def _row(row: ComponentRow, proposal: Proposal, ids: tuple[str, ...]) -> ComponentRow:
    if proposal.target == "licence":
        return changed(
            row, licence=proposal.value[0], licence_evidence=_joined(row.licence_evidence, ids)
        )
    one = proposal.proofs[0] if len(proposal.proofs) == 1 else None
    return changed(
        row,
        availability=Availability(proposal.value[0]),
        availability_evidence=_joined(row.availability_evidence, ids),
        found=row.found or (proposal.proofs[0].path if proposal.proofs else ""),
        version=row.version or (f"SHA-256 {one.sha256}" if one and one.sha256 else ""),
    )


def _with_evidence(
    assessment: Assessment, proposal: Proposal, inspection: Inspection
) -> tuple[Assessment, tuple[str, ...]]:
    """Return the document with an item for each file, and their ids; what is there is used."""
    ids: list[str] = []
    for item in _items(proposal, inspection, assessment.as_of):
        same = next((one for one in assessment.evidence if _is_same(one, item)), None)
        if same is None:
            same = changed(item, id=f"E-{last_evidence(assessment) + 1}")
            assessment = put_evidence(assessment, same)
        ids.append(same.id)
    return assessment, tuple(ids)


def _items(proposal: Proposal, inspection: Inspection, as_of: datetime.date) -> Iterable[Evidence]:
    proofs = proposal.proofs
    if len(proofs) <= MOST_ITEMS:
        yield from (_item(proof, inspection, as_of) for proof in proofs)
        return
    total = sum(proof.bytes for proof in proofs)
    yield Evidence(
        id="",
        kind="check",
        title=f"{len(proofs)} files, {total} bytes",
        where=f"{_common(proofs)} ({proofs[0].path}, {proofs[1].path}, …)",
        read=as_of,
        grade=min(proof.grade for proof in proofs),
    )


def _item(proof: Proof, inspection: Inspection, as_of: datetime.date) -> Evidence:
    where = f"{inspection.root}/{proof.path}"
    return Evidence(
        id="",
        kind="file",
        title=proof.path.rpartition("/")[2],
        where=proof.path,
        version=f"SHA-256 {proof.sha256}" if proof.sha256 else "",
        read=as_of,
        grade=proof.grade,
        digest=proof.sha256,
        size=proof.bytes if proof.sha256 else 0,
        linked=where if proof.sha256 else "",
    )


def _is_same(one: Evidence, item: Evidence) -> bool:
    return (one.kind, one.where, one.digest, one.grade, one.title) == (
        item.kind,
        item.where,
        item.digest,
        item.grade,
        item.title,
    )


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _common(proofs: tuple[Proof, ...]) -> str:
    """Return the folder that holds all the files; ``.`` for the whole release."""
    folders = [proof.path.split("/")[:-1] for proof in proofs]
    shared = []
    for parts in zip(*folders, strict=False):
        if len(set(parts)) > 1:
            break
        shared.append(parts[0])
    return "/".join(shared) or "."
