"""Text of a file where Qt would read markup, marks of a key, or a placeholder in it."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt

from procure_app.session.visible import one_line


def literal(text: str) -> str:
    """Return the text for a tool tip or a message, which shows it as it was typed.

    Qt guesses whether a text is HTML: what it would take for HTML is escaped.
    """
    if not Qt.mightBeRichText(text):
        return text
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"


def unkeyed(text: str) -> str:
    """Return the text for a menu or a button, on one line; ``&`` makes no key."""
    return one_line(text).replace("&", "&&")


def titled(text: str) -> str:
    """Return the text for the title of a window; ``[*]`` is no place for a mark."""
    return one_line(text).replace("[*]", "[*][*]")
