"""The main window: menus, the title with its mark, and what happens to files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu

from procure_app.core.assessment import edit
from procure_app.core.assessment.document import Depth
from procure_app.core.catalogue.word import Walk
from procure_app.core.frameworks.judgement import NO_RULES, Rules
from procure_app.core.outline.tone import Tone
from procure_app.session.edition import of_another_version
from procure_app.session.error import ChangedOutside, Fault, InUse
from procure_app.ui.body import Body
from procure_app.ui.desk import Desk
from procure_app.ui.doubt import tell_opened
from procure_app.ui.in_use import open_asking
from procure_app.ui.jobs import Jobs
from procure_app.ui.leaving import may_leave
from procure_app.ui.literal import titled
from procure_app.ui.menu import build_menus
from procure_app.ui.moving import moved
from procure_app.ui.naming import ask_overwrite, file_name, named
from procure_app.ui.notice import announce
from procure_app.ui.page.frame import question_of
from procure_app.ui.saving import Scribe
from procure_app.ui.service import Services
from procure_app.ui.style import show_colours
from procure_app.ui.theme import ask_strong_contrast

if TYPE_CHECKING:
    from procure_app.ui.recovery import Keeper

SUFFIX = ".procure"
OPENED = (SUFFIX, ".pdf")
"""What can be opened: an assessment, or the one inside a report."""
Scheme = Qt.ColorScheme
_AFTER = 250
"""Milliseconds after the first frame: first the panel is written, then the rules are loaded."""
_PAGES = {"signoff": "sign", "record": "sign"}
"""The page on which edits of this place are made, where it is called otherwise."""


class Window(QMainWindow):
    """One document in one window."""

    def __init__(self, desk: Desk, services: Services) -> None:
        super().__init__()
        self.desk, self.services = desk, services
        self.jobs = Jobs()
        self.scribe = Scribe(self)
        self.recent_menu = QMenu()
        self.actions_by_name: dict[str, QAction] = {}
        self.setAcceptDrops(True)
        self.setMinimumSize(480, 360)
        self.resize(1280, 820)
        self._scheme = Scheme.Unknown
        self._base = QApplication.font().pointSizeF()
        build_menus(self)
        self._body = Body(desk, services)
        self._take_body()
        self.keeper: Keeper | None = None
        desk.changed.connect(self._refresh)
        desk.announced.connect(lambda sentence: announce(self, sentence))
        self._refresh()

    @property
    def body(self) -> Body:
        """The parts under the menus."""
        return self._body

    def rebuild(self, *, stay: bool = False) -> None:
        """Build every part anew: for another document, another text size, another scheme.

        With ``stay`` the question that has the focus keeps it, and the notice goes on.
        """
        before, key = self._body, self._body.wizard.key()
        at = question_of(self.focusWidget()) if stay else ""
        before.give_up()
        self._body = Body(self.desk, self.services)
        if stay:
            self._body.notice.take_over(before.notice)
        self._take_body()
        if key in self._body.pages():
            self._body.go(at or key)
        self._refresh()

    def _take_body(self) -> None:
        self._body.report_wanted.connect(self.save_report)
        self.setCentralWidget(self._body)

    # Files

    def new(self, walk: Walk) -> None:
        """Start an empty document after asking about the present one."""
        if self.may_leave():
            self.desk.session.new(self.desk.session.blank(walk))
            self.rebuild()

    def open_dialog(self) -> None:
        """Ask for a file and open it."""
        pattern = self.desk.text("Assessments and reports (*.procure *.pdf)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.desk.text("Open"), "", pattern)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Open the file, or say why not; the present document then stays."""
        if not self.may_leave():
            return
        try:
            opened = open_asking(self, path)
        except Fault as fault:
            self.body.notice.tell(self.desk.say(fault.sentence), Tone.NO)
            return
        if opened is None:
            return
        report, access = opened
        if not report:
            self.services.recent().remember(path)
        self.rebuild()
        self.services.tell_of_file(self, path, access)

    def open_soon(self, path: Path) -> None:
        """Open the file once the first frame is shown, for somebody has to be asked."""
        QTimer.singleShot(_AFTER, self, lambda: self.open(path))

    def open_example(self, name: str) -> None:
        """Start with a copy of an example."""
        if self.may_leave():
            self.desk.session.new(self.services.example(name))
            self.rebuild()

    def save(self) -> bool:
        """Write the document to its file, asking for one where there is none."""
        session = self.desk.session
        if session.path is None or session.read_only:
            return self.save_as()
        if self.scribe.refuses():
            return False
        return self._write(session.path)

    def save_as(self) -> bool:
        """Ask for a name and write the document there."""
        if self.scribe.refuses():
            return False
        suggested = f"{file_name(self.desk.assessment)}{SUFFIX}"
        pattern = self.desk.text("Assessments (*.procure)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.desk.text("Save"), suggested, pattern)
        if not chosen:
            return False
        path = named(self, Path(chosen), SUFFIX)
        return path is not None and self._write(path)

    def save_report(self) -> None:
        """Ask for a name and write the PDF there, off the window's thread."""
        suggested = f"{file_name(self.desk.assessment)}.pdf"
        pattern = self.desk.text("PDF documents (*.pdf)")
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.desk.text("Save report as PDF"), suggested, pattern
        )
        path = named(self, Path(chosen), ".pdf") if chosen else None
        if path is not None:
            self.write_report(path)

    def write_report(self, path: Path) -> None:
        """Write the PDF of the document as it is now."""
        reading, services = self.desk.reading, self.services
        self.body.notice.tell(self.desk.text("Making the report…"), Tone.PLAIN)
        self.jobs.run(
            lambda: services.write(path, services.report(reading)),
            lambda _: self.body.notice.tell(
                self.desk.text("The report is saved as {name}.", name=path.name), Tone.MET
            ),
            self._report_failed,
        )

    def _report_failed(self, error: BaseException) -> None:
        if isinstance(error, Fault):
            self.body.notice.tell(self.desk.say(error.sentence), Tone.NO)
            return
        self.body.notice.tell(
            self.desk.text("The report could not be made. The assessment is unharmed."), Tone.NO
        )
        raise error

    def _write(self, path: Path) -> bool:
        notice = self.body.notice
        notice.retract(Tone.MET, Tone.NO)  # what was undone, or why nothing was saved before
        told = notice.says() if self.desk.session.read_only else ""
        try:
            self.scribe.save(path)
        except (ChangedOutside, InUse) as fault:
            if not ask_overwrite(self, self.desk.say(fault.sentence)):
                self._not_saved(fault)
                return False
            if not self._try(lambda: self.scribe.save(path, overwrite=True)):
                return False
        except Fault as fault:
            self._not_saved(fault)
            return False
        self.services.recent().remember(path)
        if told and notice.says() == told:  # it can be edited now
            notice.hide()
        announce(self, self.desk.text("Saved."))
        return True

    def _try(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except Fault as fault:
            self._not_saved(fault)
            return False
        return True

    def _not_saved(self, fault: Fault) -> None:
        """Say why nothing was saved, beside a way to save it elsewhere."""
        self.body.notice.tell(self.desk.say(fault.sentence), Tone.NO)
        self.body.notice.offer(self.desk.text("Save as…"), self.save_as)

    def may_leave(self) -> bool:
        """Ask about changes and forms that no file holds; say whether to go on."""
        self.scribe.wait()
        return may_leave(self)

    # Edit and view

    def undo(self) -> None:
        """Take the last edit back and show where it was."""
        self.body.notice.retract(Tone.MET)  # what was done is undone
        self._show_place(moved(self, self.desk.session.undo))

    def redo(self) -> None:
        """Make the edit again and show where it was."""
        self._show_place(moved(self, self.desk.session.redo))

    def _show_place(self, place: str) -> None:
        """Go to where an edit was, unless somebody is at work there already."""
        target = place.partition("#")[0].partition("/")[0]
        target = _PAGES.get(target, target)
        if target not in (self.body.wizard.key(), question_of(self.focusWidget())):
            self.body.go(target)

    def set_depth(self, full: bool) -> None:
        """Ask everything, or the core only."""
        depth = Depth.FULL if full else Depth.CORE
        self.desk.change(edit.changed(self.desk.assessment, depth=depth), "depth")

    def set_text_size(self, factor: float) -> None:
        """Set all text at this multiple of the platform's size."""
        chosen = QApplication.font()
        chosen.setPointSizeF(self._base * factor)
        QApplication.setFont(chosen)
        self.rebuild(stay=True)

    def text_size(self) -> float:
        """Return the present multiple."""
        return QApplication.font().pointSizeF() / self._base

    def set_scheme(self, scheme: Scheme) -> None:
        """Show light or dark, or follow the platform."""
        hints = QApplication.styleHints()
        hints.setColorScheme(scheme)
        self._scheme = scheme
        shown = hints.colorScheme() if scheme is Scheme.Unknown else scheme
        show_colours(dark=shown is Scheme.Dark)
        self.rebuild(stay=True)

    def set_contrast(self, strong: bool) -> None:
        """Show strong contrast: black, white, and lines instead of grounds."""
        ask_strong_contrast(strong)
        self.set_scheme(self._scheme)

    # Qt

    def _refresh(self) -> None:
        session = self.desk.session
        title = self.desk.assessment.title or self.desk.text("Untitled assessment")
        self.setWindowTitle(f"{titled(title)}[*] — Procure")
        self.setWindowModified(session.modified)
        self.setWindowFilePath(str(session.path or ""))
        self.actions_by_name["undo"].setEnabled(bool(session.history.past))
        self.actions_by_name["redo"].setEnabled(bool(session.history.future))
        self.actions_by_name["depth"].setChecked(self.desk.assessment.depth is Depth.FULL)
        self.actions_by_name["decision"].setEnabled("decision" in self.body.pages())
        self.actions_by_name["update"].setEnabled(of_another_version(session))

    def showEvent(self, event: QShowEvent) -> None:
        """Load the rules once the first frame is shown: it need not wait for them."""
        super().showEvent(event)
        if self.services.keep and self.keeper is None:
            QTimer.singleShot(0, self, self._keep)
        if self.desk.session.library is NO_RULES:
            QTimer.singleShot(_AFTER, self, self._load_rules)

    def _keep(self) -> None:
        """Keep what is typed from now on, and offer what was left behind before."""
        if self.services.keep and self.keeper is None:
            self.keeper = self.services.keep(self)
            self.keeper.offer()

    def offer_left(self) -> None:
        """Show what was left behind unsaved, or say that there is nothing."""
        if self.keeper:
            self.keeper.offer(asked=True)

    def _load_rules(self) -> None:
        self.jobs.run(self.services.rules, self._take_rules, self._rules_failed)

    def _take_rules(self, library: Rules) -> None:
        self.desk.session.take_library(library)
        tell_opened(self)

    def _rules_failed(self, error: BaseException) -> None:
        words = "There are no verdicts: the shipped rules cannot be used. {why}"
        self.body.notice.tell(self.desk.text(words, why=str(error)), Tone.NO)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about changes before closing."""
        if self.may_leave():
            self.scribe.close()
            self.jobs.close()
            self.desk.jobs.close()
            if self.keeper:
                self.keeper.close()
                self.keeper = None
            self.desk.session.close()
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take undo and redo from a field that leaves them to the document."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take an assessment that is dragged onto the window."""
        if any(url.toLocalFile().endswith(OPENED) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the assessment that was dropped."""
        for url in event.mimeData().urls():
            if url.toLocalFile().endswith(OPENED):
                self.open(Path(url.toLocalFile()))
                return
