"""What a file claims although it does not follow from its content.

Nothing a file says of itself is believed: status, digests, sign-offs and decision are worked out
again. A forger who recomputes every digest leaves none of this behind: only a signature with a
certificate, on the report, shows who signed.
"""

from __future__ import annotations

import datetime
from itertools import pairwise

from procure_app.core.decision.digest import digest, file_layer
from procure_app.core.decision.obstacle import obstacles
from procure_app.core.decision.reading import Reading
from procure_app.core.decision.signoff import Standing, standings
from procure_app.core.phrase import Phrase, Wording, counted, phrase

_SKEW = datetime.timedelta(hours=1)
"""By how much the clocks of two computers may differ before it is worth a word."""
_RULES = ("frameworks", "verdicts")
"""The parts of the file layer that are there only once the rules are loaded."""


def doubts(reading: Reading) -> tuple[Phrase, ...]:
    """Return what does not fit, a sentence each; a sign-off merely out of date is none."""
    made = standings(reading)
    return (
        *_wording(reading),
        *(_unfit(each) for each in made if each.flaws or not each.chained),
        *_order(made),
        *_signed_anyway(reading, made),
        *_record(reading),
        *_twice(reading),
    )


def stale(reading: Reading) -> tuple[Phrase, ...]:
    """Return the sign-offs that something changed after, a sentence each."""
    return tuple(
        phrase("The sign-off of {role} does not stand: changed since.", role=_role(each))
        for each in standings(reading)
        if each.changed and each.chained and not each.flaws
    )


def history_doubts(reading: Reading) -> tuple[Phrase, ...]:
    """Return what does not fit in the change history of a document as it was opened."""
    lines = reading.assessment.revisions
    if not lines:
        return ()
    found = []
    if [line.number for line in lines] != list(range(1, len(lines) + 1)):
        found.append(phrase("The change history has lines missing, twice or out of order."))
    if any(_moment(a.when) - _moment(b.when) > _SKEW for a, b in pairwise(lines)):
        found.append(phrase("The change history goes back in time."))
    content = file_layer(reading)
    bare = {key: part for key, part in content.items() if key not in _RULES}
    if lines[-1].digest not in (digest(content), digest(bare)):
        found.append(
            phrase(
                "The last line of the change history is of another state: the rules are newer, "
                "or the file was changed outside this app."
            )
        )
    return tuple(found)


def future_doubts(reading: Reading, now: datetime.datetime) -> tuple[Phrase, ...]:
    """Return the sign-offs and saved states that are dated after this moment."""
    titles = {role.id: role.title for role in reading.catalogue.roles}
    found = [
        phrase(
            "The sign-off of {role} is dated in the future.",
            role=titles.get(each.role, each.role),
        )
        for each in reading.assessment.signoffs
        if _moment(each.when) - now > _SKEW
    ]
    if any(_moment(line.when) - now > _SKEW for line in reading.assessment.revisions):
        found.append(phrase("The change history has a line dated in the future."))
    return tuple(found)


def _wording(reading: Reading) -> tuple[Phrase, ...]:
    asked, ours = reading.catalogue, reading.shipped
    if ours is None or asked is ours or (asked.id, asked.version) != (ours.id, ours.version):
        return ()
    if asked.fingerprint == ours.fingerprint:
        return ()
    return (
        phrase(
            "The questions in this file are not those of catalogue {id}, version {version}: their "
            "wording or rules were changed outside this app.",
            id=asked.id,
            version=asked.version,
        ),
    )


def _unfit(standing: Standing) -> Phrase:
    why = standing.flaws[0] if standing.flaws else phrase("The chain is broken before it.")
    return phrase("The sign-off of {role} does not count. {why}", role=_role(standing), why=why)


def _order(made: tuple[Standing, ...]) -> tuple[Phrase, ...]:
    return tuple(
        phrase("The sign-off of {role} is dated before the one it follows.", role=_role(after))
        for before, after in pairwise(made)
        if _moment(before.signoff.when) - _moment(after.signoff.when) > _SKEW
    )


def _signed_anyway(reading: Reading, made: tuple[Standing, ...]) -> tuple[Phrase, ...]:
    """Return that the decision is signed although something stood against signing it."""
    if not any(each.stands and each.signoff.layer == "decision" for each in made):
        return ()
    count = len(obstacles(reading))
    if not count:
        return ()
    return (
        counted(
            "The decision is signed although {count} point stands against it.",
            "The decision is signed although {count} points stand against it.",
            count,
        ),
    )


def _record(reading: Reading) -> tuple[Phrase, ...]:
    signed = any(each.layer == "decision" for each in reading.assessment.signoffs)
    if signed or not reading.assessment.record:
        return ()
    return (phrase("The record has lines although nobody signed a decision."),)


def _twice(reading: Reading) -> tuple[Phrase, ...]:
    twice = reading.assessment.repeated()
    if not twice:
        return ()
    return (phrase("Two pieces of evidence are called {id}; only the last is signed.", id=twice),)


def _role(standing: Standing) -> Wording:
    return standing.role.title if standing.role else standing.signoff.role


def _moment(when: datetime.datetime) -> datetime.datetime:
    """Return the moment with a time zone: one without is read as UTC."""
    return when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
