"""web, addresses: what may be asked, and how much is taken; all servers are on this machine."""

from __future__ import annotations

import functools
import gzip
import shutil
import socket
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import clock
import pytest
import servers
from examples import table

import extract
from extract import readers
from extract.readers import DocumentError, Worker, addresses, web

BODY = b"Police arrested 40 migrants.\n"


@pytest.fixture
def server() -> Iterator[servers.Server]:
    with servers.running() as started:
        yield started


def refused(address: str, **allowed: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        web.fetch(address, **allowed)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_address_gives_its_bytes_and_their_type(server: servers.Server) -> None:
    address = server.page("/a?b=c", BODY, "text/plain; charset=cp1252")
    assert web.fetch(f"{address}#part", private=True) == (address, "text/plain; charset=cp1252", BODY)
    assert server.hits == ["/a?b=c"]
    assert server.headers[0]["User-Agent"] == f"migration-figures/{extract.__version__}"


SPELLINGS = [
    ("127.0.0.1",),
    ("localhost",),
    ("2130706433",),
    ("0x7f000001",),
    ("017700000001",),
    ("0177.0.0.1",),
    ("127.1",),
    ("127.000.000.001",),
    ("[::ffff:127.0.0.1]",),
    ("[::ffff:7f00:1]",),
    ("127.0.0.1.",),
]


@pytest.mark.parametrize("host", table(SPELLINGS))
def test_r24_this_machine_in_all_its_spellings_sees_no_hit(server: servers.Server, host: str) -> None:
    server.page("/a", BODY)
    address = f"http://{host}:{server.port}/a"
    said = refused(address)
    assert said.startswith(f"{address}: it leads to "), said
    assert "(this machine), which is not asked; allow addresses of this machine" in said
    assert (server.hits, server.connections) == ([], 0)


REACHED = [("127.0.0.1",), ("localhost",), ("2130706433",), ("0x7f000001",), ("127.1",), ("[::ffff:127.0.0.1]",)]


@pytest.mark.parametrize("host", table(REACHED))
def test_r24_these_spellings_would_reach_it(server: servers.Server, host: str) -> None:
    """Else the refusals above would show nothing."""
    server.page("/a", BODY)
    assert web.fetch(f"http://{host}:{server.port}/a", private=True)[2] == BODY
    assert server.hits == ["/a"]


ELSEWHERE = [
    ("http://0.0.0.0:{port}/a", "(an address with a special purpose)"),
    ("http://0:{port}/a", "(an address with a special purpose)"),
    ("http://[::]:{port}/a", "(an address with a special purpose)"),
    ("http://[::1]:{port}/a", "(this machine)"),
    ("http://169.254.169.254/latest/meta-data/", "(the local network)"),
    ("http://10.1.2.3/", "(the local network)"),
    ("http://192.168.0.1/", "(the local network)"),
    ("http://[fe80::1]/", "(the local network)"),
    ("http://[fe80::1%25lo]/", "(the local network)"),
    ("http://[::1]/", "(this machine)"),
    ("http://[64:ff9b::7f00:1]:{port}/a", "(an address with a special purpose)"),
    ("http://[2002:7f00:1::]:{port}/a", "(an address with a special purpose)"),
    ("http://224.0.0.1/", "(an address with a special purpose)"),
    ("https://127.0.0.1:{port}/a", "(this machine)"),
    ("HTTP://127.0.0.1:{port}/a", "(this machine)"),
]


@pytest.mark.parametrize(("address", "said"), table(ELSEWHERE))
def test_r24_addresses_that_are_not_of_the_public_internet(server: servers.Server, address: str, said: str) -> None:
    assert said in refused(address.format(port=server.port))
    assert server.connections == 0


UNREAD = [
    ("file:///etc/passwd", "only http and https addresses are read"),
    ("ftp://example.org/a", "only http and https addresses are read"),
    ("gopher://127.0.0.1/", "only http and https addresses are read"),
    ("//example.org/a", "only http and https addresses are read"),
    ("http:///a", "only http and https addresses are read"),
    ("http://user:secret@127.0.0.1:{port}/a", "addresses with a name or password are refused; leave it out"),
    ("http://user@127.0.0.1:{port}/a", "addresses with a name or password are refused; leave it out"),
    ("http://127.0.0.1:99999/a", "no address that can be read; check it"),
    ("http://a b/", "no address that can be read; check it"),
    ("http://a\nb/", "no address that can be read; check it"),
    ("http://127.0.0.1:{port}/a\nb", "the address holds a line break"),
]


@pytest.mark.parametrize(("address", "said"), [pytest.param(*row, id=ascii(row[0])) for row in UNREAD])
def test_r24_addresses_of_other_kinds(server: servers.Server, address: str, said: str) -> None:
    found = refused(address.format(port=server.port), private=True)
    assert said in found
    assert "secret" not in found
    assert server.connections == 0


FORBIDDEN = [
    ("127.255.255.254", "this machine"),
    ("::1", "this machine"),
    ("::ffff:127.0.0.1", "this machine"),
    ("10.0.0.1", "the local network"),
    ("172.16.0.1", "the local network"),
    ("172.31.255.255", "the local network"),
    ("192.168.1.1", "the local network"),
    ("100.64.0.1", "the local network"),
    ("169.254.169.254", "the local network"),
    ("::ffff:169.254.169.254", "the local network"),
    ("fe80::1", "the local network"),
    ("fe80::1%lo", "the local network"),
    ("fd00::1", "the local network"),
    ("fec0::1", "the local network"),
    ("0.0.0.1", "an address with a special purpose"),
    ("192.0.0.192", "an address with a special purpose"),
    ("192.0.2.1", "an address with a special purpose"),
    ("198.18.0.1", "an address with a special purpose"),
    ("224.0.0.1", "an address with a special purpose"),
    ("255.255.255.255", "an address with a special purpose"),
    ("::", "an address with a special purpose"),
    ("::7f00:1", "an address with a special purpose"),
    ("::ffff:0:127.0.0.1", "an address with a special purpose"),
    ("64:ff9b::7f00:1", "an address with a special purpose"),
    ("64:ff9b:1::1", "an address with a special purpose"),
    ("2002:7f00:1::", "an address with a special purpose"),
    ("2001::1", "an address with a special purpose"),
    ("2001:db8::1", "an address with a special purpose"),
    ("ff02::1", "an address with a special purpose"),
    ("100::1", "an address with a special purpose"),
]
ALLOWED = [
    ("8.8.8.8",),
    ("172.32.0.1",),
    ("100.128.0.1",),
    ("::ffff:8.8.8.8",),
    ("2606:4700::1111",),
    ("2a00:1450::1",),
]


@pytest.mark.parametrize(("address", "kind"), table(FORBIDDEN))
def test_r24_addresses_that_may_not_be_asked(address: str, kind: str) -> None:
    assert addresses.forbidden(address) == kind
    assert addresses.forbidden(address, private=True) == ("" if kind.startswith("th") else kind)


@pytest.mark.parametrize("address", table(ALLOWED))
def test_r24_addresses_that_may_be_asked(address: str) -> None:
    assert addresses.forbidden(address) == ""


class Network:
    """Names of the public internet that all lead to the local server: what is looked up and what is connected to."""

    def __init__(self, server: servers.Server, names: dict[str, list[str]]) -> None:
        self.server, self.names = server, names
        self.asked: list[str] = []
        self.connected: list[str] = []

    def look_up(self, host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        """Each time the next of a name's addresses, in the end the last again."""
        self.asked.append(host)
        found = self.names.get(host, [host])
        numeric = found.pop(0) if len(found) > 1 else found[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (numeric, port))]


PUBLIC = "93.184.215.14"


@pytest.fixture
def network(server: servers.Server, monkeypatch: pytest.MonkeyPatch) -> Network:
    """A network in which public addresses lead to the local server, and say that they are what was asked for."""
    ours = Network(server, {"news.example": [PUBLIC]})

    class Socket(socket.socket):
        asked = ""

        def connect(self, target: Any) -> None:
            ours.connected.append(target[0])
            self.asked = target[0]
            super().connect(("127.0.0.1", server.port))

        def getpeername(self) -> Any:
            return (self.asked, 80)

    monkeypatch.setattr(socket, "getaddrinfo", ours.look_up)
    monkeypatch.setattr(socket, "socket", Socket)
    return ours


def test_a_name_is_looked_up_once_and_what_it_gave_is_connected_to(server: servers.Server, network: Network) -> None:
    server.page("/a", BODY)
    assert web.fetch("http://news.example/a") == ("http://news.example/a", "text/plain", BODY)
    assert (network.asked, network.connected) == (["news.example"], [PUBLIC])


def test_r25_a_name_that_changes_after_the_look_changes_nothing(server: servers.Server, network: Network) -> None:
    network.names["rebind.example"] = [PUBLIC, "127.0.0.1"]
    server.page("/a", BODY)
    assert web.fetch("http://rebind.example/a")[2] == BODY
    assert network.connected == [PUBLIC]
    assert "(this machine)" in refused("http://rebind.example/a")
    assert network.connected == [PUBLIC]


def test_r25_a_name_that_changes_between_redirects_is_looked_at_again(server: servers.Server, network: Network) -> None:
    network.names["rebind.example"] = [PUBLIC, "127.0.0.1"]
    server.put("/a", servers.redirect("/b"))
    server.page("/b", BODY)
    said = refused("http://rebind.example/a")
    assert said.startswith("http://rebind.example/a (redirected to rebind.example): it leads to 127.0.0.1")
    assert server.hits == ["/a"]


def test_r25_what_is_connected_to_is_looked_at_too(
    server: servers.Server, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where something between here and the public address leads back to this machine."""
    monkeypatch.setattr(socket.socket, "getpeername", lambda _: ("127.0.0.1", server.port))
    server.page("/a", BODY)
    assert "it leads to 127.0.0.1 (this machine)" in refused("http://news.example/a")
    assert network.connected == [PUBLIC]
    assert server.hits == []


INSIDE = ["http://127.0.0.1:{port}/b", "//127.0.0.1:{port}/b", "http://2130706433:{port}/b", "http://169.254.169.254/b"]


@pytest.mark.parametrize("target", INSIDE)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_r25_a_redirect_into_this_machine(server: servers.Server, network: Network, target: str, status: int) -> None:
    network.names["2130706433"] = ["127.0.0.1"]
    server.put("/a", servers.redirect(target.format(port=server.port), status))
    server.page("/b", BODY)
    said = refused("http://news.example/a")
    assert said.startswith("http://news.example/a (redirected to ")
    assert "which is not asked" in said
    assert server.hits == ["/a"]


ODD = [
    ("file:///etc/passwd", "only http and https addresses are read"),
    ("javascript:alert(1)", "only http and https addresses are read"),
    ("http://user:secret@news.example/b", "addresses with a name or password are refused"),
    ("http://[/", "is no address that can be read"),
]


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(("target", "said"), table(ODD))
def test_r25_a_redirect_to_something_else(server: servers.Server, target: str, said: str) -> None:
    server.put("/a", servers.redirect(target))
    found = refused("http://news.example/a")
    assert found.startswith("http://news.example/a: ")
    assert said in found
    assert server.hits == ["/a"]


def test_r25_redirects_in_a_circle(server: servers.Server) -> None:
    server.put("/a", servers.redirect("/b"))
    address = server.put("/b", servers.redirect("/a#again"))
    assert "it redirects in a circle" in refused(address, private=True)
    assert server.hits == ["/b", "/a"]


def test_r25_more_redirects_than_pages_need(server: servers.Server) -> None:
    for number in range(9):
        server.put(f"/{number}", servers.redirect(f"/{number + 1}"))
    server.page("/9", BODY)
    assert "it redirects more than 5 times" in refused(f"{server.address}/3", private=True)
    assert server.hits == [f"/{number}" for number in (3, 4, 5, 6, 7, 8)]
    assert web.fetch(f"{server.address}/4", private=True)[0] == f"{server.address}/9"


def test_a_redirect_s_target_is_read_as_browsers_do(server: servers.Server) -> None:
    server.put("/a", servers.redirect("/é".encode().decode("latin-1")))
    server.page("/%C3%A9", BODY)
    assert web.fetch(f"{server.address}/a", private=True)[2] == BODY


STATUSES = [
    (404, "the server answers 404 (Not Found); check the address"),
    (410, "the server answers 410 (Gone); check the address"),
    (403, "the server answers 403 (Forbidden); save the page from a browser and give the file"),
    (401, "the server answers 401 (Unauthorized); save the page"),
    (429, "the server answers 429 (Too Many Requests); try again later"),
    (503, "the server answers 503 (Service Unavailable); try again later"),
    (304, "the server answers 304 (Not Modified); save the page"),
    (302, "the server answers 302 (Found); save the page"),
    (799, "the server answers 799; try again later"),
]


@pytest.mark.parametrize(("status", "said"), table(STATUSES))
def test_what_a_server_refuses_is_said(server: servers.Server, status: int, said: str) -> None:
    address = server.put("/a", lambda handler: servers.send(handler, status))
    assert refused(address, private=True).startswith(f"{address}: {said}")


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = refused(f"http://127.0.0.1:{port}/", private=True)
    assert (
        said
        == f"http://127.0.0.1:{port}/: it cannot be reached (Connection refused); check the address and the network"
    )


def test_a_name_that_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert "nowhere.example is not found (Name or service not known); check" in refused("http://nowhere.example/")


def test_https_is_encrypted_and_certificates_are_checked(
    server: servers.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, *names]
    subprocess.run(command, check=True, capture_output=True)
    server.encrypt(certificate, key)
    server.page("/a", BODY)
    address = f"https://localhost:{server.port}/a"
    assert "certificate verify failed" in refused(address, private=True)
    monkeypatch.setenv("SSL_CERT_FILE", certificate)
    assert web.fetch(address, private=True)[2] == BODY
    assert "certificate is not valid for" in refused(f"https://127.0.0.1:{server.port}/a", private=True)


def raw(handler: BaseHTTPRequestHandler, *pieces: bytes) -> None:
    for piece in pieces:
        handler.wfile.write(piece)
    handler.close_connection = True


BROKEN: list[tuple[str, Callable[[BaseHTTPRequestHandler], None]]] = [
    ("no HTTP", lambda handler: raw(handler, b"garbage\r\n\r\n")),
    ("nothing", lambda handler: raw(handler)),
    ("an answer cut short", lambda handler: raw(handler, b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\n12")),
    (
        "gzip that is none",
        lambda handler: servers.send(handler, 200, BODY, Content_Encoding="gzip"),
    ),
    (
        "pieces without sizes",
        lambda handler: raw(handler, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
    ),
    ("more headers than are read", lambda handler: raw(handler, b"HTTP/1.1 200 OK\r\n", b"a: b\r\n" * 200, b"\r\n")),
]


@pytest.mark.parametrize(("case", "answer"), table(BROKEN))
def test_broken_answers_are_said(server: servers.Server, case: str, answer: servers.Answer) -> None:
    address = server.put("/a", answer)
    assert refused(address, private=True).startswith(f"{address}: it could not be fetched ("), case


def test_an_answer_packed_in_a_way_that_was_not_asked_for(server: servers.Server) -> None:
    address = server.page("/a", b"\x0b\x02", Content_Encoding="br")
    assert "it is packed as br, which is not read; save the page" in refused(address, private=True)


def test_an_answer_packed_with_gzip_is_unpacked(server: servers.Server) -> None:
    address = server.page("/a", gzip.compress(BODY), Content_Encoding="gzip")
    assert web.fetch(address, private=True)[2] == BODY
    server.put("/a", chunked(gzip.compress(BODY)))
    assert web.fetch(address, private=True)[2] == BODY


@functools.cache
def bomb(size: int) -> bytes:
    """Zeros by the number of bytes, packed."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    pieces = [packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join([*pieces, packer.flush()])


def chunked(body: bytes) -> servers.Answer:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    return lambda handler: raw(handler, head, b"%x\r\n" % len(body), body, b"\r\n0\r\n\r\n")


@pytest.mark.parametrize("form", ["in one piece", "in chunks"])
def test_r26_300_mb_of_zeros_in_gzip_take_no_memory(server: servers.Server, form: str) -> None:
    body = bomb(300_000_000)
    address = server.page("/a", body, Content_Encoding="gzip")
    if form == "in chunks":
        server.put("/a", chunked(body))
    tracemalloc.start()
    try:
        assert "it has more than the 5 MB that are fetched" in refused(address, private=True, most=5_000_000)
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()


def test_r26_gzip_inside_gzip_inside_gzip(server: servers.Server) -> None:
    body = gzip.compress(gzip.compress(bomb(100_000_000)))
    address = server.page("/a", body, Content_Encoding="gzip, gzip, gzip")
    assert "it has more than the 5 MB that are fetched" in refused(address, private=True, most=5_000_000)


def endless(handler: BaseHTTPRequestHandler) -> None:
    raw(handler, b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    while True:
        handler.wfile.write(bytes(100_000))


def test_r26_an_answer_without_a_length_that_does_not_end(server: servers.Server) -> None:
    address = server.put("/a", endless)
    assert "it has more than the 2 MB that are fetched" in refused(address, private=True, most=2_000_000)


def test_r26_an_answer_without_a_length_is_read(server: servers.Server) -> None:
    address = server.put("/a", lambda handler: raw(handler, b"HTTP/1.0 200 OK\r\n\r\n", BODY))
    assert web.fetch(address, private=True)[2] == BODY


def drip(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    """A byte now and then, so that no time-out of the socket ever strikes."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
    while not over.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def drip_headers(handler: BaseHTTPRequestHandler, over: threading.Event) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nA: ")
    while not over.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


@pytest.mark.parametrize("form", [drip, drip_headers])
def test_r26_a_server_that_drips_is_left_at_the_deadline(
    server: servers.Server, form: Callable[[BaseHTTPRequestHandler, threading.Event], None]
) -> None:
    over = threading.Event()
    address = server.put("/a", lambda handler: form(handler, over))
    other = server.page("/b", BODY)
    limit = clock.patience(1)
    with Worker(fetching=limit) as worker:
        worker.fetch(other, private=True)  # so that it is there

        def left() -> str:
            with pytest.raises(DocumentError) as caught:
                worker.fetch(address, private=True)
            return str(caught.value)

        assert clock.within(2 * clock.A_SECOND, left, time.monotonic, beside=limit) == (
            f"{address}: it was not read within {limit:g} s; "
            "try again later, or save the page from a browser and give the file"
        )
        assert worker.fetch(other, private=True).raw == BODY
    over.set()


def test_an_address_is_an_input(server: servers.Server) -> None:
    server.put("/a", servers.redirect("/folder/b.md"))
    server.page("/folder/b.md", b"---\ntitle: Raids\n---\n" + BODY, "text/plain; charset=utf-8")
    address = f"{server.address}/a"
    with pytest.raises(DocumentError, match="which is not asked"):
        list(readers.read([address]))
    assert server.hits == []
    (document,) = readers.read([address], private=True)
    assert (document.document_id, document.title, document.text) == (address, "Raids", BODY.decode())
    assert document.url == document.provenance.source == f"{server.address}/folder/b.md"


def test_an_address_s_encoding_goes_with_its_bytes(server: servers.Server) -> None:
    (original,) = readers.originals([server.page("/a", BODY, "text/html; charset=cp1251")], private=True)
    assert (original.kind, original.charset) == ("html", "cp1251")


def test_the_environment_s_proxies_are_not_asked(server: servers.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with servers.running() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.address)
        with Worker() as worker:
            assert worker.fetch(server.page("/a", BODY), private=True).raw == BODY
        assert proxy.connections == 0


def test_what_could_not_be_fetched_stops_nothing_else(server: servers.Server) -> None:
    problems: list[str] = []
    inputs = [f"{server.address}/nowhere", server.page("/a", BODY)]
    assert len(list(readers.read(inputs, problems.append, private=True))) == 1
    assert problems == [f"{server.address}/nowhere: the server answers 404 (Not Found); check the address"]
