"""What a release says of its licences: claims resolved to ids, and the files they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from procure_app.core.licences.book import LicenceBook
from procure_app.inspection.document_name import document, is_aside
from procure_app.inspection.observation import Inspection, Observation

_LISTED = "https://spdx.org/licenses/"
_FILLING = frozenset({"the", "a", "an", "permissive", "standard", "full", "license", "licence"})
_DECLARED = "declared_licence"


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement on a licence."""

    licence: str
    """Id."""
    words: str
    """As it was written."""
    file: str
    covers: tuple[str, ...]
    """code, weights, model, data; empty where it does not say."""
    quote: str = ""
    sure: bool = True
    """Whether it is given in a field, and not in a sentence."""
    also: tuple[str, ...] = ()
    """Ids of further licences that it names: a choice among them, or one for each part."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every licence that it names."""
        return (self.licence, *self.also)


@dataclass(frozen=True, slots=True)
class Text:
    """One licence file."""

    file: str
    covers: str
    """code, weights or data by its name; empty where it does not say."""
    identified: str
    closest: tuple[str, ...]
    """Ids it comes nearest to, where none is identified."""
    is_silent: bool = False
    """Whether it is empty, or holds only an address: it says nothing itself."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The licence it is or may be a variant of."""
        return (self.identified,) if self.identified else self.closest


def resolved(names: Iterable[str], book: LicenceBook) -> tuple[str, str]:
    """Return the id of the first name that is surely a licence, and that name; else empty texts.

    Only filling words are left out: *Modified MIT License* is not *MIT License*.
    """
    for name in names:
        words = name.removeprefix(_LISTED).split()
        while words:
            if found := book.find(" ".join(words)):
                return found.id, name
            if words[0].casefold() not in _FILLING:
                break
            del words[0]
    return "", ""


def claims(inspection: Inspection, book: LicenceBook) -> Iterator[Stated]:
    """Yield what documents and headers say, where it is surely the name of a licence."""
    for seen in inspection.observations:
        if not seen.files or is_aside(seen.files[0]):
            continue
        if seen.what == "claim" and seen.subject == "licence":
            names = _texts(seen, "licences")
            licence, words = resolved(names, book)
            if licence:
                every = dict.fromkeys(resolved((name,), book)[0] for name in names)
                also = tuple(one for one in every if one not in ("", licence))
                sure = seen.confidence == "high"
                covers = _texts(seen, "for")
                yield Stated(licence, words, seen.files[0], covers, seen.quote, sure, also)
        elif isinstance(said := seen.facts.get(_DECLARED), str):
            licence, words = resolved((said,), book)
            if licence:
                yield Stated(licence, words, seen.files[0], ("weights",))


def texts(inspection: Inspection) -> tuple[Text, ...]:
    """Return the licence files of the release itself."""
    return tuple(
        Text(
            seen.files[0],
            str(seen.facts.get("for", "")),
            str(seen.facts.get("identified", "")),
            tuple(filter(None, str(seen.facts.get("closest", "")).split(" or "))),
            bool(seen.facts.get("empty") or seen.facts.get("address")),
        )
        for seen in inspection.observations
        if seen.what == "licence" and seen.files and not is_aside(seen.files[0])
    )


def openness(inspection: Inspection) -> tuple[Observation, ...]:
    """Return the sentences that call this release open, those of the uppermost documents."""
    found = [
        seen
        for seen in inspection.observations
        if seen.what == "claim" and seen.subject == "openness" and seen.confidence == "high"
    ]
    own = [seen for seen in found if document(seen.files[0]) == "model card"]
    depth = min((seen.files[0].count("/") for seen in found), default=0)
    top = [seen for seen in found if seen.files[0].count("/") == depth]
    return tuple(_once((*own, *top)))


def _once(seen: Iterable[Observation]) -> Iterator[Observation]:
    there: set[tuple[str, ...]] = set()
    for one in seen:
        key = (*one.files, one.quote)
        if key not in there:
            there.add(key)
            yield one


def _texts(seen: Observation, key: str) -> tuple[str, ...]:
    value = seen.facts.get(key, ())
    return value if isinstance(value, tuple) else ()
