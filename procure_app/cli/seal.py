"""Commands on signatures: sign and verify."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from procure_app.cli.code import DONE, PROBLEMS, USAGE
from procure_app.cli.grammar import Commands
from procure_app.session.visible import one_line


def declare(commands: Commands) -> None:
    """Declare these commands."""
    text = "Sign a report (PDF) with a certificate; a new file."
    sign = commands.add("sign", text, _sign, "report")
    sign.add_argument("--role", required=True, metavar="ROLE", help="preparer, approver and so on")
    sign.add_argument("--p12", type=Path, required=True, metavar="FILE", help="a PKCS#12 file")
    sign.add_argument("-o", "--output", type=Path, metavar="OUT.pdf", help="else a name beside it")
    sign.add_argument("--tsa", default="", metavar="URL", help="a time-stamp service (RFC 3161)")
    sign.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from its first line, - for standard input; asked for otherwise",
    )
    text = "Verify the signatures of a report; exit 1 unless all is valid."
    verify = commands.add("verify", text, _verify, "file")
    verify.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="ROOT.pem",
        help="a root that you trust; give it once for each",
    )
    verify.add_argument("--json", action="store_true")


def _sign(parsed: argparse.Namespace) -> int:
    """Sign a report in a role with a certificate."""
    from procure_app.app.seal import roles, sign_report

    known = [role.id for role in roles()]
    if parsed.role not in known:
        said = f"There is no role “{parsed.role}”. Roles: {', '.join(known)}"
        print(one_line(said), file=sys.stderr)
        return USAGE
    made, digest = sign_report(
        parsed.report,
        parsed.output,
        parsed.role,
        parsed.p12,
        passphrase=_passphrase(parsed),
        service=parsed.tsa,
    )
    print(f"{made}\nSHA-256 {digest}")
    return DONE


def _passphrase(parsed: argparse.Namespace) -> str:
    """Return the passphrase: from the first line of a file or of standard input, or as typed."""
    import getpass

    from procure_app.store.disk.regular import beginning

    most = 4096
    if parsed.passphrase_file is None and sys.stdin.isatty():
        # it is written past standard output, straight to the terminal
        return getpass.getpass(one_line(f"Passphrase of {parsed.p12.name}: "))
    if parsed.passphrase_file in (None, "-"):
        content = sys.stdin.buffer.readline(most)
    else:
        content = beginning(Path(parsed.passphrase_file), most)
    return content.split(b"\n")[0].rstrip(b"\r").decode("utf-8", "surrogateescape")


def _verify(parsed: argparse.Namespace) -> int:
    """Say what the signatures of a report are worth."""
    import json

    from procure_app.app import speak
    from procure_app.app.seal import verify_report
    from procure_app.signing.told import for_people, for_programs
    from procure_app.signing.verdict import Outcome

    found = verify_report(parsed.file, parsed.trust)
    if parsed.json:
        told = for_programs(str(parsed.file), found, speak())
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(for_people(str(parsed.file), found, speak()))
    return DONE if found.outcome is Outcome.VALID else PROBLEMS
