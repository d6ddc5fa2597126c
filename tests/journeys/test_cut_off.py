"""Nothing that stood in the window for a second is lost by a kill, whenever it comes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("cut_off.py")
ROOT = Path(__file__).parents[2]
PROMISED = 1.0
"""Seconds after which what was typed is kept."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@dataclass
class Chain:
    """Rounds of being killed and going on, on one file."""

    folder: Path
    seed: int
    past: dict[str, str] = field(default_factory=dict)
    """What stood there before the present round."""
    lines: list[tuple[float, str, str]] = field(default_factory=list)
    """What was done in the last round."""
    killed: float = 0.0
    recovered: int = 0

    def round(self, number: int) -> None:
        """Go on, check what came back, and be killed again."""
        log = self.folder / f"{number}.log"
        chance = random.Random(self.seed * 1000 + number)
        process = self._started(number, log)
        try:
            told = process.stdout.readline()
            assert told, process.stderr.read().decode("utf-8", "replace")
            self._check(json.loads(told))
            time.sleep(chance.uniform(0.1, 1.4))
        finally:
            self.killed = time.time()
            process.send_signal(signal.SIGKILL)
            process.communicate()
        text = log.read_text("utf-8") if log.exists() else ""
        whole = [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
        self.lines = [tuple(json.loads(line)) for line in whole]

    def _started(self, number: int, log: Path) -> subprocess.Popen[bytes]:
        homes = {
            f"XDG_{name}_HOME": str(self.folder / name.lower())
            for name in ("STATE", "CONFIG", "CACHE")
        }
        return subprocess.Popen(
            [
                sys.executable,
                PROGRAM,
                str(self.seed * 1000 + number),
                self.folder / "a.procure",
                log,
            ],
            env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def _check(self, told: dict) -> None:
        """Require a state that stood there at most a second before the end, or later."""
        state, possible = dict(self.past), []
        sure = self.killed - PROMISED
        for number, (when, place, value) in enumerate(self.lines):
            if when > sure and (number == 0 or self.lines[number - 1][0] <= sure):
                possible.append(dict(state))
            state[place] = value
            if when > sure:
                possible.append(dict(state))
        possible = possible or [state]
        held = told["held"]
        fitting = [each for each in possible if all(held.get(p, "") == v for p, v in each.items())]
        lost = {p: (v, held.get(p)) for p, v in possible[0].items() if held.get(p, "") != v}
        assert fitting, f"lost: {lost}"
        self.past = {place: held.get(place, "") for place in state}
        self.recovered += bool(told["offered"])


def play(folder: Path, seed: int, rounds: int) -> Chain:
    """Play so many rounds, and one more to see what came back from the last."""
    chain = Chain(folder, seed)
    for number in range(rounds + 1):
        chain.round(number)
    return chain


def test_nothing_is_lost_in_twenty_kills(tmp_path):
    chain = play(tmp_path, 1, 20)
    assert chain.recovered >= 10, "the journal was hardly needed: the test tests nothing"
    assert len(chain.past) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_nothing_is_lost_in_two_hundred_kills(tmp_path, seed):
    chain = play(tmp_path, seed, 20)
    print(f"seed {seed}: 20 kills, {chain.recovered} recoveries, {len(chain.past)} places kept")
    assert chain.recovered >= 10
