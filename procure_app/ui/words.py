"""The words of the closed vocabularies, as choices in the window."""

from __future__ import annotations

from procure_app.core.assessment.answer import LICENCE_NOT_KNOWN, NO_LICENCE_STATED
from procure_app.core.catalogue.word import Availability, Instrument, Party
from procure_app.core.phrase import Phrase, phrase

PARTIES: dict[Party, Phrase] = {
    Party.DEVELOPER: phrase("Developer"),
    Party.MODIFIER: phrase("Modifier"),
    Party.PRODUCT_VENDOR: phrase("Product vendor"),
    Party.HOST: phrase("Host"),
    Party.RESELLER: phrase("Reseller"),
    Party.BUYER: phrase("We, the buyer"),
    Party.NOBODY: phrase("Nobody"),
    Party.NOT_KNOWN: phrase("Not known"),
}
INSTRUMENTS: dict[Instrument, Phrase] = {
    Instrument.CLAUSE: phrase("Contract clause"),
    Instrument.STATUTE: phrase("Statute"),
    Instrument.LICENCE: phrase("Licence"),
    Instrument.PROMISE: phrase("Promise"),
    Instrument.NOTHING: phrase("Nothing"),
}
AVAILABILITIES: dict[Availability, Phrase] = {
    Availability.RELEASED: phrase("Released"),
    Availability.GATED: phrase("Gated: after asking for access"),
    Availability.SERVED: phrase("Served: used through a service"),
    Availability.UNDER_CONTRACT: phrase("Under contract only"),
    Availability.DESCRIBED_ONLY: phrase("Described only"),
    Availability.WITHHELD: phrase("Withheld: the vendor says it keeps it"),
    Availability.UNKNOWN: phrase("Not known"),
    Availability.NOT_APPLICABLE: phrase("Not applicable"),
}
SHORT_AVAILABILITIES: dict[Availability, Phrase] = {
    Availability.RELEASED: phrase("Released"),
    Availability.GATED: phrase("Gated"),
    Availability.SERVED: phrase("Served"),
    Availability.UNDER_CONTRACT: phrase("Under contract"),
    Availability.DESCRIBED_ONLY: phrase("Described only"),
    Availability.WITHHELD: phrase("Withheld"),
    Availability.UNKNOWN: phrase("Not known"),
    Availability.NOT_APPLICABLE: phrase("Not applicable"),
}
LICENCES: dict[str, Phrase] = {
    NO_LICENCE_STATED: phrase("None stated"),
    LICENCE_NOT_KNOWN: phrase("Not known"),
}
"""The two entries of a licence that are no licence."""
GRADES: tuple[Phrase, ...] = (
    phrase("0 · none"),
    phrase("1 · the vendor says so"),
    phrase("2 · a document naming this version"),
    phrase("3 · a binding term"),
    phrase("4 · an independent third party"),
    phrase("5 · checked by us"),
)
FIELD_NAMES: dict[str, Phrase] = {
    "name": phrase("Name"),
    "role": phrase("Role"),
    "organisation": phrase("Organisation"),
    "legal name": phrase("Legal name"),
    "country": phrase("Country"),
    "register number or address": phrase("Register number or address"),
    "words": phrase("Its own words"),
    "address": phrase("Where it says so (address)"),
    "date": phrase("Date read (year-month-day)"),
    "model": phrase("Model"),
    "version": phrase("Version"),
    "what it does": phrase("What it does in the system"),
    "assessment": phrase("Its own assessment, if any"),
}
