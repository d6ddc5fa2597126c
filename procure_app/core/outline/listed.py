"""Several wordings as one: joined by a sign or a word, and cut with a count if there are many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from procure_app.core.phrase import Joined, Phrase, Wording, counted


def listed(parts: Iterable[Wording], between: str = "; ") -> Wording:
    """Return the parts in a row, without the empty ones."""
    kept = tuple(part for part in parts if part != "")
    return kept[0] if len(kept) == 1 else Joined(kept, between) if kept else ""


def sentences(*parts: Wording) -> Wording:
    """Return whole sentences one after the other."""
    return listed(parts, " ")


def folded(parts: Sequence[Wording], pattern: Phrase) -> Wording:
    """Return the parts joined by a word, as ``{first} or {second}`` says it in each language."""
    result = parts[0]
    for part in parts[1:]:
        result = Phrase(pattern.text, {"first": result, "second": part})
    return result


def shortened(parts: Sequence[Wording], most: int) -> Wording:
    """Return at most so many parts, and how many more there are."""
    if len(parts) <= most + 1:  # "and 1 more" takes the room of the one
        return listed(parts)
    more = len(parts) - most
    return counted(
        "{names}; {count} more", "{names}; {count} more", more, names=listed(parts[:most])
    )


def cut(text: str, most: int) -> str:
    """Return at most so many characters of the text, to the last whole word."""
    if len(text) <= most:
        return text
    whole = text[:most].rpartition(" ")[0] or text[:most]
    return f"{whole.rstrip(' ,.;:')}…"
