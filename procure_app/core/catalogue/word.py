"""The closed vocabularies that catalogue, assessment and report share: one word per thing."""

from enum import StrEnum


class AnswerValue(StrEnum):
    """What an answer comes to. *Yes* is always the good one; unknown never helps."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Availability(StrEnum):
    """How a recipient can get at a component."""

    RELEASED = "released"
    GATED = "gated"
    SERVED = "served"
    UNDER_CONTRACT = "under contract"
    DESCRIBED_ONLY = "described only"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Layer(StrEnum):
    """Which part of the chain a component belongs to."""

    BASE = "base"
    MODIFICATION = "modification"
    PRODUCT = "product"


class Party(StrEnum):
    """Who may answer for something."""

    DEVELOPER = "developer"
    MODIFIER = "modifier"
    PRODUCT_VENDOR = "product vendor"
    HOST = "host"
    RESELLER = "reseller"
    BUYER = "buyer"
    NOBODY = "nobody"
    NOT_KNOWN = "not known"


class Instrument(StrEnum):
    """What binds the party that a duty rests on."""

    CLAUSE = "contract clause"
    STATUTE = "statute"
    LICENCE = "licence"
    PROMISE = "promise"
    NOTHING = "nothing"


class Severity(StrEnum):
    """How much it weighs when something falls short, the heaviest first.

    A bar is unlawful and nobody in the organisation may accept it.
    """

    BAR = "bar"
    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"


class Statement(StrEnum):
    """What kind of statement an answer makes, which decides the grade that shows it."""

    FACT = "fact"
    PROMISE = "promise"
    ACT = "act"
    OWN = "own"

    @property
    def shown_from(self) -> int:
        """Lowest evidence grade that shows a *yes*: facts 2, promises 3, our own acts 5.

        Facts about ourselves count as given.
        """
        return {"fact": 2, "promise": 3, "act": 5, "own": 0}[self.value]


class Walk(StrEnum):
    """The two ways in."""

    PURCHASE = "purchase"
    DESCRIBE = "describe"


class Kind(StrEnum):
    """What kind of answer a question takes; the window has one editor for each."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PARTY = "party"
    QUOTATION = "quotation"
    MODELS = "models"
    COMPONENTS = "components"


FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("name", "role", "organisation"),
    Kind.PARTY: ("legal name", "country", "register number or address"),
    Kind.QUOTATION: ("words", "address", "date"),
}
"""The named parts of a value that has several, in their order."""

MODEL_FIELDS = ("model", "version", "what it does", "assessment")
"""The parts of one row of a *models* value; rows follow one another in the value."""
