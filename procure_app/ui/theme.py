"""Colours, sizes and fonts: one set of tokens for light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from procure_app.core.outline.tone import Tone

GAP, PAD, BETWEEN, AROUND = 8, 18, 14, 28
"""Inside controls, inside cards, between cards, around the page; pixels."""
COLUMN = 720
"""Widest column of text, pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme. Text on its ground is never below 4.5 : 1."""

    ink: QColor
    muted: QColor
    line: QColor
    strong_line: QColor
    ground: QColor
    card: QColor
    accent: QColor
    on_accent: QColor
    weak_accent: QColor
    tones: dict[Tone, tuple[QColor, QColor]]
    """Text and ground of each tone."""


def _tokens(values: str, tones: dict[Tone, str]) -> Tokens:
    ink, muted, line, strong, ground, card, accent, on_accent, weak = (
        QColor(f"#{value}") for value in values.split()
    )
    pairs = {
        tone: (QColor(f"#{a}"), QColor(f"#{b}"))
        for tone, (a, b) in ((tone, pair.split()) for tone, pair in tones.items())
    }
    return Tokens(ink, muted, line, strong, ground, card, accent, on_accent, weak, pairs)


LIGHT = _tokens(
    "1b2733 566573 d9dfe5 8593a0 f5f7f9 ffffff 0b5c7a ffffff e3f0f5",
    {
        Tone.PLAIN: "44525f ecf0f3",
        Tone.MET: "1d6b3c e4f3ea",
        Tone.LIMITS: "8a5300 fff1d6",
        Tone.NO: "a32020 fbe6e4",
        Tone.UNKNOWN: "5a4a7a ece8f4",
    },
)
DARK = _tokens(
    "e8edf2 a7b4c0 36434f 71808d 151b21 1e262e 6fc3df 0c1a21 1d3a47",
    {
        Tone.PLAIN: "c3cdd6 2c3742",
        Tone.MET: "8fd6a8 17372a",
        Tone.LIMITS: "f2c46d 3d2f12",
        Tone.NO: "f5a59f 451f1f",
        Tone.UNKNOWN: "c9b8ee 322b45",
    },
)


CONTRAST_LIGHT = _tokens(
    "000000 000000 000000 000000 ffffff ffffff 00339a ffffff e8efff",
    dict.fromkeys(Tone, "000000 ffffff") | {Tone.NO: "8b0000 ffffff", Tone.MET: "00501e ffffff"},
)
CONTRAST_DARK = _tokens(
    "ffffff ffffff ffffff ffffff 000000 000000 ffe14d 000000 1c2b50",
    dict.fromkeys(Tone, "ffffff 000000") | {Tone.NO: "ffb3ae 000000", Tone.MET: "9df2b5 000000"},
)
_STRONG = "strong contrast"


def strong_contrast() -> bool:
    """Say whether strong contrast is asked for."""
    app = QApplication.instance()
    return bool(app and app.property(_STRONG))


def ask_strong_contrast(on: bool) -> None:
    """Take the wish for strong contrast."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(_STRONG, on)


def is_strong(platform: QPalette) -> bool:
    """Say whether the platform's own palette is pure black on white, or white on black.

    Qt has a hint for this, but PySide6 6.11 deletes its object with the first look at it.
    """
    pair = (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText)
    return {platform.color(role).name() for role in pair} == {"#000000", "#ffffff"}


def scheme_tokens(dark: bool) -> Tokens:
    """Return the tokens of the light or dark scheme, in the contrast that is asked for."""
    if strong_contrast():
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def tokens(widget: QWidget) -> Tokens:
    """Return the tokens that fit the widget's palette."""
    return scheme_tokens(widget.palette().color(QPalette.ColorRole.Window).lightness() < 128)


def palette(dark: bool) -> QPalette:
    """Return the palette of the scheme, for every control that the style draws."""
    t = scheme_tokens(dark)
    made = QPalette(t.card, t.ground)
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, t.ground),
        (role.WindowText, t.ink),
        (role.Base, t.card),
        (role.AlternateBase, t.ground),
        (role.Text, t.ink),
        (role.Button, t.card),
        (role.ButtonText, t.ink),
        (role.PlaceholderText, t.muted),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.Accent, t.accent),
        (role.Link, t.accent),
        (role.LinkVisited, t.accent),
        (role.ToolTipBase, t.card),
        (role.ToolTipText, t.ink),
        (role.Mid, t.line),
        (role.Light, t.card),
        (role.Dark, t.strong_line),
    ):
        made.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, t.muted)
    return made


def font(steps: float = 1.0, *, bold: bool = False) -> QFont:
    """Return the app's font at a multiple of its size: page 1.57, question 1.14, marks 0.86."""
    made = QFont(QApplication.font())
    made.setPointSizeF(QApplication.font().pointSizeF() * steps)
    made.setBold(bold)
    return made
