"""Commands on releases that are no assessment yet: classify, import, inspect."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from procure_app.cli.code import DONE, UNREADABLE
from procure_app.cli.grammar import Commands
from procure_app.session.visible import one_line

if TYPE_CHECKING:
    from procure_app.session.session import Session


def declare(commands: Commands) -> None:
    """Declare these commands."""
    text = "Print the verdicts on assessments (.procure) and model files of the MOF (.yml)."
    classify = commands.add("classify", text, _classify)
    classify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    classify.add_argument("--json", action="store_true", help="one array for all files")
    classify.add_argument("--reasons", action="store_true", help="with every criterion")
    inspect = commands.add("inspect", "Say what is in a release's folder.", _inspect, "path")
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
    take = commands.add("import", "Make a draft from a model file of the MOF.", _take_in, "file")
    take.add_argument("out", type=Path, metavar="OUT.procure")


def _take_in(parsed: argparse.Namespace) -> int:
    """Make a draft from a model file of the MOF."""
    from procure_app.app import build_session, speak
    from procure_app.app.model import draft_of
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
        print(one_line(say(remark, speak())), file=sys.stderr)
    return DONE


def _classify(parsed: argparse.Namespace) -> int:
    """Print the verdicts on each file; one that cannot be read stops no other."""
    from procure_app.app import speak
    from procure_app.app.model import build_classifier
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
            print(one_line(sentence), file=sys.stderr)
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


def _inspect(parsed: argparse.Namespace) -> int:
    """Say what is in a folder or archive; ``--into`` takes what is sure into an assessment."""
    from procure_app.app import build_session

    session = build_session(locks=bool(parsed.into))
    try:
        return _inspected(session, parsed)
    finally:
        session.close()


def _inspected(session: Session, parsed: argparse.Namespace) -> int:
    from procure_app.app import speak
    from procure_app.app.inspect import accept, inspect_release, proposals
    from procure_app.app.lock import open_to_write
    from procure_app.i18n import say
    from procure_app.inspection.as_json import as_json
    from procure_app.inspection.text import lines

    spoken = speak()
    if parsed.into and os.path.lexists(parsed.into):
        left = open_to_write(session, parsed.into)
        if left is not None:
            print(say(left, spoken), file=sys.stderr)
    ask = (lambda file, reason: True) if parsed.all else None
    found = inspect_release(session, parsed.path, ask=ask, key=parsed.key)
    told = as_json(found, lambda words: say(words, spoken))
    offered = proposals(session, found)
    if parsed.into:
        sure = [proposal for proposal in offered if proposal.confidence == "high"]
        session.change(accept(session, session.assessment, sure, found), "inspection")
        session.save(parsed.into)
        print(f"{len(sure)} of {len(offered)} proposals taken over.", file=sys.stderr)
    if parsed.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return DONE
    names = {component.id: component.name for component in session.catalogue.components}
    told_lines = lines(found, names, lambda words: say(words, spoken))
    print("\n".join(map(one_line, told_lines)))
    return DONE
