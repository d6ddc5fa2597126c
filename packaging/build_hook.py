"""Compiles catalogue, frameworks and licences while the package is built, each to one JSON.

A wheel carries its bill of materials and its list of licences beside its metadata (PEP 770).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[BuilderConfig]):
    """Writes one JSON beside the sources of each; a fault in them fails the build."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all, and name the results to hatchling because git ignores them."""
        sys.path.insert(0, self.root)
        from procure_app.store.shipped import catalogue_source, framework_source, licence_source

        compilers = {
            "catalogue": catalogue_source.compile_to_json,
            "frameworks": framework_source.compile_to_json,
            "licences": licence_source.compile_to_json,
        }
        try:
            for name, compile_to_json in compilers.items():
                compiled = compile_to_json(Path(self.root, "resources", name))
                build_data["artifacts"].append("/" + compiled.relative_to(self.root).as_posix())
        except (OSError, catalogue_source.SourceError) as error:
            self.app.abort(f"The {name} in resources cannot be compiled: {error}")
        else:
            if version == "standard" and self.target_name == "wheel":
                build_data["force_include"]["resources"] = "procure_app/_resources"
                self._bill(build_data)
        finally:
            sys.path.remove(self.root)

    def _bill(self, build_data: dict[str, Any]) -> None:
        """Write the bill and the list, and name them to hatchling."""
        scripts = str(Path(self.root, "packaging"))
        sys.path.insert(0, scripts)
        from bill import BillError, write

        try:
            paths = write(Path(self.root))
        except BillError as error:
            self.app.abort(f"The bill of materials cannot be made: {error}")
        else:
            build_data["sbom_files"] += [str(path.relative_to(self.root)) for path in paths]
        finally:
            sys.path.remove(scripts)
