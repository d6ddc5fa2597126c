"""All targets by name."""

from __future__ import annotations

from fuzz.archives import ASSESSMENT, CONTAINER, MANIFEST
from fuzz.report import PDF
from fuzz.toml_source import TOML
from fuzz.yaml_source import YAML

TARGETS = {target.name: target for target in (CONTAINER, ASSESSMENT, MANIFEST, TOML, YAML, PDF)}
