"""What the window asks of adapters that it does not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.reading import Reading
from procure_app.core.frameworks.judgement import Rules
from procure_app.core.phrase import Phrase
from procure_app.ui.desk import Desk
from procure_app.ui.page.frame import Page

if TYPE_CHECKING:
    from procure_app.ui.told import Teller


class RecentFile(Protocol):
    """A file that was open before."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def missing(self) -> bool:
        """Whether it is not there now."""


class Recent(Protocol):
    """Remembers which files were open."""

    def recent(self) -> Sequence[RecentFile]:
        """Return the files, the newest first."""

    def remember(self, path: Path) -> None:
        """Put the file at the head."""


@dataclass(frozen=True, slots=True)
class Services:
    """The adapters, as functions."""

    page: Callable[[Desk, str], Page]
    """Builds the page of this key; only then is what it needs imported."""
    report: Callable[[Reading], bytes]
    """Makes the PDF of the document as read; runs off the window's thread."""
    write: Callable[[Path, bytes], None]
    """Writes a file whole or not at all; raises ``NotWritten``."""
    recent: Callable[[], Recent]
    examples: tuple[str, ...]
    """Names of the finished examples."""
    example: Callable[[str], Assessment]
    import_model: Callable[[Path], tuple[Assessment, tuple[Phrase, ...]]]
    """Reads a model file of the MOF as a draft, with what was out of place in it; raises
    ``Unreadable``."""
    export_model: Callable[[Assessment, Catalogue], str]
    """Writes what such a file can hold; raises ``NotWritten``."""
    teller: Callable[[Desk], Teller]
    """Builds what writes the panel, once the first frame is shown."""
    rules: Callable[[], Rules]
    """Loads frameworks and licences, once the first frame is shown; raises ``SourceError``."""
