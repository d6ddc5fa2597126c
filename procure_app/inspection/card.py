"""Reads cards and readmes: their head, what they are made from, and what they claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from procure_app.inspection import claim
from procure_app.inspection.document_name import document, is_aside
from procure_app.inspection.front_matter import Card, card
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact, File, Observation, Refused
from procure_app.inspection.sentence import sentences
from procure_app.inspection.wording import MOST_BYTES, decoded
from procure_app.inspection.yaml_text import Node, is_mapping, text_of, texts_of

MOST_LISTED = 30
_CARDS = ("model card", "system card", "data card", "readme")
_DATA_KEYS = frozenset(
    {"dataset_info", "task_categories", "task_ids", "size_categories", "annotations_creators"}
)
_PAGE_KEYS = frozenset({"sdk", "sdk_version", "app_file", "app_port", "layout", "permalink"})
"""Keys of a program that is shown on the Hub, and of a page on the web."""
_TEXTS = (
    ("license", "licence"),
    ("license_name", "licence_name"),
    ("license_link", "licence_address"),
    ("pipeline_tag", "task"),
    ("library_name", "library"),
    ("base_model_relation", "relation"),
    ("new_version", "newer_version"),
)
_LISTS = (("datasets", "training_data"), ("language", "languages"), ("tags", "tags"))
_RELATIONS = frozenset({"finetune", "quantized", "merge", "adapter"})
_ON_HUB = re.compile(r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/|/$")
_NAME = re.compile(r"^[\w.-]+(?:/[\w.-]+)?$")


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield what a card says; nothing for other files. Raises ``Refused`` for a head it cannot
    read, after the rest was yielded."""
    word = document(file.path)
    if word not in _CARDS or is_aside(file.path) or file.path.lower().endswith(".pdf"):
        return  # a text that is named as a PDF is no card
    handle.seek(0)
    content = handle.read(MOST_BYTES + 1)
    text, guessed = decoded(content[:MOST_BYTES])
    read_card = card(text, whole=len(content) <= MOST_BYTES)
    word = _closer(word, read_card.values)
    facts = {"named": document(file.path), **_facts(read_card)}
    if guessed:
        facts["encoding_guessed"] = True
    if len(content) > MOST_BYTES:
        facts["read_to"] = MOST_BYTES
    yield Observation(
        what="card",
        subject=word,
        files=(file.path,),
        confidence="high" if word != "readme" else "medium",
        quote=_title(read_card.body),
        facts=facts,
    )
    yield from _bases(read_card.values, file.path)
    about = "data" if word == "data card" else "code" if word == "readme" else "model"
    yield from _stated_licence(read_card.values, file.path, about)
    said = tuple(sentences(read_card.body))
    yield from claim.openness(said, file.path)
    yield from claim.licences(said, file.path)
    if read_card.problem is not None:
        raise Refused(read_card.problem)


def _closer(word: str, values: Mapping[str, Node]) -> str:
    """A readme with a head is the card of a model, or of a data set; a page stays a readme."""
    if word != "readme" or not values or _PAGE_KEYS & values.keys():
        return word
    return "data card" if _DATA_KEYS & values.keys() else "model card"


def _facts(read_card: Card) -> dict[str, Fact]:
    values = read_card.values
    facts: dict[str, Fact] = {"head": read_card.has_head}
    for key, name in _TEXTS:
        if value := text_of(values, key):
            facts[name] = quoted(value)
    for key, name in _LISTS:
        if several := texts_of(values, key):
            facts[name] = tuple(quoted(one, 100) for one in several[:MOST_LISTED])
    if any(key.startswith("extra_gated") for key in values):
        facts["gated"] = True
    if results := _results(values):
        facts["results"] = results
    if read_card.twice:
        facts["keys_twice"] = tuple(quoted(one, 60) for one in read_card.twice[:MOST_LISTED])
    return facts


def _results(values: Mapping[str, Node]) -> int:
    """Return how many measurements the head lists."""
    index = values.get("model-index")
    entries = index if isinstance(index, list) else []
    lists = (one.get("results") for one in entries if is_mapping(one))
    return sum(len(one) for one in lists if isinstance(one, list))


def _bases(values: Mapping[str, Node], path: str) -> Iterator[Observation]:
    """Yield the models that this one is made from, as the head names them."""
    relation = text_of(values, "base_model_relation").casefold()
    named = (_ON_HUB.sub("", name) for name in texts_of(values, "base_model")[:MOST_LISTED])
    for name in dict.fromkeys(named):
        facts: dict[str, Fact] = {"relation": relation if relation in _RELATIONS else ""}
        if not _NAME.match(name):
            facts["unusual_name"] = True
        yield Observation(
            what="base model",
            subject=quoted(name, 120),
            files=(path,),
            confidence="medium",
            quote=quoted(f"base_model: {name}"),
            facts=facts,
            state="declared, not included",
        )


def _stated_licence(values: Mapping[str, Node], path: str, about: str) -> Iterator[Observation]:
    """Yield the licence that the head names, as a claim. ``other`` names one by its own keys."""
    tags = texts_of(values, "license")
    own = tuple(text_of(values, key) for key in ("license_name", "license_link"))
    names = tuple(
        quoted(one, 120) for one in (*tags, own[0]) if one and one.casefold() not in ("other", "")
    )
    if not names and not own[1] and not tags:
        return
    yield Observation(
        what="claim",
        subject="licence",
        files=(path,),
        confidence="high",
        quote=quoted("license: " + ", ".join(tags)) if tags else quoted(own[0] or own[1]),
        facts={"licences": names, "for": (about,), "links": (quoted(own[1]),) if own[1] else ()},
    )


def _title(body: str) -> str:
    """Return the first heading, or the first line."""
    for line in body[:20_000].splitlines():
        if line.startswith("#"):
            return quoted(line.lstrip("# "))
    return quoted(body)
