"""Writes sources.toml with the shipped outlets at the newsroom's addresses; knows no flow."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from flows.newsroom import Newsroom

SHIPPED = Path(__file__).resolve().parents[2] / "config" / "sources.toml"
HOSTS = {"rferl": "www.rferl.org", "tass": "tass.com", "reuters": "www.reuters.com"}


def write_sources(
    folder: Path, newsroom: Newsroom, outlets: Collection[str] = tuple(HOSTS), min_delay_s: float = 0.001
) -> None:
    """Write the file into a folder, for TRUCEWIRE_CONFIG; `min_delay_s` is the pause between two requests."""
    blocks = SHIPPED.read_text("utf-8").split("[[source]]\n")[1:]
    chosen = [block for block in blocks if any(f'source_id = "{outlet}"' in block for outlet in outlets)]
    text = "".join(f"[[source]]\n{block}" for block in chosen)
    text = re.sub(r"min_delay_s = .*", f"min_delay_s = {min_delay_s}", text)
    for outlet, host in HOSTS.items():
        base_url = newsroom.base_urls[outlet]
        text = text.replace(f"https://{host}", base_url).replace(f'"{host}"', f'"{base_url.removeprefix("http://")}"')
    (folder / "sources.toml").write_text(text, "utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Give the variables that make trucewire watch the newsroom into `data` of the folder."""
    return {
        "TRUCEWIRE_CONFIG": str(folder),
        "TRUCEWIRE_DATA": str(folder / "data"),
        "TRUCEWIRE_ALLOW_LOOPBACK": "true",
    }
