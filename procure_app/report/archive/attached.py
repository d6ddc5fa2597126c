"""Files inside the file, each with what it is to the pages (ISO 19005-3, 6.8)."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDate,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from procure_app.report.archive.stamp import stamp
from procure_app.report.identity import Attachment

_TYPES = {"json": "application/json"}
_ANY = "application/octet-stream"


def attach(
    document: Any,  # noqa: ANN401  # ReportLab has no types
    attachments: Sequence[Attachment],
    moment: datetime.datetime,
) -> None:
    """Add the files, by name, and as what the whole document is associated with."""
    names: list[object] = []
    associated: list[object] = []
    for attachment in sorted(attachments, key=lambda each: each.name):
        reference = document.Reference(_described(document, attachment, moment))
        names += [PDFString(attachment.name), reference]
        associated.append(reference)
    files = PDFDictionary({"Names": PDFArray(names)})
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": files})
    document.Catalog.AF = PDFArray(associated)


def _described(
    document: Any,  # noqa: ANN401
    attachment: Attachment,
    moment: datetime.datetime,
) -> PDFDictionary:
    kind = _TYPES.get(attachment.name.rpartition(".")[2], _ANY)
    check = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()
    parameters = {
        "Size": len(attachment.content),
        "ModDate": PDFDate(ts=stamp(moment)),
        "CheckSum": f"<{check}>",
    }
    stream = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": "/" + kind.replace("/", "#2F"),  # ReportLab leaves the slash
                "Params": PDFDictionary(parameters),
            }
        ),
        content=attachment.content,
        filters=[PDFZCompress],
    )
    content = document.Reference(stream)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(attachment.name),
            "UF": PDFString(attachment.name),
            "AFRelationship": PDFName(attachment.relationship),
            "Desc": PDFString(attachment.description),
            "EF": PDFDictionary({"F": content, "UF": content}),
        }
    )
