"""What all tests share: no screen is needed, and the shipped catalogue is loaded once."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from procure_app import app, resources
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frameworks.library import Library
from procure_app.store.shipped.catalogue_file import load_catalogue


@pytest.fixture(scope="session", autouse=True)
def state(tmp_path_factory):
    """What the app keeps beside documents lies in a folder of the tests, not of the person."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped catalogue."""
    return load_catalogue(resources.folder("catalogue"))


@pytest.fixture(scope="session")
def library(catalogue) -> Library:
    """The shipped frameworks and licences."""
    return app.build_library(catalogue)
