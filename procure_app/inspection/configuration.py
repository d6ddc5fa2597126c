"""Reads the settings beside the weights for what they would run: programs, templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.bounded import exactly, parsed_json
from procure_app.inspection.name import escaped
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.weights.template import template_facts

MOST_BYTES = 4 << 20
MOST_SHOWN = 20
_NAMES = (
    "config.json",
    "tokenizer_config.json",
    "processor_config.json",
    "preprocessor_config.json",
    "generation_config.json",
    "chat_template.json",
    "adapter_config.json",
    "model_index.json",
    "modules.json",
)
_LIBRARY = "sentence_transformers."
"""Modules of it may be named; any other module is a program that is imported."""
_TEXTS = ("model_type", "torch_dtype", "dtype", "_name_or_path", "base_model_name_or_path")


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what these settings say of the model, and which programs they name.

    Nothing for other JSON. Raises ``Refused`` where it is malformed.
    """
    name = file.path.rpartition("/")[2]
    if name not in _NAMES:
        return
    if file.bytes > MOST_BYTES:
        raise Refused(phrase("it is larger than {most} bytes", most=MOST_BYTES))
    handle.seek(0)
    parsed = parsed_json(exactly(handle, file.bytes))
    if name == "modules.json" and (own := _modules(parsed)):
        facts_: dict[str, Fact] = {"can_run_code": True, "auto_map": own}
        yield Observation("configuration", "", (file.path,), facts=facts_)
    if not isinstance(parsed, dict):
        return
    facts: dict[str, Fact] = {
        key: escaped(value[:200])
        for key in _TEXTS
        if isinstance(value := parsed.get(key), str) and value
    }
    if architectures := _texts(parsed.get("architectures")):
        facts["architectures"] = architectures
    if quantisation := _quantisation(parsed.get("quantization_config")):
        facts["quantisation"] = quantisation
    programs = _texts(parsed.get("auto_map")) + _pipelines(parsed.get("custom_pipelines"))
    if isinstance(pipeline := parsed.get("_class_name"), list):  # else a class of diffusers itself
        programs += _texts(pipeline)
    if programs:
        facts["can_run_code"] = True
        facts["auto_map"] = programs
    if _has_lambda(parsed):
        facts["can_run_code"] = facts["keras_lambda"] = True
    for template in _templates(parsed.get("chat_template")):
        facts |= template_facts(template)
    if facts:
        kind = str(facts.get("model_type", ""))
        yield Observation("configuration", kind, (file.path,), facts=facts)


def _texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401  # whatever stands there
    """Return the texts of a list, or of a mapping's values, lists in it included."""
    items = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(items, list):
        return ()
    flat = [inner for item in items for inner in (item if isinstance(item, list) else [item])]
    return tuple(escaped(text[:120]) for text in flat if isinstance(text, str))[:MOST_SHOWN]


def _pipelines(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the programs of pipelines that the release brings itself."""
    rows = value.values() if isinstance(value, dict) else ()
    return _texts([row.get("impl") for row in rows if isinstance(row, dict)])


def _modules(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    """Return the modules of a sentence transformer that its library does not bring itself."""
    rows = value if isinstance(value, list) else []
    named = _texts([row.get("type") for row in rows if isinstance(row, dict)])
    return tuple(name for name in named if not name.startswith(_LIBRARY))


def _has_lambda(value: Any) -> bool:  # noqa: ANN401
    """Say whether settings of Keras hold a layer that is a program."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if one.get("class_name") in ("Lambda", "__lambda__"):
                return True
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return False


def _quantisation(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, dict):
        return ""
    words = (value.get("quant_method"), value.get("bits"), value.get("fmt"))
    return escaped(" ".join(str(word)[:40] for word in words if isinstance(word, str | int)))


def _templates(value: Any) -> list[str]:  # noqa: ANN401
    """Return the chat templates: one, or several by name."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        return []
    named = [item.get("template") for item in value if isinstance(item, dict)]
    return [template for template in named if isinstance(template, str)]
