"""A file as the next format might be: more fields, more members, more in the manifest."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

from procure_app.store.container.manifest import FORMAT

HERE = Path(__file__).parent


def write_future(path: Path) -> Path:
    """Write the present format's file as a newer version would, and return its path."""
    with zipfile.ZipFile(HERE / f"format-{FORMAT}.procure") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"])
    assessment = json.loads(members["assessment.json"]) | {"approvals": {"first": ["a", 1]}}
    members["assessment.json"] = json.dumps(assessment, ensure_ascii=False).encode()
    members["approvals.json"] = b'{"of": "the future"}'
    for name in ("assessment.json", "approvals.json"):
        content = members[name]
        said = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "seal": "x"}
        manifest["members"][name] = said
    manifest |= {"format": FORMAT + 1, "made_by": "procure of tomorrow"}
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            stored = name == "mimetype" or name.startswith("evidence/")
            method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return path
