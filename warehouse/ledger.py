"""What a batch says of the run itself: rows of ops for fetches, polls, entry results and rejects.

Knows no database. A run whose counts do not balance is refused here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from extractors.errors import WarehouseError
from extractors.records import Batch, EntryOutcome, EntryResult, Fetched, Poll, Run, digest
from warehouse.rows import Row, to_row


def check_balance(batch: Batch) -> None:
    """Raise WarehouseError when a run's counts do not add up, or are not those of its results."""
    run = batch.run
    if run.n_seen != run.n_new + run.n_known + run.n_rejected + run.n_failed:
        raise WarehouseError(f"run {run.run_id} does not balance: {_counts(run)}. Nothing was loaded; report this.")
    found = Counter(result.outcome for result in results(batch))
    if found and found != Counter(_by_outcome(run)):
        raise WarehouseError(
            f"run {run.run_id} counts {_counts(run)} but brings {dict(found)}. Nothing was loaded; report this."
        )


def _by_outcome(run: Run) -> dict[EntryOutcome, int]:
    return {
        EntryOutcome.NEW: run.n_new,
        EntryOutcome.KNOWN: run.n_known,
        EntryOutcome.REJECTED: run.n_rejected,
        EntryOutcome.FAILED: run.n_failed,
    }


def _counts(run: Run) -> str:
    return (
        f"n_seen={run.n_seen} n_new={run.n_new} n_known={run.n_known} "
        f"n_rejected={run.n_rejected} n_failed={run.n_failed}"
    )


def fetch_rows(batch: Batch) -> Iterator[Row]:
    """Give a row of ops.fetch for every request of the batch, those of the polls included."""
    for fetched in (*batch.fetches, *(poll.fetched for poll in batch.polls)):
        yield to_row(
            fetched,
            leave_out=("request", "headers", "body"),
            fetch_id=_fetch_id(batch.run, fetched),
            run_id=batch.run.run_id,
            source_id=fetched.request.source_id,
            feed_id=fetched.request.feed_id,
            kind=fetched.request.kind,
            url=fetched.request.url,
            body_sha256=sha256(fetched.body).hexdigest() if fetched.body else None,
            n_body_bytes=len(fetched.body),
        )


def _fetch_id(run: Run, fetched: Fetched) -> str:
    return digest(run.run_id, fetched.request.kind, fetched.request.url, fetched.fetched_at.isoformat())


def poll_rows(batch: Batch) -> Iterator[Row]:
    """Give a row of ops.poll for every poll, counted by how its entries ended in this run."""
    ended = Counter((result.entry.feed_id, result.outcome) for result in results(batch))
    for poll in batch.polls:
        counts = {f"n_{outcome.value}": ended[poll.feed_id, outcome] for outcome in EntryOutcome}
        yield to_row(
            poll,
            leave_out=("fetched", "results"),
            poll_id=_poll_id(batch.run, poll),
            run_id=batch.run.run_id,
            polled_at=poll.fetched.fetched_at,
            n_seen=sum(counts.values()),
            **counts,
        )


def _poll_id(run: Run, poll: Poll) -> str:
    return digest(run.run_id, poll.feed_id, poll.fetched.fetched_at.isoformat())


def results(batch: Batch) -> tuple[EntryResult, ...]:
    """Give how every entry ended: `batch.results`, or those of the polls when it has none."""
    return batch.results or tuple(result for poll in batch.polls for result in poll.results)


def entry_rows(batch: Batch) -> Iterator[Row]:
    """Give a row of raw.entry for every entry met, seen when the run started."""
    for result in results(batch):
        yield to_row(result.entry, first_seen_at=batch.run.started_at, last_seen_at=batch.run.started_at)


def entry_result_rows(batch: Batch) -> Iterator[Row]:
    """Give a row of ops.entry_result for every entry that was not simply known."""
    for result in results(batch):
        if result.outcome is not EntryOutcome.KNOWN:
            yield to_row(result, leave_out=("entry",), run_id=batch.run.run_id, entry_id=result.entry.entry_id)


def reject_rows(batch: Batch) -> Iterator[Row]:
    """Give a row of ops.reject for every page that gave no article and every entry that ended before its page."""
    run_id = batch.run.run_id
    for page in batch.no_articles:
        yield to_row(
            page,
            leave_out=("page_id",),
            reject_id=digest(run_id, "extract", page.page_id),
            run_id=run_id,
            stage="extract",
            subject_id=page.page_id,
        )
    told = {page.url for page in batch.no_articles}
    for result in results(batch):
        if result.reason is not None and result.entry.url not in told:
            yield _reject_row(run_id, result)


def _reject_row(run_id: str, result: EntryResult) -> Row:
    entry = result.entry
    return to_row(
        result,
        leave_out=("entry", "outcome", "article_id"),
        reject_id=digest(run_id, "entry", entry.entry_id, entry.url, str(result.reason)),
        run_id=run_id,
        stage="entry",
        subject_id=entry.entry_id,
        url=entry.url,
        message=result.message or "",
        sample=entry.title[:200],
    )
