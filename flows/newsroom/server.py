"""A loopback HTTP server for one outlet: conditional requests, gzip, a request log, faults on demand.

Does not know what an outlet publishes: it asks a function for the reply to a path.
"""

import gzip
import hashlib
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from flows.newsroom.markup import Reply

ReplyTo = Callable[[str], Reply | None]

_COMPRESSED = ("text/", "application/atom+xml")
_NOT_FOUND = Reply(b"<html><body><h1>Page not found</h1></body></html>", "text/html; charset=utf-8", 404)


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was answered. `n_bytes` is the body sent; `at_s` a monotonic time, for order and pacing."""

    outlet: str
    method: str
    path: str
    status: int
    n_bytes: int
    is_conditional: bool
    headers: Mapping[str, str]
    at_s: float


@dataclass(frozen=True, slots=True)
class Fault:
    """What a broken path answers instead, `times` times (None: until it is mended)."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    times: int | None


@dataclass(slots=True)
class Ledger:
    """What the servers of a newsroom share: the request log and the faults. Safe for threads."""

    requests: list[Request] = field(default_factory=list)
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, request: Request) -> None:
        """Add a request to the log."""
        with self.lock:
            self.requests.append(request)

    def take_fault(self, outlet: str, path: str) -> Fault | None:
        """The fault set for that path, used up by one; a fault set without a query covers every query."""
        with self.lock:
            for key in ((outlet, path), (outlet, path.partition("?")[0])):
                fault = self.faults.get(key)
                if fault is None:
                    continue
                if fault.times is not None:
                    self._use_up(key, fault, fault.times)
                return fault
        return None

    def _use_up(self, key: tuple[str, str], fault: Fault, times: int) -> None:
        if times > 1:
            self.faults[key] = Fault(fault.status, fault.headers, fault.body, times - 1)
        else:
            del self.faults[key]


def start_server(outlet: str, port: int, reply_to: ReplyTo, ledger: Ledger) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 and `port` (0: any free one), not yet serving. Raises OSError if the port is taken."""

    handler = type("Handler", (_Handler,), {"outlet": outlet, "ledger": ledger, "reply_to": staticmethod(reply_to)})
    return _Server(("127.0.0.1", port), handler)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is its own affair; anything else is a fault of the newsroom and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    outlet: str
    ledger: Ledger
    reply_to: ReplyTo
    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    # Else the body waits 40 ms for the client to acknowledge the headers.
    disable_nagle_algorithm = True
    timeout = 5

    def do_GET(self) -> None:
        fault = self.ledger.take_fault(self.outlet, self.path)
        if fault:
            self._send(fault.status, dict(fault.headers), fault.body)
            return
        reply = type(self).reply_to(self.path) or _NOT_FOUND
        headers = _headers(reply)
        if reply.status == 200 and self._is_unchanged(headers):
            kept: dict[str, str] = {key: headers[key] for key in ("ETag", "Last-Modified") if key in headers}
            self._send(304, kept, b"")
            return
        body = reply.body
        if "gzip" in self.headers.get("Accept-Encoding", "") and reply.content_type.startswith(_COMPRESSED):
            body = gzip.compress(body, compresslevel=1, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self._send(reply.status, headers, body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_unchanged(self, headers: Mapping[str, str]) -> bool:
        """RFC 9110 13.2.2: If-None-Match decides where it is present; a date is looked at only without it."""
        asked = self.headers.get("If-None-Match")
        if asked is not None:
            tags = [tag.strip().removeprefix("W/") for tag in asked.split(",")]
            return "*" in tags or headers["ETag"].removeprefix("W/") in tags
        since = self.headers.get("If-Modified-Since")
        if since is None or "Last-Modified" not in headers:
            return False
        return _is_not_after(headers["Last-Modified"], since)

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        sent = b"" if self.command == "HEAD" else body
        # Noted before it is sent, so that a client that has its answer finds it in the log.
        self._note(status, len(sent))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304 and "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(sent)

    def _note(self, status: int, n_bytes: int) -> None:
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.ledger.note(
            Request(self.outlet, self.command, self.path, status, n_bytes, conditional, headers, time.monotonic())
        )

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal: the ledger has it."""


def _headers(reply: Reply) -> dict[str, str]:
    headers = {"Content-Type": reply.content_type, **dict(reply.headers)}
    if reply.status == 200:
        headers["ETag"] = f'W/"{hashlib.sha256(reply.body).hexdigest()[:20]}"'
        headers.setdefault("Cache-Control", "public, max-age=60")
        if reply.last_modified:
            headers["Last-Modified"] = format_datetime(reply.last_modified.astimezone(UTC), usegmt=True)
    return headers


def _is_not_after(last_modified: str, since: str) -> bool:
    try:
        limit = parsedate_to_datetime(since)
    except ValueError:
        return False
    if limit.tzinfo is None:
        limit = limit.replace(tzinfo=UTC)
    return parsedate_to_datetime(last_modified) <= limit
