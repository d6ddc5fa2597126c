"""The decision on its way to another catalogue: treatments follow their question."""

from __future__ import annotations

from procure_app.core.assessment.approval import Decision
from procure_app.core.assessment.edit import changed
from procure_app.core.assessment.retired import Retired
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.step import Step, questions_after, triggers_after


def findings_moved(decision: Decision, steps: tuple[Step, ...]) -> Decision:
    """Return the decision with each condition and acceptance at its question's new id.

    Of a question that was split it is the first part; where a question was removed the
    treatment keeps the old id, and stands among those whose finding is gone.
    """

    def moved(finding: str) -> str:
        return next(iter(questions_after(steps, finding)), finding)

    return changed(
        decision,
        conditions=tuple(changed(c, finding=moved(c.finding)) for c in decision.conditions),
        acceptances=tuple(changed(a, finding=moved(a.finding)) for a in decision.acceptances),
    )


def triggers_moved(
    decision: Decision, old: Catalogue, new: Catalogue, steps: tuple[Step, ...]
) -> tuple[Decision, tuple[Retired, ...]]:
    """Return the decision with its triggers at their new ids, and those that are gone."""
    kept: list[str] = []
    gone: list[Retired] = []
    for trigger in decision.triggers:
        text = old.fixed.triggers.get(trigger, "")
        ends = [end for end in triggers_after(steps, trigger) if end in new.fixed.triggers]
        if ends or not text:
            kept += [end for end in (ends or [trigger]) if end not in kept]
        else:
            gone.append(Retired(key=trigger, text=text, catalogue_version=old.version))
    return changed(decision, triggers=tuple(kept)), tuple(gone)
