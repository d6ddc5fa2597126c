"""Every command; all but the window run with no display."""

from __future__ import annotations


def main() -> int:
    """Run the command and return its exit code."""
    return 0
