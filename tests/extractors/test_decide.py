"""What becomes of an entry before its page is fetched; cases are data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.load import read_sources
from extractors.decide import MAX_TRIES, RETRY_AFTER, decide
from extractors.records import Basis, Entry, EntryOutcome, KnownEntry, Reason

RFERL = next(source for source in read_sources() if source.source_id == "rferl")
AT = datetime(2020, 11, 25, 12, tzinfo=UTC)
URL = "https://www.rferl.org/a/some-slug/30967211.html"
ENTRY = Entry("e1", "rferl.news", "rferl", URL, URL, "A title", "", "Wed, 25 Nov 2020", AT, Basis.FEED, "en")
KNOWN = KnownEntry("e1", URL, "A title", "Wed, 25 Nov 2020", AT, EntryOutcome.NEW, None, "pangea:30967211", 0)

SETTLED = {
    "no link": (replace(ENTRY, url=None), RFERL, None, EntryOutcome.REJECTED, Reason.NO_LINK),
    "another site": (
        replace(ENTRY, url="https://example.org/x"), RFERL, None, EntryOutcome.REJECTED, Reason.OFF_SITE,
    ),
    "another language": (replace(ENTRY, language="hy"), RFERL, None, EntryOutcome.REJECTED, Reason.LANGUAGE),
    "feed is read alone": (
        ENTRY, replace(RFERL, fetch_pages="metadata"), None, EntryOutcome.REJECTED, Reason.METADATA_ONLY,
    ),
    "seen before": (ENTRY, RFERL, KNOWN, EntryOutcome.KNOWN, None),
    "rejected before": (ENTRY, RFERL, replace(KNOWN, outcome=EntryOutcome.REJECTED), EntryOutcome.KNOWN, None),
    "failed too often": (
        ENTRY, RFERL, replace(KNOWN, outcome=EntryOutcome.FAILED, n_failed=MAX_TRIES), EntryOutcome.KNOWN, None,
    ),
}  # fmt: skip
WANTED = {
    "never seen": (ENTRY, None),
    "a regional form of the language": (replace(ENTRY, language="en-US"), None),
    "failed before": (ENTRY, replace(KNOWN, outcome=EntryOutcome.FAILED, n_failed=1)),
    "title changed": (replace(ENTRY, title="Another title"), KNOWN),
    "date changed": (replace(ENTRY, published_raw="Wed, 25 Nov 2020 18:00"), KNOWN),
}


@pytest.mark.parametrize("name", SETTLED)
def test_an_entry_is_settled_without_its_page(name: str) -> None:
    entry, source, known, outcome, reason = SETTLED[name]
    decision = decide([entry], source, {"e1": known} if known else {}, ())
    assert [(result.outcome, result.reason) for result in decision.settled] == [(outcome, reason)]
    assert decision.wanted == ()


@pytest.mark.parametrize("name", WANTED)
def test_an_entry_is_wanted(name: str) -> None:
    entry, known = WANTED[name]
    decision = decide([entry], RFERL, {"e1": known} if known else {}, ("pangea:30967211",) if known else ())
    assert decision.wanted == (entry,)


@pytest.mark.parametrize("n_failed", range(1, MAX_TRIES))
def test_an_entry_that_failed_waits_longer_after_each_try(n_failed: int) -> None:
    known = {"e1": replace(KNOWN, outcome=EntryOutcome.FAILED, n_failed=n_failed, failed_at=AT)}
    due_at = AT + RETRY_AFTER[n_failed - 1]
    assert decide([ENTRY], RFERL, known, (), due_at).wanted == (ENTRY,)
    (waiting,) = decide([ENTRY], RFERL, known, (), due_at - timedelta(seconds=1)).settled
    assert (waiting.outcome, waiting.reason) == (EntryOutcome.KNOWN, None)
    assert f"tried again after {due_at:%Y-%m-%d %H:%M} UTC" in (waiting.message or "")
    assert decide([ENTRY], RFERL, known, ()).wanted == (ENTRY,), "a backfill does not wait"


def test_an_article_under_two_addresses_is_wanted_once() -> None:
    twin = replace(ENTRY, entry_id="e2", url="https://www.rferl.org/amp/some-slug/30967211.html")
    decision = decide([ENTRY, twin], RFERL, {}, ())
    assert decision.wanted == (ENTRY,)
    assert [result.outcome for result in decision.settled] == [EntryOutcome.KNOWN]


def test_an_article_under_two_addresses_is_wanted_once_when_both_are_retitled() -> None:
    entries = [replace(ENTRY, entry_id=entry_id, title="Another title") for entry_id in ("e1", "e2")]
    decision = decide(entries, RFERL, {"e1": KNOWN, "e2": replace(KNOWN, entry_id="e2")}, ("pangea:30967211",))
    assert decision.wanted == (entries[0],)
    assert [result.outcome for result in decision.settled] == [EntryOutcome.KNOWN]


def test_an_article_that_another_feed_brought_is_known() -> None:
    decision = decide([ENTRY], RFERL, {}, ("pangea:30967211",))
    assert [result.outcome for result in decision.settled] == [EntryOutcome.KNOWN]
