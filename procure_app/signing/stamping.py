"""Asks a time-stamp service (RFC 3161) when a signature was made; the only use of the network."""

from __future__ import annotations

from urllib.parse import urlsplit

from asn1crypto import cms
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper

from procure_app.signing import fault

_SECONDS = 20


def stamper(address: str) -> TimeStamper | None:
    """Return what asks the service at this address; nothing where there is no address.

    Raises ``NotAllowed`` where the address is none.
    """
    if not address:
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise fault.not_an_address()
    return _Service(address, host)


class _Service(HTTPTimeStamper):
    """The service, whose every failure is one sentence that names its host and nothing secret."""

    def __init__(self, address: str, host: str) -> None:
        super().__init__(address, timeout=_SECONDS)
        self._host = host

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            stamped = token["content"]["encap_content_info"]["content"].parsed
            if stamped["message_imprint"]["hashed_message"].native != message_digest:
                raise ValueError("the stamp belongs to something else")
        except Exception:  # no answer, a refusal, or an answer of any other kind
            raise fault.unstamped(self._host) from None
        return token
