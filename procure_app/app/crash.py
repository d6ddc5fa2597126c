"""What is watched for faults of the app, and with which versions they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from procure_app.ui.window import Window


def versions() -> dict[str, str]:
    """Return the versions of app, Python and platform, and of Qt where it is loaded."""
    import platform
    import sys
    from importlib.metadata import PackageNotFoundError, version

    try:
        ours = version("procure-app")
    except PackageNotFoundError:  # python -m procure_app in a checkout
        ours = "not installed"
    found = {"App": ours, "Python": platform.python_version()}
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None:
        found["Qt"] = qt.qVersion()
    kept = (platform.system(), platform.release(), platform.machine())
    return found | {"Platform": " ".join(kept)}


def watch(window: Window) -> None:
    """Show unexpected faults in a window of their own from now on; nothing is ever sent."""
    from procure_app.ui.crash import CrashWatch

    CrashWatch(window, versions()).install()


def told(error: BaseException) -> str:
    """Return what a command says of an unexpected fault, on standard error."""
    from procure_app.session.crash import crash_report

    return (
        f"The app made a mistake. Nothing was sent anywhere.\n\n{crash_report(error, versions())}"
    )
