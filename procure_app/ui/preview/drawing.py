"""Has pages drawn off the window's thread, one after the other, and keeps what was drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from procure_app.session.pages import Pages, Raster
from procure_app.ui.jobs import Jobs

MOST_BYTES = 200 << 20
"""Of pictures that are kept; those on the screen are kept in any case."""


class Drawing(QObject):
    """Pictures of pages. Only what is wanted now is drawn next: scrolling leaves no queue."""

    drawn = Signal(int)
    """This page, from 0, can be shown, or is known not to be."""

    def __init__(self, pages: Pages, jobs: Jobs) -> None:
        super().__init__()
        self._pages, self._jobs = pages, jobs
        self._kept: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._wanted: tuple[tuple[int, float], ...] = ()
        self._busy = self._stopped = False
        self.broken: set[int] = set()
        """Pages that could not be drawn."""

    def want(self, numbers: Sequence[int], scale: float) -> None:
        """Draw these pages at this many pixels a point, the first first; forget other wishes."""
        self._wanted = tuple((number, round(scale, 4)) for number in numbers)
        self._next()

    def picture(self, number: int, scale: float) -> QImage | None:
        """Return the picture at this scale, or the last one at another until that is there."""
        exact = (number, round(scale, 4))
        if exact in self._kept:
            self._kept.move_to_end(exact)
            return self._kept[exact]
        other = next((key for key in reversed(self._kept) if key[0] == number), None)
        return None if other is None else self._kept[other]

    def stop(self) -> None:
        """Draw nothing more, and tell nobody."""
        self._stopped = True
        self._kept.clear()

    def _next(self) -> None:
        missing = (k for k in self._wanted if k not in self._kept and k[0] not in self.broken)
        key = next(missing, None)
        if key is None or self._busy or self._stopped:
            return
        self._busy = True
        self._jobs.run(
            lambda: picture(self._pages.render(*key)),
            lambda image: self._take(key, image),
            lambda _: self._take(key, None),
        )

    def _take(self, key: tuple[int, float], image: QImage | None) -> None:
        self._busy = False
        if self._stopped:
            return
        if image is None:
            self.broken.add(key[0])
        else:
            self._kept[key] = image
            self._forget()
        self.drawn.emit(key[0])
        self._next()

    def _forget(self) -> None:
        size = sum(image.sizeInBytes() for image in self._kept.values())
        for key in tuple(self._kept):
            if size <= MOST_BYTES:
                return
            if key not in self._wanted:
                size -= self._kept.pop(key).sizeInBytes()


def picture(raster: Raster) -> QImage:
    """Return the pixels as a picture that owns them."""
    kind = QImage.Format.Format_RGB32
    return QImage(raster.content, raster.width, raster.height, raster.stride, kind).copy()
