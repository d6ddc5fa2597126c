"""The worst files that anybody can make are answered within bounded time and memory.

They are opened one after another by a process of its own that may use a minute and a half of a
processor and so much memory; what it opens stands in a folder in which nothing changes.
"""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of this kind are Linux's")

SECONDS = 90
"""Of a processor, for all files together; alone it takes a tenth."""
MEMORY = 1 << 30
"""Of address space; the app without window takes half of it before it opens anything."""
OPENER = """
import json, resource, sys
from pathlib import Path
from procure_app import app
from procure_app.core.decision.signoff import standings
from procure_app.i18n import say
from procure_app.session.error import Unreadable

session, english = app.build_session(), app.speak()
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        app.open_file(session, path)
        standings(session.reading)
        said = ""
    except Unreadable as error:
        said = say(error.sentence, english)
    print(json.dumps([path.name, said]), flush=True)
"""
TEN_MILLION = 10_000_000
HEAD = b'{"id":"a","as_of":"2026-11-22","catalogue":"","catalogue_version":""'
SIGNED = b'{"role":"a","name":"b","layer":"file","digest":"c","when":"2026-11-22T12:00:00Z"}'
OBJECTS = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
)
OVERFULL, ALTERED, DAMAGED = "holds more than any", "was changed outside", "is damaged"


def answers(count: int) -> Iterator[bytes]:
    """Yield a document of so many answers, a stretch of a hundred thousand at a time.

    Every stretch has the same names: nobody gets so far as to see it.
    """
    stretch = b"".join(b',"a%d":{}' % number for number in range(min(count, 100_000)))
    yield HEAD + b',"answers":{"a":{}'
    for _ in range(count // 100_000):
        yield stretch
    yield b"}}"


def zeros(mebibytes: int) -> bytes:
    """Return so many zeros as a stream that is packed, and of which no sum is known."""
    packer = zlib.compressobj(9)
    head, block = packer.flush(zlib.Z_FULL_FLUSH), bytes(1 << 20)
    packed_block = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + packed_block * mebibytes + packer.flush()


def packed(path: Path, assessment: Iterator[bytes]) -> None:
    """Write an archive around the document."""
    digest, size = hashlib.sha256(), 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        mimetype = b"application/vnd.procure.assessment+zip"
        archive.writestr(zipfile.ZipInfo("mimetype"), mimetype, zipfile.ZIP_STORED)
        with archive.open("assessment.json", "w") as member:
            for part in assessment:
                member.write(part)
                digest.update(part)
                size += len(part)
        members = {"assessment.json": {"size": size, "sha256": digest.hexdigest()}}
        manifest = {"app": "procure", "format": 1, "members": members}
        archive.writestr("manifest.json", json.dumps(manifest))


def deflated(parts: Iterator[bytes]) -> bytes:
    """Return the text as PDF packs it."""
    packer = zlib.compressobj(1)
    return b"".join([*map(packer.compress, parts), packer.flush()])


def inside(path: Path, content: bytes) -> None:
    """Write a report in which the assessment is this packed text."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    stream = pdf.make_stream(b"")
    stream.write(content, filter=Name.FlateDecode)
    spec = Dictionary(Type=Name.Filespec, F="assessment.json", UF="assessment.json")
    spec.EF = Dictionary(F=stream)
    pdf.Root.AF = Array([pdf.make_indirect(spec)])
    pdf.save(path, compress_streams=False)


def long_table(path: Path, table: bytes, entries: int) -> None:
    """Write a PDF whose table of objects is this packed text, said to have so many entries."""
    said = b"<</Type/XRef/Size %d/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>"
    said %= (entries, len(table))
    stream = b"3 0 obj\n" + said + b"\nstream\n" + table + b"\nendstream\nendobj\n"
    path.write_bytes(OBJECTS + stream + b"startxref\n%d\n%%%%EOF\n" % len(OBJECTS))


def of_nothing(entries: int) -> bytes:
    """Return a packed table of an empty document in which so many objects are the same one."""
    places = [OBJECTS.index(b"%d 0 obj" % number) for number in (1, 2)]
    known = b"".join(struct.pack(">BIH", 1, place, 0) for place in places)
    return deflated(iter([bytes(7), known, struct.pack(">BIH", 1, places[0], 0) * entries]))


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict[str, str]:
    """What was said of each file by the process with its limits."""
    folder = tmp_path_factory.mktemp("worst")
    packed(folder / "answers.procure", answers(TEN_MILLION))
    packed(folder / "as many as are read.procure", answers(100_000))
    packed(folder / "bomb.procure", (bytes(1 << 20) for _ in range(400)))
    signed = b",".join([SIGNED] * 1000)
    packed(folder / "sign-offs.procure", iter([HEAD + b',"signoffs":[' + signed + b"]}"]))
    swarm = b",".join([SIGNED] * 24_000)
    packed(folder / "swarm.procure", iter([HEAD + b',"signoffs":[' + swarm + b"]}"]))
    packed(folder / "nested.procure", iter([b"[" * (16 << 20)]))
    packed(folder / "nested within bounds.procure", iter([b"[" * 240_000 + b"]" * 240_000]))
    inside(folder / "answers.pdf", deflated(answers(TEN_MILLION)))
    inside(folder / "bomb.pdf", zeros(1024))
    nested = deflated(iter([b"[" * 240_000 + b"]" * 240_000]))
    inside(folder / "nested within bounds.pdf", nested)
    inside(folder / "as many as are read.pdf", deflated(answers(100_000)))
    long_table(folder / "endless table.pdf", zeros(1024), 150_000_000)
    long_table(folder / "long table.pdf", of_nothing(9_000_000), 9_000_003)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    opener = OPENER.format(seconds=SECONDS, memory=MEMORY)
    done = subprocess.run(
        [sys.executable, "-c", opener, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-500:] + done.stderr[-2000:]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    return dict(json.loads(line) for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("answers.procure", OVERFULL),
        ("as many as are read.procure", ""),
        ("bomb.procure", OVERFULL),
        ("sign-offs.procure", ""),
        ("swarm.procure", "is not valid at “signoffs”"),
        ("nested.procure", OVERFULL),
        ("nested within bounds.procure", ALTERED),
        ("answers.pdf", OVERFULL),
        ("bomb.pdf", OVERFULL),
        ("nested within bounds.pdf", ALTERED),
        ("as many as are read.pdf", ALTERED),
        ("endless table.pdf", DAMAGED),
        ("long table.pdf", "has no assessment inside"),
    ],
)
def test_the_worst_files_are_answered_within_bounds(said, name, words):
    assert words in said[name]
    assert bool(words) == bool(said[name])
    assert said[name].count(".") == 0 or said[name].endswith(".")
