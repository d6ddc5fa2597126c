"""Documents to be spoilt: made by the app from the small catalogue and the shipped examples."""

from __future__ import annotations

import datetime
import functools
import hashlib
import io
import json
import random
import zipfile
from pathlib import Path

from outline.small import SMALL

from fuzz.contract import sentence
from procure_app import app, resources
from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.approval import (
    Acceptance,
    Condition,
    Decision,
    Entry,
    Revision,
    Signoff,
)
from procure_app.core.assessment.document import Assessment
from procure_app.core.decision.signoff import standings
from procure_app.core.outline.report import report
from procure_app.i18n import language
from procure_app.session.error import Unreadable
from procure_app.session.session import Session
from procure_app.store.disk import strict_json
from procure_app.store.shipped.example import examples, load_example

ENGLISH = language("en", Path("nowhere"))
DAY = datetime.date(2026, 11, 22)
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
EVIDENCE = b"terms"
DIGEST = hashlib.sha256(EVIDENCE).hexdigest()


@functools.cache
def session() -> Session:
    """The session of the app, with its rules."""
    return app.build_session()


def opened(path: Path, *, read_on: bool = True) -> str:
    """Open the file as the app does; return the sentence if it is refused.

    What was opened must be a document that can be written and read again, and from which, with
    ``read_on``, all follows that the window and the report show.
    """
    here = session()
    here.catalogue = here.shipped
    try:
        app.open_file(here, path)
    except Unreadable as error:
        return sentence(error.sentence)
    follows(here.assessment)
    if read_on:
        report(here.reading, standings(here.reading))
    return ""


def follows(document: Assessment) -> None:
    """Require that a document which was read can be written and read again."""
    again = Assessment.model_validate(strict_json.parse(strict_json.dump(document)))
    assert again == document


@functools.cache
def small() -> bytes:
    """A document on the small catalogue in which every kind of thing stands once."""
    document = Assessment(
        id="a",
        title="Ärger {x} 👍",
        depth="full",
        as_of=DAY,
        catalogue=SMALL.id,
        catalogue_version=SMALL.version,
        answers={
            question.id: Answer(
                value=tuple(option.id for option in question.options[:1]) or ("2026-11-22",),
                note="n",
                evidence=("E-1",),
            )
            for question in SMALL.questions()
            if not question.derived
        },
        components={
            "base/weights": ComponentRow(availability="released", licence="MIT AND Apache-2.0"),
            "product/code": ComponentRow(licence="NOASSERTION", availability_evidence=("E-2",)),
        },
        evidence=(
            Evidence(id="E-1", kind="file", title="T", digest=DIGEST, size=5, read=DAY, grade=4),
            Evidence(id="E-2", title="C", where="https://example.org", expires=DAY),
        ),
        last_evidence=3,
        decision=Decision(
            outcome="approve with conditions",
            reasons=("r",),
            conditions=(Condition(id="C-1", finding="case.buyer", due=DAY),),
            acceptances=(Acceptance(id="A-1", finding="case.use", expires=DAY, waiver=True),),
            decided=DAY,
            valid_until=DAY,
        ),
        record=(Entry(kind="incident", day=DAY, by="A", text="t", condition="C-1"),),
        signoffs=(
            Signoff(role="preparer", name="A", when=NOON, layer="file", digest=DIGEST,
                    parts={"answers": "ab"}, attestations={"read": "I read it."}),
        ),
        revisions=(Revision(number=1, when=NOON, digest=DIGEST, changed=("title",)),),
    )  # fmt: skip
    return strict_json.dump(document)


@functools.cache
def catalogue() -> bytes:
    """The small catalogue."""
    return strict_json.dump(SMALL)


def shortened(chance: random.Random | None = None) -> bytes:
    """Return a shipped example with twenty of its answers, so that a change is tried soon."""
    folder = resources.folder("examples")
    value = json.loads(strict_json.dump(load_example(folder, examples(folder)[0])))
    keys = sorted(value["answers"])
    (chance or random.Random(1)).shuffle(keys)
    value["answers"] = {key: value["answers"][key] for key in keys[:20]}
    value["components"] = dict(list(value.get("components", {}).items())[:5])
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def archive(
    assessment: bytes | None = None, catalogue_: bytes | None = None, manifest: bytes | None = None
) -> bytes:
    """Return an archive around these texts whose manifest, where none is given, fits them."""
    texts = {"assessment.json": small() if assessment is None else assessment}
    if catalogue_ != b"":
        texts["catalogue.json"] = catalogue() if catalogue_ is None else catalogue_
    held = {**texts, f"evidence/{DIGEST}": EVIDENCE}
    members = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in held.items()
    }
    fitting = json.dumps({"app": "procure", "format": 1, "members": members}).encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, content in {
            "mimetype": b"application/vnd.procure.assessment+zip",
            "manifest.json": fitting if manifest is None else manifest,
            **held,
        }.items():
            stored = name == "mimetype" or name.startswith("evidence/")
            method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(zipfile.ZipInfo(name), content, method)
    return written.getvalue()
