"""Inspection of a release: the shipped rules, the pipeline, and what it proposes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from procure_app.core.assessment.document import Assessment
    from procure_app.inspection.observation import Inspection
    from procure_app.inspection.pipeline import Ask
    from procure_app.inspection.progress import Progress
    from procure_app.inspection.proposal import Proposal
    from procure_app.inspection.proposal_rule import ProposalRules
    from procure_app.session.session import Session


MOST_KEY = 1 << 16
"""Bytes of a key or certificate that a person supplies."""


def inspect_release(
    session: Session,
    path: Path,
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    ask: Ask | None = None,
    seen: Callable[[Inspection], None] | None = None,
    key: Path | None = None,
) -> Inspection:
    """Return what is in a folder, archive or file, with what follows from it.

    ``key`` is a file of a public key, certificate or root to check model signatures against; for
    the rest see ``inspection.pipeline.inspect``. Raises ``Unreadable`` where the release cannot
    be listed or the key not be read, and ``Cancelled`` where the person stops it.
    """
    from procure_app.inspection.conclusion import concluded
    from procure_app.inspection.expectation import expectations_of
    from procure_app.inspection.pipeline import inspect
    from procure_app.inspection.rule import rules_of

    book, catalogue = session.library.book, session.catalogue
    expectations = expectations_of(_table("expectations"))
    names = {component.id: component.name for component in catalogue.components}

    def finish(found: Inspection) -> Inspection:
        return concluded(found, book, expectations, names) if book else found

    return inspect(
        path,
        rules=rules_of(_table("components")),
        progress=progress,
        cancelled=cancelled,
        ask=ask,
        found=seen,
        finish=finish,
        cache=_cache(),
        key=_key(key) if key else b"",
    )


def _key(path: Path) -> bytes:
    """Return the content of a key that a person supplied. Raises ``Unreadable``."""
    from procure_app.core.phrase import phrase
    from procure_app.inspection.signer import is_key
    from procure_app.session.error import Unreadable, shown
    from procure_app.store.disk.regular import beginning

    content = beginning(path, MOST_KEY + 1)
    if len(content) > MOST_KEY or not is_key(content):
        raise Unreadable(
            phrase(
                "“{name}” holds no public key or certificate. Choose a file in PEM or DER form.",
                name=shown(path.name),
            )
        )
    return content


def proposals(session: Session, found: Inspection) -> tuple[Proposal, ...]:
    """Return every answer and row that the inspection proposes."""
    from procure_app.inspection.proposal import answers, digests
    from procure_app.inspection.row_proposal import licences, rows

    rules, book = _rules(session), session.library.book
    known = [component.id for component in session.catalogue.components]
    return (
        *rows(found, rules, known),
        *(licences(found, rules, book) if book else ()),
        *answers(found, rules, session.catalogue, session.assessment.as_of),
        *digests(found, rules),
    )


def accept(
    session: Session, assessment: Assessment, chosen: Sequence[Proposal], found: Inspection
) -> Assessment:
    """Return the document with these proposals in it."""
    from procure_app.inspection.acceptance import accept as take

    return take(assessment, chosen, found)


def _rules(session: Session) -> ProposalRules:
    from procure_app.inspection.proposal_rule import fitting, proposal_rules_of

    return fitting(proposal_rules_of(_table("proposals"), session.shipped), session.catalogue)


@cache
def _table(name: str) -> dict[str, object]:
    from procure_app.resources import folder
    from procure_app.store.shipped.catalogue_source import read

    return read(folder("inspection") / f"{name}.toml")


def _cache() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("procure", appauthor=False)) / "digests.json"
