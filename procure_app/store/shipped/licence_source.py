"""The facts of licences as people edit them: TOML files, put together into one mapping.

Standard library only, because the build also runs it to write the one JSON that the app loads.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from procure_app.core.licences.name import plain
from procure_app.store.shipped.catalogue_source import SourceError, read, sources, write_compiled
from procure_app.store.shipped.toml_place import line_of

COMPILED = "licences.json"

_LISTS = ("licences", "kinds")


def together(files: tuple[Path, ...]) -> dict[str, Any]:
    """Return the mapping of all licences, with the flags and the names that follow from it.

    Raises ``SourceError`` with file and line where a file is not TOML, where two files give the
    same key, and where one name would stand for two licences.
    """
    whole: dict[str, Any] = {"licences": [], "kinds": []}
    for file in files:
        for key, value in read(file).items():
            if key in _LISTS and isinstance(value, list):
                whole[key] += value
            elif key in whole:
                line = line_of(file.read_text("utf-8"), (key,))
                fault = "is no list" if key in _LISTS else "stands in another file too"
                raise SourceError(f"{file.name}:{line}: {key}: {fault}")
            else:
                whole[key] = value
    _add_flags(whole)
    whole["names"] = _names(whole, files)
    return whole


def compile_to_json(folder: Path) -> Path:
    """Write the one JSON that the app loads beside the sources, and return its path."""
    return write_compiled(folder, COMPILED, "licences", together(sources(folder)))


def _rows(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the licences that are well formed enough to be named; the model judges the rest."""
    for row in whole["licences"]:
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield row


def _ids(whole: dict[str, Any], *groups: str) -> set[str]:
    spdx = whole.get("spdx")
    lists = [spdx.get(group, []) for group in groups] if isinstance(spdx, dict) else []
    return {known for ids in lists for known in _words(ids)}


def _words(value: object) -> Iterator[str]:
    """Yield the words of a list; whatever else stands there is for the model to refuse."""
    for word in value if isinstance(value, list) else ():
        if isinstance(word, str) and word:
            yield word


def _add_flags(whole: dict[str, Any]) -> None:
    """Give each licence of the SPDX list its flags; what the list leaves out stays unknown."""
    approved = _ids(whole, "osi_approved")
    free, not_free = _ids(whole, "fsf_free"), _ids(whole, "fsf_not_free")
    listed = approved | free | not_free | _ids(whole, "others")
    for row in _rows(whole):
        if row["id"] in listed:
            row["osi_approved"] = row["id"] in approved
            if row["id"] in free | not_free:
                row["fsf_free"] = row["id"] in free


def _names(whole: dict[str, Any], files: tuple[Path, ...]) -> dict[str, str]:
    """Return every name in its plain form. A licence with facts goes before a bare SPDX id;
    what is listed as ambiguous is nobody's name."""
    aliases = whole.get("aliases")
    further = aliases if isinstance(aliases, dict) else {}
    nobodys = {plain(name) for name in _words(whole.get("ambiguous"))}
    names: dict[str, str] = {}
    for row in _rows(whole):
        own = [row["id"], row.get("name"), row.get("tag")]
        for name in _words([*own, *_words(further.get(row["id"]))]):
            if plain(name) in nobodys:
                continue
            owner = names.setdefault(plain(name), row["id"])
            if owner != row["id"]:
                fault = f"“{name}” stands for {owner} and for {row['id']}"
                raise SourceError(f"{place_of(name, files)}: {fault}")
    for known in sorted(_ids(whole, "osi_approved", "fsf_free", "fsf_not_free", "others")):
        if plain(known) not in nobodys:
            names.setdefault(plain(known), known)
    return names


def place_of(text: str, files: tuple[Path, ...]) -> str:
    """Return the file and the line on which the text stands last."""
    places = [
        f"{file.name}:{number}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if f'"{text}"' in line
    ]
    return places[-1] if places else "licences"
