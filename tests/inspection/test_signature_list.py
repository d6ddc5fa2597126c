"""The list of a signature comes whole, however long, and is held against the real names."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import time

import pytest

from procure_app.inspection import result, signature_cover
from procure_app.inspection.limit import Limits
from procure_app.inspection.observation import File, Inspection, Observation
from procure_app.inspection.result import Results

EMPTY = hashlib.sha256(b"").hexdigest()


def signature(digests, ignored=("model.sig",)):
    """Return a bundle as model-signing writes it, of these names and digests, by nobody's key."""
    predicate = {
        "serialization": {"method": "files", "ignore_paths": list(ignored)},
        "resources": [
            {"algorithm": "sha256", "digest": digest, "name": name}
            for name, digest in digests.items()
        ],
    }
    statement = {
        "predicateType": "https://model_signing/signature/v1.0",
        "predicate": predicate,
    }
    sealed = {
        "payload": base64.b64encode(json.dumps(statement).encode()).decode(),
        "payloadType": "application/vnd.in-toto+json",
        "signatures": [{"sig": "e30="}],
    }
    media = "application/vnd.dev.sigstore.bundle.v0.3+json"
    return json.dumps({"mediaType": media, "dsseEnvelope": sealed})


def covered(inspection):
    (seen,) = [seen for seen in inspection.observations if seen.what == "signature"]
    return signature_cover.cover(seen, inspection.files)


def test_a_list_of_5000_files_is_held_against_every_one_of_them(tmp_path, look):
    names = [f"shards/part-{number:05}.bin" for number in range(5_000)]
    (tmp_path / "shards").mkdir()
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / names[4_998]).write_bytes(b"changed")
    (tmp_path / names[4_999]).unlink()
    (tmp_path / "added.bin").touch()
    (tmp_path / "model.sig").write_text(signature(dict.fromkeys(names, EMPTY)))
    found = covered(look(tmp_path))
    assert len(found.same) == 4_998
    assert (found.changed, found.missing) == ((names[4_998],), (names[4_999],))
    assert (found.unsigned, found.ignored, found.not_compared) == (("added.bin",), (), ())


@pytest.mark.parametrize(
    "raw",
    [b"two  spaces.bin", b"back\\slash", b"two\nlines", b"caf\xff", "\u202etxt.exe".encode()],
)
def test_a_name_is_held_against_the_file_of_just_that_name(tmp_path, look, raw):
    name = os.fsdecode(raw)
    (tmp_path / name).touch()
    (tmp_path / "model.sig").write_text(signature({name: EMPTY}))
    found = covered(look(tmp_path))
    assert (len(found.same), found.missing, found.unsigned) == (1, (), ())


def test_what_is_left_out_is_named_by_paths_and_not_by_patterns(tmp_path, look):
    for name in ("left/a", "left/in/b", "leftover", "c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "model.sig").write_text(signature({}, ("left/", "*", "model.sig")))
    found = covered(look(tmp_path))
    assert (found.ignored, found.unsigned) == (("left/a", "left/in/b"), ("c", "leftover"))


def test_a_digest_that_is_none_is_not_compared(tmp_path, look):
    (tmp_path / "a").touch()
    (tmp_path / "model.sig").write_text(signature({"a": f"b {EMPTY}"}))
    assert covered(look(tmp_path)).not_compared == ("a",)


def test_a_name_of_no_usual_length_is_refused_and_not_cut(tmp_path, look, said):
    (tmp_path / "model.sig").write_text(signature({"n" * 4_050: EMPTY}))
    assert list(said(look(tmp_path))) == ["model.sig"]


def test_a_list_that_found_no_room_is_said_to_be_too_long(monkeypatch):
    monkeypatch.setattr(result, "MOST_KEPT", 100_000)
    results = Results(Limits())
    names = tuple(f"{EMPTY} {number}" for number in range(500))
    for number in range(3):
        facts = {"signed": names, "signed_files": 500, "identity": ""}
        results.see(Observation("signature", "x", (f"{number}.sig",), facts=facts))
    whole = [len(seen.facts["signed"]) == 500 for seen in results.observations]
    assert whole == [True, False, False]
    said = [
        one.text
        for one in signature_cover.sentences(Inspection("x", (), tuple(results.observations)))
    ]
    assert said.count("“{file}”: its list of files is too long to be compared here.") == 2
    assert not [text for text in said if "not signed" in text]


def test_many_files_and_long_lists_are_compared_in_little_time():
    files = tuple(File(f"d/{n}", b"", 0, EMPTY) for n in range(60_000))
    facts = {
        "signed": tuple(f"{EMPTY} d/{n}" for n in range(20_000)),
        "signed_files": 20_000,
        "algorithm": "sha256",
        "method": "files",
        "ignored": ("*a*" * 80,) * 199 + ("d/40000",),
    }
    start = time.process_time()
    found = signature_cover.cover(Observation("signature", "x", ("model.sig",), facts=facts), files)
    assert time.process_time() - start < 5
    assert (len(found.same), found.ignored, len(found.unsigned)) == (20_000, ("d/40000",), 39_999)


def test_only_the_first_signatures_are_held_against_the_files_and_that_is_said():
    seen = tuple(
        Observation("signature", "x", (f"{n}.sig",), facts={"signed": (), "signed_files": 0})
        for n in range(30)
    )
    *_, last = signature_cover.sentences(Inspection("x", (), seen))
    assert (last.values["file"], last.values["most"]) == ("20.sig", 20)
