"""A passphrase typed in the window goes into the signature and nowhere else."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hand import labels, settle
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit

from procure_app.ui import seal
from procure_app.ui.seal import SignDialog

SECRET = "Zq7-Marked-Passphrase-9x"


@pytest.fixture
def dialog(window, tmp_path) -> SignDialog:
    """The dialog filled in, the passphrase typed."""
    made = SignDialog(window.desk, window)
    made.show()
    settle()
    made.take(tmp_path / "report.pdf", report=True)
    made.take(tmp_path / "key.p12", report=False)
    made._phrase.setText(SECRET)
    return made


def test_the_field_shows_dots_to_eyes_and_to_screen_readers(dialog):
    field = dialog._phrase
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert SECRET not in field.displayText()
    spoken = QAccessible.queryAccessibleInterface(field)
    assert SECRET not in spoken.text(QAccessible.Text.Value)
    field.selectAll()
    field.copy()
    assert not field.isUndoAvailable() or SECRET not in labels(dialog)


def test_the_field_is_empty_once_the_order_is_given_and_the_order_hides_it(dialog):
    dialog._role.setCurrentIndex(1)
    dialog._sign()
    assert dialog.order is not None
    assert dialog._phrase.text() == ""
    assert SECRET not in repr(dialog.order)


def test_nothing_written_or_said_holds_it_when_signing_fails(
    dialog, qtbot, tmp_path, caplog, capfd
):
    """Not even where what fails quotes it."""
    caplog.set_level(logging.DEBUG)
    window = dialog.parent()

    def broken(order):
        raise RuntimeError(f"cannot use {order.passphrase}")

    object.__setattr__(window.services, "sign", broken)
    dialog._role.setCurrentIndex(1)
    dialog._sign()
    seal.make_signature(window, dialog.order)
    told = window.body.notice._words
    qtbot.waitUntil(lambda: "could not be done" in told.text(), timeout=10_000)
    window.desk.session.save(tmp_path / "a.procure")
    assert SECRET not in told.text() + caplog.text + "".join(capfd.readouterr())
    words = (SECRET.encode(), SECRET.encode("utf-16-le"))
    files = [path for path in Path(tmp_path).rglob("*") if path.is_file()]
    assert files
    assert [p for p in files if any(w in p.read_bytes() for w in words)] == []
