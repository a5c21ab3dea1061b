"""Takes the Apprise addresses of settings.toml, and checks them before the first alert needs them.

Knows no Prefect. An address may hold a password: what is wrong is said by its place in the list, never by its words.
"""

from __future__ import annotations

import logging

from apprise import Apprise

from config.errors import ConfigError
from config.schema import Settings


def sender_to(address: str) -> Apprise | None:
    """Give what sends to an address, None when Apprise cannot use it; Apprise would write such a one into the log."""
    sender, log = Apprise(), logging.getLogger("apprise")
    log.disabled = True
    try:
        return sender if sender.add(address) else None
    finally:
        log.disabled = False


def check_addresses(settings: Settings) -> None:
    """Raise ConfigError for the first address of `notify` that Apprise cannot use. Nothing is sent."""
    for number, address in enumerate(settings.notify, start=1):
        if sender_to(address.get_secret_value()) is None:
            raise ConfigError(
                f"settings.toml: key notify: Apprise cannot use address {number} of {len(settings.notify)}; such are "
                "mailto://user:password@example.org, slack://tokenA/tokenB/tokenC"
            )
