"""What is said of a kept version, and of its differences from the present document."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import takewhile

from PySide6.QtCore import QLocale

from procure_app.core.assessment.document import Assessment
from procure_app.core.outline.difference import Difference
from procure_app.core.outline.listed import listed
from procure_app.core.outline.stamp import moment
from procure_app.core.phrase import Phrase, Wording, counted, phrase
from procure_app.session.version import Version
from procure_app.ui.desk import Desk

Sides = Callable[[Wording, Wording], tuple[Phrase, Phrase]]
"""Says what stood before and what stands after."""
MOST = 200
"""Most differences that are listed; the rest is counted."""
_LONG = 600
"""Characters of a text that are shown, from shortly before it differs."""


def when(version: Version) -> Phrase:
    """Return when the version was saved, in the time of this place."""
    return moment(version.saved.astimezone())


def size(version: Version) -> str:
    """Return the size of the file, such as 79.8 kB."""
    form = QLocale.DataSizeFormat.DataSizeSIFormat
    return QLocale.c().formattedDataSize(version.size, 1, form)


def holds(assessment: Assessment) -> Wording:
    """Return how much a version holds and how far it had come."""
    outcome = assessment.decision.outcome
    signed = len(assessment.signoffs)
    return listed(
        (
            counted("{count} answer", "{count} answers", len(assessment.answers)),
            counted("{count} component", "{count} components", len(assessment.components)),
            phrase("decision: {outcome}", outcome=phrase(outcome.value))
            if outcome
            else phrase("not decided"),
            counted("{count} sign-off", "{count} sign-offs", signed) if signed else "",
        ),
        " · ",
    )


def number(found: tuple[Difference, ...]) -> Phrase:
    """Return how many differences there are."""
    if not found:
        return phrase("This version holds what the assessment holds now.")
    return counted("{count} difference", "{count} differences", len(found))


def in_version(before: Wording, after: Wording) -> tuple[Phrase, Phrase]:
    """Return both sides of a difference between a version and the present."""
    return phrase("In this version: {value}", value=before), phrase("Now: {value}", value=after)


def in_file(before: Wording, after: Wording) -> tuple[Phrase, Phrase]:
    """Return both sides of a difference between a file and what was never saved into it."""
    words = phrase("In the file: {value}", value=before)
    return words, phrase("Not saved: {value}", value=after)


def in_nothing(before: Wording, after: Wording) -> tuple[Phrase, Phrase]:
    """Return both sides of a difference between an empty assessment and what is in no file."""
    words = phrase("In an empty assessment: {value}", value=before)
    return words, phrase("Not saved: {value}", value=after)


def html(desk: Desk, found: tuple[Difference, ...], sides: Sides = in_version) -> str:
    """Return the differences as text; nothing of a file is read as markup."""
    parts = [_one(desk, each, sides) for each in found[:MOST]]
    if len(found) > MOST:
        more = counted("{count} more", "{count} more", len(found) - MOST)
        parts.append(f"<p>{escape(desk.say(more))}</p>")
    return "".join(parts)


def _one(desk: Desk, each: Difference, sides: Sides) -> str:
    before, after = _excerpts(desk.say(each.before), desk.say(each.after))
    lines = sides(before or phrase("nothing"), after or phrase("nothing"))
    said = "<br>".join(escape(desk.say(line)).replace("\n", "<br>") for line in lines)
    return f"<p><b>{escape(desk.say(each.what))}</b><br>{said}</p>"


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Return both texts; of long ones the part where they begin to differ."""
    if max(len(before), len(after)) <= _LONG:
        return before, after
    pairs = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = max(same - _LONG // 10, 0)
    return _excerpt(before, start), _excerpt(after, start)


def _excerpt(text: str, start: int) -> str:
    part = text[start : start + _LONG]
    return f"{'…' if start and text else ''}{part}{'…' if len(text) > start + _LONG else ''}"
