"""What could not even be opened, or took its reader with it: seen by its name, and said so.

Without this a licence that nobody may read would be told as no licence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from procure_app.inspection import kind
from procure_app.inspection.component import Eye
from procure_app.inspection.identify import named_kind
from procure_app.inspection.licence_file import is_licence_name, unread_licence
from procure_app.inspection.observation import Fact, File, Observation, State
from procure_app.inspection.rule import Rules

_STATE: State = "could not be inspected"
_WEIGHTS = {
    ".safetensors": kind.SAFETENSORS,
    ".gguf": kind.GGUF,
    ".onnx": kind.ONNX,
    ".pt": kind.PYTORCH,
    ".pth": kind.PYTORCH,
    ".ckpt": kind.PYTORCH,
    ".bin": kind.PYTORCH,
    ".h5": kind.HDF5,
}
"""What weights most often are by their suffix."""


@dataclass(frozen=True, slots=True)
class Unread:
    """One thing that was listed, and of which nothing was read."""

    path: str
    inside: str
    """The path within the release."""
    bytes: int = 1 << 40
    """Its size; where nobody tells it, it may be large."""


def seen_by_name(unread: Iterable[Unread], rules: Rules) -> Iterator[Observation]:
    """Yield what these would be by their names; none of it is surer than *low*."""
    waiting = tuple(unread)
    if not waiting:
        return
    eye = Eye(rules)
    for one in waiting:
        name = one.path.rpartition("/")[2]
        form = _WEIGHTS.get(name[name.rfind(".") :].lower(), "") if "." in name else ""
        if is_licence_name(one.path):
            yield unread_licence(one.path)
        file = File(one.path, b"", one.bytes, "", form or named_kind(name))
        components = tuple(eye.seen(file, one.inside, lambda: None))
        if form and components:
            facts: dict[str, Fact] = {"format": form}
            yield Observation("weights", form, (one.path,), "low", facts=facts, state=_STATE)
        for component in components:
            yield replace(component, confidence="low", state=_STATE)


def doubted(seen: Observation, paths: Set[str]) -> Observation:
    """Return a licence without its name, where its file could not be read as one text to its end.

    It changed meanwhile, say, or stands twice in an archive, and what is unpacked is the other.
    """
    if seen.what != "licence" or not seen.facts.get("identified") or paths.isdisjoint(seen.files):
        return seen
    facts = {**seen.facts, "identified": "", "closest": ""}
    return replace(seen, subject="", confidence="low", facts=facts, state=_STATE)
