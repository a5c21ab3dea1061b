"""What each command does between its arguments and its printout: configuration in, plain results out.

Knows no argument parser and prints nothing, so that tests and notebooks can call it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from config.load import find_file
from config.settings import Config, config_dir, load_config
from extractors.ceasefire.tag import tagger_of
from extractors.errors import InputError
from flows import saved
from flows.journey import Progress
from flows.rule_check import rule_faults
from flows.runs import Summary, chosen, run_ingest
from flows.tagging import read_time, tag_path
from flows.workspace import open_workspace, prepare_warehouse
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


def tag(path: Path, output: Path | None, published_at: str | None) -> None:
    """Tag a file with the configured tagger; see `flows.tagging`."""
    config = load_config()
    tag_path(tagger_of(config.ontology, config.places, config.actors, config.conflicts), path, output, published_at)


def check_rules() -> tuple[int, list[str], Path]:
    """Try every rule of the ontology in force on its two sentences; give how many rules, the faults, and the file."""
    config, override = load_config(), config_dir()
    tagger = tagger_of(config.ontology, config.places, config.actors, config.conflicts)
    faults = list(rule_faults(config.ontology, tagger))
    return len(config.ontology.rule), faults, find_file("ontology.toml", override)


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
