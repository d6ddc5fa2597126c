"""What a model file holds and an assessment has no place for, kept in the note on the model.

The note is the least surprising place: people can read and mend it there, it is printed, and it
goes where the assessment goes. It is written as in the file itself, below one line of remark:
kind and architecture of the model, its origin, contact and second address, the licences at the
head of the release, and components that cannot be told from their rows.
"""

from __future__ import annotations

from dataclasses import replace

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.exchange.mof_draft import draft
from procure_app.exchange.mof_model import TEXTS, Entry, Header, MofModel, Scope, kinds
from procure_app.exchange.mof_read import read_part
from procure_app.exchange.mof_said import said
from procure_app.exchange.mof_write import Tree, written

MARK = "# Also in the file of the Model Openness Framework:"


def note(model: MofModel, from_draft: MofModel) -> str:
    """Return what the draft does not say of the model by itself, empty for nothing."""
    tree: dict[str, str | Tree | list[Tree]] = {}
    if model.framework != Header():
        tree["framework"] = {"version": model.framework.version, "date": model.framework.date}
    for key in TEXTS:
        if getattr(model, key) and not getattr(from_draft, key):
            tree[key] = getattr(model, key)
    if model.licences:
        tree["license"] = {scope: scope_tree(stated) for scope, stated in model.licences.items()}
    if model.components != from_draft.components:
        told = set(from_draft.components)
        tree["components"] = [
            {"name": entry.name}
            if entry in told and model.last[entry.name] is entry
            else entry_tree(entry)
            for entry in model.components
        ]
    return f"{MARK}\n{written(tree)}".rstrip("\n") if tree else ""


def kept(text: str) -> MofModel:
    """Return what a note holds of a model file, an empty model where it holds nothing.

    Raises ``Unreadable`` where what stands below the remark can no longer be read.
    """
    _, mark, below = text.partition(MARK)
    if not mark or not below.strip():
        return MofModel(name="")
    return read_part(below.encode("utf-8", "replace"), MARK)


def completed(
    model: MofModel, rest: MofModel, assessment: Assessment, catalogue: Catalogue
) -> MofModel:
    """Return the model as the assessment tells it, with the rest that its note keeps.

    What has been changed in the assessment since then goes before what was kept.
    """
    filled = {key: getattr(rest, key) for key in TEXTS if not getattr(model, key)}
    return replace(
        model,
        **filled,
        framework=rest.framework,
        components=_components(model, rest, assessment, catalogue),
    )


def _components(
    model: MofModel, rest: MofModel, assessment: Assessment, catalogue: Catalogue
) -> tuple[Entry, ...]:
    if not rest.components:
        return model.components
    before = draft(rest, catalogue, identity="", as_of=assessment.as_of, file="")
    then = said(before, catalogue, rest.licences).last
    known = kinds(catalogue)
    found: list[Entry] = []
    for entry in rest.components:
        now = model.last.get(entry.name)
        if entry.name not in known:
            found.append(entry)
        elif now is not None:
            as_typed = rest.last[entry.name] is not entry or now == then.get(entry.name)
            found.append(entry if as_typed else now)
    names = {entry.name for entry in found}
    return (*found, *(entry for entry in model.components if entry.name not in names))


def entry_tree(entry: Entry) -> Tree:
    """Return the component as it stands in a file; what is empty is left out."""
    keys = {
        "name": entry.name,
        "description": entry.description or None,
        "license": entry.licence,
        "license_path": entry.licence_path or None,
        "component_path": entry.component_path or None,
    }
    return {key: text for key, text in keys.items() if text is not None}


def scope_tree(stated: Scope) -> Tree:
    """Return a licence at the head of the release as it stands in a file."""
    return {"name": stated.name, "path": stated.path}
