"""Framed blocks: notes, and the boxes in which people sign."""

from __future__ import annotations

from reportlab.platypus import Flowable

from procure_app.core.outline.block import Note, SignatureBox
from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import phrase
from procure_app.report.framed import Framed
from procure_app.report.grid import Grid
from procure_app.report.headline import Headline
from procure_app.report.ink import SHADES, STRONG_LINE
from procure_app.report.listed import listed
from procure_app.report.row import Manner, Row
from procure_app.report.ruling import InkLines, SignatureField
from procure_app.report.setter import Setter
from procure_app.report.stack import Stack
from procure_app.report.style import (
    ATTESTATION,
    BOX_LINE,
    BOX_TITLE,
    CELL_RIGHT,
    HEIGHT,
    NOTE_TITLE,
    TEXT,
    toned,
)
from procure_app.report.text import Text

_BETWEEN = 6.0
"""Room between a title and what stands at its right."""
_TICKED, _OPEN = "\u2611", "\u2610"


def note(block: Note, setter: Setter) -> Flowable:
    """Return the remark in a frame of its tone, with what stands at the right of its title."""
    title: Flowable = Headline(
        setter.markup(block.title), toned(NOTE_TITLE, SHADES[block.tone].word)
    )
    if block.aside != "":
        aside = setter.text(block.aside, CELL_RIGHT)
        title = _beside(title, aside, aside.natural_width())
    texts = [setter.text(text, TEXT) for text in block.text if text != ""]
    line = STRONG_LINE if block.tone is Tone.PLAIN else SHADES[block.tone].word
    return Framed(Stack([title, *texts]), line)


def signature_box(block: SignatureBox, setter: Setter) -> Flowable:
    """Return what was signed in the app, the sentences ticked, and room for ink."""
    pill = setter.pill(block.state)
    title = _beside(Headline(setter.markup(block.role), BOX_TITLE), pill, pill.natural)
    parts: list[Flowable] = [title]
    parts += [
        Text(setter.markup(value), BOX_LINE, setter.markup(name)) for name, value in block.lines
    ]
    parts += listed(
        Text(setter.markup(text), ATTESTATION, setter.markup(_TICKED if ticked else _OPEN))
        for ticked, text in block.attestations
    )
    names = [phrase("Name in print"), phrase("Place and date"), phrase("Signature")]
    field = SignatureField(block.field, setter.plain(block.role)) if block.field else None
    parts.append(InkLines([setter.markup(name) for name in names], (0.33, 0.27, 0.4), field))
    return Framed(Stack(parts, kept=HEIGHT), STRONG_LINE)


def _beside(left: Flowable, right: Flowable, natural: float) -> Flowable:
    """Return the two in one line, the right one no wider than it must be."""

    def widths(width: float) -> tuple[float, ...]:
        room = min(natural + 0.1, width / 2)
        return width - room - _BETWEEN, _BETWEEN, room

    manner = Manner(widths, side=0, air=0, lines=False)
    return Grid(manner, [Row((Stack([left]), Stack(()), Stack([right])))])
