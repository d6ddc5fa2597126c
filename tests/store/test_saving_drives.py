"""Real drives that are full, read-only or held: what was saved before is whole, always.

Small drives are mounted, which needs a Linux and its administrator; where that is not allowed,
these tests are skipped and say so, and ``test_saving_faults`` gives the same errors by injection.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

import procure_app
from procure_app.core.assessment.answer import Answer
from procure_app.session.error import NotWritten

_NOBODY = 65534


def order(*words: object) -> None:
    """Run a command of the system; skip the test, saying which, where it is not allowed."""
    program = shutil.which(str(words[0]))
    said = " ".join(map(str, words))
    if program is None:
        pytest.skip(f"NOT TESTED HERE with the real fault: there is no {words[0]}")
    done = subprocess.run(
        [program, *map(str, words[1:])], capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = done.stderr.strip().partition("\n")[0]
        pytest.skip(f"NOT TESTED HERE with the real fault: “{said}” says {why}")


@pytest.fixture
def drive(tmp_path):
    """Mount a drive in memory with these options; it is taken away afterwards."""
    mounted = []

    def mount(options: str) -> Path:
        place = tmp_path / "drive"
        place.mkdir()
        order("mount", "-t", "tmpfs", "-o", options, "procure", place)
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


def kept(desk, path: Path) -> None:
    """What was saved there is whole, and nothing lies beside it."""
    assert desk.files.open(path).assessment == desk.opened.assessment
    assert sorted(entry.name for entry in path.parent.iterdir()) == ["a.procure"]


@pytest.mark.parametrize("room", range(0, 24, 4))
def test_a_full_drive_keeps_the_old_file(desk, drive, spoken, room):
    place = drive("size=64k")
    path = place / "a.procure"
    stamp = desk.create(desk.opened.assessment, path, desk.opened.evidence)
    large = desk.edited.model_copy(
        update={
            "answers": desk.edited.answers
            | {f"a.{n}": Answer(note=os.urandom(99).hex()) for n in range(400)}
        }
    )
    filler = place / "filler"
    with filler.open("wb", buffering=0) as handle:
        try:
            while handle.write(bytes(4096)):
                pass
        except OSError:
            handle.truncate(max(0, handle.tell() - room * 1024))
    with pytest.raises(NotWritten) as caught:
        desk.save(large, path=path, stamp=stamp)
    assert spoken(caught.value) == (
        "There is no room left for “a.procure”. Free some space, or save it elsewhere."
    )
    filler.unlink()
    kept(desk, path)


def test_a_drive_without_room_for_a_name_keeps_the_old_file(desk, drive, spoken):
    place = drive("nr_inodes=3")
    path = place / "a.procure"
    stamp = desk.create(desk.opened.assessment, path, desk.opened.evidence)
    (place / "b").touch()
    with pytest.raises(NotWritten) as caught:
        desk.save(path=path, stamp=stamp)
    assert "There is no room left for “a.procure”." in spoken(caught.value)
    (place / "b").unlink()
    kept(desk, path)


def test_a_drive_that_became_read_only_keeps_the_old_file(desk, drive, spoken):
    place = drive("size=1m")
    path = place / "a.procure"
    stamp = desk.create(desk.opened.assessment, path, desk.opened.evidence)
    order("mount", "-o", "remount,ro", place)
    with pytest.raises(NotWritten) as caught:
        desk.save(path=path, stamp=stamp)
    assert "a.procure" in spoken(caught.value)
    with pytest.raises(NotWritten) as caught:
        desk.create(desk.edited, place / "b.procure", desk.opened.evidence)
    assert spoken(caught.value) == (
        "You are not allowed to write “b.procure” there. Save it in another folder."
    )
    kept(desk, path)


def test_a_file_that_cannot_give_way_is_kept(desk, drive, spoken):
    path = drive("size=1m") / "a.procure"
    stamp = desk.create(desk.opened.assessment, path, desk.opened.evidence)
    order("mount", "--bind", path, path)
    try:
        with pytest.raises(NotWritten) as caught:
            desk.save(path=path, stamp=stamp)
    finally:
        subprocess.run(["umount", str(path)], check=True)
    assert "another program has it open. Close it there" in spoken(caught.value)
    kept(desk, path)


def test_a_file_that_may_not_be_changed_is_kept(desk, elsewhere, spoken):
    path = elsewhere / "a.procure"
    stamp = desk.create(desk.opened.assessment, path, desk.opened.evidence)
    order("chattr", "+i", path)
    try:
        with pytest.raises(NotWritten) as caught:
            desk.save(path=path, stamp=stamp)
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)
    assert spoken(caught.value).startswith("“a.procure” is protected against changes.") or (
        "You are not allowed to write “a.procure”" in spoken(caught.value)
    )
    kept(desk, path)


@contextmanager
def as_nobody():
    """Be somebody without rights for a while; an administrator may write everywhere."""
    if os.geteuid():
        yield
        return
    os.setresuid(_NOBODY, _NOBODY, 0)  # the real one too: os.access asks for it
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of Unix")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_read_only_place_keeps_the_old_file(desk, spoken, what):
    with tempfile.TemporaryDirectory() as made:  # not below a folder that only we may enter
        folder = Path(made)
        path = folder / "a.procure"
        stamp = desk.create(desk.opened.assessment, path, desk.opened.evidence)
        folder.chmod(0o555 if what == "folder" else 0o777)
        path.chmod(0o666 if what == "folder" else 0o444)
        source = dict.fromkeys(desk.opened.evidence, path)
        with as_nobody(), pytest.raises(NotWritten) as caught:
            desk.save(path=path, stamp=stamp, evidence=source)
        folder.chmod(0o755)
        words = spoken(caught.value)
        assert words.startswith("You are not allowed to write “a.procure” there.") is (
            what == "folder"
        )
        assert words.startswith("“a.procure” is protected against changes.") is (what == "file")
        kept(desk, path)


_SAVE = """
import sys
from pathlib import Path
from procure_app.store.procure_file import ProcureFiles
from procure_app.core.assessment.answer import Answer
from procure_app.session.error import Fault
files, path = ProcureFiles(lambda: None), Path(sys.argv[1])
opened = files.open(path)
edited = opened.assessment.model_copy(update={"title": "edited"})
try:
    files.save(path, edited, opened.catalogue, opened.evidence, opened.stamp)
except Fault as fault:
    print(fault)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("fsync:error=EINVAL", ""),
        ("fsync:error=EOPNOTSUPP", ""),
        ("fsync:error=EIO:when=1", "could not be written"),
        ("/^rename:error=EXDEV", "This drive does not let"),
        ("/^rename:error=EOPNOTSUPP", "This drive does not let"),
        ("/^rename:error=EPERM", "another program has it open"),
        ("/^rename:error=EINTR:when=1", ""),
        ("/^f?chmod:error=EPERM", ""),
        ("/^f?chown:error=EPERM", ""),
        ("fsync:signal=KILL:when=1", None),
        ("fsync:signal=KILL:when=2", None),
        ("/^rename:signal=KILL", None),
    ],
)
def test_faults_of_the_real_system_calls(desk, elsewhere, fault, words):
    """The program itself is traced, and the kernel gives the error instead of doing the call."""
    tracer = shutil.which("strace")
    if tracer is None:
        pytest.skip("NOT TESTED HERE with the real fault: there is no strace")
    done = subprocess.run(
        [tracer, "-f", "-qq", "-o", str(elsewhere / "trace"), "-e", f"inject={fault}",
         sys.executable, "-B", "-c", _SAVE, str(desk.path)],
        env=os.environ | {"PYTHONPATH": str(Path(procure_app.__file__).parents[1])},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    if "PTRACE" in done.stderr or "not permitted" in done.stderr:
        pytest.skip(f"NOT TESTED HERE with the real fault: {done.stderr.strip()}")
    assert "Traceback" not in done.stderr, done.stderr
    if words is None:
        assert done.returncode
        assert desk.now() in (desk.opened.assessment, desk.edited)
        return
    assert done.returncode == 0, done.stderr
    assert "(INJECTED)" in (elsewhere / "trace").read_text("utf-8", "replace")
    (elsewhere / "trace").unlink()
    elsewhere.rmdir()
    assert words in done.stdout
    assert bool(words) == bool(done.stdout)
    assert desk.now() == (desk.opened.assessment if words else desk.edited)
    assert list(desk.path.parent.iterdir()) == [desk.path]
