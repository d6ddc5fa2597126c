"""The colours of the report; a tone never speaks alone, its word stands in it."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.lib.colors import Color, HexColor

from procure_app.core.outline.tone import Tone

INK: Color = HexColor("#1b2733")
MUTED: Color = HexColor("#566573")
LINE: Color = HexColor("#d9dfe5")
STRONG_LINE: Color = HexColor("#aab5bf")
GROUND: Color = HexColor("#f5f7f9")
ACCENT: Color = HexColor("#0b5c7a")


class Shade(NamedTuple):
    """The colour of a word and of the ground it stands on; at least 4.5:1 between them."""

    word: Color
    ground: Color


SHADES: dict[Tone, Shade] = {
    Tone.PLAIN: Shade(HexColor("#3d4b58"), HexColor("#eceff2")),
    Tone.MET: Shade(HexColor("#1d6b3c"), HexColor("#e4f3ea")),
    Tone.LIMITS: Shade(HexColor("#8a5300"), HexColor("#fff1d6")),
    Tone.NO: Shade(HexColor("#a32020"), HexColor("#fbe6e4")),
    Tone.UNKNOWN: Shade(HexColor("#5a4a7a"), HexColor("#ece8f4")),
}
