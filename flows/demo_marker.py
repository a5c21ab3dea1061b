"""Tells a data directory that holds the demo by a file beside its warehouse.

Knows no newsroom and no warehouse: light to import for whoever only asks.
"""

from __future__ import annotations

from pathlib import Path

MARKER = "demo.txt"
MARKER_TEXT = (
    "The warehouse beside this file holds articles of the built-in newsroom of trucewire. They were written for it; "
    "nothing in them is a source of facts.\n"
)


def is_demo(data_dir: Path) -> bool:
    """Say whether the data directory holds the demo: its articles came from the built-in newsroom."""
    return (data_dir / MARKER).exists()
