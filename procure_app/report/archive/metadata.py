"""The metadata in XMP: title, moment, the two standards, and which assessment the report is of.

ISO 19005-3, 6.6; ISO 14289-1, 5 and 7.1. A namespace that neither standard knows is described in
the file itself by an extension schema (ISO 19005-3, 6.6.2.3.3).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from xml.sax.saxutils import escape

from procure_app.report.archive.stamp import utc

NAMESPACE = "urn:x-procure:report:1#"
"""Of our own properties: ``assessment``, ``fileDigest``, ``decisionDigest``."""
PRODUCER = "ReportLab, in tagged form by Procure"
_UA = "http://www.aiim.org/pdfua/ns/id/"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself; plain text without control characters."""

    title: str
    language: str
    tool: str
    moment: datetime.datetime
    own: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Our own properties by name."""


def packet(metadata: Metadata) -> bytes:
    """Return the XMP packet in UTF-8."""
    moment = utc(metadata.moment).isoformat(timespec="seconds")
    schemas = _schema("PDF/UA identification", _UA, "pdfuaid", {"part": "Integer"})
    if metadata.own:
        names = dict.fromkeys(metadata.own, "Text")
        schemas += _schema("What the report is of", NAMESPACE, "procure", names)
    own = "".join(
        f"<procure:{name}>{escape(value)}</procure:{name}>" for name, value in metadata.own.items()
    )
    body = _BODY.format(
        title=escape(metadata.title),
        language=escape(metadata.language),
        tool=escape(metadata.tool),
        producer=escape(PRODUCER),
        moment=moment,
        schemas=schemas,
        own=own,
        namespace=NAMESPACE,
        ua=_UA,
    )
    return body.encode("utf-8")


def _schema(name: str, namespace: str, prefix: str, properties: Mapping[str, str]) -> str:
    described = "".join(_PROPERTY.format(name=key, kind=kind) for key, kind in properties.items())
    return _SCHEMA.format(name=name, namespace=namespace, prefix=prefix, properties=described)


_PROPERTY = """
     <rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>{name}</pdfaProperty:name>
      <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>{name}</pdfaProperty:description>
     </rdf:li>"""
_SCHEMA = """
   <rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>{name}</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq>{properties}
    </rdf:Seq></pdfaSchema:property>
   </rdf:li>"""
_BODY = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about=""
   xmlns:dc="http://purl.org/dc/elements/1.1/"
   xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
   xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
   xmlns:pdfuaid="{ua}"
   xmlns:procure="{namespace}"
   xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
   xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
   xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <dc:format>application/pdf</dc:format>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
  <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
  <xmp:CreatorTool>{tool}</xmp:CreatorTool>
  <xmp:CreateDate>{moment}</xmp:CreateDate>
  <xmp:ModifyDate>{moment}</xmp:ModifyDate>
  <pdf:Producer>{producer}</pdf:Producer>
  <pdfaid:part>3</pdfaid:part>
  <pdfaid:conformance>A</pdfaid:conformance>
  <pdfuaid:part>1</pdfuaid:part>
  {own}
  <pdfaExtension:schemas><rdf:Bag>{schemas}
  </rdf:Bag></pdfaExtension:schemas>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
