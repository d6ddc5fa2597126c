"""Preferences are remembered, and never a reason to stop."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from procure_app.store.preferences import Preferences, usual_place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where they lie; not made yet."""
    return tmp_path / "config" / "procure"


@pytest.fixture
def preferences(folder: Path) -> Preferences:
    """Preferences at first start."""
    return Preferences(folder)


def test_nothing_is_remembered_at_first(preferences, folder):
    assert preferences.recent() == ()
    assert preferences.setting("language", "en") == "en"
    assert not folder.exists()


def test_recent_files_come_newest_first_and_once(preferences, tmp_path, folder):
    one, two = tmp_path / "one.procure", tmp_path / "two.procure"
    for path in (one, two, one):
        preferences.remember(path)
    assert [file.path for file in Preferences(folder).recent()] == [one, two]


def test_ten_recent_files_are_kept(preferences, tmp_path):
    for number in range(15):
        preferences.remember(tmp_path / str(number))
    assert [file.path.name for file in preferences.recent()] == [
        str(number) for number in range(14, 4, -1)
    ]


def test_a_missing_file_stays_and_is_flagged(preferences, tmp_path):
    there, gone = tmp_path / "there.procure", tmp_path / "gone.procure"
    there.touch()
    preferences.remember(gone)
    preferences.remember(there)
    assert [file.missing for file in preferences.recent()] == [False, True]


def test_a_file_can_be_forgotten(preferences, tmp_path):
    preferences.remember(tmp_path / "a")
    preferences.remember(tmp_path / "b")
    preferences.forget(tmp_path / "a")
    assert [file.path.name for file in preferences.recent()] == ["b"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are always text here")
def test_any_name_can_be_remembered(preferences, tmp_path):
    path = tmp_path / os.fsdecode(b"\xff \xe6\xa8\xa1\n.procure")
    preferences.remember(path)
    assert preferences.recent()[0].path == path


def test_settings_are_remembered_beside_recent_files(preferences, folder, tmp_path):
    preferences.remember(tmp_path / "a")
    preferences.set("scale", 1.5)
    preferences.set("outline", False)
    again = Preferences(folder)
    assert again.setting("scale", 1.0) == 1.5
    assert again.setting("outline", True) is False
    assert len(again.recent()) == 1


def test_a_setting_of_another_type_is_as_if_never_set(preferences):
    preferences.set("scale", "large")
    preferences.set("outline", 1)
    assert preferences.setting("scale", 1.0) == 1.0
    assert preferences.setting("outline", True) is True


DAMAGED = [
    b"",
    b"\xff\xfe\x00",
    b"{",
    b"[]",
    b"null",
    b"{}",
    b'{"recent": 1, "settings": {}}',
    b'{"recent": [1], "settings": {}}',
    b'{"recent": [], "settings": {"a": []}}',
    b"[" * 200_000,
    b'{"recent": [], "settings": {"a": NaN}}',
    b'{"recent": [], "settings": {"a": 1e999}}',
    b'{"recent": [], "settings": {"a": ' + b"9" * 5000 + b"}}",
    b'{"recent": [], "settings": {}}' + b" " * (1 << 20),
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_set_aside(preferences, folder, tmp_path, content):
    folder.mkdir(parents=True)
    (folder / "preferences.json").write_bytes(content)
    assert preferences.recent() == ()
    assert (folder / "preferences.damaged.json").read_bytes() == content
    preferences.remember(tmp_path / "a")
    assert len(preferences.recent()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_device_in_the_place_of_the_file_is_not_waited_for(preferences, folder):
    folder.mkdir(parents=True)
    file = folder / "preferences.json"
    os.mkfifo(file)
    assert preferences.recent() == ()
    file.unlink()
    file.symlink_to("/dev/zero")
    assert preferences.recent() == ()


@pytest.mark.parametrize("name", ["\\ud800", "a\\u0000b", "x" * 5000, "../../etc", "\\u202e"])
def test_a_recent_file_of_any_name_is_only_missing(preferences, folder, tmp_path, name):
    folder.mkdir(parents=True)
    content = f'{{"recent": ["{name}"], "settings": {{}}}}'
    (folder / "preferences.json").write_text(content, "ascii")
    assert [file.missing for file in preferences.recent()] == [True]
    preferences.remember(tmp_path / "a")
    assert len(preferences.recent()) == 2


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path):
    (tmp_path / "file").touch()
    preferences = Preferences(tmp_path / "file" / "config")
    preferences.remember(tmp_path / "a")
    preferences.set("scale", 1.5)
    assert preferences.recent() == ()


def test_a_folder_in_the_place_of_the_file_is_no_fault(preferences, folder, tmp_path):
    (folder / "preferences.json").mkdir(parents=True)
    preferences.remember(tmp_path / "a")
    assert preferences.recent() == ()


def test_an_interrupted_write_keeps_what_was_there(preferences, folder, tmp_path, monkeypatch):
    preferences.remember(tmp_path / "a")

    def fail(*_: object) -> None:
        raise OSError(28, "no")

    monkeypatch.setattr(os, "replace", fail)
    preferences.remember(tmp_path / "b")
    monkeypatch.undo()
    assert [file.path.name for file in preferences.recent()] == ["a"]
    assert [file.name for file in folder.iterdir()] == ["preferences.json"]


def test_the_platform_says_where_they_lie(monkeypatch, tmp_path):
    monkeypatch.setattr(
        "platformdirs.user_config_dir", lambda name, **_: str(tmp_path / "home" / name)
    )
    Preferences().set("scale", 2.0)
    written = json.loads((tmp_path / "home" / "procure" / "preferences.json").read_text("utf-8"))
    assert written == {"recent": [], "settings": {"scale": 2.0}}


def test_ten_versions_are_kept_in_the_usual_place_at_first(preferences):
    asked = preferences.keeping()
    assert (asked.number, asked.place, asked.usual) == (10, usual_place(), True)


def test_number_and_place_of_versions_are_remembered(preferences, folder, tmp_path):
    preferences.keep(3, tmp_path)
    asked = Preferences(folder).keeping()
    assert (asked.number, asked.place, asked.usual) == (3, tmp_path, False)
    preferences.keep(0, None)
    asked = Preferences(folder).keeping()
    assert (asked.number, asked.place) == (0, usual_place())


@pytest.mark.parametrize("number", [-1, 101, 10**30, True, "5", 2.5])
def test_a_number_of_versions_that_cannot_be_meant_is_ten(preferences, number):
    preferences.set("versions", number)
    assert preferences.keeping().number == 10


@pytest.mark.parametrize("place", ["", "relative/place", "/with\0zero", 7])
def test_a_place_for_versions_that_cannot_be_is_the_usual_one(preferences, place):
    preferences.set("versions_place", place)
    assert preferences.keeping().place == usual_place()
