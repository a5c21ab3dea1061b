"""The commands that look back: `archive verify`, `reprocess`, `rebuild`, `backfill`, and the `doctor` of the feeds.

Knows how arguments are read and what is said afterwards; the work is done in flows.commands_replay.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from extractors.errors import InputError
from flows.cli_options import From, Sources, To, Wait, in_order, not_beside
from flows.console import ProgressDisplay, note, print_rows, say
from flows.demo_marker import is_demo

DONE, FAILED = 0, 1
Files = Annotated[tuple[Path, ...], Parameter(negative_iterable=(), consume_multiple=True)]

archive = App(name="archive", help="The raw archive: every fetched body, in WARC files.")


def register(app: App) -> None:
    """Add the commands to the command line."""
    for command in (reprocess, rebuild, backfill, doctor):
        app.command(command)
    app.command(archive)


@archive.command
def verify(*, wait: Wait = 0.0) -> int:
    """Read back every stored page and compare its SHA-256; read every record of every file. Exit 1 on a fault."""
    from flows import commands_replay

    with ProgressDisplay() as progress:
        lines = list(commands_replay.verify_archive(progress, wait))
    for line in lines:
        say(line)
    return DONE if len(lines) == 1 else FAILED


def reprocess(
    *,
    stage: Literal["extract", "tag", "identity"] = "extract",
    source: str | None = None,
    from_on: From = None,
    to_on: To = None,
    wait: Wait = 0.0,
) -> int:
    """Run today's extractor and tagger, or the tagger alone, over what is stored, without network; say what changed.

    A run that was cut goes on where it was when the same command is given again.
    Examples: `trucewire reprocess`, `trucewire reprocess --stage tag --source rferl --from 2020-11-01`.

    Parameters
    ----------
    stage
        extract: read the stored pages anew and tag what is read. tag: tag the stored texts anew. identity: read anew
        the pages of those articles alone whose id today's rules would not give; they go over to their new id.
    source
        One outlet of sources.toml; all when left out.
    from_on
        First day of fetching (UTC).
    to_on
        Last day of fetching (UTC).
    """
    from flows import commands_replay

    in_order(from_on, to_on)
    with ProgressDisplay() as progress:
        done = commands_replay.run_reprocess(stage, source, from_on, to_on, progress, wait)
    for line in done.lines():
        say(line)
    return DONE if done.is_complete else FAILED


def rebuild(*, wait: Wait = 0.0) -> int:
    """Make the whole warehouse anew from the raw archive, and put it in the place of the old one, which is kept aside.

    For a warehouse that was lost or damaged, or to prove that it can be done. The log of runs is carried over from the
    old warehouse, or from the snapshot.
    """
    from flows import commands_replay

    with ProgressDisplay() as progress:
        done = commands_replay.run_rebuild(progress, wait)
    for line in done.lines():
        say(line)
    return FAILED if done.faults else DONE


def backfill(
    *,
    source: str | None = None,
    from_on: From = None,
    to_on: To = None,
    warc: Files = (),
    wait: Wait = 0.0,
) -> int:
    """Fill in the past: from an outlet's sitemaps, or from WARC files that others made (CC-NEWS).

    Goes in order of time, a batch a transaction; cut or stopped, the same command goes on where it was.
    Examples: `trucewire backfill --source rferl --from 2020-09-27 --to 2020-12-31`,
    `trucewire backfill --warc CC-NEWS-20201110*.warc.gz`.

    Parameters
    ----------
    source
        An outlet of sources.toml that has archive_sitemaps.
    from_on
        First day that the sitemap dates an article (UTC).
    to_on
        Last day; today when left out.
    warc
        WARC files; pages of the outlets of sources.toml are taken, the rest is counted and passed over.
    """
    from flows import commands_replay

    if bool(warc) == bool(source):
        raise InputError("name what to fill in from: --source ID with --from DAY, or --warc FILE")
    if warc:
        not_beside("--warc", {"--from": from_on, "--to": to_on})
    if source and from_on is None:
        raise InputError("--source needs --from, the first day to fill in")
    to_on = to_on or datetime.now(UTC).date()
    in_order(from_on, to_on)
    with ProgressDisplay() as progress:
        if source and from_on:
            done = commands_replay.run_backfill(source, from_on, to_on, progress, note, wait)
        else:
            done = commands_replay.run_backfill_warc(warc, progress, note, wait)
    for line in done.lines():
        say(line)
    return FAILED if done.why_stopped else DONE


def doctor(*, source: Sources = (), offline: bool = False, discover: str | None = None) -> int:
    """Prove every configured feed: ask it, read it, and say how it does. Exit 1 when a switched-on feed is not well.

    Changes nothing. Examples: `trucewire doctor`, `trucewire doctor --source tass`, `trucewire doctor --offline`,
    `trucewire doctor --discover https://www.azatutyun.am/rssfeeds`.

    Parameters
    ----------
    source
        An outlet of sources.toml; give it several times for several. All when left out.
    offline
        Read the latest stored answer of each feed anew instead of asking.
    discover
        Find the feeds that this page, its site's /rssfeeds and its sitemaps name, and prove each.
    """
    if discover is not None:
        not_beside("--discover", {"--source": source, "--offline": offline})
        return _discover(discover)
    from config.settings import load_config
    from flows import commands_replay
    from flows import doctor as feeds

    with ProgressDisplay() as progress:
        proofs = list(commands_replay.prove_feeds(source, offline, progress))
    now = datetime.now(UTC)
    config = load_config()
    holds_demo = offline and is_demo(Path(config.settings.data_dir))
    if holds_demo:
        say(
            f"{config.settings.data_dir} holds the demo: these are answers of the built-in newsroom, as of 2020. "
            "The real feeds are asked by `trucewire doctor`."
        )
    print_rows(feeds.COLUMNS, [proof.row(now) for proof in proofs], "table")
    for proof in proofs:
        say(f"{proof.feed.feed_id}: {proof.says()}")
    ill = [proof.feed.feed_id for proof in proofs if proof.feed.is_enabled and not proof.is_well]
    say(f"{len(proofs)} feeds, {len(ill)} that are switched on are not well{': ' + ', '.join(ill) if ill else ''}")
    return FAILED if ill and not holds_demo else DONE


def _discover(url: str) -> int:
    from flows import commands_replay
    from flows import discover as discovery

    with ProgressDisplay() as progress:
        found = list(commands_replay.find_feeds(url, progress))
    print_rows(discovery.COLUMNS, [one.row() for one in found], "table")
    n_well = sum(one.outcome == "ok" for one in found)
    say(f"{len(found)} addresses, {n_well} of them feeds or sitemaps with items")
    return DONE if n_well else FAILED
