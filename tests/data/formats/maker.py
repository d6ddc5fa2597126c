"""Makes a file of the present format with something of every kind in it, as the app makes it.

Run once for a new format, never to replace a file that is here:
``PYTHONPATH=tests python -m data.formats.maker tests/data/formats``.

The release is the shipped Pythia example with its invented buyer; what it lacks is added. No
framework is read, so that the digests that are signed rest on the file alone.
"""

from __future__ import annotations

import datetime
import hashlib
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from catalogue.earlier import earlier, step

from procure_app import resources
from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence, Standing
from procure_app.core.assessment.approval import Acceptance, Condition, Entry, Signoff
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.word import Availability, Instrument, Party, Walk
from procure_app.core.decision.signoff import required
from procure_app.session.session import Session
from procure_app.session.signing import record, sign_off
from procure_app.session.updating import bring_up_to_date, update_of
from procure_app.store.container.manifest import FORMAT
from procure_app.store.procure_file import ProcureFiles
from procure_app.store.shipped.catalogue_file import load_catalogue
from procure_app.store.shipped.example import load_example

LETTER = b"Example City\nMinutes of the acceptance test, all of it invented.\n" * 40
DAY = datetime.date(2026, 11, 23)


def expectation(assessment: Assessment, catalogue: Catalogue) -> dict[str, Any]:
    """Return what a file must read as: the document in full, of the catalogue its digests.

    Defaults are written out: a default that changes changes what an old file says. Digests pass
    over what is empty, so that a field which comes later moves none while it is.
    """
    plain = catalogue.model_dump(mode="json", by_alias=True)
    parts = {f"sections/{section['id']}": section for section in plain.pop("sections")}
    return {
        "assessment": assessment.model_dump(mode="json", by_alias=True),
        "catalogue": {name: _digest(part) for name, part in (parts | plain).items()},
    }


def make(folder: Path) -> None:
    """Write the file of this format and what it must read as; neither may be there."""
    file = folder / f"format-{FORMAT}.procure"
    session = _session()
    with TemporaryDirectory() as loose:
        _enter(session, Path(loose))
        session.save(file)
        _enter_more(session)
        session.save()
        _sign(session)
        _record(session)
        session.save()
    _tell(session, file)


def make_migrated(folder: Path) -> None:
    """Write a file that was brought up to date from an earlier catalogue, and then signed."""
    file = folder / f"format-{FORMAT}-migrated.procure"
    shipped = load_catalogue(resources.folder("catalogue"))
    before = _session(earlier(shipped))
    session = _session(shipped)
    with TemporaryDirectory() as loose:
        _enter_early(before, Path(loose))
        before.save(file)
        session.open(file)
        update = update_of(session, (step(shipped),))
        assert update is not None
        bring_up_to_date(session, update)
        session.save()
    _sign(session, "preparer", "technical_reviewer")
    session.save()
    _tell(session, file)


def _tell(session: Session, file: Path) -> None:
    expected = expectation(session.assessment, session.catalogue)
    told = file.with_suffix(".json")
    with told.open("x", encoding="utf-8") as handle:
        json.dump(expected, handle, ensure_ascii=False, indent=1, sort_keys=True)
        handle.write("\n")


def _enter_early(session: Session, loose: Path) -> None:
    """Enter what a later catalogue keeps, renames and lets go of."""
    present = session.blank(Walk.PURCHASE, "Asked by an earlier catalogue (invented)")
    session.new(present)
    letter = loose / "Prüfprotokoll.txt"
    letter.write_bytes(LETTER)
    item = edit.changed(session.attach(letter), grade=2)
    present = edit.put_evidence(present, item)
    said = Answer(value=("listed",), note="Seen.", evidence=(item.id,), reason="By post.")
    for question, given in {
        "case.aim": Answer(value=("Sorting letters",)),
        "case.order": said,
        "stop.terms": Answer(value=("none",), evidence=(item.id,)),
    }.items():
        present = edit.answer(present, question, given)
    row = ComponentRow(availability=Availability.RELEASED, licence="MIT", note="On paper.")
    for component in ("log", "weights"):
        present = edit.fill_row(present, f"base/{component}", row)
    decision = edit.changed(present.decision, triggers=("order", "incident"))
    session.change(edit.decide(present, decision), "made")


def _session(catalogue: Catalogue | None = None) -> Session:
    catalogue = catalogue or load_catalogue(resources.folder("catalogue"))
    clock = _clock()
    return Session(
        catalogue,
        ProcureFiles(lambda: catalogue),
        lambda: next(clock),
        lambda: "7f1c2a90-5d3e-4b61-8a4f-0c9e6b2d1a73",
    )


def _clock() -> Iterator[datetime.datetime]:
    start = datetime.datetime.combine(DAY, datetime.time(9), datetime.UTC)
    return (start + datetime.timedelta(minutes=n) for n in itertools.count())


def _enter(session: Session, loose: Path) -> None:
    """Start with the example; attach a file, link another, and use every kind of answer."""
    example = load_example(resources.folder("examples"), "pythia-12b")
    title = "Pythia 12B für die Beispielstadt 例 (invented buyer)"
    present = edit.changed(
        example, id=session.next_identity(), title=title, depth=Depth.FULL, last_evidence=60
    )
    session.new(present)
    letter = loose / "Prüfprotokoll.txt"
    letter.write_bytes(LETTER)
    embedded = edit.changed(
        session.attach(letter), grade=5, version="1", expires=datetime.date(2027, 11, 22)
    )
    present = edit.put_evidence(present, embedded)
    linked = Evidence(
        id="E-62", kind="file", title="Weights", where="model.safetensors", grade=2,
        digest="ab" * 32, size=2**40, linked="/models/pythia-12b/model.safetensors",
        read=DAY,
    )  # fmt: skip
    present = edit.put_evidence(present, linked)
    for question, given in _answers(session.catalogue, embedded.id).items():
        present = edit.answer(present, question, given)
    present = edit.fill_row(
        present,
        "base/weights",
        edit.changed(
            present.components["base/weights"],
            availability_evidence=(embedded.id, "E-62"),
            note="Measured “by hand”: 12 000 000 000 parameters.\nZweite Zeile.",
        ),
    )
    present = edit.fill_row(
        present, "product/weights", ComponentRow(availability=Availability.WITHHELD)
    )
    session.change(present, "made")


def _answers(catalogue: Catalogue, embedded: str) -> dict[str, Answer]:
    """Return an answer of each kind and standing that the example lacks, on the path and off."""
    first = {q.kind: q for q in reversed(catalogue.questions())}
    models = next(q for kind, q in first.items() if kind == "models")
    duty = next(q for q in catalogue.questions() if q.duty)
    derived = next(q for q in catalogue.questions() if q.derived)
    system = next(q for q in catalogue.questions() if q.id == "release.system")
    return {
        system.id: Answer(value=("several",)),
        models.id: Answer(
            value=("Pythia 12B", "step143000", "summarises", "", "Reranker", "2", "sorts", "done"),
            evidence=(embedded,),
        ),
        duty.id: Answer(
            value=(duty.options[0].id,), bound=Party.BUYER, instrument=Instrument.CLAUSE,
            clause="Contract, clause 4(2)", carried=Party.HOST, note="Both in writing.",
            evidence=(embedded, "E-1"),
        ),
        derived.id: Answer(disputed="We read the licence in another way."),
        "gone.question": Answer(value=("kept",), note="Nobody asks this any more."),
        "release.date": Answer(value=("in spring",), standing=Standing.GIVEN),
    }  # fmt: skip


def _enter_more(session: Session) -> None:
    """Complete what is asked now, record a decision, and take one answer back by undo."""
    present = session.assessment
    for problem in session.reading.problems:
        question = session.catalogue.by_id[problem.question]
        if problem.open and question.id not in present.answers and question.options:
            given = Answer(standing=Standing.UNKNOWN, note="Asked on 20 November (invented).")
            if question.not_applicable:
                given = Answer(standing=Standing.NOT_APPLICABLE, reason="Not in this use.")
            present = edit.answer(present, question.id, given)
    session.change(present, "made")
    session.change(edit.answer(present, "case.use", Answer(value=("x",))), "case.use")
    session.undo()
    session.redo()
    session.undo()
    _rows(session)
    _treat(session)


def _rows(session: Session) -> None:
    present = session.assessment
    for row in session.reading.table:
        if row.listed and row.availability is None:
            unknown = ComponentRow(availability=Availability.UNKNOWN, licence="NOASSERTION")
            present = edit.fill_row(present, row.key, unknown)
    for question in session.reading.path.questions():
        if question.id not in present.answers and not question.derived and not question.options:
            present = edit.answer(present, question.id, Answer(value=("1 200",)))
    session.change(present, "made")


def _treat(session: Session) -> None:
    """Answer every finding, so that the decision can be signed."""
    number, ends = itertools.count(50), datetime.date(2027, 5, 31)
    present = session.assessment
    for finding in session.reading.findings:
        if finding.severity in ("bar", "blocker"):
            waiver = finding.severity == "bar"
            present = edit.put_acceptance(
                present,
                Acceptance(
                    id=f"A-{next(number)}", finding=finding.question.id, waiver=waiver,
                    authority="City Director (invented)", limit="Standing orders, section 12",
                    reason="The use is small.", control="A person decides.", expires=ends,
                ),
            )  # fmt: skip
        elif not finding.treated:
            present = edit.put_condition(
                present,
                Condition(
                    id=f"C-{next(number)}", finding=finding.question.id, text="It is shown.",
                    owner="Head of data (invented)", due=ends, proof="A dated note.",
                    type="ongoing", consequence="escalate",
                ),
            )  # fmt: skip
    decision = edit.changed(
        present.decision,
        outcome="approve with conditions",
        decided=DAY,
        valid_until=min(ends, present.decision.valid_until or ends),
        same_person_reason="",
    )
    session.change(edit.decide(present, decision), "made")


def _sign(session: Session, *only: str) -> None:
    """Sign in every role, or in these, the one that decides last."""
    roles = sorted(session.catalogue.roles, key=lambda role: role.signs == "decision")
    asked = only or tuple(role.id for role in required(session.reading))
    roles = [role for role in roles if role.id in asked]
    for number, role in enumerate(roles):
        board = number == 1
        sign_off(
            session,
            Signoff(
                role=role.id, name=f"Person {number} (invented)", organisation="Example City",
                email=f"person{number}@example.org", body=board,
                members=("A. Beispiel", "B. Örnek") if board else (),
                quorum="2 of 2" if board else "", minute="Minute 7" if board else "",
                delegation="Order 3", limit="250 000 euro", attestations=role.attestations,
                interests="declared and managed" if board else "none",
                interests_note="Owns no shares." if board else "",
                opinion="concur with comment" if board else "", comment="See the minute.",
                when=session.clock(), layer=role.signs, digest="",
            ),
        )  # fmt: skip


def _record(session: Session) -> None:
    closed = session.assessment.decision.conditions[0].id
    for kind, condition in (("condition closed", closed), ("incident", ""), ("extension", "")):
        text = "Recorded by hand (invented)."
        record(session, Entry(kind=kind, day=DAY, by="Clerk", text=text, condition=condition))


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(_filled(value), sort_keys=True).encode()).hexdigest()


def _filled(value: object) -> object:
    """Return the value without what is empty in it."""
    match value:
        case dict():
            return {key: _filled(part) for key, part in value.items() if part}
        case list():
            return [_filled(part) for part in value]
        case _:
            return value


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    make_migrated(Path(sys.argv[1]))
