"""Ends a process with everything it started, as a power cut does; knows no flow."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def family(pid: int) -> list[int]:
    """Give a process and all that descend from it, the parents first."""
    found = [pid]
    for parent in found:
        found += [int(child) for child in _children(parent)]
    return found


def kill_family(pid: int) -> None:
    """Kill a process and all that descend from it: first stop them, so that none starts another meanwhile."""
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for each in family(pid) if number is signal.SIGSTOP else reversed(family(pid)):
            os.kill(each, number)


def _children(pid: int) -> list[str]:
    tasks = Path(f"/proc/{pid}/task")
    return [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]
