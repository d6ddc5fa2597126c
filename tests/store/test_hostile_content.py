"""Content that is ambiguous, endless or of another form is refused with its place."""

from __future__ import annotations

import json
import time

import pytest

from procure_app.core.decision.reading import read
from procure_app.core.decision.signoff import standings
from procure_app.core.outline.report import report

CHANGED = "was changed outside this app. Open the file as the app last saved it."
AMBIGUOUS = {
    "not UTF-8": b'{"id": "\xff"}',
    "another encoding": '{"id": "a"}'.encode("utf-16"),
    "a mark before it": b"\xef\xbb\xbf{}",
    "not JSON": b"{'id': 1}",
    "nothing": b"",
    "a key twice": b'{"id": "a", "id": "b"}',
    "NaN": b'{"id": NaN}',
    "infinity": b'{"id": -Infinity}',
    "out of range": b'{"id": 1e999}',
    "a long number": b'{"id": ' + b"9" * 10_000 + b"}",
    "nested lists": b"[" * 200_000 + b"]" * 200_000,
    "nested keys": b'{"a":' * 200_000 + b"1" + b"}" * 200_000,
    "half a character": rb'{"id": "\ud83d"}',
    "half a character as a key": rb'{"\udc00": 1}',
    "after the end": b"{} {}",
}


@pytest.mark.parametrize("name", ["manifest.json", "assessment.json", "catalogue.json"])
@pytest.mark.parametrize("content", [b"[" + b"{}," * 1_300_000 + b"{}]", b"[5" + b",5" * 300_000])
def test_a_swarm_of_values_is_refused_at_once(members, pack, refused, name, content):
    path = pack({**members, name: content}, fitting=name != "manifest.json")
    started = time.monotonic()
    assert "holds more than any assessment does" in refused(path)
    assert time.monotonic() - started < 5


def test_a_document_edited_by_hand_is_refused(members, pack, refused):
    members["assessment.json"] = members["assessment.json"].replace(b"Pythia", b"Python")
    assert CHANGED in refused(pack(members, fitting=False))


def test_texts_edited_by_hand_are_refused(members, pack, refused):
    members["catalogue.json"] = members["catalogue.json"].replace(b"delivered", b"received!")
    assert CHANGED in refused(pack(members, fitting=False))


@pytest.mark.parametrize("name", ["manifest.json", "assessment.json", "catalogue.json"])
@pytest.mark.parametrize("content", AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_ambiguous_json_is_refused(members, pack, refused, name, content):
    assert CHANGED in refused(pack({**members, name: content}, fitting=name != "manifest.json"))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"as_of": "yesterday"}, "as_of"),
        ({"as_of": None}, "as_of"),
        ({"answers": {"first.name": {"standing": "sure"}}}, "answers/first.name/standing"),
        ({"answers": []}, "answers"),
        ({"surprise": 1}, "surprise"),
        ({"evidence": [{"id": "E-1", "title": "", "digest": "../../x"}]}, "evidence/0/digest"),
        ({"components": {"base/weights": {"availability": "free"}}}, "components/base/weights"),
    ],
)
def test_a_document_of_another_form_is_refused_with_the_place(
    members, pack, refused, change, place
):
    value = json.loads(members["assessment.json"]) | change
    sentence = refused(pack(members | {"assessment.json": json.dumps(value).encode()}))
    assert f"is not valid at “{place}" in sentence


@pytest.mark.parametrize(
    "change",
    [
        {"sections": []},
        {"title": 5},
        {"groups": "none"},
        {"sections": [{"id": "a", "title": "", "intro": "", "group": "", "questions": [5]}]},
        {"uses": {"not_delivered": 5}},
        {"uses": {"not_delivered": [1]}},
        {"uses": {"not_delivered": None}},
    ],
)
def test_texts_of_another_form_are_refused(members, pack, files, refused, change):
    value = json.loads(members["catalogue.json"]) | change
    path = pack(members | {"catalogue.json": json.dumps(value).encode()})
    if change == {"sections": []}:
        assert files.open(path).catalogue.sections == ()
    else:
        assert "is not valid at" in refused(path)


def test_a_condition_nested_too_deeply_is_refused(members, pack, refused):
    value = json.loads(members["catalogue.json"])
    for _ in range(300):
        value["uses"]["not_delivered"] = {"not": value["uses"]["not_delivered"]}
    refused(pack(members | {"catalogue.json": json.dumps(value).encode()}))


@pytest.mark.parametrize(
    "change",
    [
        {"format": 0},
        {"format": -1},
        {"format": "1"},
        {"format": 1.5},
        {"format": True},
        {"format": None},
        {"app": "another"},
        {"members": []},
        {"members": {"assessment.json": {"size": -1, "sha256": "x"}}},
        {"members": {}},
    ],
)
def test_a_manifest_of_another_form_is_refused(members, pack, refused, change):
    manifest = json.loads(members["manifest.json"]) | change
    path = pack(members | {"manifest.json": json.dumps(manifest).encode()}, fitting=False)
    assert CHANGED in refused(path)


SIGNED = {"role": "a", "name": "b", "layer": "file", "digest": "c", "when": "2026-11-22T12:00Z"}
OUT_OF_RANGE = [
    ({"as_of": 10**30}, "as_of"),
    ({"as_of": "10000-01-01"}, "as_of"),
    ({"as_of": "2026-02-30"}, "as_of"),
    ({"as_of": "0000-01-01"}, "as_of"),
    ({"as_of": -(10**18)}, "as_of"),
    ({"last_evidence": 10**9}, "last_evidence"),
    ({"last_evidence": 10**400}, "last_evidence"),
    ({"last_evidence": 0.5}, "last_evidence"),
    ({"evidence": [{"id": "E-1", "title": "", "grade": 6}]}, "evidence/0/grade"),
    ({"evidence": [{"id": "E-1", "title": "", "size": -1}]}, "evidence/0/size"),
    ({"evidence": [{"id": "E-1", "title": "", "expires": "2026-13-01"}]}, "evidence/0/expires"),
    ({"signoffs": [SIGNED | {"when": "2026-11-22T25:00:00Z"}]}, "signoffs/0/when"),
    ({"signoffs": [SIGNED | {"when": 1e300}]}, "signoffs/0/when"),
    ({"signoffs": [SIGNED] * 1001}, "signoffs"),
    ({"decision": {"valid_until": "99999-01-01"}}, "decision/valid_until"),
]


@pytest.mark.parametrize(("change", "place"), OUT_OF_RANGE)
def test_numbers_and_dates_out_of_range_are_refused_with_the_place(
    members, pack, refused, change, place
):
    value = json.loads(members["assessment.json"]) | change
    sentence = refused(pack(members | {"assessment.json": json.dumps(value).encode()}))
    assert f"is not valid at “{place}”" in sentence


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_are_read(members, pack, files, day):
    moments = {"when": f"{day}T00:00:00{'+14:00' if day < '1' else '-14:00'}"}
    value = json.loads(members["assessment.json"])
    value |= {"as_of": day, "signoffs": [SIGNED | moments]}
    opened = files.open(pack(members | {"assessment.json": json.dumps(value).encode()}))
    reading = read(opened.catalogue, opened.assessment)
    assert report(reading, standings(reading)).blocks


def test_a_size_that_no_file_has_is_refused(members, pack, refused):
    manifest = json.loads(members["manifest.json"])
    for said in manifest["members"].values():
        said["size"] = 10**40
    path = pack(members | {"manifest.json": json.dumps(manifest).encode()}, fitting=False)
    assert CHANGED in refused(path)
