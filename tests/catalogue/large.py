"""An assessment as large as is promised: so many questions, pieces of evidence and bytes of it."""

from __future__ import annotations

from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

from procure_app.core.assessment.answer import Answer, Evidence
from procure_app.core.assessment.document import Assessment, Depth
from procure_app.core.assessment.edit import changed
from procure_app.core.catalogue.catalogue import Catalogue, Section
from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import Walk
from procure_app.store.container.evidence import measure
from procure_app.store.procure_file import ProcureFiles

QUESTIONS, ITEMS, BYTES = 2_000, 5_000, 2_000_000_000
_PAGE = 20
"""Questions of one added section, as the longest of the shipped ones have."""
_NOTE = "This was looked up in the documents of the release, and what they say is noted here. "


def enlarged(catalogue: Catalogue, questions: int = QUESTIONS) -> Catalogue:
    """Return the catalogue with its own choices asked again and again under other ids."""
    own = catalogue.questions()
    asked = [q for q in own if q.options and not q.derived]
    last = catalogue.sections[-1]
    sections = list(catalogue.sections)
    names = ("x" + "".join(letters) for letters in product(ascii_lowercase, repeat=3))
    for start in range(0, questions - len(own), _PAGE):
        name = next(names)
        page = [
            _again(asked[(start + n) % len(asked)], f"{name}.q{n:02}")
            for n in range(min(_PAGE, questions - len(own) - start))
        ]
        title = f"More questions {name}"
        sections.append(
            Section(id=name, title=title, intro="", group=last.group, questions=tuple(page))
        )
    return changed(catalogue, sections=tuple(sections))


def _again(question: Question, name: str) -> Question:
    fields = {"id": name, "reference": "", "asked": None, "core": True, "walks": (Walk.PURCHASE,)}
    return Question.model_validate(question.model_dump(by_alias=True) | fields)


def filled(assessment: Assessment, catalogue: Catalogue, items: tuple[Evidence, ...]) -> Assessment:
    """Return the assessment with every choice answered, noted, and backed by all the items."""
    questions = [q for q in catalogue.questions() if q.options and not q.derived]
    answers = {}
    for n, question in enumerate(questions):
        option = question.options[n % len(question.options)]
        backing = tuple(item.id for item in islice(items, n, None, len(questions)))
        answers[question.id] = Answer(value=(option.id,), note=_NOTE, evidence=backing)
    return changed(assessment, depth=Depth.FULL, answers=answers, evidence=items)


def pieces(folder: Path, count: int = ITEMS, size: int = BYTES) -> dict[str, tuple[Path, Evidence]]:
    """Write so many files, sparse and all different, and return each with its item, by digest."""
    made = {}
    for n in range(1, count + 1):
        path = folder / f"evidence-{n}.bin"
        with path.open("wb") as handle:
            handle.write(b"%d" % n)
            handle.truncate(size // count)
        digest, length = measure(path)
        item = Evidence(
            id=f"E-{n}", kind="file", title=path.name, where=path.name,
            grade=n % 6, digest=digest, size=length,
        )  # fmt: skip
        made[digest] = (path, item)
    return made


def write_large(
    target: Path,
    catalogue: Catalogue,
    empty: Assessment,
    *,
    questions: int = QUESTIONS,
    items: int = ITEMS,
    size: int = BYTES,
) -> None:
    """Write such an assessment to a file; the pieces beside it are gone afterwards."""
    folder = target.with_name(target.name + " pieces")
    folder.mkdir()
    made = pieces(folder, items, size)
    large = enlarged(catalogue, questions)
    evidence = tuple(item for _, item in made.values())
    places = {digest: path for digest, (path, _) in made.items()}
    store = ProcureFiles(lambda: catalogue)
    store.save(target, filled(empty, large, evidence), large, places, "")
    for path in places.values():
        path.unlink()
    folder.rmdir()
