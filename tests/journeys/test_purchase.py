"""The whole walk on a real release: filled in, saved, reopened, decided, signed, printed."""

from __future__ import annotations

import re

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from procure_app import resources
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.catalogue.word import Walk
from procure_app.core.decision.signoff import missing, required, standings
from procure_app.store.shipped.example import examples, load_example
from procure_app.ui.window import Window
from tests.journeys.officer import Officer

EXAMPLES = resources.folder("examples")


def plain(text: str) -> str:
    """Return the text without white space, as lines may break anywhere."""
    return re.sub(r"\s+", "", text)


def pdf_text(path) -> str:
    return plain("".join(page.extract_text() for page in PdfReader(path).pages))


def everything(assessment: Assessment, catalogue) -> list[str]:
    """Return every text that a person entered and every option that was chosen."""
    texts = [assessment.title]
    for key, answer in assessment.answers.items():
        question = catalogue.by_id[key]
        texts += [answer.note, answer.reason, answer.clause, answer.disputed]
        for value in answer.value:
            option = question.option(value)
            texts.append(option.text if option else value)
    for row in assessment.components.values():
        texts += [row.found, row.version, row.note]
    for item in assessment.evidence:
        texts += [item.id, item.title, item.where, item.version]
    decision = assessment.decision
    texts += [*decision.reasons, decision.against, decision.approver_level]
    for condition in decision.conditions:
        texts += [condition.id, condition.text, condition.owner, condition.proof]
    for acceptance in decision.acceptances:
        texts += [acceptance.authority, acceptance.limit, acceptance.reason, acceptance.control]
    return [text for text in texts if text]


def is_date(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def test_an_officer_fills_signs_and_prints_a_real_release(
    window: Window, qtbot, tmp_path, monkeypatch, catalogue
):
    """By clicks, keys and paste; the PDF then holds everything that the file holds."""
    mind = load_example(EXAMPLES, "llama-3.1-8b")
    officer, desk = Officer(window), window.desk
    window.new(Walk.PURCHASE)
    officer.write(window.body.header._title, mind.title)
    window.actions_by_name["depth"].trigger()
    assert desk.assessment.depth is Depth.FULL
    officer.fill(mind)
    window.actions_by_name["depth"].trigger()  # what was answered stays asked
    assert desk.assessment.depth is mind.depth

    filled = desk.assessment
    for key, answer in mind.answers.items():
        if catalogue.by_id[key].derived:
            continue
        ours = filled.answers.get(key)
        assert ours is not None, key
        assert ours.value == answer.value, key
        for part in ("standing", "reason", "note", "bound", "instrument", "clause", "carried"):
            assert getattr(ours, part) == getattr(answer, part), (key, part)
    for key, row in mind.components.items():
        ours_row = filled.components[key]
        for part in ("availability", "licence", "found", "version", "note"):
            assert getattr(ours_row, part) == getattr(row, part), (key, part)

    file = tmp_path / "llama.procure"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    window.actions_by_name["save"].trigger()
    saved = desk.assessment
    assert not desk.session.modified
    window.open(file)
    assert desk.assessment == saved

    officer.decide(mind.decision)
    assert desk.assessment.decision.outcome is mind.decision.outcome
    decided = desk.assessment.decision
    assert {c.text for c in decided.conditions} == {c.text for c in mind.decision.conditions}
    for role in required(desk.reading):
        officer.sign(role.id, role.title, f"Person of {role.title} (fictional)")
    assert missing(desk.reading) == ()
    assert all(s.stands for s in standings(desk.reading))
    window.actions_by_name["save"].trigger()

    report = tmp_path / "llama.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(report), ""))
    window.actions_by_name["report"].trigger()
    qtbot.waitUntil(report.exists, timeout=60_000)
    printed = pdf_text(report)
    absent = [
        text
        for text in everything(desk.assessment, catalogue)
        if not is_date(text) and plain(text) not in printed
    ]
    assert absent == []
    for signoff in desk.assessment.signoffs:
        assert plain(signoff.name) in printed


@pytest.mark.parametrize("name", examples(EXAMPLES))
def test_each_example_opens_saves_and_reopens_equal(name, window, tmp_path):
    """And its problems are mended: a finished example has none."""
    session = window.desk.session
    session.new(load_example(EXAMPLES, name))
    window.rebuild()
    assert session.reading.problems == ()
    file = tmp_path / f"{name}.procure"
    session.save(file)
    saved = session.assessment
    session.open(file)
    assert session.assessment == saved


@pytest.mark.parametrize("name", examples(EXAMPLES))
def test_the_report_of_each_example_holds_everything_entered(name, window, tmp_path, catalogue):
    """Every answer, note, reason, evidence item, condition and acceptance."""
    session = window.desk.session
    session.new(load_example(EXAMPLES, name))
    report = tmp_path / f"{name}.pdf"
    report.write_bytes(window.services.report(session.reading))
    printed = pdf_text(report)
    absent = [
        text
        for text in everything(session.assessment, catalogue)
        if not is_date(text) and plain(text) not in printed
    ]
    assert absent == []
