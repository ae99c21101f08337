"""A server on this machine for the tests of addresses: it counts its hits."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """What it answers by path, what it was asked, and its address."""

    def __init__(self, listening: ThreadingHTTPServer) -> None:
        self._listening = listening
        self.port = port = listening.server_address[1]
        self.address = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.hits: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.connections = 0

    def page(self, path: str, body: bytes, content: str = "text/plain", **headers: str) -> str:
        """An answer with a body; its address."""
        return self.put(path, lambda handler: send(handler, 200, body, content, **headers))

    def put(self, path: str, answer: Answer) -> str:
        self.answers[path] = answer
        return self.address + path

    def encrypt(self, certificate: str, key: str) -> None:
        """From now on it speaks https."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._listening.socket = context.wrap_socket(self._listening.socket, server_side=True)


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", content: str = "", **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": content, "Content-Length": str(len(body)), **headers}.items():
        if value:
            handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def redirect(target: str, status: int = 302) -> Answer:
    return lambda handler: send(handler, status, Location=target)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server that runs for a block."""

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            ours.connections += 1
            super().setup()

        def do_GET(self) -> None:
            ours.hits.append(self.path)
            ours.headers.append(dict(self.headers))
            with contextlib.suppress(OSError):  # the other side may go when it has seen enough
                ours.answers.get(self.path, lambda handler: send(handler, 404))(self)

        def log_message(self, *said: object) -> None:
            """Not on the tests' output."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    ours = Server(listening)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield ours
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
