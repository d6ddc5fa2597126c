"""The models that a release is made from, as settings and headers name them beside its card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact, Observation

_ADAPTED = "base_model_name_or_path"
_HEADER = re.compile(r"^general\.base_model\.\d+\.(?:repo_url|name): (?P<name>.+)$")
_HUB = re.compile(r"^https://huggingface\.co/(?P<name>[\w.-]+/[\w.-]+)/?$")
_OWN = re.compile(r"^(?:[./~]|[A-Za-z]:\\)")
"""A path on somebody's own machine, which names no model."""


def bases(observations: Sequence[Observation]) -> Iterator[Observation]:
    """Yield the base models that no card names, each once."""
    known = {one.subject.casefold() for one in observations if one.what == "base model"}
    for seen in observations:
        for name, relation in _named(seen):
            if name.casefold() in known:
                continue
            known.add(name.casefold())
            facts: dict[str, Fact] = {"relation": relation}
            yield Observation(
                "base model", name, seen.files, "medium", "", facts, "declared, not included"
            )


def _named(seen: Observation) -> Iterator[tuple[str, str]]:
    adapted = seen.facts.get(_ADAPTED)
    if seen.what == "configuration" and isinstance(adapted, str) and not _OWN.match(adapted):
        yield quoted(adapted, 120), "adapter"
    metadata = seen.facts.get("metadata")
    if seen.what != "weights" or not isinstance(metadata, tuple):
        return
    found = [match["name"] for line in metadata if (match := _HEADER.match(line))]
    addresses = [match["name"] for name in found if (match := _HUB.match(name))]
    for name in addresses or [name for name in found if "://" not in name]:
        yield quoted(name, 120), ""
