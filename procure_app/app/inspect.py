"""Inspection of a release: the shipped rules, the pipeline, and proposals for the window."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from procure_app.app import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from procure_app.core.assessment.document import Assessment
    from procure_app.inspection.observation import Inspection, Observation
    from procure_app.inspection.pipeline import Ask
    from procure_app.inspection.progress import Progress
    from procure_app.inspection.proposal import Proposal
    from procure_app.inspection.proposal_rule import ProposalRules
    from procure_app.session.session import Session
    from procure_app.ui.service import Inspected, InspectOrder, InspectWatch, Proposed


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


def inspected(session: Session, order: InspectOrder, watch: InspectWatch) -> Inspected | None:
    """Return what the window shows of an inspection; None where it was stopped."""
    from procure_app.inspection.progress import Cancelled
    from procure_app.ui.service import InspectMoment

    def tell(now: Progress) -> None:
        watch.tell(InspectMoment(now.stage, now.files_done, now.files, now.bytes_done, now.bytes))

    try:
        found = inspect_release(
            session,
            order.path,
            progress=tell,
            cancelled=watch.stopped,
            ask=lambda file, reason: watch.ask(file.path, file.bytes, reason),
            seen=lambda early: watch.seen(_shown(session, early, whole=False)),
            key=order.key,
        )
    except Cancelled:
        return None
    return _shown(session, found)


def _shown(session: Session, found: Inspection, *, whole: bool = True) -> Inspected:
    """Return what the window shows; before the digests nothing is compared or proposed."""
    from procure_app.ui.service import Inspected

    offered = proposals(session, found) if whole else ()
    return Inspected(
        found.root,
        tuple(_parts(session, found, whole=whole)),
        tuple(_proposed(session, proposal) for proposal in offered),
        lambda assessment, places: accept(
            session, assessment, [offered[place] for place in places], found
        ),
    )


def _proposed(session: Session, proposal: Proposal) -> Proposed:
    from procure_app.core.outline.answer_words import value_words
    from procure_app.i18n import say
    from procure_app.inspection.acceptance import is_held, present
    from procure_app.ui.service import Proposed

    spoken, catalogue = speak(session.assessment.language), session.catalogue
    question = catalogue.by_id.get(proposal.key)
    if question is not None:
        name, value = question.short, say(value_words(question, proposal.value), spoken)
    else:
        component = catalogue.component_by_id.get(proposal.key.partition("/")[2])
        name = component.name if component else proposal.key
        names = {licence.id: licence.name for licence in catalogue.licences}
        value = ", ".join(names.get(part, part) for part in proposal.value)
    files = ", ".join(proof.path for proof in proposal.proofs[:3])
    more = len(proposal.proofs) - 3
    return Proposed(
        name,
        value,
        say(proposal.reason, spoken),
        files + (f" +{more}" if more > 0 else ""),
        proposal.quote,
        sure=proposal.confidence == "high",
        held=is_held(session.assessment, proposal),
        replaces=", ".join(present(session.assessment, proposal)),
    )


def _parts(
    session: Session, found: Inspection, *, whole: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield headings with lines: components, weights, licences, contradictions, problems."""
    from procure_app.core.phrase import phrase
    from procure_app.i18n import say

    spoken = speak(session.assessment.language)
    names = session.catalogue.component_by_id

    def said(wording: str) -> str:
        return say(phrase(wording), spoken)

    if whole:
        yield said("Changed since it backed an answer"), tuple(_changed(session, found))
    seen = {o.subject for o in found.observations if o.what == "component"}
    components = [
        f"{names[o.subject].name if o.subject in names else o.subject}: {_state(o)}"
        for o in found.observations
        if o.what == "component"
    ]
    absent = [c.name for c in session.catalogue.components if c.id not in seen]
    yield said("Found in this folder"), tuple(components)
    yield said("Not found in this folder"), (", ".join(absent),) if absent else ()
    yield said("Weights"), tuple(_weights(o) for o in found.observations if o.what == "weights")
    yield said("Licences"), tuple(_licence(o) for o in found.observations if o.what == "licence")
    contradictions = (say(c.sentence, spoken) for c in found.contradictions)
    yield said("Contradictions"), tuple(contradictions)
    yield said("What to know"), tuple(say(problem, spoken) for problem in found.problems)
    refused = (f"{path}: {say(reason, spoken)}" for path, reason in found.not_inspected)
    yield said("Could not be inspected"), tuple(refused)


def _changed(session: Session, found: Inspection) -> Iterator[str]:
    """Yield what became of the files that evidence links to."""
    from procure_app.core.phrase import phrase
    from procure_app.i18n import say
    from procure_app.inspection.since import since_evidence

    spoken = speak(session.assessment.language)
    since = since_evidence(session.assessment, found)
    for wording, paths in (
        (phrase("{path} is not there any more."), since.gone),
        (phrase("{path} has another content now."), since.changed),
        (phrase("{path} could not be compared."), since.not_compared),
    ):
        yield from (say(phrase(wording.text, path=path), spoken) for path in paths)


def _state(seen: Observation) -> str:
    files = ", ".join(seen.files[:3]) + (f" +{len(seen.files) - 3}" if len(seen.files) > 3 else "")
    return f"{seen.state} ({seen.confidence}): {files}"


def _weights(seen: Observation) -> str:
    facts = "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in seen.facts.items())
    return f"{', '.join(seen.files[:2])}: {facts}"


def _licence(seen: Observation) -> str:
    identified = seen.facts.get("identified") or ""
    path = seen.files[0] if seen.files else ""
    if identified:
        return f"{path}: {identified}"
    closest, differs = seen.facts.get("closest"), seen.facts.get("differs") or ()
    words = " … ".join(str(part) for part in differs) if isinstance(differs, tuple) else differs
    return (
        f"{path}: closest to {closest}, differs: {words}" if closest else f"{path}: not recognised"
    )


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
