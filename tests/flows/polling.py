"""How tests poll the newsroom: the shipped configuration pointed at it, one run as of a moment, a question asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from config.settings import Config, load_config
from extractors.records import Fetched, Outcome, Request
from flows.demo import demo_config, ticking_from
from flows.newsroom import Newsroom
from flows.runs import Summary, run_ingest
from flows.workspace import open_workspace
from warehouse import db, query

FIRST = datetime(2020, 11, 28, 12, tzinfo=UTC)
TABLES = "select table_schema || '.' || table_name from information_schema.tables where table_schema in ({schemas})"
SECOND = datetime(2020, 12, 15, 20, tzinfo=UTC)


@cache
def shipped_config() -> Config:
    """Give the shipped configuration, read once."""
    return load_config({})


def config_for(newsroom: Newsroom, data_dir: Path) -> Config:
    """Give the shipped configuration with its outlets in the newsroom."""
    return config_at(newsroom.base_urls, data_dir)


def config_at(base_urls: Mapping[str, str], data_dir: Path) -> Config:
    """Give the shipped configuration with its outlets at these addresses."""
    config = demo_config(shipped_config(), base_urls)
    return replace(config, settings=replace(config.settings, data_dir=str(data_dir)))


def poll(config: Config, newsroom: Newsroom, moment: datetime, *source_ids: str) -> Summary:
    """Run one ingest as of `moment`, as a process of its own would: nothing is kept but what is on disk."""
    newsroom.move_to(moment)
    with open_workspace(config, now=ticking_from(moment)) as workspace:
        return run_ingest(workspace, source_ids)


def ask(data_dir: Path, sql: str) -> list[tuple[Any, ...]]:
    """Ask the published snapshot."""
    return list(query.run(data_dir, sql).rows)


def rows(data_dir: Path, *schemas: str) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of the schemas' tables in the warehouse, sorted, by table."""
    listed = ", ".join(f"'{schema}'" for schema in schemas)
    with db.locked(data_dir), db.connected(data_dir) as con:
        names = sorted(name for (name,) in con.execute(TABLES.format(schemas=listed)).fetchall())
        return {name: sorted(con.table(name).fetchall(), key=repr) for name in names}


def no_network(request: Request) -> Fetched:
    """A fetch on a machine without a network."""
    return Fetched(request, Outcome.NETWORK_ERROR, FIRST, message="no network")
