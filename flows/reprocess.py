"""Runs today's extractor or tagger over what is stored, without network, and says what changed.

Knows no feed. Batches are transactions; a run that was cut goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from extractors import identity
from extractors.records import Article, Batch, Entry, Mention, NoArticle, Page, Reason, Run, digest
from flows import replay_position
from flows.journey import summarise, tag_articles
from flows.relate import relate
from flows.runs import count_events
from flows.saved import unknown_source
from flows.workspace import Workspace
from warehouse import db, known, load, publish, replay
from warehouse.replay import Stretch
from warehouse.transaction import transaction

Stage = Literal["extract", "tag", "identity"]
ROWS_A_BATCH = 100
# What may pass: it says nothing of the page, and what was read from it before stays.
_PASSING = (Reason.EXTRACT_TIMEOUT, Reason.EXTRACT_OOM)


@dataclass(frozen=True, slots=True)
class Reprocessed:
    """How a replay ended: its run, what changed by kind, and whether all of the stretch was done.

    `n_moved` are the articles that still have another id than today's rules give.
    """

    run: Run
    went_on: bool
    is_complete: bool
    changes: dict[str, dict[str, int]]
    n_moved: int = 0

    def lines(self) -> Iterator[str]:
        """Give the outcome as lines for a person."""
        if self.went_on:
            yield "went on where the last run was cut"
        run = self.run
        sums = f"{run.n_new} with something new + {run.n_known} as before + {run.n_rejected} no article"
        yield f"read anew {run.n_seen} = {sums}"
        for kind, counts in self.changes.items():
            yield f"{kind:<10} " + ", ".join(f"{counts.get(how, 0)} {how}" for how in ("added", "gone", "altered"))
        if self.n_moved:
            yield f"{self.n_moved} articles have another id by today's rules: trucewire reprocess --stage identity"
        if not self.is_complete:
            yield "stopped; the same command goes on from there"


@dataclass(frozen=True, slots=True)
class _Read:
    """One batch read anew: what is loaded, where it ended, and the pages that give no article any more."""

    batch: Batch
    last: tuple[datetime, str]
    gone_page_ids: tuple[str, ...] = ()


def reprocess(workspace: Workspace, stage: Stage, stretch: Stretch, batch_size: int = ROWS_A_BATCH) -> Reprocessed:
    """Replay a stretch of what is stored, load what comes of it, publish."""
    tools, data_dir = workspace.tools, workspace.data_dir
    left = replay_position.go_on(data_dir, stage, stretch)
    with db.connected(data_dir) as con:
        only = tuple(_moved(workspace, con)) if stage == "identity" else None
        before, n_total = replay.prints(con), replay.count(con, left, stage, only)
    went_on, started_at = left != stretch, tools.now()
    run = summarise(digest("reprocess", stage, started_at.isoformat()), "reprocess", started_at, started_at, ())
    run = replace(run, message=f"stage {stage}: {_told(stretch)}")
    is_complete = False
    while not tools.stopping.is_set():
        tools.progress(f"{stage} anew", run.n_seen, n_total)
        if stage == "tag":
            found = _tag(workspace, left, run, batch_size)
        else:
            found = _extract(workspace, left, run, batch_size, only)
        if found is None:
            is_complete = True
            break
        _load(workspace, found)
        run = found.batch.run
        left = replay_position.keep(data_dir, stage, left, *found.last)
    with db.connected(data_dir) as con, transaction(con):
        run = count_events(workspace.config, con, replace(run, ended_at=tools.now()))
        after, n_moved = replay.prints(con), len(_moved(workspace, con))
    publish.publish(data_dir)
    if is_complete:
        replay_position.forget(data_dir)
    changes = {kind: dict(counts) for kind, counts in replay.changes(before, after).items()}
    return Reprocessed(run, went_on, is_complete, changes, n_moved)


def _moved(workspace: Workspace, con: db.Connection) -> dict[str, str]:
    return identity.changed(replay.addressed(con), workspace.config.sources)


def _told(stretch: Stretch) -> str:
    since = f"from {stretch.from_at:%Y-%m-%d}" if stretch.from_at else "from the first"
    until = f"to {stretch.to_at:%Y-%m-%d}" if stretch.to_at else "to the last"
    return f"{stretch.source_id or 'all outlets'}, fetched {since} {until}"


def _extract(
    workspace: Workspace, left: Stretch, run: Run, batch_size: int, only: Sequence[str] | None
) -> _Read | None:
    with db.connected(workspace.data_dir) as con:
        pages = replay.pages(con, left, batch_size, only)
        entries = known.entries_of_urls(con, [page.url for page in pages])
    if not pages:
        return None
    readings = _read(workspace, pages, entries)
    articles = tuple(one for one in readings if isinstance(one, Article))
    none = tuple(one for one in readings if isinstance(one, NoArticle))
    stored = workspace.memory.revision_ids(article.article_id for article in articles)
    is_new = [article.revision_id not in stored.get(article.article_id, ()) for article in articles]
    mentions = tag_articles(workspace.tools.tagger, articles)
    batch = Batch(
        _counted(run, n_new=sum(is_new), n_known=len(is_new) - sum(is_new), n_rejected=len(none), mentions=mentions),
        articles=articles,
        no_articles=none,
        mentions=mentions,
        tagged_ids=tuple({article.revision_id: None for article in articles}),
    )
    gone = tuple(one.page_id for one in none if one.reason not in _PASSING)
    return _Read(batch, (pages[-1].fetched_at, pages[-1].page_id), gone)


def _read(workspace: Workspace, pages: Sequence[Page], entries: dict[str, Entry]) -> list[Article | NoArticle]:
    """Read pages outlet by outlet, as they were read when they came: with their entry and their outlet's rules."""
    sources = {source.source_id: source for source in workspace.config.sources}
    found: list[Article | NoArticle] = []
    for source_id in dict.fromkeys(page.source_id for page in pages):
        some = [(entries.get(page.url), page) for page in pages if page.source_id == source_id]
        source = sources.get(source_id) or identity.source_of(some[0][1].url, workspace.config.sources)
        source = source or unknown_source(some[0][1].url)
        found += workspace.tools.children.read_articles(workspace.tools.archive, some, source)
    return found


def _tag(workspace: Workspace, left: Stretch, run: Run, batch_size: int) -> _Read | None:
    with db.connected(workspace.data_dir) as con:
        documents, last_at = replay.documents(con, left, batch_size)
    if last_at is None:
        return None
    mentions = tuple(mention for document in documents for mention in workspace.tools.tagger.tag(document))
    run = _counted(run, n_new=0, n_known=len(documents), n_rejected=0, mentions=mentions)
    tagged_ids = tuple(document.document_id for document in documents)
    return _Read(Batch(run, mentions=mentions, tagged_ids=tagged_ids), (last_at, documents[-1].document_id))


def _counted(run: Run, *, n_new: int, n_known: int, n_rejected: int, mentions: Sequence[Mention]) -> Run:
    return replace(
        run,
        n_seen=run.n_seen + n_new + n_known + n_rejected,
        n_new=run.n_new + n_new,
        n_known=run.n_known + n_known,
        n_rejected=run.n_rejected + n_rejected,
        n_revisions=run.n_revisions + n_new,
        n_mentions=run.n_mentions + len(mentions),
    )


def _load(workspace: Workspace, found: _Read) -> None:
    """Load one batch; articles that lost what was read of them before are made anew of what is left."""
    batch = found.batch
    page_ids = [*(article.page_id for article in batch.articles), *found.gone_page_ids]
    with db.connected(workspace.data_dir) as con, transaction(con):
        article_ids = replay.articles_of_pages(con, page_ids)
        kin = replay.kin(con, article_ids)
        load.load(con, batch)
        if page_ids:
            load.forget_readings(con, found.gone_page_ids, article_ids)
        relate(con, {*batch.tagged_ids, *kin}, [article.revision_id for article in batch.articles])
