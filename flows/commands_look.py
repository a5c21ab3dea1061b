"""What `trucewire status`, `migrate` and `check` do between their arguments and their printout: the warehouse alone.

Knows no argument parser and prints nothing; imports no network and no tagger.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from config.settings import Config, load_config
from extractors.errors import InputError
from flows.prepare import prepare_warehouse
from warehouse import checks, db, publish, query

STATUS_QUERIES = {
    "what is stored": """
        select (select count(*) from core.article) as articles, (select count(*) from core.revision) as revisions,
            (select count(*) from mentions) as mentions_in_present_wordings,
            (select count(*) from core.mention) as mentions_in_all_wordings,
            (select count(*) from core.event) as events,
            (select count(*) from core.event where is_disputed) as disputed_events,
            (select max(published_at) from core.revision) as newest_article_at""",
    "last runs": """
        select kind, started_at, n_seen, n_new, n_known, n_rejected, n_failed, n_mentions, message
        from ops.run order by started_at desc limit 5""",
    "feeds": """
        select feed_id, health, last_outcome, last_polled_at, next_due_at, n_entries, n_new, message
        from feed_health order by feed_id""",
}


def status() -> Iterator[tuple[str, query.Result]]:
    """Give the tables that `trucewire status` shows, with their titles."""
    data_dir = _data_dir(load_config())
    for title, sql in STATUS_QUERIES.items():
        yield title, query.run(data_dir, sql)


def migrate(wait_s: float = 0.0) -> tuple[str, ...]:
    """Bring the warehouse to the present schema, and its snapshot; give the names of the migrations applied."""
    config = load_config()
    data_dir = _data_dir(config)
    with db.locked(data_dir, wait_s):
        applied = prepare_warehouse(config, data_dir).applied
        publish.publish(data_dir)  # else readers would be shown the old views, or a damaged copy, until the next load
    return applied


def check(wait_s: float = 0.0) -> tuple[checks.CheckResult, ...]:
    """Run every check of the warehouse. Raises InputError when there is none."""
    data_dir = _data_dir(load_config())
    if not db.is_made(data_dir):
        raise InputError(f"{data_dir} holds no warehouse yet; make one with `trucewire demo` or `trucewire ingest`")
    with db.locked(data_dir, wait_s), db.connected(data_dir) as con:
        return checks.run(con)


def _data_dir(config: Config) -> Path:
    return Path(config.settings.data_dir)
