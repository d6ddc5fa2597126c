"""Standard output and error as the commands write them: no text of a file steers the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from procure_app.session.visible import escaped


class Harmless:
    """A stream that writes line breaks and tabs, and shows every other control as its code."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text with what steers a terminal made visible."""
        self._stream.write(escaped(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the stream has
        return getattr(self._stream, name)


@contextmanager
def harmless() -> Iterator[None]:
    """Write standard output and error through ``Harmless`` as long as a command runs."""
    before = sys.stdout, sys.stderr
    # a program without a console has neither
    sys.stdout, sys.stderr = (cast("TextIO", s and Harmless(s)) for s in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
