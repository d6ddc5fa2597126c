"""Undo and redo as a list of old documents; typing in one place is one step."""

from __future__ import annotations

from dataclasses import dataclass

from procure_app.core.assessment.document import Assessment

STEPS = 1000
"""Most steps that can be undone. Each holds a mapping of all answers: 7 KB with ninety of them,
54 KB with two thousand."""


@dataclass(frozen=True, slots=True)
class History:
    """The present document with those before and after it."""

    present: Assessment
    past: tuple[tuple[Assessment, str], ...] = ()
    """Earlier documents, oldest first, each with the place of the edit that left it."""
    future: tuple[tuple[Assessment, str], ...] = ()

    def after(self, changed: Assessment, place: str, *, merge: bool = False) -> History:
        """Return the history after an edit at ``place``.

        With ``merge``, an edit at the same place as the last one joins it, so that a typed
        sentence is one step, and none when all of it was taken back. An edit that changes
        nothing leaves everything as it was. The oldest step beyond ``STEPS`` is forgotten.
        """
        if changed == self.present:
            return self
        if merge and self.past and self.past[-1][1] == place and not self.future:
            taken_back = changed == self.past[-1][0]
            return History(changed, self.past[:-1] if taken_back else self.past)
        return History(changed, (*self.past[1 - STEPS :], (self.present, place)))

    def undone(self) -> History:
        """Return the history one step back, or itself at the start."""
        if not self.past:
            return self
        (before, place), rest = self.past[-1], self.past[:-1]
        return History(before, rest, ((self.present, place), *self.future))

    def redone(self) -> History:
        """Return the history one step forward, or itself at the end."""
        if not self.future:
            return self
        (after, place), rest = self.future[0], self.future[1:]
        return History(after, (*self.past, (self.present, place)), rest)
