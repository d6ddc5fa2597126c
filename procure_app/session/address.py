"""Where an address of a file or a vendor leads, and whether it may be opened at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from procure_app.core.phrase import phrase
from procure_app.session.error import NotAllowed
from procure_app.session.visible import one_line

_MOST = 2000
_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\\"<>^`{|}\u2000-\u206f\ud800-\udfff\ufeff]")
"""What no address needs: browsers read some of it as something else than people do."""
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\]")
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"
"""What an address keeps as it is; a browser is handed ASCII only."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A web address that a person may be asked about."""

    host: str
    """The site as it is written."""
    ascii_host: str
    """The site as the network knows it (RFC 3492): where it differs, the two must be shown."""
    address: str
    """The whole address in ASCII, as it is handed to the browser."""

    @property
    def is_plain(self) -> bool:
        """Whether the site is written as the network knows it."""
        return self.host == self.ascii_host


def destination(text: str) -> Destination:
    """Return where the address leads. Raises ``NotAllowed`` for all but plain web addresses.

    A name before the site (``https://bank.example@other.example``) and whatever browsers and
    people read differently are refused.
    """
    given = text.strip(" ")
    scheme = given.partition(":")[0].casefold()
    if scheme not in ("http", "https"):
        raise NotAllowed(
            phrase("Only web addresses (http and https) are opened. Copy anything else by hand.")
        )
    try:
        parts = urlsplit(given)
        host, port = (parts.hostname or "").casefold(), parts.port
        known = host.encode("idna").decode("ascii") if ":" not in host else f"[{host}]"
    except ValueError as error:
        raise _unclear(given) from error
    odd = _ODD.search(given) or "@" in parts.netloc or len(given) > _MOST
    if odd or not parts.netloc or not _HOST.fullmatch(known):
        raise _unclear(given)
    site = known if port is None else f"{known}:{port}"
    rest = given.partition("//")[2][len(parts.netloc) :]
    address = f"{scheme}://{site}{quote(rest, safe=_KEPT)}"
    return Destination(f"[{host}]" if ":" in host else host, known, address)


def _unclear(given: str) -> NotAllowed:
    return NotAllowed(
        phrase(
            "It is not clear where “{address}” leads, so it is not opened. Correct the address.",
            address=one_line(given[:80]),
        )
    )
