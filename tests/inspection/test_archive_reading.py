"""Archives are read in place: their members count like files, and none is ever unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import struct
import tarfile
import time
import zipfile

import pytest
from crafted import packed, safetensors, torch_zip
from licence_cases import ISC, MIT

from procure_app.inspection.limit import Limits

CARD = b"---\nlicense: mit\n---\n# Model card\n"
MEMBERS = {
    "release-1.0/README.md": CARD,
    "release-1.0/USE_POLICY.md": b"Do no harm.\n",
    "release-1.0/model.safetensors": safetensors(),
}


def tar(members, form="w", **more):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=form, format=tarfile.PAX_FORMAT, **more) as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


FORMS = {
    "a.zip": packed(MEMBERS),
    "b.zip": packed(MEMBERS, zipfile.ZIP_DEFLATED),
    "c.tar": tar(MEMBERS),
    "d.tar.gz": tar(MEMBERS, "w:gz"),
    "e.tar.bz2": tar(MEMBERS, "w:bz2"),
    "f.tar.xz": tar(MEMBERS, "w:xz"),
    "g.whl": packed(MEMBERS),
    "h.tgz": tar(MEMBERS, "w:gz", pax_headers={"comment": "a" * 40}),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("whole", [True, False])
def test_members_count_like_files(tmp_path, look, name, whole):
    (tmp_path / name).write_bytes(FORMS[name])
    found = look(tmp_path if whole else tmp_path / name)
    digests = {file.path: file.sha256 for file in found.files}
    expected = {f"{name}/{path}": hashlib.sha256(c).hexdigest() for path, c in MEMBERS.items()}
    assert digests == {name: hashlib.sha256(FORMS[name]).hexdigest()} | expected
    components = {
        seen.subject: seen.files for seen in found.observations if seen.what == "component"
    }
    assert components["usage_policy"] == (f"{name}/release-1.0/USE_POLICY.md",)
    assert components["model_card"] == (f"{name}/release-1.0/README.md",)
    (weights,) = [seen for seen in found.observations if seen.what == "weights"]
    assert weights.facts["parameters"] == 6
    assert found.not_inspected == ()


def reasons(look, said, tmp_path, content, name="a.zip", **limits):
    (tmp_path / name).write_bytes(content)
    start = time.perf_counter()
    found = look(tmp_path, limits=Limits(**limits))
    assert time.perf_counter() - start < 20
    return {
        path: text.removeprefix("could not be inspected: ") for path, text in said(found).items()
    }


def test_a_member_that_would_fill_the_memory_is_left(look, said, tmp_path):
    bomb = packed({"bomb": bytes(64 << 20), "README.md": CARD}, zipfile.ZIP_DEFLATED)
    (text,) = reasons(look, said, tmp_path, bomb).values()
    assert text.startswith("it would unpack to 67108864 bytes from ")


def test_a_member_that_lies_about_its_size_is_left(look, said, tmp_path):
    content = bytearray(packed({"README.md": b"x" * 5_000}, zipfile.ZIP_DEFLATED))
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 100)
    found = reasons(look, said, tmp_path, bytes(content))
    assert found == {"a.zip/README.md": "it unpacks to more than it claims"}


def test_members_over_each_other_are_refused(look, said, tmp_path):
    content = packed({f"{n}": b"x" * 1_000 for n in range(50)}, zipfile.ZIP_STORED)
    directory = content.index(b"PK\x01\x02")
    crowded = bytearray(content)
    place = directory
    for _ in range(50):
        struct.pack_into("<L", crowded, place + 42, 0)
        place += 46 + sum(struct.unpack_from("<3H", crowded, place + 28))
    found = reasons(look, said, tmp_path, bytes(crowded))
    assert found == {"a.zip": "entries in it lie over each other"}


def test_more_entries_than_allowed_are_refused_before_they_are_listed(look, said, tmp_path):
    content = bytearray(packed({"a": b"x"}))
    struct.pack_into("<2H", content, len(content) - 14, 60_000, 60_000)
    found = reasons(look, said, tmp_path, bytes(content))
    assert found == {"a.zip": "it holds more than 20000 entries"}


def test_a_directory_of_more_entries_than_it_says_is_refused(look, said, tmp_path):
    content = bytearray(packed({"a": b"x", "b": b"y"}))
    struct.pack_into("<2H", content, len(content) - 14, 1, 1)
    assert reasons(look, said, tmp_path, bytes(content)) == {"a.zip": "its directory is malformed"}


@pytest.mark.parametrize("name", ["../up", "/etc/passwd", "a/../../up", "..\\up", "C:\\harm"])
def test_a_name_that_leads_out_is_told(look, said, tmp_path, name):
    info = zipfile.ZipInfo("x")
    info.filename = name
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, "x")
    (text,) = reasons(look, said, tmp_path, out.getvalue()).values()
    assert text == "its name leads out of the archive"


def test_archives_in_archives_are_not_opened(look, said, tmp_path):
    inner = packed({"model.safetensors": safetensors()})
    found = reasons(look, said, tmp_path, packed({"inner.zip": inner}))
    assert found == {"a.zip/inner.zip": "it is an archive within an archive, and is not opened"}


def test_weights_in_an_archive_are_read_although_they_are_a_zip(look, said, tmp_path):
    (tmp_path / "a.zip").write_bytes(packed({"m.bin": torch_zip()}, zipfile.ZIP_DEFLATED))
    found = look(tmp_path)
    (weights,) = [seen for seen in found.observations if seen.what == "weights"]
    assert (weights.files, weights.facts["parameters"]) == (("a.zip/m.bin",), 6)


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wrong_check_sum_is_told_and_gives_no_digest(look, said, tmp_path, how):
    content = bytearray(packed({"README.md": CARD, "b": b"x"}, how))
    content[content.index(b"PK\x01\x02") + 16] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(content)
    found = look(tmp_path)
    reason = said(found)["a.zip/README.md"]
    assert reason.endswith("it is damaged: its check sum is another")
    (file,) = [file for file in found.files if file.path == "a.zip/README.md"]
    assert file.sha256 == ""


def test_what_is_encrypted_is_told(look, said, tmp_path):
    content = bytearray(packed({"README.md": CARD}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(look, said, tmp_path, bytes(content)) == {"a.zip/README.md": "it is encrypted"}


def test_another_way_of_packing_is_told(look, said, tmp_path):
    content = packed({"README.md": CARD}, zipfile.ZIP_LZMA)
    found = reasons(look, said, tmp_path, content)
    assert found == {"a.zip/README.md": "it is packed in a way that is not read here"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_told(look, said, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("LICENSE", "one")
        archive.writestr("LICENSE", "two")
    found = reasons(look, said, tmp_path, out.getvalue())
    assert found == {"a.zip/LICENSE": "it stands twice in the archive"}


def licences(look, tmp_path, content, name="a.zip"):
    (tmp_path / name).write_bytes(content)
    found = look(tmp_path / name).observations
    return {
        one.files[0]: (one.facts["identified"], one.state) for one in found if one.what == "licence"
    }


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("first", "second"), [("LICENSE", "LICENSE"), ("./LICENSE", "LICENSE")])
@pytest.mark.parametrize("form", ["zip", "tar"])
def test_a_licence_that_stands_twice_is_not_named(look, tmp_path, first, second, form):
    out = io.BytesIO()
    if form == "zip":
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(first, MIT)
            archive.writestr(second, ISC)
    else:
        blocks = tar({first: MIT.encode()}), tar({second: ISC.encode()})
        out.write(blocks[0].rstrip(b"\0").ljust(-(-len(MIT) // 512) * 512 + 512, b"\0") + blocks[1])
    found = licences(look, tmp_path, out.getvalue(), f"a.{form}")
    assert found == {f"a.{form}/LICENSE": ("", "could not be inspected")}


def test_a_member_with_two_names_is_told(look, said, tmp_path):
    content = packed({"LICENSE": MIT.encode()}).replace(b"LICENSE", b"LICENCE", 1)
    found = reasons(look, said, tmp_path, content)
    assert found == {
        "a.zip/LICENSE": "it has one name in the list of the archive, and another beside it"
    }


def test_folders_written_with_a_backslash_are_folders(look, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a/LICENSE"), MIT)
    content = out.getvalue().replace(b"a/LICENSE", b"a\\LICENSE")
    assert licences(look, tmp_path, content) == {"a.zip/a/LICENSE": ("MIT", "found")}


def test_a_tar_that_ends_between_two_members_is_told(look, said, tmp_path):
    found = reasons(look, said, tmp_path, FORMS["c.tar"][:1_024], "c.tar")
    assert found == {"c.tar": "it ends in the middle"}


@pytest.mark.parametrize("name", [name for name in FORMS if name != "g.whl"])
def test_an_archive_that_is_cut_off_is_told(look, said, tmp_path, name):
    whole = FORMS[name]
    content = whole[: 1_300 if name == "c.tar" else len(whole) * 2 // 3]
    assert reasons(look, said, tmp_path, content, name)


def test_all_archives_together_have_one_budget(look, said, tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.zip").write_bytes(packed({"README.md": CARD * 300}))
    found = look(tmp_path, limits=Limits(archive_bytes=25_000))
    assert set(said(found).values()) >= {
        "could not be inspected: too much would have to be unpacked",
    }


def test_a_packed_tar_that_grows_beyond_measure_is_left(look, said, tmp_path):
    bomb = gzip.compress(tar({"a": b"", "b": bytes(80 << 20)}))
    found = reasons(look, said, tmp_path, bomb, "a.tar.gz")
    assert found["a.tar.gz"] == "it unpacks to more than 200 times its size"


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_other_packers_are_bounded_too(look, said, tmp_path, pack):
    found = reasons(look, said, tmp_path, pack(tar({"b": bytes(80 << 20)})), "a.tar.x")
    assert found["a.tar.x"] == "it unpacks to more than 200 times its size"


def test_links_and_devices_of_a_tar_are_not_followed(look, said, tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for form, name in ((tarfile.SYMTYPE, "soft"), (tarfile.LNKTYPE, "hard"),
                           (tarfile.CHRTYPE, "device"), (tarfile.FIFOTYPE, "pipe")):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = form, "/etc/passwd"
            archive.addfile(info)
    found = reasons(look, said, tmp_path, out.getvalue(), "a.tar")
    link = "it is a link, and links are not followed"
    assert found == {
        "a.tar/soft": link,
        "a.tar/hard": link,
        "a.tar/device": "it is no file",
        "a.tar/pipe": "it is no file",
    }


def test_a_name_of_2_gigabytes_in_a_tar_is_refused(look, said, tmp_path):
    content = bytearray(tar({"n" * 200: b"x"}))
    content[124:136] = b"17777777777\0"
    total = sum(content[:512]) - sum(content[148:156]) + 8 * 32
    content[148:156] = b"%06o\0 " % total
    (text,) = reasons(look, said, tmp_path, bytes(content), "a.tar").values()
    assert text == "a name in it claims to be 2147483647 bytes long"


def test_long_names_of_a_tar_are_whole(look, tmp_path):
    name = "d" * 60 + "/" + "n" * 150
    for form, file in ((tarfile.PAX_FORMAT, "a.tar"), (tarfile.GNU_FORMAT, "b.tar")):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=form) as archive:
            archive.addfile(tarfile.TarInfo(name))
        (tmp_path / file).write_bytes(out.getvalue())
    assert {file.path for file in look(tmp_path).files} == {
        "a.tar", f"a.tar/{name}", "b.tar", f"b.tar/{name}",
    }  # fmt: skip


def test_names_of_members_are_shown_escaped(look, tmp_path):
    (tmp_path / "a.zip").write_bytes(packed({"gpj.\u202eexe\n": b"x"}))
    assert [file.path for file in look(tmp_path).files] == ["a.zip", "a.zip/gpj.\\u202eexe\\x0a"]


def test_no_change_of_bytes_of_a_zip_leads_to_anything_but_a_refusal():
    import contextlib
    import random

    from procure_app.inspection import kind
    from procure_app.inspection.archive.member import members
    from procure_app.inspection.observation import Refused

    dice = random.Random(7)
    forms = (
        (FORMS["b.zip"], kind.ZIP),
        (FORMS["c.tar"], kind.TAR),
        (FORMS["d.tar.gz"], kind.PACKED_TAR),
    )
    for whole, form in forms:
        for _ in range(400):
            content = bytearray(whole)
            for _ in range(dice.randint(1, 4)):
                content[dice.randrange(len(content))] = dice.randrange(256)
            with contextlib.suppress(Refused):
                for member in members(io.BytesIO(content), form, len(content), 50):
                    with contextlib.suppress(Refused), member.stream() as stream:
                        stream.read(1 << 20)


def test_an_archive_among_the_tests_holds_no_component(tmp_path, look):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/a.zip").write_bytes(FORMS["a.zip"])
    (tmp_path / "README.md").write_text("x")
    assert [seen for seen in look(tmp_path).observations if seen.what == "component"] == []
