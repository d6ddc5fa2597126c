"""A whole journey in a process of its own: made, answered, inspected, reported, signed, verified.

With ``watch`` every attempt to reach a network from Python is written down and refused, in the
worker that inspects as well.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

WATCH = """
import sys as _sys
def _watch(event, values):
    if event == "socket.__new__" and int(values[1]) in (2, 10, 23, 30):
        pass
    elif event.partition(".")[0] not in ("socket", "urllib", "http", "ftplib", "smtplib"):
        return
    elif event in ("socket.__new__", "socket.gethostname"):
        return
    elif event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        if isinstance(values[1], (str, bytes)):  # a place in the file system
            return
    with open({path!r}, "a") as found:
        found.write(event + " " + repr(values[1:]) + chr(10))
    raise OSError("the network was asked for")
_sys.addaudithook(_watch)
"""
SECRET = "correct horse staple"


def watch(path: Path) -> None:
    """Write down what asks for the network from now on, here and in the inspecting worker."""
    from procure_app.inspection import process

    code = WATCH.replace("{path!r}", repr(str(path)))
    process._START = f"{code}\n{process._START}"
    exec(code)  # the same code here as there


def commands(folder: Path, *example: str) -> None:
    """Run every command that reads or writes."""
    from procure_app.cli import main

    file, release = str(folder / "a.procure"), str(folder / "release")
    for arguments, codes in (
        (("new", file, *example), (0,)),
        (("inspect", release, "--into", file), (0,)),
        (("check", file), (0, 1)),
        (("export", file, "--json"), (0,)),
        (("export", file, "--mof"), (0, 3)),  # an empty one has no name
        (("classify", file, "--reasons"), (0,)),
        (("examples",), (0,)),
    ):
        code = main(list(arguments))
        assert code in codes, (arguments, code)


def window(folder: Path) -> None:
    """Open, answer, preview, report, sign and verify in the window."""
    from PySide6.QtTest import QTest

    from procure_app import app
    from procure_app.app.preview import open_pages
    from procure_app.ui.service import SignOrder

    made = app.application()
    session = app.build_session()
    shown = app.build_window(session)
    shown.show()
    shown.open(folder / "a.procure")
    QTest.keyClicks(shown.body.header._title, " typed")
    pages = shown.body.pages()
    for key in (pages[0], *pages[-4:]):
        shown.body.go(key)
        made.processEvents()
    assert shown.save()
    report, signed = folder / "b.pdf", folder / "c.pdf"
    shown.write_report(report)
    end = time.monotonic() + 120
    while not report.exists() and time.monotonic() < end:
        made.processEvents()
        time.sleep(0.01)
    services = shown.services
    assert open_pages(report.read_bytes()) is not None
    services.sign(SignOrder(report, signed, "preparer", folder / "key.p12", SECRET))
    valid, told = services.verify(signed, (folder / "root.pem",))
    assert "preparer" in told.casefold()
    assert not valid  # the approver is still to sign
    shown.open(signed)
    shown.may_leave = lambda: True
    shown.close()


def counters() -> dict[str, int]:
    """Return what this network namespace was asked to send, by anybody, since it was made."""
    wanted = ("OutRequests", "OutNoRoutes", "ActiveOpens", "OutDatagrams", "OutSegs")
    found: dict[str, int] = {}
    lines = Path("/proc/self/net/snmp").read_text("ascii").splitlines()
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        pairs = zip(names.split()[1:], values.split()[1:], strict=True)
        found |= {f"{names.split()[0]}{n}": int(v) for n, v in pairs if n in wanted}
    for line in Path("/proc/self/net/snmp6").read_text("ascii").splitlines():
        name, value = line.split()
        if name in ("Ip6OutRequests", "Ip6OutNoRoutes", "Udp6OutDatagrams"):
            found[name] = int(value)
    return found


def travel(folder: Path, *example: str) -> None:
    """Make the whole journey, with an empty assessment or an example."""
    commands(folder, *example)
    window(folder)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if "watch" in sys.argv:
        watch(place / "asked.txt")
    before = counters() if "count" in sys.argv else {}
    travel(place, *(("--example", "llama-3.1-8b") if "count" in sys.argv else ()))
    if "count" in sys.argv:
        after = counters()
        more = {name: after[name] - before[name] for name in after if after[name] != before[name]}
        (place / "counted.json").write_text(json.dumps(more), "utf-8")
    (place / "done").touch()
