"""An inspection in words: what was not found was not found in this folder, and nothing is safe."""

from __future__ import annotations

import re
from pathlib import Path

from crafted import safetensors, torch_zip

from procure_app import resources
from procure_app.i18n import language, say
from procure_app.inspection import limit
from procure_app.inspection.text import lines

NAMES = {"weights": "Final weights", "model_card": "Model card", "datasets": "Training data"}


def told(inspection):
    english = language("en", resources.folder("i18n"))
    return "\n".join(lines(inspection, NAMES, lambda value: say(value, english)))


def test_each_component_is_told_with_its_files_or_as_not_found_in_this_folder(tmp_path, look):
    (tmp_path / "model.safetensors").write_bytes(safetensors())
    (tmp_path / "README.md").write_text("---\nlicense: mit\n---\n")
    text = told(look(tmp_path))
    assert "  Final weights: perhaps: model.safetensors" in text
    assert "  Model card: found: README.md" in text
    assert "  Training data: not found in this folder" in text
    assert "  model.safetensors: safetensors, 6 parameters" in text


def test_what_runs_and_what_could_not_be_read_is_told(tmp_path, look):
    (tmp_path / "model.bin").write_bytes(torch_zip(b"\x80\x02cos\nsystem\n."))
    (tmp_path / "bad.safetensors").write_bytes(safetensors(length=1 << 63))
    text = told(look(tmp_path))
    assert "model.bin: PyTorch ZIP, can run code when loaded" in text
    assert "“model.bin” can run code when loaded: imports os.system." in text
    assert "bad.safetensors: could not be inspected: its header claims" in text


def test_what_it_is_built_on_and_what_the_vendor_calls_it_is_quoted_once(tmp_path, look):
    head = "---\nlicense: mit\nbase_model: someone/large-7b\n---\n# Tiny\n\n"
    (tmp_path / "README.md").write_text(f"{head}Tiny is an open-source model.\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "README.md").write_text(f"{head}Tiny is an open-source model.\n")
    text = told(look(tmp_path))
    assert text.count("  someone/large-7b, named in README.md") == 1
    assert text.count("  “Tiny is an open-source model.” (README.md)") == 1
    assert "In the vendor's own words" in text
    assert "sub/README.md)" not in text


def test_no_sentence_of_the_inspection_calls_anything_safe_or_not_released():
    package = Path(limit.__file__).parent
    for file in package.rglob("*.py"):
        for sentence in re.findall(r'(?:phrase|counted)\(\s*"([^"]*)"', file.read_text()):
            assert not re.search(r"\bsafe\b|not released|certified", sentence), (file, sentence)
