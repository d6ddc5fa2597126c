"""What could be told of a fault of the app: code only, nothing of the document or the person.

Left out: what an exception says (it may quote a text of the file, a path or a passphrase), the
values of variables, and where the app and the libraries are installed.
"""

from __future__ import annotations

import linecache
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

import procure_app

_ROOT = Path(procure_app.__file__).parent
_MOST_FRAMES, _MOST_CAUSES = 60, 8


def crash_report(error: BaseException, versions: Mapping[str, str]) -> str:
    """Return versions, the kinds of exceptions and our own lines of code, as plain text."""
    lines = ["An unexpected fault of the app", ""]
    lines += [f"{name}: {version}" for name, version in versions.items()]
    shown: BaseException | None = error
    seen: set[int] = set()
    while shown is not None and id(shown) not in seen and len(seen) < _MOST_CAUSES:
        seen.add(id(shown))
        lines += ["", _kind(shown), *_frames(shown.__traceback__)]
        shown = shown.__cause__ or (None if shown.__suppress_context__ else shown.__context__)
        if shown is not None:
            lines += ["", "which came from"]
    return "\n".join(lines) + "\n"


def _kind(error: BaseException) -> str:
    """Return the name of the class; a class made at run time could be named after anything."""
    kind = type(error)
    name = f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")
    return name if name.isascii() and len(name) < 120 and name.isprintable() else "an exception"


def _frames(trace: TracebackType | None) -> Iterator[str]:
    """Yield our lines with their code; the lines of libraries by the name of the library."""
    frames = list(_walk(trace))
    left_out = len(frames) - _MOST_FRAMES
    last = ""
    for number, (file, line, function, module) in enumerate(frames):
        if left_out > 0 and _MOST_FRAMES // 2 <= number < _MOST_FRAMES // 2 + left_out:
            if number == _MOST_FRAMES // 2:
                yield f"  … {left_out} more …"
            continue
        try:
            inside = Path(file).relative_to(_ROOT.parent)
        except ValueError:
            said = f"  in {module or 'another library'}"
        else:
            code = linecache.getline(file, line).strip()
            said = f"  {inside.as_posix()}:{line} in {function}\n      {code}".rstrip()
            if inside.parts[0] != _ROOT.name:
                said = f"  in {module or 'another library'}"
        if said != last:
            yield said
        last = said


def _walk(trace: TracebackType | None) -> Iterator[tuple[str, int, str, str]]:
    while trace is not None:
        code = trace.tb_frame.f_code
        module = str(trace.tb_frame.f_globals.get("__name__", "")).partition(".")[0]
        yield code.co_filename, trace.tb_lineno, code.co_name, module
        trace = trace.tb_next
