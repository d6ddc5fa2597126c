"""What is no report of ours is refused in one sentence, and never read as an assessment."""

from __future__ import annotations

import json
import os
import tracemalloc
import zlib

import pytest
import rfc8785
from embedding import carrying, described_twice, filtered
from pikepdf import Array, Dictionary, Name, Pdf

from procure_app.exchange import embedded, embedded_file
from procure_app.exchange.embedded import ASSESSMENT, SIGNOFFS, parts, read_embedded
from procure_app.i18n import say
from procure_app.session.error import Unreadable


@pytest.fixture
def whole(reading, english) -> dict[str, bytes]:
    """The files of a sound report."""
    return {part.name: part.content for part in parts(reading, english)}


@pytest.fixture
def refused(tmp_path, english):
    """Say with which sentence a file is refused."""

    def refuse(path) -> str:
        with pytest.raises(Unreadable) as caught:
            read_embedded(path)
        sentence = say(caught.value.sentence, english)
        assert path.name in sentence
        assert "\n" not in sentence
        assert sentence.endswith(".")
        return sentence

    return refuse


def test_a_file_that_is_not_there(refused, tmp_path):
    assert "is not there" in refused(tmp_path / "gone.pdf")


def test_a_folder_and_a_pipe(refused, tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")

    assert "is not a file" in refused(tmp_path / "pipe.pdf")
    (tmp_path / "folder.pdf").mkdir()
    assert "is not a file" in refused(tmp_path / "folder.pdf")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"hello", b"\x00" * 5000])
def test_what_is_no_pdf(refused, tmp_path, content):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)

    assert "is not a PDF" in refused(path)


def test_a_pdf_cut_short_anywhere(refused, tmp_path, whole):
    content = carrying(tmp_path / "x.pdf", whole).read_bytes()
    for length in range(1, len(content) - 200, max(len(content) // 25, 1)):
        (tmp_path / "x.pdf").write_bytes(content[:length])
        assert "is not a PDF" in refused(tmp_path / "x.pdf")


@pytest.mark.parametrize("word", ["secret", ""])
def test_an_encrypted_pdf(refused, tmp_path, whole, word):
    path = carrying(tmp_path / "x.pdf", whole, locked=word or "")
    if not word:
        with Pdf.open(path) as pdf:
            pdf.save(tmp_path / "y.pdf", encryption={"owner": "o", "user": ""})
        path = tmp_path / "y.pdf"

    assert "protected by a password" in refused(path)


def test_a_pdf_without_an_assessment(refused, tmp_path):
    assert "no assessment inside" in refused(carrying(tmp_path / "x.pdf", {}))
    other = {"invoice.xml": b"<x/>", SIGNOFFS: b"{}"}
    assert "no assessment inside" in refused(carrying(tmp_path / "x.pdf", other))


def test_two_assessments_in_two_places_or_under_one_name(refused, tmp_path, whole):
    assert "more than one" in refused(carrying(tmp_path / "x.pdf", whole, twice=ASSESSMENT))
    assert "more than one" in refused(carrying(tmp_path / "x.pdf", whole, twice=SIGNOFFS))
    assert "more than one" in refused(described_twice(tmp_path / "x.pdf", ASSESSMENT))


def test_a_newer_format(refused, tmp_path, whole):
    newer = json.loads(whole[ASSESSMENT]) | {"format": 2, "else": 1.5}

    content = {**whole, ASSESSMENT: json.dumps(newer, indent=1).encode()}
    assert "newer version" in refused(carrying(tmp_path / "x.pdf", content))


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value | {"format": 0},
        lambda value: value | {"format": True},
        lambda value: value | {"file": value["file"] | {"title": "Another"}},
        lambda value: value | {"decision": value["decision"] | {"file": "0" * 64}},
        lambda value: value | {"assessment": value["assessment"] | {"id": "another"}},
        lambda value: value | {"assessment": value["assessment"] | {"unknown": 1}},
        lambda value: value | {"assessment": []},
        lambda value: value | {"catalogue": None},
        lambda value: {key: value[key] for key in ("format", "assessment")},
        lambda value: [value],
        lambda value: None,
    ],
)
def test_an_assessment_that_was_changed(refused, tmp_path, whole, change):
    content = {**whole, ASSESSMENT: rfc8785.dumps(change(json.loads(whole[ASSESSMENT])))}

    assert "was changed outside" in refused(carrying(tmp_path / "x.pdf", content))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content + b"\n",
        lambda content: content.replace(b'"format":1', b'"format":1,"format":1'),
        lambda content: content.replace(b'"format":1', b'"format":NaN'),
        lambda content: content[:-1],
        lambda content: b"\xff" + content,
        lambda content: b"[" * 100_000,
        lambda content: b" ",
    ],
)
def test_a_text_that_is_not_canonical(refused, tmp_path, whole, spoil):
    content = {**whole, ASSESSMENT: spoil(whole[ASSESSMENT])}

    assert "was changed outside" in refused(carrying(tmp_path / "x.pdf", content))


HARMFUL = {
    "half a character": rb'"title":"\ud83d"',
    "a number beyond what JSON counts": b'"last_evidence":9007199254740993',
    "a number of many digits": b'"last_evidence":' + b"9" * 10_000,
    "an endless number": b'"last_evidence":1e999',
    "infinity": b'"last_evidence":Infinity',
    "a date outside the calendar": b'"title":"","as_of":"10000-01-01"',
    "lists in lists": b'"title":' + b"[" * 20_000 + b"]" * 20_000,
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_a_value_that_no_assessment_holds(refused, tmp_path, whole, text):
    start = whole[ASSESSMENT].index(b'"assessment":{') + 14
    content = whole[ASSESSMENT][:start] + text + b"," + whole[ASSESSMENT][start:]

    assert "was changed outside" in refused(
        carrying(tmp_path / "x.pdf", {**whole, ASSESSMENT: content})
    )


@pytest.mark.parametrize(
    "change",
    [
        {"as_of": "10000-01-01"},
        {"as_of": 10**15},
        {"last_evidence": 10**9},
        {"evidence": [{"id": "E-1", "title": "", "grade": 6}]},
        {"title": None},
        {"answers": []},
    ],
)
def test_a_canonical_value_out_of_range(refused, tmp_path, whole, change):
    value = json.loads(whole[ASSESSMENT])
    value["assessment"] |= change
    content = {**whole, ASSESSMENT: rfc8785.dumps(value)}

    assert "was changed outside" in refused(carrying(tmp_path / "x.pdf", content))


def test_sign_offs_of_another_assessment(refused, tmp_path, whole):
    other = json.loads(whole[SIGNOFFS]) | {"assessment": "another"}
    content = {**whole, SIGNOFFS: rfc8785.dumps(other)}

    assert "was changed outside" in refused(carrying(tmp_path / "x.pdf", content))


def test_a_report_larger_than_any(refused, tmp_path, whole, monkeypatch):
    monkeypatch.setattr(embedded_file, "_FILE", 1000)

    assert "holds more than any report" in refused(carrying(tmp_path / "x.pdf", whole))


def test_a_file_inside_larger_than_any(refused, tmp_path, whole, monkeypatch):
    monkeypatch.setattr(embedded_file, "_CONTENT", 100)

    assert "holds more than any report" in refused(carrying(tmp_path / "x.pdf", whole))


def test_more_values_than_fit_into_memory(refused, tmp_path, whole, monkeypatch):
    monkeypatch.setattr(embedded, "_MOST", 10)

    assert "holds more than any report" in refused(carrying(tmp_path / "x.pdf", whole))


def test_a_small_file_that_would_grow_beyond_all_measure_is_never_unpacked(refused, tmp_path):
    packer = zlib.compressobj(9)
    block = b"[" * (1 << 20)
    bomb = b"".join([*(packer.compress(block) for _ in range(256)), packer.flush()])
    pdf = Pdf.new()
    pdf.add_blank_page()
    stream = pdf.make_stream(b"")
    stream.write(bomb, filter=Name.FlateDecode)
    spec = Dictionary(Type=Name.Filespec, F=ASSESSMENT, UF=ASSESSMENT, EF=Dictionary(F=stream))
    pdf.Root.AF = Array([pdf.make_indirect(spec)])
    pdf.save(tmp_path / "x.pdf", compress_streams=False)

    assert (tmp_path / "x.pdf").stat().st_size < 300_000
    tracemalloc.start()
    assert "holds more than any report" in refused(tmp_path / "x.pdf")
    assert tracemalloc.get_traced_memory()[1] < 80 << 20
    tracemalloc.stop()


@pytest.mark.parametrize(
    "filters", [["/LZWDecode"], ["/FlateDecode", "/FlateDecode"], ["/Nothing"]]
)
def test_a_file_inside_in_a_way_we_never_write(refused, tmp_path, filters):
    assert "is not a PDF, or is damaged" in refused(
        filtered(tmp_path / "x.pdf", ASSESSMENT, filters)
    )


def test_a_list_of_files_that_leads_back_to_itself(refused, tmp_path):
    pdf = Pdf.new()
    pdf.add_blank_page()
    node = pdf.make_indirect(Dictionary())
    node.Kids = Array([node])
    pdf.Root.Names = Dictionary(EmbeddedFiles=node)
    pdf.save(tmp_path / "x.pdf")

    assert refused(tmp_path / "x.pdf")
