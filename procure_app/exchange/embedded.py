"""The assessment inside a report: written from a reading, and read back within bounds.

``assessment.json`` holds what is signed, the layers of file and decision, and the document they
come from without what is not: answers off the path, and the sign-offs, which stand apart in
``signoffs.json``. Both are canonical JSON (RFC 8785), so that a change shows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

import rfc8785

from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.edit import changed
from procure_app.core.decision.digest import decision_layer, digest, file_layer
from procure_app.core.decision.reading import Reading
from procure_app.core.phrase import phrase
from procure_app.exchange import embedded_refusal as refusal
from procure_app.exchange.embedded_file import attached
from procure_app.i18n import Language, say

FORMAT = 1
"""The format this version writes and reads."""
ASSESSMENT, SIGNOFFS = "assessment.json", "signoffs.json"
_MOST, _LONGEST = 250_000, 250_000
"""Most marks of a text; a full assessment has a tenth of it."""


class Part(NamedTuple):
    """A file to be put into a report."""

    name: str
    content: bytes
    relationship: Literal["Source", "Supplement"]
    description: str


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a report holds of its assessment."""

    assessment: Assessment
    """With its sign-offs."""
    catalogue: str
    """The id of the catalogue that was asked."""
    catalogue_version: str
    digests: Mapping[str, str]
    """SHA-256 of the layers as they stand in the report: ``file`` and ``decision``."""

    def agrees(self, reading: Reading) -> bool:
        """Say whether what follows from a document is what stands in the report."""
        return self.digests == _digests(file_layer(reading), decision_layer(reading))


def parts(reading: Reading, language: Language) -> tuple[Part, ...]:
    """Return the files that go into the report on this reading."""
    asked = {question.id for question in reading.path.questions()}
    whole = reading.assessment
    effective = changed(
        whole, answers={key: answer for key, answer in whole.answers.items() if key in asked}
    )
    values = cast("dict[str, Any]", _countable(_plain(effective)))
    signoffs = values.pop("signoffs", [])
    content = {
        "format": FORMAT,
        "file": file_layer(reading),
        "decision": decision_layer(reading),
        "assessment": values,
        "catalogue": {"id": reading.catalogue.id, "version": reading.catalogue.version},
    }
    says = phrase("The assessment that this report was made from")
    about = phrase("The sign-offs made in the app before this report")
    apart = {"format": FORMAT, "assessment": whole.id, "signoffs": signoffs}
    return (
        Part(ASSESSMENT, rfc8785.dumps(cast("Any", content)), "Source", say(says, language)),
        Part(SIGNOFFS, rfc8785.dumps(cast("Any", apart)), "Supplement", say(about, language)),
    )


def read_embedded(path: Path) -> Embedded:
    """Return the assessment inside a report. Raises ``Unreadable`` with one clear sentence.

    Nothing is said of signatures: whether the file was changed is for ``signing`` to find.
    """
    files = attached(path, (ASSESSMENT, SIGNOFFS))
    if ASSESSMENT not in files:
        raise refusal.without(path)
    content = _parsed(files[ASSESSMENT], path)
    apart = _parsed(files[SIGNOFFS], path) if SIGNOFFS in files else {}
    try:
        file, decision = content["file"], content["decision"]
        values = {**content["assessment"], "signoffs": apart.get("signoffs", [])}
        found = Embedded(
            Assessment.model_validate(values),
            str(content["catalogue"]["id"]),
            str(content["catalogue"]["version"]),
            _digests(file, decision),
        )
        bound = decision["file"] == found.digests["file"] and file["id"] == found.assessment.id
    except (KeyError, TypeError, ValueError) as error:
        raise refusal.altered(path) from error
    if not bound or apart.get("assessment", found.assessment.id) != found.assessment.id:
        raise refusal.altered(path)
    return found


def _digests(file: object, decision: object) -> dict[str, str]:
    return {"file": digest(file), "decision": digest(decision)}


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    """Return the value of a canonical text of our format, and of no other."""
    bare = content.replace(b"\\\\", b"__").replace(b'\\"', b"__")  # what is left ends a text
    overlong = max(map(len, bare.split(b'"')[1::2]), default=0) > _LONGEST
    if overlong or sum(map(content.count, (b",", b"[", b"{"))) > _MOST:
        raise refusal.oversized(path)
    try:
        value = json.loads(content.decode("utf-8"))
        canonical = rfc8785.dumps(value) == content
    except (ValueError, RecursionError) as error:
        raise refusal.altered(path) from error
    if not isinstance(value, dict):
        raise refusal.altered(path)
    number = value.get("format")
    if type(number) is not int or (number <= FORMAT and not canonical) or number < 1:
        raise refusal.altered(path)
    if number > FORMAT:
        raise refusal.newer(path)
    return value


def _plain(assessment: Assessment) -> dict[str, Any]:
    return assessment.model_dump(mode="json", exclude_defaults=True)


def _countable(value: object) -> object:
    """Return the value with numbers beyond what canonical JSON counts as text."""
    match value:
        case dict():
            return {key: _countable(inner) for key, inner in value.items()}
        case list():
            return [_countable(inner) for inner in value]
        case int() if abs(value) >= 2**53:
            return str(value)
        case _:
            return value
