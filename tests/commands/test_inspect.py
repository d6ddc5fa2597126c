"""``inspect``: what is in a folder, for people, for programs, and into an assessment."""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path

import pytest

from procure_app.app import build_session
from procure_app.cli import DONE, UNREADABLE, WORKER, main
from procure_app.inspection import process, worker

KEYS = {"components", "licences", "weights", "problems", "not_inspected", "contradictions"}


@pytest.fixture
def release(tmp_path, monkeypatch):
    """A small release: weights, a card, and something that cannot be read."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "release"
    folder.mkdir()
    header = json.dumps(
        {"w": {"dtype": "F32", "shape": [100_000], "data_offsets": [0, 400_000]}}
    ).encode()
    weights = struct.pack("<Q", len(header)) + header + bytes(400_000)
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "README.md").write_text("---\nlicense: mit\n---\n# Tiny\n\nA model.\n", "utf-8")
    (folder / "broken.safetensors").write_bytes(struct.pack("<Q", 2**60) + b"{")
    return folder


def test_programs_get_what_was_found_under_stable_keys(capsys, release):
    assert main(["inspect", str(release), "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert found.keys() >= KEYS
    (weights,) = [w for w in found["weights"] if w["path"] == "model.safetensors"]
    assert (weights["format"], weights["parameters"]) == ("safetensors", 100_000)
    assert [part["component"] for part in found["components"]].count("weights") == 1
    assert [each["path"] for each in found["not_inspected"]] == ["broken.safetensors"]


def test_what_is_sure_goes_into_an_assessment_with_its_files_as_evidence(capsys, release, tmp_path):
    file = tmp_path / "made.procure"
    assert main(["inspect", str(release), "--into", str(file)]) == DONE
    session = build_session()
    session.open(file)
    row = session.assessment.components["base/weights"]
    assert row.availability == "released"
    items = session.assessment.evidence_by_id()
    proof = items[row.availability_evidence[0]]
    assert (proof.kind, proof.title, len(proof.digest)) == ("file", "model.safetensors", 64)
    assert proof.linked  # weights are never embedded


def test_people_read_what_was_found_and_never_that_it_was_not_released(capsys, release):
    assert main(["inspect", str(release)]) == DONE
    out = capsys.readouterr().out
    assert "weights: found" in out
    assert "broken.safetensors: could not be inspected" in out
    assert "not released" not in out


def test_a_folder_that_is_not_there_is_one_sentence(capsys, tmp_path):
    assert main(["inspect", str(tmp_path / "gone")]) == UNREADABLE
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_second_look_says_what_changed_since_it_backed_an_answer(release, tmp_path):
    from procure_app.app.inspected import inspected
    from procure_app.ui.service import InspectOrder, InspectWatch

    file = tmp_path / "made.procure"
    assert main(["inspect", str(release), "--into", str(file)]) == DONE
    session = build_session()
    session.open(file)

    def changes():
        watch = InspectWatch(lambda now: None, lambda seen: None, lambda *_: False, lambda: False)
        found = inspected(session, InspectOrder(release), watch)
        return dict(found.parts)["Changed since it backed an answer"]

    assert changes() == ()
    content = bytearray((release / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (release / "model.safetensors").write_bytes(content)
    (release / "README.md").unlink()
    assert set(changes()) == {
        "model.safetensors has another content now.",
        "README.md is not there any more.",
    }


SIGNED = Path(__file__).parents[2].parent / "shared" / "cases" / "model-signatures"


@pytest.mark.skipif(not SIGNED.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize(
    ("key", "said"),
    [
        (None, "identity is not established"),
        ("ca-cert.pem", "signed under a certificate of your root"),
        ("signing-key-pub.pem", "signed with the key that you supplied"),
    ],
)
def test_a_key_from_elsewhere_establishes_who_signed(capsys, tmp_path, monkeypatch, key, said):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    keyed = ["--key", str(SIGNED / key)] if key else []
    assert main(["inspect", str(SIGNED / "v1.1.0-certificate"), "--json", *keyed]) == DONE
    assert said in " ".join(json.loads(capsys.readouterr().out)["problems"])


def test_a_key_that_is_none_is_said_before_anything_is_read(capsys, release, tmp_path):
    key = tmp_path / "key.pem"
    key.write_text("no key", "utf-8")
    assert main(["inspect", str(release), "--key", str(key)]) == UNREADABLE
    said = capsys.readouterr()
    assert "“key.pem” holds no public key or certificate." in said.err
    assert not said.out


def test_a_sparse_file_is_digested_only_where_it_is_wanted(capsys, release):
    with (release / "sparse.bin").open("wb") as handle:
        handle.truncate((1 << 30) + 1)
    assert main(["inspect", str(release), "--json"]) == DONE
    by_path = {e["path"]: e["reason"] for e in json.loads(capsys.readouterr().out)["not_inspected"]}
    assert by_path["sparse.bin"].startswith("its digest was not computed: it is sparse")
    assert main(["inspect", str(release), "--json", "--all"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert "sparse.bin" not in {each["path"] for each in found["not_inspected"]}


def test_a_frozen_app_serves_as_the_worker_under_the_hidden_word(monkeypatch):
    served = []
    monkeypatch.setattr(worker, "main", lambda: served.append(True) or sys.exit(0))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert process.command() == [sys.executable, WORKER]
    with pytest.raises(SystemExit):
        main([WORKER, "somewhere"])
    assert served == [True]
