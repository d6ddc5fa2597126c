"""What the worker answered, kept until it is put together."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace

from procure_app.core.phrase import Phrase, counted, phrase
from procure_app.inspection import wire
from procure_app.inspection.gathering import Components
from procure_app.inspection.job import Job
from procure_app.inspection.limit import Limits
from procure_app.inspection.observation import File, Observation

MOST_OBSERVATIONS = 20_000
MOST_MEMBERS = 100_000
MOST_KEPT = 32 << 20
"""Characters of all lists in observations together; after that only the first items are kept."""
_FIRST = 20
_ITEM = 64
"""What an item costs beside its characters."""


class Results:
    """Kinds, members, observations, digests and misses, by file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.kinds: dict[int, str] = {}
        self.digests: dict[str, str] = {}
        """By path; members included."""
        self.members: dict[str, File] = {}
        self.components = Components()
        self.observations: list[Observation] = []
        self._missed: dict[str, Phrase] = {}
        self.doubted: set[str] = set()
        """Paths of which something could not be read, apart from digests."""
        self._uncounted = 0
        self._room = MOST_KEPT
        self._pending: dict[int, list[wire.Message]] = {}

    def take(self, job: Job, answer: wire.Message) -> None:
        """Take one answer about a file; it counts once the file, or the member, is done with."""
        pending = self._pending.setdefault(job.id, [])
        if "done" not in answer and "at" not in answer:
            pending.append(answer)
            return
        for message in pending:
            self._settle(job, message)
        pending.clear()
        if "done" in answer:
            del self._pending[job.id]

    def forget(self, jobs: Iterable[Job]) -> None:
        """Drop what was said of files that were not finished."""
        for job in jobs:
            self._pending.pop(job.id, None)

    def take_digest(self, job: Job, answer: wire.Message) -> None:
        """Take one answer about the digest of a file or member."""
        path = str(answer.get("path", job.path))
        if "sha256" in answer:
            self.digests[path] = str(answer["sha256"])
        elif "refused" in answer:
            self.miss(path, wire.to_phrase(answer["refused"]), digest=True)

    def miss(self, path: str, reason: Phrase, *, digest: bool = False) -> None:
        """Note that a file could not be inspected, or only not be digested; the first counts."""
        if not digest and len(self.doubted) < self._limits.notes:
            self.doubted.add(path)
        if path in self._missed:
            return
        if len(self._missed) >= self._limits.notes:
            self._uncounted += 1
            return
        self._missed[path] = (
            phrase("its digest was not computed: {reason}", reason=reason)
            if digest
            else phrase("could not be inspected: {reason}", reason=reason)
        )

    @property
    def missed_paths(self) -> tuple[str, ...]:
        """All paths that were missed and are named one by one."""
        return tuple(sorted(self._missed))

    def missed(self) -> tuple[tuple[str, Phrase], ...]:
        """Return all paths that were missed, in order; the last line may stand for many."""
        rows = sorted(self._missed.items())
        if self._uncounted:
            text = counted(
                "{count} more was not inspected", "{count} more were not inspected",
                self._uncounted,
            )  # fmt: skip
            rows.append(("…", text))
        return tuple(rows)

    def _settle(self, job: Job, message: wire.Message) -> None:
        if "kind" in message:
            self.kinds[job.id] = sys.intern(str(message["kind"]))
        elif "holds" in message:
            self._member(job, message["holds"])
        elif "refused" in message:
            self.miss(str(message["path"]), wire.to_phrase(message["refused"]))
        elif "seen" in message:
            self.see(wire.to_observation(message["seen"]))

    def _member(self, job: Job, member: wire.Message) -> None:
        path = str(member["path"])
        if len(self.members) < MOST_MEMBERS:
            self.members[path] = File(path, job.raw, int(member["bytes"]), "", str(member["kind"]))

    def see(self, seen: Observation) -> None:
        """Keep an observation."""
        if seen.what == "component":
            self.components.add(seen)
        elif len(self.observations) < MOST_OBSERVATIONS:
            self.observations.append(self._bounded(seen))

    def _bounded(self, seen: Observation) -> Observation:
        """Return the observation with its lists; with their first items where there is no room.

        Whoever needs a whole list compares its length with the count that stands beside it.
        """
        lists = [fact for fact in seen.facts.values() if isinstance(fact, tuple)]
        cost = sum(_ITEM + len(text) for fact in lists for text in fact)
        if cost <= self._room or all(len(fact) <= _FIRST for fact in lists):
            self._room -= cost
            return seen
        facts = {
            key: fact[:_FIRST] if isinstance(fact, tuple) else fact
            for key, fact in seen.facts.items()
        }
        return replace(seen, facts=facts)
