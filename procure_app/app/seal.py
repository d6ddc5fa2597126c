"""Signatures on reports: made with a certificate, and verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procure_app.app import build_session, speak, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from procure_app.core.catalogue.catalogue import Role
    from procure_app.core.decision.reading import Reading
    from procure_app.signing.verdict import Digests, Verified
    from procure_app.ui.service import SignOrder


def sign_report(
    source: Path,
    target: Path | None,
    role: str,
    key: Path,
    *,
    passphrase: str,
    service: str = "",
    expected: Digests | None = None,
) -> tuple[Path, str]:
    """Sign a report in this role into a new file, and return its path and SHA-256.

    ``expected`` are the digests of the open assessment, where one is open. Raises
    ``Unreadable``, ``NotAllowed`` or ``NotWritten``; then nothing is written.
    """
    import datetime

    from procure_app.exchange.embedded import read_embedded
    from procure_app.report.appearance import appearance
    from procure_app.resources import folder
    from procure_app.signing import credential, document
    from procure_app.signing.signature import Act, Ports, beside, sign
    from procure_app.store.disk.regular import beginning

    when = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    signer = next(each for each in roles() if each.id == role)
    content = beginning(key, credential.MOST_BYTES + 1)
    opened = credential.credential(content, passphrase, key.name, when)
    ports = Ports(
        lambda path: beginning(path, document.MOST_BYTES + 1),
        write_bytes,
        lambda lines, width, height: appearance(lines, width, height, folder("fonts")),
        speak(read_embedded(source).assessment.language),
    )
    made = target or beside(source, role)
    return made, sign(source, made, Act(signer, opened, when, expected, service), ports)


def verify_report(file: Path, roots: Sequence[Path]) -> Verified:
    """Return what the signatures in a report are worth now. Raises ``Unreadable``."""
    import datetime

    from procure_app.signing import document
    from procure_app.signing.certificate import certificates
    from procure_app.signing.verification import verify
    from procure_app.store.disk.regular import beginning

    content = beginning(file, document.MOST_BYTES + 1)
    trusted = [each for root in roots for each in certificates(beginning(root, 1 << 20), root.name)]
    asked, in_app = asked_to_sign(file)
    when = datetime.datetime.now(datetime.UTC)
    return verify(content, file.name, tuple(trusted), asked, when, in_app=in_app)


def changed_after_signing(report: Path) -> bool:
    """Say whether a signature in the report is broken, or more came after it than it allows."""
    from procure_app.signing.verdict import Later, State

    found = verify_report(report, ())
    return any(
        signature.state is State.BROKEN or signature.later is Later.CHANGES
        for signature in (*found.roles, *found.others)
    )


def asked_to_sign(report: Path) -> tuple[tuple[Role, ...], frozenset[str]]:
    """Return the roles that the assessment in a report needs, and who signed off in the app.

    Preparer and approver have to sign the report itself. Where the assessment cannot be read,
    the report is not valid anyway, and the roles that are always needed are shown.
    """
    from procure_app.core.decision.signoff import PREPARER, required, standings
    from procure_app.exchange.embedded import read_embedded
    from procure_app.session.error import Unreadable

    try:
        embedded = read_embedded(report)
    except Unreadable:
        return tuple(role for role in roles() if role.required is True), frozenset()
    session = build_session()
    session.new(embedded.assessment)
    made = {
        each.signoff.role
        for each in standings(session.reading)
        if each.signoff.digest == embedded.digests["file"]
        and each.role is not None
        and each.role.signs == "file"
        and each.chained
        and not each.flaws
    }
    return required(session.reading), frozenset(made - {PREPARER})


def roles() -> tuple[Role, ...]:
    """Return the roles of the shipped catalogue."""
    from procure_app.resources import folder
    from procure_app.store.shipped.catalogue_file import load_catalogue

    return load_catalogue(folder("catalogue")).roles


def sign_order(reading: Reading, order: SignOrder) -> tuple[Path, str]:
    """Sign as the window asks; only a report of the very assessment that is open is signed."""
    from procure_app.core.decision.digest import decision_layer, digest, file_layer
    from procure_app.signing.verdict import Digests

    expected = Digests(digest(file_layer(reading)), digest(decision_layer(reading)))
    return sign_report(
        order.report,
        order.target,
        order.role,
        order.key,
        passphrase=order.passphrase,
        service=order.service,
        expected=expected,
    )


def verify_told(file: Path, roots: Sequence[Path]) -> tuple[bool, str]:
    """Return whether every signature stands, and all that was found as text."""
    from procure_app.signing.told import for_people
    from procure_app.signing.verdict import Outcome

    found = verify_report(file, roots)
    return found.outcome is Outcome.VALID, for_people(file.name, found, speak())
