"""The command `trucewire review`: an analyst's word on what the tagger found.

Knows how arguments are read; the work is done in flows.review.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from extractors.errors import InputError
from flows.cli_options import Wait, not_beside
from flows.console import note, say

if TYPE_CHECKING:
    from config.settings import Config


def register(app: App) -> None:
    """Add the command to the app."""
    app.command(review)


def review(
    *,
    import_: Annotated[Path | None, Parameter(name="--import")] = None,
    export: Path | None = None,
    verdicts: bool = False,
    type_: Annotated[str | None, Parameter(name="--type")] = None,
    event: str | None = None,
    limit: int = 50,
    wait: Wait = 0.0,
) -> int:
    """Say whether what the tagger found is right. Your word is kept apart, wins over the tagger's, survives re-tagging.

    On a terminal it shows mentions nobody has judged, the least certain first, with quote and URL. Or by spreadsheet:
    `trucewire review --export todo.csv`, fill in the columns verdict and value, `trucewire review --import todo.csv`.
    Verdicts: right, wrong_type, not_an_event, right_date, same_event_as (docs/reviewing.md).

    Parameters
    ----------
    import_
        Take the verdicts of this CSV in; rows with an empty verdict are passed over.
    export
        Write mentions to review to this CSV.
    verdicts
        With --export: write the verdicts given so far instead.
    type_
        Only mentions of this type.
    event
        Only mentions of this event: its event_id or the start of it.
    limit
        How many mentions, at most.
    """
    if import_ is not None and export is not None:
        raise InputError("--import and --export exclude each other; give one a run")
    if verdicts and export is None:
        raise InputError("--verdicts says what --export writes: trucewire review --export given.csv --verdicts")
    if verdicts or import_ is not None:
        not_beside("--verdicts" if verdicts else "--import", {"--type": type_, "--event": event})
    if limit < 1:
        raise InputError("--limit is a number of mentions, 1 or more")
    if export is not None:
        return _export(export, verdicts, type_, event, limit)
    return _take(import_, type_, event, limit, wait)


def _export(path: Path, verdicts: bool, type_: str | None, event: str | None, limit: int) -> int:
    from flows import review as work

    config, _ = _configured(type_)
    found = work.given(config) if verdicts else work.to_review(config, type_, event, limit)
    n_rows = work.export(path, found)
    note(f"{n_rows} rows in {path}")
    return 0


def _take(import_: Path | None, type_: str | None, event: str | None, limit: int, wait: float) -> int:
    from flows import review as work

    config, types = _configured(type_)
    if import_ is not None:
        given = work.read_verdicts(import_, types, datetime.now(UTC))
    elif sys.stdin.isatty():
        found = work.to_review(config, type_, event, limit)
        given = tuple(work.asked(found, types, input, say))
    else:
        raise InputError("no terminal to ask at; use --export FILE.csv and --import FILE.csv")
    done = work.take(config, given, wait) if given else work.Reviewed(0, 0, 0, 0)
    say(f"{done.n_read} verdicts: {done.n_added} new, {done.n_changed} changed; {done.n_events} events made anew")
    if done.n_waiting:
        say(f"{done.n_waiting} of them wait: no mention has their quote and type, or the mention_key they name")
    return 0


def _configured(type_: str | None) -> tuple[Config, list[str]]:
    """Give the configuration and the event types it knows. Raises InputError when `type_` is none of them."""
    from config.settings import load_config

    config = load_config()
    types = list(config.ontology.types())
    if type_ is not None and type_ not in types:
        raise InputError(f"--type {type_!r} is not one of {', '.join(types)}")
    return config, types
