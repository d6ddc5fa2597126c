"""One answer changed: path, findings, statement and panel, and how smoothly pages scroll."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator

from tests.benchmarks.measure import percentile


def run(rounds: int = 600) -> Iterator[str]:
    """Yield milliseconds at the 99th percentile and frames a second."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
    from procure_app import app as procure
    from procure_app.core.assessment.answer import Answer
    from procure_app.core.assessment.document import Depth
    from procure_app.core.assessment.edit import changed
    from procure_app.resources import folder
    from procure_app.store.shipped.example import load_example

    session = procure.build_session()
    example = load_example(folder("examples"), "llama-3.1-8b")
    session.new(changed(example, depth=Depth.FULL))
    application = procure.application()
    window = procure.build_window(session)
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    window.body.go("who")
    application.processEvents()
    questions = [q for q in session.reading.path.questions() if q.options and not q.derived]
    times = []
    for n in range(rounds):
        question = questions[n % len(questions)]
        option = question.options[(n // len(questions)) % len(question.options)]
        start = time.perf_counter()
        window.desk.answer(question.id, Answer(value=(option.id,)), str(n))
        times.append((time.perf_counter() - start) * 1000)
        application.processEvents()
    yield (
        f"{percentile(times, 0.5):.1f} ms median, {percentile(times, 0.99):.1f} ms at the 99th "
        f"percentile of {rounds} answers (at most 5)"
    )
    window.body.go("stop")
    application.processEvents()
    bar = window.body.wizard.step().page.verticalScrollBar()  # type: ignore[union-attr]
    frames = []
    for n in range(120):
        start = time.perf_counter()
        bar.setValue(n * max(bar.maximum() // 120, 1))
        window.body.wizard.step().page.viewport().repaint()  # type: ignore[union-attr]
        frames.append(time.perf_counter() - start)
    yield f"scrolling {1 / percentile(frames, 0.99):.0f} frames a second at the worst (at least 60)"
