"""The folder of a journal: held for as long as its process lives, found by others afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from procure_app.store.disk.whole import sync_folder
from procure_app.store.holding.held import Held, hold

_HOLD = "held"
_MOST = 200
"""Folders and journals that are looked at: more were made by nobody who uses this app."""
_TRIES = 5


class JournalFolders:
    """Our own folder, and those of the dead, which we hold so that no other window offers them."""

    def __init__(self, place: Path) -> None:
        """Take the folder in which all of them lie; nothing is made yet."""
        self._place = place
        self._own: tuple[Path, Held] | None = None
        self._others: dict[Path, Held] = {}

    @property
    def own(self) -> Path | None:
        """Our folder, where there is one."""
        return self._own and self._own[0]

    def require(self) -> Path:
        """Return our folder: made where there is none, and anew where somebody removed it.

        Raises ``OSError``.
        """
        if self._own and _is_there(*self._own):
            return self._own[0]
        self.let_go()
        for _ in range(_TRIES):
            folder = self._place / secrets.token_hex(8)
            folder.mkdir(parents=True, mode=0o700)
            with suppress(FileNotFoundError):  # taken for one of the dead, and tidied away
                held = hold(folder / _HOLD)
                if held and _is_there(folder, held):
                    sync_folder(self._place)
                    self._own = folder, held
                    return folder
        raise FileNotFoundError(str(self._place))

    def dead(self) -> Iterator[Path]:
        """Yield the folders whose process ended, and hold them from then on."""
        for folder in listed(self._place):
            if folder == self.own or folder.is_symlink():
                continue
            if folder not in self._others:
                with suppress(OSError):
                    held = hold(folder / _HOLD)
                    if held:
                        self._others[folder] = held
            if folder in self._others:
                yield folder

    def remove(self, folder: Path) -> None:
        """Remove a folder of the dead."""
        _removed(folder, self._others.pop(folder))

    def close(self) -> None:
        """Remove our own folder, and let go of the others."""
        if self._own:
            _removed(*self._own)
            self._own = None
        for held in self._others.values():
            held.release()
        self._others.clear()

    def let_go(self) -> None:
        """Leave our own folder as the end of the process does."""
        if self._own:
            self._own[1].release()
            self._own = None


def listed(folder: Path, suffix: str = "") -> list[Path]:
    """Return what lies in the folder under names that end so; nothing where it is not there."""
    try:
        return sorted(p for p in folder.iterdir() if p.name.endswith(suffix))[:_MOST]
    except OSError:
        return []


def _removed(folder: Path, held: Held) -> None:
    """Remove a folder that we hold, first as long as we do: else others take it for a dead one.

    Some platforms remove no file that is open.
    """
    shutil.rmtree(folder, ignore_errors=True)
    held.release()
    shutil.rmtree(folder, ignore_errors=True)


def _is_there(folder: Path, held: Held) -> bool:
    """Say whether what we hold lies in this folder still."""
    try:
        return os.path.samestat((folder / _HOLD).stat(follow_symlinks=False), held.state())
    except OSError:
        return False
