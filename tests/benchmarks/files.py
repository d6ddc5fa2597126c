"""Files: opening and saving with 200 MB of evidence against none, and against a copy."""

from __future__ import annotations

import os
import shutil
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import least

SIZE = 200 * 1024 * 1024


def run(rounds: int = 5) -> Iterator[str]:
    """Yield the ratios of opening and saving, and how memory grows."""
    from procure_app.app import build_session
    from procure_app.core.assessment.answer import Answer
    from procure_app.core.assessment.edit import answer, put_evidence

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        big, source = folder / "big.procure", folder / "evidence.bin"
        with source.open("wb") as handle:
            for _ in range(SIZE // 2**20):
                handle.write(os.urandom(2**20))
        session = build_session()
        session.save(folder / "small.procure")
        item = session.attach(source)
        question = session.catalogue.questions()[0].id
        document = put_evidence(session.assessment, item)
        session.change(answer(document, question, Answer(value=("x",), evidence=(item.id,))), "")
        session.save(big)
        small = least(lambda: session.open(folder / "small.procure"), rounds * 4)
        large = least(lambda: session.open(big), rounds * 4)
        yield f"opening with 200 MB {large / small:.2f} times without (about 1)"
        copied = least(lambda: _copy(big, folder / "copy"), rounds)
        tracemalloc.start()
        saved = least(lambda: session.save(big), rounds)
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        yield f"saving {saved / copied:.2f} times a copy with fsync (at most 2.5)"
        yield f"memory while saving {peak:.1f} MiB"


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, target.open("wb") as new:
        shutil.copyfileobj(old, new, 2**20)
        new.flush()
        os.fsync(new.fileno())
