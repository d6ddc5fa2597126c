"""No text of a file is interpreted: in the PDF, the exports and the terminal it is what it is."""

from __future__ import annotations

import datetime
import io
import json
import sys
from collections.abc import Iterator

import pytest
import yaml
from decision.signed import CATALOGUE, SIGNED
from forging.hostile import ADDRESSES, CONTROL, FORGED, MARKUP, REPORT, STEERING, hostile
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pypdf import PdfReader

from procure_app import app
from procure_app.app.model import export_model
from procure_app.cli import main
from procure_app.cli.stream import harmless
from procure_app.core.assessment import edit
from procure_app.core.assessment.approval import Entry, Signoff
from procure_app.core.assessment.document import Assessment
from procure_app.core.decision.reading import read
from procure_app.core.outline.block import Link
from procure_app.core.outline.link import address
from procure_app.exchange.json_export import export
from procure_app.session.visible import escaped, one_line
from procure_app.store.procure_file import ProcureFiles

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def full() -> Assessment:
    """Return a document with something in every field."""
    signoff = Signoff(
        role="preparer", name="A", organisation="B", email="c", members=("D",), quorum="E",
        minute="F", delegation="G", limit="H", interests_note="I", comment="J", when=NOON,
        layer="file", digest="x", attestations={"seen": "K"},
    )  # fmt: skip
    entry = Entry(kind="incident", day=NOON.date(), by="L", text="M", condition="N")
    return edit.changed(SIGNED, signoffs=(signoff,), record=(entry,))


DOCUMENT, TEXTS = hostile(full(), CATALOGUE)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The hostile document and its hostile catalogue in a file."""
    path = tmp_path_factory.mktemp("hostile") / "a.procure"
    ProcureFiles(lambda: TEXTS).save(path, DOCUMENT, TEXTS, {}, "")
    return path


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Its report."""
    return app.report_bytes(read(TEXTS, DOCUMENT))


# The PDF

ACTIVE = {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Movie",
          "/Sound", "/Rendition", "/Named", "/Hide", "/SetOCGState", "/Trans"}  # fmt: skip


def dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Yield every dictionary, inside others too."""

    def inside(value: Object) -> Iterator[Object]:
        if isinstance(value, Dictionary | Stream):
            yield value
            for key in dict(value):
                yield from inside_direct(value[key])
        elif isinstance(value, Array):
            for part in value:
                yield from inside_direct(part)

    def inside_direct(value: object) -> Iterator[Object]:
        if isinstance(value, Object) and not value.is_indirect:
            yield from inside(value)

    for value in pdf.objects:
        yield from inside(value)


def actions(content: bytes) -> tuple[set[str], set[str]]:
    """Return the kinds of actions in a PDF, and the addresses that they lead to."""
    kinds, targets = set(), set()
    with Pdf.open(io.BytesIO(content)) as pdf:
        for each in dictionaries(pdf):
            assert "/AA" not in each
            assert "/JS" not in each
            if isinstance(each.get("/S"), Name):
                kinds.add(str(each.S))
            if "/URI" in each:
                targets.add(str(each.URI))
        assert "/OpenAction" not in pdf.Root
    return kinds, targets


def test_the_report_holds_no_action_and_no_link_but_to_the_web(printed):
    kinds, targets = actions(printed)
    assert kinds.isdisjoint(ACTIVE)
    assert all(target.startswith(("http://", "https://")) for target in targets)


def test_a_web_address_is_a_link_in_the_report_so_that_the_search_above_finds_them():
    item = edit.changed(SIGNED.evidence[0], where="https://example.org/terms")
    content = app.report_bytes(read(CATALOGUE, edit.put_evidence(SIGNED, item)))
    kinds, targets = actions(content)
    assert "/URI" in kinds
    assert targets == {"https://example.org/terms"}


def test_the_report_prints_markup_as_it_was_typed(printed):
    text = "".join(p.extract_text() for p in PdfReader(io.BytesIO(printed)).pages)
    flat = "".join(text.split())
    for words in (MARKUP, REPORT):
        assert "".join(words.split()) in flat
    assert "[U+001B][2J" in flat
    assert STEERING.isdisjoint(text)


@pytest.mark.parametrize(
    "text",
    [*ADDRESSES, "mailto:a@example.org", "HTTP://x", "ftp://x", "https://a b", "https://ä.example",
     "https://x\n", "//x.example", "vbscript:x", "https:\\\\x", "https://bank.example@evil.example/",
     "https://a\\\\@b", "https://a/\\\\b", "https://", ""],
)  # fmt: skip
def test_only_web_addresses_in_ascii_become_links(text):
    assert not isinstance(address(text), Link)


# The exports


def test_json_holds_the_very_texts_and_nothing_that_steers_a_terminal(file, capsys):
    assert main(["export", str(file), "--json"]) == 0
    said = capsys.readouterr().out
    assert STEERING.isdisjoint(said)
    expected = json.loads(export(read(TEXTS, DOCUMENT), app.speak()))
    assert json.loads(said)["file"]["answers"] == expected["file"]["answers"]
    assert json.loads(said)["file"]["title"] == DOCUMENT.title


def test_a_model_file_holds_texts_only():
    """No tag, no anchor, no alias, no value that a reader takes for another kind."""
    session = app.build_session(rules=False)
    text = export_model(edit.changed(DOCUMENT, title=CONTROL + FORGED + MARKUP), session.catalogue)
    assert STEERING.isdisjoint(text)
    kinds = {type(event) for event in yaml.parse(text)}
    assert yaml.AliasEvent not in kinds
    for event in yaml.parse(text):
        assert getattr(event, "anchor", None) is None
        assert getattr(event, "tag", None) is None


# The terminal


@pytest.mark.parametrize(
    "command", [("show",), ("show", "--json"), ("check",), ("check", "--json")]
)
def test_no_command_lets_a_text_steer_the_terminal(file, capsys, command):
    main([command[0], str(file), *command[1:]])
    said = capsys.readouterr()
    assert STEERING.isdisjoint(said.out + said.err)
    if "--json" in command:
        json.loads(said.out)


def test_no_text_makes_a_line_of_its_own_in_show_and_check(file, capsys):
    for command in ("show", "check"):
        main([command, str(file)])
        lines = capsys.readouterr().out.splitlines()
        assert "Decision: approve" not in lines
        assert "Signed off: Approver, stands" not in lines


@pytest.mark.parametrize(
    "arguments",
    [("show", "\x1b[2J.procure"), ("\x1b]0;x\x07",), ("--\x1b[2J",), ("show", "a", "\x1b[31m"),
     ("new", "/nowhere/\x1b[2J"), ("classify", "\u202e.yml"), ("verify", "\x9b2J.pdf"),
     ("inspect", "\x1b[2J"), ("new", "x", "--example", "\x1b[2J")],
)  # fmt: skip
def test_a_name_with_escape_sequences_is_printed_harmlessly(arguments, capsys, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert main(list(arguments)) != 0
    said = capsys.readouterr()
    assert said.err
    assert STEERING.isdisjoint(said.out + said.err)


def test_a_fault_stays_one_line(capsys):
    assert main(["show", "a\nb\rc.procure"]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_what_steers_is_shown_by_its_code_and_the_rest_stays():
    kept = "\n\tb👩\u200d👧 \u200c"
    assert escaped(f"a\x1b\u202e{kept}\ud800") == f"a\\u001b\\u202e{kept}\\ud800"
    assert one_line("a\r\nb\u2028c\x1b") == "a b c\ufffd"
    assert json.loads(escaped(json.dumps("\x9b\u202e", ensure_ascii=False))) == "\x9b\u202e"


def test_a_stream_is_put_back_after_the_command():
    before = sys.stdout, sys.stderr
    with harmless():
        assert sys.stdout is not before[0]
        assert sys.stdout.encoding == before[0].encoding
    assert (sys.stdout, sys.stderr) == before


def test_a_program_without_a_console_has_no_stream(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with harmless():
        assert sys.stdout is None
