"""The frameworks as people edit them: one TOML file each.

Standard library only, because the build also runs it to write the one JSON that the app loads.
"""

from __future__ import annotations

import json
from pathlib import Path

from procure_app.store.catalogue_source import fingerprint, read, sources

COMPILED = "frameworks.json"


def compile_to_json(folder: Path) -> Path:
    """Write the one JSON that the app loads beside the sources, and return its path.

    Raises ``SourceError`` with file and line where a file is not TOML.
    """
    files = sources(folder)
    target = folder / COMPILED
    document = {"fingerprint": fingerprint(files), "frameworks": [read(file) for file in files]}
    target.write_text(json.dumps(document, ensure_ascii=False, default=str), "utf-8")
    return target
