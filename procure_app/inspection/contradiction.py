"""Where a release says two things of itself that cannot both be so, or claims what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.licence import stated_free
from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.expectation import Expectations
from procure_app.inspection.licence_contradiction import (
    against_bases,
    against_each_other,
    against_files,
)
from procure_app.inspection.observation import Contradiction, Inspection, Observation
from procure_app.inspection.stated import Text, claims, openness, texts

MOST = 50


def contradictions(
    inspection: Inspection,
    book: LicenceBook,
    expectations: Expectations,
    components: Mapping[str, str],
) -> tuple[Contradiction, ...]:
    """Return what contradicts itself, at most fifty; ``components`` gives their names by id."""
    said = tuple(claims(inspection, book))
    found = texts(inspection)
    every = (
        *against_files(said, found, book),
        *against_each_other(said, found, book),
        *against_bases(inspection, said, expectations, book),
        *_not_open(inspection, found, expectations, book),
        *_not_there(inspection, expectations, components),
        *_digests(inspection),
    )
    kept: dict[str, Contradiction] = {repr(one.sentence): one for one in every}
    return tuple(kept.values())[:MOST]


def _not_open(
    inspection: Inspection, found: Sequence[Text], rules: Expectations, book: LicenceBook
) -> Iterator[Contradiction]:
    """It calls itself open source, and its licence is listed as free or open by nobody."""
    own = [text for text in found if text.covers == "weights"]
    own = own or [text for text in found if not text.covers]
    claim = next(
        (one for one in openness(inspection) if one.facts.get("term") in rules.restricted_terms),
        None,
    )
    for text in own if claim else ():
        for identity in text.ids[:1]:
            licence = book.find(identity)
            if claim is None or licence is None or stated_free(licence):
                continue
            yield Contradiction(_unlisted(claim, text, licence.name), (claim.files[0], text.file))


def _unlisted(claim: Observation, text: Text, licence: str) -> Phrase:
    values = {
        "document": claim.files[0],
        "quote": claim.quote,
        "file": text.file,
        "licence": licence,
    }
    if text.identified:
        return phrase(
            "“{document}” says “{quote}”; the licence in “{file}”, {licence}, is listed as free or "
            "open by none of OSI, FSF and Open Definition.",
            **values,
        )
    return phrase(
        "“{document}” says “{quote}”; the text in “{file}” comes closest to {licence}, which is "
        "listed as free or open by none of OSI, FSF and Open Definition.",
        **values,
    )


def _not_there(
    inspection: Inspection, rules: Expectations, components: Mapping[str, str]
) -> Iterator[Contradiction]:
    """It calls itself open, and a part that goes with the word is not in the folder."""
    there = {
        seen.subject
        for seen in inspection.observations
        if seen.what == "component" and (seen.state == "could not be inspected" or _is_there(seen))
    }
    said = openness(inspection)
    for rule in rules.expectations:
        claim = next((one for one in said if one.facts.get("term") in rule.terms), None)
        if claim is not None and rule.component not in there and rule.component in components:
            yield Contradiction(
                phrase(
                    "“{document}” says “{quote}”; “{component}” was not found in this folder.",
                    document=claim.files[0],
                    quote=claim.quote,
                    component=components[rule.component],
                ),
                claim.files,
            )


def _is_there(seen: Observation) -> bool:
    return seen.state == "found" and seen.confidence != "low"


def _digests(inspection: Inspection) -> Iterator[Contradiction]:
    """A note of the download declares another digest than the file has."""
    digests = {file.path: file.sha256 for file in inspection.files}
    for seen in inspection.observations:
        declared = seen.facts.get("declared_digest", "")
        if seen.what != "provenance" or not isinstance(declared, str) or len(declared) != 64:
            continue
        file = _noted(seen)
        if digests.get(file) and digests[file] != declared:
            yield Contradiction(
                phrase(
                    "“{note}” declares another digest than “{file}” has.",
                    note=seen.files[0],
                    file=file,
                ),
                (seen.files[0], file),
            )


def _noted(seen: Observation) -> str:
    """Return the path of the file that a note of a download is about."""
    root = seen.files[0].split(".cache/huggingface/download/", 1)[0]
    return f"{root}{seen.facts.get('file', '')}"
