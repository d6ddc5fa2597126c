"""An archive that lies about itself is refused, soon and in little memory."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zipfile

import pytest

CHANGED = "was changed outside this app. Open the file as the app last saved it."
DAMAGED = "is damaged or incomplete. Open a backup, or ask for the file again."


def test_another_kind_of_archive_is_refused(members, pack, refused):
    members["mimetype"] = b"application/vnd.oasis.opendocument.text"
    assert "is not an assessment" in refused(pack(members))


def test_an_archive_whose_mimetype_comes_later_is_refused(members, pack, refused):
    later = {"manifest.json": members.pop("manifest.json")} | members
    assert "is not an assessment" in refused(pack(later))


def test_a_truncated_file_is_refused(saved, refused):
    saved.write_bytes(saved.read_bytes()[:-200])
    assert refused(saved) == f"“saved.procure” {DAMAGED}"


def test_bytes_after_the_end_are_refused(saved, refused):
    saved.write_bytes(saved.read_bytes() + b"\n")
    assert DAMAGED in refused(saved)


@pytest.mark.parametrize("name", ["manifest.json", "assessment.json", "catalogue.json"])
def test_a_missing_member_is_refused(members, pack, refused, name):
    del members[name]
    assert CHANGED in refused(pack(members))


def test_missing_evidence_is_refused(members, pack, refused, digest):
    del members[f"evidence/{digest}"]
    assert CHANGED in refused(pack(members))


def test_a_member_that_stands_twice_is_refused(members, pack, refused):
    path = pack(members)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("assessment.json", b"{}")
    assert CHANGED in refused(path)


@pytest.mark.parametrize(
    "name",
    ["../a", "a/../../b", "/etc/passwd", "..", "a\\..\\b", "C:/a", "C:a", "a\nb"],
)
def test_a_name_that_leads_out_of_the_file_is_refused(members, pack, refused, name):
    mark = "\x7f" * len(name)
    path = pack(members | {mark: b"x"})
    path.write_bytes(path.read_bytes().replace(mark.encode(), name.encode()))
    assert CHANGED in refused(path)


def test_an_encrypted_member_is_refused(saved, refused):
    content = bytearray(saved.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    saved.write_bytes(content)
    assert CHANGED in refused(saved)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_compression_is_refused(members, pack, refused, method):
    assert CHANGED in refused(pack(members, method=method))


def test_compressed_evidence_is_refused(members, pack, refused, tmp_path):
    path = tmp_path / "deflated.procure"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    assert CHANGED in refused(path)


@pytest.mark.parametrize("name", ["manifest.json", "assessment.json", "catalogue.json"])
def test_a_bomb_is_refused_in_little_memory(members, pack, refused, name):
    path = pack(members | {name: bytes(200 << 20)}, fitting=False)
    assert "holds more than any assessment does" in refused(path)


def test_a_bomb_that_lies_about_its_size_is_refused_in_little_memory(members, pack, refused):
    path = pack(members | {"assessment.json": bytes(200 << 20)}, fitting=False)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"assessment.json") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<L", content, at + 24, 1000)
    path.write_bytes(content)
    del content
    tracemalloc.start()
    assert "holds more than any assessment does" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 100 << 20
    tracemalloc.stop()


def test_overlapping_members_are_refused(saved, refused):
    content = bytearray(saved.read_bytes())
    at = content.rindex(b"catalogue.json") - 46
    struct.pack_into("<L", content, at + 42, 76)
    saved.write_bytes(content)
    assert DAMAGED in refused(saved)


def test_too_many_members_are_refused_at_once(members, pack, refused):
    path = pack(members | {f"extra/{number}": b"" for number in range(10_001)})
    started = time.monotonic()
    assert "holds more than any assessment does" in refused(path)
    assert time.monotonic() - started < 5


def test_a_hidden_64_bit_directory_is_refused(saved, refused):
    content = saved.read_bytes()
    hidden = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    saved.write_bytes(content[:-22] + hidden + content[-22:])
    assert DAMAGED in refused(saved)


def test_a_wrong_checksum_is_refused(saved, refused):
    content = bytearray(saved.read_bytes())
    content[content.rindex(b"assessment.json") - 46 + 16] ^= 1
    saved.write_bytes(content)
    assert DAMAGED in refused(saved)


def test_a_broken_stream_is_refused(saved, refused):
    content = bytearray(saved.read_bytes())
    content[content.index(b"assessment.json") + 15] = 0xFF
    saved.write_bytes(content)
    assert DAMAGED in refused(saved)


def as_kind(path, name: str, attributes: int) -> None:
    """Let the directory say that the member is of this kind."""
    content = bytearray(path.read_bytes())
    at = content.rindex(name.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<L", content, at + 38, attributes)
    path.write_bytes(content)


KINDS = {"a link": 0o120777 << 16, "a folder": 0o040755 << 16, "a folder of DOS": 0x10,
         "a pipe": 0o010644 << 16, "a device": 0o060644 << 16}  # fmt: skip


@pytest.mark.parametrize("name", ["assessment.json", "evidence/"])
@pytest.mark.parametrize("attributes", KINDS.values(), ids=KINDS)
def test_a_member_that_is_no_plain_file_is_refused(saved, refused, name, attributes):
    as_kind(saved, name, attributes)
    assert CHANGED in refused(saved)


@pytest.mark.parametrize("attributes", [0, 0o100644 << 16, 0o100600 << 16 | 0x20])
def test_other_rights_of_a_plain_file_are_no_harm(saved, files, assessment, attributes):
    as_kind(saved, "assessment.json", attributes)
    assert files.open(saved).assessment == assessment


@pytest.mark.parametrize(
    "names", [("ASSESSMENT.JSON",), ("MimeType",), ("a/B", "A/b"), ("\u017ftraße", "STRASSE")]
)
def test_names_that_are_one_where_case_is_not_told_apart_are_refused(members, pack, refused, names):
    assert CHANGED in refused(pack(members | dict.fromkeys(names, b"x")))
