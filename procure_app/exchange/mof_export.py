"""Writes an assessment as a model file of the Model Openness Framework."""

from __future__ import annotations

from dataclasses import replace

from procure_app.core.assessment.document import Assessment
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.phrase import phrase
from procure_app.exchange.mof_model import FRAMEWORK, MofModel
from procure_app.exchange.mof_note import completed, entry_tree, kept, scope_tree
from procure_app.exchange.mof_said import said
from procure_app.exchange.mof_write import Tree, written
from procure_app.session.error import NotWritten, Unreadable

_ALWAYS = ("version", "type", "architecture", "origin", "producer", "contact")
"""Texts that the framework's own tool writes even when they are empty."""


def exported(assessment: Assessment, catalogue: Catalogue) -> str:
    """Return the text of a model file with all that the framework can hold of the assessment.

    Raises ``NotWritten`` where the model has no name, or the note on it can no longer be read.
    """
    question = catalogue.uses.model
    given = assessment.answers.get(question)
    try:
        rest = kept(given.note if given else "")
    except Unreadable as error:
        raise NotWritten(
            phrase(
                "The lines of the model file in the note on “{question}” can no longer be read. "
                "Mend them or delete them.",
                question=catalogue.by_id[question].short,
            )
        ) from error
    model = completed(said(assessment, catalogue, rest.licences), rest, assessment, catalogue)
    if not model.name.strip():
        model = replace(model, name=assessment.title)
    if not model.name.strip():
        raise NotWritten(
            phrase(
                "A model file needs the model's name. Answer “{question}” first.",
                question=catalogue.by_id[question].short,
            )
        )
    return written(_tree(model))


def _tree(model: MofModel) -> Tree:
    release: dict[str, str | Tree | list[Tree]] = {}
    for key in ("name", "version", "date"):
        _put(release, key, getattr(model, key))
    release["license"] = {scope: scope_tree(stated) for scope, stated in model.licences.items()}
    for key in ("type", "architecture", "treatment", "origin", "producer", "contact"):
        _put(release, key, getattr(model, key))
    for key in ("repository", "huggingface"):
        _put(release, key, getattr(model, key))
    release["components"] = [entry_tree(entry) for entry in model.components]
    header = model.framework
    return {
        "framework": {"name": FRAMEWORK, "version": header.version, "date": header.date},
        "release": release,
    }


def _put(release: dict[str, str | Tree | list[Tree]], key: str, text: str) -> None:
    if text or key in _ALWAYS:
        release[key] = text
