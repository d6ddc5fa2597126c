"""One saving of the document: what is written was fixed at its start, so it may take its time.

The work itself reads frozen values only and touches nothing of the session: it can be done in any
thread while the document is edited on.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Revision
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.history import History
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.digest import changes, digest, file_layer, parts
from procure_app.core.decision.reading import Reading, read
from procure_app.session.ports import Store


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written."""

    assessment: Assessment
    """The document with its line in the change history."""
    stamp: str


@dataclass(frozen=True, slots=True)
class Saving:
    """One saving that was begun."""

    store: Store
    target: Path
    reading: Reading
    """The document as it was when the saving began."""
    before: Assessment
    """The document as the file had it."""
    asked_before: Catalogue
    """The texts it was asked by then."""
    undone: int
    """The highest number of evidence when a step was last undone."""
    evidence: Mapping[str, Path]
    stamp: str
    overwrite: bool
    when: datetime.datetime

    @property
    def catalogue(self) -> Catalogue:
        """The texts as they are asked."""
        return self.reading.catalogue

    def write(self) -> Saved:
        """Write the file. Raises ``NotWritten`` or ``ChangedOutside``."""
        revised = self._revised()
        stamp = self.store.save(
            self.target,
            revised,
            self.catalogue,
            self.evidence,
            self.stamp,
            overwrite=self.overwrite,
        )
        return Saved(revised, stamp)

    def _revised(self) -> Assessment:
        """Return the document with a line in its change history where the file layer changed.

        The lines are those of the file: undo takes back an edit, never that it was saved.
        """
        content = file_layer(self.reading)
        now = digest(content)
        revisions = self.before.revisions
        present = self.reading.assessment
        if self.undone > edit.last_evidence(present):
            present = edit.changed(present, last_evidence=self.undone)
        unchanged = self.before is self.reading.assessment
        if revisions and (revisions[-1].digest == now or unchanged):
            return edit.changed(present, revisions=revisions)
        named: tuple[str, ...] = ()
        if revisions:
            old = read(self.asked_before, self.before, self.reading.library)
            named = changes(parts(file_layer(old)), parts(content))
        line = Revision(number=len(revisions) + 1, when=self.when, digest=now, changed=named)
        return edit.changed(present, revisions=(*revisions, line))


def written(history: History, begun: Assessment, saved: Assessment) -> History:
    """Return the history after ``begun`` was saved as ``saved``, whatever was edited meanwhile.

    The state that was saved is the saved one wherever it stands, so that undo leads back to it.
    Edits made since keep the lines of the file.
    """

    def as_saved(state: Assessment) -> Assessment:
        return saved if state is begun else state

    present = history.present
    if present == begun:
        present = saved
    else:
        last = max(present.last_evidence, saved.last_evidence)
        present = edit.changed(present, revisions=saved.revisions, last_evidence=last)
    return History(
        present,
        tuple((as_saved(state), place) for state, place in history.past),
        tuple((as_saved(state), place) for state, place in history.future),
    )
