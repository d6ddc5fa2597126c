"""What was entered under an earlier catalogue and has no place in the present one."""

from __future__ import annotations

from procure_app.core.assessment.answer import Answer, ComponentRow
from procure_app.core.catalogue.question import Question
from procure_app.core.frozen import Frozen


class Retired(Frozen):
    """An answer, a row of the component table or a trigger, kept as text: it counts nowhere."""

    key: str
    """The id of the question or trigger, or the key of the row."""
    text: str
    """The question as it was asked; of a row or trigger, its name. Empty where nobody knew it."""
    value: tuple[str, ...] = ()
    """What was chosen, in the words that were offered, or what was typed."""
    answer: Answer | None = None
    """The answer as it was."""
    row: ComponentRow | None = None
    """The row as it was."""
    catalogue_version: str
    """The version of the catalogue under which it was entered."""


def worded(question: Question | None, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return the value with each option in the words that are offered."""
    if question is None:
        return value
    offered = {option.id: option.text for option in question.options}
    return tuple(offered.get(part, part) for part in value)
