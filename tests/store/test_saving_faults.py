"""Whatever the system refuses while a file is saved: the old file or the new one is whole."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import procure_app
from procure_app.session.error import ChangedOutside, NotWritten
from procure_app.store import procure_file
from store import faulty
from store.faulty import boundary

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(procure_app.__file__).parents[1])}
unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and forks of Unix")
CODES = tuple(
    getattr(errno, name)
    for name in (
        "ENOSPC", "EDQUOT", "EIO", "EROFS", "EACCES", "EPERM", "EINTR", "EINVAL", "ENOTSUP",
        "EXDEV", "EBUSY", "ESTALE", "ETIMEDOUT", "ENOENT",
    )
    if hasattr(errno, name)
)  # fmt: skip


def refuse(at: int | str, code: int, times: int = 1):
    """Return a fault of the call of this number, or of the first calls of this name."""
    left = [times]

    def fault(number: int, name: str) -> None:
        if at in (number, name) and left[0]:
            left[0] -= 1
            raise OSError(code, os.strerror(code))

    return fault


def calls_of(desk) -> list[str]:
    """Return the system calls of a save, in order; the file is as before."""
    before = desk.path.read_bytes()
    with boundary(lambda *_: None) as made:
        desk.save()
    desk.path.write_bytes(before)
    return made


def test_a_save_makes_every_call_that_the_faults_are_put_into(desk):
    made = calls_of(desk)
    known = [name for name in (*faulty.CALLS, "write") if name == "write" or hasattr(os, name)]
    assert set(made) == set(known)
    assert made.index("fsync") < made.index("replace") < len(made) - 1


@pytest.mark.parametrize("code", CODES, ids=errno.errorcode.get)
def test_each_system_call_may_fail_and_the_old_or_the_new_file_is_whole(desk, spoken, code):
    old, before = desk.now(), desk.path.read_bytes()
    for number in range(len(calls_of(desk))):
        refused = None
        with boundary(refuse(number, code)) as made:
            try:
                desk.save()
            except (NotWritten, ChangedOutside) as fault:
                refused = fault
        assert desk.now() == (old if refused else desk.edited), (number, made[number])
        assert list(desk.path.parent.iterdir()) == [desk.path], (number, made[number])
        if refused:
            assert spoken(refused)
            assert desk.path.read_bytes() == before
        desk.path.write_bytes(before)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("EXDEV", "This drive does not let “saved.procure” be replaced safely. Save it on another"),
        ("ENOTSUP", "This drive does not let “saved.procure” be replaced safely."),
        ("EEXIST", "This drive does not let “saved.procure” be replaced safely."),
        ("EINVAL", "This drive does not let “saved.procure” be replaced safely."),
        ("EPERM", "You are not allowed to write “saved.procure”, or another program has it open."),
        ("EACCES", "or another program has it open. Close it there, or save under another name."),
        ("EBUSY", "or another program has it open. Close it there, or save under another name."),
        ("EROFS", "You are not allowed to write “saved.procure” there. Save it in another folder."),
        ("ENOSPC", "There is no room left for “saved.procure”. Free some space, or save it else"),
        ("EDQUOT", "There is no room left for “saved.procure”."),
        ("ENOENT", "Another program removed “saved.procure” while it was being written. Save ag"),
    ],
)
def test_a_drive_that_refuses_the_exchange_is_told_apart_and_never_written_in_place(
    desk, spoken, code, words
):
    before, file = desk.path.read_bytes(), desk.path.stat().st_ino
    with boundary(refuse("replace", getattr(errno, code))), pytest.raises(NotWritten) as caught:
        desk.save()
    assert words in spoken(caught.value)
    assert (desk.path.read_bytes(), desk.path.stat().st_ino) == (before, file)
    assert list(desk.path.parent.iterdir()) == [desk.path]


@pytest.mark.parametrize("code", ["EINVAL", "ENOTSUP", "ENOSYS"])
def test_a_share_that_knows_no_fsync_is_saved_to(desk, code):
    with boundary(refuse("fsync", getattr(errno, code), times=9)):
        desk.save()
    assert desk.now() == desk.edited


@pytest.mark.parametrize("code", ["EIO", "ENOSPC", "EDQUOT", "ESTALE"])
def test_a_disk_that_fails_to_sync_has_not_saved(desk, code):
    with boundary(refuse("fsync", getattr(errno, code))), pytest.raises(NotWritten):
        desk.save()
    assert desk.now() == desk.opened.assessment


@pytest.mark.parametrize("call", ["fsync", "replace", "write"])
def test_a_signal_between_is_no_fault(desk, call):
    with boundary(refuse(call, errno.EINTR, times=3)):
        desk.save()
    assert desk.now() == desk.edited


def test_signals_without_end_are_a_fault_and_not_a_hang(desk):
    with boundary(refuse("replace", errno.EINTR, times=1000)), pytest.raises(NotWritten):
        desk.save()


@unix
def test_a_storm_of_real_signals_does_not_disturb_a_save(desk):
    came = []
    before = signal.signal(signal.SIGALRM, lambda *_: came.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    try:
        stamp = desk.save()
        for title in map(str, range(20)):
            edited = desk.edited.model_copy(update={"title": title})
            stamp = desk.save(edited, stamp=stamp)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(came) > 5
    assert desk.now().title == "19"


@pytest.mark.parametrize("most", [1, 7, 1000])
def test_short_writes_lose_nothing(desk, most):
    with boundary(lambda *_: None, most) as made:
        desk.save()
    assert desk.now() == desk.edited
    assert made.count("write") > 10


def test_what_the_drive_does_not_give_back_is_not_saved(desk, spoken, monkeypatch):
    finish = procure_file.saving.fill

    def lose(handle, *rest) -> None:
        finish(handle, *rest)
        handle.seek(-30, 2)
        handle.write(bytes(30))

    monkeypatch.setattr(procure_file.saving, "fill", lose)
    with pytest.raises(NotWritten) as caught:
        desk.save()
    assert "The drive does not give back what was written of “saved.procure”." in spoken(
        caught.value
    )
    assert desk.now() == desk.opened.assessment


@pytest.mark.parametrize("how", ["removed", "moved"])
@unix
def test_a_folder_that_goes_while_it_is_saved_to_is_said_to_be_gone(desk, elsewhere, spoken, how):
    folder, away = elsewhere / "folder", elsewhere / "away"
    folder.mkdir()
    path = folder / "a.procure"
    desk.create(desk.opened.assessment, path, desk.opened.evidence)

    def go(_: int, name: str) -> None:
        if name == "replace":
            folder.rename(away)
            if how == "removed":
                for inside in away.iterdir():
                    inside.unlink()
                away.rmdir()

    with boundary(go), pytest.raises(NotWritten) as caught:
        desk.save(path=path, overwrite=True)
    assert spoken(caught.value) == (
        "The folder for “a.procure” is not there. Save it in another folder."
    )
    if how == "moved":
        assert desk.files.open(away / "a.procure").assessment == desk.opened.assessment


def test_a_folder_that_went_before_is_said_to_be_gone(desk, elsewhere, spoken):
    folder = elsewhere / "folder"
    folder.mkdir()
    stamp = desk.create(desk.opened.assessment, folder / "a.procure", desk.opened.evidence)
    (folder / "a.procure").unlink()
    folder.rmdir()
    with pytest.raises(NotWritten) as caught:
        desk.save(path=folder / "a.procure", stamp=stamp)
    assert "The folder for “a.procure” is not there." in spoken(caught.value)


@unix
def test_a_file_that_another_program_reads_or_locks_is_saved_and_they_read_the_old_one(desk):
    import fcntl

    before = desk.path.read_bytes()
    with desk.path.open("r+b") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        fcntl.lockf(handle, fcntl.LOCK_EX)
        desk.save()
        assert handle.read() == before
    assert desk.now() == desk.edited


def test_the_longest_name_is_saved_to_and_a_longer_one_refused(desk, elsewhere, plain, spoken):
    longest = elsewhere / ("ä" * 123 + "x.procure")
    assert len(os.fsencode(longest.name)) == 255
    stamp = desk.create(plain, longest)
    desk.save(plain.model_copy(update={"title": "again"}), path=longest, stamp=stamp)
    assert desk.files.open(longest).assessment.title == "again"
    with pytest.raises(NotWritten) as caught:
        desk.create(plain, elsewhere / ("x" * 248 + ".procure"))
    assert spoken(caught.value) == "The name is too long. Save under a shorter name."
    assert list(elsewhere.iterdir()) == [longest]


@unix
@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_nobody_reads_the_new_file_who_could_not_read_the_old(desk, mode):
    desk.path.chmod(mode)
    seen = []

    def look(_: int, name: str) -> None:
        if name in ("write", "chmod", "replace"):
            seen.extend(stat.S_IMODE(p.stat().st_mode) for p in desk.path.parent.glob(".procure*"))

    with boundary(look):
        desk.save()
    assert seen
    assert all(found & ~mode == 0 for found in seen)


@unix
def test_a_crash_in_any_system_call_leaves_the_old_or_the_new_file(desk):
    done = subprocess.run(
        [sys.executable, faulty.__file__, str(desk.path)],
        env=ENVIRONMENT,
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    assert len(rows) > 20
    assert [row[1] for row in rows] == ["9"] * (len(rows) - 1) + ["0"]
    found = [row[2] for row in rows]
    assert found == sorted(found, reverse=True), "old until the exchange, new from then on"
    assert {"old", "new"} == set(found)
    assert all(int(row[3]) <= (row[2] == "old") for row in rows), "at most one file half written"


@unix
@pytest.mark.slow
def test_killed_at_any_moment_a_file_that_is_saved_and_saved_is_one_of_its_versions(desk):
    done = subprocess.run(
        [sys.executable, faulty.__file__, str(desk.path), "200"],
        env=ENVIRONMENT,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert len(rows) == 200
    assert all(int(left) <= 1 for _, left, _ in rows)
    assert sum(left == "1" for _, left, _ in rows) > 20, "many were killed in the middle"
    assert sum(written != "none" for _, _, written in rows) > 20, "many had saved before"
