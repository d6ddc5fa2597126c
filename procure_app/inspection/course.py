"""The course of one inspection in the worker: batches out, answers in, crashes survived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from procure_app.core.phrase import phrase
from procure_app.inspection import wire
from procure_app.inspection.job import Job
from procure_app.inspection.limit import Limits
from procure_app.inspection.observation import Reader
from procure_app.inspection.process import Ended, Process
from procure_app.inspection.progress import Meter
from procure_app.inspection.result import Results
from procure_app.inspection.rule import Rules

_BATCH = 64
_MOST_TOGETHER = 2_000
"""Jobs handed over at once to be digested; the largest of them are begun first."""
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError)
"""What an answer leads to that no worker of ours gives."""


class Course:
    """Hands files to a worker, and to a new one where it was lost."""

    def __init__(
        self,
        root: bytes,
        readers: Mapping[str, tuple[Reader, ...]],
        rules: Rules,
        limits: Limits,
        meter: Meter,
        *,
        key: bytes = b"",
    ) -> None:
        self._limits = limits
        self._meter = meter
        self._start: Callable[[], Process] = lambda: Process(
            root, readers, rules, limits, meter.pulse, key=key
        )
        self._process: Process | None = None
        self._lost = 0
        self._reason = phrase("its reader failed")
        self._bytes = self._bytes_before = 0

    def end(self) -> None:
        """End the worker, if any."""
        if self._process:
            self._process.end()
            self._process = None

    def read(self, jobs: Iterable[Job], results: Results) -> None:
        """Read all files; what a worker is lost on is told, and the rest goes on."""
        waiting = iter(jobs)
        while batch := list(islice(waiting, _BATCH)):
            left = self._attempt(batch, results, careful=False)
            while left and self._may_go_on(left, results):
                left = self._attempt(left, results, careful=True)

    def provenance(self, folders: Iterable[bytes], results: Results) -> None:
        """Ask where clones came from; a worker that is lost on it costs only this."""
        for folder in folders:
            try:
                process = self._running()
                process.ask_provenance(folder)
                while "end" not in (answer := process.answer()):
                    if "seen" in answer:
                        results.see(wire.to_observation(answer["seen"]))
            except (Ended, *_MALFORMED) as error:
                self._lose(error)

    def digest(self, jobs: Iterable[Job], results: Results) -> None:
        """Digest all files, the results as they come."""
        waiting = iter(jobs)
        while batch := list(islice(waiting, _MOST_TOGETHER)):
            left = self._digest(batch, results)
            for job in left:  # a worker was lost: one by one, to see on which
                if not self._may_go_on([job], results):
                    break
                for culprit in self._digest([job], results):
                    results.miss(culprit.path, self._reason, digest=True)

    def _attempt(self, batch: list[Job], results: Results, *, careful: bool) -> list[Job]:
        """Read a batch and return what is left of it after a worker was lost."""
        waiting = {job.id: job for job in batch}
        members: dict[int, str] = {}
        try:
            process = self._running()
            process.ask("read", batch, careful=careful)
            for answer in self._answers(process):
                job = waiting.get(answer.get("id", -1))
                if job is None:
                    continue
                if "at" in answer:
                    waiting[job.id] = replace(job, skip=answer["member"])
                    members[job.id] = str(answer["at"])
                results.take(job, answer)
                if "done" in answer:
                    del waiting[job.id]
                    self._meter.step(files=1)
        except (Ended, *_MALFORMED) as error:
            self._lose(error)
            left = [waiting[job.id] for job in batch if job.id in waiting]
            results.forget(left)
            return self._without_culprit(left, members, results) if careful else left
        return []

    def _without_culprit(
        self, left: list[Job], members: Mapping[int, str], results: Results
    ) -> list[Job]:
        """Tell of what the worker was lost on, and return what is left."""
        if not left:
            return []
        culprit, others = left[0], left[1:]
        results.miss(members.get(culprit.id, culprit.path), self._reason)
        if culprit.skip >= 0:  # it was lost on one member: the archive goes on behind it
            return [replace(culprit, skip=culprit.skip + 1), *others]
        self._meter.step(files=1)
        return others

    def _digest(self, jobs: list[Job], results: Results) -> list[Job]:
        """Digest a batch and return what is left of it after a worker was lost."""
        waiting = {job.id: job for job in jobs}
        try:
            process = self._running()
            process.ask("digest", jobs)
            for answer in self._answers(process):
                job = waiting.get(answer.get("id", -1))
                if job and "done" in answer:
                    del waiting[job.id]
                    self._meter.step(files=1)
                elif job:
                    results.take_digest(job, answer)
                elif "bytes" in answer:
                    self._bytes = self._bytes_before + int(answer["bytes"])
                    self._meter.step(size=self._bytes)
        except (Ended, *_MALFORMED) as error:
            self._lose(error)
            return list(waiting.values())
        return []

    def _answers(self, process: Process) -> Iterator[wire.Message]:
        """Yield answers to the end of the batch. Whatever is malformed ends the worker."""
        while True:
            answer = process.answer()
            if "end" in answer:
                return
            yield answer

    def _running(self) -> Process:
        if self._process is None:
            self._bytes_before = self._bytes
            self._process = self._start()
            while "ready" not in self._process.answer():
                pass
        return self._process

    def _lose(self, error: Exception) -> None:
        self._lost += 1
        self._reason = error.reason if isinstance(error, Ended) else phrase("its reader failed")
        self.end()

    def _may_go_on(self, left: list[Job], results: Results) -> bool:
        if self._lost <= self._limits.crashes:
            return True
        for job in left:
            results.miss(job.path, phrase("too many other files stopped their reader"))
        return False
