"""The shipped licences, and short ways to ask them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from procure_app import resources
from procure_app.core.licences.book import LicenceBook
from procure_app.core.licences.buyer import Buyer
from procure_app.core.licences.licence import Freedom
from procure_app.core.licences.right import rights
from procure_app.i18n import language, say
from procure_app.store.shipped.licence_file import load_licences

SHARED = Path(__file__).parents[2].parent / "shared"
ENGLISH = language("en", Path())


@pytest.fixture(scope="session")
def book() -> LicenceBook:
    """The shipped licences."""
    return load_licences(resources.folder("licences"))


@pytest.fixture(scope="session")
def answer(book) -> Callable[..., str]:
    """What a licence answers a buyer who asks for a freedom; of use, where none is named."""

    def ask(licence: str, buyer: Buyer, freedom: str = "use") -> str:
        return rights(licence, buyer, book)[Freedom(freedom)].answer

    return ask


@pytest.fixture(scope="session")
def reason(book) -> Callable[..., str]:
    """The fact that decides, in English."""

    def ask(licence: str, buyer: Buyer, freedom: str = "use") -> str:
        return say(rights(licence, buyer, book)[Freedom(freedom)].reason, ENGLISH)

    return ask


@pytest.fixture(scope="session")
def shared() -> Path:
    """Facts and cases that are not part of the project; without them the test is skipped."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED.name}: the facts and cases to compare with are not here")
    return SHARED
