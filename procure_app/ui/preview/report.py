"""What the menu does: the report as it is now, made and opened off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from procure_app.core.outline.tone import Tone
from procure_app.session.pages import Bookmark, Pages
from procure_app.ui.preview.dialog import PreviewDialog
from procure_app.ui.preview.printing import print_pages
from procure_app.ui.seal import said

if TYPE_CHECKING:
    from procure_app.ui.window import Window

_ENTRIES = ("preview", "print")
"""The menu's entries that wait while a report is made."""


def preview_report(window: Window) -> None:
    """Show the report as it would be saved now."""
    _make(window, lambda pages, marks: PreviewDialog(window, pages, marks).open())


def print_report(window: Window) -> None:
    """Print the report as it would be saved now."""

    def ask(pages: Pages, _: Sequence[Bookmark]) -> None:
        def told(outcome: tuple[str, Tone] | None) -> None:
            window.jobs.run(pages.close, lambda _: None, lambda _: None)
            if outcome is not None:
                window.body.notice.tell(*outcome)

        print_pages(window, window, pages, 0, told)

    _make(window, ask)


def _make(window: Window, then: Callable[[Pages, Sequence[Bookmark]], None]) -> None:
    reading, services = window.desk.reading, window.services
    _allow(window, False)
    window.body.notice.tell(window.desk.text("Making the report…"), Tone.PLAIN)

    def work() -> tuple[Pages, Sequence[Bookmark]]:
        pages = services.preview(services.report(reading))
        return pages, pages.bookmarks()

    def made(opened: tuple[Pages, Sequence[Bookmark]]) -> None:
        _allow(window, True)
        window.body.notice.hide()
        then(*opened)

    def failed(error: BaseException) -> None:
        _allow(window, True)
        window.body.notice.tell(said(window, error), Tone.NO)

    window.jobs.run(work, made, failed)


def _allow(window: Window, may: bool) -> None:
    for name in _ENTRIES:
        window.actions_by_name[name].setEnabled(may)
