"""What the document declares of itself: colours, metadata, attachments, form."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from procure_app.report.archive.attached import attach
from procure_app.report.archive.metadata import PRODUCER, Metadata, packet
from procure_app.report.archive.stamp import stamp
from procure_app.report.identity import Attachment
from procure_app.resources import folder

_COLOURS = "sRGB IEC61966-2.1"
_SIGNED = 1
"""There are signature fields (ISO 32000-1, 12.7.2)."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is to be written into the document beside its pages."""

    metadata: Metadata
    attachments: Sequence[Attachment] = ()

    def write(self, document: Any, fields: Mapping[str, Any]) -> None:  # noqa: ANN401
        """Write it; ``fields`` are the form fields by name."""
        catalog = document.Catalog
        catalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents", "AF"]
        document.setProducer(PRODUCER)
        document._timeStamp = stamp(self.metadata.moment)
        described = packet(self.metadata)
        # the lasting half of the file's identifier, ISO 19005-3, 6.1.3: not of today's clock
        document.signature = hashlib.md5(described, usedforsecurity=False)
        catalog.Metadata = _xmp(described)
        catalog.OutputIntents = PDFArray([_intent(document)])
        if self.attachments:
            attach(document, self.attachments, self.metadata.moment)
        if fields:
            references = PDFArray([document.Reference(field) for field in fields.values()])
            catalog.AcroForm = PDFDictionary({"Fields": references, "SigFlags": _SIGNED})


def _xmp(content: bytes) -> PDFStream:
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    return PDFStream(kind, content=content, filters=[])


def _intent(document: Any) -> PDFDictionary:  # noqa: ANN401
    """Return which colours red, green and blue are (ISO 19005-3, 6.2.3)."""
    profile = folder("colour").joinpath("sRGB2014.icc").read_bytes()
    stream = PDFStream(PDFDictionary({"N": 3}), content=profile, filters=[PDFZCompress])
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString(_COLOURS),
            "Info": PDFString(_COLOURS),
            "DestOutputProfile": document.Reference(stream),
        }
    )
