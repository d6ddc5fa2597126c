"""An entry: its reference in the margin, its title, what it comes to, and its lines."""

from __future__ import annotations

from reportlab.platypus import Flowable

from procure_app.core.outline.block import Cell, Entry, Link, Mark
from procure_app.core.phrase import Wording
from procure_app.report.headline import Headline
from procure_app.report.ink import ACCENT
from procure_app.report.pill import opened_by
from procure_app.report.ruling import Rule
from procure_app.report.setter import Setter
from procure_app.report.stack import Stack
from procure_app.report.style import ENTRY_LINE, ENTRY_TEXT, ENTRY_TITLE, GUTTER, toned
from procure_app.report.tag.element import Element
from procure_app.report.text import Text

_KEPT = 150.0
"""An entry no higher than this is not parted between two pages."""


def entry(block: Entry, setter: Setter) -> Flowable:
    """Return the entry as one stack under a thin rule."""
    parts: list[Flowable] = [Rule(), _title(block, setter)]
    if block.mark is not None:
        pill = setter.pill(block.mark)
        parts.append(opened_by(pill, setter.markup(block.text), ENTRY_TEXT))
    elif block.text != "":
        parts.append(setter.text(block.text, ENTRY_TEXT))
    parts += [_line(name, value, setter) for name, value in block.lines]
    return Stack(parts, kept=_KEPT, after=4)


def _title(block: Entry, setter: Setter) -> Headline:
    """Return the title with its reference in the margin, or before it where it is too long."""
    reference, title = setter.markup(block.reference), setter.markup(block.title)
    if not reference:
        return Headline(title, ENTRY_TITLE)
    if Text(reference, ENTRY_TITLE).natural_width() > GUTTER - 4:
        return Headline(f"{reference} {title}", ENTRY_TITLE)
    return Headline(title, ENTRY_TITLE, reference)


def _line(name: Wording, value: Cell, setter: Setter) -> Text:
    style = ENTRY_LINE
    match value:
        case Link():
            body, style = setter.link_markup(value), toned(ENTRY_LINE, ACCENT)
        case Mark():
            body = setter.markup(value.text)
        case _:
            body = setter.markup(value)
    made = Text(body, style, setter.markup(name))
    if isinstance(value, Link):
        made.label = made.elements()  # the name stands before the link, not in it
        made.path = (*made.label, Element("Link"))
    return made
