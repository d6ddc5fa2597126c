"""Puts one PAdES signature into one field, as an incremental update that changes nothing else."""

from __future__ import annotations

import asyncio
import datetime
from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.form_tools import annot_width_height, get_single_field_annot
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigSeedSubFilter,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import SignatureObject
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigAppearanceSetup,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, select_suitable_signing_md
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import BaseStamp, BaseStampStyle

from procure_app.signing.credential import Credential

_ROOM, _ROOM_FOR_STAMP = 4_096, 16_384
"""Bytes for a signature beside its certificates, and for a time stamp with its own."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A signature to be made."""

    field: str
    reason: str
    when: datetime.datetime
    page: bytes
    """What is seen: a PDF of one page of the field's size, with its fonts embedded."""
    certifies: bool = False
    """Whether it certifies the document and allows only further signatures."""
    locks: bool = False
    """Whether it allows no further signature."""


def room(reader: PdfFileReader, field: str) -> tuple[float, float]:
    """Return width and height of the field in points; nothing of both where it is not seen."""
    ((_, _, reference),) = enumerate_sig_fields(reader, with_name=field)
    width, height = annot_width_height(get_single_field_annot(reference.get_object()))
    return float(width), float(height)


def signed(
    reader: PdfFileReader, stroke: Stroke, credential: Credential, stamper: TimeStamper | None
) -> bytes:
    """Return the document with the signature: the same bytes, and more at the end.

    The reader must not be used any more.
    What the library raises goes through, and ``NotWritten`` where no time stamp came.
    """
    writer = _Quiet.from_reader(reader)
    writer.register_extension(ESIC_EXTENSION_1)
    method = select_suitable_signing_md(credential.certificate.public_key)
    embedding = PdfCMSEmbedder().write_cms(stroke.field, writer, existing_fields_only=True)
    next(embedding)
    embedding.send(
        SigObjSetup(
            SignatureObject(
                timestamp=stroke.when,
                subfilter=SigSeedSubFilter.PADES,
                reason=stroke.reason,
                bytes_reserved=_reserved(credential, stamper),
            ),
            _permission(stroke, method),
            SigAppearanceSetup(_Style(page=stroke.page), stroke.when, None),
        )
    )
    prepared, output = embedding.send(SigIOSetup(method))
    message = asyncio.run(
        credential.signer.async_sign(
            prepared.document_digest,
            method,
            use_pades=True,
            timestamper=stamper,
            signed_attr_settings=PdfCMSSignedAttributes(),
        )
    )
    embedding.send(message)
    result: bytes = output.getvalue()
    return result


class _Quiet(IncrementalPdfFileWriter):
    """A writer that leaves the metadata alone; the library's would break PDF/A and our digests."""

    def _update_meta(self) -> None:
        pass


@dataclass(frozen=True)
class _Style(BaseStampStyle):
    """An appearance that is a page drawn for the size of the field."""

    page: bytes = b""

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: object
    ) -> BaseStamp:
        page = PdfFileReader(BytesIO(self.page))
        return _Drawn(writer, self, box, writer.import_page_as_xobject(page))


class _Drawn(BaseStamp):
    """The imported page as the appearance of the field, with nothing around it."""

    def __init__(
        self, writer: BasePdfFileWriter, style: _Style, box: BoxConstraints, page: IndirectObject
    ) -> None:
        super().__init__(writer, style, box)
        self._page = page

    def register(self) -> IndirectObject:
        return self._page


def _permission(stroke: Stroke, method: str) -> SigMDPSetup:
    if stroke.certifies:
        return SigMDPSetup(method, certify=True, docmdp_perms=MDPPerm.FILL_FORMS)
    if stroke.locks:
        whole = FieldMDPSpec(FieldMDPAction.ALL)
        return SigMDPSetup(method, field_lock=whole, docmdp_perms=MDPPerm.NO_CHANGES)
    return SigMDPSetup(method)


def _reserved(credential: Credential, stamper: TimeStamper | None) -> int:
    """Return the hexadecimal digits to keep free; without asking the service for a first stamp."""
    certificates = {credential.certificate, *credential.signer.cert_registry}
    size = (
        _ROOM + sum(len(each.dump()) for each in certificates) + (_ROOM_FOR_STAMP if stamper else 0)
    )
    return 2 * size
