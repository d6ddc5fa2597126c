"""Start-up: a bare QWizard process against the window on an example, to its first frame."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.measure import processes

_BARE = """
import os, resource
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWizard, QWizardPage
app = QApplication([])
wizard = QWizard()
page = QWizardPage()
QVBoxLayout(page).addWidget(QLabel("A page"))
wizard.addPage(page)
wizard.resize(1280, 820)
wizard.show()
wizard.grab()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
os._exit(0)
"""
_OURS = """
import os, resource
from procure_app import app as procure
from procure_app.resources import folder
from procure_app.store.shipped.example import load_example
session = procure.build_session(rules=False)
session.new(load_example(folder("examples"), "llama-3.1-8b"))
app = procure.application()
window = procure.build_window(session)
window.show()
window.grab()
{more}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
os._exit(0)
"""


_PANEL = """
while not window.body.panel.toPlainText():
    app.processEvents()
window.body.panel.grab()
"""
_VERDICTS = """
while "exact words" not in window.body.panel.toPlainText():
    app.processEvents()
window.body.panel.grab()
"""


def run(rounds: int = 7) -> Iterator[str]:
    """Yield the ratios of time and memory, and how much later the panel and its verdicts come."""
    programs = [_BARE, *(_OURS.format(more=more) for more in ("", _PANEL, _VERDICTS))]
    bare, ours, panel, verdicts = processes([["-c", text] for text in programs], rounds)
    yield f"first frame {ours[0] / bare[0]:.2f} times a bare QWizard (at most 2.5)"
    yield f"panel {(panel[0] - ours[0]) * 1000:.0f} ms later (at most 100)"
    yield f"verdicts in it {(verdicts[0] - ours[0]) * 1000:.0f} ms later"
    yield f"peak memory {verdicts[1] / bare[1]:.2f} times a bare QWizard (at most 2)"
