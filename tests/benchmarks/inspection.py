"""Inspection: walking, digests and headers against bare references, and memory on a large release.

The folder for the many files is made once, in the folder for temporary files, and removed after.
"""

from __future__ import annotations

import concurrent.futures
import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import ROOT, least

FILES = 100_000
TENSORS = 700
TOKENS = 152_064
GIB = 1 << 30


def run(rounds: int = 5) -> Iterator[str]:
    """Yield ratios, milliseconds and MiB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _headers(folder, rounds)
        yield from _digests(folder, rounds)
        yield from _many(folder, rounds)


def _headers(folder: Path, rounds: int) -> Iterator[str]:
    from procure_app.inspection.weights import gguf, safetensors

    file = _sparse_safetensors(folder / "model.safetensors", 10 * GIB)
    ours = least(lambda: _facts(safetensors.read, file), rounds) * 1000
    yield f"10 GB safetensors, {TENSORS} tensors, header and facts {ours:.1f} ms (at most 50)"
    many = _sparse_safetensors(folder / "many.safetensors", 10 * GIB, 20_000)
    ours = least(lambda: _facts(safetensors.read, many), rounds) * 1000
    yield f"the same of 20,000 tensors {ours:.0f} ms"
    file = _gguf(folder / "model.gguf")
    ours = least(lambda: _facts(gguf.read, file), rounds)
    yield f"GGUF of a 7B model, {TOKENS} tokens, {ours:.3f} s (at most 0.3)"


def _facts(read, path: Path):
    from procure_app.inspection.identify import identify
    from procure_app.inspection.observation import File

    with path.open("rb") as handle:
        size = path.stat().st_size
        kind = identify(handle, path.name, size)
        return list(read(handle, File(path.name, b"", size, "", kind)))


def _sparse_safetensors(path: Path, size: int, tensors: int = TENSORS) -> Path:
    each = size // tensors // 4096 * 4096
    header = {
        f"model.layers.{n // 9}.mlp.experts.{n}.weight": {
            "dtype": "BF16",
            "shape": [each // 4096, 2048],
            "data_offsets": [n * each, (n + 1) * each],
        }
        for n in range(tensors)
    }
    head = json.dumps(header).encode()
    with path.open("wb") as handle:
        handle.write(struct.pack("<Q", len(head)) + head)
        handle.truncate(8 + len(head) + each * tensors)
    return path


def _text(value: bytes) -> bytes:
    return struct.pack("<Q", len(value)) + value


def _gguf(path: Path) -> Path:
    """Write a header made like that of a real 7B model: tokens, types, merges, tensors."""
    words = [b"tok%d" % n for n in range(TOKENS)]
    lists = [
        (b"tokenizer.ggml.tokens", 8, b"".join(map(_text, words)), TOKENS),
        (b"tokenizer.ggml.token_type", 5, bytes(4 * TOKENS), TOKENS),
        (b"tokenizer.ggml.merges", 8, b"".join(_text(b"a " + w) for w in words), TOKENS),
    ]
    out = b"GGUF" + struct.pack("<IQQ", 3, 339, 1 + len(lists))
    out += _text(b"general.architecture") + struct.pack("<I", 8) + _text(b"qwen2")
    for key, form, content, count in lists:
        out += _text(key) + struct.pack("<IIQ", 9, form, count) + content
    place = 0
    for n in range(339):
        out += _text(b"blk.%d.ffn_down.weight" % n) + struct.pack(
            "<IQQIQ", 2, 3584, 6272, 12, place
        )
        place += 3584 * 6272 // 256 * 144
    with path.open("wb") as handle:
        handle.write(out)
        handle.truncate(len(out) + 32 + place)
    return path


def _digests(folder: Path, rounds: int) -> Iterator[str]:
    """Digest one large file a core, bare and through the whole inspection's own path."""
    from procure_app.inspection.digest import Digesting
    from procure_app.inspection.job import Job
    from procure_app.inspection.limit import Limits
    from procure_app.inspection.opening import Place
    from procure_app.inspection.walk import walk

    cores, size = os.cpu_count() or 1, GIB // 2
    inner = folder / "digests"
    inner.mkdir()
    for n in range(cores):
        (inner / f"{n}").write_bytes(os.urandom(1 << 20) * (size >> 20))

    def bare() -> None:
        with concurrent.futures.ThreadPoolExecutor(cores) as threads:
            list(threads.map(_digest, inner.iterdir()))

    place = Place(os.fsencode(inner))
    digesting = Digesting(place, Limits(), lambda message: None, lambda count: None)
    jobs = [
        Job(n, entry.raw, str(n), "", entry.bytes, entry.stamp)
        for n, entry in enumerate(walk(os.fsencode(inner), Limits()).entries)
    ]

    def ours() -> None:
        with concurrent.futures.ThreadPoolExecutor(cores) as threads:
            list(threads.map(digesting.digest, jobs))

    reference, own = least(bare, rounds), least(ours, rounds)
    place.close()
    ratio, speed = reference / own, cores * size / own / 1e6
    yield f"digests on {cores} cores {ratio:.2f} of hashlib (at least 0.9), {speed:.0f} MB/s"
    for file in inner.iterdir():
        file.unlink()


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _many(folder: Path, rounds: int) -> Iterator[str]:
    from procure_app.inspection.limit import Limits
    from procure_app.inspection.walk import walk

    inner = folder / "many"
    for n in range(FILES):
        if n % 100 == 0:
            (inner / f"{n // 100:04}").mkdir(parents=True)
        (inner / f"{n // 100:04}" / f"file{n:06}.json").write_bytes(b'{"a": 1}')
    root = os.fsencode(inner)
    reference = least(lambda: _listed(root), rounds)
    own = least(lambda: walk(root, Limits()), rounds)
    yield f"walk of {FILES} files {own / reference:.2f} times scandir with lstat (at most 2)"
    yield from _whole(inner, "100,000 small files")
    header = folder / "large"
    header.mkdir()
    for name in ("model.safetensors", "many.safetensors", "model.gguf"):
        (folder / name).rename(header / name)
    (header / "crowded.safetensors").write_bytes(_crowded())
    (header / "model.pkl").write_bytes(b"\x80\x04](" + b"K\x01" * 9_000_000 + b"e.")
    yield from _whole(header, "large headers")


def _crowded() -> bytes:
    """Return a header of just under the limit, 90,000 tensors long."""
    entry = '"%0120d":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}'
    head = ("{" + ",".join(entry % n for n in range(90_000)) + "}").encode()
    return struct.pack("<Q", len(head)) + head


def _listed(root: bytes) -> int:
    count, waiting = 0, [root]
    while waiting:
        with os.scandir(waiting.pop()) as items:
            for item in items:
                os.lstat(item.path)
                count += 1
                if item.is_dir(follow_symlinks=False):
                    waiting.append(item.path)
    return count


_PROGRAM = """
import resource, sys, time
from pathlib import Path
from procure_app import resources
from procure_app.inspection.pipeline import inspect
from procure_app.inspection.rule import rules_of
from procure_app.store.shipped.catalogue_source import read
rules = rules_of(read(resources.folder("inspection") / "components.toml"))
start = time.perf_counter()
found = inspect(Path(sys.argv[1]), rules=rules)
seconds = time.perf_counter() - start
status = Path("/proc/self/status").read_text().split("VmHWM:")[1]  # rusage keeps the parent's
own = int(status.split()[0]) // 1024
worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(len(found.files), f"{seconds:.1f}", own, worker)
"""


def _whole(folder: Path, what: str) -> Iterator[str]:
    """Inspect a folder from start to end, in a process of its own, and tell memory at its peak."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files, seconds, own, worker = done.stdout.split()
    yield (
        f"inspect {what}: {files} files in {seconds} s, app {own} MiB and worker {worker} MiB "
        "at their peaks (at most 200 each)"
    )


if __name__ == "__main__":
    for line in run():
        print(line, flush=True)
