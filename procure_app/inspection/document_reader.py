"""The readers of documents, by the kind a file was identified as; each looks at the name itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from procure_app.inspection import (
    card,
    citation,
    cyclonedx,
    hub,
    kind,
    licence_file,
    model_signature,
    openness_file,
    paper,
    policy,
    spdx3,
)
from procure_app.inspection.observation import Reader

DOCUMENT_READERS: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {
        kind.PLAIN: (licence_file.read, card.read, policy.read, hub.read),
        kind.MARKDOWN: (licence_file.read, card.read, policy.read),
        kind.HTML: (licence_file.read, policy.read),
        kind.PDF: (paper.read, policy.read),
        kind.YAML: (citation.read, openness_file.read),
        kind.XML: (licence_file.read,),
        kind.JSON: (licence_file.read, cyclonedx.read, spdx3.read, model_signature.read),
    }
)
"""Readers of one kind are all run, in this order."""
