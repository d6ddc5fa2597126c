"""A walk lists regular files by name, follows nothing, and says of the rest why it was left."""

from __future__ import annotations

import os
import socket
import stat

import pytest

from procure_app.inspection.limit import Limits
from procure_app.inspection.name import quoted, shown
from procure_app.inspection.observation import Refused
from procure_app.inspection.opening import Place
from procure_app.inspection.walk import walk

HEX = b"0123456789abcdef0123456789abcdef01234567"


def listed(folder, limits=None):
    return walk(os.fsencode(folder), limits or Limits())


def reasons(listing):
    return {path: reason.text for path, reason in listing.refused}


def test_files_come_in_the_order_of_their_names(tmp_path):
    for name in ("b", "a/z", "a.txt", "a/b/c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [entry.raw for entry in listed(tmp_path).entries] == [b"a.txt", b"a/b/c", b"a/z", b"b"]


def test_names_that_are_not_utf_8_are_listed_and_shown(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xff\xfe.txt")).write_text("x")
    (entry,) = listed(tmp_path).entries
    assert entry.raw == b"caf\xff\xfe.txt"
    assert shown(entry.raw) == "caf\\xff\\xfe.txt"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("gpj.\u202eexe".encode(), "gpj.\\u202eexe"),
        (b"two\nlines", "two\\x0alines"),
        (b"\x1b[31mred", "\\x1b[31mred"),
        (b"back\\slash", "back\\\\slash"),
        (b"\\xff", "\\\\xff"),
        ("größe.md".encode(), "größe.md"),
    ],
)
def test_what_hides_in_a_name_is_shown(raw, text):
    assert text == shown(raw)


def test_different_names_are_shown_differently():
    names = [b"a\\xff", b"a\xff", b"a\\\\xff", b"a\\u202e", "a\u202e".encode()]
    assert len(names) == len({shown(name) for name in names})


def test_a_quotation_is_one_line_without_hidden_characters():
    assert quoted("\n  \n  Say\u202e   it \n again") == "Say\\u202e it"
    assert len(quoted("x" * 5_000)) == 200


def test_links_are_not_followed(tmp_path):
    (tmp_path / "out").symlink_to("/etc/passwd")
    (tmp_path / "zero").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to(".")
    (tmp_path / "self").symlink_to("self")
    found = listed(tmp_path)
    assert found.entries == []
    assert {"it is a link, and links are not followed"} == set(reasons(found).values())
    assert list(reasons(found)) == ["loop", "out", "self", "zero"]


def test_pipes_and_sockets_are_named_and_left(tmp_path):
    os.mkfifo(tmp_path / "README.md")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "LICENSE"))
        found = reasons(listed(tmp_path))
    assert found == {
        "README.md": "it is a pipe, not a file",
        "LICENSE": "it is a socket, not a file",
    }


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes devices"
)
def test_devices_are_named_and_left(tmp_path):
    try:
        os.mknod(tmp_path / "data.bin", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except OSError:
        pytest.skip("devices cannot be made here")
    assert reasons(listed(tmp_path)) == {"data.bin": "it is a device, not a file"}


@pytest.fixture
def deep(tmp_path):
    """A folder of 1,200 levels, taken away again level by level: no tool does it otherwise."""
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("d", dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    yield tmp_path
    while (tmp_path / "d/d").exists():
        (tmp_path / "d/d").rename(tmp_path / "e")
        (tmp_path / "d").rmdir()
        (tmp_path / "e").rename(tmp_path / "d")


def test_a_folder_of_1200_levels_is_noted_and_the_rest_listed(deep):
    (deep / "z.txt").write_text("x")
    found = listed(deep)
    assert [entry.raw for entry in found.entries] == [b"z.txt"]
    assert list(reasons(found).values()) == ["it lies more than {count} folders deep"]


@pytest.mark.skipif(not hasattr(os, "seteuid") or os.geteuid() != 0, reason="root becomes another")
def test_what_may_not_be_read_is_noted_and_the_rest_listed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("closed")
    for above in (folder, *list(folder.parents)[:2]):
        above.chmod(0o755)
    (folder / "inner").mkdir(mode=0o700)
    (folder / "open.txt").write_text("x")
    (folder / "closed.txt").touch(mode=0o000)
    os.seteuid(65534)
    try:
        if not os.access(folder, os.R_OK, effective_ids=True):
            pytest.skip("the folder for tests is closed to others")
        found = listed(folder)
        place = Place(os.fsencode(folder))
        with pytest.raises(Refused) as refused:
            place.open(b"closed.txt")
        place.close()
    finally:
        os.seteuid(0)
    assert refused.value.reason.text == "you are not allowed to read it"
    assert reasons(found) == {"inner": "you are not allowed to read it"}
    assert [entry.raw for entry in found.entries] == [b"closed.txt", b"open.txt"]


def test_more_files_than_are_inspected_are_not_listed(tmp_path):
    for number in range(30):
        (tmp_path / f"{number}").write_text("")
    found = listed(tmp_path, Limits(files=20))
    assert (len(found.entries), found.too_many) == (20, True)


def test_the_folder_of_git_is_not_walked(tmp_path):
    (tmp_path / "sub/.git").mkdir(parents=True)
    (tmp_path / "sub/.git/config").write_text("[core]\nfsmonitor = touch /tmp/harm\n")
    found = listed(tmp_path)
    assert (found.entries, found.repositories) == ([], [b"sub"])


@pytest.fixture
def cache(tmp_path):
    """A Hugging Face cache of one file."""
    model = tmp_path / "models--org--name"
    snapshot = model / "snapshots/abc"
    (snapshot / "sub").mkdir(parents=True)
    (model / "blobs").mkdir()
    (model / "blobs" / os.fsdecode(HEX)).write_text("content")
    return model, snapshot


def test_the_link_of_a_hugging_face_cache_is_followed(cache):
    model, snapshot = cache
    (snapshot / "config.json").symlink_to("../../blobs/" + os.fsdecode(HEX))
    (snapshot / "sub/x.json").symlink_to("../../../blobs/" + os.fsdecode(HEX))
    for root, names in (
        (snapshot, [b"config.json", b"sub/x.json"]),
        (model, [b"snapshots/abc/config.json", b"snapshots/abc/sub/x.json"]),
    ):
        entries = listed(root).entries
        assert names == [entry.raw for entry in entries]
        place = Place(os.fsencode(root))
        with place.open(entries[0].raw, linked=True) as handle:
            assert handle.read() == b"content"
        place.close()


@pytest.mark.parametrize(
    "target",
    [
        "../../../blobs/" + os.fsdecode(HEX),
        "../blobs/" + os.fsdecode(HEX),
        "../../blobs/../../../secret",
        "../../blobs/NOT-A-DIGEST",
        "/etc/passwd",
    ],
)
def test_no_other_link_of_such_a_cache_is_followed(cache, target):
    _, snapshot = cache
    (snapshot / "config.json").symlink_to(target)
    assert list(reasons(listed(snapshot)).values()) == ["it is a link, and links are not followed"]


def test_a_blob_that_is_a_link_itself_is_refused(cache):
    model, snapshot = cache
    other = "f" * 40
    (model / "blobs" / other).symlink_to("/etc/passwd")
    (snapshot / "config.json").symlink_to("../../blobs/" + other)
    assert listed(snapshot).entries == []
    with pytest.raises(Refused):
        Place(os.fsencode(snapshot)).open(b"config.json", linked=True)


def test_a_folder_exchanged_for_a_link_after_the_walk_is_refused(tmp_path):
    (tmp_path / "release/sub").mkdir(parents=True)
    (tmp_path / "release/sub/passwd").write_text("mine")
    place = Place(os.fsencode(tmp_path / "release"))
    (tmp_path / "release/sub/passwd").unlink()
    (tmp_path / "release/sub").rmdir()
    (tmp_path / "release/sub").symlink_to("/etc")
    with pytest.raises(Refused):
        place.open(b"sub/passwd")
    place.close()


def test_files_of_the_root_and_of_folders_open_in_any_order(tmp_path):
    (tmp_path / "a").mkdir()
    for name in ("a/x", "b"):
        (tmp_path / name).write_text(name)
    place = Place(os.fsencode(tmp_path))
    for name in (b"b", b"a/x", b"b", b"a/x"):
        with place.open(name) as handle:
            assert name == handle.read()
    place.close()


def test_systems_without_folders_by_descriptor_list_and_refuse_the_same(tmp_path, monkeypatch):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/x").write_text("x")
    (tmp_path / "y").symlink_to("/etc/passwd")
    usual = listed(tmp_path)
    monkeypatch.setattr("procure_app.inspection.walk.BY_DESCRIPTOR", False)
    monkeypatch.setattr("procure_app.inspection.opening.BY_DESCRIPTOR", False)
    assert (usual.entries, usual.refused) == (listed(tmp_path).entries, listed(tmp_path).refused)
    place = Place(os.fsencode(tmp_path))
    with place.open(b"a/b/x") as handle:
        assert handle.read() == b"x"
    with pytest.raises(Refused):
        place.open(b"y")
    place.close()
