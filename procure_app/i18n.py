"""The one place that makes a sentence out of a phrase, in a language that is passed in."""

from __future__ import annotations

import gettext
from datetime import date
from pathlib import Path

from procure_app.core.phrase import Joined, Phrase, Value

DOMAIN = "procure"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


class Language:
    """A language with its translations; English is what the phrases are written in."""

    def __init__(self, code: str, translations: gettext.NullTranslations) -> None:
        self.code = code
        self._translations = translations

    def word(self, text: str) -> str:
        """Return the translation of one wording; the wording itself where there is none."""
        return self._translations.gettext(text) if text else ""

    def words(self, singular: str, plural: str, count: int) -> str:
        """Return the translation that fits the number."""
        return self._translations.ngettext(singular, plural, count)

    def day(self, day: date) -> str:
        """Return the date in words: 22 November 2026."""
        return f"{day.day} {self.word(_MONTHS[day.month - 1])} {day.year}"


def language(code: str, folder: Path) -> Language:
    """Return the language of this code, with the translations found under the folder."""
    return Language(code, gettext.translation(DOMAIN, folder, [code], fallback=True))


def say(value: Value, spoken: Language) -> str:
    """Return the sentence. Text passes as it is; phrases inside phrases are said first."""
    match value:
        case Phrase():
            pattern = (
                spoken.words(value.text, value.plural, value.count)
                if value.plural
                else spoken.word(value.text)
            )
            filled = {name: say(inner, spoken) for name, inner in value.values.items()}
            return pattern.format(**filled) if filled else pattern
        case Joined():
            return value.between.join(say(part, spoken) for part in value.parts)
        case date():
            return spoken.day(value)
        case _:
            return str(value)
