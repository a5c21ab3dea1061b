"""The command `trucewire evaluate`: how right the tagger is on labelled text.

Knows no rule of scoring; that is extractors.ceasefire.evaluation.
"""

from __future__ import annotations

import json
from pathlib import Path

from cyclopts import App

from extractors.errors import InputError
from flows.cli_options import Output, not_beside
from flows.console import print_rows, say


def register(app: App) -> None:
    """Add the command to the app."""
    app.command(evaluate)


def evaluate(
    gold_dir: Path | None = None,
    *,
    output: Output | None = None,
    errors: bool = False,
    verdicts: bool = False,
) -> int:
    """Score the tagger on a directory of labelled text, as section 9 of the codebook says.

    Prints strict type scores for each type and family, the share of right attributes among matched mentions, false
    alarms per 100 empty sentences, and event clustering by B-cubed: on gold mentions (events), and end to end on the
    found ones that match a gold mention (found_events).

    Parameters
    ----------
    gold_dir
        A directory with sentences.jsonl and articles.jsonl, such as tests/gold/tune.
    output
        Write the figures there as JSON too.
    errors
        List every missed, false and half-right mention.
    verdicts
        Count what analysts said of mentions with `trucewire review` instead: precision by type.
    """
    if verdicts:
        not_beside("--verdicts", {"a gold directory": gold_dir, "--output": output, "--errors": errors})
        return _count_verdicts()
    if gold_dir is None:
        raise InputError("name a gold directory, such as tests/gold/tune; or give --verdicts")
    from config.settings import load_config
    from extractors.ceasefire.evaluation import EVENT_FIGURES
    from extractors.ceasefire.evaluation import evaluate as evaluate_gold
    from extractors.ceasefire.events import EventMaker
    from extractors.ceasefire.scoring import format_errors, format_table
    from extractors.ceasefire.tag import TAGGER_VERSION, tagger_of
    from flows.outfile import write_text

    config = load_config()
    tagger = tagger_of(config.ontology, config.places, config.actors, config.conflicts)
    result, found = evaluate_gold(gold_dir, tagger, EventMaker(config.actors, config.places, config.conflicts))
    shown = [format_errors(result), format_table(result)] if errors else [format_table(result)]
    for line in "\n".join(shown).splitlines():
        say(line)
    for name in EVENT_FIGURES:
        if name in found:
            say(f"{name:<26}{found[name]:7.3f}")
    if output is not None:
        report = {"gold": gold_dir.name, "tagger_version": TAGGER_VERSION, "figures": found}
        write_text(output, json.dumps(report, indent=2) + "\n")
    return 0


def _count_verdicts() -> int:
    from config.settings import load_settings
    from flows.review import precision

    counted = precision(Path(load_settings().data_dir))
    print_rows(counted.columns, counted.rows, "table")
    return 0
