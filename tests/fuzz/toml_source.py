"""The way in through the app's own data as people edit it: a hostile file of TOML."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from catalogue.source import FIRST, HEAD
from licences.source import ABOUT

from fuzz import document
from fuzz.contract import Target, located
from fuzz.mutation import changed_lines
from procure_app import resources
from procure_app.store.shipped.catalogue_file import load_catalogue
from procure_app.store.shipped.catalogue_source import SourceError, read
from procure_app.store.shipped.example import load_example
from procure_app.store.shipped.framework_file import load_framework
from procure_app.store.shipped.licence_file import load_licences

CATALOGUE = "# head\n" + HEAD.replace(
    "components = []",
    'components = [\n    { id = "weights", name = "W", category = "model", hint = "" },\n]',
).replace(
    'competition = { question = "a.one", is = ["yes"] }',
    'competition = { all = [{ question = "a.one", is = ["yes"] }] }',
).replace(
    'high_impact = { question = "a.one", is = ["yes"] }',
    'high_impact = { not = { question = "a.one", is = ["yes"] } }',
)
SECTION = "# section\n" + FIRST
FRAMEWORK = """\
# framework
id = "small"
title = "A small framework"
short = "Small"
issuer = "Nobody"
version = "1"
date = "2026-01-02"
read = "2026-02-03"
source = "https://example.org/small"

[[criteria]]
id = "weights"
text = "Weights are there."
component = "weights"

[[criteria]]
id = "code"
text = "Code is there."
component = "weights"

[[criteria]]
id = "both"
text = "Both are so."
all = ["weights", "code"]

[[verdicts]]
id = "so"
title = "Is it so?"
criterion = "both"
"""
LICENCES = f"""\
# licences
{ABOUT}
[[licences]]
id = "MIT"
name = "MIT License"
source = "SPDX"

[[licences]]
id = "LicenseRef-one"
name = "One"
commercial = "yes"
fields_limited = true
fields = "No war."
source = "A text"

[[licences.limits]]
when = {{ territory = ["eu"], users_over = 5 }}
denies = ["use"]
text = "Not there."
"""
EXAMPLE = """\
# example
id = "a"
title = "A"
as_of = 2026-11-22
catalogue = "small"
catalogue_version = "1"

[answers."a.one"]
value = ["yes"]
evidence = ["E-1"]

[components."base/weights"]
availability = "released"

[[evidence]]
id = "E-1"
title = "Card"
read = 2026-11-20

[decision]
outcome = "reject"
"""


def _laid(data: bytes) -> Mapping[str, bytes]:
    """Lay the file out as what its first line says that it is; half a catalogue gets the rest."""
    first = data.split(b"\n", 1)[0]
    if first in (b"# head", b"# section"):
        other = {"head.toml": CATALOGUE.encode(), "1.toml": SECTION.encode()}
        return other | {"head.toml" if first == b"# head" else "1.toml": data}
    return {"framework.toml" if first == b"# framework" else "file.toml": data}


def _open(folder: Path) -> str:
    try:
        if (folder / "head.toml").exists():
            load_catalogue(folder)
            return ""
        if (folder / "framework.toml").exists():
            here = document.session()
            load_framework(folder / "framework.toml", here.shipped, here.library.book.kinds)
            return ""
        read(folder / "file.toml")
        if (folder / "file.toml").read_bytes().startswith(b"# licences"):
            load_licences(folder)
        else:
            load_example(folder, "file")
    except SourceError as error:
        return located(str(error))
    return ""


def _seeds() -> Iterator[bytes]:
    for text in (CATALOGUE, SECTION, FRAMEWORK, LICENCES, EXAMPLE):
        yield text.encode()
    folder = resources.folder("frameworks")
    smallest = min(folder.glob("*.toml"), key=lambda file: file.stat().st_size)
    yield b"# framework\n" + smallest.read_bytes()


def _changed(data: bytes, chance: random.Random) -> bytes:
    first, _, rest = data.partition(b"\n")
    return first + b"\n" + changed_lines(rest, chance)


TOML = Target("toml", _laid, _open, _seeds, _changed)
