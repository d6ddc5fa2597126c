"""PDFs to be signed: small, with the fields, the embedded assessment and the metadata of a report.

A real report of ``procure_app.app.report_bytes`` can stand in for one of them: see ``REAL``.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

import rfc8785
from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file
from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject, pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
)
from reportlab.pdfgen.canvas import Canvas

from procure_app.core.decision.digest import digest
from procure_app.signing.held import ATTACHMENT, NAMESPACE
from procure_app.signing.verdict import Digests

ROLES = (
    "requester", "preparer", "technical_reviewer", "legal_reviewer", "independent_reviewer",
    "approver",
)  # fmt: skip


def embedded(answer: str = "yes") -> tuple[bytes, Digests]:
    """Return an assessment as a report embeds it, and the digests of its layers."""
    file = {"format": 1, "answers": {"a.one": {"value": answer}}}
    decision = {"file": digest(file), "outcome": "approve"}
    content = {"format": 1, "file": file, "decision": decision, "assessment": {}, "catalogue": {}}
    return rfc8785.dumps(content), Digests(digest(file), digest(decision))


def metadata(digests: Digests) -> bytes:
    """Return the metadata that states these digests."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:p="{NAMESPACE}">'
        f"<p:fileDigest>{digests.file}</p:fileDigest>"
        f"<p:decisionDigest>{digests.decision}</p:decisionDigest>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def made(
    *,
    roles=ROLES,
    pages: int = 2,
    bookmarks: int = 3,
    files=None,
    stated: bytes | None = None,
    locking: bool = True,
    protected: str | None = None,
) -> bytes:
    """Return a PDF of one revision, ready to be signed; the arguments say what is odd about it."""
    content, digests = embedded()
    writer = copy_into_new_writer(PdfFileReader(BytesIO(drawn(pages, bookmarks))))
    writer._update_meta = lambda: None
    for number, role in enumerate(roles):
        top = 700 - 100 * number
        lock = {}
        if locking and role == "approver":
            lock = {
                "field_mdp_spec": FieldMDPSpec(FieldMDPAction.ALL),
                "doc_mdp_update_value": MDPPerm.NO_CHANGES,
            }
        spec = SigFieldSpec(role, on_page=0, box=(60, top, 360, top + 66), **lock)
        append_signature_field(writer, spec)
    for name, data in files if files is not None else [(ATTACHMENT, content)]:
        attach(writer, name, data)
    stream = StreamObject(
        DictionaryObject({pdf_name("/Type"): pdf_name("/Metadata")}),
        stream_data=metadata(digests) if stated is None else stated,
    )
    stream[pdf_name("/Subtype")] = pdf_name("/XML")
    writer.root["/Metadata"] = writer.add_object(stream)
    if protected is not None:
        writer.encrypt(owner_pass=protected)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn(pages: int, bookmarks: int) -> bytes:
    """Return the pages, without fields or anything embedded."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for number in range(bookmarks):
        canvas.bookmarkPage(f"b{number}")
        canvas.addOutlineEntry(f"Part {number}", f"b{number}", 0)
    for number in range(pages):
        canvas.drawString(60, 800, f"Page {number + 1}: 3 findings, none of them a bar.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def attach(writer, name: str, data: bytes) -> None:
    """Embed a file as the report does."""
    stream = EmbeddedFileObject.from_file_data(writer, data, mime_type="application/json")
    embed_file(
        writer,
        FileSpec(name, embedded_data=stream, af_relationship=pdf_name("/Source")),
    )


@cache
def plain() -> bytes:
    """The PDF that most tests sign."""
    return made()


def appearance(lines: tuple[str, ...], width: float, height: float) -> bytes:
    """Draw the lines in a font that every viewer has."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica", 7)
        canvas.drawString(4, height - 12 - 10 * number, line.encode("ascii", "replace").decode())
    canvas.save()
    return out.getvalue()
