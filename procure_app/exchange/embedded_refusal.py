"""Why a report cannot be opened as an assessment, each in a sentence that says what to do next."""

from __future__ import annotations

from pathlib import Path

from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable, shown


def unopened(path: Path, error: OSError | ValueError) -> Unreadable:
    """Return the refusal of a file that the system does not let us read."""
    match error:
        case FileNotFoundError() | NotADirectoryError() | ValueError():
            return Unreadable(
                phrase("“{name}” is not there any more. Choose another file.", name=_name(path))
            )
        case PermissionError():
            return Unreadable(
                phrase(
                    "You are not allowed to read “{name}”. Ask its owner for access.",
                    name=_name(path),
                )
            )
        case _:
            return Unreadable(
                phrase(
                    "“{name}” cannot be read from the disk. Check the drive or network, "
                    "then open it again.",
                    name=_name(path),
                )
            )


def special(path: Path) -> Unreadable:
    """Return the refusal of a folder or a device."""
    return Unreadable(
        phrase("“{name}” is not a file. Choose a report made by this app.", name=_name(path))
    )


def damaged(path: Path) -> Unreadable:
    """Return the refusal of what is no PDF, or not a whole one."""
    return Unreadable(
        phrase(
            "“{name}” is not a PDF, or is damaged or incomplete. Ask for the report again.",
            name=_name(path),
        )
    )


def locked(path: Path) -> Unreadable:
    """Return the refusal of an encrypted PDF."""
    return Unreadable(
        phrase(
            "“{name}” is protected by a password. Ask for the report as the app made it.",
            name=_name(path),
        )
    )


def without(path: Path) -> Unreadable:
    """Return the refusal of a PDF that holds no assessment."""
    return Unreadable(
        phrase(
            "“{name}” has no assessment inside. Choose a report made by this app.",
            name=_name(path),
        )
    )


def ambiguous(path: Path) -> Unreadable:
    """Return the refusal of a PDF that holds two."""
    return Unreadable(
        phrase(
            "“{name}” has more than one assessment inside. Ask for the report as the app made it.",
            name=_name(path),
        )
    )


def newer(path: Path) -> Unreadable:
    """Return the refusal of a format that this version does not know."""
    return Unreadable(
        phrase(
            "“{name}” was made by a newer version of this app. Install that version to open it.",
            name=_name(path),
        )
    )


def oversized(path: Path) -> Unreadable:
    """Return the refusal of what would fill the memory."""
    return Unreadable(
        phrase(
            "“{name}” holds more than any report does. Ask for the report again where it came "
            "from.",
            name=_name(path),
        )
    )


def altered(path: Path) -> Unreadable:
    """Return the refusal of an assessment that this app did not write."""
    return Unreadable(
        phrase(
            "The assessment inside “{name}” is damaged or was changed outside this app. Ask for "
            "the report as the app made it.",
            name=_name(path),
        )
    )


def _name(path: Path) -> str:
    """Return the file's name with a mark for what would not be seen or turn it round."""
    return shown(path.name or str(path))
