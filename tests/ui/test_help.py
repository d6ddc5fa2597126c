"""The page for administrators: there, whole, and in a window that can be read by keys."""

from __future__ import annotations

import re

from hand import settle

from procure_app import app, resources
from procure_app.ui.help import HelpDialog


def page() -> str:
    return app.help_page("reliability-and-security")


def test_the_menu_opens_the_page_for_administrators(window, hand):
    hand.menu("reliability")
    (dialog,) = window.findChildren(HelpDialog)
    text = dialog.text.toPlainText()
    assert "Nothing you typed is lost" in text
    assert "What is not protected against" in text
    assert dialog.text.accessibleName() == "Reliability and security"
    dialog.close()
    settle()
    assert window.findChildren(HelpDialog) == []


def test_every_promise_says_how_it_is_tested_or_where_it_ends():
    sections = re.split(r"^## ", page(), flags=re.MULTILINE)[1:]
    promised = [section for section in sections if "**Promise.**" in section]
    assert len(promised) >= 6
    marks = ("How it is tested", "must open and read the same", "in no file")
    assert [s.splitlines()[0] for s in promised if not any(mark in s for mark in marks)] == []


def test_no_figure_was_left_open():
    assert "@" not in page()


def test_a_page_in_another_language_comes_before_the_english_one(tmp_path, monkeypatch):
    folder = tmp_path / "help"
    folder.mkdir()
    (folder / "x.md").write_text("English", "utf-8")
    (folder / "x.de.md").write_text("Deutsch", "utf-8")
    monkeypatch.setattr(resources, "folder", lambda name: tmp_path / name)
    assert [app.help_page("x", code) for code in ("de", "fr")] == ["Deutsch", "English"]
