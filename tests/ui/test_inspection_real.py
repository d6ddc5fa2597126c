"""A real folder through the window: what is proposed, and how it is named."""

from __future__ import annotations

import hashlib
import json
import struct

from PySide6.QtCore import Qt

from procure_app.app.inspected import inspected
from procure_app.ui.inspection import InspectDialog
from procure_app.ui.service import InspectOrder, InspectWatch


def test_a_real_folder_proposes_what_is_in_it(window, qtbot, tmp_path):
    (tmp_path / "LICENSE").write_text(MIT, "utf-8")
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Tiny model\n", "utf-8")
    dialog = InspectDialog(window, InspectOrder(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog._bar.isVisible(), timeout=60_000)
    text = dialog._text.toPlainText()
    assert "LICENSE: MIT" in text
    assert "Not found in this folder" in text
    assert "not released" not in text
    assert "Contradictions" in text


def test_files_are_named_with_size_and_digest_and_licences_by_name(session, tmp_path):
    header = json.dumps({"w": {"dtype": "F32", "shape": [9], "data_offsets": [0, 36]}}).encode()
    content = struct.pack("<Q", len(header)) + header + bytes(36)
    release = tmp_path / "release"
    release.mkdir()
    (release / "model.safetensors").write_bytes(content)
    (release / "LICENSE").write_text(MIT, "utf-8")
    (release / "README.md").write_text(
        "---\nlicense: mit\nbase_model: someone/large-7b\n---\n# A", "utf-8"
    )
    watch = InspectWatch(lambda now: None, lambda seen: None, lambda *_: False, lambda: False)
    found = inspected(session, InspectOrder(release), watch)
    assert found.root == f"{release}: 3 files"
    card = next(one for one in found.proposals if one.name == "Model card or system card")
    shown = (release / "README.md").read_bytes()
    digest = hashlib.sha256(shown).hexdigest()[:16]
    assert card.files == f"README.md: {len(shown)} bytes, SHA-256 {digest}"
    licence = next(one for one in found.proposals if one.name == "Final weights, licence")
    assert licence.value == "MIT License"
    parts = dict(found.parts)
    assert parts["Weights"] == ("model.safetensors: safetensors, 9 parameters, types F32",)
    assert parts["Licences"] == ("LICENSE: MIT License",)
    assert "Model card or system card: found: README.md" in parts["Found in this folder"]
    assert parts["In the vendor's own words"] == ("“license: mit” (README.md)",)
    assert parts["Built on"] == ("someone/large-7b, named in README.md",)
    order = list(parts)
    assert order.index("Contradictions") < order.index("Found in this folder")


MIT = """MIT License

Copyright (c) 2026 Somebody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and \
associated documentation files (the "Software"), to deal in the Software without restriction, \
including without limitation the rights to use, copy, modify, merge, publish, distribute, \
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is \
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or \
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT \
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND \
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, \
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT \
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
