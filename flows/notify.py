"""Sends one message to the Apprise addresses of settings.toml, as a flow that an automation starts.

Knows no event; the addresses are secrets and appear in no log, result or error.
"""

from __future__ import annotations

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from config.settings import load_settings
from flows.addresses import sender_to


@flow(name="notify", flow_run_name="notify: {title}", persist_result=False)
async def notify(title: str, body: str) -> State[None]:
    """Send a message to every address. Raises RuntimeError that counts those that refused it."""
    addresses = [secret.get_secret_value() for secret in load_settings().notify]
    n_sent = sum([await _send(address, title, body) for address in addresses])
    if n_sent < len(addresses):
        raise RuntimeError(f"{len(addresses) - n_sent} of {len(addresses)} addresses of `notify` refused the message")
    return Completed(message=f"sent to {n_sent} addresses")


async def _send(address: str, title: str, body: str) -> bool:
    sender = sender_to(address)
    return sender is not None and bool(await sender.async_notify(title=title, body=body))
