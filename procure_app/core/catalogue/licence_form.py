"""Where the answers stand that describe a licence which nobody knows by name."""

from __future__ import annotations

from collections.abc import Mapping

from procure_app.core.frozen import Frozen


class Told(Frozen):
    """One fact of the licence, told by the answer to a question."""

    question: str
    words: Mapping[str, str]
    """What each option says, in the words of the licence facts."""


class LicenceForm(Frozen):
    """The questions that stand in for the facts of an unknown licence."""

    component: str
    """The component whose licence the questions are about."""
    facts: Mapping[str, Told]
    """By the name of the fact; see ``core.licences.licence``."""
