"""Why a file was refused on reading, each in a sentence that says what to do next."""

from __future__ import annotations

from pathlib import Path

from procure_app.core.phrase import phrase
from procure_app.session.error import Unreadable, shown


def unopened(path: Path, error: OSError | ValueError) -> Unreadable:
    """Return the refusal of a file that the system does not let us read."""
    match error:
        case FileNotFoundError() | NotADirectoryError() | ValueError():
            return missing(path)
        case PermissionError():
            return Unreadable(
                phrase(
                    "You are not allowed to read “{name}”. Ask its owner for access.",
                    name=name(path),
                )
            )
        case _:
            return Unreadable(
                phrase(
                    "“{name}” cannot be read from the disk. Check the drive or network, "
                    "then open it again.",
                    name=name(path),
                )
            )


def missing(path: Path) -> Unreadable:
    """Return the refusal of a file that is not there."""
    return Unreadable(phrase("“{name}” is not there. Choose another file.", name=name(path)))


def folder(path: Path) -> Unreadable:
    """Return the refusal of a folder."""
    return Unreadable(phrase("“{name}” is a folder. Choose a file inside it.", name=name(path)))


def special(path: Path) -> Unreadable:
    """Return the refusal of a pipe, a device or a socket."""
    return Unreadable(
        phrase("“{name}” is a device and not a file. Choose another file.", name=name(path))
    )


def empty(path: Path) -> Unreadable:
    """Return the refusal of a file without a byte."""
    return Unreadable(
        phrase("“{name}” is empty. Open a backup, or ask for the file again.", name=name(path))
    )


def foreign(path: Path) -> Unreadable:
    """Return the refusal of a file that is something else."""
    return Unreadable(
        phrase(
            "“{name}” is not an assessment. Choose a file whose name ends in .procure.",
            name=name(path),
        )
    )


def damaged(path: Path) -> Unreadable:
    """Return the refusal of a file that lost bytes or has wrong ones."""
    return Unreadable(
        phrase(
            "“{name}” is damaged or incomplete. Open a backup, or ask for the file again.",
            name=name(path),
        )
    )


def altered(path: Path) -> Unreadable:
    """Return the refusal of a file that another program changed."""
    return Unreadable(
        phrase(
            "“{name}” was changed outside this app. Open the file as the app last saved it.",
            name=name(path),
        )
    )


def oversized(path: Path) -> Unreadable:
    """Return the refusal of a file that would fill the memory."""
    return Unreadable(
        phrase(
            "“{name}” holds more than any assessment does. Ask for the file again where it "
            "came from.",
            name=name(path),
        )
    )


def malformed(path: Path, place: str) -> Unreadable:
    """Return the refusal of a content that is not of our form, at this place in it."""
    return Unreadable(
        phrase(
            "The content of “{name}” is not valid at “{place}”. Open a backup, or ask for the "
            "file again.",
            name=name(path),
            place=place,
        )
    )


def newer(path: Path) -> Unreadable:
    """Return the refusal of a format that this version does not know."""
    return Unreadable(
        phrase(
            "“{name}” was made by a newer version of this app. Install that version to open it.",
            name=name(path),
        )
    )


def rotten(title: str) -> Unreadable:
    """Return the refusal of an attached file whose bytes are not those of its digest."""
    return Unreadable(
        phrase(
            "The attached file “{title}” is damaged or was exchanged. Attach it again.",
            title=title,
        )
    )


def name(path: Path) -> str:
    """Return the file's name as text that can be shown, whatever bytes it has."""
    return shown(path.name or str(path))
