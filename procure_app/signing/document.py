"""Opens a PDF for signing and verifying, strictly and within bounds."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from procure_app.session.error import Fault
from procure_app.signing import fault
from procure_app.signing.reader import Reader

MOST_BYTES = 256 << 20
"""A report with everything it may embed is far smaller."""
_HEAD = 1024
"""Within so many bytes the mark of a PDF must stand."""

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # What it would log on standard error is in the verdict; it may name persons.
    logging.getLogger(_library).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Field:
    """A signature field."""

    name: str
    body: DictionaryObject
    filled: bool


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Turn whatever a damaged file makes of the library into ``Unreadable``; faults go through."""
    try:
        yield
    except Fault:
        raise
    except Exception as error:
        raise fault.damaged(name) from error


def opened(content: bytes, name: str) -> Reader:
    """Return a reader of the PDF.

    Raises ``Unreadable`` where it is too large, no PDF, damaged or encrypted.
    """
    if len(content) > MOST_BYTES:
        raise fault.oversized(name)
    if b"%PDF-" not in content[:_HEAD]:
        raise fault.not_pdf(name)
    with reading(name):
        reader = Reader(BytesIO(content))
        if "/Encrypt" in reader.trailer:
            raise fault.protected(name)
        _ = reader.root["/Pages"]
    return reader


def fields(reader: PdfFileReader) -> Iterator[Field]:
    """Yield the signature fields of the form; what the library raises goes through."""
    for name, value, reference in enumerate_sig_fields(reader):
        yield Field(str(name), reference.get_object(), bool(value))
