"""Whole reports are PDF/A-3a and PDF/UA-1, by two validators."""

from __future__ import annotations

import dataclasses

import pytest
from outline.said import ENGLISH, said, squeezed

from procure_app.core.decision.signoff import standings
from procure_app.core.outline.block import Figure, Heading, Link, SignatureBox
from procure_app.core.outline.report import report
from procure_app.core.outline.tone import Tone
from procure_app.i18n import say
from procure_app.report.typeface import typeface
from report.gate import failures
from report.mutant import FAULTS, mutant
from report.printed import FONTS
from report.sample import sample
from report.tree import alternatives, spoken, words
from report.verapdf import broken, jar
from report.whole import EXAMPLES, example, made, many

FACE = typeface(FONTS)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_conforms(name):
    assert failures(made(example(name))) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_the_outline_of_an_example_says_is_heard(name):
    reading = example(name)
    blocks = report(reading, standings(reading)).blocks
    whole = made(reading)
    heard = words(spoken(whole))
    wordings = set(said(blocks).split("\n")) - set(_unsaid(blocks))

    assert [w for w in wordings if squeezed(FACE.plain(w)) not in heard] == []
    pictures = [block for block in blocks if isinstance(block, Figure)]
    assert [say(picture.alternative, ENGLISH) for picture in pictures] == alternatives(whole)


def _unsaid(value):
    """Yield the texts in an outline that are for the machine, and what a picture has besides."""
    match value:
        case Tone():
            yield value.value
        case Heading():
            yield value.anchor
        case SignatureBox():
            yield value.field
            yield from _unsaid(value.state)
        case Link():
            yield value.address
        case Figure():
            yield say(value.alternative, ENGLISH)
            yield from _unsaid(value.rows)
        case tuple():
            for part in value:
                yield from _unsaid(part)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from _unsaid(getattr(value, field.name))


@pytest.mark.slow
def test_a_report_of_a_thousand_questions_conforms():
    assert failures(made(many(1000))) == []


def test_verapdf_passes_the_sample_and_finds_every_fault(tmp_path):
    jar()
    whole = sample()
    files = [tmp_path / "sound.pdf"]
    files[0].write_bytes(whole)
    for number, fault in enumerate(FAULTS.values()):
        files.append(tmp_path / f"fault-{number}.pdf")
        files[-1].write_bytes(mutant(whole, fault))

    found = broken(files)

    assert found.pop("sound.pdf") == []
    assert [name for name, rules in found.items() if not rules] == []


@pytest.mark.slow
def test_verapdf_passes_the_examples_and_a_thousand_questions(tmp_path):
    jar()
    files = []
    for name, reading in [*((n, example(n)) for n in EXAMPLES), ("thousand", many(1000))]:
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(made(reading))

    assert broken(files) == {file.name: [] for file in files}
