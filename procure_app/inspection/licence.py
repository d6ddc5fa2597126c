"""Which licence a text is: named only where nothing but notices of copyright is left over.

Otherwise the nearest known text is named as *closest*, with the words that differ. A version
among near-identical ones is named only by a line of the text itself.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from procure_app.inspection.fingerprint import Text, grams, heading, known, titled
from procure_app.inspection.licence_difference import Difference, difference, likeness
from procure_app.inspection.licence_match import match
from procure_app.inspection.licence_standard import Span, rest, spans
from procure_app.inspection.wording import Wording, cleaned, wording

NEAR = 0.5
"""Likeness from which a known text is named as the closest."""
EQUAL = 0.02
"""Texts whose likeness differs less cannot be told apart by it."""
MOST_ADDRESS_WORDS = 15
"""A text with an address and fewer words beside it points to terms, and holds none."""
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identification:
    """What a text is, or how near it comes."""

    identified: str = ""
    """Id of the licence; empty where it is not surely one."""
    verbatim: bool = False
    """Whether even the numbers of clauses are the same."""
    notice: bool = False
    """Whether the text only names the licence, in the words that the licence provides for it."""
    closest: str = ""
    """Id of the nearest licence where none is identified; several joined by *or*."""
    titled: bool = False
    """Whether a line of the text itself names the version that is closest."""
    compared: bool = True
    """Whether there was a text to compare with; if not, only its title names the closest."""
    departs: Difference | None = None
    """From the closest; None where it is known only as a whole."""
    holds: tuple[str, ...] = ()
    """Ids of the licences of which it holds a whole text, where it holds several."""
    address: str = ""
    """The address that is all there is."""
    empty: bool = False
    disguised: bool = False
    """Whether marks in it strike out or hide words, or turn the direction of reading."""
    notices: tuple[str, ...] = ()


def identify(text: str) -> Identification:
    """Return what the text is."""
    parts = wording(text)
    if not parts.words:
        return Identification(empty=True, notices=parts.notices)
    members = frozenset(grams([word.text for word in parts.bare]))
    ranked = _ranked(members)
    near = tuple(known_text for near, known_text in ranked if near >= NEAR)
    whole_only = tuple(one for one in known() if not one.grams and not one.policy)
    if found := match(parts, (*near, *whole_only)):
        text_ = found.text
        return Identification(
            text_.id, found.verbatim, text_.notice, titled=True, notices=parts.notices
        )
    if address := _only_address(text, parts):
        return Identification(address=address, notices=parts.notices)
    whole = cleaned(text)
    marked = spans(whole)
    several = () if parts.disguised or parts.cut else _several(whole, marked)
    if len(set(several)) == 1 and len(several) == len(marked) and not _left(whole, marked):
        return Identification(several[0], notices=parts.notices)
    if len(set(several)) > 1:
        return _parted(whole, marked, several, parts)
    nearest = _closest(whole, parts, ranked, marked)
    return dataclasses.replace(nearest, disguised=parts.disguised)


def _ranked(members: frozenset[int]) -> list[tuple[float, Text]]:
    """Return the texts that are known by their rows of words, the likest first."""
    pairs = [(likeness(members, one), one) for one in known() if one.grams and not one.policy]
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1].id))


def _closest(
    whole: str, parts: Wording, ranked: Sequence[tuple[float, Text]], marked: Sequence[Span]
) -> Identification:
    best = ranked[0][0] if ranked else 0.0
    if best >= NEAR:
        rivals = tuple(text for near, text in ranked if near >= best - EQUAL)
        chosen = _titled(parts, rivals)
        nearest = chosen or rivals[0]
        ids = tuple(dict.fromkeys(one.id for one in ((chosen,) if chosen else rivals)))
        return Identification(
            closest=" or ".join(ids),
            titled=chosen is not None,
            departs=_departs(whole, parts, nearest),
            notices=parts.notices,
        )
    if named := _by_title(parts):
        return Identification(closest=named, titled=True, compared=False, notices=parts.notices)
    longest = max(marked, key=lambda span: span.end - span.start, default=None)
    if longest is None or 2 * (longest.end - longest.start) < len(whole):
        return Identification(notices=parts.notices)
    left = _left(whole, marked)
    apart = Difference(0.0, left, sum(len(line.split()) for line in left), 0) if left else None
    return Identification(closest=longest.id, departs=apart, notices=parts.notices)


def _departs(whole: str, parts: Wording, text: Text) -> Difference:
    """Return how the text departs from this one; where only in a number, the line of it."""
    found = difference(whole, parts.bare, text)
    if found.added or found.missing_words or not parts.out_of_turn:
        return found
    return dataclasses.replace(found, added=(parts.out_of_turn,), added_words=1)


def _titled(parts: Wording, rivals: Sequence[Text]) -> Text | None:
    """Return the only one of the texts that a line at the head of this one names."""
    lines = {heading(re.findall(r"[^\W_]+", line.casefold())) for line in parts.lines}
    named: dict[str, Text] = {}
    for text in rivals:
        own = (text.titles | text.dated).difference(
            *(other.titles | other.dated for other in rivals if other.id != text.id)
        )
        if own & lines:
            named.setdefault(text.id, text)
    return next(iter(named.values())) if len(named) == 1 else None


def _by_title(parts: Wording) -> str:
    """Return the licence that one of the first lines is the title of; empty for none or two."""
    keys = (heading(re.findall(r"[^\W_]+", line.casefold())) for line in parts.lines[:3])
    ids = {titled()[key] for key in keys if key in titled()}
    return ids.pop() if len(ids) == 1 else ""


def _several(whole: str, marked: Sequence[Span]) -> tuple[str, ...]:
    """Return the licences whose whole text stands in one of the passages, word for word."""
    if not marked:
        return ()
    texts = tuple(one for one in known() if not one.policy)
    found = (
        match(
            wording(whole[span.start : span.end]),
            tuple(one for one in texts if one.id == span.id),
        )
        for span in marked
    )
    return tuple(one.text.id for one in found if one)


def _parted(
    whole: str, marked: Sequence[Span], several: tuple[str, ...], parts: Wording
) -> Identification:
    """Return the account of a text that holds several licences, with what else stands there."""
    left = _left(whole, marked)
    apart = Difference(0.0, left, sum(len(line.split()) for line in left), 0) if left else None
    return Identification(holds=tuple(dict.fromkeys(several)), departs=apart, notices=parts.notices)


def _left(whole: str, marked: Sequence[Span]) -> tuple[str, ...]:
    """Return the paragraphs outside the passages that are more than notices of copyright."""
    paragraphs = re.split(r"\n\s*\n", rest(whole, marked))
    left = (" ".join(one.split())[:240] for one in paragraphs if wording(one).words)
    return tuple(left)[:12]


def _only_address(text: str, parts: Wording) -> str:
    found = _ADDRESS.search(text)
    if found is None:
        return ""
    beside = wording(_ADDRESS.sub(" ", text)).words
    return found[0][:300] if len(beside) <= MOST_ADDRESS_WORDS and parts.words else ""
