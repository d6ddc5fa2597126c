"""Why a file was not written, each in a sentence that says what to do next."""

from __future__ import annotations

import errno
from pathlib import Path

from procure_app.core.phrase import phrase
from procure_app.session.error import ChangedOutside, NotWritten
from procure_app.store.disk.refusal import name

_UNKNOWN = (
    errno.EXDEV,
    errno.EEXIST,
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
)
"""What a drive says on which one file cannot take the place of another."""


def unwritten(path: Path, error: OSError | ValueError) -> NotWritten:
    """Return the refusal of a place where nothing can be written."""
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG):
        return NotWritten(
            phrase(
                "There is no room left for “{name}”. Free some space, or save it elsewhere.",
                name=name(path),
            )
        )
    if isinstance(error, PermissionError) or code == errno.EROFS:
        return NotWritten(
            phrase(
                "You are not allowed to write “{name}” there. Save it in another folder.",
                name=name(path),
            )
        )
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotWritten(
            phrase(
                "The folder for “{name}” is not there. Save it in another folder.",
                name=name(path),
            )
        )
    if code == errno.ENAMETOOLONG:
        return NotWritten(phrase("The name is too long. Save under a shorter name."))
    return NotWritten(
        phrase("“{name}” could not be written. Save it in another folder.", name=name(path))
    )


def unreplaced(path: Path, error: OSError) -> NotWritten:
    """Return the refusal of a place where the new file was written but may not replace the old.

    The old file is whole. On Windows, another program that has it open is the usual reason.
    """
    if isinstance(error, PermissionError) or error.errno in (errno.EBUSY, errno.ETXTBSY):
        return NotWritten(
            phrase(
                "You are not allowed to write “{name}”, or another program has it open. Close it "
                "there, or save under another name.",
                name=name(path),
            )
        )
    if error.errno in _UNKNOWN:
        return NotWritten(
            phrase(
                "This drive does not let “{name}” be replaced safely. Save it on another drive, "
                "then copy it there.",
                name=name(path),
            )
        )
    if isinstance(error, FileNotFoundError) and path.parent.is_dir():
        return NotWritten(
            phrase(
                "Another program removed “{name}” while it was being written. Save again.",
                name=name(path),
            )
        )
    return unwritten(path, error)


def unlike(path: Path) -> NotWritten:
    """Return the refusal of a drive that does not give back what was written to it."""
    return NotWritten(
        phrase(
            "The drive does not give back what was written of “{name}”. Save it on another drive.",
            name=name(path),
        )
    )


def unfit(path: Path) -> NotWritten:
    """Return the refusal to write over a folder or a device."""
    return NotWritten(phrase("“{name}” is not a file. Save under another name.", name=name(path)))


def protected(path: Path) -> NotWritten:
    """Return the refusal to write over a file that its owner protected."""
    return NotWritten(
        phrase("“{name}” is protected against changes. Save under another name.", name=name(path))
    )


def newer_there(path: Path) -> NotWritten:
    """Return the refusal to write over a file of a newer format."""
    return NotWritten(
        phrase(
            "“{name}” was made by a newer version of this app. Save under another name.",
            name=name(path),
        )
    )


def lost(title: str) -> NotWritten:
    """Return the refusal to save without an attached file."""
    return NotWritten(
        phrase(
            "The attached file “{title}” cannot be found. Attach it again or remove it, then save.",
            title=title,
        )
    )


def exchanged(title: str) -> NotWritten:
    """Return the refusal to save an attached file that changed since it was measured."""
    return NotWritten(
        phrase(
            "The attached file “{title}” has changed since. Attach it again, then save.",
            title=title,
        )
    )


def too_much() -> NotWritten:
    """Return the refusal of more evidence than one file can hold."""
    return NotWritten(
        phrase("The attached files are too many or too large. Link the largest, then save.")
    )


def too_long() -> NotWritten:
    """Return the refusal of more text than could be read back."""
    return NotWritten(phrase("The texts are too long to be saved. Shorten the longest notes."))


def unstorable(text: str) -> NotWritten:
    """Return the refusal of half a character, with the text around it."""
    return NotWritten(
        phrase("The text “{text}” holds a broken character. Type it again, then save.", text=text)
    )


def changed_there(path: Path) -> ChangedOutside:
    """Return the warning that the file is not the one that was opened."""
    return ChangedOutside(
        phrase(
            "Somebody else changed “{name}” since you opened it. Save under another name to "
            "keep both.",
            name=name(path),
        )
    )


def gone_there(path: Path) -> ChangedOutside:
    """Return the warning that the file that was opened is no longer there."""
    return ChangedOutside(
        phrase(
            "“{name}” was moved or deleted since you opened it. Save under another name, or "
            "put it back.",
            name=name(path),
        )
    )


def exists_there(path: Path) -> ChangedOutside:
    """Return the warning that a new file would replace another."""
    return ChangedOutside(
        phrase("There is already a file “{name}”. Save under another name.", name=name(path))
    )
