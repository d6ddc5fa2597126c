"""The moment the file bears: given, never that of the computer, so that bytes can be repeated."""

from __future__ import annotations

import datetime

from reportlab.lib.utils import TimeStamp

NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands in a file that no moment was given for."""


def stamp(moment: datetime.datetime) -> TimeStamp:
    """Return the moment, in UTC, as ReportLab keeps it."""
    made = TimeStamp(invariant=1)
    utc = moment.astimezone(datetime.UTC)
    made.t, made.lt, made.tzname = utc.timestamp(), tuple(utc.timetuple()), "UTC"
    made.YMDhms, made.dhh, made.dmm = tuple(utc.timetuple())[:6], 0, 0
    return made
