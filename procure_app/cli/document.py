"""Commands on assessments: new, show, check, report, export; and those on the examples."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from procure_app.cli.code import DONE, PROBLEMS
from procure_app.cli.grammar import Commands
from procure_app.session.visible import one_line

if TYPE_CHECKING:
    from procure_app.session.session import Session


def declare(commands: Commands) -> None:
    """Declare these commands."""
    new = commands.add("new", "Make an empty assessment.", _new, "out")
    new.add_argument("--describe", action="store_true", help="describe a release, no purchase")
    new.add_argument("--example", metavar="NAME", help="a copy of a finished example instead")
    for name, text, run in (
        ("show", "Print the statement, progress, findings and state.", _show),
        ("check", "Print what is wrong or missing; exit 1 while there is anything.", _check),
    ):
        commands.add(name, text, run, "file").add_argument("--json", action="store_true")
    report = commands.add("report", "Write the PDF report.", _report, "file")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="OUT.pdf")
    export = commands.add("export", "Print the assessment for other programs.", _export, "file")
    form = export.add_mutually_exclusive_group(required=True)
    form.add_argument("--json", action="store_true", help="everything that was entered, as JSON")
    form.add_argument("--mof", action="store_true", help="a model file of the MOF, as YAML")
    text = "Write the PDF and a picture of every page."
    pictures = commands.add("pictures", text, _pictures, "folder")
    pictures.add_argument("--example", metavar="NAME", default="llama-3.1-8b")
    commands.add("examples", "List the finished examples.", _examples)


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


def example_names() -> tuple[str, ...]:
    """Return the names of the finished examples."""
    from procure_app.resources import folder
    from procure_app.store.shipped.example import examples

    return examples(folder("examples"))


def _examples(_: argparse.Namespace) -> int:
    print("\n".join(example_names()))
    return DONE


def _pictures(parsed: argparse.Namespace) -> int:
    from procure_app.app.picture import pictures

    for path in pictures(parsed.folder, parsed.example):
        print(path)
    return DONE
