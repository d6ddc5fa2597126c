"""The document at one moment, with all it takes to go on from there."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.session.drafts import CHOSEN


def content(assessment: Assessment) -> str:
    """Return the SHA-256 of all that was entered: all but what is kept about saving."""
    plain = assessment.model_dump(mode="json", exclude={"revisions", "last_evidence"})
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the journal keeps of an open document."""

    assessment: Assessment
    catalogue: Catalogue
    when: datetime.datetime
    path: Path | None = None
    """The file it belongs to; None where it was never saved."""
    stamp: str = ""
    """What identifies the bytes of that file; see ``ports.Opened``."""
    evidence: Mapping[str, Path] = field(default_factory=dict)
    """Where the bytes of each digest lay."""
    drafts: Mapping[str, str] = field(default_factory=dict)
    """What stood in forms that were not finished; see ``Drafts``."""
    saving: str = ""
    """The content of the state that is being saved; see ``content``. A file that holds it is
    ours, although its stamp is not known yet."""

    @property
    def typed(self) -> tuple[str, ...]:
        """What was typed into forms, without what was chosen or ticked there."""
        return tuple(text for place, text in self.drafts.items() if not place.endswith(CHOSEN))

    def goes_on(self, stamp: str, saved: Assessment) -> bool:
        """Say whether a file with this stamp and content is the one that was open.

        It is, too, where that session wrote it last, before it could note the stamp.
        """
        return stamp == self.stamp or content(saved) in (self.saving, content(self.assessment))


class Belonging(StrEnum):
    """How a journal and its file are to one another now."""

    SAME = "same"
    """The file is the one that was open."""
    CHANGED = "changed"
    """The file is another now, or cannot be read."""
    GONE = "gone"
    NEVER_SAVED = "never saved"


@dataclass(frozen=True, slots=True)
class Left:
    """A journal that somebody's session left behind: it crashed, or was killed."""

    place: Path
    """The journal's own file."""
    snapshot: Snapshot | None
    """None where the journal cannot be read."""
    belonging: Belonging
    saved: Assessment | None = None
    """What the file holds now; None where there is none, or it cannot be read."""
