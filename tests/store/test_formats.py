"""Files of a newer version open to be read, where they still can be, and are never written."""

from __future__ import annotations

import json

import pytest

from procure_app.session.error import NotWritten

NEWER = "was made by a newer version of this app. Install that version to open it."


@pytest.fixture
def newer(members, pack):
    """Write a file of format 2, with changes to its members."""

    def newer(assessment=None, manifest=None, catalogue=None):
        changed = dict(members)
        for name, change in (
            ("manifest.json", {"format": 2, **(manifest or {})}),
            ("assessment.json", assessment or {}),
            ("catalogue.json", catalogue or {}),
        ):
            changed[name] = json.dumps(json.loads(changed[name]) | change).encode()
        return pack(changed)

    return newer


def test_a_newer_file_opens_read_only_without_what_we_do_not_know(newer, files, assessment):
    opened = files.open(newer({"approvals": {"a": 1}}, {"made_by": "procure 9"}))
    assert opened.assessment == assessment
    assert opened.read_only


@pytest.mark.parametrize(
    "change", [{"title": 5}, {"answers": {"a.b": {"confidence": 1}}}, {"walk": "rent"}]
)
def test_a_newer_file_that_says_more_inside_needs_the_newer_version(newer, refused, change):
    assert NEWER in refused(newer(change))


def test_a_newer_catalogue_needs_the_newer_version(newer, refused):
    assert NEWER in refused(newer(catalogue={"sections": [{"kind": "new"}]}))


def test_a_newer_manifest_needs_the_newer_version(members, pack, refused):
    path = pack(members | {"manifest.json": b'{"format": 7, "parts": []}'}, fitting=False)
    assert NEWER in refused(path)


def test_a_newer_file_edited_by_hand_is_refused_like_any_other(newer, members, pack, refused):
    manifest = json.loads(members["manifest.json"]) | {"format": 2}
    members["manifest.json"] = json.dumps(manifest).encode()
    members["assessment.json"] = members["assessment.json"].replace(b"Pythia", b"Python")
    assert "was changed outside this app" in refused(pack(members, fitting=False))


def test_a_newer_file_is_not_written_over(newer, files, plain, tiny, spoken):
    path = newer()
    opened = files.open(path)
    before = path.read_bytes()
    with pytest.raises(NotWritten) as caught:
        files.save(path, opened.assessment, tiny, opened.evidence, opened.stamp)
    assert "newer version" in spoken(caught.value)
    assert path.read_bytes() == before


def test_this_version_writes_format_1_and_may_write_it_again(saved, files, members):
    assert json.loads(members["manifest.json"])["format"] == 1
    assert not files.open(saved).read_only
