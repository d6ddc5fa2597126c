"""What is typed is written to the journal by itself, and again where that failed."""

from __future__ import annotations

import datetime
import threading

import pytest

from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Answer
from procure_app.core.phrase import phrase
from procure_app.session.error import NotWritten
from procure_app.session.recorder import Recorder
from procure_app.session.session import Session
from procure_app.session.snapshot import Snapshot
from procure_app.store.procure_file import ProcureFiles

NOW = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def session(catalogue):
    store = ProcureFiles(lambda: catalogue)
    return Session(catalogue, store, lambda: NOW, lambda: "00000000-0000-4000-8000-000000000001")


def answer(session, text):
    changed = edit.answer(session.assessment, "release.model", Answer(value=(text,)))
    session.change(changed, "release.model")


class Kept:
    """A journal in memory that can be made to fail."""

    def __init__(self):
        self.written: list[Snapshot | None] = []
        self.refusal: NotWritten | Exception | None = None
        self.wrote = threading.Event()

    def write(self, snapshot):
        if self.refusal:
            self.wrote.set()
            raise self.refusal
        self.written.append(snapshot)
        self.wrote.set()

    def clear(self):
        self.written.append(None)

    def close(self):
        self.written.append("closed")


@pytest.fixture
def kept():
    return Kept()


def test_every_change_is_written_without_being_asked(session, kept):
    recorder = Recorder(session, kept, [].append)
    answer(session, "Tiny 3B")
    assert kept.wrote.wait(5)
    assert kept.written[-1].assessment == session.assessment
    recorder.close()
    assert kept.written[-1] == "closed"


def test_what_is_saved_is_no_longer_kept(tmp_path, session, kept):
    recorder = Recorder(session, kept, [].append)
    session.save(tmp_path / "a.procure")
    assert recorder.flush()
    assert kept.written[-1] is None
    session.drafts.keep("record/text", "half a sentence")
    assert recorder.flush()
    assert kept.written[-1].drafts == {"record/text": "half a sentence"}
    session.drafts.drop("record")
    assert recorder.flush()
    assert kept.written[-1] is None
    recorder.close()


@pytest.mark.parametrize("refusal", [NotWritten(phrase("There is no room.")), RuntimeError("odd")])
def test_a_journal_that_fails_is_said_once_and_tried_again(session, kept, refusal):
    said = []
    recorder = Recorder(session, kept, said.append)
    kept.refusal = refusal
    for text in ("a", "b"):
        answer(session, text)
        assert not recorder.flush()
    assert len(said) == 1
    assert "cannot be kept" in said[0].text
    kept.refusal = None
    answer(session, "c")
    assert recorder.flush()
    assert kept.written[-1].assessment.answers["release.model"].value == ("c",)
    recorder.close()


def test_what_could_not_be_kept_is_tried_again_although_nobody_types(session, kept, monkeypatch):
    monkeypatch.setattr("procure_app.session.recorder.AGAIN", 0.01)
    recorder = Recorder(session, kept, lambda sentence: None)
    kept.refusal = NotWritten(phrase("There is no room."))
    answer(session, "the last words")
    assert not recorder.flush()
    kept.refusal = None
    kept.wrote.clear()
    assert kept.wrote.wait(5)
    assert kept.written[-1].assessment.answers["release.model"].value == ("the last words",)
    recorder.close()
