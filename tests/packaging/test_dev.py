"""The commands of the README: what they ask of a machine, install and run."""

import ast
import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = ("prerequisite", "installation", "dev")
FIRST_INSTALLATION = ["venv", "requirements.lock", "."]


def load(name: str) -> ModuleType:
    """Return a module of ``packaging/``, which is a folder of scripts and no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


prerequisite, installation, dev = (load(name) for name in MODULES)


class Shell:
    """Stands in for the commands: makes the folder that venv makes, installs nothing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.done: list[str] = []
        self.failing = ""

    def __call__(self, command: list[str], **_: str) -> int:
        if "-c" in command:
            return 0  # the probe: the environment is as it should be
        self.done.append(Path(command[-1]).name.removeprefix(".") or ".")
        if self.failing and command[-1].endswith(self.failing):
            return 1
        if "venv" in command:
            folder = Path(command[-1])
            shutil.rmtree(folder, ignore_errors=True)
            python = Path(inert(self.root).program("python"))
            python.parent.mkdir(parents=True)
            python.touch()
        return 0


def inert(root: Path):
    """Return an installation in this folder that runs nothing."""
    return installation.Installation(root, lambda _: 0)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Return the shell of a checkout in a folder of its own."""
    for name in ("packaging", "procure_app/store/shipped"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("packaging/requirements.lock", "packaging/build_hook.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    source = "procure_app/store/shipped/catalogue_source.py"
    shutil.copy(ROOT / source, tmp_path / source)
    for name in installation.DATA:
        folder = tmp_path / "resources" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.toml").write_text("title = 'Short'\n", "utf-8")
    return Shell(tmp_path)


def renewed(shell: Shell) -> list[str]:
    """Return what one more run did: the last words of its commands."""
    shell.done.clear()
    installation.Installation(shell.root, shell).renew()
    return list(shell.done)


def test_the_sentence_names_exactly_what_is_missing_and_the_line_to_type():
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    wanted = prerequisite.QT + prerequisite.SCREEN
    lacks = prerequisite.missing(wanted, lambda one: one.name not in absent)
    assert prerequisite.sentence(lacks) == (
        "This machine lacks libEGL.so.1, libxcb-cursor.so.0; "
        "on Debian or Ubuntu type: sudo apt install libegl1 libxcb-cursor0"
    )


def test_a_missing_venv_is_named_by_its_package():
    lacks = prerequisite.missing([prerequisite.VENV], lambda _: False)
    assert prerequisite.sentence(lacks) == (
        "This machine lacks python3-venv; on Debian or Ubuntu type: sudo apt install python3-venv"
    )


def test_a_library_that_does_not_exist_is_not_present():
    assert not prerequisite.present(prerequisite.Prerequisite("libnowhere.so.7", "libnowhere7"))


def test_offscreen_needs_no_library_of_a_screen(monkeypatch):
    monkeypatch.setattr(prerequisite.platform, "system", lambda: "Linux")
    assert prerequisite.needed(screen=False, venv=False) == prerequisite.QT
    everything = (prerequisite.VENV, *prerequisite.QT, *prerequisite.SCREEN)
    assert prerequisite.needed(screen=True, venv=True) == everything


@pytest.mark.parametrize("system", ["Darwin", "Windows"])
def test_only_linux_is_asked_for_libraries_and_a_display(monkeypatch, system):
    monkeypatch.setattr(prerequisite.platform, "system", lambda: system)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert prerequisite.needed(screen=True, venv=False) == ()
    assert prerequisite.display()


def test_packages_are_installed_unasked_only_by_root_in_ci(monkeypatch):
    monkeypatch.setattr(prerequisite.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(prerequisite.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setenv("CI", "true")
    assert prerequisite.installable()
    monkeypatch.delenv("CI")
    assert not prerequisite.installable()
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(prerequisite.os, "geteuid", lambda: 1000, raising=False)
    assert not prerequisite.installable()


def test_installing_in_ci_asks_apt_for_exactly_what_is_missing(capsys):
    asked = []
    prerequisite.install(prerequisite.QT[1:3], lambda command: asked.append(command) or 0)
    assert [command[:2] for command in asked] == [["apt-get", "update"], ["apt-get", "install"]]
    assert asked[1][-2:] == ["libgl1", "libegl1"]
    assert "libgl1 libegl1" in capsys.readouterr().out


def test_an_old_python_is_refused_in_one_sentence():
    assert prerequisite.too_old((3, 11, 0)) == ""
    assert prerequisite.too_old((3, 14, 2)) == ""
    assert prerequisite.too_old((3, 9, 18)) == (
        "This needs Python 3.11 or newer, but was started with Python 3.9.18."
    )


@pytest.mark.parametrize("name", MODULES)
def test_an_old_python_can_read_far_enough_to_refuse(name):
    ast.parse((ROOT / "packaging" / f"{name}.py").read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("name", MODULES)
def test_the_commands_need_nothing_but_the_standard_library(name):
    tree = ast.parse((ROOT / "packaging" / f"{name}.py").read_text("utf-8"))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported - sys.stdlib_module_names - set(MODULES) <= {"procure_app"}


def test_a_second_run_does_not_reinstall(shell):
    assert renewed(shell) == FIRST_INSTALLATION
    assert renewed(shell) == []


@pytest.mark.parametrize(
    ("file", "repeated"),
    [
        ("packaging/requirements.lock", ["requirements.lock"]),
        ("pyproject.toml", ["."]),
        ("packaging/build_hook.py", ["."]),
        ("resources/catalogue/catalogue.toml", []),
    ],
)
def test_a_change_renews_only_what_depends_on_it(shell, file, repeated):
    renewed(shell)
    (shell.root / file).write_text("title = 'Longer'\n", "utf-8")
    assert renewed(shell) == repeated
    assert renewed(shell) == []


def test_a_changed_catalogue_is_compiled_again(shell):
    renewed(shell)
    (shell.root / "resources/catalogue/catalogue.toml").write_text("title = 'Longer'\n", "utf-8")
    renewed(shell)
    compiled = json.loads((shell.root / "resources/catalogue/catalogue.json").read_text("utf-8"))
    assert compiled["catalogue"]["title"] == "Longer"


def test_a_catalogue_that_was_removed_is_compiled_again(shell):
    renewed(shell)
    compiled = shell.root / "resources/catalogue/catalogue.json"
    compiled.unlink()
    assert renewed(shell) == []
    assert compiled.is_file()


def test_a_fault_in_the_catalogue_is_one_sentence(shell):
    (shell.root / "resources/catalogue/01-bad.toml").write_text("title =\n", "utf-8")
    with pytest.raises(installation.InstallationError, match=r"01-bad\.toml:1: is not TOML"):
        renewed(shell)


def test_an_installation_that_failed_is_tried_again(shell):
    shell.failing = "requirements.lock"
    with pytest.raises(installation.InstallationError, match="what pip said is above"):
        renewed(shell)
    shell.failing = ""
    assert renewed(shell) == ["requirements.lock", "."]


def test_a_checkout_that_moved_is_installed_anew(shell):
    renewed(shell)
    moved = Shell(shell.root.with_name("moved"))
    shell.root.rename(moved.root)
    assert renewed(moved) == FIRST_INSTALLATION


def test_everything_is_installed_by_hash_and_from_wheels(shell):
    commands = []
    installation.Installation(shell.root, lambda one: commands.append(one) or shell(one)).renew()
    (pinned,) = (one for one in commands if one[-1].endswith("requirements.lock"))
    assert {"--require-hashes", "--only-binary"} <= set(pinned)
    assert {"--no-deps", "--no-build-isolation"} <= set(commands[-1])


def test_ci_runs_every_step_even_after_one_failed(monkeypatch, capsys):
    names = []

    def run(command, **environment):
        assert environment == {"QT_QPA_PLATFORM": "offscreen"}
        names.append(command)
        return int("ruff" in command)

    monkeypatch.setattr(dev, "installed", lambda **_: inert(ROOT))
    monkeypatch.setattr(dev, "run", run)
    assert dev.main(["test", "-k", "words"]) == 1
    assert len(names) == 5
    assert names[-1][2] == "pytest"
    assert names[-1][-2:] == ["-k", "words"]
    out = capsys.readouterr().out
    assert re.search(r"^== ruff check: FAILED after \d+\.\d s$", out, re.MULTILINE)
    assert re.search(r"^== mypy: passed after \d+\.\d s$", out, re.MULTILINE)
    assert out.endswith("Failed: ruff format, ruff check\n")


def test_start_without_a_display_says_so_and_writes_pictures(monkeypatch, capsys, tmp_path):
    ran = []
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(prerequisite, "display", lambda: False)
    monkeypatch.setattr(dev, "installed", lambda **_: inert(tmp_path))
    monkeypatch.setattr(dev, "run", lambda command, **_: ran.append(command) or 0)
    assert dev.main(["start"]) == 0
    pictures = tmp_path / "build" / "pictures"
    assert ran[0][1:] == [
        "-m", "procure_app", "pictures", "--example", "llama-3.1-8b", str(pictures)
    ]  # fmt: skip
    assert pictures.is_dir()
    assert capsys.readouterr().out.startswith("There is no display")


def test_start_with_a_display_opens_the_example(monkeypatch, tmp_path):
    ran = []
    monkeypatch.setattr(prerequisite, "display", lambda: True)
    monkeypatch.setattr(dev, "installed", lambda **_: inert(tmp_path))
    monkeypatch.setattr(dev, "run", lambda command, **_: ran.append(command) or 0)
    assert dev.main(["start"]) == 0
    assert ran[0][1:] == ["-m", "procure_app", "--example", "llama-3.1-8b"]


def test_what_the_machine_lacks_ends_the_command_with_its_sentence(monkeypatch, capsys):
    monkeypatch.setattr(prerequisite, "installable", lambda: False)
    monkeypatch.setattr(prerequisite, "needed", lambda **_: prerequisite.QT[:1])
    monkeypatch.setattr(prerequisite, "missing", tuple)
    monkeypatch.setattr(dev, "run", lambda *_, **__: 0)
    assert dev.main(["test"]) == 1
    assert capsys.readouterr().err == (
        "This machine lacks libglib-2.0.so.0; "
        "on Debian or Ubuntu type: sudo apt install libglib2.0-0\n"
    )
