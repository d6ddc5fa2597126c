"""How an input becomes another; and a run that needs no fuzzer, for want of a better one."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fuzz.contract import Target, tried


def changed(target: Target, data: bytes, seed: int, spoil: Callable[[bytes], bytes]) -> bytes:
    """Return another input: half of them keep the form, half of them are spoilt as bytes."""
    chance = random.Random(seed)
    other = data if chance.random() < 0.5 else spoil(data)
    if other is not data and chance.random() < 0.5:
        return other
    return target.mutate(other, chance)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some of them others, gone or doubled."""
    content = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(4):
            case 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del content[at : at + chance.choice((1, 4, 40))]
            case 2:
                content[at:at] = content[at : at + chance.choice((1, 8, 80))]
            case _:
                del content[at:]
    return bytes(content)


def run(target: Target, kept: Path, seconds: int) -> None:
    """Try inputs for so long; what breaks a reader is written to the folder kept and raised."""
    inputs = [*target.seeds(), *(file.read_bytes() for file in sorted(kept.glob("*")))]
    chance, until, done = random.Random(1), time.monotonic() + seconds, 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        while time.monotonic() < until:
            data = changed(
                target, chance.choice(inputs), chance.randrange(2**32), lambda x: spoilt(x, chance)
            )
            try:
                tried(target, Path(folder), data)
            except BaseException:
                (kept / "broken").write_bytes(data)
                raise
            done += 1
    print(f"{target.name}: {done} inputs, none broke it; unguided, for atheris is not installed")
