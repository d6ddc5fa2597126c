"""Until when an approval may hold: never longer than what it rests on."""

from __future__ import annotations

import calendar
import datetime

from procure_app.core.assessment.approval import Acceptance
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.path import Path
from procure_app.core.catalogue.word import Severity
from procure_app.core.decision.finding import severity


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or that month's last day.

    Where the calendar ends before, return its last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def latest_validity(assessment: Assessment, path: Path) -> datetime.date:
    """Return the last day the approval may hold.

    Twelve months after the decision (yearly renewal, as OMB M-25-21 asks of waivers), or the
    first expiry of an acceptance or of evidence that a bar or blocker rests on.
    """
    start = assessment.decision.decided or assessment.as_of
    ends = [months_after(start, 12)]
    ends += [a.expires for a in assessment.decision.acceptances if a.expires]
    items = assessment.evidence_by_id()
    for question in path.questions():
        if severity(question, path.facts) in (Severity.BAR, Severity.BLOCKER):
            given = assessment.answers.get(question.id)
            for item_id in given.evidence if given else ():
                item = items.get(item_id)
                if item and item.expires:
                    ends.append(item.expires)
    return min(ends)


def too_long(acceptance: Acceptance, assessment: Assessment) -> bool:
    """Say whether the acceptance runs longer than twelve months, or has no end."""
    start = assessment.decision.decided or assessment.as_of
    return acceptance.expires is None or acceptance.expires > months_after(start, 12)
