"""What a file just opened claims although it does not follow from its content."""

from __future__ import annotations

import datetime

from procure_app.core.decision.digest import decision_layer, digest, file_layer
from procure_app.core.decision.doubt import doubts, future_doubts, history_doubts
from procure_app.core.frameworks.judgement import NO_RULES
from procure_app.core.phrase import Phrase, phrase
from procure_app.session.session import Session


def opening_doubts(session: Session) -> tuple[Phrase, ...]:
    """Return what does not fit in the document as it was opened, a sentence each.

    It is asked before anything is edited. What depends on the rules is left out until they are
    loaded.
    """
    reading, now = session.reading, session.clock()
    found = (*doubts(reading), *future_doubts(reading, _zoned(now)), *_evidence(session))
    if session.library is NO_RULES:
        return found
    return (*found, *history_doubts(reading), *_stated(session))


def _stated(session: Session) -> tuple[Phrase, ...]:
    """Return that a report states digests which its own assessment does not have."""
    reading = session.reading
    layers = {"file": file_layer, "decision": decision_layer}
    if all(digest(layers[name](reading)) == said for name, said in session.stated.items()):
        return ()
    return (
        phrase(
            "What follows from this assessment is not what the report says: the rules are newer, "
            "or the report was changed outside this app."
        ),
    )


def _evidence(session: Session) -> tuple[Phrase, ...]:
    if session.path is None:  # a report holds no evidence, and a new document none yet
        return ()
    return tuple(
        phrase("Evidence {id} names a file that is not in this assessment.", id=item.id)
        for item in session.assessment.evidence
        if item.digest and not item.linked and session.evidence_place(item.digest) is None
    )


def _zoned(now: datetime.datetime) -> datetime.datetime:
    return now if now.tzinfo else now.replace(tzinfo=datetime.UTC)
