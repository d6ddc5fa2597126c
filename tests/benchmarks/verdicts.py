"""Verdicts: one framework, all with reasons, many model files, and hostile trees."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import ROOT, least

_MODEL = """framework: {{name: Model Openness Framework, version: '1.0', date: '2024-12-15'}}
release:
  name: Model {n}
  version: 7B
  date: '2026-01-02'
  license: {{ distribution: {{ name: Apache-2.0, path: '' }} }}
  type: language
  architecture: transformer decoder
  producer: Somebody
  huggingface: 'https://huggingface.co/somebody/model-{n}'
  components:
    - {{ name: Model architecture, description: The code of the network, license: Apache-2.0 }}
    - {{ name: Model parameters (Final), description: Weights, license: Apache-2.0 }}
    - {{ name: Inference code, description: Code to run it, license: MIT }}
    - {{ name: Evaluation results, description: What was measured }}
    - {{ name: Model card, description: In short, license: CC-BY-4.0 }}
    - {{ name: Data card, description: Where data come from, license: CC-BY-4.0 }}
    - {{ name: Technical report, description: How it was made, license: unlicensed }}
"""
FILES = 1000


def run(rounds: int = 20) -> Iterator[str]:
    """Yield milliseconds, seconds of CPU and counts."""
    yield from _evaluations(rounds)
    yield from _files()
    yield from _hostile()


def _evaluations(rounds: int) -> Iterator[str]:
    from procure_app import app as procure
    from procure_app.core.frameworks.evaluation import truths
    from procure_app.core.frameworks.reason import reasons
    from procure_app.core.frameworks.verdict import judge
    from procure_app.resources import folder
    from procure_app.store.shipped.example import load_example

    session = procure.build_session()
    session.new(load_example(folder("examples"), "llama-3.1-8b"))
    found, frameworks = session.reading.judgement, session.library.frameworks

    def one(framework):
        return least(lambda: truths(framework, found.word, found.kinds_on_word), rounds) * 1000

    def everything():
        judged = judge(
            frameworks, found.word, found.evidence, found.kinds_on_word, found.kinds_on_evidence
        )
        for framework in frameworks:
            truth = judged.truths_on_evidence[framework.id]
            reasons(framework, found.evidence, found.kinds_on_evidence, truth)

    slowest = max(frameworks, key=one)
    yield f"one framework {one(slowest):.2f} ms at the worst, {slowest.id} (at most 0.2)"
    yield f"all on both sides with reasons {least(everything, rounds) * 1000:.2f} ms (at most 3)"


def _files() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        files = []
        for n in range(2 * FILES):
            file = Path(name, f"{n}.yml")
            file.write_text(_MODEL.format(n=n), "utf-8")
            files.append(str(file))
        half, all_ = _cpu(files[:FILES]), _cpu(files)
    yield f"classify {FILES} model files {half:.2f} s of CPU with start-up (at most 2)"
    yield f"twice as many {all_ / half:.2f} times that (linear: at most 2)"


def _cpu(files: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "procure_app", "classify", "--json", *files],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _hostile() -> Iterator[str]:
    from procure_app.core.frameworks.change import changes
    from procure_app.core.frameworks.framework import Framework
    from procure_app.core.truth import Truth

    head = {
        "id": "x", "title": "X", "short": "X", "issuer": "X", "version": "1",
        "date": "2026-01-02", "read": "2026-01-02", "source": "X",
    }  # fmt: skip
    leaves = [{"id": f"c{n}", "text": "C.", "component": "weights"} for n in range(1000)]
    half = {"id": "half", "text": "H.", "at_least": 500, "of": [leaf["id"] for leaf in leaves]}
    framework = Framework.model_validate({**head, "criteria": [*leaves, half]})
    truth = {criterion.id: Truth.NOT_MET for criterion in framework.criteria}
    seconds = least(lambda: changes(framework, "half", truth), 3)
    yield f"what would change 500 of 1,000 criteria: {seconds:.2f} s"
