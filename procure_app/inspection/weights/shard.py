"""Weights in several files: which ones an index or a file's own name declares, and which are there.

The numbers count to "of": ``model-00002-of-00005.safetensors`` declares five files.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.bounded import exactly, once, parsed_json
from procure_app.inspection.name import escaped, shown
from procure_app.inspection.observation import Fact, File, Observation, Refused

MOST_INDEX = 25 << 20
MOST_SHARDS = 2_000
_INDEX = re.compile(r"\.(?:safetensors|bin|h5|msgpack|pt|pth)\.index(?:\.[\w-]+)?\.json$", re.I)
_APART = "apart"
_NUMBERED = re.compile(r"^(?P<before>.*?)(?P<number>\d{5})-of-(?P<count>\d{5})(?P<after>.*)$")
_SUFFIXES = (".safetensors", ".gguf", ".bin", ".pt", ".pth", ".h5", ".msgpack")


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the files that an index of weights names; nothing for any other JSON.

    Raises ``Refused`` for an index that is malformed or too large.
    """
    if not _INDEX.search(file.path):
        return
    if file.bytes > MOST_INDEX:
        raise Refused(phrase("it is larger than {most} bytes", most=MOST_INDEX))
    handle.seek(0)
    parsed = parsed_json(exactly(handle, file.bytes), _compact)
    if not isinstance(parsed, dict) or not isinstance(parsed.get("weight_map"), _Files):
        raise Refused(phrase("it names no files of weights"))
    names = parsed["weight_map"].names
    if len(names) > MOST_SHARDS:
        raise Refused(phrase("it names more than {most} files", most=MOST_SHARDS))
    facts: dict[str, Fact] = {"shards": tuple(sorted(names))}
    metadata = parsed.get("metadata")
    total = metadata.get("total_size") if isinstance(metadata, dict) else None
    if type(total) is int and total >= 0:
        facts["declared_bytes"] = total
    yield Observation("index", kind.SAFETENSORS, (file.path,), facts=facts)


class _Files:
    """The distinct file names of a weight map, which names one for each of very many tensors."""

    def __init__(self, names: set[str]) -> None:
        self.names = names


def _compact(pairs: list[tuple[str, Any]]) -> Any:  # noqa: ANN401  # a mapping, or a weight map
    value = once(pairs)
    if pairs and all(isinstance(name, str) and _is_file(name) for name in value.values()):
        return _Files({shown(name.encode()) for name in set(value.values())})
    return value


def _is_file(name: str) -> bool:
    return len(name) < 256 and name.endswith(_SUFFIXES) and name.isprintable()


def missing(observations: Iterable[Observation], paths: frozenset[str]) -> Iterator[Observation]:
    """Yield an observation for every set of shards of which some are not there.

    Its files are those that declare the set, then those of it that are there.

    ``paths`` are those of all files. Observations of what an index names are read as ``index``;
    those of weights give the names that count to "of" themselves, and files that hold their
    numbers.
    """
    declared: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for seen in observations:
        if seen.what == "index":
            folder = seen.files[0].rpartition("/")[0]
            names = seen.facts["shards"]
            if isinstance(names, tuple):
                wanted = {_joined(folder, name) for name in names}
                declared[(seen.files[0], "")] = (wanted, {seen.files[0]})
        elif seen.what in ("weights", "pointer"):
            for path in seen.files:
                _note_numbered(path, declared)
        if seen.what == "weights" and (apart := _kept_apart(seen)):
            declared[(seen.files[0], _APART)] = (apart, {seen.files[0]})
    told: set[str] = set()
    for (_, how), (wanted, sources) in sorted(declared.items()):
        absent = sorted(wanted - paths - told)
        if absent:
            told |= set(absent)
            facts: dict[str, Fact] = {
                "declared": len(wanted),
                "missing": tuple(map(escaped, absent[:200])),
            }
            if how == _APART:
                facts["kept_apart"] = True
            yield Observation(
                "shards",
                "weights",
                (*sorted(sources), *sorted(wanted & paths - sources)),
                facts=facts,
                state="declared, not included",
            )


def _kept_apart(seen: Observation) -> set[str]:
    """Return the files of this release in which a model of ONNX keeps its numbers."""
    folder = seen.files[0].rpartition("/")[0]
    names, outside = (
        value if isinstance(value := seen.facts.get(key), tuple) else ()
        for key in ("external_data", "external_data_leads_outside")
    )
    return {_joined(folder, posixpath.normpath(name)) for name in names if name not in outside}


def _note_numbered(path: str, declared: dict[tuple[str, str], tuple[set[str], set[str]]]) -> None:
    folder, _, name = path.rpartition("/")
    found = _NUMBERED.match(name)
    if not found or not 0 < int(found["count"]) <= MOST_SHARDS:
        return
    before, count, after = found["before"], found["count"], found["after"]
    key = (_joined(folder, f"{before}*-of-{count}{after}"), after)
    wanted, sources = declared.setdefault(key, (set(), set()))
    if not wanted:
        first = 0 if found["number"] == "00000" else 1
        wanted.update(
            _joined(folder, f"{before}{n:05}-of-{count}{after}")
            for n in range(first, int(count) + first)
        )
    sources.add(path)


def _joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
