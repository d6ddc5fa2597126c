"""From a phrase to a sentence, in the language that is passed in."""

from __future__ import annotations

import datetime
import gettext

import pytest

from procure_app.core.phrase import Joined, counted, phrase
from procure_app.i18n import Language, language, say


class Dutch(gettext.NullTranslations):
    """A few words of Dutch."""

    words = {"yes": "ja", "{a} and {b}": "{b} en {a}", "November": "november"}  # noqa: RUF012

    def gettext(self, message: str) -> str:
        """Return the Dutch wording."""
        return self.words.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the Dutch wording for the number."""
        return "{count} rij" if n == 1 else "{count} rijen"


@pytest.fixture
def dutch() -> Language:
    """Dutch."""
    return Language("nl", Dutch())


def test_a_phrase_is_said_in_the_language_passed_in(english, dutch):
    assert say(phrase("yes"), english) == "yes"
    assert say(phrase("yes"), dutch) == "ja"


def test_phrases_inside_phrases_are_said_in_the_same_language(dutch):
    assert say(phrase("{a} and {b}", a=phrase("yes"), b="yes"), dutch) == "yes en ja"


def test_text_of_the_catalogue_or_of_people_passes_as_it_is(dutch):
    assert say("yes", dutch) == "yes"
    assert say(phrase("yes {what}", what="{braces} %s"), dutch) == "yes {braces} %s"


def test_a_phrase_without_values_keeps_its_braces(english):
    assert say(phrase("a {b} c"), english) == "a {b} c"


@pytest.mark.parametrize(("count", "expected"), [(0, "rijen"), (1, "rij"), (2, "rijen")])
def test_a_number_decides_between_two_wordings(english, dutch, count, expected):
    rows = counted("{count} row", "{count} rows", count)
    assert say(rows, dutch) == f"{count} {expected}"
    assert say(rows, english) == f"{count} row" + "s" * (count != 1)


def test_a_counted_phrase_takes_other_values_too(english):
    assert say(counted("{count} of {all}", "{count} of {all}", 2, all=3), english) == "2 of 3"


def test_parts_are_joined_in_their_order(dutch):
    assert say(Joined((phrase("yes"), "no", 3)), dutch) == "ja, no, 3"
    assert say(Joined((), " "), dutch) == ""


def test_days_are_written_out(english, dutch):
    day = datetime.date(2026, 11, 2)
    assert say(day, english) == "2 November 2026"
    assert say(phrase("Until {day}.", day=day), dutch) == "Until 2 november 2026."


def test_a_language_that_is_not_there_is_english(tmp_path):
    assert say(phrase("yes"), language("tlh", tmp_path)) == "yes"
    assert language("tlh", tmp_path).code == "tlh"


def test_nothing_is_said_of_nothing(english):
    """gettext would answer an empty wording with the header of its file."""
    assert say(phrase(""), english) == ""
    assert english.word("") == ""
