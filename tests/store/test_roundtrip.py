"""What was saved is what is opened, and equal content has equal bytes."""

from __future__ import annotations

import datetime
import hashlib
import json
import random
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procure_app.core.assessment.answer import Answer, ComponentRow, Evidence, Standing
from procure_app.core.assessment.approval import (
    Acceptance,
    Condition,
    Decision,
    Entry,
    Outcome,
    Revision,
    Signoff,
)
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.catalogue.word import Availability, Instrument, Party, Walk

SETTINGS = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
text = st.text(max_size=12)
texts = st.lists(text, max_size=3).map(tuple)
maybe_day = st.none() | st.dates()
zones = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
moments = st.datetimes(timezones=zones)
answers = st.builds(
    Answer,
    value=texts,
    standing=st.sampled_from(Standing),
    reason=text,
    note=text,
    evidence=texts,
    bound=st.none() | st.sampled_from(Party),
    instrument=st.none() | st.sampled_from(Instrument),
    carried=st.none() | st.sampled_from(Party),
)
rows = st.builds(
    ComponentRow,
    availability=st.none() | st.sampled_from(Availability),
    licence=text,
    licence_evidence=texts,
    note=text,
)
evidence = st.builds(
    Evidence,
    size=st.integers(0, 2**53 - 1),
    id=text,
    title=text,
    where=text,
    read=maybe_day,
    grade=st.integers(0, 5),
)
decisions = st.builds(
    Decision,
    outcome=st.none() | st.sampled_from(Outcome),
    reasons=texts,
    conditions=st.lists(st.builds(Condition, id=text, finding=text, due=maybe_day), max_size=2),
    acceptances=st.lists(st.builds(Acceptance, id=text, finding=text), max_size=2),
    decided=maybe_day,
)
signoffs = st.builds(
    Signoff,
    role=text,
    name=text,
    attestations=st.dictionaries(text, text, max_size=2),
    when=moments,
    layer=st.sampled_from(("file", "decision")),
    digest=text,
)
assessments = st.builds(
    Assessment,
    id=text,
    title=st.text(),
    walk=st.sampled_from(Walk),
    depth=st.sampled_from(Depth),
    as_of=st.dates(),
    catalogue=text,
    catalogue_version=text,
    answers=st.dictionaries(text, answers, max_size=4),
    components=st.dictionaries(text, rows, max_size=3),
    evidence=st.lists(evidence, max_size=3).map(tuple),
    decision=decisions,
    record=st.lists(
        st.builds(Entry, kind=st.just("incident"), day=st.dates(), by=text, text=text), max_size=2
    ).map(tuple),
    signoffs=st.lists(signoffs, max_size=2).map(tuple),
    revisions=st.lists(
        st.builds(Revision, number=st.integers(), when=moments, digest=text), max_size=2
    ).map(tuple),
)


@SETTINGS
@given(written=assessments)
def test_what_was_saved_is_what_is_opened(tmp_path, files, tiny, written):
    path = tmp_path / "a.procure"
    stamp = files.save(path, written, tiny, {}, "", overwrite=True)

    opened = files.open(path)

    assert opened.assessment == written
    assert opened.catalogue == tiny
    assert opened.evidence == {}
    assert opened.stamp == stamp
    assert not opened.read_only


@SETTINGS
@given(written=assessments, order=st.randoms(use_true_random=False))
def test_equal_content_has_equal_bytes(tmp_path, files, tiny, written, order: random.Random):
    shuffled = list(written.answers.items())
    order.shuffle(shuffled)
    again = Assessment(**(dict(written) | {"answers": dict(shuffled)}))
    one, other = tmp_path / "one.procure", tmp_path / "other.procure"
    assert files.save(one, written, tiny, {}, "", overwrite=True) == files.save(
        other, again, tiny, {}, "", overwrite=True
    )
    assert one.read_bytes() == other.read_bytes()


def test_another_program_can_read_the_file(saved, terms, digest):
    with zipfile.ZipFile(saved) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
    assert [info.filename for info in infos] == [
        "mimetype",
        "manifest.json",
        "assessment.json",
        "catalogue.json",
        f"evidence/{digest}",
    ]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.extra for info in infos} == {b""}
    assert {info.external_attr >> 16 for info in infos} == {0o100644}


def test_the_first_bytes_say_what_the_file_is(saved):
    head = saved.read_bytes()[30:76]
    assert head == b"mimetypeapplication/vnd.procure.assessment+zip"


def test_the_manifest_names_every_member(members):
    manifest = json.loads(members["manifest.json"])
    assert manifest["format"] == 1
    assert manifest["app"] == "procure"
    assert manifest["members"] == {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in members.items()
        if name not in ("mimetype", "manifest.json")
    }


def test_a_file_packed_anew_by_another_program_opens(members, pack, files, assessment, digest):
    path = pack(members)
    assert files.open(path).assessment == assessment
    assert files.open(path).evidence == {digest: path}


def test_members_that_nobody_named_are_ignored_and_then_gone(members, pack, files, tiny):
    path = pack(members | {"thumbnail.png": b"x"})
    opened = files.open(path)
    files.save(path, opened.assessment, tiny, opened.evidence, opened.stamp)
    with zipfile.ZipFile(path) as archive:
        assert "thumbnail.png" not in archive.namelist()


def test_a_file_without_texts_takes_the_shipped_ones(members, pack, files, tiny):
    manifest = json.loads(members["manifest.json"])
    del manifest["members"]["catalogue.json"]
    members["manifest.json"] = json.dumps(manifest).encode()
    del members["catalogue.json"]
    assert files.open(pack(members)).catalogue is tiny


def test_the_shipped_texts_come_back_as_they_were_asked(tmp_path, files, plain, catalogue):
    path = tmp_path / "a.procure"
    files.save(path, plain, catalogue, {}, "")
    assert files.open(path).catalogue == catalogue


def test_what_is_attested_keeps_its_order(tmp_path, files, plain, catalogue):
    """Two mappings are equal in any order; people read them in one."""
    path = tmp_path / "a.procure"
    files.save(path, plain, catalogue, {}, "")
    opened = files.open(path).catalogue
    assert list(opened.fixed.triggers) == list(catalogue.fixed.triggers)
    for before, after in zip(catalogue.roles, opened.roles, strict=True):
        assert list(after.attestations) == list(before.attestations)
