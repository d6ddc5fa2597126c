"""Signing a report with a certificate, and verifying the signatures of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from procure_app.core.assessment.approval import Entry
from procure_app.core.outline.tone import Tone
from procure_app.session.error import Fault
from procure_app.session.signing import record
from procure_app.session.visible import one_line
from procure_app.ui.desk import Desk
from procure_app.ui.editor.field import Choice, Line, label
from procure_app.ui.literal import titled
from procure_app.ui.notice import announce
from procure_app.ui.paint import Button, Link
from procure_app.ui.service import SignOrder
from procure_app.ui.theme import BETWEEN, GAP
from procure_app.ui.wrapping import breakable

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_PDF, _KEY, _ROOT = (
    "PDF documents (*.pdf)",
    "Certificates with a key (*.p12 *.pfx)",
    "Certificates (*.pem *.crt *.cer)",
)


class SignDialog(QDialog):
    """Which report, in which role, with which certificate. Nothing entered here is kept."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.order: SignOrder | None = None
        self.report: Path | None = None
        self.key: Path | None = None
        self.setWindowTitle(desk.text("Sign a report"))
        self.resize(560, 380)
        outer = QVBoxLayout(self)
        scroll, inside = QScrollArea(), QWidget()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields take it, and scroll into view
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GAP, 0)  # in line with the buttons
        column.setSpacing(BETWEEN)
        words = (
            "Only a report of this very assessment can be signed. A new file is written beside it. "
            "The preparer signs first, the approver last."
        )
        column.addWidget(label(desk.text(words), muted=True))
        column.addLayout(self._form())
        column.addStretch()
        scroll.setWidget(inside)
        outer.addWidget(scroll)
        self._wrong = label("", bold=True)  # outside of what scrolls: it is always seen
        self._wrong.hide()
        outer.addWidget(self._wrong)
        row = QHBoxLayout()
        sign = Button(desk.text("Sign"), primary=True)
        sign.setDefault(True)
        sign.clicked.connect(lambda _: self._sign())
        cancel = Button(desk.text("Cancel"))
        cancel.clicked.connect(lambda _: self.reject())
        for part in (sign, cancel):
            row.addWidget(part)
        row.addStretch()
        outer.addLayout(row)
        self._links["report"].setFocus()  # Qt would begin at the button that signs

    def _form(self) -> QFormLayout:
        desk = self._desk
        form = QFormLayout()
        large = self.font().pointSizeF() > 15
        policy = QFormLayout.RowWrapPolicy
        form.setRowWrapPolicy(policy.WrapAllRows if large else policy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._links: dict[str, Link] = {}
        self._names = {
            "report": self._file(form, "report", "Choose the report…", _PDF),
            "key": self._file(form, "key", "Choose the certificate…", _KEY),
        }
        # Ours, not the file's: a role of any name would become the name of a file.
        roles = {role.id: role.title for role in desk.session.shipped.roles}
        self._role = Choice(desk, desk.text("Role"), {}, lambda _: None)
        for key, title in roles.items():
            self._role.addItem(title, key)
        form.addRow(desk.text("Signing as"), self._role)
        self._phrase = QLineEdit()
        self._phrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._phrase.setAccessibleName(desk.text("Passphrase of the certificate"))
        form.addRow(desk.text("Passphrase"), self._phrase)
        self._service = Line(
            desk.text("Time-stamp service"), lambda _: None, "https://", draft=True
        )
        form.addRow(desk.text("Time-stamp service, if any"), self._service)
        return form

    def _file(self, form: QFormLayout, key: str, words: str, pattern: str) -> QLabel:
        link, name = Link(self._desk.text(words)), label("", muted=True)
        self._links[key] = link
        link.clicked.connect(lambda _: self._choose(words, pattern))
        form.addRow(link, name)
        return name

    def _choose(self, words: str, pattern: str) -> None:
        title, filter_ = self._desk.text(words), self._desk.text(pattern)
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", filter_)
        if chosen:
            self.take(Path(chosen), report=pattern is _PDF)

    def take(self, path: Path, *, report: bool) -> None:
        """Take the report or the certificate."""
        if report:
            self.report = path
        else:
            self.key = path
        self._names["report" if report else "key"].setText(breakable(one_line(path.name)))

    def _sign(self) -> None:
        role = str(self._role.currentData() or "")
        if self.report is None:
            self._ask_for("Choose the report to sign.", self._links["report"])
            return
        if self.key is None:
            self._ask_for("Choose the file with your certificate.", self._links["key"])
            return
        if not role:
            self._ask_for("Choose the role in which you sign.", self._role)
            return
        number, target = 1, self.report.with_name(f"{self.report.stem}-{role}.pdf")
        while target.exists():
            number += 1
            target = self.report.with_name(f"{self.report.stem}-{role}-{number}.pdf")
        self.order = SignOrder(
            self.report, target, role, self.key, self._phrase.text(), self._service.text().strip()
        )
        self._phrase.clear()
        self.accept()

    def _ask_for(self, words: str, where: QWidget) -> None:
        """Say what is missing and lead to it."""
        self._wrong.setText(self._desk.text(words))
        self._wrong.show()
        announce(self, self._wrong.text())
        where.setFocus(Qt.FocusReason.OtherFocusReason)


class VerifiedDialog(QDialog):
    """What was found of the signatures of a report; it can be asked again with another root."""

    def __init__(self, window: Window, report: Path, sound: bool, told: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._report = window, report
        self._roots: list[Path] = []
        desk = window.desk
        self.setWindowTitle(titled(desk.text("Signatures of {name}", name=report.name)))
        self.resize(680, 460)
        column = QVBoxLayout(self)
        column.setSpacing(BETWEEN)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(desk.text("What was found"))
        column.addWidget(self._text)
        words = (
            "A signature is trusted only by a root certificate that you choose. Whether a "
            "certificate was revoked is not asked: nothing goes on the network."
        )
        column.addWidget(label(desk.text(words), muted=True))
        row = QHBoxLayout()
        more = Button(desk.text("Trust a root certificate…"))
        more.clicked.connect(lambda _: self._choose())
        close = Button(desk.text("Close"), primary=True)
        close.setDefault(True)
        close.clicked.connect(lambda _: self.accept())
        for part in (close, more):
            row.addWidget(part)
        row.addStretch()
        column.addLayout(row)
        self.show_found(sound, told)

    def show_found(self, sound: bool, told: str) -> None:
        """Show what was found; the first words say whether everything stands."""
        words = "Every signature stands." if sound else "Not everything stands."
        self._text.setPlainText(f"{self._window.desk.text(words)}\n\n{told}")

    def _failed(self, error: BaseException) -> None:
        self._text.setPlainText(said(self._window, error))

    def _choose(self) -> None:
        title = self._window.desk.text("Trust a root certificate")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", self._window.desk.text(_ROOT))
        if chosen:
            self._roots.append(Path(chosen))
            roots = tuple(self._roots)
            self._window.jobs.run(
                lambda: self._window.services.verify(self._report, roots),
                lambda found: self.show_found(*found) if isValid(self) else None,
                lambda error: self._failed(error) if isValid(self) else None,
            )


def sign_report(window: Window) -> None:
    """Ask what to sign and sign it off the window's thread."""
    dialog = SignDialog(window.desk, window)
    done = dialog.exec()
    dialog.deleteLater()  # the window would keep it for as long as itself
    if done == QDialog.DialogCode.Accepted and dialog.order is not None:
        make_signature(window, dialog.order)


def make_signature(window: Window, order: SignOrder) -> None:
    """Sign, then say where the new file is and put its digest into the record."""
    window.body.notice.tell(window.desk.text("Signing…"), Tone.PLAIN)
    document = window.desk.assessment.id
    window.jobs.run(
        lambda: window.services.sign(order),
        lambda made: _signed(window, order, document, *made),
        lambda error: window.body.notice.tell(said(window, error), Tone.NO),
    )


def _signed(window: Window, order: SignOrder, document: str, path: Path, digest: str) -> None:
    desk = window.desk
    words = desk.text("The signed report is {name}, beside the other.", name=path.name)
    window.body.notice.tell(words, Tone.MET)
    if desk.assessment.id != document:  # another was opened meanwhile: it was not signed
        return
    title = next(r.title for r in desk.session.shipped.roles if r.id == order.role)
    text = desk.text("{name}, SHA-256 {digest}", name=path.name, digest=digest)
    day = desk.session.clock().date()
    try:
        record(desk.session, Entry(kind="report signed", day=day, by=title, text=text))
    except (
        Fault
    ) as fault:  # without a decision there is no record yet; the file stands all the same
        desk.announced.emit(desk.say(fault.sentence))


def verify_report(window: Window) -> None:
    """Ask for a report and show what its signatures are worth."""
    title, pattern = window.desk.text("Verify a report"), window.desk.text(_PDF)
    chosen, _ = QFileDialog.getOpenFileName(window, title, "", pattern)
    if chosen:
        show_signatures(window, Path(chosen))


def show_signatures(window: Window, report: Path) -> None:
    """Verify off the window's thread, then show what was found."""
    window.jobs.run(
        lambda: window.services.verify(report, ()),
        lambda found: VerifiedDialog(window, report, *found).open(),
        lambda error: window.body.notice.tell(said(window, error), Tone.NO),
    )


def said(window: Window, error: BaseException) -> str:
    """Return the sentence of a fault; anything else is ours, and is said without its words."""
    if isinstance(error, Fault):
        return window.desk.say(error.sentence)
    return window.desk.text("This could not be done, by a fault of the app. No file was changed.")
