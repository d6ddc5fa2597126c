"""What a save replaces is kept, the last few versions of it, at next to no cost."""

from __future__ import annotations

import datetime
import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from procure_app.core.assessment.document import Assessment
from procure_app.i18n import language, say
from procure_app.session.error import ChangedOutside, NotWritten
from procure_app.store.kept.backup import Backups, Keeping
from procure_app.store.kept.version_folder import folder_name
from procure_app.store.procure_file import ProcureFiles

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
posix = pytest.mark.skipif(os.name != "posix", reason="rights and owners are those of POSIX")


class Cupboard:
    """A place for versions, and a document that is saved again and again."""

    def __init__(self, tmp_path: Path, tiny, plain: Assessment) -> None:
        self.place = tmp_path / "state" / "backups"
        self.keeping = Keeping(self.place, 3)
        self.now = NOON
        self.backups = Backups(lambda: self.keeping, self._tick)
        self.files = ProcureFiles(lambda: tiny, self.backups)
        self.tiny, self.plain = tiny, plain
        self.path = tmp_path / "desk" / "one.procure"
        self.path.parent.mkdir()
        self.evidence: dict[str, Path] = {}

    def _tick(self) -> datetime.datetime:
        self.now += datetime.timedelta(minutes=1)
        return self.now

    def save(self, title: str, path: Path | None = None, **changes: object) -> None:
        """Save the document with this title, over whatever is there."""
        document = self.plain.model_copy(update={"title": title, **changes})
        target = path or self.path
        self.files.save(target, document, self.tiny, self.evidence, "", overwrite=True)

    def titles(self, document: str = "0b1c") -> list[str]:
        """Return the titles of the kept versions, the newest first."""
        found = self.backups.versions(document)
        return [self.files.open(version.path).assessment.title for version in found]

    @property
    def folder(self) -> Path:
        """Where the versions of the document lie."""
        return self.place / folder_name("0b1c")

    def trouble(self) -> str:
        """Return what a person is told; empty where all is well."""
        told = self.backups.trouble()
        return say(told, language("en", Path("nowhere"))) if told else ""


@pytest.fixture
def cupboard(tmp_path: Path, tiny, plain) -> Cupboard:
    """A place that is not made yet, for three versions."""
    return Cupboard(tmp_path, tiny, plain)


def test_the_first_save_replaces_nothing_and_keeps_nothing(cupboard):
    cupboard.save("one")
    assert cupboard.titles() == []
    assert not cupboard.place.exists()
    assert cupboard.trouble() == ""


def test_the_replaced_versions_are_kept_newest_first(cupboard):
    for title in ("one", "two", "three"):
        cupboard.save(title)
    assert cupboard.titles() == ["two", "one"]
    assert cupboard.files.open(cupboard.path).assessment.title == "three"
    assert [p.name for p in cupboard.path.parent.iterdir()] == ["one.procure"]


def test_only_the_last_versions_stay(cupboard):
    for number in range(7):
        cupboard.save(str(number))
    assert cupboard.titles() == ["5", "4", "3"]


def test_a_lower_number_counts_from_the_next_save(cupboard):
    for number in range(5):
        cupboard.save(str(number))
    cupboard.keeping = replace(cupboard.keeping, number=1)
    cupboard.save("5")
    assert cupboard.titles() == ["4"]


def test_zero_keeps_nothing_and_removes_nothing(cupboard):
    for title in ("one", "two"):
        cupboard.save(title)
    cupboard.keeping = replace(cupboard.keeping, number=0)
    cupboard.save("three")
    assert cupboard.titles() == ["one"]
    assert cupboard.trouble() == ""


def test_the_same_content_is_not_kept_twice(cupboard):
    for title in ("one", "two", "one", "two", "one"):
        cupboard.save(title)
    assert sorted(cupboard.titles()) == ["one", "two"]
    assert cupboard.titles()[0] == "two"


def test_a_save_that_changes_nothing_keeps_nothing(cupboard):
    cupboard.save("one")
    cupboard.save("one")
    assert cupboard.titles() == []
    assert list(cupboard.folder.iterdir()) == []


def test_each_document_has_versions_of_its_own_whatever_its_id_is(cupboard):
    for identity in ("../../etc", "", "é\u202e/\0", "00000000-0000-4000-8000-000000000000"):
        path = cupboard.path.with_name(f"{len(identity)}.procure")
        cupboard.save("old", path, id=identity)
        cupboard.save("new", path, id=identity)
        assert cupboard.titles(identity) == ["old"], identity
    assert len(list(cupboard.place.iterdir())) == 4
    assert {p.parent for p in cupboard.place.iterdir()} == {cupboard.place}


def test_saving_over_another_document_keeps_it_as_a_version_of_that_one(cupboard):
    cupboard.save("other", id="other")
    cupboard.save("mine")
    assert cupboard.titles("other") == ["other"]
    assert cupboard.titles() == []


def test_what_is_no_assessment_is_not_kept(cupboard):
    cupboard.path.write_bytes(b"a shopping list")
    cupboard.save("one")
    assert not cupboard.place.exists()
    assert cupboard.trouble() == ""


@posix
def test_a_version_is_the_replaced_file_itself_and_costs_nothing(cupboard):
    cupboard.save("one")
    before = cupboard.path.stat()
    cupboard.save("two")
    (version,) = cupboard.backups.versions("0b1c")
    assert os.path.samestat(version.path.stat(), before)
    assert version.path.stat().st_nlink == 1
    assert version.saved.timestamp() == pytest.approx(before.st_mtime)
    assert version.size == before.st_size


@posix
def test_versions_are_for_nobody_else(cupboard):
    cupboard.save("one")
    cupboard.path.chmod(0o664)
    cupboard.save("two")
    (version,) = cupboard.backups.versions("0b1c")
    assert stat.S_IMODE(version.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(cupboard.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(cupboard.place.stat().st_mode) == 0o700
    assert stat.S_IMODE(cupboard.path.stat().st_mode) == 0o664


def test_on_another_drive_a_version_is_a_copy(cupboard, monkeypatch):
    def refuse(*_args, **_more):
        raise OSError(errno.EXDEV, "another drive")

    monkeypatch.setattr(os, "link", refuse)
    cupboard.save("one")
    os.utime(cupboard.path, (1, 1_600_000_000))
    cupboard.save("two")
    (version,) = cupboard.backups.versions("0b1c")
    assert cupboard.titles() == ["one"]
    assert version.saved.year == 2020
    assert [p.name for p in cupboard.folder.iterdir()] == [version.path.name]
    if os.name == "posix":
        assert stat.S_IMODE(version.path.stat().st_mode) == 0o600


@posix
def test_a_file_with_a_second_name_is_copied_for_it_may_be_written_there(cupboard):
    cupboard.save("one")
    other = cupboard.path.with_name("also.procure")
    os.link(cupboard.path, other)
    other.chmod(0o644)
    cupboard.save("two")
    (version,) = cupboard.backups.versions("0b1c")
    assert not os.path.samestat(version.path.stat(), other.stat())
    assert stat.S_IMODE(other.stat().st_mode) == 0o644


def test_a_failed_save_leaves_no_version_behind(cupboard, monkeypatch):
    cupboard.save("one")

    def refuse(*_args):
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(NotWritten):
        cupboard.save("two")
    assert cupboard.titles() == []
    assert cupboard.files.open(cupboard.path).assessment.title == "one"
    if os.name == "posix":
        assert cupboard.path.stat().st_nlink == 1


def test_a_file_that_somebody_else_changed_is_no_version_of_ours(cupboard):
    cupboard.save("one")
    with pytest.raises(ChangedOutside):
        cupboard.files.save(cupboard.path, cupboard.plain, cupboard.tiny, {}, "other")
    assert cupboard.titles() == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "no room"),
        (errno.EACCES, "cannot be written"),
        (errno.EROFS, "cannot be written"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_what_cannot_be_kept_is_told_and_saving_goes_on(cupboard, monkeypatch, code, words):
    cupboard.save("one")

    def refuse(*_args, **_more):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "mkdir", refuse)
    cupboard.save("two")
    assert cupboard.files.open(cupboard.path).assessment.title == "two"
    told = cupboard.trouble()
    assert words in told
    assert told.endswith("in Preferences.")
    assert cupboard.trouble() == "", "told twice"


def test_a_copy_that_finds_no_room_is_told_and_leaves_nothing(cupboard, monkeypatch):
    cupboard.save("one")

    def refuse(*_args, **_more):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr("procure_app.store.kept.backup.blocks", refuse)
    cupboard.save("two")
    assert "no room" in cupboard.trouble()
    assert list(cupboard.folder.iterdir()) == []


def test_a_chosen_place_that_is_not_there_is_told_and_not_made(cupboard, tmp_path):
    cupboard.keeping = Keeping(tmp_path / "unplugged" / "drive", 3, usual=False)
    for title in ("one", "two"):
        cupboard.save(title)
    assert "not there" in cupboard.trouble()
    assert not (tmp_path / "unplugged").exists()


def test_a_large_file_is_linked_but_not_copied(cupboard, monkeypatch):
    cupboard.keeping = replace(cupboard.keeping, most=10)
    cupboard.save("one")
    cupboard.save("two")
    assert cupboard.titles() == ["one"]

    def refuse(*_args, **_more):
        raise OSError(errno.EXDEV, "another drive")

    monkeypatch.setattr(os, "link", refuse)
    cupboard.save("three")
    assert "too large" in cupboard.trouble()
    assert cupboard.titles() == ["one"]


def test_all_versions_together_stay_within_the_cap_but_for_the_last(cupboard):
    cupboard.save("old", id="other")
    cupboard.save("new", id="other")
    other = cupboard.backups.versions("other")[0].size
    cupboard.keeping = replace(cupboard.keeping, most=other * 2)
    path = cupboard.path.with_name("two.procure")
    for title in ("one", "two", "three"):
        cupboard.save(title, path)
    assert cupboard.titles("other") == ["old"]
    cupboard.save("four", path)
    assert cupboard.titles("other") == [], "the oldest of all goes first"
    assert cupboard.titles() == ["three", "two", "one"]
    cupboard.keeping = replace(cupboard.keeping, most=0)
    cupboard.save("five", path)
    assert cupboard.titles() == ["four"]


def test_a_version_whose_evidence_the_document_uses_stays(cupboard, terms, digest, assessment):
    item = assessment.evidence[0]
    cupboard.evidence = {digest: terms}
    cupboard.save("with", evidence=(item,))
    cupboard.save("without")
    (version,) = cupboard.backups.versions("0b1c")
    terms.unlink()
    cupboard.evidence = {digest: version.path}
    cupboard.keeping = replace(cupboard.keeping, number=1)
    for number in range(3):
        cupboard.save(str(number))
    assert "with" in cupboard.titles()
    cupboard.save("restored", evidence=(item,))
    assert digest in cupboard.files.open(cupboard.path).evidence


def test_a_clock_that_is_set_back_does_not_make_the_last_version_the_oldest(cupboard):
    for title in ("one", "two", "three"):
        cupboard.save(title)
    cupboard.now = NOON - datetime.timedelta(days=400)
    for title in ("four", "five"):
        cupboard.save(title)
    assert cupboard.titles() == ["four", "three", "two"]
