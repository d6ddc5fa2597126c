"""What somebody may do to a signed report: each takes the bytes and returns others."""

from __future__ import annotations

from io import BytesIO

import pypdf
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from signing import paper

Content = bytes


class Silent(IncrementalPdfFileWriter):
    """Appends a revision without a word of it in the metadata."""

    def _update_meta(self) -> None:
        pass


def appended(content: Content, change) -> Content:
    """Append a revision with this change."""
    writer = Silent(BytesIO(content), strict=False)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def overdrawn(content: Content) -> Content:
    """Draw over the first page."""
    stream = StreamObject(stream_data=b"0 0 0 rg 60 790 400 30 re f")

    def change(writer) -> None:
        writer.add_stream_to_page(0, writer.add_object(stream))

    return appended(content, change)


def annotated(content: Content) -> Content:
    """Put a note over the first page."""

    def change(writer) -> None:
        page = writer.find_page_for_modification(0)[0]
        note = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): ArrayObject(map(FloatObject, (60, 780, 400, 830))),
                pdf_name("/Contents"): pdf_string("Approved without conditions"),
            }
        )
        body = page.get_object()
        held = body.get("/Annots", ArrayObject()).get_object()
        body[pdf_name("/Annots")] = ArrayObject([*held, writer.add_object(note)])
        writer.mark_update(page)

    return appended(content, change)


def exchanged_attachment(content: Content) -> Content:
    """Put another assessment in the place of the one embedded."""

    def change(writer) -> None:
        tree = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        files = tree[1].get_object()["/EF"]
        stream = StreamObject(stream_data=paper.embedded("no")[0])
        writer.objects[(0, files.raw_get("/F").idnum)] = stream

    return appended(content, change)


def exchanged_attachment_and_digest(content: Content) -> Content:
    """Do so and state its digest as well."""
    return stated_otherwise(exchanged_attachment(content), paper.embedded("no")[1])


def second_attachment(content: Content) -> Content:
    """Embed another assessment beside the one that was signed."""
    return appended(content, lambda w: paper.attach(w, "assessment.json", paper.embedded("no")[0]))


def stated_otherwise(content: Content, digests=None) -> Content:
    """Change the digests that the metadata states, and nothing else."""
    digests = digests or paper.embedded("no")[1]

    def change(writer) -> None:
        stream = StreamObject(
            DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/Metadata"),
                    pdf_name("/Subtype"): pdf_name("/XML"),
                }
            ),
            stream_data=paper.metadata(digests),
        )
        writer.objects[(0, writer.root.raw_get("/Metadata").idnum)] = stream

    return appended(content, change)


def exchanged_font(content: Content) -> Content:
    """Exchange the font of the pages, so that other figures are seen (a shadow attack)."""

    def change(writer) -> None:
        fonts = writer.root["/Pages"]["/Kids"][0].get_object()["/Resources"]["/Font"]
        reference = fonts.raw_get(next(iter(fonts)))
        font = DictionaryObject(dict(reference.get_object()))
        font[pdf_name("/BaseFont")] = pdf_name("/ZapfDingbats")
        writer.objects[(0, reference.idnum)] = font

    return appended(content, change)


def exchanged_pages(content: Content) -> Content:
    """Lead the catalogue to other pages (a shadow attack: hide and replace)."""

    def change(writer) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        hidden = DictionaryObject(dict(page))
        stream = StreamObject(stream_data=b"BT /F1 20 Tf 60 700 Td (Rejected) Tj ET")
        hidden[pdf_name("/Contents")] = writer.add_object(stream)
        tree = DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Pages"),
                pdf_name("/Count"): NumberObject(1),
                pdf_name("/Kids"): ArrayObject([writer.add_object(hidden)]),
            }
        )
        writer.root[pdf_name("/Pages")] = writer.add_object(tree)
        writer.update_root()

    return appended(content, change)


def exchanged_appearance(content: Content) -> Content:
    """Draw another name over the approver's signature."""

    def change(writer) -> None:
        field = _field(writer, "approver")
        look = field["/AP"].raw_get("/N")
        body = look.get_object()
        stream = StreamObject(
            DictionaryObject(
                {key: body.raw_get(key) for key in ("/Type", "/Subtype", "/BBox", "/Resources")}
            ),
            stream_data=b"0 0 0 rg 0 0 300 60 re f",
        )
        writer.objects[(0, look.idnum)] = stream

    return appended(content, change)


def dropped_signature(content: Content) -> Content:
    """Take the value out of the approver's field."""

    def change(writer) -> None:
        field = _field(writer, "approver")
        del field["/V"]
        writer.update_container(field)

    return appended(content, change)


def hidden_layer(content: Content) -> Content:
    """Give the catalogue a part that decides what is seen."""

    def change(writer) -> None:
        writer.root[pdf_name("/OCProperties")] = DictionaryObject(
            {pdf_name("/OCGs"): ArrayObject(), pdf_name("/D"): DictionaryObject()}
        )
        writer.update_root()

    return appended(content, change)


def retitled(content: Content) -> Content:
    """Change the title in the properties of the file."""

    def change(writer) -> None:
        info = writer.trailer["/Info"]
        info[pdf_name("/Title")] = pdf_string("Approved without conditions")
        writer.update_container(info)

    return appended(content, change)


def with_bytes_at_the_end(content: Content) -> Content:
    """Append bytes that belong to nothing."""
    return content + b"\n% approved without conditions\n"


def resaved(content: Content) -> Content:
    """Save it with another program."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(content: Content, place: int) -> Content:
    """Flip one bit."""
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


def _field(writer, name: str) -> DictionaryObject:
    (found,) = (
        each.get_object()
        for each in writer.root["/AcroForm"]["/Fields"]
        if each.get_object()["/T"] == name
    )
    return found


BEFORE = (
    overdrawn,
    annotated,
    exchanged_attachment,
    exchanged_attachment_and_digest,
    second_attachment,
    exchanged_font,
    exchanged_pages,
    hidden_layer,
)
"""Changes that can be made before the approver signs."""
AFTER = (exchanged_appearance, dropped_signature)
"""Changes that need the approver's signature."""
