"""Proposes rows of the component table: how a part can be had, and under which licence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from procure_app.core.licences.book import LicenceBook
from procure_app.core.phrase import phrase
from procure_app.inspection.observation import Confidence, File, Inspection, Observation
from procure_app.inspection.proposal import Proposal, proofs, sure_files, whole_key
from procure_app.inspection.proposal_rule import LicenceRule, ProposalRules, RowRule
from procure_app.inspection.stated import Stated, Text, claims, texts


def found_components(inspection: Inspection, rules: ProposalRules) -> Mapping[str, Confidence]:
    """Return the components of which something is in the folder, and how sure that is."""
    found: dict[str, Confidence] = {}
    for rule in rules.rows:
        if rule.needed:
            continue
        for seen in inspection.observations:
            component = rule.component or seen.subject
            if seen.state == "found" and rule.fits(seen) and found.get(component) != "high":
                found[component] = seen.confidence
    return found


def rows(inspection: Inspection, rules: ProposalRules, known: Sequence[str]) -> Iterator[Proposal]:
    """Yield how each component can be had; ``known`` are the ids that the catalogue has."""
    files = {file.path: file for file in inspection.files}
    there = found_components(inspection, rules)
    incomplete = {path for seen in inspection.observations for path in _lacking(seen)}
    for component in known:
        matched = [
            (rule, seen)
            for rule in rules.rows
            if not rule.needed or rule.needed in there
            for seen in inspection.observations
            if seen.state == "found"
            and rule.fits(seen)
            and (rule.component or seen.subject) == component
        ]
        if matched:
            own = {path for _, seen in matched for path in seen.files}
            yield _row(inspection, component, matched, files, bool(own & incomplete))


def _lacking(seen: Observation) -> tuple[str, ...]:
    """Return the files of what was declared, and of which not everything is there."""
    declared = seen.facts.get("declared, not included")
    if isinstance(declared, tuple):
        return declared
    return seen.files if seen.state == "declared, not included" else ()


def _row(
    inspection: Inspection,
    component: str,
    matched: Sequence[tuple[RowRule, Observation]],
    files: Mapping[str, File],
    incomplete: bool,
) -> Proposal:
    """Return the proposal of the first rule, with the files of all that say the same."""
    first = matched[0][0]
    same = [(rule, seen) for rule, seen in matched if rule.availability == first.availability]
    sure = any(seen.confidence == "high" for _, seen in same) and not incomplete
    proved = tuple(
        proof for rule, seen in same for proof in proofs(sure_files(seen), files, rule.grade)
    )
    best = {proof.path: proof for proof in sorted(proved, key=lambda one: one.grade)}
    return Proposal(
        "availability",
        whole_key(inspection, component),
        (first.availability.value,),
        phrase(first.reason, count=len(best), file=same[0][1].files[0] if same[0][1].files else ""),
        "high" if sure else "medium",
        tuple(best[path] for path in sorted(best)),
        next((seen.quote for _, seen in same if seen.quote), ""),
    )


def licences(inspection: Inspection, rules: ProposalRules, book: LicenceBook) -> Iterator[Proposal]:
    """Yield the licence of each component, from a text that was identified or a statement.

    Nothing where two that weigh the same say different things.
    """
    files = {file.path: file for file in inspection.files}
    there = found_components(inspection, rules)
    own = texts(inspection)
    said = tuple(claims(inspection, book))
    done: set[str] = set()
    for rule in rules.licences:
        ids, paths, quote = _sources(rule, own, said)
        for component in rule.components or tuple(there):
            if component in done or (rule.found_only and component not in there):
                continue
            if not ids:
                continue
            done.add(component)
            open_ = _denied(rule, ids, said) or _gainsaid(rule, ids, own, said)
            if len(ids) == 1 and ids[0] and not open_:
                yield Proposal(
                    "licence",
                    whole_key(inspection, component),
                    ids,
                    phrase(rule.reason, file=paths[0]),
                    rule.confidence,
                    proofs(paths, files, rule.grade),
                    quote,
                )


def _denied(rule: LicenceRule, ids: Sequence[str], said: Sequence[Stated]) -> bool:
    """Say whether a field names another licence for what a text covers without saying so."""
    if rule.source != "file" or rule.covers:
        return False
    return any(not set(one.ids) & set(ids) for one in said if one.sure and "code" not in one.covers)


def _gainsaid(
    rule: LicenceRule, ids: Sequence[str], own: Sequence[Text], said: Sequence[Stated]
) -> bool:
    """Say whether a text in the folder may be other terms than a document names for this part.

    A text that is not known, or could not be read, may be any. One that a statement on another
    part names is not held against it.
    """
    if rule.source != "claim":
        return False
    part = "weights" if rule.covers == "model" else rule.covers
    elsewhere = {
        id_ for one in said for id_ in one.ids if one.covers and rule.covers not in one.covers
    }
    return any(
        text.covers in ("", part)
        and not text.is_silent
        and text.identified not in (*ids, *elsewhere)
        for text in own
    )


def _sources(
    rule: LicenceRule, own: Sequence[Text], said: Sequence[Stated]
) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the licences that the rule's files or statements name, where, and in which words.

    A text that departs from the one it comes closest to makes the matter open: it counts as a
    licence of its own, without an id, so that nothing is proposed over it. So does one for this
    part that is not known or could not be read.
    """
    if rule.source == "file":
        texts_ = [
            one
            for one in own
            if one.covers == rule.covers and (one.ids or (one.covers and not one.is_silent))
        ]
        ids = tuple(dict.fromkeys(one.identified for one in texts_))
        found = tuple(one.file for one in texts_)
        return (ids if "" not in ids else (*ids, "")), found, ""
    claims_ = [
        one for one in said if (rule.covers in one.covers if rule.covers else not one.covers)
    ]
    ids = tuple(dict.fromkeys(id_ for one in claims_ for id_ in one.ids))
    quote = claims_[0].quote if claims_ else ""
    return ids, tuple(dict.fromkeys(one.file for one in claims_)), quote
