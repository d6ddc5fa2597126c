"""Prints how fast the app is, as ratios against a bare reference measured in the same run.

Run from the root of the repository: ``.venv/bin/python -m tests.benchmarks [NAME ...]``.
"""

from __future__ import annotations

import sys

from procure_app.resources import folder
from procure_app.store.shipped import catalogue_source, framework_source, licence_source
from tests.benchmarks import edits, files, inspection, load, reports, signatures, start, verdicts

ALL = {
    "start": start.run,
    "edits": edits.run,
    "verdicts": verdicts.run,
    "reports": reports.run,
    "signatures": signatures.run,
    "inspection": inspection.run,
    "files": files.run,
    "load": load.run,
}


def main() -> None:
    """Run the benchmarks named, or all, on data compiled as an installation has them."""
    for source in (catalogue_source, framework_source, licence_source):
        name = source.COMPILED.removesuffix(".json")
        source.compile_to_json(folder(name))
    for name in sys.argv[1:] or ALL:
        for line in ALL[name]():
            print(f"{name:8} {line}", flush=True)


main()
