"""An inspection of a folder: digests, what is declared only, what is asked, and the JSON form."""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import os
import time
from pathlib import Path

import pytest
from crafted import gguf, safetensors, text, torch_zip
from hostile import JSON

from procure_app import resources
from procure_app.i18n import language, say
from procure_app.inspection.as_json import as_json
from procure_app.inspection.limit import Limits
from procure_app.session.error import Unreadable

POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 9000000\n"


def of(inspection, what):
    return [seen for seen in inspection.observations if seen.what == what]


def component(inspection, subject):
    (found,) = [seen for seen in of(inspection, "component") if seen.subject == subject]
    return found


def sha(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def release(tmp_path):
    """A small release: a card, weights, code, and what is no component."""
    files = {
        "README.md": b"---\nlicense: mit\n---\n# Model\n",
        "LICENSE": b"MIT License\n",
        "config.json": b'{"model_type": "llama", "auto_map": {"AutoModel": "modeling.Net"}}',
        "model.safetensors": safetensors(),
        "modeling.py": b"import torch\n\nclass Net(torch.nn.Module):\n    pass\n",
        "tests/fixtures/model.safetensors": safetensors(),
        "third_party/other/model.py": b"class Other(nn.Module):\n    pass\n",
        "skills/x/model-card.md": b"# A card of something else\n",
    }
    folder = tmp_path / "release"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_every_file_has_its_digest(release, look):
    for file in look(release).files:
        content = (release / file.path).read_bytes()
        assert (file.bytes, file.sha256) == (len(content), sha(content))


def test_components_come_with_file_reason_and_quotation(release, look):
    found = look(release)
    seen = component(found, "architecture")
    assert (seen.files, seen.confidence, seen.quote) == (
        ("modeling.py",), "high", "class Net(torch.nn.Module):",
    )  # fmt: skip
    assert component(found, "model_card").files == ("README.md",)
    assert component(found, "configuration").files == ("config.json",)


def test_tests_vendored_code_and_skills_are_no_components(release, look):
    paths = {path for seen in of(look(release), "component") for path in seen.files}
    assert not [path for path in paths if path.startswith(("tests", "third_party", "skills"))]


def test_programs_that_run_when_loaded_are_told(release, look, problems_of):
    (release / "pytorch_model.bin").write_bytes(torch_zip(b"\x80\x02cos\nsystem\n."))
    assert problems_of(look(release)) == [
        "“config.json” names programs that run when the model is loaded: modeling.Net.",
        "“pytorch_model.bin” can run code when loaded: imports os.system.",
    ]


def test_a_file_that_is_not_what_its_name_promises_is_told(release, look, problems_of):
    (release / "other.safetensors").write_bytes(b"\x80\x04]\x94.")
    (release / "third.gguf").write_bytes(b"<html>404</html>")
    found = problems_of(look(release))
    assert "“other.safetensors” is named as safetensors and is something else (pickle)." in found
    assert "“third.gguf” is named as gguf and is something else (html)." in found


def test_a_pointer_is_declared_and_not_included(tmp_path, look):
    (tmp_path / "model.safetensors").write_text(POINTER.format("a" * 64))
    (tmp_path / "logo.png").write_text(POINTER.format("b" * 64))
    found = look(tmp_path)
    seen = component(found, "weights")
    assert (seen.state, seen.files) == ("declared, not included", ("model.safetensors",))
    (logo, weights) = of(found, "pointer")
    assert weights.state == logo.state == "declared, not included"
    assert dict(weights.facts) == {"declared_sha256": "a" * 64, "declared_bytes": 9_000_000}


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("LICENSE.pdf", b"%PDF-1.4\n", "could not be inspected"),
        ("LICENSE", b"MIT\0License", "could not be inspected"),
        ("LICENSE.gz", gzip.compress(b"MIT License", mtime=0), "could not be inspected"),
        ("LICENSE", POINTER.format("a" * 64).encode(), "declared, not included"),
        ("LICENSE", b"", "found"),
        ("LICENSE", b'{"MIT License": "of a kind"}', "found"),
        ("LICENSE", b"<?xml version='1.0'?><p>Do as you like.</p>", "found"),
    ],
)
def test_a_licence_that_is_no_plain_text_is_not_told_as_none(tmp_path, look, name, content, state):
    (tmp_path / name).write_bytes(content)
    (seen,) = of(look(tmp_path), "licence")
    assert (seen.files, seen.state, seen.facts["identified"]) == ((name,), state, "")


def test_shards_that_an_index_names_and_that_are_not_there_are_declared(
    tmp_path, look, problems_of
):
    names = [f"model-0000{n}-of-00003.safetensors" for n in (1, 2, 3)]
    index = {"metadata": {"total_size": 72}, "weight_map": dict(zip("abc", names, strict=True))}
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index))
    (tmp_path / names[0]).write_bytes(safetensors())
    found = look(tmp_path)
    (shards,) = of(found, "shards")
    assert (shards.state, shards.facts["missing"]) == ("declared, not included", tuple(names[1:]))
    assert len(problems_of(found)) == 1


def test_a_file_of_weights_without_a_tensor_is_only_mentioned(tmp_path, look):
    vocabulary = ("tokenizer.ggml.model", 8, text("x" * 300_000))
    (tmp_path / "ggml-vocab.gguf").write_bytes(gguf(keys=(vocabulary,), tensors=(), data=b""))
    assert component(look(tmp_path), "weights").confidence == "low"


def test_large_weights_in_a_format_that_is_not_read_are_not_told_as_absent(tmp_path, look):
    for name in ("flax_model.msgpack", "model.tflite", "model.bin"):
        (tmp_path / name).write_bytes(bytes(range(128, 256)) * 2_000)
    seen = component(look(tmp_path), "weights")
    assert (seen.confidence, len(seen.files)) == ("low", 3)


def test_weights_of_which_a_shard_is_missing_are_to_be_checked(tmp_path, look):
    index = {"weight_map": {"a": "part-a.safetensors", "b": "part-b.safetensors"}}
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index))
    tensor = {"dtype": "F32", "shape": [300, 300], "data_offsets": [0, 360_000]}
    whole = safetensors({"w": tensor}, bytes(360_000))
    (tmp_path / "part-a.safetensors").write_bytes(whole)
    weights = component(look(tmp_path), "weights")
    assert (weights.state, weights.confidence) == ("found", "medium")
    assert weights.facts["declared, not included"] == ("part-b.safetensors",)
    (tmp_path / "part-b.safetensors").write_bytes(whole)
    assert component(look(tmp_path), "weights").confidence == "high"


def test_shards_that_count_themselves_are_missed_without_an_index(tmp_path, look):
    (tmp_path / "m-00002-of-00003.gguf").write_bytes(gguf())
    (shards,) = of(look(tmp_path), "shards")
    assert shards.facts["missing"] == ("m-00001-of-00003.gguf", "m-00003-of-00003.gguf")


def test_a_whole_set_of_shards_is_no_finding(tmp_path, look):
    for number in (1, 2):
        (tmp_path / f"m-0000{number}-of-00002.gguf").write_bytes(gguf())
    assert of(look(tmp_path), "shards") == []


def test_weights_that_are_cut_off_are_declared_and_not_included(tmp_path, look, said):
    (tmp_path / "model.safetensors").write_bytes(safetensors()[:-4])
    found = look(tmp_path)
    (seen,) = of(found, "weights")
    assert (seen.state, seen.facts["missing_bytes"]) == ("declared, not included", 4)
    assert list(said(found)) == ["model.safetensors"]


def test_weights_that_lie_could_not_be_inspected(tmp_path, look, said):
    (tmp_path / "model.safetensors").write_bytes(safetensors(length=1 << 63) + bytes(300_000))
    found = look(tmp_path)
    assert [seen.state for seen in of(found, "weights")] == ["could not be inspected"]
    assert component(found, "weights").state == "could not be inspected"
    assert list(said(found)) == ["model.safetensors"]


def test_an_empty_submodule_is_declared_and_not_included(tmp_path, look, problems_of):
    modules = '[submodule "a"]\n\tpath = train/code\n\turl = https://me:secret@host/a.git\n'
    (tmp_path / ".gitmodules").write_text(modules)
    (tmp_path / "train/code").mkdir(parents=True)
    found = look(tmp_path)
    (source,) = of(found, "component source")
    assert (source.subject, source.state) == ("train/code", "declared, not included")
    assert source.facts["address"] == "https://host/a.git"
    assert problems_of(found) == [
        "“train/code” is declared as another repository, and is not included."
    ]


def test_a_clone_tells_where_it_came_from_and_git_is_not_run(tmp_path, look):
    git = tmp_path / ".git"
    (git / "refs/heads").mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "packed-refs").write_text(f"# pack\n{'c' * 40} refs/heads/main\n")
    (git / "config").write_text(
        "[core]\n\tfsmonitor = touch harm\n[remote]\n\turl = https://u:p@host/org/model\n"
    )
    (seen,) = of(look(tmp_path), "provenance")
    assert dict(seen.facts) == {
        "branch": "main",
        "commit": "c" * 40,
        "addresses": ("https://host/org/model",),
    }


def sparse(path, content, size):
    with path.open("wb") as handle:
        handle.write(content)
        handle.truncate(size)


def test_a_sparse_file_is_asked_about_before_it_is_digested(tmp_path, look, said):
    size = 3 << 30
    header = {"w": {"dtype": "F16", "shape": [size], "data_offsets": [0, 2 * size]}}
    head = safetensors(header, b"")
    sparse(tmp_path / "model.safetensors", head, len(head) + 2 * size)
    asked = []
    found = look(tmp_path, ask=lambda file, reason: asked.append(file.path) or False)
    assert asked == ["model.safetensors"]
    assert of(found, "weights")[0].facts["parameters"] == size
    assert said(found)["model.safetensors"].startswith(
        "its digest was not computed: it is sparse: "
    )
    assert found.files[0].sha256 == ""
    start = time.perf_counter()
    assert said(look(tmp_path)) == said(found)  # where nobody is asked, it is not digested
    assert time.perf_counter() - start < 5


def test_a_huge_file_is_asked_about_and_digested_if_wanted(tmp_path, look, said):
    (tmp_path / "a").write_bytes(bytes(3_000))
    limits = Limits(huge=2_000)
    refused = look(tmp_path, limits=limits)
    assert said(refused) == {"a": "its digest was not computed: it is huge: 3,000 bytes"}
    wanted = look(tmp_path, limits=limits, ask=lambda file, reason: True)
    assert wanted.files[0].sha256 == sha(bytes(3_000))


def test_header_facts_come_before_digests(release, look):
    early = []
    found = look(release, found=early.append)
    assert [file.sha256 for file in early[0].files if file.sha256] == []
    assert early[0].observations == found.observations


def test_a_file_changed_between_header_and_digest_is_told(release, rules, said):
    from procure_app.inspection.pipeline import inspect

    def meddle(_):
        (release / "LICENSE").write_text("Another licence, longer than before\n")
        (release / "modeling.py").unlink()
        (release / "config.json").unlink()
        (release / "config.json").symlink_to("/etc/passwd")

    found = inspect(release, rules=rules, found=meddle)
    text = "its digest was not computed: "
    assert said(found) == {
        "LICENSE": text + "it changed while the release was read",
        "modeling.py": text + "it vanished before it was read",
        "config.json": text + "it is a link, and links are not followed",
    }
    assert {file.sha256 for file in found.files if file.path in said(found)} == {""}


def test_progress_reaches_the_end_in_files_and_bytes(release, look):
    steps = []
    look(release, progress=steps.append)
    stages = list(dict.fromkeys(step.stage for step in steps))
    assert stages == ["listing", "reading", "digesting"]
    for before, after in itertools.pairwise(steps):
        if before.stage == after.stage:
            assert (before.files_done, before.bytes_done) <= (after.files_done, after.bytes_done)
    total = sum(path.stat().st_size for path in release.rglob("*") if path.is_file())
    assert steps[-1].bytes == total


def test_nothing_is_needed_of_a_folder_for_temporary_files(tmp_path, look, monkeypatch):
    (tmp_path / "release").mkdir()
    (tmp_path / "release/a").write_bytes(bytes(2 << 20))
    monkeypatch.setenv("TMPDIR", "/dev/full/nowhere")
    monkeypatch.setattr("tempfile.tempdir", "/dev/full/nowhere")
    found = look(tmp_path / "release", cache=Path("/dev/full/nowhere/digests.json"))
    assert found.files[0].sha256 == sha(bytes(2 << 20))


def test_a_licence_of_10_megabytes_ends_soon(tmp_path, look):
    (tmp_path / "LICENSE").write_bytes(b"Permission is hereby granted " * 350_000)
    start = time.perf_counter()
    look(tmp_path)
    assert time.perf_counter() - start < 10


def test_names_that_hide_something_are_shown_everywhere(tmp_path, look):
    raw = b"gpj.\xe2\x80\xaeexe\xff.md"
    (tmp_path / os.fsdecode(raw)).write_text("# Model card\n")
    (file,) = look(tmp_path).files
    assert (file.path, file.raw) == ("gpj.\\u202eexe\\xff.md", raw)
    assert file.sha256 == sha(b"# Model card\n")


def test_a_single_file_is_inspected_by_itself(release, look):
    found = look(release / "model.safetensors")
    assert [file.path for file in found.files] == ["model.safetensors"]
    assert len(of(found, "weights")) == 1


def test_the_one_folder_that_holds_everything_makes_no_difference(tmp_path, look):
    (tmp_path / "out/release").mkdir(parents=True)
    (tmp_path / "out/release/Model_X.pdf").write_bytes(b"%PDF-1.7\n")
    found = look(tmp_path / "out")
    assert component(found, "technical_report").files == ("release/Model_X.pdf",)


def test_an_empty_folder_holds_nothing(tmp_path, look):
    found = look(tmp_path)
    assert (found.files, found.observations, found.not_inspected) == ((), (), ())


def test_a_path_that_is_no_folder_and_no_file_is_refused(tmp_path, look):
    os.mkfifo(tmp_path / "pipe")
    for name in ("nowhere", "pipe", "pipe/inner"):
        with pytest.raises(Unreadable):
            look(tmp_path / name)


def test_the_keys_of_the_json_are_those_promised(release, look):
    (release / "model.bin").write_bytes(torch_zip())
    found = look(release)
    english = language("en", resources.folder("i18n"))
    value = json.loads(json.dumps(as_json(found, lambda phrase: say(phrase, english))))
    promised = {
        "components", "licences", "weights", "problems", "not_inspected", "contradictions",
    }  # fmt: skip
    assert promised <= set(value)
    card = next(row for row in value["components"] if row["component"] == "model_card")
    assert card["confidence"] == "high"
    assert card["files"] == [
        {
            "path": "README.md",
            "bytes": (release / "README.md").stat().st_size,
            "sha256": sha((release / "README.md").read_bytes()),
        }
    ]
    weights = {row["path"]: row for row in value["weights"]}
    row = weights["model.bin"]
    assert (row["format"], row["parameters"], row["can_run_code"]) == ("PyTorch ZIP", 6, False)


def test_hostile_json_ends_soon_and_costs_nothing_else(tmp_path, look):
    for case, content in JSON.items():
        for name in ("config.json", "model.safetensors.index.json"):
            (tmp_path / case).mkdir(exist_ok=True)
            (tmp_path / case / name).write_bytes(content.encode("utf-8", "surrogatepass"))
    (tmp_path / "USE_POLICY.md").write_text("Do no harm.")
    start = time.perf_counter()
    found = look(tmp_path)
    assert time.perf_counter() - start < 30
    assert component(found, "usage_policy").files == ("USE_POLICY.md",)
    assert all(file.sha256 for file in found.files)


def test_json_that_is_not_whole_could_not_be_inspected(tmp_path, look, said):
    (tmp_path / "config.json").write_text('{"model_type": ')
    assert said(look(tmp_path)) == {"config.json": "could not be inspected: it is not valid JSON"}
