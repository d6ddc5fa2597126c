"""Licences that nobody knows by name, as the answers on rights describe them."""

from __future__ import annotations

from collections.abc import Mapping

from procure_app.core.assessment.answer import LICENCE_NOT_KNOWN, NO_LICENCE_STATED
from procure_app.core.catalogue.licence_form import LicenceForm, Told
from procure_app.core.frameworks.view import View
from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.expression import Term, terms
from procure_app.core.licences.licence import Licence

_NO_NAME = ("", LICENCE_NOT_KNOWN, NO_LICENCE_STATED)


def custom(form: LicenceForm | None, view: View, book: LicenceBook | None) -> Mapping[str, Licence]:
    """Return the unknown licences of the component that the form is about, by what was entered.

    What this side does not believe is not known. A licence that the book knows is never
    described anew.
    """
    if form is None or book is None:
        return {}
    names = {held.licence for held in view.components.get(form.component, ())}
    return {
        name: _described(name, form, view)
        for name in names
        if name not in _NO_NAME and _is_unknown(name, book)
    }


def _is_unknown(name: str, book: LicenceBook) -> bool:
    found = terms(name, book)
    return found is None or (isinstance(found, Term) and found.licence is None)


def _described(name: str, form: LicenceForm, view: View) -> Licence:
    found = {fact: _word(told, view) for fact, told in form.facts.items()}
    return Licence.model_validate(
        {"id": name, "name": name, **{fact: word for fact, word in found.items() if word}}
    )


def _word(told: Told, view: View) -> str:
    believed = view.answers.get(told.question)
    options = believed.options if believed else ()
    return next((told.words[option] for option in options if option in told.words), "")
