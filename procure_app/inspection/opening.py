"""Opens what lies in the inspected folder: regular files only, no link followed, never for writing.

A path is walked from the root's descriptor, folder by folder, so that a folder exchanged for a
link in the meantime is refused. The one link that is followed is that of a Hugging Face cache
from ``models--…/snapshots/COMMIT/…`` to ``models--…/blobs/NAME``.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import BinaryIO

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.observation import Refused

BY_DESCRIPTOR = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
_COMMON = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NOCTTY", 0)
FOLDER_FLAGS = os.O_RDONLY | _COMMON | getattr(os, "O_DIRECTORY", 0)
FILE_FLAGS = os.O_RDONLY | _COMMON | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_LINKED = {errno.ELOOP, errno.EMLINK}
"""What a system says of a link that must not be followed."""
_BLOB = re.compile(rb"((?:\.\./){2,40})blobs/([0-9a-f]{40}|[0-9a-f]{64})")


class Place:
    """The folder that is inspected, held open."""

    def __init__(self, root: bytes) -> None:
        self.root = root
        self._root = os.open(root, FOLDER_FLAGS) if BY_DESCRIPTOR else -1
        self._at: tuple[bytes, int] = (b"", self._root)
        """The folder opened last: files of one folder come one after the other."""

    def close(self) -> None:
        """Let the folder go."""
        self._leave()
        if self._root >= 0:
            os.close(self._root)
            self._root = -1

    def open(self, raw: bytes, *, linked: bool = False) -> BinaryIO:
        """Open the regular file of this relative name; ``linked`` where it is a cache's link.

        Raises ``Refused`` with the reason for everything else.
        """
        try:
            if linked:
                descriptor = self._open_blob(raw)
            else:
                folder, _, name = raw.rpartition(b"/")
                descriptor = self._open_in(folder, name)
            return _regular(descriptor)
        except OSError as error:
            raise Refused(why(error)) from error

    def _open_in(self, folder: bytes, name: bytes) -> int:
        if not BY_DESCRIPTOR:
            path = b"/".join(part for part in (self.root, folder, name) if part)
            _require_plain(os.lstat(path).st_mode)
            return os.open(path, FILE_FLAGS)
        return os.open(name, FILE_FLAGS, dir_fd=self._folder(folder))

    def _folder(self, folder: bytes) -> int:
        if self._at[0] == folder:
            return self._at[1]
        self._leave()
        here = self._root
        for part in folder.split(b"/") if folder else ():
            try:
                inner = os.open(part, FOLDER_FLAGS, dir_fd=here)
            finally:
                if here != self._root:
                    os.close(here)
            here = inner
        self._at = (folder, here)
        return here

    def _leave(self) -> None:
        if self._at[1] != self._root:
            os.close(self._at[1])
        self._at = (b"", self._root)

    def _open_blob(self, raw: bytes) -> int:
        full = self.root + b"/" + raw
        found = blob(full, os.readlink(full))  # noqa: PTH115  # names are bytes here
        if found is None:
            raise Refused(phrase("it is a link, and links are not followed"))
        folder, _, name = found.rpartition(b"/")
        if not BY_DESCRIPTOR:
            _require_plain(os.lstat(found).st_mode)
            return os.open(found, FILE_FLAGS)
        blobs = os.open(folder, FOLDER_FLAGS)
        try:
            return os.open(name, FILE_FLAGS, dir_fd=blobs)
        finally:
            os.close(blobs)


def blob(link: bytes, target: bytes) -> bytes | None:
    """Return the file of a Hugging Face cache that this link stands for, None for other links.

    Both are absolute, or as the link says it. Only the cache's own form counts: as many steps
    up as lead out of ``snapshots/COMMIT``, then ``blobs/`` and a digest.
    """
    form = _BLOB.fullmatch(target)
    if form is None:
        return None
    up = form[1].count(b"/")
    parts = link.replace(os.sep.encode(), b"/").split(b"/")[:-1]
    if len(parts) <= up or parts[-up] != b"snapshots":
        return None
    return b"/".join((*parts[:-up], b"blobs", form[2]))


def why(error: OSError) -> Phrase:
    """Return what stood in the way of opening or reading, as the rest of a sentence."""
    if isinstance(error, FileNotFoundError):
        return phrase("it vanished before it was read")
    if isinstance(error, PermissionError):
        return phrase("you are not allowed to read it")
    if error.errno in _LINKED:
        return phrase("it is a link, and links are not followed")
    return phrase("it cannot be read: {problem}", problem=error.strerror or "")


def _regular(descriptor: int) -> BinaryIO:
    try:
        _require_plain(os.fstat(descriptor).st_mode)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _require_plain(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise Refused(special(mode))


def special(mode: int) -> Phrase:
    """Return what a thing is that is no regular file, as the rest of a sentence."""
    if stat.S_ISLNK(mode):
        return phrase("it is a link, and links are not followed")
    if stat.S_ISFIFO(mode):
        return phrase("it is a pipe, not a file")
    if stat.S_ISSOCK(mode):
        return phrase("it is a socket, not a file")
    if stat.S_ISDIR(mode):
        return phrase("it became a folder")
    return phrase("it is a device, not a file")
