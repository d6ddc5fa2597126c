"""The report of an example against ReportLab setting the same flowables in a plain template."""

from __future__ import annotations

import time
from collections.abc import Iterator
from io import BytesIO

from tests.benchmarks.measure import least


def run(rounds: int = 7) -> Iterator[str]:
    """Yield the ratio."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    from procure_app.app import build_session, report_bytes, speak
    from procure_app.core.decision.signoff import standings
    from procure_app.core.outline.report import report
    from procure_app.report.render import story
    from procure_app.report.setter import Setter
    from procure_app.report.typeface import typeface
    from procure_app.resources import folder
    from procure_app.store.example import load_example

    session = build_session()
    session.new(load_example(folder("examples"), "llama-3.1-8b"))
    reading = session.reading
    setter = Setter(speak(), typeface(folder("fonts")))

    def bare() -> float:
        flowables = story(report(reading, standings(reading)), setter)
        start = time.perf_counter()
        SimpleDocTemplate(BytesIO(), pagesize=A4, leftMargin=57, rightMargin=57).build(flowables)
        return time.perf_counter() - start

    reference = min(bare() for _ in range(rounds))
    ours = least(lambda: report_bytes(reading), rounds)
    yield (f"whole report {ours / reference:.2f} times ReportLab alone, {ours:.2f} s (at most 1.5)")
