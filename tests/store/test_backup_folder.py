"""The folder of versions is hostile until shown otherwise: only what is ours is read or removed."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from procure_app.store.kept import version_folder
from procure_app.store.kept.backup import Backups, Keeping
from procure_app.store.procure_file import ProcureFiles

NAME = "20261122T120000.000000Z-0123456789abcdef.procure"
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
posix = pytest.mark.skipif(os.name != "posix", reason="links are those of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of one document."""
    made = tmp_path / version_folder.folder_name("0b1c")
    made.mkdir()
    return made


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt", NAME + ".bak", "x" + NAME, NAME.upper(), NAME.replace("Z", ""),
        NAME.replace("20261122", "20261322"), NAME.replace("20261122", "00001122"),
        NAME.replace("2", "\uff12"), NAME + "\n", NAME.replace("abcdef", "abcdeg"),
    ],
)  # fmt: skip
def test_a_file_of_another_name_is_none_of_ours(folder, name):
    (folder / name).write_bytes(b"x")
    assert version_folder.kept(folder) == ()


def test_a_file_of_our_name_is_read_with_the_moment_it_names(folder):
    (folder / NAME).write_bytes(b"xyz")
    os.utime(folder / NAME, (1, 1_600_000_000))
    (found,) = version_folder.kept(folder)
    assert (found.when, found.digest, found.size) == (NOON, "0123456789abcdef", 3)
    assert found.saved.timestamp() == 1_600_000_000


def test_names_are_made_in_the_form_that_is_read(folder):
    for when in (NOON, datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)):
        (folder / version_folder.file_name(when, "0" * 16)).write_bytes(b"")
        assert when in {each.when for each in version_folder.kept(folder)}


@posix
def test_links_pipes_and_folders_are_none_of_ours(folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mine")
    (folder / NAME).symlink_to(secret)
    (folder / NAME.replace("T12", "T13")).mkdir()
    os.mkfifo(folder / NAME.replace("T12", "T14"))
    assert version_folder.kept(folder) == ()


@posix
def test_a_folder_that_is_a_link_is_none_of_ours(folder, tmp_path):
    (folder / NAME).write_bytes(b"x")
    link = tmp_path / version_folder.folder_name("linked")
    link.symlink_to(folder)
    assert version_folder.kept(link) == ()
    with pytest.raises(OSError, match="no folder of ours"):
        version_folder.made(tmp_path, "linked", parents=False)


def test_only_so_many_names_are_looked_at(folder, monkeypatch):
    monkeypatch.setattr(version_folder, "_MOST", 5)
    for number in range(20):
        (folder / f"20261122T1200{number:02}.000000Z-0123456789abcdef.procure").touch()
    assert len(version_folder.kept(folder)) == 5
    assert len(version_folder.all_kept(folder.parent)) < 5


def test_a_time_that_nobody_can_name_is_replaced_by_the_moment_of_keeping(folder, monkeypatch):
    class Broken(datetime.datetime):
        @classmethod
        def fromtimestamp(cls, *_args):
            raise OverflowError

    (folder / NAME).touch()
    monkeypatch.setattr(datetime, "datetime", Broken)
    (found,) = version_folder.kept(folder)
    assert found.saved == NOON


def test_a_place_that_cannot_be_holds_no_versions_and_keeps_none(tmp_path, tiny, plain):
    backups = Backups(lambda: Keeping(tmp_path / "zero\0byte", 3))
    files, path = ProcureFiles(lambda: tiny, backups), tmp_path / "doc.procure"
    assert backups.versions("0b1c") == ()
    for title in ("one", "two"):
        document = plain.model_copy(update={"title": title})
        files.save(path, document, tiny, {}, "", overwrite=True)
    assert files.open(path).assessment.title == "two"
    assert backups.trouble() is not None


def test_after_the_last_day_there_is_nothing_to_count_on(folder):
    (folder / NAME.replace("20261122T120000.000000", "99991231T235959.999999")).touch()
    assert version_folder.moment(NOON, version_folder.kept(folder)) == NOON


def test_foreign_files_are_never_removed(folder, tmp_path, tiny, plain):
    strange = {"notes.txt", ".hidden", NAME + "~", "20261122T120000Z.procure"}
    for name in strange:
        (folder / name).write_text("mine")
    beside = tmp_path / "holiday"
    beside.mkdir()
    (beside / NAME).write_text("mine")
    backups = Backups(lambda: Keeping(tmp_path, 1, most=0))
    files = ProcureFiles(lambda: tiny, backups)
    path = tmp_path / "doc.procure"
    for number in range(4):
        document = plain.model_copy(update={"title": str(number)})
        files.save(path, document, tiny, {}, "", overwrite=True)
    assert strange < {p.name for p in folder.iterdir()}
    assert len(list(folder.iterdir())) == len(strange) + 1
    assert (beside / NAME).exists()


@posix
def test_a_forged_version_is_refused_like_any_broken_file(folder, files, refused):
    (folder / NAME).write_bytes(b"PK\x03\x04 nothing")
    (found,) = version_folder.kept(folder)
    assert refused(found.path)
