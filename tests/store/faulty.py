"""A save whose n-th system call fails, falls short or kills the process.

As a program, it saves a file once for each of its system calls, and dies in that call; or, with
a number of rounds, it saves without end and is killed from outside at any moment.
"""

from __future__ import annotations

import io
import itertools
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CALLS = ("open", "stat", "lstat", "fstat", "chown", "chmod", "fsync", "replace", "unlink",
         "scandir", "close")  # fmt: skip
"""What a save asks of the system, by the names in ``os``; ``write`` comes from the file itself."""
Fault = Callable[[int, str], None]
"""Called before the call of this number and name; what it raises is the call's error."""


class Raw(io.FileIO):
    """The file under the buffer, whose writes and whose closing are counted too."""

    def __init__(self, descriptor: int, before: Callable[[str], None], most: int) -> None:
        super().__init__(descriptor, "r+b")
        self._before, self._most = before, most

    def write(self, data) -> int:
        """Write at most so many bytes at once, as a pipe or a network drive may."""
        self._before("write")
        return super().write(bytes(data)[: self._most])

    def close(self) -> None:
        """Close the file in any case: the system does so even where it tells of an error."""
        was_open = not self.closed
        super().close()
        if was_open:
            self._before("close")


@contextmanager
def boundary(fault: Fault, most: int = 1 << 30) -> Iterator[list[str]]:
    """Have the fault asked before every call; yields the names of the calls so far."""
    made: list[str] = []
    plain = {name: getattr(os, name) for name in (*CALLS, "fdopen") if hasattr(os, name)}

    def before(name: str) -> None:
        made.append(name)
        fault(len(made) - 1, name)

    def counted(name: str):
        def call(*arguments, **named):
            before(name)
            return plain[name](*arguments, **named)

        return call

    def fdopen(descriptor: int, mode: str = "r", *rest):
        if mode != "w+b":
            return plain["fdopen"](descriptor, mode, *rest)
        return io.BufferedRandom(Raw(descriptor, before, most), 4096)

    try:
        for name in plain:
            setattr(os, name, fdopen if name == "fdopen" else counted(name))
        yield made
    finally:
        for name, call in plain.items():
            setattr(os, name, call)


def main(path: Path, copy: bytes) -> None:
    """Die in each system call of a save in turn, and print what is there after each."""
    from procure_app.store.procure_file import ProcureFiles

    files = ProcureFiles(lambda: None)
    opened = files.open(path)
    edited = opened.assessment.model_copy(update={"title": "edited"})

    def save() -> None:
        files.save(path, edited, opened.catalogue, opened.evidence, opened.stamp)

    def die(at: int) -> None:
        with boundary(lambda number, _: os._exit(9) if number == at else None) as made:
            save()
        os._exit(0 if at >= len(made) else 1)

    at = 0
    while True:
        path.write_bytes(copy)
        child = os.fork()
        if not child:
            die(at)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        found = files.open(path).assessment
        whole = {opened.assessment.title: "old", "edited": "new"}[found.title]
        assert found in (opened.assessment, edited)
        left = list(path.parent.glob(".procure-*"))
        for half in left:
            half.unlink()
        print(at, code, whole, len(left), flush=True)
        if code == 0:
            return
        at += 1


def killed(path: Path, rounds: int) -> None:
    """Kill a process that saves and saves, and print which of its versions is there."""
    from procure_app.store.procure_file import ProcureFiles

    files, chance = ProcureFiles(lambda: None), random.Random(20)
    for number in range(rounds):
        opened = files.open(path)

        def save(opened=opened, number=number) -> None:
            stamp = opened.stamp
            for count in itertools.count():
                edited = opened.assessment.model_copy(update={"title": f"{number} {count}"})
                stamp = files.save(path, edited, opened.catalogue, opened.evidence, stamp)

        child = os.fork()
        if not child:
            save()
        time.sleep(0.02 + chance.random() / 20)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = files.open(path).assessment
        written = found.title if found.title != opened.assessment.title else "none"
        assert found.model_copy(update={"title": ""}) == opened.assessment.model_copy(
            update={"title": ""}
        )
        left = list(path.parent.glob(".procure-*"))
        for half in left:
            half.unlink()
        print(number, len(left), written, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        killed(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        main(Path(sys.argv[1]), Path(sys.argv[1]).read_bytes())
