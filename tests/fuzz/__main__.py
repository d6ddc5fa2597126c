"""Runs one target: ``python -m tests.fuzz TARGET --seconds N``; see the package."""

from __future__ import annotations

import argparse
import importlib
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "corpus"
MODULES = {
    "container": "archives",
    "assessment": "archives",
    "manifest": "archives",
    "toml": "toml_source",
    "yaml": "yaml_source",
    "pdf": "report",
}
INSTRUMENTED = ["procure_app", "rfc8785", "tomllib", "json", "pikepdf", "yaml"]


def main() -> None:
    """Run the target for so long, or keep what earlier runs found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("target", choices=MODULES)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--work", type=Path, default=Path("build") / "fuzz-work")
    parser.add_argument("--keep", action="store_true", help="put the fewest inputs aside")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))  # test modules know each other by these names
    work = given.work / given.target
    work.mkdir(parents=True, exist_ok=True)
    kept = CORPUS / given.target
    if given.keep:
        keep = importlib.import_module("fuzz.keep")
        keep.keep(_target(given.target), work, kept)
        return
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        importlib.import_module("fuzz.unguided").run(_target(given.target), kept, given.seconds)
        return

    with atheris.instrument_imports(include=INSTRUMENTED):
        target = _target(given.target)
        seeds = list(target.seeds())
        with tempfile.TemporaryDirectory() as folder:
            tried = importlib.import_module("fuzz.contract").tried
            for seed in seeds:  # what the app imports late is to be seen as well
                tried(target, Path(folder), seed)
    _guided(atheris, target, seeds, (work, kept), given.seconds)


def _target(name: str):
    return getattr(importlib.import_module(f"fuzz.{MODULES[name]}"), name.upper())


def _guided(atheris, target, seeds, places: tuple[Path, Path], seconds: int) -> None:
    from fuzz.contract import tried
    from fuzz.unguided import changed

    work, kept = places
    for number, seed in enumerate(seeds):
        (work / f"seed-{number}").write_bytes(seed)
    words = sorted({word for seed in seeds for word in re.findall(rb"[\w./-]{2,40}", seed)})
    dictionary = work.with_suffix(".dict")
    dictionary.write_bytes(b"".join(b'"%s"\n' % word for word in words[:2000]))
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        return changed(target, data, seed, lambda text: atheris.Mutate(text, most))[:most]

    options = {
        "max_total_time": seconds,
        "rss_limit_mb": 2048,
        "timeout": 20,
        "max_len": 65_536,
        "dict": dictionary,
        "artifact_prefix": f"{work.with_name(target.name + '-broken-')}",
        "print_final_stats": 1,
        "reload": 0,
    }
    flags = [f"-{name}={value}" for name, value in options.items()]
    folders = [str(work), *([str(kept)] if kept.is_dir() else [])]
    atheris.Setup(
        ["fuzz", *flags, *folders],
        lambda data: tried(target, folder, data) and None,
        custom_mutator=mutate,
        enable_python_coverage=True,
    )
    atheris.Fuzz()


main()
