"""Reads SPDX 3 documents with the AI and Dataset profiles, as JSON; mentions those of SPDX 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from procure_app.inspection import bill
from procure_app.inspection.observation import Fact, File, Observation

_MARK = b"spdx"
_MODEL, _DATA = "ai_AIPackage", "dataset_DatasetPackage"
_FROM = ("trainedOn", "testedOn", "finetunedOn", "pretrainedOn", "validatedOn")
_LICENCES = ("hasDeclaredLicense", "hasConcludedLicense")
_LIST = "https://spdx.org/licenses/"


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the document, its models and data sets; nothing for other JSON. Raises ``Refused``."""
    whole = bill.opened(handle, file, _MARK)
    if whole is None:
        return
    if isinstance(old := whole.get("spdxVersion"), str):
        parts = list(bill.objects(whole.get("packages")))
        yield _mention(file.path, bill.text(old, 20), len(parts))
        return
    if "spdx.org/rdf/3" not in str(whole.get("@context"))[:300]:
        return
    elements = tuple(bill.objects(whole.get("@graph")))
    by_id = {one["spdxId"]: one for one in elements if isinstance(one.get("spdxId"), str)}
    versions = (bill.text(one["specVersion"], 20) for one in elements if "specVersion" in one)
    models = [one for one in elements if one.get("type") == _MODEL]
    data = [one for one in elements if one.get("type") == _DATA]
    yield _mention(file.path, f"SPDX {next(versions, '3')}", len(elements), len(models), len(data))
    links = _links(elements)
    for one in (*models[: bill.MOST_LISTED], *data[: bill.MOST_LISTED]):
        yield from _package(one, links, by_id, file.path)


def _mention(path: str, form: str, parts: int, models: int = 0, data: int = 0) -> Observation:
    facts: dict[str, Fact] = {"format": form, "parts": parts, "models": models, "data_sets": data}
    return Observation("bill of materials", form, (path,), facts=facts)


def _links(elements: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return where each relationship leads, by its start and kind."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in elements:
        start, kind, ends = one.get("from"), one.get("relationshipType"), one.get("to")
        if isinstance(start, str) and isinstance(kind, str):
            known = found.get((start, kind), ())
            found[start, kind] = (*known, *bill.texts(ends))[: bill.MOST_LISTED]
    return found


def _package(
    one: Mapping[str, Any],
    links: Mapping[tuple[str, str], tuple[str, ...]],
    by_id: Mapping[str, Mapping[str, Any]],
    path: str,
) -> Iterator[Observation]:
    identity = one.get("spdxId")
    own = identity if isinstance(identity, str) else ""
    name = bill.text(one.get("name"))

    def led(kinds: Iterable[str]) -> tuple[str, ...]:
        ends = (end for kind in kinds for end in links.get((own, kind), ()))
        return tuple(dict.fromkeys(_named(end, by_id) for end in ends))

    is_model = one.get("type") == _MODEL
    facts: dict[str, Fact] = {
        "version": bill.text(one.get("software_packageVersion")),
        "published": bill.text(one.get("releaseTime"), 40),
        "publisher": _named(bill.text(one.get("suppliedBy")), by_id),
        "address": bill.text(one.get("software_downloadLocation")),
        "domains": bill.texts(one.get("ai_domain")),
        "training_data": led(_FROM),
        "limits": bill.text(one.get("ai_limitation")),
        "availability": bill.text(one.get("dataset_datasetAvailability")),
        "kinds_of_data": bill.texts(one.get("dataset_datasetType")),
    }
    kept = {key: value for key, value in facts.items() if value}
    what = "declared model" if is_model else "declared data"
    yield Observation(what, name, (path,), "medium", name, kept)
    if names := led(_LICENCES):
        yield Observation(
            what="claim",
            subject="licence",
            files=(path,),
            confidence="high",
            quote=", ".join(names)[:200],
            facts={"licences": names, "for": ("model",) if is_model else ("data",), "of": name},
        )
    for base in led(("descendantOf",)) if is_model else ():
        facts_of: Mapping[str, Fact] = {"relation": "", "of": name}
        yield Observation(
            "base model", base, (path,), "medium", "", facts_of, "declared, not included"
        )


def _named(end: str, by_id: Mapping[str, Mapping[str, Any]]) -> str:
    """Return what an id stands for in words: a licence's expression, or an element's name."""
    if end.startswith(_LIST):
        return end.removeprefix(_LIST)
    there = by_id.get(end, {})
    said = there.get("simplelicensing_licenseExpression") or there.get("name")
    return bill.text(said) or end
