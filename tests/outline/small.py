"""A small catalogue with every kind of question, so that no test leans on the shipped one."""

from __future__ import annotations

import datetime

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue

_HELP = {"why": "It matters.", "satisfies": "A paper.", "ask": "Please say so."}
_BOTH = ["purchase", "describe"]
_YES_NO = [
    {"id": "yes", "text": "Yes, in full", "answer": "yes"},
    {"id": "half", "text": "In part", "answer": "partly"},
    {"id": "no", "text": "No, not at all", "answer": "no"},
]


def _typed(name: str, kind: str, **more: object) -> dict[str, object]:
    word = name.partition(".")[2]
    text, short = f"What is the {word}?", word.capitalize()
    return {"id": name, "kind": kind, "text": text, "short": short, **more}


def _judged(name: str, severity: str, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "text": f"Is {name} so?",
        "short": f"State of {name.partition('.')[2]}",
        "options": _YES_NO,
        "not_applicable": True,
        "severity": [{"is": severity}],
        "due": "award" if severity == "bar" else "",
        "finding": f"It is not shown that {name} is so.",
        "sources": [{"title": "A rule", "clause": "section 1", "date": "2026-01-02"}],
        **_HELP,
        **more,
    }


CASE = [
    _typed("case.buyer", "text", statement="own"),
    _typed("case.use", "long text", statement="own"),
    _typed("case.users", "number", statement="own"),
    _typed("case.start", "date", statement="own"),
    _typed("case.contact", "person", statement="own"),
    {
        "id": "case.impact",
        "text": "How strong is the impact?",
        "short": "Impact level",
        "options": [
            {"id": "low", "text": "Low: easy to mend"},
            {"id": "high", "text": "High: people are affected"},
        ],
    },
    {
        "id": "case.holder",
        "text": "Who runs it?",
        "short": "Who runs it",
        "options": [{"id": "us", "text": "We do"}, {"id": "host", "text": "A host does"}],
    },
    {
        "id": "case.data",
        "kind": "choices",
        "text": "Which data go in?",
        "short": "Data involved",
        "options": [{"id": "some", "text": "Personal data"}, {"id": "none", "text": "None"}],
    },
]
RELEASE = [
    _typed("release.model", "text", walks=_BOTH),
    _typed("release.version", "text", walks=_BOTH),
    _typed("release.digest", "text", walks=_BOTH),
    _typed("release.vendor", "text", walks=_BOTH),
    _typed("release.label", "quotation", walks=_BOTH),
    _typed("release.developer", "party", walks=_BOTH),
    _typed("release.others", "models", walks=_BOTH),
    {
        "id": "release.layers",
        "kind": "choices",
        "text": "Which layers are there?",
        "short": "Layers",
        "walks": _BOTH,
        "options": [
            {"id": "base", "text": "A base model"},
            {"id": "modification", "text": "A changed model"},
            {"id": "product", "text": "A product"},
        ],
    },
]
PARTS = [
    {
        "id": "parts.table",
        "kind": "components",
        "text": "What is in it?",
        "short": "Components",
        "walks": _BOTH,
    },
    {
        "id": "parts.rest",
        "text": "And everything else?",
        "short": "Everything else",
        "walks": _BOTH,
        "options": [{"id": "served", "text": "Served"}, {"id": "withheld", "text": "Withheld"}],
        "asked": {"question": "case.holder", "is": ["host"]},
    },
]
RIGHTS = [_judged("rights.use", "bar", walks=_BOTH), _judged("rights.change", "blocker")]
DUTIES = [
    _judged("duty.repair", "blocker", reference="G4", duty=True, duty_name="repairing flaws"),
    _judged("duty.warning", "major", reference="G1", duty=True, duty_name="warning us"),
    _judged("duty.records", "minor", statement="promise"),
    _judged(
        "duty.follows",
        "major",
        derived=[
            {"option": "no", "when": {"question": "case.impact", "is": ["high"]}},
            {
                "option": "yes",
                "when": {
                    "all": [
                        {"not": {"question": "case.impact", "is": ["high"]}},
                        {"question": "rights.use", "answer": ["yes", "partly"]},
                    ]
                },
            },
        ],
    ),
    _judged(
        "duty.exit",
        "major",
        asked={
            "any": [
                {"question": "case.users", "at_least": 1000},
                {"component": "weights", "availability": ["released"]},
            ]
        },
    ),
]


def _section(key: str, title: str, group: str, questions: list[object]) -> dict[str, object]:
    walks = _BOTH if group == "release" or key == "release" else ["purchase"]
    return {
        "id": key,
        "title": title,
        "intro": "A few words.",
        "group": group,
        "walks": walks,
        "questions": questions,
    }


def _role(key: str, signs: str) -> dict[str, object]:
    return {
        "id": key,
        "title": key.capitalize(),
        "signs": signs,
        "duty": "Looks at it.",
        "required": True,
        "attestations": {"read": f"The {key} has read it.", "free": f"The {key} is free."},
    }


SMALL = Catalogue.model_validate(
    {
        "id": "small",
        "version": "1",
        "date": "2026-11-01",
        "title": "A small catalogue",
        "groups": [
            {"id": "case", "title": "The case"},
            {"id": "release", "title": "What it includes"},
            {"id": "duties", "title": "Who answers"},
        ],
        "sections": [
            _section("case", "The purchase", "case", CASE),
            _section("release", "The release", "case", RELEASE),
            _section("parts", "The parts", "release", PARTS),
            _section("rights", "The rights", "release", RIGHTS),
            _section("duty", "The duties", "duties", DUTIES),
        ],
        "components": [
            {"id": "weights", "name": "Final weights", "category": "model", "hint": "."},
            {"id": "code", "name": "Training code", "category": "code", "hint": "."},
            {
                "id": "card",
                "name": "Model card",
                "category": "document",
                "hint": ".",
                "seen_by_customers": True,
            },
        ],
        "roles": [
            _role("preparer", "file"),
            _role("reviewer", "file"),
            _role("approver", "decision"),
        ],
        "fixed": {
            "limits": ["It is not legal advice."],
            "triggers": {"changed": "The release changes.", "ended": "A term ends."},
            "identity": "Names are asserted, not proven.",
            "rules": [{"title": "A rule", "clause": "1", "date": "2026-01-02"}],
        },
        "uses": {
            "buyer": "case.buyer",
            "use": "case.use",
            "impact": "case.impact",
            "model": "release.model",
            "version": "release.version",
            "digest": "release.digest",
            "vendor": "release.vendor",
            "label": "release.label",
            "layers": "release.layers",
            "rest": "parts.rest",
            "not_delivered": {"question": "case.holder", "is": ["host"]},
            "competition": {"question": "case.data", "is": ["some"]},
            "high_impact": {"question": "case.impact", "is": ["high"]},
        },
    }
)
EMPTY = Assessment(
    id="00000000-0000-4000-8000-000000000000",
    as_of=datetime.date(2026, 11, 22),
    catalogue=SMALL.id,
    catalogue_version=SMALL.version,
    depth="full",
)
