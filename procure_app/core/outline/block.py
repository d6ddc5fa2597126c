"""The kinds of block a report is made of; a renderer maps them one to one."""

from __future__ import annotations

from dataclasses import dataclass, field

from procure_app.core.outline.tone import Tone
from procure_app.core.phrase import Wording


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or two set as a mark, in a cell or at the head of a note."""

    text: Wording
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """An address of its own line, so that a reader hears it as a link."""

    text: Wording
    address: str


Cell = Wording | Mark | Link


@dataclass(frozen=True, slots=True)
class Title:
    """What the report is about, at the head of its first page."""

    text: Wording
    above: Wording = ""
    below: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a part, 1 and 2 are listed in the contents."""

    level: int
    text: Wording
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Wording
    muted: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence opened by a mark."""

    mark: Mark
    text: Wording


@dataclass(frozen=True, slots=True)
class Listing:
    """Items one under the other."""

    items: tuple[Wording, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head."""

    head: tuple[Wording, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    """Shares of the width, one a column; their sum is 1."""
    caption: Wording = ""
    under: tuple[tuple[Cell, ...], ...] = ()
    """What is set under each row; empty, or one a row."""
    inset: int = 1
    """The column, from 0, that what is set under a row begins in."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, in two columns."""

    rows: tuple[tuple[Wording, Cell], ...]


@dataclass(frozen=True, slots=True)
class Square:
    """One named square of a figure."""

    name: Wording
    word: Wording
    tone: Tone


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of squares in rows, with a text that says the same."""

    rows: tuple[tuple[Wording, tuple[Square, ...]], ...]
    alternative: Wording
    caption: Wording = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A framed remark."""

    title: Wording
    text: tuple[Wording, ...] = ()
    tone: Tone = Tone.PLAIN
    aside: Wording = ""
    """Set at the right of the title."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was asked, found or collected, with all that is said of it."""

    reference: Wording
    """Its short id, set in the margin."""
    title: Wording
    mark: Mark | None = None
    """What it comes to, set before the text."""
    text: Wording = ""
    lines: tuple[tuple[Wording, Cell], ...] = ()
    """What else is said of it, each with its name."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts side by side, read from the left."""

    parts: tuple[tuple[Block, ...], ...]
    shares: tuple[float, ...] = ()
    """Shares of the width, one a part; equal where none are given."""


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """A place to sign: what was signed in the app, and room for ink."""

    role: Wording
    lines: tuple[tuple[Wording, Wording], ...]
    attestations: tuple[tuple[bool, Wording], ...]
    state: Mark
    field: str = ""
    """The name of the empty field for a signature with a certificate; none where it is empty."""


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What follows begins on a new page."""


Block = (
    Title
    | Heading
    | Paragraph
    | Marked
    | Listing
    | Table
    | Facts
    | Figure
    | Note
    | Link
    | Entry
    | Columns
    | SignatureBox
    | PageEnd
)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report."""

    title: Wording
    language: str
    status: Wording
    """Printed on every page until decided: DRAFT and what is missing."""
    footer: tuple[Wording, Wording]
    """The digests, and the versions the report rests on; page numbers are the renderer's."""
    blocks: tuple[Block, ...] = field(default=())
    contents: bool = True
    """Whether a list of the parts stands after the first page."""
