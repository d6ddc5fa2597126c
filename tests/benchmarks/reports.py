"""Reports: against ReportLab alone, and tagged against untagged, to a thousand pages."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate

from procure_app.core.decision.reading import Reading
from tests.benchmarks.measure import ROOT

_PROGRAM = """
import resource
from pikepdf import Pdf
from report.whole import many, outlined, tagged
outline = outlined(many({questions}))
before = resource.getrusage(resource.RUSAGE_SELF)
content = tagged(outline)
after = resource.getrusage(resource.RUSAGE_SELF)
open({file!r}, "wb").write(content)
with Pdf.open({file!r}) as made:
    print(len(made.pages), after.ru_utime - before.ru_utime, after.ru_maxrss, before.ru_maxrss)
"""
QUESTIONS = 5100
"""A report of these has a thousand pages."""


def run(rounds: int = 7) -> Iterator[str]:
    """Yield the ratios."""
    sys.path.append(str(ROOT / "tests"))
    from report.whole import example, many

    yield from _alone(rounds)
    yield from _tags("example", example("llama-3.1-8b"), rounds)
    yield from _tags("1,000 questions", many(1000), rounds)
    yield from _long()


def _alone(rounds: int) -> Iterator[str]:
    """Yield the report before tags against a plain template of the same flowables."""
    from outline.said import ENGLISH
    from report.whole import FONTS, example, outlined, untagged

    from procure_app.report.render import story
    from procure_app.report.setter import Setter
    from procure_app.report.typeface import typeface

    reading = example("llama-3.1-8b")
    outline, setter = outlined(reading), Setter(ENGLISH, typeface(FONTS))
    stories = iter([story(outline, setter) for _ in range(rounds)])

    def bare() -> None:
        SimpleDocTemplate(BytesIO(), pagesize=A4, leftMargin=57, rightMargin=57).build(
            next(stories)
        )

    plain, ours = _alternating(bare, lambda: untagged(outlined(reading)), rounds)
    yield f"untagged {ours / plain:.2f} times ReportLab alone, {ours:.2f} s (at most 1.5)"


def _tags(name: str, reading: Reading, rounds: int) -> Iterator[str]:
    """Yield what tags and archive cost in time and size."""
    from report.whole import outlined, tagged, untagged

    from procure_app.report.archive.compaction import compacted

    outline = outlined(reading)
    plain, ours = _alternating(lambda: untagged(outline), lambda: tagged(outline), rounds)
    yield f"{name}: tagged {ours / plain:.2f} times untagged, {ours:.2f} s (at most 1.5)"
    bare, size = untagged(outline), len(tagged(outline))
    packed = len(compacted(bare))
    yield (
        f"{name}: {size / len(bare):.2f} times the size of untagged (at most 1.5), "
        f"{size / packed:.2f} times that with object streams"
    )


def _alternating(
    first: Callable[[], object], second: Callable[[], object], rounds: int
) -> tuple[float, float]:
    """Return the least seconds of CPU of both, run in turn, so that both meet the same machine."""
    best = [float("inf")] * 2
    for _ in range(rounds):
        for place, work in enumerate((first, second)):
            start = time.process_time()
            work()
            best[place] = min(best[place], time.process_time() - start)
    return best[0], best[1]


def _long() -> Iterator[str]:
    """Yield how time and memory grow from a hundred to a thousand pages."""
    sizes = (QUESTIONS // 10, QUESTIONS)
    runs = [[_process(questions) for questions in sizes] for _ in range(3)]  # in turn
    tenth, whole = (min(each, key=lambda run: run[1]) for each in zip(*runs, strict=True))
    pages, seconds, peak, _ = whole
    ratio = (seconds / pages) / (tenth[1] / tenth[0])
    yield f"{pages:.0f} pages: {ratio:.2f} times the time a page of {tenth[0]:.0f} pages (about 1)"
    yield f"{pages:.0f} pages: {peak / 1024 / pages:.2f} MiB a page at the peak (at most 0.6)"


def _process(questions: int) -> tuple[float, ...]:
    """Return pages, seconds of CPU, and peak KiB after and before, of a process of its own."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        program = _PROGRAM.format(questions=questions, file=file.name)
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "QT_QPA_PLATFORM": "offscreen"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    return tuple(float(word) for word in done.stdout.split())
