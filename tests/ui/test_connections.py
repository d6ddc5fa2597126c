"""A connection that is gone leaves nothing behind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "procure_app"
FORWARDED = {"connect", "disconnect"}


def emits_connected(source: str) -> list[int]:
    """Return the lines at which a signal's ``emit`` itself is connected or disconnected.

    PySide 6.11 keeps a string for each such connection, for ever; from signal to signal it
    keeps nothing.
    """
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in FORWARDED
        for given in call.args
        if isinstance(given, ast.Attribute) and given.attr == "emit"
    ]


@pytest.mark.parametrize("part", ["ui", "app"])
def test_signals_are_forwarded_to_signals_and_not_to_their_emit(part):
    found = {
        f"{file.relative_to(SOURCES)}:{line}"
        for file in (SOURCES / part).rglob("*.py")
        for line in emits_connected(file.read_text("utf-8"))
    }
    assert found == set()


def test_an_emit_that_is_connected_is_found():
    assert emits_connected("a.b.connect(c.d)\na.b.connect(lambda: c.d.emit())") == []
    assert emits_connected("a.b.connect(c.d.emit)") == [1]
