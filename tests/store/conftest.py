"""A tiny catalogue, an assessment with evidence, and archives made by somebody else."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import (
    Catalogue,
    Component,
    Fixed,
    Group,
    Role,
    Section,
    Uses,
)
from procure_app.core.catalogue.condition import Chosen, Not
from procure_app.core.catalogue.question import Option, Question, SeverityRule
from procure_app.core.catalogue.word import Availability, Kind, Severity
from procure_app.i18n import language, say
from procure_app.session.error import Fault, Unreadable
from procure_app.store.procure_file import ProcureFile, ProcureFiles

MIMETYPE = "application/vnd.procure.assessment+zip"
TERMS = b"%PDF-1.7 terms of use\n" * 500


@pytest.fixture(scope="session")
def tiny() -> Catalogue:
    """Two questions, with a condition, an alias and a severity rule among them."""
    served = Chosen(question="first.delivery", options=("service",))
    questions = (
        Question(
            id="first.delivery",
            text="How is it delivered?",
            short="Delivery",
            options=(Option(id="weights", text="As weights"), Option(id="service", text="No")),
            severity=(SeverityRule(is_=Severity.MAJOR, when=Not(negated=served)),),
            finding="Nothing is delivered.",
        ),
        Question(id="first.name", kind=Kind.TEXT, text="Which “model”?", short="M", asked=served),
    )
    names = ("buyer", "use", "impact", "model", "version", "digest", "vendor", "label", "layers")
    return Catalogue(
        id="tiny",
        version="1",
        date=datetime.date(2026, 11, 22),
        title="Tiny",
        groups=(Group(id="all", title="All"),),
        sections=(Section(id="first", title="F", intro="", group="all", questions=questions),),
        components=(Component(id="weights", name="Weights", category="model", hint=""),),
        roles=(Role(id="approver", title="A", signs="decision", duty="", attestations={}),),
        fixed=Fixed(limits=(), triggers={}, identity=""),
        uses=Uses(
            **dict.fromkeys(names, "first.name"),
            rest="first.delivery",
            not_delivered=served,
            competition=served,
            high_impact=served,
        ),
    )


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    """A loose file that is attached to the assessment."""
    path = tmp_path / "terms of use.pdf"
    path.write_bytes(TERMS)
    return path


@pytest.fixture
def digest() -> str:
    """The SHA-256 of the attached file."""
    return hashlib.sha256(TERMS).hexdigest()


@pytest.fixture
def plain() -> Assessment:
    """An assessment to which nothing is attached."""
    return Assessment(
        id="0b1c",
        title="Ärger mit 模型 👍🏽",
        as_of=datetime.date(2026, 11, 22),
        catalogue="tiny",
        catalogue_version="1",
        answers={
            "first.name": Answer(value=("Pythia\u0000", "\u202eabc"), note="{name} %s"),
            "gone.question": Answer(note="kept although nobody asks"),
        },
        components={"base/weights": ComponentRow(availability=Availability.RELEASED)},
    )


@pytest.fixture
def assessment(plain: Assessment, digest: str) -> Assessment:
    """An assessment with one attached, one linked and one quoted piece of evidence."""
    return plain.model_copy(
        update={
            "evidence": (
                Evidence(id="E-1", kind="file", title="Terms", digest=digest, size=len(TERMS)),
                Evidence(id="E-2", title="Weights", digest="ab" * 32, linked="/models/w.bin"),
                Evidence(id="E-3", title="Card", where="https://example.org"),
            )
        }
    )


@pytest.fixture
def files(tiny: Catalogue) -> ProcureFiles:
    """The store under test."""
    return ProcureFiles(lambda: tiny)


@pytest.fixture
def saved(
    tmp_path: Path,
    files: ProcureFiles,
    assessment: Assessment,
    tiny: Catalogue,
    terms: Path,
) -> Path:
    """An assessment file on the disk, its evidence embedded and the loose file gone."""
    path = tmp_path / "saved.procure"
    files.save(path, assessment, tiny, {assessment.evidence[0].digest: terms}, "")
    terms.unlink()
    return path


@dataclass
class Desk:
    """A person who opened the saved file, edited it and saves it again."""

    files: ProcureFiles
    catalogue: Catalogue
    path: Path
    opened: ProcureFile
    edited: Assessment

    def save(self, document=None, *, path=None, evidence=None, stamp=None, overwrite=False) -> str:
        """Save the edited document in its place, or what and where the test says."""
        return self.files.save(
            self.path if path is None else path,
            self.edited if document is None else document,
            self.catalogue,
            self.opened.evidence if evidence is None else evidence,
            self.opened.stamp if stamp is None else stamp,
            overwrite=overwrite,
        )

    def create(self, document, path, evidence=None) -> str:
        """Save the document as a new file."""
        return self.save(document, path=path, evidence=evidence or {}, stamp="")

    def now(self) -> Assessment:
        """Return the document that the file holds now."""
        return self.files.open(self.path).assessment


@pytest.fixture
def desk(files: ProcureFiles, saved: Path, tiny: Catalogue) -> Desk:
    """The saved file, opened and edited."""
    opened = files.open(saved)
    edited = opened.assessment.model_copy(update={"title": "edited"})
    return Desk(files, tiny, saved, opened, edited)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@pytest.fixture
def members(saved: Path):
    """The members of the saved file by name, to be tampered with."""
    with zipfile.ZipFile(saved) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def pack(tmp_path: Path):
    """Write members into an archive as another program would, with a manifest that fits."""

    def pack(members, *, fitting=True, method=zipfile.ZIP_DEFLATED) -> Path:
        members = dict(members)
        if fitting and "manifest.json" in members:
            manifest = json.loads(members["manifest.json"])
            for name, said in manifest["members"].items():
                if name in members:
                    content = members[name]
                    said["size"] = len(content)
                    said["sha256"] = hashlib.sha256(content).hexdigest()
            members["manifest.json"] = json.dumps(manifest).encode()
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for name, content in members.items():
                stored = name == "mimetype" or name.startswith("evidence/")
                archive.writestr(
                    zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if stored else method
                )
        path = tmp_path / "packed.procure"
        path.write_bytes(written.getvalue())
        return path

    return pack


@pytest.fixture
def spoken():
    """Say what a fault says, after checking that it is fit for a person."""

    def spoken(fault: Fault) -> str:
        sentence = say(fault.sentence, language("en", Path("nowhere")))
        assert fault.sentence.values or "{" not in sentence
        assert sentence.endswith(".")
        assert sentence.isprintable()
        return sentence

    return spoken


@pytest.fixture
def refused(files: ProcureFiles, spoken):
    """Open a file that must be refused, and return the sentence; the file stays as it was."""

    def refused(path: Path) -> str:
        before = path.read_bytes() if os.path.isfile(path) else None  # noqa: PTH113
        with pytest.raises(Unreadable) as caught:
            files.open(path)
        assert before is None or path.read_bytes() == before
        return spoken(caught.value)

    return refused
