"""No text of a file is interpreted in the window: no markup, no key, no link, no placeholder."""

from __future__ import annotations

import pytest
from forging.hostile import ADDRESSES, CONTROL, FORGED, MARKUP, STEERING, hostile
from hand import settle
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel, QTextDocument
from PySide6.QtGui import Qt as Gui
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QMessageBox,
    QTextEdit,
    QWidget,
)

from procure_app import resources
from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Entry, Signoff
from procure_app.store.shipped.example import load_example
from procure_app.ui import menu
from procure_app.ui.literal import literal, titled, unkeyed
from procure_app.ui.naming import ask_overwrite
from procure_app.ui.option import Check, Radio
from procure_app.ui.paint import Button, Link, Mark

LEADING = ("http", "https", "file", "javascript", "data", "mailto", "ftp")
"""Schemes; the window's own links lead to pages of the window."""


def interpreted(text: str) -> bool:
    """Say whether Qt, left to guess, would load or lead anywhere from this text."""
    if not Gui.mightBeRichText(text):
        return False
    document = QTextDocument()
    document.setHtml(text)
    return led(document)


def led(document: QTextDocument) -> bool:
    """Say whether a text has a picture of a file, or a link with a scheme."""
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            shape = pieces.fragment().charFormat()
            if shape.isImageFormat() and "file:" in shape.toImageFormat().name():
                return True
            if shape.anchorHref().partition(":")[0].casefold() in LEADING:
                return True
            pieces += 1
        block = block.next()
    return False


def bold(text: str) -> bool:
    """Say whether the markup of the file is taken for markup."""
    return Gui.mightBeRichText(text) and "<b>B</b>" in text


def indexes(model: QAbstractItemModel, parent: QModelIndex | None = None):
    """Yield every cell of a model."""
    above = QModelIndex() if parent is None else parent
    for row in range(model.rowCount(above)):
        for column in range(model.columnCount(above)):
            index = model.index(row, column, above)
            yield index
            if column == 0 and isinstance(model, QStandardItemModel):
                yield from indexes(model, index)


def faults(widget: QWidget):
    """Yield what under a widget interprets a text of the file."""
    for label in widget.findChildren(QLabel):
        rich = label.textFormat() is not Qt.TextFormat.PlainText
        if rich and (bold(label.text()) or interpreted(label.text())):
            yield ("label", label.text()[:80])
    for part in (widget, *widget.findChildren(QWidget)):
        tips = (part.toolTip(), part.statusTip(), part.whatsThis())
        if any(bold(tip) or interpreted(tip) for tip in tips):
            yield ("tool tip", part.toolTip()[:80])
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            for index in indexes(part.model()):
                tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
                if bold(tip) or interpreted(tip):
                    yield ("cell", tip[:80])
        if isinstance(part, QTextEdit) and led(part.document()):
            yield ("text", part.toPlainText()[:80])
        if (
            isinstance(part, QAbstractButton)
            and "#" in part.text()
            and not part.shortcut().isEmpty()
        ):
            yield ("key", part.text()[:80])


@pytest.fixture
def hostile_window(window):
    """The window on the hostile document with its hostile catalogue."""
    session = window.desk.session
    document, texts = hostile(
        load_example(resources.folder("examples"), "llama-3.1-8b"), session.shipped
    )
    session.new(document)
    session.catalogue = texts
    window.rebuild()
    settle()
    return window


def test_no_page_interprets_a_text_of_the_file(hostile_window):
    window = hostile_window
    found = []
    for key in ("case", "compare", "check", "decision", "sign", window.body.pages()[4]):
        if key in window.body.pages():
            window.body.go(key)
            settle()
            found += [(key, *fault) for fault in faults(window)]
    assert found == []


@pytest.mark.slow
def test_no_page_at_all_interprets_a_text_of_the_file(hostile_window):
    window = hostile_window
    found = []
    for key in window.body.pages():
        window.body.go(key)
        settle()
        found += [(key, *fault) for fault in faults(window)]
    assert found == []


def test_the_search_finds_what_is_interpreted(qtbot):
    """Otherwise the tests above would pass whatever the window does."""
    widget = QWidget()
    qtbot.addWidget(widget)
    QLabel(MARKUP, widget)
    Button(f"{MARKUP} #1", widget)
    text = QTextEdit(widget)
    text.setHtml(MARKUP)
    tipped = QWidget(widget)
    tipped.setToolTip(MARKUP)
    assert {kind for kind, _ in faults(widget)} == {"label", "key", "text", "tool tip"}


@pytest.mark.parametrize("title", [MARKUP, CONTROL, FORGED])
def test_the_window_title_is_one_line_that_says_what_was_typed(window, title):
    session = window.desk.session
    session.new(edit.changed(session.assessment, title=title))
    window.rebuild()
    shown = window.windowTitle()
    assert STEERING.isdisjoint(shown)
    assert "\n" not in shown
    assert shown.count("[*]") == title.count("[*]") * 2 + 1
    assert window.body.header._title.toolTip() == literal(title)


def test_a_recent_file_makes_no_key_and_no_markup(window, tmp_path):
    path = tmp_path / "a&b <b>R & D.procure"
    window.desk.session.save(path)
    window.services.recent().remember(path)
    menu._fill_recent(window)
    (action,) = window.recent_menu.actions()
    assert action.text() == "a&&b <b>R && D.procure"
    assert not interpreted(action.toolTip())
    assert not bold(action.toolTip())


def test_message_boxes_show_names_as_they_are(window, monkeypatch):
    seen = []

    def looked(box) -> int:
        seen.append((box.textFormat(), box.text()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", looked)
    ask_overwrite(window, MARKUP)
    assert seen == [(Qt.TextFormat.PlainText, MARKUP)]


def test_the_box_about_shows_a_hostile_catalogue_as_it_is(window, answers):
    session = window.desk.session
    session.catalogue = session.catalogue.model_copy(update={"id": MARKUP, "version": MARKUP})
    menu._about(window)
    assert not bold(answers.asked[-1])
    assert not interpreted(answers.asked[-1])


def test_a_notice_shows_a_hostile_sentence_as_it_is(window):
    window.body.notice.tell(MARKUP)
    assert window.body.notice._words.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("kind", [Link, Check, Radio])
def test_an_ampersand_makes_no_key_and_is_read_out(qtbot, kind):
    widget = kind("R & D &Key")
    qtbot.addWidget(widget)
    assert widget.shortcut().isEmpty()
    assert widget.accessibleName() == "R & D &Key"
    widget.setText("Tom &Jerry")
    assert widget.shortcut().isEmpty()
    assert widget.accessibleName() == "Tom &Jerry"


def test_a_mark_is_plain_text(qtbot):
    mark = Mark("<b>B</b>")
    qtbot.addWidget(mark)
    assert mark.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("text", ["plain", "a < b", "R & D", "", "x &amp; y"])
def test_what_is_no_markup_stays_as_it_is(text):
    assert literal(text) == text


def test_what_could_be_markup_is_escaped():
    document = QTextDocument()
    document.setHtml(literal(MARKUP))
    assert document.toPlainText() == MARKUP
    assert unkeyed("a&b\n") == "a&&b "
    assert titled("[*]") == "[*][*]"
    assert all(not interpreted(literal(where)) for where in ADDRESSES)


def test_a_name_cannot_turn_round_what_stands_beside_it(window, catalogue):
    """Neither in the list of who signed nor in the record, and no entry makes two."""
    session = window.desk.session
    role = catalogue.roles[0]
    signoff = Signoff(
        role=role.id, name="\u202eA\nB", when="2026-11-22T10:00:00+05:00", layer=role.signs,
        digest="x",
    )  # fmt: skip
    entry = Entry(kind="incident", day="2026-11-22", by="C\nD", text="\u202eE")
    document = load_example(resources.folder("examples"), "llama-3.1-8b")
    session.new(edit.changed(document, signoffs=(signoff,), record=(entry,)))
    window.rebuild()
    window.body.go("sign")
    settle()
    page = window.body.wizard.step().page
    assert "\u202e" not in page._table.text() + page._record._lines.text()
    assert "10:00 +05:00" in page._table.accessibleName()
    assert "\n" not in page._record._lines.text()
