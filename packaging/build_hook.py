"""Compiles the catalogue while the package is built, so that the wheel carries its one JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[BuilderConfig]):
    """Writes ``resources/catalogue/catalogue.json``; a fault in the catalogue fails the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogue, and name the result to hatchling because git ignores it."""
        sys.path.insert(0, self.root)
        from procure_app.store.catalogue_source import SourceError, compile_to_json

        folder = Path(self.root, "resources", "catalogue")
        try:
            compiled = compile_to_json(folder)
        except (OSError, SourceError) as error:
            self.app.abort(f"The catalogue in {folder} cannot be compiled: {error}")
        else:
            build_data["artifacts"].append("/" + compiled.relative_to(self.root).as_posix())
            if version == "standard" and self.target_name == "wheel":
                build_data["force_include"]["resources"] = "procure_app/_resources"
        finally:
            sys.path.remove(self.root)
