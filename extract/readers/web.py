"""Addresses -> bytes: only http and https, only the public internet, only so much; runs in a worker, which ends it."""

from __future__ import annotations

import socket
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from extract.readers import addresses
from extract.readers.errors import DocumentError
from extract.readers.files import shown, unfit

MOST = 50_000_000  # bytes of an answer, unpacked
_HOPS = 5
_PIECE = 1 << 16
_CONNECTING = 10.0  # seconds
_TIMEOUT = urllib3.Timeout(connect=_CONNECTING, read=20)
_MOVED = (301, 302, 303, 307, 308)
_PACKED = {"", "identity", "gzip", "x-gzip", "deflate"}
_ALLOW = "allow addresses of this machine and the local network (--private) where that is meant"
_SAVE = "save the page from a browser and give the file"


def fetch(address: str, *, private: bool = False, most: int = MOST) -> tuple[str, str, bytes]:
    """The address after redirects, the Content-Type as sent, and the bytes of an answer, unpacked.

    private: also addresses of this machine and the local network; most: bytes at most. It looks at no clock: a worker
    ends it. A DocumentError says what was refused, and what the server or the network said.
    """
    url = _checked(address, address)
    seen: list[str] = []
    while True:
        seen.append(url.url)
        found = _asked(url, _via(address, url), private, most)
        if not isinstance(found, str):
            return url.url, *found
        url = _checked(_joined(url.url, found), address)
        if url.url in seen:
            raise DocumentError(f"{address}: it redirects in a circle; {_SAVE}")
        if len(seen) > _HOPS:
            raise DocumentError(f"{address}: it redirects more than {_HOPS} times; {_SAVE}")


def _checked(said: str, address: str) -> Url:
    """An address in its parts, without what stands behind #; `address` is what the user gave."""
    try:
        url = parse_url(said)._replace(fragment=None)
    except LocationParseError:
        raise DocumentError(f"{shown(address)}: {shown(said)} is no address that can be read; check it") from None
    if url.auth is not None:  # not shown: it may be a password
        where = address if said != address else url._replace(auth=None).url
        raise DocumentError(f"{shown(where)}: addresses with a name or password are refused; leave it out, or {_SAVE}")
    if url.scheme not in ("http", "https") or not url.host:
        raise DocumentError(f"{shown(address)}: only http and https addresses are read; download the file and give it")
    if unfit(said):
        raise DocumentError(f"{shown(address)}: the address holds a line break or another sign not shown; check it")
    return url


def _joined(current: str, target: str) -> str:
    try:
        return urljoin(current, target)
    except ValueError:  # what is no address in its view is to be refused as it stands
        return target


def _via(address: str, url: Url) -> str:
    """What messages call an address: as given, and where it led to."""
    return address if url == _checked(address, address) else f"{address} (redirected to {url.host})"


def _asked(url: Url, where: str, private: bool, most: int) -> str | tuple[str, bytes]:
    """The Content-Type and the bytes of an answer, or the address that it redirects to."""
    with _pool(url, where, private) as pool:
        try:
            answer = pool.urlopen(
                "GET", url.request_uri, headers=_headers(), redirect=False, retries=False, preload_content=False,
                timeout=_TIMEOUT,
            )  # fmt: skip
            target = answer.headers.get("Location", "")
            if answer.status in _MOVED and target:
                return target.encode("latin-1", "replace").decode("utf-8", "replace")  # as browsers take it
            return answer.headers.get("Content-Type", ""), _body(answer, where, most)
        except (HTTPError, OSError) as error:
            said = " ".join(str(error).split())
            raise DocumentError(f"{where}: it could not be fetched ({said}); check the address, or {_SAVE}") from None


def _pool(url: Url, where: str, private: bool) -> HTTPConnectionPool:
    kind, usual = (_SecurePool, 443) if url.scheme == "https" else (_Pool, 80)
    # without a port http.client takes the end of ::1 for one
    return kind(url.host or "", port=url.port or usual, where=where, private=private)


def _headers() -> dict[str, str]:
    import extract  # for its version alone

    agent = f"migration-figures/{extract.__version__}"
    return {"User-Agent": agent, "Accept": "text/html, application/xhtml+xml, */*;q=0.8", "Accept-Encoding": "gzip"}


def _body(answer: BaseHTTPResponse, where: str, most: int) -> bytes:
    """The bytes of an answer, unpacked piece by piece, so that a small answer cannot grow beyond what is allowed."""
    if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        raise DocumentError(f"{where}: {_refusal(answer.status)}")
    packed = {name.strip().lower() for name in answer.headers.get("Content-Encoding", "").split(",")}
    if not packed <= _PACKED:
        raise DocumentError(f"{where}: it is packed as {', '.join(sorted(packed))}, which is not read; {_SAVE}")
    pieces, size = [], 0
    for piece in answer.stream(_PIECE, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise DocumentError(f"{where}: it has more than the {most / 1e6:g} MB that are fetched; {_SAVE}")
    return b"".join(pieces)


def _refusal(status: int) -> str:
    """What a status says, and the remedy."""
    try:
        said = f"the server answers {status} ({HTTPStatus(status).phrase})"
    except ValueError:
        said = f"the server answers {status}"
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return f"{said}; check the address"
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"{said}; try again later"
    return f"{said}; {_SAVE}"


class _Plain(HTTPConnection):
    """A connection to an address that was looked at: the name is looked up once, and what it gave is connected to."""

    def __init__(self, *given: Any, where: str, private: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        self._where, self._private = where, private

    def _new_conn(self) -> socket.socket:
        return _connected(self.host, self.port, self._where, self._private)


class _Secure(_Plain, HTTPSConnection):
    """The same, encrypted."""


class _Pool(HTTPConnectionPool):
    """Connections that are looked at."""

    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    """Connections that are looked at, encrypted."""

    ConnectionCls = _Secure


def _connected(host: str, port: int | None, where: str, private: bool) -> socket.socket:
    """A socket to the first of a host's addresses that may be asked and answers.

    It looks once more at what it is connected to: something between here and there may lead elsewhere.
    """
    reasons: list[str] = []
    for family, kind, protocol, _, target in _found(host, port, where):
        connection = socket.socket(family, kind, protocol)
        try:
            _vet(target[0], private)
            connection.settimeout(_CONNECTING)
            connection.connect(target)
            _vet(connection.getpeername()[0], private)
        except OSError as error:
            reasons.append(f"it cannot be reached ({error.strerror or error}); check the address and the network")
        except _ForbiddenError as error:
            reasons.append(str(error))
        else:
            return connection
        connection.close()
    raise DocumentError(f"{where}: {reasons[0]}")


class _ForbiddenError(Exception):
    """An address may not be asked."""


def _vet(address: str, private: bool) -> None:
    kind = addresses.forbidden(address, private=private)
    if kind:
        raise _ForbiddenError(f"it leads to {address} ({kind}), which is not asked; {_SAVE if private else _ALLOW}")


def _found(host: str, port: int | None, where: str) -> list[Any]:
    """What a name's look-up gives, in its order; at least one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "no name of a computer"
        raise DocumentError(f"{where}: {host} is not found ({said}); check the address and the network") from None
    if not found:
        raise DocumentError(f"{where}: {host} is not found; check the address and the network")
    return found
