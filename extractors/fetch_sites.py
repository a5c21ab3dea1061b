"""Says whose host an address is and how that outlet wants to be asked.

Knows no network; its knowledge is sources.toml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address

import httpx

from config.schema import Source

_DEFAULT_DELAY_S = 2.0


@dataclass(frozen=True, slots=True)
class Manners:
    """How a host is asked: seconds between requests, connections at once."""

    delay_s: float
    max_connections: int


class Sites:
    """The owners of all hosts that are known."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._owners: dict[str, dict[str, Source]] = {}
        for source in sources:
            for host in _hosts(source):
                self._owners.setdefault(host, {})[source.source_id] = source

    def lane(self, url: httpx.URL) -> str:
        """Give the name under which the traffic to `url` is paced: its host; on loopback, where every port is another
        site, host and port."""
        host = _host(url)
        return f"{host}:{url.port}" if is_loopback_host(host) and url.port else host

    def manners(self, url: httpx.URL, source_id: str) -> Manners:
        """Give how to ask `url`: as its owner says (`source_id` first, where many share it), else gently."""
        for name in _widening(self.lane(url), _host(url)):
            owners = self._owners.get(name)
            if owners:
                owner = owners.get(source_id) or next(iter(owners.values()))
                return Manners(owner.min_delay_s, owner.max_connections)
        return Manners(0.0, 8) if is_loopback_host(_host(url)) else Manners(_DEFAULT_DELAY_S, 1)


def is_loopback_host(host: str) -> bool:
    """Say whether `host` is loopback by its very form; a name that merely resolves there is not."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _host(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").lower().rstrip(".")


def _hosts(source: Source) -> Iterator[str]:
    yield from (host.lower() for host in source.hosts)
    addresses = [source.homepage, *source.archive_sitemaps, *(feed.url for feed in source.feeds)]
    yield from (_host(httpx.URL(address)) for address in addresses)


def _widening(lane: str, host: str) -> Iterator[str]:
    yield lane
    while "." in host:
        yield host
        host = host.split(".", 1)[1]
    yield host
