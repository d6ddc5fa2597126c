"""Every command; all but the window run with no display.

Exit codes: 0 done, 1 problems found, 2 wrong usage, 3 a file that cannot be read or written.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.session.session import Session

DONE, PROBLEMS, USAGE, UNREADABLE = 0, 1, 2, 3
COMMANDS = (
    "new", "show", "check", "report", "classify", "import", "export", "pictures", "examples",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; faults are one sentence on standard error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):  # whatever the terminal's code page: no text is lost
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        parsed = (_commands() if given[:1] and given[0] in COMMANDS else _window()).parse_args(
            given
        )
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    return _run(parsed.run, parsed)


def _run(run: Callable[[argparse.Namespace], int], parsed: argparse.Namespace) -> int:
    from procure_app.session.error import Fault
    from procure_app.store.catalogue_source import SourceError

    wanted = getattr(parsed, "example", None)
    if wanted is not None and wanted not in _example_names():
        print(f"There is no example “{wanted}”. See: procure-app examples", file=sys.stderr)
        return USAGE
    try:
        code = run(parsed)
        if sys.stdout:
            sys.stdout.flush()  # a closed pipe shows here, not after the exit code
        return code
    except Fault as fault:
        from procure_app.app import speak
        from procure_app.i18n import say

        print(say(fault.sentence, speak()), file=sys.stderr)
        return UNREADABLE
    except SourceError as fault:
        print(f"The shipped files cannot be used: {fault}", file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


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
        sub = commands.add_parser(name, help=text, description=text)
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
        _classify,
        "",
    )
    classify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    classify.add_argument("--json", action="store_true", help="one array for all files")
    classify.add_argument("--reasons", action="store_true", help="with every criterion")
    take = command("import", "Make a draft from a model file of the MOF.", _import, "file")
    take.add_argument("out", type=Path, metavar="OUT.procure")
    pictures = command(
        "pictures", "Write the PDF and a picture of every page.", _pictures, "folder"
    )
    pictures.add_argument("--example", metavar="NAME", default="llama-3.1-8b")
    command("examples", "List the finished examples.", _examples, "")
    return parser


def _opened(path: Path) -> Session:
    from procure_app.app import build_session

    session = build_session()
    session.open(path)
    return session


def _new(parsed: argparse.Namespace) -> int:
    from procure_app.app import build_session
    from procure_app.core.catalogue.word import Walk
    from procure_app.core.phrase import phrase
    from procure_app.resources import folder
    from procure_app.session.error import NotWritten
    from procure_app.store.example import load_example

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

    session = _opened(parsed.file)
    spoken = speak(session.assessment.language)
    if parsed.json:
        print(json.dumps(summary(session.reading, spoken), ensure_ascii=False, indent=2))
    else:
        print(shown(session.reading, spoken))
    return DONE


def _check(parsed: argparse.Namespace) -> int:
    import json

    from procure_app.app import speak
    from procure_app.i18n import say

    session = _opened(parsed.file)
    spoken = speak(session.assessment.language)
    by_id = session.catalogue.by_id
    rows = [
        {"question": p.question, "name": by_id[p.question].short, "text": say(p.text, spoken),
         "open": p.open}
        for p in session.reading.problems
    ]  # fmt: skip
    if parsed.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(f"{row['question']} ({row['name']}): {row['text']}")
        print(f"{len(rows)} to mend or answer." if rows else "Nothing is wrong or missing.")
    return PROBLEMS if rows else DONE


def _report(parsed: argparse.Namespace) -> int:
    from procure_app.app import report_bytes, write_bytes
    from procure_app.core.phrase import phrase
    from procure_app.session.error import NotWritten

    session = _opened(parsed.file)
    if os.path.realpath(parsed.output) == os.path.realpath(parsed.file):
        raise NotWritten(
            phrase("{path} is the assessment itself. Choose another name.", path=str(parsed.output))
        )
    write_bytes(parsed.output, report_bytes(session.reading))
    return DONE


def _export(parsed: argparse.Namespace) -> int:
    from procure_app.app import export_model, speak
    from procure_app.exchange.json_export import export

    session = _opened(parsed.file)
    if parsed.mof:
        sys.stdout.write(export_model(session.assessment, session.catalogue))
        return DONE
    sys.stdout.write(export(session.reading, speak(session.assessment.language)))
    return DONE


def _import(parsed: argparse.Namespace) -> int:
    from procure_app.app import build_session, draft_of, speak
    from procure_app.core.phrase import phrase
    from procure_app.i18n import say
    from procure_app.session.error import NotWritten

    session = build_session()
    if os.path.lexists(parsed.out):
        raise NotWritten(
            phrase("{path} exists already. Choose another name.", path=str(parsed.out))
        )
    draft, remarks = draft_of(session, parsed.file)
    session.new(draft)
    session.save(parsed.out)
    for remark in remarks:
        print(say(remark, speak()), file=sys.stderr)
    return DONE


def _classify(parsed: argparse.Namespace) -> int:
    import json

    from procure_app.app import build_classifier, speak
    from procure_app.exchange.classified import Programs, for_people
    from procure_app.i18n import say
    from procure_app.session.error import Fault

    spoken = speak()
    classify, catalogue = build_classifier(spoken, reasons=parsed.reasons)
    programs = Programs(catalogue, spoken, reasons=parsed.reasons)
    code, between = DONE, "[\n"
    for file in parsed.files:
        try:
            found = classify(file)
        except Fault as fault:
            sentence = say(fault.sentence, spoken)
            print(sentence, file=sys.stderr)
            row, code = {"file": str(file), "error": sentence}, UNREADABLE
        else:
            if not parsed.json:
                print(for_people(found, catalogue, spoken))
                continue
            row = programs.object(found)
        if parsed.json:  # each as it comes: many files are not held in memory
            print(between + json.dumps(row, ensure_ascii=False), end="")
            between = ",\n"
    if parsed.json:
        print("\n]")
    return code


def _example_names() -> tuple[str, ...]:
    from procure_app.resources import folder
    from procure_app.store.example import examples

    return examples(folder("examples"))


def _examples(_: argparse.Namespace) -> int:
    print("\n".join(_example_names()))
    return DONE


def _pictures(parsed: argparse.Namespace) -> int:
    from procure_app.app import pictures

    for path in pictures(parsed.folder, parsed.example):
        print(path)
    return DONE


def _open_window(parsed: argparse.Namespace) -> int:
    from procure_app.app import run

    if parsed.version:
        print(_version())
        return DONE
    return run(parsed.file, parsed.example)
