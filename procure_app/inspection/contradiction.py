"""Where a release says two things of itself that cannot both be so, or claims what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.licence import stated_free
from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.expectation import Expectations
from procure_app.inspection.observation import Contradiction, Inspection, Observation
from procure_app.inspection.stated import Stated, Text, claims, openness, texts

MOST = 50
_WEIGHTS = ("weights", "model")


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
        *_against_files(said, found, book),
        *_against_each_other(said, found, book),
        *_against_bases(inspection, said, expectations, book),
        *_not_open(inspection, found, expectations, book),
        *_not_there(inspection, expectations, components),
        *_digests(inspection),
    )
    kept: dict[str, Contradiction] = {repr(one.sentence): one for one in every}
    return tuple(kept.values())[:MOST]


def _against_files(
    said: Sequence[Stated], found: Sequence[Text], book: LicenceBook
) -> Iterator[Contradiction]:
    """A document names one licence, and the text beside it is another."""
    for one in said:
        near = _beside(one, [text for text in found if _is_about(one, text) and text.ids])
        if not near or any(one.licence == text.identified for text in near):
            continue
        altered = next((text for text in near if one.licence in text.closest), None)
        if altered is not None:
            yield Contradiction(
                phrase(
                    "“{document}” says {licence}; the text in “{file}” comes close to that "
                    "licence and departs from it.",
                    document=one.file,
                    licence=_name(one.licence, book),
                    file=altered.file,
                ),
                (one.file, altered.file),
            )
            continue
        for text in near:
            yield Contradiction(_other(one, text, book), (one.file, text.file))


def _other(one: Stated, text: Text, book: LicenceBook) -> Phrase:
    if text.identified:
        return phrase(
            "“{document}” says {licence}; the text in “{file}” is {other}.",
            document=one.file,
            licence=_name(one.licence, book),
            file=text.file,
            other=_name(text.identified, book),
        )
    return phrase(
        "“{document}” says {licence}; the text in “{file}” comes closest to {other}.",
        document=one.file,
        licence=_name(one.licence, book),
        file=text.file,
        other=_name(text.closest[0], book),
    )


def _is_about(one: Stated, text: Text) -> bool:
    """Say whether the statement and the file speak of the same thing, or may."""
    if not one.covers or not text.covers:
        return True
    if text.covers == "weights":
        return any(word in one.covers for word in _WEIGHTS)
    return text.covers in one.covers


def _beside(one: Stated, found: Sequence[Text]) -> list[Text]:
    """Return the files that the statement is about: of its own folder, of those above, else all.

    A statement on code or weights alone is held against a file that names neither only where no
    file names either: otherwise there are several terms, and nobody knows which is meant.
    """
    own = [text for text in found if text.covers] or list(found)
    folder = one.file.rpartition("/")[0]
    while True:
        if here := [text for text in own if text.file.rpartition("/")[0] == folder]:
            return here
        if not folder:
            return own
        folder = folder.rpartition("/")[0]


def _against_each_other(
    said: Sequence[Stated], found: Sequence[Text], book: LicenceBook
) -> Iterator[Contradiction]:
    """Two fields name different licences for the model, and no text decides."""
    if any(text.ids for text in found):
        return
    fields = [one for one in said if one.sure and (not one.covers or set(one.covers) & {*_WEIGHTS})]
    for place, one in enumerate(fields):
        for other in fields[place + 1 :]:
            if one.licence != other.licence and one.file != other.file:
                yield Contradiction(
                    phrase(
                        "“{document}” says {licence}; “{other}” says {different}.",
                        document=one.file,
                        licence=_name(one.licence, book),
                        other=other.file,
                        different=_name(other.licence, book),
                    ),
                    (one.file, other.file),
                )


def _against_bases(
    inspection: Inspection, said: Sequence[Stated], rules: Expectations, book: LicenceBook
) -> Iterator[Contradiction]:
    """What it is made from is under other terms than it says."""
    for seen in inspection.observations:
        if seen.what != "base model":
            continue
        for rule in rules.bases:
            if not re.fullmatch(rule.model, seen.subject, re.IGNORECASE):
                continue
            for one in said:
                if one.sure and one.licence not in rule.licences and "code" not in one.covers:
                    yield Contradiction(
                        phrase(
                            "“{document}” says {licence}; it is made from {base}, which is "
                            "published under {other}.",
                            document=one.file,
                            licence=_name(one.licence, book),
                            base=seen.subject,
                            other=_name(rule.licences[0], book),
                        ),
                        (one.file,),
                    )


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


def _name(identity: str, book: LicenceBook) -> str:
    found = book.find(identity)
    return found.name if found else identity
