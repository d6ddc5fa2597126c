"""A file that somebody else has open: asked about before anything else, and let go in time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from session.conftest import Clock

from procure_app.core.catalogue.word import Walk
from procure_app.i18n import language, say
from procure_app.session.claim import told
from procure_app.session.error import ChangedOutside, InUse, NotAllowed, NotWritten, Unreadable
from procure_app.session.holder import Access, Holder, Standing
from procure_app.session.session import Session

ONE, TWO = Path("/files/one.procure"), Path("/files/two.procure")
WHEN = datetime.datetime(2026, 11, 22, 10, 5, tzinfo=datetime.UTC)
ANA = Holder("ana", "desk-7", WHEN, Standing.LIVING)


@dataclass
class Board:
    """Locks in memory; fulfils ``Locks``."""

    others: dict[Path, Holder] = field(default_factory=dict)
    ours: set[Path] = field(default_factory=set)
    closed: bool = False
    """Whether no lock can be made, as in a protected folder."""

    def holder(self, path: Path) -> Holder | None:
        return self.others.get(path)

    def take(self, path: Path, *, over: bool = False) -> bool:
        if over:
            self.others.pop(path, None)
        if self.closed or path in self.others:
            return False
        self.ours.add(path)
        return True

    def release(self, path: Path) -> None:
        self.ours.discard(path)


@pytest.fixture
def board() -> Board:
    """What is said of files."""
    return Board()


@pytest.fixture
def session(tiny, shelf, board) -> Session:
    """A session that tells others what it has open; both files are there, none is open."""
    numbers = iter(range(100))
    made = Session(tiny, shelf, Clock(), lambda: f"id-{next(numbers)}", locks=board)
    for path in (ONE, TWO):
        made.new(made.blank(Walk.PURCHASE, path.stem))
        made.save(path)
    made.close()
    made.new(made.blank(Walk.PURCHASE, "new"))
    assert board.ours == set()
    return made


def test_what_is_open_is_held_and_what_was_open_is_let_go(session, board):
    session.open(ONE)
    assert board.ours == {ONE}
    session.open(TWO)
    assert board.ours == {TWO}
    session.save(ONE, overwrite=True)
    assert board.ours == {ONE}
    session.save()
    assert board.ours == {ONE}
    session.new(session.blank(Walk.PURCHASE))
    assert board.ours == set()


def test_closing_lets_go_and_does_so_once(session, board):
    session.open(ONE)
    session.close()
    session.close()
    assert board.ours == set()


def test_a_new_document_is_held_from_its_first_save(session, board):
    session.save(Path("/files/three.procure"))
    assert board.ours == {Path("/files/three.procure")}


def test_opening_the_open_file_again_keeps_it(session, board):
    session.open(ONE)
    session.open(ONE)
    assert board.ours == {ONE}


def test_a_file_in_use_is_not_opened_and_the_document_stays(session, board):
    session.open(TWO)
    before = session.assessment
    board.others[ONE] = ANA
    with pytest.raises(InUse) as caught:
        session.open(ONE)
    assert caught.value.holder == ANA
    assert session.assessment is before
    assert session.path == TWO
    assert board.ours == {TWO}


def test_a_file_that_cannot_be_read_keeps_what_is_held(session, board):
    session.open(ONE)
    with pytest.raises(Unreadable):
        session.open(Path("/files/none.procure"))
    assert board.ours == {ONE}


def test_somebody_who_was_faster_is_asked_about_too(session, board, shelf):
    session.open(TWO)
    plain = shelf.open

    def meanwhile(path):
        board.others[ONE] = ANA
        return plain(path)

    shelf.open = meanwhile
    with pytest.raises(InUse):
        session.open(ONE)
    assert session.path == TWO
    assert board.ours == {TWO}


def test_for_reading_only_nothing_is_held_and_nothing_changes(session, board):
    session.open(TWO)
    board.others[ONE] = ANA
    session.open(ONE, Access.READING)
    assert session.read_only
    assert board.ours == set()
    changed = session.assessment.model_copy(update={"title": "mine"})
    with pytest.raises(NotAllowed):
        session.change(changed, "title")
    with pytest.raises(NotAllowed):
        session.save()
    session.save(Path("/files/three.procure"))
    assert not session.read_only
    assert board.ours == {Path("/files/three.procure")}


def test_a_file_of_a_newer_format_is_not_held(session, board, shelf):
    shelf.files[ONE].read_only = True
    session.open(ONE)
    assert board.ours == set()


def test_beside_somebody_it_is_edited_and_they_stay_named(session, board):
    board.others[ONE] = ANA
    session.open(ONE, Access.BESIDE)
    session.change(session.assessment.model_copy(update={"title": "mine"}), "title")
    session.save()
    assert board.others == {ONE: ANA}
    assert board.ours == set()


def test_saving_beside_somebody_still_asks_where_the_file_changed(session, board, shelf):
    board.others[ONE] = ANA
    session.open(ONE, Access.BESIDE)
    shelf.save(ONE, session.assessment, session.catalogue, {}, "", overwrite=True)
    session.change(session.assessment.model_copy(update={"title": "mine"}), "title")
    with pytest.raises(ChangedOutside):
        session.save()


def test_taken_over_it_is_ours(session, board):
    board.others[ONE] = ANA
    session.open(ONE, Access.OVER)
    assert board.others == {}
    assert board.ours == {ONE}


def test_another_file_in_use_is_not_written_over_unasked(session, board, shelf):
    session.open(TWO)
    board.others[ONE] = ANA
    before = shelf.files[ONE]
    with pytest.raises(InUse):
        session.save(ONE)
    assert shelf.files[ONE] is before
    assert session.path == TWO
    assert board.ours == {TWO}
    session.save(ONE, overwrite=True)
    assert session.path == ONE
    assert board.others == {ONE: ANA}
    assert board.ours == set()


def test_a_save_that_fails_holds_what_was_held(session, board, shelf):
    session.open(TWO)
    shelf.full = True
    with pytest.raises(NotWritten):
        session.save(ONE)
    assert board.ours == {TWO}


def test_where_no_lock_can_be_made_files_open_and_save(session, board):
    board.closed = True
    session.open(ONE)
    assert not session.read_only
    session.save()
    session.save(TWO)
    assert board.ours == set()


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing.LIVING, "“one.procure” is open in another window: ana on desk-7, since 2026-11-22"
         " 10:05 UTC. Close it there, then open it again."),
        (Standing.UNKNOWN, "“one.procure” may be open elsewhere: ana on desk-7, since 2026-11-22 "
         "10:05 UTC. Ask whether it is closed there, then open it again."),
        (Standing.GONE, "“one.procure” was not closed properly: ana on desk-7, since 2026-11-22 "
         "10:05 UTC. That program has ended, so nobody has it open."),
    ],
)  # fmt: skip
def test_the_sentence_names_who_where_and_since_when(standing, words):
    holder = Holder("ana", "desk-7", WHEN, standing)
    assert say(told(ONE, holder), language("en", Path("nowhere"))) == words


def test_a_hostile_name_is_said_on_one_line_and_without_turning_it_round():
    hostile = "\u202eana\n\x1b[31m{name}<b>" + "x" * 300
    sentence = say(
        told(Path("/files/\u202ea.procure"), Holder(hostile, hostile, None, Standing.UNKNOWN)),
        language("en", Path("nowhere")),
    )
    assert sentence.isprintable()
    assert len(sentence) < 250
    assert "unknown time" in sentence


def test_somebody_unknown_has_words_too():
    said = say(told(ONE, Holder("", "", None, Standing.UNKNOWN)), language("en", Path("nowhere")))
    assert "Somebody on an unknown computer, since unknown time" in said


def test_a_long_name_keeps_its_beginning_and_its_end():
    path = Path("/files") / ("Chat assistant " * 16 + "final.procure")
    said = say(told(path, ANA), language("en", Path("nowhere")))
    assert said.startswith("“Chat assistant Chat assistant C")
    assert "…t final.procure” is open" in said
