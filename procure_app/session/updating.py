"""An assessment of an earlier catalogue, brought up to date where its owner wants it."""

from __future__ import annotations

from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.migration import Migration, migrate
from procure_app.core.catalogue.step import Step, way
from procure_app.core.phrase import phrase
from procure_app.session.edition import of_another_version
from procure_app.session.error import NotAllowed
from procure_app.session.session import Session

PLACE = "catalogue"
"""The place of the edit, as undo names it."""


def signed(assessment: Assessment) -> bool:
    """Say whether somebody signed the document: then it is never brought up to date itself."""
    return bool(assessment.signoffs or assessment.record)


def update_of(session: Session, steps: tuple[Step, ...]) -> Migration | None:
    """Return the document under the shipped catalogue.

    None where it is asked by that one already or by another catalogue, where no steps lead
    from one version to the other, or where the file is open for reading only.
    """
    own = session.assessment.catalogue_version == session.catalogue.version
    if session.read_only or not own or not of_another_version(session):
        return None
    found = way(steps, session.catalogue.version, session.shipped.version)
    if found is None:
        return None
    return migrate(session.assessment, session.catalogue, session.shipped, found)


def bring_up_to_date(session: Session, update: Migration) -> None:
    """Take the update as one step of undo. Raises ``NotAllowed`` for what is signed."""
    if signed(session.assessment):
        raise NotAllowed(
            phrase("This assessment is signed and stays as it is. Bring a copy up to date.")
        )
    session.change(update.assessment, PLACE)


def copy_up_to_date(session: Session, update: Migration) -> None:
    """Start with a copy of its own, under a new id, that nobody signed; the file is left alone.

    What was decided stays as a draft without its dates: they are those of the other document.
    """
    decision: Decision = edit.changed(update.assessment.decision, decided=None, valid_until=None)
    session.start_copy(
        edit.changed(
            update.assessment,
            id=session.next_identity(),
            decision=decision,
            record=(),
            signoffs=(),
            revisions=(),
        )
    )
