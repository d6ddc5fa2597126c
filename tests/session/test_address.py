"""Only a web address that reads alike to people and browsers is ever offered to be opened."""

from __future__ import annotations

import pytest

from procure_app.session.address import destination
from procure_app.session.error import NotAllowed


@pytest.mark.parametrize(
    ("text", "host", "known", "address"),
    [
        ("https://example.org/a?b=c#d", "example.org", "example.org", "https://example.org/a?b=c#d"),
        (" HTTP://Example.ORG ", "example.org", "example.org", "http://example.org"),
        ("https://example.org:8443/x", "example.org", "example.org", "https://example.org:8443/x"),
        ("https://münchen.example/ä", "münchen.example", "xn--mnchen-3ya.example",
         "https://xn--mnchen-3ya.example/%C3%A4"),
        ("https://\u0430pple.example/", "\u0430pple.example", "xn--pple-43d.example",
         "https://xn--pple-43d.example/"),
        ("http://127.0.0.1/x", "127.0.0.1", "127.0.0.1", "http://127.0.0.1/x"),
        ("http://[::1]:80/", "[::1]", "[::1]", "http://[::1]:80/"),
    ],
)  # fmt: skip
def test_a_web_address_tells_its_site_as_written_and_as_the_network_knows_it(
    text, host, known, address
):
    found = destination(text)
    assert (found.host, found.ascii_host, found.address) == (host, known, address)
    assert found.is_plain is (host == known)


@pytest.mark.parametrize(
    "text",
    [
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,<b>", "ftp://x.example",
        r"\\host\share", "//host/share", "mailto:a@b.example", "about:blank", "vbscript:x",
        "smb://host/x", "page 4 of the contract", "", "C:\\x", "jar:https://x!/", "view-source:x",
        "\tjavascript:alert(1)", "java\nscript:alert(1)", "www.example.org", "ms-word:x",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_never_opened(text):
    with pytest.raises(NotAllowed) as refused:
        destination(text)
    assert "Only web addresses (http and https) are opened." in refused.value.sentence.text


@pytest.mark.parametrize(
    "text",
    [
        "https://bank.example@evil.example/", "https://user:word@evil.example", "https://",
        "https:///path", "http", "https:evil.example", "https://good.example\\@evil.example",
        "https://a b.example", "https://a\u202eb.example", "https://a\x00.example",
        "https://a\n.example", "https://x.example:99999999", "https://x.example:port/",
        "https://[::1", "https://" + "a" * 2000, "https://-a.example", "https://a..b.example",
        "https://a_b.example", "https://x.example/\u2028y", 'https://x.example/"onload="',
        "https://\ud800.example", "https://a%2fb.example", "https://x\uff0eexample\uff0fevil",
    ],
)  # fmt: skip
def test_an_address_that_could_lead_elsewhere_is_never_opened(text):
    with pytest.raises(NotAllowed) as refused:
        destination(text)
    assert "not clear where" in refused.value.sentence.text
