"""Every hostile thing in a folder, through the whole inspection: left alone, and told by name."""

from __future__ import annotations

import json
import os
import pickle
import resource
import shutil
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from crafted import packed, safetensors, torch_zip

from procure_app.inspection import scope
from procure_app.inspection.pipeline import inspect
from procure_app.session.error import Unreadable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the things are those of POSIX")
LINK = "could not be inspected: it is a link, and links are not followed"
CHANGED = "it changed while the release was read"
VANISHED = "it vanished before it was read"


@pytest.fixture
def release(tmp_path):
    """A folder with two files that can be read."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "USE_POLICY.md").write_text("Do no harm.\n")
    (folder / "model.safetensors").write_bytes(safetensors())
    return folder


def are_read(found):
    seen = {(one.what, one.files) for one in found.observations}
    return ("weights", ("model.safetensors",)) in seen and bool(
        [one for one in found.observations if one.subject == "usage_policy"]
    )


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (PermissionError(13, "denied"), "You are not allowed to read “{0}”. Ask its owner"),
        (OSError(5, "fault"), "“{0}” cannot be read. Check the drive or network"),
        (FileNotFoundError(2, "gone"), "“{0}” is not there. Choose another folder or file."),
    ],
)
def test_what_cannot_be_listed_is_one_sentence_with_what_to_do(
    release, rules, monkeypatch, fault, sentence
):
    def fail(*_):
        raise fault

    monkeypatch.setattr(scope, "walk", fail)
    with pytest.raises(Unreadable) as caught:
        inspect(release, rules=rules)
    said = caught.value.sentence
    assert said.text.format(**said.values).startswith(sentence.format(release))


def test_links_and_loops_lead_nowhere(release, look, said):
    (release / "passwd").symlink_to("/etc/passwd")
    (release / "README.md").symlink_to("/dev/zero")
    (release / "loop").symlink_to(".")
    (release / "LICENSE").symlink_to("LICENSE")
    (release / "up").symlink_to("../..")
    (release / "gone.bin").symlink_to("nowhere")
    found = look(release)
    assert said(found) == dict.fromkeys(
        ("LICENSE", "README.md", "gone.bin", "loop", "passwd", "up"), LINK
    )
    assert are_read(found)


def test_nothing_is_waited_for_at_pipes_and_sockets(release, look, said):
    os.mkfifo(release / "README.md")
    os.mkfifo(release / "config.json")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(release / "LICENSE"))
        start = time.perf_counter()
        found = look(release)
        assert time.perf_counter() - start < 5
    assert said(found) == {
        "LICENSE": "could not be inspected: it is a socket, not a file",
        "README.md": "could not be inspected: it is a pipe, not a file",
        "config.json": "could not be inspected: it is a pipe, not a file",
    }
    assert are_read(found)


def test_no_device_is_opened(release, look, said):
    try:
        os.mknod(release / "data.bin", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except OSError:
        pytest.skip("devices cannot be made here")
    found = look(release)
    assert said(found) == {"data.bin": "could not be inspected: it is a device, not a file"}
    assert are_read(found)


def test_1200_levels_are_noted_and_the_rest_is_read(release, rules, said):
    place = os.open(release, os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    try:
        found = inspect(release, rules=rules)  # no comparison: it cannot go so deep
    finally:
        while (release / "d/d").exists():
            (release / "d/d").rename(release / "e")
            (release / "d").rmdir()
            (release / "e").rename(release / "d")
    (reason,) = said(found).values()
    assert reason == "could not be inspected: it lies more than 64 folders deep"
    assert are_read(found)


NAMES = {
    b"ff\xff\xfe.md": "ff\\xff\\xfe.md",
    "gpj.\u202eexe".encode(): "gpj.\\u202eexe",
    b"two\nlines.md": "two\\x0alines.md",
    b"\x1b[2Jred.md": "\\x1b[2Jred.md",
    b"back\\slash": "back\\\\slash",
    b"CON": "CON",
    b"aux.txt": "aux.txt",
    b"notes.txt:stream": "notes.txt:stream",
    b"ends with dot.": "ends with dot.",
    b" ": " ",
    b"-rf": "-rf",
    b"$(touch harm)": "$(touch harm)",
    b"n" * 255: "n" * 255,
}


def test_names_that_mislead_are_shown_and_their_files_read(release, look):
    for raw in NAMES:
        (release / os.fsdecode(raw)).write_text("x")
    found = look(release)
    shown = {file.raw: file.path for file in found.files if file.sha256}
    assert {raw: shown[raw] for raw in NAMES} == NAMES
    assert are_read(found)


def test_names_that_differ_in_capitals_only_stay_two_files(release, look):
    (release / "LICENSE").write_text("MIT License\n")
    if (release / "license").exists():
        pytest.skip("capitals make no difference to this file system")
    (release / "license").write_text("Apache License\nVersion 2.0, January 2004\n")
    found = look(release)
    texts = [seen.files[0] for seen in found.observations if seen.what == "licence"]
    assert texts == ["LICENSE", "license"]
    assert len({file.sha256 for file in found.files}) == len(found.files) == 4


def as_nobody_special(folder):
    """Inspect as somebody who may not read everything, which root may; return the JSON."""
    command = [sys.executable, "-m", "procure_app", "inspect", str(folder), "--json"]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may read everything, and nothing here takes that from it")
        command[:0] = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_what_may_not_be_read_is_told_and_never_called_absent(release):
    closed = {
        "LICENSE": "MIT License\n",
        "README.md": "# A\n",
        "modeling_x.py": "class Net(nn.Module):\n",
        "weights/model.gguf": "GGUF",
    }
    for name, content in closed.items():
        (release / name).parent.mkdir(exist_ok=True)
        (release / name).write_text(content)
        (release / name).chmod(0)
    (release / "inner").mkdir(mode=0)
    try:
        found = as_nobody_special(release)
    finally:
        (release / "inner").chmod(0o700)
    reason = "could not be inspected: you are not allowed to read it"
    told = {row["path"]: row["reason"] for row in found["not_inspected"]}
    assert told == dict.fromkeys((*closed, "inner"), reason)
    states = {row["component"]: row["state"] for row in found["components"]}
    assert (states["architecture"], states["usage_policy"]) == ("could not be inspected", "found")
    assert found["problems"][-1] == "“LICENSE” is named as a licence and could not be inspected."
    weights = {row["path"]: row["state"] for row in found["weights"]}
    assert weights == {"model.safetensors": "found", "weights/model.gguf": "could not be inspected"}


def test_a_link_in_the_place_of_weights_is_not_called_absent(tmp_path, look):
    (tmp_path / "pytorch_model.bin").symlink_to("nowhere")
    (weights,) = [seen for seen in look(tmp_path).observations if seen.what == "component"]
    assert (weights.subject, weights.state) == ("weights", "could not be inspected")


def meddling(stage, change):
    """Return a listener that changes something once, as soon as this stage begins."""
    left = [change]

    def told(step):
        if step.stage == stage and left:
            left.pop()()

    return told


def replaced(path):
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


def linked(path):
    path.unlink()
    path.symlink_to("/etc/passwd")


def piped(path):
    path.unlink()
    os.mkfifo(path)


def foldered(path):
    path.unlink()
    path.mkdir()


def exchanged(path):
    """Put a link in the place of the folder that holds the file."""
    shutil.rmtree(path.parent)
    path.parent.symlink_to("/etc")


MEDDLED = {
    "replaced by its like": (replaced, CHANGED),
    "longer": (lambda path: path.write_text("x" * 9_000), CHANGED),
    "shorter": (lambda path: os.truncate(path, 1), CHANGED),
    "gone": (Path.unlink, VANISHED),
    "a link": (linked, "it is a link, and links are not followed"),
    "a pipe": (piped, "it is a pipe, not a file"),
    "a folder": (foldered, "it became a folder"),
    "in a folder that became a link": (exchanged, ""),
}


@pytest.mark.parametrize("stage", ["reading", "digesting"])
@pytest.mark.parametrize("how", MEDDLED)
def test_what_becomes_another_on_the_way_is_told(release, rules, said, how, stage):
    change, reason = MEDDLED[how]
    path = release / "sub/passwd"
    path.parent.mkdir()
    path.write_text("Words.\n")
    start = time.perf_counter()
    found = inspect(release, rules=rules, progress=meddling(stage, lambda: change(path)))
    assert time.perf_counter() - start < 10
    (told,) = said(found).values()
    assert told.endswith(reason)
    assert told.startswith(
        "could not be inspected" if stage == "reading" else "its digest was not computed"
    )
    assert {file.path: file.sha256 for file in found.files}["sub/passwd"] == ""
    assert are_read(found)


def test_a_full_disk_stands_in_the_way_of_nothing(release, tmp_path, look):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    (release / "big.bin").write_bytes(bytes(2 << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # no file can take a byte any more
    try:
        found = look(release, cache=tmp_path / "kept/digests.json")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert found.not_inspected == ()
    assert all(file.sha256 for file in found.files)
    assert [path.name for path in (tmp_path / "kept").iterdir()] == []


class Harm:
    """Would touch a file when loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.system, (f"touch {self.path}",)


def test_nothing_of_a_release_is_run(release, tmp_path, look):
    harm = tmp_path / "harm"
    python, shell = f"open({str(harm)!r}, 'w')\n", f"#!/bin/sh\ntouch {harm}\n"
    loaded = pickle.dumps(Harm(harm), 2)
    files = {
        "pytorch_model.bin": torch_zip(loaded),
        "model.pkl": loaded,
        "notes.txt": loaded,
        "archive.zip": packed({"model.pkl": loaded, "setup.py": python.encode()}),
        "script.pt": torch_zip(**{"m/code/__torch__.py": python.encode()}),
        "config.json": json.dumps({"auto_map": {"AutoModel": "modeling.Net"}}),
        "modeling.py": python, "setup.py": python, "conftest.py": python, "json.py": python,
        "sitecustomize.py": python, "__init__.py": python, "Makefile": f"all:\n\ttouch {harm}\n",
        "README.md": f"---\na: !!python/object/apply:os.system ['touch {harm}']\n---\n# A\n",
        "CITATION.cff": f"title: !!python/object/apply:os.system ['touch {harm}']\n",
        "chat_template.jinja": f"{{{{ ''.__class__('touch {harm}') }}}}",
        ".git/config": f"[core]\n\tfsmonitor = touch {harm}\n\tsshCommand = touch {harm}\n",
        ".git/HEAD": "ref: refs/heads/main\n", ".git/hooks/post-checkout": shell,
        ".gitattributes": "* filter=harm\n", "run.sh": shell,
    }  # fmt: skip
    for name, content in files.items():
        place = release / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
        place.chmod(0o755)
    found = look(release)
    assert not harm.exists()
    assert are_read(found)
