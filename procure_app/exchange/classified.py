"""What ``classify`` says of a release, for programs and for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.frameworks.climb import Climb
from procure_app.core.frameworks.framework import Framework, Rule
from procure_app.core.frameworks.judgement import Verdict
from procure_app.core.outline.verdict_words import verdict_mark
from procure_app.i18n import Language, say
from procure_app.session.visible import one_line


@dataclass(frozen=True, slots=True)
class Classified:
    """One release with its verdicts on both sides."""

    file: str
    name: str
    statement: str
    verdicts: tuple[tuple[Framework, Rule, Verdict, Verdict], ...]
    """On the vendor's word, then on the evidence."""
    remarks: tuple[str, ...] = ()
    """What was out of place in the file."""
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The criteria of each verdict in words, by framework; empty where nobody asked."""


class Programs:
    """Makes the JSON object of each release; what is said again is not made again."""

    def __init__(self, catalogue: Catalogue, language: Language, *, reasons: bool) -> None:
        self._catalogue, self._language, self._reasons = catalogue, language, reasons
        self._said: dict[tuple[str, str, Verdict], str] = {}

    def object(self, found: Classified) -> dict[str, Any]:
        """Return the object: every verdict is one with ``on_word`` and ``on_evidence``.

        A framework with several verdicts is an object of them by id.
        """
        result: dict[str, Any] = {
            "file": found.file,
            "name": found.name,
            "statement": found.statement,
        }
        for framework, rule, on_word, on_evidence in found.verdicts:
            both = {
                "on_word": self._plain(framework, rule, on_word),
                "on_evidence": self._plain(framework, rule, on_evidence),
            }
            if len(framework.verdicts) > 1:
                result.setdefault(framework.key, {})[rule.id] = both
            else:
                result[framework.key] = both
        if found.remarks:
            result["remarks"] = list(found.remarks)
        if self._reasons:
            result["reasons"] = {name: list(lines) for name, lines in found.reasons}
        return result

    def _plain(self, framework: Framework, rule: Rule, verdict: Verdict) -> Any:  # noqa: ANN401  # a JSON value
        if verdict.climb is not None:
            return _climb(verdict.climb, self._catalogue)
        key = (framework.id, rule.id, verdict)
        if key not in self._said:
            self._said[key] = say(verdict_mark(rule, verdict).text, self._language)
        return self._said[key]


def for_people(found: Classified, catalogue: Catalogue, language: Language) -> str:
    """Return the same as text, one verdict a line, the evidence first."""
    lines = [f"{found.file}: {found.name}", f"  {found.statement}"]
    for framework, rule, on_word, on_evidence in found.verdicts:
        name = rule.title if len(framework.verdicts) > 1 else framework.short
        said = say(verdict_mark(rule, on_word).text, language)
        shown = say(verdict_mark(rule, on_evidence).text, language)
        lines.append(f"  {name}: {shown}" + (f" (on the vendor's word: {said})" * (said != shown)))
        if on_word.climb is not None:
            lines += _lists(on_word.climb, catalogue)
    for name, reasons in found.reasons:
        lines += [f"  {name}:", *(f"    {line}" for line in reasons)]
    lines += [f"  Note: {remark}" for remark in found.remarks]
    return "\n".join(map(one_line, lines))


def _climb(climb: Climb, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "class": climb.level,
        "progress": {str(k): round(v, 4) for k, v in sorted(climb.progress.items())},
        "missing": _names(climb.missing, catalogue),
        "invalid": _names(climb.invalid, catalogue),
        "unlicensed": _names(climb.unlicensed, catalogue),
    }


def _names(lists: Mapping[int, tuple[str, ...]], catalogue: Catalogue) -> dict[str, list[str]]:
    known = catalogue.component_by_id
    return {
        str(level): [known[part].mof or known[part].name for part in parts]
        for level, parts in sorted(lists.items())
    }


def _lists(climb: Climb, catalogue: Catalogue) -> list[str]:
    lines = []
    for level, percent in sorted(climb.progress.items(), reverse=True):
        parts = [f"    class {level}: {percent:.0f} %"]
        for word, lists in (
            ("missing", climb.missing),
            ("invalid licence", climb.invalid),
            ("no licence", climb.unlicensed),
        ):
            names = _names(lists, catalogue).get(str(level), [])
            if names:
                parts.append(f"{word}: {', '.join(names)}")
        lines.append("; ".join(parts))
    return lines
