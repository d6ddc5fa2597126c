"""Where a copy comes from, as Hugging Face's own tools leave it: names of folders and small files.

Nothing is written there, and no lock is taken: their tools would do both.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from procure_app.core.phrase import phrase
from procure_app.inspection.name import quoted
from procure_app.inspection.observation import Fact, File, Observation, Refused

MOST_BYTES = 4096
_CACHE = re.compile(
    r"(?:^|/)models--(?P<owner>[\w.-]+?)--(?P<name>[\w.-]+)"
    r"(?:/snapshots/(?P<commit>[0-9a-f]{40}))?(?:/|$)"
)
_REF = re.compile(r"(?:^|/)models--[\w.-]+/refs/(?P<ref>[\w./-]{1,100})$")
_METADATA = re.compile(r"(?:^|/)\.cache/huggingface/download/(?P<file>.+)\.metadata$")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_ETAG = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_TIME = re.compile(r"\d{9,11}(?:\.\d{1,9})?")


def read(handle: BinaryIO, file: File) -> Iterator[Observation]:
    """Yield the commit that a note of a download names. Raises ``Refused`` for a broken one."""
    note, ref = _METADATA.search(file.path), _REF.search(file.path)
    if note is None and ref is None:
        return
    handle.seek(0)
    lines = handle.read(MOST_BYTES).decode("ascii", "replace").split()
    if not lines or not _COMMIT.fullmatch(lines[0]):
        raise Refused(phrase("it does not name a commit"))
    facts: dict[str, Fact] = {"commit": lines[0]}
    if note is not None:
        facts["file"] = quoted(note["file"])
        if len(lines) > 1 and _ETAG.fullmatch(lines[1]):
            # A SHA-256 for big files, git's SHA-1 for the others.
            facts["declared_digest"] = lines[1]
        if len(lines) > 2 and _TIME.fullmatch(lines[2]):
            moment = datetime.datetime.fromtimestamp(float(lines[2]), datetime.UTC)
            facts["downloaded_on"] = moment.date().isoformat()
    elif ref is not None:
        facts["reference"] = ref["ref"]
    yield Observation("provenance", "commit", (file.path,), "high", facts=facts)


def named(root: str, files: Sequence[File]) -> Iterator[Observation]:
    """Yield the repositories and commits that names of folders tell, each once."""
    seen: dict[tuple[str, str], list[str]] = {}
    inside = root.replace("\\", "/")
    for path in (inside, *(file.path for file in files)):
        whole = path if path == inside else f"{inside.rpartition('/')[2]}/{path}"
        for found in _CACHE.finditer(whole):
            key = (f"{found['owner']}/{found['name']}", found["commit"] or "")
            seen.setdefault(key, []).append(path)
    complete = {name for name, commit in seen if commit}
    for (name, commit), paths in seen.items():
        if commit or name not in complete:
            facts: dict[str, Fact] = {"owner": name.partition("/")[0], "files": len(paths)}
            if commit:
                facts["commit"] = commit
            yield Observation("repository", name, (), "high", facts=facts)
