"""Which files count as which component: rules as data, by path, kind, size and words inside."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import field_validator

from procure_app.core.frozen import Frozen
from procure_app.inspection import kind
from procure_app.inspection.observation import Confidence


class Rule(Frozen):
    """One sign of one component. Every condition that is given must hold."""

    component: str
    """Id in ``resources/catalogue/components.toml``."""
    confidence: Confidence
    why: str
    """What the sign is, for a person: it stands beside the file."""
    path: tuple[str, ...]
    """Expressions, one of which must be found in the path. Capitals make no difference."""
    not_path: tuple[str, ...] = ()
    """Expressions none of which may be found in it."""
    kinds: tuple[str, ...] = ()
    """What the file must be by its content; any kind where nothing is given."""
    words: tuple[str, ...] = ()
    """Expressions that must all be found in the first 256 KiB of the text."""
    by_words_alone: bool = False
    """Whether the path says so little that nothing counts where the text cannot be had."""
    times: int = 1
    """How often each of them at least."""
    at_least: int = 0
    """Smallest size in bytes."""
    depth: int = -1
    """Most folders above the file; any number where negative."""

    @field_validator("path", "not_path", "words")
    @classmethod
    def _are_expressions(cls, expressions: tuple[str, ...]) -> tuple[str, ...]:
        for expression in expressions:
            try:
                re.compile(expression)
            except re.error as error:
                raise ValueError(f"“{expression}” is no expression: {error}") from error
        return expressions

    @field_validator("kinds")
    @classmethod
    def _are_kinds(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        for word in kinds:
            if word not in kind.KINDS:
                raise ValueError(f"“{word}” is no kind of file")
        return kinds


class Rules(Frozen):
    """All rules, and what is never a component."""

    left_out: tuple[str, ...] = ()
    """Expressions for the paths of tests, vendored code and the like."""
    rules: tuple[Rule, ...] = ()


def rules_of(table: Mapping[str, object]) -> Rules:
    """Return the rules of ``resources/inspection/components.toml``, as a mapping.

    Raises pydantic's ``ValidationError`` for anything that is no rule.
    """
    return Rules.model_validate(table)
