"""Reports with one fault each: what a slip in our code, or a new ReportLab, could bring about."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from pikepdf import Dictionary, Name, Object, Pdf

Fault = Callable[[Pdf], None]
_BEGIN = re.compile(rb"/P <</MCID \d+>> BDC")
_FOUR_INKS = b"\n/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC"


def mutant(whole: bytes, fault: Fault) -> bytes:
    """Return the report with the fault, written as reports are."""
    target = BytesIO()
    with Pdf.open(BytesIO(whole)) as pdf:
        fault(pdf)
        pdf.save(target, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()


def elements(pdf: Pdf, kind: str) -> list[Object]:
    """Return the elements of this kind, in no order."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, Dictionary) and "/P" in thing and thing.get("/S") == f"/{kind}"
    ]


def _annotation(pdf: Pdf, kind: str) -> Object:
    return next(a for page in pdf.pages for a in page.get("/Annots", ()) if a.Subtype == f"/{kind}")


def _fonts(pdf: Pdf) -> list[Object]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, Dictionary) and thing.get("/Type") == "/Font"
    ]


def _without(*keys: str) -> Fault:
    def fault(pdf: Pdf) -> None:
        for key in keys:
            del pdf.Root[key]

    return fault


def _code(change: Callable[[bytes], bytes]) -> Fault:
    def fault(pdf: Pdf) -> None:
        page = pdf.pages[-1]
        page.Contents = pdf.make_stream(change(page.Contents.read_bytes()))

    return fault


def _metadata(pattern: bytes) -> Fault:
    def fault(pdf: Pdf) -> None:
        content = pdf.Root.Metadata.read_bytes()
        changed = re.sub(pattern, b"", content, flags=re.DOTALL)
        assert changed != content
        pdf.Root.Metadata.write(changed)

    return fault


def _shown_title(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _scope(pdf: Pdf) -> None:
    for element in elements(pdf, "TH"):
        del element.A


def _alternative(pdf: Pdf) -> None:
    del elements(pdf, "Figure")[0].Alt


def _skipped_level(pdf: Pdf) -> None:
    elements(pdf, "H2")[0].S = Name("/H5")


def _lost_cell(pdf: Pdf) -> None:
    row = elements(pdf, "TD")[0].P
    del row.K[-1]


def _item_outside(pdf: Pdf) -> None:
    elements(pdf, "L")[0].S = Name("/Div")


def _unknown_kind(pdf: Pdf) -> None:
    elements(pdf, "P")[0].S = Name("/Paragraph")


def _way_back(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


def _relationship(pdf: Pdf) -> None:
    del pdf.Root.AF[0].AFRelationship


def _type_of_attachment(pdf: Pdf) -> None:
    del pdf.Root.AF[0].EF.F["/Subtype"]


def _embedded_font(pdf: Pdf) -> None:
    del _fonts(pdf)[0].FontDescriptor["/FontFile2"]


def _meaning_of_glyphs(pdf: Pdf) -> None:
    for font in _fonts(pdf):
        del font["/ToUnicode"]


def _glyph_of_nothing(pdf: Pdf) -> None:
    stream = _fonts(pdf)[0].ToUnicode
    stream.write(re.sub(rb"(<[0-9A-F]{2}>) <[0-9A-F]{4}>", rb"\1 <0000>", stream.read_bytes()))


def _foreign_font(pdf: Pdf) -> None:
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page = pdf.pages[-1]
    page.Resources.Font["/F99"] = plain
    code = b"\n/Artifact BMC BT /F99 9 Tf 1 0 0 1 9 9 Tm (x) Tj ET EMC"
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + code)


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _silent_link(pdf: Pdf) -> None:
    del _annotation(pdf, "Link").Contents


def _loose_link(pdf: Pdf) -> None:
    link = elements(pdf, "Link")[0]
    link.S = Name("/Span")


def _unprinted_link(pdf: Pdf) -> None:
    del _annotation(pdf, "Link").F


def _silent_field(pdf: Pdf) -> None:
    del _annotation(pdf, "Widget")["/TU"]


def _loose_field(pdf: Pdf) -> None:
    elements(pdf, "Form")[0].S = Name("/Div")


def _order_of_tabs(pdf: Pdf) -> None:
    for page in pdf.pages:
        del page["/Tabs"]


FAULTS: dict[str, Fault] = {
    "no language": _without("/Lang"),
    "not marked as tagged": _without("/MarkInfo"),
    "no structure tree": _without("/StructTreeRoot"),
    "no metadata": _without("/Metadata"),
    "no output intent": _without("/OutputIntents"),
    "attachments belong to nothing": _without("/AF"),
    "title not shown": _shown_title,
    "heads of tables without scope": _scope,
    "picture without alternative": _alternative,
    "heading skips levels": _skipped_level,
    "row lacks a cell": _lost_cell,
    "item outside a list": _item_outside,
    "element of no standard kind": _unknown_kind,
    "no way back into the tree": _way_back,
    "attachment without relationship": _relationship,
    "attachment without type": _type_of_attachment,
    "font not embedded": _embedded_font,
    "glyphs without meaning": _meaning_of_glyphs,
    "glyphs that mean U+0000": _glyph_of_nothing,
    "Helvetica": _foreign_font,
    "script": _script,
    "link says nothing": _silent_link,
    "link outside the tree": _loose_link,
    "link not printed": _unprinted_link,
    "field says nothing": _silent_field,
    "field outside the tree": _loose_field,
    "no order of tabs": _order_of_tabs,
    "text not tagged": _code(lambda code: _BEGIN.sub(b"/Nothing BMC", code, count=1)),
    "artifact inside content": _code(lambda code: _BEGIN.sub(rb"\g<0> /Artifact BMC EMC", code)),
    "rule that is no artifact": _code(lambda code: code.replace(b"/Artifact BMC", b"/Nothing BMC")),
    "colours of no meaning": _code(lambda code: code + _FOUR_INKS),
    "not called PDF/UA": _metadata(rb"<pdfuaid:part>.*?</pdfuaid:part>"),
    "not called PDF/A": _metadata(rb"<pdfaid:part>.*?</pdfaid:part>"),
    "metadata without title": _metadata(rb"<dc:title>.*?</dc:title>"),
    "namespace not described": _metadata(rb"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>"),
}
