"""Licence expressions: names joined by AND, OR and WITH, read with bounds.

The one place that uses the library ``license-expression``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from license_expression import (
    AND,
    OR,
    ExpressionError,
    LicenseSymbol,
    LicenseWithExceptionSymbol,
    Licensing,
)

from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.licence import Licence
from procure_app.core.phrase import Phrase, phrase

MOST_CHARACTERS = 4_000
MOST_TERMS = 200

_PARSER = Licensing()
_OPERATORS = frozenset({"AND", "OR", "WITH"})
_WORD = re.compile(r"[()]|[^\s()]+")
_STARTS = frozenset({"name", "("})
_MAY_FOLLOW: Mapping[str, frozenset[str]] = {
    "": _STARTS,
    "(": _STARTS,
    "AND": _STARTS,
    "OR": _STARTS,
    "WITH": frozenset({"name"}),
    ")": frozenset({")", "AND", "OR"}),
    "name": frozenset({"name", ")", "AND", "OR", "WITH"}),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One licence of an expression, as written and as found."""

    text: str
    licence: Licence | None
    exception: str = ""
    exception_known: bool = True
    """An exception of the SPDX list only adds permissions; any other may take some away."""


@dataclass(frozen=True, slots=True)
class AllTerms:
    """Licences that hold together: the worse decides."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyTerm:
    """Licences to choose from: the better decides."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class TooLong:
    """An expression that is refused for its size."""

    reason: Phrase


Expression = Term | AllTerms | AnyTerm


def terms(
    text: str, book: LicenceBook, custom: Mapping[str, Licence] | None = None
) -> Expression | TooLong | None:
    """Return the expression, with each name looked up; None where it cannot be read as one.

    Words in lower case join names only where every one is known: prose is not an expression.
    A single name never reaches the library.
    """
    alone = found(text, book, custom)
    if alone:
        return Term(text, alone)
    if len(text) > MOST_CHARACTERS:
        return TooLong(
            phrase("The licence expression is longer than {most} characters.", most=MOST_CHARACTERS)
        )
    words = _WORD.findall(text)
    if sum(word.upper() in _OPERATORS for word in words) >= MOST_TERMS:
        return TooLong(
            phrase("The licence expression has more than {most} terms.", most=MOST_TERMS)
        )
    if not _well_formed(words):
        return None
    if len(words) == 1:
        return Term(words[0], None) if words[0].isprintable() else None
    return _read(text, words, book, custom)


def found(text: str, book: LicenceBook, custom: Mapping[str, Licence] | None) -> Licence | None:
    """Return the licence of one name: what people entered as facts, then what the book knows.

    ``X+`` (this version or a later one) is read as X, which the recipient may choose.
    """
    entered = custom.get(text) if custom else None
    known = entered or book.find(text)
    return known or (book.find(text[:-1]) if text.endswith("+") else None)


def leaves(expression: Expression) -> tuple[Term, ...]:
    """Return the terms of the expression, from the left."""
    if isinstance(expression, Term):
        return (expression,)
    return tuple(leaf for part in expression.parts for leaf in leaves(part))


def _well_formed(words: list[str]) -> bool:
    """Say whether names and operators take turns and the brackets close.

    The library stumbles over some of what is not, with faults of any kind.
    """
    depth, last = 0, ""
    for word in words:
        kind = word if word in "()" else word.upper() if word.upper() in _OPERATORS else "name"
        if kind not in _MAY_FOLLOW[last]:
            return False
        depth += (kind == "(") - (kind == ")")
        if depth < 0:
            return False
        last = kind
    return depth == 0 and last in (")", "name")


def _read(
    text: str, words: list[str], book: LicenceBook, custom: Mapping[str, Licence] | None
) -> Expression | None:
    try:
        parsed = _PARSER.parse(text)
    except ExpressionError:
        return None
    expression = _built(parsed, book, custom)
    prose = _OPERATORS.isdisjoint(words)
    if expression and prose and any(leaf.licence is None for leaf in leaves(expression)):
        return None
    return expression


def _built(
    parsed: object, book: LicenceBook, custom: Mapping[str, Licence] | None
) -> Expression | None:
    match parsed:
        case LicenseWithExceptionSymbol():
            base, exception = parsed.license_symbol.key, parsed.exception_symbol.key
            return Term(base, found(base, book, custom), exception, book.is_exception(exception))
        case LicenseSymbol():
            return Term(parsed.key, found(parsed.key, book, custom))
        case AND() | OR():
            built = (_built(part, book, custom) for part in parsed.args)
            parts = tuple(part for part in built if part)
            return AllTerms(parts) if isinstance(parsed, AND) else AnyTerm(parts)
        case _:
            return None
