"""Moves one request and its answer over one connection of its own, under the deadline.

Knows no redirect, no retry and no policy: it is told which addresses were checked and connects to nothing else. It uses
httpcore without httpx's client, which keeps cookies, follows what must be checked first, and logs whole addresses.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import httpcore
import httpx

from extractors.fetch_error import Answer, Body, Deadline, FetchError
from extractors.records import Outcome

# Shares of the whole time that one try to connect, and one silence, may take: 6 s and 15 s of 30 s. Three tries that
# find nobody fit into the whole, so that a dead host ends as `timeout`.
_CONNECT_SHARE = 1 / 5
_SILENCE_SHARE = 1 / 2
_MAX_ADDRESSES = 4

ReadBody = Callable[[Answer, Iterable[bytes]], Body]


@dataclass(slots=True)
class Line:
    """The state of one connection: what it may still use, what has come."""

    deadline: Deadline
    header_bytes: int
    host: str
    n_read: int = field(default=0, init=False)
    is_in_headers: bool = field(default=True, init=False)

    def connect_s(self) -> float:
        """Give the seconds one connect or TLS handshake may take. Raises FetchError(DEADLINE)."""
        return min(self.deadline.left_s(), self.deadline.limit_s * _CONNECT_SHARE)

    def silence_s(self) -> float:
        """Give the seconds the other side may be silent. Raises FetchError(DEADLINE)."""
        return min(self.deadline.left_s(), self.deadline.limit_s * _SILENCE_SHARE)

    def room(self, max_bytes: int) -> int:
        """Give how many bytes may be read now: the headers share one allowance. Raises FetchError(TOO_LARGE)."""
        if not self.is_in_headers:
            return max_bytes
        if self.n_read >= self.header_bytes:
            raise FetchError(
                Outcome.TOO_LARGE, f"the headers of {self.host} have more than {self.header_bytes:,} bytes"
            )
        return min(max_bytes, self.header_bytes - self.n_read)


class BoundedStream(httpcore.NetworkStream):
    """A connection whose every read and write ends in time."""

    def __init__(self, inner: httpcore.NetworkStream, line: Line) -> None:
        self._inner = inner
        self._line = line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come. Raises FetchError(DEADLINE, TIMEOUT, TOO_LARGE), httpcore.ReadError."""
        del timeout  # the line knows how long
        silence_s = self._line.silence_s()
        try:
            data = self._inner.read(self._line.room(max_bytes), silence_s)
        except httpcore.ReadTimeout:
            self._line.deadline.left_s()
            raise FetchError(Outcome.TIMEOUT, f"{self._line.host} was silent for {silence_s:.3g} s") from None
        self._line.n_read += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of `buffer`. Raises FetchError(DEADLINE), httpcore.WriteError, httpcore.WriteTimeout."""
        del timeout  # the line knows how long
        self._inner.write(buffer, self._line.silence_s())

    def close(self) -> None:
        """Close the socket."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begin TLS, verified for `server_hostname`. Raises FetchError(TLS_ERROR, DEADLINE), httpcore.ConnectError."""
        del timeout  # the line knows how long
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, self._line.connect_s())
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLError):
                raise _tls_fault(self._line.host, error.__cause__) from None
            raise
        return BoundedStream(inner, self._line)

    def get_extra_info(self, info: str) -> object:
        """Give what httpcore asks of the connection below."""
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, whatever the host is called."""

    def __init__(self, addresses: Sequence[str], line: Line, backend: httpcore.NetworkBackend) -> None:
        self._addresses = addresses[:_MAX_ADDRESSES]
        self._line = line
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers. Raises FetchError(DEADLINE), httpcore.ConnectError and so on."""
        del host, timeout, local_address  # the addresses were checked, the line knows how long
        *first, last = self._addresses
        for address in first:
            try:
                return self._connect(address, port, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, port, socket_options)

    def _connect(
        self, address: str, port: int, socket_options: Iterable[httpcore.SOCKET_OPTION] | None
    ) -> httpcore.NetworkStream:
        timeout = self._line.connect_s() / len(self._addresses)
        stream = self._backend.connect_tcp(address, port, timeout=timeout, socket_options=socket_options)
        return BoundedStream(stream, self._line)


def exchange(
    url: httpx.URL,
    headers: Iterable[tuple[str, str]],
    addresses: Sequence[str],
    line: Line,
    tls: ssl.SSLContext,
    backend: httpcore.NetworkBackend,
    read_body: ReadBody,
) -> Answer:
    """Ask `url` at one of the checked `addresses` and read the answer as `read_body` says. Raises FetchError."""
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    pairs = [(b"Host", url.netloc), *((name.encode(), value.encode()) for name, value in headers)]
    checked = CheckedBackend(addresses, line, backend)
    connection = httpcore.HTTPConnection(target.origin, ssl_context=tls, network_backend=checked)
    try:
        response = connection.handle_request(httpcore.Request("GET", target, headers=pairs))
        line.is_in_headers = False
        answer = Answer(response.status, tuple((_text(name), _text(value)) for name, value in response.headers))
        return Answer(answer.status, answer.headers, read_body(answer, _chunks(response, line)))
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise _network_fault(line, error) from None
    finally:
        connection.close()


def _chunks(response: httpcore.Response, line: Line) -> Iterator[bytes]:
    try:
        yield from response.iter_stream()
    except (httpcore.RemoteProtocolError, httpcore.ReadError):
        raise FetchError(Outcome.CORRUPT_BODY, f"{line.host} broke off before the body was whole") from None


def _network_fault(line: Line, error: Exception) -> FetchError:
    host = line.host
    if isinstance(error, httpcore.ConnectTimeout):
        line.deadline.left_s()
        return FetchError(Outcome.TIMEOUT, f"{host} did not accept a connection in time", is_passing=True)
    if isinstance(error, httpcore.TimeoutException):
        return FetchError(Outcome.TIMEOUT, f"{host} did not take the request in time")
    if isinstance(error.__cause__, ConnectionRefusedError):
        return FetchError(
            Outcome.NETWORK_ERROR, f"{host} refuses connections; see whether its address or port has changed"
        )
    if isinstance(error, httpcore.ConnectError) and not isinstance(error.__cause__, ConnectionError):
        return FetchError(
            Outcome.NETWORK_ERROR, f"{host} cannot be reached ({_reason(error)}); check this machine's network"
        )
    if isinstance(error, httpcore.ProtocolError) and line.n_read:
        return FetchError(Outcome.NETWORK_ERROR, f"what answers at {host} does not speak HTTP/1.1; check the address")
    return FetchError(Outcome.NETWORK_ERROR, f"{host} closed the connection without an answer", is_passing=True)


def _tls_fault(host: str, error: ssl.SSLError) -> FetchError:
    why = error.verify_message if isinstance(error, ssl.SSLCertVerificationError) else (error.reason or "broken off")
    return FetchError(
        Outcome.TLS_ERROR,
        f"no safe connection to {host}: {why}. Nothing was read; check the address, or wait until the site repairs it",
    )


def _reason(error: Exception) -> str:
    cause = error.__cause__
    return (cause.strerror or "no reason given") if isinstance(cause, OSError) else "no reason given"


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")
