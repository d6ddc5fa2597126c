"""What does not fit in a file is said in the window when it is opened."""

from __future__ import annotations

from forging.forge import forge, signed
from hand import labels, settle

from procure_app import resources
from procure_app.store.shipped.example import load_example
from procure_app.ui.page.signoff import SignoffPage


def reword(value) -> None:
    """Ask another question than was answered."""
    value["sections"][0]["questions"][0]["text"] = "What is your favourite colour?"


def test_a_reworded_question_is_told_on_opening(window, tmp_path):
    path = tmp_path / "a.procure"
    signed(path, load_example(resources.folder("examples"), "llama-3.1-8b"))
    window.open(path)
    settle()
    assert not window.body.notice.isVisible()
    window.open(forge(path, reword, "catalogue.json"))
    settle()
    told = " ".join(labels(window.body.notice))
    assert "The questions in this file are not those of catalogue" in told
    assert "The sign-off of" in told
    window.body.go("sign")
    page = window.body.wizard.step().page
    assert isinstance(page, SignoffPage)
    assert "does not count: The wording of the catalogue" in page._table.accessibleName()


def test_a_file_opened_at_the_start_is_told_once_the_rules_are_there(window, tmp_path, library):
    path = tmp_path / "a.procure"
    signed(path, load_example(resources.folder("examples"), "llama-3.1-8b"))
    window.desk.session.open(forge(path, reword, "catalogue.json"))
    window.rebuild()
    settle()
    assert not window.body.notice.isVisible()
    window._take_rules(library)
    settle()
    assert "The questions in this file are not those" in " ".join(labels(window.body.notice))
