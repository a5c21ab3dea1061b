"""What `trucewire ingest` does between its arguments and its printout: configuration in, plain results out.

Knows no argument parser and prints nothing, so that tests and notebooks can call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from config.settings import load_config
from extractors.errors import InputError
from flows import saved
from flows.journey import Progress
from flows.runs import Summary, chosen, run_ingest
from flows.tagging import read_time
from flows.workspace import open_workspace


def ingest_sources(
    source_ids: Sequence[str], progress: Progress, wait_s: float = 0.0, due_only: bool = False
) -> Summary:
    """Poll sources (all when none is named), or those of their feeds that are due, and load what is new."""
    config = load_config()
    sources = chosen(config.sources, source_ids)
    if not any(feed.is_enabled for source in sources for feed in source.feeds):
        names = ", ".join(source.source_id for source in sources)
        raise InputError(f"every feed of {names} is switched off (is_enabled = false in sources.toml)")
    with open_workspace(config, progress=progress, wait_s=wait_s, is_shared=True) as workspace:
        return run_ingest(workspace, source_ids, due_only=due_only)


def ingest_page(
    path: Path, url: str | None, published_at: str | None, progress: Progress, wait_s: float = 0.0
) -> Summary:
    """Load one saved page or text. Raises InputError before anything is written when an argument is wrong."""
    if url is None:
        raise InputError("--file needs --url, the address the page came from; it tells which article it is")
    when: datetime | None = read_time(published_at, "--published-at") if published_at else None
    config = load_config()
    saved.read_file(path, config.settings.limits.decoded_bytes)
    with open_workspace(config, progress=progress, wait_s=wait_s) as workspace:
        return saved.ingest_page(workspace, path, url, when)


def ingest_feed(path: Path, source_ids: Sequence[str], progress: Progress, wait_s: float = 0.0) -> Summary:
    """Load one saved feed or sitemap of one source. Raises InputError before anything is written."""
    config = load_config()
    if len(source_ids) != 1:
        raise InputError("--feed needs one --source, the outlet whose feed it is")
    (source,) = chosen(config.sources, source_ids)
    saved.read_file(path, config.settings.limits.decoded_bytes)
    with open_workspace(config, progress=progress, wait_s=wait_s) as workspace:
        return saved.ingest_feed(workspace, path, source)
