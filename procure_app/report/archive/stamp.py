"""The moment the file bears: given, never that of the computer, so that bytes can be repeated."""

from __future__ import annotations

import datetime
from contextlib import suppress

from reportlab.lib.utils import TimeStamp

NEVER = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""Stands in a file that no moment was given for."""


def stamp(moment: datetime.datetime) -> TimeStamp:
    """Return the moment, in UTC, as ReportLab keeps it."""
    made = TimeStamp(invariant=1)
    known = utc(moment)
    made.t, made.lt, made.tzname = known.timestamp(), tuple(known.timetuple()), "UTC"
    made.YMDhms, made.dhh, made.dmm = tuple(known.timetuple())[:6], 0, 0
    return made


def utc(moment: datetime.datetime) -> datetime.datetime:
    """Return the moment in UTC, on whatever computer.

    One without a time zone is read as UTC, and so is one that no calendar has there: a file may
    hold any.
    """
    if moment.tzinfo is not None:
        with suppress(OverflowError):
            return moment.astimezone(datetime.UTC)
    return moment.replace(tzinfo=datetime.UTC)
