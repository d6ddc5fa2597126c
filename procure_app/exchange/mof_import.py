"""Takes in model files of the Model Openness Framework."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.edit import answer, changed
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frameworks.climb import Held
from procure_app.core.truth import Truth
from procure_app.exchange.mof_draft import draft
from procure_app.exchange.mof_model import MofModel, kinds
from procure_app.exchange.mof_note import note
from procure_app.exchange.mof_said import said


def held(model: MofModel, catalogue: Catalogue, strangers: str = "") -> Mapping[str, Held]:
    """Return what the file holds, by component, as a ladder looks at it.

    A component is there when it is listed, and not there when it is not. An unknown name is
    booked as ``strangers``, or left out where that is empty; of two the later counts.
    """
    known = kinds(catalogue)
    booked = {component: (component, kind) for component, kind in known.values()}
    found: dict[str, Held] = {}
    for entry in model.components:
        place = known.get(entry.name) or booked.get(strangers)
        if place is None:
            continue
        component, kind = place
        licence = model.licence(entry, kind)
        found[component] = Held(
            Truth.MET, licence, unlicensed=Truth.NOT_MET if licence else Truth.MET
        )
    return found


def imported(
    model: MofModel, catalogue: Catalogue, *, identity: str, as_of: datetime.date, file: str
) -> Assessment:
    """Return a draft that describes the release as the file of this name does.

    ``identity`` is the id of the new assessment. Nothing of the file is lost: what a draft has
    no place for stands in the note on the model (see ``mof_note``).
    """
    bare = draft(model, catalogue, identity=identity, as_of=as_of, file=file)
    rest = note(model, said(bare, catalogue, model.licences))
    question = catalogue.uses.model
    if not rest:
        return bare
    return answer(bare, question, changed(bare.answers[question], note=rest))
