"""Drives headless Chromium through chromedriver, by the WebDriver protocol (W3C) over plain HTTP; knows no page."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

# As root in a container; and no request of the browser's own to the outside.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
)
START_LIMIT_S = 60.0


class Page:
    """One window of the browser."""

    def __init__(self, session_url: str) -> None:
        self._url = session_url

    def open(self, url: str) -> None:
        """Load a page."""
        send("POST", f"{self._url}/url", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript in the page and give what it returns."""
        return send("POST", f"{self._url}/execute/sync", {"script": script, "args": list(arguments)})

    def text(self) -> str:
        """Give the text that a reader sees."""
        return str(self.run("return document.body ? document.body.innerText : ''"))

    def wait_for(self, words: str, limit_s: float = 30.0) -> str:
        """Wait until the page shows some words, and give its text; fail with the text when it does not."""
        deadline = time.monotonic() + limit_s
        while words not in (text := self.text()):
            if time.monotonic() > deadline:
                pytest.fail(f"{words!r} is not on the page within {limit_s} s, but: {text[:2000]}")
            time.sleep(0.2)
        return text

    def requests(self) -> list[str]:
        """Give the addresses that the page asked for."""
        return [str(each) for each in self.run("return performance.getEntriesByType('resource').map(r => r.name)")]

    def errors(self) -> list[str]:
        """Give what the page complained of in the console since the last time this was asked."""
        entries = send("POST", f"{self._url}/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def screenshot(self, path: Path) -> None:
        """Keep a picture of the window as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(send("GET", f"{self._url}/screenshot")))


def programs() -> tuple[str, str]:
    """Give the paths of Chromium and chromedriver; skip the test where one is missing."""
    found = (shutil.which("chromium"), shutil.which("chromedriver"))
    if None in found:
        pytest.skip("no chromium and chromedriver on PATH (Debian: apt-get install chromium chromium-driver)")
    return str(found[0]), str(found[1])


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Open a window with an empty profile, and close the browser afterwards."""
    chromium, driver = programs()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    service = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    options = {"binary": chromium, "args": [*FLAGS, f"--user-data-dir={profile}"]}
    wanted = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}")
        session = send("POST", f"http://127.0.0.1:{port}/session", {"capabilities": wanted})
        session_url = f"http://127.0.0.1:{port}/session/{session['sessionId']}"
        yield Page(session_url)
        send("DELETE", session_url)
    finally:
        service.terminate()
        service.wait(30)


def send(method: str, url: str, body: dict[str, Any] | None = None) -> Any:
    """Send one WebDriver command and give its value."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, data=data, method=method, headers={"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=90) as answer:
        return json.load(answer)["value"]


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + START_LIMIT_S
    while True:
        try:
            if send("GET", f"{url}/status")["ready"]:
                return
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
