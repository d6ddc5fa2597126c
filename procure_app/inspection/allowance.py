"""What the worker may use of the machine, where the platform can bound it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from procure_app.inspection.limit import Limits

if sys.platform != "win32":
    import resource

    def confine(limits: Limits) -> None:
        """Bound memory; forbid writing files of any size, and a dump of the memory."""
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_FSIZE, 0)
        _bound(resource.RLIMIT_AS, limits.memory)

    def grant(limits: Limits) -> None:
        """Grant the computing time of one more file."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + limits.seconds + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if hard == resource.RLIM_INFINITY or soft < hard:
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))

    def grant_all() -> None:
        """Grant as much computing time as is left: digests take long, and decide nothing."""
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))

    def _bound(what: int, most: int) -> None:
        _, hard = resource.getrlimit(what)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (wanted, hard))
        except (ValueError, OSError):
            return  # the platform does not bound this

else:

    def confine(limits: Limits) -> None:
        """Do nothing: the app ends a worker that says nothing for too long."""

    def grant(limits: Limits) -> None:
        """Do nothing."""

    def grant_all() -> None:
        """Do nothing."""


def granter(limits: Limits) -> Callable[[], None]:
    """Return what grants the computing time of one more file."""
    return lambda: grant(limits)
