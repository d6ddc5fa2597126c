"""How a command is declared: its name, what it does, and what it is about."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

Run = Callable[[argparse.Namespace], int]
"""Carries out a command, and returns its exit code."""


class Commands:
    """The commands declared so far, as one parser."""

    def __init__(self) -> None:
        self.parser = argparse.ArgumentParser(prog="procure-app")
        self._every = self.parser.add_subparsers(dest="command", required=True)

    def add(self, name: str, text: str, run: Run, subject: str = "") -> argparse.ArgumentParser:
        """Declare a command, with the path it takes first where it takes one."""
        command = self._every.add_parser(name, help=text, description=text, allow_abbrev=False)
        if subject:
            command.add_argument(subject, type=Path, metavar=subject.upper())
        command.set_defaults(run=run)
        return command
