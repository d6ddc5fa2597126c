"""A catalogue in two versions, with the steps between: something of everything that can change."""

from __future__ import annotations

from catalogue.tiny import catalogue_of, choice, component, entry

from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.step import Step
from procure_app.core.catalogue.word import Kind


def version(number: str, *questions, triggers=("changed",), **fields) -> Catalogue:
    """Return a catalogue of this version; a trigger is worded after its id."""
    made = catalogue_of(*questions, **fields)
    texts = {trigger: f"It has {trigger}." for trigger in triggers}
    return changed(made, version=number, fixed=changed(made.fixed, triggers=texts))


def step(from_: str = "1", to: str = "2", **changes) -> Step:
    """Return a step between two versions of the tiny catalogue."""
    return Step.model_validate({"catalogue": "tiny", "from": from_, "to": to, **changes})


OLD = version(
    "1",
    choice("a.kept"),
    choice("a.moved", "left", "right"),
    choice("a.gone"),
    choice("a.both", "one", "two", "neither", kind=Kind.CHOICES),
    choice("a.places", "here", "there", "far", kind=Kind.CHOICES),
    entry("a.text", Kind.TEXT),
    entry("a.number", Kind.NUMBER),
    components=(component("weights"), component("card"), component("diary")),
    triggers=("changed", "failed", "expired"),
)
NEW = version(
    "2",
    choice("a.kept"),
    choice("a.went", "left", "east"),
    choice("a.first", "yes", "no"),
    choice("a.second", "yes", "no"),
    choice("a.places", "here", "far", kind=Kind.CHOICES),
    entry("a.text", Kind.LONG_TEXT),
    entry("a.number", Kind.DATE),
    choice("a.fresh"),
    components=(component("parameters"), component("card")),
    triggers=("changed", "broken"),
)
STEP = step(
    question_renamed=[{"id": "a.moved", "to": "a.went"}],
    question_removed=[{"id": "a.gone", "why": "The rule has ended."}],
    question_split=[
        {
            "id": "a.both",
            "into": [
                {"question": "a.first", "options": {"one": "yes", "neither": "no"}},
                {"question": "a.second", "options": {"two": "yes", "neither": "no"}},
            ],
        }
    ],
    option_renamed=[{"question": "a.moved", "id": "right", "to": "east"}],
    option_removed=[{"question": "a.places", "id": "there"}],
    component_renamed=[{"id": "weights", "to": "parameters"}],
    component_removed=[{"id": "diary", "why": "Nobody keeps one."}],
    trigger_renamed=[{"id": "failed", "to": "broken"}],
    trigger_removed=[{"id": "expired", "why": "It follows from dates."}],
)
