"""Describing a release without a purchase: a journalist gets one citable page."""

from __future__ import annotations

import re

from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from procure_app import resources
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.word import Walk
from procure_app.store.shipped.example import load_example
from procure_app.ui.window import Window
from tests.journeys.officer import Officer


def test_a_journalist_describes_a_release_and_cites_its_page(
    window: Window, qtbot, tmp_path, monkeypatch, catalogue
):
    """No buyer, no party, no decision: the statement, the vendor's word, sources with dates."""
    example = load_example(resources.folder("examples"), "llama-3.1-8b")
    kept = {
        key: answer
        for key, answer in example.answers.items()
        if Walk.DESCRIBE in catalogue.by_id[key].walks
    }
    mind = changed(example, walk=Walk.DESCRIBE, answers=kept)
    officer = Officer(window)
    window.actions_by_name["describe"].trigger()
    officer.write(window.body.header._title, "Llama 3.1 8B")
    officer.fill(mind)
    assert "decision" not in window.body.pages()
    assert window.desk.reading.findings == ()

    file = tmp_path / "described.procure"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.actions_by_name["save"].trigger()
    saved = window.desk.assessment
    window.open(file)
    assert window.desk.assessment == saved

    page = tmp_path / "described.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(page), ""))
    window.body.go("sign")
    officer.click(officer.page, "Save report as PDF…")
    qtbot.waitUntil(page.exists, timeout=60_000)
    reader = PdfReader(page)
    text = re.sub(r"\s+", " ", " ".join(p.extract_text() for p in reader.pages))
    label = next(a for k, a in kept.items() if k == catalogue.uses.label)
    assert label.value[0].split()[0] in text
    assert "22 November 2026" in text
    for word in ("Decision", "Blocker", "Sign-off", "Buyer"):
        assert word not in text
    first = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    assert "How to cite this page" in first, "what is cited stands on one page; sources follow"
