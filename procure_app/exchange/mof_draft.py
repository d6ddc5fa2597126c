"""A model file of the Model Openness Framework as an assessment: what has a place of its own.

Vendor, model, version, date and address become answers. A listed component becomes a row that is
*released*, with its licence, its address as *found*, its description as note, and the path of
its licence as an item of evidence. All evidence has grade 1: the vendor or a contributor says
so. ``mof_said`` is the reverse.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from procure_app.core.assessment.answer import (
    LICENCE_NOT_KNOWN,
    NO_LICENCE_STATED,
    Answer,
    ComponentRow,
    Evidence,
    row_key,
)
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Availability, Layer, Walk
from procure_app.exchange.mof_model import Entry, MofModel, kinds

_FILE = "E-1"


def draft(
    model: MofModel, catalogue: Catalogue, *, identity: str, as_of: datetime.date, file: str
) -> Assessment:
    """Return the description of the release that the file of this name makes."""
    cited = _cited(model, catalogue)
    return Assessment(
        id=identity,
        title=model.name,
        walk=Walk.DESCRIBE,
        as_of=as_of,
        catalogue=catalogue.id,
        catalogue_version=catalogue.version,
        answers={
            question: Answer(value=(text,), evidence=(_FILE,))
            for question, text in _answers(model, catalogue)
            if question and text
        },
        components=dict(_rows(model, catalogue, cited)),
        evidence=tuple(_evidence(cited, as_of, file)),
    )


def _answers(model: MofModel, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    uses = catalogue.uses
    yield uses.vendor, model.producer
    yield uses.model, model.name
    yield uses.version, model.version
    yield uses.published, model.date
    yield uses.obtained, _address(model)


def _address(model: MofModel) -> str:
    """Return the address that an answer can hold without a doubt which of the two it was."""
    if is_hub(model.huggingface):
        return model.huggingface
    is_other = is_address(model.repository) and not is_hub(model.repository)
    return model.repository if is_other else ""


def _cited(model: MofModel, catalogue: Catalogue) -> Mapping[str, str]:
    """Return the id of the evidence for each path of a licence."""
    known = kinds(catalogue)
    paths = dict.fromkeys(
        path
        for entry in model.last.values()
        if entry.name in known and (path := _path(model, entry, known[entry.name][1]))
    )
    return {path: f"E-{number}" for number, path in enumerate(paths, 2)}


def _path(model: MofModel, entry: Entry, kind: str) -> str:
    if entry.licence_path or entry.licence is not None:
        return entry.licence_path
    return model.head(kind).path


def is_address(text: str) -> bool:
    """Say whether the text is an address on the web, and not a word about where."""
    return text.startswith(("https://", "http://"))


def is_hub(text: str) -> bool:
    """Say whether the text is an address of Hugging Face."""
    return is_address(text) and "huggingface.co/" in text


def _rows(
    model: MofModel, catalogue: Catalogue, cited: Mapping[str, str]
) -> Iterator[tuple[str, ComponentRow]]:
    known = kinds(catalogue)
    for entry in model.last.values():
        if entry.name not in known:
            continue
        component, kind = known[entry.name]
        stated = entry.licence is not None or bool(model.head(kind).name)
        path = _path(model, entry, kind)
        yield (
            row_key(Layer.BASE, component),
            ComponentRow(
                availability=Availability.RELEASED,
                availability_evidence=(_FILE,),
                licence=(model.licence(entry, kind) or NO_LICENCE_STATED)
                if stated
                else LICENCE_NOT_KNOWN,
                licence_evidence=(
                    *((_FILE,) if stated else ()),
                    *((cited[path],) if path else ()),
                ),
                found=entry.component_path,
                note=entry.description,
            ),
        )


def _evidence(cited: Mapping[str, str], as_of: datetime.date, file: str) -> Iterator[Evidence]:
    # An address and not a file: a file would show that what it lists is there.
    yield Evidence(
        id=_FILE,
        kind="address",
        title="Model file of the Model Openness Framework",
        where=file,
        read=as_of,
        grade=1,
    )
    for path, identity in cited.items():
        yield Evidence(
            id=identity,
            kind="address",
            title="Licence, as the model file names it",
            where=path,
            grade=1,
        )
