"""The sentences about a release that a person should read first, from what was seen in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection.observation import Observation

MOST = 200
"""Sentences of one kind."""


def problems(observations: Iterable[Observation]) -> Iterator[Phrase]:
    """Yield a sentence for each thing that a person should know before using the files."""
    for count, seen in enumerate(_troubling(observations)):
        if count >= MOST:
            return
        yield from _said(seen)


def _troubling(observations: Iterable[Observation]) -> Iterator[Observation]:
    for seen in observations:
        if seen.what in ("weights", "configuration", "shards", "component source") or (
            seen.what == "problem" and seen.subject == "misnamed"
        ):
            yield seen


def _said(seen: Observation) -> Iterator[Phrase]:
    facts, path = seen.facts, seen.files[0] if seen.files else ""
    if seen.what == "problem":
        yield phrase(
            "“{path}” is named as {named} and is something else ({found}).",
            path=path,
            named=str(facts["named_as"]),
            found=str(facts["is"]),
        )
    if seen.what == "shards":
        yield _missing(seen, path)
    if seen.what == "component source":
        yield phrase(
            "“{folder}” is declared as another repository, and is not included.",
            folder=seen.subject,
        )
    if facts.get("can_run_code"):
        yield from _running(seen, path)
    if facts.get("external_data") is True:
        yield phrase("“{path}” takes numbers from other files.", path=path)
    if outside := _listed(seen, "external_data_leads_outside"):
        yield phrase("“{path}” names data outside of the release: {names}.",
                     path=path, names=outside)  # fmt: skip
    if facts.get("chat_template_reaches_outside"):
        yield phrase(
            "“{path}” holds a chat template that reaches for more than it is given: {line}",
            path=path,
            line=str(facts.get("chat_template_line", "")),
        )


def _missing(seen: Observation, path: str) -> Phrase:
    missing = seen.facts["missing"]
    names = missing if isinstance(missing, tuple) else ()
    first = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
    if seen.facts.get("kept_apart"):
        return phrase(
            "“{path}” keeps its numbers in other files, of which {count} are declared, not "
            "included: {names}.",
            path=path,
            count=len(names),
            names=first,
        )
    return phrase(
        "“{path}” belongs to {declared} files, of which {count} are declared, not included: "
        "{names}.",
        path=path,
        declared=str(seen.facts["declared"]),
        count=len(names),
        names=first,
    )


def _running(seen: Observation, path: str) -> Iterator[Phrase]:
    programs, imports = _listed(seen, "auto_map"), _listed(seen, "imports")
    if programs:
        yield phrase(
            "“{path}” names programs that run when the model is loaded: {names}.",
            path=path,
            names=programs,
        )
    if imports:
        yield phrase(
            "“{path}” can run code when loaded: imports {names}.", path=path, names=imports
        )
    if seen.facts.get("keras_lambda"):
        yield phrase("“{path}” can run code when loaded: it holds a Lambda layer.", path=path)
    elif not programs and not imports:
        yield phrase("“{path}” can run code when loaded.", path=path)


def _listed(seen: Observation, key: str) -> str:
    value = seen.facts.get(key)
    return ", ".join(value[:10]) if isinstance(value, tuple) else ""
