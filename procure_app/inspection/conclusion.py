"""What follows from all that was seen: origin, findings and contradictions.

The last step of an inspection. It reads observations only, so it needs no worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from procure_app.core.licences.book import LicenceBook
from procure_app.inspection import licence_finding, signature_cover
from procure_app.inspection.base_chain import bases
from procure_app.inspection.contradiction import contradictions
from procure_app.inspection.expectation import Expectations
from procure_app.inspection.hub import named
from procure_app.inspection.observation import Inspection


def concluded(
    inspection: Inspection,
    book: LicenceBook,
    expectations: Expectations,
    components: Mapping[str, str],
) -> Inspection:
    """Return the inspection with what follows; ``components`` gives their names by id.

    Files should have their digests by then: a signature is held against them.
    """
    whole = replace(
        inspection,
        observations=(
            *inspection.observations,
            *named(inspection.root, inspection.files),
            *bases(inspection.observations),
        ),
    )
    return replace(
        whole,
        problems=(
            *whole.problems,
            *licence_finding.sentences(whole, book),
            *signature_cover.sentences(whole),
        ),
        contradictions=(
            *whole.contradictions,
            *contradictions(whole, book, expectations, components),
        ),
    )
