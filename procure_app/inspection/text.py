"""An inspection as plain lines, for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from procure_app.core.phrase import Joined, Phrase, Value, counted, phrase
from procure_app.inspection.observation import Inspection, Observation

MOST_FILES = 5
"""Files named of one component."""
MOST_CLAIMS = 8
"""Sentences of the vendor's that are quoted."""
MOST_TYPES = 3
"""Types of numbers named of one file of weights, those of most numbers first."""
MOST_PLACES = 3
"""Places named at which a licence departs from the one it comes closest to."""


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
        (phrase("Weights"), [weights_words(seen, say) for seen in _of(inspection, "weights")]),
        (
            phrase("Licences"),
            [licence_words(seen, str, say) for seen in _of(inspection, "licence")],
        ),
        (phrase("Built on"), list(base_words(inspection, say))),
        (phrase("In the vendor's own words"), list(claim_words(inspection, say))),
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
        yield f"  {name}: {say(how(one))}: {shown}"


def how(seen: Observation) -> Phrase:
    """Return whether it is there, and how sure that is."""
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


def weights_words(seen: Observation, say: Callable[[Value], str]) -> str:
    """Return the file with its format, its size in parameters, and what loading it may do."""
    facts = seen.facts
    said: list[Value] = [str(facts.get("format", seen.subject))]
    if isinstance(parameters := facts.get("parameters"), int):
        said.append(phrase("{count} parameters", count=f"{parameters:,}"))
    if isinstance(types := facts.get("types"), tuple) and types:
        names = ", ".join(one.partition(" ")[0] for one in types[:MOST_TYPES])
        said.append(phrase("types {names}", names=names))
    if quantisation := facts.get("quantisation"):
        said.append(phrase("quantised as {name}", name=str(quantisation)))
    if isinstance(shards := facts.get("shards"), int):
        said.append(phrase("of {count} parts", count=shards))
    if seen.state != "found":
        said.append(how(seen))
    if facts.get("can_run_code"):
        said.append(phrase("can run code when loaded"))
    return f"{seen.files[0]}: {', '.join(map(say, said))}"


def base_words(inspection: Inspection, say: Callable[[Value], str]) -> Iterator[str]:
    """Yield the models that this one says it was made from, each once, with where it says so."""
    named: dict[str, Observation] = {}
    for seen in _of(inspection, "base model"):
        named.setdefault(seen.subject, seen)
    for name, seen in named.items():
        words = phrase("{model}, named in {file}", model=name, file=", ".join(seen.files[:1]))
        yield say(words if seen.files else name)


def claim_words(inspection: Inspection, say: Callable[[Value], str]) -> Iterator[str]:
    """Yield what the vendor says of openness and licence, as quoted, each once."""
    quoted: dict[str, Observation] = {}
    for seen in _of(inspection, "claim"):
        quoted.setdefault(seen.quote, seen)
    quoted.pop("", None)
    for quote, seen in list(quoted.items())[:MOST_CLAIMS]:
        yield say(phrase("“{quote}” ({file})", quote=quote, file=", ".join(seen.files[:1])))
    more = len(quoted) - MOST_CLAIMS
    if more > 0:
        yield say(counted("and {count} more", "and {count} more", more))


def licence_words(
    seen: Observation, name: Callable[[str], str], say: Callable[[Value], str]
) -> str:
    """Return the file with the licence its text is, or comes closest to; ``name`` of its id."""
    identified, closest = seen.facts.get("identified"), seen.facts.get("closest")
    if identified:
        text: Value = name(str(identified))
    elif closest:
        text = phrase("closest to {licence}, differs", licence=name(str(closest)))
        differs = seen.facts.get("differs", ())
        if isinstance(differs, tuple) and differs:
            shown = Joined(tuple(f"“{one}”" for one in differs[:MOST_PLACES]))
            text = phrase("{what}: {shown}", what=text, shown=shown)
    elif seen.state != "found":
        text = how(seen)
    else:
        text = phrase("not identified")
    return f"{seen.files[0]}: {say(text)}"
