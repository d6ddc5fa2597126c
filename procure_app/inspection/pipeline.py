"""Inspects a release: lists, reads in a worker, digests, and puts together what was seen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from procure_app.core.phrase import Phrase, phrase
from procure_app.inspection import kind
from procure_app.inspection.course import Course
from procure_app.inspection.digest_cache import DigestCache
from procure_app.inspection.gathering import across, lacking
from procure_app.inspection.job import Job
from procure_app.inspection.limit import Limits
from procure_app.inspection.name import shown
from procure_app.inspection.observation import File, Inspection, Reader
from procure_app.inspection.problem import problems
from procure_app.inspection.progress import Meter, Progress
from procure_app.inspection.reader import READERS
from procure_app.inspection.result import Results
from procure_app.inspection.rule import Rules
from procure_app.inspection.scope import Scope, scope_of
from procure_app.inspection.unread import Unread, doubted, seen_by_name
from procure_app.inspection.walk import Entry

_SPARSE = 1 << 30
"""Bytes from which on a file that hardly takes any room is asked about."""

Ask = Callable[[File, Phrase], bool]
"""Asks the person whether a file is to be digested although it is sparse or huge."""


def inspect(
    path: Path,
    *,
    rules: Rules,
    readers: Mapping[str, tuple[Reader, ...]] = READERS,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    ask: Ask | None = None,
    found: Callable[[Inspection], None] | None = None,
    finish: Callable[[Inspection], Inspection] = lambda inspection: inspection,
    cache: Path | None = None,
    limits: Limits | None = None,
    key: bytes = b"",
) -> Inspection:
    """Return what is in the folder, archive or file; nothing of it is run or changed.

    ``found`` is given everything but the digests as soon as the headers are read. ``ask`` is
    asked before a sparse or huge file is digested; without it such files are not. ``finish``
    adds what follows from the whole, such as contradictions. ``cache`` is a file of ours that
    keeps digests. ``key`` is a public key, certificate or root that a person has from
    elsewhere, to check model signatures against. All callbacks are called on the caller's
    thread, ``cancelled`` twenty times a second. Raises ``Cancelled``, and ``Unreadable``
    where the path itself cannot be listed.
    """
    meter = Meter(progress, cancelled)
    inspecting = _Inspecting(path, rules, limits or Limits(), meter)
    course = Course(inspecting.scope.root, readers, rules, inspecting.limits, meter, key=key)
    try:
        inspecting.read(course)
        if found:
            found(finish(inspecting.inspection()))
        inspecting.digest(course, DigestCache(cache), ask)
    finally:
        course.end()
    return finish(inspecting.inspection())


class _Inspecting:
    """One inspection on its way."""

    def __init__(self, path: Path, rules: Rules, limits: Limits, meter: Meter) -> None:
        self.limits = limits
        self._rules = rules
        self._meter = meter
        meter.begin("listing", 0)
        meter.pulse()
        self.scope: Scope = scope_of(path, limits, lambda count: meter.pulse())
        self._paths = [shown(entry.raw) for entry in self.scope.listing.entries]
        self._results = Results(limits)
        for refused, reason in self.scope.listing.refused:
            self._results.miss(refused, reason)

    def read(self, course: Course) -> None:
        """Read all headers and texts."""
        self._meter.begin("reading", len(self._paths))
        course.provenance(self.scope.listing.repositories, self._results)
        course.read(self._jobs(), self._results)

    def digest(self, course: Course, cache: DigestCache, ask: Ask | None) -> None:
        """Digest all files that are not known already, and that nobody objects to."""
        wanted, size = array("I"), 0
        for job, entry in zip(self._jobs(), self.scope.listing.entries, strict=True):
            if job.kind not in kind.ARCHIVES and (known := cache.get(job.stamp)):
                self._results.digests[job.path] = known
            elif (reason := self._doubt(entry)) and not (ask and ask(_file(job), reason)):
                self._results.miss(job.path, reason, digest=True)
            else:
                wanted.append(job.id)
                size += job.bytes
        self._meter.begin("digesting", len(wanted), size)
        course.digest(map(self._job, wanted), self._results)
        for job in map(self._job, wanted):
            if digest := self._results.digests.get(job.path):
                cache.put(job.stamp, digest)
        cache.save()

    def inspection(self) -> Inspection:
        """Return what is known by now."""
        results, digests = self._results, self._results.digests
        files = [
            File(job.path, job.raw, job.bytes, digests.get(job.path, ""), job.kind)
            for job in self._jobs()
        ]
        files += [
            replace(member, sha256=digests.get(member.path, ""))
            for member in results.members.values()
        ]
        files.sort(key=lambda file: file.path)
        unread = tuple(seen_by_name(self._unread(), self._rules))
        components = [one for one in unread if one.what == "component"]
        seen = [
            *results.components.observations(components),
            *(doubted(one, results.doubted) for one in results.observations),
            *(one for one in unread if one.what != "component"),
        ]
        seen += across(seen, frozenset(file.path for file in files))
        return Inspection(
            self.scope.shown,
            tuple(files),
            tuple(lacking(seen)),
            (*self._of_the_folder(), *problems(seen)),
            results.missed(),
        )

    def _unread(self) -> Iterator[Unread]:
        """Yield what was missed before anything was known of it: closed, a link, a crash."""
        results = self._results
        missed = frozenset(results.missed_paths)
        jobs = {job.path: job for job in self._jobs() if job.path in missed} if missed else {}
        for path in sorted(missed - results.members.keys()):
            job = jobs.get(path)
            if job is None:
                yield Unread(path, self.scope.inside(path))
            elif job.id not in results.kinds:
                yield Unread(path, job.inside, job.bytes)

    def _jobs(self) -> Iterator[Job]:
        """Yield every file as a job; they are made anew each time, because they are many."""
        return map(self._job, range(len(self._paths)))

    def _job(self, number: int) -> Job:
        entry, path = self.scope.listing.entries[number], self._paths[number]
        return Job(
            number,
            entry.raw,
            path,
            self.scope.inside(path),
            entry.bytes,
            entry.stamp,
            entry.linked,
            self._results.kinds.get(number, ""),
        )

    def _doubt(self, entry: Entry) -> Phrase | None:
        """Return why a person is asked before this file is digested, None where nobody is."""
        if entry.bytes >= _SPARSE and 0 <= entry.on_disk * 10 < entry.bytes:
            return phrase(
                "it is sparse: only {on_disk} of its {size} bytes are stored on the disk",
                size=f"{entry.bytes:,}",
                on_disk=f"{entry.on_disk:,}",
            )
        if entry.bytes >= self.limits.huge:
            return phrase("it is huge: {size} bytes", size=f"{entry.bytes:,}")
        return None

    def _of_the_folder(self) -> Iterator[Phrase]:
        if self.scope.listing.too_many:
            yield phrase(
                "The folder holds more than {count} files. The rest was not inspected.",
                count=self.limits.files,
            )


def _file(job: Job) -> File:
    return File(job.path, job.raw, job.bytes, "", job.kind)
