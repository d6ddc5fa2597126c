"""Reads CycloneDX bills of materials for models, versions 1.5 to 1.7 in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from procure_app.inspection import bill
from procure_app.inspection.observation import Fact, File, Observation

KNOWN = ("1.5", "1.6", "1.7")
"""Versions with model cards; what an older or newer one says is read as far as it is alike."""
MOST_DEPTH = 8
MOST_COMPONENTS = 10_000
_MARK = b'"CycloneDX"'


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the bill, its models and data sets; nothing for other JSON. Raises ``Refused``."""
    whole = bill.opened(handle, file, _MARK)
    if whole is None or whole.get("bomFormat") != "CycloneDX":
        return
    version = bill.text(whole.get("specVersion"), 20)
    metadata = whole.get("metadata")
    main = metadata.get("component") if isinstance(metadata, dict) else None
    top = [main] if isinstance(main, dict) else []
    parts = list(_parts([*top, *bill.objects(whole.get("components"))], 0))[:MOST_COMPONENTS]
    models = [one for one in parts if one.get("type") == "machine-learning-model"]
    yield Observation(
        what="bill of materials",
        subject=f"CycloneDX {version}",
        files=(file.path,),
        quote=bill.text(main.get("name")) if isinstance(main, dict) else "",
        facts={
            "format": f"CycloneDX {version}",
            "version_known": version in KNOWN,
            "parts": len(parts),
            "models": len(models),
            "made": bill.text(metadata.get("timestamp"), 40) if isinstance(metadata, dict) else "",
        },
    )
    by_reference = {one["bom-ref"]: one for one in parts if isinstance(one.get("bom-ref"), str)}
    for model in models[: bill.MOST_LISTED]:
        yield from _model(model, by_reference, file.path)


def _parts(listed: list[Mapping[str, Any]], depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield the components and those inside them."""
    for one in listed:
        yield one
        inner = list(bill.objects(one.get("components")))
        if inner and depth < MOST_DEPTH:
            yield from _parts(inner, depth + 1)


def _model(
    model: Mapping[str, Any], by_reference: Mapping[str, Mapping[str, Any]], path: str
) -> Iterator[Observation]:
    name = "/".join(filter(None, (bill.text(model.get("group")), bill.text(model.get("name")))))
    card = model.get("modelCard")
    card = card if isinstance(card, dict) else {}
    parameters = card.get("modelParameters")
    parameters = parameters if isinstance(parameters, dict) else {}
    facts: dict[str, Fact] = {
        "version": bill.text(model.get("version")),
        "publisher": _publisher(model),
        "task": bill.text(parameters.get("task")),
        "architecture": bill.text(parameters.get("modelArchitecture")),
        "training_data": tuple(_data(parameters, by_reference)),
        "measurements": _count(card, "quantitativeAnalysis", "performanceMetrics"),
        "limits": _count(card, "considerations", "technicalLimitations"),
        "address": _address(model),
    }
    kept = {key: value for key, value in facts.items() if value}
    yield Observation("declared model", name, (path,), "medium", name, kept)
    if names := tuple(_licences(model)):
        yield Observation(
            what="claim",
            subject="licence",
            files=(path,),
            confidence="high",
            quote=", ".join(names)[:200],
            facts={"licences": names, "for": ("model",)},
        )
    pedigree = model.get("pedigree")
    ancestors = pedigree.get("ancestors") if isinstance(pedigree, dict) else None
    for one in list(bill.objects(ancestors))[: bill.MOST_LISTED]:
        base = "/".join(filter(None, (bill.text(one.get("group")), bill.text(one.get("name")))))
        if base:
            state: Mapping[str, Fact] = {"relation": "", "of": name}
            yield Observation(
                "base model", base, (path,), "medium", "", state, "declared, not included"
            )


def _publisher(model: Mapping[str, Any]) -> str:
    for key in ("supplier", "manufacturer"):
        party = model.get(key)
        if isinstance(party, dict) and (name := bill.text(party.get("name"))):
            return name
    return bill.text(model.get("publisher")) or bill.text(model.get("author"))


def _licences(model: Mapping[str, Any]) -> Iterator[str]:
    for one in bill.objects(model.get("licenses")):
        inner = one.get("license")
        inner = inner if isinstance(inner, dict) else {}
        said = one.get("expression") or inner.get("id") or inner.get("name")
        if name := bill.text(said, 120):
            yield name


def _data(
    parameters: Mapping[str, Any], by_reference: Mapping[str, Mapping[str, Any]]
) -> Iterator[str]:
    """Yield the names of data sets, given in place or by reference."""
    for one in list(bill.objects(parameters.get("datasets")))[: bill.MOST_LISTED]:
        reference = one.get("ref")
        there = by_reference.get(reference, one) if isinstance(reference, str) else one
        if name := bill.text(there.get("name")) or bill.text(reference):
            yield name


def _count(card: Mapping[str, Any], group: str, key: str) -> int:
    inner = card.get(group)
    listed = inner.get(key) if isinstance(inner, dict) else None
    return len(listed) if isinstance(listed, list) else 0


def _address(model: Mapping[str, Any]) -> str:
    for one in bill.objects(model.get("externalReferences")):
        if one.get("type") in ("distribution", "vcs", "website"):
            return bill.text(one.get("url"))
    return ""
