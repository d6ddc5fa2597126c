"""The shipped catalogue as it might have been one version before, and the step from it."""

from __future__ import annotations

import json

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.step import Step

VERSION = "2026.01"
GONE = "Is the model on the list of the old order?"
WHY = "The old order has ended."


def earlier(catalogue: Catalogue) -> Catalogue:
    """Return it with a question more, one less, one of another id and one of another wording."""
    text = catalogue.model_dump_json(by_alias=True, exclude_defaults=True)
    plain = json.loads(text.replace('"case.use"', '"case.aim"'))
    plain["version"] = VERSION
    case, stop = plain["sections"][0]["questions"], plain["sections"][2]["questions"]
    options = [{"id": "listed", "text": "Yes, as number 7"}, {"id": "no", "text": "No"}]
    case.append({"id": "case.order", "text": GONE, "short": "Old order", "options": options})
    case[:] = [question for question in case if question["id"] != "case.buyer"]
    plain["uses"]["buyer"] = "case.aim"
    terms = next(question for question in stop if question["id"] == "stop.terms")
    terms["text"] = "Do the terms shut us out?"
    log = {"id": "log", "name": "Training diary", "category": "document", "hint": ""}
    plain["components"].append(log)
    plain["fixed"]["triggers"]["order"] = "The old order changes."
    return Catalogue.model_validate(plain)


def step(catalogue: Catalogue) -> Step:
    """Return the step from the earlier version to this one."""
    return Step.model_validate(
        {
            "catalogue": catalogue.id,
            "from": VERSION,
            "to": catalogue.version,
            "question_renamed": [{"id": "case.aim", "to": "case.use"}],
            "question_removed": [{"id": "case.order", "why": WHY}],
            "component_removed": [{"id": "log", "why": WHY}],
            "trigger_removed": [{"id": "order", "why": WHY}],
        }
    )
