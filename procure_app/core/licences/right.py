"""May this buyer use, study, modify and pass on a thing, and use what it gives out?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.buyer import Buyer
from procure_app.core.licences.expression import AllTerms, Expression, Term, TooLong, terms
from procure_app.core.licences.licence import Freedom, Licence
from procure_app.core.licences.name import LONGEST_NAME, NONE_STATED, NOT_KNOWN
from procure_app.core.licences.reason import Right, best, candidates, worst
from procure_app.core.phrase import phrase

_NOT_STATED = phrase("No licence is stated, so nobody has been given this right.")
_NOT_KNOWN = phrase("The licence is not known.")


def rights(
    text: str,
    buyer: Buyer,
    book: LicenceBook,
    custom: Mapping[str, Licence] | None = None,
) -> Mapping[Freedom, Right]:
    """Return what the licence lets this buyer do, each with the one fact that decides.

    Of licences that hold together (AND) the worse decides, of those to choose from (OR) the
    better. A fact that is missing makes the answer unknown unless another one says no.
    """
    expression = terms(text, book, custom)
    return MappingProxyType(
        {freedom: _right(text, expression, freedom, buyer, book) for freedom in Freedom}
    )


def rights_together(
    texts: Sequence[str],
    buyer: Buyer,
    book: LicenceBook,
    custom: Mapping[str, Licence] | None = None,
) -> Mapping[Freedom, Right]:
    """Return what several licences that hold together leave, each read by itself.

    So the names may be any, also ones that could not stand in an expression. No licence at all
    is one that is not known.
    """
    each = [rights(text, buyer, book, custom) for text in texts or (NOT_KNOWN,)]
    return MappingProxyType(
        {freedom: worst(found[freedom] for found in each) for freedom in Freedom}
    )


def _right(
    text: str,
    expression: Expression | TooLong | None,
    freedom: Freedom,
    buyer: Buyer,
    book: LicenceBook,
) -> Right:
    if isinstance(expression, TooLong):
        return Right("unknown", expression.reason, text)
    if expression is None:
        return _unknown(text)
    return _tree(expression, freedom, buyer, book)


def _tree(expression: Expression, freedom: Freedom, buyer: Buyer, book: LicenceBook) -> Right:
    if isinstance(expression, Term):
        return _term(expression, freedom, buyer, book)
    parts = [_tree(part, freedom, buyer, book) for part in expression.parts]
    return worst(parts) if isinstance(expression, AllTerms) else best(parts)


def _term(term: Term, freedom: Freedom, buyer: Buyer, book: LicenceBook) -> Right:
    if term.text == NONE_STATED:
        return Right("no", _NOT_STATED, term.text)
    if term.licence is None:
        return _unknown(term.text)
    if term.exception_known:
        return worst(candidates(term.licence, freedom, buyer, book.data.vocabulary))
    reason = phrase("What “{exception}” adds or takes away is not known.", exception=term.exception)
    return Right("unknown", reason, term.licence.id)


def _unknown(text: str) -> Right:
    if not text.strip() or text == NOT_KNOWN:
        return Right("unknown", _NOT_KNOWN, text)
    short = text if len(text) <= LONGEST_NAME else text[:LONGEST_NAME] + "…"
    named = phrase("“{licence}” is not a licence that we hold facts about.", licence=short)
    return Right("unknown", named, text)
