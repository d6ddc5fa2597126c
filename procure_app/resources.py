"""Where the shipped files lie, the same in an installed package and in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder of shipped files of this name: ``catalogue``, ``fonts`` and so on.

    The wheel carries ``resources/`` inside the package; a checkout has it beside the package.
    """
    installed = _PACKAGE / "_resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name
