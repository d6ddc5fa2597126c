"""The lock of an open file: what it says, whose it is, and that no content of it does harm."""

from __future__ import annotations

import datetime
import getpass
import json
import os
import platform
import stat
import sys
import threading
from pathlib import Path

import pytest

from procure_app.session.holder import Holder, Standing
from procure_app.store.holding import lock_note, running
from procure_app.store.holding.lock import FileLocks, beside

WHEN = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)
unix = pytest.mark.skipif(sys.platform == "win32", reason="processes and files of Unix")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc of Linux")


@pytest.fixture
def path(tmp_path):
    """A file to be opened; what stands in it is of no interest here."""
    file = tmp_path / "a.procure"
    file.write_bytes(b"document")
    return file


@pytest.fixture
def one():
    """The locks of one window."""
    return FileLocks(lambda: WHEN)


@pytest.fixture
def two():
    """The locks of a second one."""
    return FileLocks(lambda: WHEN)


def rewrite(path, **changes) -> None:
    """Change fields of the lock, those of the process included."""
    place = beside(path)
    note = json.loads(place.read_bytes())
    inner = {name: changes.pop(name) for name in tuple(changes) if name in PROCESS}
    place.write_text(json.dumps(note | changes | {"process": note["process"] | inner}), "utf-8")


PROCESS = ("host", "number", "machine", "boot", "space", "started")


def test_the_lock_names_who_where_and_since_when(one, two, path):
    assert one.take(path)
    assert two.holder(path) == Holder(
        getpass.getuser(),
        platform.node(),
        WHEN,
        Standing.LIVING if sys.platform.startswith("linux") else Standing.UNKNOWN,
    )
    assert one.holder(path) is None
    assert not two.take(path)


def test_the_lock_is_hidden_beside_the_file_and_goes_when_released(one, two, path):
    one.take(path)
    assert {p.name for p in path.parent.iterdir()} == {"a.procure", ".~lock.a.procure#"}
    one.release(path)
    assert list(path.parent.iterdir()) == [path]
    assert two.take(path)


def test_the_machine_is_told_by_a_digest_only(one, path):
    one.take(path)
    known = running._text("/etc/machine-id")
    assert not known or known not in beside(path).read_text("utf-8")


def test_another_release_or_take_never_removes_a_lock(one, two, path):
    one.take(path)
    written = beside(path).read_bytes()
    two.release(path)
    two.release_all()
    two.take(path)
    assert one.take(path), "again is no fault"
    assert beside(path).read_bytes() == written


def test_a_lock_that_somebody_exchanged_is_theirs(one, two, path):
    one.take(path)
    beside(path).unlink()
    two.take(path)
    one.release(path)
    assert one.holder(path) is not None
    assert not one.take(path)


@unix
def test_a_link_and_its_file_have_one_lock(one, two, path, elsewhere):
    link = elsewhere / "link.procure"
    link.symlink_to(path)
    one.take(link)
    assert two.holder(path) is not None
    assert list(elsewhere.iterdir()) == [link]


@pytest.mark.parametrize("name", ["x" * 247, "x" * 248, "x" * 255, "模" * 85])
def test_the_name_of_the_lock_fits_beside_the_longest(one, two, tmp_path, name):
    path = tmp_path / name
    path.touch()
    assert one.take(path)
    assert two.holder(path) is not None
    assert two.holder(tmp_path / (name[:-1] + "y")) is None
    one.release_all()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a\0b", "no/such/folder/a.procure"])
def test_where_no_lock_can_lie_nobody_is_hindered(one, tmp_path, name):
    assert one.holder(tmp_path / name) is None
    assert not one.take(tmp_path / name)
    one.release(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@linux
def test_a_folder_that_refuses_the_lock_hinders_nobody(one):
    assert not one.take(Path("/proc/a.procure"))
    assert one.holder(Path("/proc/a.procure")) is None


@linux
def test_no_room_for_the_lock_leaves_no_empty_one(one, two, path, monkeypatch):
    def full(descriptor: int, mode: str):
        os.close(descriptor)
        return Path("/dev/full").open(mode)

    monkeypatch.setattr(os, "fdopen", full)
    assert not one.take(path)
    monkeypatch.undo()
    assert two.holder(path) is None
    assert list(path.parent.iterdir()) == [path]


# Whose process has ended


@linux
@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({"started": "1"}, Standing.GONE),
        ({"number": 2**22 + 1}, Standing.GONE),
        ({"number": 2**31 - 1}, Standing.GONE),
        ({"number": 2**22 + 1, "space": "pid:[1]"}, Standing.UNKNOWN),
        ({"started": ""}, Standing.UNKNOWN),
        ({"started": "1", "host": "another name for it"}, Standing.GONE),
        ({"boot": "before"}, Standing.GONE),
        ({"boot": "before", "host": "elsewhere"}, Standing.UNKNOWN),
        ({"boot": "before", "machine": "elsewhere"}, Standing.UNKNOWN),
        ({"boot": "before", "machine": ""}, Standing.UNKNOWN),
        ({"boot": "", "machine": ""}, Standing.UNKNOWN),
    ],
    ids=str,
)
def test_only_what_is_certain_is_called_gone(one, path, changes, standing, monkeypatch):
    machine = "m" * 32
    ours = running.ours().model_copy(update={"machine": machine})
    monkeypatch.setattr(running, "ours", lambda: ours)
    one.take(path)
    rewrite(path, **changes)
    assert FileLocks(lambda: WHEN).holder(path).standing is standing


@unix
def test_what_the_same_user_left_is_known_as_their_own(one, two, path, monkeypatch):
    one.take(path)
    assert not two.holder(path).own, "while it lives, it is another window"
    rewrite(path, number=2**31 - 1)
    assert two.holder(path).own
    rewrite(path, user="somebody else")
    assert not two.holder(path).own
    monkeypatch.setattr(getpass, "getuser", lambda: "")
    rewrite(path, user="")
    assert not two.holder(path).own


@unix
def test_where_the_platform_tells_no_start_a_number_in_use_is_not_called_living(
    one, two, path, monkeypatch
):
    monkeypatch.setattr(running, "_text", lambda _: "")
    monkeypatch.setattr(running, "_space", lambda: "")
    one.take(path)
    assert two.holder(path).standing is Standing.UNKNOWN
    rewrite(path, number=2**31 - 1)
    assert two.holder(path).standing is Standing.GONE
    rewrite(path, host="elsewhere")
    assert two.holder(path).standing is Standing.UNKNOWN


# Taken over with consent


@linux
def test_a_living_lock_is_not_taken_over_even_with_consent(one, two, path):
    one.take(path)
    two.holder(path)
    assert not two.take(path, over=True)
    assert one.holder(path) is None


@pytest.mark.parametrize("content", [{"boot": "elsewhere", "machine": ""}, {"number": 2**31 - 1}])
def test_a_lock_not_known_to_live_is_taken_over_with_consent_only(one, two, path, content):
    one.take(path)
    rewrite(path, **content)
    assert not two.take(path)
    assert not two.take(path, over=True), "nobody was shown whose it is"
    two.holder(path)
    assert two.take(path, over=True)
    assert two.holder(path) is None
    assert sorted(p.name for p in path.parent.iterdir()) == [".~lock.a.procure#", "a.procure"]


def test_consent_is_to_one_lock_and_not_to_the_one_that_came_since(one, two, path):
    one.take(path)
    rewrite(path, number=2**31 - 1)
    two.holder(path)
    rewrite(path, number=2**31 - 2)
    assert not two.take(path, over=True)


def test_a_lock_that_was_exchanged_in_the_last_moment_is_put_back(one, two, path, monkeypatch):
    one.take(path)
    rewrite(path, number=2**31 - 1)
    two.holder(path)
    rename = type(path).rename

    def faster(self, target):
        self.write_bytes(b"theirs")
        return rename(self, target)

    monkeypatch.setattr(type(path), "rename", faster)
    assert not two.take(path, over=True)
    assert beside(path).read_bytes() == b"theirs"
    assert len(list(path.parent.iterdir())) == 2


def test_of_many_who_take_a_lock_over_at_once_one_gets_it(one, path):
    one.take(path)
    rewrite(path, number=2**31 - 1)
    windows = [FileLocks(lambda: WHEN) for _ in range(8)]
    for window in windows:
        window.holder(path)
    start, got = threading.Barrier(len(windows)), []

    def take(window) -> None:
        start.wait()
        got.append(window.take(path, over=True))

    threads = [threading.Thread(target=take, args=(window,)) for window in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(window.holder(path) is None for window in windows) == 1
    assert got.count(True) >= 1


# Hostile


HOSTILE = {
    "empty": b"",
    "no json": b"Dear Sir",
    "no object": b"[1]",
    "null": b"null",
    "huge": b'{"user":"' + b"x" * 5_000_000 + b'"}',
    "deep": b"[" * 4000,
    "binary": bytes(range(256)) * 8,
    "not a number": b'{"user":NaN}',
    "twice": b'{"user":"a","user":"b"}',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_lock_of_any_content_reads_as_somebody(one, path, content):
    beside(path).write_bytes(content)
    assert one.holder(path) == Holder("", "", None, Standing.UNKNOWN)
    assert not one.take(path)
    assert one.take(path, over=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0},
        {"number": -1},
        {"number": 2**31},
        {"number": 10**40},
        {"number": True},
        {"number": "1"},
        {"number": 1.5},
        {"host": "x" * 301},
        {"user": ["a"]},
        {"since": "yesterday"},
        {"since": "2026-11-22T10:00:00"},
        {"token": "../../etc"},
        {"process": None},
    ],
    ids=str,
)
def test_a_field_that_cannot_be_is_never_used(one, two, path, changes, monkeypatch):
    one.take(path)
    rewrite(path, **{k: v for k, v in changes.items() if k != "process"})
    if "process" in changes:
        beside(path).write_text('{"user":"a","process":null}', "utf-8")
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("a process was asked for"))
    assert two.holder(path) == Holder("", "", None, Standing.UNKNOWN)


@pytest.mark.parametrize("since", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_no_clock_shows_is_left_out(one, two, path, since):
    one.take(path)
    rewrite(path, since=since)
    assert two.holder(path).since is None


def test_what_a_later_version_adds_is_passed_over(one, two, path):
    one.take(path)
    rewrite(path, more={"a": 1})
    assert two.holder(path).who == getpass.getuser()


@unix
@pytest.mark.parametrize("kind", ["pipe", "link", "dangling", "loop", "folder", "device"])
def test_what_is_no_file_is_neither_opened_nor_followed(one, path, elsewhere, kind):
    place, secret = beside(path), elsewhere / "secret"
    secret.write_bytes(lock_note.made("0" * 32, WHEN))
    {
        "pipe": lambda: os.mkfifo(place),
        "link": lambda: place.symlink_to(secret),
        "dangling": lambda: place.symlink_to(elsewhere / "none"),
        "loop": lambda: place.symlink_to(place),
        "folder": place.mkdir,
        "device": lambda: place.symlink_to("/dev/zero"),
    }[kind]()
    assert one.holder(path) == Holder("", "", None, Standing.UNKNOWN)
    assert not one.take(path)
    one.release(path)
    assert one.take(path, over=True) is (kind != "folder")
    assert lock_note.holder(secret.read_bytes()).since == WHEN
    assert sorted(p.name for p in elsewhere.iterdir()) == ["secret"]
    assert stat.S_ISDIR(place.lstat().st_mode) == (kind == "folder")


@unix
def test_a_lock_that_may_not_be_read_reads_as_somebody(one, two, path, monkeypatch):
    one.take(path)
    plain = os.open

    def refuse(place, *rest):
        if os.fspath(place) == str(beside(path)):
            raise PermissionError(13, "no")
        return plain(place, *rest)

    monkeypatch.setattr(os, "open", refuse)
    assert two.holder(path).who == ""


def test_an_account_without_a_name_is_no_fault(one, two, path, monkeypatch):
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert one.take(path)
    assert two.holder(path).who == ""


def test_a_name_that_is_no_text_is_written_all_the_same(one, two, path, monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "\udc80" + "x" * 1000)
    assert one.take(path)
    assert len(two.holder(path).who) == 300
