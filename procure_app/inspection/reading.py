"""What the worker does with one file: open, identify, read, hold against the rules, report."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import BinaryIO

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection import kind
from procure_app.inspection.archive.member import Member, members
from procure_app.inspection.component import MOST_TEXT, Eye
from procure_app.inspection.document_name import document
from procure_app.inspection.identify import identify
from procure_app.inspection.job import Job
from procure_app.inspection.licence_file import is_licence_name, unread_licence
from procure_app.inspection.limit import Limits
from procure_app.inspection.name import shown
from procure_app.inspection.observation import File, Observation, Reader, Refused
from procure_app.inspection.opening import Place, why
from procure_app.inspection.walk import stamp_of
from procure_app.inspection.wire import Message, from_observation, from_phrase

MOST_SEEN = 500
"""Observations of one file."""
_HELD = 32 << 20
_NAMED = {
    ".safetensors": (kind.SAFETENSORS,),
    ".gguf": (kind.GGUF,),
    ".onnx": (kind.ONNX,),
    ".pt": (kind.PYTORCH, kind.PICKLE),
    ".pth": (kind.PYTORCH, kind.PICKLE),
    ".npy": (kind.NUMPY,),
    ".npz": (kind.NUMPY,),
    ".h5": (kind.HDF5,),
}
"""What a name promises, where it can promise one thing only."""
_TEXTS = (".md", ".txt", ".rst", ".json", ".jsonl", ".yaml", ".yml", ".cff", ".toml", ".py",
          ".jinja", ".html")  # fmt: skip

Emit = Callable[[Message], None]


class Reading:
    """Reads files of one place and emits what it sees as messages."""

    def __init__(
        self,
        place: Place,
        *,
        readers: Mapping[str, tuple[Reader, ...]],
        eye: Eye,
        limits: Limits,
        emit: Emit,
        allow: Callable[[], None],
    ) -> None:
        self.place = place
        self.readers = readers
        self.eye = eye
        self.limits = limits
        self.emit = emit
        self.allow = allow
        """Grants the computing time of one more file."""
        self.spent = 0
        """Unpacked bytes so far, of all archives."""
        self._weights = 0
        """Observations of weights so far."""
        self._empty = False
        """Whether the file at hand is in a format of weights and holds no tensor."""

    def read(self, job: Job) -> None:
        """Read one file, with the members where it is an archive. Raises nothing."""
        self.allow()
        with (
            _Telling(self.emit, job.path, self.limits),
            self.place.open(job.raw, linked=job.linked) as handle,
        ):
            _require_same(handle, job)
            file = self._file(handle, job.path, job.raw, job.bytes)
            if job.skip < 0:
                self.emit({"kind": file.kind})
                self._look(handle, file, job.inside)
            if file.kind in kind.ARCHIVES:
                self._members(handle, file, job)
            _require_same(handle, job)

    def _file(self, handle: BinaryIO, path: str, raw: bytes, size: int) -> File:
        return File(path, raw, size, "", identify(handle, path.rpartition("/")[2], size))

    def _look(self, handle: BinaryIO, file: File, inside: str) -> None:
        """Run the readers and the rules on an open file."""
        refused, told, self._empty = None, self._weights, False
        for reader in self.readers.get(file.kind, ()):
            refused = self._run(reader, handle, file) or refused
        if file.kind in kind.WEIGHTS and refused and told == self._weights:
            self._tell(_unread(file))
        if file.kind in kind.SEALED:
            reason = phrase("it is packed ({form}), and is not opened", form=file.kind)
            self.emit({"refused": from_phrase(reason), "path": file.path})
        if licence := _sealed_licence(file):
            self._tell(licence)
        if promise := _broken_promise(file):
            self._tell(promise)
        for seen in self.eye.seen(file, inside, lambda: _text(handle, file)):
            if refused and file.kind in kind.WEIGHTS:
                self._tell(_doubtful(seen))
            elif self._empty:  # a vocabulary alone, say, in a format of weights
                self._tell(replace(seen, confidence="low"))
            else:
                self._tell(seen)

    def _run(self, reader: Reader, handle: BinaryIO, file: File) -> Phrase | None:
        """Run one reader; return why it stopped, where it did before the end."""
        telling = _Telling(self.emit, file.path, self.limits)
        with telling:
            for count, seen in enumerate(reader(handle, file)):
                if count >= MOST_SEEN:
                    raise Refused(phrase("there is more to it than is shown"))
                self._tell(seen)
        return telling.reason

    def _tell(self, seen: Observation) -> None:
        self._weights += seen.what == "weights"
        self._empty |= seen.what == "weights" and seen.facts.get("tensors") == 0
        self.emit({"seen": from_observation(seen)})

    def _members(self, handle: BinaryIO, archive: File, job: Job) -> None:
        """Read the members, from the one on that is due."""
        folder = job.inside[: job.inside.rfind("/") + 1]
        found = members(handle, archive.kind, archive.bytes, self.limits.archive_entries)
        for count, member in enumerate(found):
            if count < job.skip:
                continue
            self.allow()
            path = f"{archive.path}/{shown(member.name)}"
            self.emit({"at": path, "member": count})
            with _Telling(self.emit, path, self.limits):
                self._member(member, archive, path, folder + shown(member.inside))

    def _member(self, member: Member, archive: File, path: str, inside: str) -> None:
        if member.refused:
            raise Refused(member.refused)
        self.spent += min(member.size, _HELD)
        if self.spent > self.limits.archive_bytes:
            raise Refused(phrase("too much would have to be unpacked"))
        with member.opened() as handle:
            file = self._file(handle, path, archive.raw, member.size)
            self.emit({"holds": {"path": path, "bytes": file.bytes, "kind": file.kind}})
            if file.kind in kind.ARCHIVES:
                raise Refused(phrase("it is an archive within an archive, and is not opened"))
            self._look(handle, file, inside)


class _Telling:
    """Turns whatever goes wrong with a file into a message, and lets the rest go on."""

    def __init__(self, emit: Emit, path: str, limits: Limits) -> None:
        self._emit, self._path, self._limits = emit, path, limits
        self.reason: Phrase | None = None

    def __enter__(self) -> None:
        pass

    def __exit__(self, form: object, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        self.reason = said(error, self._limits)
        self._emit({"refused": from_phrase(self.reason), "path": self._path})
        return True


def said(error: Exception, limits: Limits) -> Phrase:
    """Return why a file was not read, as the rest of a sentence."""
    match error:
        case Refused():
            return error.reason
        case MemoryError():
            return phrase(
                "reading it needs more than {size} MB of memory", size=limits.memory >> 20
            )
        case OSError():
            return why(error)
        case _:
            return phrase("its reader failed: {problem}", problem=type(error).__name__)


def _require_same(handle: BinaryIO, job: Job) -> None:
    if stamp_of(os.fstat(handle.fileno())) != job.stamp:
        raise Refused(phrase("it changed while the release was read"))


def _text(handle: BinaryIO, file: File) -> str | None:
    """Return the beginning of a text; nothing of what is none."""
    if file.kind not in kind.TEXT:
        return ""
    handle.seek(0)
    try:
        return handle.read(MOST_TEXT).decode("utf-8", "replace")
    except OSError:
        return None


def _unread(file: File) -> Observation:
    return Observation(
        "weights", file.kind, (file.path,), "low", facts={"format": file.kind},
        state="could not be inspected",
    )  # fmt: skip


def _doubtful(seen: Observation) -> Observation:
    return Observation(
        seen.what, seen.subject, seen.files, "low", seen.quote, seen.facts,
        "could not be inspected",
    )  # fmt: skip


def _sealed_licence(file: File) -> Observation | None:
    """Return a licence that is no text: a PDF, a packed or damaged file, a pointer, nothing at all.

    Without this a licence that a person can read would be told as no licence.
    """
    if file.kind in (*kind.TEXT, *kind.ARCHIVES, *kind.WEIGHTS) or not is_licence_name(file.path):
        return None
    if file.kind == kind.POINTER:
        return unread_licence(file.path, "declared, not included")
    seen = unread_licence(file.path, "could not be inspected" if file.bytes else "found")
    return seen if file.bytes else replace(seen, facts={**seen.facts, "empty": True})


def _is_text_by_name(path: str) -> bool:
    name = path.lower()
    if name.endswith(".pdf"):
        return False
    return name.endswith(_TEXTS) or is_licence_name(path) or bool(document(path))


def _broken_promise(file: File) -> Observation | None:
    """Return that a file named as weights, or as a text, is something else.

    A single zero byte makes a licence unreadable to us, and leaves it readable to a person.
    """
    name = file.path.rpartition("/")[2].lower()
    promised = _NAMED.get(name[name.rfind(".") :], ()) if "." in name else ()
    if not promised and file.bytes and not file.kind and _is_text_by_name(file.path):
        promised = (kind.PLAIN,)
    if not promised or file.kind in promised or file.kind == kind.POINTER:
        return None
    facts = {"named_as": promised[0], "is": file.kind or "not known"}
    return Observation("problem", "misnamed", (file.path,), facts=facts)
