"""What is wrong with the facts of licences although every value in them is well formed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procure_app.core.licences.licence import Licence
from procure_app.core.licences.rule import LicenceKind, named
from procure_app.core.licences.vocabulary import Vocabulary


def broken_references(
    licences: tuple[Licence, ...],
    kinds: tuple[LicenceKind, ...],
    vocabulary: Vocabulary,
    aliases: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    """Yield one line for each id that stands twice, and each word that refers to nothing."""
    seen: set[str] = set()
    for licence in licences:
        if licence.id in seen:
            yield f"“{licence.id}” stands twice"
        seen.add(licence.id)
        yield from _unknown_words(licence, vocabulary)
    yield from (
        f"“{known}” has aliases but is no licence" for known in aliases if known not in seen
    )
    earlier: set[str] = set()
    for kind in kinds:
        for other in named(kind.rule):
            if other not in earlier:
                yield f"“{kind.id}” names the kind “{other}”, which does not stand before it"
        if kind.id in earlier:
            yield f"“{kind.id}” stands twice"
        earlier.add(kind.id)


def gaps(licences: tuple[Licence, ...]) -> Iterator[str]:
    """Yield one line for each fact that lacks its ground: a source, a limit, a text."""
    for licence in licences:
        if not licence.source:
            yield f"{licence.id}: names no source"
        if licence.threshold_limited and not licence.limits:
            yield f"{licence.id}: has a limit on users or revenue, but says none"
        if licence.territory_limited and not any(limit.when.territory for limit in licence.limits):
            yield f"{licence.id}: shuts out places, but names none"
        if licence.fields_limited and not licence.fields:
            yield f"{licence.id}: limits uses, but does not say which"
        if licence.outputs == "conditions" and not licence.outputs_text:
            yield f"{licence.id}: sets conditions on outputs, but does not say which"


def _unknown_words(licence: Licence, vocabulary: Vocabulary) -> Iterator[str]:
    for limit in licence.limits:
        when = limit.when
        for word in (*when.use, *when.use_not):
            if word not in vocabulary.uses:
                yield f"“{word}” is no use in the vocabulary, but {licence.id} limits it"
        for word in when.territory:
            if word not in vocabulary.territories:
                yield f"“{word}” is no place in the vocabulary, but {licence.id} shuts it out"
        if when.currency not in vocabulary.currencies:
            yield f"“{when.currency}” is no currency in the vocabulary, but {licence.id} has it"
