"""What every reader of a file from outside must keep to, whatever the file holds.

It gives a value or one clear sentence, in bounded time, and writes nothing.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from procure_app.core.phrase import Phrase
from procure_app.i18n import language, say

SECONDS = 20
"""Most time for one input, however small the machine's share is."""
_LONGEST = 600
"""Most characters of a sentence that a person reads."""
_ENGLISH = language("en", Path("nowhere"))


class Broken(AssertionError):
    """A reader did not keep to the contract."""


@dataclass(frozen=True)
class Target:
    """One way in, and what is needed to try it."""

    name: str
    files: Callable[[bytes], Mapping[str, bytes]]
    """The files, by name, that stand in the folder for this input."""
    open: Callable[[Path], str]
    """Reads them from the folder; returns the sentence of a refusal, empty for a value."""
    seeds: Callable[[], Iterable[bytes]]
    """Valid inputs to start from, made here and not taken from anywhere."""
    mutate: Callable[[bytes, random.Random], bytes]
    """Returns another input that still has the form, where the input has it."""


def sentence(words: Phrase | str) -> str:
    """Return what is said of a refusal. Raises ``Broken`` where it is not fit for a person."""
    said = words if isinstance(words, str) else say(words, _ENGLISH)
    start = said.lstrip("“")[:1]
    if not said.isprintable() or not said.endswith(".") or len(said) > _LONGEST:
        raise Broken(f"not one sentence: {said!r}")
    if not (said.startswith("“") or start.isupper()):
        raise Broken(f"no capital: {said!r}")
    return said


def located(words: str) -> str:
    """Return what is said of a fault in a source: a file, perhaps a line, and the words.

    Raises ``Broken`` where it is not on one line, or says nothing.
    """
    place, _, rest = words.partition(": ")
    if not words.isprintable() or not place or not rest or len(words) > _LONGEST:
        raise Broken(f"no fault with its place: {words!r}")
    return words


def tried(target: Target, folder: Path, data: bytes) -> str:
    """Lay the input out in an empty folder, read it, and return what was said.

    Raises ``Broken`` where the reader took too long or left something behind; what else the
    reader raises is a fault of its own.
    """
    files = dict(target.files(data))
    for name, content in files.items():
        (folder / name).write_bytes(content)
    started = time.process_time()
    try:
        said = target.open(folder)
        took = time.process_time() - started
        found = {path.name: path.read_bytes() for path in folder.iterdir()}
    finally:
        for name in files:
            (folder / name).unlink(missing_ok=True)
    if took > SECONDS:
        raise Broken(f"took {took:.1f} s")
    if found != files:
        raise Broken(f"the folder is another afterwards: {sorted(found)}")
    return said
