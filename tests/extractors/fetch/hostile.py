"""A hostile server on loopback: it says what a test tells it to, byte by byte, and counts who asked."""

from __future__ import annotations

import socket
import ssl
import struct
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Thread

import httpcore
from pydantic import TypeAdapter

from config.schema import Limits, Source

LIMITS = Limits(
    request_s=0.9, dns_s=0.3, wire_bytes=80_000, decoded_bytes=100_000, header_bytes=20_000, quick_retries=2
)


@dataclass
class Talk:
    """One connection: what was asked, and the means to answer badly."""

    connection: socket.socket
    path: str
    headers: dict[str, str]
    closing: Event

    def send(self, data: bytes) -> None:
        """Send raw bytes."""
        self.connection.sendall(data)

    def drip(self, data: bytes, pause_s: float) -> None:
        """Send byte by byte until the other side has had enough."""
        for i in range(len(data)):
            self.send(data[i : i + 1])
            if self.closing.wait(pause_s):
                return

    def silence(self) -> None:
        """Say nothing until the other side hangs up."""
        self.connection.settimeout(10)
        self.connection.recv(1)

    def reset(self) -> None:
        """Break the connection off hard (RST)."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Script = Callable[[Talk], None]


def reply(status: int = 200, body: bytes = b"", *headers: tuple[str, str], length: int | None = None) -> Script:
    """Make a script that gives one well-formed answer; `length` lies about the body's."""
    fields = [("Content-Length", str(len(body) if length is None else length)), *headers]
    head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
    return lambda talk: talk.send(head.encode("latin-1") + body)


def raw(data: bytes) -> Script:
    """Make a script that sends exactly `data`."""
    return lambda talk: talk.send(data)


class HostileServer:
    """Plays scripts by path: one script, or a list of them, one a request, the last for ever."""

    def __init__(self, tls: ssl.SSLContext | None = None, family: int = socket.AF_INET) -> None:
        host = "127.0.0.1" if family == socket.AF_INET else "::1"
        self._socket = socket.create_server((host, 0), family=family, backlog=64)
        self.port = int(self._socket.getsockname()[1])
        self.base = f"http{'s' if tls else ''}://{host if family == socket.AF_INET else f'[{host}]'}:{self.port}"
        self.scripts: dict[str, Script | Sequence[Script]] = {"/robots.txt": reply(404)}
        self.asked: list[Talk] = []
        self.greeting: Script | None = None
        self._tls = tls
        self._closing = Event()
        Thread(target=self._accept, daemon=True).start()

    def count(self, path: str) -> int:
        """Give how often `path` was asked for."""
        return sum(talk.path == path for talk in self.asked)

    def serve(self, script: Script | Sequence[Script], path: str = "/x") -> str:
        """Play `script` at `path`; give the URL."""
        self.scripts[path] = script
        return self.base + path

    def close(self) -> None:
        """Stop accepting, end the drips."""
        self._closing.set()
        self._socket.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            if self.greeting is not None:
                self.greeting(Talk(connection, "", {}, self._closing))
                return
            head = connection.makefile("rb")
            path = head.readline().split(b" ")[1].decode()
            headers = dict(line.decode().strip().split(": ", 1) for line in iter(head.readline, b"\r\n"))
            talk = Talk(connection, path, headers, self._closing)
            self.asked.append(talk)
            self._script(path)(talk)
            head.close()
        except (OSError, IndexError):
            return  # the other side hung up: that is what it should do to most of these scripts
        finally:
            connection.close()

    def _script(self, path: str) -> Script:
        found = self.scripts.get(path, reply(404))
        if callable(found):
            return found
        return found[min(self.count(path), len(found)) - 1]


@dataclass
class RecordingBackend(httpcore.NetworkBackend):
    """Notes every address that is connected to; nobody is there, which takes all the time allowed."""

    time: FakeTime | None = None
    connected: list[str] = field(default_factory=list)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Fail as a host does that is switched off."""
        self.connected.append(host)
        if self.time is not None:
            self.time.sleep(timeout or 0.0)
        raise httpcore.ConnectTimeout("nobody is there")


@dataclass
class KeepingBackend(httpcore.SyncBackend):
    """Connects, and keeps every socket, so that one left open is seen."""

    sockets: list[socket.socket] = field(default_factory=list)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect as usual."""
        stream = super().connect_tcp(host, port, timeout, local_address, socket_options)
        self.sockets.append(stream.get_extra_info("socket"))
        return stream


@dataclass
class FakeTime:
    """A clock that moves only when someone sleeps or the test says so."""

    now_s: float = 1_000.0
    slept: list[float] = field(default_factory=list)
    start: datetime = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def clock(self) -> datetime:
        return datetime.fromtimestamp(self.start.timestamp() + self.now_s - 1_000.0, UTC)

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds


def make_source(source_id: str = "wire", **changes: object) -> Source:
    """Make a source with one host; `changes` win."""
    values: dict[str, object] = {
        "source_id": source_id, "name": "Wire", "kind": "agency", "country": "XX", "homepage": "https://wire.example/",
        "hosts": ("wire.example",), "identity": "url", "language": "en", "terms": "", "cron": "0 * * * *",
        "timezone": "UTC", "feeds": (),
    }  # fmt: skip
    return TypeAdapter(Source).validate_python({**values, **changes})
