"""What is good to know of a file that was just opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procure_app.session.holder import Access
from procure_app.ui.doubt import tell_opened
from procure_app.ui.in_use import after_asking
from procure_app.ui.seal import show_signatures
from procure_app.ui.update import offer_update

if TYPE_CHECKING:
    from procure_app.ui.window import Window


def tell_of_file(window: Window, path: Path, access: Access = Access.ALONE) -> None:
    """Say what does not follow from its content, who else has it open, or how old it is."""
    session, text = window.desk.session, window.desk.text
    if session.path is None:
        words = (
            "This is the assessment inside a report. Save it to go on. Its signatures are "
            "verified apart."
        )
        tell_opened(window, text(words))
        show_signatures(window, path)
    elif access is not Access.ALONE:
        window.body.notice.tell(after_asking(window, access))
    elif session.read_only:
        words = (
            "A newer version of the app wrote this file. It is open for reading only. A copy "
            "leaves out what this version does not know."
        )
        tell_opened(window, text(words))
    else:
        tell_opened(window)
        offer_update(window)
