"""Starts the worker, speaks with it, and ends it; the app's side of the line."""

from __future__ import annotations

import base64
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection import wire
from procure_app.inspection.job import Job
from procure_app.inspection.limit import Limits
from procure_app.inspection.observation import Reader
from procure_app.inspection.rule import Rules

HIDDEN_COMMAND = "inspection-worker"
"""The command under which a frozen app starts itself as the worker."""
MOST_THREADS = 16
_MOST_WAITING = 5_000
_PACKAGES = str(Path(__file__).resolve().parents[2])
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; from procure_app.inspection.worker import main; main()"
)


class Ended(Exception):
    """The worker ended, or said nothing for too long; ``reason`` says which."""

    def __init__(self, reason: Phrase) -> None:
        super().__init__(reason.text)
        self.reason = reason


class Process:
    """One worker process on one folder."""

    def __init__(
        self,
        root: bytes,
        readers: Mapping[str, tuple[Reader, ...]],
        rules: Rules,
        limits: Limits,
        pulse: Callable[[], None],
        *,
        key: bytes = b"",
    ) -> None:
        """Start it; ``key`` is what a person supplied to check model signatures against."""
        self._limits = limits
        self._pulse = pulse
        """Called about twenty times a second while waiting; it may raise, to stop."""
        self._lines: queue.Queue[bytes] = queue.Queue(_MOST_WAITING)
        self._process = _started(root)
        self._send(
            {
                "root": wire.name(root),
                "limits": asdict(limits),
                "threads": min(os.cpu_count() or 1, MOST_THREADS),
                "readers": {
                    kind: [f"{reader.__module__}:{reader.__qualname__}" for reader in row]
                    for kind, row in readers.items()
                },
                "rules": rules.model_dump(),
                "key": base64.b64encode(key).decode("ascii"),
            }
        )
        self._listener = threading.Thread(
            target=self._listen, args=(self._process.stdout,), daemon=True
        )
        self._listener.start()

    def ask(self, what: str, jobs: Sequence[Job], *, careful: bool = False) -> None:
        """Hand over a batch; its answers end with ``end``. Raises ``Ended``."""
        self._send({"do": what, "careful": careful, "jobs": [job.message() for job in jobs]})

    def ask_provenance(self, folder: bytes) -> None:
        """Ask where the clone in this folder came from. Raises ``Ended``."""
        self._send({"do": "provenance", "careful": True, "folder": wire.name(folder)})

    def answer(self) -> wire.Message:
        """Return the next answer. Raises ``Ended``, and whatever the pulse raises."""
        waited = 0.0
        while True:
            self._pulse()
            try:
                content = self._lines.get(timeout=0.05)
            except queue.Empty:
                waited += 0.05
                if waited > self._limits.patience:
                    self.end()
                    raise Ended(
                        phrase("reading it took more than {seconds} seconds",
                               seconds=self._limits.patience)
                    ) from None  # fmt: skip
                continue
            if not content:
                raise Ended(self._cause())
            try:
                return wire.message(content)
            except ValueError as error:
                self.end()
                raise Ended(phrase("its reader failed")) from error

    def end(self) -> None:
        """End the worker at once, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        while self._listener.is_alive():  # it may wait for room that nobody makes any more
            self._drop_lines()
            self._listener.join(0.01)
        for stream in (self._process.stdin, self._process.stdout):
            _close(stream)

    def _send(self, message: wire.Message) -> None:
        assert self._process.stdin
        try:
            self._process.stdin.write(wire.line(message))
            self._process.stdin.flush()
        except OSError as error:
            raise Ended(self._cause()) from error

    def _listen(self, stream: IO[bytes]) -> None:
        try:
            while (content := stream.readline(wire.MOST_LINE)).endswith(b"\n"):
                self._lines.put(content)
        finally:
            self._lines.put(b"")  # the end; half a line of a worker that crashed is dropped

    def _drop_lines(self) -> None:
        try:
            while True:
                self._lines.get_nowait()
        except queue.Empty:
            return

    def _cause(self) -> Phrase:
        """Return why the worker is gone, as the rest of a sentence."""
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        name = _SIGNALS.get(-code, "")
        if name == "SIGXCPU":
            return phrase(
                "reading it took more than {seconds} seconds of computing",
                seconds=self._limits.seconds,
            )
        if name == "SIGKILL":
            return phrase("its reader was stopped from outside, perhaps for lack of memory")
        return phrase("its reader crashed ({cause})", cause=name or str(code))


def command() -> list[str]:
    """Return what starts a worker; a frozen app starts itself under a hidden command."""
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_COMMAND]
    return [sys.executable, "-I", "-c", _START]


def _started(root: bytes) -> subprocess.Popen[bytes]:
    """Start a worker that takes no program from the folder it is to read.

    It runs elsewhere, in isolated mode, and looks for modules where the app itself does, less
    what lies in that folder.
    """
    environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
    paths = [] if getattr(sys, "frozen", False) else [_PACKAGES, *_paths(os.fsdecode(root))]
    return subprocess.Popen(
        [*command(), *paths],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).parent,
        env=environment,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _paths(root: str) -> list[str]:
    return [
        path
        for path in sys.path
        if path and Path(path).is_absolute() and not Path(path).is_relative_to(root)
    ]


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream:
            stream.close()
    except OSError:
        return  # what was not sent no longer matters


_SIGNALS = {}
if sys.platform != "win32":
    import signal

    _SIGNALS = {number.value: number.name for number in signal.Signals}
