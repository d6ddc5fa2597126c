"""A signed assessment, and a forger who edits it inside its file."""

from __future__ import annotations

import datetime
import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from catalogue.tiny import (
    TODAY,
    assessment_of,
    catalogue_of,
    choice,
    entry,
    evidence,
    given,
    role,
)

from procure_app import app
from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Decision, Signoff
from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.word import Kind
from procure_app.core.decision.signoff import required
from procure_app.session.session import Session
from procure_app.session.signing import sign_off

CATALOGUE = catalogue_of(
    choice("case.ready", "yes", "no", weighs="major"),
    entry("case.use", Kind.TEXT),
    roles=(role("preparer"), role("reviewer"), role("approver", "decision")),
)
DOCUMENT = assessment_of(
    {"case.ready": given("no", evidence=("E-1",)), "case.use": "A chat"},
    evidence=(evidence("E-1", 2),),
    decision=Decision(outcome="reject", decided=TODAY),
)


def signed(path: Path, document: Assessment = DOCUMENT) -> Session:
    """Save the document, signed off in every required role, and return its session."""
    session = app.build_session()
    session.clock = lambda: datetime.datetime(2026, 11, 22, 10, tzinfo=datetime.UTC)
    session.new(document)
    for needed in required(session.reading):
        given = Signoff(
            role=needed.id,
            name=f"Person {needed.id}",
            attestations=needed.attestations,
            when=session.clock(),
            layer=needed.signs,
            digest="",
        )
        sign_off(session, given)
    session.save(path)
    return session


def members(path: Path) -> dict[str, bytes]:
    """Return the members of the file by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forge(path: Path, change: Callable[[dict], None], member: str = "assessment.json") -> Path:
    """Change a member of the file, with a manifest that fits, as a careful forger does."""
    inside = members(path)
    value = json.loads(inside[member])
    change(value)
    inside[member] = json.dumps(value, ensure_ascii=False).encode()
    return pack(path, inside)


def pack(path: Path, inside: dict[str, bytes]) -> Path:
    """Write the members in place of the file, the manifest mended."""
    manifest = json.loads(inside["manifest.json"])
    for name in manifest["members"]:
        content = inside[name]
        fingerprint = hashlib.sha256(content).hexdigest()
        if name.startswith("evidence/"):  # its name is its digest: only the size can be mended
            fingerprint = name.removeprefix("evidence/")
        manifest["members"][name] = {"size": len(content), "sha256": fingerprint}
    inside["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in inside.items():
            stored = name == "mimetype" or name.startswith("evidence/")
            archive.writestr(
                zipfile.ZipInfo(name),
                content,
                zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED,
            )
    return path


def opened(path: Path) -> Session:
    """Return a session with the file open."""
    session = app.build_session()
    session.open(path)
    return session


def resigned(session: Session, **fields) -> list[dict]:
    """Return the sign-offs with fields of the last one changed, as JSON values."""
    *others, last = session.assessment.signoffs
    made = (*others, edit.changed(last, **fields))
    return [s.model_dump(mode="json", exclude_defaults=True) for s in made]
