"""Whole reports as the app makes them: of the examples, and of a catalogue of many questions."""

from __future__ import annotations

import datetime
from functools import cache
from io import BytesIO
from itertools import islice, product
from string import ascii_lowercase

from catalogue.tiny import assessment_of, catalogue_of, choice, evidence, given, role
from outline.said import ENGLISH

from procure_app import resources
from procure_app.app import build_session
from procure_app.core.decision.reading import Reading, read
from procure_app.core.decision.signoff import standings
from procure_app.core.outline.block import Outline
from procure_app.core.outline.report import report
from procure_app.core.outline.seal import seal
from procure_app.exchange.embedded import parts
from procure_app.report.identity import Attachment, Identity
from procure_app.report.render import paged, render, story
from procure_app.report.setter import Setter
from procure_app.report.sheet import Sheet
from procure_app.report.typeface import typeface
from procure_app.store.shipped.example import examples, load_example
from report.printed import FONTS

EXAMPLES = examples(resources.folder("examples"))
_NOTE = (
    "This was looked up in the documents of the release, and what they say of it is noted here. "
)
_NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def example(name: str) -> Reading:
    """Return the reading of a shipped example."""
    session = build_session()
    session.new(load_example(resources.folder("examples"), name))
    return session.reading


@cache
def many(questions: int) -> Reading:
    """Return a reading of a catalogue with so many questions, each answered with a note."""
    sections = ("".join(letters) for letters in product(ascii_lowercase, repeat=3))
    names = (f"{section}.q{n:02}" for section in sections for n in range(25))
    ids = tuple(islice(names, questions))
    weighs = ("major", "minor", "blocker", ())
    asked = [choice(name, weighs=weighs[n % 4], duty=not n % 50) for n, name in enumerate(ids)]
    values = ("yes", "partly", "no")
    answers = {
        name: given(values[n % 3], note=_NOTE * (n % 4), evidence=(f"E-{n % 40 + 1}",))
        for n, name in enumerate(ids)
    }
    items = tuple(evidence(f"E-{n}", n % 6, where=f"https://example.org/{n}") for n in range(1, 41))
    catalogue = catalogue_of(*asked, roles=(role("preparer"), role("approver", "decision")))
    return read(catalogue, assessment_of(answers, evidence=items, depth="full"))


def outlined(reading: Reading) -> Outline:
    """Return the outline of the report on a reading."""
    return report(reading, standings(reading))


def tagged(outline: Outline) -> bytes:
    """Return the outline as a report."""
    return render(outline, ENGLISH, FONTS)


def untagged(outline: Outline) -> bytes:
    """Return the same pages as ReportLab alone writes them: no tags, no archive, no packing."""
    setter, target = Setter(ENGLISH, typeface(FONTS)), BytesIO()
    pages = paged(outline, setter, target)
    pages.pageCompression = 1
    pages.build(story(outline, setter), canvasmaker=Sheet)
    return target.getvalue()


def made(reading: Reading) -> bytes:
    """Return the report on a reading, with the assessment inside."""
    found = seal(reading)
    return render(
        outlined(reading),
        ENGLISH,
        FONTS,
        attachments=[Attachment(*part) for part in parts(reading, ENGLISH)],
        identity=Identity(
            reading.assessment.id, {"file": found.file, "decision": found.decision}, _NOON
        ),
    )
