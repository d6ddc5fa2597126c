"""The fields of what people enter, each with its name and its value in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import Enum

from procure_app.core.assessment.answer import (
    LICENCE_NOT_KNOWN,
    NO_LICENCE_STATED,
    Answer,
    Evidence,
    Standing,
)
from procure_app.core.assessment.approval import Entry, Signoff
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.question import Question
from procure_app.core.outline.answer_words import value_words
from procure_app.core.outline.evidence_words import GRADES, KINDS
from procure_app.core.outline.listed import listed
from procure_app.core.outline.stamp import in_fours, moment
from procure_app.core.phrase import Phrase, Wording, phrase

DOCUMENT: dict[str, Phrase] = {
    "as_of": phrase("Rules read as of"),
    "catalogue": phrase("Catalogue"),
    "catalogue_version": phrase("Version of the catalogue"),
    "depth": phrase("Depth"),
    "id": phrase("Identity of the file"),
    "language": phrase("Language of the report"),
    "title": phrase("Title"),
    "walk": phrase("Walk"),
}
"""The name of each field of the document, as it stands alone."""

NAMES: dict[str, Phrase] = {
    "availability": phrase("availability"),
    "availability_evidence": phrase("evidence"),
    "authority": phrase("authority"),
    "bound": phrase("who is bound"),
    "carried": phrase("who carries it in fact"),
    "clause": phrase("clause"),
    "consequence": phrase("what happens if it is missed"),
    "control": phrase("compensating control"),
    "digest": phrase("SHA-256"),
    "disputed": phrase("why it is disputed"),
    "due": phrase("due date"),
    "evidence": phrase("evidence"),
    "expires": phrase("expiry"),
    "finding": phrase("finding"),
    "found": phrase("where it was found"),
    "grade": phrase("grade"),
    "instrument": phrase("what binds"),
    "kind": phrase("kind"),
    "licence": phrase("licence"),
    "licence_evidence": phrase("evidence of the licence"),
    "limit": phrase("limit"),
    "linked": phrase("where the linked file lies"),
    "note": phrase("note"),
    "owner": phrase("owner"),
    "owner_role": phrase("role of the owner"),
    "proof": phrase("what closes it"),
    "read": phrase("day it was read"),
    "reason": phrase("reason"),
    "size": phrase("bytes"),
    "text": phrase("text"),
    "title": phrase("title"),
    "type": phrase("type"),
    "version": phrase("version"),
    "waiver": phrase("whether it is a waiver"),
    "where": phrase("where"),
}
"""The name of each other field, as it stands after the name of what it belongs to."""


def field_name(owner: Wording, field: str) -> Wording:
    """Return the field's name after that of its owner, which is empty for the document.

    A field without a name in words stands under its own, so that none is lost.
    """
    if owner == "":
        return DOCUMENT.get(field, field)
    return phrase("{name}: {field}", name=owner, field=NAMES.get(field, field))


def field_words(catalogue: Catalogue, field: str, value: object) -> Wording:  # noqa: PLR0911  # fields
    """Return a field's value in words; empty for none."""
    match field:
        case "licence":
            return _licence(catalogue, str(value))
        case "grade" if isinstance(value, int):
            return phrase("{grade}: {words}", grade=value, words=GRADES[value])
        case "kind" if value in KINDS:
            return KINDS[str(value)]
        case "digest":
            return in_fours(str(value))
        case "triggers" if isinstance(value, tuple):
            return listed(catalogue.fixed.triggers.get(key, key) for key in value)
        case "finding" if (question := catalogue.by_id.get(str(value))) is not None:
            return question.short
        case _:
            return _plain(value)


def given_words(question: Question | None, answer: Answer) -> Wording:
    """Return what was answered, or that it is not known or does not apply, with the reason."""
    match answer.standing:
        case Standing.UNKNOWN:
            said: Wording = phrase("not known")
        case Standing.NOT_APPLICABLE:
            said = phrase("not applicable")
        case _:
            said = ""
    value = value_words(question, answer.value) if question else listed(answer.value)
    reason = phrase("reason: {reason}", reason=answer.reason) if answer.reason else ""
    return listed((said, value, reason))


def item_words(item: Evidence) -> Wording:
    """Return an item of evidence in a few words."""
    return listed((item.title, item.where if item.where != item.title else "", GRADES[item.grade]))


def signoff_words(signoff: Signoff) -> Wording:
    """Return who signed off, when, and how the digest begins."""
    return listed((signoff.name, moment(signoff.when), in_fours(signoff.digest, 16)), ", ")


def entry_words(entry: Entry) -> Wording:
    """Return a line of the record."""
    return listed((phrase("{day}", day=entry.day), entry.by, entry.text), ", ")


def _licence(catalogue: Catalogue, licence: str) -> Wording:
    if licence == NO_LICENCE_STATED:
        return phrase("no licence stated")
    if licence == LICENCE_NOT_KNOWN:
        return phrase("not known")
    return next((known.name for known in catalogue.licences if known.id == licence), licence)


def _plain(value: object) -> Wording:  # noqa: PLR0911  # one line a type
    match value:
        case None:
            return ""
        case bool():
            return phrase("yes") if value else phrase("no")
        case Enum():
            return phrase(str(value.value))
        case datetime.datetime():
            return moment(value)
        case datetime.date():
            return phrase("{day}", day=value)
        case tuple():
            return listed(_plain(part) for part in value)
        case Mapping():
            return listed(_plain(part) for part in value.values())
        case _:
            return str(value)
