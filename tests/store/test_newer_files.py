"""What a newer version wrote is read and never written over, on any way there is to write."""

from __future__ import annotations

import json
import zipfile

import pytest
from data.formats.future import HERE, write_future

from procure_app.app import build_session
from procure_app.core.assessment.edit import changed
from procure_app.session.error import NotAllowed, NotWritten
from procure_app.store.container.manifest import FORMAT


@pytest.fixture
def future(tmp_path):
    """A file of the next format."""
    return write_future(tmp_path / "future.procure")


@pytest.fixture
def write(files, plain, tiny):
    """Save a small document at a place."""

    def write(path, *, overwrite):
        return files.save(path, plain, tiny, {}, "", overwrite=overwrite)

    return write


@pytest.fixture
def session():
    """A session with the real adapters."""
    return build_session(rules=False)


def test_a_newer_file_is_read_without_what_we_do_not_know(future, files):
    known = files.open(HERE / f"format-{FORMAT}.procure")
    opened = files.open(future)
    assert opened.read_only
    assert (opened.assessment, opened.catalogue) == (known.assessment, known.catalogue)
    assert set(opened.evidence) == set(known.evidence)


@pytest.mark.parametrize("overwrite", [False, True])
def test_the_store_never_writes_over_it(future, write, spoken, overwrite):
    before = future.read_bytes()
    with pytest.raises(NotWritten) as caught:
        write(future, overwrite=overwrite)
    assert "was made by a newer version of this app." in spoken(caught.value)
    assert future.read_bytes() == before


def test_not_even_where_it_is_the_one_that_was_opened(future, files, plain, tiny):
    before, stamp = future.read_bytes(), files.open(future).stamp
    with pytest.raises(NotWritten):
        files.save(future, plain, tiny, {}, stamp)
    assert future.read_bytes() == before


def test_nor_over_one_whose_manifest_we_cannot_read(future, files, plain, tiny):
    with zipfile.ZipFile(future) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["manifest.json"] = json.dumps({"format": FORMAT + 6, "parts": []}).encode()
    with zipfile.ZipFile(future, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    before = future.read_bytes()
    with pytest.raises(NotWritten):
        files.save(future, plain, tiny, {}, "", overwrite=True)
    assert future.read_bytes() == before


def test_nor_over_one_that_took_the_place_of_ours(tmp_path, files, plain, tiny):
    path = tmp_path / "ours.procure"
    stamp = files.save(path, plain, tiny, {}, "")
    write_future(path)
    before = path.read_bytes()
    with pytest.raises(NotWritten):
        files.save(path, plain, tiny, {}, stamp, overwrite=True)
    assert path.read_bytes() == before


def test_a_damaged_file_may_still_be_replaced_with_consent(tmp_path, files, plain, tiny):
    path = tmp_path / "damaged.procure"
    path.write_bytes(b"no archive")
    files.save(path, plain, tiny, {}, "", overwrite=True)
    assert files.open(path).assessment == plain


def test_the_session_neither_edits_nor_saves_it(future, session, tmp_path):
    before = future.read_bytes()
    session.open(future)
    with pytest.raises(NotAllowed):
        session.change(changed(session.assessment, title="edited"), "title")
    alias = tmp_path / "alias.procure"
    alias.symlink_to(future)
    linked = tmp_path / "linked.procure"
    linked.hardlink_to(future)
    for path, fault in (
        (None, NotAllowed), (future, NotAllowed), (alias, NotAllowed), (linked, NotWritten)
    ):  # fmt: skip
        for overwrite in (False, True):
            with pytest.raises(fault):
                session.save(path, overwrite=overwrite)
    assert future.read_bytes() == linked.read_bytes() == before


def test_a_copy_of_it_is_ours_and_leaves_it_as_it_was(future, session, tmp_path):
    before = future.read_bytes()
    session.open(future)
    session.save(tmp_path / "copy.procure")
    assert not session.read_only
    session.change(changed(session.assessment, title="edited"), "title")
    session.save()
    with pytest.raises(NotWritten):
        session.save(future)
    assert future.read_bytes() == before


def test_another_document_is_not_saved_over_it(future, session):
    before = future.read_bytes()
    with pytest.raises(NotWritten):
        session.save(future)
    assert (future.read_bytes(), session.path, session.modified) == (before, None, False)
