"""The names of parts of a layer in words, to say what changed."""

from __future__ import annotations

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.phrase import Phrase, Wording, phrase

_PARTS: dict[str, Phrase] = {
    "format": phrase("the format of the file"),
    "id": phrase("the identity of the file"),
    "title": phrase("the title"),
    "walk": phrase("the walk"),
    "depth": phrase("the depth of the walk"),
    "as_of": phrase("the date at which the rules are read"),
    "catalogue": phrase("the catalogue"),
    "answers": phrase("the answers"),
    "components": phrase("the components"),
    "evidence": phrase("the evidence"),
    "derived": phrase("what follows from the answers"),
    "findings": phrase("the findings"),
    "file": phrase("the file"),
    "decision": phrase("the decision"),
    "recommendation": phrase("what the rules propose"),
    "outcome": phrase("the outcome"),
    "reasons": phrase("the reasons"),
    "against": phrase("the reason against"),
    "conditions": phrase("the conditions"),
    "acceptances": phrase("the risk acceptances"),
    "decided": phrase("the date of the decision"),
    "valid_until": phrase("the end of validity"),
    "triggers": phrase("what makes us assess again"),
    "approver_level": phrase("who may approve"),
    "same_person_reason": phrase("why one person prepares and approves"),
}


_NAMED: dict[str, Phrase] = {
    "answers": phrase("the answer to “{name}”"),
    "findings": phrase("the finding on “{name}”"),
    "evidence": phrase("evidence {name}"),
    "frameworks": phrase("the rules of “{name}”"),
    "verdicts": phrase("the verdict by “{name}”"),
}


def part_name(catalogue: Catalogue, name: str) -> Wording:
    """Return the part's name in words: ``answers/case.use`` is the answer to “Use”."""
    kind, _, key = name.partition("/")
    if kind == "components" and key:
        return _component(catalogue, key)
    if kind in _NAMED and key:
        question = catalogue.by_id.get(key)
        short = question.short if question else key.partition("/")[0]
        return Phrase(_NAMED[kind].text, {"name": short})
    return _PARTS.get(name, name)


def _component(catalogue: Catalogue, key: str) -> Wording:
    layer, _, component_id = key.partition("/")
    component = catalogue.component_by_id.get(component_id)
    name = component.name if component else component_id
    return phrase("“{component}” of the {layer}", component=name, layer=phrase(layer))
