"""The report on the screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.session.pages import Pages
    from procure_app.ui.window import Window


def open_pages(content: bytes) -> Pages:
    """Open the pages of a PDF to be looked at. Raises ``Unreadable``."""
    from procure_app.report.preview import pages

    return pages(content)


def show_preview(window: Window) -> None:
    """Show the report inside the window; see ``ui.preview.report``."""
    from procure_app.ui.preview.report import preview_report

    preview_report(window)


def print_report(window: Window) -> None:
    """Print the report; see ``ui.preview.report``."""
    from procure_app.ui.preview.report import print_report as send

    send(window)
