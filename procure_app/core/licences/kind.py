"""Whether a licence, as written, is of a kind that frameworks ask for."""

from __future__ import annotations

from collections.abc import Mapping

from procure_app.core.licences.book import MOST_REMEMBERED, LicenceBook
from procure_app.core.licences.expression import AllTerms, Expression, Term, terms
from procure_app.core.licences.licence import Licence
from procure_app.core.licences.name import NONE_STATED, NOT_KNOWN
from procure_app.core.licences.rule import LicenceKind, holds
from procure_app.core.truth import Truth, all_of, any_of


def is_kind(
    text: str, kind: str, book: LicenceBook, custom: Mapping[str, Licence] | None = None
) -> Truth:
    """Say whether what stands as the licence is of this kind.

    Of licences that hold together (AND) the worst decides, of those to choose from (OR) the
    best; of a kind that names a restriction, the other way round. No licence stated is of no
    kind; what is not known, not recognised or too long is unknown.

    Raises ``KeyError`` where there is no such kind.
    """
    asked = book.kinds[kind]
    if custom:
        return _judged(text, asked, book, custom)
    key = (text, kind)
    known = book.judged.get(key)
    if known is None:
        known = _judged(text, asked, book, None)
        if len(book.judged) < MOST_REMEMBERED:
            book.judged[key] = known
    return known


def _judged(
    text: str, kind: LicenceKind, book: LicenceBook, custom: Mapping[str, Licence] | None
) -> Truth:
    expression = terms(text, book, custom)
    if isinstance(expression, Expression):
        return _tree(expression, kind, book)
    return Truth.UNKNOWN


def _tree(expression: Expression, kind: LicenceKind, book: LicenceBook) -> Truth:
    if isinstance(expression, Term):
        return _term(expression, kind, book)
    parts = [_tree(part, kind, book) for part in expression.parts]
    together = isinstance(expression, AllTerms)
    return all_of(parts) if together is not kind.restricts else any_of(parts)


def _term(term: Term, kind: LicenceKind, book: LicenceBook) -> Truth:
    if term.text == NONE_STATED:
        return Truth.NOT_MET
    if term.text == NOT_KNOWN or term.licence is None or not term.exception_known:
        return Truth.UNKNOWN
    return holds(kind.rule, term.licence, book.kinds)
