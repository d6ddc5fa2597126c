"""Tells, when a file is opened, what in it does not follow from its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procure_app.core.decision.doubt import doubts
from procure_app.core.outline.tone import Tone
from procure_app.session.doubt import opening_doubts

if TYPE_CHECKING:
    from procure_app.ui.window import Window

MOST = 3
"""Sentences said before the rest is only counted; the report and ``check`` hold all."""


def tell_opened(window: Window, words: str = "") -> None:
    """Say these words and what does not fit in the document as opened; nothing where all does."""
    desk = window.desk
    found = () if desk.session.modified else opening_doubts(desk.session)
    said = [words] if words else []
    said += [desk.say(sentence) for sentence in found[:MOST]]
    if len(found) > MOST:
        more = "{count} more things do not fit: see the first page of the report."
        said.append(desk.text(more, count=len(found) - MOST))
    if said:
        sure = bool(found) and bool(doubts(desk.reading))  # newer rules also explain the others
        window.body.notice.tell(" ".join(said), Tone.NO if sure else Tone.LIMITS)
