"""What a killed save left beside a file goes with a later save, and nothing else goes."""

from __future__ import annotations

import os
import sys
import time

import pytest

from procure_app.session.error import NotWritten
from procure_app.store.disk.leftover import OLD, fresh_name

AGES = {"old": OLD + 3600, "recent": OLD - 3600, "future": -OLD}


def left(desk, age: str, name: str = ""):
    """Lay a half-written file of this age beside the saved one, and return its path."""
    path = desk.path.parent / (name or fresh_name())
    path.write_bytes(b"half")
    then = time.time() - AGES[age]
    os.utime(path, (then, then))
    return path


def test_an_old_half_written_file_goes_with_the_next_save(desk):
    gone = [left(desk, "old") for _ in range(3)]
    desk.save()
    assert not any(path.exists() for path in gone)
    assert desk.now() == desk.edited


@pytest.mark.parametrize("age", ["recent", "future"])
def test_what_somebody_may_still_be_writing_stays(desk, age):
    path = left(desk, age)
    desk.save()
    assert path.exists()


@pytest.mark.parametrize(
    "name",
    [
        ".procure-0123456789abcdef.tmp.bak",
        "x.procure-0123456789abcdef.tmp",
        ".procure-0123456789ABCDEF.tmp",
        ".procure-0123.tmp",
        ".procure-notes.tmp",
        "0123456789abcdef.tmp",
    ],
)
def test_a_file_of_another_name_stays_however_old(desk, name):
    path = left(desk, "old", name)
    desk.save()
    assert path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_is_no_file_stays_and_so_does_what_it_leads_to(desk, elsewhere, kind):
    path, target = desk.path.parent / fresh_name(), elsewhere / "target"
    target.write_bytes(b"theirs")
    {
        "link": lambda: path.symlink_to(target),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
    }[kind]()
    then = time.time() - AGES["old"]
    os.utime(path, (then, then), follow_symlinks=False)
    desk.save()
    assert os.path.lexists(path)
    assert target.read_bytes() == b"theirs"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives a file away"
)
def test_a_file_of_somebody_else_stays(desk):
    path = left(desk, "old")
    os.chown(path, 65534, -1)
    desk.save()
    assert path.exists()


def test_the_room_it_takes_is_free_before_the_file_is_written(desk, monkeypatch):
    path = left(desk, "old")

    def full(*_: object) -> None:
        assert not path.exists()
        raise OSError(28, "no")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritten):
        desk.save()
    assert list(desk.path.parent.iterdir()) == [desk.path]
