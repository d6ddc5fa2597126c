"""The plain form in which names of licences are compared.

Standard library only, because the build also runs it.
"""

import re

NONE_STATED = "NONE"
NOT_KNOWN = "NOASSERTION"
"""The two words of SPDX that stand where a licence would and are none."""

LONGEST_NAME = 200
FILLING = re.compile(r"[\s_\-\u2010-\u2015]+")
"""Spaces, underscores, and hyphens and dashes of every width."""

_LAST_WORDS = re.compile(r"[\s_-]+(?:licen[cs]es?|licen[cs]e[\s_-]+agreement|agreement)$")


def plain(name: str) -> str:
    """Return the name without what people write in different ways: case, spaces, hyphens,
    underscores, a leading *the*, a trailing *licence* or *agreement*.

    Expects no more than ``LONGEST_NAME`` characters: the time grows with their square.
    """
    text = name.strip().casefold().removeprefix("the ")
    return FILLING.sub("", _LAST_WORDS.sub("", text)).replace("licence", "license")
