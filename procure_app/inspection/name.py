"""Names and lines of the vendor's, made fit to be shown: one line, nothing hidden, no two alike."""

from __future__ import annotations

LONGEST = 200
"""Characters of a quotation."""


def shown(raw: bytes) -> str:
    """Return the name as text in which different names stay different.

    Control characters, those that turn the direction of reading, unassigned ones, and bytes
    that are not UTF-8 are written as escapes; a backslash of the name itself is doubled.
    """
    if raw.isascii():
        text = raw.decode("ascii")
        if "\\" not in text and text.isprintable():
            return text
    return escaped(raw.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace"))


def escaped(text: str) -> str:
    """Return the text with every character that has no shape written as an escape."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else _escape(ord(character)) for character in text
    )


def quoted(text: str, most: int = LONGEST) -> str:
    """Return the first line that says anything, at most so many characters, escaped."""
    for line in text[: 16 * most].splitlines():
        if words := " ".join(line.split()):
            cut = words if len(words) <= most else words[: most - 1] + "…"
            return escaped(cut)
    return ""


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
