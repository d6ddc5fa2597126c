"""Which files of a release a model signature covers, leaves out, or no longer fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from procure_app.core.phrase import Phrase, counted, phrase
from procure_app.inspection.observation import Fact, File, Inspection, Observation

MOST_NAMED = 10
MOST_COMPARED = 20
"""Signatures held against the files: each takes a look at all of them."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The signed list, held against the files. Paths as in ``File.path``."""

    same: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    """Signed, and not in the folder."""
    ignored: tuple[str, ...]
    """In the folder, and left out of the signature on purpose: nobody signed them."""
    unsigned: tuple[str, ...]
    """In the folder, and not on the list: put there after the signing, or never meant."""
    not_compared: tuple[str, ...] = ()
    """On the list, with a digest that was not made here: another algorithm, or not digested."""


def cover(seen: Observation, files: Sequence[File]) -> Cover | None:
    """Return what the signature covers; None where its list did not come whole.

    Paths of the list are relative to the folder in which the signature lies.
    """
    listed = seen.facts.get("signed", ())
    if not isinstance(listed, tuple) or len(listed) != seen.facts.get("signed_files"):
        return None
    root = seen.files[0].rpartition("/")[0]
    prefix = f"{root}/" if root else ""
    digests = {}
    for line in listed:
        digest, _, name = line.partition(" ")
        digests[prefix + name] = digest
    inside = {file.path: file for file in files if file.path.startswith(prefix)}
    comparable = seen.facts.get("algorithm") == "sha256" and seen.facts.get("method") == "files"
    there = [path for path in digests if path in inside]
    known = {path for path in there if comparable and digests[path] and inside[path].sha256}
    beside = [path for path in inside if path not in digests and path != seen.files[0]]
    left = _ignored(beside, prefix, seen.facts.get("ignored", ()))
    return Cover(
        same=tuple(path for path in there if path in known and _is_same(inside[path], digests)),
        changed=tuple(
            path for path in there if path in known and not _is_same(inside[path], digests)
        ),
        missing=tuple(path for path in digests if path not in inside),
        ignored=tuple(path for path in beside if path in left),
        unsigned=tuple(path for path in beside if path not in left),
        not_compared=tuple(path for path in there if path not in known),
    )


def sentences(inspection: Inspection) -> Iterator[Phrase]:
    """Yield what a person should know of each signature."""
    found = (one for one in inspection.observations if one.what == "signature" and one.files)
    for count, seen in enumerate(found):
        file = seen.files[0]
        if count >= MOST_COMPARED:
            yield phrase(
                "“{file}” and what follows it were not held against the files: there are more "
                "than {most} signatures.",
                file=file,
                most=MOST_COMPARED,
            )
            return
        if str(seen.facts.get("signature", "")).startswith("does not match"):
            yield phrase("“{file}”: the signature does not match the key inside it.", file=file)
        yield _of_signer(file, str(seen.facts.get("identity", "")))
        covered = cover(seen, inspection.files)
        if covered is None:
            yield phrase("“{file}”: its list of files is too long to be compared here.", file=file)
            continue
        yield from _departures(file, covered)


def _of_signer(file: str, identity: str) -> Phrase:
    match identity:
        case "by the key supplied":
            return phrase("“{file}”: signed with the key that you supplied.", file=file)
        case "by the certificate supplied":
            return phrase("“{file}”: signed under the certificate that you supplied.", file=file)
        case "by the root supplied":
            return phrase("“{file}”: signed under a certificate of your root.", file=file)
        case "not by what was supplied":
            return phrase("“{file}”: not signed by what you supplied.", file=file)
        case _:
            return phrase(
                "“{file}”: the signer's identity is not established; check it against a key or a "
                "root that you have from elsewhere.",
                file=file,
            )


def _departures(file: str, found: Cover) -> Iterator[Phrase]:
    for paths, words in (
        (found.changed, phrase("“{file}”: changed since it was signed: {names}.")),
        (found.missing, phrase("“{file}”: signed, and not in this folder: {names}.")),
        (
            found.ignored,
            phrase("“{file}”: left out of the signature, so signed by nobody: {names}."),
        ),
        (found.unsigned, phrase("“{file}”: in this folder and not signed: {names}.")),
        (found.not_compared, phrase("“{file}”: on the list, and not compared: {names}.")),
    ):
        if paths:
            yield phrase(words.text, file=file, names=_names(paths))


def _names(paths: Sequence[str]) -> Phrase | str:
    shown = ", ".join(paths[:MOST_NAMED])
    rest = len(paths) - MOST_NAMED
    if rest <= 0:
        return shown
    return counted("{names} and {count} other", "{names} and {count} others", rest, names=shown)


def _is_same(file: File, digests: Mapping[str, str]) -> bool:
    return file.sha256 == digests[file.path]


def _ignored(paths: Iterable[str], prefix: str, names: Fact) -> frozenset[str]:
    """Return the paths that are left out: those on the list, and what lies in folders on it.

    The names are paths, not patterns, as in ``should_ignore`` of model-signing.
    """
    listed = {prefix + name.rstrip("/") for name in names} if isinstance(names, tuple) else set()
    return frozenset(path for path in paths if any(above in listed for above in _upwards(path)))


def _upwards(path: str) -> Iterator[str]:
    """Yield the path, and every folder it lies in."""
    while path:
        yield path
        path = path.rpartition("/")[0]
