"""Restoring a kept version: what stands against it, and the document it becomes."""

from __future__ import annotations

from procure_app.core.assessment import edit
from procure_app.core.phrase import Phrase, phrase
from procure_app.session.error import NotAllowed
from procure_app.session.ports import Opened
from procure_app.session.session import Session

PLACE = "revision"
"""Where the step of undo says it was made."""


def obstacle(session: Session, opened: Opened) -> Phrase | None:
    """Return why the version cannot take the place of the document; None where it can."""
    present, kept = session.assessment, opened.assessment
    if kept.id != present.id:
        return phrase("This version is of another assessment. Open it as a copy.")
    if session.read_only:
        return phrase("This file is open for reading only. Open the version as a copy.")
    if opened.read_only:
        return phrase("A newer version of the app wrote this one. Open it as a copy.")
    asked = (session.catalogue.id, session.catalogue.version)
    texts = (opened.catalogue.id, opened.catalogue.version)
    of_kept = (kept.catalogue, kept.catalogue_version)
    if texts != asked or of_kept != (present.catalogue, present.catalogue_version):
        return phrase(
            "This version was asked by the questions of {then}, not of {now}. Open it as a copy.",
            then=f"{kept.catalogue} {kept.catalogue_version}",
            now=f"{present.catalogue} {present.catalogue_version}",
        )
    return None


def signed(session: Session) -> bool:
    """Say whether the document holds sign-offs or a record, which restoring would replace."""
    return bool(session.assessment.signoffs or session.assessment.record)


def restore(session: Session, opened: Opened) -> None:
    """Put the version in the place of the document, as one step of undo.

    Sign-offs and record are those of the version. The lines of the change history stay those of
    the file, and no number of evidence that was ever given is given again. Raises ``NotAllowed``.
    """
    if (why := obstacle(session, opened)) is not None:
        raise NotAllowed(why)
    present, kept = session.assessment, opened.assessment
    last = max(edit.last_evidence(present), edit.last_evidence(kept))
    # no more than there is to count: a version without a difference changes nothing
    restored = edit.changed(kept, revisions=present.revisions, last_evidence=present.last_evidence)
    if edit.last_evidence(restored) < last:
        restored = edit.changed(restored, last_evidence=last)
    session.borrow(opened.evidence)
    session.change(restored, PLACE)
