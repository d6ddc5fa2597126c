"""What has changed between two looks at a release, and since an assessment was made from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from procure_app.core.assessment.document import Assessment
from procure_app.inspection.observation import File, Inspection


@dataclass(frozen=True, slots=True)
class Since:
    """Paths, in their order."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()
    """In both, and of the same size, but without a digest on one side."""

    @property
    def is_same(self) -> bool:
        """Whether nothing is known to have changed."""
        return not (self.new or self.gone or self.changed)


def since(before: Inspection, now: Inspection) -> Since:
    """Return what changed between two inspections of the same release."""
    old = {file.path: file for file in before.files}
    new = {file.path: file for file in now.files}
    both = [path for path in old if path in new]
    return Since(
        new=tuple(path for path in new if path not in old),
        gone=tuple(path for path in old if path not in new),
        changed=tuple(path for path in both if _differs(old[path], new[path])),
        not_compared=tuple(path for path in both if _is_open(old[path], new[path])),
    )


def since_evidence(assessment: Assessment, now: Inspection) -> Since:
    """Return what became of the files that back the assessment and lie under this root.

    Files that back nothing are not looked for, so none is new.
    """
    held = tuple(_linked(assessment, now.root))
    new = {file.path: file for file in now.files}
    known = [file for file in held if file.path in new]
    return Since(
        gone=tuple(file.path for file in held if file.path not in new),
        changed=tuple(file.path for file in known if _differs(file, new[file.path])),
        not_compared=tuple(file.path for file in known if _is_open(file, new[file.path])),
    )


def _linked(assessment: Assessment, root: str) -> Iterable[File]:
    """Yield the files that the evidence links to, each once."""
    seen: set[str] = set()
    for item in assessment.evidence:
        path = item.linked.removeprefix(f"{root}/")
        if item.kind == "file" and item.linked and path != item.linked and path not in seen:
            seen.add(path)
            yield File(path, b"", item.size, item.digest)


def _differs(one: File, other: File) -> bool:
    if one.sha256 and other.sha256:
        return one.sha256 != other.sha256
    return one.bytes != other.bytes


def _is_open(one: File, other: File) -> bool:
    return one.bytes == other.bytes and not (one.sha256 and other.sha256)
