"""The worker: a process of its own that reads what the vendor made, and answers in lines of JSON.

It is started by ``process.py``, confines itself before it opens anything, and imports no Qt.
"""

from __future__ import annotations

import base64
import importlib
import os
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, BinaryIO

from procure_app.inspection import allowance, wire
from procure_app.inspection.component import Eye
from procure_app.inspection.digest import Digesting
from procure_app.inspection.job import Job, job_of
from procure_app.inspection.limit import Limits
from procure_app.inspection.observation import Reader
from procure_app.inspection.opening import Place
from procure_app.inspection.provenance import provenance
from procure_app.inspection.reader import with_key
from procure_app.inspection.reading import Reading
from procure_app.inspection.rule import Rules

_SILENCE = 0.02
"""Seconds after which what is ready is sent."""
_TICK = 0.1
_SMALL = 256 << 10
"""Files up to so many bytes are digested several at a time."""
_TOGETHER = 64
_STACK = 1 << 20


class Wire:
    """Where the answers go; several threads may use it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._waiting: list[bytes] = []
        self._sent = time.monotonic()

    def send(self, message: wire.Message) -> None:
        """Take an answer; it is sent soon, not necessarily now."""
        content = wire.line(message)
        with self._lock:
            self._waiting.append(content)
            if time.monotonic() - self._sent > _SILENCE:
                self._flush()

    def flush(self) -> None:
        """Send everything now."""
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        self._stream.write(b"".join(self._waiting))
        self._stream.flush()
        self._waiting.clear()
        self._sent = time.monotonic()


class Worker:
    """Carries out what the app asks for, batch by batch."""

    def __init__(self, setup: Mapping[str, Any], answers: Wire) -> None:
        self.limits = Limits(**setup["limits"])
        self.place = Place(wire.raw(setup["root"]))
        self.answers = answers
        threading.stack_size(_STACK)
        self.threads = ThreadPoolExecutor(setup["threads"])
        self._job = -1
        self._careful = False
        self._bytes = 0
        readers = {kind: tuple(map(_reader, names)) for kind, names in setup["readers"].items()}
        key = base64.b64decode(setup["key"])
        self.reading = Reading(
            self.place,
            readers=with_key(readers, key) if key else readers,
            eye=Eye(Rules.model_validate(setup["rules"])),
            limits=self.limits,
            emit=self._emit,
            allow=allowance.granter(self.limits),
        )
        self.digesting = Digesting(self.place, self.limits, answers.send, self._count)

    def run(self, asked: BinaryIO) -> None:
        """Answer batch after batch until the app closes the line."""
        while content := asked.readline(wire.MOST_LINE):
            batch = wire.message(content)
            self._careful = batch["careful"]
            match batch["do"]:
                case "read":
                    for message in batch["jobs"]:
                        self._read(job_of(message))
                case "digest":
                    self._digest([job_of(message) for message in batch["jobs"]])
                case "provenance":
                    allowance.grant(self.limits)
                    for seen in provenance(self.place, wire.raw(batch["folder"])):
                        self.answers.send({"seen": wire.from_observation(seen)})
            self.answers.send({"end": True})
            self.answers.flush()

    def _read(self, job: Job) -> None:
        self._job = job.id
        self.reading.read(job)
        self._emit({"done": True})
        if self._careful:
            self.answers.flush()

    def _emit(self, message: wire.Message) -> None:
        self.answers.send({"id": self._job, **message})
        if "at" in message:  # so that a crash is laid at the right member
            self.answers.flush()

    def _digest(self, jobs: list[Job]) -> None:
        allowance.grant_all()
        running = {self.threads.submit(self._digest_all, group) for group in _groups(jobs)}
        while running:
            done, running = wait(running, _TICK)
            for future in done:
                future.result()
            self.answers.send({"bytes": self._bytes})
            self.answers.flush()

    def _digest_all(self, jobs: list[Job]) -> None:
        for job in jobs:
            self.digesting.digest(job)

    def _count(self, count: int) -> None:
        self._bytes += count  # a lost step among threads only shows a little less progress


def _groups(jobs: list[Job]) -> list[list[Job]]:
    """Put small files together, the largest alone and first."""
    groups = [[job] for job in sorted(jobs, key=lambda job: -job.bytes) if job.bytes > _SMALL]
    small = [job for job in jobs if job.bytes <= _SMALL]
    groups += [small[at : at + _TOGETHER] for at in range(0, len(small), _TOGETHER)]
    return groups


def _reader(name: str) -> Reader:
    module, _, function = name.partition(":")
    reader: Reader = getattr(importlib.import_module(module), function)
    return reader


def main() -> None:
    """Serve on standard input and output until the app closes them."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # whatever a library prints does not come between the answers
    setup = wire.message(asked.readline(wire.MOST_LINE))
    worker = Worker(setup, Wire(answers))
    allowance.confine(worker.limits)
    worker.answers.send({"ready": True})
    worker.answers.flush()
    worker.run(asked)
    sys.exit(0)
