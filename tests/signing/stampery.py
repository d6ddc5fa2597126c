"""An RFC 3161 time-stamp service on this machine, which can also misbehave."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.sign.timestamps import DummyTimeStamper
from signing.authority import Authority, Owner


def _stamper(owner: Owner, above: Authority, when: datetime.datetime) -> DummyTimeStamper:
    def load(each: Owner) -> x509.Certificate:
        return x509.Certificate.load(each.certificate.public_bytes(Encoding.DER))

    key = owner.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        load(owner), keys.PrivateKeyInfo.load(key), [load(above.issuer)], fixed_dt=when
    )


class Service(ThreadingHTTPServer):
    """The service; ``asked`` are the requests it had."""

    daemon_threads = True

    def __init__(self, owner: Owner, above: Authority, when: datetime.datetime, answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stamper = _stamper(owner, above, when)
        self.answer = answer
        self.asked: list[bytes] = []

    @property
    def address(self) -> str:
        return f"http://user:hidden@127.0.0.1:{self.server_port}/stamp"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(content)
        if self.server.answer is None:
            request = tsp.TimeStampReq.load(content)
            code, answer = 200, self.server.stamper.request_tsa_response(request).dump()
        else:
            code, answer = self.server.answer
        self.send_response(code)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_) -> None:
        pass


@contextmanager
def serving(owner: Owner, above: Authority, when, answer=None) -> Iterator[Service]:
    """Run the service; ``answer`` is a status code and bytes that it gives instead of a stamp."""
    service = Service(owner, above, when, answer)
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        thread.join()
        service.server_close()
