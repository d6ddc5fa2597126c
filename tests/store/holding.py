"""Holds the lock of a file until its input ends or it is killed; says so when it does."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

from procure_app.store.holding.lock import FileLocks

WHEN = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.UTC)

if __name__ == "__main__":
    locks = FileLocks(lambda: WHEN)
    print(locks.take(Path(sys.argv[1])), flush=True)
    sys.stdin.read()
    locks.release_all()
