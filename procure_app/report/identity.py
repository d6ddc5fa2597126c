"""What a report is of: it stands in the file, so that an archive need not read the pages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Identity:
    """The assessment that a report was made from."""

    document: str
    """Its id."""
    digests: Mapping[str, str]
    """SHA-256 in hexadecimal, by layer: ``file``, ``decision``."""
    modified: datetime.datetime
    """With its time zone."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the report."""

    name: str
    """Its file name; what it ends in says of which type it is."""
    content: bytes
    relationship: Literal["Source", "Supplement"]
    """What it is to the pages: where they come from, or something besides."""
    description: str
