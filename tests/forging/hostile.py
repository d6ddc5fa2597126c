"""A document and a catalogue in which every free text tries to be interpreted."""

from __future__ import annotations

from itertools import count
from typing import Any

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue

MARKUP = '<b>B</b><img src="file:///etc/passwd"><a href="javascript:alert(1)">x</a> R & D &Key'
REPORT = "<para>P</para>&amp;<link href='file:///x'>L</link><onDraw name='x'/><br/></font>"
FORMULA = '=HYPERLINK("http://x.example","y")\n+cmd|\' /C calc\'!A0\t@SUM(1)\r-2+3'
CONTROL = "\x1b[2J\x1b]8;;http://x.example\x07click\x9b2J\x7f\x00\u202eesrever\u202c\u2066i\u2069"
FORGED = "A\nDecision: approve\nSigned off: Approver, stands\u2028x [*] {0.__class__} %s"
VARIANTS = (MARKUP, REPORT, FORMULA, CONTROL, FORGED)
ADDRESSES = ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,<b>", r"\\host\share\x")
STEERING = frozenset(map(chr, (*range(9), *range(11, 32), 127, *range(128, 160)))) | frozenset(
    "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that must reach no terminal; line breaks and tabs may."""
_KEPT = frozenset(
    ["id", "kind", "type", "consequence", "finding", "digest", "standing", "bound", "instrument",
     "carried", "role", "layer", "interests", "opinion", "previous", "when", "outcome", "walk",
     "depth", "as_of", "language", "catalogue", "catalogue_version", "availability", "read",
     "expires", "due", "decided", "valid_until", "day", "texts", "version"]
)  # fmt: skip
"""Fields of the document that are no free text, or are bound by the digest."""
_WORDS = frozenset(
    ["title", "text", "short", "intro", "hint", "name", "why", "satisfies", "ask", "finding",
     "duty_name", "duty", "clause", "identity", "address", "example"]
)  # fmt: skip
"""Fields of the catalogue that people read."""


class _Hostile:
    """Puts one variant after the other behind a number."""

    def __init__(self) -> None:
        self._numbers = count()

    def text(self) -> str:
        number = next(self._numbers)
        return f"{VARIANTS[number % len(VARIANTS)]} #{number}"

    def where(self) -> str:
        return ADDRESSES[next(self._numbers) % len(ADDRESSES)]

    def document(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: self.document(v, k) for k, v in value.items()}
        if isinstance(value, list):
            plain = key in ("evidence", "triggers", "availability_evidence", "licence_evidence")
            return [v if plain and isinstance(v, str) else self.document(v, key) for v in value]
        if not isinstance(value, str) or key in _KEPT:
            return value
        return self.where() if key == "where" else self.text()

    def catalogue(self, value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            words = key in ("attestations", "triggers")
            return {k: self.text() if words else self.catalogue(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [
                self.text() if isinstance(v, str) and key == "limits" else self.catalogue(v, key)
                for v in value
            ]
        if not isinstance(value, str) or key not in _WORDS:
            return value
        return self.where() if key == "address" else self.text()


def hostile(document: Assessment, catalogue: Catalogue) -> tuple[Assessment, Catalogue]:
    """Return both with every free text hostile; what was chosen stays, so that all is asked."""
    made = _Hostile()
    plain = document.model_dump(mode="json", exclude_defaults=True)
    answers = plain.pop("answers", {})
    value = made.document(plain)
    value["answers"] = {
        key: made.document(answer)
        | ({} if _is_free(catalogue, key) else {"value": answer.get("value", [])})
        for key, answer in answers.items()
    }
    texts = catalogue.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return Assessment.model_validate(value), Catalogue.model_validate(made.catalogue(texts))


def _is_free(catalogue: Catalogue, key: str) -> bool:
    question = catalogue.by_id[key]
    return not question.options and not question.derived
