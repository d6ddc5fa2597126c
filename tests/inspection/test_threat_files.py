"""Every hostile file, through the whole inspection: told by its name, and the rest is read."""

from __future__ import annotations

import json
import struct
import time

import pytest
from crafted import gguf, packed, safetensors, text, torch_zip
from hostile import GGUF, JSON, SAFETENSORS, YAML

GOOD = {"USE_POLICY.md": b"Do no harm.\n", "good/model.safetensors": safetensors()}
LOST = ("crashed", "its reader failed", "took more than", "memory", "stopped")
"""Words that a reader of ours must never need: it is to end by itself."""


def numbered(cases, name):
    """Return each content under a folder of its own, with the case that it is."""
    return {f"{n:03}/{name}": (case, content) for n, (case, content) in enumerate(cases.items())}


def heads(cases):
    return {case: f"---\n{head}\n---\n# A model\n" for case, head in cases.items()}


def under(cases, mark):
    return {case: f"# {mark}\nx:\n{content}\n" for case, content in cases.items()}


ROWS = {
    "safetensors": (numbered(SAFETENSORS, "model.safetensors"), 20),
    "GGUF": (numbered(GGUF, "model.gguf"), 20),
    "YAML at the head of a card": (numbered(heads(YAML), "README.md"), 20),
    "YAML of a citation": (numbered(YAML, "CITATION.cff"), 20),
    "YAML of the openness framework": (
        numbered(under(YAML, "Model Openness Framework"), "mof.yml"), 20,
    ),
    "settings": (numbered(JSON, "config.json"), 30),
    "an index of weights": (numbered(JSON, "model.safetensors.index.json"), 30),
    "a bill of materials": (
        numbered({case: '{"bomFormat": "CycloneDX", "x":' + value + "}"
                  for case, value in JSON.items()}, "bom.json"), 30,
    ),
}  # fmt: skip
"""What is read, as path, case and content, and the seconds that it may take."""
READ = {("a bill of materials", "many keys")}
"""Cases that are odd and harmless, so that nothing is refused."""


def written(folder, files):
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        place.write_bytes(raw)


@pytest.mark.parametrize("row", ROWS)
def test_a_hostile_file_is_told_and_the_others_are_read(tmp_path, look, said, problems_of, row):
    cases, most = ROWS[row]
    written(tmp_path, GOOD | {path: content for path, (_, content) in cases.items()})
    start = time.perf_counter()
    found = look(tmp_path)
    assert time.perf_counter() - start < most
    reasons = said(found)
    problems = " ".join(problems_of(found))
    told = {case for path, (case, _) in cases.items() if path in reasons or path in problems}
    expected = {case for case, _ in cases.values() if (row, case) not in READ}
    assert told == expected
    assert not [reason for reason in reasons.values() if any(word in reason for word in LOST)]
    assert all(file.sha256 for file in found.files)
    weights = [seen.files[0] for seen in found.observations if seen.what == "weights"]
    assert "good/model.safetensors" in weights


def sparse(path, head, size):
    """Write a file of this beginning and size, which takes hardly any room."""
    with path.open("wb") as handle:
        handle.write(head)
        try:
            handle.truncate(size)
        except OSError:
            pytest.skip("files of this size cannot be made here")


def reason_of(look, said, path, **wishes):
    start = time.perf_counter()
    reasons = said(look(path.parent, **wishes))
    assert time.perf_counter() - start < 10
    return reasons.get(path.name, "").removeprefix("could not be inspected: ")


def test_a_header_of_100_megabytes_is_not_read(tmp_path, look, said):
    path = tmp_path / "model.safetensors"
    sparse(path, struct.pack("<Q", 100 << 20) + b"{", 200 << 20)
    assert reason_of(look, said, path) == "its header claims to be 104857600 bytes long"


def test_a_file_of_4_terabytes_is_not_digested_unasked(tmp_path, look, said):
    path = tmp_path / "data.bin"
    sparse(path, b"", 4 << 40)
    told = reason_of(look, said, path)
    assert told.startswith("its digest was not computed: it is sparse: only ")
    assert told.endswith(" of its 4,398,046,511,104 bytes are stored on the disk")


def test_a_pickle_of_3_gigabytes_is_walked_to_what_it_imports(tmp_path, look, problems_of):
    size = 3 << 30
    path = tmp_path / "model.pkl"
    head = b"\x80\x04\x8e" + struct.pack("<Q", size)  # so many bytes, then a call of the system
    sparse(path, head, len(head) + size)
    with path.open("ab") as handle:
        handle.write(b"0cos\nsystem\n(S'true'\ntR.")
    start = time.perf_counter()
    found = look(tmp_path)
    assert time.perf_counter() - start < 10
    assert "“model.pkl” can run code when loaded: imports os.system." in problems_of(found)


@pytest.mark.parametrize("content", [b"x" * (10 << 20), b"MIT License\n" * 900_000])
def test_a_licence_of_10_megabytes_is_never_named(tmp_path, look, content):
    (tmp_path / "LICENSE").write_bytes(content)
    start = time.perf_counter()
    (seen,) = [seen for seen in look(tmp_path).observations if seen.what == "licence"]
    assert time.perf_counter() - start < 10
    assert (seen.facts["identified"], seen.facts["read_to"]) == ("", 1 << 20)


def test_licence_expressions_without_end_are_claims_like_others(tmp_path, look):
    for name, expression in (("a", "(" * 500 + "MIT" + ")" * 500), ("b", "MIT AND " * 3_000)):
        (tmp_path / name).mkdir()
        head = f"---\nlicense: {expression}MIT\n---\n# A model\n"
        (tmp_path / name / "README.md").write_text(head)
    start = time.perf_counter()
    claims = [seen for seen in look(tmp_path).observations if seen.what == "claim"]
    assert time.perf_counter() - start < 5
    assert [seen.files[0] for seen in claims] == ["a/README.md", "b/README.md"]
    assert all(len(seen.facts["licences"][0]) <= 120 for seen in claims)


SEALED = {
    "a.7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "b.rar": b"Rar!\x1a\x07\x01\x00",
    "c.tar.zst": b"\x28\xb5\x2f\xfd\x04\x00",
    "d.gz": b"\x1f\x8b\x08\x00",
}


@pytest.mark.parametrize("name", SEALED)
def test_what_is_packed_in_other_ways_is_noted_and_left(tmp_path, look, said, name):
    path = tmp_path / name
    path.write_bytes(SEALED[name] + bytes(500))
    reason = reason_of(look, said, path)
    assert reason.startswith("it is packed (")
    assert reason.endswith("), and is not opened")


def test_200_000_entries_are_refused_before_they_are_listed(tmp_path, look, said):
    entry = b"PK\x01\x02" + bytes(42)
    directory = entry * 200_000
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 200_000, 200_000,
                        len(directory), 4)  # fmt: skip
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 4 + len(directory), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04" + directory + end64 + locator + end)
    assert reason_of(look, said, path) == "it holds more than 20000 entries"


def test_two_gigabytes_in_a_member_of_two_megabytes_are_not_unpacked(tmp_path, look, said):
    content = bytearray(packed({"README.md": b"x" * (2 << 20)}))
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<2L", content, entry + 20, 2 << 20, 2 << 30)
    struct.pack_into("<H", content, entry + 10, 8)
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    (reason,) = said(look(tmp_path)).values()
    assert reason.endswith("it would unpack to 2147483648 bytes from 2097152")


TEMPLATE = "{{ ''.__class__ }}"
RUNNING = {
    "config.json": {"auto_map": {"AutoModel": "harm.Net", "AutoTokenizer": ["harm.Tok", None]}},
    "generation_config.json": {"custom_pipelines": {"x": {"impl": "harm.Pipe", "pt": []}}},
    "keras/config.json": {
        "config": {"layers": [{"class_name": "Lambda", "config": {"code": "4wE="}}]}
    },
    "modules.json": [
        {"type": "sentence_transformers.models.Transformer"},
        {"type": "harm_st.Transformer"},
    ],
    "model_index.json": {"_class_name": ["harm_pipe", "Pipe"], "unet": ["diffusers", "UNet"]},
    "image/model_index.json": {"_class_name": "FluxPipeline", "unet": ["diffusers", "UNet"]},
    "sentences/modules.json": [{"type": "sentence_transformers.models.Transformer"}],
    "tokenizer_config.json": {"chat_template": [{"name": "x", "template": TEMPLATE}]},
}


def test_all_that_runs_or_reaches_outside_when_loaded_is_shown(tmp_path, look, problems_of):
    files = {name: json.dumps(value) for name, value in RUNNING.items()}
    files |= {
        "chat_template.jinja": "{{ bos_token }}\n{% set x = cycler.__init__.__globals__ %}\n",
        "hidden.jinja": "{{ x['\\x5f\\x5fclass\\x5f\\x5f'] }}",
        "plain.jinja": "{% for message in messages %}{{ message.content }}{% endfor %}",
        "model.keras": packed({"config.json": files_of_keras()}),
        "model.bin": torch_zip(b"\x80\x02cos\nsystem\n."),
        "model.gguf": gguf(keys=(("tokenizer.chat_template", 8, text("x" * 300_000 + TEMPLATE)),)),
    }
    written(tmp_path, files)
    found = problems_of(look(tmp_path))
    reaching = "holds a chat template that reaches for more than it is given: "
    for path, words in {
        "config.json": "names programs that run when the model is loaded: harm.Net, harm.Tok.",
        "generation_config.json": "names programs that run when the model is loaded: harm.Pipe.",
        "modules.json": "names programs that run when the model is loaded: harm_st.Transformer.",
        "model_index.json": "names programs that run when the model is loaded: harm_pipe, Pipe.",
        "keras/config.json": "can run code when loaded: it holds a Lambda layer.",
        "model.keras/config.json": "can run code when loaded: it holds a Lambda layer.",
        "tokenizer_config.json": reaching,
        "chat_template.jinja": reaching + "{% set x = cycler.__init__.__globals__ %}",
        "hidden.jinja": reaching,
        "model.bin": "can run code when loaded: imports os.system.",
        "model.gguf": reaching,
    }.items():
        assert [one for one in found if one.startswith(f"“{path}” {words}")], (path, found)
    assert not [one for one in found if one.startswith(("“plain.jinja”", "“image/", "“sentences/"))]


def files_of_keras():
    return json.dumps({"config": {"layers": [{"class_name": "\u004cambda"}]}}).encode()


def test_settings_too_large_to_be_read_are_not_passed_over(tmp_path, look, said):
    padded = {"auto_map": {"AutoModel": "harm.Net"}, "x": "x" * (5 << 20)}
    (tmp_path / "config.json").write_text(json.dumps(padded))
    reason = reason_of(look, said, tmp_path / "config.json")
    assert reason == "it is larger than 4194304 bytes"


def test_a_head_too_long_to_be_read_is_not_passed_over(tmp_path, look, said):
    head = "---\nlicense: mit\n" + "#\n" * 700_000 + "---\n# A model\n"
    (tmp_path / "README.md").write_text(head)
    reason = reason_of(look, said, tmp_path / "README.md")
    assert reason == "its head is too long to be read"


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "config.json", "MODEL_CARD"])
def test_a_text_that_a_zero_byte_makes_unreadable_is_told(tmp_path, look, problems_of, name):
    (tmp_path / name).write_bytes(b"Apache License\0\n")
    told = f"“{name}” is named as text and is something else (not known)."
    assert problems_of(look(tmp_path)) == [told]
