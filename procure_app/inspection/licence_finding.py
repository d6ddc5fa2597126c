"""What a person should know of the licences in a folder: one sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from procure_app.core.licences.book import LicenceBook
from procure_app.core.phrase import Joined, Phrase, phrase
from procure_app.inspection.document_name import is_aside
from procure_app.inspection.observation import Inspection, Observation
from procure_app.inspection.stated import resolved

_PARTS = (("code", "weights"), ("code", "data"), ("weights", "data"))


def sentences(inspection: Inspection, book: LicenceBook) -> Iterator[Phrase]:
    """Yield the findings on licence files, and one where there is none."""
    own = [
        seen
        for seen in inspection.observations
        if seen.what == "licence" and not is_aside(seen.files[0])
    ]
    if not own:
        yield phrase("No licence text was found in this folder.")
    for seen in own:
        yield from _of_file(seen, book)
    yield from _parted(own, book)
    yield from _unassigned(own)
    yield from _cards(inspection, book)


def _of_file(seen: Observation, book: LicenceBook) -> Iterator[Phrase]:
    file, facts = seen.files[0], seen.facts
    if address := facts.get("address"):
        yield phrase(
            "“{file}” holds only an address, {address}; the terms themselves are not in it.",
            file=file,
            address=str(address),
        )
    elif facts.get("empty"):
        yield phrase("“{file}” is empty.", file=file)
    elif seen.state == "declared, not included":
        yield phrase("“{file}” is declared, not included.", file=file)
    elif seen.state == "could not be inspected":
        yield phrase("“{file}” is named as a licence and could not be inspected.", file=file)
    elif holds := facts.get("holds"):
        yield phrase(
            "“{file}” holds several licences: {names}. Which part comes under which is for you "
            "to read.",
            file=file,
            names=_names(holds, book),
        )
    elif facts.get("closest"):
        yield _closest(seen, book)
    elif not facts.get("identified"):
        yield phrase("“{file}” is not the text of a licence known here.", file=file)
    if facts.get("disguised"):
        yield phrase(
            "“{file}” holds marks that hide words, strike them out or turn their order.", file=file
        )
    if facts.get("notice_only"):
        yield phrase(
            "“{file}” only names {licence}; the text itself is not in it.",
            file=file,
            licence=_names((seen.subject,), book),
        )
    if "read_to" in facts:
        yield phrase("“{file}” is too long for a licence; only its beginning was read.", file=file)


def _closest(seen: Observation, book: LicenceBook) -> Phrase:
    facts = seen.facts
    names = _names(tuple(str(facts["closest"]).split(" or ")), book, " / ")
    if not facts.get("compared", True):
        return phrase(
            "“{file}” has the title of {licence}; there was no text to compare it with.",
            file=seen.files[0],
            licence=names,
        )
    added, missing = _number(facts.get("added_words")), _number(facts.get("missing_words"))
    differs = facts.get("differs", ())
    shown = [f"“{one}”" for one in differs[:3]] if isinstance(differs, tuple) else []
    if shown:
        return phrase(
            "“{file}” comes closest to {licence} and differs: {added} words were added or "
            "changed, {missing} are gone. For example: {shown}.",
            file=seen.files[0],
            licence=names,
            added=added,
            missing=missing,
            shown=Joined(tuple(shown)),
        )
    if not missing:
        return phrase(
            "“{file}” comes closest to {licence}; it was not the same word for word.",
            file=seen.files[0],
            licence=names,
        )
    return phrase(
        "“{file}” comes closest to {licence} and differs: {missing} words are gone.",
        file=seen.files[0],
        licence=names,
        missing=missing,
    )


def _parted(own: Sequence[Observation], book: LicenceBook) -> Iterator[Phrase]:
    """Yield that code, weights and data come under different terms."""
    for one, other in _PARTS:
        first = next((seen for seen in own if seen.facts.get("for") == one), None)
        second = next((seen for seen in own if seen.facts.get("for") == other), None)
        if first is None and one == "code":
            first = next((seen for seen in own if not seen.facts.get("for")), None)
        if first is None or second is None or first.subject == second.subject:
            continue
        if first.subject and second.subject:
            yield phrase(
                "Different terms for different parts: “{file}” ({licence}) and “{other}” "
                "({different}).",
                file=first.files[0],
                licence=_names((first.subject,), book),
                other=second.files[0],
                different=_names((second.subject,), book),
            )


def _unassigned(own: Sequence[Observation]) -> Iterator[Phrase]:
    """Yield that several terms lie in one folder and do not say what each is for."""
    folders: dict[str, dict[str, Observation]] = {}
    for seen in own:
        if seen.subject and not seen.facts.get("for"):
            there = folders.setdefault(seen.files[0].rpartition("/")[0], {})
            there.setdefault(seen.subject, seen)
    for there in folders.values():
        if len(there) > 1:
            said = (f"“{one.files[0]}”" for one in there.values())
            yield phrase(
                "Several terms lie side by side and their names do not say what each is for: "
                "{files}.",
                files=Joined(tuple(said)),
            )


def _cards(inspection: Inspection, book: LicenceBook) -> Iterator[Phrase]:
    for seen in inspection.observations:
        if seen.what not in ("card", "citation", "openness file"):
            continue
        twice = seen.facts.get("keys_twice", ())
        for key in twice if isinstance(twice, tuple) else ():
            yield phrase(
                "“{file}”: the key “{key}” stands twice at its head; the last one was read.",
                file=seen.files[0],
                key=key,
            )
        tag = seen.facts.get("licence")
        if isinstance(tag, str) and tag != "other" and not resolved((tag,), book)[0]:
            yield _not_one(seen.files[0], tag, book)


def _not_one(file: str, tag: str, book: LicenceBook) -> Phrase:
    if tag != "unknown" and book.is_ambiguous(tag):
        return phrase(
            "“{file}” names the licence “{name}”; several texts have that name, and which of "
            "them is meant is not known.",
            file=file,
            name=tag,
        )
    return phrase(
        "“{file}” names the licence “{name}”, which is not one known here.", file=file, name=tag
    )


def _names(ids: object, book: LicenceBook, between: str = ", ") -> Joined:
    listed = ids if isinstance(ids, tuple) else ()
    found = (book.find(one) for one in listed)
    names = (one.name if one else id_ for one, id_ in zip(found, listed, strict=True))
    return Joined(tuple(names), between)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
