"""One model file of the Model Openness Framework as a value, as typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.phrase import Phrase, phrase
from procure_app.exchange.mof_yaml import printable

FRAMEWORK = "Model Openness Framework"
NAMES = (
    "Model architecture",
    "Data preprocessing code",
    "Training code",
    "Inference code",
    "Evaluation code",
    "Supporting libraries and tools",
    "Model parameters (Final)",
    "Model parameters (Intermediate)",
    "Datasets",
    "Evaluation data",
    "Model metadata",
    "Sample model outputs",
    "Model card",
    "Data card",
    "Technical report",
    "Research paper",
    "Evaluation results",
)
"""The names of components, in the order in which the framework's own tool writes them."""
MOST_COMPONENTS = len(NAMES)
TEXTS = (
    "name",
    "producer",
    "version",
    "date",
    "type",
    "architecture",
    "treatment",
    "origin",
    "contact",
    "repository",
    "huggingface",
)
"""The keys of a release that hold one text each."""
SCOPES = ("distribution", "code", "data", "document")
"""What a licence at the head of a release can stand for: all of it, or one kind of component."""
KIND = {"model": "data", "code": "code", "data": "data", "document": "document"}
"""The format's kind of a component, by the catalogue's category."""
UNLICENSED = "unlicensed"
"""The format's word for a component without a licence."""
_NO_LICENCE = frozenset({UNLICENSED, "", "0"})


@dataclass(frozen=True)
class Header:
    """Which framework a file follows."""

    version: str = "1.0"
    date: str = "2024-12-15"


@dataclass(frozen=True)
class Scope:
    """A licence that stands at the head of the release, for all of it or for one kind."""

    name: str = ""
    path: str = ""


@dataclass(frozen=True)
class Entry:
    """One component that the file lists."""

    name: str
    description: str = ""
    licence: str | None = None
    """As typed; None where there is no such key or it stands for nothing: then the licence at
    the head of the release counts. Empty and ``unlicensed`` say that there is none."""
    licence_path: str = ""
    component_path: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class MofModel:
    """A release as its file describes it. An empty text is the same as none."""

    name: str
    producer: str = ""
    version: str = ""
    date: str = ""
    type: str = ""
    architecture: str = ""
    treatment: str = ""
    origin: str = ""
    """The model that this one was made from."""
    contact: str = ""
    repository: str = ""
    huggingface: str = ""
    licences: Mapping[str, Scope] = field(default_factory=dict)
    """By scope; a scope without a name and path is left out."""
    components: tuple[Entry, ...] = ()
    framework: Header = field(default_factory=Header)
    oddities: tuple[Phrase, ...] = field(default=(), compare=False)
    """What is out of place in the file, one sentence each; nothing of it is kept."""

    @cached_property
    def last(self) -> Mapping[str, Entry]:
        """The component of each name; of two with one name the later counts."""
        return {entry.name: entry for entry in self.components}

    def licence(self, entry: Entry, kind: str) -> str:
        """Return the licence that counts for the component of this kind, empty for none.

        Its own where the file states one, even where that says there is none; else the one for
        its kind; else the one for the whole release.
        """
        if entry.licence is not None:
            return "" if entry.licence in _NO_LICENCE else entry.licence
        stated = self.head(kind).name
        return "" if stated == UNLICENSED else stated

    def head(self, kind: str) -> Scope:
        """Return the licence at the head of the release for this kind of component."""
        for scope in (kind, SCOPES[0]):
            stated = self.licences.get(scope)
            if stated is not None and stated.name not in ("", "0"):
                return stated
        return Scope()


def kinds(catalogue: Catalogue) -> Mapping[str, tuple[str, str]]:
    """Return the id of each component that has a name in the framework, and its kind there."""
    return {
        component.mof: (component.id, KIND[component.category])
        for component in catalogue.components
        if component.mof
    }


def remarks(
    model: MofModel, catalogue: Catalogue, is_id: Callable[[str], bool]
) -> tuple[Phrase, ...]:
    """Return everything in the file that a person should know of, one sentence each.

    ``is_id`` says whether a text is the id of a licence; any other text is taken as written.
    """
    return (*model.oddities, *_of_components(model, catalogue, is_id), *_of_heads(model, is_id))


def _of_components(
    model: MofModel, catalogue: Catalogue, is_id: Callable[[str], bool]
) -> Iterator[Phrase]:
    known = kinds(catalogue)
    for entry in model.components:
        name = printable(entry.name)
        if entry.name not in known:
            yield phrase(
                "Line {line}: “{name}” is no component of the framework.",
                line=entry.line,
                name=name,
            )
        elif model.last[entry.name] is not entry:
            yield phrase(
                "Line {line}: “{name}” is listed again further down; only the last one counts.",
                line=entry.line,
                name=name,
            )
        typed = entry.licence
        if typed is not None and typed not in _NO_LICENCE and not is_id(typed):
            yield phrase(
                "Line {line}: the licence of “{name}” is no licence id but “{licence}”.",
                line=entry.line,
                name=name,
                licence=printable(typed),
            )
    if len(model.components) > MOST_COMPONENTS:
        yield phrase(
            "The file lists {count} components; the framework has {most}.",
            count=len(model.components),
            most=MOST_COMPONENTS,
        )


def _of_heads(model: MofModel, is_id: Callable[[str], bool]) -> Iterator[Phrase]:
    for stated in model.licences.values():
        if stated.name not in _NO_LICENCE and not is_id(stated.name):
            yield phrase(
                "A licence for several components is no licence id but “{licence}”.",
                licence=printable(stated.name),
            )
