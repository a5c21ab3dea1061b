"""Fetches one address with the shipped limits in a process of its own; prints outcome, seconds and growth in bytes."""

from __future__ import annotations

import json
import resource
import sys
import time

from config.schema import Settings
from extractors.fetch import Fetcher
from extractors.records import Request


def peak_bytes() -> int:
    """Give the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(url: str, kind: str) -> None:
    """Fetch robots.txt first, so that growth is the fetch's own."""
    fetch = Fetcher(Settings(allow_loopback=True))
    fetch(Request(url.rsplit("/", 1)[0] + "/warm", "wire"))
    before_bytes, began_s = peak_bytes(), time.monotonic()
    fetched = fetch(Request(url, "wire", kind))
    took_s = time.monotonic() - began_s
    print(json.dumps([fetched.outcome, took_s, peak_bytes() - before_bytes, fetched.n_wire_bytes]))


if __name__ == "__main__":
    main(*sys.argv[1:])
