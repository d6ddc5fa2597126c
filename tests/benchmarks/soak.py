"""Random use of the real window for so long, and what eight hours of it would leak.

After every round the window is brought back to the same state, an empty document, and measured
there. The growth is the median slope between any two rounds (Theil-Sen), which single odd rounds
do not move; the first quarter is left out, while caches fill. It is a growth by actions, told for
eight hours with one action a second.

Memory is told twice. In use is what malloc gave out and did not get back: what grows there is
lost. Resident is what the process has of the system: with it grow also the gaps between what is in
use, which are filled again. Python takes its objects from malloc here, so that they are counted.

Run from the root of the repository: ``.venv/bin/python -m tests.benchmarks.soak SECONDS [SEED]``.
"""

from __future__ import annotations

import ctypes
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPixmapCache
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from procure_app import app as procure
from procure_app.core.assessment.answer import Answer
from procure_app.core.catalogue.word import Walk
from procure_app.ui.window import Window

HOURS = 8
PACE = 1.0
"""Actions a second that the eight hours are thought to have: more than anybody's, and the same on
a slow machine and on a fast one. The window is used as fast as it goes."""
ACTIONS = 25
"""What is done in one round."""
BOUNDS = {"MiB in use": 96.0, "MiB": 160.0, "files": 4.0, "threads": 4.0, "timers": 4.0,
          "widgets": 40.0, "objects": 400.0, "windows": 4.0}  # fmt: skip
"""Most growth in eight hours. Memory is never quite flat: Qt 6.11 keeps the names of pictures that
its style painted and dropped for want of room, and text boxes keep an undo of their own. What else
grows, 2 KB an action in all, is not known. The rest is flat."""
PICTURES = 1024
"""Kilobytes of the pictures of frames and buttons that Qt keeps; with its own ten thousand the
growth until it has them would be taken for a leak."""
_PRESSED = ("back", "continue", "next", "undo", "redo", "depth", "outline", "panel", "find",
            "larger", "smaller", "normal", "light", "dark", "follow", "contrast", "compare",
            "check", "decision", "sign", "keys", "about", "describe", "new", "open", "save",
            "save as", "report", "preview", "print", "sign report", "verify", "import",
            "export", "inspect")  # fmt: skip
_LEFT_ALONE = ("Quit",)


class Visitor:
    """Uses the window at random, the same for the same seed."""

    def __init__(self, window: Window, folder: Path, seed: int) -> None:
        self.window, self.folder = window, folder
        self.chance = random.Random(seed)
        self.done = 0
        self._acts: tuple[Callable[[], None], ...] = (
            self._answer, self._answer, self._click, self._click, self._type, self._choose,
            self._go, self._menu, self._menu, self._find, self._example,
        )  # fmt: skip
        buttons = QMessageBox.StandardButton
        for name in ("question", "information", "warning", "about"):
            setattr(QMessageBox, name, lambda *_: buttons.Discard)
        QFileDialog.getOpenFileName = lambda *_: (str(self._file()), "")
        QFileDialog.getSaveFileName = lambda *_: (str(self._file()), "")
        QFileDialog.getExistingDirectory = lambda *_: ""
        QDialog.exec = lambda dialog: self._opened(dialog)
        self._closer = QTimer()
        self._closer.timeout.connect(self._close_dialogs)
        self._closer.start(30)

    def round(self) -> None:
        """Do so many things, and come back to an empty document."""
        for _ in range(ACTIONS):
            self.chance.choice(self._acts)()
            self.done += 1
            settle()
        self.rest()

    def rest(self) -> None:
        """Bring the window to the state in which it is measured."""
        while not self.window.actions_by_name["preview"].isEnabled():  # a report is being made
            settle()
            time.sleep(0.01)
        for _ in range(20):
            settle()
            self._close_dialogs()
        self.window.actions_by_name["normal"].trigger()
        self.window.body.go(self.window.body.pages()[0])  # no other page is then built anew
        self.window.new(Walk.PURCHASE)
        self.window.body.notice.hide()
        for _ in range(10):
            settle()
        gc.collect()

    def _opened(self, dialog: QDialog) -> int:
        """Stand for ``exec``: show the dialog, use it for a moment, and dismiss it."""
        dialog.open()
        settle()
        self._click_in(dialog)
        if dialog.isVisible():
            dialog.reject()
        return dialog.result()

    def _close_dialogs(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and self.chance.random() < 0.5:
                widget.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _file(self) -> Path:
        name = self.chance.choice(("one", "two", "three"))
        return self.folder / f"{name}{self.chance.choice(('.procure', '.procure', '.pdf'))}"

    def _page(self) -> QWidget:
        step = self.window.body.wizard.step()
        assert step is not None
        assert step.page is not None
        return step.page

    def _answer(self) -> None:
        asked = [q for q in self.window.desk.reading.path.questions() if not q.derived]
        question = self.chance.choice(asked)
        value = self.chance.choice(question.options).id if question.options else "2026-11-22"
        self.window.desk.answer(question.id, Answer(value=(value,)), str(self.done))
        self.window.body.go(question.id)

    def _click(self) -> None:
        self._click_in(self._page())

    def _click_in(self, parent: QWidget) -> None:
        buttons = [
            b
            for b in parent.findChildren(QAbstractButton)
            if b.isVisible() and b.isEnabled() and b.text() and b.text() not in _LEFT_ALONE
        ]
        if buttons:
            button = self.chance.choice(buttons)
            button.setFocus()
            QTest.keyClick(button, Qt.Key.Key_Space)

    def _type(self) -> None:
        fields = [
            field
            for kind in (QLineEdit, QPlainTextEdit)
            for field in self._page().findChildren(kind)
            if field.isVisible() and field.isEnabled()
        ]
        if fields:
            field = self.chance.choice(fields)
            field.setFocus()
            QTest.keyClicks(field, self.chance.choice(("x", "2026-11-30", "12 ", "{name} %s")))

    def _choose(self) -> None:
        combos = [c for c in self._page().findChildren(QComboBox) if c.isVisible() and c.count()]
        if combos:
            combo = self.chance.choice(combos)
            place = self.chance.randrange(combo.count())
            combo.setCurrentIndex(place)
            combo.activated.emit(place)

    def _go(self) -> None:
        self.window.body.go(self.chance.choice(self.window.body.pages()))

    def _menu(self) -> None:
        action = self.window.actions_by_name[self.chance.choice(_PRESSED)]
        if action.isEnabled():
            action.trigger()

    def _find(self) -> None:
        bar = self.window.body.find_bar
        bar.open()
        QTest.keyClicks(bar.findChild(QLineEdit), self.chance.choice(("licence", "weights", "zz")))
        settle()
        bar.next()

    def _example(self) -> None:
        self.window.open_example(self.chance.choice(self.window.services.examples))


def settle() -> None:
    """Let everything happen that is due now."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Heap(ctypes.Structure):
    """What glibc 2.33 and later says of its heap: ``struct mallinfo2``, in bytes."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks",
                     "uordblks", "fordblks", "keepcost")
    )  # fmt: skip


def in_use() -> float:
    """Return how many MiB malloc gave out and did not get back; 0 where it does not tell."""
    ask = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if ask is None:
        return 0.0
    ask.restype = Heap
    heap = ask()
    return float(heap.uordblks + heap.hblkhd) / 2**20


def held() -> dict[str, float]:
    """Return what the process holds now; resident memory without what is freed at the end of it.

    The pictures that Qt keeps are not dropped first: with them it would forget the timer that
    drops their names, and these would heap up.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc only
    if trim is not None:
        trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    tops = QApplication.topLevelWidgets()
    parents = [widget for widget in tops if widget.parent() is None]
    return {
        "MiB in use": in_use(),
        "MiB": pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
        "files": sum(1 for _ in Path("/proc/self/fd").iterdir()),
        "threads": sum(1 for _ in Path("/proc/self/task").iterdir()),
        "timers": sum(len(widget.findChildren(QTimer)) for widget in parents),
        "widgets": len(QApplication.allWidgets()),
        "objects": sum(len(widget.findChildren(QObject)) for widget in parents),
        "windows": len(tops),
    }


def slope(points: list[tuple[float, float]]) -> float:
    """Return the median slope between any two points."""
    pairs = [
        (later - early) / (after - before)
        for n, (before, early) in enumerate(points)
        for after, later in points[n + 1 :]
    ]
    return statistics.median(pairs) if pairs else 0.0


def soak(seconds: float, seed: int) -> Iterator[tuple[float, int, dict[str, float]]]:
    """Use the window for so long; yield seconds, things done and what is held, round by round."""
    with tempfile.TemporaryDirectory() as name:
        for variable in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[variable] = name
        application = procure.application()
        QPixmapCache.setCacheLimit(PICTURES)
        window = procure.build_window(procure.build_session())
        window.resize(1280, 820)
        window.show()
        application.processEvents()
        visitor = Visitor(window, Path(name), seed)
        begun = time.monotonic()
        visitor.rest()
        while (now := time.monotonic() - begun) < seconds:
            yield now, visitor.done, held()
            visitor.round()
        visitor.rest()
        window.close()


def extrapolated(samples: list[tuple[float, dict[str, float]]]) -> dict[str, float]:
    """Return the growth of each in eight hours."""
    warm = [sample for sample in samples if sample[0] >= samples[-1][0] / 4]
    return {
        name: slope([(when, each[name]) for when, each in warm]) * HOURS * 3600 for name in BOUNDS
    }


def main(seconds: float, seed: int) -> int:
    """Print what is held once a while, then the growth in eight hours; 1 where it is too much."""
    samples, told, raised = [], -1e9, []
    before = sys.excepthook
    sys.excepthook = lambda *error: (raised.append(error), before(*error))
    for when, done, each in soak(seconds, seed):
        samples.append((done / PACE, each))
        if when - told >= seconds / 20:
            told = when
            words = ", ".join(f"{value:.0f} {name}" for name, value in each.items())
            print(f"{when:5.0f} s, {done} done: {words}", flush=True)
    bad = 0
    for name, growth in extrapolated(samples).items():
        bad |= growth > BOUNDS[name]
        print(f"{name:8} {growth:+.1f} in {HOURS} hours (at most {BOUNDS[name]:.0f})", flush=True)
    print(f"{len(samples)} rounds, {len(raised)} exceptions", flush=True)
    return int(bool(bad or raised))


if __name__ == "__main__":
    if os.environ.get("PYTHONMALLOC") != "malloc":  # it is read at the start only
        os.environ["PYTHONMALLOC"] = "malloc"
        os.execv(sys.executable, [sys.executable, "-m", "tests.benchmarks.soak", *sys.argv[1:]])
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
