"""A small catalogue, and rules loaded once, for all sessions and commands here."""

from __future__ import annotations

import pytest
from forging.forge import CATALOGUE

from procure_app import app
from procure_app.store.shipped import catalogue_file


@pytest.fixture(scope="module", autouse=True)
def loaded_once(library):
    """Hand every session the small catalogue and the same rules."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app, "build_library", lambda _: library)
        patched.setattr(catalogue_file, "load_catalogue", lambda _: CATALOGUE)
        yield
