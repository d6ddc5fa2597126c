"""SHA-256 of files and of the members of archives, on as many threads as there are cores."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection import kind
from procure_app.inspection.archive.member import members
from procure_app.inspection.job import Job
from procure_app.inspection.limit import Limits
from procure_app.inspection.name import shown
from procure_app.inspection.observation import Refused
from procure_app.inspection.opening import Place
from procure_app.inspection.reading import said
from procure_app.inspection.walk import stamp_of
from procure_app.inspection.wire import Message, from_phrase

CHUNK = 1 << 20


class Digesting:
    """Digests files of one place; every thread uses the same one."""

    def __init__(
        self, place: Place, limits: Limits, emit: Callable[[Message], None],
        count: Callable[[int], None],
    ) -> None:  # fmt: skip
        self._place, self._limits, self._emit, self._count = place, limits, emit, count
        self._opening = threading.Lock()
        self._spending = threading.Lock()
        self._spent = 0

    def digest(self, job: Job) -> None:
        """Digest one file, and its members where it is an archive. Raises nothing."""
        try:
            with self._opening:
                handle = self._place.open(job.raw, linked=job.linked)
            with handle:
                self._file(handle, job)
        except Exception as error:  # one file must not end the others
            reason = from_phrase(said(error, self._limits))
            self._emit({"id": job.id, "refused": reason, "path": job.path})
        self._emit({"id": job.id, "done": True})

    def _file(self, handle: BinaryIO, job: Job) -> None:
        changed = phrase("it changed while the release was read")
        if stamp_of(os.fstat(handle.fileno())) != job.stamp:
            raise Refused(changed)
        found, size = self._sum(getattr(handle, "raw", handle), job.bytes)
        if size != job.bytes or stamp_of(os.fstat(handle.fileno())) != job.stamp:
            raise Refused(changed)
        self._emit({"id": job.id, "sha256": found})
        if job.kind in kind.ARCHIVES:
            self._members(handle, job)

    def _members(self, handle: BinaryIO, job: Job) -> None:
        for member in members(handle, job.kind, job.bytes, self._limits.archive_entries):
            if member.refused:
                continue
            path = f"{job.path}/{shown(member.name)}"
            try:
                self._spend(member.size)
                with member.stream() as stream:
                    found, size = self._sum(stream, member.size)
                if size != member.size:
                    raise Refused(phrase("it is damaged: it ends in the middle"))
            except Refused as error:
                refused = from_phrase(error.reason)
                self._emit({"id": job.id, "refused": refused, "path": path})
                continue
            self._emit({"id": job.id, "sha256": found, "path": path})

    def _spend(self, count: int) -> None:
        with self._spending:
            self._spent += count
            if self._spent > self._limits.archive_bytes:
                raise Refused(phrase("too much would have to be unpacked"))

    def _sum(self, handle: BinaryIO, size: int) -> tuple[str, int]:
        """Return the digest and how many bytes there were; one more than ``size`` at most."""
        digest, done = hashlib.sha256(), 0
        buffer = bytearray(min(CHUNK, size + 1))
        view = memoryview(buffer)
        while done <= size:
            count = handle.readinto(view)  # type: ignore[attr-defined]  # all of io have it
            if not count:
                break
            digest.update(view[:count])
            done += count
            self._count(count)
        return digest.hexdigest(), done
