"""A report with every kind of block, a field to sign, attachments and an identity."""

from __future__ import annotations

import datetime

from procure_app.core.outline.block import (
    Columns,
    Entry,
    Facts,
    Figure,
    Heading,
    Link,
    Listing,
    Mark,
    Marked,
    Note,
    PageEnd,
    Paragraph,
    SignatureBox,
    Square,
    Table,
    Title,
)
from procure_app.core.outline.tone import Tone
from procure_app.report.identity import Attachment, Identity
from report.printed import paper, rendered

ADDRESS = "https://example.org/a?b=c&d=e"
OPTIONS = {
    "attachments": (
        Attachment("signoffs.json", b"[]", "Supplement", "The sign-offs"),
        Attachment("assessment.json", b'{"a":1}', "Source", "The assessment"),
    ),
    "identity": Identity(
        "6f1c3d0e",
        {"file": "ab" * 32, "decision": "cd" * 32},
        datetime.datetime(
            2026, 11, 22, 13, 30, tzinfo=datetime.timezone(datetime.timedelta(0, 3600))
        ),
    ),
}
BLOCKS = (
    Title("A model", "Assessment", ("version 1",)),
    Note("Reject", ("For this use only.",), Tone.NO, "until 1 May 2027"),
    Heading(2, "Reasons"),
    Columns(
        (
            (
                Heading(2, "For"),
                Listing(
                    ("One reason that is long enough to take two lines.", "Two."), numbered=True
                ),
            ),
            (Heading(2, "Against"), Paragraph("Nobody answers.")),
        )
    ),
    PageEnd(),
    Heading(1, "A part"),
    Paragraph(
        "What a part holds runs on over the end of its line, and goes on in the next line, where "
        "the words stay apart: a reader who hears the report knows no lines at all."
    ),
    Paragraph("A digest has no spaces where it breaks: " + "0123456789abcdef" * 12 + " and ends."),
    Paragraph("הדגם (גרסה 3.1) שוחרר ב-2024 תחת Apache-2.0, כפי שנאמר."),
    Paragraph("The vendor says “النموذج مفتوح (الإصدار 3.1)” of it; no font has \u6f22."),
    Marked(Mark("partly", Tone.LIMITS), "It is so in part."),
    Heading(2, "A section"),
    Table(
        ("Name", "State", "Where"),
        (
            ("Weights", Mark("released", Tone.MET), Link("example.org/a", ADDRESS)),
            ("Code", "", "nowhere"),
        ),
        (0.3, 0.3, 0.4),
        "What was found.",
        ((), ("A note on the code.", Mark("claimed", Tone.LIMITS))),
    ),
    Facts((("Buyer", "Example City"), ("Address", Link("example.org", ADDRESS)))),
    Figure(
        (
            (
                "Model",
                (Square("Weights", "released", Tone.MET), Square("Code", "unknown", Tone.UNKNOWN)),
            ),
        ),
        "One of two squares is released.",
        "The squares.",
    ),
    Listing(("First item.", "Second item.")),
    Entry(
        "Q-1",
        "Is it so?",
        Mark("no", Tone.NO),
        "It is not.",
        (("Note", "A note."), ("Seen", Link("example.org", ADDRESS))),
    ),
    Link("example.org", ADDRESS),
    Heading(1, "Signatures"),
    SignatureBox(
        "Approver",
        (("Name", "A. B."),),
        ((True, "I read it."), (False, "I own it.")),
        Mark("stands", Tone.MET),
        "approver",
    ),
    SignatureBox("Preparer", (), (), Mark("open"), "preparer"),
)
OUTLINE = paper(*BLOCKS, status="DRAFT", contents=True)


def sample() -> bytes:
    """Return the report; it passes the gate."""
    return rendered(OUTLINE, **OPTIONS)
