"""The gate that every unsigned report of the tests passes: PDF/A-3a and PDF/UA-1, without Java."""

from __future__ import annotations

import re

import page

PROFILES = (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1)
_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\nstream\n")
_LENGTH = "PDFA3A-STREAM-LENGTH-001"


def failures(pdf: bytes) -> list[str]:
    """Return the rules that the file breaks, each with what was found."""
    found = [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]
    if _ends_in_return(pdf) and not _wrong_lengths(pdf):
        found = [failure for failure in found if not failure.startswith(_LENGTH)]
    return found


def _ends_in_return(pdf: bytes) -> bool:
    """Say whether the validator errs: it takes a last byte 0D with the 0A after it for one end."""
    return b"\r\nendstream" in pdf


def _wrong_lengths(pdf: bytes) -> list[int]:
    """Return the lengths of streams after which there is no end of stream."""
    return [
        int(found[1])
        for found in _STREAM.finditer(pdf)
        if not pdf.startswith(b"\nendstream", found.end() + int(found[1]))
    ]
