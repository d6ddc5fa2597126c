"""Reports as the app makes them: tagged, with the assessment inside and a field for every role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from signing.authority import NOW
from signing.chain import ENGLISH, Desk, act

from procure_app import resources
from procure_app.app import build_session
from procure_app.core.decision.digest import decision_layer, digest, file_layer
from procure_app.core.decision.signoff import standings
from procure_app.core.outline.block import Outline
from procure_app.core.outline.report import report
from procure_app.exchange.embedded import parts
from procure_app.report.appearance import appearance
from procure_app.report.identity import Attachment, Identity
from procure_app.report.render import render
from procure_app.signing.signature import sign
from procure_app.store.shipped.example import load_example

FONTS = resources.folder("fonts")


class Real(Desk):
    """A desk that draws as the app does."""

    def draw(self, lines: tuple[str, ...], width: float, height: float) -> bytes:
        return appearance(lines, width, height, FONTS)


def signed(content: bytes, role: str) -> bytes:
    """Return the report with the signature of this role."""
    desk, target = Real(content), Path("a/signed.pdf")
    sign(Path("a/report.pdf"), target, act(role), desk.ports)
    return desk.written[target]


@cache
def unsigned(
    example: str = "llama-3.1-8b", cut: Callable[[Outline], Outline] = lambda outline: outline
) -> bytes:
    """Return the report of an example; ``cut`` says how much of it."""
    session = build_session()
    session.new(load_example(resources.folder("examples"), example))
    reading = session.reading
    digests = {"file": digest(file_layer(reading)), "decision": digest(decision_layer(reading))}
    return render(
        cut(report(reading, standings(reading))),
        ENGLISH,
        FONTS,
        attachments=tuple(Attachment(*part) for part in parts(reading, ENGLISH)),
        identity=Identity(reading.assessment.id, digests, NOW),
    )


def beginning(outline: Outline, count: int) -> Outline:
    """Return as many blocks of the outline, and all that have a field."""
    kept = (b for n, b in enumerate(outline.blocks) if n < count or getattr(b, "field", ""))
    return replace(outline, blocks=tuple(kept))
