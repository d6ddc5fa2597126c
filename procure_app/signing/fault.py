"""Why something could not be signed or read, each in a sentence that says what to do next."""

from __future__ import annotations

from procure_app.core.phrase import Phrase, phrase
from procure_app.session.error import NotAllowed, NotWritten, Unreadable, shown


def not_pdf(name: str) -> Unreadable:
    """Return the refusal of a file that is something else."""
    return Unreadable(phrase("“{name}” is not a PDF. Choose a report.", name=shown(name)))


def damaged(name: str) -> Unreadable:
    """Return the refusal of a PDF that lost bytes or has wrong ones."""
    return Unreadable(
        phrase(
            "“{name}” is damaged or incomplete. Ask for it again, or make it anew.",
            name=shown(name),
        )
    )


def protected(name: str) -> Unreadable:
    """Return the refusal of an encrypted PDF."""
    return Unreadable(
        phrase("“{name}” is locked with a password. Ask for it without one.", name=shown(name))
    )


def oversized(name: str) -> Unreadable:
    """Return the refusal of a file that would fill the memory."""
    return Unreadable(
        phrase("“{name}” is larger than any report. Choose another file.", name=shown(name))
    )


def not_a_key(name: str) -> Unreadable:
    """Return the refusal of a file that is no PKCS#12 file."""
    return Unreadable(
        phrase(
            "“{name}” holds no certificate with its key. Choose a PKCS#12 file (.p12 or .pfx).",
            name=shown(name),
        )
    )


def not_opened(name: str) -> Unreadable:
    """Return the refusal of a passphrase."""
    return Unreadable(
        phrase("This passphrase does not open “{name}”. Type it again.", name=shown(name))
    )


def outdated(name: str) -> Unreadable:
    """Return the refusal of a key file with a form of encryption that nobody should use."""
    return Unreadable(
        phrase(
            "“{name}” is encrypted in a way that is no longer safe. Export the certificate again.",
            name=shown(name),
        )
    )


def unfit_key(name: str) -> NotAllowed:
    """Return the refusal of a kind of key that cannot sign a PDF."""
    return NotAllowed(
        phrase(
            "The key in “{name}” is too short or of a kind that cannot sign a PDF. Ask for "
            "another.",
            name=shown(name),
        )
    )


def not_a_root(name: str) -> Unreadable:
    """Return the refusal of a file that holds no certificate."""
    return Unreadable(
        phrase("“{name}” holds no certificate. Choose a PEM or DER file.", name=shown(name))
    )


def refused(sentence: Phrase) -> NotAllowed:
    """Return the refusal to sign, for this reason."""
    return NotAllowed(sentence)


def exists(name: str) -> NotWritten:
    """Return the refusal to write over a file."""
    return NotWritten(
        phrase("There is already a file “{name}”. Choose another name.", name=shown(name))
    )


def unstamped(host: str) -> NotWritten:
    """Return what to say when no time stamp came; nothing is signed without it."""
    return NotWritten(
        phrase(
            "The time-stamp service {host} gave no valid time stamp, so nothing was signed. "
            "Try again later, or sign without it.",
            host=shown(host),
        )
    )


def not_an_address() -> NotAllowed:
    """Return the refusal of an address that is none; it may hold a password and is not shown."""
    return NotAllowed(
        phrase("The address of the time-stamp service must begin with http:// or https://.")
    )
