"""An inspection as plain lines, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from procure_app.core.phrase import Phrase, Value, counted, phrase
from procure_app.inspection.observation import Inspection, Observation

MOST_FILES = 5
"""Files named of one component."""


def lines(
    inspection: Inspection, names: Mapping[str, str], say: Callable[[Value], str]
) -> Iterator[str]:
    """Yield the lines; ``names`` are those of the components, ``say`` makes sentences."""
    yield say(
        counted(
            "{root}: {count} file", "{root}: {count} files", len(inspection.files),
            root=inspection.root,
        )
    )  # fmt: skip
    yield from _components(inspection, names, say)
    for title, rows in (
        (phrase("Weights"), [_weights(seen, say) for seen in _of(inspection, "weights")]),
        (phrase("Licences"), [_licence(seen, say) for seen in _of(inspection, "licence")]),
        (phrase("Problems"), [say(problem) for problem in inspection.problems]),
        (phrase("Contradictions"), [say(one.sentence) for one in inspection.contradictions]),
        (
            phrase("Not inspected"),
            [f"{path}: {say(why)}" for path, why in inspection.not_inspected],
        ),
    ):
        if rows:
            yield from ("", say(title), *(f"  {row}" for row in rows))


def _of(inspection: Inspection, what: str) -> list[Observation]:
    return [seen for seen in inspection.observations if seen.what == what]


def _components(
    inspection: Inspection, names: Mapping[str, str], say: Callable[[Value], str]
) -> Iterator[str]:
    seen = {one.subject: one for one in _of(inspection, "component")}
    yield from ("", say(phrase("Components")))
    for component, name in names.items():
        one = seen.get(component)
        if one is None:
            yield f"  {name}: {say(phrase('not found in this folder'))}"
            continue
        shown = ", ".join(one.files[:MOST_FILES])
        if len(one.files) > MOST_FILES:
            shown += f" (+{len(one.files) - MOST_FILES})"
        yield f"  {name}: {say(_how(one))}: {shown}"


def _how(seen: Observation) -> Phrase:
    match seen.state:
        case "declared, not included":
            return phrase("declared, not included")
        case "could not be inspected":
            return phrase("could not be inspected")
        case _:
            return {
                "high": phrase("found"),
                "medium": phrase("found, to be checked"),
                "low": phrase("perhaps"),
            }[seen.confidence]


def _weights(seen: Observation, say: Callable[[Value], str]) -> str:
    facts = seen.facts
    said: list[Value] = [str(facts.get("format", seen.subject))]
    if isinstance(parameters := facts.get("parameters"), int):
        said.append(phrase("{count} parameters", count=f"{parameters:,}"))
    if seen.state != "found":
        said.append(_how(seen))
    if facts.get("can_run_code"):
        said.append(phrase("can run code when loaded"))
    return f"{seen.files[0]}: {', '.join(map(say, said))}"


def _licence(seen: Observation, say: Callable[[Value], str]) -> str:
    identified, closest = seen.facts.get("identified"), seen.facts.get("closest")
    if identified:
        text: Value = str(identified)
    elif closest:
        text = phrase("closest to {licence}, differs", licence=str(closest))
    elif seen.state != "found":
        text = _how(seen)
    else:
        text = phrase("not identified")
    return f"{seen.files[0]}: {say(text)}"
