"""What the app remembers between runs: recent files and small settings.

Losing them costs little, so nothing here ever fails: what cannot be read is as at first
start, what cannot be written is forgotten, and a damaged file is set aside.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path

import platformdirs

from procure_app.session.error import NotWritten, Unreadable
from procure_app.store.disk.regular import beginning
from procure_app.store.disk.whole import real, write_whole
from procure_app.store.kept.backup import Keeping

RECENT = 10
VERSIONS, MOST_VERSIONS = 10, 100
"""How many versions of a document are kept, and how many may be."""
_MOST = 1 << 20
"""Most bytes of the file; ten of the longest paths have a twentieth."""
_NUMBER, _PLACE = "versions", "versions_place"
Setting = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Recent:
    """A file that was opened or saved."""

    path: Path
    missing: bool
    """Whether it is not there now; it stays listed, for the drive may come back."""


@dataclass(frozen=True, slots=True)
class _Content:
    recent: tuple[str, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)


class Preferences:
    """The preferences of one person; read anew each time, for two windows may share them."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder they lie in; by default where the platform keeps such things."""
        place = folder or Path(platformdirs.user_config_dir("procure", appauthor=False))
        self._file = place / "preferences.json"

    def recent(self) -> tuple[Recent, ...]:
        """Return at most ten files, the newest first."""
        return tuple(
            Recent(Path(text), missing=not os.path.isfile(text))  # noqa: PTH113  # never raises
            for text in self._read().recent
        )

    def remember(self, path: Path) -> None:
        """Put the file first among the recent ones."""
        text, content = _named(path), self._read()
        others = tuple(other for other in content.recent if other != text)
        self._write(replace(content, recent=(text, *others)[:RECENT]))

    def forget(self, path: Path) -> None:
        """Take the file off the recent ones."""
        text, content = _named(path), self._read()
        kept = tuple(other for other in content.recent if other != text)
        self._write(replace(content, recent=kept))

    def setting(self, name: str, default: Setting) -> Setting:
        """Return the setting, or the default where there is none of the default's type."""
        value = self._read().settings.get(name, default)
        return value if type(value) is type(default) else default

    def set(self, name: str, value: Setting) -> None:
        """Remember the setting."""
        content = self._read()
        self._write(replace(content, settings={**content.settings, name: value}))

    def keeping(self) -> Keeping:
        """Return how many versions are kept and where; as usual where the file says no such."""
        number, text = self.setting(_NUMBER, VERSIONS), self.setting(_PLACE, "")
        if not isinstance(number, int) or not 0 <= number <= MOST_VERSIONS:
            number = VERSIONS
        if isinstance(text, str) and _is_place(text):
            return Keeping(Path(text), number, usual=False)
        return Keeping(usual_place(), number)

    def keep(self, number: int, place: Path | None) -> None:
        """Keep so many versions there; None is the usual place."""
        self.set(_NUMBER, number)
        self.set(_PLACE, "" if place is None else _named(place))

    def _read(self) -> _Content:
        try:
            content = beginning(self._file, _MOST + 1)
        except Unreadable:
            return _Content()
        try:
            return _parsed(content)
        except (ValueError, RecursionError):
            with suppress(OSError):
                self._file.replace(self._file.with_name("preferences.damaged.json"))
            return _Content()

    def _write(self, content: _Content) -> None:
        value = {"recent": content.recent, "settings": dict(content.settings)}
        written = json.dumps(value, indent=1, sort_keys=True).encode("ascii")
        with suppress(OSError, NotWritten):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(real(self._file), lambda handle: handle.write(written))


def usual_place() -> Path:
    """Return where versions are kept unless somebody wants them elsewhere."""
    return Path(platformdirs.user_state_dir("procure", appauthor=False)) / "backups"


def _is_place(text: str) -> bool:
    return "\0" not in text and os.path.isabs(text)  # noqa: PTH117  # as it is written


def _named(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100  # a link keeps the name it was opened by


def _parsed(written: bytes) -> _Content:
    """Return the content. Raises ``ValueError`` where it is not ours."""
    if len(written) > _MOST:
        raise ValueError("more than was ever remembered")
    value = json.loads(written)
    recent = value.get("recent") if isinstance(value, dict) else None
    settings = value.get("settings") if isinstance(value, dict) else None
    if not isinstance(recent, list) or not isinstance(settings, dict):
        raise ValueError("not preferences")
    if not all(isinstance(text, str) for text in recent):
        raise ValueError("a recent file is not a path")
    if not all(isinstance(setting, Setting) for setting in settings.values()):
        raise ValueError("a setting is not plain")
    if any(isinstance(number, float) and not isfinite(number) for number in settings.values()):
        raise ValueError("a setting is no number")
    return _Content(tuple(recent[:RECENT]), settings)
