"""An assessment of 2,000 questions, 5,000 pieces of evidence and 2 GB: open, answer, save, report.

Each part runs in a process of its own. The file is made once, in the folder for temporary files
(4 GB with its copy), and removed after.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import ROOT, percentile

_BARE = """
import json, time
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
begun = time.perf_counter()
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("A page"))
window.show()
window.grab()
print(json.dumps({"seconds": time.perf_counter() - begun}))
"""
_OPEN = """
import json, sys, time
from pathlib import Path
begun = time.perf_counter()
from procure_app import app as procure
session = procure.build_session(rules=False)
start = time.perf_counter()
session.open(Path(sys.argv[1]))
opened = time.perf_counter() - start
app = procure.application()
window = procure.build_window(session)
window.resize(1440, 900)
window.show()
window.grab()
print(json.dumps({"session": opened, "frame": time.perf_counter() - begun}))
"""
_ANSWER = """
import json, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from procure_app import app as procure
class Painted(QObject):
    at = None
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and self.at is None:
            self.at = time.perf_counter()
        return False
session = procure.build_session()
session.open(Path(sys.argv[1]))
app = procure.application()
window = procure.build_window(session)
window.resize(1440, 900)
window.show()
questions = [q for q in session.reading.path.questions() if q.options and not q.derived]
parts = [questions[:20], questions[-20:]]
marks, times, bare, work = [], [], [], []
for some in parts:
    window.body.go(some[0].id)
    for _ in range(20):
        app.processEvents()
    window.grab()
    for n in range(300):
        question = some[n % len(some)]
        option = question.options[(n // len(some)) % len(question.options)]
        if question not in session.reading.path.questions():
            continue
        window.body.go(question.id)
        page = window.body.wizard.step().page
        button = page.card(question.id).editor.buttons[option.id]
        for _ in range(3):  # a page seen for the first time finds its room step by step
            app.processEvents()
            page.ensureWidgetVisible(button)
        painted = Painted()
        button.installEventFilter(painted)
        start, busy = time.perf_counter(), time.process_time()
        button.click()
        app.processEvents()
        button.removeEventFilter(painted)
        marks.append((painted.at - start) * 1000)
        times.append((time.perf_counter() - start) * 1000)
        work.append((time.process_time() - busy) * 1000)
        start = time.perf_counter()
        sorted(range(40000), key=lambda n: -n)
        bare.append((time.perf_counter() - start) * 1000)
every = {"marks": marks, "times": times, "work": work, "bare": bare}
print(json.dumps({name: sorted(figures) for name, figures in every.items()}))
"""
_SAVE = """
import json, shutil, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from procure_app import app as procure
from procure_app.core.assessment import edit
source, target = Path(sys.argv[1]), Path(sys.argv[2])
session = procure.build_session()
session.open(source)
app = procure.application()
window = procure.build_window(session)
window.resize(1440, 900)
window.show()
for _ in range(40):
    app.processEvents()
window.grab()
beats = []
pulse = QTimer()
pulse.setInterval(1)
pulse.timeout.connect(lambda: beats.append(time.perf_counter()))
pulse.start()
start = time.perf_counter()
done = window._write(target)
end = time.perf_counter()
pulse.stop()
marks = [start, *beats, end]
held = max(after - before for before, after in zip(marks, marks[1:]))
assert done and not session.modified
session.open(target)
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(json.dumps({"seconds": end - start, "held": held, "MiB": int(peak) / 1024}))
"""
_REPORT = """
import json, sys, time
from pathlib import Path
from procure_app import app as procure
session = procure.build_session()
session.open(Path(sys.argv[1]))
start = time.perf_counter()
content = procure.report_bytes(session.reading)
seconds = time.perf_counter() - start
peak = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
print(json.dumps({"seconds": seconds, "size": len(content), "MiB": int(peak) / 1024}))
"""


def run(rounds: int = 3) -> Iterator[str]:
    """Yield seconds, milliseconds and MiB."""
    with tempfile.TemporaryDirectory() as name:
        file, copy = Path(name, "large.procure"), Path(name, "copy.procure")
        write(file)
        yield from _opening(file, rounds)
        found = measured(_ANSWER, file)
        yield from _answering(found)
        yield from _saving(file, copy)
        copy.unlink()
        found = measured(_REPORT, file)
        yield (
            f"report {found['seconds']:.0f} s, {found['size'] / 2**20:.0f} MiB long, "
            f"{found['MiB']:.0f} MiB at the peak (at most 1,000)"
        )


def _opening(file: Path, rounds: int) -> Iterator[str]:
    every = [measured(_OPEN, file) for _ in range(rounds)]
    bare = min(measured(_BARE, file)["seconds"] for _ in range(rounds))
    frame, session = (min(each[name] for each in every) for name in ("frame", "session"))
    yield (
        f"opening {session:.2f} s, from the start of the app to the first frame {frame:.2f} s "
        f"(at most 2), a bare window {bare:.2f} s"
    )


def _answering(found: dict) -> Iterator[str]:
    marks, times, bare, work = (found[name] for name in ("marks", "times", "bare", "work"))
    yield (
        f"the mark of an answer is painted after {percentile(marks, 0.5):.1f} ms median, "
        f"{percentile(marks, 0.99):.1f} ms at the 99th percentile (at most 16)"
    )
    half = percentile(times, 0.5)
    yield (
        f"all that follows from it after {half:.1f} ms median, {percentile(times, 0.99):.1f} ms "
        f"at the 99th percentile, {percentile(work, 0.5):.1f} ms of it computing, "
        f"{half / percentile(bare, 0.5):.2f} times sorting 40,000 numbers"
    )


def _saving(file: Path, copy: Path) -> Iterator[str]:
    found = measured(_SAVE, file, copy)
    yield (
        f"saving {found['seconds']:.1f} s, the window held for {found['held'] * 1000:.0f} ms at "
        f"the longest, {found['MiB']:.0f} MiB at the peak"
    )


def write(
    file: Path, questions: int = 2_000, items: int = 5_000, size: int = 2_000_000_000
) -> None:
    """Write such an assessment."""
    sys.path.append(str(ROOT / "tests"))
    from catalogue.large import write_large

    from procure_app.app import build_session
    from procure_app.core.catalogue.word import Walk

    session = build_session(rules=False)
    empty = session.blank(Walk.PURCHASE, "Large")
    write_large(file, session.catalogue, empty, questions=questions, items=items, size=size)


def measured(program: str, *files: Path) -> dict:
    """Run a program on files in a process of its own; return what its last line says."""
    with tempfile.TemporaryDirectory() as folder:
        own = {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": folder, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, files)],
            env=os.environ | own,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict = json.loads(done.stdout.splitlines()[-1])
    return found
