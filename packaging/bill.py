"""The software bill of materials (CycloneDX 1.6) and the list of licences, from lock and metadata.

Both come out the same whenever and wherever they are made: there is no time and no random number
in them, and everything is sorted. The standard library and ``license-expression`` suffice; a
library for a hundred lines of JSON would be one more dependency to be listed in them.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, get_spdx_licensing
from pin import Pin, needed, pins

BILL, LIST = "procure-app.cdx.json", "licences.txt"
_SPDX = get_spdx_licensing()
_CLASSIFIED = {"Apache Software License": "Apache-2.0", "MIT License": "MIT"}
_SPELT = {"Apache 2.0": "Apache-2.0", "Apache 2": "Apache-2.0"}


class BillError(Exception):
    """A licence is missing or not allowed; the message says of what."""


@dataclass(frozen=True)
class Part:
    """One package, or one file that is shipped."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]
    """The names of the files that hold the licence, in the package or under ``resources``."""
    hashes: tuple[str, ...]
    marker: str = ""
    source: str = ""
    needs: tuple[str, ...] = ()
    package: bool = True

    @property
    def ref(self) -> str:
        """Its name inside the bill; of a package, the address by which the world knows it."""
        kind = "pkg:pypi/" if self.package else "file:"
        return f"{kind}{self.name}@{self.version}" if self.version else f"{kind}{self.name}"


def parts(root: Path) -> tuple[Part, ...]:
    """Return what is shipped or needed to run, in order. Raises ``BillError``."""
    said = tomllib.loads((root / "packaging" / "licences.toml").read_text("utf-8"))
    try:
        locked = needed(root / "pyproject.toml", pins(root / "packaging" / "requirements.lock"))
    except ValueError as error:
        raise BillError(str(error)) from error
    found = [_package(pin, locked, said["packages"]) for pin in locked.values()]
    found += [_file(root, name, entry) for entry in said["shipped"] for name in entry["files"]]
    for part in found:
        _require_allowed(part, {*said["allowed"], *said["noted"]})
    return tuple(found)


def bill(root: Path) -> dict[str, Any]:
    """Return the bill as CycloneDX 1.6. Raises ``BillError``."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    found = parts(root)
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    graph = {own: sorted(p.ref for p in found if not p.package or "procure-app" in p.needs)}
    for part in found:
        graph[part.ref] = sorted(p.ref for p in found if part.package and part.name in p.needs)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "licenses": [{"expression": project["license"]}],
                "purl": own,
            }
        },
        "components": [_component(part) for part in found],
        "dependencies": [{"ref": ref, "dependsOn": graph[ref]} for ref in sorted(graph)],
    }


def listing(root: Path) -> str:
    """Return the licences as a text for people. Raises ``BillError``."""
    noted = tomllib.loads((root / "packaging" / "licences.toml").read_text("utf-8"))["noted"]
    lines = ["What Procure needs to run or ships, and under which licence it is.", ""]
    for part in parts(root):
        lines.append(f"{part.name} {part.version}".rstrip() + f": {part.licence}")
        lines += [f"    only where {part.marker}"] if part.marker else []
        lines += [f"    from {part.source}"] if part.source else []
        lines += [f"    text: {name}" for name in part.texts]
        lines += [f"    {noted[key]}" for key in _keys(part) if key in noted]
    return "\n".join(lines) + "\n"


def write(root: Path) -> tuple[Path, Path]:
    """Write both into ``build/`` and return their paths. Raises ``BillError``."""
    folder = root / "build"
    written = json.dumps(bill(root), indent=1, ensure_ascii=False) + "\n"
    said = listing(root)
    folder.mkdir(exist_ok=True)
    (folder / BILL).write_text(written, "utf-8")
    (folder / LIST).write_text(said, "utf-8")
    return folder / BILL, folder / LIST


def _package(pin: Pin, locked: Mapping[str, Pin], said: Mapping[str, Any]) -> Part:
    licence, texts = said.get(pin.name, {}).get("licence", ""), []
    try:
        told = metadata.metadata(pin.name)
    except metadata.PackageNotFoundError:
        if not licence:
            raise BillError(
                f"{pin.name} is not installed here, so its licence is not known"
            ) from None
    else:
        if told["Version"] != pin.version:
            raise BillError(
                f"{pin.name} is installed as {told['Version']} and not as the lock has it"
            )
        licence = licence or _stated(told)
        texts = told.get_all("License-File") or []
    via = tuple(sorted(pin.via & {*locked, "procure-app"}))
    return Part(
        pin.name, pin.version, licence, tuple(sorted(texts)), pin.hashes, pin.marker, needs=via
    )


def _stated(told: metadata.PackageMetadata) -> str:
    """Return what the metadata says: its expression, its field, or its one classifier."""
    classes = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or [] if "License" in c]
    known = [_CLASSIFIED[name] for name in classes if name in _CLASSIFIED]
    named = ("License-Expression", "License")
    fields = [*(field for name in named for field in told.get_all(name) or []), *known[:1]]
    stated = next((field for field in fields if field and "\n" not in field), "")
    return _SPELT.get(stated, stated)


def _file(root: Path, name: str, entry: Mapping[str, Any]) -> Part:
    content = (root / "resources" / name).read_bytes()
    texts = (entry["text"],) if entry["text"] else ()
    digest = hashlib.sha256(content).hexdigest()
    source = entry.get("source", "")
    return Part(name, "", entry["licence"], texts, (digest,), source=source, package=False)


def _require_allowed(part: Part, allowed: set[str]) -> None:
    """Raise ``BillError`` unless some way to read the licence needs allowed ones only."""
    try:
        parsed = _SPDX.parse(part.licence, validate=False, strict=True) if part.licence else None
    except ExpressionError as error:
        raise BillError(f"{part.name}: “{part.licence}” is no SPDX expression") from error
    if parsed is None:
        raise BillError(f"{part.name}: its metadata names no licence; say it in licences.toml")
    kept = {
        key: _SPDX.TRUE if key in allowed else _SPDX.FALSE for key in _SPDX.license_keys(parsed)
    }
    if parsed.subs({_SPDX.parse(k): v for k, v in kept.items()}, simplify=True) != _SPDX.TRUE:
        raise BillError(f"{part.name}: {part.licence} is not among the licences allowed")


def _keys(part: Part) -> list[str]:
    return sorted(_SPDX.license_keys(part.licence))


def _component(part: Part) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library" if part.package else "file",
        "bom-ref": part.ref,
        "name": part.name,
    }
    if part.version:
        made["version"] = part.version
    made["licenses"] = [{"expression": part.licence}]
    hashes = [{"alg": "SHA-256", "content": digest} for digest in part.hashes]
    if part.package:
        made["purl"] = part.ref
        # A hash of the component would be that of one file; the lock has one for each wheel.
        made["externalReferences"] = [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{part.name}/{part.version}/",
                "hashes": hashes,
            }
        ]
    else:
        made["hashes"] = hashes
    told = {"marker": part.marker, "source": part.source}
    properties = [
        {"name": f"procure:{name}", "value": value} for name, value in told.items() if value
    ]
    properties += [{"name": "procure:licence-text", "value": name} for name in part.texts]
    if properties:
        made["properties"] = properties
    return made


def main() -> int:
    """Write both and say where; say in a sentence what is missing."""
    try:
        for path in write(Path(__file__).resolve().parent.parent):
            print(path)
    except BillError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
