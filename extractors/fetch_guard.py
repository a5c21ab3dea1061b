"""Says which addresses may be asked: http(s) URLs whose host resolves to public addresses only.

Knows no socket but the resolver it is given. The rule is an allow list: an address passes when it is global unicast in
the IANA special-purpose registries (RFC 6890, RFC 8190), and every address of a name must pass. Forms that carry an
IPv4 address inside an IPv6 one are judged by what they carry (RFC 4291, RFC 6052) or refused (6to4, Teredo, ISATAP).
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

from extractors.fetch_error import FetchError
from extractors.records import Outcome

Resolve = Callable[[str, int], Sequence[str]]

# Listed here and not left to ipaddress.is_global, whose answer changed between Python versions.
_CLOSED_V4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # a cloud's inner host on a public number
    )
)  # fmt: skip
_OPEN_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = tuple(
    IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)  # Teredo and other protocol numbers, documentation, 6to4, documentation
_NAT64 = IPv6Network("64:ff9b::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)

_LAST_LABEL_IS_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", re.IGNORECASE)


def system_resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for every address of `host`. Raises OSError."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def parse_url(text: str, max_chars: int) -> httpx.URL:
    """Read an address that may be asked. Raises FetchError(REFUSED_ADDRESS) that does not repeat it."""
    if len(text) > max_chars:
        raise _refused(f"the address has more than {max_chars} characters")
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise _refused("this is not an address that can be fetched; correct the link") from None
    return check_url(url, max_chars)


def check_url(url: httpx.URL, max_chars: int) -> httpx.URL:
    """Give `url` without its fragment if it is http(s) with a usable host and port.

    Raises FetchError(REFUSED_ADDRESS).
    """
    if url.scheme not in ("http", "https"):
        raise _refused(f"only http and https are fetched, not {url.scheme[:20]!r}")
    if len(str(url)) > max_chars:
        raise _refused(f"the address has more than {max_chars} characters")
    if url.port is not None and not 0 < url.port < 65536:
        raise _refused("the address has an impossible port")
    _check_host(url)
    return url.copy_with(fragment=None)


def _check_host(url: httpx.URL) -> None:
    host = url.raw_host.decode("ascii")
    try:
        is_readable = bool(url.host)  # `xn--` names what httpx decodes, and fails on where it is no Punycode
    except UnicodeError:
        is_readable = False
    if _literal(host) is not None:
        return
    if _LAST_LABEL_IS_NUMBER.search(host):
        raise _refused(f"the host {host[:60]} is a number in disguise; write the name of the site")
    if not is_readable or len(host) > 253 or not _NAME.fullmatch(host):
        raise _refused("the address has no usable host name; correct the link")


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def addresses_of(url: httpx.URL, resolve: Resolve, dns_s: float, allow_loopback: bool) -> list[str]:
    """Resolve the host of `url` once and give its addresses, each of which has been checked.

    Raises FetchError: TIMEOUT (DNS silent for `dns_s`), NETWORK_ERROR (no such name), REFUSED_ADDRESS (one is closed).
    """
    host = url.raw_host.decode("ascii")
    port = url.port or (443 if url.scheme == "https" else 80)
    found = [host] if _literal(host) is not None else _lookup(host, port, resolve, dns_s)
    for address in found:
        if not is_open(address, allow_loopback):
            leads = "" if address == host else f" leads to {address}, which"
            raise _refused(f"{host}{leads} is not a public address; nothing was sent")
    return found


def is_open(address: str, allow_loopback: bool = False) -> bool:
    """Say whether `address` may be connected to: public, or loopback where that is allowed."""
    ip = _literal(address)
    if isinstance(ip, IPv6Address):
        carried = _carried_v4(ip)
        if carried is None:
            return (allow_loopback and ip.is_loopback) or _is_open_v6(ip)
        ip = carried
    if ip is None:
        return False
    return (allow_loopback and ip.is_loopback) or not any(ip in network for network in _CLOSED_V4)


def _is_open_v6(ip: IPv6Address) -> bool:
    is_isatap = (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP
    is_unicast = ip.scope_id is None and ip in _OPEN_V6
    return is_unicast and not is_isatap and not any(ip in network for network in _CLOSED_V6)


def _carried_v4(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    return IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None


def _lookup(host: str, port: int, resolve: Resolve, dns_s: float) -> list[str]:
    answers: SimpleQueue[Sequence[str] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))

    # A daemon thread of its own: getaddrinfo cannot be interrupted, and must not keep the process from ending.
    Thread(target=ask, name="trucewire-dns", daemon=True).start()
    try:
        found = answers.get(timeout=dns_s)
    except Empty:
        raise FetchError(Outcome.TIMEOUT, f"DNS gave no answer for {host} within {dns_s:g} s") from None
    if isinstance(found, OSError) or not found:
        raise FetchError(
            Outcome.NETWORK_ERROR, f"the name {host} does not resolve; check the address, then this machine's DNS"
        )
    return list(dict.fromkeys(found))


def _refused(message: str) -> FetchError:
    return FetchError(Outcome.REFUSED_ADDRESS, message)
