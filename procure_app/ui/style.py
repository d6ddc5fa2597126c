"""The style of the app: Fusion in our colours, which every widget shares."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle

from procure_app.ui.theme import palette

_GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
_ROLES = tuple(role for role in QPalette.ColorRole if role is not QPalette.ColorRole.NColorRoles)


class Style(QProxyStyle):
    """Gives the application its palette.

    Of a palette that is set, Qt makes a copy for every widget, and Fusion paints and names its
    pictures by the copy: each scroll bar and drop-down then has pictures of its own, and Qt 6.11
    never forgets the names of those that it drops. What comes with the style is one for all.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")
        self._colours = palette(dark=False)

    def polish(self, what: object) -> None:
        """Put our colours into the application's palette; leave the rest to Fusion."""
        if not isinstance(what, QPalette):
            super().polish(what)  # type: ignore[call-overload]
            return
        for group in _GROUPS:
            for role in _ROLES:
                what.setBrush(group, role, self._colours.brush(group, role))

    def show(self, *, dark: bool) -> None:
        """Show the light or the dark colours, in the contrast that is asked for, everywhere."""
        self._colours = palette(dark)
        QApplication.setPalette(QPalette())  # none of its own: it is taken from the style anew


def show_colours(*, dark: bool) -> None:
    """Show the light or the dark colours in every window."""
    style = QApplication.style()
    if isinstance(style, Style):
        style.show(dark=dark)
