"""The window on a desk of its own, with a fixed clock."""

from __future__ import annotations

import datetime
import itertools

import pytest

from procure_app import app, resources
from procure_app.session.session import Session
from procure_app.store.procure_file import ProcureFiles
from procure_app.store.shipped.catalogue_file import load_catalogue
from procure_app.ui.window import Window

NOW = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def window(qtbot, library, tmp_path, monkeypatch) -> Window:
    """An empty window; leaving it asks nothing."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    app.application()
    catalogue = load_catalogue(resources.folder("catalogue"))
    numbers = itertools.count(1)
    session = Session(
        catalogue,
        ProcureFiles(lambda: catalogue),
        lambda: NOW,
        lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
        library,
    )
    window = app.build_window(session)
    monkeypatch.setattr(window, "may_leave", lambda: True)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    qtbot.waitExposed(window)
    return window
