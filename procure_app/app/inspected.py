"""What the window shows of an inspection, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from procure_app.app import speak
from procure_app.app.inspect import accept, inspect_release, proposals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from procure_app.i18n import Language
    from procure_app.inspection.observation import Inspection, Observation
    from procure_app.inspection.progress import Progress
    from procure_app.inspection.proposal import Proposal
    from procure_app.session.session import Session
    from procure_app.ui.service import Inspected, InspectOrder, InspectWatch, Proposed

MOST_FILES = 3
"""Files named of one component or proposal."""


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
    from procure_app.core.phrase import counted
    from procure_app.i18n import say
    from procure_app.ui.service import Inspected

    offered = proposals(session, found) if whole else ()
    count = counted(
        "{root}: {count} file", "{root}: {count} files", len(found.files), root=found.root
    )
    return Inspected(
        say(count, speak(session.assessment.language)),
        tuple(_parts(session, found, whole=whole)),
        tuple(_proposed(session, proposal) for proposal in offered),
        lambda assessment, places: accept(
            session, assessment, [offered[place] for place in places], found
        ),
    )


def _proposed(session: Session, proposal: Proposal) -> Proposed:
    from procure_app.core.outline.answer_words import value_words
    from procure_app.core.phrase import phrase
    from procure_app.i18n import say
    from procure_app.inspection.acceptance import is_held, present
    from procure_app.ui.service import Proposed

    spoken, catalogue = speak(session.assessment.language), session.catalogue
    question = catalogue.by_id.get(proposal.key)
    before = present(session.assessment, proposal)
    if question is not None:
        name, value = question.short, say(value_words(question, proposal.value), spoken)
        replaced = say(value_words(question, before), spoken) if before else ""
    else:
        component = catalogue.component_by_id.get(proposal.key.partition("/")[2])
        name = component.name if component else proposal.key
        if proposal.target == "licence":
            name = say(phrase("{component}, licence", component=name), spoken)
        value, replaced = (", ".join(map(_namer(session), ids)) for ids in (proposal.value, before))
    return Proposed(
        name,
        value,
        say(proposal.reason, spoken),
        _files(proposal, spoken),
        proposal.quote,
        sure=proposal.confidence == "high",
        held=is_held(session.assessment, proposal),
        replaces=replaced,
    )


def _files(proposal: Proposal, spoken: Language) -> str:
    """Return the first files that back it, each on a line with its size and digest."""
    from procure_app.core.phrase import counted, phrase
    from procure_app.i18n import say

    lines = [
        phrase(
            "{path}: {size} bytes, SHA-256 {digest}",
            path=proof.path,
            size=f"{proof.bytes:,}",
            digest=proof.sha256[:16],
        )
        if proof.sha256
        else phrase("{path}: {size} bytes, no digest", path=proof.path, size=f"{proof.bytes:,}")
        for proof in proposal.proofs[:MOST_FILES]
    ]
    more = len(proposal.proofs) - MOST_FILES
    if more > 0:
        lines.append(counted("and {count} more file", "and {count} more files", more))
    return "\n".join(say(line, spoken) for line in lines)


def _namer(session: Session) -> Callable[[str], str]:
    """Return what names a licence, or an availability, by its id."""
    book = session.library.book

    def name(one: str) -> str:
        licence = book.find(one) if book else None
        return licence.name if licence else one.replace("_", " ")

    return name


def _parts(
    session: Session, found: Inspection, *, whole: bool
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield headings with lines: components, weights, licences, contradictions, problems."""
    from procure_app.core.phrase import phrase
    from procure_app.i18n import say
    from procure_app.inspection import text

    spoken = speak(session.assessment.language)
    names = session.catalogue.component_by_id

    def said(wording: str) -> str:
        return say(phrase(wording), spoken)

    if whole:
        yield said("Changed since it backed an answer"), tuple(_changed(session, found))
    contradictions = (say(c.sentence, spoken) for c in found.contradictions)
    yield said("Contradictions"), tuple(contradictions)
    yield said("What to know"), tuple(say(problem, spoken) for problem in found.problems)
    seen = {o.subject for o in found.observations if o.what == "component"}
    components = [
        _component(o, names[o.subject].name if o.subject in names else o.subject, spoken)
        for o in found.observations
        if o.what == "component"
    ]
    absent = [c.name for c in session.catalogue.components if c.id not in seen]
    yield said("Found in this folder"), tuple(components)
    yield said("Not found in this folder"), (", ".join(absent),) if absent else ()
    name, saying = _namer(session), lambda words: say(words, spoken)
    weights = (text.weights_words(o, saying) for o in found.observations if o.what == "weights")
    licences = (
        text.licence_words(o, name, saying) for o in found.observations if o.what == "licence"
    )
    yield said("Weights"), tuple(weights)
    yield said("Licences"), tuple(licences)
    yield said("Built on"), tuple(text.base_words(found, saying))
    yield said("In the vendor's own words"), tuple(text.claim_words(found, saying))
    refused = (f"{path}: {say(reason, spoken)}" for path, reason in found.not_inspected)
    yield said("Could not be inspected"), tuple(refused)


def _component(seen: Observation, name: str, spoken: Language) -> str:
    from procure_app.core.phrase import phrase
    from procure_app.i18n import say
    from procure_app.inspection.text import how

    files = ", ".join(seen.files[:MOST_FILES])
    more = len(seen.files) - MOST_FILES
    words = phrase("{files} and {count} more", files=files, count=more) if more > 0 else files
    return f"{name}: {say(how(seen), spoken)}: {say(words, spoken)}"


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
