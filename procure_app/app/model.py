"""Classification, and model files of the Model Openness Framework in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from procure_app.app import build_library, build_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from procure_app.core.assessment.document import Assessment
    from procure_app.core.catalogue.catalogue import Catalogue
    from procure_app.core.phrase import Phrase
    from procure_app.exchange.classified import Classified
    from procure_app.exchange.mof_model import MofModel
    from procure_app.i18n import Language
    from procure_app.session.session import Session


def build_classifier(
    language: Language, *, reasons: bool
) -> tuple[Callable[[Path], Classified], Catalogue]:
    """Return what classifies a file, an assessment or a model file, and the catalogue it uses.

    It raises ``Unreadable`` for a file that is neither.
    """
    from procure_app.exchange.classify import Classifier
    from procure_app.store.disk.regular import beginning

    session = build_session(rules=False)
    library = build_library(session.catalogue)
    session.take_library(library)
    classifier = Classifier(session.catalogue, library, language, reasons)

    def classify(file: Path) -> Classified:
        if beginning(file, 2) == b"PK":
            session.open(file)
            return classifier.assessed(str(file), session.reading)
        return classifier.listed(str(file), read_model(file))

    return classify, session.catalogue


def read_model(file: Path) -> MofModel:
    """Return a model file of the MOF. Raises ``Unreadable``."""
    from procure_app.exchange.mof_read import read
    from procure_app.exchange.mof_yaml import MOST_BYTES
    from procure_app.store.disk.regular import beginning

    return read(beginning(file, MOST_BYTES + 1), file.name)


def draft_of(session: Session, file: Path) -> tuple[Assessment, tuple[Phrase, ...]]:
    """Return a draft from a model file, and what was out of place in it. Raises ``Unreadable``."""
    from procure_app.exchange.mof_import import imported
    from procure_app.exchange.mof_model import remarks

    model, catalogue, book = read_model(file), session.catalogue, session.library.book
    identity, day = session.next_identity(), session.clock().date()
    draft = imported(model, catalogue, identity=identity, as_of=day, file=file.name)
    return draft, remarks(model, catalogue, book.is_id if book else bool)


def export_model(assessment: Assessment, catalogue: Catalogue) -> str:
    """Return what a model file of the MOF can hold of it. Raises ``NotWritten``."""
    from procure_app.exchange.mof_export import exported

    return exported(assessment, catalogue)
