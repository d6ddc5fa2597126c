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
from typing import TYPE_CHECKING

from procure_app.cli import release, seal
from procure_app.cli.code import CRASHED, DONE, PROBLEMS, UNREADABLE, USAGE
from procure_app.cli.stream import harmless
from procure_app.session.visible import one_line

if TYPE_CHECKING:
    from procure_app.session.session import Session

WORKER = "inspection-worker"
"""Hidden: under this word a frozen app starts itself to read a release; see
``inspection.process``."""
COMMANDS = (
    "new", "show", "check", "report", "sign", "verify", "classify", "inspect", "import", "export",
    "pictures", "examples",
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
    if wanted is not None and wanted not in _example_names():
        print(
            one_line(f"There is no example “{wanted}”. See: procure-app examples"), file=sys.stderr
        )
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
    parser = argparse.ArgumentParser(prog="procure-app")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(
        name: str, text: str, run: Callable[[argparse.Namespace], int], subject: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        if subject:
            sub.add_argument(subject, type=Path, metavar=subject.upper())
        sub.set_defaults(run=run)
        return sub

    new = command("new", "Make an empty assessment.", _new, "out")
    new.add_argument("--describe", action="store_true", help="describe a release, no purchase")
    new.add_argument("--example", metavar="NAME", help="a copy of a finished example instead")
    for name, text, run in (
        ("show", "Print the statement, progress, findings and state.", _show),
        ("check", "Print what is wrong or missing; exit 1 while there is anything.", _check),
    ):
        command(name, text, run, "file").add_argument("--json", action="store_true")
    report = command("report", "Write the PDF report.", _report, "file")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    export = command("export", "Print the assessment for other programs.", _export, "file")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument("--json", action="store_true", help="everything that was entered, as JSON")
    form.add_argument("--mof", action="store_true", help="a model file of the MOF, as YAML")
    classify = command(
        "classify",
        "Print the verdicts on assessments (.procure) and model files of the MOF (.yml).",
        release.classify,
        "",
    )
    classify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    classify.add_argument("--json", action="store_true", help="one array for all files")
    classify.add_argument("--reasons", action="store_true", help="with every criterion")
    sign = command(
        "sign", "Sign a report (PDF) with a certificate; a new file.", seal.sign, "report"
    )
    sign.add_argument("--role", required=True, metavar="ROLE", help="preparer, approver and so on")
    sign.add_argument("--p12", type=Path, required=True, metavar="FILE", help="a PKCS#12 file")
    sign.add_argument("-o", "--output", type=Path, metavar="OUT.pdf", help="else a name beside it")
    sign.add_argument("--tsa", default="", metavar="URL", help="a time-stamp service (RFC 3161)")
    sign.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from its first line, - for standard input; asked for otherwise",
    )
    verify = command(
        "verify",
        "Verify the signatures of a report; exit 1 unless all is valid.",
        seal.verify,
        "file",
    )
    verify.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="ROOT.pem",
        help="a root that you trust; give it once for each",
    )
    verify.add_argument("--json", action="store_true")
    inspect = command("inspect", "Say what is in a release's folder.", release.inspect, "path")
    inspect.add_argument("--json", action="store_true")
    inspect.add_argument(
        "--into", type=Path, metavar="FILE.procure", help="take what is sure into an assessment"
    )
    inspect.add_argument(
        "--key",
        type=Path,
        metavar="FILE",
        help="a public key, certificate or root to check model signatures against",
    )
    inspect.add_argument(
        "--all", action="store_true", help="digest sparse and huge files too, without asking"
    )
    take = command("import", "Make a draft from a model file of the MOF.", release.take_in, "file")
    take.add_argument("out", type=Path, metavar="OUT.procure")
    pictures = command(
        "pictures", "Write the PDF and a picture of every page.", _pictures, "folder"
    )
    pictures.add_argument("--example", metavar="NAME", default="llama-3.1-8b")
    command("examples", "List the finished examples.", _examples, "")
    return parser


def _opened(path: Path) -> Session:
    from procure_app.app import build_session, open_file

    session = build_session()
    if open_file(session, path):
        from procure_app.app.seal import changed_after_signing

        if changed_after_signing(path):
            print(f"{path.name} was changed after it was signed.", file=sys.stderr)
    _tell_version(session)
    return session


def _tell_version(session: Session) -> None:
    from procure_app.app import speak
    from procure_app.i18n import say
    from procure_app.session.edition import of_another_version, versions

    if of_another_version(session):
        told = one_line(say(versions(session), speak()))  # a file may name its version anything
        print(f"{told} Its own texts are used.", file=sys.stderr)


def _new(parsed: argparse.Namespace) -> int:
    from procure_app.app import build_session
    from procure_app.core.catalogue.word import Walk
    from procure_app.core.phrase import phrase
    from procure_app.resources import folder
    from procure_app.session.error import NotWritten
    from procure_app.store.shipped.example import load_example

    session = build_session()
    if os.path.lexists(parsed.out):
        raise NotWritten(
            phrase("{path} exists already. Choose another name.", path=str(parsed.out))
        )
    if parsed.example:
        session.new(load_example(folder("examples"), parsed.example))
    else:
        session.new(session.blank(Walk.DESCRIBE if parsed.describe else Walk.PURCHASE))
    session.save(parsed.out)
    return DONE


def _show(parsed: argparse.Namespace) -> int:
    import json

    from procure_app.app import speak
    from procure_app.exchange.json_export import summary
    from procure_app.exchange.text import shown
    from procure_app.session.doubt import opening_doubts

    session = _opened(parsed.file)
    spoken = speak(session.assessment.language)
    found = opening_doubts(session)
    if parsed.json:
        print(json.dumps(summary(session.reading, spoken, found), ensure_ascii=False, indent=2))
    else:
        print(shown(session.reading, spoken, found))
    return DONE


def _check(parsed: argparse.Namespace) -> int:
    import json

    from procure_app.app import speak
    from procure_app.app.doubt import checked
    from procure_app.i18n import say

    session = _opened(parsed.file)
    spoken = speak(session.assessment.language)
    by_id = session.catalogue.by_id
    rows = [
        {"question": "", "name": "", "text": say(text, spoken), "open": False}
        for text in checked(session)
    ]
    rows += [
        {"question": p.question, "name": by_id[p.question].short, "text": say(p.text, spoken),
         "open": p.open}
        for p in session.reading.problems
    ]  # fmt: skip
    if parsed.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            place = f"{row['question']} ({row['name']}): " if row["question"] else ""
            print(one_line(f"{place}{row['text']}"))
        print(f"{len(rows)} to mend or answer." if rows else "Nothing is wrong or missing.")
    return PROBLEMS if rows else DONE


def _report(parsed: argparse.Namespace) -> int:
    from procure_app.app import report_bytes, write_bytes
    from procure_app.app.lock import require_free
    from procure_app.core.phrase import phrase
    from procure_app.session.error import NotWritten

    require_free(parsed.output)
    session = _opened(parsed.file)
    if os.path.realpath(parsed.output) == os.path.realpath(parsed.file):
        raise NotWritten(
            phrase("{path} is the assessment itself. Choose another name.", path=str(parsed.output))
        )
    write_bytes(parsed.output, report_bytes(session.reading))
    return DONE


def _export(parsed: argparse.Namespace) -> int:
    from procure_app.app import speak
    from procure_app.app.model import export_model
    from procure_app.exchange.json_export import export

    session = _opened(parsed.file)
    if parsed.mof:
        sys.stdout.write(export_model(session.assessment, session.catalogue))
        return DONE
    sys.stdout.write(export(session.reading, speak(session.assessment.language)))
    return DONE


def _example_names() -> tuple[str, ...]:
    from procure_app.resources import folder
    from procure_app.store.shipped.example import examples

    return examples(folder("examples"))


def _examples(_: argparse.Namespace) -> int:
    print("\n".join(_example_names()))
    return DONE


def _pictures(parsed: argparse.Namespace) -> int:
    from procure_app.app.picture import pictures

    for path in pictures(parsed.folder, parsed.example):
        print(path)
    return DONE


def _open_window(parsed: argparse.Namespace) -> int:
    from procure_app.app import run

    if parsed.version:
        print(_version())
        return DONE
    return run(parsed.file, parsed.example)
