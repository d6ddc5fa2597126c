"""Builds the session, the window and their adapters; with ``cli`` the only place that does.

``app.model`` does so for model files and classification, ``app.seal`` for signatures,
``app.preview`` for the report on the screen and on paper, ``app.lock`` for who has a file open.

Imports stand inside the functions, so that each command pays only for what it uses.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QApplication, QWidget

    from procure_app.app.revision import Versions
    from procure_app.core.assessment.answer import Evidence
    from procure_app.core.assessment.document import Assessment
    from procure_app.core.catalogue.catalogue import Catalogue
    from procure_app.core.catalogue.question import Question
    from procure_app.core.decision.reading import Reading
    from procure_app.core.frameworks.library import Library
    from procure_app.i18n import Language
    from procure_app.session.holder import Access
    from procure_app.session.ports import Journal, Opened
    from procure_app.session.session import Session
    from procure_app.store.preferences import Preferences
    from procure_app.store.procure_file import ProcureFiles
    from procure_app.ui.desk import Desk
    from procure_app.ui.page.frame import AskCard, Page
    from procure_app.ui.told import Teller
    from procure_app.ui.window import Window


class Files:
    """The store of files, imported when the first file is opened or saved."""

    def __init__(self, shipped: Callable[[], Catalogue], versions: Versions) -> None:
        self._shipped = shipped
        self._versions = versions

    @cached_property
    def _store(self) -> ProcureFiles:
        from procure_app.store.procure_file import ProcureFiles

        return ProcureFiles(self._shipped, self._versions.backups)

    def open(self, path: Path) -> Opened:
        """Read the file; see ``session.ports.Store``."""
        return self._store.open(path)

    def save(
        self,
        path: Path,
        assessment: Assessment,
        catalogue: Catalogue,
        evidence: Mapping[str, Path],
        stamp: str,
        *,
        overwrite: bool = False,
    ) -> str:
        """Write the file; see ``session.ports.Store``."""
        return self._store.save(path, assessment, catalogue, evidence, stamp, overwrite=overwrite)

    def measure(self, path: Path, tell: Callable[[int], None] = lambda _: None) -> tuple[str, int]:
        """Return the SHA-256 and size of a file; see ``session.ports.Store``."""
        return self._store.measure(path, tell)


def build_session(*, rules: bool = True, locks: bool = False) -> Session:
    """Return a session with the real adapters. Raises ``SourceError`` for a broken catalogue.

    Without ``rules`` there are no verdicts until ``Session.take_library``: the window shows its
    first frame before they are loaded. With ``locks`` others are told which file is open here,
    which only what writes to it needs.
    """
    import datetime
    import uuid

    from procure_app.app.lock import Locks
    from procure_app.app.revision import Versions
    from procure_app.core.frameworks.judgement import NO_RULES
    from procure_app.resources import folder
    from procure_app.session.session import Session
    from procure_app.store.shipped.catalogue_file import load_catalogue

    catalogue, versions = load_catalogue(folder("catalogue")), Versions()
    return Session(
        catalogue,
        Files(lambda: catalogue, versions),
        lambda: datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        lambda: str(uuid.uuid4()),
        build_library(catalogue) if rules else NO_RULES,
        backups=versions,
        locks=Locks() if locks else None,
    )


def build_library(catalogue: Catalogue) -> Library:
    """Return the shipped frameworks and licences. Raises ``SourceError`` for a broken file."""
    from procure_app.core.frameworks.library import Library
    from procure_app.resources import folder
    from procure_app.store.shipped.framework_file import load_frameworks
    from procure_app.store.shipped.licence_file import load_licences

    book = load_licences(folder("licences"))
    return Library(load_frameworks(folder("frameworks"), catalogue, book.kinds), book)


def speak(code: str = "en") -> Language:
    """Return the language of this code with its shipped translations."""
    from procure_app.i18n import language
    from procure_app.resources import folder

    return language(code, folder("i18n"))


def report_bytes(reading: Reading) -> bytes:
    """Return the PDF of the document as read, with the assessment inside.

    It is the report, or the one page of a description.
    """
    import datetime

    from procure_app.core.decision.digest import decision_layer, digest, file_layer
    from procure_app.core.decision.signoff import standings
    from procure_app.core.outline.report import report
    from procure_app.exchange.embedded import parts
    from procure_app.report.identity import Attachment, Identity
    from procure_app.report.render import render
    from procure_app.resources import folder

    outline = report(reading, standings(reading))
    spoken, assessment = speak(outline.language), reading.assessment
    digests = {"file": digest(file_layer(reading)), "decision": digest(decision_layer(reading))}
    midnight = datetime.datetime.combine(assessment.as_of, datetime.time(), datetime.UTC)
    modified = assessment.revisions[-1].when if assessment.revisions else midnight
    return render(
        outline,
        spoken,
        folder("fonts"),
        attachments=tuple(Attachment(*part) for part in parts(reading, spoken)),
        identity=Identity(assessment.id, digests, modified),
    )


def open_file(session: Session, path: Path, access: Access | None = None) -> bool:
    """Open an assessment, or the one inside a report; say whether it was a report.

    What a report holds is a document that no file has yet: the PDF is never written over.
    Raises ``Unreadable``, and ``InUse`` as ``Session.open`` does.
    """
    from procure_app.session.holder import Access
    from procure_app.store.disk.regular import beginning

    if not beginning(path, 1024).lstrip().startswith(b"%PDF-"):
        session.open(path, access or Access.ALONE)
        return False
    from procure_app.exchange.embedded import read_embedded

    embedded = read_embedded(path)
    session.new(embedded.assessment)
    session.stated = embedded.digests
    return True


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises ``NotWritten``, ``InUse``."""
    from procure_app.app.lock import require_free
    from procure_app.store.disk.whole import real, write_whole

    require_free(path)
    write_whole(real(path), lambda handle: handle.write(content))


def build_window(
    session: Session, language: Language | None = None, journal: Callable[[], Journal] | None = None
) -> Window:
    """Return the window on this session; a ``QApplication`` must stand.

    Without a ``journal`` nothing is kept through a crash, and nothing from before is offered.
    """
    import gc

    from procure_app.app.inspected import inspected
    from procure_app.app.model import draft_of, export_model
    from procure_app.app.preview import open_pages, print_report, show_preview
    from procure_app.app.recovery import build_keeper
    from procure_app.app.revision import show_preferences, show_revisions, tell_unkept
    from procure_app.app.seal import sign_order, verify_told
    from procure_app.app.steps import load_shipped_steps, show_update, tell_of_file
    from procure_app.resources import folder
    from procure_app.store.shipped.example import examples, load_example
    from procure_app.ui.desk import Desk
    from procure_app.ui.service import Services
    from procure_app.ui.window import Window

    services = Services(
        page=build_page,
        report=report_bytes,
        preview=open_pages,
        show_preview=show_preview,
        print_report=print_report,
        tell_of_file=tell_of_file,
        show_update=show_update,
        show_revisions=show_revisions,
        show_preferences=show_preferences,
        write=write_bytes,
        recent=preferences,
        examples=examples(folder("examples")),
        example=lambda name: load_example(folder("examples"), name),
        import_model=lambda file: draft_of(session, file),
        export_model=export_model,
        keep=(lambda window: build_keeper(window, journal())) if journal else None,
        open=lambda path, access: open_file(session, path, access),
        steps=lambda: load_shipped_steps(session.shipped),
        help_page=lambda name: help_page(name, session.assessment.language),
        sign=lambda order: sign_order(session.reading, order),
        verify=verify_told,
        inspect=lambda order, watch: inspected(session, order, watch),
        teller=build_teller,
        rules=lambda: load_rules(session),
    )
    window = Window(Desk(session, language or speak(), edit_evidence), services)
    tell_unkept(window)
    gc.freeze()  # catalogue and modules live as long as the app: going over them costs frames
    return window


def help_page(name: str, code: str = "en") -> str:
    """Return a shipped page of help as Markdown: in this language where there is one."""
    from procure_app.resources import folder

    spoken = folder("help") / f"{name}.{code}.md"
    page = spoken if spoken.is_file() else folder("help") / f"{name}.md"
    return page.read_text("utf-8")


def preferences() -> Preferences:
    """Return the preferences of the person."""
    from procure_app.store.preferences import Preferences

    return Preferences()


def load_rules(session: Session) -> Library:
    """Return frameworks and licences, kept out of the collector: they live as long as the app."""
    import gc

    library = build_library(session.shipped)
    gc.freeze()
    return library


def build_teller(desk: Desk) -> Teller:
    """Return what writes the panel."""
    from procure_app.ui.told import Teller

    return Teller(desk)


def build_page(desk: Desk, key: str) -> Page:
    """Return the page of this key: of a section of the catalogue, or one of the closing pages."""
    match key:
        case "compare":
            from procure_app.ui.page.compare import ComparePage

            return ComparePage(desk)
        case "check":
            from procure_app.ui.page.check import CheckPage

            return CheckPage(desk)
        case "decision":
            from procure_app.ui.page.decision import DecisionPage

            return DecisionPage(desk)
        case "sign":
            from procure_app.ui.page.signoff import SignoffPage

            return SignoffPage(desk)
        case _:
            from procure_app.ui.page.section import SectionPage

            section = next(s for s in desk.session.catalogue.sections if s.id == key)
            return SectionPage(desk, section, build_table)


def build_table(desk: Desk, question: Question) -> AskCard:
    """Return the component table of this question."""
    from procure_app.ui.table.card import TableCard

    return TableCard(desk, question)


def edit_evidence(
    desk: Desk, parent: QWidget, item: Evidence | None, question: Question | None
) -> Evidence | None:
    """Open the dialog of evidence; see ``ui.evidence.edit_evidence``."""
    from procure_app.ui.evidence import edit_evidence as edit

    return edit(desk, parent, item, question)


def application() -> QApplication:
    """Return the application with our palette; it follows the platform's light or dark."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication

    from procure_app.resources import folder
    from procure_app.ui.style import Style, show_colours
    from procure_app.ui.theme import ask_strong_contrast, is_strong

    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else QApplication(["procure-app"])
    made.setApplicationName("procure")
    made.setApplicationDisplayName("Procure")
    made.setDesktopFileName("procure-app")
    made.setStyle("Fusion")
    ask_strong_contrast(is_strong(made.palette()))  # what the platform has, not yet ours
    made.setStyle(Style())
    show_colours(dark=made.styleHints().colorScheme() is Qt.ColorScheme.Dark)
    if made.platformName() == "offscreen":  # no platform font there: pictures take the report's
        for file in ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansSymbols2-Regular.ttf"):
            QFontDatabase.addApplicationFont(str(folder("fonts") / file))
        chosen = made.font()
        chosen.setFamily("Noto Sans")
        chosen.setPointSizeF(10.5)
        made.setFont(chosen)
    return made


def run(file: Path | None, example: str | None) -> int:
    """Open the window, on a file or an example where one is named, and return its exit code.

    Raises ``Unreadable`` where the file cannot be opened, ``NotAllowed`` without a display.
    """
    from procure_app.app.crash import watch
    from procure_app.app.lock import open_at_start
    from procure_app.app.recovery import build_journal
    from procure_app.resources import folder
    from procure_app.session.holder import Access
    from procure_app.store.shipped.example import load_example

    session, asked = build_session(rules=False, locks=True), None
    if file is not None:
        asked = None if open_at_start(session, file) else file
    elif example is not None:
        session.new(load_example(folder("examples"), example))
    _need_display()
    made = application()
    window = build_window(session, journal=lambda: build_journal(session.shipped))
    watch(window)
    window.show()
    if asked is not None:
        window.open_soon(asked)
    elif file is not None:
        window.services.tell_of_file(window, file, Access.ALONE)
    return made.exec()


def _need_display() -> None:
    """Say in a sentence what Qt would end the process for: a Linux without a display."""
    import os
    import sys

    from procure_app.core.phrase import phrase
    from procure_app.session.error import NotAllowed

    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names):
        raise NotAllowed(
            phrase(
                "There is no display to open the window on. Type “procure-app pictures FOLDER” "
                "for pictures of an example, or “procure-app --help” for all commands."
            )
        )
