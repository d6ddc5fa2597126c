"""Work that waits while the window closes is dropped without a word."""

from __future__ import annotations

import logging
from threading import Event

from procure_app.ui.jobs import Jobs


def test_work_that_had_not_begun_is_dropped_silently(qtbot, caplog):
    jobs, go, done = Jobs(), Event(), []
    jobs.run(go.wait, done.append, done.append)
    jobs.run(lambda: "never", done.append, done.append)
    with caplog.at_level(logging.DEBUG):
        jobs._executor.shutdown(wait=False, cancel_futures=True)
        go.set()
        qtbot.waitUntil(lambda: bool(done))
    assert done == [True]
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
