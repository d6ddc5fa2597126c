"""What is said of an inspection while it runs, and of what it found."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QLocale

from procure_app.core.phrase import phrase
from procure_app.ui.desk import Desk
from procure_app.ui.service import Inspected, InspectMoment

STAGES = {
    "listing": phrase("Listing the files…"),
    "reading": phrase("Reading what is there; nothing of it is run…"),
    "digesting": phrase("Computing digests…"),
}


def amount(desk: Desk, now: InspectMoment) -> str:
    """Return how far it is, in files and in bytes where bytes are counted."""
    size = QLocale().formattedDataSize
    if not now.files:
        return ""
    if not now.bytes:
        words = "{done} of {files} files"
        return desk.text(words, done=now.files_done, files=now.files)
    return desk.text(
        "{done} of {files} files, {read} of {size}",
        done=now.files_done,
        files=now.files,
        read=size(now.bytes_done),
        size=size(now.bytes),
    )


def html(found: Inspected) -> str:
    """Return what was found, part by part, without the parts that say nothing."""
    parts = [f"<p><b>{escape(found.root)}</b></p>"]
    for title, lines in found.parts:
        if lines:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f"<h3>{escape(title)}</h3><ul>{items}</ul>")
    return "".join(parts)
