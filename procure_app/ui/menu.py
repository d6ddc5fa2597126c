"""The menus: every action of the window with its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox

from procure_app.core.catalogue.word import Walk
from procure_app.session.visible import one_line
from procure_app.ui.help import show_keys, show_reliability
from procure_app.ui.inspection import inspect_release
from procure_app.ui.literal import literal, unkeyed
from procure_app.ui.models import export_model, import_model
from procure_app.ui.seal import sign_report, verify_report

if TYPE_CHECKING:
    from procure_app.ui.window import Window

Keys = QKeySequence.StandardKey | str | None


def build_menus(window: Window) -> None:
    """Fill the menu bar."""
    _file(window)
    _edit(window)
    _view(window)
    _assessment(window)
    _help(window)


def _menu(window: Window, words: str) -> QMenu:
    menu = QMenu(window.desk.text(words), window)
    window.menuBar().addMenu(menu)
    return menu


def _add(
    window: Window,
    menu: QMenu,
    name: str,
    words: str,
    do: Callable[[], object],
    *,
    keys: Keys = None,
) -> QAction:
    action = QAction(window.desk.text(words), window)
    action.triggered.connect(lambda _=False: do())
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    menu.addAction(action)
    window.actions_by_name[name] = action
    return action


def _file(window: Window) -> None:
    keys = QKeySequence.StandardKey
    menu = _menu(window, "&File")
    _add(window, menu, "new", "&New assessment", lambda: window.new(Walk.PURCHASE), keys=keys.New)
    _add(window, menu, "describe", "New: &describe a release", lambda: window.new(Walk.DESCRIBE))
    _add(window, menu, "open", "&Open…", window.open_dialog, keys=keys.Open)
    window.recent_menu = QMenu(window.desk.text("Open &recent"), window)
    window.recent_menu.aboutToShow.connect(lambda: _fill_recent(window))
    menu.addMenu(window.recent_menu)
    examples = QMenu(window.desk.text("Open an &example"), window)
    for name in window.services.examples:
        title = name.replace("-", " ").capitalize()
        _add(window, examples, f"example {name}", title, partial(window.open_example, name))
    menu.addMenu(examples)
    menu.addSeparator()
    _add(window, menu, "recover", "&Unsaved work from before…", window.offer_left)
    menu.addSeparator()
    _add(window, menu, "save", "&Save", window.save, keys=keys.Save)
    _add(window, menu, "save as", "Save &as…", window.save_as, keys="Ctrl+Shift+S")
    _add(window, menu, "report", "Save report as &PDF…", window.save_report, keys="Ctrl+P")
    preview, print_ = (
        partial(do, window) for do in (window.services.show_preview, window.services.print_report)
    )
    _add(window, menu, "preview", "Previe&w the report…", preview, keys="Ctrl+Shift+P")
    _add(window, menu, "print", "Prin&t…", print_)
    menu.addSeparator()
    revisions = partial(window.services.show_revisions, window)
    _add(window, menu, "revisions", "Re&visions…", revisions)
    _add(window, menu, "sign report", "Si&gn a report…", lambda: sign_report(window))
    _add(window, menu, "verify", "Verif&y a report…", lambda: verify_report(window))
    menu.addSeparator()
    _add(window, menu, "import", "&Import a model file (MOF)…", lambda: import_model(window))
    _add(window, menu, "export", "E&xport as a model file (MOF)…", lambda: export_model(window))
    menu.addSeparator()
    _add(window, menu, "quit", "&Quit", window.close, keys=keys.Quit)


def _fill_recent(window: Window) -> None:
    menu = window.recent_menu
    menu.clear()
    for file in window.services.recent().recent():
        action = menu.addAction(unkeyed(file.path.name))
        action.setToolTip(literal(one_line(str(file.path))))
        action.setEnabled(not file.missing)
        action.triggered.connect(lambda _=False, p=file.path: window.open(p))
    if menu.isEmpty():
        menu.addAction(window.desk.text("No file was open yet")).setEnabled(False)


def _edit(window: Window) -> None:
    keys = QKeySequence.StandardKey
    menu = _menu(window, "&Edit")
    _add(window, menu, "undo", "&Undo", window.undo, keys=keys.Undo)
    _add(window, menu, "redo", "&Redo", window.redo, keys="Ctrl+Shift+Z")
    menu.addSeparator()
    _add(window, menu, "find", "&Find…", lambda: window.body.find_bar.open(), keys=keys.Find)
    _add(window, menu, "find next", "Find ne&xt", lambda: window.body.find_bar.next(), keys="F3")
    menu.addSeparator()
    _add(
        window,
        menu,
        "preferences",
        "&Preferences…",
        partial(window.services.show_preferences, window),
        keys=keys.Preferences,
    )


def _view(window: Window) -> None:
    menu = _menu(window, "&View")
    _add(window, menu, "outline", "&Outline", lambda: window.body.toggle_outline(), keys="Ctrl+1")
    _add(
        window,
        menu,
        "panel",
        "&What this means so far",
        lambda: window.body.toggle_panel(),
        keys="Ctrl+2",
    )
    menu.addSeparator()
    for name, words, step, keys in (
        ("larger", "&Larger text", 1.25, "Ctrl++"),
        ("smaller", "&Smaller text", 0.8, "Ctrl+-"),
        ("normal", "&Normal text size", 0.0, "Ctrl+0"),
    ):
        _add(window, menu, name, words, partial(_resize, window, step), keys=keys)
    menu.addSeparator()
    group = QActionGroup(window)
    for name, words, scheme in (
        ("follow", "Colours as the &platform", Qt.ColorScheme.Unknown),
        ("light", "L&ight colours", Qt.ColorScheme.Light),
        ("dark", "&Dark colours", Qt.ColorScheme.Dark),
    ):
        action = _add(window, menu, name, words, partial(window.set_scheme, scheme))
        action.setCheckable(True)
        action.setChecked(scheme is Qt.ColorScheme.Unknown)
        group.addAction(action)
    strong = _add(window, menu, "contrast", "Strong &contrast", lambda: None)
    strong.setCheckable(True)
    strong.toggled.connect(window.set_contrast)


def _resize(window: Window, step: float) -> None:
    window.set_text_size(min(max(window.text_size() * step, 0.8), 2.5) if step else 1.0)


def _assessment(window: Window) -> None:
    menu = _menu(window, "&Assessment")
    _add(window, menu, "back", "&Back", lambda: window.body.turn(-1), keys="Alt+Left")
    _add(window, menu, "continue", "&Continue", lambda: window.body.turn(1), keys="Alt+Right")
    _add(
        window,
        menu,
        "next",
        "&Next unanswered",
        lambda: window.body.next_unanswered(),
        keys="Ctrl+Right",
    )
    menu.addSeparator()
    depth = _add(window, menu, "depth", "Ask &every question", lambda: None)
    depth.setCheckable(True)
    depth.toggled.connect(window.set_depth)
    menu.addSeparator()
    _add(window, menu, "inspect", "&Inspect a release…", lambda: inspect_release(window))
    _add(window, menu, "update", "Bring &up to date…", lambda: window.services.show_update(window))
    menu.addSeparator()
    for name, words, key, keys in (
        ("compare", "Compare &frameworks", "compare", "Ctrl+M"),
        ("check", "Chec&k your answers", "check", "Ctrl+K"),
        ("decision", "&Decision", "decision", "Ctrl+D"),
        ("sign", "&Sign-off and report", "sign", "Ctrl+G"),
    ):
        _add(window, menu, name, words, partial(_go, window, key), keys=keys)


def _go(window: Window, page: str) -> None:
    window.body.go(page)


def _help(window: Window) -> None:
    menu = _menu(window, "&Help")
    _add(window, menu, "keys", "&Keyboard shortcuts", lambda: show_keys(window), keys="Ctrl+/")
    _add(window, menu, "reliability", "&Reliability and security", lambda: show_reliability(window))
    _add(window, menu, "about", "&About Procure", lambda: _about(window))


def _about(window: Window) -> None:
    catalogue = window.desk.session.catalogue
    words = window.desk.text(
        "Procure guides the assessment of an AI model release and records who answers for it. "
        "Catalogue {id}, version {version}. It gives no legal advice and sends nothing anywhere.",
        id=catalogue.id,
        version=catalogue.version,
    )
    QMessageBox.about(window, window.desk.text("About Procure"), literal(words))
