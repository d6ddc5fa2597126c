"""How long it takes to sign a report three times, and to verify the three signatures."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO

from tests.benchmarks.measure import ROOT, least

PAGES = 15


def run(rounds: int = 5) -> Iterator[str]:
    """Yield the seconds, without those of loading the library."""
    sys.path.insert(0, str(ROOT / "tests"))
    from signing.chain import SIGNING, checked
    from signing.real import signed, unsigned

    from procure_app.signing.verdict import Outcome

    for content in (cut_to(PAGES), unsigned()):
        chain = [content]
        for role in SIGNING:
            chain.append(signed(chain[-1], role))
        if checked(chain[-1]).outcome is not Outcome.VALID:
            raise AssertionError("the signatures are not valid")
        verifying = least(lambda last=chain[-1]: checked(last), rounds)
        signing = sum(
            least(lambda b=before, r=role: signed(b, r), 2)
            for before, role in zip(chain, SIGNING, strict=False)
        )
        count = pages(content)
        most = " (at most 1)" if count <= PAGES else ""
        yield f"verifying three signatures on {count} pages {verifying:.2f} s{most}"
        yield f"making three signatures on {count} pages {signing:.2f} s"


def cut_to(most: int) -> bytes:
    """Return as much of a report as goes on so many pages."""
    from signing.real import beginning, unsigned

    low, high = 0, 1000
    while high - low > 1:
        middle = (low + high) // 2
        made = unsigned(cut=lambda outline, count=middle: beginning(outline, count))
        low, high = (middle, high) if pages(made) <= most else (low, middle)
    return unsigned(cut=lambda outline: beginning(outline, low))


def pages(content: bytes) -> int:
    """Return the number of pages."""
    import pypdf

    return len(pypdf.PdfReader(BytesIO(content)).pages)
