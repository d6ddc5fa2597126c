"""Signing and verifying in the window: what is asked, what is passed on, and what is said."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hand import settle
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from test_nothing_cut import beyond, clipped

from procure_app import app
from procure_app.core.assessment.edit import changed
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import phrase
from procure_app.resources import folder
from procure_app.session.error import NotAllowed
from procure_app.store.shipped.example import load_example
from procure_app.ui import seal
from procure_app.ui.service import SignOrder


@pytest.fixture
def dialog(window, qtbot, tmp_path):
    """The dialog, with a report and a certificate chosen."""
    made = seal.SignDialog(window.desk, window)
    qtbot.addWidget(made)
    made.take(tmp_path / "report.pdf", report=True)
    made.take(tmp_path / "me.p12", report=False)
    return made


def test_nothing_is_signed_before_report_certificate_and_role_are_chosen(window, qtbot):
    dialog = seal.SignDialog(window.desk, window)
    qtbot.addWidget(dialog)
    dialog._sign()
    assert dialog.order is None
    assert "Choose the report" in dialog._wrong.text()


def test_it_begins_at_the_first_choice_and_leads_to_what_is_missing(window, qtbot, tmp_path):
    dialog = seal.SignDialog(window.desk, window)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    assert dialog.focusWidget() is dialog._links["report"]
    dialog.take(tmp_path / "report.pdf", report=True)
    for missing in (dialog._links["key"], dialog._role):
        dialog._sign()
        assert dialog.focusWidget() is missing
        dialog.take(tmp_path / "me.p12", report=False)


@pytest.mark.parametrize("text", [1.0, 2.0])
def test_it_fits_a_small_screen_with_what_is_wrong_in_sight(window, qtbot, tmp_path, text):
    window.set_text_size(text)
    dialog = seal.SignDialog(window.desk, window)
    qtbot.addWidget(dialog)
    dialog.take(tmp_path / ("long" * 50), report=True)
    dialog.show()
    dialog.resize(640, 400)
    dialog._sign()
    settle()
    assert (dialog.width(), dialog.height()) == (640, 400)
    assert clipped(dialog) + beyond(dialog) == []
    assert dialog._wrong.visibleRegion().boundingRect() == dialog._wrong.rect()


def test_what_is_entered_is_passed_on_once_and_the_passphrase_is_kept_nowhere(dialog, tmp_path):
    assert dialog._phrase.echoMode() == QLineEdit.EchoMode.Password
    dialog._role.setCurrentIndex(dialog._role.findData("approver"))
    dialog._phrase.setText("s3cret")
    dialog._sign()
    assert dialog.order == SignOrder(
        tmp_path / "report.pdf",
        tmp_path / "report-approver.pdf",
        "approver",
        tmp_path / "me.p12",
        "s3cret",
    )
    assert dialog._phrase.text() == ""
    assert "s3cret" not in repr(dialog.order)


def test_a_signed_report_never_takes_the_name_of_a_file_that_is_there(dialog, tmp_path):
    (tmp_path / "report-preparer.pdf").touch()
    dialog._role.setCurrentIndex(dialog._role.findData("preparer"))
    dialog._sign()
    assert dialog.order.target == tmp_path / "report-preparer-2.pdf"


@pytest.mark.parametrize(
    ("sign", "said", "tone"),
    [
        (lambda order: (order.target, "ab" * 32), "The signed report is x-approver.pdf", Tone.MET),
        (NotAllowed(phrase("The passphrase is wrong.")), "The passphrase is wrong.", Tone.NO),
        (ValueError("secret details"), "a fault of the app. No file was changed", Tone.NO),
    ],
)
def test_the_end_is_said_in_one_sentence(window, qtbot, monkeypatch, *, sign, said, tone):
    heard = []
    monkeypatch.setattr(window.body.notice, "tell", lambda words, t: heard.append((words, t)))

    def act(order):
        if isinstance(sign, Exception):
            raise sign
        return sign(order)

    window.services = replace(window.services, sign=act)
    order = SignOrder(Path("x.pdf"), Path("x-approver.pdf"), "approver", Path("me.p12"), "s3cret")
    seal.make_signature(window, order)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert said in heard[1][0]
    assert heard[1][1] is tone
    assert "secret" not in heard[1][0]


def test_a_role_of_a_file_is_not_the_name_of_a_file(window, qtbot):
    session = window.desk.session
    evil = changed(session.catalogue.roles[0], id="../../evil", title="Approver")
    session.catalogue = changed(session.catalogue, roles=(evil,))
    dialog = seal.SignDialog(window.desk, window)
    qtbot.addWidget(dialog)
    offered = {dialog._role.itemData(n) for n in range(dialog._role.count())}
    assert offered == {"", *(role.id for role in session.shipped.roles)}


@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_signature_is_recorded_in_the_document_that_was_signed_and_no_other(
    window, qtbot, monkeypatch, meanwhile
):
    recorded, waiting = [], threading.Event()
    monkeypatch.setattr(seal, "record", lambda session, entry: recorded.append(entry.text))

    def act(order):
        waiting.wait(5)
        return order.target, "ab" * 32

    window.services = replace(window.services, sign=act)
    order = SignOrder(Path("x.pdf"), Path("x-approver.pdf"), "approver", Path("k"), "p")
    seal.make_signature(window, order)
    if meanwhile:
        window.desk.session.new(window.desk.session.blank(window.desk.assessment.walk))
    waiting.set()
    qtbot.waitUntil(lambda: "x-approver.pdf" in window.body.notice.says())
    assert bool(recorded) != meanwhile


def test_what_was_found_is_shown_and_asked_again_with_a_root(window, qtbot, answers, tmp_path):
    asked = []

    def verify(report, roots):
        asked.append(roots)
        return bool(roots), f"found with {len(roots)}"

    window.services = replace(window.services, verify=verify)
    dialog = seal.VerifiedDialog(window, tmp_path / "r.pdf", False, "found with 0")
    qtbot.addWidget(dialog)
    text = dialog.findChild(QPlainTextEdit)
    assert text.toPlainText().startswith("Not everything stands.")
    answers.file = tmp_path / "root.pem"
    dialog._choose()
    qtbot.waitUntil(lambda: "found with 1" in text.toPlainText())
    assert text.toPlainText().startswith("Every signature stands.")
    assert asked == [(tmp_path / "root.pem",)]


def test_a_report_opens_as_the_assessment_it_came_from(window, qtbot, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr("procure_app.ui.opened.show_signatures", lambda _, path: shown.append(path))
    session = app.build_session()
    session.new(load_example(folder("examples"), "pythia-12b"))
    report = tmp_path / "report.pdf"
    report.write_bytes(app.report_bytes(session.reading))
    before = report.read_bytes()
    window.open(report)
    settle()
    assert window.desk.assessment.answers.keys() >= {"release.model", "case.use"}
    assert window.desk.session.path is None  # saving asks for a name: the PDF is never written over
    assert shown == [report]
    assert report.read_bytes() == before
