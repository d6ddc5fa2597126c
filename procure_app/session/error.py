"""What can go wrong with files, each as one sentence a person can act on.

Fault
├── Unreadable       the file cannot be used; it was left as it was
├── NotWritten       nothing was written
├── ChangedOutside   somebody else changed the file since it was opened
├── InUse            somebody else has the file open
└── NotAllowed       the document does not permit this now
"""

from __future__ import annotations

from procure_app.core.phrase import Phrase
from procure_app.session.holder import Holder


class Fault(Exception):
    """Something a person can be told in one sentence."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence.text)
        self.sentence = sentence


class Unreadable(Fault):
    """The file cannot be used; it was left as it was."""


class NotWritten(Fault):
    """Nothing was written."""


class ChangedOutside(Fault):
    """Somebody else changed the file since it was opened."""


class InUse(Fault):
    """Somebody else has the file open; nothing was opened or written."""

    def __init__(self, sentence: Phrase, holder: Holder) -> None:
        super().__init__(sentence)
        self.holder = holder


class NotAllowed(Fault):
    """The document does not permit this now."""


def shown(text: str) -> str:
    """Return the text on one line, with a mark for what would not be seen or turn it round."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
