"""Bad model files end in one clear sentence, with the line where there is one, at once."""

from __future__ import annotations

import time

import pytest
import yaml
from mof_cases import SMALLEST, model

from procure_app.exchange import mof_yaml
from procure_app.exchange.mof_model import remarks
from procure_app.exchange.mof_read import MOST_ODDITIES, read
from procure_app.i18n import say
from procure_app.session.error import Unreadable

BOMB = b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n"


def changed(old: str, new: str) -> bytes:
    """Return the smallest file with one text in place of another."""
    assert old in SMALLEST
    return SMALLEST.replace(old, new).encode()


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def either_parser(request, monkeypatch):
    """Read with the parser in C, and with the one in Python that some platforms are left with."""
    monkeypatch.setattr(mof_yaml, "LOADER", getattr(yaml, request.param))


REFUSED = {
    "a bomb": (BOMB, "line 1: a value is not named with &"),
    "an alias": (changed("Small", "*x"), "line 3: a value is not repeated with *"),
    "open brackets": (b"[" * 200_000, "line 1: this is nested more than 64 levels deep"),
    "brackets": (b"[" * 200_000 + b"]" * 200_000, "line 1: this is nested more than 64 levels"),
    "deep maps": (b"{a: " * 200_000, "line 1: this is nested more than 64 levels deep"),
    "dashes": (b"- " * 200_000, "line 1: this is nested more than 64 levels deep"),
    "question marks": (b"? " * 200_000, "line 1: a key must be a word, not a list"),
    "many values": (b"a: [" + b"x," * 30_000 + b"]", "line 1: the file holds more than 20000"),
    "a large file": (b"#" * (1 << 20) + b"\n", "is larger than 1 MiB"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "line 1: this is not UTF-8 text"),
    "zero bytes": (changed("Small", "Sm\0all"), "line 3: this is not text"),
    "an escaped zero": (changed("Small", '"\\0"'), "line 3: this is not text"),
    "UTF-16": (SMALLEST.encode("utf-16"), "line 1: this is not UTF-8 text"),
    "Latin-1": (SMALLEST.replace("Small", "Größe").encode("latin-1"), "line 3: this is not UTF-8"),
    "nothing": (b"", "is empty"),
    "blanks": (b" \n\n", "is empty"),
    "a remark": (b"# nothing here\n", "holds nothing but remarks"),
    "a word": (b"hello", "line 1: here should be keys"),
    "a list": (b"- a\n- b\n", "line 1: here should be keys"),
    "a tag": (changed("Small", "!!python/name:os.system x"), "line 3: the tag"),
    "two documents": (f"{SMALLEST}---\n{SMALLEST}".encode(), "line 7: a second document"),
    "bad YAML": (changed("Small", "a: b: c"), "line 3: this is not valid YAML: mapping values"),
    "a broken text": (f'{SMALLEST}x: "'.encode(), "line 7: this is not valid YAML"),
    "a huge version": (b"%YAML 9." + b"9" * 5000 + b"\n---\na: b\n", "line 1: this is not valid"),
    "no framework": (SMALLEST.split("\n", 1)[1].encode(), "has no “framework”"),
    "another framework": (changed("Model Open", "Open"), "line 1: the framework is not the Model"),
    "an empty framework": (b"framework:\nrelease:\n", "line 1: “framework” has no keys below it"),
    "no release": (SMALLEST.split("\n", 1)[0].encode(), "has no “release”"),
    "no name": (changed("  name: Small\n", ""), "line 3: the release has no name"),
    "an empty name": (changed("Small", "''"), "line 3: the release has no name"),
    "a list as name": (changed("Small", "[a]"), "line 3: “name” is not a text"),
    "no components": (changed("  components: []\n", ""), "line 3: the release lists no components"),
    "components in a word": (changed("[]", "all"), "line 6: “components” is not a list"),
    "a component in a word": (changed("[]", "[weights]"), "line 6: a component has no keys"),
    "a component without name": (changed("[]", "[{license: X}]"), "line 6: a component has no na"),
    "a licence in a word": (changed("{}", "MIT"), "line 5: “license” names no scope"),
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.usefixtures("either_parser")
def test_bad_files_are_refused_in_one_sentence_at_once(name, english):
    content, words = REFUSED[name]
    start = time.process_time()
    with pytest.raises(Unreadable) as refusal:
        read(content, "bad.yml")
    sentence = say(refusal.value.sentence, english)
    assert sentence.startswith("“bad.yml”")
    assert words in sentence
    assert "\n" not in sentence
    assert time.process_time() - start < 5


def test_a_name_that_would_deceive_is_shown_plainly(english):
    with pytest.raises(Unreadable) as refusal:
        read(b"", "a\u202efdp\n.yml")
    assert "a\ufffdfdp\ufffd.yml" in say(refusal.value.sentence, english)


@pytest.mark.usefixtures("either_parser")
def test_what_is_typed_stays_as_it_is_typed():
    found = model("  version: 1.0\n  date: 2024-12-15\n  type: no\n  origin: !!str 007\n")
    assert (found.version, found.date, found.type) == ("1.0", "2024-12-15", "no")
    assert found.origin == "007"


@pytest.mark.usefixtures("either_parser")
def test_a_mark_at_the_start_and_other_ends_of_lines_are_read():
    content = b"\xef\xbb\xbf" + SMALLEST.replace("\n", "\r\n").encode()
    assert read(content, "f.yml") == model()


def said(release, listed, catalogue, english) -> list[str]:
    """Return the remarks on a model, when only MIT is the id of a licence."""
    found = remarks(model(release, listed), catalogue, lambda text: text == "MIT")
    return [say(one, english) for one in found]


def test_nothing_is_said_of_a_proper_file(catalogue, english):
    listed = "    - {name: Model card, license: MIT}\n    - {name: Datasets, license: unlicensed}\n"
    assert said("", listed, catalogue, english) == []


def test_what_is_out_of_place_is_reported_and_not_swallowed(catalogue, english):
    release = "  github: x\n  version: 1\n  version: 2\n  license: {all: {}, code: {name: GPL}}\n"
    listed = (
        "    - {name: Model card, licence: MIT}\n"
        "    - {name: Model card, license: Apache 2.0}\n"
        "    - {name: Training dataset}\n"
    )
    assert said(release, listed, catalogue, english) == [
        "Line 7: “version” stands here again; the last one counts.",
        "Line 5: “github” is no key of the format and is left out.",
        "Line 8: “all” is no key of the format and is left out.",
        "Line 10: “licence” is no key of the format and is left out.",
        "Line 10: “Model card” is listed again further down; only the last one counts.",
        "Line 11: the licence of “Model card” is no licence id but “Apache 2.0”.",
        "Line 12: “Training dataset” is no component of the framework.",
        "A licence for several components is no licence id but “GPL”.",
    ]


def test_a_missing_producer_or_licence_is_reported(catalogue, english):
    text = SMALLEST.replace("  producer: Somebody\n  license: {}\n", "")
    found = remarks(read(text.encode(), "f.yml"), catalogue, bool)
    assert [say(one, english) for one in found] == [
        "Line 3: the release has no “producer”.",
        "Line 3: the release has no “license”.",
    ]


def test_more_components_than_the_framework_has_are_reported(catalogue, english):
    listed = "    - {name: Model card}\n" * 18
    assert "The file lists 18 components; the framework has 17." in said(
        "", listed, catalogue, english
    )


def test_a_file_full_of_faults_does_not_fill_the_screen():
    assert len(model("  x: y\n" * 9_000).oddities) == MOST_ODDITIES + 1
