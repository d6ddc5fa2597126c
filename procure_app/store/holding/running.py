"""Which process this is, and whether another one still runs.

A number alone names no process: it is given again after a while, counted anew after a restart,
and counted apart in each container. So a process is known by all of them together, and where
they do not tell, nothing is concluded.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path

from pydantic import Field, StrictInt

from procure_app.core.frozen import Frozen
from procure_app.session.holder import Standing

_ENDED = "ended"
_SALT = b"procure lock"
"""The machine's id is to be kept to the machine (machine-id(5)): only a digest leaves it."""


class Process(Frozen):
    """One process, told apart from all others as far as the platform can."""

    host: str = Field(max_length=300)
    number: StrictInt = Field(ge=1, lt=2**31)
    machine: str = Field(default="", max_length=100)
    """What stays the same on one computer; empty where unknown, as are the three below."""
    boot: str = Field(default="", max_length=100)
    """What changes when the computer starts."""
    space: str = Field(default="", max_length=100)
    """In which container the number counts."""
    started: str = Field(default="", max_length=100)
    """When it started, in ticks since the computer did."""


def ours() -> Process:
    """Return this process."""
    machine = _text("/etc/machine-id").encode()
    number = os.getpid()
    return Process(
        host=platform.node().encode("utf-8", "replace").decode()[:300],
        number=number,
        machine=hashlib.sha256(_SALT + machine).hexdigest()[:32] if machine else "",
        boot=_text("/proc/sys/kernel/random/boot_id"),
        space=_space(),
        started=_started(number),
    )


def standing(process: Process) -> Standing:
    """Say whether the process runs; what is not certain reads unknown."""
    here = ours()
    if process.boot != here.boot:
        known = process.boot and here.boot and process.machine
        same = (process.machine, process.host) == (here.machine, here.host)
        return Standing.GONE if known and same else Standing.UNKNOWN
    same_computer = process.boot or process.host == here.host
    if sys.platform == "win32":  # asking for a process there may end it
        return Standing.UNKNOWN
    if not same_computer or process.space != here.space:
        return Standing.UNKNOWN
    return _runs(process)


def _runs(process: Process) -> Standing:
    try:
        os.kill(process.number, 0)  # sends nothing
    except ProcessLookupError:
        return Standing.GONE
    except PermissionError:
        pass  # the number is in use, by somebody else
    started = _started(process.number)
    if not started or not process.started:
        return Standing.UNKNOWN
    return Standing.LIVING if started == process.started else Standing.GONE


def _started(number: int) -> str:
    """Return field 22 of proc_pid_stat(5), after the name, which may hold anything."""
    fields = _text(f"/proc/{number}/stat").rpartition(")")[2].split()
    if len(fields) < 20:
        return ""
    return _ENDED if fields[0] in "ZXx" else fields[19]


def _space() -> str:
    try:
        return str(Path("/proc/self/ns/pid").readlink())[:100]
    except OSError:
        return ""


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8", "replace").strip()
    except OSError:
        return ""
