"""Every sentence of the window goes through gettext: in a marked language nothing is left out."""

from __future__ import annotations

import gettext

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QWidget

from procure_app import app, resources
from procure_app.i18n import Language
from procure_app.store.shipped.example import load_example


class Marked(gettext.NullTranslations):
    """Puts marks around every wording it is asked for."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


def texts(widget: QWidget) -> list[str]:
    """Return what the widget shows or says of itself."""
    said = [widget.accessibleName(), widget.toolTip()]
    if isinstance(widget, QLabel | QAbstractButton):
        said.append(widget.text())
    if isinstance(widget, QLineEdit):
        said.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        said += [widget.itemText(n) for n in range(min(widget.count(), 9))]
    if isinstance(widget, QMenu):
        said += [action.text() for action in widget.actions()]
    return [text for text in said if text.strip()]


@pytest.fixture
def known(catalogue):
    """Everything that is data and not a sentence of the window, as one text."""
    return (
        catalogue.model_dump_json()
        + load_example(resources.folder("examples"), "llama-3.1-8b").model_dump_json()
    )


def test_every_sentence_of_the_window_goes_through_gettext(qtbot, monkeypatch, tmp_path, known):
    """What carries no mark is text of the catalogue, of the user, or no word at all."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app.application()
    session = app.build_session()
    session.new(load_example(resources.folder("examples"), "llama-3.1-8b"))
    window = app.build_window(session, Language("xx", Marked()))
    monkeypatch.setattr(window, "may_leave", lambda: True)
    qtbot.addWidget(window)
    window.show()
    left: set[str] = set()
    for key in window.body.pages():
        window.body.go(key)
        step = window.body.wizard.step()
        assert step is not None
        assert step.page is not None
        step.page.refresh()
        for widget in window.findChildren(QWidget):
            if widget.isHidden():  # such as the wizard's own buttons, which are never shown
                continue
            left |= {t for t in texts(widget) if "⟦" not in t and any(c.isalpha() for c in t)}
    plain = known.replace("\\n", "\n")
    unsaid = {
        t
        for t in left
        if not all(line in plain for line in t.replace('"', '\\"').splitlines())
        and not t.endswith("…")
        and t.split(" · ")[-1].rstrip("…") not in plain
    }
    assert unsaid == set()
