"""The frameworks as people edit them: one TOML file each.

Standard library only, because the build also runs it to write the one JSON that the app loads.
"""

from __future__ import annotations

from pathlib import Path

from procure_app.store.shipped.catalogue_source import read, sources, write_compiled

COMPILED = "frameworks.json"


def compile_to_json(folder: Path) -> Path:
    """Write the one JSON that the app loads beside the sources, and return its path.

    Raises ``SourceError`` with file and line where a file is not TOML.
    """
    content = [read(file) for file in sources(folder)]
    return write_compiled(folder, COMPILED, "frameworks", content)
