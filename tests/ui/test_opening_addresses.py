"""An address is opened in the browser only after a question that shows where it leads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hand import labels, settle
from PySide6.QtCore import QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

import procure_app
from procure_app.core.assessment.answer import Evidence
from procure_app.ui.address import AddressDialog, open_address
from procure_app.ui.evidence import EvidenceDialog
from procure_app.ui.paint import Link


@pytest.fixture
def browser(monkeypatch) -> list[str]:
    """What the browser was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: asked.append(url.toString()) or True
    )
    return asked


def press(words: str, seen: list) -> None:
    """Press this button in the question that comes, once."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AddressDialog)
        seen.extend(labels(dialog))
        seen.append(dialog.findChild(QPlainTextEdit).toPlainText())
        next(b for b in dialog.findChildren(QPushButton) if b.text() == words).click()

    QTimer.singleShot(0, act)


def test_the_question_shows_site_and_whole_address_before_anything_opens(window, browser):
    seen: list[str] = []
    press("Open in the browser", seen)
    assert open_address(window.desk, window, "https://\u0430pple.example/terms?a=b") == ""
    assert browser == ["https://xn--pple-43d.example/terms?a=b"]
    assert "\u0430pple.example" in seen
    assert any("xn--pple-43d.example" in words for words in seen[:-1])
    assert seen[-1] == "https://xn--pple-43d.example/terms?a=b"


def test_nothing_opens_where_the_person_says_no(window, browser):
    press("Do not open", [])
    assert open_address(window.desk, window, "https://example.org") == ""
    assert browser == []


def test_saying_no_is_what_enter_does(window):
    from procure_app.session.address import destination

    dialog = AddressDialog(window.desk, window, destination("https://example.org"))
    default = [b.text() for b in dialog.findChildren(QPushButton) if b.isDefault()]
    assert default == ["Do not open"]


@pytest.mark.parametrize(
    "text", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", r"\\host\share"]
)
def test_other_addresses_are_refused_in_a_sentence_without_a_question(window, browser, text):
    said = open_address(window.desk, window, text)
    assert said == "Only web addresses (http and https) are opened. Copy anything else by hand."
    assert browser == []


def test_a_browser_that_does_not_open_is_said(window, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    press("Open in the browser", [])
    assert "could not be opened" in open_address(window.desk, window, "https://example.org")


@pytest.mark.parametrize(
    ("where", "offered"),
    [("https://example.org", True), ("javascript:alert(1)", True), ("page 4", False), ("", False)],
)
def test_the_evidence_dialog_offers_to_open_what_looks_like_an_address(
    window, browser, where, offered
):
    item = Evidence(id="E-1", title="Terms", where=where)
    dialog = EvidenceDialog(window.desk, window, item, None)
    dialog.show()
    settle()
    opener = next(b for b in dialog.findChildren(Link) if b.text() == "Open this address…")
    assert opener.isVisible() is offered
    if where.startswith("javascript"):
        opener.click()
        assert "Only web addresses" in dialog._wrong.text()
    dialog.close()
    assert browser == []


def test_no_other_place_opens_anything():
    """Neither Qt's services, nor labels and browsers by themselves, nor other programs."""
    opening = re.compile(
        r"QDesktopServices|openUrl|webbrowser|setOpenExternalLinks\(True|setOpenLinks\(True|"
        r"os\.startfile|xdg-open|QProcess|LinksAccessibleBy|linkActivated"
    )
    root = Path(procure_app.__file__).parent
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if opening.search(path.read_text("utf-8"))
    }
    assert found == {"ui/address.py"}
