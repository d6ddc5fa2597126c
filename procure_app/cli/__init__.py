"""Every command; all but the window run with no display.

Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 a file that cannot be read or written,
4 a fault of the app.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from procure_app.cli import document, release, seal
from procure_app.cli.code import CRASHED, DONE, UNREADABLE, USAGE
from procure_app.cli.grammar import Commands
from procure_app.cli.stream import harmless
from procure_app.session.visible import one_line

WORKER = "inspection-worker"
"""Hidden: under this word a frozen app starts itself to read a release; see
``inspection.process``."""
COMMANDS = (
    "new", "show", "check", "report", "export", "pictures", "examples", "sign", "verify",
    "classify", "inspect", "import",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; faults are one sentence on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):  # whatever the terminal's code page: no text is lost
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if given[:1] == [WORKER] and getattr(sys, "frozen", False):
        from procure_app.inspection.worker import main as serve

        serve()
    try:
        with harmless():
            parsed = (_commands() if given[:1] and given[0] in COMMANDS else _window()).parse_args(
                given
            )
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    with harmless():
        return _run(parsed.run, parsed)


def _run(run: Callable[[argparse.Namespace], int], parsed: argparse.Namespace) -> int:
    from procure_app.session.error import Fault
    from procure_app.store.shipped.catalogue_source import SourceError

    wanted = getattr(parsed, "example", None)
    if wanted is not None and wanted not in document.example_names():
        said = f"There is no example “{wanted}”. See: procure-app examples"
        print(one_line(said), file=sys.stderr)
        return USAGE
    try:
        code = run(parsed)
        if sys.stdout:
            sys.stdout.flush()  # a closed pipe shows here, not after the exit code
        return code
    except Fault as fault:
        from procure_app.app import speak
        from procure_app.i18n import say

        print(one_line(say(fault.sentence, speak())), file=sys.stderr)
        return UNREADABLE
    except SourceError as fault:
        print(f"The shipped files cannot be used: {fault}", file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if sys.flags.dev_mode:  # python -X dev: with everything that exceptions say
            raise
        from procure_app.app.crash import told

        print(told(error), end="", file=sys.stderr)
        return CRASHED


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"procure-app {version('procure-app')}"
    except PackageNotFoundError:  # python -m procure_app in a checkout
        return "procure-app (not installed)"


def _window() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="procure-app",
        description="Assess an AI model release. Without a command, the window opens.",
        epilog=f"Commands: {', '.join(COMMANDS)}. See procure-app COMMAND --help.",
    )
    parser.add_argument("file", nargs="?", type=Path, help="an assessment (.procure) to open")
    parser.add_argument("--example", metavar="NAME", help="open a finished example")
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.set_defaults(run=_open_window)
    return parser


def _commands() -> argparse.ArgumentParser:
    commands = Commands()
    for part in (document, seal, release):
        part.declare(commands)
    return commands.parser


def _open_window(parsed: argparse.Namespace) -> int:
    from procure_app.app import run

    if parsed.version:
        print(_version())
        return DONE
    return run(parsed.file, parsed.example)
