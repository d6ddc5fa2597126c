"""What the tests of signatures share."""

from __future__ import annotations

import pytest
from signing.chain import signed_by_three


@pytest.fixture(scope="session")
def three() -> tuple[bytes, ...]:
    """The PDF unsigned, and after preparer, legal reviewer and approver have signed."""
    return signed_by_three()
