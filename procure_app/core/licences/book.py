"""All licences that are known, found by the names people type for them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import model_validator

from procure_app.core.frozen import Frozen
from procure_app.core.licences.licence import Licence
from procure_app.core.licences.lint import broken_references
from procure_app.core.licences.name import FILLING, LONGEST_NAME, plain
from procure_app.core.licences.rule import LicenceKind
from procure_app.core.licences.vocabulary import Vocabulary
from procure_app.core.truth import Truth

MOST_REMEMBERED = 10_000


class SpdxList(Frozen):
    """The ids of the SPDX licence list by what it says of them."""

    version: str
    date: datetime.date
    osi_approved: frozenset[str]
    fsf_free: frozenset[str]
    fsf_not_free: frozenset[str]
    others: frozenset[str]
    """Neither approved by the OSI nor judged by the FSF."""
    exceptions: frozenset[str]
    """Exceptions, each of which only adds permissions."""


class LicenceData(Frozen):
    """What the files of licences say, put together."""

    id: str
    version: str
    date: datetime.date
    """The day as of which the facts hold."""
    title: str
    vocabulary: Vocabulary
    licences: tuple[Licence, ...]
    kinds: tuple[LicenceKind, ...]
    aliases: Mapping[str, tuple[str, ...]]
    """Further names by the id of the licence they mean."""
    ambiguous: frozenset[str] = frozenset()
    """Names that are given to more than one text, and so mean none."""
    spdx: SpdxList
    names: Mapping[str, str]
    """Every name in its plain form (see ``plain``), and the id it stands for."""

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> Self:
        for fault in broken_references(self.licences, self.kinds, self.vocabulary, self.aliases):
            raise ValueError(fault)
        return self


class LicenceBook:
    """The look-ups over ``LicenceData``. What it remembers never changes an answer."""

    def __init__(self, data: LicenceData) -> None:
        self.data = data
        self.kinds: Mapping[str, LicenceKind] = {kind.id: kind for kind in data.kinds}
        self.judged: dict[tuple[str, str], Truth] = {}
        """Judgements of texts by kinds, kept by ``is_kind``."""
        self._licences = {licence.id: licence for licence in data.licences}
        self._ambiguous = frozenset(map(plain, data.ambiguous))
        self._found: dict[str, Licence | None] = {}

    def find(self, text: str) -> Licence | None:
        """Return the licence of this id, name, tag or alias; None where it is not surely one.

        An id of the SPDX list without facts of its own is known by its flags alone.
        """
        try:
            return self._found[text]
        except KeyError:
            found = self._search(text)
        if len(self._found) < MOST_REMEMBERED and len(text) <= LONGEST_NAME:
            self._found[text] = found
        return found

    def is_id(self, text: str) -> bool:
        """Say whether the text is an id, letter for letter."""
        return text in self._licences or self._listed(text)

    def is_ambiguous(self, text: str) -> bool:
        """Say whether the name is given to more than one text, and so means none of them."""
        return len(text) <= LONGEST_NAME and plain(text) in self._ambiguous

    def is_exception(self, text: str) -> bool:
        """Say whether SPDX lists this exception; case is forgiven."""
        low = text.casefold()
        return any(known.casefold() == low for known in self.data.spdx.exceptions)

    def suggest(self, text: str, most: int = 8) -> tuple[Licence, ...]:
        """Return the licences whose names fit what has been typed so far, the nearest first.

        Empty for less than two characters, and for anything longer than a name.
        """
        wanted = text.strip().casefold()
        if not 1 < len(wanted) <= LONGEST_NAME:
            return ()
        ranked = [
            (rank, licence.name.casefold(), licence.id)
            for licence in self.data.licences
            if (rank := self._rank(licence, wanted)) is not None
        ]
        ids = [entry[2] for entry in sorted(ranked)]
        ids += sorted(known for known in self._list() if known.casefold().startswith(wanted))
        found = (self.find(known) for known in dict.fromkeys(ids))
        return tuple(licence for licence in found if licence)[:most]

    def _search(self, text: str) -> Licence | None:
        if text in self._licences:
            return self._licences[text]
        if len(text) > LONGEST_NAME or not text.strip().isprintable():
            return None
        known = self.data.names.get(plain(text), "")
        return self._licences.get(known) or (self._by_flags(known) if known else None)

    def _by_flags(self, known: str) -> Licence:
        spdx = self.data.spdx
        free = True if known in spdx.fsf_free else False if known in spdx.fsf_not_free else None
        approved = known in spdx.osi_approved
        return Licence(id=known, name=known, osi_approved=approved, fsf_free=free)

    def _rank(self, licence: Licence, wanted: str) -> int | None:
        names = [licence.name, licence.id, licence.tag, *self.data.aliases.get(licence.id, ())]
        low = [name.casefold() for name in names]
        if any(name.startswith(wanted) for name in low):
            return 0
        words = wanted.split()
        if any(_starts(words, FILLING.split(name)) for name in low):
            return 1
        return 2 if any(wanted in name for name in low) else None

    def _listed(self, text: str) -> bool:
        return any(text in group for group in self._groups())

    def _list(self) -> Iterable[str]:
        return (known for group in self._groups() for known in group)

    def _groups(self) -> tuple[frozenset[str], ...]:
        spdx = self.data.spdx
        return spdx.osi_approved, spdx.fsf_free, spdx.fsf_not_free, spdx.others


def _starts(words: Iterable[str], of: Iterable[str]) -> bool:
    """Say whether every word typed begins some word of the name."""
    parts = tuple(of)
    return all(any(part.startswith(word) for part in parts) for word in words)
