"""Where what a release says of its licence and the texts in it cannot both be so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from procure_app.core.licences.book import LicenceBook
from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.expectation import Expectations
from procure_app.inspection.observation import Contradiction, Inspection
from procure_app.inspection.stated import Stated, Text

_WEIGHTS = ("weights", "model")


def against_files(
    said: Sequence[Stated], found: Sequence[Text], book: LicenceBook
) -> Iterator[Contradiction]:
    """A document names one licence, and the text beside it is another."""
    for one in said:
        near = _beside(one, [text for text in found if _is_about(one, text) and text.ids])
        if not near or any(text.identified in one.ids for text in near):
            continue
        if all(_is_explained(text, one, said) for text in near):
            continue
        altered = next((text for text in near if set(one.ids) & set(text.closest)), None)
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


def _is_explained(text: Text, one: Stated, said: Sequence[Stated]) -> bool:
    """Say whether another statement names this very text, and leaves the one for another part.

    Of two sentences that name two licences, the one that fits says what the text is; the other
    may speak of data, of an older version or of somebody else's work. A field speaks of the
    release itself: only a sentence on the code alone takes the text away from it.
    """
    for other in said:
        if other is one or text.identified not in other.ids or set(one.covers) & set(other.covers):
            continue
        if one.sure and not ("code" in other.covers and not set(other.covers) & {*_WEIGHTS}):
            continue
        return True
    return False


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


def against_each_other(
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


def against_bases(
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
                own = set(one.ids) & set(rule.licences)
                if one.sure and not own and "code" not in one.covers:
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


def _name(identity: str, book: LicenceBook) -> str:
    found = book.find(identity)
    return found.name if found else identity
