"""Reads model files of the Model Openness Framework; refuses what is none."""

from __future__ import annotations

from collections.abc import Collection

from procure_app.core.phrase import Phrase, phrase
from procure_app.exchange.mof_model import (
    FRAMEWORK,
    SCOPES,
    TEXTS,
    Entry,
    Header,
    MofModel,
    Scope,
)
from procure_app.exchange.mof_yaml import Entries, Items, Node, Text, printable, refused, tree
from procure_app.session.error import Unreadable

_RELEASE = (*TEXTS, "license", "components")
MOST_ODDITIES = 100
_COMPONENT = ("name", "description", "license", "license_path", "component_path")


def read(content: bytes, file: str) -> MofModel:
    """Return the model that the file of this name describes.

    Raises ``Unreadable`` where it is no such file, in one sentence with name and line. What is
    only out of place stands among the model's oddities.
    """
    return _Reader(file).model(tree(content, file))


def read_part(content: bytes, file: str) -> MofModel:
    """Return a model of which only some keys of ``release``, and ``framework``, are written.

    Raises ``Unreadable`` as for a whole file.
    """
    root = tree(content, file)
    framework = root.entries.pop("framework", None)
    reader = _Reader(file)
    header = reader.version(framework) if isinstance(framework, Entries) else Header()
    return reader.release(root, header)


class _Reader:
    """Takes a tree apart and notes what has no place in the format."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.oddities: list[Phrase] = []

    def model(self, root: Entries) -> MofModel:
        """Return the model of a whole file."""
        self._look(root, ("framework", "release"))
        header = self._header(root)
        release = self._entries(root, "release")
        for key in ("producer", "license"):
            if key not in release.entries:
                self._note(release.line, phrase("the release has no “{key}”", key=key))
        if "components" not in release.entries:
            raise refused(self.file, release.line, phrase("the release lists no components"))
        model = self.release(release, header)
        if not model.name.strip():
            raise refused(self.file, release.line, phrase("the release has no name"))
        return model

    def release(self, release: Entries, header: Header) -> MofModel:
        """Return what stands below ``release``, of which nothing is required here."""
        self._look(release, _RELEASE)
        return MofModel(
            **{key: self._text(release, key) for key in TEXTS},
            licences=self._licences(release),
            components=self._components(release),
            framework=header,
            oddities=tuple(self.oddities),
        )

    def _header(self, root: Entries) -> Header:
        framework = self._entries(root, "framework")
        self._look(framework, ("name", "version", "date"))
        name = self._text(framework, "name")
        if name != FRAMEWORK:
            raise refused(
                self.file,
                framework.lines.get("name", framework.line),
                phrase("the framework is not the {name}", name=FRAMEWORK),
            )
        return self.version(framework)

    def version(self, framework: Entries) -> Header:
        """Return which version of the framework is named."""
        return Header(self._text(framework, "version"), self._text(framework, "date"))

    def _licences(self, release: Entries) -> dict[str, Scope]:
        node = release.entries.get("license")
        if node is None or _is_nothing(node):
            return {}
        if not isinstance(node, Entries):
            raise refused(
                self.file, node.line, phrase("“license” names no scope, such as code or data")
            )
        self._look(node, SCOPES)
        found = {}
        for scope in SCOPES:
            if scope not in node.entries or _is_nothing(node.entries[scope]):
                continue
            part = self._entries(node, scope)
            self._look(part, ("name", "path"))
            stated = Scope(self._text(part, "name"), self._text(part, "path"))
            if stated != Scope():
                found[scope] = stated
        return found

    def _components(self, release: Entries) -> tuple[Entry, ...]:
        node = release.entries.get("components")
        if node is None:
            return ()
        if not isinstance(node, Items):
            raise refused(self.file, node.line, phrase("“components” is not a list"))
        return tuple(self._component(item) for item in node.items)

    def _component(self, item: Node) -> Entry:
        if not isinstance(item, Entries):
            raise refused(self.file, item.line, phrase("a component has no keys"))
        self._look(item, _COMPONENT)
        name = self._text(item, "name")
        if not name.strip():
            raise refused(self.file, item.line, phrase("a component has no name"))
        licence = item.entries.get("license")
        stated = licence is not None and not (isinstance(licence, Text) and licence.is_null)
        return Entry(
            name=name,
            description=self._text(item, "description"),
            licence=self._text(item, "license") if stated else None,
            licence_path=self._text(item, "license_path"),
            component_path=self._text(item, "component_path"),
            line=item.line,
        )

    def _entries(self, node: Entries, key: str) -> Entries:
        value = node.entries.get(key)
        if isinstance(value, Entries):
            return value
        if value is None:
            raise Unreadable(
                phrase(
                    "“{name}” has no “{key}”: it is no file of the {framework}.",
                    name=printable(self.file),
                    key=key,
                    framework=FRAMEWORK,
                )
            )
        raise refused(self.file, value.line, phrase("“{key}” has no keys below it", key=key))

    def _text(self, node: Entries, key: str) -> str:
        value = node.entries.get(key)
        if value is None:
            return ""
        if not isinstance(value, Text):
            raise refused(self.file, value.line, phrase("“{key}” is not a text", key=key))
        return "" if value.is_null else value.text

    def _look(self, node: Entries, known: Collection[str]) -> None:
        for key, line in node.twice:
            self._note(
                line, phrase("“{key}” stands here again; the last one counts", key=printable(key))
            )
        for key, line in node.lines.items():
            if key not in known:
                self._note(
                    line,
                    phrase("“{key}” is no key of the format and is left out", key=printable(key)),
                )

    def _note(self, line: int, problem: Phrase) -> None:
        if len(self.oddities) < MOST_ODDITIES:
            self.oddities.append(phrase("Line {line}: {problem}.", line=line, problem=problem))
        elif len(self.oddities) == MOST_ODDITIES:
            self.oddities.append(phrase("More is out of place; only the first faults are named."))


def _is_nothing(node: Node) -> bool:
    match node:
        case Text():
            return node.is_null or not node.text
        case Items():
            return not node.items
        case Entries():
            return not node.entries
