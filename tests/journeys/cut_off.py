"""A person at the real window who is cut off: recovers what was left, types on, and is killed.

Run as a program: ``python cut_off.py SEED FILE LOG``. It writes one line of JSON on standard
output with what the window holds after recovering, then acts at random until it is killed. What
it does is appended to LOG the moment it is done: the time, the place, and what stands there now.
The model of what should be there is the person's own, not the document's.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from procure_app import app
from procure_app.app.recovery import build_journal
from procure_app.core.assessment.answer import Standing
from procure_app.session.error import InUse
from procure_app.session.holder import Access
from procure_app.session.snapshot import Belonging
from procure_app.ui.editor.choice import ChoiceEditor
from procure_app.ui.editor.field import Line, Text
from procure_app.ui.editor.text import TextEditor
from procure_app.ui.page.card import QuestionCard
from procure_app.ui.recovery import RecoveryDialog
from procure_app.ui.window import Window

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Person:
    """Acts on the window at random, and writes down what was done."""

    def __init__(self, window: Window, seed: int, log: Path) -> None:
        self.window = window
        self.random = random.Random(seed)
        self.log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def done(self, place: str, value: str) -> None:
        """Write down what stands at a place now."""
        line = json.dumps([time.time(), place, value]) + "\n"
        os.write(self.log, line.encode())

    def act(self) -> None:
        """Do one thing."""
        chance = self.random.random()
        if chance < 0.04:
            self.window.save()
        elif chance < 0.14:
            keys = [key for key in self.window.body.pages() if key not in ("compare", "check")]
            self.window.body.go(self.random.choice(keys))
        elif self.window.body.wizard.key() == "sign":
            self.begin_to_sign()
        else:
            self.answer()

    def answer(self) -> None:
        """Click an option, or type some letters, one after the other."""
        page = self.window.body.wizard.step().page
        cards = [c for c in page.findChildren(QuestionCard) if c.isVisible() and c.editor]
        if not cards:
            return
        card = self.random.choice(cards)
        match card.editor:
            case ChoiceEditor() as editor if not editor._several:
                key = self.random.choice(list(editor.buttons))
                QTest.mouseClick(editor.buttons[key], Qt.MouseButton.LeftButton)
                self.done(card.question.id, key)
            case TextEditor() as editor:
                number = self.random.randrange(len(editor.fields))
                self.type(editor.fields[number], f"{card.question.id}#{number}")

    def begin_to_sign(self) -> None:
        """Type into the form of a sign-off, which the document does not hold."""
        page = self.window.body.wizard.step().page
        if page._attest is None:
            page._open("approver")
        name = self.random.choice(["name", "organisation"])
        self.type(page._attest._lines[name], f"signoff/approver/{name}")

    def type(self, field: Line | Text, place: str) -> None:
        """Type a few letters; each is written down."""
        field.setFocus()
        for _ in range(self.random.randrange(1, 8)):
            QTest.keyClick(field, self.random.choice(LETTERS))
            text = field.text() if isinstance(field, Line) else field.toPlainText()
            self.done(place, text)
            self.rest()

    def rest(self) -> None:
        """Let the window work, for a moment or longer."""
        QApplication.processEvents()
        time.sleep(self.random.choice([0, 0, 0.005, 0.02, 0.06]))


def held(window: Window) -> dict[str, str]:
    """Return what the window holds, by place."""
    found = {}
    for key, given in window.desk.assessment.answers.items():
        for number, text in enumerate(given.value):
            found[f"{key}#{number}"] = text
        words = {Standing.UNKNOWN: "?unknown", Standing.NOT_APPLICABLE: "?na"}
        found[key] = words.get(given.standing, given.value[0] if given.value else "")
    return found | window.desk.session.drafts.kept()


def recover(window: Window) -> list[str]:
    """Wait for the offer and take it; return how each piece was to its file."""
    deadline = time.monotonic() + 10
    asked = []
    window.jobs.run(lambda: None, lambda _: asked.append(True), lambda error: None)
    while not asked and time.monotonic() < deadline:
        QApplication.processEvents()
    dialog = [w for w in QApplication.topLevelWidgets() if isinstance(w, RecoveryDialog)]
    if not dialog:
        return []
    offered = [one.belonging.value for one in dialog[0]._left]
    wanted = [
        number
        for number, one in enumerate(dialog[0]._left)
        if one.belonging in (Belonging.SAME, Belonging.NEVER_SAVED)
    ]
    if wanted:
        dialog[0]._list.setCurrentRow(wanted[0])
        dialog[0].recover.click()
    else:
        dialog[0].later.click()
    return offered


def main(seed: int, file: Path, log: Path) -> None:
    """Recover, tell what is there, and go on until killed."""
    session = app.build_session(rules=False, locks=True)
    if file.exists():
        try:
            session.open(file)
        except InUse:  # the lock of the window that was killed
            session.open(file, Access.OVER)
    made = app.application()
    window = app.build_window(session, journal=lambda: build_journal(session.shipped))
    QFileDialog.getSaveFileName = lambda *_: (str(file), "")
    window.may_leave = lambda: True
    window.resize(1000, 700)
    window.show()
    while window.keeper is None:
        made.processEvents()
    offered = recover(window)
    print(json.dumps({"held": held(window), "offered": offered}), flush=True)
    person = Person(window, seed, log)
    while True:
        person.act()
        person.rest()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
