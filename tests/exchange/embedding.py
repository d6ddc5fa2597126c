"""PDFs with files inside, made without a report around them."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, Pdf


def carrying(path: Path, files: dict[str, bytes], *, twice: str = "", locked: str = "") -> Path:
    """Write a PDF of one empty page with these files; one of them a second time elsewhere."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    for name, content in files.items():
        pdf.attachments[name] = AttachedFileSpec(pdf, content, filename=name)
    if twice:
        other = AttachedFileSpec(pdf, b"{}", filename=twice).obj
        pdf.Root.AF = Array([pdf.make_indirect(other)])
    encryption = Encryption(owner=locked, user=locked) if locked else False
    pdf.save(path, encryption=encryption)
    return path


def described_twice(path: Path, name: str) -> Path:
    """Write a PDF in which one description leads to two contents, by its two names."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    streams = (pdf.make_stream(b"{}"), pdf.make_stream(b"[]"))
    spec = Dictionary(Type=Name.Filespec, F=name, UF=name)
    spec.EF = Dictionary(F=streams[0], UF=streams[1])
    pdf.Root.AF = Array([pdf.make_indirect(spec)])
    pdf.save(path)
    return path


def filtered(path: Path, name: str, filters: list[str]) -> Path:
    """Write a PDF whose file inside says that it went through these filters."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    stream = pdf.make_stream(b"x")
    stream.write(b"x", filter=Array([Name(each) for each in filters]))
    spec = Dictionary(Type=Name.Filespec, F=name, UF=name, EF=Dictionary(F=stream, UF=stream))
    pdf.Root.AF = Array([pdf.make_indirect(spec)])
    pdf.save(path, stream_decode_level=None, compress_streams=False)
    return path
