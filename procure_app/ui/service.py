"""What the window asks of adapters that it does not know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.decision.reading import Reading
from procure_app.core.frameworks.judgement import Rules
from procure_app.core.phrase import Phrase
from procure_app.session.holder import Access
from procure_app.session.pages import Pages
from procure_app.ui.desk import Desk
from procure_app.ui.page.frame import Page

if TYPE_CHECKING:
    from procure_app.core.catalogue.step import Step
    from procure_app.ui.recovery import Keeper
    from procure_app.ui.told import Teller
    from procure_app.ui.window import Window


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
class SignOrder:
    """What a person entered to sign a report; it is kept nowhere."""

    report: Path
    target: Path
    role: str
    key: Path
    """A PKCS#12 file."""
    passphrase: str = field(repr=False)
    service: str = ""
    """The address of a time-stamp service; nothing goes on the network without one."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One answer or row that an inspection proposes, in words."""

    name: str
    value: str
    reason: str
    files: str
    quote: str
    sure: bool
    """Whether it is ticked at first; the others are to be checked."""
    held: bool
    """Whether the document has it already."""
    replaces: str
    """What it would take the place of; empty where there is nothing yet."""


@dataclass(frozen=True, slots=True)
class InspectOrder:
    """What a person wants to have inspected."""

    path: Path
    """A folder, an archive or a single file."""
    key: Path | None = None
    """A public key, certificate or root to check model signatures against."""


@dataclass(frozen=True, slots=True)
class InspectMoment:
    """How far an inspection is."""

    stage: str
    files_done: int
    files: int
    """All files of this stage; 0 while they are still being listed."""
    bytes_done: int
    bytes: int
    """All bytes of this stage; 0 where files only count."""


@dataclass(frozen=True, slots=True)
class InspectWatch:
    """What an inspection tells and asks on its way; called off the window's thread."""

    tell: Callable[[InspectMoment], None]
    seen: Callable[[Inspected], None]
    """Given everything but the digests as soon as it is known."""
    ask: Callable[[str, int, Phrase], bool]
    """Asks whether to digest a sparse or huge file: its path, its bytes, and why it is asked."""
    stopped: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the window shows of an inspected release."""

    root: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """Headings with their lines; none under a heading where there is nothing to say."""
    proposals: tuple[Proposed, ...]
    accept: Callable[[Assessment, Sequence[int]], Assessment]
    """Returns the document with the proposals at these places."""


@dataclass(frozen=True, slots=True)
class Services:
    """The adapters, as functions."""

    page: Callable[[Desk, str], Page]
    """Builds the page of this key; only then is what it needs imported."""
    report: Callable[[Reading], bytes]
    """Makes the PDF of the document as read; runs off the window's thread."""
    preview: Callable[[bytes], Pages]
    """Opens the pages of a PDF, to be looked at and printed; off the window's thread. Raises
    ``Unreadable``."""
    show_preview: Callable[[Window], None]
    """Shows the report inside the window; only then is what that needs imported."""
    print_report: Callable[[Window], None]
    """Asks for a printer and prints the report; imports only then, too."""
    tell_of_file: Callable[[Window, Path, Access], None]
    """Says what is good to know of a file that was just opened; imported only then."""
    show_update: Callable[[Window], None]
    """Shows what a later catalogue would change; imported only then."""
    show_revisions: Callable[[Window], None]
    """Lists the kept versions, to compare and restore them; imports only then."""
    show_preferences: Callable[[Window], None]
    """Asks what is kept and where; imports only then."""
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
    keep: Callable[[Window], Keeper] | None
    """Keeps unsaved work through a crash from now on; called once the first frame is shown."""
    open: Callable[[Path, Access], bool]
    """Opens an assessment, or the one inside a report; says whether it was a report. Raises
    ``Unreadable``, ``InUse``."""
    steps: Callable[[], tuple[Step, ...]]
    """Loads the steps from earlier versions of the catalogue; raises ``Unreadable``."""
    help_page: Callable[[str], str]
    """Returns a shipped page of help by its name, as Markdown."""
    sign: Callable[[SignOrder], tuple[Path, str]]
    """Signs a report into a new file; returns its path and SHA-256. Raises a ``Fault``."""
    verify: Callable[[Path, Sequence[Path]], tuple[bool, str]]
    """Says whether every signature of a report stands, by these roots, and what was found."""
    inspect: Callable[[InspectOrder, InspectWatch], Inspected | None]
    """Inspects a release; None where it was stopped. Raises ``Unreadable``."""
