"""Real licence texts and readers for tests; the texts lie beside the checkout and are not ours."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from procure_app.inspection.observation import File, Observation

CASES = Path(__file__).parents[2].parent / "shared" / "cases"
TEXTS = CASES / "licence-texts"
RELEASES = CASES / "releases"
needs_cases = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="needs ../shared/cases/licence-texts, which is not there"
)

UPSTREAM = {
    "OpenMDW-1.0.txt": "OpenMDW-1.0",
    "OpenMDW-1.1.txt": "LicenseRef-OpenMDW-1.1",
    "databricks_open_model_license.txt": "LicenseRef-databricks-open-model-license",
    "deepseek-v3_LICENSE-MODEL.txt": "LicenseRef-scancode-deepseek-la-1.0",
    "kimi-k2_modified-mit.txt": "LicenseRef-kimi-k2-modified-mit",
    "llama2_LICENSE.txt": "LicenseRef-scancode-llama-2-license-2023",
    "llama3_LICENSE.txt": "LicenseRef-llama3",
    "llama3_1_LICENSE.txt": "LicenseRef-scancode-llama-3.1-license-2024",
    "llama3_2_LICENSE.txt": "LicenseRef-scancode-llama-3.2-license-2024",
    "llama3_3_LICENSE.txt": "LicenseRef-scancode-llama-3.3-license-2024",
    "llama4_LICENSE.txt": "LicenseRef-scancode-llama-4-cla-2025",
}
NO_LICENCES = (
    "gemma-pup-2024-02-21.LICENSE",
    "llama-4-license-2025.LICENSE",
    "salesforce-ai-aup-2025.LICENSE",
)
"""Use policies that the database keeps among the licences."""

IN_RELEASES = {
    "DeepSeek-V3/LICENSE-CODE": "MIT",
    "DeepSeek-V3/LICENSE-MODEL": "LicenseRef-scancode-deepseek-la-1.0",
    "Kimi-K2/LICENSE": "LicenseRef-kimi-k2-modified-mit",
    "Qwen/LICENSE": "Apache-2.0",
    "Qwen/Tongyi Qianwen LICENSE AGREEMENT": "LicenseRef-scancode-tongyi-qianwen-2023",
    "Qwen/Tongyi Qianwen RESEARCH LICENSE AGREEMENT": "",
    "Yi/LICENSE": "Apache-2.0",
    "Yi/MODEL_LICENSE_AGREEMENT.txt": "Apache-2.0",
    "bigscience/LICENSE": "Apache-2.0",
    "flux/LICENSE": "Apache-2.0",
    "flux/model_licenses/LICENSE-FLUX1-dev": "",
    "flux/model_licenses/LICENSE-FLUX1-schnell": "Apache-2.0",
    "gpt-oss/LICENSE": "Apache-2.0",
    "grok-1/LICENSE.txt": "Apache-2.0",
    "llama-models/LICENSE": "",
    "llama-models/models/llama2/LICENSE": "LicenseRef-scancode-llama-2-license-2023",
    "llama-models/models/llama3/LICENSE": "LicenseRef-llama3",
    "llama-models/models/llama3_1/LICENSE": "LicenseRef-scancode-llama-3.1-license-2024",
    "llama-models/models/llama3_2/LICENSE": "LicenseRef-scancode-llama-3.2-license-2024",
    "llama-models/models/llama3_3/LICENSE": "LicenseRef-scancode-llama-3.3-license-2024",
    "llama-models/models/llama4/LICENSE": "LicenseRef-scancode-llama-4-cla-2025",
    "mistral-inference/LICENSE": "Apache-2.0",
    "pythia/LICENSE": "Apache-2.0",
    "stablediffusion/LICENSE": "MIT",
    "stablediffusion/LICENSE-MODEL": "LicenseRef-scancode-bigscience-open-rail-m2",
    "whisper/LICENSE": "MIT",
}
"""What a reader of the texts finds them to be; empty where it is none that is known."""


MIT = """\
MIT License

Copyright (c) 2026 Acme

Permission is hereby granted, free of charge, to any person obtaining a copy of this software
and associated documentation files (the "Software"), to deal in the Software without
restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING
BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
ISC = """\
ISC License

Copyright 2026 Acme

Permission to use, copy, modify, and/or distribute this software for any purpose with or without
fee is hereby granted, provided that the above copyright notice and this permission notice
appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE
AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE
OF THIS SOFTWARE.
"""


def spdx() -> Iterator[tuple[str, str, str]]:
    """Yield the standard texts: name, text, id."""
    for file in sorted((TEXTS / "spdx").glob("*.txt")):
        yield file.name, file.read_text("utf-8"), file.stem


def of_models() -> Iterator[tuple[str, str, str]]:
    """Yield the texts used on models, without the header of the database they come from."""
    for file in sorted(TEXTS.glob("*.LICENSE")):
        if file.name in NO_LICENCES:
            continue
        content = file.read_text("utf-8")
        key = re.search(r"^spdx_license_key: (\S+)$", content, re.M)
        assert key is not None
        identity = "OpenMDW-1.0" if key[1].endswith("openmdw-1.0") else key[1]
        yield file.name, content.split("\n---\n", 1)[1], identity
    for name, identity in UPSTREAM.items():
        yield name, (TEXTS / f"upstream_{name}").read_text("utf-8"), identity


def in_releases() -> Iterator[tuple[str, str, str]]:
    """Yield the licence files of the releases."""
    for name, identity in IN_RELEASES.items():
        yield name, (RELEASES / name).read_text("utf-8"), identity


def opened(content: bytes | str, path: str) -> tuple[io.BytesIO, File]:
    """Return the content as readers get it."""
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return io.BytesIO(raw), File(path, path.encode(), len(raw))


def seen(reader, content: bytes | str, path: str) -> list[Observation]:
    """Return what the reader yields."""
    return list(reader(*opened(content, path)))
