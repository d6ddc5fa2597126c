"""Model files for tests: the real ones, where they are, and the smallest that is one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from procure_app.core.frameworks.framework import Framework
from procure_app.core.frameworks.ladder import Ladder
from procure_app.exchange.mof_model import MofModel
from procure_app.exchange.mof_read import read
from procure_app.resources import folder

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "mof"
needs_cases = pytest.mark.skipif(
    not CASES.is_dir(), reason="the real model files are not beside this checkout"
)
SMALLEST = """framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}
release:
  name: Small
  producer: Somebody
  license: {}
  components: []
"""


def files() -> tuple[Path, ...]:
    """Return the real model files; none where they are absent."""
    return tuple(sorted((CASES / "models").glob("*.yml")))


def model(release: str = "", listed: str = "") -> MofModel:
    """Return the smallest model with these lines in its release, and these components."""
    text = SMALLEST.replace("  license: {}\n", f"  license: {{}}\n{release}")
    if "license:" in release:
        text = text.replace("  license: {}\n", "")
    if listed:
        text = text.replace("  components: []\n", f"  components:\n{listed}")
    return read(text.encode(), "small.yml")


def ladder() -> Ladder:
    """Return the ladder of the framework's own tool."""
    content = tomllib.loads((folder("frameworks") / "mof-tool.toml").read_text("utf-8"))
    found = Framework.model_validate(content).verdicts[0].ladder
    assert found is not None
    return found
