"""Runs the command `trucewire` as a user does: a process of its own, with a data directory and a configuration."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TRUCEWIRE = [sys.executable, "-m", "flows.cli"]


def run(
    *arguments: str, data: Path, stdin: str = "", config: Path | None = None, timeout: float = 60
) -> subprocess.CompletedProcess[str]:
    """Give how one command line ended; what TRUCEWIRE_ variables the tests run under do not count."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TRUCEWIRE_")}
    environment["TRUCEWIRE_DATA"] = str(data)
    if config is not None:
        environment["TRUCEWIRE_CONFIG"] = str(config)
    return subprocess.run(
        [*TRUCEWIRE, *arguments], input=stdin, env=environment, capture_output=True, text=True, timeout=timeout
    )
