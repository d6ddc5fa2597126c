"""The installation in ``.venv``: what it holds, and whether it is still the one wanted."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Run = Callable[[Sequence[str]], int]

LOCK = "packaging/requirements.lock"
DATA = ("catalogue", "frameworks", "licences")
"""What is compiled: a folder of ``resources`` each, from TOML to one JSON of the same name."""


class InstallationError(Exception):
    """The installation cannot be made; the message is one sentence for the person."""


@dataclass(frozen=True)
class Installation:
    """The ``.venv`` of one checkout, with a stamp that says from what it was made."""

    root: Path
    """The folder of the checkout."""
    run: Run
    """Runs a command in ``root`` and returns its exit code."""

    @property
    def folder(self) -> Path:
        """Return the folder of the virtual environment."""
        return self.root / ".venv"

    def program(self, name: str) -> str:
        """Return the path of a program inside the environment, on every platform."""
        if sys.platform.startswith("win"):
            return str(self.folder / "Scripts" / f"{name}.exe")
        return str(self.folder / "bin" / name)

    def usable(self) -> bool:
        """Return whether the environment runs, has pip, and is of the Python that asks."""
        version = tuple(sys.version_info[:2])
        if not Path(self.program("python")).is_file() or self._moved():
            return False
        probe = (
            "import sys, importlib.util as u;"
            f"sys.exit(sys.version_info[:2] != {version} or not u.find_spec('pip'))"
        )
        return self.run([self.program("python"), "-c", probe]) == 0

    def make(self) -> None:
        """Make the virtual environment where there is none that is usable."""
        if self.usable():
            return
        print("Making .venv", flush=True)
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        self._do(command, "The virtual environment .venv could not be made; the reason is above.")

    def pip(self, *arguments: str) -> None:
        """Run ``pip install`` with these arguments inside the environment."""
        options = ("-q", "--disable-pip-version-check", "--no-input")
        self._do(
            [self.program("python"), "-m", "pip", "install", *options, *arguments],
            "The installation failed; what pip said is above.",
        )

    def renew(self) -> bool:
        """Install whatever changed since the stamp, and return whether anything had.

        Raises ``InstallationError`` where a step fails; the next run takes it up again there.
        """
        self.make()
        wanted, done = self._wanted(), self._stamped()
        for name in DATA:
            if not self._compiled(name).is_file():
                done.pop(name, None)
        work: dict[str, Callable[[], None]] = {
            **{name: partial(self._compile, name) for name in DATA},
            "requirements": self._install_requirements,
            "project": self._install_project,
        }
        stale = [part for part in work if done.get(part) != wanted[part]]
        for part in stale:
            done.pop(part, None)
            self._record(done)  # so that the next run repeats what fails or is interrupted now
            work[part]()
            done[part] = wanted[part]
            self._record(done)
        return bool(stale)

    def _install_requirements(self) -> None:
        print(f"Installing what {LOCK} pins; the first time takes a minute or two", flush=True)
        # Wheels only: building a package would fetch tools that no hash pins.
        self.pip("--require-hashes", "--only-binary", ":all:", "-r", LOCK)

    def _install_project(self) -> None:
        print("Installing the project itself", flush=True)
        self.pip("--no-deps", "--no-build-isolation", "-e", ".")

    def _wanted(self) -> dict[str, str]:
        return {
            **{name: self._data(name) for name in DATA},
            "requirements": self._digest(self.root / LOCK),
            "project": self._digest(
                self.root / "pyproject.toml", self.root / "packaging" / "build_hook.py"
            ),
        }

    def _data(self, name: str) -> str:
        """Return the digest of the sources of this data, and of what puts them together."""
        store = self.root / "procure_app" / "store" / "shipped"
        sources = sorted((self.root / "resources" / name).glob("*.toml"))
        return self._digest(*sorted(store.glob("*_source.py")), *sources)

    def _digest(self, *files: Path) -> str:
        digest = hashlib.sha256()
        for file in files:
            name = file.relative_to(self.root).as_posix()
            content = file.read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def _stamp(self) -> Path:
        return self.folder / "procure-app.json"

    def _stamped(self) -> dict[str, str]:
        try:
            stamp = json.loads(self._stamp().read_text("utf-8"))
        except (OSError, ValueError):
            return {}  # never finished, or damaged: install again
        return stamp if isinstance(stamp, dict) else {}

    def _record(self, done: dict[str, str]) -> None:
        stamp = {**done, "place": self._place()}
        self._stamp().write_text(json.dumps(stamp, indent=1), "utf-8")

    def _moved(self) -> bool:
        """Return whether the checkout moved: scripts and links inside would name the old place."""
        return self._stamped().get("place", self._place()) != self._place()

    def _place(self) -> str:
        return str(self.folder.resolve())

    def _compiled(self, name: str) -> Path:
        return self.root / "resources" / name / f"{name}.json"

    def _compile(self, name: str) -> None:
        print(f"Compiling the {name}", flush=True)
        sys.path.insert(0, str(self.root))
        try:
            from procure_app.store.shipped import catalogue_source, framework_source, licence_source
        finally:
            sys.path.remove(str(self.root))
        compilers = {
            "catalogue": catalogue_source.compile_to_json,
            "frameworks": framework_source.compile_to_json,
            "licences": licence_source.compile_to_json,
        }
        try:
            compilers[name](self._compiled(name).parent)
        except (OSError, catalogue_source.SourceError) as error:
            raise InstallationError(f"The {name} cannot be compiled: {error}") from error

    def _do(self, command: Sequence[str], fault: str) -> None:
        if self.run(command) != 0:
            raise InstallationError(fault)
