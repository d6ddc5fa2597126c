"""Sees components in files: by the rules, from path, kind, size and the words of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from procure_app.inspection import kind
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Confidence, File, Observation
from procure_app.inspection.rule import Rule, Rules

MOST_TEXT = 256 << 10
"""Bytes of a text that are searched for words."""

_LOWER: Mapping[Confidence, Confidence] = MappingProxyType(
    {"high": "medium", "medium": "low", "low": "low"}
)
_NEVER = "(?!)"
_PAGES = (".html", ".htm", ".md", "")
_PROMISED = {
    ".pdf": kind.PDF,
    ".docx": kind.OFFICE,
    ".parquet": kind.PARQUET,
    ".arrow": kind.ARROW,
}


class Eye:
    """The rules, ready to be held against files."""

    def __init__(self, rules: Rules) -> None:
        self._left_out = _any(rules.left_out)
        self._prepared = [_Prepared(rule) for rule in rules.rules]
        self._of_kind: dict[str, tuple[re.Pattern[str], list[_Prepared]]] = {}

    def seen(
        self, file: File, inside: str, text: Callable[[], str | None]
    ) -> Iterator[Observation]:
        """Yield one observation for each component that the file belongs to.

        ``inside`` is the path within the release, without the archive or the one folder that
        holds everything; ``text`` gives the beginning of the text, None where it cannot be had:
        then a rule that asks for words counts for less.
        """
        if not file.bytes or _is_another_thing(file):
            return
        first, prepared = self._for(file.kind)
        if not first.search(inside) or self._left_out.search(inside):
            return
        best: dict[str, Observation] = {}
        for one in prepared:
            if not one.fits(file, inside):
                continue
            observation = one.look(file, text)
            if observation is None:
                continue
            other = best.get(observation.subject)
            if other is None or _ORDER[observation.confidence] < _ORDER[other.confidence]:
                best[observation.subject] = observation
        yield from best.values()

    def _for(self, form: str) -> tuple[re.Pattern[str], list[_Prepared]]:
        """Return the rules for this kind, with one expression for all: most files are nothing."""
        if form not in self._of_kind:
            prepared = [
                one for one in self._prepared if not one.rule.kinds or form in one.rule.kinds
            ]
            paths = tuple(path for one in prepared for path in one.rule.path)
            self._of_kind[form] = (_any(paths), prepared)
        return self._of_kind[form]


def _is_another_thing(file: File) -> bool:
    """Say whether the file is not what its suffix promises, such as a page of error."""
    name = file.path.rpartition("/")[2].lower()
    suffix = name[name.rfind(".") :] if "." in name else ""
    if file.kind == kind.HTML:
        return suffix not in _PAGES
    return suffix in _PROMISED and file.kind not in (_PROMISED[suffix], kind.POINTER)


_ORDER: Mapping[Confidence, int] = MappingProxyType({"high": 0, "medium": 1, "low": 2})


class _Prepared:
    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.path = _any(rule.path)
        self.not_path = _any(rule.not_path)
        self.words = [re.compile(word, re.I | re.M) for word in rule.words]

    def fits(self, file: File, inside: str) -> bool:
        rule = self.rule
        return (
            (file.bytes >= rule.at_least or file.kind == kind.POINTER)
            and (rule.depth < 0 or inside.count("/") <= rule.depth)
            and self.path.search(inside) is not None
            and self.not_path.search(inside) is None
        )

    def look(self, file: File, text: Callable[[], str | None]) -> Observation | None:
        rule, confidence, quote = self.rule, self.rule.confidence, ""
        if file.kind == kind.POINTER:
            return Observation(
                "component", rule.component, (file.path,), _LOWER[confidence],
                facts={"why": rule.why}, state="declared, not included",
            )  # fmt: skip
        if self.words:
            content = text()
            if content is None and rule.by_words_alone:
                return None
            if content is None:
                confidence = _LOWER[confidence]
            elif (found := self._found(content)) is None:
                return None
            else:
                quote = found
        return Observation(
            "component", rule.component, (file.path,), confidence, quote, {"why": rule.why}
        )

    def _found(self, content: str) -> str | None:
        """Return the line in which the last words stand first, None where any are missing."""
        line = ""
        for word in self.words:
            places = word.finditer(content)
            found = next(places, None)
            if found is None:
                return None
            if any(next(places, None) is None for _ in range(self.rule.times - 1)):
                return None
            line = content[content.rfind("\n", 0, found.start()) + 1 :][:400]
        return quoted(line)


def _any(expressions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions) or _NEVER, re.I)
