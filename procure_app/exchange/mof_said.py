"""What an assessment says in the words of the Model Openness Framework; reverse of ``mof_draft``.

Of several layers each must have the component, and the terms of all hold together. What the
framework has no word for (withheld, served, not known) is left out: it lists what is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procure_app.core.assessment.answer import (
    LICENCE_NOT_KNOWN,
    NO_LICENCE_STATED,
    ComponentRow,
    Standing,
    row_key,
)
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import layers, path
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Availability, Layer
from procure_app.exchange.mof_draft import is_address, is_hub
from procure_app.exchange.mof_model import NAMES, UNLICENSED, Entry, MofModel, Scope, kinds

IN_RELEASE = (Availability.RELEASED, Availability.GATED)
"""The framework asks for terms, not for how to get at a thing."""
NOT_SPECIFIED = "License not specified"
"""Written where a licence is not known and one at the head would else stand in for it."""


def said(assessment: Assessment, catalogue: Catalogue, licences: Mapping[str, Scope]) -> MofModel:
    """Return the model with these licences at its head, components in the tool's order."""
    uses = catalogue.uses
    address = _text(assessment, uses.obtained)
    head = MofModel(name="", licences=licences)
    return MofModel(
        name=_text(assessment, uses.model),
        producer=_text(assessment, uses.vendor),
        version=_text(assessment, uses.version),
        date=_text(assessment, uses.published),
        repository=address if is_address(address) and not is_hub(address) else "",
        huggingface=address if is_hub(address) else "",
        licences=licences,
        components=tuple(_entries(assessment, catalogue, head)),
    )


def _text(assessment: Assessment, question: str) -> str:
    given = assessment.answers.get(question)
    if given is None or given.standing is not Standing.GIVEN or not given.value:
        return ""
    return given.value[0]


def _entries(assessment: Assessment, catalogue: Catalogue, head: MofModel) -> Iterator[Entry]:
    known = kinds(catalogue)
    present = layers(catalogue, path(catalogue, assessment).facts)
    for name in NAMES:
        if name not in known:
            continue
        component, kind = known[name]
        rows = tuple(_rows(assessment, component, present))
        if rows and all(row.availability in IN_RELEASE for row in rows):
            yield _entry(assessment, name, rows, head.head(kind))


def _rows(
    assessment: Assessment, component: str, present: tuple[Layer, ...]
) -> Iterator[ComponentRow]:
    """Yield the rows, the uppermost layer first; a product may leave to others what it lacks."""
    for layer in reversed(present):
        row = assessment.components.get(row_key(layer, component), ComponentRow())
        if layer is Layer.PRODUCT and len(present) > 1 and row.availability is None:
            continue
        yield row


def _entry(assessment: Assessment, name: str, rows: tuple[ComponentRow, ...], head: Scope) -> Entry:
    licence = _licence(rows, head)
    cited = _path(assessment, rows)
    return Entry(
        name=name,
        description=next((row.note for row in rows if row.note), ""),
        licence=licence,
        licence_path="" if licence is None and cited == head.path else cited,
        component_path=next((row.found for row in rows if row.found), ""),
    )


def _licence(rows: tuple[ComponentRow, ...], head: Scope) -> str | None:
    """Return the licence as it is to be typed; None where the head says it, or nobody does."""
    licences = tuple(dict.fromkeys(row.licence or LICENCE_NOT_KNOWN for row in rows))
    if LICENCE_NOT_KNOWN in licences:
        return NOT_SPECIFIED if head.name else None
    if NO_LICENCE_STATED in licences:
        return None if head.name == UNLICENSED else UNLICENSED
    together = licences[0] if len(licences) == 1 else " AND ".join(f"({one})" for one in licences)
    return None if together == head.name else together


def _path(assessment: Assessment, rows: tuple[ComponentRow, ...]) -> str:
    """Return the first address among the evidence for the licence."""
    items = assessment.evidence_by_id()
    cited = [items[one] for row in rows for one in row.licence_evidence if one in items]
    addresses = (item.where for item in cited if item.kind == "address" and is_address(item.where))
    return next(addresses, "")
