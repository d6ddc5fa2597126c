"""A connection that is gone leaves nothing behind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "procure_app"
JOINING = {"connect", "disconnect"}
QT_S_OWN = {"emit", "accept", "reject", "close", "hide", "show", "deleteLater"}
"""Methods that are Qt's, not ours. PySide 6.11 keeps a string for each connection to one, for
ever; for one to a signal, to a lambda or to a method written in Python it keeps nothing."""


def connected_to_qt(source: str) -> list[int]:
    """Return the lines at which a signal is connected to, or parted from, a method of Qt's own."""
    tree = ast.parse(source)
    ours = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return [
        call.lineno
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in JOINING
        for given in call.args
        if isinstance(given, ast.Attribute) and given.attr in QT_S_OWN - ours
    ]


@pytest.mark.parametrize("part", ["ui", "app"])
def test_no_signal_is_connected_to_a_method_of_qt_itself(part):
    found = {
        f"{file.relative_to(SOURCES)}:{line}"
        for file in (SOURCES / part).rglob("*.py")
        for line in connected_to_qt(file.read_text("utf-8"))
    }
    assert found == set()


def test_a_connection_to_a_method_of_qt_itself_is_found():
    assert connected_to_qt("a.connect(c.d)\na.connect(lambda: c.d.emit())") == []
    assert connected_to_qt("a.connect(c.d.emit)\na.disconnect(self.reject)") == [1, 2]
    assert connected_to_qt("a.connect(self.close)\ndef close(self): pass") == []
