"""Assessments made at random on the small catalogue, and all that was entered in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from hypothesis import strategies as st

from outline.said import ENGLISH
from outline.small import EMPTY, SMALL
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence, Standing
from procure_app.core.assessment.approval import (
    Acceptance,
    Condition,
    Decision,
    Entry,
    Revision,
    Signoff,
)
from procure_app.core.assessment.check import is_date
from procure_app.core.assessment.document import Assessment
from procure_app.core.assessment.retired import Retired
from procure_app.core.catalogue.word import Availability, Instrument, Kind, Party

WORDS = st.text("abcdefghijklmnopqrstuvwxyz ÀßΩжñ<&>\"'{}%", min_size=1, max_size=40).filter(
    str.strip
)
DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 1, 1))
NOON = datetime.time(12, 30, 15, tzinfo=datetime.UTC)
MOMENTS = DAYS.map(lambda day: datetime.datetime.combine(day, NOON))
IDS = ("E-1", "E-2", "E-3")
SOME = st.lists(st.sampled_from(IDS), unique=True, max_size=2).map(tuple)
QUESTIONS = [q for q in SMALL.questions() if q.kind is not Kind.COMPONENTS]


def _value(question) -> st.SearchStrategy[tuple[str, ...]]:  # noqa: PLR0911  # the kinds
    match question.kind:
        case Kind.CHOICE:
            return st.sampled_from(question.options).map(lambda option: (option.id,))
        case Kind.CHOICES:
            ids = [option.id for option in question.options]
            return st.lists(st.sampled_from(ids), min_size=1, unique=True).map(tuple)
        case Kind.NUMBER:
            return st.integers(0, 10**7).map(lambda number: (str(number),))
        case Kind.DATE:
            return DAYS.map(lambda day: (day.isoformat(),)) | WORDS.map(lambda text: (text,))
        case Kind.PERSON | Kind.PARTY | Kind.QUOTATION:
            return st.tuples(WORDS, WORDS, WORDS)
        case Kind.MODELS:
            return st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=2).map(
                lambda rows: tuple(part for row in rows for part in row)
            )
        case _:
            return WORDS.map(lambda text: (text,))


def _answer(question) -> st.SearchStrategy[Answer]:
    common = {"note": st.just("") | WORDS, "evidence": SOME}
    if question.duty:
        common |= {
            "bound": st.none() | st.sampled_from(Party),
            "instrument": st.none() | st.sampled_from(Instrument),
            "clause": st.just("") | WORDS,
            "carried": st.none() | st.sampled_from(Party),
        }
    if question.derived:
        return st.builds(Answer, disputed=WORDS, **common)
    given = st.builds(Answer, value=_value(question), **common)
    unknown = st.builds(Answer, standing=st.just(Standing.UNKNOWN), **common)
    aside = st.builds(Answer, standing=st.just(Standing.NOT_APPLICABLE), reason=WORDS, **common)
    return st.one_of(given, given, unknown, aside)


ANSWERS = st.fixed_dictionaries({}, optional={q.id: _answer(q) for q in QUESTIONS})
ROWS = st.dictionaries(
    st.tuples(
        st.sampled_from(("base", "product")), st.sampled_from(("weights", "code", "card"))
    ).map("/".join),
    st.builds(
        ComponentRow,
        availability=st.none() | st.sampled_from(Availability),
        availability_evidence=SOME,
        licence=st.sampled_from(("", "MIT", "NONE", "NOASSERTION")) | WORDS,
        licence_evidence=SOME,
        found=st.just("") | WORDS | st.just("https://example.org/a?b=c&d=e"),
        version=st.just("") | WORDS,
        note=st.just("") | WORDS,
    ),
)
RETIRED = st.builds(
    Retired,
    key=st.sampled_from(("case.old", "base/old")),
    text=WORDS,
    value=st.lists(WORDS, max_size=2).map(tuple),
    answer=st.one_of(map(_answer, QUESTIONS)),
    catalogue_version=WORDS,
) | st.builds(
    Retired,
    key=st.just("base/old"),
    text=WORDS,
    row=ROWS.filter(bool).map(lambda rows: next(iter(rows.values()))),
    catalogue_version=WORDS,
)
ITEM = st.builds(
    Evidence,
    id=st.just(""),
    kind=st.sampled_from(("file", "address", "clause", "check")),
    title=WORDS,
    where=st.just("") | WORDS,
    version=st.just("") | WORDS,
    read=st.none() | DAYS,
    expires=st.none() | DAYS,
    grade=st.integers(0, 5),
    digest=st.just("") | st.text("0123456789abcdef", min_size=64, max_size=64),
    size=st.integers(0, 10**9),
    linked=st.just("") | WORDS,
)
EVIDENCE = st.tuples(ITEM, ITEM, ITEM).map(
    lambda items: tuple(
        item.model_copy(update={"id": key}) for key, item in zip(IDS, items, strict=True)
    )
)
FINDING = st.sampled_from([q.id for q in QUESTIONS if q.severity])
CONDITIONS = st.lists(
    st.builds(
        Condition,
        id=st.sampled_from(("C-1", "C-2", "C-3")),
        finding=FINDING,
        text=WORDS,
        type=st.sampled_from(("before award", "before deployment", "ongoing")),
        owner=WORDS,
        owner_role=st.just("") | WORDS,
        due=st.none() | DAYS,
        proof=WORDS,
        consequence=st.sampled_from(("lapse", "suspend", "escalate")),
    ),
    max_size=3,
    unique_by=lambda condition: condition.id,
).map(tuple)
ACCEPTANCES = st.lists(
    st.builds(
        Acceptance,
        id=st.sampled_from(("A-1", "A-2", "A-3")),
        finding=FINDING,
        waiver=st.booleans(),
        authority=WORDS,
        limit=WORDS,
        reason=WORDS,
        control=WORDS,
        expires=st.none() | DAYS,
    ),
    max_size=3,
    unique_by=lambda acceptance: acceptance.id,
).map(tuple)
DECISIONS = st.builds(
    Decision,
    outcome=st.none()
    | st.sampled_from(("approve", "approve with conditions", "reject", "return for information")),
    reasons=st.lists(WORDS, max_size=3).map(tuple),
    against=st.just("") | WORDS,
    conditions=CONDITIONS,
    acceptances=ACCEPTANCES,
    decided=st.none() | DAYS,
    valid_until=st.none() | DAYS,
    triggers=st.sampled_from(((), ("changed",), ("changed", "ended"))),
    approver_level=st.just("") | WORDS,
    same_person_reason=st.just("") | WORDS,
)
SIGNOFF = st.builds(
    Signoff,
    role=st.sampled_from(("preparer", "reviewer", "approver", "somebody else")),
    name=WORDS,
    organisation=st.just("") | WORDS,
    email=st.just("") | WORDS,
    body=st.booleans(),
    members=st.lists(WORDS, max_size=2).map(tuple),
    quorum=st.just("") | WORDS,
    minute=st.just("") | WORDS,
    delegation=st.just("") | WORDS,
    limit=st.just("") | WORDS,
    interests=st.sampled_from(("none", "declared and managed", "recused")),
    interests_note=st.just("") | WORDS,
    opinion=st.sampled_from(("", "concur", "concur with comment", "do not concur")),
    comment=st.just("") | WORDS,
    attestations=st.dictionaries(st.sampled_from(("read", "free", "gone")), WORDS),
    when=MOMENTS,
    layer=st.sampled_from(("file", "decision")),
    digest=st.text("0123456789abcdef", min_size=64, max_size=64),
)
ASSESSMENTS = st.builds(
    Assessment,
    id=st.just(EMPTY.id),
    title=st.just("") | WORDS,
    depth=st.sampled_from(("core", "full")),
    as_of=DAYS,
    catalogue=st.just(SMALL.id),
    catalogue_version=st.just(SMALL.version),
    answers=ANSWERS,
    components=ROWS,
    evidence=EVIDENCE,
    decision=DECISIONS,
    record=st.lists(
        st.builds(
            Entry,
            kind=st.sampled_from(("condition closed", "incident", "revocation")),
            day=DAYS,
            by=WORDS,
            text=WORDS,
            condition=st.sampled_from(("", "C-1")),
        ),
        max_size=2,
    ).map(tuple),
    signoffs=st.lists(SIGNOFF, max_size=3).map(tuple),
    revisions=st.lists(
        st.builds(
            Revision,
            number=st.integers(1, 99),
            when=MOMENTS,
            digest=st.text("0123456789abcdef", min_size=64, max_size=64),
            changed=st.sampled_from(((), ("title", "answers/case.use"))),
        ),
        max_size=2,
    ).map(tuple),
    retired=st.lists(RETIRED, max_size=2).map(tuple),
)


def entered(assessment: Assessment) -> Iterator[str]:
    """Yield every text that was entered, in the words in which a report must hold it."""
    yield assessment.title
    for key, given in assessment.answers.items():
        yield from _answered(SMALL.by_id[key], given)
    for row in assessment.components.values():
        yield from _filled(row)
    for kept in assessment.retired:
        yield from (kept.key, kept.text, kept.catalogue_version, *kept.value)
        yield from _beside(kept.answer) if kept.answer else ()
        yield from _filled(kept.row) if kept.row else ()
    for item in assessment.evidence:
        yield from (item.id, item.title, item.where, item.version, item.linked, item.digest)
        yield from (_day(item.read), _day(item.expires), f"{item.size:,}" if item.size else "")
    yield from _decided(assessment.decision)
    for entry in assessment.record:
        yield from (entry.by, entry.text, _day(entry.day))
    for signoff in assessment.signoffs:
        yield from _signed(signoff)
    for revision in assessment.revisions:
        yield from (str(revision.number), revision.digest[:16], f"{revision.when:%H:%M:%S}")


def _answered(question, given: Answer) -> Iterator[str]:
    for part in given.value:
        option = question.option(part)
        if option:
            yield option.text
        elif question.kind in (Kind.DATE, Kind.QUOTATION) and is_date(part):
            yield _day(datetime.date.fromisoformat(part.strip()))
        else:
            yield part
    yield from _beside(given)


def _filled(row: ComponentRow) -> Iterator[str]:
    yield from (row.found, row.version, row.note)
    yield from (*row.availability_evidence, *row.licence_evidence)
    yield row.licence if row.licence not in ("NONE", "NOASSERTION") else ""


def _beside(given: Answer) -> Iterator[str]:
    if given.standing is Standing.UNKNOWN:
        yield "not known"
    elif given.standing is Standing.NOT_APPLICABLE:
        yield "not applicable"
    yield from (given.reason, given.note, given.clause, given.disputed, *given.evidence)
    for word in (given.bound, given.carried, given.instrument):
        yield word.value if word else ""


def _decided(decision: Decision) -> Iterator[str]:
    yield from (*decision.reasons, decision.against, decision.approver_level)
    yield from (decision.same_person_reason, _day(decision.decided), _day(decision.valid_until))
    yield from (SMALL.fixed.triggers[key] for key in decision.triggers)
    for condition in decision.conditions:
        yield from (condition.id, condition.text, condition.type, condition.owner)
        yield from (condition.owner_role, _day(condition.due), condition.proof)
    for acceptance in decision.acceptances:
        yield from (acceptance.id, acceptance.authority, acceptance.limit, acceptance.reason)
        yield from (acceptance.control, _day(acceptance.expires))


def _signed(signoff: Signoff) -> Iterator[str]:
    yield from (signoff.name, signoff.organisation, signoff.email, *signoff.members)
    yield from (signoff.quorum, signoff.minute, signoff.delegation, signoff.limit)
    yield from (signoff.interests, signoff.interests_note, signoff.comment, signoff.digest)
    yield from (*signoff.attestations.values(), _day(signoff.when.date()))


def _day(day: datetime.date | None) -> str:
    return ENGLISH.day(day) if day else ""
